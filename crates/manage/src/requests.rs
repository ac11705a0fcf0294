//! Tables of requests as offices keep them: a sheet with the headings of their system, one column of which holds what people want.

use crate::labels::{LabelsError, tables, unread};
use lvzhi_import::document::{Place, Table};
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

/// Which table and column are meant, where the caller says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The heading of the column.
    pub column: Option<&'a str>,
    /// The sheet, by name or number.
    pub sheet: Option<&'a str>,
}

/// What the column is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// Its heading, or that there is no other.
    Heading,
    /// The length of its texts.
    Length,
}

/// Headings of such columns, those that tell most first.
const HEADINGS: [&str; 37] = [
    "诉求内容",
    "工单内容",
    "来电内容",
    "反映内容",
    "投诉内容",
    "留言内容",
    "信访内容",
    "咨询内容",
    "求助内容",
    "事件内容",
    "受理内容",
    "诉求描述",
    "事件描述",
    "问题描述",
    "事项描述",
    "工单描述",
    "情况描述",
    "主要内容",
    "具体内容",
    "详细内容",
    "诉求详情",
    "反映问题",
    "反映事项",
    "诉求",
    "内容",
    "描述",
    "正文",
    "问题",
    "留言",
    "事项",
    "诉求标题",
    "工单标题",
    "标题",
    "q",
    "text",
    "content",
    "description",
];

/// Characters that a heading of requests has at the most.
const LONGEST_HEADING: usize = 16;

/// Rows in which headings are looked for.
const HEADINGS_WITHIN: usize = 20;

/// Rows that are looked at where no heading tells.
pub const LOOKED_AT: usize = 200;

/// Chinese characters that a cell of such a column has at the least, on average.
const CHINESE: usize = 6;

/// The share of Chinese among its characters, at the least.
const SHARE: f64 = 0.6;

impl Requests {
    /// Reads the table of requests in a file: the sheet that is wanted, else the first that people see and that has such a column.
    ///
    /// # Errors
    /// [`LabelsError`]: the file cannot be read, or has no such sheet or column.
    pub fn read(path: &Path, wanted: Wanted<'_>) -> Result<Self, LabelsError> {
        let document = read_requests(path)?;
        let file = document.file.as_str();
        let tables = tables(&document);
        let names = || tables.iter().filter_map(|table| table.sheet.clone());
        let mut chosen = tables.clone();
        if let Some(sheet) = wanted.sheet {
            let number = sheet.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let named = tables.iter().find(|table| table.sheet.as_deref() == Some(sheet));
            let Some(table) = named.or_else(|| tables.get(number?)) else {
                return Err(LabelsError::NoSheet {
                    file: file.to_owned(),
                    wanted: sheet.to_owned(),
                    found: names().collect(),
                });
            };
            chosen = vec![table];
        }
        let mut wrong = None;
        // A sheet whose headings tell comes before one that only has long texts, such as a cover with remarks.
        for (by, table) in
            [By::Heading, By::Length].into_iter().flat_map(|by| chosen.iter().map(move |table| (by, *table)))
        {
            match Self::of(file, table, wanted.column, by) {
                Ok(mut found) => {
                    found.notes.extend(unread(&tables, table).filter(|_| wanted.sheet.is_none()));
                    return Ok(found);
                }
                Err(error) => wrong = wrong.or(Some(error)),
            }
        }
        Err(wrong.unwrap_or(LabelsError::NoTable { file: file.to_owned() }))
    }

    fn of(file: &str, table: &Table, column: Option<&str>, by: By) -> Result<Self, LabelsError> {
        let rows: Vec<(Place, Vec<String>)> = table.rows.iter().map(cells).filter(|(_, row)| !is_blank(row)).collect();
        let at = heading_row(&rows, column);
        let head: Vec<String> =
            rows.get(at).map(|(_, row)| row.iter().map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default();
        // A name that stands below the headings may be a request's or a caller's.
        let above = at.saturating_sub(heading_row(&rows, None));
        let above: Vec<String> = (column.is_some() && above > 0)
            .then(|| format!(
                "“{}”不在第一行标题里，它上面的 {above} 行没有判断 (the heading stands below the first row of headings: the rows above it were not answered)",
                column.unwrap_or_default()
            ))
            .into_iter()
            .collect();
        let mut rows: Vec<(Place, Vec<String>)> = rows.into_iter().skip(at + 1).collect();
        let headings = || head.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
        let (column, notes) = match column {
            Some(named) => {
                let places: Vec<usize> =
                    (0..head.len()).filter(|&at| head.get(at).is_some_and(|is| is == named)).collect();
                match *places.as_slice() {
                    [] => {
                        let (file, wanted) = (file.to_owned(), named.to_owned());
                        return Err(LabelsError::NoColumn { file, option: "--column", wanted, found: headings() });
                    }
                    [place] => (place, above),
                    [first, ..] => {
                        let told = format!(
                            "有 {} 列叫“{named}”，取的是第一列 (columns of the same heading: the first one was taken)",
                            places.len()
                        );
                        (first, above.into_iter().chain([told]).collect())
                    }
                }
            }
            None => {
                let place = found(&head, rows.iter().map(|(_, row)| row), by)
                    .ok_or_else(|| LabelsError::Unfound { file: file.to_owned(), found: headings() })?;
                let name = head.get(place).map_or("", String::as_str);
                let told = format!(
                    "诉求在“{name}”列，不对请用 --column 指明 (the texts are in this column; name another with --column)"
                );
                // Where there is no other column, nobody could have meant another.
                let told = (headings().len() > 1).then_some(told);
                (place, told.into_iter().chain(no_heading(name)).collect())
            }
        };
        for (place, _) in &mut rows {
            place.column = column as u32 + 1;
        }
        Ok(Self { head, rows, column, notes })
    }
}

/// The cells of a row, with its place.
fn cells(row: &lvzhi_import::document::Row) -> (Place, Vec<String>) {
    let place = row.cells.first().map(|cell| cell.place.clone()).unwrap_or_default();
    (place, row.cells.iter().map(|cell| cell.text.clone()).collect())
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// Where the headings stand: in the first row that has the column, else the first of more than one cell, below a title.
fn heading_row(rows: &[(Place, Vec<String>)], column: Option<&str>) -> usize {
    let first = |is: &dyn Fn(&[String]) -> bool| rows.iter().take(HEADINGS_WITHIN).position(|(_, row)| is(row));
    let named = column.and_then(|column| first(&|row| row.iter().any(|cell| cell.trim() == column)));
    let several = || first(&|row| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1);
    named.or_else(several).unwrap_or(0)
}

/// What is to be said where a heading looks like a request itself: one in the place of the headings would be lost unsaid.
#[must_use]
pub fn no_heading(name: &str) -> Option<String> {
    (name.chars().count() > LONGEST_HEADING).then(|| {
        format!(
            "“{name}”当作标题，没有回答；若是诉求，请在上面加一行标题 (taken for a heading and not answered: put headings above it if it is a request)"
        )
    })
}

/// The column of requests in a table with these headings and rows, by its heading, else by the length of its texts.
#[must_use]
pub fn column(head: &[String], rows: &[Vec<String>]) -> Option<usize> {
    found(head, rows.iter(), By::Length)
}

/// The column of requests: the only one, or that of the most telling heading, else the one with the longest texts that are mostly Chinese.
fn found<'a>(head: &[String], rows: impl Iterator<Item = &'a Vec<String>> + Clone, by: By) -> Option<usize> {
    let named: Vec<usize> = (0..head.len()).filter(|&at| head.get(at).is_some_and(|name| !name.is_empty())).collect();
    if let [one] = *named.as_slice() {
        return Some(one);
    }
    let marks = |c: char| matches!(c, '（' | '）' | '(' | ')' | '[' | ']' | '【' | '】' | '*' | '：' | ':');
    let plain = |name: &String| name.split_whitespace().collect::<String>().trim_matches(marks).to_lowercase();
    let plain: Vec<String> = head.iter().map(plain).collect();
    for wanted in HEADINGS {
        if plain.iter().filter(|name| *name == wanted).count() == 1 {
            return plain.iter().position(|name| name == wanted);
        }
    }
    if by == By::Heading {
        return None;
    }
    let length = |&at: &usize| {
        let cells = rows.clone().take(LOOKED_AT).filter_map(|row| row.get(at)).map(String::as_str);
        length(&cells.filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>()).map(|length| (length, at))
    };
    let longest = named.iter().filter_map(length).reduce(|best, next| if next.0 > best.0 { next } else { best });
    longest.map(|(_, at)| at)
}

/// The Chinese characters of a text of the column on average; nothing where it holds no such texts.
fn length(texts: &[&str]) -> Option<f64> {
    let count = |is: &dyn Fn(char) -> bool| texts.iter().flat_map(|text| text.chars()).filter(|&c| is(c)).count();
    let (all, chinese) = (count(&|c| !c.is_whitespace()), count(&|c| ('\u{3400}'..='\u{9fff}').contains(&c)));
    let distinct: HashSet<&&str> = texts.iter().collect();
    // Names of offices and categories come again and again.
    let holds = !texts.is_empty()
        && chinese >= CHINESE * texts.len()
        && chinese as f64 >= SHARE * all as f64
        && distinct.len() * 2 >= texts.len();
    holds.then(|| chinese as f64 / texts.len() as f64)
}
