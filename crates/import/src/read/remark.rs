//! What a reader tells beside the document: what it left out, and what it is not sure of.

use crate::document::Place;
use crate::report::{Doubt, Severity};

/// Remarks on one file.
#[derive(Debug)]
pub(crate) struct Remarks {
    file: String,
    pub(crate) found: Vec<Doubt>,
}

/// The most remarks; more of them say nothing new.
const MOST: usize = 2_000;

/// Characters of a cell's text that are kept in a remark on it.
const LONGEST: usize = 1_000;

impl Remarks {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new() }
    }

    /// Tells something about a place: its text, what was understood and what to do, in Chinese and in English.
    pub(crate) fn tell(
        &mut self,
        severity: Severity,
        place: Place,
        text: &str,
        understood: [&str; 2],
        remedy: [&str; 2],
    ) {
        if self.found.len() < MOST {
            self.found.push(Doubt {
                severity,
                file: self.file.clone(),
                place,
                text: text.chars().take(LONGEST).collect(),
                understood: understood.map(str::to_owned),
                remedy: remedy.map(str::to_owned),
            });
        }
    }
}

/// The place of a cell of a sheet or table, row and column from 0.
pub(crate) fn place(sheet: &str, row: u32, column: u32) -> Place {
    Place { sheet: sheet.to_owned(), row: row.saturating_add(1), column: column.saturating_add(1) }
}

/// A sheet or table as a whole.
pub(crate) fn whole(sheet: &str) -> Place {
    Place { sheet: sheet.to_owned(), row: 1, column: 1 }
}
