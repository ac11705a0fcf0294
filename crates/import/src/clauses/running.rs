//! Numbers before a digit: `2.5月底前完成` is clause 2 behind clause 1, and a part of the sentence anywhere else.

use super::marks::{Kind, Mark, before_digit, mark};

/// The last number of a running count.
pub(super) type Last = Option<(Kind, u16)>;

/// The number at the start of a line, where `last` is the number before it, `before` the text that stands above and `next` the line below.
pub(super) fn numbered(line: &str, last: Last, before: &str, next: Option<&str>) -> Option<Mark> {
    mark(line).or_else(|| {
        let loose = before_digit(line)?;
        let below = next.and_then(|next| mark(next).or_else(|| before_digit(next)));
        let below = below.filter(|below| below.kind == loose.kind).map(|below| below.ordinal);
        let goes_on = below == loose.ordinal.checked_add(1);
        let fits = match last {
            Some((kind, last)) => {
                kind == loose.kind && Some(loose.ordinal) == last.checked_add(1) && (ends_clause(before) || goes_on)
            }
            None => loose.ordinal == 1 && goes_on,
        };
        // 2.1, 2.2 are parts of a second clause; 2.5公里 above 2. is a length.
        let again = below == Some(loose.ordinal) || again(before, &loose, before_digit);
        (fits && !again).then_some(loose)
    })
}

/// The number behind the end of a sentence on the same line, where `wanted` is the next one.
pub(super) fn behind_end(rest: &str, wanted: Last) -> Option<Mark> {
    mark(rest).or_else(|| {
        let loose = before_digit(rest).filter(|loose| Some((loose.kind, loose.ordinal)) == wanted)?;
        (!again(rest, &loose, mark)).then_some(loose)
    })
}

/// How far the same number is looked for, in characters.
const FAR: usize = 400;

/// Whether the same number stands behind the end of a sentence in a text.
fn again(text: &str, number: &Mark, mark: impl Fn(&str) -> Option<Mark>) -> bool {
    text.char_indices().take(FAR).filter(|(_, c)| is_end(*c)).any(|(at, c)| {
        let found = text.get(at + c.len_utf8()..).and_then(&mark);
        found.is_some_and(|found| (found.kind, found.ordinal) == (number.kind, number.ordinal))
    })
}

/// The number that a count begins with, at the start of a text.
pub(super) fn begins(text: &str) -> Option<Mark> {
    mark(text).or_else(|| before_digit(text).filter(|mark| mark.ordinal == 1))
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '；' | ';')
}

/// Whether a clause ends here. A colon ends none: 范围为：2.5公里.
fn ends_clause(text: &str) -> bool {
    text.ends_with(is_end)
}

/// The text behind this number where it begins with a digit: 5.12345热线办理.
pub(crate) fn behind_number(text: &str, wanted: u16) -> Option<&str> {
    let mark = before_digit(text).filter(|mark| mark.ordinal == wanted)?;
    text.get(mark.length..)
}
