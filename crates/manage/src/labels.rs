//! Tables of texts and labels: read from any file that the importer reads, or from JSON lines, their columns found by their headings.

use lvzhi_compiler::NOT_LISTED;
use lvzhi_import::document::{Block, Document, Table};
use lvzhi_import::read::text_of;
use lvzhi_import::{ReadError, read_requests};
use serde_json::Value;
use std::fmt;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Where it stood, as people count: `工单!A7`, `第 12 行`.
    pub place: String,
    /// The text.
    pub text: String,
    /// What the other columns that were asked for say, in their order; several values of one column stand apart.
    pub labels: Vec<Vec<String>>,
}

/// The rows of a file, and what is to be said of those that are not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Rows with a text.
    pub rows: Vec<Labelled>,
    /// What was left out, in Chinese and English.
    pub notes: Vec<String>,
}

impl Texts {
    fn push(&mut self, row: Labelled, textless: &mut Vec<String>) {
        if !row.text.is_empty() {
            self.rows.push(row);
        } else if row.labels.iter().any(|labels| !labels.is_empty()) {
            textless.push(row.place);
        }
    }

    /// Says how many rows have a label but no text, and where the first ones stand.
    fn say_textless(&mut self, textless: &[String]) {
        if !textless.is_empty() {
            let places: Vec<&str> = textless.iter().take(SHOWN).map(String::as_str).collect();
            let more = if textless.len() > SHOWN { " …" } else { "" };
            self.notes.push(format!(
                "{0} 行有标注而没有文字，没有计入 ({0} rows have a label and no text: left out)：{1}{more}",
                textless.len(),
                places.join("、")
            ));
        }
    }
}

/// Places that are told one by one.
const SHOWN: usize = 5;

/// A column that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its heading, where the caller gave one.
    pub named: Option<&'a str>,
    /// Headings that it is found by, the likeliest first.
    pub usual: &'a [&'a str],
    /// The option by which it can be named.
    pub option: &'static str,
}

/// Headings of texts.
pub const TEXT: [&str; 14] = [
    "诉求",
    "诉求内容",
    "工单内容",
    "反映内容",
    "来电内容",
    "问题描述",
    "事件描述",
    "描述",
    "内容",
    "文本",
    "原文",
    "任务",
    "q",
    "text",
];

/// Headings of items and other labels.
pub const LABEL: [&str; 15] = [
    "正确事项",
    "改正",
    "事项编号",
    "事项",
    "编号",
    "事项名称",
    "标注",
    "标签",
    "归属",
    "清单类别",
    "事项类别",
    "部门",
    "gold",
    "label",
    "item",
];

/// Why a table cannot be used.
#[derive(Debug)]
pub enum LabelsError {
    /// The file cannot be read.
    Read(ReadError),
    /// It is no table.
    NoTable {
        /// The file.
        file: String,
    },
    /// No column has such a heading.
    NoColumn {
        /// The file.
        file: String,
        /// The option that names the column.
        option: &'static str,
        /// What was looked for.
        wanted: String,
        /// The headings that there are.
        found: Vec<String>,
    },
    /// No column looks like texts.
    Unfound {
        /// The file.
        file: String,
        /// The headings that there are.
        found: Vec<String>,
    },
    /// A workbook has no such sheet.
    NoSheet {
        /// The file.
        file: String,
        /// What was looked for.
        wanted: String,
        /// The sheets that there are.
        found: Vec<String>,
    },
    /// A line is no JSON object.
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        wrong: String,
    },
}

impl fmt::Display for LabelsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::NoTable { file } => {
                write!(
                    f,
                    "{file}：没有表格；请给出有标题行的 Excel 或 CSV (no table: give a workbook or CSV with a row of headings)"
                )
            }
            Self::NoColumn { file, option, wanted, found } => write!(
                f,
                "{file}：没有“{wanted}”这样的列，只有 {}；请用 {option} 写明列名 (no such column: name one of those there are by {option})",
                found.join("、")
            ),
            Self::Unfound { file, found } => write!(
                f,
                "{file}：看不出诉求在哪一列，请用 --column 指明，有的是 {} (which column has the texts? name it by --column)",
                found.join("、")
            ),
            Self::NoSheet { file, wanted, found } => write!(
                f,
                "{file}：没有工作表“{wanted}”，有的是 {} (no such sheet: name one of those there are)",
                found.join("、")
            ),
            Self::Line { file, line, wrong } => {
                write!(f, "{file}：第 {line} 行不是 JSON 对象：{wrong} (line {line} is no JSON object: correct it)")
            }
        }
    }
}

impl std::error::Error for LabelsError {}

impl From<ReadError> for LabelsError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

/// The rows of a file: the text, and for each of `others` its values. Rows without a text are left out, which is said where they have a label; so are the
/// other sheets of a workbook.
///
/// # Errors
/// [`LabelsError`]: the file cannot be read, is no table, or lacks a column.
pub fn labelled(path: &Path, text: Wanted<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
    let lines =
        ["jsonl", "ndjson"].iter().any(|ending| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)));
    if lines { of_lines(path, text, others) } else { of_document(&read_requests(path)?, text, others) }
}

fn of_document(document: &Document, text: Wanted<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
    let tables = tables(document);
    let mut wrong = LabelsError::NoTable { file: document.file.clone() };
    // A workbook may have other sheets than that of the texts.
    for table in &tables {
        match of_table(&document.file, table, text, others) {
            Ok(mut texts) => {
                texts.notes.extend(unread(&tables, table));
                return Ok(texts);
            }
            Err(error) => wrong = error,
        }
    }
    Err(wrong)
}

/// The tables of a document that people see, with more than headings.
pub(crate) fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.hidden && table.rows.len() > 1 => Some(table),
        _ => None,
    });
    tables.collect()
}

/// What is to be said where only one of several tables was read.
pub(crate) fn unread(tables: &[&Table], read: &Table) -> Option<String> {
    let name = |(at, table): (usize, &&Table)| table.sheet.clone().unwrap_or_else(|| format!("表{}", at + 1));
    let (taken, others): (Vec<_>, Vec<_>) =
        tables.iter().enumerate().partition(|(_, table)| std::ptr::eq(**table, read));
    let [taken, others] = [taken, others].map(|tables| tables.into_iter().map(name).collect::<Vec<_>>().join("、"));
    (!others.is_empty()).then(|| {
        format!("只读了“{taken}”，没有读 {others}；要用的请另存为单独的文件 (only this sheet was read: save the others as files of their own)")
    })
}

/// Rows in which headings are looked for: a title may stand above them.
const HEADINGS_WITHIN: usize = 5;

fn of_table(file: &str, table: &Table, text: Wanted<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
    let mut wrong = None;
    for (at, row) in table.rows.iter().enumerate().take(HEADINGS_WITHIN) {
        let headings: Vec<String> = row.cells.iter().map(|cell| tidy(&cell.text)).collect();
        match columns(file, &headings, text, others) {
            Ok((text, others)) => {
                let (mut found, mut textless) = (Texts::default(), Vec::new());
                for row in table.rows.iter().skip(at + 1) {
                    let Some(cell) = row.cells.get(text) else { continue };
                    let labels = others
                        .iter()
                        .map(|&at| values(&row.cells.get(at).map(|cell| tidy(&cell.text)).unwrap_or_default()));
                    let (place, labels) = (cell.place.to_string(), labels.collect());
                    found.push(Labelled { place, text: tidy(&cell.text), labels }, &mut textless);
                }
                found.say_textless(&textless);
                return Ok(found);
            }
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    Err(wrong.unwrap_or(LabelsError::NoTable { file: file.to_owned() }))
}

fn columns(
    file: &str,
    headings: &[String],
    text: Wanted<'_>,
    others: &[Wanted<'_>],
) -> Result<(usize, Vec<usize>), LabelsError> {
    let find = |wanted: &Wanted<'_>, taken: Option<usize>| {
        let named = wanted.named.map(|name| [name]);
        let names: &[&str] = named.as_ref().map_or(wanted.usual, |named| named);
        let free = |at: &usize| Some(*at) != taken;
        let equal = |name: &&str| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name)).filter(free);
        names.iter().find_map(equal).ok_or_else(|| LabelsError::NoColumn {
            file: file.to_owned(),
            option: wanted.option,
            wanted: names.join("、"),
            found: headings.iter().filter(|heading| !heading.is_empty()).cloned().collect(),
        })
    };
    let text = find(&text, None)?;
    Ok((text, others.iter().map(|other| find(other, Some(text))).collect::<Result<_, _>>()?))
}

/// A cell on one line.
fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The values of a cell that has several.
fn values(cell: &str) -> Vec<String> {
    let parts = cell.split(['、', '；', ';', '|']).map(str::trim).filter(|part| !part.is_empty());
    // A name may have such a mark in itself: the whole cell is tried first by whoever looks it up.
    let parts: Vec<String> = parts.map(str::to_owned).collect();
    if parts.len() > 1 { std::iter::once(cell.to_owned()).chain(parts).collect() } else { parts }
}

/// JSON lines, as the project's own evaluation files: a list of values where several are right, an empty one where none is; lines whose
/// `scope` is `disputed` are left out.
fn of_lines(path: &Path, text: Wanted<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
    let file = path.display().to_string();
    let unread = |error| LabelsError::Read(ReadError::Io { file: file.clone(), error });
    let bytes = std::fs::read(path).map_err(unread)?;
    let all = text_of(&bytes).ok_or_else(|| {
        unread(Error::new(
            ErrorKind::InvalidData,
            "既不是 UTF-8 也不是 GB18030 (neither UTF-8 nor GB18030: save it as UTF-8)",
        ))
    })?;
    let mut objects = Vec::new();
    for (line, found) in (1usize..).zip(all.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |wrong: String| LabelsError::Line { file: file.clone(), line, wrong };
        match serde_json::from_str(found).map_err(|error| wrong(error.to_string()))? {
            Value::Object(object) => objects.push((line, object)),
            _ => return Err(wrong("{…}".to_owned())),
        }
    }
    objects.retain(|(_, object)| object.get("scope").and_then(Value::as_str) != Some("disputed"));
    // A line may lack what others have.
    let mut headings: Vec<String> = Vec::new();
    for key in objects.iter().flat_map(|(_, object)| object.keys()) {
        if !headings.contains(key) {
            headings.push(key.clone());
        }
    }
    let (text, others) = columns(&file, &headings, text, others)?;
    let (mut found, mut textless) = (Texts::default(), Vec::new());
    for (line, object) in &objects {
        let value = |at: usize| headings.get(at).and_then(|heading| object.get(heading)).unwrap_or(&Value::Null);
        let strings = |value: &Value| match value {
            Value::String(one) => values(one),
            // Somebody looked, and nothing was right.
            Value::Array(none) if none.is_empty() => vec![NOT_LISTED.to_owned()],
            Value::Array(many) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let said = value(text).as_str().map(tidy).unwrap_or_default();
        let labels = others.iter().map(|&at| strings(value(at))).collect();
        found.push(Labelled { place: format!("第 {line} 行"), text: said, labels }, &mut textless);
    }
    found.say_textless(&textless);
    Ok(found)
}
