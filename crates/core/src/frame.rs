//! What of a text was left out as wrapped around its matter. `docs/weights.md` has the rules.

use crate::matter::matters;
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

/// What is left out of a text when it is classified, from left to right: mark-up, fields of forms, addresses, formulas. No evidence lies in it. Empty
/// for a text that is nothing else ([`Reason::OnlyFrame`](crate::Reason::OnlyFrame)): all of that is read. No list is asked: frames are the same for
/// all of them. Takes time linear in the text, allocates nothing.
///
/// ```
/// let text = "工单编号：20260317004 诉求内容：村里的路灯坏了，请尽快核实处理";
/// let frame: Vec<&str> = lvzhi::frame(text).map(|part| &text[part.start..part.end]).collect();
/// assert_eq!(frame, ["工单编号", "20260317004", "诉求内容", "请尽快核实处理"]);
/// ```
pub fn frame(text: &str) -> impl Iterator<Item = FramePart> + Clone + '_ {
    let parts = Left::of(&matters().frame, text, reading(text, Reading::Matter));
    parts.map(|(range, kind)| FramePart { start: range.start, end: range.end, kind })
}

/// What is read of a text, once it is known whether it speaks of the hotline that brought it. A call of its own: the scores take much stack.
#[inline(never)]
pub(crate) fn reading(text: &str, asked: Reading) -> Reading {
    Scores::of(matters(), text, asked).map_or(asked, |scores| scores.reading())
}
