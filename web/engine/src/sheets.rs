//! The sheets of a file with a table of requests.

use crate::said;
use lvzhi_import::ReadError;
use lvzhi_import::document::{Block, Document};
use lvzhi_import::read::{Limit, Unsupported};
use wasm_bindgen::JsError;

/// A sheet, its empty rows left out.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) columns: usize,
}

/// A sheet of these rows.
pub(crate) fn sheet(name: &str, rows: Vec<Vec<String>>) -> Sheet {
    let rows: Vec<Vec<String>> =
        rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
    Sheet { name: name.to_owned(), columns: rows.iter().map(Vec::len).max().unwrap_or(0), rows }
}

/// The tables of a file; of one that has none, its lines. What is hidden comes last.
pub(crate) fn sheets(document: Document) -> Vec<Sheet> {
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

/// Why a table was not read. The importer speaks of lists where it says what to do: here it is a table of requests.
pub(crate) fn unread(error: &ReadError) -> JsError {
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
