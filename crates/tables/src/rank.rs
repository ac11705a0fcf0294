//! Ranks the items of an index for a text.
//!
//! A text's score for a class is the sum of the weights of its distinct terms, divided by the length of the vector of these
//! terms, and the class's bias. Sums are of integers, so that every machine and every order gives the same score.

use crate::fold::fold_char;
use crate::index::{Index, Kind, MOST_CLASSES, MOST_WEIGHT, Postings, TermRow};
use crate::seen::Seen;

/// Items that a ranking holds at the most.
pub const MOST_RANKED: usize = 16;

/// What the nearest matter outside the list scores at least: where no such matter is near, the margin counts from here.
const LEAST_OUTSIDE: f32 = -1.0;

/// How much what lies outside the list in general counts beside the nearest matter outside it. Chosen on `own.jsonl`.
const GENERAL: f32 = 0.5;

/// A lead over the other items beyond this tells no more.
const MOST_LEAD: f32 = 2.0;

/// Terms that are looked up together.
const BATCH: usize = 64;

/// Dense rows that are added together: their sums fit into 8 bits, `16 * 7 < i8::MAX`.
const TOGETHER: usize = (i8::MAX / MOST_WEIGHT) as usize;

/// Terms after which sums of 16 bits must be moved to 32: `16 * 1024 < i16::MAX`.
const FLUSH: u32 = 1024;

/// Scores of which the largest is kept while the best ones are taken out.
const BLOCK: usize = 32;

/// An item and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Score; comparable within a text.
    pub score: f32,
    /// Index of the item; `u16::MAX` where there is none.
    pub item: u16,
}

impl Candidate {
    /// No item.
    pub const NONE: Self = Self { score: f32::NEG_INFINITY, item: u16::MAX };
}

/// What an index says to a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// The best items, by score and then by place in the list: as many as were asked for, at least two.
    pub best: [Candidate; MOST_RANKED],
    /// The score of the best item of another tier than the best item's.
    pub other_tier: f32,
    /// The score of what lies outside the list: the nearest matter there, and the outside in general.
    pub outside: f32,
    /// The logarithm of the number of distinct terms of the text that the index knows.
    pub length: f32,
}

impl Ranking {
    /// The four facts from which the probability of a candidate is made.
    #[inline]
    #[must_use]
    pub fn facts(&self, candidate: Candidate) -> [f32; 4] {
        let [first, second, ..] = self.best;
        let rival = if candidate.item == first.item { second.score } else { first.score };
        let lead = (candidate.score - rival).clamp(-MOST_LEAD, MOST_LEAD);
        [candidate.score, candidate.score - self.outside, lead, self.length]
    }
}

impl<'a> Index<'a> {
    /// Ranks the items for a text: the best `top` of them, where `tiers` are the first items of the tiers and the end.
    /// `None` where the index knows no term of the text.
    #[must_use]
    pub fn rank(&self, text: &str, top: usize, tiers: [u16; 4]) -> Option<Ranking> {
        let mut scores = [0.0f32; MOST_CLASSES];
        let known = self.scores(text, &mut scores)?;
        let (items, outside) = scores.split_at_mut_checked(usize::from(self.items))?;
        let outside = outside.get(..usize::from(self.classes.saturating_sub(self.items))).unwrap_or(&[]);
        let (general, matters) = outside.split_last().unwrap_or((&LEAST_OUTSIDE, &[]));
        let outside = largest(matters).max(LEAST_OUTSIDE) + GENERAL * general;
        let length = libm::logf(known as f32);
        let mut ranking =
            Ranking { best: [Candidate::NONE; MOST_RANKED], other_tier: f32::NEG_INFINITY, outside, length };
        let mut left = Left::of(items);
        for (n, slot) in ranking.best.iter_mut().take(top.max(2)).enumerate() {
            *slot = left.take_best().unwrap_or(Candidate::NONE);
            if n == 0 {
                ranking.other_tier = best_elsewhere(left.scores, usize::from(slot.item), tiers);
            }
        }
        Some(ranking)
    }

    /// The score of each class for a text, items first; returns how many distinct terms of the text the index knows. `None`
    /// where it knows none.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "at most BATCH wait; MOST_TERMS weights of MOST_WEIGHT fit into 32 bits"
    )]
    fn scores(&self, text: &str, scores: &mut [f32; MOST_CLASSES]) -> Option<u32> {
        let mut sums = Sums::new();
        let mut seen = Seen::new();
        // The keys of `terms`, without the places.
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
                self.add(keys.get(..waiting).unwrap_or(&[]), &mut seen, &mut sums);
                waiting = 0;
            }
        }
        self.add(keys.get(..waiting).unwrap_or(&[]), &mut seen, &mut sums);
        if sums.known == 0 {
            return None;
        }
        sums.add_rows();
        let unit = 1.0 / (self.scale * libm::sqrtf(sums.squares as f32));
        match &sums.large {
            None => {
                for ((score, &sum), &bias) in scores.iter_mut().zip(&sums.small).zip(self.bias) {
                    *score = f32::from(sum) * unit + bias;
                }
            }
            Some(large) => {
                for (((score, &sum), &before), &bias) in scores.iter_mut().zip(&sums.small).zip(large).zip(self.bias) {
                    *score = (i32::from(sum) + before) as f32 * unit + bias;
                }
            }
        }
        Some(sums.known)
    }

    /// Adds what terms say, each of them once in a text. Step by step for all of them: what a step reads of one term does
    /// not wait for what it reads of another, and most of it is not in the nearest cache.
    #[inline]
    fn add(&self, keys: &[u32], seen: &mut Seen, sums: &mut Sums<'a>) {
        let mut numbers = [0; BATCH];
        for (number, &key) in numbers.iter_mut().zip(keys) {
            *number = self.hash.slot_of_number(key).unwrap_or(0);
        }
        let mut rows = [[TermRow { key: 0, packed: 0 }; 2]; BATCH];
        for (row, &number) in rows.iter_mut().zip(&numbers).take(keys.len()) {
            if let Some(found) = self.terms.get(number..).and_then(<[_]>::first_chunk) {
                *row = *found;
            }
        }
        for ((&key, &number), &[row, next]) in keys.iter().zip(&numbers).zip(&rows) {
            if row.key == key && seen.first_time(number as u32) {
                sums.add(row.rarity(), self.between(row, next));
            }
        }
    }
}

/// A row that says nothing.
static NOTHING: [u8; MOST_CLASSES] = [0; MOST_CLASSES];

/// What the terms of a text add up to, by class. The narrower a sum, the more of them a processor adds at once.
struct Sums<'a> {
    /// Dense rows that wait to be added together.
    rows: [&'a [u8]; TOGETHER],
    /// How many of these there are.
    waiting: usize,
    /// Sums of such rows.
    together: [i8; MOST_CLASSES],
    /// Sums of the last terms, at most [`FLUSH`].
    small: [i16; MOST_CLASSES],
    /// Sums of the terms before, where there are more.
    large: Option<[i32; MOST_CLASSES]>,
    /// Distinct terms that the index knows.
    known: u32,
    /// Square of the length of the text's vector.
    squares: u64,
}

impl<'a> Sums<'a> {
    const fn new() -> Self {
        Self {
            rows: [&NOTHING; TOGETHER],
            waiting: 0,
            together: [0; MOST_CLASSES],
            small: [0; MOST_CLASSES],
            large: None,
            known: 0,
            squares: 0,
        }
    }

    #[inline]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "distinct terms, at most MOST_TERMS: 2^17 times 255^2 and 2^17 times 16 fit"
    )]
    fn add(&mut self, rarity: u8, postings: Postings<'a>) {
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

    /// Adds the dense rows that wait. Two loops, of one width each, are faster than one that widens as it adds.
    fn add_rows(&mut self) {
        if self.waiting == 0 {
            return;
        }
        let [a, b, c, d, e, f, g] = self.rows;
        let rows = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f).zip(g);
        for (sum, ((((((&a, &b), &c), &d), &e), &f), &g)) in self.together.iter_mut().zip(rows) {
            *sum = [b, c, d, e, f, g].iter().fold(a, |sum, &weight| sum.wrapping_add(weight)) as i8;
        }
        for ((sum, &together), _) in self.small.iter_mut().zip(&self.together).zip(a) {
            *sum = sum.wrapping_add(i16::from(together));
        }
        self.rows = [&NOTHING; TOGETHER];
        self.waiting = 0;
    }
}

/// The largest of some scores, in eight lanes that the compiler can keep in registers.
fn largest(scores: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; 8];
    let (eights, rest) = scores.as_chunks::<8>();
    for eight in eights {
        for (lane, &score) in lanes.iter_mut().zip(eight) {
            *lane = if score > *lane { score } else { *lane };
        }
    }
    rest.iter().chain(&lanes).fold(f32::NEG_INFINITY, |most, &score| if score > most { score } else { most })
}

/// The best score among the items of other tiers than that of the item at `place`, which is not among `items` any more.
fn best_elsewhere(items: &[f32], place: usize, tiers: [u16; 4]) -> f32 {
    let mut best = f32::NEG_INFINITY;
    for pair in tiers.windows(2) {
        if let [start, end] = *pair {
            let range = usize::from(start)..usize::from(end);
            if !range.contains(&place) {
                best = best.max(items.get(range).map_or(f32::NEG_INFINITY, largest));
            }
        }
    }
    best
}

/// The items that are not taken out yet.
struct Left<'s> {
    /// Scores of the items; of those taken out, less than any score.
    scores: &'s mut [f32],
    /// The largest score of each [`BLOCK`] of them.
    blocks: [f32; MOST_CLASSES / BLOCK],
}

impl<'s> Left<'s> {
    fn of(scores: &'s mut [f32]) -> Self {
        let mut blocks = [f32::NEG_INFINITY; MOST_CLASSES / BLOCK];
        for (most, block) in blocks.iter_mut().zip(scores.chunks(BLOCK)) {
            *most = largest(block);
        }
        Self { scores, blocks }
    }

    /// Takes out the best item, the first of equal ones. `None` where none is left.
    fn take_best(&mut self) -> Option<Candidate> {
        let score = Some(largest(&self.blocks)).filter(|&score| score > f32::NEG_INFINITY)?;
        let (number, most) = self.blocks.iter_mut().enumerate().find(|(_, most)| **most == score)?;
        let block = self.scores.chunks_mut(BLOCK).nth(number)?;
        let (at, taken) = block.iter_mut().enumerate().find(|(_, taken)| **taken == score)?;
        *taken = f32::NEG_INFINITY;
        *most = largest(block);
        Some(Candidate { score, item: number.saturating_mul(BLOCK).saturating_add(at) as u16 })
    }
}
