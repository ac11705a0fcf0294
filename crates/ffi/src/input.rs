//! Text in: from the caller's encoding to UTF-8.

use crate::arguments::{bytes, bytes_to_nul};
use crate::status::{Failure, Outcome};
use crate::strict;
use crate::text::Encoding;
use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8, UTF_16LE};
use lvzhi::LONGEST_QUERY;
use std::borrow::Cow;
use std::ffi::c_void;

/// UTF-8 of a text that is converted without allocation: some 300 Chinese characters.
const SHORT: usize = 1024;

/// The length that stands for: up to the NUL. The header has it as LVZHI_NUL_TERMINATED.
pub(crate) const NUL_TERMINATED: usize = usize::MAX;

/// A text from C.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) bytes: &'a [u8],
    encoding: Encoding,
}

impl<'a> Source<'a> {
    /// # Safety
    /// If not NULL, `start` begins `len` bytes, or bytes up to a NUL, that may be read, and that nobody changes, until the
    /// call ends.
    #[inline]
    pub(crate) unsafe fn new(start: *const c_void, len: usize, encoding: i32) -> Outcome<Self> {
        let encoding = Encoding::of(encoding)?;
        let bytes = if len == NUL_TERMINATED {
            // SAFETY: as promised to this function.
            unsafe { bytes_to_nul(start, encoding.nul_len()) }
        } else {
            // SAFETY: as promised to this function.
            unsafe { bytes(start, len) }
        };
        Ok(Self { bytes: bytes?, encoding })
    }

    /// Hands the text to `work` as UTF-8. The text may have at most [`LONGEST_QUERY`] bytes of UTF-8.
    #[inline]
    pub(crate) fn read<T>(&self, work: impl FnOnce(&str) -> Outcome<T>) -> Outcome<T> {
        if self.encoding != Encoding::Utf8 {
            return self.decoded(work);
        }
        if self.bytes.len() > LONGEST_QUERY {
            return Err(Failure::TextTooLong);
        }
        work(utf8(self.bytes).ok_or(Failure::InvalidText)?)
    }

    #[inline(never)]
    fn decoded<T>(&self, work: impl FnOnce(&str) -> Outcome<T>) -> Outcome<T> {
        // No character has more than twice the bytes that it has in UTF-8, in either encoding.
        if self.bytes.len() > 2 * LONGEST_QUERY {
            return Err(Failure::TextTooLong);
        }
        if self.first_altered().is_some() {
            return Err(Failure::InvalidText);
        }
        let mut decoder = decoder(self.encoding);
        let mut short = [0u8; SHORT];
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(self.bytes, &mut short, true);
        match result {
            // encoding_rs promises UTF-8; the check is cheap beside the conversion.
            DecoderResult::InputEmpty => work(short.get(..written).and_then(utf8).ok_or(Failure::Internal)?),
            DecoderResult::Malformed(..) => Err(Failure::InvalidText),
            DecoderResult::OutputFull => {
                let done = short.get(..written).ok_or(Failure::Internal)?;
                let rest = self.bytes.get(read..).unwrap_or(&[]);
                work(utf8(&long(decoder, done, rest)?).ok_or(Failure::Internal)?)
            }
        }
    }

    /// Hands the text piece by piece to `take` as UTF-8, whatever its length. Gives the number of bytes before the first
    /// that is not valid: all, if none.
    pub(crate) fn pieces(&self, mut take: impl FnMut(&str) -> Outcome<()>) -> Outcome<usize> {
        if self.encoding == Encoding::Utf8 {
            let valid = match str::from_utf8(self.bytes) {
                Ok(text) => text,
                Err(error) => self.bytes.get(..error.valid_up_to()).and_then(|b| str::from_utf8(b).ok()).unwrap_or(""),
            };
            take(valid)?;
            return Ok(valid.len());
        }
        let bytes = self.bytes.get(..self.first_altered().unwrap_or(self.bytes.len())).unwrap_or(&[]);
        let mut decoder = decoder(self.encoding);
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

    /// In the strict encoding, the place of the first character that would be written with other bytes.
    fn first_altered(&self) -> Option<usize> {
        if self.encoding != Encoding::Gb18030Strict {
            return None;
        }
        let mut place = 0usize;
        while let Some(rest) = self.bytes.get(place..).filter(|rest| !rest.is_empty()) {
            if strict::alters(rest) {
                return Some(place);
            }
            place = place.saturating_add(self.encoding.char_len(rest));
        }
        None
    }

    /// Where the byte `at` of `text`, on a character boundary, stands in the bytes, of which `text` was made.
    pub(crate) fn place(&self, text: &str, at: usize) -> usize {
        if self.encoding == Encoding::Utf8 {
            return at;
        }
        // A valid sequence of either encoding is one character, so characters can be counted.
        let characters = text.get(..at).unwrap_or(text).chars().count();
        (0..characters)
            .fold(0, |place, _| place.saturating_add(self.encoding.char_len(self.bytes.get(place..).unwrap_or(&[]))))
    }
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

/// What was converted, with the rest behind it, in memory that is asked for: the stack of a database's worker may be small,
/// and a failed allocation must not end the process.
fn long(mut decoder: Decoder, done: &[u8], rest: &[u8]) -> Outcome<Vec<u8>> {
    let more = decoder.max_utf8_buffer_length_without_replacement(rest.len()).ok_or(Failure::TextTooLong)?;
    let mut all = Vec::new();
    all.try_reserve_exact(done.len().saturating_add(more)).map_err(|_| Failure::NoMemory)?;
    all.extend_from_slice(done);
    all.resize(done.len().saturating_add(more), 0);
    let room = all.get_mut(done.len()..).ok_or(Failure::Internal)?;
    let (result, _, written) = decoder.decode_to_utf8_without_replacement(rest, room, true);
    all.truncate(done.len().saturating_add(written));
    match result {
        DecoderResult::InputEmpty if all.len() > LONGEST_QUERY => Err(Failure::TextTooLong),
        DecoderResult::InputEmpty => Ok(all),
        DecoderResult::OutputFull => Err(Failure::Internal),
        DecoderResult::Malformed(..) => Err(Failure::InvalidText),
    }
}

/// A decoder that keeps a byte order mark as the character it is: folding drops it.
fn decoder(encoding: Encoding) -> Decoder {
    match encoding {
        Encoding::Utf16le => UTF_16LE.new_decoder_without_bom_handling(),
        _ => GB18030.new_decoder_without_bom_handling(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(bytes: &[u8], encoding: Encoding) -> usize {
        Source { bytes, encoding }.pieces(|_| Ok(())).unwrap()
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
            let behind = |encoding, bytes: &[u8]| Source { bytes, encoding }.place(text, at + c.len_utf8());
            assert_eq!(behind(Encoding::Gb18030, &gb), GB18030.encode(&text[..at + c.len_utf8()]).0.len());
            assert_eq!(behind(Encoding::Utf16le, &utf16), text[..at + c.len_utf8()].encode_utf16().count() * 2);
        }
    }

    #[test]
    fn long_texts_are_read_as_short_ones() {
        for characters in (300..400).chain([20_000, 21_845]) {
            let text: String = "地a渠".chars().cycle().take(characters).collect();
            let gb = GB18030.encode(&text).0;
            let source = Source { bytes: &gb, encoding: Encoding::Gb18030 };
            assert_eq!(source.read(|read| Ok(read == text)), Ok(true), "{characters}");
        }
        let long = GB18030.encode(&"地".repeat(21_846)).0.to_vec();
        assert_eq!(Source { bytes: &long, encoding: Encoding::Gb18030 }.read(|_| Ok(())), Err(Failure::TextTooLong));
    }
}
