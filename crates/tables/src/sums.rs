//! What the matters say to a text: a score for each.
//!
//! A text's score for a matter is the sum of the weights of its distinct terms, divided by the length of the vector of these
//! terms, and the matter's bias. Sums are of integers, so that every machine and every order gives the same score.

use crate::fold::fold_char;
use crate::index::{Index, Kind, Postings, TermRow};
use crate::row::F32;
use crate::seen::Seen;

/// Matters that an index may have, and one class more for what lies outside every list in general.
pub const MOST_CLASSES: usize = 2048;

/// The largest weight, for a matter or against it.
pub const MOST_WEIGHT: i8 = 16;

/// Terms that are looked up together.
pub(crate) const BATCH: usize = 64;

/// Dense rows that are added together: their sums fit into 8 bits, `16 * 7 < i8::MAX`.
const TOGETHER: usize = (i8::MAX / MOST_WEIGHT) as usize;

/// Classes whose weights in dense rows are added at once.
const LANES: usize = 32;
const _: () = assert!(MOST_CLASSES.is_multiple_of(LANES));

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

/// Calls `each` with the number, the rarity and the postings of those terms of a batch that an index knows, each once in a text. Step by
/// step for all of them: what a step reads of one term does not wait for what it reads of another, and most of it is not in the
/// nearest cache.
#[inline]
pub(crate) fn known<'a>(
    index: &Index<'a>,
    keys: &[u32],
    seen: &mut Seen,
    mut each: impl FnMut(usize, u8, Postings<'a>),
) {
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

/// A row that says nothing.
static NOTHING: [u8; MOST_CLASSES] = [0; MOST_CLASSES];

/// What the terms of a text add up to, by class. The narrower a sum, the more of them a processor adds at once.
pub(crate) struct Sums<'a> {
    /// Dense rows that wait to be added together.
    rows: [&'a [u8]; TOGETHER],
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
    pub(crate) fn add(&mut self, rarity: u8, postings: Postings<'a>) {
        self.squares += u64::from(rarity) * u64::from(rarity);
        self.known += 1;
        match postings {
            Postings::Dense(weights) => {
                if let Some(row) = self.rows.get_mut(self.waiting) {
                    *row = weights;
                }
                self.waiting += 1;
                if self.waiting == TOGETHER {
                    self.add_rows();
                }
            }
            Postings::Sparse(steps) => {
                let mut class = 0;
                for &[step, weight] in steps {
                    class += usize::from(step);
                    // Always in range: the remainder costs less than a comparison.
                    if let Some(sum) = self.small.get_mut(class % MOST_CLASSES) {
                        *sum = sum.wrapping_add(i16::from(weight as i8));
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

    /// Adds the dense rows that wait, some classes of all of them at a time: in 8 bits, and once in 16.
    fn add_rows(&mut self) {
        if self.waiting == 0 {
            return;
        }
        let small = self.small.as_chunks_mut::<LANES>().0;
        let [a, b, c, d, e, f, g] = self.rows.map(<[u8]>::as_chunks::<LANES>);
        let rows = a.0.iter().zip(b.0).zip(c.0).zip(d.0).zip(e.0).zip(f.0).zip(g.0);
        for (sums, ((((((a, b), c), d), e), f), g)) in small.iter_mut().zip(rows) {
            let mut together = *a;
            for row in [b, c, d, e, f, g] {
                together.iter_mut().zip(row).for_each(|(sum, &weight)| *sum = sum.wrapping_add(weight));
            }
            sums.iter_mut().zip(together).for_each(|(sum, weights)| *sum = sum.wrapping_add(i16::from(weights as i8)));
        }
        if let Some(sums) = small.get_mut(a.0.len()) {
            for (_, rest) in [a, b, c, d, e, f, g] {
                sums.iter_mut().zip(rest).for_each(|(sum, &weight)| *sum = sum.wrapping_add(i16::from(weight as i8)));
            }
        }
        self.rows = [&NOTHING; TOGETHER];
        self.waiting = 0;
    }
}
