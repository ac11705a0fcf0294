//! Whether several files may be those of one list.

use crate::document::{Block, Document, Table};
use crate::error::ImportError;
use crate::workbook;

/// # Errors
/// Where two files hold the same, or one of them is a whole list beside others.
pub(crate) fn check(documents: &[Document]) -> Result<(), ImportError> {
    for (at, again) in documents.iter().enumerate() {
        let mut before = documents.iter().take(at);
        if let Some(first) = before.find(|first| first.export == again.export && is_same(first, again)) {
            return Err(ImportError::SameFile { first: first.file.clone(), again: again.file.clone() });
        }
    }
    let whose: Vec<(&Document, Option<(String, bool)>)> =
        documents.iter().map(|document| (document, workbook::whose(document))).collect();
    let wholes = whose
        .iter()
        .filter(|(document, whose)| document.export.is_some() || whose.as_ref().is_some_and(|(_, whole)| *whole));
    let mut townships: Vec<&String> = whose.iter().filter_map(|(_, whose)| Some(&whose.as_ref()?.0)).collect();
    townships.retain(|township| !township.is_empty());
    townships.sort_unstable();
    townships.dedup();
    if documents.len() < 2 || wholes.count() == 0 && townships.len() < 2 {
        return Ok(());
    }
    let of = |(document, whose): (&Document, Option<(String, bool)>)| {
        (document.file.clone(), whose.map_or(String::new(), |(township, _)| township))
    };
    Err(ImportError::WholeLists { lists: whose.into_iter().map(of).collect() })
}

/// Whether two documents hold the same lines and tables.
fn is_same(first: &Document, again: &Document) -> bool {
    let pairs = first.blocks.iter().zip(&again.blocks);
    first.blocks.len() == again.blocks.len()
        && pairs.into_iter().all(|pair| match pair {
            (Block::Line(first), Block::Line(again)) => first.text == again.text,
            (Block::Table(first), Block::Table(again)) => cells(first).eq(cells(again)),
            _ => false,
        })
}

fn cells(table: &Table) -> impl Iterator<Item = &str> {
    table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str())
}
