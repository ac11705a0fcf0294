//! What is wrong with a list's own phrases, with whole files and folders, and lists cut off or changed anywhere.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{built_in, edit, only, problems, set, sound, text};
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
    let (long, longest) = (format!("B001\t{}\n", "长".repeat(1001)), format!("B001\t{}\n", "长".repeat(1000)));
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
        (&long, 1, "phrase", "1001 characters, at most 1000"),
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
fn several_errors_in_several_files_come_out_together_and_sorted() {
    let mut sources = built_in().clone();
    edit(&mut sources, "township.toml", "653130203", "6531");
    edit(&mut sources, "reclaimed.toml", "method = \"不再开展此项工作。\"", "method = \"\"");
    edit(&mut sources, "cooperative.toml", "[\"巴楚县委组织部\"]", "[\"组织部\"]");
    edit(&mut sources, "basic.toml", "lines = [31]", "lines = []");
    edit(&mut sources, "basic.toml", "category = \"党的建设\"", "category = \"党建\"");
    edit(&mut sources, "departments.toml", "kind = \"party\"", "kind = \"club\"");
    set(&mut sources, "phrases.tsv", "B001\t\nB001\t一\nB999\t一\n");
    edit(&mut sources, "covers.toml", "matter = \"M1071\"", "matter = \"M01\"");
    let found: Vec<(String, String)> = problems(&sources)
        .iter()
        .map(|problem| (problem.file.file_name().unwrap().to_string_lossy().into_owned(), problem.field.clone()))
        .collect();
    let wanted = [
        ("basic.toml", "category"),
        ("basic.toml", "lines"),
        ("cooperative.toml", "departments"),
        ("covers.toml", "matter"),
        ("departments.toml", "kind"),
        ("phrases.tsv", "phrase"),
        ("phrases.tsv", "id"),
        ("reclaimed.toml", "takeover.method"),
        ("township.toml", "code"),
    ];
    assert_eq!(found, wanted.map(|(file, field)| (file.to_owned(), field.to_owned())));
    // Files that cannot be parsed are said together, too, before the sense of any is looked at.
    let mut sources = built_in().clone();
    for file in ["township.toml", "reclaimed.toml", "departments.toml", "covers.toml", "basic.toml"] {
        let broken = format!("{}\n= 1\n", text(&sources, file));
        set(&mut sources, file, broken);
    }
    let found: Vec<String> = problems(&sources).iter().map(|problem| problem.file.display().to_string()).collect();
    let files = ["basic", "covers", "departments", "reclaimed", "township"];
    assert_eq!(found, files.map(|file| format!("list/{file}.toml")));
}

#[test]
fn files_that_are_empty_or_not_there() {
    let found = problems(&with("township.toml", ""));
    assert_eq!(found.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), ["data_version"]);
    // A source of no lines is one; no source is none, and lines are not checked.
    let found = problems(&with("source.txt", ""));
    assert!(found.len() == 292 && found.iter().all(|problem| problem.field == "lines"), "{}", found.len());
    let mut sources = built_in().clone();
    sources.files.retain(|(name, _)| *name != "source.txt");
    assert_eq!(problems(&sources), []);
    // No departments: every name in the items is unknown. No items: the totals are not met.
    let found = problems(&with("departments.toml", ""));
    assert!(
        found.iter().any(|problem| problem.message.contains("巴楚县委组织部 is not a canonical name")),
        "{found:?}"
    );
    for file in ["basic.toml", "cooperative.toml", "reclaimed.toml"] {
        let found = problems(&with(file, ""));
        assert!(found.iter().any(|problem| problem.message.contains("no item of this part is in")), "{found:?}");
    }
    for file in ["covers.toml", "phrases.tsv"] {
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
    // An empty folder and one that is not there lack all required files and no optional one.
    for path in [path, &path.join("nowhere")] {
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
        let _ = std::fs::remove_file(path.join(name));
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
    for (name, text) in &built_in().files {
        let text = text.as_bytes();
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
    std::fs::write(path.join("covers.toml"), b"\xFF").unwrap();
    assert_eq!(read(path).0.len(), 2);
    let mut named: Vec<_> = read(path).0.into_iter().map(|problem| problem.file).collect();
    named.sort();
    assert_eq!(named, [path.join("covers.toml"), path.join("reclaimed.toml")]);
}

#[test]
fn a_file_cut_off_anywhere_never_panics() {
    let mut broken = 0;
    for (name, whole) in &built_in().files {
        for part in 0..20 {
            let mut at = whole.len() * part / 20;
            while !whole.is_char_boundary(at) {
                at -= 1;
            }
            let sources = with(name, &whole[..at]);
            broken += usize::from(parse(&sources).inspect_err(sound).is_err());
        }
    }
    // Phrases and background cut at a line are sound; a declaration cut anywhere is not.
    assert!(broken > 6 * 19, "{broken}");
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
        for _ in 0..20 {
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
        for name in ["township.toml", "departments.toml", "basic.toml", "covers.toml"] {
            let sources = with(name, &format!("x = {}", deep.repeat(20_000)));
            assert!(!problems(&sources).is_empty());
            let _ = problems(&with(name, &deep.repeat(20_000)));
        }
    }
    // As many departments and categories as there is no room for.
    let mut sources = built_in().clone();
    let entry = |n| format!("[[department]]\nname = \"第{n}局\"\nshort = \"{n}局\"\nkind = \"bank\"\n\n");
    let had = text(&sources, "departments.toml").matches("[[department]]").count();
    let many: String = (had..65_535).map(entry).collect();
    let whole = format!("{}\n{many}", text(&sources, "departments.toml"));
    set(&mut sources, "departments.toml", whole);
    only(&sources, "departments.toml", 1, "department", "65535 departments, at most 65534");
    let mut sources = built_in().clone();
    let many: String = (0..65_536).map(|n| format!("\"第{n}类\", ")).collect();
    edit(&mut sources, "township.toml", "\"经济发展\", ", &format!("\"经济发展\", {many}"));
    let says = "65584 categories, at most 65535 together";
    assert!(problems(&sources).iter().any(|problem| problem.message.starts_with(says)));
}

#[test]
fn what_people_taught() {
    let long = format!("B001\t{}\n", "长".repeat(4001));
    for (new, line, field, says) in [
        ("B141\t两个确立\n", 1, "id", "B141 is no item of this list"),
        ("B001\t一心\nB002\t一 心\n", 2, "text", "the same text is B001 in line 1"),
        ("B001\t一心\n清单外\t一心。\n", 2, "text", "the same text is B001 in line 1"),
        ("B002\t一心\nB001\t二心\n", 2, "order", "sort the file"),
        (&long, 1, "phrase", "4001 characters, at most 4000"),
    ] {
        only(&with("words.tsv", new), "words.tsv", line, field, says);
    }
    assert_eq!(problems(&with("words.tsv", "B001\t一心\n清单外\t公积金怎么提取\n")), []);
    // White space that would end a line or a column is a blank.
    let ticket = [(None, "井盖\r\n不见了"), (Some("B001".to_owned()), "一心\t一意\n")];
    assert_eq!(lvzhi_compiler::words_tsv(ticket), "B001\t一心 一意\n清单外\t井盖 不见了\n");
}
