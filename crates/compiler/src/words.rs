//! Reads files of phrases: a key, a tab and what people say.

use crate::keys::key_of;
use crate::problem::{Problem, Reporter};
use crate::sources::Sources;
use std::collections::HashMap;

/// The longest phrase, in characters.
const LONGEST_PHRASE: usize = 1000;

/// `phrases.tsv` of a list: `id<TAB>phrase`, sorted by id, then by phrase.
pub(crate) fn phrases(
    sources: &Sources,
    ids: &HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, String)> {
    let mut report = sources.reporter("phrases.tsv");
    let mut phrases = Vec::new();
    for (line, id, phrase) in pairs(sources.text("phrases.tsv"), "id", &mut report) {
        match ids.get(id) {
            Some(&item) => phrases.push((item, phrase.to_owned())),
            None => report.at_line(line, "id", format!("{id} is no item of this list; give an id such as B001")),
        }
    }
    problems.extend(report.into_problems());
    phrases
}

/// A phrase a line.
#[cfg(feature = "learn")]
pub(crate) fn lines(text: &str, report: &mut Reporter<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if sound(at + 1, line, report) {
            found.push(line.to_owned());
        }
    }
    found
}

/// The line, key and phrase of each line.
pub(crate) fn pairs<'a>(text: &'a str, key: &str, report: &mut Reporter<'_>) -> Vec<(usize, &'a str, &'a str)> {
    let mut seen = HashMap::new();
    let mut found = Vec::new();
    let mut before: Option<&str> = None;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        if before.is_some_and(|before| before > line) {
            report.at_line(number, "order", "lines are sorted by their bytes; sort the file");
        }
        before = Some(line);
        let Some((id, phrase)) = line.split_once('\t') else {
            report.at_line(number, "line", format!("give the {key}, a tab and the phrase"));
            continue;
        };
        if id.trim() != id || id.is_empty() || id.chars().any(char::is_control) {
            report.at_line(number, key, format!("empty, or white space at an end; give the {key} before the tab"));
            continue;
        }
        if !sound(number, phrase, report) {
            continue;
        }
        if let Some(first) = seen.insert((id, key_of(phrase)), number) {
            report.at_line(number, "phrase", format!("the same phrase as in line {first}; remove one"));
        }
        found.push((number, id, phrase));
    }
    found
}

fn sound(line: usize, phrase: &str, report: &mut Reporter<'_>) -> bool {
    let length = phrase.chars().count();
    let problem = if key_of(phrase).is_empty() {
        "empty; give a phrase or remove the line".to_owned()
    } else if length > LONGEST_PHRASE {
        format!("{length} characters, at most {LONGEST_PHRASE}; shorten it")
    } else if phrase.trim() != phrase || phrase.chars().any(char::is_control) {
        "white space at an end, or a control character; remove it".to_owned()
    } else {
        return true;
    };
    report.at_line(line, "phrase", problem);
    false
}
