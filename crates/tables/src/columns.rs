//! Tables that were pasted into a text, with a row of labels above: what a cell is its column tells.

use crate::fold::fold_char;
use crate::frame::{Frame, Label};
use crate::labels::{begins_line, known};
use crate::pieces::is_word;
use crate::records::is_beside;

/// What stands between the cells of a row.
const BETWEEN: [char; 5] = ['\t', '|', '｜', '\u{3000}', ','];

/// The fewest labels of a table, and the most columns of which it is known what they hold.
const FEWEST: usize = 3;
const MOST: usize = 32;

/// The longest label, in characters, and digits that make a cell a value: 2024, 13:02.
const LONGEST_LABEL: usize = 12;
const DIGITS: usize = 2;

/// The longest row of labels, in bytes.
const LONGEST_ROW: usize = 1024;

/// The columns of a table, and where in it we are.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    between: char,
    /// How many cells end in the row of labels.
    breaks: usize,
    labels: [Label; MOST],
    /// The cell in which `at` stands.
    column: usize,
    at: usize,
    /// Between quotation marks nothing ends a cell.
    is_quoted: bool,
}

impl Columns {
    /// Those of the table whose row of labels a piece begins that stands at `start`, and where that row ends.
    #[inline(never)]
    pub(crate) fn begin(frame: &Frame<'_>, text: &str, start: usize) -> Option<(Self, usize)> {
        let (before, rest) = text.split_at_checked(start)?;
        let before = before.trim_end_matches(' ');
        let edge = before.chars().next_back().filter(|c| matches!(c, '|' | '｜'));
        let earlier = before.trim_end_matches(['|', '｜']);
        if !earlier.is_empty() && !begins_line(earlier) {
            return None;
        }
        let row = line(rest);
        let next = line(rest.get(row.len()..)?.trim_start_matches(['\r', '\n']));
        if next.is_empty() || row.len() > LONGEST_ROW {
            return None;
        }
        let found = BETWEEN.into_iter().find_map(|between| {
            let (breaks, _) = breaks(line_of(text, start), between);
            let mut columns =
                Self { between, breaks, labels: [Label::Spare; MOST], column: 0, at: 0, is_quoted: false };
            let (mut cells, mut labels, mut has_body) = (0usize, 0usize, false);
            let mut slots = columns.labels.iter_mut().skip(usize::from(edge == Some(between)));
            for cell in row.split(between).filter(|cell| between != '\u{3000}' || !cell.is_empty()) {
                let slot = slots.next()?;
                let name = name(cell);
                if name.is_empty() {
                    continue;
                }
                let digits = name.bytes().filter(u8::is_ascii_digit).count();
                if digits > DIGITS || name.chars().nth(LONGEST_LABEL).is_some() {
                    return None;
                }
                cells = cells.saturating_add(1);
                let label = known(frame, name);
                if label.is_some() || is_beside(name) {
                    (*slot, labels) = (label.unwrap_or(Label::Reply), labels.saturating_add(1));
                    has_body |= label == Some(Label::Body);
                }
            }
            let is_table = has_body && cells >= FEWEST && labels.saturating_mul(2) >= cells;
            (is_table && columns.has_row(next) && known(frame, name(next)).is_none()).then_some(columns)
        });
        let end = start.saturating_add(row.len());
        found.map(|columns| (Self { at: end, ..columns }, end))
    }

    /// Whether a line has as many cells as the labels have, or goes on in the next one.
    fn has_row(&self, line: &str) -> bool {
        let (count, is_quoted) = breaks(line, self.between);
        count == self.breaks || is_quoted
    }

    /// What the cell is in which a piece stands that begins at `start`; `None` behind the table.
    pub(crate) fn label(&mut self, text: &str, start: usize) -> Option<Label> {
        let passed = text.get(self.at..start).unwrap_or("");
        let mut before = text.get(..self.at).and_then(|text| text.chars().next_back());
        for (at, c) in passed.char_indices() {
            if c == '"' {
                self.is_quoted = !self.is_quoted;
            } else if c == '\n' && !self.is_quoted {
                let row = line(text.get(self.at.saturating_add(at).saturating_add(1)..).unwrap_or(""));
                if !row.chars().any(|c| c == self.between) {
                    return None;
                }
                // Of a row of another length it is not known which cell is missing, or which was cut.
                self.column = if self.has_row(row) { 0 } else { MOST };
            } else if c == self.between && !self.is_quoted && !(c == '\u{3000}' && before == Some(c)) {
                self.column = self.column.saturating_add(1);
            }
            before = Some(c);
        }
        self.at = start;
        Some(self.labels.get(self.column).copied().unwrap_or(Label::Body))
    }
}

/// How many cells end in a line, and whether a quotation mark is left open there.
fn breaks(line: &str, between: char) -> (usize, bool) {
    let (mut count, mut is_quoted, mut before) = (0usize, false, None);
    for c in line.chars() {
        is_quoted ^= c == '"';
        let is_break = c == between && !is_quoted && !(c == '\u{3000}' && before == Some(c));
        count = count.saturating_add(usize::from(is_break));
        before = Some(c);
    }
    (count, is_quoted)
}

/// Whether a cell may end behind a piece: hardly any does, and to know that costs less than to look at the row.
pub(crate) fn ends_cell(behind: &str) -> bool {
    behind.starts_with(BETWEEN)
        || behind.starts_with(['"', ' ']) && behind.trim_start_matches(['"', ' ']).starts_with(BETWEEN)
}

/// The line that a text begins with, without its end.
fn line(text: &str) -> &str {
    text.get(..text.bytes().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len())).unwrap_or("")
}

/// The line in which a place is, up to its end.
fn line_of(text: &str, place: usize) -> &str {
    let begin =
        text.bytes().take(place).rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at.saturating_add(1));
    line(text.get(begin..).unwrap_or(""))
}

/// The name in a cell: its first words.
fn name(cell: &str) -> &str {
    let cell = cell.trim_start_matches(|c| !is_word(c));
    cell.get(..cell.find(|c| !is_word(c) && fold_char(c).is_some()).unwrap_or(cell.len())).unwrap_or("").trim_end()
}
