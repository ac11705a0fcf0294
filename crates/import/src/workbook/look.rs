//! How sheets look: fonts, borders, paper. What published lists have in common.

use super::WorkbookError;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

/// Characters that a cell holds at the most, counted in UTF-16.
const LONGEST_CELL: usize = 32_767;

/// A4.
const PAPER: u8 = 9;

/// A workbook without the time of its making: the same list makes the same bytes.
pub(super) fn workbook(title: &str) -> Result<Workbook, WorkbookError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    Ok(book)
}

pub(super) fn title() -> Format {
    Format::new()
        .set_font_name("方正小标宋简体")
        .set_font_size(18)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn heading() -> Format {
    bordered()
        .set_font_name("黑体")
        .set_font_size(11)
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0xF2F2F2))
}

/// Numbers and categories.
pub(super) fn centred() -> Format {
    body().set_align(FormatAlign::Center)
}

pub(super) fn body() -> Format {
    bordered().set_font_name("仿宋_GB2312").set_font_size(10).set_align(FormatAlign::Left)
}

fn bordered() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// A sheet on paper: A4 across, as wide as a page, its first rows on every page, pages numbered.
pub(super) fn on_paper(sheet: &mut Worksheet, heading_rows: u32) -> Result<(), WorkbookError> {
    sheet
        .set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        .set_print_center_horizontally(true)
        .set_footer("&C第 &P 页，共 &N 页");
    if let Some(last) = heading_rows.checked_sub(1) {
        sheet.set_repeat_rows(0, last)?;
        sheet.set_freeze_panes(heading_rows, 0)?;
    }
    Ok(())
}

/// A row of headings, and the widths of their columns.
pub(super) fn head(sheet: &mut Worksheet, row: u32, columns: &[(&str, f64)]) -> Result<(), WorkbookError> {
    let format = heading();
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(row, column, *heading, &format)?;
    }
    Ok(())
}

/// `text`, where a cell can hold it.
pub(super) fn fitting(text: &str, cell: impl FnOnce() -> String) -> Result<&str, WorkbookError> {
    let found = text.encode_utf16().count();
    if found > LONGEST_CELL {
        return Err(WorkbookError::TooLong { cell: cell(), found, most: LONGEST_CELL });
    }
    Ok(text)
}

/// What helps to fill in a cell.
pub(super) fn hint() -> Format {
    body().set_font_color(Color::RGB(0x7F7F7F)).set_italic()
}

/// Running text.
pub(super) fn text() -> Format {
    Format::new().set_font_name("仿宋_GB2312").set_font_size(11).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}
