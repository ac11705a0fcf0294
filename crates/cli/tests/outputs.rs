//! What is written, and what is left alone: an output never replaces what is read, another output, or what somebody made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{answered, lvzhi, lvzhi_with, refused};
use std::path::{Path, PathBuf};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/tests/data").join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with the example's workbook.
fn home() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("清单.xlsx");
    let bytes = std::fs::read(data("official.xlsx")).unwrap();
    std::fs::write(&file, &bytes).unwrap();
    (home, file, bytes)
}

#[test]
fn no_output_replaces_what_is_read() {
    let (home, file, bytes) = home();
    let same = home.path().join(".").join("x").join("..").join("清单.xlsx");
    std::fs::create_dir(home.path().join("x")).unwrap();
    let mut places = vec![file.clone(), same];
    #[cfg(unix)]
    {
        let link = home.path().join("link.xlsx");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        places.push(link);
    }
    for place in &places {
        let (file, place) = (text(&file), text(place));
        refused(["import", file, "--report", place], 2, &["is what is read here"]);
        refused(["import", file, "--marked", place, "--force"], 2, &["is what is read here"]);
        refused(["import", place, "--marked", file, "--force"], 2, &["is what is read here"]);
        refused(["compile", file, "-o", place], 2, &["is what is read here"]);
        refused(["--list", file, "export", "--xlsx", place, "--force"], 2, &["is what is read here"]);
        refused(["template", "-o", place], 2, &["is there already"]);
    }
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    // The files of a list folder that is read.
    let ours = home.path().join("ours");
    answered(["import", text(&file), "-o", text(&ours)]);
    let basic = ours.join("basic.toml");
    let before = std::fs::read(&basic).unwrap();
    refused(["compile", text(&ours), "-o", text(&basic)], 2, &["is what is read here"]);
    assert_eq!(std::fs::read(&basic).unwrap(), before);
    answered(["compile", text(&ours), "-o", text(&ours.join("ours.lvz"))]);
}

#[test]
fn two_outputs_have_two_places() {
    let (home, file, _) = home();
    let one = home.path().join("one.xlsx");
    refused(["import", text(&file), "--report", text(&one), "--marked", text(&one)], 2, &["two outputs"]);
    refused(["import", text(&file), "--report", text(&one), "-o", text(&one)], 2, &["two outputs"]);
    assert!(!one.exists());
    refused(["import", text(&file), "--report", text(home.path())], 2, &["is a folder"]);
    refused(["compile", text(&file), "-o", text(home.path())], 2, &["is a folder"]);
}

#[test]
fn the_files_of_the_list_folder_are_its_own() {
    let (home, file, _) = home();
    let ours = home.path().join("ours");
    for name in ["township.toml", "imported.jsonl", "Basic.toml", "source.txt"] {
        refused(["import", text(&file), "-o", text(&ours), "--report", text(&ours.join(name))], 2, &["of this name"]);
        assert!(!ours.exists(), "{name}");
    }
    #[cfg(unix)]
    {
        let link = home.path().join("link");
        std::os::unix::fs::symlink(home.path(), &link).unwrap();
        let within = link.join("ours/township.toml");
        refused(["import", text(&file), "-o", text(&ours), "--report", text(&within)], 2, &["of this name"]);
    }
    // Another name in it is nobody's.
    let report = ours.join("report.txt");
    for _ in 0..2 {
        let run = lvzhi(["import", text(&file), "-o", text(&ours), "--report", text(&report)]);
        assert_eq!((run.code, report.is_file()), (0, true), "{}", run.err);
        refused(
            ["import", text(&file), "-o", text(&ours), "--report", text(&ours.join("basic.toml"))],
            2,
            &["of this name"],
        );
    }
}

#[test]
fn nothing_is_written_where_an_output_has_no_place() {
    let (home, file, _) = home();
    let (ours, nowhere) = (home.path().join("ours"), home.path().join("none/x.xlsx"));
    for output in ["--report", "--marked"] {
        let run = refused(
            ["import", text(&file), "-o", text(&ours), output, text(&nowhere)],
            2,
            &["cannot be written", "a folder that is there"],
        );
        assert!(!ours.exists() && run.out.is_empty(), "{output}");
    }
    refused(["compile", text(&file), "-o", text(&nowhere)], 2, &["a folder that is there"]);
    refused(["export", "--xlsx", text(&nowhere)], 2, &["a folder that is there"]);
}

#[test]
fn a_workbook_is_called_one() {
    let (home, file, _) = home();
    let csv = home.path().join("m.csv");
    refused(["import", text(&file), "--marked", text(&csv)], 2, &[".xlsx"]);
    refused(["export", "--xlsx", text(&csv)], 2, &[".xlsx"]);
    refused(["template", "-o", text(&csv)], 2, &[".xlsx"]);
    assert!(!csv.exists());
    answered(["import", text(&file), "--marked", text(&home.path().join("M.XLSX"))]);
}

#[test]
fn a_folder_keeps_to_one_township() {
    let home = tempfile::tempdir().unwrap();
    let (file, ours) = (home.path().join("全县.csv"), home.path().join("ours"));
    let rows = "乡镇,清单类别,序号,事项类别,事项名称\n桐溪乡,基本履职,1,党的建设,落实党建责任\n青石镇,基本履职,1,党的建设,做好党员发展\n";
    std::fs::write(&file, rows).unwrap();
    let import = |township: &str| lvzhi(["import", text(&file), "--township", township, "-o", text(&ours)]);
    assert_eq!(import("桐溪乡").code, 0);
    let run = import("青石镇");
    assert!(run.code == 2 && run.err.contains("桐溪乡") && run.err.contains("青石镇"), "{}", run.err);
    assert_eq!(answered(["--list", text(&ours), "list"]).len(), 1);
    assert_eq!(import("桐溪乡").code, 0);
}

#[test]
fn only_what_was_written_here_is_replaced() {
    let (home, file, bytes) = home();
    let file = text(&file);
    let mine = home.path().join("mine.xlsx");
    std::fs::write(&mine, &bytes).unwrap();
    refused(["compile", text(&data("official.xlsx")), "-o", file], 2, &["is no compiled list"]);
    refused(["import", file, "--report", text(&mine)], 2, &["is no report"]);
    refused(["import", file, "--marked", text(&mine)], 2, &["--force"]);
    refused(["export", "--xlsx", text(&mine)], 2, &["--force"]);
    assert_eq!(std::fs::read(&mine).unwrap(), bytes);
    answered(["export", "--xlsx", text(&mine), "--force"]);
    assert_ne!(std::fs::read(&mine).unwrap(), bytes);
    // Once more, each in its place.
    let (report, compiled, marked) = (home.path().join("r"), home.path().join("c.lvz"), home.path().join("m.xlsx"));
    for _ in 0..2 {
        assert_eq!(lvzhi(["import", file, "--report", text(&report)]).code, 0);
        answered(["compile", file, "-o", text(&compiled)]);
        answered(["import", file, "--marked", text(&marked), "--force"]);
    }
    assert_eq!(lvzhi(["import", file, "--json", "--report", text(&report)]).code, 0);
    assert_eq!(lvzhi(["import", file, "--report", text(&report)]).code, 0);
}

#[cfg(unix)]
#[test]
fn links_stay_and_devices_are_written_to() {
    let (home, file, _) = home();
    let (real, link) = (home.path().join("real.lvz"), home.path().join("link.lvz"));
    std::os::unix::fs::symlink(&real, &link).unwrap();
    for _ in 0..2 {
        answered(["compile", text(&file), "-o", text(&link)]);
        assert!(link.is_symlink() && real.is_file() && !real.is_symlink());
        answered(["--list", text(&real), "show", "b1"]);
    }
    let run = lvzhi(["import", text(&file), "--report", "/dev/stdout"]);
    assert!(run.code == 0 && run.out.contains("200 项"), "{}", run.err);
    assert_eq!(lvzhi(["import", text(&file), "--report", "/dev/null"]).code, 0);
}

#[test]
fn a_folder_is_no_file_to_import() {
    let (home, ..) = home();
    refused(["import", text(home.path())], 2, &["is a folder", "--list", "是文件夹"]);
}

#[test]
fn a_dash_is_standard_input() {
    let alone = answered(["classify", "--json", "村口的路灯不亮了"]);
    let run = lvzhi_with("村口的路灯不亮了\n", ["classify", "--json", "-"]);
    assert_eq!((run.code, run.out.lines().collect::<Vec<_>>()), (0, alone.iter().map(String::as_str).collect()));
    // Ranges are those of what was sent.
    let run = lvzhi_with("\n 您好，村口的路灯不亮了\n", ["classify", "--json", "--frame", "-"]);
    assert!(run.out.contains("\"start\":2,\"end\":8"), "{}", run.out);
    // What is sent there is text, whatever files are called.
    assert_eq!(lvzhi_with("见附件.docx", ["classify", "--json", "-"]).code, 0);
    // Beside other words it says nothing that can be answered.
    for words in [["classify", "低保", "-"], ["classify", "-", "低保"]] {
        let run = lvzhi_with("村口的路灯不亮了\n", words);
        assert!(run.code == 2 && run.out.is_empty() && run.err.contains("stands alone"), "{}{}", run.out, run.err);
    }
    let run = lvzhi_with(" \n", ["classify", "-"]);
    assert!(run.code == 2 && run.err.contains("standard input is empty"), "{}", run.err);
    // GB18030, as a Chinese console pipes it; and what is neither.
    let run = lvzhi_with(
        b"\xB4\xE5\xBF\xDA\xB5\xC4\xC2\xB7\xB5\xC6\xB2\xBB\xC1\xC1\xC1\xCB\n".to_vec(),
        ["classify", "--json", "-"],
    );
    assert_eq!((run.code, run.out.lines().collect::<Vec<_>>()), (0, alone.iter().map(String::as_str).collect()));
    let run = lvzhi_with(b"\xFF\xFE\xFF".to_vec(), ["classify", "-"]);
    assert!(run.code == 2 && run.err.contains("UTF-8"), "{}", run.err);
}

#[test]
fn help_offers_a_list_where_it_is_taken() {
    for verb in ["classify", "show", "list", "departments", "export", "check"] {
        assert!(lvzhi([verb, "--help"]).out.contains("--list"), "{verb}");
    }
    for verb in ["import", "compile", "bind", "template"] {
        assert!(!lvzhi([verb, "--help"]).out.contains("--list <"), "{verb}");
        refused(["--list", "a", verb, "b", "-o", "c"].into_iter().take(if verb == "bind" { 4 } else { 6 }), 2, &[]);
    }
    refused(["--list", "a", "show", "b1", "--list", "b"], 2, &["given twice"]);
}

#[test]
fn a_township_is_chosen_among_several() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("全县.csv");
    let rows = "乡镇,清单类别,序号,事项类别,事项名称\n桐溪乡,基本履职,1,党的建设,落实党建责任\n青石镇,基本履职,1,党的建设,做好党员发展\n青石镇,基本履职,2,党的建设,做好党员教育\n";
    std::fs::write(&file, rows).unwrap();
    let file = text(&file);
    refused(["--list", file, "list"], 2, &["桐溪乡（1 项）", "--township"]);
    assert_eq!(answered(["--list", file, "--township", "青石镇", "list"]).len(), 2);
    assert_eq!(answered(["list", "--list", file, "--township", "桐溪乡"]).len(), 1);
    assert_eq!(lvzhi(["check", file, "--township", "青石镇"]).code, 0);
    refused(["--list", file, "--township", "白水乡", "list"], 2, &["白水乡", "桐溪乡"]);
    refused(["--township", "白水乡", "list"], 2, &["built in"]);
    let compiled = home.path().join("a.lvz");
    answered(["compile", file, "--township", "青石镇", "-o", text(&compiled)]);
    refused(["--list", text(&compiled), "--township", "桐溪乡", "list"], 2, &["青石镇"]);
}
