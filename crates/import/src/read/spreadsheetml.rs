//! SpreadsheetML, the workbook as one XML file of Excel 2003, which systems of offices export with the name `.xls`.

use super::error::{Limit, ReadError};
use super::grid::{Grid, Range};
use super::limits::{Budget, COLUMNS, ROWS};
use super::remark::{Remarks, place};
use super::sheet::{tell_error, tell_formula, tell_hidden};
use super::xml;
use crate::document::Block;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

const FORMAT: &str = "SpreadsheetML";

/// A sheet being read, rows and columns from 0.
#[derive(Debug, Default)]
struct Open {
    name: String,
    hidden: bool,
    grid: Grid,
    row: u32,
    column: u32,
    hidden_columns: BTreeSet<u32>,
    described: u32,
    cell: Option<OpenCell>,
}

/// A cell being read.
#[derive(Debug, Default)]
struct OpenCell {
    down: u32,
    across: u32,
    formula: Option<String>,
    kind: String,
    text: String,
}

/// A table for each sheet, in the order of the workbook.
pub(crate) fn read(content: &str, budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let mut blocks = Vec::new();
    let mut sheet: Option<Open> = None;
    let (mut in_data, mut in_visible) = (false, false);
    let mut reader = Reader::from_str(content);
    loop {
        let event = reader.read_event().map_err(|error| budget.damaged(FORMAT, error))?;
        if let (Event::Start(element) | Event::Empty(element), Some(open)) = (&event, &mut sheet) {
            begin(open, element, budget)?;
        }
        match event {
            Event::Eof => break,
            Event::Start(element) => match element.local_name().as_ref() {
                "Worksheet" => {
                    let name = xml::attribute(&element, "Name").unwrap_or_default();
                    sheet = Some(Open { name, ..Open::default() });
                }
                "Data" => in_data = true,
                "Visible" => in_visible = true,
                // A note on a cell holds data, too.
                "Comment" => {
                    reader.read_to_end(element.name()).map_err(|error| budget.damaged(FORMAT, error))?;
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "Data" => in_data = false,
                "Visible" => in_visible = false,
                "Cell" => end_cell(sheet.as_mut(), budget, remarks)?,
                "Row" => {
                    if let Some(open) = &mut sheet {
                        open.row = open.row.saturating_add(1);
                    }
                }
                "Worksheet" => blocks.extend(sheet.take().map(|open| end_sheet(open, budget, remarks)).transpose()?),
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "Cell" => end_cell(sheet.as_mut(), budget, remarks)?,
                "Row" => {
                    if let Some(open) = &mut sheet {
                        open.row = open.row.saturating_add(1);
                    }
                }
                _ => {}
            },
            Event::Text(text) if in_data => push(sheet.as_mut(), &text.xml10_content(), budget)?,
            Event::CData(text) if in_data => push(sheet.as_mut(), &text.xml10_content(), budget)?,
            Event::GeneralRef(reference) if in_data => push(sheet.as_mut(), &xml::entity(&reference), budget)?,
            Event::Text(text) if in_visible => {
                if let Some(open) = &mut sheet {
                    open.hidden = text.xml10_content().contains("Hidden");
                }
            }
            _ => {}
        }
        if blocks.len() > super::limits::TABLES {
            return Err(budget.exceeded(Limit::Tables));
        }
    }
    if sheet.is_some() {
        return Err(budget.damaged(FORMAT, "内容不完整 / it breaks off"));
    }
    Ok(blocks)
}

fn begin(open: &mut Open, element: &BytesStart<'_>, budget: &Budget) -> Result<(), ReadError> {
    let number = |name: &str| xml::number(element, name);
    match element.local_name().as_ref() {
        "Column" => {
            let first = number("Index").map_or(open.described, |index| index.saturating_sub(1));
            let after = first.saturating_add(number("Span").unwrap_or(0)).saturating_add(1);
            if xml::yes(element, "Hidden", false) {
                open.hidden_columns.extend(first..after.min(COLUMNS));
            }
            open.described = after;
        }
        "Row" => {
            open.row = number("Index").map_or(open.row, |index| index.saturating_sub(1));
            open.column = 0;
            if xml::yes(element, "Hidden", false) {
                let after = open.row.saturating_add(number("Span").unwrap_or(0)).saturating_add(1);
                open.grid.hidden_rows.extend(open.row..after.min(ROWS));
            }
        }
        "Cell" => {
            open.column = number("Index").map_or(open.column, |index| index.saturating_sub(1));
            budget.place(open.row, open.column)?;
            open.cell = Some(OpenCell {
                down: number("MergeDown").unwrap_or(0),
                across: number("MergeAcross").unwrap_or(0),
                formula: xml::attribute(element, "Formula"),
                ..OpenCell::default()
            });
        }
        "Data" => {
            if let (Some(cell), Some(kind)) = (&mut open.cell, xml::attribute(element, "Type")) {
                cell.kind = kind;
            }
        }
        _ => {}
    }
    Ok(())
}

fn push(open: Option<&mut Open>, text: &str, budget: &mut Budget) -> Result<(), ReadError> {
    if let Some(cell) = open.and_then(|open| open.cell.as_mut()) {
        budget.text(text.len())?;
        cell.text.push_str(text);
    }
    Ok(())
}

fn end_cell(open: Option<&mut Open>, budget: &mut Budget, remarks: &mut Remarks) -> Result<(), ReadError> {
    let Some(open) = open else { return Ok(()) };
    let Some(cell) = open.cell.take() else { return Ok(()) };
    let at = (open.row, open.column);
    let shown = place(&open.name, at.0, at.1);
    let mut text = cell.text;
    match cell.kind.as_str() {
        "Error" => tell_error(remarks, shown, &text),
        // A day without a time of day.
        "DateTime" => text = text.strip_suffix("T00:00:00.000").map(str::to_owned).unwrap_or(text),
        _ if text.is_empty() => {
            if let Some(formula) = &cell.formula {
                tell_formula(remarks, shown, formula.trim_start_matches('='));
            }
        }
        _ => {}
    }
    open.grid.put(at.0, at.1, &text, budget)?;
    let last = (at.0.saturating_add(cell.down), at.1.saturating_add(cell.across));
    open.grid.merge(Range { first: at, last });
    open.column = last.1.saturating_add(1);
    Ok(())
}

fn end_sheet(mut open: Open, budget: &mut Budget, remarks: &mut Remarks) -> Result<Block, ReadError> {
    let hidden_rows = std::mem::take(&mut open.grid.hidden_rows);
    tell_hidden(remarks, &open.name, open.hidden, open.grid.size(), &hidden_rows, &open.hidden_columns);
    open.grid.hidden_rows = hidden_rows;
    let mut table = open.grid.into_table(&open.name, budget, remarks)?;
    table.hidden = open.hidden;
    table.sheet = Some(open.name);
    Ok(Block::Table(table))
}
