//! Tables of texts and labels: read from any file that the importer reads, or from JSON lines, their columns named or found by their headings.

use crate::headings::{self, By, LOOKED_AT, tidy};
use crate::sheets;
use lvzhi_compiler::NOT_LISTED;
use lvzhi_import::document::{Document, Table};
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
            self.notes.push(format!(
                "{0} 行有标注而没有文字，没有计入 ({0} rows have a label and no text: left out)：{1}",
                textless.len(),
                sheets::places(textless)
            ));
        }
    }
}

/// A column of labels that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its heading, where the caller gave one.
    pub named: Option<&'a str>,
    /// Headings that it is found by, the likeliest first.
    pub usual: &'a [&'a str],
    /// The option by which it can be named.
    pub option: &'static str,
}

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
        /// The option that names the column.
        option: &'static str,
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
            Self::Unfound { file, option, found } => write!(
                f,
                "{file}：看不出诉求在哪一列，请用 {option} 指明，有的是 {} (which column has the texts? name it by {option})",
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

/// The column of texts that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct WantedText<'a> {
    /// Its heading, where the caller gave one; else it is found as for [`crate::requests`].
    pub named: Option<&'a str>,
    /// The option by which it can be named.
    pub option: &'static str,
}

/// The rows of a file: the text, and for each of `others` its values. Rows without a text are left out, which is said where they have a label; so are the
/// other sheets of a workbook.
///
/// # Errors
/// [`LabelsError`]: the file cannot be read, is no table, or lacks a column.
pub fn labelled(path: &Path, text: WantedText<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
    let lines =
        ["jsonl", "ndjson"].iter().any(|ending| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)));
    if lines { of_lines(path, text, others) } else { of_document(&read_requests(path)?, text, others) }
}

fn of_document(document: &Document, text: WantedText<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
    let tables = sheets::filled(document);
    let mut wrong = None;
    // A workbook may have other sheets than that of the texts; one whose headings tell comes before one that only has long texts.
    for (by, table) in [By::Heading, By::Length].into_iter().flat_map(|by| tables.iter().map(move |table| (by, *table)))
    {
        match of_table(&document.file, table, text, others, by) {
            Ok(mut texts) => {
                let hint = "要用的请另存为单独的文件 (only this sheet was read: save the others as files of their own)";
                texts.notes.extend(sheets::unread(&tables, table, hint));
                texts.notes.extend(sheets::remarks(document, table));
                return Ok(texts);
            }
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    Err(wrong.unwrap_or(LabelsError::NoTable { file: document.file.clone() }))
}

fn of_table(
    file: &str,
    table: &Table,
    text: WantedText<'_>,
    others: &[Wanted<'_>],
    by: By,
) -> Result<Texts, LabelsError> {
    let (places, rows) = sheets::rows(table);
    let named: Vec<&str> = others.iter().filter_map(|other| other.named).chain(text.named).collect();
    let head = headings::head(&rows, &named);
    let (text, others, note) = columns(file, &head.names, rows.iter().skip(head.rows), text, others, by)?;
    let (mut found, mut textless) = (Texts::default(), Vec::new());
    found.notes.extend(note);
    for (place, row) in places.iter().zip(&rows).skip(head.rows).filter(|(_, row)| !head.is_repeated(row)) {
        let cell = |at: usize| row.get(at).map(|cell| tidy(cell)).unwrap_or_default();
        let labels = others.iter().map(|&at| values(&cell(at))).collect();
        let place = sheets::in_column(place, text).to_string();
        found.push(Labelled { place, text: cell(text), labels }, &mut textless);
    }
    found.say_textless(&textless);
    Ok(found)
}

/// The column of the texts, those of the others, and what is to be said of the first.
fn columns<'r>(
    file: &str,
    names: &[String],
    rows: impl Iterator<Item = &'r Vec<String>> + Clone,
    text: WantedText<'_>,
    others: &[Wanted<'_>],
    by: By,
) -> Result<(usize, Vec<usize>, Option<String>), LabelsError> {
    let there = || names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
    let find = |wanted: &[&str], option: &'static str, taken: Option<usize>| {
        let equal = |name: &&str| {
            (0..names.len())
                .find(|&at| Some(at) != taken && names.get(at).is_some_and(|is| is.eq_ignore_ascii_case(name)))
        };
        wanted.iter().find_map(equal).ok_or_else(|| LabelsError::NoColumn {
            file: file.to_owned(),
            option,
            wanted: wanted.join("、"),
            found: there(),
        })
    };
    let named = text.named.map(|name| find(&[name], text.option, None)).transpose()?;
    let others = others
        .iter()
        .map(|other| match &other.named {
            Some(name) => find(&[*name], other.option, named),
            None => find(other.usual, other.option, named),
        })
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(named) = named {
        return Ok((named, others, None));
    }
    let found = headings::requests(names, rows, &others).filter(|(_, found)| by == By::Length || *found == by);
    let (at, told_by) =
        found.ok_or_else(|| LabelsError::Unfound { file: file.to_owned(), option: text.option, found: there() })?;
    let name = names.get(at).map_or("", String::as_str);
    // A usual heading leaves no doubt beside the labels.
    Ok((at, others, (told_by == By::Length && there().len() > 1).then(|| told(name, text.option))))
}

/// Which column was taken for the texts, and how to name another.
pub(crate) fn told(name: &str, option: &str) -> String {
    format!("诉求在“{name}”列，不对请用 {option} 指明 (the texts are in this column; name another with {option})")
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
fn of_lines(path: &Path, text: WantedText<'_>, others: &[Wanted<'_>]) -> Result<Texts, LabelsError> {
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
    let said = |object: &serde_json::Map<String, Value>| -> Vec<String> {
        headings.iter().map(|key| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()).collect()
    };
    let first: Vec<Vec<String>> = objects.iter().take(LOOKED_AT).map(|(_, object)| said(object)).collect();
    let (text, others, note) = columns(&file, &headings, first.iter(), text, others, By::Length)?;
    let (mut found, mut textless) = (Texts::default(), Vec::new());
    found.notes.extend(note);
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
