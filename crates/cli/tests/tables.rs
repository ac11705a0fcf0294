//! `lvzhi classify 工单.xlsx`: tables of requests as offices keep them, in and out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{lvzhi, refused};
use lvzhi_import::document::{Block, Table};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TICKETS: &str = "12345热线工单汇总,,,\n序号,来电时间,来电内容,区域\n1,2026-11-01,老板欠我们工钱不给,一村\n2,2026-11-02,公积金怎么提取,二村\n3,2026-11-02,,二村\n4,2026-11-03,\"老板欠我们工钱不给，另外蝗虫把庄稼吃光了\",=1+1\n";

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with the tickets in GB18030, as a CSV, and its path.
fn tickets() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("工单.csv");
    std::fs::write(&file, encoding_rs::GB18030.encode(TICKETS).0).unwrap();
    (folder, file)
}

/// The rows of a table in a file, by headings.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let document = lvzhi_import::read(path).unwrap();
    let table = |block: Block| if let Block::Table(table) = block { Some(table) } else { None };
    let tables: Vec<Table> = document.blocks.into_iter().filter_map(table).collect();
    assert_eq!(tables.len(), 1);
    tables[0].rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, heading: &str) -> &'a str {
    &rows[row][rows[0].iter().position(|name| name == heading).unwrap()]
}

#[test]
fn a_table_is_answered_beside_its_own_columns() {
    let (folder, file) = tickets();
    let run = lvzhi(["classify", path(&file)]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("诉求在“来电内容”列"), "{}", run.err);
    let (csv, book) = (folder.path().join("结果.csv"), folder.path().join("结果.xlsx"));
    std::fs::write(folder.path().join("屏幕.csv"), &run.out).unwrap();
    assert_eq!(lvzhi(["classify", path(&file), "-o", path(&csv)]).code, 0);
    assert_eq!(lvzhi(["classify", path(&file), "-o", path(&book)]).code, 0);
    assert!(std::fs::read(&csv).unwrap().starts_with(b"\xEF\xBB\xBF"), "Excel needs the mark");
    let told = rows(&csv);
    assert_eq!(told, rows(&folder.path().join("屏幕.csv")));
    assert_eq!(told[0][..4], ["序号", "来电时间", "来电内容", "区域"]);
    assert_eq!(told.len(), 5);
    assert_eq!((cell(&told, 1, "判断"), cell(&told, 1, "编号")), ("上级部门收回", "R009"));
    assert_eq!(cell(&told, 1, "负责单位"), "巴楚县人力资源和社会保障局");
    assert_eq!((cell(&told, 2, "判断"), cell(&told, 2, "负责单位")), ("清单外", ""));
    assert_eq!((cell(&told, 2, "通常承办单位"), cell(&told, 2, "事由")), ("住房公积金管理中心", "住房公积金 · 申请"));
    // Nothing was asked there.
    assert_eq!((cell(&told, 3, "判断"), cell(&told, 3, "未答原因")), ("", ""));
    // The workbook says the same; text stays text.
    let same = rows(&book);
    for (row, (here, there)) in told.iter().zip(&same).enumerate() {
        for (name, (one, other)) in told[0].iter().zip(here.iter().zip(there)) {
            assert!(one == other || name.ends_with("把握"), "{name} {row}: {one} {other}");
        }
    }
    assert_eq!(cell(&same, 4, "区域"), "=1+1");
    // A table of results keeps them and gets others.
    let run = lvzhi(["classify", path(&csv), "--column", "来电内容"]);
    assert!(run.err.contains("冠以“履职”") && run.out.lines().next().unwrap().contains(",履职判断,"), "{}", run.err);
}

#[test]
fn the_answers_are_those_of_the_single_texts() {
    let (_folder, file) = tickets();
    let run = lvzhi(["classify", path(&file), "--top", "2", "--setting", "careful"]);
    let one = lvzhi(["classify", "--json", "--top", "2", "--setting", "careful", "老板欠我们工钱不给"]);
    let one: serde_json::Value = serde_json::from_str(&one.out).unwrap();
    let line = run.out.lines().nth(1).unwrap();
    assert!(run.out.lines().next().unwrap().ends_with(",候选2清单类别,候选2把握"));
    for found in one["matches"].as_array().unwrap() {
        assert!(line.contains(&format!(",{},", found["id"].as_str().unwrap())), "{line}");
        assert!(line.contains(&found["confidence"].to_string()), "{line}");
    }
}

#[test]
fn requests_with_several_matters_get_several_rows() {
    let (folder, file) = tickets();
    let out = folder.path().join("分.csv");
    lvzhi(["classify", path(&file), "--parts", "-o", path(&out)]);
    let told = rows(&out);
    assert_eq!(told.len(), 6);
    let parts: Vec<(&str, &str)> = (4..6).map(|row| (cell(&told, row, "序号"), cell(&told, row, "编号"))).collect();
    assert_eq!(parts, [("4", "R009"), ("4", "C031")]);
    assert_eq!(cell(&told, 4, "事项原文"), "老板欠我们工钱不给");
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_lost() {
    let (folder, file) = tickets();
    let taken = folder.path().join("有.xlsx");
    std::fs::write(&taken, "somebody's").unwrap();
    refused(["classify", path(&file), "-o", path(&taken)], 2, &["--force"]);
    assert_eq!(std::fs::read(&taken).unwrap(), b"somebody's");
    refused(["classify", path(&file), "-o", path(&file)], 2, &["要写入的就是读入的文件"]);
    refused(["classify", path(&file), "-o", "结果.pdf"], 2, &[".csv"]);
    refused(["classify", path(&file), "--column", "诉求"], 2, &["来电内容", "--column"]);
    refused(["classify", path(&file), "--json"], 2, &["-o"]);
    refused(["classify", "没有.xlsx", "-o", "结果.csv"], 2, &["没有.xlsx"]);
    refused(["classify", "欠薪", "工钱", "-o", "结果.csv"], 2, &["一个表文件"]);
    // No column of texts.
    let numbers = folder.path().join("数.csv");
    std::fs::write(&numbers, "编码,金额\n1,2\n3,4\n").unwrap();
    refused(["classify", path(&numbers)], 2, &["--column", "编码、金额"]);
    // A name that stands in a row of requests: what is above it is not answered, and that is said.
    let cells = folder.path().join("名.csv");
    std::fs::write(&cells, "编号,来电人,诉求\n1,张三,路灯坏了\n2,李四,低保停了半年\n3,王五,老板欠我们工钱不给\n")
        .unwrap();
    let run = lvzhi(["classify", path(&cells), "--column", "李四"]);
    assert!(run.err.contains("它上面的 2 行没有判断"), "{}", run.err);
    let run = lvzhi(["classify", path(&cells), "--column", "诉求"]);
    assert!(!run.err.contains("没有判断"), "{}", run.err);
    // Too long to ask: told in its row, and the others are answered.
    let long = folder.path().join("长.csv");
    std::fs::write(&long, format!("诉求\n{}\n老板欠我们工钱不给\n", "长".repeat(30_000))).unwrap();
    let run = lvzhi(["classify", path(&long)]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("A2") || run.err.contains("第 2 行"), "{}", run.err);
    assert!(run.out.contains("R009"));
}

#[test]
fn the_sheet_whose_headings_tell_is_taken() {
    let (folder, file) = tickets();
    let book = folder.path().join("样本.xlsx");
    assert_eq!(lvzhi(["sample", path(&file), "--column", "来电内容", "-o", path(&book)]).code, 0);
    let run = lvzhi(["classify", path(&book)]);
    // Behind a cover with remarks, which are long texts, too.
    assert!(run.code == 0 && run.err.contains("只读了“待标注”，没有读 概要"), "{}", run.err);
    assert_eq!(run.out.lines().filter(|line| line.contains(",R009,")).count(), 2, "{}", run.out);
    let run = refused(["classify", path(&book), "--sheet", "三月"], 2, &["概要、待标注"]);
    assert_eq!(run.out, "");
    assert_eq!(lvzhi(["classify", path(&book), "--sheet", "2"]).out, lvzhi(["classify", path(&book)]).out);
}

#[test]
fn a_request_in_the_place_of_the_headings_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("无标题.csv");
    for (first, rows) in
        [("我家门口的路灯坏了一个月没有人来修", 3), ("诉求内容", 2), ("1,2026-11-01,公积金怎么提取", 3)]
    {
        let second = if rows == 3 && first.contains(',') {
            "2,2026-11-02,老板欠我们工钱不给"
        } else {
            "老板欠我们工钱不给"
        };
        std::fs::write(&file, format!("{first}\n{second}\n")).unwrap();
        let run = lvzhi(["classify", path(&file)]);
        assert_eq!((run.code, run.out.lines().count()), (0, rows), "{}", run.out);
        assert_eq!(run.err.contains("没有标题行，第一行也判断了"), rows == 3, "{}", run.err);
        // A headless column is named as it is called.
        if first.contains(',') {
            assert!(run.err.contains("诉求在“列3”列"), "{}", run.err);
            assert_eq!(lvzhi(["classify", path(&file), "--column", "列3"]).out, run.out);
        }
    }
}

#[test]
fn headings_of_two_rows_are_one_and_what_is_blank_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("工单.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("封面").unwrap().write_string(0, 0, "三月工单").unwrap();
    let sheet = book.add_worksheet().set_name("工单").unwrap();
    let rows: [[&str; 5]; 4] = [
        ["序号", "来电人", "", "诉求", ""],
        ["", "姓名", "电话", "标题", "内容"],
        ["1", "甲", "1", "欠薪", "老板欠我们工钱不给"],
        ["2", "乙", "2", "", ""],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(2, 4, 3, 4, "老板欠我们工钱不给", &plain).unwrap();
    sheet.write_string(4, 1, "丙").unwrap();
    book.save(&file).unwrap();
    let run = lvzhi(["classify", path(&file)]);
    assert!(run.out.starts_with("序号,姓名,电话,标题,内容,判断"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 4, "{}", run.out);
    assert!(run.out.lines().nth(1).unwrap().contains("R009"), "{}", run.out);
    assert!(run.err.contains("2 行没有诉求，其中 1 行与上面的格合并") && run.err.contains("工单!E4"), "{}", run.err);
    refused(["classify", path(&file), "--column", "诉求"], 2, &["标题、内容", "--column"]);
    // Headings that are repeated on each page are no requests.
    let pages = folder.path().join("页.csv");
    std::fs::write(&pages, "编号,诉求\n1,老板欠我们工钱不给\n编号,诉求\n2,路灯坏了\n").unwrap();
    let again = lvzhi(["classify", path(&pages)]);
    assert!(again.out.lines().count() == 3 && again.err.contains("1 行是重复的标题"), "{} {}", again.out, again.err);
    // Sheets are counted as people see them, and what the reader doubts is said.
    assert_eq!(lvzhi(["classify", path(&file), "--sheet", "2"]).out, run.out);
    let quoted = folder.path().join("引号.csv");
    std::fs::write(&quoted, "编号,诉求\n1,\"老板欠我们工钱不给\n2,路灯坏了\n").unwrap();
    let run = lvzhi(["classify", path(&quoted)]);
    assert!(run.err.contains("引号没有配对"), "{}", run.err);
}

#[test]
fn every_verb_finds_the_column_that_classify_finds() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("工单.csv");
    let table = "三月工单,,\n工单编号,来电人说,正确事项\nA-1,老板欠我们工钱不给,R009\nA-2,公积金怎么提取呢,清单外\n";
    std::fs::write(&file, table).unwrap();
    let found = "诉求在“来电人说”列";
    for verb in ["classify", "evaluate", "sample"] {
        let run = lvzhi([verb, path(&file)]);
        assert!(run.code == 0 && run.err.contains(found), "{verb}: {}", run.err);
    }
    let teach = ["teach", "data/tongxi", "--from", path(&file), "--try", path(&file)];
    let run = lvzhi(teach.map(|word| {
        if word == "data/tongxi" { concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/tongxi") } else { word }
    }));
    assert!(run.err.contains(found), "{}", run.err);
}

#[test]
fn more_requests_than_a_list_has_rows_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("工单.csv");
    let count = 60_000;
    std::fs::write(&file, format!("诉求内容\n{}", "老板欠我们工钱不给\n".repeat(count))).unwrap();
    let run = lvzhi(["classify", path(&file)]);
    assert_eq!((run.code, run.out.lines().count()), (0, count + 1), "{}", run.err);
}
