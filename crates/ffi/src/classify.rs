//! Free text to items: verdict, candidates, evidence; and everything as JSON.

use crate::arguments::{Array, Out, bytes, sized};
use crate::codes::{integer, of_met, of_verdict, place};
use crate::input::{place_in_source, with_text};
use crate::lookup::item;
use crate::output::Buffer;
use crate::status::{Failure, Outcome, guard};
use crate::text::Encoding;
use lvzhi::{Answer, MOST_EVIDENCE, MOST_MATCHES, QueryError, Thresholds, catalogue};
use std::ffi::c_void;

/// Candidates that an answer has at the most.
pub const LVZHI_MOST_MATCHES: i32 = 16;
const _: () = assert!(LVZHI_MOST_MATCHES as usize == MOST_MATCHES);

/// Parts of a text that evidence names at the most.
pub const LVZHI_MOST_EVIDENCE: i32 = 12;
const _: () = assert!(LVZHI_MOST_EVIDENCE as usize == MOST_EVIDENCE);

/// Where the lines between verdicts run. Set struct_size to sizeof(lvzhi_options), or fill it by lvzhi_default_options.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Options {
    /// sizeof(lvzhi_options).
    pub struct_size: u32,
    /// In ten-thousandths, 0 to 10000: a text is unlisted where the probability that the list holds it is below this.
    pub listed_e4: i32,
    /// In ten-thousandths, 0 to 1000000: a text is unclear where a candidate of another tier is behind the best by less
    /// than this score.
    pub lead_e4: i32,
}

/// What the list says to a text. Set struct_size to sizeof(lvzhi_answer) before the call.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CAnswer {
    /// sizeof(lvzhi_answer).
    pub struct_size: u32,
    /// LVZHI_BASIC, LVZHI_COOPERATIVE, LVZHI_RECLAIMED, LVZHI_UNLISTED or LVZHI_UNCLEAR.
    pub verdict: i32,
    /// The probability that this is right, in ten-thousandths: 9312 is 93.12 %.
    pub confidence_e4: i32,
}

/// An item that a text may fall under. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CMatch {
    /// Place of the item.
    pub item: i32,
    /// Score in ten-thousandths; comparable between texts: about 10000 is plain, below 0 is doubtful.
    pub score_e4: i32,
    /// The probability that this is the right item, in ten-thousandths.
    pub confidence_e4: i32,
}

/// A part of a text that spoke for an item. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CEvidence {
    /// First byte in the text, in its own encoding; on a character boundary.
    pub start: u32,
    /// Byte behind the last; on a character boundary.
    pub end: u32,
    /// What the part met: a code of LVZHI_MET.
    pub met: i32,
    /// Its share in what speaks for the item, in thousandths.
    pub share_e3: i32,
}

fn refused(error: QueryError) -> Failure {
    match error {
        QueryError::Empty => Failure::EmptyText,
        QueryError::TooLong { .. } => Failure::TextTooLong,
        _ => Failure::Internal,
    }
}

/// Scores and probabilities have four decimals, so that ten-thousandths are exact. Rounded by hand: `f32::round` is a
/// call into the system's library.
fn e4(value: f32) -> i32 {
    (value * 10_000.0 + 0.5_f32.copysign(value)) as i32
}

fn of_e4(value: i32, most: i32) -> Outcome<f32> {
    if (0..=most).contains(&value) { Ok(value as f32 / 10_000.0) } else { Err(Failure::BadValue) }
}

/// # Safety
/// As [`sized`]; NULL stands for the defaults.
unsafe fn thresholds(options: *const Options) -> Outcome<Thresholds> {
    if options.is_null() {
        return Ok(Thresholds::default());
    }
    // SAFETY: as promised to this function.
    let options = unsafe { sized(options) }?;
    Ok(Thresholds { listed: of_e4(options.listed_e4, 10_000)?, lead: of_e4(options.lead_e4, 1_000_000)? })
}

/// Hands the answer to `tell`, which makes the outputs of it: an answer is some 400 bytes, not worth copying back.
#[inline]
fn classified<T>(
    bytes: &[u8],
    encoding: i32,
    top: usize,
    thresholds: Thresholds,
    tell: impl FnOnce(&Answer<'static>) -> Outcome<T>,
) -> Outcome<T> {
    with_text(bytes, Encoding::of(encoding)?, |text| match catalogue().classify_with(text, top, thresholds) {
        Ok(answer) => tell(&answer),
        Err(error) => Err(refused(error)),
    })
}

/// The options that a NULL stands for, written whole, struct_size included. NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Thresholds::default`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_default_options(options: *mut Options) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `options` may be written.
        let out = unsafe { Out::new(options) }?;
        let Thresholds { listed, lead } = Thresholds::default();
        out.set(Options { struct_size: size_of::<Options>() as u32, listed_e4: e4(listed), lead_e4: e4(lead) })
    })
}

/// Whose duty is the matter that the text is about? The verdict, and the candidates, the best first, by score and then
/// by place: as many as there are, as have room in `matches`, at most LVZHI_MOST_MATCHES. `count` tells how many were
/// written. There are candidates also where the verdict is unlisted or unclear, and none only where nothing of the text
/// is known.
///
/// LVZHI_EMPTY_TEXT, LVZHI_TEXT_TOO_LONG or LVZHI_INVALID_TEXT for text that cannot be a query; NULL with `len` 0 is the
/// empty text. NULL `options` stands for the defaults; NULL `matches` is allowed with capacity 0 only; NULL `answer` or
/// `count` is LVZHI_NULL_ARGUMENT. Outputs are written on LVZHI_OK only. A text that takes more than 1 KB while it is
/// converted from GB18030 or UTF-16LE is the only one for which memory is asked.
/// Rust: `Catalogue::classify`, `Catalogue::classify_with`, `Answer::matches`, `Answer::best`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "C has no other way to give several results and the room for them")]
pub unsafe extern "C" fn lvzhi_classify(
    text: *const c_void,
    len: usize,
    encoding: i32,
    options: *const Options,
    answer: *mut CAnswer,
    matches: *mut CMatch,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, options or NULL, an answer whose size is set, and places to
        // write.
        let (bytes, thresholds, answer_out, array, count) = unsafe {
            sized(answer.cast_const())?;
            (
                bytes(text, len)?,
                thresholds(options)?,
                Out::new(answer)?,
                Array::new(matches, capacity)?,
                Out::new(count)?,
            )
        };
        classified(bytes, encoding, capacity, thresholds, |found| {
            // At least one candidate is computed for the verdict; the array decides how many are told.
            let told = array.fill(found.matches().take(capacity).map(|found| CMatch {
                item: found.item.index() as i32,
                score_e4: e4(found.score),
                confidence_e4: e4(found.confidence),
            }));
            count.set(told)?;
            answer_out.set(CAnswer {
                struct_size: size_of::<CAnswer>() as u32,
                verdict: of_verdict(found.verdict),
                confidence_e4: e4(found.confidence),
            })
        })
    })
}

/// The verdict as a plain integer, for callers that avoid structs: LVZHI_BASIC to LVZHI_UNCLEAR, or the status of
/// lvzhi_classify. NULL with `len` 0 is the empty text.
/// Rust: `Catalogue::classify`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_verdict_of(text: *const c_void, len: usize, encoding: i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read.
        let bytes = unsafe { bytes(text, len) }?;
        classified(bytes, encoding, 1, Thresholds::default(), |answer| Ok(of_verdict(answer.verdict)))
    })
}

/// The best candidate as a plain integer, whatever the verdict: its place, LVZHI_NOT_FOUND if nothing of the text is
/// known, or the status of lvzhi_classify. NULL with `len` 0 is the empty text.
/// Rust: `Answer::best`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_best_item_of(text: *const c_void, len: usize, encoding: i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read.
        let bytes = unsafe { bytes(text, len) }?;
        classified(bytes, encoding, 1, Thresholds::default(), |answer| {
            integer(answer.best().ok_or(Failure::NotFound)?.item.index())
        })
    })
}

/// Text in, JSON out, both in the same encoding, with `top` candidates (1 to LVZHI_MOST_MATCHES):
/// {"verdict":"cooperative","confidence":0.93,"matches":[{"id":"C051","score":1.1,"confidence":0.93}]}
///
/// A text for a buffer: see the conventions. LVZHI_BAD_VALUE for another `top`; the other statuses are those of
/// lvzhi_classify. NULL with `len` 0 is the empty text.
/// Rust: `Answer::to_json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_classify_json(
    text: *const c_void,
    len: usize,
    encoding: i32,
    top: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` bytes and a number to write.
        let (bytes, buffer, needed) =
            unsafe { (bytes(text, len)?, Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        if !(1..=LVZHI_MOST_MATCHES).contains(&top) {
            return Err(Failure::BadValue);
        }
        classified(bytes, encoding, top as usize, Thresholds::default(), |answer| buffer.json(needed, answer))
    })
}

/// The parts of the text that spoke for an item, from left to right; at most LVZHI_MOST_EVIDENCE.
///
/// A list for an array: see the conventions. LVZHI_OUT_OF_RANGE for no item, LVZHI_INVALID_TEXT or LVZHI_TEXT_TOO_LONG
/// for text that cannot be a query; NULL with `len` 0 is the empty text, for which nothing speaks.
/// Rust: `Catalogue::evidence`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "C has no other way to give several results and the room for them")]
pub unsafe extern "C" fn lvzhi_evidence_for(
    text: *const c_void,
    len: usize,
    encoding: i32,
    item_index: i32,
    parts: *mut CEvidence,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` places and a number to write.
        let (bytes, array, count) = unsafe { (bytes(text, len)?, Array::new(parts, capacity)?, Out::new(count)?) };
        let (encoding, item) = (Encoding::of(encoding)?, item(item_index)?);
        with_text(bytes, encoding, |text| {
            // No text is longer than LVZHI_LONGEST_TEXT, so that places fit.
            let place = |at| place_in_source(bytes, encoding, text, at) as u32;
            let parts = catalogue().evidence(text, item).map(|part| CEvidence {
                start: place(part.start),
                end: place(part.end),
                met: of_met(part.met),
                share_e3: i32::from(part.share),
            });
            array.list(parts, count)
        })
    })
}

/// How many lines the export has: the township, the departments, the items.
/// Rust: `Catalogue::export_len`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_export_line_count() -> i32 {
    guard(|| integer(catalogue().export_len()))
}

/// Line `n` (from 0) of the export, without a line break: a JSON object, the same bytes in UTF-8 from every language.
/// Department `d` is line 1 + d, item `i` is line 1 + lvzhi_department_count() + i.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no line.
/// Rust: `Catalogue::export_line`, `Catalogue::export`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_export_line(
    n: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        let list = catalogue();
        let Some(line) = place(n)?.checked_sub(1) else { return buffer.json(needed, &list.township()) };
        let departments = list.departments().len();
        if let Some(department) = list.departments().nth(line) {
            return buffer.json(needed, &department);
        }
        buffer.json(needed, &item(integer(line.saturating_sub(departments))?)?)
    })
}
