//! One folding of text into keys, used when the tables are built and when they are asked.
//!
//! Folding drops white space and control characters, turns full-width forms and Chinese punctuation into
//! ASCII, lower-cases Latin, Greek and Cyrillic letters, and reads traditional characters as simplified ones.
//! It maps each character by itself, so it needs no memory and can run over a text as it is read.

/// Pairs of a traditional character and its simplified form, from the character table of OpenCC
/// (`TSCharacters.txt`, Apache-2.0): those whose simplified form is in GB 2312.
const TRADITIONAL: &[u8] = include_bytes!("traditional.txt");

/// What is added to each code unit of the basic plane to fold it, in pages of 256; most pages add nothing, and are one.
static SHIFTS: [[u16; 256]; SHIFTED_PAGES + 1] = shifts();

/// The page of [`SHIFTS`] for each high byte of a code unit.
static PAGES: [u8; 256] = pages();

/// What `c` folds to, or `None` where it is dropped. Characters beyond the basic plane stay as they are.
#[inline]
#[must_use]
pub fn fold_char(c: char) -> Option<char> {
    let Ok(unit) = u16::try_from(u32::from(c)) else { return Some(c) };
    match unit.wrapping_add(shift(unit)) {
        0 => None,
        folded => char::from_u32(u32::from(folded)),
    }
}

/// What is added to a code unit of the basic plane to fold it.
#[inline]
fn shift(unit: u16) -> u16 {
    let page = PAGES.get(usize::from(unit >> 8)).and_then(|&page| SHIFTS.get(usize::from(page)));
    page.and_then(|page| page.get(usize::from(unit & 0xFF))).map_or(0, |&shift| shift)
}

/// How many bytes at the start of `text` are characters that stay as they are. Ends before others than of one byte or three
/// too, which are left to [`fold_char`]. Where they are more than `room`, it says only that: the rest is not read.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "what is left is a part of what is read")]
fn folded_already(text: &str, room: usize) -> usize {
    // At the end half a character may stand, of two bytes at most.
    let read = text.as_bytes().get(..room.saturating_add(3)).unwrap_or(text.as_bytes());
    let mut bytes = read;
    loop {
        let (unit, rest) = match *bytes {
            [a @ 0xE0..=0xEF, b, c, ref rest @ ..] => {
                (u16::from(a) << 12 | (u16::from(b) & 0x3F) << 6 | u16::from(c) & 0x3F, rest)
            }
            [a @ 1..=0x7F, ref rest @ ..] => (u16::from(a), rest),
            _ => break,
        };
        if shift(unit) != 0 {
            break;
        }
        bytes = rest;
    }
    read.len() - bytes.len()
}

/// The folded characters of `text`, each with the byte range of the character in `text` that it comes from.
#[expect(clippy::arithmetic_side_effects, reason = "no character ends behind the text")]
pub fn folded(text: &str) -> impl Iterator<Item = (core::ops::Range<usize>, char)> + Clone + '_ {
    text.char_indices().filter_map(|(at, c)| fold_char(c).map(|f| (at..at + c.len_utf8(), f)))
}

/// Whether a text begins with a word, which is folded already.
pub(crate) fn begins(text: &str, word: &str) -> bool {
    let mut text = folded(text).map(|(_, c)| c);
    word.chars().all(|c| text.next() == Some(c))
}

/// Whether a text ends with a word, which is folded already.
pub(crate) fn ends(text: &str, word: &str) -> bool {
    let mut text = text.chars().rev().filter_map(fold_char);
    word.chars().rev().all(|c| text.next() == Some(c))
}

/// `text`, folded into `buffer`: the part of it that is filled. `None` where it does not fit. Nearly all characters of a name
/// stay as they are: these are copied together, not encoded one by one.
#[inline]
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "what is written ends within the buffer")]
pub fn fold_into<'a>(mut text: &str, buffer: &'a mut [u8]) -> Option<&'a [u8]> {
    let mut end = 0;
    loop {
        let (stays, rest) = text.split_at_checked(folded_already(text, buffer.len() - end))?;
        buffer.get_mut(end..)?.get_mut(..stays.len())?.copy_from_slice(stays.as_bytes());
        end += stays.len();
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        if let Some(f) = fold_char(c) {
            let rest = buffer.get_mut(end..)?;
            end += f.encode_utf8(rest.get_mut(..f.len_utf8())?).len();
        }
        text = chars.as_str();
    }
    buffer.get(..end)
}

/// Whether `c`, already folded, is punctuation: names are found without it. Folding brings most of it into ASCII.
#[inline]
#[must_use]
pub const fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{B7}' | '\u{2010}'..='\u{205E}' | '\u{3008}'..='\u{301F}' | '\u{FE10}'..='\u{FE6F}')
}

/// As [`fold_into`], without punctuation.
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "what is written ends within the buffer")]
pub fn fold_words_into<'a>(text: &str, buffer: &'a mut [u8]) -> Option<&'a [u8]> {
    let mut end = 0;
    for c in text.chars().filter_map(fold_char).filter(|&c| !is_punctuation(c)) {
        let rest = buffer.get_mut(end..)?;
        end += c.encode_utf8(rest.get_mut(..c.len_utf8())?).len();
    }
    buffer.get(..end)
}

/// Numbers that are no digits.
pub const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The decimal digit that `c` is, in ASCII or full width.
#[must_use]
pub fn digit(c: char) -> Option<u16> {
    let ascii = if matches!(c, '\u{FF10}'..='\u{FF19}') { fold_char(c)? } else { c };
    ascii.to_digit(10).map(|d| d as u16)
}

/// Whether `c`, already folded, is a Chinese character of the basic plane.
#[inline]
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{3007}')
}

/// Whether [`fold_unit`] may change a unit of this page: those of the ideographs between these are changed by [`TRADITIONAL`] alone. To
/// go through all 65,536 units would take a second of every build.
const fn is_symbols(page: usize) -> bool {
    page < 0x34 || page > 0xF8
}

/// Pages with a code unit that does not stay as it is.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "run by the compiler, which refuses both")]
const SHIFTED_PAGES: usize = {
    let (mut page, mut shifted) = (0, 0);
    while page < 256 {
        shifted += (PAGES[page] != 0) as usize;
        page += 1;
    }
    shifted
};

/// Numbers the pages that shift something from 1; 0 stands for all the others.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "run by the compiler, which refuses both")]
const fn pages() -> [u8; 256] {
    let (mut pages, mut page) = ([0; 256], 0);
    while page < 256 {
        let mut unit = page << 8;
        while is_symbols(page) && unit >> 8 == page && pages[page] == 0 {
            pages[page] = (fold_unit(unit as u16) != unit as u16) as u8;
            unit += 1;
        }
        page += 1;
    }
    let mut at = 0;
    while at < TRADITIONAL.len() {
        if TRADITIONAL[at] == b'\n' {
            at += 1;
        } else {
            pages[(three_bytes(at) >> 8) as usize] = 1;
            at += 6;
        }
    }
    let (mut page, mut last) = (0, 0);
    while page < 256 {
        last += pages[page];
        pages[page] *= last;
        page += 1;
    }
    pages
}

#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "run by the compiler, which refuses both")]
const fn shifts() -> [[u16; 256]; SHIFTED_PAGES + 1] {
    let (mut shifts, mut page) = ([[0; 256]; SHIFTED_PAGES + 1], 0);
    while page < 256 {
        let mut unit = page << 8;
        while is_symbols(page) && PAGES[page] != 0 && unit >> 8 == page {
            shifts[PAGES[page] as usize][unit & 0xFF] = fold_unit(unit as u16).wrapping_sub(unit as u16);
            unit += 1;
        }
        page += 1;
    }
    let mut at = 0;
    while at < TRADITIONAL.len() {
        if TRADITIONAL[at] == b'\n' {
            at += 1;
        } else {
            let (from, to) = (three_bytes(at), three_bytes(at + 3));
            shifts[PAGES[(from >> 8) as usize] as usize][(from & 0xFF) as usize] = to.wrapping_sub(from);
            at += 6;
        }
    }
    shifts
}

/// The character whose three UTF-8 bytes begin at `at` in the list of pairs.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "run by the compiler, which refuses both")]
const fn three_bytes(at: usize) -> u16 {
    ((TRADITIONAL[at] as u16 & 0x0F) << 12)
        | ((TRADITIONAL[at + 1] as u16 & 0x3F) << 6)
        | (TRADITIONAL[at + 2] as u16 & 0x3F)
}

#[expect(clippy::arithmetic_side_effects, reason = "run by the compiler, which refuses a sum that does not fit")]
const fn fold_unit(unit: u16) -> u16 {
    match unit {
        0..=0x20 | 0x7F..=0xA0 => 0, // controls, space, no-break space
        0xAD | 0x061C | 0x180E => 0, // soft hyphen and other invisible marks
        0x1680 | 0x2000..=0x200F | 0x2028..=0x202F | 0x205F..=0x206F | 0x3000 => 0, // spaces, joiners, direction marks
        0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFF => 0, // variation selectors, byte order mark, specials
        0x41..=0x5A => unit + 0x20,  // A-Z
        0xC0..=0xD6 | 0xD8..=0xDE => unit + 0x20, // À-Þ
        0x0391..=0x03A9 | 0x0410..=0x042F => unit + 0x20, // Greek and Cyrillic capitals
        0x0400..=0x040F => unit + 0x50,
        0xFF21..=0xFF3A => unit - 0xFF21 + 0x61, // full-width A-Z, lower-cased
        0xFF01..=0xFF5E => unit - 0xFEE0,        // the other full-width forms of ASCII
        0xFFE5 => 0xA5,
        0x2018 | 0x2019 | 0x201A | 0x201B | 0x2032 | 0x2035 => b'\'' as u16,
        0x201C..=0x201F | 0x2033 | 0x2036 | 0x300C..=0x300F | 0x300A | 0x300B | 0x3008 | 0x3009 => b'"' as u16,
        0x3001 => b',' as u16,          // 、
        0x3002 | 0xFF61 => b'.' as u16, // 。
        0x3010 | 0x3014 => b'(' as u16,
        0x3011 | 0x3015 => b')' as u16,
        0x2010..=0x2015 | 0x2212 => b'-' as u16,            // hyphens and dashes
        0x00B7 | 0x2022 | 0x2027 | 0x30FB | 0xFF65 => 0xB7, // middle dots
        0x2026 => b'.' as u16,                              // …
        0x2460..=0x2468 => unit - 0x2460 + b'1' as u16,     // ① to ⑨
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::string::String;

    fn fold(text: &str) -> String {
        folded(text).map(|(_, c)| c).collect()
    }

    #[test]
    fn widths_cases_spaces_and_traditional_characters() {
        assert_eq!(fold(" Ｃ０５１　"), "c051");
        assert_eq!(fold("農村公路，建設（一期）"), "农村公路,建设(一期)");
        assert_eq!(fold("“双拥”\u{200B}《条例》"), "\"双拥\"\"条例\"");
        assert_eq!(fold("A\u{FEFF}B\tC\u{0}D"), "abcd");
    }

    #[test]
    fn every_character_folds_to_what_folds_to_itself() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            if let Some(f) = fold_char(c) {
                assert_eq!(fold_char(f), Some(f), "{c:?} folds to {f:?}");
            }
        }
    }

    #[test]
    fn pages_fold_every_unit_as_the_rules_say() {
        let list = std::str::from_utf8(TRADITIONAL).unwrap().replace('\n', "");
        let (from, to) = (list.chars().step_by(2), list.chars().skip(1).step_by(2));
        let pairs: std::collections::HashMap<u32, u32> = from.map(u32::from).zip(to.map(u32::from)).collect();
        for unit in 0..=u16::MAX {
            let simplified = pairs.get(&u32::from(unit)).map(|&to| to as u16);
            assert_eq!(unit.wrapping_add(shift(unit)), simplified.unwrap_or_else(|| fold_unit(unit)), "{unit:04X}");
        }
    }

    #[test]
    fn folding_into_a_buffer_is_folding() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text: String = ['村', c, 'a'].into_iter().collect();
            let folded = fold(&text);
            let mut buffer = [0; 16];
            assert_eq!(fold_into(&text, &mut buffer), Some(folded.as_bytes()), "{c:?}");
            let mut small = [0; 16];
            assert_eq!(fold_into(&text, &mut small[..folded.len() - 1]), None, "{c:?}");
        }
    }

    #[test]
    fn folding_without_punctuation() {
        let mut buffer = [0; 64];
        let words = fold_words_into("《農村公路》，建設（一期）——“Ａ·B”…；：！？～﹝﹞〈〉、。 々〇①", &mut buffer);
        assert_eq!(words, Some("农村公路建设一期ab々〇1".as_bytes()));
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| c.is_alphanumeric()) {
            assert!(!fold_char(c).is_some_and(is_punctuation), "{c:?}");
        }
        assert_eq!(fold_words_into("农村", &mut [0; 5]), None);
    }

    #[test]
    fn digits_are_those_of_ascii_and_full_width() {
        for (c, value) in ('0'..='9').zip(0..).chain(('０'..='９').zip(0..)) {
            assert_eq!(digit(c), Some(value));
        }
        assert!(['①', '٣', '一', 'a', '²'].into_iter().all(|c| digit(c).is_none()));
    }

    #[test]
    fn every_pair_of_the_list_is_read() {
        let list = std::str::from_utf8(TRADITIONAL).unwrap();
        let mut pairs = 0;
        for line in list.lines() {
            let chars: std::vec::Vec<char> = line.chars().collect();
            for pair in chars.chunks(2) {
                assert_eq!(fold_char(pair[0]), Some(pair[1]));
                pairs += 1;
            }
        }
        assert_eq!(pairs, 2566, "the list has this many pairs");
    }

    #[test]
    fn ranges_are_those_of_the_text() {
        let text = "Ａ 農b";
        let all: std::vec::Vec<_> = folded(text).collect();
        assert_eq!(all, [(0..3, 'a'), (4..7, '农'), (7..8, 'b')]);
    }
}
