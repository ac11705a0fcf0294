//! Tables that were pasted into a text, with a row of labels above: what a cell is its column tells.

use crate::fold::{begins, ends, fold_char};
use crate::frame::{Frame, Label};
use crate::labels::{begins_line, known};
use crate::pieces::is_word;

/// What stands between the cells of a row.
const BETWEEN: [char; 5] = ['\t', '|', '｜', '\u{3000}', ','];

/// The fewest labels of a table, and the most columns of which it is known what they hold.
const FEWEST: usize = 3;
const MOST: usize = 32;

/// The longest label, in characters, and digits that make a cell a value: 2024, 13:02.
const LONGEST_LABEL: usize = 12;
const DIGITS: usize = 2;

/// What the names of columns end with that hold something beside the matter.
const BESIDE: [&str; 24] = [
    "日期", "时间", "人", "员", "号", "单位", "部门", "科室", "情况", "结果", "方式", "类型", "类别", "等级", "状态",
    "来源", "地点", "地址", "电话", "措施", "意见", "路线", "姓名", "备注",
];

/// The longest row of labels, in bytes.
const LONGEST_ROW: usize = 1024;

/// The columns of a table, and where in it we are.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    between: char,
    labels: [Label; MOST],
    /// The cell in which `at` stands.
    column: usize,
    at: usize,
    /// Between quotation marks nothing ends a cell.
    is_quoted: bool,
}

impl Columns {
    /// Those of the table whose row of labels a piece begins that stands at `start`, and where that row ends.
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
            let mut columns = Self { between, labels: [Label::Reply; MOST], column: 0, at: 0, is_quoted: false };
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
            (is_table && next.chars().filter(|&c| c == between).nth((cells / 2).saturating_sub(1)).is_some())
                .then_some(columns)
        });
        let end = start.saturating_add(row.len());
        found.map(|columns| (Self { at: end, ..columns }, end))
    }

    /// What the cell is in which a piece stands that begins at `start`; `None` behind the table.
    pub(crate) fn label(&mut self, text: &str, start: usize) -> Option<Label> {
        let passed = text.get(self.at..start).unwrap_or("");
        let mut before = text.get(..self.at).and_then(|text| text.chars().next_back());
        for (at, c) in passed.char_indices() {
            if c == '"' {
                self.is_quoted = !self.is_quoted;
            } else if c == '\n' && !self.is_quoted {
                self.column = 0;
                let rest = text.get(self.at.saturating_add(at).saturating_add(1)..).unwrap_or("");
                if !line(rest).chars().any(|c| c == self.between) {
                    return None;
                }
            } else if c == self.between && !self.is_quoted && !(c == '\u{3000}' && before == Some(c)) {
                self.column = self.column.saturating_add(1);
            }
            before = Some(c);
        }
        self.at = start;
        Some(self.labels.get(self.column).copied().unwrap_or(Label::Body))
    }
}

/// Whether the name of a column is plainly of something beside the matter, though no file has it.
fn is_beside(name: &str) -> bool {
    begins(name, "是否") || BESIDE.iter().any(|word| ends(name, word))
}

/// The line that a text begins with, without its end.
fn line(text: &str) -> &str {
    text.get(..text.bytes().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len())).unwrap_or("")
}

/// The name in a cell: its first words.
fn name(cell: &str) -> &str {
    let cell = cell.trim_start_matches(|c| !is_word(c));
    cell.get(..cell.find(|c| !is_word(c) && fold_char(c).is_some()).unwrap_or(cell.len())).unwrap_or("").trim_end()
}
