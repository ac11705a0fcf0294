//! Workbooks: a list goes out and comes back whole, the template is what it says, doubts are marked where they stand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi_compiler::List;
use lvzhi_compiler::model::{From, Item, Tier};
use lvzhi_import::document::{Block, Document, Merged, Place, Table};
use lvzhi_import::report::{Doubt, Report, Role, Severity};
use lvzhi_import::workbook::{WorkbookError, item_cells, marked, official, template};
use lvzhi_import::{Imported, Options, checked, import, read_bytes};
use std::path::Path;

fn list(name: &str) -> List {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name);
    lvzhi_compiler::read(&folder).unwrap()
}

fn tables(bytes: Vec<u8>) -> Document {
    read_bytes("清单.xlsx", bytes).unwrap()
}

fn sheet<'a>(document: &'a Document, name: &str) -> &'a Table {
    let all = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let mut all = all.filter(|table| table.sheet.as_deref() == Some(name));
    all.next().unwrap_or_else(|| panic!("no sheet {name}"))
}

fn back(bytes: Vec<u8>) -> Imported {
    import(&[tables(bytes)], &Options::default()).unwrap()
}

#[test]
fn a_list_goes_into_a_workbook_and_comes_back_whole() {
    for name in ["xiamale", "tongxi"] {
        let list = list(name);
        let imported = back(official(&list).unwrap());
        let again = imported.list();
        let named = |list: &List, item: &Item| {
            let name = |at: usize| list.departments[at].name.clone();
            let groups = [&item.upper_duties, &item.township_duties].map(|groups| {
                groups.iter().map(|g| (g.heading.clone(), g.department.map(name), g.duties.clone())).collect::<Vec<_>>()
            });
            let departments: Vec<String> = item.departments.iter().map(|&at| name(at)).collect();
            let takeover: Vec<_> = item.takeover.iter().map(|t| (t.department.map(name), t.method.clone())).collect();
            format!("{} {} {} {departments:?} {groups:#?} {takeover:?}", item.id(), item.category, item.name)
        };
        let differ =
            list.items.iter().zip(&again.items).filter(|(item, other)| named(&list, item) != named(again, other));
        let differ: Vec<String> =
            differ.map(|(item, other)| named(&list, item) + "\n!= " + &named(again, other)).collect();
        assert!(differ.is_empty(), "{name}: {}\n{}\n{:?}", differ.len(), differ.join("\n"), imported.report().doubts);
        assert_eq!(list.items, again.items);
        assert_eq!(list.items.len(), again.items.len());
        assert_eq!(list.departments, again.departments);
        let stated =
            |list: &List| list.covers.iter().filter(|(_, c)| c.from == From::Stated).copied().collect::<Vec<_>>();
        assert_eq!(stated(&list), stated(again));
        let mut township = list.township.clone();
        // Where the missing ones may hide is not in the workbook, as it is not in the export.
        for missing in &mut township.missing_departments {
            missing.hidden_in.clear();
            missing.basis = "as in the workbook".to_owned();
        }
        assert_eq!(township, again.township);
        let lost: Vec<&Doubt> =
            imported.report().doubts.iter().filter(|doubt| doubt.severity == Severity::Lost).collect();
        assert_eq!(lost, Vec::<&Doubt>::new(), "{name}");
    }
}

/// The form of the published workbook, cell for cell.
#[test]
fn the_layout_is_the_published_one() {
    let published = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/official.xlsx")).unwrap();
    let (published, ours) = (tables(published), tables(official(&list("tongxi")).unwrap()));
    let mut cells = 0;
    for name in ["基本履职事项", "配合履职事项", "上级部门收回事项"] {
        let (published, ours) = (sheet(&published, name), sheet(&ours, name));
        assert_eq!(published.rows.len(), ours.rows.len(), "{name}");
        for (row, other) in published.rows.iter().zip(&ours.rows) {
            for (cell, other) in row.cells.iter().zip(&other.cells) {
                cells += 1;
                let text = cell.text.replace("乡镇配合职责", "乡镇（街道）配合职责");
                assert_eq!((text.as_str(), cell.merged), (other.text.as_str(), other.merged), "{}", cell.place);
            }
        }
    }
    assert_eq!(cells, 84 * 3 + 66 * 6 + 56 * 4);
}

#[test]
fn a_cell_that_is_too_long_is_said() {
    let mut list = list("tongxi");
    let item = list.items.iter().position(|item| item.tier == Tier::Cooperative).unwrap();
    list.items[item].township_duties[0].duties.push("做".repeat(33_000));
    let error = official(&list).unwrap_err();
    assert!(
        matches!(&error, WorkbookError::TooLong { cell, most: 32_767, .. } if cell == "C001 乡镇（街道）配合职责"),
        "{error}"
    );
}

#[test]
fn the_same_list_makes_the_same_bytes() {
    let list = list("tongxi");
    assert_eq!(official(&list).unwrap(), official(&list).unwrap());
}

#[test]
fn the_template_holds_an_example_and_no_item() {
    let document = tables(template().unwrap());
    assert_eq!(sheet(&document, "清单").rows[2].cells[0].text, "示例");
    // Empty, it is no list.
    let error = import(&[document], &Options::default()).unwrap_err().to_string();
    assert!(error.contains("lvzhi template"), "{error}");
}

/// As somebody fills it in: items of all three tiers in one sheet, the example left where it is.
#[test]
fn a_template_that_is_filled_in_is_a_list() {
    let mut document = tables(template().unwrap());
    let rows = [
        ["1", "基本履职", "民生服务", "受理最低生活保障申请", "", "", "", ""],
        ["2", "基本履职", "民生服务", "高龄津贴申请受理", "", "", "", ""],
        [
            "1",
            "配合履职",
            "社会保障",
            "根治拖欠农民工工资",
            "县人力资源和社会保障局\n县公安局",
            "县人力资源和社会保障局：\n1.受理投诉；\n2.处理线索。\n县公安局：\n侦办案件。",
            "1.宣传政策；\n2.上报线索。",
            "",
        ],
        [
            "1",
            "上级部门收回",
            "民生服务",
            "办理结婚登记",
            "",
            "",
            "",
            "承接部门：县民政局\n工作方式：由县民政局统一办理。",
        ],
    ];
    let facts = ["幸福镇", "安居县", "太平市", "某某省"];
    for block in &mut document.blocks {
        let Block::Table(table) = block else { continue };
        match table.sheet.as_deref() {
            Some("清单") => {
                let pattern = table.rows[2].clone();
                for (n, texts) in (4..).zip(rows) {
                    let mut row = pattern.clone();
                    for (cell, text) in row.cells.iter_mut().zip(texts) {
                        cell.text = text.to_owned();
                        cell.place.row = n;
                    }
                    table.rows.push(row);
                }
            }
            Some("清单信息") => {
                for (row, fact) in table.rows.iter_mut().skip(1).zip(facts) {
                    row.cells[1].text = fact.to_owned();
                }
            }
            _ => {}
        }
    }
    let imported = import(&[document], &Options::default()).unwrap();
    let (list, report) = (imported.list(), imported.report());
    let ids: Vec<String> = list.items.iter().map(lvzhi_compiler::model::Item::id).collect();
    assert_eq!(ids, ["B001", "B002", "C001", "R001"], "{:?}", report.doubts);
    assert!(report.parts.iter().any(|part| part.role == Role::Example), "{:?}", report.parts);
    let township = &list.township;
    assert_eq!([&township.name, &township.county, &township.prefecture, &township.region], facts);
    assert_eq!(list.items[2].upper_duties.len(), 2);
    assert_eq!(list.items[3].takeover[0].method.as_deref(), Some("由县民政局统一办理。"));
}

#[test]
fn repairs_that_do_not_fit_any_more_are_told_and_left_out() {
    let mut list = list("xiamale");
    let item = list.items.iter_mut().find(|item| !item.repairs.is_empty()).unwrap();
    item.repairs[0].field = "upper_duties[9].duties[9]".to_owned();
    let imported = back(official(&list).unwrap());
    assert!(imported.report().doubts.iter().any(|doubt| doubt.place.sheet == "校勘"), "{:?}", imported.report().doubts);
    assert_eq!(imported.list().departments, list.departments);
}

#[test]
fn doubts_are_marked_where_they_stand() {
    let document = tables(official(&list("tongxi")).unwrap());
    let doubt = |sheet: &str, row, column, severity| Doubt {
        severity,
        file: document.file.clone(),
        place: Place { sheet: sheet.to_owned(), row, column },
        text: "原文".to_owned(),
        understood: ["可能是两项".to_owned(), "may be two items".to_owned()],
        remedy: ["请拆开".to_owned(), "split it".to_owned()],
    };
    // A cell, a merged one below its first row, a row, a place of no sheet.
    let doubts = vec![
        doubt("配合履职事项", 5, 4, Severity::Lost),
        doubt("基本履职事项", 6, 2, Severity::Doubtful),
        doubt("上级部门收回事项", 9, 0, Severity::Note),
        doubt("没有", 1, 1, Severity::Note),
    ];
    let report = Report { doubts, ..Report::default() };
    let copy = tables(marked(std::slice::from_ref(&document), &report).unwrap());
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        let same = sheet(&copy, table.sheet.as_deref().unwrap());
        for (row, other) in table.rows.iter().zip(&same.rows) {
            for (cell, other) in row.cells.iter().zip(&other.cells) {
                assert_eq!((&cell.text, cell.merged), (&other.text, other.merged), "{}", cell.place);
            }
        }
    }
    let told = sheet(&copy, "报告");
    let places: Vec<&str> = told.rows[1..].iter().map(|row| row.cells[2].text.as_str()).collect();
    assert_eq!(places, ["配合履职事项!D5", "基本履职事项!B6", "上级部门收回事项!第 9 行", "没有!A1"]);
    assert!(told.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.merged == Merged::No));
    // The copy is the same list.
    let (one, other) =
        (import(&[document], &Options::default()).unwrap(), import(&[copy], &Options::default()).unwrap());
    assert_eq!(one.list(), other.list());
}

#[test]
fn the_cells_of_an_item_are_those_of_the_workbook() {
    let list = list("tongxi");
    let document = tables(official(&list).unwrap());
    for item in &list.items {
        let (name, cells) = item_cells(&list, item);
        let table = sheet(&document, name);
        let headings: Vec<&str> = table.rows[1].cells.iter().skip(1).map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells.iter().map(|(heading, _)| *heading).collect::<Vec<_>>(), headings);
        let row = table.rows.iter().find(|row| row.cells[0].text == item.number.to_string()).unwrap();
        // 事项类别 stands in the first of the rows that share it.
        for ((_, text), cell) in cells.iter().zip(row.cells.iter().skip(1)).skip(1) {
            assert_eq!(*text, cell.text, "{}", item.id());
        }
        assert_eq!(cells[0].1, item.category);
    }
}

#[test]
fn a_list_that_was_changed_by_program_is_checked_as_its_folder_would_be() {
    let list = list("tongxi");
    assert_eq!(checked(&list).unwrap(), list);
    // Two departments with one spelling: no compiled file could tell them apart.
    let mut changed = list.clone();
    let name = changed.departments[0].name.clone();
    changed.departments[1].aliases.push(name);
    assert!(checked(&changed).unwrap_err().to_string().contains("一种写法只能指一个部门"));
}
