//! `liblvzhi`: the list and the classification of the crate `lvzhi`, for callers of C.
//!
//! The conventions are written at the head of `include/lvzhi.h`. What stands here is made so:
//! - every exported function runs inside [`status::guard`], which turns failures and panics into a status;
//! - every pointer goes through [`arguments`], which checks it before anything is read or written;
//! - every text in is decoded by [`input`], every text out encoded by [`output`];
//! - a list is a handle that [`lists`] looks up and never follows; NULL is the built-in one;
//! - items, categories and departments are their places in the list, so that lists are all that is opened and closed.
//!
//! `Rust:` in the documentation of a function names what it stands for; `tests/missing.rs` lists what is left.
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

pub mod about;
mod arguments;
pub mod classify;
pub mod codes;
pub mod department;
pub mod duties;
pub mod export;
mod guess;
mod input;
pub mod item;
pub mod list;
pub mod lists;
pub mod lookup;
pub mod matter;
mod output;
mod parts;
pub mod status;
mod strict;
pub mod text;
pub mod told;
pub mod township;
