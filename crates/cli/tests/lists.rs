//! Other lists than the one built in: `--list`, `compile`, `bind`, in every form that a list has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{answered, lvzhi, refused};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The made-up example.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tongxi")
}

/// A copy of it that may be written to.
fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(example()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::write(folder.path().join(path.file_name().unwrap()), std::fs::read(&path).unwrap()).unwrap();
    }
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn every_verb_asks_the_list_in_each_of_its_forms() {
    let folder = tempfile::tempdir().unwrap();
    let (compiled, export) = (folder.path().join("ours.lvz"), folder.path().join("ours.jsonl"));
    let example = example();
    let said = answered(["compile", path(&example), "-o", path(&compiled)]);
    assert!(said[0].contains("桐溪乡，200 项") && said[1].contains("200 are bound"), "{said:?}");
    let lines = answered(["--list", path(&compiled), "export"]);
    assert!(lines[0].contains("\"name\":\"桐溪乡\"") && lines[0].contains("\"made_up\":true"), "{}", lines[0]);
    std::fs::write(&export, lines.join("\n") + "\n").unwrap();
    // The export compiles to the same bytes.
    let again = folder.path().join("again.lvz");
    answered(["compile", path(&export), "-o", path(&again)]);
    assert_eq!(std::fs::read(&compiled).unwrap(), std::fs::read(&again).unwrap());

    let verbs: [&[&str]; 7] = [
        &["classify", "--json", "村口的路灯不亮了"],
        &["show", "b1"],
        &["show", "--json", "R044"],
        &["list", "--tier", "收回"],
        &["departments"],
        &["check", "--allow", "no-matter"],
        &["export"],
    ];
    for verb in verbs {
        let of = |list: &Path| answered(["--list", path(list)].iter().chain(verb));
        let lines = of(&compiled);
        assert_eq!(lines, of(&example), "{verb:?}");
        assert_eq!(lines, of(&export), "{verb:?}");
        // Behind the verb, too.
        assert_eq!(lines, answered(verb.iter().chain(&["--list", path(&compiled)])), "{verb:?}");
        assert_ne!(lines, answered(verb.iter()), "{verb:?}");
    }
    let lines = common::lvzhi_with(
        "{\"id\":1,\"q\":\"村口的路灯不亮了\"}\n",
        ["--list", path(&compiled), "classify", "--jsonl"],
    );
    let answer: Value = serde_json::from_str(&lines.out).unwrap();
    let alone = answered(["--list", path(&compiled), "classify", "--json", "村口的路灯不亮了"]);
    let alone: Value = serde_json::from_str(&alone[0]).unwrap();
    assert_eq!((&answer["matches"], &answer["matter"]), (&alone["matches"], &alone["matter"]));
    assert!(answer["matter"]["id"].as_str().unwrap().starts_with('M'), "{answer}");
}

#[test]
fn the_built_in_list_travels_as_an_export() {
    let folder = tempfile::tempdir().unwrap();
    let (compiled, export) = (folder.path().join("x.lvz"), folder.path().join("x.jsonl"));
    let lines = answered(["export"]);
    std::fs::write(&export, lines.join("\n")).unwrap();
    answered(["compile", path(&export), "-o", path(&compiled)]);
    assert_eq!(answered(["--list", path(&compiled), "export"]), lines);
    for text in ["老板欠我们工钱不给", "孩子的护照过期了", "低保"] {
        assert_eq!(
            answered(["--list", path(&compiled), "classify", "--json", text]),
            answered(["classify", "--json", text])
        );
    }
}

#[test]
fn matters_are_exported() {
    let lines = answered(["export", "--matters"]);
    assert_eq!(lines.len(), lvzhi::matters().len());
    for (at, line) in lines.iter().enumerate() {
        let matter: Value = serde_json::from_str(line).unwrap();
        assert!(line.starts_with(&format!("{{\"type\":\"matter\",\"id\":\"M{:04}\",\"thing\":", at + 1)), "{line}");
        let keys: Vec<&String> = matter.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 7, "{keys:?}");
    }
}

#[test]
fn what_is_no_list_is_refused() {
    let folder = copy();
    let lost = folder.path().join("nowhere");
    refused(["--list", path(&lost), "check"], 2, &["no such file or folder"]);
    refused(["--list", path(&lost), "classify", "低保"], 2, &["cannot be read", "nowhere"]);
    let broken = folder.path().join("broken.lvz");
    let out = folder.path().join("out.lvz");
    std::fs::write(&broken, b"\x8FLVZ\r\n\x1A\n").unwrap();
    refused(["--list", path(&broken), "classify", "低保"], 2, &["broken.lvz", "24 bytes expected, 8 found"]);
    answered(["compile", path(folder.path()), "-o", path(&out)]);
    let mut bytes = std::fs::read(&out).unwrap();
    bytes.truncate(1000);
    std::fs::write(&broken, &bytes).unwrap();
    refused(["--list", path(&broken), "show", "B001"], 2, &["expected", "1000 found"]);

    // A broken folder: nothing is written, and what was there stays.
    std::fs::write(
        folder.path().join("covers.toml"),
        "[[cover]]\nitem = \"B999\"\nmatter = \"M0001\"\nfrom = \"stated\"\n",
    )
    .unwrap();
    let before = std::fs::read(&out).unwrap();
    refused(
        ["compile", path(folder.path()), "-o", path(&out)],
        2,
        &["covers.toml:2: item: B999", "nothing was compiled"],
    );
    assert_eq!(std::fs::read(&out).unwrap(), before);
    refused(
        ["compile", path(&example()), "-o", path(&folder.path().join("no/such/out.lvz"))],
        2,
        &["cannot be written"],
    );
    refused(["--list", path(&out), "compile", path(folder.path()), "-o", path(&out)], 2, &["--list"]);

    // An export with a line that is none, by line.
    let export = folder.path().join("broken.jsonl");
    let mut lines = answered(["export"]);
    lines[41] = "{\"type\":\"item\"}".to_owned();
    lines[50] = lines[50].replace("\"tier\":\"basic\"", "\"tier\":\"base\"");
    std::fs::write(&export, lines.join("\n")).unwrap();
    refused(
        ["compile", path(&export), "-o", path(&out)],
        2,
        &["broken.jsonl:42: line", "broken.jsonl:51: tier", "nothing was compiled"],
    );
    // A fault that only the list as a whole shows is told by line too.
    let mut lines = answered(["export"]);
    lines[45] = lines[45].replace("\"category\":\"党的建设\"", "\"category\":\" \"");
    std::fs::write(&export, lines.join("\n")).unwrap();
    refused(["compile", path(&export), "-o", path(&out)], 2, &["broken.jsonl:"]);
}

#[test]
fn bind_writes_covers_and_keeps_what_an_editor_stated() {
    let folder = copy();
    let covers = folder.path().join("covers.toml");
    let lines = answered(["bind", "--dry-run", path(folder.path())]);
    assert!(!covers.exists());
    assert!(lines.last().unwrap().contains("0 stated by an editor and kept, 200 bound"), "{lines:?}");
    let json = answered(["bind", "--json", path(folder.path())]);
    let first: Value = serde_json::from_str(&json[0]).unwrap();
    let keys: Vec<&String> = first.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 8, "{keys:?}");
    assert!(first["main"] == true && first["reason"].as_array().is_some_and(|reason| !reason.is_empty()), "{first}");
    let bound = std::fs::read_to_string(&covers).unwrap();
    assert!(bound.matches("from = \"bound\"").count() > 200, "{bound}");
    // Binding again changes nothing; compiling with these covers gives the same answers as without.
    answered(["bind", path(folder.path())]);
    assert_eq!(std::fs::read_to_string(&covers).unwrap(), bound);
    let ask = |list: &Path| answered(["--list", path(list), "classify", "--json", "村口的路灯不亮了"]);
    assert_eq!(ask(folder.path()), ask(&example()));

    // An editor's word stays as it is written, with the notes around it, and counts.
    let stated = "# head\n\n# 老李核对过\n[[cover]]\nmatter = \"M0042\" # in his order of keys\nitem = \"B063\"\nmain = true\nfrom = \"stated\"\n";
    std::fs::write(&covers, stated).unwrap();
    let lines = answered(["bind", path(folder.path())]);
    assert!(lines.last().unwrap().contains("1 stated by an editor and kept, 199 bound"), "{lines:?}");
    assert!(lines.iter().all(|line| !line.starts_with("B063")));
    let text = std::fs::read_to_string(&covers).unwrap();
    assert!(text.starts_with(stated.trim_end()), "{text}");
    assert!(!text.contains("item = \"B063\"\nmatter"), "bound beside the stated one");
    let shown = answered(["--list", path(folder.path()), "show", "--json", "B063"]);
    let item: Value = serde_json::from_str(&shown[0]).unwrap();
    assert_eq!(
        (&item["matters"][0]["id"], &item["matters"][0]["from"]),
        (&Value::from("M0042"), &Value::from("stated"))
    );

    refused(["bind", path(&folder.path().join("township.toml"))], 2, &["not a list folder"]);
    refused(["bind", path(&folder.path().join("nowhere"))], 2, &["no such file or folder"]);
    let run = lvzhi(["bind", "--json", "--dry-run", path(folder.path())]);
    assert!(run.out.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}

#[test]
fn a_list_whose_items_are_all_stated_is_bound_and_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let (file, ours) = (folder.path().join("内置.xlsx"), folder.path().join("ours"));
    answered(["export", "--xlsx", path(&file)]);
    answered(["import", path(&file), "-o", path(&ours)]);
    let covers = std::fs::read_to_string(ours.join("covers.toml")).unwrap();
    for _ in 0..2 {
        assert!(answered(["bind", path(&ours)])[0].contains("292 项由人指定"));
        assert_eq!(std::fs::read_to_string(ours.join("covers.toml")).unwrap(), covers);
        assert_eq!(lvzhi(["--list", path(&ours), "export"]).out, lvzhi(["export"]).out);
    }
}

#[test]
fn covers_are_written_although_nobody_reads_what_is_printed() {
    use std::process::{Command, Stdio};
    let folder = copy();
    let mut run = Command::new(assert_cmd::cargo::cargo_bin!("lvzhi"))
        .args(["bind", path(folder.path())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(run.stdout.take());
    assert_eq!(run.wait().unwrap().code(), Some(0));
    let covers = std::fs::read_to_string(folder.path().join("covers.toml")).unwrap();
    assert!(covers.matches("[[cover]]").count() >= 200, "{covers}");
}

#[test]
fn an_item_is_left_out_by_hand_and_the_others_keep_their_ids() {
    let folder = copy();
    let file = folder.path().join("basic.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut blocks: Vec<&str> = text.split("[[item]]\n").collect();
    let gone = blocks.remove(5);
    assert!(gone.contains("number = 5\n"), "{gone}");
    std::fs::write(&file, blocks.join("[[item]]\n")).unwrap();
    let ours = path(folder.path());
    let before = answered(["--list", path(&example()), "export"]);
    let line = |lines: &[String], id: &str| -> Value {
        let start = format!("{{\"type\":\"item\",\"id\":\"{id}\"");
        lines
            .iter()
            .find(|line| line.starts_with(&start))
            .map_or(Value::Null, |line| serde_json::from_str(line).unwrap())
    };
    let after = answered(["--list", ours, "export"]);
    assert_eq!(line(&after, "B005"), Value::Null);
    for id in ["B001", "B006", "B082", "C001", "R054"] {
        assert_eq!(line(&after, id)["name"], line(&before, id)["name"], "{id}");
    }
    refused(["--list", ours, "show", "b5"], 1, &["B005"]);
    assert!(answered(["--list", ours, "show", "b82"])[0].contains("B082"));
    assert_eq!(lvzhi(["--list", ours, "show", "b83"]).code, 1);
    // The same of its compiled form and of its export.
    let (compiled, export) = (folder.path().join("a.lvz"), folder.path().join("a.jsonl"));
    answered(["compile", ours, "-o", path(&compiled)]);
    std::fs::write(&export, after.join("\n")).unwrap();
    for form in [path(&compiled), path(&export)] {
        assert_eq!(answered(["--list", form, "export"]), after);
    }
    let ask = |list: &str| answered(["--list", list, "classify", "--json", "村口的路灯不亮了"]);
    assert_eq!(ask(ours), ask(path(&compiled)));
    let check = lvzhi(["check", ours, "--allow", "no-matter"]);
    assert!(check.code == 1 && check.out.contains("清单载明事项 82，实有 81"), "{}", check.out);
    assert!(check.out.contains("B006 number: 序号 6 之前缺 1 个"), "{}", check.out);
    assert_eq!(lvzhi(["check", ours, "--allow", "totals"]).code, 0);
}

#[test]
fn an_id_that_no_item_has_is_told_with_those_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("桐溪乡.csv");
    let rows = "清单类别,序号,事项类别,事项名称\n基本履职,2,党的建设,落实党建责任\n基本履职,5,党的建设,做好党员发展\n";
    std::fs::write(&file, rows).unwrap();
    let show = |id: &str, says: &[&str]| refused(["--list", path(&file), "show", id], 1, says);
    show("b3", &["2 items", "not every number is used", "B002 and B005", "有空缺"]);
    show("b6", &["2 items", "the last is B005"]);
    show("b1", &["2 items", "the first is B002"]);
    show("r1", &["no items of this tier"]);
    refused(["show", "b141"], 1, &["140 items", "the last is B140"]);
}
