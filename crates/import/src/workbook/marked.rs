//! A copy of what was read, each doubt a coloured cell with a comment, and a sheet of all doubts with links to them.
//!
//! The copy holds the cells as they were read, whatever the file was: a document's or a page's tables become sheets, too.

use super::{WorkbookError, look};
use crate::document::{Block, Cell, Document, Merged, Place, Table};
use crate::report::{Doubt, Report, Role, Severity};
use lvzhi_tables::words::Tier;
use rust_xlsxwriter::{Color, Format, Note, Url, Workbook, Worksheet};
use std::collections::{BTreeMap, HashMap, HashSet};
use unicode_width::UnicodeWidthStr;

/// The sheet of all doubts.
const REPORT: &str = "报告";

/// Its columns.
const COLUMNS: [(&str, f64); 6] =
    [("程度", 10.0), ("文件", 20.0), ("位置", 18.0), ("原文", 44.0), ("程序的理解", 50.0), ("请您", 50.0)];

/// Sheets' names are at most so long.
const LONGEST_NAME: usize = 31;

/// A sheet links to at most 65,530 places.
const MOST_LINKS: usize = 65_000;

/// The sheet of totals, and its columns.
const TOTALS: (&str, [(&str, f64); 5]) =
    ("总数", [("清单类别", 16.0), ("项目", 24.0), ("载明", 10.0), ("实有", 10.0), ("是否相符", 12.0)]);

/// The sheet of what is no item, and its columns.
const PARTS: (&str, [(&str, f64); 4]) = ("其他行", [("文件", 20.0), ("位置", 18.0), ("看作", 12.0), ("文字", 100.0)]);

/// Whether a table is one of the sheets that such a copy has more than its source.
pub(super) fn is_ours(table: &Table) -> bool {
    let (Some(name), Some(first)) = (table.sheet.as_deref(), table.rows.first()) else { return false };
    let is = |sheet: &str, columns: &[(&str, f64)]| {
        sheet == name
            && first.cells.len() >= columns.len()
            && first.cells.iter().zip(columns).all(|(cell, (heading, _))| cell.text == *heading)
    };
    is(REPORT, &COLUMNS) || is(TOTALS.0, &TOTALS.1) || is(PARTS.0, &PARTS.1)
}

/// The bytes of an `.xlsx` with the cells of `documents` and the doubts of `report`.
///
/// # Errors
/// Where a table has more rows or columns than a sheet.
pub fn marked(documents: &[Document], report: &Report) -> Result<Vec<u8>, WorkbookError> {
    let mut book = look::workbook("清单核对")?;
    let mut names = Names::default();
    names.taken.extend([REPORT, TOTALS.0, PARTS.0].map(str::to_owned));
    let sheets: Vec<Sheet<'_>> = documents.iter().flat_map(|document| sheets(document, &mut names)).collect();
    let mut by_sheet: HashMap<&str, BTreeMap<(u32, u32), Vec<&Doubt>>> = HashMap::new();
    for doubt in &report.doubts {
        let Some(sheet) = names.of(&doubt.file, &doubt.place.sheet) else { continue };
        by_sheet.entry(sheet).or_default().entry(cell_of(&doubt.place)).or_default().push(doubt);
    }
    list(book.add_worksheet(), report, &names)?;
    for Sheet { name, cells } in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        write(sheet, &cells, by_sheet.remove(name.as_str()).unwrap_or_default())?;
    }
    totals(&mut book, report)?;
    parts(&mut book, report)?;
    Ok(book.save_to_buffer()?)
}

/// The sheet of the copy for each table of each file.
#[derive(Default)]
struct Names {
    /// By file and by the sheet of a [`Place`].
    known: HashMap<(String, String), String>,
    taken: HashSet<String>,
}

impl Names {
    fn of(&self, file: &str, sheet: &str) -> Option<&str> {
        self.known.get(&(file.to_owned(), sheet.to_owned())).map(String::as_str)
    }

    /// The name of a new sheet: that of the source, but for what a sheet's name may not be.
    fn add(&mut self, file: &str, sheet: &str) -> String {
        let wanted = if sheet.is_empty() { "正文" } else { sheet };
        let plain: String = wanted.chars().map(|c| if "[]:*?/\\".contains(c) { '_' } else { c }).collect();
        let plain = plain.trim_matches('\'');
        let cut = |most: usize| plain.chars().take(most).collect::<String>();
        let mut name = cut(LONGEST_NAME);
        for n in 2u32.. {
            if self.taken.insert(name.to_lowercase()) {
                break;
            }
            let end = format!("_{n}");
            name = cut(LONGEST_NAME.saturating_sub(end.len())) + &end;
        }
        self.known.insert((file.to_owned(), sheet.to_owned()), name.clone());
        name
    }
}

struct Sheet<'a> {
    name: String,
    cells: Vec<&'a Cell>,
}

/// The tables of a document, and its lines outside tables, each a sheet.
fn sheets<'a>(document: &'a Document, names: &mut Names) -> Vec<Sheet<'a>> {
    let mut order: Vec<&str> = Vec::new();
    let mut cells: HashMap<&str, Vec<&'a Cell>> = HashMap::new();
    let all = document.blocks.iter().flat_map(|block| match block {
        Block::Line(cell) => vec![cell],
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect(),
    });
    for cell in all {
        let sheet = cell.place.sheet.as_str();
        cells.entry(sheet).or_insert_with(|| {
            order.push(sheet);
            Vec::new()
        });
        cells.entry(sheet).or_default().push(cell);
    }
    order
        .into_iter()
        .map(|sheet| Sheet { name: names.add(&document.file, sheet), cells: cells.remove(sheet).unwrap_or_default() })
        .collect()
}

/// Row and column, from 0. What is about a whole row is shown at its first cell, what is about a whole sheet at its first row.
fn cell_of(place: &Place) -> (u32, u32) {
    (place.row.saturating_sub(1), place.column.saturating_sub(1))
}

fn colour(severity: Severity) -> Color {
    Color::RGB(match severity {
        Severity::Lost => 0xFFC7CE,
        Severity::Doubtful => 0xFFEB9C,
        Severity::Note => 0xDDEBF7,
    })
}

fn write(
    sheet: &mut Worksheet,
    cells: &[&Cell],
    mut doubts: BTreeMap<(u32, u32), Vec<&Doubt>>,
) -> Result<(), WorkbookError> {
    let plain = look::body();
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    for cell in cells {
        let (row, column) = cell_of(&cell.place);
        // A merged cell is marked at its origin: the others do not show.
        if let Merged::Covered { row: origin, column: at } = cell.merged {
            if let Some(mut here) = doubts.remove(&(row, column)) {
                doubts.entry((origin.saturating_sub(1), at.saturating_sub(1))).or_default().append(&mut here);
            }
        } else {
            let wide = cell.text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            let width = widths.entry(narrow(column)).or_default();
            *width = wide.max(*width);
        }
    }
    for (column, width) in widths {
        sheet.set_column_width(column, (width as f64 + 2.0).clamp(6.0, 50.0))?;
    }
    for cell in cells {
        let (row, column) = cell_of(&cell.place);
        let here = doubts.get(&(row, column)).map_or(&[][..], Vec::as_slice);
        let worst = here.iter().map(|doubt| doubt.severity).min();
        let format = worst.map_or_else(|| plain.clone(), |worst| plain.clone().set_background_color(colour(worst)));
        match cell.merged {
            Merged::Covered { .. } => {}
            Merged::No => put(sheet, row, column, &cell.text, &format)?,
            Merged::Origin { rows, columns } => {
                let last =
                    (row.saturating_add(rows).saturating_sub(1), column.saturating_add(columns).saturating_sub(1));
                let text = cut(&cell.text);
                let merged = sheet.merge_range(row, narrow(column), last.0, narrow(last.1), &text, &format);
                // Ranges of a damaged file may overlap: their texts are shown all the same.
                if merged.is_err() {
                    put(sheet, row, column, &cell.text, &format)?;
                }
            }
        }
    }
    for ((row, column), here) in doubts {
        let texts: Vec<String> = here.iter().map(|doubt| comment(doubt)).collect();
        let text = texts.join("\n\n");
        let height = text.lines().map(|line| 1 + line.width() / 44).sum::<usize>().clamp(4, 24) as u32;
        let note = Note::new(cut(&text)).set_author("lvzhi").add_author_prefix(false).set_width(320);
        sheet.insert_note(row, narrow(column), &note.set_height(height.saturating_mul(18)))?;
    }
    Ok(())
}

/// A column that no sheet has stays one: writing there is refused.
fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn comment(doubt: &Doubt) -> String {
    let [zh, en] = &doubt.understood;
    let [todo, to_do] = &doubt.remedy;
    format!("【{}】{zh}\n→ {todo}\n{en}\n→ {to_do}", doubt.severity.name())
}

/// What a cell has room for.
fn cut(text: &str) -> String {
    const MOST: usize = 16_000;
    if text.len() <= MOST { text.to_owned() } else { text.chars().take(MOST / 2).chain(['…']).collect() }
}

/// Whole numbers as numbers, unless that would change how they look.
fn put(sheet: &mut Worksheet, row: u32, column: u32, text: &str, format: &Format) -> Result<(), WorkbookError> {
    match text.parse::<u32>() {
        Ok(number) if number.to_string() == text => {
            sheet.write_number_with_format(row, narrow(column), number, format)?
        }
        _ => sheet.write_string_with_format(row, narrow(column), cut(text), format)?,
    };
    Ok(())
}

fn list(sheet: &mut Worksheet, report: &Report, names: &Names) -> Result<(), WorkbookError> {
    sheet.set_name(REPORT)?;
    look::head(sheet, 0, &COLUMNS)?;
    look::on_paper(sheet, 1)?;
    let body = look::body();
    for ((n, row), doubt) in (0..).zip(1..).zip(&report.doubts) {
        let coloured = body.clone().set_background_color(colour(doubt.severity));
        sheet.write_string_with_format(row, 0, doubt.severity.name(), &coloured)?;
        sheet.write_string_with_format(row, 1, cut(&doubt.file), &body)?;
        // What a file does not say stands nowhere in it.
        let nowhere = doubt.place == Place::default();
        let place = if nowhere { String::new() } else { doubt.place.to_string() };
        match names.of(&doubt.file, &doubt.place.sheet).filter(|_| n < MOST_LINKS && !nowhere) {
            Some(name) => {
                let (row_of, column) = cell_of(&doubt.place);
                let there =
                    Place { sheet: String::new(), row: row_of.saturating_add(1), column: column.saturating_add(1) };
                let url = Url::new(format!("internal:'{}'!{there}", name.replace('\'', "''"))).set_text(&place);
                sheet.write_url_with_format(row, 2, url, &body.clone().set_font_color(Color::Blue))?;
            }
            None => {
                sheet.write_string_with_format(row, 2, &place, &body)?;
            }
        }
        sheet.write_string_with_format(row, 3, cut(&doubt.text), &body)?;
        for (column, [zh, en]) in [(4, &doubt.understood), (5, &doubt.remedy)] {
            sheet.write_string_with_format(row, column, cut(&format!("{zh}\n{en}")), &body)?;
        }
    }
    let last = u32::try_from(report.doubts.len()).unwrap_or(u32::MAX);
    if last > 0 {
        sheet.autofilter(0, 0, last, (COLUMNS.len() as u16).saturating_sub(1))?;
    }
    Ok(())
}

/// What the list declares of itself, and what was found.
fn totals(book: &mut Workbook, report: &Report) -> Result<(), WorkbookError> {
    let rows = report.totals.iter().map(|total| {
        let tier = total.tier.parse::<Tier>().map_or(total.tier, Tier::name);
        let of = match total.of.as_str() {
            "items" => "事项",
            "categories" => "类别",
            "departments" => "部门",
            category => category,
        };
        let declared = total.declared.map_or_else(|| "—".to_owned(), |declared| declared.to_string());
        let same = if total.differs() { "不符" } else { "" };
        [tier.to_owned(), of.to_owned(), declared, total.found.to_string(), same.to_owned()]
    });
    plain(book, TOTALS.0, &TOTALS.1, rows)
}

/// Rows and lines that hold no item, and what they were taken for: nothing of the source is passed over in silence.
fn parts(book: &mut Workbook, report: &Report) -> Result<(), WorkbookError> {
    let rows = report.parts.iter().map(|part| {
        let role = match part.role {
            Role::Title => "标题",
            Role::Heading => "表头",
            Role::Category => "类别",
            Role::Contents => "目录",
            Role::Text => "说明",
            Role::Total => "合计",
            Role::Rule => "分隔线",
            Role::Example => "示例",
            Role::Repeated => "重复",
        };
        [part.file.clone(), part.place.to_string(), role.to_owned(), part.text.clone()]
    });
    plain(book, PARTS.0, &PARTS.1, rows)
}

fn plain<const N: usize>(
    book: &mut Workbook,
    name: &str,
    columns: &[(&str, f64)],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<(), WorkbookError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    look::head(sheet, 0, columns)?;
    look::on_paper(sheet, 1)?;
    let body = look::body();
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            put(sheet, row, column, &text, &body)?;
        }
    }
    Ok(())
}
