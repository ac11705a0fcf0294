//! Free text to items: verdict, candidates, evidence. Answers as text and JSON are in `told`.

use crate::arguments::{Array, Out, sized, values};
use crate::codes::{LVZHI_NONE, integer, nth, of_met, of_reason, of_verdict};
use crate::input::{NUL_TERMINATED, Source};
use crate::lists::{List, ask};
use crate::lookup::item;
use crate::matter::number;
use crate::status::{Failure, LVZHI_OK, Outcome, guard};
use crate::text::Encoding;
use lvzhi::{Answer, Catalogue, Item, MOST_EVIDENCE, MOST_MATCHES, QueryError, Thresholds, Verdict};
use std::ffi::c_void;

/// Candidates that an answer has at the most.
pub const LVZHI_MOST_MATCHES: i32 = 16;
const _: () = assert!(LVZHI_MOST_MATCHES as usize == MOST_MATCHES);

/// Parts of a text that evidence names at the most.
pub const LVZHI_MOST_EVIDENCE: i32 = 12;
const _: () = assert!(LVZHI_MOST_EVIDENCE as usize == MOST_EVIDENCE);

/// How a text is to be answered. Fill it by lvzhi_default_options, then change what is to be otherwise.
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
    /// Candidates of an answer, 1 to LVZHI_MOST_MATCHES; 3 by default.
    pub top: i32,
    /// Whether text and JSON name the evidence for the best candidate: 1 (the default) or 0.
    pub evidence: i32,
    /// Whether what is wrapped around the matter is left out (mark-up, fields of forms, formulas): 1 (the default), or 0 for all of the text
    /// to be read.
    pub frames: i32,
}

/// What the options say, checked.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) options: lvzhi::Options,
    pub(crate) evidence: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { options: lvzhi::Options::default(), evidence: true }
    }
}

/// What the list says to a text. Set struct_size to sizeof(lvzhi_answer) before the call.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CAnswer {
    /// sizeof(lvzhi_answer).
    pub struct_size: u32,
    /// LVZHI_BASIC, LVZHI_COOPERATIVE, LVZHI_RECLAIMED, LVZHI_UNLISTED or LVZHI_UNCLEAR.
    pub verdict: i32,
    /// How sure this is, in ten-thousandths: 9312 is 93.12 %. For a tier and for LVZHI_UNCLEAR the probability that the first match is
    /// the right item; for LVZHI_UNLISTED that the list does not hold the matter. A tier may come with a low one: programs
    /// that act on findings ask for more, such as 5000.
    pub confidence_e4: i32,
    /// The matter that the text is most likely about, whether the list holds it or not: a number for lvzhi_matter_text, which tells
    /// who usually does what is unlisted. LVZHI_NONE where nothing of the text is known.
    pub matter: i32,
    /// Why the verdict is LVZHI_UNCLEAR: LVZHI_TOO_LITTLE and the like; LVZHI_NONE for every other verdict.
    pub reason: i32,
    /// Whether the text names a county or township other than the list's own: 1 or 0. It is answered all the same.
    pub elsewhere: i32,
}

/// An item that a text may fall under. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CMatch {
    /// Place of the item.
    pub item: i32,
    /// Score in ten-thousandths; comparable between texts: about 10000 is plain, below 0 is doubtful.
    pub score_e4: i32,
    /// The probability that this is the right item, in ten-thousandths. Each is estimated by itself: several items may be
    /// right for one text, and those of an answer need not add up to 10000.
    pub confidence_e4: i32,
    /// The matter through which the text met the item: a number for lvzhi_matter_text; LVZHI_NONE where the item's own words did.
    pub matter: i32,
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

pub(crate) fn refused(error: QueryError) -> Failure {
    match error {
        QueryError::Empty => Failure::EmptyText,
        QueryError::TooLong { .. } => Failure::TextTooLong,
        _ => Failure::Internal,
    }
}

/// Scores and probabilities have four decimals, so that ten-thousandths are exact. Rounded by hand: `f32::round` is a
/// call into the system's library.
pub(crate) fn e4(value: f32) -> i32 {
    (value * 10_000.0 + 0.5_f32.copysign(value)) as i32
}

fn of_e4(value: i32, most: i32) -> Outcome<f32> {
    if (0..=most).contains(&value) { Ok(value as f32 / 10_000.0) } else { Err(Failure::BadValue) }
}

impl Wanted {
    /// # Safety
    /// As [`sized`]; NULL stands for the defaults.
    pub(crate) unsafe fn new(options: *const Options) -> Outcome<Self> {
        if options.is_null() {
            return Ok(Self::default());
        }
        // SAFETY: as promised to this function.
        let options = unsafe { sized(options) }?;
        let switches = [options.evidence, options.frames];
        if !(1..=LVZHI_MOST_MATCHES).contains(&options.top) || switches.iter().any(|switch| !(0..=1).contains(switch)) {
            return Err(Failure::BadValue);
        }
        let thresholds =
            Thresholds { listed: of_e4(options.listed_e4, 10_000)?, lead: of_e4(options.lead_e4, 1_000_000)? };
        let told = lvzhi::Options { thresholds, top: options.top as usize, frames: options.frames == 1 };
        Ok(Self { options: told, evidence: options.evidence == 1 })
    }
}

/// The answer to a text, or the status of one that cannot be a query.
#[inline]
pub(crate) fn answer<'a>(list: &'a Catalogue, text: &str, wanted: &Wanted) -> Outcome<Answer<'a>> {
    list.classify_with(text, wanted.options).map_err(refused)
}

/// The item that a text falls under: none where the verdict is unlisted or unclear, for a candidate is no finding.
fn finding<'a>(answer: &Answer<'a>) -> Option<Item<'a>> {
    let found = !matches!(answer.verdict, Verdict::Unlisted | Verdict::Unclear);
    answer.best().filter(|_| found).map(|best| best.item)
}

/// The options that a NULL stands for, written whole, struct_size included. NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Thresholds::default`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_default_options(options: *mut Options) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `options` may be written.
        let out = unsafe { Out::new(options) }?;
        out.set(options_of(Thresholds::default())?)
    })
}

/// The defaults, but with the thresholds of a setting: LVZHI_BALANCED (those of lvzhi_default_options), LVZHI_CAREFUL, which leaves more to people, or
/// LVZHI_EAGER, which calls less unlisted or unclear. LVZHI_BAD_VALUE for no such setting; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Thresholds::named`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_named_options(setting: i32, options: *mut Options) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `options` may be written.
        let out = unsafe { Out::new(options) }?;
        let (_, thresholds) = nth(&Thresholds::NAMED, setting)?;
        out.set(options_of(thresholds)?)
    })
}

/// The defaults with these thresholds.
fn options_of(thresholds: Thresholds) -> Outcome<Options> {
    let Wanted { options: lvzhi::Options { top, frames, .. }, evidence } = Wanted::default();
    Ok(Options {
        struct_size: size_of::<Options>() as u32,
        listed_e4: e4(thresholds.listed),
        lead_e4: e4(thresholds.lead),
        top: integer(top)?,
        evidence: i32::from(evidence),
        frames: i32::from(frames),
    })
}

/// Whose duty is the matter that the text is about? The verdict, and the candidates, the best first, by score and then
/// by place. Look at the verdict first: there are candidates also where it is unlisted or unclear, and none only where
/// nothing of the text is known.
///
/// The candidates are a list for an array: see the conventions; `count` is at most options->top. Capacity 0 asks for the
/// verdict alone. LVZHI_EMPTY_TEXT, LVZHI_TEXT_TOO_LONG or LVZHI_INVALID_TEXT for text that cannot be a query; NULL with
/// `len` 0 is the empty text. NULL `options` stands for the defaults; NULL `answer` or `count` is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::classify`, `Catalogue::classify_with`, `Answer::matches`, `Answer::best`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "C has no other way to give several results and the room for them")]
pub unsafe extern "C" fn lvzhi_classify(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    options: *const Options,
    answer: *mut CAnswer,
    matches: *mut CMatch,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read, options or NULL, an answer whose size is set, and places to
        // write.
        let (source, wanted, answer_out, array, count) = unsafe {
            sized(answer.cast_const())?;
            (
                Source::new(text, len, encoding)?,
                Wanted::new(options)?,
                Out::new(answer)?,
                Array::new(matches, capacity)?,
                Out::new(count)?,
            )
        };
        // The outputs are made where the answer is: it is some 400 bytes, not worth copying back.
        source.read(|text| {
            let found = self::answer(list, text, &wanted)?;
            answer_out.set(CAnswer {
                struct_size: size_of::<CAnswer>() as u32,
                verdict: of_verdict(found.verdict),
                confidence_e4: e4(found.confidence),
                matter: number(found.matter),
                reason: of_reason(found.reason),
                elsewhere: i32::from(found.elsewhere),
            })?;
            let matches = found.matches().map(|found| CMatch {
                item: found.item.index() as i32,
                score_e4: e4(found.score),
                confidence_e4: e4(found.confidence),
                matter: number(found.matter),
            });
            array.list(matches, count)
        })
    })
}

/// The verdict as a plain integer, for callers that avoid structs: LVZHI_BASIC to LVZHI_UNCLEAR, or the status of
/// lvzhi_classify. NULL with `len` 0 is the empty text.
/// Rust: `Catalogue::classify`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_verdict_of(list: List, text: *const c_void, len: usize, encoding: i32) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read.
        let source = unsafe { Source::new(text, len, encoding) }?;
        source.read(|text| Ok(of_verdict(answer(list, text, &Wanted::default())?.verdict)))
    })
}

/// The item that the text falls under, as a plain integer: its place, LVZHI_NOT_FOUND where the verdict is unlisted or
/// unclear, or the status of lvzhi_classify, which gives the candidates too. NULL with `len` 0 is the empty text.
/// Rust: `Answer::best`, `Answer::is_finding`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_of(list: List, text: *const c_void, len: usize, encoding: i32) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read.
        let source = unsafe { Source::new(text, len, encoding) }?;
        source.read(|text| {
            let answer = answer(list, text, &Wanted::default())?;
            integer(finding(&answer).ok_or(Failure::NotFound)?.index())
        })
    })
}

/// The answer to one text of many. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Row {
    /// LVZHI_OK, or why this text cannot be a query: then the verdict and the numbers are 0, and items, matter and reason LVZHI_NONE.
    pub status: i32,
    /// LVZHI_BASIC, LVZHI_COOPERATIVE, LVZHI_RECLAIMED, LVZHI_UNLISTED or LVZHI_UNCLEAR.
    pub verdict: i32,
    /// As in lvzhi_answer.
    pub confidence_e4: i32,
    /// Place of the item that the text falls under; LVZHI_NONE where the verdict is unlisted or unclear.
    pub item: i32,
    /// Place of the best candidate, whatever the verdict; LVZHI_NONE where nothing of the text is known.
    pub candidate: i32,
    /// The probability that this is the right item, in ten-thousandths.
    pub candidate_e4: i32,
    /// As in lvzhi_answer.
    pub matter: i32,
    /// As in lvzhi_answer.
    pub reason: i32,
    /// As in lvzhi_answer.
    pub elsewhere: i32,
}

impl Row {
    pub(crate) fn of(answer: &Answer<'_>) -> Outcome<Self> {
        let place = |item: Option<Item<'_>>| item.map_or(Ok(LVZHI_NONE), |item| integer(item.index()));
        let best = answer.best();
        Ok(Self {
            status: LVZHI_OK,
            verdict: of_verdict(answer.verdict),
            confidence_e4: e4(answer.confidence),
            item: place(finding(answer))?,
            candidate: place(best.map(|best| best.item))?,
            candidate_e4: best.map_or(0, |best| e4(best.confidence)),
            matter: number(answer.matter),
            reason: of_reason(answer.reason),
            elsewhere: i32::from(answer.elsewhere),
        })
    }
}

fn row(list: &Catalogue, source: Outcome<Source<'_>>, wanted: &Wanted) -> Row {
    let told = source.and_then(|source| source.read(|text| Row::of(&answer(list, text, wanted)?)));
    told.unwrap_or_else(|failure| Row {
        status: failure as i32,
        verdict: 0,
        confidence_e4: 0,
        item: LVZHI_NONE,
        candidate: LVZHI_NONE,
        candidate_e4: 0,
        matter: LVZHI_NONE,
        reason: LVZHI_NONE,
        elsewhere: 0,
    })
}

/// Answers `count` texts in one call: text `n` is `texts[n]` of `lens[n]` bytes, its answer `rows[n]`. NULL `lens` means that
/// every text ends before a NUL. Each text has a status of its own, which stops no other. Of the options, which must be
/// valid, only the thresholds and `frames` matter.
///
/// LVZHI_OK, also where some of the texts cannot be queries. NULL `options` stands for the defaults; NULL `texts` or `rows` is
/// allowed with `count` 0 only.
/// Rust: `Catalogue::classify_with`, `Answer::best`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_classify_many(
    list: List,
    texts: *const *const c_void,
    lens: *const usize,
    count: usize,
    encoding: i32,
    options: *const Options,
    rows: *mut Row,
) -> i32 {
    ask(list, |list| {
        Encoding::of(encoding)?;
        // SAFETY: the caller promises `count` texts, as many lengths or NULL, options or NULL, and as many rows.
        let (texts, lens, wanted, rows) = unsafe {
            let lens = if lens.is_null() { None } else { Some(values(lens, count)?) };
            (values(texts, count)?, lens, Wanted::new(options)?, Array::new(rows, count)?)
        };
        let wanted = Wanted { options: lvzhi::Options { top: 1, ..wanted.options }, ..wanted };
        rows.fill(texts.iter().enumerate().map(|(n, &text)| {
            let len = lens.map_or(NUL_TERMINATED, |lens| lens.get(n).copied().unwrap_or(0));
            // SAFETY: the caller promises that each text has so many bytes.
            row(list, unsafe { Source::new(text, len, encoding) }, &wanted)
        }));
        Ok(LVZHI_OK)
    })
}

/// The parts of the text that spoke for an item, from left to right; at most LVZHI_MOST_EVIDENCE.
///
/// A list for an array: see the conventions. LVZHI_OUT_OF_RANGE for no item, LVZHI_INVALID_TEXT or LVZHI_TEXT_TOO_LONG
/// for text that cannot be a query; NULL with `len` 0 is the empty text, for which nothing speaks.
/// Of a text that was classified without options->frames, lvzhi_classify_json tells it.
/// Rust: `Catalogue::evidence`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "C has no other way to give several results and the room for them")]
pub unsafe extern "C" fn lvzhi_evidence_for(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    item_index: i32,
    parts: *mut CEvidence,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` places and a number to write.
        let (source, array, count) =
            unsafe { (Source::new(text, len, encoding)?, Array::new(parts, capacity)?, Out::new(count)?) };
        let item = item(list, item_index)?;
        source.read(|text| {
            // No text is longer than LVZHI_LONGEST_TEXT, so that places fit.
            let place = |at| source.place(text, at) as u32;
            let parts = list.evidence(text, item).map(|part| CEvidence {
                start: place(part.start),
                end: place(part.end),
                met: of_met(part.met),
                share_e3: i32::from(part.share),
            });
            array.list(parts, count)
        })
    })
}
