//! An index: which terms there are, and what each term says for and against each class.
//!
//! A term is a single Chinese character or a pair of neighbours (two Chinese characters, or two letters or digits). Classes are
//! the matters in one kind of index, the items of a list in the other. How a text is ranked by them: `rank.rs`, `own.rs`.

use crate::fold::{folded, is_han};
use crate::hash::PerfectHash;
use crate::layout::{Displacement, HashRow, Run, Runs};
use crate::row::{F32, U32, row};

/// Terms that an index may have: a bit for each stands on the stack while a long text is read.
pub const MOST_TERMS: usize = 160 << 10;

/// Bytes of postings that an index may have: [`TermRow`] counts them in 23 bits.
pub const MOST_POSTINGS: usize = 1 << 23;

/// What a sum may be divided by: scores and what is made of them stay far from infinity.
const SCALES: core::ops::RangeInclusive<f32> = 1e-6..=1e6;

row! {
    /// An index, of which the parts stand in sections that it shares with others.
    IndexRow {
        /// Gives each term its slot.
        hash: HashRow,
        /// Terms by slot, and one row more: a term's postings end where the next one's begin.
        terms: Run,
        /// Its bytes of the postings.
        postings: Run,
        /// What a sum of weights is divided by.
        scale: F32,
        /// Classes.
        classes: U32,
    }
}

/// The sections that indexes stand in.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// Displacements of hashes.
    pub displacements: &'a [Displacement],
    /// Terms.
    pub terms: &'a [TermRow],
    /// What they say: [`Said`].
    pub postings: &'a [u8],
}

/// How far the runs of indexes have come.
#[derive(Debug, Default)]
pub(crate) struct IndexRuns {
    pub(crate) displacements: Runs,
    terms: Runs,
    postings: Runs,
}

impl IndexRuns {
    /// Whether the parts of the next index are there, and belong to none before.
    pub(crate) fn next(&mut self, row: &IndexRow, parts: &Parts<'_>) -> bool {
        row.hash.reading < 2
            && self.displacements.next(row.hash.displacements, parts.displacements)
            && self.terms.next(row.terms, parts.terms)
            && self.postings.next(row.postings, parts.postings)
    }
}

/// An index, ready to be asked.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    hash: PerfectHash<'a>,
    terms: &'a [TermRow],
    postings: &'a [u8],
    /// What a sum of weights is divided by.
    pub scale: f32,
    /// Classes.
    pub classes: usize,
}

row! {
    /// What an index holds of a term.
    TermRow {
        /// The term: [`Term::key`].
        key: U32,
        /// From the top: first byte of its postings (23 bits), whether they are dense, its rarity (8 bits).
        packed: U32,
    }
}

impl TermRow {
    /// A row. `start` is below [`MOST_POSTINGS`].
    #[must_use]
    pub const fn new(key: u32, start: u32, dense: bool, rarity: u8) -> Self {
        Self { key: U32::new(key), packed: U32::new(start << 9 | (dense as u32) << 8 | rarity as u32) }
    }

    /// First byte of its postings.
    #[inline]
    #[must_use]
    pub const fn start(self) -> usize {
        (self.packed.get() >> 9) as usize
    }

    /// Whether there is a weight for each class.
    #[inline]
    #[must_use]
    pub const fn dense(self) -> bool {
        self.packed.get() >> 8 & 1 == 1
    }

    /// Its share in the length of a text's vector: the rarer, the larger.
    #[inline]
    #[must_use]
    pub const fn rarity(self) -> u8 {
        self.packed.get() as u8
    }
}

/// What a term says, as it stands in a file: [`crate::weights::Weights`] of matters, [`crate::own::Shares`] of a list's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// Whether it says something of every class.
    pub dense: bool,
    /// What it says.
    pub bytes: &'a [u8],
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
    /// An index of nothing.
    pub const EMPTY: Self = Self { hash: PerfectHash::EMPTY, terms: &[], postings: &[], scale: 1.0, classes: 0 };

    /// The index that a row describes.
    #[must_use]
    pub fn of_row(row: &IndexRow, parts: &Parts<'a>) -> Self {
        Self {
            hash: PerfectHash::of_row(&row.hash, parts.displacements),
            terms: row.terms.of(parts.terms),
            postings: row.postings.of(parts.postings),
            scale: row.scale.get(),
            classes: row.classes.get() as usize,
        }
    }

    /// Whether every term of a row has the slot in which it stands, and says what is `sound` of so many classes.
    #[must_use]
    pub(crate) fn is_sound(
        row: &IndexRow,
        parts: &Parts<'_>,
        classes: usize,
        sound: impl Fn(Said<'_>, usize) -> bool,
    ) -> bool {
        let index = Index::of_row(row, parts);
        let starts = index.terms.iter().map(|row| row.start());
        index.classes == classes
            && index.hash.slots().checked_add(1) == Some(index.terms.len())
            && index.terms.len() <= MOST_TERMS
            && SCALES.contains(&row.scale.get())
            && starts.is_sorted()
            && index.terms.first().is_some_and(|first| first.start() == 0)
            && index.terms.last().is_some_and(|last| last.start() == index.postings.len())
            && index.terms.iter().zip(0..index.hash.slots()).all(|(row, slot)| {
                row.rarity() > 0
                    && index.hash.slot_of_number(row.key.get()) == Some(slot)
                    && sound(index.said(slot), classes)
            })
    }

    /// How many terms it knows.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.hash.slots()
    }

    /// Whether it knows no term.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a term, which may be that of another: [`Index::row`] has its key.
    #[inline]
    pub(crate) fn slot(&self, key: u32) -> usize {
        self.hash.slot_of_number(key).unwrap_or(0)
    }

    /// The row at a place, and the one behind it.
    #[inline]
    pub(crate) fn row(&self, slot: usize) -> Option<&'a [TermRow; 2]> {
        self.terms.get(slot..).and_then(<[_]>::first_chunk)
    }

    /// The number of a term, or `None` where the index does not know it.
    #[inline]
    #[must_use]
    pub fn term(&self, key: u32) -> Option<usize> {
        let slot = self.hash.slot_of_number(key)?;
        (slot < self.len() && self.terms.get(slot)?.key.get() == key).then_some(slot)
    }

    /// The key of a term by its number; `None` behind the last.
    #[must_use]
    pub fn key(&self, term: usize) -> Option<u32> {
        self.row(term).map(|[row, _]| row.key.get())
    }

    /// The rarity of a term.
    #[must_use]
    pub fn rarity(&self, term: usize) -> u8 {
        self.terms.get(term).map_or(0, |row| row.rarity())
    }

    /// What a term says.
    #[inline]
    #[must_use]
    pub fn said(&self, term: usize) -> Said<'a> {
        match self.row(term) {
            Some(&[row, next]) => self.between(row, next),
            None => Said { dense: false, bytes: &[] },
        }
    }

    /// What the term of a row says, which ends where that of `next` begins.
    #[inline]
    pub(crate) fn between(&self, row: TermRow, next: TermRow) -> Said<'a> {
        Said { dense: row.dense(), bytes: self.postings.get(row.start()..next.start()).unwrap_or(&[]) }
    }
}
