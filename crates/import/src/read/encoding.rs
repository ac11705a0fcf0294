//! Bytes into text: UTF-8, UTF-16 and GB18030, with a mark at the beginning or without.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use lvzhi_tables::fold::fold_char;

/// Text, and what it was decoded from.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    /// Some bytes stood for no character.
    pub(crate) broken: bool,
}

/// Decodes bytes whose encoding nobody has told.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => (guess(bytes), bytes),
    };
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    Decoded { text: text.into_owned(), encoding, broken }
}

/// Text whose encoding nobody has told, without its mark: UTF-8, UTF-16, GB18030 or Big5; `None` where it is plainly none of them.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..)?),
        None => (sure(bytes)?, bytes),
    };
    encoding.decode_without_bom_handling_and_without_replacement(rest).map(std::borrow::Cow::into_owned)
}

/// The encoding that the bytes are plainly in.
fn sure(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some(encoding) = utf_16(bytes) {
        return Some(encoding);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Some(UTF_8);
    }
    likeliest(beginning(bytes))
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = sure(bytes) {
        return encoding;
    }
    let bytes = beginning(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    // Of what the detector knows, nothing else comes from a Chinese office. It takes Big5 for GBK at times, where that gives characters that
    // stand for none.
    let private = |text: &str| text.contains(|c: char| ('\u{E000}'..='\u{F8FF}').contains(&c));
    let as_big5 =
        || !BIG5.decode_without_bom_handling(bytes).1 && private(&GB18030.decode_without_bom_handling(bytes).0);
    match guessed {
        _ if guessed == UTF_8 => UTF_8,
        _ if guessed == BIG5 || as_big5() => BIG5,
        _ => GB18030,
    }
}

/// The share of usual characters from which a text is Chinese: those of another encoding have half of them at the most, by chance.
const USUAL: f64 = 0.75;

/// The encoding that makes the most usual text of the bytes. A sentence is too little for the detector, which takes it for GBK whatever it is, and knows no
/// UTF-16; what is damaged is left to it.
fn likeliest(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut best = None;
    for encoding in [GB18030, BIG5, UTF_16LE, UTF_16BE] {
        let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else { continue };
        let all = text.chars().filter(|c| !c.is_whitespace()).count();
        let share = text.chars().filter(|c| is_usual(*c)).count() as f64 / all.max(1) as f64;
        if share >= USUAL && best.is_none_or(|(most, _)| share > most) {
            best = Some((share, encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

/// Letters, digits and marks that Chinese is written with, and the 3,755 characters of everyday (the first level of GB 2312), simplified or not.
fn is_usual(c: char) -> bool {
    if c.is_ascii_graphic() || matches!(c, '·' | '—' | '…' | '‘'..='”' | '\u{3001}'..='\u{3011}' | '！'..='～')
    {
        return true;
    }
    let Some(folded) = fold_char(c) else { return false };
    let mut one = [0; 4];
    matches!(*GB18030.encode(folded.encode_utf8(&mut one)).0, [0xB0..=0xD7, 0xA1..=0xFE])
}

/// As much as is needed to know an encoding: the detector takes seconds for each ten megabytes.
fn beginning(bytes: &[u8]) -> &[u8] {
    let beginning = bytes.get(..1 << 20).unwrap_or(bytes);
    // Up to the end of a line, so that no character is cut.
    let end = beginning.iter().rposition(|byte| *byte == b'\n').map_or(beginning.len(), |at| at + 1);
    if beginning.len() < bytes.len() { beginning.get(..end).unwrap_or(beginning) } else { bytes }
}

/// UTF-16 without its mark: digits, commas and line breaks have a zero byte on one side, and text of the other encodings has none at all.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let (mut low, mut high) = (0_usize, 0_usize);
    for [first, second] in pairs {
        low += usize::from(*second == 0 && *first != 0);
        high += usize::from(*first == 0 && *second != 0);
    }
    let encoding = if low > high { UTF_16LE } else { UTF_16BE };
    let (more, less) = (low.max(high), low.min(high));
    // In the right order there are next to no characters whose other byte is zero.
    if more == 0 || less * 10 > more {
        return None;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // A zero that went astray in a text of another encoding makes it none of this one.
    let (mut all, mut usual) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()).take(10_000) {
        all += 1;
        usual += usize::from(is_usual(c));
    }
    (!broken && usual as f64 >= USUAL * all as f64).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_heard_in_each_encoding() {
        let simplified = ["老板欠我们工钱不给", "路灯坏了，没人修", "低保", "村口3号井没水"];
        let traditional = ["老闆欠我們工錢不給", "路燈壞了，沒人修", "低保戶怎麼申請？"];
        let of = |text: &str| -> [Vec<u8>; 2] {
            let units = || text.encode_utf16();
            [units().flat_map(u16::to_le_bytes).collect(), units().flat_map(u16::to_be_bytes).collect()]
        };
        for text in simplified.into_iter().chain(traditional) {
            for bytes in of(text).into_iter().chain([text.into(), GB18030.encode(text).0.into_owned()]) {
                assert_eq!(text_of(&bytes).as_deref(), Some(text), "{bytes:x?}");
            }
        }
        for text in traditional {
            assert_eq!(text_of(&BIG5.encode(text).0).as_deref(), Some(text));
        }
        assert_eq!(text_of("\u{FEFF}低保".as_bytes()).as_deref(), Some("低保"));
        assert_eq!(text_of(b"\xC0\xCF\xFF"), None);
        // What is left of UTF-8 is no GB18030, though all of it may be valid there.
        assert_eq!(text_of(&"老板欠我们工钱不给".as_bytes()[..25]), None);
    }
}
