//! The compiled matters (`.lvm`): what somebody may want, and which terms speak for it.

use crate::container::{Container, FileError, FileKind, Tag};
use crate::frame::{Frame, FrameRow, Label};
use crate::hash::PerfectHash;
use crate::index::{Index, IndexRow, IndexRuns, Parts};
use crate::keys::KeyTable;
use crate::layout::Span;
use crate::list::each;
use crate::meaning::{Meaning, NOWHERE};
use crate::row::{F32, U16, row};
use crate::sums::MOST_CLASSES;
use crate::weights::Weights;

/// The names of the sections, in the order in which they are written.
#[derive(Debug)]
pub struct MattersTags;

impl MattersTags {
    /// One [`MattersRow`].
    pub const HEAD: Tag = *b"head";
    /// Every text, UTF-8, each with a NUL behind it.
    pub const TEXT: Tag = *b"text";
    /// [`NamedRow`]: acts.
    pub const ACTS: Tag = *b"acts";
    /// [`NamedRow`]: fields.
    pub const FIELDS: Tag = *b"fiel";
    /// [`MatterRow`], by number, from 1.
    pub const MATTERS: Tag = *b"matt";
    /// 32-bit floats: added to the score of each matter, and last of the outside in general.
    pub const BIAS: Tag = *b"bias";
    /// One [`IndexRow`].
    pub const INDEX: Tag = *b"indx";
    /// One [`FrameRow`].
    pub const FRAME: Tag = *b"fram";
    /// [`crate::layout::KeyRow`]: labels of fields, folded, with the place of what they are in [`Label::ALL`].
    pub const LABELS: Tag = *b"labe";
    /// 32-bit numbers: displacements of the hashes of the index, of the terms of formulas and of the labels.
    pub const DISPLACEMENTS: Tag = *b"disp";
    /// [`crate::index::TermRow`].
    pub const TERMS: Tag = *b"term";
    /// What the terms say: [`Weights`].
    pub const POSTINGS: Tag = *b"post";
    /// 16-bit numbers, by number of the term in the index: its row of [`MattersTags::TERM_PLACES`], or [`NOWHERE`].
    pub const PLACE_OF_TERM: Tag = *b"plte";
    /// [`crate::meaning::Lead`]: where terms lead.
    pub const TERM_PLACES: Tag = *b"tepl";
    /// [`crate::meaning::Place`] of each matter, by number, from 1.
    pub const MATTER_PLACES: Tag = *b"mapl";
}

row! {
    /// A probability from facts about a candidate. Fitted on words that the index had not seen.
    Logistic {
        /// With all facts at 0.
        constant: F32,
        /// For each of the facts, in the order of [`crate::rank::Ranking::facts`].
        factors: [F32; Logistic::FACTS],
    }
}

impl Logistic {
    /// How many facts there are.
    pub const FACTS: usize = 4;

    /// The probability.
    #[inline]
    #[must_use]
    pub fn of(&self, facts: [f32; Self::FACTS]) -> f32 {
        let sum =
            self.factors.iter().zip(facts).fold(self.constant.get(), |sum, (factor, fact)| sum + factor.get() * fact);
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// The largest bias or factor: probabilities are made of numbers, never of what is none.
pub const MOST_NUMBER: f32 = 1e6;

row! {
    /// What there is once.
    MattersRow {
        /// Version of the data.
        version: Span,
        /// The sum of the files that this was learnt from.
        fingerprint: Span,
        /// The probability that the list holds the matter at all, from the facts about the best candidate.
        listed: Logistic,
        /// The probability that a candidate is the right item where the list holds the matter.
        right: Logistic,
    }
}

row! {
    /// Something that is named in English and Chinese.
    NamedRow {
        /// The key in data files and exports: `apply`.
        key: Span,
        /// The Chinese name: 申请.
        name: Span,
    }
}

row! {
    /// A matter.
    MatterRow {
        /// 高龄津贴
        thing: Span,
        /// 高龄津贴 · 申请
        name: Span,
        /// Index into the acts.
        act: U16,
        /// Index into the fields.
        field: U16,
        /// Who usually does it, without a place name; empty where unknown.
        body: Span,
        /// Law or notice, by name; empty where uncertain.
        basis: Span,
        /// [`MatterRow::CARRIES`] and [`MatterRow::OF_LIST`].
        flags: U16,
        /// Number of the wider matter of which it is a part; 0 for none.
        within: U16,
    }
}

impl MatterRow {
    /// It is about what carries other matters, such as a hotline: a text that names it may be about another.
    pub const CARRIES: u16 = 1;

    /// It is a question about a list itself: 基本履职有几项.
    pub const OF_LIST: u16 = 2;

    /// Whether the matter has a flag.
    #[must_use]
    pub const fn is(&self, flag: u16) -> bool {
        self.flags.get() & flag != 0
    }
}

/// The compiled matters: rows in place.
#[derive(Debug, Clone, Copy)]
pub struct Matters<'a> {
    /// What there is once.
    pub head: &'a MattersRow,
    /// Every text, each with a NUL behind it.
    pub text: &'a str,
    /// Acts.
    pub acts: &'a [NamedRow],
    /// Fields.
    pub fields: &'a [NamedRow],
    /// By number, from 1.
    pub matters: &'a [MatterRow],
    /// Added to each score.
    pub bias: &'a [F32],
    /// What the terms say. Its classes are the matters and, last, what lies outside every list in general.
    pub index: Index<'a>,
    /// Tells what is wrapped around a matter.
    pub frame: Frame<'a>,
    /// Where texts stand by their meaning.
    pub meaning: Meaning<'a>,
}

impl MattersRow {
    /// Of no matters.
    const EMPTY: Self = bytemuck::zeroed();
}

impl<'a> Matters<'a> {
    /// No matters.
    pub const EMPTY: Self = Self {
        head: &MattersRow::EMPTY,
        text: "\0",
        acts: &[],
        fields: &[],
        matters: &[],
        bias: &[],
        index: Index::EMPTY,
        frame: Frame {
            row: &FrameRow::EMPTY,
            terms: Index::EMPTY,
            labels: KeyTable { hash: PerfectHash::EMPTY, keys: &[] },
            text: "\0",
        },
        meaning: Meaning::NONE,
    };

    /// Opens matters, and checks every row once.
    ///
    /// # Errors
    /// What is wrong with the file, and in which section.
    pub fn open(bytes: &'a [u8]) -> Result<Self, FileError> {
        let file = Container::open(bytes, FileKind::Matters)?;
        let matters = Self::read(&file)?;
        matters.check(&file)?;
        Ok(matters)
    }

    /// The project's matters, [`crate::MATTERS`].
    ///
    /// # Errors
    /// As [`Matters::open_trusted`]; a test opens and checks them.
    pub fn built_in() -> Result<Matters<'static>, FileError> {
        Matters::open_trusted(crate::MATTERS)
    }

    /// Opens matters that are part of the program, without reading them through. Whatever they hold, no later call panics.
    ///
    /// # Errors
    /// As [`Matters::open`], where header or sections are broken.
    pub fn open_trusted(bytes: &'a [u8]) -> Result<Self, FileError> {
        Self::read(&Container::open_trusted(bytes, FileKind::Matters)?)
    }

    /// Whether the matter of this number is a question about a list itself.
    #[must_use]
    pub fn is_of_list(&self, number: u16) -> bool {
        let row = self.matters.get(usize::from(number).wrapping_sub(1));
        row.is_some_and(|row| row.is(MatterRow::OF_LIST))
    }

    /// Numbers of the matters that are parts of the one of this number.
    pub fn parts_of(&self, number: u16) -> impl Iterator<Item = u16> + '_ {
        let numbered = (1u16..).zip(self.matters);
        numbered.filter(move |(_, row)| row.within.get() == number && number > 0).map(|(part, _)| part)
    }

    /// Whether the matter of this number is about what carries other matters.
    #[must_use]
    pub fn carries(&self, number: u16) -> bool {
        let row = self.matters.get(usize::from(number).wrapping_sub(1));
        row.is_some_and(|row| row.is(MatterRow::CARRIES))
    }

    fn read(file: &Container<'a>) -> Result<Self, FileError> {
        let text =
            core::str::from_utf8(file.bytes(MattersTags::TEXT)?).map_err(|_| FileError::Section(MattersTags::TEXT))?;
        let parts = Self::parts(file)?;
        let frame = file.row::<FrameRow>(MattersTags::FRAME)?;
        Ok(Self {
            head: file.row(MattersTags::HEAD)?,
            text,
            acts: file.rows(MattersTags::ACTS)?,
            fields: file.rows(MattersTags::FIELDS)?,
            matters: file.rows(MattersTags::MATTERS)?,
            bias: file.rows(MattersTags::BIAS)?,
            index: Index::of_row(file.row(MattersTags::INDEX)?, &parts),
            frame: Frame {
                row: frame,
                terms: Index::of_row(&frame.terms, &parts),
                labels: KeyTable {
                    hash: PerfectHash::of_row(&frame.labels, parts.displacements),
                    keys: file.rows(MattersTags::LABELS)?,
                },
                text,
            },
            meaning: Meaning {
                of_term: file.rows(MattersTags::PLACE_OF_TERM)?,
                terms: file.rows(MattersTags::TERM_PLACES)?,
                matters: file.rows(MattersTags::MATTER_PLACES)?,
            },
        })
    }

    fn parts(file: &Container<'a>) -> Result<Parts<'a>, FileError> {
        Ok(Parts {
            displacements: file.rows(MattersTags::DISPLACEMENTS)?,
            terms: file.rows(MattersTags::TERMS)?,
            postings: file.bytes(MattersTags::POSTINGS)?,
        })
    }

    fn check(&self, file: &Container<'a>) -> Result<(), FileError> {
        let texts = |spans: &[Span]| spans.iter().all(|span| span.is_piece_of(self.text));
        let number = |number: &F32| number.get().abs() <= MOST_NUMBER;
        let numbers = |logistic: &Logistic| logistic.factors.iter().chain([&logistic.constant]).all(number);
        each(MattersTags::HEAD, core::slice::from_ref(self.head), |_, row| {
            texts(&[row.version, row.fingerprint]) && numbers(&row.right) && numbers(&row.listed)
        })?;
        each(MattersTags::ACTS, self.acts, |_, row| texts(&[row.key, row.name]))?;
        each(MattersTags::FIELDS, self.fields, |_, row| texts(&[row.key, row.name]))?;
        each(MattersTags::MATTERS, self.matters, |_, row| {
            texts(&[row.thing, row.name, row.body, row.basis])
                && usize::from(row.act.get()) < self.acts.len()
                && usize::from(row.field.get()) < self.fields.len()
                && row.flags.get() <= MatterRow::CARRIES | MatterRow::OF_LIST
                && usize::from(row.within.get()) <= self.matters.len()
        })?;
        let classes = self.matters.len().saturating_add(1);
        if classes > MOST_CLASSES {
            return Err(FileError::Section(MattersTags::MATTERS));
        }
        if self.bias.len() != classes {
            return Err(FileError::Section(MattersTags::BIAS));
        }
        each(MattersTags::BIAS, self.bias, |_, bias| number(bias))?;
        let (row, parts) = (file.row::<IndexRow>(MattersTags::INDEX)?, Self::parts(file)?);
        let mut runs = IndexRuns::default();
        let sound = runs.next(row, &parts) && Index::is_sound(row, &parts, classes, Weights::are_sound);
        if !sound {
            return Err(FileError::Row { section: MattersTags::INDEX, row: 0 });
        }
        self.check_meaning()?;
        let Frame { row, labels, .. } = &self.frame;
        each(MattersTags::LABELS, labels.keys, |_, row| {
            texts(&[row.key]) && usize::from(row.value.get()) < Label::ALL.len()
        })?;
        let sound = runs.next(&row.terms, &parts)
            && Index::is_sound(&row.terms, &parts, 0, |said, _| said.bytes.is_empty())
            && runs.displacements.next(row.labels.displacements, parts.displacements)
            && labels.is_sound(&row.labels, self.text);
        if sound { Ok(()) } else { Err(FileError::Row { section: MattersTags::FRAME, row: 0 }) }
    }

    /// That each term has a place that is there, or none, and each matter one.
    fn check_meaning(&self) -> Result<(), FileError> {
        let Meaning { of_term, terms, matters } = self.meaning;
        if of_term.len() != self.index.len() {
            return Err(FileError::Section(MattersTags::PLACE_OF_TERM));
        }
        if matters.len() != self.matters.len() {
            return Err(FileError::Section(MattersTags::MATTER_PLACES));
        }
        each(MattersTags::PLACE_OF_TERM, of_term, |_, place| {
            place.get() == NOWHERE || usize::from(place.get()) < terms.len()
        })
    }
}
