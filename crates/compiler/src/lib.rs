//! Compiles a township's duty list (乡镇履行职责事项清单) on disk into the tables of the `lvzhi` library.
//!
//! The list is a folder of text files: `township.toml`, `departments.toml`, `basic.toml`, `cooperative.toml`,
//! `reclaimed.toml`, `source.txt`, and, where there are any, `phrases.tsv`, `outside.tsv` and `background.txt`. The
//! built-in list, `data/xiamale`, is the example to follow; its `SOURCE.md` explains the fields.
//!
//! ```no_run
//! let list = lvzhi_compiler::read(std::path::Path::new("data/xiamale"))?;
//! assert_eq!(list.items.len(), 292);
//! let built = lvzhi_compiler::BuiltTables::of(&list);
//! std::fs::write("tables.rs", lvzhi_compiler::source(&built))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod check;
mod declared;
mod emit;
pub mod index;
pub mod model;
mod perfect_hash;
mod problem;
mod read;
mod related;
mod tables;
mod train;
pub mod validate;
mod words;

pub use declared::departments_named;
pub use emit::source;
pub use model::List;
pub use problem::{Problem, Problems, nearest};
pub use read::{OPTIONAL, REQUIRED, Sources, parse, read};
pub use tables::BuiltTables;
