//! Texts of a list, and the keys that look-up folds them to: what they must be.

use crate::problem::Reporter;
use lvzhi_tables::fold::{folded, is_punctuation};
use lvzhi_tables::layout::{LONGEST_KEY, LONGEST_TEXT};
use toml::Spanned;

/// Folded text of a key.
pub(crate) fn key_of(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

/// Folded text of a key without punctuation.
pub(crate) fn words_of(text: &str) -> String {
    folded(text).map(|(_, c)| c).filter(|&c| !is_punctuation(c)).collect()
}

/// Reports a text that is empty, too long or holds control characters.
pub(crate) fn sound_text(report: &mut Reporter<'_>, field: &str, text: &Spanned<String>) -> String {
    check_text(report, text.span().start, field, text.get_ref());
    text.get_ref().clone()
}

/// As [`sound_text`], for a text at a byte of the file.
pub(crate) fn check_text(report: &mut Reporter<'_>, at: usize, field: &str, value: &str) {
    if value.trim() != value || key_of(value).is_empty() {
        report.at(at, field, "empty, or white space at an end; give the text, or leave the field out");
    }
    if value.len() > LONGEST_TEXT {
        report.at(at, field, format!("{} bytes, at most {LONGEST_TEXT}; shorten it", value.len()));
    }
    if let Some(c) = value.chars().find(|c| c.is_control()) {
        report.at(at, field, format!("holds the control character {c:?}; remove it"));
    }
}

/// The folded text of a name or spelling without punctuation, by which look-up tells it from others; reports one that look-up
/// could not find.
pub(crate) fn sound_key(report: &mut Reporter<'_>, field: &str, text: &Spanned<String>) -> String {
    let key = key_of(text.get_ref());
    if key.len() > LONGEST_KEY {
        report.at(
            text.span().start,
            field,
            format!("{} bytes, at most {LONGEST_KEY} in what is looked up; shorten it", key.len()),
        );
    }
    let words = words_of(text.get_ref());
    if words.is_empty() && !key.is_empty() {
        report.at(text.span().start, field, "nothing but punctuation, which look-up leaves out; give words");
    }
    words
}
