//! What a text says around its matter: formulas of hotlines, letters and forms, and the labels of fields.
//!
//! A formula is told from what people want by a sum of weights, one for each pair of neighbours, learnt from `data/matters/frames` against all that is said of
//! matters. Sums are of integers. A piece of text may begin or end with a formula, so the sums of its beginnings and ends count too.

use crate::fold::{fold_char, fold_into};
use crate::index::{Index, IndexRow, Kind};
use crate::keys::KeyTable;
use crate::layout::HashRow;
use crate::row::{I16, row};
use core::ops::Range;

row! {
    /// Tells formulas from what people want; the weights are in steps of a 32nd.
    FrameRow {
        /// Pairs of formulas. What an index calls a term's rarity is here its weight and [`FrameRow::MIDDLE`]; there are no postings.
        terms: IndexRow,
        /// Gives each label its slot.
        labels: HashRow,
        /// Added to the sum of each piece.
        bias: I16,
        /// The weight of a pair that no formula has.
        other: I16,
        /// What the sum of a beginning or an end must be above; that of a whole piece must be above 0.
        part: I16,
    }
}

impl FrameRow {
    /// Of no formulas.
    pub(crate) const EMPTY: Self = bytemuck::zeroed();

    /// Stands for the weight 0.
    pub const MIDDLE: u8 = 128;
}

/// What a piece of a text is that is a word of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The label of what somebody wants: 诉求内容, 标题.
    Body,
    /// The label of something beside it, to the end of a piece: 受理时间, 联系电话.
    Aside,
    /// The label of what an office said, to the next label: 办理结果.
    Reply,
    /// The label of something beside it that people fill with what they want all the same: 备注, 事发地点.
    Spare,
    /// No label, but what stands where nothing is said: 同上, 见附件, 撤销.
    Nothing,
}

impl Label {
    /// In the order of their values.
    pub const ALL: [Self; 5] = [Self::Body, Self::Aside, Self::Reply, Self::Spare, Self::Nothing];

    /// The key in data files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Aside => "aside",
            Self::Reply => "reply",
            Self::Spare => "spare",
            Self::Nothing => "nothing",
        }
    }
}

/// The longest label, folded, in bytes.
pub const LONGEST_LABEL: usize = 48;

/// Tells what is said around a matter.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Weights and bounds.
    pub row: &'a FrameRow,
    /// Pairs of formulas.
    pub terms: Index<'a>,
    /// Labels of fields.
    pub labels: KeyTable<'a>,
    /// The text in which labels stand.
    pub text: &'a str,
}

impl Frame<'_> {
    /// The word of forms that a piece of text is, if it is one.
    #[must_use]
    pub fn label(&self, piece: &str) -> Option<Label> {
        let mut buffer = [0; LONGEST_LABEL];
        let key = fold_into(piece, &mut buffer)?;
        Label::ALL.get(usize::from(self.labels.get(self.text, key)?)).copied()
    }

    /// What of a piece is left, in bytes, when the formulas at its beginning and its end are taken away; an empty range where all of it is a
    /// formula. The shortest of equally good ends goes, and the shortest of equally good beginnings.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "at most 2^30 characters, each of two weights of eight bits")]
    pub fn left(&self, piece: &str) -> Range<usize> {
        let (bias, part) = (i64::from(self.row.bias.get()), i64::from(self.row.part.get()));
        let mut sum = 0i64;
        // The best beginning: its sum, and where it ends. The best end: the sum before it, and where it begins.
        let (mut first, mut last) = ((part, 0), (i64::MAX, piece.len()));
        let (mut before, mut kind_before) = (0, Kind::Other);
        for (at, c) in piece.char_indices() {
            let Some(folded) = fold_char(c) else { continue };
            let (unit, kind) = (u32::from(folded) & 0xFFFF, Kind::of(folded));
            let is_pair = kind != Kind::Other && kind == kind_before;
            let pair = if is_pair { self.weight(before << 16 | unit) } else { 0 };
            // The pair across is of neither side.
            if at > 0 && sum + pair <= last.0 {
                last = (sum + pair, at);
            }
            sum += pair;
            if bias + sum > first.0 {
                first = (bias + sum, at + c.len_utf8());
            }
            (before, kind_before) = (unit, kind);
        }
        if bias + sum > 0 {
            return 0..0;
        }
        let end = if last.0 < bias + sum - part { last.1 } else { piece.len() };
        first.1.min(end)..end
    }

    #[inline]
    fn weight(&self, pair: u32) -> i64 {
        match self.terms.term(pair) {
            Some(term) => i64::from(self.terms.rarity(term)).saturating_sub(i64::from(FrameRow::MIDDLE)),
            None => i64::from(self.row.other.get()),
        }
    }
}
