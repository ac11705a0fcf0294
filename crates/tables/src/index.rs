//! The search index: which terms a text has, and what each term says for and against each class.
//!
//! A term is a single Chinese character or a pair of neighbours (two Chinese characters, or two letters or digits).
//! A class is an item of the list, or a matter outside it; items come first. Each term carries a weight for the classes
//! that it speaks about, of sixteen steps either way. How a text is ranked by them: `rank.rs`.

use crate::fold::{folded, is_han};
use crate::hash::PerfectHash;

/// Classes that an index may have: items and outside matters together.
pub const MOST_CLASSES: usize = 1024;

/// Terms that an index may have.
pub const MOST_TERMS: usize = 1 << 17;

/// Bytes of postings that an index may have: [`TermRow`] counts them in 23 bits.
pub const MOST_POSTINGS: usize = 1 << 23;

/// The largest weight, for a class or against it.
pub const MOST_WEIGHT: i8 = 16;

/// The compiled index.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    /// Items; the classes from here on are outside matters, and the last is what lies outside in general.
    pub items: u16,
    /// All classes; dense rows have this many weights.
    pub classes: u16,
    /// Gives each term its slot.
    pub hash: PerfectHash<'a>,
    /// Terms by slot, and one row more: a term's postings end where the next one's begin.
    pub terms: &'a [TermRow],
    /// What the terms say: [`Postings`].
    pub postings: &'a [u8],
    /// Added to each class's score.
    pub bias: &'a [f32],
    /// A sum of weights, divided by this and by the length, is a score.
    pub scale: f32,
    /// The probability that a candidate is the right item.
    pub right: Logistic,
    /// The probability that the list holds the matter at all, for the best candidate.
    pub listed: Logistic,
}

/// A probability from four facts about a candidate. Fitted on words that the index had not seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logistic {
    /// With all four at 0.
    pub constant: f32,
    /// For the candidate's own score.
    pub score: f32,
    /// For its score over that of the nearest matter outside the list.
    pub over_outside: f32,
    /// For its score over that of the best other item.
    pub over_rival: f32,
    /// For the logarithm of the number of terms known: in a long text every score is smaller.
    pub length: f32,
}

impl Logistic {
    /// The probability.
    #[inline]
    #[must_use]
    pub fn of(&self, [score, over_outside, over_rival, length]: [f32; 4]) -> f32 {
        let sum = self.constant
            + self.score * score
            + self.over_outside * over_outside
            + self.over_rival * over_rival
            + self.length * length;
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// What the index holds of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermRow {
    /// The term: [`Term::key`].
    pub key: u32,
    /// From the top: first byte of its postings (23 bits), whether they are dense, its rarity (8 bits).
    pub packed: u32,
}

impl TermRow {
    /// A row. `start` is below [`MOST_POSTINGS`].
    #[must_use]
    pub const fn new(key: u32, start: u32, dense: bool, rarity: u8) -> Self {
        Self { key, packed: start << 9 | (dense as u32) << 8 | rarity as u32 }
    }

    /// First byte of its postings.
    #[inline]
    #[must_use]
    pub const fn start(self) -> usize {
        (self.packed >> 9) as usize
    }

    /// Whether there is a weight for each class.
    #[inline]
    #[must_use]
    pub const fn dense(self) -> bool {
        self.packed >> 8 & 1 == 1
    }

    /// Its share in the length of a text's vector: the rarer, the larger.
    #[inline]
    #[must_use]
    pub const fn rarity(self) -> u8 {
        self.packed as u8
    }
}

/// What a term says about classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Postings<'a> {
    /// A weight for each class.
    Dense(&'a [u8]),
    /// Steps from class to class, from 0 on, each with the weight there. A longer way is gone in steps of 255 with weight 0.
    Sparse(&'a [[u8; 2]]),
}

impl Postings<'_> {
    /// The weight for a class.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "steps of eight bits, of which a slice holds less than 2^63")]
    pub fn weight(self, class: usize) -> i8 {
        match self {
            Self::Dense(weights) => weights.get(class).map_or(0, |&weight| weight as i8),
            Self::Sparse(steps) => {
                let mut at = 0;
                let mut weights = steps.iter().map(|&[step, weight]| {
                    at += usize::from(step);
                    (at, weight as i8)
                });
                weights.find(|&(at, weight)| at == class && weight != 0).map_or(0, |(_, weight)| weight)
            }
        }
    }
}

/// A term in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// What it is: a Chinese character, or two neighbours, the first in the high half.
    pub key: u32,
    /// First byte in the text.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
}

/// Whether a term is a single character.
#[inline]
#[must_use]
pub const fn is_single(key: u32) -> bool {
    key >> 16 == 0
}

/// What a folded character is to terms: only neighbours of one kind are a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Other,
    Han,
    Latin,
}

impl Kind {
    #[inline]
    pub(crate) const fn of(c: char) -> Self {
        if is_han(c) {
            Self::Han
        } else if c.is_ascii_alphanumeric() {
            Self::Latin
        } else {
            Self::Other
        }
    }
}

/// The terms of a text, from left to right by where they start and where they end: a pair comes before the single character
/// that it ends with.
#[inline]
pub fn terms(text: &str) -> impl Iterator<Item = Term> + '_ {
    let mut before = (0, 0, Kind::Other);
    folded(text).flat_map(move |(range, c)| {
        let (unit, kind) = (u32::from(c) & 0xFFFF, Kind::of(c));
        let (start, first, kind_before) = before;
        before = (range.start, unit, kind);
        let single = (kind == Kind::Han).then_some(Term { key: unit, start: range.start, end: range.end });
        let pair = (kind != Kind::Other && kind == kind_before).then_some(Term {
            key: first << 16 | unit,
            start,
            end: range.end,
        });
        pair.into_iter().chain(single)
    })
}

impl<'a> Index<'a> {
    /// The number of a term, or `None` where the index does not know it.
    #[inline]
    #[must_use]
    pub fn term(&self, key: u32) -> Option<usize> {
        let slot = self.hash.slot_of_number(key)?;
        (self.terms.get(slot)?.key == key).then_some(slot)
    }

    /// What a term says.
    #[inline]
    #[must_use]
    pub fn postings(&self, term: usize) -> Postings<'a> {
        match self.terms.get(term..).and_then(<[_]>::first_chunk) {
            Some(&[row, next]) => self.between(row, next),
            None => Postings::Sparse(&[]),
        }
    }

    /// What the term of a row says, of which the postings end where those of `next` begin.
    #[inline]
    pub(crate) fn between(&self, row: TermRow, next: TermRow) -> Postings<'a> {
        let bytes = self.postings.get(row.start()..next.start()).unwrap_or(&[]);
        if row.dense() { Postings::Dense(bytes) } else { Postings::Sparse(bytes.as_chunks().0) }
    }
}
