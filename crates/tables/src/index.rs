//! The search index: which terms a text has, and what each term says for and against each class.
//!
//! A term is a single Chinese character or a pair of neighbours (two Chinese characters, or two letters or digits).
//! A class is an item of the list, or a matter outside it; items come first. Each term carries a weight of eight bits for
//! the classes that it speaks about. A text's score for a class is the sum over its distinct terms, divided by the length
//! of the vector of these terms. Sums are of integers, so that every machine and every order gives the same score.

use crate::fold::{folded, is_han};
use crate::hash::PerfectHash;

/// Classes that an index may have: items and outside matters together.
pub const MOST_CLASSES: usize = 1024;

/// Terms that an index may have.
pub const MOST_TERMS: usize = 1 << 17;

/// Terms after which sums of 16 bits must be moved to 32: `127 * 256 < i16::MAX`.
const FLUSH: u32 = 256;

/// The compiled index.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    /// Items; the classes from here on are outside matters, and the last is what lies outside in general.
    pub items: u16,
    /// All classes; dense rows have this many weights.
    pub classes: u16,
    /// Page of [`Index::singles`] for each high byte of a character.
    pub pages: &'a [u8],
    /// In pages of 256: one more than the term of a character, 0 for none.
    pub singles: &'a [u16],
    /// Terms that are single characters; pairs follow them.
    pub single_terms: u32,
    /// Gives each pair its slot.
    pub hash: PerfectHash<'a>,
    /// Pairs by slot: the first character in the high half.
    pub pairs: &'a [u32],
    /// Of each term, packed by [`TermRow::pack`], and one more: a term's sparse weights end where the next one's begin.
    pub rows: &'a [u32],
    /// Of each single character: one more than the number of its row in [`Index::dense`], 0 for none.
    pub dense_of: &'a [u16],
    /// Classes of sparse weights.
    pub classes_of: &'a [u16],
    /// Sparse weights.
    pub weights: &'a [i8],
    /// Rows of weights for terms that speak about many classes.
    pub dense: &'a [i8],
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

/// What the index holds of a term, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermRow {
    /// First of its sparse weights: 24 bits.
    pub start: u32,
    /// Its share in the length of a text's vector: the rarer, the larger.
    pub rarity: u8,
}

impl TermRow {
    /// The word that holds the row.
    #[must_use]
    pub const fn pack(self) -> u32 {
        self.start << 8 | self.rarity as u32
    }

    /// The row that a word holds.
    #[inline]
    #[must_use]
    pub const fn unpack(word: u32) -> Self {
        Self { start: word >> 8, rarity: word as u8 }
    }
}

/// A term in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its key: the character, or the pair.
    pub key: TermKey,
    /// First byte in the text.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKey {
    /// A Chinese character.
    Single(u16),
    /// Two neighbours, the first in the high half.
    Pair(u32),
}

/// The terms of a text, from left to right; at the same end the single character comes first.
pub fn terms(text: &str) -> impl Iterator<Item = Term> + '_ {
    let mut before: Option<(usize, u16, bool)> = None;
    folded(text).flat_map(move |(range, c)| {
        let unit = u16::try_from(u32::from(c)).unwrap_or(0);
        let han = is_han(c);
        let counts = han || c.is_ascii_alphanumeric();
        let single = han.then_some(Term { key: TermKey::Single(unit), start: range.start, end: range.end });
        let pair = before.filter(|&(_, _, before_han)| counts && before_han == han).map(|(start, first, _)| Term {
            key: TermKey::Pair(u32::from(first) << 16 | u32::from(unit)),
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

/// What the terms of a text add up to, by class.
struct Sums {
    /// Sums of the last terms, at most [`FLUSH`].
    small: [i16; MOST_CLASSES],
    /// Sums of the terms before, where there are more.
    large: Option<[i32; MOST_CLASSES]>,
    /// Distinct terms that the index knows.
    known: u32,
    /// Square of the length of the text's vector.
    squares: u64,
}

impl Index<'_> {
    /// The number of a term, or `None` where the index does not know it.
    #[inline]
    #[must_use]
    pub fn term(&self, key: TermKey) -> Option<usize> {
        match key {
            TermKey::Single(unit) => {
                let page = usize::from(*self.pages.get(usize::from(unit >> 8))?);
                let number = *self.singles.get(page << 8 | usize::from(unit & 0xFF))?;
                usize::from(number).checked_sub(1)
            }
            TermKey::Pair(pair) => {
                let slot = self.hash.slot_of_number(pair)?;
                (*self.pairs.get(slot)? == pair).then_some(self.single_terms as usize + slot)
            }
        }
    }

    /// The weight of a term for a class.
    #[must_use]
    pub fn weight(&self, term: usize, class: usize) -> i8 {
        match self.row(term).1 {
            Weights::Dense(weights) => weights.get(class).copied().unwrap_or(0),
            Weights::Sparse(classes, weights) => {
                classes.iter().zip(weights).find(|&(&of, _)| usize::from(of) == class).map_or(0, |(_, &weight)| weight)
            }
        }
    }

    /// How many terms the index knows.
    #[must_use]
    pub fn terms(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    #[inline]
    fn row(&self, term: usize) -> (u8, Weights<'_>) {
        let at = |term: usize| TermRow::unpack(self.rows.get(term).copied().unwrap_or(0));
        let TermRow { start, rarity } = at(term);
        if let Some(number) = self.dense_of.get(term).and_then(|&number| usize::from(number).checked_sub(1)) {
            let width = usize::from(self.classes);
            let dense = number.checked_mul(width).and_then(|from| self.dense.get(from..from + width));
            return (rarity, Weights::Dense(dense.unwrap_or(&[])));
        }
        let run = start as usize..at(term + 1).start as usize;
        let sparse = self.classes_of.get(run.clone()).zip(self.weights.get(run));
        let (classes, weights) = sparse.unwrap_or((&[], &[]));
        (rarity, Weights::Sparse(classes, weights))
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

    /// The score of each class for a text, items first; returns how many distinct terms of the text the index knows. `None` where the index knows no term of the text.
    pub fn scores(&self, text: &str, scores: &mut [f32; MOST_CLASSES]) -> Option<u32> {
        let mut sums = Sums { small: [0; MOST_CLASSES], large: None, known: 0, squares: 0 };
        let mut seen = Seen::new();
        for term in terms(text) {
            if let Some(number) = self.term(term.key).filter(|&number| seen.first_time(number as u32)) {
                self.add(number, &mut sums);
            }
        }
        if sums.known == 0 {
            return None;
        }
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

    #[inline]
    fn add(&self, term: usize, sums: &mut Sums) {
        let (rarity, weights) = self.row(term);
        sums.squares += u64::from(rarity) * u64::from(rarity);
        sums.known += 1;
        match weights {
            Weights::Dense(weights) => {
                for (sum, &weight) in sums.small.iter_mut().zip(weights) {
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
            Weights::Sparse(classes, weights) => {
                for (&class, &weight) in classes.iter().zip(weights) {
                    if let Some(sum) = sums.small.get_mut(usize::from(class)) {
                        *sum = sum.wrapping_add(i16::from(weight));
                    }
                }
            }
        }
        if sums.known.is_multiple_of(FLUSH) {
            let large = sums.large.get_or_insert([0; MOST_CLASSES]);
            for (large, small) in large.iter_mut().zip(&mut sums.small) {
                *large += i32::from(*small);
                *small = 0;
            }
        }
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

enum Weights<'a> {
    Dense(&'a [i8]),
    Sparse(&'a [u16], &'a [i8]),
}
