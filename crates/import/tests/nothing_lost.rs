//! Nothing of a file is lost: each of its cells is in the list, or named in the report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;
#[path = "common/sheet.rs"]
mod sheet;

use common::{read, truth};
use lvzhi_compiler::List;
use lvzhi_compiler::model::Tier;
use lvzhi_import::document::{Block, Cell, Document};
use lvzhi_import::{Imported, Options, import};
use proptest::prelude::*;
use sheet::{Sheet, workbook};
use std::collections::HashSet;

/// Letters, digits and Chinese characters alone.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Everything that a list says.
fn said(list: &List) -> String {
    let mut out = String::new();
    let mut add = |text: &str| {
        out.push_str(&words(text));
        out.push('|');
    };
    for department in &list.departments {
        add(&department.name);
        department.aliases.iter().for_each(|alias| add(alias));
    }
    for item in &list.items {
        add(&item.category);
        add(&item.name);
        item.repairs.iter().for_each(|repair| add(&repair.scanned));
        for group in item.upper_duties.iter().chain(&item.township_duties) {
            group.heading.iter().for_each(|heading| add(heading));
            add(&group.duties.concat());
        }
        item.takeover.iter().filter_map(|takeover| takeover.method.as_ref()).for_each(|method| add(method));
    }
    out
}

/// The pieces of a cell: lines without their numbers and labels.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.split(['\n', '、', '，', '。', '；', '：']) {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
        if !["承接部门", "工作方式"].contains(&line) && !words(line).is_empty() {
            out.push(words(line));
        }
    }
    out
}

/// How many cells a document has, and those that are neither in the list nor in the report.
fn lost(document: &Document, imported: &Imported) -> (usize, Vec<Cell>) {
    let said = said(imported.list());
    let report = imported.report();
    let mut rows: HashSet<(String, u32)> = HashSet::new();
    for part in report.parts.iter().filter(|part| part.file == document.file) {
        rows.insert((part.place.sheet.clone(), part.place.row));
    }
    let told: String = report.doubts.iter().map(|doubt| format!("{}|", words(&doubt.text))).collect();
    let (mut all, mut lost) = (0, Vec::new());
    let mut look = |cell: &Cell| {
        if words(&cell.text).is_empty() {
            return;
        }
        all += 1;
        let in_part = rows.contains(&(cell.place.sheet.clone(), cell.place.row));
        let number = cell.text.trim().chars().all(|c| c.is_ascii_digit());
        let found = || pieces(&cell.text).iter().all(|piece| said.contains(piece) || told.contains(piece));
        if !in_part && !number && !found() {
            lost.push(cell.clone());
        }
    };
    for block in &document.blocks {
        match block {
            Block::Line(cell) => look(cell),
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).for_each(&mut look),
        }
    }
    (all, lost)
}

#[test]
fn of_the_four_published_files() {
    for (file, cells) in [("official.xlsx", 700), ("list.docx", 700), ("cooperative.csv", 330), ("cards.txt", 300)] {
        let document = read(file);
        let imported = import(std::slice::from_ref(&document), &Options::default()).unwrap();
        let (all, lost) = lost(&document, &imported);
        assert!(lost.is_empty(), "{file}: {lost:#?}");
        assert!(all > cells, "{file}: {all} cells");
    }
}

/// A change of a sound table that a careless hand may have made.
#[derive(Debug, Clone)]
enum Slip {
    /// The cell is empty.
    Emptied(usize, usize),
    /// The cell holds another word.
    Written(usize, usize),
    /// A row of this one word.
    Alone(usize, usize),
    /// A row that stands twice.
    Doubled(usize),
    /// A row of headings.
    Headings(usize),
    /// A line break in the middle of the cell.
    Broken(usize, usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let at = (2usize..30, 0usize..7);
    prop_oneof![
        at.clone().prop_map(|(r, c)| Slip::Emptied(r, c)),
        at.clone().prop_map(|(r, c)| Slip::Written(r, c)),
        at.clone().prop_map(|(r, c)| Slip::Alone(r, c)),
        (2usize..30).prop_map(Slip::Doubled),
        (2usize..30).prop_map(Slip::Headings),
        at.prop_map(|(r, c)| Slip::Broken(r, c)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_tables_with_slips(tier in 0usize..3, slips in prop::collection::vec(slip(), 0..8)) {
        let tier = Tier::ALL[tier];
        let heading: Vec<String> = match tier {
            Tier::Basic => vec!["序号", "事项类别", "事项名称", "备注"],
            Tier::Cooperative => vec!["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责", "备注"],
            Tier::Reclaimed => vec!["序号", "事项类别", "事项名称", "承接部门及工作方式", "依据"],
        }.into_iter().map(str::to_owned).collect();
        let mut rows: Vec<Vec<String>> = vec![vec![format!("桐溪乡{}事项清单", ["基本履职", "配合履职", "上级部门收回"][tier as usize])], heading.clone()];
        for item in truth().items.iter().filter(|item| item.tier() == tier).take(20) {
            let mut row = vec![item.number.to_string(), item.category.clone(), item.name.clone()];
            match tier {
                Tier::Basic => {}
                Tier::Cooperative => row.extend([item.departments.join("、"), item.upper_duties.clone(), item.township_duties.clone()]),
                Tier::Reclaimed => row.push(format!("承接部门：{}\n工作方式：{}", item.departments.join("、"), item.method)),
            }
            rows.push(row);
        }
        for (n, slip) in slips.into_iter().enumerate() {
            let word = format!("词{}", ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"][n]);
            match slip {
                Slip::Emptied(r, c) => if let Some(cell) = rows.get_mut(r).and_then(|row| row.get_mut(c)) { cell.clear() },
                Slip::Written(r, c) => if let Some(row) = rows.get_mut(r) {
                    row.resize(row.len().max(c + 1), String::new());
                    row[c] = word;
                },
                Slip::Alone(r, c) => if r <= rows.len() {
                    let mut row = vec![String::new(); c + 1];
                    row[c] = word;
                    rows.insert(r, row);
                },
                Slip::Doubled(r) => if let Some(row) = rows.get(r).cloned() { rows.insert(r, row) },
                Slip::Headings(r) => if r <= rows.len() { rows.insert(r, heading.clone()) },
                Slip::Broken(r, c) => if let Some(cell) = rows.get_mut(r).and_then(|row| row.get_mut(c)) {
                    let chars: Vec<char> = cell.chars().collect();
                    let (a, b) = chars.split_at(chars.len() / 2);
                    *cell = format!("{}\n{}", a.iter().collect::<String>(), b.iter().collect::<String>());
                },
            }
        }
        let mut sheet = Sheet::new("表");
        for row in rows {
            sheet.row(row);
        }
        let document = workbook("清单.xlsx", &[sheet]);
        let imported = import(std::slice::from_ref(&document), &Options::default()).unwrap();
        let (_, lost) = lost(&document, &imported);
        prop_assert!(lost.is_empty(), "{:#?}", lost);
    }
}
