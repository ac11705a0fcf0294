//! Pages: tables and the text around them, by html5ever's tokenizer. What browsers mend is mended here as far as tables need it: rows and cells
//! that nobody closed, rows without a table.

use super::error::{Limit, ReadError};
use super::grid::{Grid, Range};
use super::limits::{Budget, COLUMNS, NESTING, ROWS};
use super::remark::{Remarks, place};
use crate::document::{Block, Cell, Merged, Place};
use crate::report::Severity;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Lines and tables, in the order of the page. Where the page is a part of a text, tables and lines are counted on from those before it.
pub(crate) fn read(
    page: &str,
    (count, lines): (usize, u32),
    budget: &mut Budget,
    remarks: &mut Remarks,
) -> Result<Vec<Block>, ReadError> {
    if attributes(page) > COMPARED {
        return Err(budget.damaged("HTML", "标签的属性过多 / too many attributes in a tag"));
    }
    let walk = Walk {
        budget,
        remarks,
        blocks: Vec::new(),
        tables: Vec::new(),
        text: String::new(),
        lines,
        count,
        skipped: None,
        failed: None,
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(walk)), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    // It stops after each script, of which there are none to run.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let mut walk = tokenizer.sink.0.into_inner();
    while walk.failed.is_none() && !walk.tables.is_empty() {
        walk.end_table();
    }
    walk.end_line();
    match walk.failed {
        Some(error) => Err(error),
        None => Ok(walk.blocks),
    }
}

/// html5ever compares each attribute of a tag with all before it: how often it will at most.
fn attributes(page: &str) -> u64 {
    let (mut all, mut tag) = (0_u64, None::<u64>);
    let (mut before, mut quote) = (' ', None);
    for character in page.chars() {
        match (tag, quote) {
            (None, _) if before == '<' && character.is_ascii_alphabetic() => tag = Some(0),
            (None, _) => {}
            (Some(_), Some(closing)) => {
                if character == closing {
                    quote = None;
                }
            }
            (Some(_), None) if before == '=' && matches!(character, '"' | '\'') => quote = Some(character),
            (Some(count), None) if character == '>' => {
                all = all.saturating_add(count.saturating_mul(count));
                tag = None;
            }
            (Some(count), None) if character.is_whitespace() || character == '/' => tag = Some(count + 1),
            (Some(_), None) => {}
        }
        if !(before == '=' && character.is_whitespace()) {
            before = character;
        }
    }
    all.saturating_add(tag.map_or(0, |count| count.saturating_mul(count)))
}

/// The most comparisons of attributes; a page of the web has some thousand.
const COMPARED: u64 = 2_000_000_000;

/// A table whose end has not come yet.
#[derive(Debug, Default)]
struct Open {
    grid: Grid,
    /// The row being read and the next column, from 0; no row has begun before the first.
    row: Option<u32>,
    column: u32,
    row_hidden: bool,
    heading: bool,
    cell: Option<OpenCell>,
    /// Columns that cells of rows above reach down into: column, first row that is free again.
    taken: BTreeMap<u32, u32>,
    /// What stands in the table, but in no cell.
    caption: String,
}

/// A cell being read.
#[derive(Debug)]
struct OpenCell {
    column: u32,
    rows: u32,
    columns: u32,
    text: String,
}

struct Walk<'a> {
    budget: &'a mut Budget,
    remarks: &'a mut Remarks,
    blocks: Vec<Block>,
    tables: Vec<Open>,
    /// Of the line being read.
    text: String,
    lines: u32,
    count: usize,
    /// The element whose text is passed over.
    skipped: Option<&'static str>,
    /// The tokenizer cannot be stopped: after an error nothing more is done.
    failed: Option<ReadError>,
}

struct Sink<'a>(RefCell<Walk<'a>>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        // Nothing that a walk does comes back here.
        let Ok(mut walk) = self.0.try_borrow_mut() else { return TokenSinkResult::Continue };
        if walk.failed.is_some() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) => return walk.tag(&tag),
            Token::CharacterTokens(text) if walk.skipped.is_none() => walk.push(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Walk<'_> {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            if self.skipped == Some(name) {
                self.skipped = None;
            }
            self.end(name);
            return TokenSinkResult::Continue;
        }
        let raw = match name {
            "script" => Some(("script", RawKind::ScriptData)),
            "style" => Some(("style", RawKind::Rawtext)),
            "noscript" => Some(("noscript", RawKind::Rawtext)),
            "iframe" => Some(("iframe", RawKind::Rawtext)),
            "title" => Some(("title", RawKind::Rcdata)),
            "textarea" => Some(("textarea", RawKind::Rcdata)),
            _ => None,
        };
        if let Some((skipped, kind)) = raw.filter(|_| !tag.self_closing) {
            self.skipped = Some(skipped);
            return TokenSinkResult::RawData(kind);
        }
        self.begin(name, tag);
        TokenSinkResult::Continue
    }

    fn begin(&mut self, name: &str, tag: &Tag) {
        match name {
            "table" => {
                if self.tables.len() >= NESTING {
                    self.failed = Some(self.budget.exceeded(Limit::Nesting));
                } else if self.tables.is_empty() {
                    self.end_line();
                }
                self.tables.push(Open::default());
            }
            "thead" | "tbody" | "tfoot" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.heading = name == "thead";
                }
            }
            "tr" => {
                if self.tables.is_empty() {
                    self.end_line();
                    self.tables.push(Open::default());
                }
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.row = Some(table.row.map_or(0, |row| row.saturating_add(1)));
                    table.column = 0;
                    table.row_hidden = is_hidden(tag);
                    self.mark_row();
                }
            }
            "td" | "th" => self.begin_cell(tag),
            "br" => self.push_raw("\n"),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "section" | "caption"
            | "dt" | "dd" | "hr" | "pre" => {
                self.end_line();
            }
            "img" | "object" | "svg" | "canvas" => {
                let at = self.place();
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
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "tr" => self.end_cell(),
            "thead" | "tbody" | "tfoot" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.heading = false;
                }
            }
            "td" | "th" => self.end_cell(),
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "caption" | "dt" | "dd"
            | "pre" | "body" => {
                self.end_line();
            }
            _ => {}
        }
    }

    /// Keeps in mind what is known of the row that begins.
    fn mark_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(row) = table.row.filter(|row| *row < ROWS) else { return };
        if table.row_hidden {
            table.grid.hidden_rows.insert(row);
        }
        if table.heading {
            table.grid.heading_rows.insert(row);
        }
    }

    fn begin_cell(&mut self, tag: &Tag) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let row = *table.row.get_or_insert(0);
        let mut column = table.column;
        while table.taken.get(&column).is_some_and(|free| *free > row) {
            column = column.saturating_add(1);
        }
        let columns = span(tag, "colspan").clamp(1, COLUMNS);
        // Zero: down to the end of the table.
        let rows = match span(tag, "rowspan") {
            0 => ROWS,
            rows => rows.min(ROWS),
        };
        let last = column.saturating_add(columns);
        if let Err(error) = self.budget.place(row, last.saturating_sub(1)) {
            self.failed = Some(error);
            return;
        }
        for column in column..last {
            table.taken.insert(column, row.saturating_add(rows));
        }
        table.column = last;
        table.cell = Some(OpenCell { column, rows, columns, text: String::new() });
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        let row = table.row.unwrap_or(0);
        let last = (row.saturating_add(cell.rows - 1), cell.column.saturating_add(cell.columns - 1));
        table.grid.merge(Range { first: (row, cell.column), last });
        let put = table.grid.put(row, cell.column, tidy(&cell.text).as_str(), self.budget);
        self.failed = self.failed.take().or(put.err());
    }

    fn end_table(&mut self) {
        self.end_cell();
        let Some(mut table) = self.tables.pop() else { return };
        if self.tables.is_empty() || table.grid.is_list() {
            // What pages are laid out with around a list is text before it.
            let mut around = std::mem::take(&mut self.tables);
            let texts = around.iter_mut().filter_map(|table| table.cell.as_mut()).map(|cell| &mut cell.text);
            for text in texts.chain([&mut table.caption]) {
                for line in std::mem::take(text).lines() {
                    line.clone_into(&mut self.text);
                    self.end_line();
                }
            }
            self.count += 1;
            let name = format!("表{}", self.count);
            let hidden = table.grid.hidden_rows.clone();
            super::sheet::tell_hidden(self.remarks, &name, false, table.grid.size(), &hidden, &Default::default());
            match table.grid.into_table(&name, self.budget, self.remarks) {
                Ok(table) => self.blocks.push(Block::Table(table)),
                Err(error) => self.failed = Some(error),
            }
            self.tables = around;
            return;
        }
        // A table in a cell is the text of that cell, row by row.
        match table.grid.into_table("", self.budget, self.remarks) {
            Ok(table) => {
                for row in &table.rows {
                    let cells: Vec<&str> =
                        row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
                    self.push_raw("\n");
                    self.push_raw(&cells.join("\t"));
                }
                self.push_raw("\n");
            }
            Err(error) => self.failed = Some(error),
        }
    }

    /// Text as it stands between tags: line breaks there are spaces, and several spaces are one.
    fn push(&mut self, text: &str) {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                    if !shown.ends_with(' ') {
                        shown.push(' ');
                    }
                }
                _ => shown.push(character),
            }
        }
        self.push_raw(&shown);
    }

    fn push_raw(&mut self, text: &str) {
        if let Err(error) = self.budget.text(text.len()) {
            self.failed = Some(error);
            return;
        }
        match self.tables.last_mut() {
            Some(Open { cell: Some(cell), .. }) => cell.text.push_str(text),
            Some(table) => table.caption.push_str(text),
            None => self.text.push_str(text),
        }
    }

    /// A line outside tables ends; within a cell, a line break.
    fn end_line(&mut self) {
        if !self.tables.is_empty() {
            return self.push_raw("\n");
        }
        let text = tidy(&std::mem::take(&mut self.text));
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Err(error) = self.budget.line() {
                self.failed = Some(error);
                return;
            }
            self.lines = self.lines.saturating_add(1);
            let place = Place { sheet: String::new(), row: self.lines, column: 0 };
            self.blocks.push(Block::Line(Cell { text: line.to_owned(), place, merged: Merged::No }));
        }
    }

    fn place(&self) -> Place {
        match self.tables.first() {
            Some(table) => {
                place(&format!("表{}", self.count + 1), table.row.unwrap_or(0), table.column.saturating_sub(1))
            }
            None => Place { sheet: String::new(), row: self.lines.saturating_add(1), column: 0 },
        }
    }
}

/// Lines without the spaces at their ends, none of them empty.
fn tidy(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_matches([' ', '\u{A0}', '\t']));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn span(tag: &Tag, name: &str) -> u32 {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

/// Not shown by a browser.
fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    attribute(tag, "hidden").is_some() || style.is_some_and(|style| style.contains("display:none"))
}
