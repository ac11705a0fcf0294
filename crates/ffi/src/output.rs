//! Text out: from UTF-8 to the caller's encoding, into the caller's buffer.

use crate::arguments::{Array, Out};
use crate::status::{Failure, LVZHI_OK, LVZHI_TRUNCATED, Outcome};
use crate::strict;
use crate::text::Encoding;
use encoding_rs::{EncoderResult, GB18030};
use serde::Serialize;
use std::ffi::{CStr, c_void};
use std::{fmt, io};

/// A caller's buffer for one text, with its NUL.
pub(crate) struct Buffer {
    bytes: Array<u8>,
    start: *mut u8,
    encoding: Encoding,
}

impl Buffer {
    /// NULL is allowed with capacity 0 only.
    ///
    /// # Safety
    /// If not NULL, `start` begins `capacity` bytes that may be written until the call ends.
    pub(crate) unsafe fn new(start: *mut c_void, capacity: usize, encoding: i32) -> Outcome<Self> {
        let start = start.cast::<u8>();
        // SAFETY: as promised to this function.
        let bytes = unsafe { Array::new(start, capacity) }?;
        Ok(Self { bytes, start, encoding: Encoding::of(encoding)? })
    }

    /// Writes the text that `produce` pushes into the sink, twice the same: the first time only the length is taken, so
    /// that a text that cannot be written leaves the buffer as it was.
    pub(crate) fn write(&self, needed: Out<usize>, produce: impl Fn(&mut Sink<'_>) -> Outcome<()>) -> Outcome<i32> {
        let mut measure = Sink { into: None, encoding: self.encoding, all: 0, end: 0 };
        produce(&mut measure)?;
        let nul = self.encoding.nul_len();
        let all = measure.all.saturating_add(nul);
        let capacity = self.bytes.capacity();
        if let Some(room) = capacity.checked_sub(nul) {
            let mut sink = Sink { into: Some((self, room)), encoding: self.encoding, all: 0, end: 0 };
            produce(&mut sink)?;
            let end = sink.end;
            self.put(end, &[0, 0], nul);
        }
        needed.set(all)?;
        Ok(if capacity == 0 || all <= capacity { LVZHI_OK } else { LVZHI_TRUNCATED })
    }

    /// Copies `len` bytes of `from` to the place `at`, if there is room.
    fn put(&self, at: usize, from: &[u8], len: usize) {
        let Some(from) = from.get(..len) else { return };
        if at.checked_add(len).is_some_and(|end| end <= self.bytes.capacity()) {
            // SAFETY: the place lies within the capacity that `new` was promised; `from` is memory of this library.
            unsafe { std::ptr::copy_nonoverlapping(from.as_ptr(), self.start.add(at), len) };
        }
    }

    /// Writes one text.
    pub(crate) fn text(&self, needed: Out<usize>, text: &str) -> Outcome<i32> {
        self.write(needed, |sink| sink.push(text))
    }

    /// Writes a text of this library.
    pub(crate) fn c_text(&self, needed: Out<usize>, text: &CStr) -> Outcome<i32> {
        self.text(needed, text.to_str().map_err(|_| Failure::Internal)?)
    }

    /// Writes a value as JSON, without allocation.
    pub(crate) fn json(&self, needed: Out<usize>, value: &impl Serialize) -> Outcome<i32> {
        self.write(needed, |sink| {
            serde_json::to_writer(sink, value).map_err(|error| match error.io_error_kind() {
                Some(io::ErrorKind::InvalidInput) => Failure::Unencodable,
                _ => Failure::Internal,
            })
        })
    }
}

/// Takes a text in pieces, encodes it, and writes as many whole characters as have room.
pub(crate) struct Sink<'a> {
    /// The buffer, and its room without the NUL; `None` measures.
    into: Option<(&'a Buffer, usize)>,
    encoding: Encoding,
    /// Bytes of the whole text.
    all: usize,
    /// Bytes written.
    end: usize,
}

/// Bytes of UTF-8 that are encoded at a time, and room for what they become: twice as much at the most, in UTF-16.
const STEP: usize = 256;
const ENCODED: usize = 1024;

impl Sink<'_> {
    pub(crate) fn push(&mut self, text: &str) -> Outcome<()> {
        if self.encoding == Encoding::Utf8 {
            self.take(text.as_bytes());
            return Ok(());
        }
        let mut rest = text;
        while !rest.is_empty() {
            let step = rest.floor_char_boundary_or_all(STEP);
            let (now, later) = rest.split_at(step);
            if self.encoding == Encoding::Gb18030Strict && now.chars().any(strict::altered) {
                return Err(Failure::Unencodable);
            }
            let mut encoded = [0u8; ENCODED];
            let len = match self.encoding {
                Encoding::Utf16le => utf16le(now, &mut encoded),
                _ => gb18030(now, &mut encoded)?,
            };
            self.take(encoded.get(..len).ok_or(Failure::Internal)?);
            rest = later;
        }
        Ok(())
    }

    /// Formatted text. A character that cannot be written is the only failure.
    pub(crate) fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> Outcome<()> {
        io::Write::write_fmt(self, text).map_err(|_| Failure::Unencodable)
    }

    /// Texts with something between.
    pub(crate) fn list<'a>(&mut self, texts: impl Iterator<Item = &'a str>, between: &str) -> Outcome<()> {
        for (n, text) in texts.enumerate() {
            self.push(if n == 0 { "" } else { between })?;
            self.push(text)?;
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8]) {
        // Once a character had no room, no later one is written, though it be shorter.
        let complete = self.end == self.all;
        self.all = self.all.saturating_add(bytes.len());
        let Some((buffer, room)) = self.into else { return };
        if !complete {
            return;
        }
        let free = room.saturating_sub(self.end);
        let mut len = 0;
        if bytes.len() <= free {
            len = bytes.len();
        } else {
            while let Some(rest) = bytes.get(len..).filter(|rest| !rest.is_empty()) {
                let next = self.encoding.char_len(rest).saturating_add(len);
                if next > free {
                    break;
                }
                len = next;
            }
        }
        buffer.put(self.end, bytes, len);
        self.end = self.end.saturating_add(len);
    }
}

/// `serde_json` writes whole characters, in pieces that are valid UTF-8 by themselves.
impl io::Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData)?;
        self.push(text).map_err(|_| io::ErrorKind::InvalidInput)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

trait Boundary {
    fn floor_char_boundary_or_all(&self, at: usize) -> usize;
}

impl Boundary for str {
    /// The last character boundary that is not behind `at`, or the end. Four bytes back at the most.
    fn floor_char_boundary_or_all(&self, at: usize) -> usize {
        if self.len() <= at {
            return self.len();
        }
        (0..=at).rev().find(|&at| self.is_char_boundary(at)).unwrap_or(self.len())
    }
}

fn utf16le(text: &str, into: &mut [u8; ENCODED]) -> usize {
    let mut len = 0usize;
    for (unit, place) in text.encode_utf16().zip(into.chunks_exact_mut(2)) {
        place.copy_from_slice(&unit.to_le_bytes());
        len = len.saturating_add(2);
    }
    len
}

fn gb18030(text: &str, into: &mut [u8; ENCODED]) -> Outcome<usize> {
    // A new encoder for each piece: GB18030 has no state.
    let (result, _, written) = GB18030.new_encoder().encode_from_utf8_without_replacement(text, into, true);
    match result {
        EncoderResult::InputEmpty => Ok(written),
        EncoderResult::Unmappable(_) => Err(Failure::Unencodable),
        EncoderResult::OutputFull => Err(Failure::Internal),
    }
}
