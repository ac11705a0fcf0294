//! What a file holds before anybody knows what it means: lines of text and tables, in the order of the file, each cell with its place.

use crate::report::Doubt;
use std::fmt;

/// A file as read. Nothing of its text is altered: widths, punctuation and line breaks are those of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The file's name, without its folder.
    pub file: String,
    /// In the order of the file.
    pub blocks: Vec<Block>,
    /// What was left out in reading, or is not certain.
    pub remarks: Vec<Doubt>,
    /// The file is our own export: its text, without blocks. It is not understood anew, but compiled (`lvzhi_compiler`).
    pub export: Option<String>,
}

/// A stretch of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph or a line outside tables.
    Line(Cell),
    /// A table, or a sheet of a workbook.
    Table(Table),
}

/// A table, or a sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name, where the file has sheets.
    pub sheet: Option<String>,
    /// Hidden in the file.
    pub hidden: bool,
    /// From the top.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// From the left; every row of a table has as many cells as its widest one.
    pub cells: Vec<Cell>,
    /// Hidden in the file.
    pub hidden: bool,
    /// The file says that this row is repeated on each page.
    pub heading: bool,
}

/// A cell, or a line outside tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text, lines separated by `\n`. Empty in cells that a merged one covers.
    pub text: String,
    /// Where it stood.
    pub place: Place,
    /// What the cell has to do with merged cells.
    pub merged: Merged,
}

/// Whether a cell is merged with others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Merged {
    /// It stands alone.
    #[default]
    No,
    /// It holds the text of a merged range of so many rows and columns, of which it is the first.
    Origin {
        /// Rows of the range.
        rows: u32,
        /// Columns of the range.
        columns: u32,
    },
    /// It is covered by the origin at this place.
    Covered {
        /// Row of the origin, from 1.
        row: u32,
        /// Column of the origin, from 1.
        column: u32,
    },
}

/// Where something stood in a file, as people count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    /// The sheet's name, or `表2` for the second table of a document; empty for text without tables.
    pub sheet: String,
    /// Row of the sheet or table, or line of the file, from 1; 0 for the file as a whole.
    pub row: u32,
    /// Column, from 1; 0 for a whole line.
    pub column: u32,
}

impl fmt::Display for Place {
    /// As spreadsheets write it: `基本履职!C7`; lines of text as `第 12 行`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "{}!", self.sheet)?;
        }
        // A file as a whole.
        if self.row == 0 {
            return Ok(());
        }
        if self.column == 0 {
            return write!(f, "第 {} 行", self.row);
        }
        let mut letters = Vec::new();
        let mut rest = self.column;
        while let Some(before) = rest.checked_sub(1) {
            letters.push(char::from(b'A'.saturating_add((before % 26) as u8)));
            rest = before / 26;
        }
        write!(f, "{}{}", letters.iter().rev().collect::<String>(), self.row)
    }
}
