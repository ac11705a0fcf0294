//! Text, Markdown and the tables that are drawn in them.
//!
//! Lines stay lines, but where at least two that follow one another are rows of a table: cells between bars (Markdown, or drawn with lines), between
//! tabs, or between several spaces where each line has as many cells as the others.

use super::error::ReadError;
use super::grid::{Grid, line_breaks};
use super::html;
use super::limits::{Budget, COLUMNS};
use super::remark::Remarks;
use crate::document::{Block, Cell, Merged, Place, Table};

/// How the cells of a line are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Bars,
    Tabs,
    Spaces,
}

/// Lines and tables, in the order of the text.
pub(crate) fn read(text: &str, budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let text = line_breaks(text.trim_start_matches('\u{FEFF}'));
    let lines: Vec<&str> = text.split(['\n', '\u{C}', '\u{2028}', '\u{2029}']).collect();
    let mut blocks = Vec::new();
    let mut tables = 0_usize;
    let mut at = 0;
    // Lines that look like rows, but make no table: they are not looked at again.
    let mut plain = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        if let Some(length) = page_at(rest) {
            let page = rest.get(..length).unwrap_or_default().join("\n");
            let row = u32::try_from(at).unwrap_or(u32::MAX);
            let found = html::read(&page, (tables, row), budget, remarks)?;
            tables += found.iter().filter(|block| matches!(block, Block::Table(_))).count();
            blocks.extend(found);
            at += length;
            continue;
        }
        let found = if at < plain { Found::Nothing(1) } else { table_at(rest) };
        let (drawn, length) = match found {
            Found::Table(drawn, length) => (drawn, length),
            Found::Nothing(length) => {
                plain = plain.max(at + length);
                push_line(line, at, budget, &mut blocks)?;
                at += 1;
                continue;
            }
        };
        tables += 1;
        let rows = rest.get(..length).unwrap_or_default();
        blocks.push(Block::Table(table(rows, drawn, &format!("表{tables}"), budget, remarks)?));
        at += length;
    }
    Ok(blocks)
}

/// A line that stands for itself. Empty ones only leave a gap in the numbers.
fn push_line(line: &str, at: usize, budget: &mut Budget, blocks: &mut Vec<Block>) -> Result<(), ReadError> {
    let text = without_marks(line.trim_end());
    if text.trim().is_empty() {
        return Ok(());
    }
    budget.line()?;
    budget.text(text.len())?;
    let row = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
    let place = Place { sheet: String::new(), row, column: 0 };
    blocks.push(Block::Line(Cell { text: text.to_owned(), place, merged: Merged::No }));
    Ok(())
}

/// A line without Markdown's marks of a heading or of bold text, where they enclose all of it.
fn without_marks(line: &str) -> &str {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let heading = line.get(hashes..).filter(|rest| (1..=6).contains(&hashes) && rest.starts_with(' '));
    bare(heading.map_or(line, |rest| rest.trim().trim_end_matches('#').trim_end()))
}

/// A text without the marks of bold that enclose it.
fn bare(text: &str) -> &str {
    let inner = text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    inner.filter(|inner| !inner.is_empty() && !inner.contains("**")).unwrap_or(text)
}

/// How many lines a table of HTML has that begins here, as Markdown may hold one.
fn page_at(lines: &[&str]) -> Option<usize> {
    let count = |line: &str, tag: &str| line.to_ascii_lowercase().matches(tag).count();
    if !lines.first()?.trim_start().to_ascii_lowercase().starts_with("<table") {
        return None;
    }
    let (mut open, mut length) = (0, 0);
    for line in lines {
        open += count(line, "<table");
        length += 1;
        let closed = count(line, "</table");
        if closed >= open {
            return Some(length);
        }
        open -= closed;
    }
    // One that nobody closed goes on to the end.
    Some(length)
}

/// What begins at a line.
enum Found {
    /// A table, how it is drawn and how many lines it has.
    Table(Drawn, usize),
    /// None, and so many lines are not the beginning of one.
    Nothing(usize),
}

/// Whether a table begins here.
fn table_at(lines: &[&str]) -> Found {
    let Some(first) = lines.first() else { return Found::Nothing(1) };
    // Bars in prose have no border below the first line and stand at no end of it.
    let drawn = is_border(first) || first.trim().starts_with(BARS);
    if drawn || first.contains(BARS) && lines.get(1).is_some_and(|line| is_border(line)) {
        let length = lines.iter().take_while(|line| line.contains(BARS) || is_border(line)).count();
        let mut rows = lines.iter().take(length).filter(|line| !is_border(line));
        let regular = rows.clone().all(|line| bar_cells(line).len() > 1);
        return match regular && rows.nth(1).is_some() {
            true => Found::Table(Drawn::Bars, length),
            false => Found::Nothing(length.max(1)),
        };
    }
    if filled(tab_cells(first)) > 1 {
        let (length, clear) = tabs_at(lines);
        return if clear { Found::Table(Drawn::Tabs, length) } else { Found::Nothing(length) };
    }
    spaces_at(lines).map_or(Found::Nothing(1), |length| Found::Table(Drawn::Spaces, length))
}

fn filled<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    cells.filter(|cell| !cell.trim().is_empty()).count()
}

/// How many lines there are with tabs, and whether they are a table. Empty lines belong to it where another row of the same width follows (a page ends there), lines
/// without tabs where they stand between two rows (a section's title).
fn tabs_at(lines: &[&str]) -> (usize, bool) {
    let width = |line: &str| tab_cells(line).count();
    let columns = lines.first().map_or(0, |line| width(line));
    let (mut length, mut rows) = (1, 1);
    let mut numbered = true;
    let mut gap_ended = false;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let cells = width(line);
        if line.trim().is_empty() {
            gap_ended = true;
        } else if cells > 1 && (cells == columns || !gap_ended && at == length) {
            length = at + 1;
            rows += 1;
            gap_ended = false;
        } else if gap_ended || at > length {
            // Two lines without tabs are text.
            break;
        }
    }
    for line in lines.iter().take(length).filter(|line| !line.trim().is_empty()) {
        numbered &= tab_cells(line).last().is_some_and(|cell| cell.trim().bytes().all(|byte| byte.is_ascii_digit()));
    }
    // Two columns, the second of nothing but page numbers: contents.
    (length, rows > 1 && !(columns == 2 && numbered))
}

/// How many lines a table has whose cells stand between several spaces: at least three columns, and the cells of every line begin where those
/// of the first line do, or are as many. Empty lines and page numbers belong to it where another row begins behind them.
fn spaces_at(lines: &[&str]) -> Option<usize> {
    let first: Vec<(usize, &str)> = space_cells(lines.first()?);
    if !(3..=COLUMNS as usize).contains(&first.len()) {
        return None;
    }
    let (mut length, mut rows, mut paged) = (0, 0, false);
    for (at, line) in lines.iter().enumerate() {
        if is_gap(line) {
            paged |= !line.trim().is_empty();
            continue;
        }
        let Some(cells) = in_columns(line, &first) else { break };
        let begins = cells.len() > 1 && cells.first().is_some_and(|(column, _)| *column == 0);
        // A row that a page cut in two goes on below its number.
        if at > length && !begins && !paged {
            break;
        }
        (length, rows, paged) = (at + 1, rows + 1, false);
    }
    (rows > 1).then_some(length)
}

/// Whether a line is empty or numbers a page: - 4 -, 第4页.
fn is_gap(line: &str) -> bool {
    let text = line.trim();
    let framed = text.starts_with(['-', '—', '–', '第']) && text.ends_with(['-', '—', '–', '页']);
    text.is_empty() || framed && text.chars().all(|c| c.is_numeric() || "-—–第页共/, ，".contains(c))
}

/// The cells of a line, each with the column it belongs to.
fn in_columns<'a>(line: &'a str, first: &[(usize, &str)]) -> Option<Vec<(usize, &'a str)>> {
    let cells = space_cells(line);
    if cells.len() == first.len() {
        return Some(cells.into_iter().enumerate().map(|(column, (_, text))| (column, text)).collect());
    }
    cells.into_iter().map(|(at, text)| Some((first.iter().position(|(start, _)| *start == at)?, text))).collect()
}

/// The rows of a table between spaces. Where empty lines set rows apart, a line without a cell in the first column goes on with the row above,
/// whose cells were broken at their width.
fn spaced_rows(lines: &[&str]) -> Vec<Vec<String>> {
    let first = lines.first().map(|line| space_cells(line)).unwrap_or_default();
    let apart = lines.iter().any(|line| is_gap(line));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in lines.iter().filter(|line| !is_gap(line)) {
        let cells = in_columns(line, &first).unwrap_or_default();
        let goes_on = apart && cells.first().is_some_and(|(column, _)| *column > 0);
        if !goes_on || rows.is_empty() {
            rows.push(vec![String::new(); first.len()]);
        }
        let Some(row) = rows.last_mut() else { continue };
        for (column, text) in cells {
            if let Some(cell) = row.get_mut(column) {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(text);
            }
        }
    }
    rows
}

/// The table of these lines.
fn table(
    lines: &[&str],
    drawn: Drawn,
    name: &str,
    budget: &mut Budget,
    remarks: &mut Remarks,
) -> Result<Table, ReadError> {
    let mut grid = Grid::default();
    let mut row = 0_u32;
    match drawn {
        Drawn::Bars => bars(lines, &mut grid, budget)?,
        Drawn::Tabs => {
            for line in lines.iter().filter(|line| !line.trim().is_empty()) {
                for (column, cell) in (0..).zip(tab_cells(line)) {
                    grid.put(row, column, cell.trim(), budget)?;
                }
                row = row.saturating_add(1);
            }
        }
        Drawn::Spaces => {
            for cells in spaced_rows(lines) {
                for (column, cell) in (0..).zip(&cells) {
                    grid.put(row, column, cell, budget)?;
                }
                row = row.saturating_add(1);
            }
        }
    }
    grid.into_table(name, budget, remarks)
}

/// A table between bars. Where there are borders between all rows, the lines between two of them are one row.
fn bars(lines: &[&str], grid: &mut Grid, budget: &mut Budget) -> Result<(), ReadError> {
    let ruled = lines.iter().filter(|line| is_border(line)).count() > 3;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut go_on = false;
    for line in lines {
        if is_border(line) {
            go_on = false;
            continue;
        }
        let cells = bar_cells(line);
        match rows.last_mut().filter(|_| ruled && go_on) {
            Some(row) => {
                row.resize(row.len().max(cells.len()), String::new());
                for (whole, more) in row.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
                    if !whole.is_empty() {
                        whole.push('\n');
                    }
                    whole.push_str(&more);
                }
            }
            None => rows.push(cells),
        }
        go_on = true;
    }
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            grid.put(row, column, &cell, budget)?;
        }
    }
    Ok(())
}

/// What stands between the cells of a drawn table.
const BARS: [char; 4] = ['|', '│', '┃', '║'];

/// A line that only draws: Markdown's below the heading, or a border.
fn is_border(line: &str) -> bool {
    let drawn = |c: char| {
        matches!(c, '-' | ':' | '+' | '=' | '\u{2500}'..='\u{257F}') || BARS.contains(&c) || c.is_whitespace()
    };
    let crosses = |c: char| BARS.contains(&c) || matches!(c, '+' | '\u{250C}'..='\u{254B}' | '\u{2550}'..='\u{256C}');
    line.chars().all(drawn) && line.contains(crosses) && line.contains(['-', '=', '─', '━', '═'])
}

/// The cells between bars.
fn bar_cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for character in line.trim().chars() {
        let bar = BARS.contains(&character);
        if bar && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if bar {
                cell.pop();
            }
            cell.push(character);
        }
        escaped = character == '\\' && !escaped;
    }
    // The bars at both ends are outside the first and the last cell.
    if line.trim().ends_with(BARS) {
        cells.pop();
    }
    if line.trim().starts_with(BARS) {
        cells.remove(0);
    }
    cells.iter().map(|cell| broken_lines(bare(cell.trim()))).collect()
}

/// Markdown has no line breaks in cells but those of HTML.
fn broken_lines(cell: &str) -> String {
    let mut lines = cell.to_owned();
    for tag in ["<br>", "<br/>", "<br />", "<BR>"] {
        if lines.contains(tag) {
            lines = lines.split(tag).map(str::trim).collect::<Vec<_>>().join("\n");
        }
    }
    lines
}

fn tab_cells(line: &str) -> impl Iterator<Item = &str> {
    line.trim_end_matches([' ', '\u{3000}']).split('\t')
}

/// The cells between two or more spaces (a full-width one counts as two), each with how far from the left it begins.
fn space_cells(line: &str) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let (mut start, mut at, mut gap) = (None, 0, 0);
    let mut end = 0;
    for (byte, character) in line.char_indices() {
        if cells.len() > COLUMNS as usize {
            break;
        }
        let width = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if character == ' ' || character == '\u{3000}' {
            gap += width;
        } else {
            match start {
                Some((from, begin)) if gap > 1 => {
                    cells.extend(line.get(from..end).map(|text| (begin, text)));
                    start = Some((byte, at));
                }
                None => start = Some((byte, at)),
                Some(_) => {}
            }
            gap = 0;
            end = byte + character.len_utf8();
        }
        at += width;
    }
    if let Some((from, begin)) = start {
        cells.extend(line.get(from..end).map(|text| (begin, text)));
    }
    cells
}
