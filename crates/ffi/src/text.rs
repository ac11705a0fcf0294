//! Views of texts, and encodings.

use crate::codes::{LVZHI_GB18030, LVZHI_GB18030_STRICT, LVZHI_UTF8, LVZHI_UTF16LE};
use crate::status::{Failure, Outcome};
use lvzhi::Catalogue;
use std::ffi::{CStr, c_char};

/// A static text in UTF-8, never to be changed or freed: valid for the life of the program, or, where a list was asked that is not the
/// built-in one, until the last share of the list is closed.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Text {
    /// First byte; never NULL. A NUL stands behind the last byte, at data[len], and none before it.
    pub data: *const c_char,
    /// Bytes without the NUL; 0 is the empty text, which stands for absence where a text may be absent.
    pub len: usize,
}

impl Text {
    pub(crate) const fn of_c(text: &'static CStr) -> Self {
        Self { data: text.as_ptr(), len: text.count_bytes() }
    }

    /// A text of the list. That a NUL stands behind it is looked up, not assumed.
    pub(crate) fn of_list(list: &Catalogue, text: &str) -> Outcome<Self> {
        if text.is_empty() {
            return Ok(Self::of_c(c""));
        }
        let with_nul = list.with_nul(text).ok_or(Failure::Internal)?;
        Ok(Self { data: with_nul.as_ptr().cast(), len: text.len() })
    }

    /// As [`Text::of_list`]; an absent text is the empty one.
    pub(crate) fn of_optional(list: &Catalogue, text: Option<&str>) -> Outcome<Self> {
        Self::of_list(list, text.unwrap_or(""))
    }
}

/// How the bytes of a text are to be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Gb18030,
    Gb18030Strict,
    Utf16le,
}

impl Encoding {
    #[inline]
    pub(crate) fn of(code: i32) -> Outcome<Self> {
        match code {
            LVZHI_UTF8 => Ok(Self::Utf8),
            LVZHI_GB18030 => Ok(Self::Gb18030),
            LVZHI_GB18030_STRICT => Ok(Self::Gb18030Strict),
            LVZHI_UTF16LE => Ok(Self::Utf16le),
            _ => Err(Failure::BadValue),
        }
    }

    /// Bytes of a NUL.
    pub(crate) fn nul_len(self) -> usize {
        if self == Self::Utf16le { 2 } else { 1 }
    }

    /// Bytes of the character that `bytes`, valid in this encoding and not empty, begin with.
    pub(crate) fn char_len(self, bytes: &[u8]) -> usize {
        match (self, bytes) {
            (Self::Utf8, [0xF0..=0xFF, ..]) => 4,
            (Self::Utf8, [0xE0..=0xEF, ..]) => 3,
            (Self::Utf8, [0xC0..=0xDF, ..]) => 2,
            // In four-byte characters the second byte is a digit.
            (Self::Gb18030 | Self::Gb18030Strict, [0x81..=0xFE, 0x30..=0x39, ..]) => 4,
            (Self::Gb18030 | Self::Gb18030Strict, [0x81..=0xFE, ..]) => 2,
            (Self::Utf16le, [_, 0xD8..=0xDB, ..]) => 4,
            (Self::Utf16le, _) => 2,
            _ => 1,
        }
    }
}
