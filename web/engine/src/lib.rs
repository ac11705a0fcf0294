//! lvzhi for pages: what a page in a browser asks of the library, as functions that take and give text and bytes.
//!
//! Nothing is decided here. Answers, items and lists go out in the form of the export, byte for byte that of the command; what the page needs
//! beside them (`ask.rs`, `whole.rs`, `column.rs`) stands in objects of its own around them.
#![forbid(unsafe_code)]

mod ask;
#[cfg(feature = "tools")]
mod column;
#[cfg(feature = "tools")]
mod departments;
#[cfg(feature = "tools")]
mod doubted;
mod engine;
#[cfg(feature = "tools")]
mod headings;
#[cfg(feature = "tools")]
mod item;
#[cfg(feature = "tools")]
mod kept;
mod lists;
#[cfg(feature = "tools")]
mod mend;
#[cfg(feature = "tools")]
mod places;
#[cfg(feature = "tools")]
mod tools;
mod whole;
#[cfg(feature = "tools")]
mod written;

pub use engine::Engine;

use wasm_bindgen::JsError;

/// An error as the page gets it: its words, Chinese and English.
fn said(error: impl std::fmt::Display) -> JsError {
    JsError::new(&error.to_string())
}

/// As `said`, of a list that cannot be compiled, which is told in English where nobody asks for the Chinese.
#[cfg(feature = "tools")]
fn uncompiled(error: &lvzhi_compiler::CompileError) -> JsError {
    said(format_args!("{} ({error})", error.chinese()))
}

/// JSON of a value whose keys are strings: cannot fail, and is empty if it should.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
