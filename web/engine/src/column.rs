//! A table of requests: read, answered row by row, and corrected.

use crate::kept::{Kept, Shown};
use crate::{headings, said};
use lvzhi::{Catalogue, Options};
use lvzhi_import::ReadError;
use lvzhi_import::document::{Block, Document};
use lvzhi_import::read::{Limit, Unsupported};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsError;

/// Rows of each sheet that are shown before one is chosen.
const SHOWN: usize = 6;

/// A sheet, its empty rows left out.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) columns: usize,
}

/// A table of requests.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) sheets: Vec<Sheet>,
    /// The sheet, the column and the rows of headings that were chosen.
    pub(crate) chosen: (usize, usize, usize),
    pub(crate) answers: Vec<Kept>,
    /// Rows from the top that were asked: the others were not, where somebody stopped.
    pub(crate) asked: usize,
    /// What a person said of a text: the item, wherever the text stands.
    pub(crate) corrected: BTreeMap<String, String>,
}

/// A sheet as the page is told of it.
#[derive(Serialize)]
pub(crate) struct About<'a> {
    pub(crate) name: &'a str,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// The column of requests; none where no column holds text.
    pub(crate) column: Option<usize>,
    /// Whether a heading names it.
    pub(crate) named: bool,
    pub(crate) headings: usize,
    pub(crate) first: Vec<&'a [String]>,
}

impl Column {
    pub(crate) fn read(name: &str, bytes: Vec<u8>) -> Result<Self, JsError> {
        let document = lvzhi_import::read_requests_bytes(name, bytes).map_err(|error| unread(&error))?;
        Self::of(name, sheets(document))
    }

    pub(crate) fn pasted(text: &str) -> Result<Self, JsError> {
        if text.contains('\t') {
            return Self::read("粘贴.tsv", text.as_bytes().to_vec());
        }
        let lines = text.lines().map(|line| vec![line.trim().to_owned()]);
        Self::of("粘贴", vec![sheet("", lines.collect())])
    }

    fn of(name: &str, sheets: Vec<Sheet>) -> Result<Self, JsError> {
        let sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
        if sheets.is_empty() {
            return Err(said(format_args!(
                "{name}：里面没有表格，请给出有一列诉求的 Excel 或 CSV (no table: give a workbook or CSV with a column of requests)"
            )));
        }
        Ok(Self {
            name: name.to_owned(),
            sheets,
            chosen: (0, 0, 0),
            answers: Vec::new(),
            asked: 0,
            corrected: BTreeMap::new(),
        })
    }

    pub(crate) fn about(&self) -> Vec<About<'_>> {
        let about = self.sheets.iter().map(|sheet| {
            let found = headings::find(&sheet.rows);
            About {
                name: &sheet.name,
                rows: sheet.rows.len(),
                columns: sheet.columns,
                column: found.column,
                named: found.named,
                headings: found.headings,
                first: sheet.rows.iter().take(SHOWN).map(Vec::as_slice).collect(),
            }
        });
        about.collect()
    }

    pub(crate) fn choose(&mut self, sheet: u32, column: u32, headings: u32) -> Result<u32, JsError> {
        let chosen = self.sheets.get(sheet as usize).filter(|sheet| (column as usize) < sheet.columns);
        let chosen = chosen.ok_or_else(|| said("没有这一列 (no such column)"))?;
        let rows = chosen.rows.len().saturating_sub(headings as usize);
        self.chosen = (sheet as usize, column as usize, headings as usize);
        self.answers = vec![Kept::default(); rows];
        self.asked = 0;
        self.corrected.clear();
        Ok(rows as u32)
    }

    pub(crate) fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.chosen.0)
    }

    pub(crate) fn rows(&self) -> &[Vec<String>] {
        self.sheet().and_then(|sheet| sheet.rows.get(self.chosen.2..)).unwrap_or_default()
    }

    /// The lowest heading that stands above the column, or its number.
    pub(crate) fn heading(&self, column: usize) -> String {
        let above = self.sheet().and_then(|sheet| sheet.rows.get(..self.chosen.2)).unwrap_or_default();
        let cells = above.iter().rev().filter_map(|row| row.get(column)).map(|cell| cell.trim());
        let text = cells.into_iter().find(|cell| !cell.is_empty());
        text.map_or_else(|| format!("列{}", column.saturating_add(1)), str::to_owned)
    }

    pub(crate) fn row(&self, row: u32) -> Vec<(String, &str)> {
        let cells = self.rows().get(row as usize).map(Vec::as_slice).unwrap_or_default();
        cells.iter().enumerate().map(|(at, cell)| (self.heading(at), cell.as_str())).collect()
    }

    pub(crate) fn answer(&mut self, list: &Catalogue, from: u32, count: u32) -> Vec<Shown> {
        let (from, column) = (from as usize, self.chosen.1);
        let Some(sheet) = self.sheets.get(self.chosen.0) else { return Vec::new() };
        let rows = sheet.rows.get(self.chosen.2..).unwrap_or_default();
        let wanted = rows.iter().skip(from).take(count as usize);
        let mut shown = Vec::with_capacity(count as usize);
        for (row, kept) in wanted.zip(self.answers.iter_mut().skip(from)) {
            let text = row.get(column).map_or("", String::as_str);
            shown.push(match list.classify_with(text, Options::default()) {
                Ok(answer) => {
                    *kept = Kept::of(&answer);
                    Shown::of(text, &answer)
                }
                Err(error) => {
                    *kept = Kept::default();
                    Shown::unasked(text, (!text.trim().is_empty()).then(|| error.to_string()))
                }
            });
        }
        self.asked = self.asked.max(from.saturating_add(shown.len()));
        shown
    }

    /// The rows whose request has these words, all of it, not only what the page shows.
    pub(crate) fn having(&self, words: &str) -> Vec<u32> {
        let rows = (0u32..).zip(self.rows());
        rows.filter(|(_, row)| row.get(self.chosen.1).is_some_and(|cell| cell.contains(words)))
            .map(|(at, _)| at)
            .collect()
    }

    /// Notes what a person says of a text. Of an empty one nothing can be said.
    pub(crate) fn correct(&mut self, text: &str, item: &str) {
        let text = text.trim();
        if item.is_empty() {
            self.corrected.remove(text);
        } else if !text.is_empty() {
            self.corrected.insert(text.to_owned(), item.to_owned());
        }
    }

    fn text(&self, row: usize) -> &str {
        self.rows().get(row).and_then(|row| row.get(self.chosen.1)).map_or("", |cell| cell.trim())
    }

    /// What a person said of the text of a row.
    pub(crate) fn said(&self, row: usize) -> Option<&str> {
        self.corrected.get(self.text(row)).map(String::as_str)
    }

    /// The rows of whose text a person said something, with that text.
    pub(crate) fn corrected(&self) -> Vec<(usize, &str)> {
        let rows = (0..self.answers.len()).map(|at| (at, self.text(at)));
        rows.filter(|(_, text)| self.corrected.contains_key(*text)).collect()
    }

    /// Rows that were not asked, nor answered by a person.
    pub(crate) fn unasked(&self) -> usize {
        let rest = (self.asked..self.answers.len()).filter(|at| self.said(*at).is_none());
        rest.count()
    }

    /// Rows that were asked and have no answer: empty ones, and those too long to be asked.
    pub(crate) fn empty(&self) -> usize {
        let asked = self.answers.iter().take(self.asked).enumerate();
        asked.filter(|(at, kept)| kept.verdict.is_none() && self.said(*at).is_none()).count()
    }
}

/// Why a table was not read. The importer speaks of lists where it says what to do: here it is a table of requests.
fn unread(error: &ReadError) -> JsError {
    match error {
        ReadError::Empty { file } => said(format_args!(
            "{file}：文件是空的，请选择写有诉求的表 (there is nothing in the file: choose the table of requests)"
        )),
        ReadError::Unsupported { file, kind: Unsupported::Compiled } => said(format_args!(
            "{file}：这是一份清单，不是诉求表；请在“我的清单”里打开它 (this is a list, not a table of requests: open it under “My lists”)"
        )),
        ReadError::Unsupported { file, kind: Unsupported::Json } => said(format_args!(
            "{file}：不能读取 JSON；请把诉求表存为 .xlsx 或 .csv (JSON is not read: save the table of requests as .xlsx or .csv)"
        )),
        ReadError::TooLarge {
            file, limit: Limit::Unpacked | Limit::Entries | Limit::Tables | Limit::Nesting, ..
        } => said(format_args!(
            "{file}：文件太大或太复杂；请另存一份，只留写着诉求的工作表 (too large or too intricate: save a copy that holds nothing but the sheet of requests)"
        )),
        error => said(error),
    }
}

fn sheet(name: &str, rows: Vec<Vec<String>>) -> Sheet {
    let rows: Vec<Vec<String>> =
        rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
    Sheet { name: name.to_owned(), columns: rows.iter().map(Vec::len).max().unwrap_or(0), rows }
}

/// The tables of a file; of one that has none, its lines. What is hidden comes last.
fn sheets(document: Document) -> Vec<Sheet> {
    let (mut sheets, mut hidden, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for block in document.blocks {
        match block {
            Block::Line(cell) => lines.push(vec![cell.text]),
            Block::Table(table) => {
                let rows = table.rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect());
                let found = sheet(table.sheet.as_deref().unwrap_or(""), rows.collect());
                if table.hidden { hidden.push(found) } else { sheets.push(found) }
            }
        }
    }
    sheets.append(&mut hidden);
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) { vec![sheet("", lines)] } else { sheets }
}
