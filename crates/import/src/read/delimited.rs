//! CSV and its kin: cells with commas, tabs, semicolons or bars between, quoted where they hold such or line breaks.

use super::error::{Limit, ReadError};
use super::grid::{Grid, line_breaks};
use super::limits::Budget;
use super::remark::{Remarks, place};
use crate::document::Block;
use crate::report::Severity;
use csv::{ByteRecord, ReaderBuilder};
use std::collections::BTreeMap;

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// One table. A row is a record, counted as Excel shows it, empty ones too.
pub(crate) fn read(
    text: &str,
    delimiter: u8,
    budget: &mut Budget,
    remarks: &mut Remarks,
) -> Result<Vec<Block>, ReadError> {
    let text = line_breaks(without_mark(text));
    if is_too_wide(&text, delimiter) {
        return Err(budget.exceeded(Limit::Columns));
    }
    let mut grid = Grid::default();
    let mut records = reader(&text, delimiter);
    let mut record = ByteRecord::new();
    let mut row = 0_u32;
    let mut several_lines = false;
    loop {
        let before = usize::try_from(records.position().byte()).unwrap_or(usize::MAX);
        let more = records.read_byte_record(&mut record).map_err(|error| budget.damaged("CSV", error))?;
        if !more {
            break;
        }
        row = row.saturating_add(empty_lines(text.as_bytes().get(before..).unwrap_or_default()));
        several_lines = false;
        for (column, cell) in record.iter().enumerate() {
            let cell = String::from_utf8_lossy(cell);
            several_lines |= cell.contains('\n');
            grid.put(row, u32::try_from(column).unwrap_or(u32::MAX), &cell, budget)?;
        }
        row = row.saturating_add(1);
    }
    // Of a quotation mark that is not closed, the reader makes one cell with all that follows.
    if several_lines && text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        remarks.tell(
            Severity::Doubtful,
            place("", row.saturating_sub(1), 0),
            "",
            [
                "引号没有配对，最后一行可能包含了后面的几行",
                "a quotation mark is not closed: the last row may hold several",
            ],
            ["请检查该行的引号", "check the quotation marks of this row"],
        );
    }
    Ok(vec![Block::Table(grid.into_table("", budget, remarks)?)])
}

/// Without the mark of UTF-8 and the line with which Excel is told the delimiter.
fn without_mark(text: &str) -> &str {
    let text = text.trim_start_matches('\u{FEFF}');
    match text.split_once('\n') {
        Some((first, rest)) if first.trim_end_matches('\r').len() == 5 && first.starts_with("sep=") => rest,
        _ => text,
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// Empty lines before the next record, which the reader passes over in silence.
fn empty_lines(rest: &[u8]) -> u32 {
    let count = rest.iter().take_while(|byte| **byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What stands between the cells of a file that says it has such.
pub(crate) fn likeliest(text: &str) -> u8 {
    let widths = DELIMITERS.map(|delimiter| (width(text, delimiter), delimiter));
    // The most regular one; of two, the one with more columns; of two, the first.
    let best = widths
        .into_iter()
        .rev()
        .filter(|(width, _)| width.columns > 1)
        .max_by_key(|(width, _)| (width.regular, width.columns));
    best.map_or(b',', |(_, delimiter)| delimiter)
}

/// Whether most records have several cells, as those of a table do.
pub(crate) fn is_likely(text: &str) -> bool {
    let width = width(text, likeliest(text));
    width.first > 1 && width.columns > 1 && width.regular * 2 >= width.records
}

/// What stands between the cells, in a text that says nothing: at least three columns in every record.
pub(crate) fn certain(text: &str) -> Option<u8> {
    let widths = DELIMITERS.map(|delimiter| (width(text, delimiter), delimiter));
    let regular = |width: &Width| width.columns > 2 && width.regular == width.records;
    // Empty cells at the end of a record may have been left out.
    let headed = |width: &Width| width.first > 2 && width.most == width.first && width.least > 1;
    let clear = |width: &Width| width.records > 1 && (regular(width) || headed(width));
    // A bar at both ends is that of a drawn table.
    let found = widths.into_iter().filter(|(width, delimiter)| clear(width) && *delimiter != b'|');
    found.max_by_key(|(width, _)| width.columns).map(|(_, delimiter)| delimiter)
}

/// How regular a text is with this between the cells.
#[derive(Default)]
struct Width {
    /// Records looked at.
    records: usize,
    /// Columns that most of them have.
    columns: usize,
    /// How many have as many.
    regular: usize,
    /// Columns of the first record, of the widest and of the narrowest.
    first: usize,
    most: usize,
    least: usize,
}

/// Whether a line has more cells than any table. The reader makes room for each, and would do so for a hundred million.
fn is_too_wide(text: &str, delimiter: u8) -> bool {
    text.split('\n').any(|line| line.bytes().filter(|byte| *byte == delimiter).count() > 10_000)
}

fn width(text: &str, delimiter: u8) -> Width {
    if is_too_wide(text, delimiter) {
        return Width::default();
    }
    let mut counts = BTreeMap::<usize, usize>::new();
    let (mut records, mut first) = (0, 0);
    for record in reader(without_mark(text), delimiter).byte_records().take(300).flatten() {
        if records == 0 {
            first = record.len();
        }
        records += 1;
        *counts.entry(record.len()).or_default() += 1;
    }
    let most = counts.keys().next_back().copied().unwrap_or_default();
    let least = counts.keys().next().copied().unwrap_or_default();
    let (columns, regular) = counts.into_iter().max_by_key(|(columns, count)| (*count, *columns)).unwrap_or_default();
    Width { records, columns, regular, first, most, least }
}
