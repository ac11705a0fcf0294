//! Several files, and several townships in a file: what is one list, and what has to be imported on its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi_import::document::Document;
use lvzhi_import::report::Severity;
use lvzhi_import::workbook::official;
use lvzhi_import::{ImportError, Imported, Options, import, read_bytes};
use std::path::Path;

fn read(name: &str, text: &str) -> Document {
    read_bytes(name, text.as_bytes().to_vec()).unwrap()
}

fn of(document: &Document, township: &str) -> Result<Imported, ImportError> {
    let options = Options { township: Some(township.to_owned()), ..Options::default() };
    import(std::slice::from_ref(document), &options)
}

fn names(imported: &Imported) -> Vec<&str> {
    imported.list().items.iter().map(|item| item.name.as_str()).collect()
}

fn whole(list: &str) -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(list);
    let list = lvzhi_compiler::read(&folder).unwrap();
    read_bytes(&format!("{}.xlsx", list.township.name), official(&list).unwrap()).unwrap()
}

#[test]
fn a_file_given_twice_is_told() {
    let [first, again] = ["a.csv", "b.csv"].map(|name| read(name, "序号,事项类别,事项名称\n1,党的建设,做好党员发展\n"));
    let error = import(&[first.clone(), again], &Options::default()).unwrap_err();
    assert_eq!(error, ImportError::SameFile { first: "a.csv".to_owned(), again: "b.csv".to_owned() });
    assert!(error.to_string().contains("请只写其中一个"), "{error}");
    let list = whole("xiamale");
    let error = import(&[list.clone(), list], &Options::default()).unwrap_err();
    assert!(matches!(error, ImportError::SameFile { .. }), "{error}");
}

#[test]
fn whole_lists_are_imported_one_at_a_time() {
    let (ours, theirs) = (whole("xiamale"), whole("tongxi"));
    let csv = read("配合.csv", "序号,事项类别,事项名称\n1,党的建设,做好党员发展\n");
    let export = read("清单.jsonl", "{\"type\":\"township\",\"name\":\"桐溪乡\"}\n");
    for documents in [vec![ours.clone(), theirs], vec![ours, csv.clone()], vec![export, csv]] {
        let error = import(&documents, &Options::default()).unwrap_err();
        assert!(matches!(error, ImportError::WholeLists { .. }), "{error}");
        assert!(error.to_string().contains("请一份一份导入") && !error.to_string().contains("缺陷"), "{error}");
    }
}

#[test]
fn sheets_that_were_edited_into_a_contradiction_are_no_fault_of_the_program() {
    let mut document = whole("tongxi");
    for block in &mut document.blocks {
        let lvzhi_import::document::Block::Table(table) = block else { continue };
        if table.sheet.as_deref() == Some("部门") {
            let name = table.rows[1].cells[0].text.clone();
            table.rows[2].cells[0].text = name;
        }
    }
    let error = import(&[document], &Options::default()).unwrap_err();
    assert!(matches!(&error, ImportError::Supplement { file, .. } if file == "桐溪乡.xlsx"), "{error}");
    assert!(error.to_string().contains("删去这些表") && !error.to_string().contains("缺陷"), "{error}");
}

#[test]
fn two_files_that_both_number_a_tier_from_one_are_doubtful() {
    let first = read("东.csv", "序号,事项类别,事项名称\n1,党的建设,做好党员发展\n2,党的建设,办好党校\n");
    let again = read("西.csv", "序号,事项类别,事项名称\n1,党的建设,做好党费收缴\n");
    let options = Options { tier: Some("basic".parse().unwrap()), ..Options::default() };
    let imported = import(&[first.clone(), again], &options).unwrap();
    assert!(imported.report().doubts.iter().any(|doubt| doubt.understood[0].contains("序号都从 1 开始")));
    // The second file goes on.
    let on = read("西.csv", "序号,事项类别,事项名称\n3,党的建设,做好党费收缴\n");
    let imported = import(&[first, on], &options).unwrap();
    assert!(!imported.is_doubtful(), "{:?}", imported.report().doubts);
}

/// Columns of townships with marks, in one row of headings and below one.
#[test]
fn marks_say_which_townships_have_an_item() {
    let one = "山阳县履行职责事项清单（共3项）,,,,,\n序号,清单类别,事项类别,事项名称,桐溪乡,石桥镇\n\
        1,基本履职,党的建设,做好党员发展,√,√\n2,基本履职,党的建设,办好党校,,√\n3,基本履职,民生服务,做好养老服务,√,\n";
    let two = "序号,清单类别,事项类别,事项名称,适用乡镇（街道）,\n,,,,桐溪,石桥\n\
        1,基本履职,党的建设,做好党员发展,是,是\n2,基本履职,党的建设,办好党校,否,是\n3,基本履职,民生服务,做好养老服务,是,否\n";
    for text in [one, two] {
        let document = read("全县.csv", text);
        let imported = of(&document, "桐溪乡").unwrap();
        assert_eq!(names(&imported), ["做好党员发展", "做好养老服务"], "{text}");
        assert_eq!(imported.list().township.name, "桐溪乡");
        assert_eq!(imported.report().count(Severity::Lost) + imported.report().count(Severity::Doubtful), 0);
        assert_eq!(names(&of(&document, "石桥镇").unwrap()), ["做好党员发展", "办好党校"]);
        let error = import(std::slice::from_ref(&document), &Options::default()).unwrap_err();
        assert!(matches!(error, ImportError::SeveralTownships { ref found } if found.len() == 2), "{error}");
        assert!(matches!(of(&document, "云台镇"), Err(ImportError::NoSuchTownship { .. })));
    }
}

#[test]
fn an_odd_cell_among_marks_takes_no_township_out() {
    let table = "序号,清单类别,事项类别,事项名称,桐溪乡,石桥镇\n1,基本履职,民生服务,维护路灯,√,√\n\
        2,基本履职,民生服务,办好低保,√,待定\n3,基本履职,民生服务,做好供水,√,√\n";
    let document = read("全县.csv", table);
    let error = import(std::slice::from_ref(&document), &Options::default()).unwrap_err();
    assert!(matches!(error, ImportError::SeveralTownships { ref found } if found.len() == 2), "{error}");
    let imported = of(&document, "石桥镇").unwrap();
    assert_eq!(names(&imported), ["维护路灯", "做好供水"]);
    let of_tongxi = of(&document, "桐溪乡").unwrap();
    assert!(of_tongxi.report().doubts.iter().any(|doubt| doubt.text == "待定" && doubt.place.row == 3));
}

#[test]
fn a_cell_may_name_several_townships_or_all() {
    let table = "序号,适用乡镇,清单类别,事项类别,事项名称\n1,各乡镇（街道）,基本履职,党的建设,做好党员发展\n\
        2,\"石桥镇\n桐溪乡\",基本履职,党的建设,办好党校\n3,桐溪乡、青山街道,基本履职,民生服务,做好养老服务\n4,青山街道,基本履职,民生服务,维护路灯\n";
    let document = read("全县.csv", table);
    assert_eq!(names(&of(&document, "桐溪乡").unwrap()), ["做好党员发展", "办好党校", "做好养老服务"]);
    assert_eq!(names(&of(&document, "青山街道").unwrap()), ["做好党员发展", "做好养老服务", "维护路灯"]);
}

#[test]
fn numbers_of_categories_are_not_lost() {
    let tables = [
        "类别序号,事项类别,序号,事项名称\n一,党的建设,1,做好党员发展\n,,2,办好党校\n二,民生服务,3,做好养老服务\n",
        "序号,事项类别,序号,事项名称\n1,党的建设,1,做好党员发展\n1,党的建设,2,办好党校\n2,民生服务,3,做好养老服务\n",
        "事项类别,,序号,事项名称\n一,党的建设,1,做好党员发展\n,,2,办好党校\n二,民生服务,3,做好养老服务\n",
    ];
    for table in tables {
        let document = read("基本履职.csv", table);
        let imported = import(&[document], &Options::default()).unwrap();
        let told: Vec<String> =
            imported.list().items.iter().map(|item| format!("{} {}", item.id(), item.category)).collect();
        assert_eq!(told, ["B001 党的建设", "B002 党的建设", "B003 民生服务"], "{table}");
        assert_eq!(imported.report().count(Severity::Lost), 0, "{:?}", imported.report().doubts);
        let notes = imported.report().doubts.iter().filter(|doubt| doubt.understood[0].contains("类别的序号"));
        assert_eq!(notes.count(), 1, "{table}");
    }
}
