//! The built-in list in memory, edits of it, and what the compiler says to them.
#![allow(dead_code, reason = "each test file uses a part")]

pub(crate) mod files;
pub(crate) mod reader;
pub(crate) mod small;
pub(crate) mod subjects;
pub(crate) mod twin;

use lvzhi_compiler::{OPTIONAL, Problem, Problems, REQUIRED, Sources, parse};
use std::path::Path;
use std::sync::OnceLock;

/// The built-in list.
pub(crate) fn built_in() -> &'static Sources {
    static BUILT_IN: OnceLock<Sources> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/xiamale");
        let mut sources = Sources { folder: "list".into(), files: Vec::new() };
        for name in REQUIRED.into_iter().chain(OPTIONAL) {
            let path = folder.join(name);
            if REQUIRED.contains(&name) || path.exists() {
                sources.files.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
        sources
    })
}

/// The text of a file.
pub(crate) fn text<'a>(sources: &'a Sources, file: &str) -> &'a str {
    &sources.files.iter().find(|(name, _)| *name == file).unwrap().1
}

/// Puts `new` in place of the first `old` of a file.
pub(crate) fn edit(sources: &mut Sources, file: &str, old: &str, new: &str) {
    let (_, text) = sources.files.iter_mut().find(|(name, _)| *name == file).unwrap();
    assert!(text.contains(old), "{file} does not hold {old:?}: mend the test");
    *text = text.replacen(old, new, 1);
}

/// Puts a file's text in place of the one there.
pub(crate) fn set(sources: &mut Sources, file: &'static str, new: impl Into<String>) {
    sources.files.retain(|(name, _)| *name != file);
    sources.files.push((file, new.into()));
}

/// The line, from 1, that first begins with `start`, which may run over several lines.
pub(crate) fn line_of(text: &str, start: &str) -> usize {
    let found = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    1 + found.into_iter().position(|at| text[at..].starts_with(start)).unwrap_or_else(|| panic!("no {start:?}"))
}

/// An edit, (old, new); the beginning of the line that must be named, in the edited file; the field; a part of the message.
pub(crate) type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

/// Makes each edit alone and looks for its one problem.
pub(crate) fn check(file: &'static str, cases: &[Case<'_>]) {
    for &(old, new, line, field, says) in cases {
        let mut sources = built_in().clone();
        edit(&mut sources, file, old, new);
        only(&sources, file, line_of(text(&sources, file), line), field, says);
    }
}

/// Asserts that a list has this problem and no other.
pub(crate) fn only(sources: &Sources, file: &str, line: usize, field: &str, says: &str) {
    let found = problems(sources);
    let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
    let [one] = shown.as_slice() else {
        panic!("{} problems for {says:?} in {file}:\n{}", shown.len(), shown.join("\n"));
    };
    let head = format!("list/{file}:{line}: {field}: ");
    assert!(one.starts_with(&head) && one[head.len()..].contains(says), "{head}…{says}… wanted, but\n{one}");
}

/// Everything that is wrong with a list; checks what holds of every report, and that each problem is in a line of a file.
pub(crate) fn problems(sources: &Sources) -> Vec<Problem> {
    let Err(problems) = parse(sources) else { return Vec::new() };
    sound(&problems);
    // Those who keep lists read Chinese.
    for problem in &problems.0 {
        assert!(problem.message_zh.is_some(), "not said in Chinese: {problem}");
    }
    for problem in &problems.0 {
        // A file that is missing has its problem in line 1.
        let file = sources.files.iter().find(|(name, _)| sources.folder.join(name) == problem.file);
        assert!(problem.line <= file.map_or(1, |(_, text)| text.lines().count().max(1)), "{problem}");
    }
    problems.0
}

/// A message ends in what to do: a clause behind its last semicolon, or all of it, that begins with one of these or goes on with one.
const REMEDIES: [&str; 18] = [
    "add", "change", "correct", "declare", "give", "join", "leave", "name", "number", "one of", "remove", "save",
    "say", "see", "shorten", "sort", "use", "write",
];

fn says_what_to_do(message: &str) -> bool {
    let clause = message.rsplit("; ").next().unwrap_or(message);
    clause.split(", ").any(|part| {
        let part = part.strip_prefix("so ").unwrap_or(part);
        REMEDIES.iter().any(|verb| part.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' ')))
    })
}

/// Holds of every report: sorted, not empty, each with a line of the file, a field and a remedy, on one line.
pub(crate) fn sound(problems: &Problems) {
    let Problems(list) = problems;
    assert!(!list.is_empty());
    assert!(list.is_sorted(), "{problems}");
    for problem in list {
        assert!(problem.line >= 1, "{problem}");
        assert!(!problem.field.is_empty() && !problem.field.contains(char::is_whitespace), "{problem}");
        assert!(says_what_to_do(&problem.message), "no remedy: {problem}");
        let shown = problem.to_string();
        assert!(!shown.contains('\n'), "{shown:?}");
    }
    assert!(problems.to_string().ends_with(&format!("{} problem(s); nothing was compiled", list.len())));
}
