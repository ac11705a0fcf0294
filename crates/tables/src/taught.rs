//! What people taught a list: texts, each with the item that it is about, or with none where the list does not hold its matter.
//!
//! A text that is near to a taught one lifts that item (or the outside) by how near it is, above a floor: the same words win, and a text
//! about something else is not moved. Where the matter of a taught text is plain and no item of the list covers it, the item is linked to it.
//! Taught texts stand in sections of their own, so that a list is taught and untaught without being compiled again.

use crate::container::{Container, FileError, Tag};
use crate::index::{Index, IndexRow, IndexRuns, Parts};
use crate::layout::Span;
use crate::list::{Tables, each};
use crate::matters::Matters;
use crate::own::{BLOCK, OwnSums, Shares};
use crate::reading::Reading;
use crate::row::{U16, row};
use crate::scores::Scores;
use crate::sums::batches;

/// Stands for no item: what the list does not hold.
pub const NO_ITEM: u16 = u16::MAX;

/// Taught texts that a list may have.
pub const MOST_TAUGHT: usize = 1 << 16;

/// Cosines up to this say nothing.
pub const FLOOR: f32 = 0.5;

/// What the very same words add to the score of their item.
pub const LIFT: f32 = 4.0;

row! {
    /// A text that was taught.
    TaughtRow {
        /// The item, or [`NO_ITEM`].
        item: U16,
        /// In the taught texts.
        text: Span,
    }
}

row! {
    /// A matter that an item was taught.
    TaughtLink {
        /// The item.
        item: U16,
        /// Number of the matter.
        matter: U16,
    }
}

/// The names of the sections, which a list has where it was taught something.
#[derive(Debug)]
pub struct TaughtTags;

impl TaughtTags {
    /// [`TaughtRow`], by item, what is outside last, and then by text.
    pub const ROWS: Tag = *b"tauw";
    /// The texts, each with a NUL behind it.
    pub const TEXT: Tag = *b"taux";
    /// [`TaughtLink`], by item and matter.
    pub const LINKS: Tag = *b"taul";
    /// [`IndexRow`]: which texts have a term, a row for each [`BLOCK`] texts.
    pub const INDEX: Tag = *b"taui";
    /// Displacements of these indexes.
    pub const DISPLACEMENTS: Tag = *b"taud";
    /// [`crate::index::TermRow`] of these indexes.
    pub const TERMS: Tag = *b"taut";
    /// What their terms say.
    pub const POSTINGS: Tag = *b"taup";
    /// All of them.
    pub const ALL: [Tag; 7] =
        [Self::ROWS, Self::TEXT, Self::LINKS, Self::INDEX, Self::DISPLACEMENTS, Self::TERMS, Self::POSTINGS];
}

/// What a list was taught: rows in place.
#[derive(Debug, Clone, Copy)]
pub struct Taught<'a> {
    /// The texts and their items.
    pub rows: &'a [TaughtRow],
    /// What the rows' spans are pieces of.
    pub text: &'a str,
    /// Items and the matters that they were taught.
    pub links: &'a [TaughtLink],
    /// Which texts have a term, a row for each [`BLOCK`] texts.
    pub index: &'a [IndexRow],
    /// What the runs of these are runs of.
    pub parts: Parts<'a>,
}

impl<'a> Taught<'a> {
    /// Nothing.
    pub const NOTHING: Self = Self {
        rows: &[],
        text: "\0",
        links: &[],
        index: &[],
        parts: Parts { displacements: &[], terms: &[], postings: &[] },
    };

    pub(crate) fn read(file: &Container<'a>) -> Result<Self, FileError> {
        if !file.tags().any(|tag| TaughtTags::ALL.contains(&tag)) {
            return Ok(Self::NOTHING);
        }
        // A list that has one of the sections was taught something: what is lost of that must not go unnoticed.
        let rows = file.rows(TaughtTags::ROWS)?;
        if rows.is_empty() {
            return Err(FileError::Section(TaughtTags::ROWS));
        }
        let text = core::str::from_utf8(file.bytes(TaughtTags::TEXT)?);
        Ok(Self {
            rows,
            text: text.map_err(|_| FileError::Section(TaughtTags::TEXT))?,
            links: file.rows(TaughtTags::LINKS)?,
            index: file.rows(TaughtTags::INDEX)?,
            parts: Parts {
                displacements: file.rows(TaughtTags::DISPLACEMENTS)?,
                terms: file.rows(TaughtTags::TERMS)?,
                postings: file.bytes(TaughtTags::POSTINGS)?,
            },
        })
    }

    /// Checks that every row refers to something of a list of so many items, and stands in order.
    pub(crate) fn check(&self, items: usize) -> Result<(), FileError> {
        let is_item = |item: U16| usize::from(item.get()) < items;
        if self.rows.len() > MOST_TAUGHT {
            return Err(FileError::Section(TaughtTags::ROWS));
        }
        each(TaughtTags::ROWS, self.rows, |at, row| {
            let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
            (row.item.get() == NO_ITEM || is_item(row.item))
                && row.text.is_piece_of(self.text)
                && before.is_none_or(|before| before.item.get() <= row.item.get())
        })?;
        each(TaughtTags::LINKS, self.links, |at, row| {
            let before = at.checked_sub(1).and_then(|before| self.links.get(before));
            let key = |row: &TaughtLink| (row.item.get(), row.matter.get());
            is_item(row.item) && row.matter.get() > 0 && before.is_none_or(|before| key(before) < key(row))
        })?;
        if self.index.len() != self.rows.len().div_ceil(BLOCK) {
            return Err(FileError::Section(TaughtTags::INDEX));
        }
        let mut runs = IndexRuns::default();
        each(TaughtTags::INDEX, self.index, |at, row| {
            let texts = self.rows.len().saturating_sub(at.saturating_mul(BLOCK)).min(BLOCK);
            runs.next(row, &self.parts) && Index::is_sound(row, &self.parts, texts, Shares::are_sound)
        })
    }
}

/// Items that a text lifts at the most.
const MOST_LIFTED: usize = 16;

/// What a text lifts, by how near it is to what was taught.
pub(crate) struct Lifts {
    items: [(u16, f32); MOST_LIFTED],
    /// What lies outside the list.
    pub(crate) outside: f32,
}

impl Lifts {
    const NONE: Self = Self { items: [(NO_ITEM, 0.0); MOST_LIFTED], outside: 0.0 };

    /// Those of a text, the length of whose vector is `length`.
    #[inline]
    pub(crate) fn of(matters: &Matters<'_>, list: &Tables<'_>, text: &str, reading: Reading, length: f32) -> Self {
        if list.taught.rows.is_empty() { Self::NONE } else { Self::found(matters, list, text, reading, length) }
    }

    /// A call of its own, so that lists that were taught nothing have no use of its stack.
    #[inline(never)]
    fn found(matters: &Matters<'_>, list: &Tables<'_>, text: &str, reading: Reading, length: f32) -> Self {
        let mut lifts = Self::NONE;
        let taught = &list.taught;
        for (row, texts) in taught.index.iter().zip(taught.rows.chunks(BLOCK)) {
            let mut sums = OwnSums::asking(Index::of_row(row, &taught.parts));
            reading.each(&matters.frame, text, |_, text| batches(text, |keys| sums.add(keys)));
            sums.cosines(length, texts.len(), |at, cosine| {
                if cosine > FLOOR
                    && let Some(row) = texts.get(at)
                {
                    lifts.see(row.item.get(), LIFT * (cosine.min(1.0) - FLOOR) / (1.0 - FLOOR));
                }
            });
        }
        lifts
    }

    fn see(&mut self, item: u16, lift: f32) {
        if item == NO_ITEM {
            self.outside = self.outside.max(lift);
            return;
        }
        if let Some((_, known)) = self.items.iter_mut().find(|(is, _)| *is == item) {
            *known = known.max(lift);
        } else if let Some(least) = self.items.iter_mut().min_by(|a, b| a.1.total_cmp(&b.1))
            && least.1 < lift
        {
            *least = (item, lift);
        }
    }

    /// What the item is lifted that is lifted most.
    #[inline]
    pub(crate) fn most(&self) -> f32 {
        self.items.iter().fold(0.0, |most, &(_, lift)| if lift > most { lift } else { most })
    }

    /// Raises the scores of items, of which the first is item `first` of the list, to what the matters give that they were taught.
    #[inline]
    pub(crate) fn link(list: &Tables<'_>, scores: &Scores, items: &mut [f32], first: usize) {
        for link in list.taught.links {
            if let Some(score) = usize::from(link.item.get()).checked_sub(first).and_then(|at| items.get_mut(at)) {
                *score = score.max(scores.matter(link.matter.get()));
            }
        }
    }

    /// Adds to the scores of items what they are lifted.
    #[inline]
    pub(crate) fn add(&self, items: &mut [f32], first: usize) {
        for &(item, lift) in &self.items {
            if let Some(score) = usize::from(item).checked_sub(first).and_then(|at| items.get_mut(at)) {
                *score += lift;
            }
        }
    }
}
