//! XLS, as Excel 95 to 2003 and WPS (ET) write it: values and merged ranges by calamine, from a stream that `biff.rs` has gone through.

use super::biff::{self, FORMAT};
use super::error::{Limit, ReadError};
use super::grid::{Grid, Range};
use super::limits::Budget;
use super::remark::{Remarks, place};
use super::sheet::{shown, tell_error, tell_formula, tell_hidden, tell_pictures};
use crate::document::Block;
use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use cfb::CompoundFile;
use std::io::{Cursor, Read, Write};

/// The longest stream, in bytes.
const STREAM: u64 = 32 << 20;

/// A table for each sheet, in the order of the workbook.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let damaged = |error: std::io::Error| budget.damaged(FORMAT, error);
    let mut stream = stream(bytes).map_err(damaged)?;
    if stream.len() as u64 > STREAM {
        return Err(budget.exceeded(Limit::Text));
    }
    let facts = biff::prepare(&mut stream, budget)?;
    let file = budget.file.clone();
    let failed = |error: XlsError| match error {
        XlsError::Password => ReadError::Password { file: file.clone() },
        error => ReadError::Damaged { file: file.clone(), format: FORMAT, detail: error.to_string() },
    };
    let packed = repacked(&stream).map_err(damaged)?;
    drop(stream);
    let mut workbook = Xls::new(packed).map_err(failed)?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut blocks = Vec::new();
    for (sheet, facts) in sheets.into_iter().zip(facts) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let range = workbook.worksheet_range(&sheet.name).map_err(failed)?;
        let mut grid = Grid::default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top + row as u32, left + column as u32);
            let text = shown(value);
            if matches!(value, Data::Error(_)) {
                tell_error(remarks, place(&sheet.name, row, column), &text);
            }
            grid.put(row, column, &text, budget)?;
        }
        for (row, column) in &facts.formulas {
            tell_formula(remarks, place(&sheet.name, *row, *column), "…");
        }
        for ((row, column), first) in &facts.same {
            let text = range.get_value(*first).map(shown).unwrap_or_default();
            grid.put(*row, *column, &text, budget)?;
        }
        for merged in workbook.merge_cells_by_sheet_name(&sheet.name).map_err(failed)? {
            grid.merge(Range { first: merged.start, last: merged.end });
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        if facts.pictures {
            tell_pictures(remarks, &sheet.name, grid.is_empty());
        }
        tell_hidden(remarks, &sheet.name, hidden, grid.size(), &facts.hidden_rows, &facts.hidden_columns);
        grid.hidden_rows = facts.hidden_rows;
        let mut table = grid.into_table(&sheet.name, budget, remarks)?;
        table.hidden = hidden;
        table.sheet = Some(sheet.name);
        blocks.push(Block::Table(table));
    }
    Ok(blocks)
}

/// The workbook within its container.
fn stream(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = CompoundFile::open(Cursor::new(bytes))?;
    let name = if file.exists("Workbook") { "Workbook" } else { "Book" };
    let mut stream = Vec::new();
    file.open_stream(name)?.take(STREAM + 1).read_to_end(&mut stream)?;
    Ok(stream)
}

/// The workbook in a new container: what is broken in the old one, calamine never sees.
fn repacked(stream: &[u8]) -> std::io::Result<Cursor<Vec<u8>>> {
    let mut file = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("Workbook")?.write_all(stream)?;
    file.flush()?;
    let mut packed = file.into_inner();
    packed.set_position(0);
    Ok(packed)
}
