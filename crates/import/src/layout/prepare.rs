//! Cells that stand for something else: an error is nothing, 同上 is what stands above.

use super::headings::meaning;
use crate::document::{Block, Cell, Document, Place, Row};
use crate::report::{Doubt, Severity};
use crate::text::{key, number};
use std::collections::HashSet;

/// What is written for the cell above.
const DITTO: [&str; 7] = ["同上", "〃", "″", "”", "\"", "''", "同前"];

/// What is understood of 同上 in the first row below the headings, and what to do.
const NOTHING_ABOVE: [[&str; 2]; 2] = [
    [
        "上面是表头，没有可以照抄的内容，这一格作空格处理",
        "a heading stands above, so that there is nothing to repeat: taken for empty",
    ],
    ["请填上原文", "write what is meant"],
];

/// … in a row that repeats all of the one above.
const THE_SAME: [[&str; 2]; 2] = [
    [
        "照抄之后，这一行除序号外与上一行完全相同，没有另成一项",
        "with what stands above, the row is the one above it but for its number: no item of its own",
    ],
    ["如确是另一事项，请填上名称", "write its name, where it is another item"],
];

fn doubt(file: &str, cell: &Cell, [[zh, en], [remedy_zh, remedy_en]]: [[&str; 2]; 2]) -> Doubt {
    Doubt {
        severity: Severity::Doubtful,
        file: file.to_owned(),
        place: cell.place.clone(),
        text: cell.text.clone(),
        understood: [zh.to_owned(), en.to_owned()],
        remedy: [remedy_zh.to_owned(), remedy_en.to_owned()],
    }
}

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
            let (mut above, mut before): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
            for row in &mut table.rows {
                above.resize(above.len().max(row.cells.len()), String::new());
                let mut ditto = None;
                for (cell, above) in row.cells.iter_mut().zip(&mut above) {
                    if is_error(cell, &errors) {
                        cell.text.clear();
                    } else if is_ditto(cell) && meaning(above, "").is_some_and(|meaning| meaning.sure) {
                        document.remarks.push(doubt(&document.file, cell, NOTHING_ABOVE));
                        cell.text.clear();
                    } else if is_ditto(cell) {
                        ditto = ditto.or_else(|| Some(cell.clone()));
                        cell.text.clone_from(above);
                    } else if !cell.text.trim().is_empty() {
                        above.clone_from(&cell.text);
                    }
                }
                let texts = row.cells.iter().map(|cell| cell.text.trim());
                let says = texts.filter(|text| number(text).is_none()).map(str::to_owned).collect();
                if let Some(cell) = ditto.filter(|_| says == before) {
                    document.remarks.push(doubt(&document.file, &cell, THE_SAME));
                }
                before = says;
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
