//! What the matters say to a text: a score for each.
//!
//! A text's score for a matter is the sum of the weights of its distinct terms, divided by the length of the vector of these
//! terms, and the matter's bias. Sums are of integers, so that every machine and every order gives the same score.

use crate::fold::fold_char;
use crate::index::{Index, Kind, Said, TermRow};
use crate::row::F32;
use crate::seen::Seen;
use crate::weights::{CHUNK, MIDDLE, Weights, class_and_weight};

/// Matters that an index may have, and one class more for what lies outside every list in general.
pub const MOST_CLASSES: usize = 2048;

/// Terms that are looked up together.
pub(crate) const BATCH: usize = 64;

/// Dense rows that are added together. Their sums fit into 8 bits: `15 * 8 < u8::MAX`.
const TOGETHER: usize = 8;

/// What so many rows have more than their weights.
const MIDDLES: i16 = MIDDLE as i16 * TOGETHER as i16;

const _: () = assert!(MOST_CLASSES.is_multiple_of(2 * CHUNK));

/// Terms after which sums of 16 bits must be moved to 32: `16 * 1024 < i16::MAX`.
const FLUSH: u32 = 1024;

/// Calls `each` with the keys of a text's terms, as [`crate::index::terms`] has them, a batch at a time.
#[expect(clippy::arithmetic_side_effects, reason = "at most BATCH keys wait")]
pub(crate) fn batches(text: &str, mut each: impl FnMut(&[u32])) {
    let mut keys = [0; BATCH];
    let mut waiting = 0;
    let (mut before, mut kind_before) = (0, Kind::Other);
    for c in text.chars().filter_map(fold_char) {
        let (unit, kind) = (u32::from(c) & 0xFFFF, Kind::of(c));
        if let Some([first, second]) = keys.get_mut(waiting..).and_then(<[_]>::first_chunk_mut) {
            let pair = before << 16 | unit;
            if kind == Kind::Han {
                (*first, *second) = (unit, pair);
                waiting += 1;
            } else {
                *first = pair;
            }
            waiting += usize::from(kind != Kind::Other && kind == kind_before);
        }
        (before, kind_before) = (unit, kind);
        // A character brings two keys at the most.
        if waiting + 1 >= BATCH {
            each(keys.get(..waiting).unwrap_or(&[]));
            waiting = 0;
        }
    }
    each(keys.get(..waiting).unwrap_or(&[]));
}

/// Calls `each` with the number, the rarity and what is said by those terms of a batch that an index knows, each once in a text. Step by
/// step for all of them: what a step reads of one term does not wait for what it reads of another, and most of it is not in the
/// nearest cache.
#[inline]
pub(crate) fn known<'a>(index: &Index<'a>, keys: &[u32], seen: &mut Seen, mut each: impl FnMut(usize, u8, Said<'a>)) {
    let mut numbers = [0; BATCH];
    for (number, &key) in numbers.iter_mut().zip(keys) {
        *number = index.slot(key);
    }
    let mut rows = [[TermRow::default(); 2]; BATCH];
    for (row, &number) in rows.iter_mut().zip(&numbers).take(keys.len()) {
        if let Some(found) = index.row(number) {
            *row = *found;
        }
    }
    for ((&key, &number), &[row, next]) in keys.iter().zip(&numbers).zip(&rows) {
        if row.key.get() == key && seen.first_time(number as u32) {
            each(number, row.rarity(), index.between(row, next));
        }
    }
}

/// A dense row that says nothing.
static NOTHING: [[u8; CHUNK]; MOST_CLASSES / (2 * CHUNK)] = [[MIDDLE << 4 | MIDDLE; CHUNK]; MOST_CLASSES / (2 * CHUNK)];

/// What the terms of a text add up to, by class. The narrower a sum, the more of them a processor adds at once.
pub(crate) struct Sums<'a> {
    /// Dense rows that wait to be added together.
    rows: [&'a [[u8; CHUNK]]; TOGETHER],
    /// How many of these there are.
    waiting: usize,
    /// Sums of the last terms, at most [`FLUSH`].
    small: [i16; MOST_CLASSES],
    /// Sums of the terms before, where there are more.
    large: Option<[i32; MOST_CLASSES]>,
    /// Distinct terms that the index knows.
    pub(crate) known: u32,
    /// Square of the length of the text's vector.
    pub(crate) squares: u64,
}

impl<'a> Sums<'a> {
    pub(crate) const fn new() -> Self {
        Self { rows: [&NOTHING; TOGETHER], waiting: 0, small: [0; MOST_CLASSES], large: None, known: 0, squares: 0 }
    }

    #[inline]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "distinct terms, at most MOST_TERMS, below 2^18: this times 255^2 and 2^18 times 16 fit"
    )]
    pub(crate) fn add(&mut self, rarity: u8, said: Said<'a>) {
        self.squares += u64::from(rarity) * u64::from(rarity);
        self.known += 1;
        match Weights::of(said) {
            Weights::Dense(chunks) => {
                if let Some(row) = self.rows.get_mut(self.waiting) {
                    *row = chunks;
                }
                self.waiting += 1;
                if self.waiting == TOGETHER {
                    self.add_rows();
                }
            }
            Weights::Sparse(weights) => {
                for &weight in weights {
                    let (class, weight) = class_and_weight(weight);
                    if let Some(sum) = self.small.get_mut(class) {
                        *sum = sum.wrapping_add(weight);
                    }
                }
            }
        }
        if self.known.is_multiple_of(FLUSH) {
            self.add_rows();
            let large = self.large.get_or_insert([0; MOST_CLASSES]);
            for (large, small) in large.iter_mut().zip(&mut self.small) {
                *large += i32::from(*small);
                *small = 0;
            }
        }
    }

    /// The score of each class that the index has, once all terms are added.
    pub(crate) fn scores(&mut self, index: &Index<'_>, bias: &[F32], scores: &mut [f32; MOST_CLASSES]) {
        self.add_rows();
        let unit = 1.0 / (index.scale * libm::sqrtf(self.squares as f32));
        match &self.large {
            None => {
                for ((score, &sum), bias) in scores.iter_mut().zip(&self.small).zip(bias) {
                    *score = f32::from(sum) * unit + bias.get();
                }
            }
            Some(large) => {
                for (((score, &sum), &before), bias) in scores.iter_mut().zip(&self.small).zip(large).zip(bias) {
                    *score = i32::from(sum).saturating_add(before) as f32 * unit + bias.get();
                }
            }
        }
    }

    /// Adds the dense rows that wait, a chunk of all of them at a time: in 8 bits, and once in 16.
    fn add_rows(&mut self) {
        if self.waiting == 0 {
            return;
        }
        let [a, b, c, d, e, f, g, h] = self.rows;
        let rows = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f).zip(g).zip(h);
        let small = self.small.as_chunks_mut::<CHUNK>().0.as_chunks_mut().0;
        for ([first, second], (((((((a, b), c), d), e), f), g), h)) in small.iter_mut().zip(rows) {
            let (mut lower, mut upper) = ([0u8; CHUNK], [0u8; CHUNK]);
            for row in [a, b, c, d, e, f, g, h] {
                lower.iter_mut().zip(row).for_each(|(sum, &both)| *sum = sum.wrapping_add(both & 15));
                upper.iter_mut().zip(row).for_each(|(sum, &both)| *sum = sum.wrapping_add(both >> 4));
            }
            for (sums, together) in [(first, lower), (second, upper)] {
                sums.iter_mut().zip(together).for_each(|(sum, weights)| {
                    *sum = sum.wrapping_add(i16::from(weights)).wrapping_sub(MIDDLES);
                });
            }
        }
        self.rows = [&NOTHING; TOGETHER];
        self.waiting = 0;
    }
}
