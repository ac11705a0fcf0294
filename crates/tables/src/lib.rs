//! The ground that the `lvzhi` compiler and the `lvzhi` library share: what one writes and the other reads.
//!
//! Nothing here is promised to other crates; use `lvzhi`.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

pub mod fold;
pub mod hash;
pub mod index;
pub mod layout;
pub mod rank;
mod seen;
