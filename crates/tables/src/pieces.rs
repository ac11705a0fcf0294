//! What a piece of a text is by itself: where it ends, a number, a code, thanks for what is settled.

use crate::fold::{NUMERALS, begins, digit, ends, fold_char, folded};
use crate::index::Kind;
use crate::markup::markup;

/// The longest piece, folded, in bytes, that stands where nothing is said: longer ones are not looked up.
pub const LONGEST_NOTHING: usize = 12;

/// A word of Latin letters or digits of at least so many characters is a name, a number or a piece of code: those that tell something, as WiFi
/// and ETC do, are shorter.
pub(crate) const LONG_LATIN: usize = 5;

/// What stands between the levels of a classification: 城乡建设/市政设施/路灯.
const LEVELS: [&str; 11] = ["-", "/", ">", "&gt;", "、", "－", "／", "＞", "—", "→", "\\"];

/// Whether what a field says goes on behind a piece, in its line. Dates and times have punctuation of their own.
pub(crate) fn goes_on(piece: &str, behind: &str) -> bool {
    let blank = |c: char| fold_char(c).is_none() && !matches!(c, '\n' | '\r');
    let joins = behind.trim_start_matches(blank);
    if let Some(next) = LEVELS.iter().find_map(|level| joins.strip_prefix(level)) {
        return next.trim_start_matches(blank).starts_with(is_word);
    }
    let next = behind.strip_prefix([':', '.', '：', '．']);
    piece.ends_with(is_digit) && next.is_some_and(|next| next.starts_with(is_digit))
}

pub(crate) fn is_digit(c: char) -> bool {
    fold_char(c).and_then(digit).is_some()
}

/// Whether a piece may be one that stands where nothing is said.
pub(crate) fn is_short(piece: &str) -> bool {
    let mut length = 0usize;
    folded(piece).all(|(_, c)| {
        length = length.saturating_add(c.len_utf8());
        length <= LONGEST_NOTHING
    })
}

/// What a piece begins with that thanks for something, and with which of earlier matters; and what ends one that says that they are settled.
const THANKS: [&str; 6] = ["感谢", "首先感谢", "非常感谢", "十分感谢", "衷心感谢", "多谢"];
const EARLIER: [&str; 6] = ["上次", "上回", "之前", "此前", "前期", "前几天"];
const SETTLED: [&str; 7] = ["解决了", "办好了", "修好了", "弄好了", "处理了", "处理好了", "办结了"];

/// The first characters of these words: hardly any piece has one, and to know that costs less than to compare words.
const BEGINS_SETTLED: [char; 10] = ['感', '首', '非', '十', '衷', '多', '上', '之', '此', '前'];

/// The longest piece that only thanks, in characters; and what speaks of more than what was done, here or in what follows in the sentence, of
/// which so many characters are looked at.
const LONGEST_SETTLED: usize = 16;
const OPEN: &str = "但可现想望能请快没未不坏又再还怎咋吗求就算才谁只信费";
const LONGEST_NEXT: usize = 48;

/// Whether a piece thanks for something, or says of an earlier matter that it is settled: what somebody wants stands elsewhere, if at all.
pub(crate) fn is_settled(piece: &str, behind: &str) -> bool {
    if !folded(piece).next().is_some_and(|(_, c)| BEGINS_SETTLED.contains(&c)) {
        return false;
    }
    let is_open = |c: char| fold_char(c).is_some_and(|c| OPEN.chars().any(|open| open == c));
    let goes_on = || {
        let sentence = behind.chars().take(LONGEST_NEXT).take_while(|c| !matches!(c, '。' | '！' | '？' | '；' | '\n'));
        sentence.into_iter().any(is_open)
    };
    let is_earlier = || {
        EARLIER.iter().any(|word| begins(piece, word))
            && SETTLED.iter().any(|word| ends(piece, word))
            && folded(piece).any(|(_, c)| c == '反')
            && !goes_on()
    };
    folded(piece).nth(LONGEST_SETTLED).is_none()
        && !piece.chars().any(is_open)
        && (THANKS.iter().any(|word| begins(piece, word)) || is_earlier())
}

/// Whether a piece is of Latin letters and digits alone, and long.
pub(crate) fn is_long_latin(piece: &str) -> bool {
    let mut length = 0usize;
    folded(piece).all(|(_, c)| {
        length = length.saturating_add(1);
        c.is_ascii_alphanumeric()
    }) && length >= LONG_LATIN
}

/// Whether pieces are made of a character: Chinese or Latin.
pub(crate) fn is_word(c: char) -> bool {
    fold_char(c).is_some_and(|c| Kind::of(c) != Kind::Other)
}

/// The bytes of the piece that a text begins with. White space between single characters does not end it: 低 保.
#[expect(clippy::arithmetic_side_effects, reason = "counts of characters and bytes of a text")]
pub(crate) fn piece(text: &str) -> usize {
    let (mut end, mut run, mut joined) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or("");
        if at > 0 && markup(rest).is_some() {
            break;
        }
        if is_word(c) {
            (end, run) = (at + c.len_utf8(), run + 1);
        } else if at < joined {
            // White space that was looked through.
        } else if let Some(blanks) = before_single(rest).filter(|_| run < 2) {
            (run, joined) = (0, at + blanks);
        } else {
            break;
        }
    }
    end
}

/// The bytes of the white space that a text begins with, if a single character stands behind it.
fn before_single(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c| fold_char(c).is_none());
    let mut words = rest.chars().map(is_word);
    let is_single = words.next() == Some(true) && words.next() != Some(true);
    Some(text.len().saturating_sub(rest.len())).filter(|&blanks| is_single && blanks > 0)
}

/// The longest number behind 第, in characters: 第十一.
const LONGEST_ORDINAL: usize = 2;

/// What may stand beside digits in a number or a date.
const UNITS: [char; 11] = ['年', '月', '日', '号', '时', '分', '秒', '点', '个', '张', '元'];

/// Whether a piece says no more than how much, when, or which of several: 第二， 其三，.
pub(crate) fn is_number(piece: &str) -> bool {
    let mut ordinal = folded(piece).map(|(_, c)| c);
    if matches!(ordinal.next(), Some('第' | '其')) {
        let mut length = 0usize;
        return ordinal.all(|c| {
            length = length.saturating_add(1);
            digit(c).is_some() || NUMERALS.contains(&c)
        }) && (1..=LONGEST_ORDINAL).contains(&length);
    }
    let mut digits = false;
    folded(piece).all(|(_, c)| {
        digits |= digit(c).is_some();
        digit(c).is_some() || UNITS.contains(&c)
    }) && digits
}
