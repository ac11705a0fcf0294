//! Lists as cells, as they are printed: what was imported is compared with what the file says.
#![allow(dead_code, reason = "each test file uses a part")]

use lvzhi_compiler::List;
use lvzhi_compiler::model::{Group, Item, Tier};
use lvzhi_import::document::Document;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The made-up list as its makers have it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Truth {
    pub(crate) items: Vec<TrueItem>,
}

/// An item of it: the texts of its cells.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TrueItem {
    pub(crate) id: String,
    pub(crate) tier: String,
    pub(crate) number: u16,
    pub(crate) category: String,
    pub(crate) name: String,
    pub(crate) departments: Vec<String>,
    pub(crate) upper_duties: String,
    pub(crate) township_duties: String,
    pub(crate) method: String,
}

impl TrueItem {
    pub(crate) fn tier(&self) -> Tier {
        self.tier.parse().unwrap()
    }
}

pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

pub(crate) fn truth() -> Truth {
    serde_json::from_str(&std::fs::read_to_string(data("list.json")).unwrap()).unwrap()
}

pub(crate) fn read(name: &str) -> Document {
    lvzhi_import::read(&data(name)).unwrap()
}

/// The cells of an item: (column, text). Cells that its tier does not have are left out.
pub(crate) type Cells = BTreeMap<&'static str, String>;

pub(crate) fn true_cells(item: &TrueItem) -> Cells {
    let mut cells = Cells::from([("category", item.category.clone()), ("name", item.name.clone())]);
    if item.tier != "basic" {
        cells.insert("departments", item.departments.join("、"));
    }
    if item.tier == "cooperative" {
        cells.insert("upper_duties", item.upper_duties.clone());
        cells.insert("township_duties", item.township_duties.clone());
    }
    if item.tier == "reclaimed" {
        cells.insert("method", item.method.replace('\n', ""));
    }
    cells
}

/// The same of an item that was imported, printed as lists print it: numbers where there are several clauses.
pub(crate) fn cells(list: &List, item: &Item) -> Cells {
    let name = |at: usize| list.departments[at].name.clone();
    let mut cells = Cells::from([("category", item.category.clone()), ("name", item.name.clone())]);
    let groups = |groups: &[Group]| {
        let mut lines = Vec::new();
        for group in groups {
            lines.extend(group.heading.iter().map(|heading| format!("{heading}：")));
            lines.extend(group.department.map(|at| format!("{}：", name(at))));
            match group.duties.as_slice() {
                [one] => lines.push(one.clone()),
                many => lines.extend(many.iter().enumerate().map(|(n, duty)| format!("{}.{duty}", n + 1))),
            }
        }
        lines.join("\n")
    };
    match item.tier {
        Tier::Basic => {}
        Tier::Cooperative => {
            let names: Vec<String> = item.departments.iter().map(|&at| name(at)).collect();
            cells.insert("departments", names.join("、"));
            cells.insert("upper_duties", groups(&item.upper_duties));
            cells.insert("township_duties", groups(&item.township_duties));
        }
        Tier::Reclaimed => {
            let names: Vec<String> =
                item.takeover.iter().filter_map(|takeover| takeover.department).map(name).collect();
            cells.insert("departments", names.join("、"));
            let methods: Vec<String> = item.takeover.iter().filter_map(|takeover| takeover.method.clone()).collect();
            cells.insert("method", methods.concat());
        }
    }
    cells
}

/// Compares a list with the items that it should have, in their order within each tier: how many cells are equal, and those that are not.
pub(crate) fn compare(list: &List, wanted: &[&TrueItem]) -> (usize, Vec<String>) {
    let (mut equal, mut wrong) = (0, Vec::new());
    for tier in Tier::ALL {
        let found: Vec<&Item> = list.items.iter().filter(|item| item.tier == tier).collect();
        let wanted: Vec<&&TrueItem> = wanted.iter().filter(|item| item.tier() == tier).collect();
        if found.len() != wanted.len() {
            wrong.push(format!("{}: {} items, {} wanted", tier.key(), found.len(), wanted.len()));
        }
        for (found, wanted) in found.iter().zip(wanted) {
            let cells = cells(list, found);
            for (column, text) in true_cells(wanted) {
                if cells[column] == text {
                    equal += 1;
                } else {
                    wrong.push(format!("{} {column}:\n  {:?}\n  {:?}", wanted.id, cells[column], text));
                }
            }
        }
    }
    (equal, wrong)
}
