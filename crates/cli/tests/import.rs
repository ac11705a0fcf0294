//! Lists from the files that townships have: `import`, and `--list` and `compile` with such files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{answered, lvzhi, refused};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/tests/data").join(name)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_file_is_asked_imported_and_compiled() {
    let home = tempfile::tempdir().unwrap();
    let file = data("official.xlsx");
    let (folder, compiled, again) =
        (home.path().join("ours"), home.path().join("ours.lvz"), home.path().join("again.lvz"));
    let report = answered(["import", path(&file), "-o", path(&folder)]);
    assert!(report[0].contains("青岚市山阳县桐溪乡：200 项"), "{report:?}");
    assert!(report.iter().any(|line| line.contains("配合履职：事项 64/64")), "{report:?}");
    assert!(report.iter().any(|line| line.starts_with("事由：200 项由程序对应")), "{report:?}");
    answered(["compile", path(&file), "-o", path(&compiled)]);
    answered(["compile", path(&folder), "-o", path(&again)]);
    assert_eq!(std::fs::read(&compiled).unwrap(), std::fs::read(&again).unwrap());
    let ask = |list: &Path| answered(["--list", path(list), "classify", "--json", "村口的路灯不亮了"]);
    assert_eq!(ask(&file), ask(&folder));
    // Once more: nothing changes.
    let report = answered(["import", path(&file), "-o", path(&folder)]);
    assert!(report.last().unwrap().contains("nothing changed"), "{report:?}");
    // A copy with every doubt marked is a workbook that can be imported in its turn.
    let marked = home.path().join("marked.xlsx");
    answered(["import", path(&file), "--marked", path(&marked)]);
    assert_eq!(answered(["--list", path(&marked), "export"]), answered(["--list", path(&file), "export"]));
    // The report alone, as JSON, into a file.
    let told = home.path().join("report.json");
    assert_eq!(lvzhi(["import", path(&file), "--json", "--report", path(&told)]).out, "");
    let told: Value = serde_json::from_str(&std::fs::read_to_string(&told).unwrap()).unwrap();
    assert_eq!((&told["township"], &told["items"]), (&Value::from("桐溪乡"), &Value::from(200)));
    let covers = told["covers"].as_array().unwrap();
    assert_eq!(covers.len(), 200);
    let sure: Vec<f64> = covers.iter().map(|cover| cover["confidence"].as_f64().unwrap()).collect();
    assert!(sure.is_sorted(), "the doubtful ones on top");
}

#[test]
fn facts_that_the_file_does_not_say_are_given() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    let facts = [
        "--township",
        "桐溪乡",
        "--county",
        "山阳县",
        "--prefecture",
        "青岚市",
        "--region",
        "云岭省",
        "--code",
        "990101203",
        "--edition",
        "2025-04-18",
    ];
    answered(["import", path(&data("cooperative.csv")), "-o", path(&folder)].iter().chain(&facts));
    let lines = answered(["--list", path(&folder), "export"]);
    for part in [
        "\"name\":\"桐溪乡\"",
        "\"county\":\"山阳县\"",
        "\"prefecture\":\"青岚市\"",
        "\"region\":\"云岭省\"",
        "\"code\":\"990101203\"",
        "\"edition\":\"2025-04-18\"",
    ] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    // Without them they are left empty, and told.
    let report = answered(["import", path(&data("cooperative.csv"))]);
    assert!(report.iter().any(|line| line.contains("--county")), "{report:?}");
}

#[test]
fn an_export_is_imported_and_exported_again_byte_for_byte() {
    let home = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tongxi");
    for (n, list) in [None, Some(example.as_path())].into_iter().enumerate() {
        let of = |list: Option<&Path>| match list {
            None => answered(["export"]),
            Some(list) => answered(["--list", path(list), "export"]),
        };
        let lines = of(list);
        let (export, folder) = (home.path().join(format!("{n}.jsonl")), home.path().join(format!("{n}")));
        std::fs::write(&export, lines.join("\n") + "\n").unwrap();
        answered(["import", path(&export), "-o", path(&folder)]);
        assert_eq!(of(Some(&folder)), lines);
    }
}

#[test]
fn what_makes_no_list_is_told_and_nothing_is_written() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    let file = home.path().join("a.csv");
    let import = |text: &str, says: &[&str]| {
        std::fs::write(&file, text).unwrap();
        refused(["import", path(&file), "-o", path(&folder)], 1, says);
        refused(["--list", path(&file), "classify", "低保"], 2, says);
        assert!(!folder.exists());
    };
    import("序号,事项类别,事项名称\n1,党的建设,做好党员发展\n", &["a.csv", "C2", "--tier"]);
    import("某县某局权责清单,,\n序号,权力类型,职权名称\n1,行政许可,核发许可证\n", &["权责清单", "another kind"]);
    import("姓名,电话\n张三,123\n", &["no table of a duty list", "lvzhi template"]);
    import(
        "乡镇,清单类别,序号,事项类别,事项名称\n桐溪乡,基本履职,1,党的建设,甲事\n石门镇,基本履职,1,党的建设,乙事\n",
        &["桐溪乡（1 项）", "石门镇（1 项）", "--township"],
    );
    refused(["import", path(&home.path().join("nowhere.xlsx"))], 2, &["no such file"]);
    let chosen = answered(["import", path(&file), "--township", "石门镇"]);
    assert!(chosen[0].contains("石门镇：1 项"), "{chosen:?}");
    std::fs::write(&file, "序号,事项类别,事项名称\n1,党的建设,做好党员发展\n").unwrap();
    answered(["import", path(&file), "--tier", "basic"]);
}

#[test]
fn the_official_workbook_comes_back_byte_for_byte() {
    let home = tempfile::tempdir().unwrap();
    let (book, folder) = (home.path().join("夏马勒.xlsx"), home.path().join("ours"));
    answered(["export", "--xlsx", path(&book)]);
    let lines = answered(["export"]);
    answered(["import", path(&book), "-o", path(&folder)]);
    assert_eq!(answered(["--list", path(&folder), "export"]), lines);
}

#[test]
fn an_export_that_was_cut_off_at_the_end_of_a_line_is_told() {
    let home = tempfile::tempdir().unwrap();
    let lines = answered(["export"]);
    let (export, compiled) = (home.path().join("ours.jsonl"), home.path().join("ours.lvz"));
    let told = |arguments: &[&str]| {
        let run = lvzhi(arguments);
        run.out + &run.err
    };
    let calls: [&[&str]; 5] = [
        &["compile", path(&export), "-o", path(&compiled)],
        &["--list", path(&export), "classify", "路灯坏了"],
        &["--list", path(&export), "show", "B001"],
        &["import", path(&export)],
        &["check", path(&export)],
    ];
    for (kept, says) in [(lines.len(), false), (lines.len() - 1, true), (lines.len() / 2, true)] {
        std::fs::write(&export, lines[..kept].join("\n") + "\n").unwrap();
        for call in calls {
            assert_eq!(told(call).contains("文件可能不完整"), says, "{kept} {call:?}");
        }
    }
    assert_eq!(lvzhi(["check", path(&export)]).code, 1);
}
