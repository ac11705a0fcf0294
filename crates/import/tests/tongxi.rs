//! The made-up list in the four layouts it was published in: every cell equal to what its makers have.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{TrueItem, compare, read, truth};
use lvzhi_import::{Options, import};

fn all_equal(file: &str, wanted: &[&TrueItem], cells: usize) {
    let imported = import(&[read(file)], &Options::default()).unwrap();
    let (equal, wrong) = compare(imported.list(), wanted);
    assert!(wrong.is_empty(), "{file}: {} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
    assert_eq!(equal, cells, "{file}");
}

#[test]
fn the_workbook_is_equal_cell_for_cell() {
    let truth = truth();
    all_equal("official.xlsx", &truth.items.iter().collect::<Vec<_>>(), 2 * 82 + 5 * 64 + 4 * 54);
}

#[test]
fn the_document_is_equal_cell_for_cell() {
    let truth = truth();
    all_equal("list.docx", &truth.items.iter().collect::<Vec<_>>(), 2 * 82 + 5 * 64 + 4 * 54);
}

#[test]
fn the_csv_of_one_tier_is_equal_cell_for_cell() {
    let truth = truth();
    let wanted: Vec<&TrueItem> = truth.items.iter().filter(|item| item.tier == "cooperative").collect();
    all_equal("cooperative.csv", &wanted, 5 * 64);
}

#[test]
fn the_cards_are_equal_cell_for_cell() {
    let truth = truth();
    let text = std::fs::read_to_string(common::data("cards.txt")).unwrap();
    let by_name = |line: &str| truth.items.iter().find(|item| item.name == line);
    let wanted: Vec<&TrueItem> = text.lines().filter_map(by_name).collect();
    assert_eq!(wanted.len(), 20);
    let cells = wanted.iter().map(|item| common::true_cells(item).len()).sum();
    all_equal("cards.txt", &wanted, cells);
}
