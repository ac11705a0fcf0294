//! The made-up list, laid out as other townships lay theirs out: every cell comes back, and what does not is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

#[path = "../common/mod.rs"]
mod common;
mod departments;
mod pages;
#[path = "../common/sheet.rs"]
mod sheet;
mod sheets;
mod townships;

use common::{TrueItem, compare, truth};
use lvzhi_compiler::model::Tier;
use lvzhi_import::document::Document;
use lvzhi_import::report::Severity;
use lvzhi_import::{ImportError, Options, import, read_bytes};
use sheet::{Sheet, workbook};

const CELLS: usize = 2 * 82 + 5 * 64 + 4 * 54;

fn of(tier: Tier) -> Vec<TrueItem> {
    truth().items.into_iter().filter(|item| item.tier() == tier).collect()
}

/// Every cell is right, and nothing is lost.
fn all_equal(documents: &[Document], options: &Options) -> lvzhi_import::Imported {
    let imported = import(documents, options).unwrap_or_else(|error| panic!("{error}"));
    let truth = truth();
    let (equal, wrong) = compare(imported.list(), &truth.items.iter().collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
    assert_eq!(equal, CELLS);
    assert_eq!(imported.report().count(Severity::Lost), 0, "{:#?}", imported.report().doubts);
    imported
}

fn takeover(item: &TrueItem) -> String {
    format!("承接部门：{}\n工作方式：{}", item.departments.join("、"), item.method)
}

/// The cells behind the name, in the official order.
fn official(item: &TrueItem) -> Vec<String> {
    match item.tier() {
        Tier::Basic => Vec::new(),
        Tier::Cooperative => vec![item.departments.join("、"), item.upper_duties.clone(), item.township_duties.clone()],
        Tier::Reclaimed => vec![takeover(item)],
    }
}

/// How many items of a category follow from here on.
fn run(items: &[TrueItem], at: usize) -> usize {
    items[at..].iter().take_while(|item| item.category == items[at].category).count()
}
