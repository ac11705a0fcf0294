//! XLSX and XLSM: values, merged ranges and formulas by calamine; what is hidden and which sheets hold pictures, from the sheets' XML, since
//! calamine does not tell.

use super::error::{Limit, ReadError};
use super::grid::{Grid, Range};
use super::limits::{Budget, COLUMNS, ROWS, TABLES, TEXT};
use super::package::Package;
use super::remark::{Remarks, place};
use super::sheet::{shown, tell_error, tell_formula, tell_hidden, tell_pictures};
use super::xml;
use crate::document::Block;
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

const FORMAT: &str = "XLSX";

/// A table for each sheet, in the order of the workbook.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget, remarks: &mut Remarks) -> Result<Vec<Block>, ReadError> {
    let mut package = Package::open(bytes, FORMAT, budget)?;
    let paths = sheet_paths(&mut package, budget)?;
    let mut names = BTreeSet::new();
    let pictures = package.has("xl/media/") || package.has("xl/drawings/drawing");
    let file = budget.file.clone();
    let failed = |error: XlsxError| match error {
        XlsxError::Password => ReadError::Password { file: file.clone() },
        error => ReadError::Damaged { file: file.clone(), format: FORMAT, detail: error.to_string() },
    };
    counts_are_true(&mut package, budget)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut blocks = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        // Sheets of one name would be read again and again.
        if !names.insert(sheet.name.clone()) || names.len() > TABLES {
            return Err(budget.damaged(FORMAT, "工作表重名或过多 / sheets of the same name, or too many"));
        }
        let aside = match paths.get(&sheet.name) {
            Some(path) => Aside::of(&package.text(path, budget)?.unwrap_or_default()),
            None => Aside::default(),
        };
        let mut grid = Grid::default();
        let mut cells = match workbook.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            // A sheet of charts.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(failed(error)),
        };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(failed)? {
            let (row, column) = cell.pos;
            let text = shown(&cell.value);
            let at = place(&sheet.name, row, column);
            match (&cell.value, &cell.formula) {
                (DataRef::Error(_), _) => tell_error(remarks, at, &text),
                (DataRef::Empty, Some(formula)) => tell_formula(remarks, at, written(formula)),
                _ => {}
            }
            grid.put(row, column, &text, budget)?;
        }
        drop(cells);
        for merged in workbook.merge_cells_by_sheet_name(&sheet.name).map_err(failed)? {
            grid.merge(Range { first: merged.start, last: merged.end });
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        if aside.drawing && pictures {
            tell_pictures(remarks, &sheet.name, grid.is_empty());
        }
        tell_hidden(remarks, &sheet.name, hidden, grid.size(), &aside.hidden_rows, &aside.hidden_columns);
        grid.hidden_rows = aside.hidden_rows;
        let mut table = grid.into_table(&sheet.name, budget, remarks)?;
        table.hidden = hidden;
        table.sheet = Some(sheet.name);
        blocks.push(Block::Table(table));
    }
    Ok(blocks)
}

/// A formula as it stands in the file; one that is shared with other cells stands in the first of them.
fn written(formula: &XlsxFormulaMetadata) -> &str {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula,
        _ => "…",
    }
}

/// calamine makes room for as many shared texts as are said to be there, and a style with a copy of its font for each format of a cell.
fn counts_are_true(package: &mut Package<'_>, budget: &Budget) -> Result<(), ReadError> {
    for part in package.named("sharedstrings.xml") {
        let texts = package.text(&part, budget)?.unwrap_or_default();
        if texts.len() > budget.most_text {
            return Err(budget.exceeded(Limit::Text));
        }
        for count in texts.split("uniqueCount").skip(1) {
            let value = count.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
            let digits: String = value.chars().take_while(char::is_ascii_digit).take(20).collect();
            if digits.len() > 9 || digits.parse::<usize>().is_ok_and(|count| count > texts.len()) {
                return Err(budget.damaged(FORMAT, "共享文字的个数不实 / a wrong number of shared texts"));
            }
        }
    }
    for part in package.named("styles.xml") {
        let styles = package.text(&part, budget)?.unwrap_or_default();
        let formats = styles.matches("xf").count() + styles.matches("dxf").count();
        let longest = styles.split('"').map(str::len).max().unwrap_or(0);
        // Excel itself has at most 65,490 formats.
        if formats > 300_000 || formats.saturating_mul(longest) > TEXT {
            return Err(budget.damaged(FORMAT, "单元格格式过多 / too many formats of cells"));
        }
    }
    Ok(())
}

/// The part that holds each sheet, by the sheet's name.
fn sheet_paths(package: &mut Package<'_>, budget: &Budget) -> Result<BTreeMap<String, String>, ReadError> {
    let main = package.main_part("xl/workbook.xml", budget)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let mut targets = BTreeMap::new();
    let relations = package.text(&format!("{folder}/_rels/{file}.rels"), budget)?.unwrap_or_default();
    let mut reader = Reader::from_str(&relations);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                if let (Some(id), Some(target)) = (xml::attribute(&element, "Id"), xml::attribute(&element, "Target")) {
                    let path = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
                    targets.insert(id, path);
                }
            }
            _ => {}
        }
    }
    let mut paths = BTreeMap::new();
    let workbook = package.text(&main, budget)?.unwrap_or_default();
    let mut reader = Reader::from_str(&workbook);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "sheet" => {
                let target = xml::attribute(&element, "id").and_then(|id| targets.get(&id));
                if let (Some(name), Some(path)) = (xml::attribute(&element, "name"), target) {
                    if paths.values().any(|known| known == path) || paths.len() > TABLES {
                        return Err(budget.damaged(FORMAT, "两个工作表是同一份内容 / two sheets are one part"));
                    }
                    paths.insert(name, path.clone());
                }
            }
            _ => {}
        }
    }
    Ok(paths)
}

/// What calamine does not tell of a sheet.
#[derive(Debug, Default)]
struct Aside {
    /// Rows and columns from 0.
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    /// There are pictures, charts or text boxes.
    drawing: bool,
}

impl Aside {
    fn of(sheet: &str) -> Self {
        let mut aside = Self::default();
        let mut reader = Reader::from_str(sheet);
        reader.config_mut().check_end_names = false;
        let mut row = 0_u32;
        // Where the XML is broken, calamine says so.
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            match element.local_name().as_ref() {
                "row" => {
                    row = xml::number(&element, "r").unwrap_or(row.saturating_add(1));
                    if xml::yes(&element, "hidden", false) && row <= ROWS {
                        aside.hidden_rows.insert(row.saturating_sub(1));
                    }
                }
                "col" if xml::yes(&element, "hidden", false) => {
                    let (first, last) = (xml::number(&element, "min"), xml::number(&element, "max"));
                    if let (Some(first), Some(last)) = (first, last) {
                        aside.hidden_columns.extend((first..=last.min(COLUMNS)).map(|column| column.saturating_sub(1)));
                    }
                }
                "drawing" | "picture" => aside.drawing = true,
                _ => {}
            }
        }
        aside
    }
}
