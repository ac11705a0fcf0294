//! Cells that stand for something else: an error is nothing, 同上 is what stands above.

use crate::document::{Block, Cell, Document, Place, Row};
use crate::report::Severity;
use crate::text::key;
use std::collections::HashSet;

/// What is written for the cell above.
const DITTO: [&str; 7] = ["同上", "〃", "″", "”", "\"", "''", "同前"];

/// The documents with nothing in cells that hold an error (#N/A), which the reader has told, and what stands above in those that say 同上; none where
/// there are no such cells.
pub(super) fn cells(documents: &[Document]) -> Option<Vec<Document>> {
    let is_ditto = |cell: &Cell| cell.text.len() <= 12 && DITTO.contains(&key(&cell.text).as_str());
    let any = documents.iter().any(|document| {
        let errors = errors(document);
        rows(document).any(|row| row.cells.iter().any(|cell| is_error(cell, &errors) || is_ditto(cell)))
    });
    if !any {
        return None;
    }
    let mut prepared = documents.to_vec();
    for (document, source) in prepared.iter_mut().zip(documents) {
        let errors = errors(source);
        for block in &mut document.blocks {
            let Block::Table(table) = block else { continue };
            let mut above: Vec<String> = Vec::new();
            for row in &mut table.rows {
                above.resize(above.len().max(row.cells.len()), String::new());
                for (cell, above) in row.cells.iter_mut().zip(&mut above) {
                    if is_error(cell, &errors) {
                        cell.text.clear();
                    } else if is_ditto(cell) {
                        cell.text.clone_from(above);
                    } else if !cell.text.trim().is_empty() {
                        above.clone_from(&cell.text);
                    }
                }
            }
        }
    }
    Some(prepared)
}

fn rows(document: &Document) -> impl Iterator<Item = &Row> {
    let tables =
        document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables.flat_map(|table| &table.rows)
}

/// Places and texts of cells that the reader has told to be lost.
fn errors(document: &Document) -> HashSet<(&Place, &str)> {
    let told = document.remarks.iter().filter(|remark| remark.severity == Severity::Lost && remark.place.column > 0);
    told.map(|remark| (&remark.place, remark.text.as_str())).collect()
}

fn is_error(cell: &Cell, errors: &HashSet<(&Place, &str)>) -> bool {
    !errors.is_empty() && !cell.text.is_empty() && errors.contains(&(&cell.place, cell.text.as_str()))
}
