//! The report as text, for people: totals, doubts that are alike together, covers that are not sure.

use crate::imported::{Bound, Imported};
use crate::report::{Doubt, Report, Severity};
use crate::write::Written;
use lvzhi_tables::words::Tier;
use std::fmt::Write;

/// Places that are written out for doubts that are alike.
const PLACES: usize = 6;

/// Unsure covers that are written out.
const COVERS: usize = 20;

/// What stands in every report of text, right below the totals.
const LEGEND: &str = "（前为实有数，后为清单载明数 found/declared）";

/// Whether a file that begins so is a report that was written here.
#[must_use]
pub fn is_report(first: &[u8]) -> bool {
    let legend = LEGEND.as_bytes();
    first.starts_with(b"{\"township\":") || first.windows(legend.len()).any(|part| part == legend)
}

/// The report of an import as one object of JSON, with what became of the folder that it was written into.
#[must_use]
pub fn json(imported: &Imported, covers: &[Bound], written: Option<&Written>) -> String {
    #[derive(serde::Serialize)]
    struct Told<'a> {
        township: &'a str,
        county: &'a str,
        prefecture: &'a str,
        region: &'a str,
        edition: &'a str,
        items: usize,
        totals: &'a [crate::report::Total],
        doubts: &'a [Doubt],
        covers: &'a [Bound],
        parts: &'a [crate::report::Part],
        #[serde(skip_serializing_if = "Option::is_none")]
        folder: Option<Folder<'a>>,
    }
    #[derive(serde::Serialize)]
    struct Folder<'a> {
        files: &'a [&'static str],
        again: bool,
        conflicts: &'a [Doubt],
    }
    let (list, report) = (imported.list(), imported.report());
    let told = Told {
        township: &list.township.name,
        county: &list.township.county,
        prefecture: &list.township.prefecture,
        region: &list.township.region,
        edition: &list.township.edition,
        items: list.items.len(),
        totals: &report.totals,
        doubts: &report.doubts,
        covers,
        parts: &report.parts,
        folder: written.map(|written| Folder {
            files: &written.files,
            again: written.again,
            conflicts: &written.conflicts,
        }),
    };
    serde_json::to_string(&told).unwrap_or_default()
}

/// The report of an import, and of what the folder that it was written into says otherwise.
#[must_use]
pub fn text(imported: &Imported, covers: &[Bound], written: Option<&Written>) -> String {
    let mut out = String::new();
    let (list, report) = (imported.list(), imported.report());
    let township = &list.township;
    let _ = writeln!(
        out,
        "{}{}{}{}：{} 项",
        township.region,
        township.prefecture,
        township.county,
        township.name,
        list.items.len()
    );
    totals(&mut out, imported);
    conflicts(&mut out, written.map_or(&[][..], |written| &written.conflicts));
    doubts(&mut out, report);
    bound(&mut out, covers);
    out
}

fn totals(out: &mut String, imported: &Imported) {
    let list = imported.list();
    for tier in Tier::ALL {
        let items = list.items.iter().filter(|item| item.tier == tier).count();
        let declared = |of: &str| {
            let total = imported.report().totals.iter().find(|total| total.tier == tier.key() && total.of == of);
            total.and_then(|total| total.declared).map_or_else(|| "—".to_owned(), |declared| declared.to_string())
        };
        let categories = list.township.categories.get(tier as usize).map_or(0, Vec::len);
        let _ = write!(
            out,
            "  {}：事项 {items}/{}，类别 {categories}/{}",
            tier.name(),
            declared("items"),
            declared("categories")
        );
        if tier != Tier::Basic {
            let departments = lvzhi_compiler::departments_named(&list.items, tier);
            let _ = write!(out, "，部门 {departments}/{}", declared("departments"));
        }
        out.push('\n');
    }
    let _ = writeln!(out, "  {LEGEND}");
}

fn doubts(out: &mut String, report: &Report) {
    let mut groups: Vec<(&Doubt, Vec<&Doubt>)> = Vec::new();
    for doubt in &report.doubts {
        let alike = |(first, _): &&mut (&Doubt, Vec<&Doubt>)| {
            first.severity == doubt.severity && first.understood == doubt.understood
        };
        match groups.iter_mut().find(alike) {
            Some((_, group)) => group.push(doubt),
            None => groups.push((doubt, vec![doubt])),
        }
    }
    for severity in [Severity::Lost, Severity::Doubtful, Severity::Note] {
        let count = report.count(severity);
        if count == 0 {
            continue;
        }
        let _ = writeln!(out, "\n{}（{count}）", severity.name());
        for (first, group) in groups.iter().filter(|(first, _)| first.severity == severity) {
            let places: Vec<String> =
                group.iter().take(PLACES).map(|doubt| place(doubt)).filter(|place| !place.is_empty()).collect();
            let more = if group.len() > PLACES { format!(" 等 {} 处", group.len()) } else { String::new() };
            let places = if places.is_empty() { String::new() } else { format!("{}{more}：", places.join("、")) };
            let [chinese, english] = &first.understood;
            let _ = writeln!(out, "  {places}{chinese} ({english})");
            if group.len() == 1 && !first.text.is_empty() {
                let _ = writeln!(out, "      “{}”", cut(&first.text));
            }
            let [chinese, english] = &first.remedy;
            let _ = writeln!(out, "      → {chinese} ({english})");
        }
    }
}

/// Where the folder and the file say different things: each by its name, under what is to be said of it.
fn conflicts(out: &mut String, conflicts: &[Doubt]) {
    if conflicts.is_empty() {
        return;
    }
    let _ =
        writeln!(out, "\n与文件夹不同（{}）：以文件夹为准 (the folder says otherwise, and stands)", conflicts.len());
    for (at, conflict) in conflicts.iter().enumerate() {
        let alike = |other: &&Doubt| other.understood == conflict.understood && other.remedy == conflict.remedy;
        if conflicts.iter().take(at).any(|other| alike(&other)) {
            continue;
        }
        let [chinese, english] = &conflict.understood;
        let _ = writeln!(out, "  {chinese} ({english})");
        for other in conflicts.iter().filter(alike) {
            let _ = writeln!(out, "      “{}”", cut(&other.text));
        }
        let [chinese, english] = &conflict.remedy;
        let _ = writeln!(out, "      → {chinese} ({english})");
    }
}

fn place(doubt: &Doubt) -> String {
    if doubt.file.is_empty() {
        return String::new();
    }
    format!("{} {}", doubt.file, doubt.place).trim_end().to_owned()
}

fn bound(out: &mut String, covers: &[Bound]) {
    let unsure: Vec<&Bound> = covers.iter().filter(|bound| !bound.sure).collect();
    if covers.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n事由：{} 项由程序对应，其中 {} 项没有把握，请核对 ({} bound to matters by the program, {} of them unsure: look at these)",
        covers.len(),
        unsure.len(),
        covers.len(),
        unsure.len()
    );
    for bound in unsure.iter().take(COVERS) {
        let _ = writeln!(out, "  {} {:.2} {} {}", bound.item, bound.confidence, bound.matter, cut(&bound.name));
    }
    if unsure.len() > COVERS {
        let _ = writeln!(out, "  … 其余用 lvzhi bind 查看 (the others: lvzhi bind)");
    }
}

/// The start of a text, on one line.
fn cut(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= 40 { line } else { line.chars().take(39).chain(['…']).collect() }
}
