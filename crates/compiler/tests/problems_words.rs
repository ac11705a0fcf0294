//! What is wrong with the words of people, with the calibration and with whole files, and lists cut off anywhere.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{built_in, check, edit, line_of, only, problems, set, sound, text};
use lvzhi_compiler::{OPTIONAL, Problems, REQUIRED, Sources, parse};
use std::path::Path;

/// The built-in list with the whole text of a file replaced.
fn with(file: &'static str, new: &str) -> Sources {
    let mut sources = built_in().clone();
    set(&mut sources, file, new);
    sources
}

#[test]
fn phrases() {
    let (long, longest) = (format!("B001\t{}\n", "长".repeat(401)), format!("B001\t{}\n", "长".repeat(400)));
    for (new, line, field, says) in [
        ("B001\t不忘初心\nX001\t两个确立\n", 2, "id", "X001 is no item of this list"),
        ("B001\t不忘初心\nB141\t两个确立\n", 2, "id", "B141 is no item of this list"),
        ("b001\t不忘初心\n", 1, "id", "b001 is no item of this list"),
        ("B1\t不忘初心\n", 1, "id", "B1 is no item of this list"),
        ("\t不忘初心\n", 1, "id", "give the id before the tab"),
        ("B001 \t不忘初心\n", 1, "id", "give the id before the tab"),
        ("B001 不忘初心\n", 1, "line", "give the id, a tab and the phrase"),
        ("B001,不忘初心\n", 1, "line", "give the id, a tab and the phrase"),
        ("B001\n", 1, "line", "give the id, a tab and the phrase"),
        ("B001\t不忘初心\nB001\t不忘初心\n", 2, "phrase", "the same phrase as in line 1"),
        ("B001\t不 忘初心\nB001\t不忘初心\n", 2, "phrase", "the same phrase as in line 1"),
        ("B001\tQQ群\nB001\tqq群\n", 2, "phrase", "the same phrase as in line 1"),
        ("B002\t两个确立\nB001\t不忘初心\n", 2, "order", "sort the file"),
        ("B001\t两\nB001\t一\n", 2, "order", "sort the file"),
        ("B001\t\n", 1, "phrase", "empty; give a phrase or remove the line"),
        ("B001\t\u{200B}\n", 1, "phrase", "empty; give a phrase or remove the line"),
        ("B001\t \u{3000}\n", 1, "phrase", "empty; give a phrase or remove the line"),
        ("B001\t不忘初心 \n", 1, "phrase", "white space at an end"),
        ("B001\t\t不忘初心\n", 1, "phrase", "white space at an end"),
        ("B001\t不忘\t初心\n", 1, "phrase", "control character"),
        ("B001\t不忘\u{0}初心\n", 1, "phrase", "control character"),
        ("B001\t不忘\u{9b}初心\n", 1, "phrase", "control character"),
        (&long, 1, "phrase", "401 characters, at most 400"),
    ] {
        only(&with("phrases.tsv", new), "phrases.tsv", line, field, says);
    }
    only(&with("phrases.tsv", "\nB001\t不忘初心\n"), "phrases.tsv", 1, "line", "give the id, a tab and the phrase");
    // A phrase out of order that is also a phrase again: both are said, on its line.
    let found = problems(&with("phrases.tsv", "B001\t不忘初心\nB001\t不忘 初心\n"));
    let fields: Vec<(usize, &str)> = found.iter().map(|problem| (problem.line, problem.field.as_str())).collect();
    assert_eq!(fields, [(2, "order"), (2, "phrase")]);
    // Line ends of Windows are read, as is a last line without one, and a file without lines.
    assert_eq!(problems(&with("phrases.tsv", "B001\t一心\r\nB001\t两个确立\r\n")), []);
    assert_eq!(problems(&with("phrases.tsv", &longest)), []);
    assert_eq!(problems(&with("phrases.tsv", "B001\t不忘初心")), []);
    assert_eq!(problems(&with("phrases.tsv", "")), []);
}

#[test]
fn outside_matters() {
    let long = format!("天气\t{}\n", "雨".repeat(401));
    for (new, line, field, says) in [
        ("天气\t下雨吗\n无制表符\n", 2, "line", "give the topic, a tab and the phrase"),
        ("\t下雨吗\n", 1, "topic", "give the topic before the tab"),
        (" 天气\t下雨吗\n", 1, "topic", "give the topic before the tab"),
        ("天\u{1}气\t下雨吗\n", 1, "topic", "give the topic before the tab"),
        ("天气\t\n", 1, "phrase", "empty; give a phrase"),
        ("天气\t下雨吗\u{A0}\n", 1, "phrase", "white space at an end"),
        ("天气\t下\u{7}雨吗\n", 1, "phrase", "control character"),
        ("天气\t下雨吗\n天气\t下雨吗\n", 2, "phrase", "the same phrase as in line 1"),
        ("天气\t下雨吗\n交通\t堵车吗\n", 2, "order", "sort the file"),
        (&long, 1, "phrase", "401 characters, at most 400"),
    ] {
        only(&with("outside.tsv", new), "outside.tsv", line, field, says);
    }
    // One phrase may speak of two topics.
    assert_eq!(problems(&with("outside.tsv", "交通\t怎么办\n天气\t怎么办\n")), []);
    // 292 items leave room for 731 topics, and one class for what lies outside in general.
    let topics = |many: usize| (0..many).map(|n| format!("题{n:04}\t第{n}件事\n")).collect::<String>();
    assert_eq!(problems(&with("outside.tsv", &topics(731))), []);
    let full = "292 items and 732 topics, at most 1023 together; leave some out";
    only(&with("outside.tsv", &topics(732)), "outside.tsv", 1, "topic", full);
}

#[test]
fn background() {
    let long = "长".repeat(401);
    for (new, line, says) in [
        ("您好\n\n谢谢\n", 2, "empty; give a phrase or remove the line"),
        ("您好\n 谢谢\n", 2, "white space at an end"),
        ("您好\n谢\u{8}谢\n", 2, "control character"),
        ("您好\n谢\t谢\n", 2, "control character"),
        (&long, 1, "401 characters, at most 400"),
    ] {
        only(&with("background.txt", new), "background.txt", line, "phrase", says);
    }
    assert_eq!(problems(&with("background.txt", "您好\r\n谢谢")), []);
}

/// The first line of the calibration that gives a `score`: it is fitted, so its value changes.
fn score() -> &'static str {
    text(built_in(), "calibration.toml").lines().find(|line| line.starts_with("score = ")).unwrap()
}

#[test]
fn calibration() {
    let (score, line) = (score(), format!("{}\n", score()));
    check(
        "calibration.toml",
        &[
            (&line, "", "[right]", "score", "missing field `score`"),
            (score, "score = \"high\"", "score = \"high\"", "score", "invalid type: string \"high\""),
            (score, "score = true", "score = true", "score", "invalid type: boolean"),
            (score, "score = -7.6.1", "score", "score", "see the fields"),
            (score, "score = nan", "score", "score", "NaN is no finite number; give one"),
            (score, "score = -inf", "score", "score", "-inf is no finite number; give one"),
            (score, "score = 1e39", "score", "score", "inf is no finite number; give one"),
            (score, "score = -7.6\nscale = 1.0", "scale", "scale", "unknown field `scale`"),
            ("[listed]", "[list]", "[list]", "list", "unknown field `list`"),
            ("[listed]", "[listed", "[listed", "syntax", "expected `]`"),
        ],
    );
    let first = text(built_in(), "calibration.toml").split("[listed]").next().unwrap();
    only(&with("calibration.toml", first), "calibration.toml", 1, "listed", "missing field `listed`");
    // Whole numbers are numbers.
    let mut whole = built_in().clone();
    edit(&mut whole, "calibration.toml", score, "score = -7");
    assert_eq!(problems(&whole), []);
}

#[test]
fn several_errors_in_several_files_come_out_together_and_sorted() {
    let mut sources = built_in().clone();
    edit(&mut sources, "township.toml", "653130203", "6531");
    edit(&mut sources, "reclaimed.toml", "method = \"不再开展此项工作。\"", "method = \"\"");
    edit(&mut sources, "cooperative.toml", "[\"巴楚县委组织部\"]", "[\"组织部\"]");
    edit(&mut sources, "basic.toml", "lines = [31]", "lines = []");
    edit(&mut sources, "basic.toml", "category = \"党的建设\"", "category = \"党建\"");
    edit(&mut sources, "departments.toml", "kind = \"party\"", "kind = \"club\"");
    set(&mut sources, "phrases.tsv", "B001\t\nB001\t一\nB999\t一\n");
    set(&mut sources, "background.txt", "\n");
    edit(&mut sources, "calibration.toml", score(), "score = inf");
    let found: Vec<(String, String)> = problems(&sources)
        .iter()
        .map(|problem| (problem.file.file_name().unwrap().to_string_lossy().into_owned(), problem.field.clone()))
        .collect();
    let wanted = [
        ("background.txt", "phrase"),
        ("basic.toml", "category"),
        ("basic.toml", "lines"),
        ("calibration.toml", "score"),
        ("cooperative.toml", "departments"),
        ("departments.toml", "kind"),
        ("phrases.tsv", "phrase"),
        ("phrases.tsv", "id"),
        ("reclaimed.toml", "takeover.method"),
        ("township.toml", "code"),
    ];
    assert_eq!(found, wanted.map(|(file, field)| (file.to_owned(), field.to_owned())));
    // Files that cannot be parsed are said together, too, before the sense of any is looked at.
    let mut sources = built_in().clone();
    for file in ["township.toml", "reclaimed.toml", "departments.toml", "calibration.toml", "basic.toml"] {
        let broken = format!("{}\n= 1\n", text(&sources, file));
        set(&mut sources, file, broken);
    }
    let found: Vec<String> = problems(&sources).iter().map(|problem| problem.file.display().to_string()).collect();
    let files = ["basic", "calibration", "departments", "reclaimed", "township"];
    assert_eq!(found, files.map(|file| format!("list/{file}.toml")));
}

#[test]
fn files_that_are_empty_or_not_there() {
    for (file, field) in [("township.toml", "data_version"), ("source.txt", "lines")] {
        for sources in [with(file, ""), {
            let mut sources = built_in().clone();
            sources.files.retain(|(name, _)| *name != file);
            sources
        }] {
            let found = problems(&sources);
            assert!(found.iter().all(|problem| problem.field == field), "{found:?}");
            assert!(!found.is_empty());
        }
    }
    // No departments: every name in the items is unknown. No items: the totals are not met.
    let found = problems(&with("departments.toml", ""));
    assert!(
        found.iter().any(|problem| problem.message.contains("巴楚县委组织部 is not a canonical name")),
        "{found:?}"
    );
    for (file, declared) in [("basic.toml", 140), ("cooperative.toml", 108), ("reclaimed.toml", 44)] {
        let found = problems(&with(file, ""));
        let says = format!("{declared} declared, 0 found in {file}");
        assert!(found.iter().any(|problem| problem.message.starts_with(&says)), "{found:?}");
    }
    for file in OPTIONAL {
        assert_eq!(problems(&with(file, "")), [], "{file}");
    }
    let nothing = Sources::default();
    assert_eq!(problems(&nothing).len(), 1, "the township's fields are missing");
}

/// Writes the built-in list into a folder.
fn write(folder: &Path) {
    for (name, text) in &built_in().files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

fn read(folder: &Path) -> Problems {
    let problems = lvzhi_compiler::read(folder).unwrap_err();
    sound(&problems);
    problems
}

#[test]
fn folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    // An empty folder, one that is not there, and a file lack all required files and no optional one.
    std::fs::write(path.join("file"), "x").unwrap();
    for path in [path, &path.join("nowhere"), &path.join("file")] {
        let Problems(found) = read(path);
        assert!(found.len() >= REQUIRED.len(), "{found:?}");
        for name in REQUIRED {
            let one = found.iter().find(|problem| problem.file == path.join(name)).unwrap();
            assert_eq!((one.line, one.field.as_str()), (1, "file"));
            assert!(one.message.contains("a list folder needs this file"));
        }
    }
    write(path);
    assert!(lvzhi_compiler::read(path).is_ok());
    for name in OPTIONAL {
        std::fs::remove_file(path.join(name)).unwrap();
    }
    assert!(lvzhi_compiler::read(path).is_ok());
    std::fs::remove_file(path.join("basic.toml")).unwrap();
    std::fs::create_dir(path.join("basic.toml")).unwrap();
    let Problems(found) = read(path);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].file, path.join("basic.toml"));
}

#[test]
fn files_that_are_not_utf_8() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    write(path);
    for name in REQUIRED.into_iter().chain(OPTIONAL) {
        let text = text(built_in(), name).as_bytes();
        // The third line in GB 18030, as an old editor saves it; and a file cut within a character.
        let third = text.iter().enumerate().filter(|&(_, &b)| b == b'\n').nth(1).unwrap().0 + 1;
        std::fs::write(path.join(name), [&text[..third], b"\xB7\xA8\xD6\xCE\n", &text[third..]].concat()).unwrap();
        let Problems(found) = read(path);
        let shown = format!("{}:3: file: not UTF-8 from byte {third}; save", path.join(name).display());
        assert!(found.len() == 1 && found[0].to_string().starts_with(&shown), "{found:?}");
        std::fs::write(path.join(name), [text, b"\xE5\xA4"].concat()).unwrap();
        let Problems(found) = read(path);
        let last = 1 + text.iter().filter(|&&b| b == b'\n').count();
        assert_eq!((found.len(), found[0].line), (1, last));
        std::fs::write(path.join(name), text).unwrap();
    }
    std::fs::write(path.join("reclaimed.toml"), b"\xFF").unwrap();
    std::fs::write(path.join("background.txt"), b"\xFF").unwrap();
    assert_eq!(read(path).0.len(), 2);
    let mut named: Vec<_> = read(path).0.into_iter().map(|problem| problem.file).collect();
    named.sort();
    assert_eq!(named, [path.join("background.txt"), path.join("reclaimed.toml")]);
}

#[test]
fn a_file_cut_off_anywhere_never_panics() {
    let mut broken = 0;
    for (name, whole) in &built_in().files {
        for part in 0..40 {
            let mut at = whole.len() * part / 40;
            while !whole.is_char_boundary(at) {
                at -= 1;
            }
            let sources = with(name, &whole[..at]);
            broken += usize::from(parse(&sources).inspect_err(sound).is_err());
        }
    }
    // Phrases and background cut at a line are sound; a declaration cut anywhere is not.
    assert!(broken > 6 * 39, "{broken}");
}

#[test]
fn a_file_with_a_byte_too_much_or_too_little_never_panics() {
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |bound: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % bound as u64) as usize
    };
    let signs = ["\"", "'", "[", "]", "{", "=", "\n", "\t", "\\", "#", ",", ".", "0", "9", "\u{0}", "\u{FEFF}", "县"];
    for (name, whole) in &built_in().files {
        for _ in 0..40 {
            let mut at = below(whole.len());
            while !whole.is_char_boundary(at) {
                at -= 1;
            }
            let (before, behind) = whole.split_at(at);
            let rest = if below(2) == 0 { behind } else { behind.get(1..).unwrap_or(behind) };
            let sources = with(name, &format!("{before}{}{rest}", signs[below(signs.len())]));
            let _ = parse(&sources).inspect_err(sound);
        }
    }
}

#[test]
fn files_nested_or_long_beyond_sense_never_panic() {
    for deep in ["[", "{a=", "[[", "a.", "\"", "'''"] {
        for name in ["township.toml", "departments.toml", "basic.toml", "calibration.toml"] {
            let sources = with(name, &format!("x = {}", deep.repeat(20_000)));
            assert!(!problems(&sources).is_empty());
            let _ = problems(&with(name, &deep.repeat(20_000)));
        }
    }
    // As many categories and departments as there is no room for.
    let mut sources = built_in().clone();
    let many: String = (0..300).map(|n| format!("\"第{n}类\", ")).collect();
    edit(&mut sources, "township.toml", "\"经济发展\", ", &format!("\"经济发展\", {many}"));
    let says = "348 categories, at most 255 together";
    assert!(problems(&sources).iter().any(|problem| problem.message.starts_with(says)));
    let mut sources = built_in().clone();
    let entry = |n| format!("[[department]]\nname = \"第{n}局\"\nshort = \"{n}局\"\nkind = \"bank\"\n\n");
    let had = text(&sources, "departments.toml").matches("[[department]]").count();
    let many: String = (had..255).map(entry).collect();
    let whole = format!("{}\n{many}", text(&sources, "departments.toml"));
    set(&mut sources, "departments.toml", whole);
    only(&sources, "departments.toml", 1, "department", "255 departments, at most 254");
    let line = line_of(text(&sources, "departments.toml"), "[[department]]\nname = \"第254局\"");
    assert!(line > 254);
}
