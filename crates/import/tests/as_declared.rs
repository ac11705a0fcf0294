//! What a file says of itself and what it does not say are both kept as they are: declared totals, and cells that could not be read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;
#[path = "common/sheet.rs"]
mod sheet;

use lvzhi_compiler::model::Tier;
use lvzhi_compiler::totals_that_differ;
use lvzhi_import::document::{Document, Place};
use lvzhi_import::report::{Doubt, Severity};
use lvzhi_import::{Imported, Options, import, read_bytes};
use sheet::{Sheet, workbook};

fn list(documents: &[Document]) -> Imported {
    import(documents, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn declared_totals_stay_as_declared() {
    let mut sheet = Sheet::new("基本履职");
    sheet.wide("山阳县桐溪乡基本履职事项清单（5项）", 3);
    sheet.row(["序号", "事项类别", "事项名称"]);
    sheet.row(["1", "党的建设", "落实党建责任"]);
    sheet.row(["2", "党的建设", "做好党员发展"]);
    let mut second = Sheet::new("配合履职");
    second.wide("山阳县桐溪乡配合履职事项清单（共3个方面1项，涉及2个部门）", 6);
    second.row(["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
    second.row(["1", "民生服务", "预防溺水", "县教育局", "组织排查。", "开展巡查。"]);
    let imported = list(&[workbook("清单.xlsx", &[sheet, second])]);
    let township = &imported.list().township;
    assert_eq!((township.items, township.category_totals), ([5, 1, 0], [None, Some(3), None]));
    assert_eq!((township.departments, township.missing_departments.len()), ([None, Some(2), None], 0));
    let differ: Vec<(Tier, &str, u16, u16)> = totals_that_differ(imported.list())
        .iter()
        .map(|total| (total.tier, total.of, total.declared, total.found))
        .collect();
    assert_eq!(
        differ,
        [
            (Tier::Basic, "items", 5, 2),
            (Tier::Cooperative, "categories", 3, 1),
            (Tier::Cooperative, "departments", 2, 1)
        ]
    );
    assert!(imported.report().totals.iter().any(|total| total.declared == Some(5) && total.found == 2));
    // In a folder, in a workbook, and when it is imported again.
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    imported.to_folder(&folder).unwrap();
    assert_eq!(lvzhi_compiler::read(&folder).unwrap(), *imported.list());
    imported.to_folder(&folder).unwrap();
    assert_eq!(lvzhi_compiler::read(&folder).unwrap().township.items, [5, 1, 0]);
    let book = lvzhi_import::workbook::official(imported.list()).unwrap();
    let again = list(&[read_bytes("a.xlsx", book).unwrap()]);
    assert_eq!(again.list().township.items, [5, 1, 0]);
    assert_eq!(again.list().township.category_totals, township.category_totals);
}

/// A workbook's document with cells that its reader could not tell.
fn with_unread(sheet: Sheet, cells: &[(u32, u32)]) -> Document {
    let mut document = workbook("清单.xlsx", &[sheet]);
    document.remarks.extend(cells.iter().map(|&(row, column)| Doubt {
        severity: Severity::Lost,
        file: "清单.xlsx".to_owned(),
        place: Place { sheet: "配合履职".to_owned(), row, column },
        text: "=A1".to_owned(),
        understood: ["公式".to_owned(), "a formula".to_owned()],
        remedy: [String::new(), String::new()],
    }));
    document
}

#[test]
fn an_item_that_could_not_be_read_is_not_the_rest_of_the_one_above() {
    let mut sheet = Sheet::new("配合履职");
    sheet.row(["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
    sheet.row(["1", "民生服务", "预防溺水", "县教育局", "组织排查。", "开展巡查。"]);
    sheet.row(["", "民生服务", "", "县公安局", "打击盗窃。", "上报线索。"]);
    sheet.row(["", "", "", "", "", ""]);
    sheet.row(["", "民生服务", "预防火灾", "县应急管理局", "组织检查。", "清理柴草。"]);
    sheet.row(["4", "民生服务", "预防疾病", "县卫生健康局", "接种疫苗。", "通知居民。"]);
    let imported = list(&[with_unread(sheet, &[(3, 1), (3, 3), (4, 3), (5, 1)])]);
    let names: Vec<&str> = imported.list().items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert_eq!([names[0], names[3], names[4]], ["预防溺水", "预防火灾", "预防疾病"]);
    assert_eq!(imported.list().items[0].upper_duties.len(), 1);
    assert_eq!(imported.list().items[1].township_duties[0].duties, ["上报线索。"]);
    let lost: Vec<&str> = imported
        .report()
        .doubts
        .iter()
        .filter(|d| d.severity == Severity::Lost)
        .map(|d| d.understood[1].as_str())
        .collect();
    assert_eq!(lost.iter().filter(|told| **told == "an item without a name").count(), 2, "{lost:?}");
}

#[test]
fn a_row_that_goes_on_is_told() {
    let mut sheet = Sheet::new("配合履职");
    sheet.row(["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
    sheet.row(["1", "民生服务", "预防溺水", "县教育局", "1.组织排查；", "1.开展巡查；"]);
    sheet.row(["", "", "", "", "2.设置标志。", "2.劝离。"]);
    let imported = list(&[workbook("清单.xlsx", &[sheet])]);
    assert_eq!(imported.list().items[0].upper_duties[0].duties, ["组织排查；", "设置标志。"]);
    let told =
        imported.report().doubts.iter().find(|doubt| doubt.understood[1].contains("goes on with the item above"));
    assert_eq!(told.map(|doubt| (doubt.severity, doubt.place.row)), Some((Severity::Note, 3)));
}

#[test]
fn items_have_the_numbers_of_the_list() {
    let text = "清单类别,序号,事项类别,事项名称\n基本履职,1,党的建设,落实党建责任\n基本履职,2,党的建设,做好党员发展\n基本履职,５,平安法治,开展普法宣传\n基本履职,6,平安法治,开展巡逻防控\n";
    let ids = |imported: &Imported| imported.list().items.iter().map(|item| item.id()).collect::<Vec<_>>();
    let imported = list(&[read_bytes("桐溪乡.csv", text.as_bytes().to_vec()).unwrap()]);
    assert_eq!(ids(&imported), ["B001", "B002", "B005", "B006"]);
    assert!(imported.report().doubts.iter().any(|doubt| doubt.understood[1] == "number 5 behind 2; kept"));
    // Through a workbook, and with an item that is left out by hand and an import after it.
    let book = lvzhi_import::workbook::official(imported.list()).unwrap();
    assert_eq!(ids(&list(&[read_bytes("a.xlsx", book).unwrap()])), ids(&imported));
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    imported.to_folder(&folder).unwrap();
    let file = folder.join("basic.toml");
    let items = std::fs::read_to_string(&file).unwrap();
    let gone = "[[item]]\nnumber = 2\ncategory = \"党的建设\"\nname = \"做好党员发展\"\n\n";
    assert!(items.contains(gone), "{items}");
    std::fs::write(&file, items.replace(gone, "")).unwrap();
    let more = text.to_owned() + "基本履职,7,平安法治,排查矛盾纠纷\n";
    list(&[read_bytes("桐溪乡.csv", more.into_bytes()).unwrap()]).to_folder(&folder).unwrap();
    let ids: Vec<String> = lvzhi_compiler::read(&folder).unwrap().items.iter().map(|item| item.id()).collect();
    assert_eq!(ids, ["B001", "B005", "B006", "B007"]);
}
