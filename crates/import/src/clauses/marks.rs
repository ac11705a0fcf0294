//! The numbers that clauses begin with: 1. 1、（1）① 一、

use crate::text::{han_number, key};

/// How clauses are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 1. 1、
    Digit,
    /// 1)
    HalfBracket,
    /// （1）
    Bracket,
    /// ①
    Circled,
    /// 一、
    Han,
    /// （一）
    HanBracket,
}

/// A number at the start of a line.
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) ordinal: u16,
    /// Bytes that it takes up.
    pub(super) length: usize,
}

/// The number at the start of a text.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let mark = any(text)?;
    // 3.5吨 is a number; 3.2025年 is a clause that begins with a year.
    let behind = text.get(mark.length..)?;
    (mark.kind != Kind::Digit || !begins_with_digit(behind) || is_single(text) || is_year(behind)).then_some(mark)
}

/// The number before a point and a digit at the start of a text, which may be a clause's or that of a decimal: 2.5月底, 2.5公里.
pub(super) fn before_digit(text: &str) -> Option<Mark> {
    let mark = any(text).filter(|mark| mark.kind == Kind::Digit)?;
    text.get(mark.length..).is_some_and(begins_with_digit).then_some(mark)
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| lvzhi_tables::fold::digit(c).is_some())
}

/// ⒈ has its point within it.
fn is_single(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '⒈'..='⒛'))
}

/// The number at the start of a text, whatever stands behind it.
pub(super) fn any(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let found = |kind, ordinal, length| Some(Mark { kind, ordinal, length });
    let single = |base: u32| u32::from(first).checked_sub(base).map(|at| at as u16 + 1);
    match first {
        '①'..='⑳' => return found(Kind::Circled, single(0x2460)?, first.len_utf8()),
        '⑴'..='⒇' => return found(Kind::Bracket, single(0x2474)?, first.len_utf8()),
        '⒈'..='⒛' => return found(Kind::Digit, single(0x2488)?, first.len_utf8()),
        _ => {}
    }
    let open = matches!(first, '（' | '(');
    let inner = if open { text.get(first.len_utf8()..)? } else { text };
    let is_digit = |c: char| lvzhi_tables::fold::digit(c).is_some();
    let digits: String = inner.chars().take_while(|&c| is_digit(c)).collect();
    let (value, word, han) = if digits.is_empty() {
        let word: String = inner.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
        (han_number(&word)?, word, true)
    } else {
        // Items have three, and clauses that Word counts on through a document.
        if digits.chars().count() > 3 {
            return None;
        }
        (key(&digits).parse().ok()?, digits, false)
    };
    let behind = inner.get(word.len()..)?;
    let stop = behind.chars().next()?;
    let length = text.len() - behind.len() + stop.len_utf8();
    match (open, stop) {
        (true, '）' | ')') => found(if han { Kind::HanBracket } else { Kind::Bracket }, value, length),
        (false, '）' | ')') if !han => found(Kind::HalfBracket, value, length),
        (false, '、' | '．' | '.') if !han => found(Kind::Digit, value, length),
        (false, '、') if han => found(Kind::Han, value, length),
        _ => None,
    }
}

/// Whether a text begins with a year: 2025年, 2025.1.1
fn is_year(text: &str) -> bool {
    let text: String = key(text).chars().take(5).collect();
    text.ends_with(['年', '.', '-', '/']) && text.bytes().take(4).all(|b| b.is_ascii_digit())
}

/// A number at the start of a text, and the text behind it, where nothing but a clause begins so.
pub(crate) fn ordinal(text: &str) -> Option<(u16, &str)> {
    let mark = mark(text)?;
    Some((mark.ordinal, text.get(mark.length..)?))
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn a_year_is_no_part_of_a_number_nor_is_a_call_number_one() {
        for (text, behind) in [
            ("3.2025年起巡查。", "2025年起巡查。"),
            ("3.2025.1.1起巡查。", "2025.1.1起巡查。"),
            ("3．2025年起巡查。", "2025年起巡查。"),
        ] {
            assert_eq!(ordinal(text), Some((3, behind)));
        }
        assert_eq!(ordinal("104、开展巡查。"), Some((104, "开展巡查。")));
        for text in ["110、119联动", "12345热线", "3.5吨以上车辆", "3.2025", "12.25", "2025.1.1起"] {
            assert_eq!(ordinal(text), None, "{text}");
        }
    }
}
