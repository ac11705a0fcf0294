//! `lvzhi check`: the built-in list, a sound folder, folders that are broken or none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{answered, lvzhi, refused};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// The built-in list without covers.
fn folder() -> TempDir {
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/xiamale");
    let folder = tempfile::tempdir().unwrap();
    for name in ["township", "departments", "basic", "cooperative", "reclaimed"].map(|name| format!("{name}.toml")) {
        std::fs::copy(built_in.join(&name), folder.path().join(&name)).unwrap();
    }
    std::fs::copy(built_in.join("source.txt"), folder.path().join("source.txt")).unwrap();
    folder
}

fn edit(folder: &TempDir, name: &str, old: &str, new: &str) {
    let path = folder.path().join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{name} does not hold {old:?}: mend the test");
    // The source is copied with its mode, which is read only.
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn the_built_in_list_and_a_sound_folder() {
    let lines = answered(["check"]);
    assert_eq!(lines[6], "", "{lines:#?}");
    assert!(lines[0].starts_with("喀什地区巴楚县夏马勒乡履职事项清单"));
    assert!(lines[1].contains("事项 140/140  类别 20/20"));
    assert!(lines[2].contains("事项 108/108  类别 18/18  部门 38/39（另有 1 个未见名称）"));
    assert!(lines[3].contains("事项 44/44  类别 10/10  部门 17/17"));
    // The columns stand under each other.
    let column = |line: &str| line[..line.find("事项").unwrap()].width();
    assert!(lines[1..4].iter().all(|line| column(line) == 14), "{lines:#?}");
    assert_eq!(lines[4][..lines[4].find("据原文复原").unwrap()].width(), 14);
    // What the list says of itself is the same, and nothing but the two doubts that its scan leaves open is doubtful.
    assert_eq!(lines.last().unwrap(), "请核对 2 处，提示 8 处 (2 to look at, 8 notes)");
    let folder = folder();
    assert_eq!(answered(["check".as_ref(), folder.path().as_os_str()])[..6], lines[..6]);
}

fn findings(arguments: &[&str], code: i32) -> (Value, Vec<Value>) {
    let run = lvzhi(["check", "--json"].iter().chain(arguments));
    assert_eq!((run.code, run.err.as_str()), (code, ""));
    let page: Value = serde_json::from_str(&run.out).unwrap();
    let found = page["findings"].as_array().unwrap().clone();
    (page, found)
}

#[test]
fn what_should_be_looked_at_is_said_with_its_line() {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    let (_, before) = findings(&[path, "--allow", "no-matter"], 0);
    let name = "做好村以及其他隶属党组织的换届选举工作";
    edit(&folder, "basic.toml", name, "做好村以及其他隶属党组织（的换届选举工作");
    edit(&folder, "basic.toml", "组织乡干部下沉村开展工作", "组织乡干部下沉村开展工作\u{FFFD}");
    edit(&folder, "cooperative.toml", "制定选举方案，明确代表名额", "制定选举方案，，明确代表名额");
    edit(&folder, "cooperative.toml", "做好代表推荐人选的考察、公示。", "做好代表推荐人选的考察、");
    let (page, found) = findings(&[path, "--allow", "no-matter"], 0);
    let new: Vec<&Value> = found.iter().filter(|finding| !before.contains(finding)).collect();
    let told: Vec<(&str, &str, &str)> = new
        .iter()
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap();
            (text("rule"), text("item"), text("field"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("brackets", "B007", "name"),
            ("damage", "B014", "name"),
            ("damage", "C001", "upper_duties[0].duties[0]"),
            ("cut", "C001", "township_duties[0].duties[1]"),
        ]
    );
    for finding in new {
        let (file, line) = (&finding["source"]["file"], finding["source"]["line"].as_u64().unwrap() as usize);
        let text = std::fs::read_to_string(file.as_str().unwrap()).unwrap();
        let words = finding["text"].as_str().unwrap();
        assert!(text.lines().nth(line - 1).unwrap().contains(words), "{finding}");
    }
    assert_eq!((&page["sound"], &page["totals"][1]["departments"]), (&json!(true), &json!([38, 39])));
    // For CI, what should be looked at is a failure; rules can be left out.
    assert_eq!(findings(&[path, "--strict"], 1).0["sound"], json!(false));
    let allow = ["damage", "brackets", "cut", "no-matter"].map(|rule| ["--allow", rule]).concat();
    assert_eq!(findings(&[&[path, "--strict"], &allow[..]].concat(), 0).0["sound"], json!(true));
    refused(["check", path, "--allow", "spelling"], 2, &["no such rule", "double-duty"]);
}

#[test]
fn problems_as_json() {
    let folder = folder();
    edit(&folder, "basic.toml", "lines = [28]", "lines = [9999]");
    let (page, found) = findings(&[folder.path().to_str().unwrap()], 1);
    assert_eq!((&page["sound"], found.len()), (&json!(false), 0));
    let problem = &page["problems"][0];
    assert_eq!((&problem["field"], problem["line"].as_u64() > Some(1)), (&json!("lines"), true), "{problem}");
}

#[test]
fn folders_that_are_none() {
    let folder = folder();
    for (path, says) in [
        ("nowhere", ["no such file or folder", "township.toml"]),
        // What is neither a list nor its folder is taken for a file to import, which it is not.
        ("basic.toml", ["basic.toml", "履行职责事项清单"]),
        ("departments.toml", ["departments.toml", "lvzhi template"]),
    ] {
        let path = folder.path().join(path);
        let run = refused(["check".as_ref(), path.as_os_str()], 2, &says);
        assert_eq!(run.out, "");
    }
    refused(["check", ""], 2, &["--help"]);
}

#[test]
fn a_broken_folder_is_said_with_file_line_and_field() {
    let folder = folder();
    edit(&folder, "basic.toml", "lines = [28]", "lines = [9999]");
    edit(&folder, "township.toml", "code = \"653130203\"", "code = \"65\"");
    edit(&folder, "departments.toml", "kind = \"party\"", "kind = \"club\"");
    let run = lvzhi(["check".as_ref(), folder.path().as_os_str()]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 4, "{lines:#?}");
    for (line, (file, field)) in
        lines.iter().zip([("basic.toml", "lines"), ("departments.toml", "kind"), ("township.toml", "code")])
    {
        let head = format!("{}:", folder.path().join(file).display());
        let rest = line.strip_prefix(&head).unwrap_or_else(|| panic!("{head} in {line}"));
        let (number, rest) = rest.split_once(": ").unwrap();
        assert!(number.parse::<usize>().unwrap() > 1, "{line}");
        assert!(rest.starts_with(&format!("{field}: ")), "{line}");
    }
    assert_eq!(lines[3], "共 3 处有误，没有编译：3 problem(s); nothing was compiled");
    assert!(lines[0].contains("请写出这一项出自 source.txt 的哪几行"), "{}", lines[0]);
}

#[test]
fn a_folder_of_other_things() {
    let empty = tempfile::tempdir().unwrap();
    let run = lvzhi(["check".as_ref(), empty.path().as_os_str()]);
    assert_eq!(run.code, 1);
    for file in ["township.toml", "departments.toml", "basic.toml", "cooperative.toml", "reclaimed.toml"] {
        assert!(
            run.out.contains(&format!("{}:1: file: cannot be read", empty.path().join(file).display())),
            "{}",
            run.out
        );
    }
    let folder = folder();
    std::fs::write(folder.path().join("phrases.tsv"), b"B001\t\xB5\xCD\xB1\xA3\n").unwrap();
    let run = lvzhi(["check".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("phrases.tsv:1: file: not UTF-8 from byte 5; save the file as UTF-8"), "{}", run.out);
}

#[test]
fn totals_that_are_not_met_fail_the_check_and_stay_as_declared() {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    edit(&folder, "township.toml", "cooperative = 108", "cooperative = 110");
    let run = lvzhi(["check", path]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("事项 108/110"), "{}", run.out);
    let line = run.out.lines().find(|line| line.contains("declared.items")).unwrap();
    assert!(line.contains("township.toml:") && line.contains("清单载明事项 110，实有 108"), "{line}");
    assert_eq!(lvzhi(["check", path, "--allow", "totals"]).code, 0);
    let (page, found) = findings(&[path], 1);
    assert_eq!((&page["sound"], &page["totals"][1]["items"]), (&json!(false), &json!([108, 110])));
    assert!(found.iter().any(|finding| finding["rule"] == "totals" && finding["source"]["line"].is_u64()));
    // The export says the same, and is a list all the same.
    let export = folder.path().join("a.jsonl");
    std::fs::write(&export, answered(["--list", path, "export"]).join("\n")).unwrap();
    let export = export.to_str().unwrap();
    assert_eq!(lvzhi(["--list", export, "export"]).out, lvzhi(["--list", path, "export"]).out);
    assert_eq!(lvzhi(["check", export]).code, 1);
}

#[test]
fn what_was_not_scanned_has_no_damaged_scan() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("清单.csv");
    std::fs::write(
        &file,
        "清单类别,序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责,承接部门\n配合履职,1,民生服务,预防溺水,,,开展巡查。,\n上级部门收回,1,民生服务,发放补贴,,,,县民政局\n",
    )
    .unwrap();
    let file = file.to_str().unwrap();
    let check = lvzhi(["check", file]).out;
    assert!(check.contains("扫描无法辨认 0  原文为空 3"), "{check}");
    let pages = lvzhi(["--list", file, "show", "c1"]).out + &lvzhi(["--list", file, "show", "r1"]).out;
    assert!(pages.contains("原文没有写明") && pages.contains("原文此处为空") && !pages.contains("扫描"), "{pages}");
    assert!(lvzhi(["show", "C044"]).out.contains("扫描件"));
}
