//! Texts of a list, and the keys that look-up folds them to: what they must be.

use crate::problem::{Reporter, said};
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
        let message = said(
            "empty, or white space at an end; give the text, or leave the field out",
            "是空的，或首尾有空格；请填写，或删去这一栏",
        );
        report.at(at, field, message);
    }
    if value.len() > LONGEST_TEXT {
        let length = value.len();
        let message = said(
            format!("{length} bytes, at most {LONGEST_TEXT}; shorten it"),
            format!("长 {length} 字节，最多 {LONGEST_TEXT} 字节；请缩短"),
        );
        report.at(at, field, message);
    }
    if let Some(c) = value.chars().find(|c| c.is_control()) {
        let message =
            said(format!("holds the control character {c:?}; remove it"), format!("含有控制字符 {c:?}；请删去"));
        report.at(at, field, message);
    }
}

/// The folded text of a name or spelling without punctuation, by which look-up tells it from others; reports one that look-up
/// could not find.
pub(crate) fn sound_key(report: &mut Reporter<'_>, field: &str, text: &Spanned<String>) -> String {
    let key = key_of(text.get_ref());
    if key.len() > LONGEST_KEY {
        let length = key.len();
        let message = said(
            format!("{length} bytes, at most {LONGEST_KEY} in what is looked up; shorten it"),
            format!("长 {length} 字节，供查找的文字最多 {LONGEST_KEY} 字节；请缩短"),
        );
        report.at(text.span().start, field, message);
    }
    let words = words_of(text.get_ref());
    if words.is_empty() && !key.is_empty() {
        let message =
            said("nothing but punctuation, which look-up leaves out; give words", "只有标点，查找时会略去；请写出文字");
        report.at(text.span().start, field, message);
    }
    words
}
