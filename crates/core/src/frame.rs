//! What of a text was left out as wrapped around its matter. `docs/weights.md` has the rules.

use crate::matter::matters;
use core::ops::Range;
use lvzhi_tables::escapes::{decoded, written};
use lvzhi_tables::left::Left;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::scores::Scores;
use lvzhi_tables::words::FrameKind;

/// A part of a text that is wrapped around its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FramePart {
    /// First byte in the text; on a character boundary.
    pub start: usize,
    /// Byte behind the last; on a character boundary.
    pub end: usize,
    /// What it is.
    pub kind: FrameKind,
}

/// Parts that are told at the most of a text in which characters are written as numbers: `\u6751`.
pub const MOST_OF_DECODED: usize = 64;

/// What is left out of a text when it is classified, from left to right: mark-up, fields of forms, addresses, formulas. No evidence lies in it. Empty
/// for a text that is nothing else ([`Reason::OnlyFrame`](crate::Reason::OnlyFrame)): all of that is read. No list is asked: frames are the same for
/// all of them. Takes time linear in the text, allocates nothing. Of a text with characters written as numbers, the first [`MOST_OF_DECODED`] are told.
///
/// ```
/// let text = "工单编号：20260317004 诉求内容：村里的路灯坏了，请尽快核实处理";
/// let frame: Vec<&str> = lvzhi::frame(text).map(|part| &text[part.start..part.end]).collect();
/// assert_eq!(frame, ["工单编号", "20260317004", "诉求内容", "请尽快核实处理"]);
/// ```
pub fn frame(text: &str) -> impl Iterator<Item = FramePart> + Clone + '_ {
    let part = |(range, kind): (Range<usize>, _)| FramePart { start: range.start, end: range.end, kind };
    let of_decoded = decoded(text, |said| {
        let mut told = [None; MOST_OF_DECODED];
        let parts = left(said).map(|(range, kind)| part((written(text, range), kind)));
        told.iter_mut().zip(parts).for_each(|(slot, part)| *slot = Some(part));
        told
    });
    let plain = if of_decoded.is_some() { None } else { Some(left(text)) };
    plain.into_iter().flatten().map(part).chain(of_decoded.into_iter().flatten().flatten())
}

/// What is left out of what a text stands for.
fn left(text: &str) -> Left<'static, '_> {
    Left::of(&matters().frame, text, reading(text, Reading::Matter))
}

/// What is read of a text, once it is known whether it speaks of the hotline that brought it. A call of its own: the scores take much stack.
#[inline(never)]
pub(crate) fn reading(text: &str, asked: Reading) -> Reading {
    Scores::of(matters(), text, asked).map_or(asked, |scores| scores.reading())
}
