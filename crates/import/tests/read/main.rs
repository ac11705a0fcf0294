//! Files of all kinds into documents. One program, since each that is linked takes its time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, unreachable_pub, reason = "a test")]

mod common;
mod documents;
mod refused;
mod text;
mod tongxi;
mod workbooks;
