//! Any file into a [`Document`]: [`read`] and [`read_bytes`].
//!
//! What a file is, its first bytes say, not its name: an `.xls` that is a page of HTML and a `.txt` that is a CSV are read as what they are
//! (`read/sniff.rs`). Then each kind has its reader, which puts lines and tables in the order of the file into the document, keeps to the
//! [`limits`], and tells what it left out or is not sure of in the document's remarks:
//!
//! | kind | reader | by |
//! |---|---|---|
//! | XLSX, XLSM | `xlsx.rs` | calamine; what is hidden, with quick-xml |
//! | XLS (Excel 95 to 2003, ET) | `xls.rs`, `biff.rs` | calamine, which is given nothing that would take much memory |
//! | ODS, ODT | `opendocument.rs` | quick-xml |
//! | DOCX | `docx.rs`, `docx/` | quick-xml |
//! | SpreadsheetML (Excel 2003 XML) | `spreadsheetml.rs` | quick-xml |
//! | HTML | `html.rs` | html5ever's tokenizer |
//! | CSV, TSV | `delimited.rs` | csv |
//! | text, Markdown, text tables | `text.rs` | – |
//! | our own export | – | handed on in [`Document::export`] |
//!
//! What is encrypted, damaged, too large or of another kind (PDF, DOC, pictures) is a [`ReadError`], which says what to do.

mod biff;
mod delimited;
mod docx;
mod encoding;
mod error;
mod grid;
mod html;
pub mod limits;
mod opendocument;
mod package;
mod remark;
mod sheet;
mod sniff;
mod spreadsheetml;
mod text;
mod xls;
mod xlsx;
mod xml;

pub use encoding::text_of;
pub use error::{Limit, ReadError, Unsupported};
pub use sniff::is_export;

use crate::document::{Block, Document};
use limits::Budget;
use remark::Remarks;
use sniff::Kind;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Reads a file.
///
/// # Errors
/// When it cannot be opened, is of a kind that is not read, encrypted, damaged, empty or larger than [`limits`] allow.
pub fn read(path: &Path) -> Result<Document, ReadError> {
    let (name, bytes) = bytes_of(path)?;
    read_bytes(&name, bytes)
}

/// Reads a table of requests, which may be longer than any list.
///
/// # Errors
/// As [`read`].
pub fn read_requests(path: &Path) -> Result<Document, ReadError> {
    let (name, bytes) = bytes_of(path)?;
    read_requests_bytes(&name, bytes)
}

/// The name of a file, without its folder, and what it holds.
fn bytes_of(path: &Path) -> Result<(String, Vec<u8>), ReadError> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let failed = |error| ReadError::Io { file: path.display().to_string(), error };
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // A little more than is allowed, so that the length need not be believed (a pipe has none).
    file.take(limits::FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok((name, bytes))
}

/// Reads what a file of this name holds. The name decides nothing but between kinds of text that look alike.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    read_within(name, bytes, Budget::new(name))
}

/// As [`read_requests`], of what a file of this name holds.
///
/// # Errors
/// As [`read`].
pub fn read_requests_bytes(name: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    read_within(name, bytes, Budget::of_requests(name))
}

fn read_within(name: &str, bytes: Vec<u8>, mut budget: Budget) -> Result<Document, ReadError> {
    if bytes.len() as u64 > limits::FILE {
        return Err(budget.exceeded(Limit::File));
    }
    let mut remarks = Remarks::new(name);
    let kind = sniff::kind(name, &bytes, &mut remarks)?;
    let (blocks, export) = match kind {
        Kind::Xlsx => (guarded("XLSX", &mut budget, |budget| xlsx::read(&bytes, budget, &mut remarks))?, None),
        Kind::Xls => (guarded("XLS", &mut budget, |budget| xls::read(&bytes, budget, &mut remarks))?, None),
        Kind::OpenDocument => (opendocument::read(&bytes, &mut budget, &mut remarks)?, None),
        Kind::Docx => (docx::read(&bytes, &mut budget, &mut remarks)?, None),
        Kind::Html(text) => (html::read(&text, (0, 0), &mut budget, &mut remarks)?, None),
        Kind::SpreadsheetMl(text) => (spreadsheetml::read(&text, &mut budget, &mut remarks)?, None),
        Kind::FlatOpenDocument(text) => (opendocument::read_content(&text, &mut budget, &mut remarks)?, None),
        Kind::Export(text) => (Vec::new(), Some(text)),
        Kind::Delimited(text, delimiter) => (delimited::read(&text, delimiter, &mut budget, &mut remarks)?, None),
        Kind::Text(text) => (text::read(&text, &mut budget, &mut remarks)?, None),
        Kind::Unsupported(kind) => return Err(ReadError::Unsupported { file: name.to_owned(), kind }),
        Kind::Encrypted => return Err(ReadError::Password { file: name.to_owned() }),
        Kind::Empty => return Err(ReadError::Empty { file: name.to_owned() }),
    };
    Ok(Document { file: name.to_owned(), blocks, remarks: remarks.found, export })
}

/// Runs a reader of a library that may stumble over a damaged workbook: a panic there is an error here.
fn guarded(
    format: &'static str,
    budget: &mut Budget,
    read: impl FnOnce(&mut Budget) -> Result<Vec<Block>, ReadError>,
) -> Result<Vec<Block>, ReadError> {
    // Whatever it leaves half done is dropped with the error.
    catch_unwind(AssertUnwindSafe(|| read(budget)))
        .unwrap_or_else(|_| Err(budget.damaged(format, "内容前后矛盾 / it contradicts itself")))
}
