//! Text in all encodings, CSV, Markdown and drawn tables; and our own export.

use crate::common::{good, lines, remarks, tables, texts};
use encoding_rs::{BIG5, GB18030};
use lvzhi_import::is_export;
use lvzhi_import::report::Severity;

const CSV: &str = "序号,事项类别,事项名称\n1,党的建设,\"甲,\n乙\"\n";

fn utf_16(text: &str, mark: bool, little: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

#[test]
fn every_encoding_of_chinese_offices() {
    let encoded = [
        CSV.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", CSV.as_bytes()].concat(),
        GB18030.encode(CSV).0.into_owned(),
        utf_16(CSV, true, true),
        utf_16(CSV, true, false),
        utf_16(CSV, false, true),
        utf_16(CSV, false, false),
        GB18030.encode(&CSV.replace('\n', "\r\n")).0.into_owned(),
    ];
    for bytes in encoded {
        let document = good("清单.csv", bytes.clone());
        let expected = [["序号", "事项类别", "事项名称"], ["1", "党的建设", "甲,\n乙"]];
        assert_eq!(texts(tables(&document)[0]), expected, "{bytes:02x?}");
        assert_eq!(document.remarks, []);
    }
    let traditional = "序號,事項類別,事項名稱\n1,黨的建設,組織理論學習，開展換屆選舉，辦理離退休幹部服務\n";
    let document = good("清單.csv", BIG5.encode(traditional).0.into_owned());
    assert_eq!(texts(tables(&document)[0])[1][1], "黨的建設");
}

#[test]
fn bytes_that_are_no_characters_are_told() {
    let mut bytes = GB18030.encode(CSV).0.into_owned();
    let at = bytes.len() - 2;
    bytes.insert(at, 0xFF);
    let document = good("a.csv", bytes);
    assert_eq!(document.remarks[0].severity, Severity::Lost);
    assert_eq!(document.remarks[0].place.to_string(), "第 3 行");
}

#[test]
fn rows_are_counted_as_excel_shows_them() {
    let document = good("a.csv", "甲,乙\r\n\r\n\"一\n二\",三\n\n\n四,\"五\"\n");
    let table = tables(&document)[0];
    assert_eq!(texts(table), [["甲", "乙"], ["", ""], ["一\n二", "三"], ["", ""], ["", ""], ["四", "五"]]);
    assert_eq!(table.rows[5].cells[1].place.to_string(), "B6");
}

#[test]
fn delimiters_are_found_not_believed() {
    for delimiter in ["\t", ";", "|"] {
        let text = format!("sep={delimiter}\n{}", CSV.replace("\"甲,\n乙\"", "甲").replace(',', delimiter));
        let document = good("a.csv", text);
        assert_eq!(texts(tables(&document)[0])[1], ["1", "党的建设", "甲"], "{delimiter}");
    }
    // A CSV with another name; its quoted line breaks would be torn apart as text.
    assert_eq!(texts(tables(&good("a.txt", CSV))[0])[1], ["1", "党的建设", "甲,\n乙"]);
    assert_eq!(
        texts(tables(&good("a", CSV.replace(',', "\t").replace("甲\t", "甲,")))[0])[1],
        ["1", "党的建设", "甲,\n乙"]
    );
    // Prose with commas is none.
    assert_eq!(lines(&good("a.txt", "甲,乙,丙\n丁\n")), ["甲,乙,丙", "丁"]);
}

#[test]
fn an_open_quotation_mark_is_told() {
    let document = good("a.csv", "序号,名称\n1,甲\n2,\"乙\n3,丙\n4,丁\n");
    assert_eq!(
        remarks(&document),
        [("A3".to_owned(), "", "a quotation mark is not closed: the last row may hold several")]
    );
}

#[test]
fn tables_between_tabs() {
    let text = "桐溪乡清单\n\n说\t明\n\n目录\n1.基本履职\t1\n2.配合履职\t37\n\n序号\t类别\t名称\n1\t\t甲\n一、党建（1项）\n2\t党建\t乙\n\n序号\t类别\t名称\n3\t党建\t丙\n第 2 页, 共 43 页\n序号\t名称\n1\t丁\n";
    let document = good("source.txt", text);
    let tables = tables(&document);
    let first = [
        ["序号", "类别", "名称"],
        ["1", "", "甲"],
        ["一、党建（1项）", "", ""],
        ["2", "党建", "乙"],
        ["序号", "类别", "名称"],
        ["3", "党建", "丙"],
    ];
    assert_eq!(texts(tables[0]), first);
    assert_eq!(texts(tables[1]), [["序号", "名称"], ["1", "丁"]]);
    assert_eq!(
        lines(&document),
        ["桐溪乡清单", "说\t明", "目录", "1.基本履职\t1", "2.配合履职\t37", "第 2 页, 共 43 页"]
    );
}

#[test]
fn the_scan_of_the_built_in_list() {
    let document = lvzhi_import::read("../../data/xiamale/source.txt".as_ref()).unwrap();
    let tables = tables(&document);
    let numbered = |columns: usize| {
        let rows = tables.iter().filter(|table| table.rows[0].cells.len() == columns).flat_map(|table| &table.rows);
        rows.filter(|row| row.cells[0].text.parse::<u32>().is_ok()).count()
    };
    assert_eq!([numbered(3), numbered(6), numbered(4)], [140, 108, 44]);
}

#[test]
fn tables_between_spaces_and_bars() {
    let text = "序号  类别      名称\n1     党的建设  甲 乙\n2               丙\n\n说  明\n正文";
    let document = good("a.txt", text);
    assert_eq!(texts(tables(&document)[0]), [["序号", "类别", "名称"], ["1", "党的建设", "甲 乙"], ["2", "", "丙"]]);
    assert_eq!(lines(&document), ["说  明", "正文"]);

    let drawn = "┌──┬────┐\n│序号│名称│\n├──┼────┤\n│1 │甲  │\n│  │乙  │\n├──┼────┤\n│2 │丙  │\n└──┴────┘\n";
    assert_eq!(texts(tables(&good("a.txt", drawn))[0]), [["序号", "名称"], ["1", "甲\n乙"], ["2", "丙"]]);
    // With borders around the heading alone, each line is a row.
    let plain = "+----+----+\n| 序号 | 名称 |\n+----+----+\n| 1 | 甲 |\n| 2 | 乙 |\n+----+----+\n";
    assert_eq!(texts(tables(&good("a.txt", plain))[0]), [["序号", "名称"], ["1", "甲"], ["2", "乙"]]);
}

#[test]
fn markdown() {
    let text = "# 桐溪乡清单 #\n\n**说明**\n\n## 一、基本履职\n\n| 序号 | 名称 |\n|:---|---|\n| 1 | 甲<br>乙\\|丙 |\n| 2 | **丁** | 多出的 |\n\n序号 | 名称\n--- | ---\n3 | 戊\n\n<table><tr><td>己</td>\n<td>庚</td></tr></table>\n\n尾\n";
    let document = good("a.md", text);
    assert_eq!(lines(&document), ["桐溪乡清单", "说明", "一、基本履职", "尾"]);
    let tables = tables(&document);
    assert_eq!(texts(tables[0]), [["序号", "名称", ""], ["1", "甲\n乙|丙", ""], ["2", "丁", "多出的"]]);
    assert_eq!(texts(tables[1]), [["序号", "名称"], ["3", "戊"]]);
    assert_eq!(texts(tables[2]), [["己", "庚"]]);
    assert_eq!(tables[2].rows[0].cells[0].place.sheet, "表3");
}

#[test]
fn our_own_export_is_handed_on() {
    let text = "{\"type\":\"township\",\"name\":\"桐溪乡\"}\n{\"type\":\"item\"}\n";
    let document = good("list.jsonl", text);
    assert_eq!((document.export.as_deref(), document.blocks.len()), (Some(text), 0));
    assert!(is_export("\u{FEFF}{ \"type\": \"township\"}".as_bytes()));
    assert!(!is_export(b"{\"type\":\"item\"}") && !is_export(b""));
}
