//! What workbooks of all kinds have in common: how values are written, and what is told of a sheet.

use super::remark::{Remarks, whole};
use crate::document::Place;
use crate::report::Severity;
use calamine::{DataType, ExcelDateTime};
use std::collections::BTreeSet;

/// A value as a person would write it: whole numbers without a point, days as 2025-04-18.
pub(crate) fn shown(value: &impl DataType) -> String {
    if let Some(text) = value.get_string() {
        text.to_owned()
    } else if let Some(whole) = value.get_int() {
        whole.to_string()
    } else if let Some(number) = value.get_float() {
        decimal(number)
    } else if let Some(yes) = value.get_bool() {
        if yes { "TRUE" } else { "FALSE" }.to_owned()
    } else if let Some(time) = value.get_datetime() {
        date(time)
    } else if let Some(error) = value.get_error() {
        error.to_string()
    } else {
        value.get_datetime_iso().or_else(|| value.get_duration_iso()).unwrap_or_default().to_owned()
    }
}

/// Sums of fractions are off in the sixteenth digit, of which a workbook shows none.
fn decimal(number: f64) -> String {
    let rounded = format!("{number:.12}");
    match number.is_finite() && number.abs() < 1e15 {
        true => rounded.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number.to_string(),
    }
}

/// A day, a time, or both.
fn date(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock =
        if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") };
    match (time.is_duration() || time.as_f64() < 1.0, time.as_f64().fract() == 0.0) {
        (true, _) => clock,
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

/// An error in place of a value.
pub(crate) fn tell_error(remarks: &mut Remarks, at: Place, text: &str) {
    remarks.tell(
        Severity::Lost,
        at,
        text,
        ["单元格是错误值，没有内容", "the cell holds an error in place of a value"],
        ["请在原文件中改正公式或直接填写内容", "mend the formula in the workbook, or type the value in"],
    );
}

/// A formula whose value was never worked out.
pub(crate) fn tell_formula(remarks: &mut Remarks, at: Place, formula: &str) {
    remarks.tell(
        Severity::Lost,
        at,
        &format!("={formula}"),
        ["公式没有保存计算结果，按空白读取", "a formula whose value is not in the file: read as empty"],
        ["请用 Excel 或 WPS 打开文件，保存后再导入", "open the workbook in Excel or WPS, save it, and import it again"],
    );
}

/// Pictures, charts or text boxes, whose text is not read.
pub(crate) fn tell_pictures(remarks: &mut Remarks, sheet: &str, alone: bool) {
    let severity = if alone { Severity::Lost } else { Severity::Note };
    remarks.tell(
        severity,
        whole(sheet),
        "",
        [
            "工作表中有图片、图形或文本框，其中的文字没有读取",
            "the sheet has pictures, shapes or text boxes; text in them is not read",
        ],
        ["清单如在图片里，请先做文字识别并填入单元格", "if the list is in a picture, turn it into cells by OCR first"],
    );
}

/// What nobody sees who opens the workbook, as far as the text of the sheet goes.
pub(crate) fn tell_hidden(
    remarks: &mut Remarks,
    sheet: &str,
    hidden: bool,
    size: (u32, u32),
    rows: &BTreeSet<u32>,
    columns: &BTreeSet<u32>,
) {
    if size == (0, 0) {
        return;
    }
    let remedy = ["不属于清单的，请在原文件中删除", "delete from the workbook what is not part of the list"];
    if hidden {
        remarks.tell(Severity::Doubtful, whole(sheet), "", ["工作表是隐藏的", "the sheet is hidden"], remedy);
    }
    for (first, last) in runs(rows.range(..size.0)) {
        let at = Place { sheet: sheet.to_owned(), row: first + 1, column: 0 };
        let chinese = format!("第 {} 至 {} 行是隐藏的，照常读取", first + 1, last + 1);
        let english = format!("rows {} to {} are hidden; they are read as the others", first + 1, last + 1);
        remarks.tell(Severity::Doubtful, at, "", [&chinese, &english], remedy);
    }
    for (first, last) in runs(columns.range(..size.1)) {
        let at = Place { sheet: sheet.to_owned(), row: 1, column: first + 1 };
        let chinese = format!("第 {} 至 {} 列是隐藏的，照常读取", first + 1, last + 1);
        let english = format!("columns {} to {} are hidden; they are read as the others", first + 1, last + 1);
        remarks.tell(Severity::Doubtful, at, "", [&chinese, &english], remedy);
    }
}

/// Numbers that follow one another, as first and last.
fn runs<'a>(numbers: impl Iterator<Item = &'a u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}
