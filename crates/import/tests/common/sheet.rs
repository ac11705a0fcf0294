//! Tables as files hold them, from rows of text and merged ranges.
#![allow(dead_code, reason = "each test file uses a part")]

use lvzhi_import::document::{Block, Cell, Document, Merged, Place, Row, Table};

/// A table in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    name: Option<String>,
    rows: Vec<Vec<String>>,
    /// Row, column, rows, columns, from 0.
    merges: Vec<(usize, usize, usize, usize)>,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: Some(name.to_owned()).filter(|name| !name.is_empty()), ..Self::default() }
    }

    /// Adds a row; its place from 0.
    pub(crate) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) -> usize {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self.rows.len() - 1
    }

    /// Adds a row of one text that is merged over so many columns.
    pub(crate) fn wide(&mut self, text: &str, columns: usize) {
        let row = self.row([text]);
        self.merge(row, 0, 1, columns);
    }

    pub(crate) fn merge(&mut self, row: usize, column: usize, rows: usize, columns: usize) {
        if rows * columns > 1 {
            self.merges.push((row, column, rows, columns));
        }
    }

    pub(crate) fn table(&self) -> Table {
        let width = self.rows.iter().map(Vec::len).chain(self.merges.iter().map(|m| m.1 + m.3)).max().unwrap_or(0);
        let sheet = self.name.clone().unwrap_or_else(|| "表1".to_owned());
        let mut rows: Vec<Row> = Vec::new();
        for (r, texts) in self.rows.iter().enumerate() {
            let cells = (0..width).map(|c| Cell {
                text: texts.get(c).cloned().unwrap_or_default(),
                place: Place { sheet: sheet.clone(), row: r as u32 + 1, column: c as u32 + 1 },
                merged: Merged::No,
            });
            rows.push(Row { cells: cells.collect(), ..Row::default() });
        }
        for &(r, c, height, width) in &self.merges {
            for (dr, dc) in (0..height).flat_map(|dr| (0..width).map(move |dc| (dr, dc))) {
                let cell = &mut rows[r + dr].cells[c + dc];
                cell.merged = if (dr, dc) == (0, 0) {
                    Merged::Origin { rows: height as u32, columns: width as u32 }
                } else {
                    cell.text.clear();
                    Merged::Covered { row: r as u32 + 1, column: c as u32 + 1 }
                };
            }
        }
        Table { sheet: self.name.clone(), hidden: false, rows }
    }

    /// The rows, cells separated and lines ended like this; a cell with line breaks, tabs or commas in it in quotes.
    pub(crate) fn delimited(&self, delimiter: char) -> String {
        let quoted = |text: &String| {
            if text.contains(['\n', '"', delimiter]) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.clone()
            }
        };
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string());
        self.rows.iter().map(line).collect::<Vec<_>>().join("\r\n") + "\r\n"
    }

    /// As Markdown: the first row is that of the headings.
    pub(crate) fn markdown(&self) -> String {
        let line = |row: &Vec<String>| {
            let cells: Vec<String> = row.iter().map(|text| text.replace('\n', "<br>")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines: Vec<String> = self.rows.iter().map(line).collect();
        lines.insert(1, format!("|{}", "---|".repeat(self.rows[0].len())));
        lines.join("\n") + "\n"
    }

    /// As a table of HTML, merged cells spanned.
    pub(crate) fn html(&self) -> String {
        let mut out = String::from("<table>\n");
        for (r, row) in self.rows.iter().enumerate() {
            out.push_str("<tr>");
            let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
            for c in 0..width {
                let origin = self.merges.iter().find(|m| (m.0, m.1) == (r, c));
                let covered =
                    self.merges.iter().any(|m| (m.0..m.0 + m.2).contains(&r) && (m.1..m.1 + m.3).contains(&c));
                if covered && origin.is_none() {
                    continue;
                }
                let spans = origin.map_or(String::new(), |m| format!(" rowspan=\"{}\" colspan=\"{}\"", m.2, m.3));
                let text = row.get(c).map_or("", String::as_str);
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br/>");
                out.push_str(&format!("<td{spans}><p>{text}</p></td>"));
            }
            out.push_str("</tr>\n");
        }
        out + "</table>\n"
    }
}

/// A document of these sheets.
pub(crate) fn workbook(file: &str, sheets: &[Sheet]) -> Document {
    let blocks = sheets.iter().map(|sheet| Block::Table(sheet.table())).collect();
    Document { file: file.to_owned(), blocks, ..Document::default() }
}
