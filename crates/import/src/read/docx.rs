//! DOCX: paragraphs and tables in the order of the text, by walking `document.xml`.
//!
//! Kept of what a document says: text of runs, insertions and moves that are tracked, fields, links and text boxes; line breaks and tabs; numbers
//! that Word counts itself (`numbering.rs`); cells that span columns and rows; rows that are repeated on each page. Left out: tracked deletions,
//! what fields are computed from, footnotes, pictures (told), formatting.

mod numbering;
mod table;

use super::error::{Limit, ReadError};
use super::grid::line_breaks;
use super::limits::{Budget, NESTING};
use super::package::Package;
use super::remark::{Remarks, place};
use super::xml;
use crate::document::{Block, Cell, Merged, Place};
use crate::report::Severity;
use numbering::Numbering;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use table::Open;

const FORMAT: &str = "DOCX";

/// Lines and tables, in the order of the document.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let mut package = Package::open(bytes, FORMAT, budget)?;
    let main = package.main_part("word/document.xml", budget)?;
    let Some(document) = package.text(&main, budget)? else {
        return Err(budget.damaged(FORMAT, format!("没有 {main} / {main} is missing")));
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let numbering = package.text(&format!("{folder}/numbering.xml"), budget)?.unwrap_or_default();
    let styles = package.text(&format!("{folder}/styles.xml"), budget)?.unwrap_or_default();
    let mut walk = Walk {
        budget,
        remarks,
        numbering: Numbering::new(&numbering, &styles),
        blocks: Vec::new(),
        tables: Vec::new(),
        paragraphs: Vec::new(),
        runs: 0,
        lines: 0,
        count: 0,
        in_row_properties: false,
        in_text: false,
    };
    walk.walk(&document)?;
    Ok(walk.blocks)
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// Where the walk through a document stands.
struct Walk<'a> {
    budget: &'a mut Budget,
    remarks: &'a mut Remarks,
    numbering: Numbering,
    blocks: Vec<Block>,
    /// Tables that have not ended, each in a cell of the one before.
    tables: Vec<Open>,
    /// Paragraphs that have not ended, each in a text box of the one before.
    paragraphs: Vec<Paragraph>,
    /// Runs that have not ended.
    runs: usize,
    /// Paragraphs outside tables so far.
    lines: u32,
    /// Tables so far, but those within others.
    count: usize,
    in_row_properties: bool,
    in_text: bool,
}

impl Walk<'_> {
    fn walk(&mut self, document: &str) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(document);
        loop {
            match reader.read_event().map_err(|error| self.budget.damaged(FORMAT, error))? {
                Event::Eof => break,
                Event::Start(element) => {
                    if skipped(element.local_name().as_ref()) && !self.in_row_properties {
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
                Event::Text(text) if self.in_text => self.push(&text.xml10_content())?,
                Event::CData(text) if self.in_text => self.push(&text.xml10_content())?,
                Event::GeneralRef(reference) if self.in_text => self.push(&xml::entity(&reference))?,
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
        let value = || xml::attribute(element, "val");
        let name = element.local_name();
        if let Some(table) = self.tables.last_mut() {
            match name.as_ref() {
                "tr" => table.begin_row(),
                "trPr" => self.in_row_properties = true,
                "tblHeader" if xml::yes(element, "val", true) => table.is_heading(),
                "del" if self.in_row_properties => table.is_deleted(),
                "gridBefore" => table.skip_columns(xml::number(element, "val").unwrap_or(0)),
                "tc" => table.begin_cell(),
                "gridSpan" => table.span(xml::number(element, "val").unwrap_or(1)),
                "vMerge" => table.merge_downwards(value().as_deref() == Some("restart")),
                _ => {}
            }
        }
        match name.as_ref() {
            "tbl" => self.tables.push(Open::default()),
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.runs += 1,
            "t" => self.in_text = true,
            "tab" if self.runs > 0 => self.push("\t")?,
            "br" if self.runs > 0 && !matches!(xml::attribute(element, "type").as_deref(), Some("page" | "column")) => {
                self.push("\n")?
            }
            "cr" if self.runs > 0 => self.push("\n")?,
            "noBreakHyphen" => self.push("-")?,
            "pStyle" | "numId" | "ilvl" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    match name.as_ref() {
                        "pStyle" => paragraph.style = value(),
                        "numId" => paragraph.list = value(),
                        _ => paragraph.level = xml::number(element, "val").map(|level| level as usize),
                    }
                }
            }
            other => self.tell(other, element),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "t" => self.in_text = false,
            "r" => self.runs = self.runs.saturating_sub(1),
            "trPr" => self.in_row_properties = false,
            "p" => self.end_paragraph()?,
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(self.budget)?;
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(self.budget)?;
                }
            }
            "tbl" => self.end_table()?,
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        self.budget.text(text.len())?;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
        let number = self.numbering.next(paragraph.style.as_deref(), paragraph.list.as_deref(), paragraph.level);
        self.budget.text(number.as_ref().map_or(0, String::len))?;
        let text = match number {
            None => paragraph.text,
            Some(number) if paragraph.text.is_empty() || number.ends_with(|c: char| !c.is_alphanumeric()) => {
                number + &paragraph.text
            }
            Some(number) => format!("{number} {}", paragraph.text),
        };
        self.deliver(text)
    }

    /// A paragraph goes into the cell being read, or is a line.
    fn deliver(&mut self, text: String) -> Result<(), ReadError> {
        self.budget.text(size_of::<String>())?;
        let text = match self.tables.last_mut() {
            Some(table) => table.paragraph(text),
            None => Some(text),
        };
        let Some(text) = text else { return Ok(()) };
        self.lines = self.lines.saturating_add(1);
        if !text.trim().is_empty() {
            self.budget.line()?;
            let place = self.place();
            self.blocks.push(Block::Line(Cell { text: line_breaks(&text), place, merged: Merged::No }));
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.tables.pop() else { return Ok(()) };
        let grid = table.end();
        if self.tables.is_empty() {
            self.count += 1;
            let table = grid.into_table(&format!("表{}", self.count), self.budget, self.remarks)?;
            self.blocks.push(Block::Table(table));
            return Ok(());
        }
        // A table in a cell is the text of that cell, row by row.
        let table = grid.into_table("", self.budget, self.remarks)?;
        for row in &table.rows {
            let cells: Vec<&str> =
                row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
            self.deliver(cells.join("\t"))?;
        }
        self.say(
            Severity::Doubtful,
            [
                "单元格里还有表格，按文字读取，每行一段",
                "a table stands in this cell: read as text, a line for each row",
            ],
            ["请核对这一单元格", "look at this cell"],
        );
        Ok(())
    }

    /// Where the walk is: a cell, or a line.
    fn place(&self) -> Place {
        match self.tables.first() {
            Some(table) => place(&format!("表{}", self.count + 1), table.row, table.column),
            None => Place { sheet: String::new(), row: self.lines.max(1), column: 0 },
        }
    }

    fn say(&mut self, severity: Severity, understood: [&str; 2], remedy: [&str; 2]) {
        let place = self.place();
        let text = self.paragraphs.last().map_or("", |paragraph| paragraph.text.as_str());
        self.remarks.tell(severity, place, text, understood, remedy);
    }

    /// Tells of what is not read.
    fn tell(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "footnoteReference" | "endnoteReference" => self.say(
                Severity::Lost,
                ["这里有脚注或尾注，其中的文字没有读取", "a footnote or endnote stands here, whose text is not read"],
                ["内容属于清单的，请写入正文", "what belongs to the list should stand in the text itself"],
            ),
            "blip" | "imagedata" => self.say(
                Severity::Note,
                ["这里有图片，其中的文字没有读取", "a picture stands here; text in it is not read"],
                [
                    "清单如在图片里，请先做文字识别并填入表格",
                    "if the list is in a picture, turn it into a table by OCR first",
                ],
            ),
            "altChunk" | "OLEObject" => self.say(
                Severity::Lost,
                ["这里嵌入了另一个文件，没有读取", "another file is embedded here, which is not read"],
                [
                    "请把其中的表格复制到正文，或单独导入那个文件",
                    "copy its table into the text, or import that file itself",
                ],
            ),
            "vanish" if self.runs > 0 && xml::yes(element, "val", true) => self.say(
                Severity::Doubtful,
                ["这里有隐藏文字，照常读取", "hidden text stands here; it is read as other text"],
                ["不属于清单的，请在原文件中删除", "delete from the document what is not part of the list"],
            ),
            _ => {}
        }
    }
}

/// What is passed over with all that it holds: tracked deletions, instructions of fields, the second form of what is given in two, readings
/// above characters.
fn skipped(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "Fallback" | "rt")
}
