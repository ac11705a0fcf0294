//! Bytes into text: UTF-8, UTF-16 and GB18030, with a mark at the beginning or without.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

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

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf_16(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
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
    (more > 0 && less * 10 <= more && !encoding.decode_without_bom_handling(bytes).1).then_some(encoding)
}
