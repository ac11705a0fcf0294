//! `lvzhi template`, `lvzhi export --xlsx`, and what other verbs make of such files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{answered, lvzhi, refused};
use serde_json::Value;
use std::path::Path;

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_list_that_is_exported_to_a_workbook_is_imported_to_the_same_export() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["xiamale", "tongxi"] {
        let file = folder.path().join(format!("{name}.xlsx"));
        let file = file.to_str().unwrap();
        let said = answered(["--list", &data(name), "export", "--xlsx", file]);
        assert!(said[0].contains(if name == "tongxi" { "桐溪乡，200 项" } else { "夏马勒乡，292 项" }), "{said:?}");
        let (list, again) = (lvzhi(["--list", &data(name), "export"]), lvzhi(["--list", file, "export"]));
        assert_eq!((again.code, again.out == list.out), (0, true), "{name}: {}", again.err);
    }
    // The built-in list goes out without being named.
    let file = folder.path().join("内置.xlsx");
    let file = file.to_str().unwrap();
    answered(["export", "--xlsx", file]);
    assert_eq!(lvzhi(["--list", file, "export"]).out, lvzhi(["export"]).out);
    refused(["export", "--xlsx", "no/such/folder/a.xlsx"], 2, &["cannot be written"]);
    refused(["export", "--xlsx", file, "--matters"], 2, &["--matters"]);
}

#[test]
fn a_template_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("清单.xlsx");
    let file = file.to_str().unwrap();
    assert!(answered(["template", "-o", file])[0].contains("清单.xlsx"));
    // Somebody may have filled it in.
    std::fs::write(file, "mine").unwrap();
    refused(["template", "-o", file], 2, &["is there already"]);
    assert_eq!(std::fs::read(file).unwrap(), b"mine");
    refused(["--list", file, "template", "-o", file], 2, &["template"]);
}

#[test]
fn an_empty_template_is_no_list_yet() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("清单.xlsx");
    let file = file.to_str().unwrap();
    answered(["template", "-o", file]);
    let says = ["not filled in yet", "还没有填写的模板", "示例", "乡镇", "清单.xlsx"];
    let folder = folder.path().join("ours");
    refused(["import", file, "-o", folder.to_str().unwrap()], 1, &says);
    assert!(!folder.exists());
    refused(["check", file], 2, &says);
    refused(["--list", file, "classify", "路灯坏了"], 2, &says);
}

#[test]
fn a_workbook_is_checked_as_a_folder_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("桐溪.xlsx");
    let file = file.to_str().unwrap();
    answered(["--list", &data("tongxi"), "export", "--xlsx", file]);
    let checked = |path: &str| -> Value {
        let run = lvzhi(["check", "--json", path]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        serde_json::from_str(&run.out).unwrap()
    };
    let (of_file, of_folder) = (checked(file), checked(&data("tongxi")));
    assert_eq!(of_file["totals"], of_folder["totals"]);
    let told = |page: &Value| -> Vec<Value> {
        page["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| Value::from(vec![f["rule"].clone(), f["item"].clone()]))
            .collect()
    };
    assert_eq!(told(&of_file), told(&of_folder));
    assert!(!told(&of_file).is_empty());
}

#[test]
fn doubts_are_marked_in_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (table, copy) = (folder.path().join("清单.csv"), folder.path().join("核对.xlsx"));
    let (table, copy) = (table.to_str().unwrap(), copy.to_str().unwrap());
    std::fs::write(table, "序号,事项类别,事项名称\n1,民生服务,受理高龄津贴申请\n3,民生服务,维修村内路灯\n").unwrap();
    let words = ["import", table, "--tier", "基本", "--township", "幸福镇", "--json", "--marked", copy];
    let run = lvzhi(words);
    assert_eq!(run.code, 0, "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert!(!report["doubts"].as_array().unwrap().is_empty(), "{report}");
    // The copy is a list as its source is.
    let of = |file: &str| lvzhi(["import", file, "--tier", "基本", "--township", "幸福镇", "-o", &format!("{file}.d")]);
    assert_eq!((of(table).code, of(copy).code), (0, 0));
    let items = |file: &str| std::fs::read_to_string(format!("{file}.d/basic.toml")).unwrap();
    assert_eq!(items(table), items(copy));
}
