//! What of a text was left out, and the requests of a text that has several.

use crate::arguments::{Array, Out};
use crate::classify::{Options, Row, Wanted, refused};
use crate::codes::of_frame_kind;
use crate::input::Source;
use crate::lists::{List, ask};
use crate::status::{Outcome, guard};
use lvzhi::MOST_PARTS;
use std::ffi::c_void;

/// Parts of a text that lvzhi_classify_parts gives at the most.
pub const LVZHI_MOST_PARTS: i32 = 16;
const _: () = assert!(LVZHI_MOST_PARTS as usize == MOST_PARTS);

/// A part of a text that is wrapped around its matter. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CFramePart {
    /// First byte in the text, in its own encoding; on a character boundary.
    pub start: u32,
    /// Byte behind the last; on a character boundary.
    pub end: u32,
    /// What it is: a code of LVZHI_FRAME_KINDS.
    pub kind: i32,
}

/// A part of a text that speaks of one request. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CPart {
    /// First byte in the text, in its own encoding; on a character boundary.
    pub start: u32,
    /// Byte behind the last; on a character boundary.
    pub end: u32,
    /// The answer to the part by itself; its status is LVZHI_OK.
    pub answer: Row,
}

/// What is left out of a text when it is classified, from left to right: mark-up, fields of forms, numbers, addresses, formulas. None for a
/// text that is nothing else: all of that is read. No list is asked: frames are the same for all of them. There may be thousands: a
/// text of `len` bytes has at most `len` of them.
///
/// A list for an array: see the conventions. LVZHI_INVALID_TEXT or LVZHI_TEXT_TOO_LONG for text that cannot be a query; NULL with `len` 0 is
/// the empty text, which has none.
/// Rust: `frame`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_frame_of(
    text: *const c_void,
    len: usize,
    encoding: i32,
    parts: *mut CFramePart,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` places and a number to write.
        let (source, array, count) =
            unsafe { (Source::new(text, len, encoding)?, Array::new(parts, capacity)?, Out::new(count)?) };
        source.read(|text| {
            // No text is longer than LVZHI_LONGEST_TEXT, so that places fit.
            let place = |at| source.place(text, at) as u32;
            let parts = lvzhi::frame(text).map(|part| CFramePart {
                start: place(part.start),
                end: place(part.end),
                kind: of_frame_kind(part.kind),
            });
            array.list(parts, count)
        })
    })
}

/// What the list says to each request of a message, from left to right: at least one part, at most LVZHI_MOST_PARTS. A message of one request is
/// one part, all of it, with the answer of lvzhi_classify.
///
/// A list for an array: see the conventions. The statuses are those of lvzhi_classify. Of the options the thresholds and `frames` matter; NULL
/// stands for the defaults. NULL with `len` 0 is the empty text.
/// Rust: `Catalogue::classify_parts`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "C has no other way to give several results and the room for them")]
pub unsafe extern "C" fn lvzhi_classify_parts(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    options: *const Options,
    parts: *mut CPart,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read, options or NULL, `capacity` places and a number to write.
        let (source, wanted, array, count) = unsafe {
            (Source::new(text, len, encoding)?, Wanted::new(options)?, Array::new(parts, capacity)?, Out::new(count)?)
        };
        source.read(|text| {
            let mut told = [None; MOST_PARTS];
            let found = list.classify_parts(text, lvzhi::Options { top: 1, ..wanted.options }).map_err(refused)?;
            for (slot, part) in told.iter_mut().zip(found) {
                let place = |at| source.place(text, at) as u32;
                let answer: Outcome<Row> = Row::of(&part.answer);
                *slot = Some(CPart { start: place(part.start), end: place(part.end), answer: answer? });
            }
            array.list(told.into_iter().flatten(), count)
        })
    })
}
