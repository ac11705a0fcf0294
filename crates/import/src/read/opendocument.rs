//! ODS and ODT, as LibreOffice writes them, by walking `content.xml`: paragraphs, tables, merged cells, rows and columns that are repeated, hidden or
//! headings. calamine reads ODS, too, but no merges and nothing that is hidden.

use super::error::{Limit, ReadError};
use super::grid::{Grid, Range, line_breaks};
use super::limits::{Budget, COLUMNS, NESTING, ROWS};
use super::package::Package;
use super::remark::{Remarks, place};
use super::sheet::{tell_error, tell_formula, tell_hidden, tell_pictures};
use super::xml;
use crate::document::{Block, Cell, Merged, Place};
use crate::report::Severity;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

const FORMAT: &str = "OpenDocument";

/// Lines and tables, in the order of the file.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let mut package = Package::open(bytes, FORMAT, budget)?;
    let manifest = package.text("META-INF/manifest.xml", budget)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Password { file: budget.file.clone() });
    }
    let content = package.text("content.xml", budget)?.unwrap_or_default();
    read_content(&content, budget, remarks)
}

/// The same from the text of the content, which may also stand alone (FODS, FODT).
pub(crate) fn read_content(content: &str, budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let mut walk = Walk { sheets: content.contains("<office:spreadsheet"), ..Walk::new(budget, remarks) };
    walk.walk(content)?;
    Ok(walk.blocks)
}

/// A table whose end has not come yet.
#[derive(Debug, Default)]
struct Open {
    name: String,
    grid: Grid,
    hidden: bool,
    pictures: bool,
    /// From 0.
    row: u32,
    column: u32,
    /// How often the row being read is repeated.
    repeated: u32,
    row_hidden: bool,
    heading: bool,
    /// Cells of the row being read: column, how often they are repeated, text.
    cells: Vec<(u32, u32, String)>,
    cell: Option<OpenCell>,
    hidden_columns: BTreeSet<u32>,
    /// Columns described so far.
    described: u32,
}

/// A cell being read.
#[derive(Debug, Default)]
struct OpenCell {
    repeated: u32,
    rows: u32,
    columns: u32,
    covered: bool,
    formula: Option<String>,
    /// What the cell holds, where it has no text.
    value: Option<String>,
    lines: Vec<String>,
}

struct Walk<'a> {
    budget: &'a mut Budget,
    remarks: &'a mut Remarks,
    sheets: bool,
    blocks: Vec<Block>,
    tables: Vec<Open>,
    paragraphs: Vec<String>,
    /// Styles of tables that are not shown.
    hidden_styles: BTreeSet<String>,
    style: Option<String>,
    lines: u32,
    count: usize,
}

impl<'a> Walk<'a> {
    fn new(budget: &'a mut Budget, remarks: &'a mut Remarks) -> Self {
        Self {
            budget,
            remarks,
            sheets: false,
            blocks: Vec::new(),
            tables: Vec::new(),
            paragraphs: Vec::new(),
            hidden_styles: BTreeSet::new(),
            style: None,
            lines: 0,
            count: 0,
        }
    }

    fn walk(&mut self, content: &str) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(content);
        loop {
            match reader.read_event().map_err(|error| self.budget.damaged(FORMAT, error))? {
                Event::Eof => break,
                Event::Start(element) => {
                    if matches!(
                        element.local_name().as_ref(),
                        "annotation"
                            | "tracked-changes"
                            | "note-citation"
                            | "note-body"
                            | "ruby-text"
                            | "forms"
                            | "shapes"
                    ) {
                        self.tell_skipped(element.local_name().as_ref());
                        reader.read_to_end(element.name()).map_err(|error| self.budget.damaged(FORMAT, error))?;
                    } else {
                        self.begin(&element)?;
                    }
                }
                Event::Empty(element) => {
                    self.begin(&element)?;
                    self.end(element.local_name().as_ref())?;
                }
                Event::End(element) => self.end(element.local_name().as_ref())?,
                Event::Text(text) => self.push(&text.xml10_content())?,
                Event::CData(text) => self.push(&text.xml10_content())?,
                Event::GeneralRef(reference) => self.push(&xml::entity(&reference))?,
                _ => {}
            }
        }
        if !self.tables.is_empty() || !self.paragraphs.is_empty() {
            return Err(self.budget.damaged(FORMAT, "正文不完整 / the text breaks off"));
        }
        Ok(())
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        if self.tables.len() + self.paragraphs.len() > NESTING {
            return Err(self.budget.exceeded(Limit::Nesting));
        }
        let number = |name: &str| xml::number(element, name).unwrap_or(1).max(1);
        let is_hidden = || matches!(xml::attribute(element, "visibility").as_deref(), Some("collapse" | "filter"));
        let name = element.local_name();
        match name.as_ref() {
            "style" => self.style = xml::attribute(element, "name"),
            "table-properties" if !xml::yes(element, "display", true) => self.hidden_styles.extend(self.style.clone()),
            "table" => {
                let style = xml::attribute(element, "style-name");
                let hidden = style.is_some_and(|style| self.hidden_styles.contains(&style));
                let name = xml::attribute(element, "name").filter(|_| self.sheets && self.tables.is_empty());
                let name = name.unwrap_or_else(|| format!("表{}", self.count + 1));
                self.tables.push(Open { name, hidden, ..Open::default() });
            }
            "p" | "h" => self.paragraphs.push(String::new()),
            "s" => {
                let spaces = number("c").min(1_000);
                self.push(&" ".repeat(spaces as usize))?;
            }
            "tab" => self.push("\t")?,
            "line-break" => self.push("\n")?,
            "image" | "object" | "chart" => self.picture(),
            _ => {}
        }
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        match name.as_ref() {
            "table-column" => {
                let repeated = number("number-columns-repeated");
                if is_hidden() {
                    let columns = table.described..table.described.saturating_add(repeated).min(COLUMNS);
                    table.hidden_columns.extend(columns);
                }
                table.described = table.described.saturating_add(repeated);
            }
            "table-header-rows" => table.heading = true,
            "table-row" => {
                table.column = 0;
                table.repeated = number("number-rows-repeated");
                table.row_hidden = is_hidden();
                table.cells.clear();
            }
            covered @ ("table-cell" | "covered-table-cell") => {
                table.cell = Some(OpenCell {
                    repeated: number("number-columns-repeated"),
                    rows: number("number-rows-spanned"),
                    columns: number("number-columns-spanned"),
                    covered: covered == "covered-table-cell",
                    formula: xml::attribute(element, "formula"),
                    value: ["string-value", "date-value", "time-value", "value", "boolean-value"]
                        .iter()
                        .find_map(|name| xml::attribute(element, name)),
                    lines: Vec::new(),
                });
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "style" => self.style = None,
            "p" | "h" => {
                if let Some(text) = self.paragraphs.pop() {
                    self.deliver(text)?;
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table-header-rows" => {
                if let Some(table) = self.tables.last_mut() {
                    table.heading = false;
                }
            }
            "table" => self.end_table()?,
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            self.budget.text(text.len())?;
            paragraph.push_str(text);
        }
        Ok(())
    }

    /// A paragraph goes into the cell being read, or is a line.
    fn deliver(&mut self, text: String) -> Result<(), ReadError> {
        self.budget.text(size_of::<String>())?;
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.lines.push(text);
            return Ok(());
        }
        self.lines = self.lines.saturating_add(1);
        if !text.trim().is_empty() && self.tables.is_empty() {
            self.budget.line()?;
            let place = Place { sheet: String::new(), row: self.lines, column: 0 };
            self.blocks.push(Block::Line(Cell { text: line_breaks(&text), place, merged: Merged::No }));
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        let (row, column) = (table.row, table.column);
        table.column = column.saturating_add(cell.repeated);
        let mut text = cell.lines.join("\n");
        if text.is_empty() {
            text = cell.value.unwrap_or_default();
        }
        let at = place(&table.name, row, column);
        if let Some(formula) = cell.formula {
            if text.is_empty() {
                tell_formula(self.remarks, at, formula.trim_start_matches("of:="));
            } else if text.starts_with('#') || text.starts_with("Err:") {
                tell_error(self.remarks, at, &text);
            }
        }
        if !cell.covered && (cell.rows > 1 || cell.columns > 1) {
            let last = (row.saturating_add(cell.rows - 1), column.saturating_add(cell.columns - 1));
            table.grid.merge(Range { first: (row, column), last });
        }
        if !text.trim().is_empty() {
            self.budget.place(row, column.saturating_add(cell.repeated - 1))?;
            table.cells.push((column, cell.repeated, text));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let rows = table.row..table.row.saturating_add(std::mem::take(&mut table.repeated));
        table.row = rows.end;
        let seen = rows.start..rows.end.min(ROWS);
        if table.row_hidden {
            table.grid.hidden_rows.extend(seen.clone());
        }
        if table.heading {
            table.grid.heading_rows.extend(seen);
        }
        if table.cells.is_empty() {
            return Ok(());
        }
        for row in rows {
            for (column, repeated, text) in &table.cells {
                for column in *column..column.saturating_add(*repeated) {
                    table.grid.put(row, column, text, self.budget)?;
                }
            }
        }
        table.cells.clear();
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        let Some(mut table) = self.tables.pop() else { return Ok(()) };
        if !self.tables.is_empty() {
            // A table in a cell is the text of that cell, row by row.
            let inner = table.grid.into_table("", self.budget, self.remarks)?;
            for row in &inner.rows {
                let cells: Vec<&str> =
                    row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
                self.deliver(cells.join("\t"))?;
            }
            return Ok(());
        }
        self.count += 1;
        if table.pictures {
            tell_pictures(self.remarks, &table.name, table.grid.is_empty());
        }
        let hidden_rows = std::mem::take(&mut table.grid.hidden_rows);
        tell_hidden(self.remarks, &table.name, table.hidden, table.grid.size(), &hidden_rows, &table.hidden_columns);
        table.grid.hidden_rows = hidden_rows;
        let mut made = table.grid.into_table(&table.name, self.budget, self.remarks)?;
        made.hidden = table.hidden;
        made.sheet = self.sheets.then_some(table.name);
        self.blocks.push(Block::Table(made));
        Ok(())
    }

    fn picture(&mut self) {
        match self.tables.first_mut() {
            Some(table) => table.pictures = true,
            None => {
                let at = Place { sheet: String::new(), row: self.lines.saturating_add(1), column: 0 };
                self.remarks.tell(
                    Severity::Note,
                    at,
                    "",
                    ["这里有图片，其中的文字没有读取", "a picture stands here; text in it is not read"],
                    [
                        "清单如在图片里，请先做文字识别并填入表格",
                        "if the list is in a picture, turn it into a table by OCR first",
                    ],
                );
            }
        }
    }

    /// Tells of what is passed over, where it matters.
    fn tell_skipped(&mut self, name: &str) {
        if name == "shapes" {
            return self.picture();
        }
        if name == "note-body" {
            let at = match self.tables.first() {
                Some(table) => place(&table.name, table.row, table.column),
                None => Place { sheet: String::new(), row: self.lines.saturating_add(1), column: 0 },
            };
            self.remarks.tell(
                Severity::Lost,
                at,
                "",
                ["这里有脚注或尾注，其中的文字没有读取", "a footnote or endnote stands here, whose text is not read"],
                ["内容属于清单的，请写入正文", "what belongs to the list should stand in the text itself"],
            );
        }
    }
}
