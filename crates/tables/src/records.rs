//! Records: texts of fields, one of which is known to hold what somebody wants. What fields of unknown names hold says nothing there, nor do
//! titles before that field.

use crate::fold::{NUMERALS, begins, digit, fold_char, folded};
use crate::frame::{Frame, Label};
use crate::labels::{known, note, value};
use crate::pieces::is_word;

/// Characters that a field must hold beside formulas: 诉求：希望尽快解决 holds none.
const SHORTEST_MATTER: usize = 7;

/// Characters of a field that are looked through for that.
const LONGEST_MATTER: usize = 64;

/// The longest label that no file names, in characters.
const LONGEST_LABEL: usize = 10;

/// The longest title, in bytes, and what stands in sentences only: 群众来访登记表.
const LONGEST_TITLE: usize = 96;
const IN_SENTENCES: [char; 8] = ['。', '！', '？', '，', '!', '?', ',', '…'];

/// What ends a field, and one with a colon as well.
const ENDS: [char; 6] = ['\n', '\r', '\t', '|', '｜', '【'];
const SENTENCE_ENDS: [char; 3] = ['。', '！', '？'];

/// What stands before a label besides white space: the field before it ends there. And what does besides before one that is known: numbers of
/// sections, the quotation marks of keys.
const BEFORE_LABELS: [char; 8] = ['|', '｜', '；', ';', '#', '】', '【', '['];
const BEFORE_NAMES: [char; 7] = ['{', '}', '"', '\'', ',', '、', '.'];

/// What the next request, or the next part of one, begins with: 另外：.
const GOES_ON: [&str; 8] = ["第", "其", "首先", "另", "还", "同时", "再", "补充"];

/// How many bytes behind the name of a field belong to it: 0 where its line ends there.
pub(crate) fn field(behind: &str) -> usize {
    let said = behind.trim_start_matches(|c| !is_word(c) && !matches!(c, '\n' | '\r'));
    let is_closed = behind.starts_with(['】', ']']);
    let ends = |c: char| ENDS.contains(&c) || !is_closed && SENTENCE_ENDS.contains(&c);
    let length = said.find(ends).unwrap_or(said.len());
    if length == 0 { 0 } else { behind.len().saturating_sub(said.len()).saturating_add(length) }
}

/// Where the label stands of the first field that holds what somebody wants, in bytes.
pub(crate) fn matter_of(frame: &Frame<'_>, text: &str) -> Option<usize> {
    let mut at = 0usize;
    // Looked for first: most texts have no field.
    if !text.chars().any(|c| matches!(c, ':' | '：' | '】' | '\t' | '|' | '\n' | '=')) {
        return None;
    }
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = word(rest);
        let (piece, behind) = rest.split_at_checked(length)?;
        let (before, _) = text.split_at_checked(at)?;
        let begins = begins_field(before) || before.ends_with(BEFORE_NAMES);
        if length > 0 && begins && ends_name(behind) && known(frame, piece) == Some(Label::Body) {
            if holds_matter(frame, behind.trim_start_matches(|c| !is_word(c))) {
                return Some(at);
            }
        }
        at = at.saturating_add(length).saturating_add(behind.chars().next().map_or(0, char::len_utf8));
    }
    None
}

/// Whether a piece is the label of a field in a record, though no file names it. `before` is all of the text before it.
pub(crate) fn is_unknown_label(before: &str, piece: &str, behind: &str) -> bool {
    let named =
        value(behind.get(note(behind)..).unwrap_or("")).is_some() || before.ends_with('【') && behind.starts_with('】');
    let counts = |c: char| digit(c).is_some() || NUMERALS.contains(&c);
    named
        && begins_field(before)
        && folded(piece).nth(LONGEST_LABEL).is_none()
        && !piece.chars().any(|c| fold_char(c).is_none())
        && !folded(piece).next().is_some_and(|(_, c)| counts(c))
        && !GOES_ON.iter().any(|word| begins(piece, word))
}

/// Whether what stands between the fields around a place is no sentence. `before` and `behind` are all of the text around it.
pub(crate) fn is_title(before: &str, behind: &str) -> bool {
    let ends = |c: &char| ENDS.contains(c) || matches!(c, '；' | ';' | '】' | '#' | '\u{3000}');
    let before = before.chars().rev().take_while(|c| !ends(c));
    let mut length = 0usize;
    before.chain(behind.chars().take_while(|c| !ends(c))).all(|c| {
        length = length.saturating_add(c.len_utf8());
        length <= LONGEST_TITLE && !IN_SENTENCES.contains(&c)
    })
}

/// The bytes of the run of word characters that a text begins with.
fn word(text: &str) -> usize {
    text.chars().take_while(|&c| is_word(c)).map(char::len_utf8).fold(0, usize::saturating_add)
}

/// Whether a field may begin behind a text.
fn begins_field(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| fold_char(c).is_none() || BEFORE_LABELS.contains(&c))
}

/// Whether what stands behind a piece ends the name of a field.
fn ends_name(behind: &str) -> bool {
    let behind = behind.get(note(behind)..).unwrap_or("");
    let closed = behind.strip_prefix(['"', '\'']).unwrap_or(behind);
    value(closed).is_some() || behind.starts_with(['】', ']', '\t', '|', '｜', '\n', '\r', '='])
}

/// Whether the field that a text begins with says more than formulas, at its beginning.
fn holds_matter(frame: &Frame<'_>, text: &str) -> bool {
    let within = text.char_indices().take(LONGEST_MATTER).find(|(_, c)| ENDS.contains(c));
    let end = within.or_else(|| text.char_indices().nth(LONGEST_MATTER)).map_or(text.len(), |(at, _)| at);
    let said = text.get(..end).unwrap_or("");
    let pieces = said.split(|c| !is_word(c)).map(|piece| piece.get(frame.left(piece)).unwrap_or(""));
    pieces.flat_map(str::chars).nth(SHORTEST_MATTER.saturating_sub(1)).is_some()
}
