//! The ground that the `lvzhi` compiler and the `lvzhi` library share: what one writes and the other reads.
//!
//! Nothing here is promised to other crates; use `lvzhi`.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod address;
mod columns;
pub mod container;
pub mod elsewhere;
pub mod escapes;
pub mod fold;
pub mod frame;
pub mod hash;
pub mod held;
pub mod index;
pub mod keys;
mod labels;
mod lanes;
pub mod layout;
pub mod left;
pub mod list;
mod markup;
pub mod matters;
pub mod meaning;
pub mod own;
pub mod pieces;
pub mod rank;
pub mod reading;
mod records;
pub mod row;
pub mod scores;
mod seen;
mod speakers;
pub mod sums;
pub mod taught;
pub mod weights;
pub mod words;

/// The matters, learnt by the project and kept compiled (`.lvm`): what the library asks every list through, and what the compiler binds
/// lists to.
pub static MATTERS: &[u8] = include_bytes!("../data/matters/matters.lvm");
