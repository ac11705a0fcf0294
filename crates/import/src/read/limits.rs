//! How much of a file is read, so that no file can use up the memory: a list has 300 rows, that of a whole county some 10,000.
//!
//! Whatever a file holds, reading it and making a list of it takes less than [`MEMORY`]; and no more than [`PER_BYTE`] times what the file holds, unpacked,
//! [`PER_ITEM`] for each item, and [`BESIDE`] (`tests/memory.rs`). It takes no more time than its size explains.

use super::error::{Limit, ReadError};

/// The longest file, in bytes.
pub const FILE: u64 = 64 << 20;
/// The most that is unpacked from a file, in bytes: the parts that hold text, not pictures.
pub const UNPACKED: u64 = 128 << 20;
/// The most files that are packed in one.
pub const ENTRIES: usize = 10_000;
/// The most rows of a table.
pub const ROWS: u32 = 50_000;
/// The most columns of a table.
pub const COLUMNS: u32 = 256;
/// The most cells of all tables together. Empty cells between others count.
pub const CELLS: usize = 500_000;
/// The most lines outside tables.
pub const LINES: usize = 200_000;
/// The most text, in bytes of UTF-8.
pub const TEXT: usize = 32 << 20;
/// The most sheets and tables.
pub const TABLES: usize = 2_000;
/// The same of a table of requests, which a hotline has by the hundred thousand.
pub const REQUEST_ROWS: u32 = 200_000;
/// Its cells.
pub const REQUEST_CELLS: usize = 2_000_000;
/// Its text, in bytes of UTF-8.
pub const REQUEST_TEXT: usize = 64 << 20;
/// The most items of one list: a township's has some hundreds.
pub const ITEMS: usize = 20_000;
/// How deep parts of a document may stand in one another.
pub const NESTING: usize = 200;

/// What reading a file, and making a list of it, may take of the memory at most, the file's own bytes counted.
pub const MEMORY: usize = 1 << 30;

/// What reading a file may take at most for each byte that it holds, unpacked.
pub const PER_BYTE: usize = 20;

/// What an item of a list may take beside its text.
pub const PER_ITEM: usize = 20 << 10;

/// What cells may take that a short file says to repeat: as many as [`CELLS`].
pub const BESIDE: usize = 192 << 20;

/// What may still be read of a file.
#[derive(Debug)]
pub(crate) struct Budget {
    pub(crate) file: String,
    /// The most rows of a table, cells, and bytes of text that this file may have.
    pub(crate) most_rows: u32,
    most_cells: usize,
    pub(crate) most_text: usize,
    cells: usize,
    values: usize,
    lines: usize,
    text: usize,
    tables: usize,
}

impl Budget {
    pub(crate) fn new(file: &str) -> Self {
        Self::of(file, ROWS, CELLS, TEXT)
    }

    /// For a table of requests.
    pub(crate) fn of_requests(file: &str) -> Self {
        Self::of(file, REQUEST_ROWS, REQUEST_CELLS, REQUEST_TEXT)
    }

    fn of(file: &str, most_rows: u32, most_cells: usize, most_text: usize) -> Self {
        Self {
            file: file.to_owned(),
            most_rows,
            most_cells,
            most_text,
            cells: most_cells,
            values: most_cells,
            lines: LINES,
            text: most_text,
            tables: TABLES,
        }
    }

    pub(crate) fn exceeded(&self, limit: Limit) -> ReadError {
        let most = match limit {
            Limit::File => FILE,
            Limit::Unpacked => UNPACKED,
            Limit::Entries => ENTRIES as u64,
            Limit::Rows => self.most_rows.into(),
            Limit::Columns => COLUMNS.into(),
            Limit::Cells => self.most_cells as u64,
            Limit::Text => self.most_text as u64,
            Limit::Tables => TABLES as u64,
            Limit::Nesting => NESTING as u64,
        };
        ReadError::TooLarge { file: self.file.clone(), limit, most }
    }

    pub(crate) fn damaged(&self, format: &'static str, detail: impl ToString) -> ReadError {
        ReadError::Damaged { file: self.file.clone(), format, detail: detail.to_string() }
    }

    /// A table of so many rows and columns.
    pub(crate) fn table(&mut self, rows: u32, columns: u32) -> Result<(), ReadError> {
        self.place(rows.saturating_sub(1), columns.saturating_sub(1))?;
        self.tables = self.tables.checked_sub(1).ok_or_else(|| self.exceeded(Limit::Tables))?;
        let cells = (rows as usize).saturating_mul(columns as usize);
        self.cells = self.cells.checked_sub(cells).ok_or_else(|| self.exceeded(Limit::Cells))?;
        Ok(())
    }

    /// A cell at this row and column, from 0.
    pub(crate) fn place(&self, row: u32, column: u32) -> Result<(), ReadError> {
        if row >= self.most_rows {
            return Err(self.exceeded(Limit::Rows));
        }
        if column >= COLUMNS {
            return Err(self.exceeded(Limit::Columns));
        }
        Ok(())
    }

    /// A cell with text, of which a table within another may have some, too.
    pub(crate) fn value(&mut self) -> Result<(), ReadError> {
        self.values = self.values.checked_sub(1).ok_or_else(|| self.exceeded(Limit::Cells))?;
        Ok(())
    }

    /// A line outside tables.
    pub(crate) fn line(&mut self) -> Result<(), ReadError> {
        self.lines = self.lines.checked_sub(1).ok_or_else(|| ReadError::TooLarge {
            file: self.file.clone(),
            limit: Limit::Rows,
            most: LINES as u64,
        })?;
        Ok(())
    }

    /// So many bytes of text.
    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text = self.text.checked_sub(bytes).ok_or_else(|| self.exceeded(Limit::Text))?;
        Ok(())
    }
}
