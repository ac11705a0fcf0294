//! Characters that a program wrote as numbers: `\u6751` in JSON, `&#26449;` in HTML, `%E6%9D%91` and `%u6751` in data of web forms. A text that has some is read as the
//! text that it stands for.
//!
//! `docs/weights.md` has the rules, and `tests/slow_escapes.py` a second version of them.

use crate::fold::is_han;
use crate::markup::link;
use core::ops::Range;

/// The longest text, in bytes, that another one may stand for: it is kept on the stack while that one is read.
pub const LONGEST_DECODED: usize = 8 << 10;

/// What `read` makes of what a text stands for. `None` for a text in which no Chinese character and no quotation mark is written so, and for one that
/// stands for more than [`LONGEST_DECODED`] bytes: these are read as they are.
#[inline]
pub fn decoded<T>(text: &str, read: impl FnOnce(&str) -> T) -> Option<T> {
    // Hardly any text has one of these, and to know that costs less than to look for the first.
    let any = text.bytes().fold(false, |any, byte| any | begins_escape(byte));
    if any { decoded_if(text, read) } else { None }
}

/// A call of its own, so that other texts have no use of its stack.
#[cold]
#[inline(never)]
fn decoded_if<T>(text: &str, read: impl FnOnce(&str) -> T) -> Option<T> {
    let tells = |c: char| is_han(c) || c == '"';
    let mut places = text.bytes().enumerate().filter(|&(_, byte)| begins_escape(byte));
    let any = places.any(|(at, _)| text.get(at..).and_then(escape).is_some_and(|(_, c)| tells(c)));
    if !any {
        return None;
    }
    let mut bytes = [0; LONGEST_DECODED];
    let mut length = 0usize;
    let mut any = false;
    for Character { c, is_escaped, .. } in Characters::of(text) {
        any |= is_escaped && tells(c);
        let mut buffer = [0; 4];
        let utf8 = c.encode_utf8(&mut buffer).as_bytes();
        bytes.get_mut(length..)?.get_mut(..utf8.len())?.copy_from_slice(utf8);
        length = length.saturating_add(utf8.len());
    }
    if !any {
        return None;
    }
    Some(read(core::str::from_utf8(bytes.get(..length)?).ok()?))
}

/// The bytes in which a range of what a text stands for is written there.
#[must_use]
pub fn written(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (text.len(), text.len());
    let mut at = 0usize;
    for Character { written, c, .. } in Characters::of(text) {
        if at == range.start {
            start = written.start;
        }
        at = at.saturating_add(c.len_utf8());
        if at == range.end {
            end = written.end;
            break;
        }
    }
    start..end.max(start)
}

/// A character of what a text stands for.
struct Character {
    /// Its bytes in the text.
    written: Range<usize>,
    c: char,
    is_escaped: bool,
}

/// The characters of what a text stands for. In links numbers stay: these are no words of the text.
struct Characters<'t> {
    text: &'t str,
    at: usize,
    /// Where the last link ends.
    link: usize,
}

impl<'t> Characters<'t> {
    const fn of(text: &'t str) -> Self {
        Self { text, at: 0, link: 0 }
    }
}

impl Iterator for Characters<'_> {
    type Item = Character;

    fn next(&mut self) -> Option<Character> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let c = rest.chars().next()?;
        if start >= self.link
            && let Some(length) = link(rest)
        {
            self.link = start.saturating_add(length);
        }
        let escape = if start < self.link { None } else { escape(rest) };
        let (length, c) = escape.unwrap_or((c.len_utf8(), c));
        self.at = start.saturating_add(length);
        Some(Character { written: start..self.at, c, is_escaped: escape.is_some() })
    }
}

/// Whether a number may begin with a byte.
const fn begins_escape(byte: u8) -> bool {
    matches!(byte, b'\\' | b'&' | b'%')
}

/// The character whose number a text begins with, if it does, and the bytes of that number.
fn escape(text: &str) -> Option<(usize, char)> {
    match text.as_bytes().first()? {
        b'\\' => json(text),
        b'&' => entity(text),
        b'%' => script(text).or_else(|| percent(text.as_bytes())),
        _ => None,
    }
}

/// `\u6751`, or `\"`. Where JSON stands in JSON, there are more backslashes.
fn json(text: &str) -> Option<(usize, char)> {
    let rest = behind_backslashes(text);
    if rest.starts_with('"') {
        return Some((text.len().saturating_sub(rest.len()).saturating_add(1), '"'));
    }
    let (behind, c) = utf16(rest, |behind| Some(behind_backslashes(behind)).filter(|_| behind.starts_with('\\')))?;
    Some((text.len().saturating_sub(behind.len()), c))
}

/// `%u6751`, as scripts of pages wrote it.
fn script(text: &str) -> Option<(usize, char)> {
    let (behind, c) = utf16(text.strip_prefix('%')?, |behind| behind.strip_prefix('%'))?;
    Some((text.len().saturating_sub(behind.len()), c))
}

/// The character of the number behind the `u` that a text begins with, or of two numbers that are one, and what follows. `next` tells what the second
/// one begins with.
fn utf16<'t>(text: &'t str, next: impl FnOnce(&'t str) -> Option<&'t str>) -> Option<(&'t str, char)> {
    let (high, behind) = unit(text)?;
    if let Some(c) = char::from_u32(u32::from(high)) {
        return Some((behind, c));
    }
    let pair = next(behind).and_then(unit);
    let pair = pair.and_then(|(low, behind)| Some((behind, char::decode_utf16([high, low]).next()?.ok()?)));
    Some(pair.unwrap_or((behind, char::REPLACEMENT_CHARACTER)))
}

/// Backslashes before a number at the most: JSON stands in JSON three times.
const MOST_BACKSLASHES: usize = 8;

fn behind_backslashes(text: &str) -> &str {
    let count = text.bytes().take(MOST_BACKSLASHES).take_while(|&byte| byte == b'\\').count();
    text.get(count..).unwrap_or("")
}

/// The number behind the `u` that a text begins with, and what follows.
fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, behind) = text.strip_prefix('u')?.split_at_checked(4)?;
    Some((hexadecimal(digits)? as u16, behind))
}

/// `&#26449;`, `&#x6751;` or `&quot;`, or these where HTML stands in HTML: `&amp;#26449;`.
fn entity(text: &str) -> Option<(usize, char)> {
    /// Digits that a number has at the most.
    const MOST: usize = 7;
    let mut inside = text.strip_prefix('&')?;
    while let Some(behind) = inside.strip_prefix("amp;") {
        inside = behind;
    }
    if let Some(behind) = inside.strip_prefix("quot;") {
        return Some((text.len().saturating_sub(behind.len()), '"'));
    }
    let inside = inside.strip_prefix('#')?;
    let begin = text.len().saturating_sub(inside.len());
    let end = inside.bytes().take(MOST.saturating_add(2)).position(|byte| byte == b';')?;
    let digits = inside.get(..end)?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => hexadecimal(digits)?,
        None => digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?,
    };
    Some((begin.saturating_add(end).saturating_add(1), char::from_u32(number)?))
}

/// `%E6%9D%91`
fn percent(text: &[u8]) -> Option<(usize, char)> {
    let byte = |at: usize| {
        let Some(&[b'%', high, low]) = text.get(at.saturating_mul(3)..)?.first_chunk() else { return None };
        let [high, low] = [high, low].map(|digit| char::from(digit).to_digit(16));
        Some((high? << 4 | low?) as u8)
    };
    let length = match byte(0)?.leading_ones() {
        0 => 1,
        ones @ 2..=4 => ones as usize,
        _ => return None,
    };
    let mut bytes = [0; 4];
    for (at, slot) in bytes.iter_mut().enumerate().take(length) {
        *slot = byte(at)?;
    }
    let c = core::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    Some((length.saturating_mul(3), c))
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| are_digits)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test")]
mod tests {
    extern crate std;
    use super::{LONGEST_DECODED, written};
    use std::string::{String, ToString};
    use std::vec::Vec;

    fn decoded(text: &str) -> Option<String> {
        super::decoded(text, ToString::to_string)
    }

    #[test]
    fn numbers_are_read_as_characters() {
        for (text, says) in [
            (r#"{"desc":"\u6751\u91cc\u8def\u706f","n":3}"#, r#"{"desc":"村里路灯","n":3}"#),
            (r"\u6751\u91CC", "村里"),
            (r#"{\"desc\":\"\\u6751\\u91cc\"}"#, r#"{"desc":"村里"}"#),
            (r"\u6751\ud83d\ude00\u91cc\ud83d", "村😀里\u{FFFD}"),
            (r"\u003cp\u003e\u6751\u91cc\n", r"<p>村里\n"),
            ("&#26449;&#x91cc;&nbsp;&#38;", "村里&nbsp;&"),
            ("&amp;amp;#26449;&amp;#x91cc;&amp;nbsp;", "村里&amp;nbsp;"),
            ("{&quot;a&quot;:&amp;quot;&nbsp;", "{\"a\":\"&nbsp;"),
            ("%u6751%ud83d%ude00%u91CC%ud83d%", "村😀里\u{FFFD}%"),
            ("body=%E6%9D%91%e9%87%8c%3A20%25&id=1", "body=村里:20%&id=1"),
            ("见 https://a.cn/?q=%E6%9D%91 和%E9%87%8C", "见 https://a.cn/?q=%E6%9D%91 和里"),
        ] {
            assert_eq!(decoded(text).as_deref(), Some(says), "{text}");
        }
    }

    #[test]
    fn what_stands_for_itself_is_left() {
        for text in [
            "",
            "村里路灯坏了",
            "涨了20%，还要再涨5%",
            r"C:\users\u123",
            r"\u0041",
            r"\u675",
            "&nbsp;&#26449",
            "&#99999999;&#+26449;&#;",
            "%E6%9D",
            "%FF%FE%E6",
            "%F8%88%90%B6%91 %C1%81 %ED%A0%80",
            "%+1%-1",
            "https://a.cn/?q=%E6%9D%91",
        ] {
            assert_eq!(decoded(text), None, "{text}");
        }
        let longest = LONGEST_DECODED / '村'.len_utf8();
        assert!(decoded(&r"\u6751".repeat(longest)).is_some());
        assert!(decoded(&r"\u6751".repeat(longest + 1)).is_none());
    }

    #[test]
    fn places_lead_back_to_what_is_written() {
        let text = r"x村\u6751\ud83d\ude00&#91;里%E6%9D%91.";
        let decoded = decoded(text).unwrap_or_default();
        assert_eq!(decoded, "x村村😀[里村.");
        let parts = ["x", "村", r"\u6751", r"\ud83d\ude00", "&#91;", "里", "%E6%9D%91", "."];
        let places: Vec<usize> = decoded.char_indices().map(|(at, _)| at).chain([decoded.len()]).collect();
        for first in 0..parts.len() {
            for last in first..parts.len() {
                let range = written(text, places[first]..places[last + 1]);
                assert_eq!(text[range], parts[first..=last].concat(), "{first} to {last}");
            }
        }
        assert_eq!(written(text, 90..99), text.len()..text.len());
    }
}
