//! Reads files of phrases: a key, a tab and what people say.

use crate::keys::{key_of, words_of};
use crate::problem::{Message, Problem, Reporter, said};
use crate::sources::Sources;
use std::collections::HashMap;

/// The longest phrase, in characters.
const LONGEST_PHRASE: usize = 1000;

/// The longest text that a list can be taught, in characters.
pub const LONGEST_TAUGHT: usize = 4000;

/// Stands in `words.tsv` in the place of an id: what the list does not hold.
pub const NOT_LISTED: &str = "清单外";

/// `words.tsv` of a list: an id or [`NOT_LISTED`], a tab and a text, sorted by bytes. One text is about one thing.
pub(crate) fn taught(
    sources: &Sources,
    ids: &HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) -> Vec<(Option<usize>, String)> {
    let mut report = sources.reporter("words.tsv");
    let mut taught = Vec::new();
    let mut first: HashMap<String, (usize, &str)> = HashMap::new();
    for (line, id, text) in pairs_up_to(LONGEST_TAUGHT, sources.text("words.tsv"), "id", &mut report) {
        let (before, other) = *first.entry(words_of(text)).or_insert((line, id));
        if other != id {
            let message = said(
                format!("the same text is {other} in line {before}; remove one"),
                format!("第 {before} 行把同样的话归到 {other}；请删去一行"),
            );
            report.at_line(line, "text", message);
        }
        match ids.get(id) {
            Some(&item) => taught.push((Some(item), text.to_owned())),
            None if id == NOT_LISTED => taught.push((None, text.to_owned())),
            None => report.at_line(line, "id", no_item(id)),
        }
    }
    problems.extend(report.into_problems());
    taught
}

/// `words.tsv` of texts, each with the id of its item, or none where the list does not hold its matter. Tickets have line breaks and tabs,
/// which end a line or a column there: white space, which says nothing, becomes a blank.
#[must_use]
pub fn words_tsv<'t>(taught: impl IntoIterator<Item = (Option<String>, &'t str)>) -> String {
    let line = |(id, text): (Option<String>, &str)| {
        let words: Vec<&str> = text.split_whitespace().collect();
        format!("{}\t{}\n", id.as_deref().unwrap_or(NOT_LISTED), words.join(" "))
    };
    let mut lines: Vec<String> = taught.into_iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

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
            None => report.at_line(line, "id", no_item(id)),
        }
    }
    problems.extend(report.into_problems());
    phrases
}

/// An id that no item of the list has.
pub(crate) fn no_item(id: &str) -> Message {
    said(
        format!("{id} is no item of this list; give an id such as B001"),
        format!("清单里没有 {id} 这一项；请写 B001 这样的编号"),
    )
}

/// A phrase a line.
#[cfg(feature = "learn")]
pub(crate) fn lines(text: &str, report: &mut Reporter<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if sound(LONGEST_PHRASE, at + 1, line, report) {
            found.push(line.to_owned());
        }
    }
    found
}

/// The line, key and phrase of each line.
pub(crate) fn pairs<'a>(text: &'a str, key: &str, report: &mut Reporter<'_>) -> Vec<(usize, &'a str, &'a str)> {
    pairs_up_to(LONGEST_PHRASE, text, key, report)
}

/// As [`pairs`], of phrases of at most so many characters.
pub(crate) fn pairs_up_to<'a>(
    longest: usize,
    text: &'a str,
    key: &str,
    report: &mut Reporter<'_>,
) -> Vec<(usize, &'a str, &'a str)> {
    let mut seen = HashMap::new();
    let mut found = Vec::new();
    let mut before: Option<&str> = None;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        if before.is_some_and(|before| before > line) {
            let message = said("lines are sorted by their bytes; sort the file", "各行应按字节排序；请排序");
            report.at_line(number, "order", message);
        }
        before = Some(line);
        let Some((id, phrase)) = line.split_once('\t') else {
            let message =
                said(format!("give the {key}, a tab and the phrase"), format!("每行应为 {key}、制表符、说法"));
            report.at_line(number, "line", message);
            continue;
        };
        if id.trim() != id || id.is_empty() || id.chars().any(char::is_control) {
            let message = said(
                format!("empty, or white space at an end; give the {key} before the tab"),
                format!("是空的，或首尾有空格；请在制表符前写上 {key}"),
            );
            report.at_line(number, key, message);
            continue;
        }
        if !sound(longest, number, phrase, report) {
            continue;
        }
        if let Some(first) = seen.insert((id, key_of(phrase)), number) {
            let message = said(
                format!("the same phrase as in line {first}; remove one"),
                format!("与第 {first} 行的说法相同；请删去一行"),
            );
            report.at_line(number, "phrase", message);
        }
        found.push((number, id, phrase));
    }
    found
}

fn sound(longest: usize, line: usize, phrase: &str, report: &mut Reporter<'_>) -> bool {
    let length = phrase.chars().count();
    let problem = if key_of(phrase).is_empty() {
        said("empty; give a phrase or remove the line", "是空的；请写上说法，或删去这一行")
    } else if length > longest {
        said(
            format!("{length} characters, at most {longest}; shorten it"),
            format!("共 {length} 字，最多 {longest} 字；请缩短"),
        )
    } else if phrase.trim() != phrase || phrase.chars().any(char::is_control) {
        said("white space at an end, or a control character; remove it", "首尾有空格，或含有控制字符；请删去")
    } else {
        return true;
    };
    report.at_line(line, "phrase", problem);
    false
}
