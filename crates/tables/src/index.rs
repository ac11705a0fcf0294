//! The search index: which terms a text has, and what each term says for and against each class.
//!
//! A term is a single Chinese character or a pair of neighbours (two Chinese characters, or two letters or digits).
//! A class is an item of the list, or a matter outside it; items come first. Each term carries a weight for the classes
//! that it speaks about, of sixteen steps either way. A text's score for a class is the sum over its distinct terms,
//! divided by the length of the vector of these terms. Sums are of integers, so that every machine and every order gives
//! the same score.

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

/// Dense rows after which sums of 8 bits must be moved to 16: `16 * 7 < i8::MAX`.
const FLUSH_DENSE: usize = (i8::MAX / MOST_WEIGHT) as usize;

/// Terms after which sums of 16 bits must be moved to 32: `16 * 1024 < i16::MAX`.
const FLUSH: u32 = 1024;

/// Terms that are looked up together.
const BATCH: usize = 64;

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

/// A lead over the other items beyond this tells no more.
const MOST_LEAD: f32 = 2.0;

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

/// The terms of a text, from left to right; at the same end the single character comes first.
#[inline]
pub fn terms(text: &str) -> impl Iterator<Item = Term> + '_ {
    let mut before: Option<(usize, u32, bool)> = None;
    folded(text).flat_map(move |(range, c)| {
        let unit = u16::try_from(u32::from(c)).map_or(0, u32::from);
        let han = is_han(c);
        let counts = han || c.is_ascii_alphanumeric();
        let single = han.then_some(Term { key: unit, start: range.start, end: range.end });
        let pair = before.filter(|&(_, _, before_han)| counts && before_han == han).map(|(start, first, _)| Term {
            key: first << 16 | unit,
            start,
            end: range.end,
        });
        before = counts.then_some((range.start, unit, han));
        single.into_iter().chain(pair)
    })
}

/// Items that a ranking holds at the most.
pub const MOST_RANKED: usize = 16;

/// What the nearest matter outside the list scores at least: where no such matter is near, the margin counts from here.
const LEAST_OUTSIDE: f32 = -1.0;

/// How much what lies outside the list in general counts beside the nearest matter outside it. Chosen on `own.jsonl`.
const GENERAL: f32 = 0.5;

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
    /// Distinct terms of the text that the index knows.
    pub known: u32,
}

impl Ranking {
    /// The four facts from which the probability of a candidate is made.
    #[must_use]
    pub fn facts(&self, candidate: Candidate) -> [f32; 4] {
        let [first, second, ..] = self.best;
        let rival = if candidate.item == first.item { second.score } else { first.score };
        let lead = (candidate.score - rival).clamp(-MOST_LEAD, MOST_LEAD);
        [candidate.score, candidate.score - self.outside, lead, libm::logf(self.known as f32)]
    }
}

/// What the terms of a text add up to, by class. The narrower a sum, the more of them a processor adds at once.
struct Sums {
    /// Sums of the last dense rows, at most [`FLUSH_DENSE`].
    dense: [i8; MOST_CLASSES],
    /// Dense rows that are in these sums.
    rows: usize,
    /// Sums of the last terms, at most [`FLUSH`].
    small: [i16; MOST_CLASSES],
    /// Sums of the terms before, where there are more.
    large: Option<[i32; MOST_CLASSES]>,
    /// Distinct terms that the index knows.
    known: u32,
    /// Square of the length of the text's vector.
    squares: u64,
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

    #[inline]
    fn between(&self, row: TermRow, next: TermRow) -> Postings<'a> {
        let bytes = self.postings.get(row.start()..next.start()).unwrap_or(&[]);
        if row.dense() { Postings::Dense(bytes) } else { Postings::Sparse(bytes.as_chunks().0) }
    }

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
        let mut ranking =
            Ranking { best: [Candidate::NONE; MOST_RANKED], other_tier: f32::NEG_INFINITY, outside, known };
        for (n, slot) in ranking.best.iter_mut().take(top.max(2)).enumerate() {
            let score = largest(items);
            let Some(place) = items.iter().position(|&s| s == score).filter(|_| score > f32::NEG_INFINITY) else {
                break;
            };
            *slot = Candidate { score, item: place as u16 };
            if n == 0 {
                ranking.other_tier = best_elsewhere(items, place, tiers);
            }
            if let Some(taken) = items.get_mut(place) {
                *taken = f32::NEG_INFINITY;
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
    pub fn scores(&self, text: &str, scores: &mut [f32; MOST_CLASSES]) -> Option<u32> {
        let mut sums = Sums::new();
        let mut seen = Seen::new();
        let mut batch = [0; BATCH];
        let mut waiting = 0;
        terms(text).for_each(|term| {
            if let Some(slot) = batch.get_mut(waiting) {
                *slot = term.key;
                waiting += 1;
            }
            if waiting == BATCH {
                self.add(&batch, &mut seen, &mut sums);
                waiting = 0;
            }
        });
        self.add(batch.get(..waiting).unwrap_or(&[]), &mut seen, &mut sums);
        if sums.known == 0 {
            return None;
        }
        sums.widen_dense();
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
    fn add(&self, keys: &[u32], seen: &mut Seen, sums: &mut Sums) {
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

impl Sums {
    const fn new() -> Self {
        let (dense, small) = ([0; MOST_CLASSES], [0; MOST_CLASSES]);
        Self { dense, rows: 0, small, large: None, known: 0, squares: 0 }
    }

    #[inline]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "distinct terms, at most MOST_TERMS: 2^17 times 255^2 and 2^17 times 16 fit"
    )]
    fn add(&mut self, rarity: u8, postings: Postings<'_>) {
        self.squares += u64::from(rarity) * u64::from(rarity);
        self.known += 1;
        match postings {
            Postings::Dense(weights) => {
                for (sum, &weight) in self.dense.iter_mut().zip(weights) {
                    *sum = sum.wrapping_add(weight as i8);
                }
                self.rows += 1;
                if self.rows == FLUSH_DENSE {
                    self.widen_dense();
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
            self.widen_dense();
            let large = self.large.get_or_insert([0; MOST_CLASSES]);
            for (large, small) in large.iter_mut().zip(&mut self.small) {
                *large += i32::from(*small);
                *small = 0;
            }
        }
    }

    /// Moves the sums of dense rows to those of 16 bits.
    fn widen_dense(&mut self) {
        for (small, dense) in self.small.iter_mut().zip(&mut self.dense) {
            *small = small.wrapping_add(i16::from(*dense));
            *dense = 0;
        }
        self.rows = 0;
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

/// The best score among the items of other tiers than that of the item at `place`.
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

/// The terms of a text that were met already: a small table for short texts, a bit for each term beyond.
struct Seen {
    table: [u32; Self::SLOTS],
    entries: usize,
    bits: Option<[u64; MOST_TERMS / 64]>,
}

impl Seen {
    const SLOTS: usize = 512;

    const fn new() -> Self {
        Self { table: [u32::MAX; Self::SLOTS], entries: 0, bits: None }
    }

    /// Whether a term is met for the first time.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "both are counted up to the table's slots at the most")]
    fn first_time(&mut self, term: u32) -> bool {
        if let Some(bits) = &mut self.bits {
            return Self::set(bits, term);
        }
        let mut slot = (term.wrapping_mul(0x9E37_79B1) >> 16) as usize;
        loop {
            slot %= Self::SLOTS;
            match self.table.get_mut(slot) {
                Some(entry) if *entry == u32::MAX => {
                    *entry = term;
                    break;
                }
                Some(entry) if *entry == term => return false,
                _ => slot += 1,
            }
        }
        self.entries += 1;
        if self.entries > Self::SLOTS / 2 {
            let mut bits = [0; MOST_TERMS / 64];
            for &entry in self.table.iter().filter(|&&entry| entry != u32::MAX) {
                Self::set(&mut bits, entry);
            }
            self.bits = Some(bits);
        }
        true
    }

    fn set(bits: &mut [u64; MOST_TERMS / 64], term: u32) -> bool {
        let bit = 1 << (term % 64);
        bits.get_mut(term as usize / 64).is_some_and(|word| {
            let first = *word & bit == 0;
            *word |= bit;
            first
        })
    }
}
