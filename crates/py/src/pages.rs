//! What the pages of `python -m lvzhi` and of notebooks take from Rust: line breaks, widths and the column of requests as the
//! `lvzhi` command has them, the check of the list, and the way to the HTML in Python.

use crate::catalogue::Catalogue;
use crate::error;
use lvzhi::{RepairKind, Tier};
use lvzhi_manage::headings::{LOOKED_AT, no_heading, requests};
use lvzhi_tables::matters::Matters;
use pyo3::prelude::*;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// The HTML of an object, by the function of this name in `lvzhi._html`. That module is imported when first needed.
pub(crate) fn html<T>(object: &Bound<'_, T>, function: &str) -> PyResult<String> {
    object.py().import("lvzhi._html")?.call_method1(function, (object.as_any(),))?.extract()
}

/// ``text`` in lines of at most ``width`` columns, broken where Unicode allows; the first line begins with ``first``, the
/// others with ``rest``.
#[pyfunction]
#[pyo3(signature = (text, width, first = "", rest = ""))]
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// The place of the column of requests in a table with these headings and rows, and what is to be said of its heading; `None` where none is told. Cells that
/// are no text tell nothing.
#[pyfunction]
pub(crate) fn column_of_requests(
    head: Vec<String>,
    rows: &Bound<'_, PyAny>,
) -> PyResult<Option<(usize, Option<String>)>> {
    let text = |cell: PyResult<Bound<'_, PyAny>>| Ok(cell?.extract::<String>().unwrap_or_default());
    let rows = rows.try_iter()?.take(LOOKED_AT).map(|row| row?.try_iter()?.map(text).collect());
    let found = requests(&head, rows.collect::<PyResult<Vec<Vec<String>>>>()?.iter(), &[]);
    Ok(found.map(|(at, _)| (at, head.get(at).and_then(|name| no_heading(name)))))
}

/// The columns that ``text`` takes in a terminal: two for a Chinese character.
#[pyfunction]
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// A name as a repr shows it: its beginning, where it is long.
pub(crate) fn brief(name: &str) -> String {
    const MOST: usize = 30;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name)),
        None => name.to_owned(),
    }
}

/// Lines that say what a list holds against what it declares, and where somebody should look; `path` is where it was opened from.
#[pyfunction]
#[pyo3(signature = (catalogue, path = None))]
pub(crate) fn check(catalogue: &Bound<'_, Catalogue>, path: Option<PathBuf>) -> PyResult<Vec<String>> {
    let py = catalogue.py();
    let list = &catalogue.get().list;
    let findings = py.detach(|| {
        let model = lvzhi_compiler::parse_export(list.data_version().as_ref(), &list.export());
        let model = model.map_err(|problems| problems.to_string())?;
        let matters = Matters::built_in().map_err(|wrong| wrong.to_string())?;
        let mut findings = lvzhi_import::check::check(&model, &matters);
        if let Some(path) = path {
            lvzhi_import::check::locate(&path, &mut findings);
        }
        Ok(findings)
    });
    let findings = findings.map_err(|wrong: String| error::list(py, &wrong, &[]))?;
    let mut lines = reconcile(list);
    lines.push(String::new());
    lines.extend(lvzhi_import::check::lines(&findings));
    Ok(lines)
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

fn reconcile(list: &lvzhi::Catalogue) -> Vec<String> {
    let township = list.township();
    let mut lines = vec![format!(
        "{}{}{}履职事项清单  {}{}{}",
        township.prefecture(),
        township.county(),
        township.name(),
        township.code().map_or_else(String::new, |code| format!("{code} · ")),
        list.data_version(),
        if township.is_made_up() { " · 虚构示例 (made up)" } else { "" },
    )];
    for tier in Tier::ALL {
        let names = |department: &lvzhi::Department<'_>| department.items(None).any(|item| item.tier() == tier);
        let mut line = format!(
            "{}事项 {}/{}  类别 {}/{}",
            padded(tier.name(), 14),
            list.items().in_tier(tier).len(),
            township.declared_items(tier),
            list.categories(tier).len(),
            township.declared_categories(tier)
        );
        if let Some(declared) = township.declared_departments(tier) {
            line += &format!("  部门 {}/{declared}", list.departments().filter(names).count());
            let missing = township.missing_departments(tier);
            if missing > 0 {
                line += &format!("（另有 {missing} 个未见名称）");
            }
        }
        lines.push(line);
    }
    // What an item lacks that was not read from a scan was never there.
    let repairs = |kind, scanned: bool| {
        let of = list.items().filter(|item| item.source_lines().next().is_some() == scanned);
        of.flat_map(|item| item.repairs()).filter(|repair| repair.kind() == kind).count()
    };
    let count = |kind| match kind {
        RepairKind::Unreadable => repairs(kind, true),
        _ => repairs(kind, true).saturating_add(repairs(kind, false)),
    };
    let mut counts: Vec<String> = RepairKind::ALL.map(|kind| format!("{} {}", kind.name(), count(kind))).into();
    let absent = repairs(RepairKind::Unreadable, false);
    if absent > 0 {
        counts.push(format!("原文为空 {absent}"));
    }
    lines.push(format!("{}{}", padded("校勘", 14), counts.join("  ")));
    lines.push("前为实有数，后为清单载明数 (found/declared)".to_owned());
    lines
}
