//! A township's duty list (乡镇履行职责事项清单) from the file that people have.
//!
//! A file is read into a [`document::Document`], blocks of text and tables whose cells know where they stood; [`import`] makes a list of what
//! the layout means, and every doubt on the way is told in a [`report::Report`].

pub mod check;
mod clauses;
mod comments;
mod departments;
pub mod document;
mod error;
mod folder;
mod imported;
mod keep;
mod layout;
pub mod read;
pub mod report;
mod takeover;
pub mod tell;
mod text;
mod together;
pub mod workbook;
mod write;

pub use error::ImportError;
pub use imported::{Bound, Imported, checked};
pub use read::{ReadError, is_export, read, read_bytes, read_requests, read_requests_bytes};
pub use write::{WriteError, Written};

use document::Document;
use lvzhi_tables::words::Tier;

/// What a file may not say of its list. Everything left out is taken from titles and names, or told as a doubt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// 桐溪乡: the township; where the files are of several, the one to take.
    pub township: Option<String>,
    /// 山阳县
    pub county: Option<String>,
    /// 青岚市
    pub prefecture: Option<String>,
    /// 云岭省
    pub region: Option<String>,
    /// The division code, nine digits.
    pub code: Option<String>,
    /// Date in force: 2025-04-18.
    pub edition: Option<String>,
    /// The tier of tables that do not say theirs.
    pub tier: Option<Tier>,
}

/// The list that documents hold together.
///
/// # Errors
/// Where no list can be made of them: the place, what was found, and what to do.
pub fn import(documents: &[Document], options: &Options) -> Result<Imported, ImportError> {
    if let [document] = documents
        && let Some(text) = &document.export
    {
        return imported::of_export(&document.file, text);
    }
    together::check(documents)?;
    // A workbook that was written here has sheets for what the published layout has no columns for.
    match workbook::split(documents) {
        Some((documents, found)) => {
            let imported = layout::list(&documents, &found.options(options))?;
            found.restored(imported)
        }
        None => layout::list(documents, options),
    }
}
