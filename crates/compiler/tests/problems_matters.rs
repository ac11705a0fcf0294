//! What is wrong with a folder of matters is said with file, line, field and remedy: one edit, one problem.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::small::{CALIBRATION, MATTERS, write};
use common::sound;
use lvzhi_compiler::Problem;
use lvzhi_compiler::matters::Matters;
use std::path::Path;
use tempfile::TempDir;

/// The small matters in a folder.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &MATTERS);
    write(folder.path(), &[("calibration.toml", CALIBRATION)]);
    folder
}

fn problems(folder: &Path) -> Vec<Problem> {
    match Matters::read(folder) {
        Ok(_) => Vec::new(),
        Err(problems) => {
            sound(&problems);
            problems.0
        }
    }
}

/// Asserts that a folder has this problem and no other.
fn only(folder: &Path, file: &str, line: usize, field: &str, says: &str) {
    let found = problems(folder);
    let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
    let [one] = shown.as_slice() else {
        panic!("{} problems for {says:?} in {file}:\n{}", shown.len(), shown.join("\n"))
    };
    let head = format!("{}:{line}: {field}: ", folder.join(file).display());
    assert!(one.starts_with(&head) && one[head.len()..].contains(says), "{head}…{says}… wanted, but\n{one}");
}

/// Makes an edit, and looks for its one problem.
fn edited(file: &str, old: &str, new: &str, line: usize, field: &str, says: &str) {
    let folder = folder();
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} does not hold {old:?}: mend the test");
    std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    only(folder.path(), file, line, field, says);
}

#[test]
fn the_small_matters_and_those_of_the_project_are_sound() {
    assert_eq!(problems(folder().path()), []);
    assert_eq!(problems(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/matters")), []);
}

#[test]
fn acts() {
    let sound = "empty, or white space at an end";
    for (old, new, line, field, says) in [
        (
            "[[act]]\nkey = \"handle\"",
            "[[act]]\nkey = \"apply\"\nname = \"报\"\n[[act]]\nkey = \"handle\"",
            6,
            "key",
            "apply is the key of an act above; keys tell acts apart, so change one",
        ),
        ("name = \"处理\"", "name = \" 处理\"", 6, "name", sound),
        ("key = \"handle\"", "key = \"handle\"\nkind = 1", 8, "kind", "unknown field `kind`"),
        ("[[act]]", "[[acts]]", 2, "acts", "unknown field `acts`"),
        ("name = \"处理\"\n", "", 6, "name", "missing field `name`"),
    ] {
        edited("acts.toml", old, new, line, field, says);
    }
}

#[test]
fn the_registry() {
    let file = "registry/civil-affairs.toml";
    let sound = "empty, or white space at an end";
    for (old, new, line, field, says) in [
        ("id = \"M0002\"", "id = \"M2\"", 12, "id", "M2 is no id of a matter; give one such as M0042"),
        ("id = \"M0002\"", "id = \"M0000\"", 12, "id", "M0000 is no id of a matter"),
        (
            "id = \"M0002\"",
            "id = \"M0005\"",
            5,
            "id",
            "M0003, but there is no M0002; ids run without gaps, so give that",
        ),
        ("act = \"apply\"\nbody", "act = \"file\"\nbody", 7, "act", "file is not in acts.toml; add it there"),
        (
            "thing = \"残疾人补贴\"",
            "thing = \"最低生活 保障\"",
            13,
            "thing",
            "the same thing and act as M0001; join the two",
        ),
        ("thing = \"残疾人补贴\"", "thing = \"\"", 13, "thing", sound),
        ("thing = \"残疾人补贴\"", "thing = \"残疾人\\u0000补贴\"", 13, "thing", "control character"),
        ("body = \"民政部门\"", "body = \"民政部门 \"", 8, "body", sound),
        ("basis = \"《社会", "basis = \"\u{3000}《社会", 9, "basis", sound),
        ("field = \"民政\"", "field = \"\"", 2, "field", sound),
        ("field = \"民政\"\n", "", 1, "field", "missing field `field`"),
        ("thing = \"残疾人补贴\"\n", "", 11, "thing", "missing field `thing`"),
        ("thing = \"残疾人补贴\"", "thing = \"残疾人补贴\"\nwho = 1", 14, "who", "unknown field `who`"),
        ("thing = \"残疾人补贴\"", "thing = 残疾人补贴", 13, "thing", "see the fields of the others"),
        ("id = \"M0002\"", "id = \"M0002\"\nwithin = \"M2\"", 13, "within", "M2 is no id of a matter"),
        ("id = \"M0002\"", "id = \"M0002\"\nwithin = \"M0002\"", 12, "within", "a matter is no part of itself"),
        ("id = \"M0002\"", "id = \"M0002\"\nwithin = \"M0005\"", 12, "within", "there is no M0005; give a matter"),
    ] {
        // A gap is told where the next id stands.
        let file = if says.starts_with("M0003") { "registry/housing.toml" } else { file };
        let folder = folder();
        let path = folder.path().join("registry/civil-affairs.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old:?}: mend the test");
        std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
        only(folder.path(), file, line, field, says);
    }
    // A part of a part.
    let chained = folder();
    let path = chained.path().join("registry/housing.toml");
    let text = std::fs::read_to_string(&path).unwrap().replacen("M0004\"", "M0004\"\nwithin = \"M0001\"", 1);
    let text = text.replacen("M0003\"", "M0003\"\nwithin = \"M0004\"", 1);
    std::fs::write(&path, text).unwrap();
    only(chained.path(), "registry/housing.toml", 5, "within", "M0004 is a part of M0001 itself; give that");
    edited("registry/housing.toml", "M0004", "M0003", 10, "id", "M0003 is the id of another matter, too; change one");
    edited("registry/housing.toml", "M0004", "M0006", 10, "id", "M0006, but there is no M0004; ids run without gaps");
}

#[test]
fn too_many_matters_or_none() {
    let folder = folder();
    let matter = |n: usize| format!("[[matter]]\nid = \"M{n:04}\"\nthing = \"第{n}件\"\nact = \"apply\"\n\n");
    let registry = |most: usize| format!("field = \"其他\"\n\n{}", (5..=most).map(matter).collect::<String>());
    write(folder.path(), &[("registry/other.toml", &registry(2047))]);
    assert_eq!(problems(folder.path()), []);
    write(folder.path(), &[("registry/other.toml", &registry(2048))]);
    only(folder.path(), "registry", 1, "file", "2048 matters, at least 1 and at most 2047; add or join some");
    std::fs::remove_dir_all(folder.path().join("registry")).unwrap();
    std::fs::create_dir(folder.path().join("registry")).unwrap();
    for name in ["words/civil-affairs.tsv", "words/housing.tsv", "wording.tsv"] {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    only(folder.path(), "registry", 1, "file", "0 matters, at least 1");
}

#[test]
fn words() {
    let long = format!("M0003\t{}\n", "长".repeat(1001));
    for file in ["words/housing.tsv", "wording.tsv"] {
        for (new, line, field, says) in [
            ("M0003\t拆违\nM0005\t拆违\n", 2, "id", "M0005 is no matter of the registry; give an id such as M0042"),
            ("M3\t拆违\n", 1, "id", "M3 is no matter of the registry"),
            ("B001\t拆违\n", 1, "id", "B001 is no matter of the registry"),
            ("\t拆违\n", 1, "id", "give the id before the tab"),
            ("M0003 拆违\n", 1, "line", "give the id, a tab and the phrase"),
            ("M0004\t下雨\nM0003\t拆违\n", 2, "order", "sort the file"),
            ("M0003\t拆违\nM0003\t拆违\n", 2, "phrase", "the same phrase as in line 1; remove one"),
            ("M0003\tQQ\nM0003\tＱＱ\n", 2, "phrase", "the same phrase as in line 1; remove one"),
            ("M0003\t\n", 1, "phrase", "empty; give a phrase"),
            ("M0003\t拆违 \n", 1, "phrase", "white space at an end"),
            (&long, 1, "phrase", "1001 characters, at most 1000"),
        ] {
            let folder = folder();
            write(folder.path(), &[(file, new)]);
            only(folder.path(), file, line, field, says);
        }
    }
    for (new, line, says) in [
        ("您好\n\n谢谢\n", 2, "empty; give a phrase or remove the line"),
        ("您好\n谢\t谢\n", 2, "control character"),
        (" 您好\n", 1, "white space at an end"),
    ] {
        let folder = folder();
        write(folder.path(), &[("background.txt", new)]);
        only(folder.path(), "background.txt", line, "phrase", says);
    }
}

#[test]
fn calibration() {
    let file = "calibration.toml";
    for (old, new, line, field, says) in [
        ("constant = -0.46\n", "", 2, "constant", "missing field `constant`"),
        (
            "over_rival = 5.93",
            "over_rival = nan",
            12,
            "over_rival",
            "NaN is no number from -1000000 to 1000000; give one",
        ),
        ("over_rival = 5.93", "over_rival = -inf", 12, "over_rival", "-inf is no number"),
        ("over_rival = 5.93", "over_rival = 1e39", 12, "over_rival", "inf is no number"),
        ("constant = -2.32", "constant = 1000001", 10, "constant", "1000001 is no number from"),
        ("over_rival = 5.93", "over_rival = \"high\"", 12, "over_rival", "invalid type: string \"high\""),
        ("over_rival = 5.93", "own = 5.93", 12, "own", "unknown field `own`"),
        ("[listed]", "[list]", 2, "list", "unknown field `list`"),
    ] {
        edited(file, old, new, line, field, says);
    }
    // A fact that tells nothing need not be given; whole numbers are numbers.
    let folder = folder();
    write(folder.path(), &[(file, "[listed]\nconstant = 1\n\n[right]\nconstant = 0\nlength = 1\n")]);
    let read = Matters::read(folder.path()).unwrap();
    assert_eq!(read.calibration.right.factors.map(|factor| factor.get()), [0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn files_that_are_missing_or_not_utf_8() {
    let names = MATTERS.map(|(name, _)| name).into_iter().chain(["calibration.toml"]);
    for name in names {
        let folder = folder();
        let path = folder.path().join(name);
        std::fs::write(&path, b"\xB7\xA8\xD6\xCE\n").unwrap();
        let found = problems(folder.path());
        let one = found.iter().find(|problem| problem.file == path && problem.field == "file").unwrap();
        assert!(one.line == 1 && one.message.contains("save the file as UTF-8"), "{one}");
        // Of a folder of files none must be there; other files must.
        std::fs::remove_file(&path).unwrap();
        let found = problems(folder.path());
        if name.starts_with("words/") {
            assert_eq!(found, []);
        } else if !name.starts_with("registry/") {
            let one = found.iter().find(|problem| problem.file == path && problem.field == "file").unwrap();
            assert!(one.line == 1 && one.message.contains("the matters need this file, so add it"), "{one}");
        }
    }
    for name in ["registry", "words"] {
        let folder = folder();
        std::fs::remove_dir_all(folder.path().join(name)).unwrap();
        let found = problems(folder.path());
        assert!(found.iter().any(|problem| problem.file == folder.path().join(name)), "{found:?}");
    }
    let nowhere = tempfile::tempdir().unwrap();
    assert!(problems(&nowhere.path().join("nowhere")).len() >= 5);
}
