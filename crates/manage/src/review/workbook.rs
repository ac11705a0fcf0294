//! A review as a workbook: a sheet of facts, and one for each table.

use super::{Cell, Column, Piece, Review, Table};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook,
    Worksheet, XlsxError,
};
use std::fmt;

/// A workbook that cannot be written.
#[derive(Debug)]
pub struct WorkbookError(XlsxError);

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "工作簿无法生成 (the workbook cannot be written): {}；请改为输出 JSON (write JSON in place of it)",
            self.0
        )
    }
}

impl std::error::Error for WorkbookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// How cells look.
struct Looks {
    heading: Format,
    body: Format,
    share: Format,
    number: Format,
    out: Format,
    into: Format,
    plain: Format,
}

impl Looks {
    fn new() -> Self {
        let bordered = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_font_name("宋体")
                .set_font_size(10)
        };
        Self {
            heading: bordered().set_bold().set_background_color(Color::RGB(0xF2F2F2)),
            body: bordered(),
            share: bordered().set_num_format("0.0%"),
            number: bordered().set_num_format("0.000"),
            out: Format::new().set_font_strikethrough().set_font_color(Color::RGB(0xC0_39_2B)),
            into: Format::new().set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x1E_84_49)),
            plain: Format::new(),
        }
    }
}

/// An empty workbook.
fn book(title: &str) -> Result<Workbook, WorkbookError> {
    let mut book = Workbook::new();
    // Without the time of its making: the same review makes the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    Ok(book)
}

/// A table as a workbook of one sheet.
pub(crate) fn of_table(table: &Table) -> Result<Vec<u8>, WorkbookError> {
    let mut book = book(table.title)?;
    write_table(&mut book, table, &Looks::new())?;
    Ok(book.save_to_buffer()?)
}

pub(super) fn workbook(review: &Review) -> Result<Vec<u8>, WorkbookError> {
    let mut book = book(&review.title)?;
    let looks = Looks::new();
    let sheet = book.add_worksheet();
    sheet.set_name("概要")?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, &review.title, &Format::new().set_bold().set_font_size(14))?;
    let mut row = 2;
    for fact in &review.facts {
        sheet.write_string_with_format(row, 0, fact.label, &looks.heading)?;
        write(sheet, row, 1, &fact.value, &looks)?;
        row += 1;
    }
    for note in &review.notes {
        row += 1;
        sheet.write_string_with_format(row, 1, note, &looks.body)?;
    }
    for table in &review.tables {
        write_table(&mut book, table, &looks)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_table(book: &mut Workbook, table: &Table, looks: &Looks) -> Result<(), WorkbookError> {
    let sheet = book.add_worksheet();
    sheet.set_name(table.title)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    let last = table.rows.len() as u32;
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, &column.title, &looks.heading)?;
        if !column.choices.is_empty() && last > 0 {
            choose(sheet, at, last, column)?;
        }
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            write(sheet, row, column, cell, looks)?;
        }
    }
    if let Some(width) = (table.columns.len() as u16).checked_sub(1) {
        sheet.autofilter(0, 0, last, width)?;
    }
    Ok(())
}

/// A list to choose from, which other words may be written over.
fn choose(sheet: &mut Worksheet, at: u16, last: u32, column: &Column) -> Result<(), WorkbookError> {
    let choices = DataValidation::new().allow_list_strings(column.choices)?;
    sheet.add_data_validation(1, at, last, at, &choices.show_error_message(false))?;
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), WorkbookError> {
    match cell {
        Cell::Nothing => sheet.write_blank(row, column, &looks.body)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, &looks.body)?,
        Cell::Whole(number) => sheet.write_number_with_format(row, column, *number as f64, &looks.body)?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, &looks.number)?,
        Cell::Share(share) => sheet.write_number_with_format(row, column, *share, &looks.share)?,
        Cell::Marked(pieces) => {
            let runs: Vec<(&Format, &str)> = pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Same(text) => (&looks.plain, text.as_str()),
                    Piece::Out(text) => (&looks.out, text.as_str()),
                    Piece::In(text) => (&looks.into, text.as_str()),
                })
                .collect();
            // A single run is no rich string.
            match runs.as_slice() {
                [] => sheet.write_blank(row, column, &looks.body)?,
                [(_, text)] => sheet.write_string_with_format(row, column, *text, &looks.body)?,
                runs => sheet.write_rich_string_with_format(row, column, runs, &looks.body)?,
            }
        }
    };
    Ok(())
}
