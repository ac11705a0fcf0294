//! `diff`, `teach`, `evaluate`, `compare`, `sample`, `agreement`, `admit`: arguments, files, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{answered, lvzhi, refused};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A copy of the made-up list that may be written to.
fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(data("tongxi")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::write(folder.path().join(path.file_name().unwrap()), std::fs::read(&path).unwrap()).unwrap();
    }
    folder
}

/// JSON stands alone, so that programs can read it.
fn json(lines: &[String]) -> Value {
    serde_json::from_str(&lines.join("\n")).unwrap()
}

#[test]
fn editions_are_told_in_every_form() {
    let (old, new) = (data("tongxi"), copy());
    let file = new.path().join("basic.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")).unwrap().trim_end_matches('"').to_owned();
    std::fs::write(&file, text.replacen(&name, &format!("{name}（试行）"), 1)).unwrap();
    let told = json(&answered(["diff", path(&old), path(new.path()), "--json"]));
    assert_eq!((&told["facts"]["changes"], &told["facts"]["renamed"]), (&1.into(), &1.into()));
    assert_eq!(told["tables"]["changes"][0]["difference"], format!("{name}{{+（试行）+}}"));
    let out = tempfile::tempdir().unwrap();
    let files = ["变更.xlsx", "变更.html", "变更.json", "变更.txt"].map(|name| out.path().join(name));
    let mut words = vec!["diff", path(&old), path(new.path())];
    words.extend(files.iter().flat_map(|file| ["-o", path(file)]));
    answered(&words);
    assert!(std::fs::read(&files[0]).unwrap().starts_with(b"PK"));
    assert!(std::fs::read_to_string(&files[1]).unwrap().contains("<ins>（试行）</ins>"));
    // What is there stays, unless it is said otherwise.
    refused(&words, 2, &["--force"]);
    words.push("--force");
    answered(&words);
    refused(["diff", path(&old), path(new.path()), "-o", path(&out.path().join("变更.pdf"))], 2, &[".xlsx"]);
    refused(["--list", path(&old), "diff", path(&old), path(new.path())], 2, &["--list"]);
}

#[test]
fn a_list_is_taught_when_it_is_kept() {
    let list = copy();
    let corrections = list.path().join("改正.csv");
    std::fs::write(&corrections, "原文,正确事项\n村里的大喇叭天不亮就响,B007\n给孩子办低保,清单外\n").unwrap();
    let teach = ["teach", path(list.path()), "--from", path(&corrections)];
    let shown = answered(teach.iter().chain(&["--json"]));
    assert_eq!(json(&shown)["facts"]["moved"], 2);
    assert!(!list.path().join("words.tsv").exists(), "nothing is kept unasked");
    answered(teach.iter().chain(&["--keep"]));
    let words = std::fs::read_to_string(list.path().join("words.tsv")).unwrap();
    assert_eq!(words, "B007\t村里的大喇叭天不亮就响\n清单外\t给孩子办低保\n");
    let ask = |list: &Path| json(&answered(["--list", path(list), "classify", "--json", "村里的大喇叭天不亮就响"]));
    assert_eq!(ask(list.path())["matches"][0]["id"], "B007");
    // Said before.
    let again = lvzhi(teach.iter().chain(&["--keep"]));
    assert!(again.code == 0 && again.err.contains("said before"), "{}", again.err);
    // Tickets have line breaks, which would be lines of their own.
    let ticket = list.path().join("工单.csv");
    std::fs::write(&ticket, "原文,正确事项\n\"领导好：\n\t井盖\r\n不见了\",B007\n").unwrap();
    answered(["teach", path(list.path()), "--from", path(&ticket), "--keep", "--json"]);
    let words = std::fs::read_to_string(list.path().join("words.tsv")).unwrap();
    assert!(words.contains("B007\t领导好： 井盖 不见了\n"), "{words}");
    answered(["--list", path(list.path()), "classify", "井盖不见了"]);
    // A compiled list, in place and elsewhere.
    let out = tempfile::tempdir().unwrap();
    let (plain, other) = (out.path().join("plain.lvz"), out.path().join("other.lvz"));
    answered(["compile", path(&data("tongxi")), "-o", path(&plain)]);
    answered(["teach", path(&plain), "--from", path(&corrections), "--to", path(&other)]);
    assert_ne!(ask(&plain)["matches"][0]["id"], "B007");
    answered(["teach", path(&plain), "--from", path(&corrections), "--keep"]);
    assert_eq!(std::fs::read(&plain).unwrap(), std::fs::read(&other).unwrap());
    assert_eq!(ask(&plain)["matches"][0]["id"], "B007");
}

#[test]
fn wrong_corrections_change_nothing() {
    let list = copy();
    let corrections = list.path().join("改正.csv");
    std::fs::write(&corrections, "原文,正确事项\n井盖丢了,B999\n路灯坏了,B001\n路灯坏了,B002\n").unwrap();
    let teach = ["teach", path(list.path()), "--from", path(&corrections), "--keep"];
    refused(teach, 1, &["B999", "B002", "2 problems"]);
    assert!(!list.path().join("words.tsv").exists());
    std::fs::write(&corrections, "甲,乙\n井盖丢了,B001\n").unwrap();
    refused(teach, 2, &["--column", "甲、乙"]);
    // Answers do not depend on punctuation, so that two items for one wording contradict each other whatever stands between.
    std::fs::write(&corrections, "原文,正确事项\n路灯坏了,B001\n路灯，坏了！,B002\n").unwrap();
    refused(teach, 1, &["B002", "1 problems"]);
    // What an editor wrote by hand is checked like everything else of a folder.
    std::fs::write(list.path().join("words.tsv"), "B001\t路灯坏了\nB002\t路灯坏了\n").unwrap();
    let checked = lvzhi(["compile", path(list.path()), "-o", path(&list.path().join("x.lvz"))]);
    assert!(checked.code == 2 && checked.err.contains("words.tsv:2"), "{}", checked.err);
}

#[test]
fn labels_are_measured_sampled_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("标注.csv");
    let rows = "诉求,甲,乙\n老板欠我们工钱不给,R009,R009\n国土调查谁来做,C051,清单外\n公积金怎么提取,清单外,清单外\n";
    std::fs::write(&file, rows).unwrap();
    let told = json(&answered(["evaluate", path(&file), "--label", "甲", "--json"]));
    assert_eq!((&told["facts"]["right_at_1"], &told["facts"]["outside"]), (&1.0.into(), &1.into()));
    let told = json(&answered(["agreement", path(&file), "--json"]));
    assert_eq!(told["facts"]["agreed"], 0.667);
    let told = json(&answered(["sample", path(&file), "--size", "2", "--json"]));
    assert_eq!(told["tables"]["sample"].as_array().unwrap().len(), 2);
    // Not every line has every key.
    let lines = folder.path().join("标注.jsonl");
    std::fs::write(&lines, "{\"q\":\"老板欠我们工钱不给\",\"item\":\"R009\"}\n{\"q\":\"垃圾没人收\"}\n").unwrap();
    let told = json(&answered(["evaluate", path(&lines), "--json"]));
    assert_eq!(told["facts"]["right_at_1"], 1.0);
    refused(["evaluate", path(&file), "--label", "丙"], 2, &["--label", "诉求、甲、乙"]);
    refused(["evaluate", path(&folder.path().join("没有.xlsx"))], 2, &["没有这个文件"]);
}

#[test]
fn lists_are_compared_and_tasks_admitted() {
    let told = json(&answered(["compare", path(&data("tongxi")), path(&data("xiamale")), "--json"]));
    assert_eq!(told["facts"]["lists"], 2);
    assert_eq!(told["tables"]["matrix"][0].as_object().unwrap().len(), 5);
    refused(["compare", path(&data("tongxi"))], 2, &[]);
    let said = answered(["admit", "请乡镇牵头开展国土调查工作", "--from", "县自然资源局"]);
    assert!(said.iter().any(|line| line.contains("配合履职事项“C051")), "{said:?}");
}
