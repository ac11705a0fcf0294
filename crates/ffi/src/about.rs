//! Versions, and encodings by themselves.

use crate::arguments::Out;
use crate::arguments::bytes;
use crate::guess;
use crate::input::Source;
use crate::lists::{List, ask};
use crate::output::Buffer;
use crate::status::{Failure, guard};
use crate::text::Text;
use std::ffi::{CStr, c_void};

/// The generation of this interface: raised when a function or struct changes its meaning.
pub const LVZHI_ABI_VERSION: i32 = 4;

/// The longest text that can be a query or a name, in bytes of UTF-8.
pub const LVZHI_LONGEST_TEXT: usize = 65536;
const _: () = assert!(LVZHI_LONGEST_TEXT == lvzhi::LONGEST_QUERY);

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"",
};

/// LVZHI_ABI_VERSION of the library that is loaded: compare it with that of the header you compiled with.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_abi_version() -> i32 {
    LVZHI_ABI_VERSION
}

/// The version of the library, such as `0.1.0`: a static view. NULL is LVZHI_NULL_ARGUMENT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_version(version: *mut Text) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `version` may be written.
        let out = unsafe { Out::new(version) }?;
        out.set(Text::of_c(VERSION))
    })
}

/// The version of the data, which changes with every change of the data: a static view. NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::data_version`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_data_version(list: List, version: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `version` may be written.
        let out = unsafe { Out::new(version) }?;
        out.set(Text::of_list(list, list.data_version())?)
    })
}

/// How many bytes from the start of the text are valid in the encoding: all of them, if it is. After LVZHI_INVALID_TEXT
/// this is the place of the first wrong byte. Any length; reads the text, keeps nothing.
///
/// NULL with `len` 0 is the empty text. `valid` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_valid_up_to(text: *const c_void, len: usize, encoding: i32, valid: *mut usize) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(valid)?) };
        out.set(source.pieces(|_| Ok(()))?)
    })
}

/// Which encoding a text is likely to be in: LVZHI_UTF8, LVZHI_GB18030 or LVZHI_UTF16LE, or LVZHI_INVALID_TEXT if it is valid
/// in none. For a check before the first call: many a text in UTF-8 is valid GB18030 too, and is answered, wrongly, without
/// a complaint. What is valid UTF-8 is taken for it, ASCII as well, which is the same in GB18030; but not a few letters of
/// other scripts whose bytes are common characters in GB18030, nor control characters that are halves of letters in UTF-16.
/// The longer the text, the surer: 公, 你好 or 上学 in UTF-16 have the bytes of letters in ASCII. Ask about a whole text: of one that
/// was cut within a character, LVZHI_INVALID_TEXT is the best that can be said, and two encodings in one text may pass for a
/// third. UTF-16BE is LVZHI_INVALID_TEXT with its mark, and is not known without.
///
/// Any length but LVZHI_NUL_TERMINATED (LVZHI_BAD_LENGTH): where a text ends depends on its encoding. NULL with `len` 0 is
/// the empty text: LVZHI_EMPTY_TEXT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_text_encoding(text: *const c_void, len: usize) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read.
        guess::encoding(unsafe { bytes(text, len) }?)
    })
}

/// Converts a text of any length from one encoding to another, for callers without a converter of their own.
///
/// A text for a buffer: see the conventions. NULL with `len` 0 is the empty text. `buffer` must not overlap `text`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_convert(
    text: *const c_void,
    len: usize,
    encoding: i32,
    to_encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` bytes and a number to write.
        let (source, buffer, needed) = unsafe {
            (Source::new(text, len, encoding)?, Buffer::new(buffer, capacity, to_encoding)?, Out::new(needed)?)
        };
        buffer.write(needed, |sink| {
            let valid = source.pieces(|piece| sink.push(piece))?;
            if valid == source.bytes.len() { Ok(()) } else { Err(Failure::InvalidText) }
        })
    })
}
