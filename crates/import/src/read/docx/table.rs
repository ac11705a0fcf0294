//! A table of a document while it is being read.

use crate::read::error::ReadError;
use crate::read::grid::{Grid, Range};
use crate::read::limits::Budget;
use std::collections::BTreeMap;

/// A table whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Open {
    grid: Grid,
    /// The row being read, from 0, and what is known of it.
    pub(super) row: u32,
    row_open: bool,
    deleted: bool,
    heading: bool,
    /// Where the next cell begins.
    pub(super) column: u32,
    cells: Vec<OpenCell>,
    cell: Option<OpenCell>,
    /// Ranges merged downwards that may go on, by their first column.
    downwards: BTreeMap<u32, Range>,
}

/// A cell being read.
#[derive(Debug, Default)]
struct OpenCell {
    column: u32,
    span: u32,
    merge: Downwards,
    lines: Vec<String>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Downwards {
    #[default]
    No,
    Begins,
    GoesOn,
}

impl Open {
    pub(super) fn begin_row(&mut self) {
        self.row_open = true;
        (self.deleted, self.heading, self.column) = (false, false, 0);
        self.cells.clear();
    }

    /// The row is repeated on each page.
    pub(super) fn is_heading(&mut self) {
        self.heading = true;
    }

    /// The row was deleted, which is tracked.
    pub(super) fn is_deleted(&mut self) {
        self.deleted = true;
    }

    /// The row begins further right.
    pub(super) fn skip_columns(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns);
    }

    pub(super) fn begin_cell(&mut self) {
        self.cell = Some(OpenCell { column: self.column, span: 1, ..OpenCell::default() });
    }

    /// The cell spans so many columns.
    pub(super) fn span(&mut self, columns: u32) {
        if let Some(cell) = &mut self.cell {
            cell.span = columns.max(1);
        }
    }

    /// The cell is merged downwards, or goes on such a one.
    pub(super) fn merge_downwards(&mut self, begins: bool) {
        if let Some(cell) = &mut self.cell {
            cell.merge = if begins { Downwards::Begins } else { Downwards::GoesOn };
        }
    }

    /// A paragraph of the cell being read. Gives it back if there is none.
    pub(super) fn paragraph(&mut self, text: String) -> Option<String> {
        match &mut self.cell {
            Some(cell) => {
                cell.lines.push(text);
                None
            }
            None => Some(text),
        }
    }

    pub(super) fn end_cell(&mut self, budget: &Budget) -> Result<(), ReadError> {
        if let Some(cell) = self.cell.take() {
            self.column = cell.column.saturating_add(cell.span);
            budget.place(self.row, self.column.saturating_sub(1))?;
            self.cells.push(cell);
        }
        Ok(())
    }

    pub(super) fn end_row(&mut self, budget: &mut Budget) -> Result<(), ReadError> {
        if !std::mem::take(&mut self.row_open) || self.deleted {
            return Ok(());
        }
        budget.place(self.row, 0)?;
        let mut going_on = BTreeMap::new();
        for cell in self.cells.drain(..) {
            let last_column = cell.column.saturating_add(cell.span).saturating_sub(1);
            let own = Range { first: (self.row, cell.column), last: (self.row, last_column) };
            let goes_on = cell.merge == Downwards::GoesOn;
            let above = if goes_on { self.downwards.remove(&cell.column) } else { None };
            let text = cell.lines.join("\n");
            self.grid.put(self.row, cell.column, text.trim_matches('\n'), budget)?;
            match (above, cell.merge) {
                (Some(range), _) => {
                    going_on.insert(cell.column, Range { last: (self.row, range.last.1), ..range });
                }
                (None, Downwards::No) => self.grid.merge(own),
                // What goes on from nothing begins here.
                (None, _) => {
                    going_on.insert(cell.column, own);
                }
            }
        }
        for (_, range) in std::mem::replace(&mut self.downwards, going_on) {
            self.grid.merge(range);
        }
        if self.heading {
            self.grid.heading_rows.insert(self.row);
        }
        self.row = self.row.saturating_add(1);
        Ok(())
    }

    /// All of the table.
    pub(super) fn end(mut self) -> Grid {
        for (_, range) in std::mem::take(&mut self.downwards) {
            self.grid.merge(range);
        }
        self.grid
    }
}
