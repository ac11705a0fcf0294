//! The sheets of a document that may be read as a table of requests, and what is to be said of those that were not read.

use crate::labels::LabelsError;
use lvzhi_import::document::{Block, Document, Place, Table};
use lvzhi_import::report::Severity;
use std::collections::BTreeMap;

/// Places that are told one by one.
const SHOWN: usize = 5;

/// The sheets or tables that people see, in the order of the file.
fn seen(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.hidden => Some(table),
        _ => None,
    });
    tables.collect()
}

/// Those of them with more than a row.
pub(crate) fn filled(document: &Document) -> Vec<&Table> {
    seen(document).into_iter().filter(|table| table.rows.len() > 1).collect()
}

/// The sheet of a name, or of a number as people count the sheets that they see.
pub(crate) fn named<'d>(document: &'d Document, sheet: &str) -> Result<&'d Table, LabelsError> {
    let tables = seen(document);
    let number = sheet.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let named = tables.iter().find(|table| table.sheet.as_deref() == Some(sheet));
    named.or_else(|| tables.get(number?)).copied().ok_or_else(|| LabelsError::NoSheet {
        file: document.file.clone(),
        wanted: sheet.to_owned(),
        found: tables.iter().filter_map(|table| table.sheet.clone()).collect(),
    })
}

/// The rows that are not blank, and where each begins.
pub(crate) fn rows(table: &Table) -> (Vec<Place>, Vec<Vec<String>>) {
    let filled = table.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.text.trim().is_empty()));
    let cells = filled.map(|row| {
        let place = row.cells.first().map(|cell| cell.place.clone()).unwrap_or_default();
        (place, row.cells.iter().map(|cell| cell.text.clone()).collect())
    });
    cells.unzip()
}

/// The place in the same row and this column, from 0.
pub(crate) fn in_column(place: &Place, column: usize) -> Place {
    Place { column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1), ..place.clone() }
}

/// Places as people read them: the first ones, and that there are more.
pub(crate) fn places(places: &[String]) -> String {
    let more = if places.len() > SHOWN { " …" } else { "" };
    places.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、") + more
}

/// What is to be said where only one of several tables was read, and what to do about it.
pub(crate) fn unread(tables: &[&Table], read: &Table, hint: &str) -> Option<String> {
    let name = |(at, table): (usize, &&Table)| table.sheet.clone().unwrap_or_else(|| format!("表{}", at + 1));
    let (taken, others): (Vec<_>, Vec<_>) =
        tables.iter().enumerate().partition(|(_, table)| std::ptr::eq(**table, read));
    let [taken, others] = [taken, others].map(|tables| tables.into_iter().map(name).collect::<Vec<_>>().join("、"));
    (!others.is_empty()).then(|| format!("只读了“{taken}”，没有读 {others}；{hint}"))
}

/// What the reader doubted in the sheet that was read: formulas without a value, quotation marks that are not closed.
pub(crate) fn remarks(document: &Document, read: &Table) -> Vec<String> {
    let sheet = read.sheet.as_deref().unwrap_or_default();
    let mut told: BTreeMap<[&str; 4], Vec<String>> = BTreeMap::new();
    for doubt in &document.remarks {
        if doubt.severity != Severity::Note && (doubt.place.sheet.is_empty() || doubt.place.sheet == sheet) {
            let ([what, what_en], [remedy, remedy_en]) = (&doubt.understood, &doubt.remedy);
            told.entry([what, remedy, what_en, remedy_en]).or_default().push(doubt.place.to_string());
        }
    }
    let note = |([what, remedy, what_en, remedy_en], found): ([&str; 4], Vec<String>)| {
        format!("{}：{what}；{remedy} ({what_en}: {remedy_en})", places(&found))
    };
    told.into_iter().map(note).collect()
}
