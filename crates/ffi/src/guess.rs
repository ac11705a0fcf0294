//! Which encoding a text is likely to be in.

use crate::codes::{LVZHI_GB18030, LVZHI_UTF8, LVZHI_UTF16LE};
use crate::status::{Failure, Outcome};
use encoding_rs::{Encoding, GB18030, UTF_16LE};

/// The code of the encoding.
pub(crate) fn encoding(bytes: &[u8]) -> Outcome<i32> {
    match bytes {
        [] => return Err(Failure::EmptyText),
        [0xEF, 0xBB, 0xBF, ..] => return Ok(LVZHI_UTF8),
        [0xFF, 0xFE, ..] => return Ok(LVZHI_UTF16LE),
        // UTF-16BE, which no function takes.
        [0xFE, 0xFF, ..] => return Err(Failure::InvalidText),
        _ => {}
    }
    let utf8 = str::from_utf8(bytes).ok();
    if utf8.is_none() && is_damaged_utf8(bytes) {
        return Err(Failure::InvalidText);
    }
    let of_utf16 = share(bytes, UTF_16LE, usual_in_utf16(bytes));
    // Other text has no control characters; of UTF-16 they are halves of letters.
    let controls = bytes.iter().any(|&byte| matches!(byte, 0..=8 | 11 | 12 | 14..=0x1F | 0x7F));
    if controls && of_utf16.is_some_and(|share| share >= 500) {
        return Ok(LVZHI_UTF16LE);
    }
    if utf8.is_some_and(|text| controls || !by_chance(text)) {
        return Ok(LVZHI_UTF8);
    }
    match (share(bytes, GB18030, usual_in_gb(bytes)), of_utf16) {
        (Some(gb), Some(utf16)) if utf16 > gb => Ok(LVZHI_UTF16LE),
        (Some(_), _) => Ok(LVZHI_GB18030),
        (None, Some(_)) => Ok(LVZHI_UTF16LE),
        (None, None) => Err(Failure::InvalidText),
    }
}

/// Whether text that is valid UTF-8 is so by chance: besides ASCII it has only characters of two bytes (letters of other
/// scripts), all of which are among the 3,755 common characters in GB18030 (its first level: B0A1 to D7F9). Cyrillic and
/// Arabic letters, Uyghur ones too, have bytes beyond these.
fn by_chance(text: &str) -> bool {
    let mut common = false;
    for c in text.chars().filter(|c| !c.is_ascii()) {
        let mut bytes = [0; 4];
        let [0xC2..=0xD7, 0xA1..=0xBF] = *c.encode_utf8(&mut bytes).as_bytes() else { return false };
        common = true;
    }
    common
}

/// Whether bytes that are no UTF-8 were once: a field that was cut, a byte put in between. Four in five of the bytes that are not
/// ASCII are in characters of three bytes or more; in GB18030 and UTF-16 hardly any three bytes look so.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut all) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        let long = chunk.valid().chars().map(char::len_utf8).filter(|&len| len > 2).sum::<usize>();
        let other = chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        sound = sound.saturating_add(long);
        all = all.saturating_add(other).saturating_add(chunk.invalid().len());
    }
    // A single such character may be chance.
    sound > 3 && sound.saturating_mul(5) >= all.saturating_mul(4)
}

/// How many thousandths of the characters are usual ones, if the bytes are valid.
fn share(bytes: &[u8], encoding: &'static Encoding, usual: (usize, usize)) -> Option<usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut piece = [0u8; 1024];
    let mut done = 0usize;
    loop {
        let rest = bytes.get(done..).unwrap_or(&[]);
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut piece, true);
        done = done.saturating_add(read);
        match result {
            encoding_rs::DecoderResult::InputEmpty => break,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => return None,
        }
    }
    let (usual, all) = usual;
    usual.saturating_mul(1000).checked_div(all)
}

/// How many characters are ASCII, or the symbols and characters of GB 2312; and how many there are.
fn usual_in_gb(bytes: &[u8]) -> (usize, usize) {
    let (mut usual, mut all) = (0usize, 0usize);
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let len = crate::text::Encoding::Gb18030.char_len(rest);
        let is_usual = match *rest {
            [0xA1..=0xA9 | 0xB0..=0xF7, 0xA1..=0xFE, ..] => true,
            _ => first.is_ascii(),
        };
        usual = usual.saturating_add(usize::from(is_usual));
        all = all.saturating_add(1);
        rest = rest.get(len..).unwrap_or(&[]);
    }
    (usual, all)
}

/// How many units are letters of the scripts that are met here, or their punctuation; and how many there are.
fn usual_in_utf16(bytes: &[u8]) -> (usize, usize) {
    let units =
        bytes.chunks_exact(2).map(|unit| unit.iter().rev().fold(0u16, |unit, &byte| unit << 8 | u16::from(byte)));
    let usual = |unit: &u16| {
        matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xB7 | 0x0400..=0x04FF | 0x0600..=0x06FF)
            || matches!(unit, 0x2010..=0x2026 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFF5E)
    };
    (units.clone().filter(usual).count(), units.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn the_encoding_of_short_texts() {
        for text in ["联通", "一", "老板不发工钱", "低保", "丧葬补贴C051", "镕基路堵车", "“渠”，坏了……", "鳄鱼"]
        {
            assert_eq!(encoding(text.as_bytes()), Ok(LVZHI_UTF8), "{text}");
            assert_eq!(encoding(&GB18030.encode(text).0), Ok(LVZHI_GB18030), "{text}");
            assert_eq!(encoding(&utf16(text)), Ok(LVZHI_UTF16LE), "{text}");
        }
        // A field that is filled up.
        assert_eq!(encoding("低保\0\0".as_bytes()), Ok(LVZHI_UTF8));
        assert_eq!(encoding(&GB18030.encode("低保\0\0").0), Ok(LVZHI_GB18030));
        // The same bytes in both; and other scripts of the county.
        assert_eq!(encoding(b"C051"), Ok(LVZHI_UTF8));
        assert_eq!(encoding(&utf16("C051")), Ok(LVZHI_UTF16LE));
        for text in ["سۇ يوق", "Кто отвечает за воду", "Straße"] {
            assert_eq!(encoding(text.as_bytes()), Ok(LVZHI_UTF8), "{text}");
            assert_eq!(encoding(&utf16(text)), Ok(LVZHI_UTF16LE), "{text}");
        }
        assert_eq!(encoding("\u{FEFF}abc".as_bytes()), Ok(LVZHI_UTF8));
        assert_eq!(encoding(&utf16("\u{FEFF}abc")), Ok(LVZHI_UTF16LE));
        assert_eq!(encoding(b""), Err(Failure::EmptyText));
        assert_eq!(encoding(b"\xff"), Err(Failure::InvalidText));
        assert_eq!(encoding(b"\xff\xff\xff"), Err(Failure::InvalidText));
        // UTF-16BE with its mark.
        assert_eq!(encoding(b"\xfe\xff\x8d\xef\x57\x4f\x4e\x86"), Err(Failure::InvalidText));
    }

    #[test]
    fn what_is_left_of_utf8_is_no_gb18030() {
        let text = "老板欠我们工钱不给，找谁";
        for end in 9..text.len() {
            let cut = &text.as_bytes()[..end];
            let whole = text.is_char_boundary(end);
            assert_eq!(encoding(cut), if whole { Ok(LVZHI_UTF8) } else { Err(Failure::InvalidText) }, "{end} bytes");
        }
        for wrong in [&b"\x80"[..], b"\xC0\x80", b"\xFF"] {
            assert_eq!(encoding(&[text.as_bytes(), wrong].concat()), Err(Failure::InvalidText), "{wrong:?}");
        }
    }
}
