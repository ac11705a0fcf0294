//! Cells as a file gives them, in any order and with holes, made into a table whose rows are equally wide.

use super::error::ReadError;
use super::limits::{Budget, COLUMNS};
use super::remark::Remarks;
use crate::document::{Cell, Merged, Place, Row, Table};
use crate::report::Severity;
use std::collections::BTreeSet;

/// A range of merged cells, rows and columns from 0, the last ones within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

/// Cells of a table, rows and columns from 0.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    cells: Vec<((u32, u32), String)>,
    merges: Vec<Range>,
    pub(crate) hidden_rows: BTreeSet<u32>,
    pub(crate) heading_rows: BTreeSet<u32>,
}

impl Grid {
    /// Puts a text into a cell. Nothing but white space is no text.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: &str, budget: &mut Budget) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        budget.place(row, column)?;
        budget.value()?;
        budget.text(text.len())?;
        self.cells.push(((row, column), line_breaks(text)));
        Ok(())
    }

    /// Merges a range. One cell alone is none.
    pub(crate) fn merge(&mut self, range: Range) {
        if range.first != range.last && range.first.0 <= range.last.0 && range.first.1 <= range.last.1 {
            self.merges.push(range);
        }
    }

    /// Whether no cell has text.
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether the first rows have headings of a duty list: such a table is one of its own, wherever a page puts it.
    pub(crate) fn is_list(&self) -> bool {
        let heads = self.cells.iter().filter(|((row, _), text)| {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            *row < 4
                && (matches!(text.as_str(), "序号" | "编号" | "事项" | "类别")
                    || text.ends_with("事项名称")
                    || text.ends_with("事项类别"))
        });
        heads.count() > 1
    }

    /// Rows and columns up to the last text.
    pub(crate) fn size(&self) -> (u32, u32) {
        let most =
            |of: fn((u32, u32)) -> u32| self.cells.iter().map(|(at, _)| of(*at).saturating_add(1)).max().unwrap_or(0);
        (most(|(row, _)| row), most(|(_, column)| column))
    }

    /// The table: as large as the text in it, so a merged range that goes beyond is cut.
    pub(crate) fn into_table(self, name: &str, budget: &mut Budget, remarks: &mut Remarks) -> Result<Table, ReadError> {
        let (rows, columns) = self.size();
        budget.table(rows, columns)?;
        let cell = |row, column| Cell {
            text: String::new(),
            place: Place { sheet: name.to_owned(), row: row + 1, column: column + 1 },
            merged: Merged::No,
        };
        let mut table = Table {
            rows: (0..rows.min(budget.most_rows))
                .map(|row| Row {
                    cells: (0..columns.min(COLUMNS)).map(|column| cell(row, column)).collect(),
                    hidden: self.hidden_rows.contains(&row),
                    heading: self.heading_rows.contains(&row),
                })
                .collect(),
            ..Table::default()
        };
        // Ranges that do not overlap look at no cell twice.
        let mut looks = 4 * (rows as usize) * (columns as usize);
        for range in &self.merges {
            let looked = merge(&mut table, *range, (rows, columns));
            looks = looks
                .checked_sub(looked)
                .ok_or_else(|| budget.damaged("表格", "合并的单元格互相重叠 / merged cells overlap"))?;
        }
        let mut covered = Vec::new();
        for ((row, column), text) in self.cells {
            let found = table.rows.get_mut(row as usize).and_then(|row| row.cells.get_mut(column as usize));
            match found {
                Some(Cell { merged: Merged::Covered { .. }, place, .. }) => covered.push((place.clone(), text)),
                Some(cell) => cell.text = text,
                None => {}
            }
        }
        for (place, text) in covered {
            remarks.tell(
                Severity::Lost,
                place,
                &text,
                [
                    "这个单元格被合并的单元格盖住，看不见，没有读取",
                    "a merged cell covers this one: nobody sees it, and it is not read",
                ],
                ["内容属于清单的，请取消合并后核对", "unmerge the cells and check, if it belongs to the list"],
            );
        }
        Ok(table)
    }
}

/// Marks the cells of a range, unless some of them are merged already: where two ranges overlap, the first counts. Says how many cells it
/// looked at.
fn merge(table: &mut Table, range: Range, (rows, columns): (u32, u32)) -> usize {
    let last = (range.last.0.min(rows.saturating_sub(1)), range.last.1.min(columns.saturating_sub(1)));
    if range.first == last || range.first.0 > last.0 || range.first.1 > last.1 {
        return 0;
    }
    let mut looked = 0;
    for row in range.first.0..=last.0 {
        for column in range.first.1..=last.1 {
            looked += 1;
            let found = table.rows.get(row as usize).and_then(|row| row.cells.get(column as usize));
            if !found.is_some_and(|cell| cell.merged == Merged::No) {
                return looked;
            }
        }
    }
    for row in range.first.0..=last.0 {
        for column in range.first.1..=last.1 {
            if let Some(cell) = table.rows.get_mut(row as usize).and_then(|row| row.cells.get_mut(column as usize)) {
                cell.merged = if (row, column) == range.first {
                    Merged::Origin { rows: last.0 - row + 1, columns: last.1 - column + 1 }
                } else {
                    Merged::Covered { row: range.first.0 + 1, column: range.first.1 + 1 }
                };
            }
        }
    }
    looked
}

/// Line breaks of every kind as `\n`.
pub(crate) fn line_breaks(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}
