//! Compiles a township's duty list (乡镇履行职责事项清单) into a list file (`.lvz`), and the matters (事由) into a matters file (`.lvm`).
//!
//! A list is a folder of text files: `township.toml`, `departments.toml`, `basic.toml`, `cooperative.toml`, `reclaimed.toml`,
//! and, where there are any, `source.txt`, `covers.toml`, `phrases.tsv` and `words.tsv`. The built-in list, `data/xiamale`, is the example to
//! follow; its `SOURCE.md` explains the fields. The matters are `data/matters`.
//!
//! ```no_run
//! std::fs::write("ours.lvz", lvzhi_compiler::compile_path("ours".as_ref())?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod bind;
mod check;
mod covers;
mod declared;
mod error;
#[cfg(feature = "export")]
mod export;
mod file;
#[cfg(feature = "learn")]
mod formulas;
mod keys;
#[cfg(feature = "learn")]
pub mod learn;
#[cfg(feature = "learn")]
pub mod matters;
#[cfg(feature = "learn")]
mod meaning;
pub mod model;
mod own_words;
mod paths;
mod perfect_hash;
mod places;
mod problem;
mod raw;
mod read;
mod related;
mod sources;
mod tables;
mod teach;
#[cfg(feature = "learn")]
mod train;
mod vocabulary;
mod words;

pub use covers::{covers_toml, matter_id, matter_number};
pub use declared::{Total, departments_named, totals_that_differ};
pub use error::CompileError;
#[cfg(feature = "export")]
pub use export::{Lacking, lacking, parse_export};
pub use model::List;
pub use paths::{compile_path, compile_read, read};
pub use problem::{Problem, Problems, nearest};
pub use read::parse;
pub use sources::{OPTIONAL, REQUIRED, Sources};
pub use tables::compile;
pub use teach::{TeachError, teach};
pub use words::{LONGEST_TAUGHT, NOT_LISTED, words_tsv};
