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
    // What was taught is not lost by compiling anew, nor by teaching another list into its file.
    let lost = ["2", "会丢失", "nothing was written"];
    refused(["compile", path(&data("tongxi")), "-o", path(&plain)], 2, &lost);
    // The same text as another item, and what a newer program may have taught.
    let moved = list.path().join("改.csv");
    std::fs::write(&moved, "原文,正确事项\n村里的大喇叭天不亮就响,B001\n给孩子办低保,清单外\n").unwrap();
    refused(["teach", path(&data("tongxi")), "--from", path(&moved), "--to", path(&other)], 2, &["1", "会丢失"]);
    let newer = out.path().join("newer.lvz");
    let mut bytes = std::fs::read(&other).unwrap();
    bytes[8] = 0xFF;
    std::fs::write(&newer, &bytes).unwrap();
    refused(["compile", path(&data("tongxi")), "-o", path(&newer)], 2, &["无法知道", "255"]);
    assert_eq!(std::fs::read(&newer).unwrap(), bytes);
    let fewer = list.path().join("一条.csv");
    std::fs::write(&fewer, "原文,正确事项\n井盖不见了,B007\n").unwrap();
    refused(["teach", path(&data("tongxi")), "--from", path(&fewer), "--to", path(&other)], 2, &lost);
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
    refused(teach, 2, &["--item", "甲、乙"]);
    // Answers do not depend on punctuation, so that two items for one wording contradict each other whatever stands between.
    std::fs::write(&corrections, "原文,正确事项\n路灯坏了,B001\n路灯，坏了！,B002\n").unwrap();
    refused(teach, 1, &["B002", "1 problems"]);
    // What was taught is taken back by its words.
    let compiled = list.path().join("x.lvz");
    assert_eq!(lvzhi(["compile", path(list.path()), "-o", path(&compiled)]).code, 0);
    let untaught = std::fs::read(&compiled).unwrap();
    std::fs::write(&corrections, "原文,正确事项\n路灯坏了,B001\n").unwrap();
    let forget = ["teach", path(&compiled), "--from", path(&corrections), "--forget", "--keep"];
    refused(forget, 1, &["路灯坏了", "没有教过", "1 problems"]);
    assert_eq!(lvzhi(["teach", path(&compiled), "--from", path(&corrections), "--keep"]).code, 0);
    let run = lvzhi(forget);
    assert!(run.code == 0 && run.out.contains("撤回 1 条，还有 0 条"), "{} {}", run.out, run.err);
    assert_eq!(std::fs::read(&compiled).unwrap(), untaught);
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
    refused(["agreement", path(&file), "--first", "甲", "--second", "甲"], 2, &["同一列"]);
    // Rows that are not compared or measured are told.
    let half = folder.path().join("半.csv");
    std::fs::write(&half, "诉求,甲,乙\n老板欠我们工钱不给,R009,R009\n国土调查谁来做,C051,\n公积金怎么提取,,\n")
        .unwrap();
    let told = json(&answered(["agreement", path(&half), "--json"]));
    assert!(told["notes"].to_string().contains("1 条只有一人标注"), "{told}");
    let told = json(&answered(["evaluate", path(&half), "--label", "甲", "--json"]));
    assert!(told["notes"].to_string().contains("1 条没有标注"), "{told}");
    let told = json(&answered(["sample", path(&file), "--size", "2", "--json"]));
    assert_eq!(told["tables"]["sample"].as_array().unwrap().len(), 2);
    // Not every line has every key.
    let lines = folder.path().join("标注.jsonl");
    std::fs::write(&lines, "{\"q\":\"老板欠我们工钱不给\",\"item\":\"R009\"}\n{\"q\":\"垃圾没人收\"}\n").unwrap();
    let told = json(&answered(["evaluate", path(&lines), "--json"]));
    assert_eq!(told["facts"]["right_at_1"], 1.0);
    refused(["evaluate", path(&file), "--label", "丙"], 2, &["--label", "诉求、甲、乙"]);
    // However many labels are wrong, the message can be read.
    let wrong = folder.path().join("错.csv");
    let rows: String = (0..5000).map(|n| format!("老板欠我们工钱不给{n},科室{}\n", n % 50)).collect();
    std::fs::write(&wrong, format!("诉求,标注\n{rows}")).unwrap();
    let run = refused(["evaluate", path(&wrong)], 2, &["科室0", "5000 labels", "40 more"]);
    assert!(run.err.lines().count() < 15, "{}", run.err);
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
    let said = answered(["admit", "请乡镇牵头开展国土调查工作。另外请做好蝗虫防治。"]);
    assert!(said.iter().any(|line| line.contains("文中有 2 件任务")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("只就最要紧的一件")), "{said:?}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("任务.docx");
    std::fs::write(&file, "任务").unwrap();
    refused(["admit", path(&file)], 2, &["这是文件", "admit -"]);
}

/// A workbook of sheets, each with rows of texts.
fn workbook(path: &Path, sheets: &[(&str, &[&[&str]])]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn what_is_left_out_of_a_table_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("标注.xlsx");
    let rows: &[&[&str]] =
        &[&["诉求", "正确事项"], &["老板欠我们工钱不给", "R009"], &["", "R009"], &["公积金怎么提取", "清单外"]];
    workbook(&file, &[("一月", rows), ("二月", rows), ("说明", &[&["只有一行"]])]);
    let run = lvzhi(["evaluate", path(&file), "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("只读了“一月”，没有读 二月；") && run.err.contains("1 行有标注而没有文字"), "{}", run.err);
    assert!(run.err.contains("一月!A3"), "{}", run.err);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["facts"]["texts"], 2);
}

#[test]
fn a_sample_has_no_doubles_and_says_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("诉求.csv");
    let long = "长".repeat(30_000);
    std::fs::write(&file, format!("诉求\n路灯坏了\n路灯坏了！\n{long}\n公积金怎么提取\n")).unwrap();
    for more in [&[][..], &["--informative"]] {
        let told = json(&answered([&["sample", path(&file), "--json"], more].concat()));
        assert_eq!((&told["facts"]["chosen"], &told["facts"]["texts"]), (&2.into(), &2.into()), "{told}");
        let notes = told["notes"].to_string();
        assert!(notes.contains("另有 1 条与前面的相同") && notes.contains("1 条不能归类"), "{notes}");
    }
}

#[test]
fn json_lines_are_read_however_an_editor_saved_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("标注.jsonl");
    let text = "{\"q\":\"老板欠我们工钱不给\",\"gold\":[\"R009\"]}\n{\"q\":\"公积金怎么提取\",\"gold\":[]}\n";
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        assert_eq!(json(&answered(["evaluate", path(&file), "--json"]))["facts"]["right_at_1"], 1.0);
        let lines = answered(["classify".to_owned(), "--jsonl".to_owned(), {
            let named = String::from_utf8_lossy(&bytes).contains("老板");
            let (asked, text) = (folder.path().join("问.jsonl"), "{\"id\":1,\"q\":\"老板欠我们工钱不给\"}\n");
            std::fs::write(&asked, if named { text.into() } else { encoding_rs::GB18030.encode(text).0.into_owned() })
                .unwrap();
            path(&asked).to_owned()
        }]);
        assert!(lines[0].contains("R009"), "{lines:?}");
    }
    std::fs::write(&file, b"{\"q\":\"\xFF\xFF\xFF\"}\n").unwrap();
    refused(["evaluate", path(&file)], 2, &["GB18030"]);
    std::fs::write(&file, b"\xFF\xFE{\0").unwrap();
    refused(["classify", "--jsonl", path(&file)], 2, &["UTF-16"]);
}

#[test]
fn words_with_a_mark_are_words() {
    let list = copy();
    std::fs::write(list.path().join("words.tsv"), "\u{FEFF}B065\t村口那个大铁疙瘩晚上不亮\n").unwrap();
    let lines = answered(["--list", path(list.path()), "classify", "--json", "村口那个大铁疙瘩晚上不亮"]);
    assert!(lines[0].contains("\"id\":\"B065\""), "{lines:?}");
}

#[test]
fn only_what_says_something_is_taught_and_blanks_are_passed_over() {
    let list = copy();
    let file = list.path().join("改正.csv");
    std::fs::write(
        &file,
        "诉求,正确事项\n见附件,B001\n你好,B001\n谢谢领导,清单外\n村口的大喇叭整天响,B999\n路灯坏了,某某\n",
    )
    .unwrap();
    let run = refused(
        ["teach", path(list.path()), "--from", path(&file)],
        1,
        &["“见附件”", "“你好”", "“谢谢领导”", "nothing to teach"],
    );
    assert!(!run.err.contains("相近的有 "), "{}", run.err);
    // A sample that somebody is half through with.
    std::fs::write(&file, "诉求,正确事项\n村口的大喇叭整天响,清单外\n路灯坏了,\n水渠坏了,\n").unwrap();
    let run = lvzhi(["teach", path(list.path()), "--from", path(&file), "--keep"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2 行没有写事项") && run.out.contains("新教 1 条"), "{}{}", run.err, run.out);
}

#[cfg(unix)]
#[test]
fn what_somebody_else_taught_meanwhile_is_not_lost() {
    let list = copy();
    let words = list.path().join("words.tsv");
    let compiled = list.path().join("ours.lvz");
    answered(["compile", path(list.path()), "-o", path(&compiled)]);
    for (taught, place) in [(path(list.path()), &words), (path(&compiled), &compiled)] {
        // The table comes through a pipe, so that the list is read before, and written after, what happens in between.
        let pipe = list.path().join("改正.csv");
        let _ = std::fs::remove_file(&pipe);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("lvzhi"))
            .args(["teach", taught, "--keep", "--from", path(&pipe)])
            .stderr(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Opens only once the other side reads.
        let mut to = std::fs::File::options().write(true).open(&pipe).unwrap();
        let others = if place == &words {
            "清单外\t别人教的话\n".into()
        } else {
            [std::fs::read(&compiled).unwrap(), vec![0]].concat()
        };
        std::fs::write(place, &others).unwrap();
        std::io::Write::write_all(&mut to, "诉求,正确事项\n村口的大喇叭整天响,清单外\n".as_bytes()).unwrap();
        drop(to);
        let mut said = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(2), "{said}");
        assert!(said.contains("被别人改过") && said.contains("run this again"), "{said}");
        assert_eq!(std::fs::read(place).unwrap(), others);
    }
}

#[test]
fn a_task_may_come_from_a_pipe() {
    let told = |input: &[u8]| {
        let run = common::lvzhi_with(input, ["admit", "--json", "-"]);
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_str::<Value>(&run.out).unwrap()
    };
    let task = "请乡镇牵头开展国土调查工作";
    assert_eq!(told(task.as_bytes()), json(&answered(["admit", "--json", task])));
    assert_eq!(told(&encoding_rs::GB18030.encode(task).0), told(task.as_bytes()));
    // What nobody can tell has no candidates to compare with.
    let opinion = json(&answered(["admit", "--json", "Ω"]))["facts"]["opinion"].to_string();
    assert!(!opinion.contains("下列"), "{opinion}");
}
