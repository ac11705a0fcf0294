//! Text in: from the caller's encoding to UTF-8.

use crate::status::{Failure, Outcome};
use crate::text::Encoding;
use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8, UTF_16LE};
use lvzhi::LONGEST_QUERY;
use std::borrow::Cow;

/// UTF-8 of a text that is converted without allocation: some 300 Chinese characters.
const SHORT: usize = 1024;

/// Hands the text to `work` as UTF-8. The text may have at most [`LONGEST_QUERY`] bytes of UTF-8.
#[inline]
pub(crate) fn with_text<T>(bytes: &[u8], encoding: Encoding, work: impl FnOnce(&str) -> Outcome<T>) -> Outcome<T> {
    if encoding != Encoding::Utf8 {
        return with_decoded(bytes, encoding, work);
    }
    if bytes.len() > LONGEST_QUERY {
        return Err(Failure::TextTooLong);
    }
    work(utf8(bytes).ok_or(Failure::InvalidText)?)
}

/// The bytes as text. The standard library checks Chinese byte by byte, some 80 ns for 25 characters, and calls its check
/// for an id; `encoding_rs` takes a third of that for a sentence.
#[inline]
fn utf8(bytes: &[u8]) -> Option<&str> {
    if bytes.len() <= 8 && bytes.is_ascii() {
        // SAFETY: ASCII is UTF-8.
        return Some(unsafe { str::from_utf8_unchecked(bytes) });
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Some(text),
        // UTF-8 is never copied.
        Some(Cow::Owned(_)) | None => None,
    }
}

#[inline(never)]
fn with_decoded<T>(bytes: &[u8], encoding: Encoding, work: impl FnOnce(&str) -> Outcome<T>) -> Outcome<T> {
    // No character has more than twice the bytes that it has in UTF-8, in either encoding.
    if bytes.len() > 2 * LONGEST_QUERY {
        return Err(Failure::TextTooLong);
    }
    let mut decoder = decoder(encoding);
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(Failure::TextTooLong)?;
    let mut short = [0u8; SHORT];
    let mut long = Vec::new();
    let buffer = if most <= SHORT {
        &mut short[..]
    } else {
        // The stack of a database's worker may be small; and a failed allocation must not end the process.
        long.try_reserve_exact(most).map_err(|_| Failure::NoMemory)?;
        long.resize(most, 0);
        &mut long[..]
    };
    let (result, _, written) = decoder.decode_to_utf8_without_replacement(bytes, buffer, true);
    match result {
        DecoderResult::InputEmpty if written > LONGEST_QUERY => Err(Failure::TextTooLong),
        // encoding_rs promises UTF-8; the check is cheap beside the conversion.
        DecoderResult::InputEmpty => work(buffer.get(..written).and_then(utf8).ok_or(Failure::Internal)?),
        DecoderResult::OutputFull => Err(Failure::Internal),
        DecoderResult::Malformed(..) => Err(Failure::InvalidText),
    }
}

/// Hands the text piece by piece to `take` as UTF-8, whatever its length. Gives the number of bytes before the first
/// that is not valid: all, if none.
pub(crate) fn pieces(bytes: &[u8], encoding: Encoding, mut take: impl FnMut(&str) -> Outcome<()>) -> Outcome<usize> {
    if encoding == Encoding::Utf8 {
        let valid = match str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => bytes.get(..error.valid_up_to()).and_then(|b| str::from_utf8(b).ok()).unwrap_or(""),
        };
        take(valid)?;
        return Ok(valid.len());
    }
    let mut decoder = decoder(encoding);
    let mut piece = [0u8; SHORT];
    let mut done = 0;
    loop {
        let rest = bytes.get(done..).unwrap_or(&[]);
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut piece, true);
        take(piece.get(..written).and_then(|text| str::from_utf8(text).ok()).ok_or(Failure::Internal)?)?;
        done = done.saturating_add(read);
        match result {
            DecoderResult::InputEmpty => return Ok(done),
            DecoderResult::OutputFull => {}
            // `after` bytes behind the bad sequence have been read too.
            DecoderResult::Malformed(bad, after) => {
                return Ok(done.saturating_sub(usize::from(bad).saturating_add(usize::from(after))));
            }
        }
    }
}

/// A decoder that keeps a byte order mark as the character it is: folding drops it.
fn decoder(encoding: Encoding) -> Decoder {
    match encoding {
        Encoding::Utf16le => UTF_16LE.new_decoder_without_bom_handling(),
        _ => GB18030.new_decoder_without_bom_handling(),
    }
}

/// Where the byte `at` of `text`, on a character boundary, stands in `bytes`, of which `text` was made.
pub(crate) fn place_in_source(bytes: &[u8], encoding: Encoding, text: &str, at: usize) -> usize {
    if encoding == Encoding::Utf8 {
        return at;
    }
    // A valid sequence of either encoding is one character, so characters can be counted.
    let characters = text.get(..at).unwrap_or(text).chars().count();
    (0..characters).fold(0, |place, _| place.saturating_add(encoding.char_len(bytes.get(place..).unwrap_or(&[]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(bytes: &[u8], encoding: Encoding) -> usize {
        pieces(bytes, encoding, |_| Ok(())).unwrap()
    }

    #[test]
    fn the_place_of_the_first_invalid_byte() {
        let gb = GB18030.encode("土地确权").0;
        let mut broken = gb.to_vec();
        assert_eq!(valid(&broken, Encoding::Gb18030), 8);
        for cut in 1..8 {
            assert_eq!(valid(&gb[..cut], Encoding::Gb18030), cut / 2 * 2, "cut at {cut}");
        }
        broken[4] = 0xFF;
        assert_eq!(valid(&broken, Encoding::Gb18030), 4);
        // Four bytes, of which the last is wrong.
        assert_eq!(valid(b"ab\x81\x30\x81\x29cd", Encoding::Gb18030), 2);
        assert_eq!(valid("土地\u{10000}".as_bytes(), Encoding::Utf8), 10);
        assert_eq!(valid(b"ab\xE5\x9C", Encoding::Utf8), 2);
        // A high surrogate by itself, a low one by itself, half a unit.
        assert_eq!(valid(&[0x61, 0, 0x00, 0xD8, 0x62, 0], Encoding::Utf16le), 2);
        assert_eq!(valid(&[0x61, 0, 0x00, 0xDC], Encoding::Utf16le), 2);
        assert_eq!(valid(&[0x61, 0, 0x00], Encoding::Utf16le), 2);
        assert_eq!(valid(&[0x61, 0, 0x00, 0xD8], Encoding::Utf16le), 2);
        // Errors behind the first piece.
        let mut long = "地".repeat(3000).into_bytes();
        long.push(0xFF);
        assert_eq!(valid(&long, Encoding::Utf8), 9000);
        let mut long = GB18030.encode(&"地".repeat(3000)).0.to_vec();
        long.push(0xFF);
        assert_eq!(valid(&long, Encoding::Gb18030), 6000);
    }

    #[test]
    fn places_are_counted_in_the_source() {
        let text = "a土€\u{20000}b";
        let gb = GB18030.encode(text).0;
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (at, c) in text.char_indices() {
            let behind = |encoding, bytes: &[u8]| place_in_source(bytes, encoding, text, at + c.len_utf8());
            assert_eq!(behind(Encoding::Gb18030, &gb), GB18030.encode(&text[..at + c.len_utf8()]).0.len());
            assert_eq!(behind(Encoding::Utf16le, &utf16), text[..at + c.len_utf8()].encode_utf16().count() * 2);
        }
    }
}
