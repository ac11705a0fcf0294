//! The four files of the made-up list are read cell for cell.

use lvzhi_import::document::{Block, Cell, Document, Merged, Table};
use std::path::Path;

fn read(name: &str) -> Document {
    lvzhi_import::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    tables.collect()
}

fn lines(document: &Document) -> Vec<&Cell> {
    let lines = document.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    });
    lines.collect()
}

fn texts(table: &Table, row: usize) -> Vec<&str> {
    table.rows[row].cells.iter().map(|cell| cell.text.as_str()).collect()
}

/// The names that `data/tongxi` has for a tier.
fn names(file: &str) -> Vec<String> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tongxi").join(file)).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    names.map(str::to_owned).collect()
}

#[test]
fn a_workbook() {
    let document = read("official.xlsx");
    assert_eq!(document.remarks, []);
    let tables = tables(&document);
    let sheets: Vec<_> = tables.iter().map(|table| (table.sheet.as_deref().unwrap(), table.rows.len())).collect();
    assert_eq!(sheets, [("基本履职事项", 84), ("配合履职事项", 66), ("上级部门收回事项", 56)]);
    let basic = tables[0];
    assert_eq!(texts(basic, 1), ["序号", "事项类别", "事项名称"]);
    assert_eq!(basic.rows[0].cells[0].merged, Merged::Origin { rows: 1, columns: 3 });
    assert_eq!(basic.rows[2].cells[0].text, "1");
    assert_eq!(basic.rows[2].cells[2].place.to_string(), "基本履职事项!C3");
    let found: Vec<&str> = basic.rows[2..].iter().map(|row| row.cells[2].text.as_str()).collect();
    assert_eq!(found, names("basic.toml"));
    // A category covers the rows below.
    let Merged::Origin { rows, columns: 1 } = basic.rows[2].cells[1].merged else {
        panic!("{:?}", basic.rows[2].cells[1])
    };
    assert!(rows > 1);
    assert_eq!(basic.rows[3].cells[1].merged, Merged::Covered { row: 3, column: 2 });
    assert_eq!(basic.rows[3].cells[1].text, "");
    // Line breaks in cells.
    assert!(tables[1].rows[2].cells[4].text.lines().count() > 1);
}

#[test]
fn a_document() {
    let document = read("list.docx");
    assert_eq!(document.remarks, []);
    assert_eq!(lines(&document)[0].text, "山阳县桐溪乡履行职责事项清单");
    let tables = tables(&document);
    assert_eq!(tables.len(), 3);
    assert!(tables[0].rows[0].heading && !tables[1].rows[0].heading);
    let found: Vec<&str> = tables[0].rows[1..].iter().map(|row| row.cells[2].text.as_str()).collect();
    assert_eq!(found, names("basic.toml"));
    assert!(matches!(tables[0].rows[1].cells[1].merged, Merged::Origin { rows: 2.., columns: 1 }));
    assert_eq!(tables[0].rows[2].cells[1].merged, Merged::Covered { row: 2, column: 2 });
    assert_eq!(tables[0].rows[1].cells[2].place.sheet, "表1");
}

#[test]
fn a_csv_in_gb18030() {
    let document = read("cooperative.csv");
    assert_eq!(document.remarks, []);
    let tables = tables(&document);
    assert_eq!(tables[0].rows.len(), 65);
    assert_eq!(texts(tables[0], 0), ["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
    assert_eq!(tables[0].rows[1].cells[3].text, "县委组织部\n县人力资源和社会保障局");
    let found: Vec<&str> = tables[0].rows[1..].iter().map(|row| row.cells[2].text.as_str()).collect();
    assert_eq!(found, names("cooperative.toml"));
}

#[test]
fn cards_stay_lines() {
    let document = read("cards.txt");
    assert!(tables(&document).is_empty());
    let lines = lines(&document);
    assert_eq!(lines[0].text, "山阳县桐溪乡履行职责事项清单（卡片版，节选20项）");
    assert_eq!((lines[4].text.as_str(), lines[4].place.to_string().as_str()), ("16", "第 6 行"));
    assert_eq!(lines.iter().filter(|line| line.text == "事项名称").count(), 20);
}
