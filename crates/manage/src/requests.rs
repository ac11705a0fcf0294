//! Tables of requests as offices keep them: a sheet with the headings of their system, one column of which holds what people want.

use crate::headings::{self, By};
use crate::labels::{LabelsError, told};
use crate::sheets;
use lvzhi_import::document::{Merged, Place, Table};
use lvzhi_import::read_requests;
use std::collections::HashSet;
use std::path::Path;

/// A table of requests, as it is in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requests {
    /// The headings.
    pub head: Vec<String>,
    /// The cells below them, with the place of the request. Rows without any cell that is filled are left out.
    pub rows: Vec<(Place, Vec<String>)>,
    /// The column of the requests, from 0.
    pub column: usize,
    /// What is to be said of the table, in Chinese and English.
    pub notes: Vec<String>,
}

/// The option that names the column of requests.
const OPTION: &str = "--column";

/// Which table and column are meant, where the caller says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The heading of the column.
    pub column: Option<&'a str>,
    /// The sheet, by name or number.
    pub sheet: Option<&'a str>,
}

impl Requests {
    /// Reads the table of requests in a file: the sheet that is wanted, else the first that people see and that has such a column.
    ///
    /// # Errors
    /// [`LabelsError`]: the file cannot be read, or has no such sheet or column.
    pub fn read(path: &Path, wanted: Wanted<'_>) -> Result<Self, LabelsError> {
        let document = read_requests(path)?;
        let tables = sheets::filled(&document);
        let chosen = match wanted.sheet {
            Some(sheet) => vec![sheets::named(&document, sheet)?],
            None => tables.clone(),
        };
        let mut wrong = None;
        // A sheet whose headings tell comes before one that only has long texts, such as a cover with remarks.
        for (by, table) in
            [By::Heading, By::Length].into_iter().flat_map(|by| chosen.iter().map(move |table| (by, *table)))
        {
            match Self::of(&document.file, table, wanted.column, by) {
                Ok(mut found) => {
                    let hint = "要另一张用 --sheet 指明 (only this sheet was read: name another with --sheet)";
                    found.notes.extend(sheets::unread(&tables, table, hint).filter(|_| wanted.sheet.is_none()));
                    found.notes.extend(sheets::remarks(&document, table));
                    return Ok(found);
                }
                Err(error) => wrong = wrong.or(Some(error)),
            }
        }
        Err(wrong.unwrap_or(LabelsError::NoTable { file: document.file }))
    }

    fn of(file: &str, table: &Table, named: Option<&str>, by: By) -> Result<Self, LabelsError> {
        let (places, rows) = sheets::rows(table);
        let head = headings::head(&rows, named.as_slice());
        let there = || head.names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
        let mut notes = Vec::new();
        let column = match named {
            Some(named) => {
                let columns: Vec<usize> =
                    (0..head.names.len()).filter(|&at| head.names.get(at).is_some_and(|is| is == named)).collect();
                let Some(&first) = columns.first() else {
                    let (file, wanted) = (file.to_owned(), named.to_owned());
                    return Err(LabelsError::NoColumn { file, option: OPTION, wanted, found: there() });
                };
                // A name that stands below the headings may be a request's or a caller's.
                let above = head.rows.saturating_sub(headings::head(&rows, &[]).rows);
                if above > 0 {
                    notes.push(format!(
                        "“{named}”不在第一行标题里，它上面的 {above} 行没有判断 (the heading stands below the first row of headings: the rows above it were not answered)"
                    ));
                }
                if columns.len() > 1 {
                    notes.push(format!(
                        "有 {} 列叫“{named}”，取的是第一列 (columns of the same heading: the first one was taken)",
                        columns.len()
                    ));
                }
                first
            }
            None => {
                let found = headings::requests(&head.names, rows.iter().skip(head.rows), &[]);
                let found = found.filter(|(_, found)| by == By::Length || *found == by).map(|(at, _)| at);
                let at = found.ok_or_else(|| LabelsError::Unfound {
                    file: file.to_owned(),
                    option: OPTION,
                    found: there(),
                })?;
                let name = head.names.get(at).map_or("", String::as_str);
                // Where there is no other column, nobody could have meant another.
                if there().len() > 1 {
                    notes.push(told(name, OPTION));
                }
                notes.extend(headings::no_heading(name).filter(|_| head.there));
                at
            }
        };
        if !head.there {
            notes.push(
                "没有标题行，第一行也判断了，各列叫作列1、列2 (no row of headings: the first row was answered, too)"
                    .to_owned(),
            );
        }
        let places = places.iter().map(|place| sheets::in_column(place, column));
        let below = places.zip(rows).skip(head.rows);
        let (repeated, rows): (Vec<_>, Vec<(Place, Vec<String>)>) = below.partition(|(_, row)| head.is_repeated(row));
        if !repeated.is_empty() {
            notes
                .push(format!("{0} 行是重复的标题，没有列出 ({0} rows repeat the headings: left out)", repeated.len()));
        }
        notes.extend(blank(&rows, table, column));
        Ok(Self { head: head.names, rows, column, notes })
    }
}

/// What is to be said of rows that have cells, but no request.
fn blank(rows: &[(Place, Vec<String>)], table: &Table, column: usize) -> Option<String> {
    let blank = rows.iter().filter(|(_, row)| row.get(column).is_none_or(|cell| cell.trim().is_empty()));
    let found: Vec<&Place> = blank.map(|(place, _)| place).collect();
    let covered: HashSet<&Place> = table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .filter(|cell| matches!(cell.merged, Merged::Covered { .. }))
        .map(|cell| &cell.place)
        .collect();
    let merged = found.iter().filter(|place| covered.contains(*place)).count();
    let also = if merged > 0 { format!("，其中 {merged} 行与上面的格合并") } else { String::new() };
    let places: Vec<String> = found.iter().map(|place| place.to_string()).collect();
    (!found.is_empty()).then(|| {
        format!(
            "{0} 行没有诉求{also}，没有判断 ({0} rows have no request: not answered)：{1}",
            found.len(),
            sheets::places(&places)
        )
    })
}
