//! The search index: which terms a text has, and what each term says for and against each class.
//!
//! A term is a single Chinese character or a pair of neighbours (two Chinese characters, or two letters or digits).
//! A class is an item of the list, or a matter outside it; items come first. Each term carries a weight of eight bits for
//! the classes that it speaks about. A text's score for a class is the sum over its distinct terms, divided by the length
//! of the vector of these terms. Sums are of integers, so that every machine and every order gives the same score.

use crate::fold::{folded, is_han};
use crate::hash;
use crate::layout::Displacement;

/// Classes that an index may have: items and outside matters together.
pub const MOST_CLASSES: usize = 1024;

/// Terms that an index may have.
pub const MOST_TERMS: usize = 1 << 17;

/// Terms after which sums of 16 bits must be moved to 32: `127 * 256 < i16::MAX`.
const FLUSH: u32 = 256;

/// The compiled index.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    /// Items; the classes from here on are outside matters.
    pub items: u16,
    /// All classes; dense rows have this many weights.
    pub classes: u16,
    /// Page of [`Index::singles`] for each high byte of a character.
    pub pages: &'a [u8],
    /// In pages of 256: one more than the term of a character, 0 for none.
    pub singles: &'a [u16],
    /// Terms that are single characters; pairs follow them.
    pub single_terms: u32,
    /// Seed of the hash of pairs.
    pub seed: u64,
    /// Of each bucket of pairs.
    pub displacements: &'a [Displacement],
    /// Pairs by slot: the first character in the high half.
    pub pairs: &'a [u32],
    /// What is known of each term, packed by [`TermRow::pack`].
    pub rows: &'a [u64],
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

/// A probability from three facts about a candidate. Fitted on words that the index had not seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logistic {
    /// With all three at 0.
    pub constant: f32,
    /// For the candidate's own score.
    pub score: f32,
    /// For its score over that of the nearest matter outside the list.
    pub over_outside: f32,
    /// For its score over that of the best other item.
    pub over_rival: f32,
}

impl Logistic {
    /// The probability.
    #[must_use]
    pub fn of(&self, [score, over_outside, over_rival]: [f32; 3]) -> f32 {
        let sum = self.constant + self.score * score + self.over_outside * over_outside + self.over_rival * over_rival;
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// A lead over the other items beyond this tells no more.
const MOST_LEAD: f32 = 2.0;

/// What the index holds of a term, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermRow {
    /// First of its sparse weights, or the number of its dense row.
    pub start: u32,
    /// How many sparse weights it has, or [`TermRow::DENSE`].
    pub len: u16,
    /// Its share in the length of a text's vector: the rarer, the larger.
    pub rarity: u8,
}

impl TermRow {
    /// In place of a number of sparse weights: the weights are a dense row.
    pub const DENSE: u16 = u16::MAX;

    /// The word that holds the row.
    #[must_use]
    pub const fn pack(self) -> u64 {
        self.start as u64 | (self.len as u64) << 32 | (self.rarity as u64) << 48
    }

    /// The row that a word holds.
    #[inline]
    #[must_use]
    pub const fn unpack(word: u64) -> Self {
        Self { start: word as u32, len: (word >> 32) as u16, rarity: (word >> 48) as u8 }
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

/// An item and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Score; comparable within a text.
    pub score: f32,
    /// Index of the item; `u16::MAX` where there is none.
    pub item: u16,
}

/// What an index says to a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// The best items, by score and then by place in the list.
    pub best: [Candidate; MOST_RANKED],
    /// The score of the nearest matter outside the list.
    pub outside: f32,
}

impl Ranking {
    /// The three facts from which the probability of a candidate is made.
    #[must_use]
    pub fn facts(&self, candidate: Candidate) -> [f32; 3] {
        let [first, second, ..] = self.best;
        let rival = if candidate.item == first.item { second.score } else { first.score };
        let lead = (candidate.score - rival).clamp(-MOST_LEAD, MOST_LEAD);
        [candidate.score, candidate.score - self.outside, lead]
    }
}

/// The sums of a text, by class.
#[derive(Debug, Clone)]
pub struct Sums {
    small: [i16; MOST_CLASSES],
    large: [i32; MOST_CLASSES],
    flushed: bool,
    /// Distinct terms that the index knows.
    pub known: u32,
    /// Terms that it does not know, with repetitions.
    pub unknown: u32,
    /// Square of the length of the text's vector.
    pub squares: u64,
}

impl Sums {
    /// The sum of a class.
    #[inline]
    #[must_use]
    pub fn of(&self, class: usize) -> i32 {
        let small = self.small.get(class).copied().unwrap_or(0);
        let large = if self.flushed { self.large.get(class).copied().unwrap_or(0) } else { 0 };
        large + i32::from(small)
    }
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
                let words = hash::of_number(u64::from(pair), self.seed);
                let slot = hash::slot(words, self.displacements, self.pairs.len())?;
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

    #[inline]
    fn row(&self, term: usize) -> (TermRow, Weights<'_>) {
        let row = TermRow::unpack(self.rows.get(term).copied().unwrap_or(0));
        let start = row.start as usize;
        if row.len == TermRow::DENSE {
            let width = usize::from(self.classes);
            let dense = start.checked_mul(width).and_then(|from| self.dense.get(from..from + width));
            return (row, Weights::Dense(dense.unwrap_or(&[])));
        }
        let run = start..start + usize::from(row.len);
        let sparse = self.classes_of.get(run.clone()).zip(self.weights.get(run));
        let (classes, weights) = sparse.unwrap_or((&[], &[]));
        (row, Weights::Sparse(classes, weights))
    }

    /// Ranks the items for a text. `None` where the index knows no term of it.
    #[must_use]
    pub fn rank(&self, text: &str) -> Option<Ranking> {
        let sums = self.sums(text);
        if sums.known == 0 {
            return None;
        }
        let unit = 1.0 / (self.scale * libm::sqrtf(sums.squares as f32));
        let score = |class: usize| sums.of(class) as f32 * unit + self.bias.get(class).copied().unwrap_or(0.0);
        let items = usize::from(self.items);
        let outside = (items..usize::from(self.classes)).map(score).fold(LEAST_OUTSIDE, f32::max);
        let mut best = [Candidate { score: f32::NEG_INFINITY, item: u16::MAX }; MOST_RANKED];
        for item in 0..items {
            insert(&mut best, Candidate { score: score(item), item: item as u16 });
        }
        Some(Ranking { best, outside })
    }

    /// Adds up the weights of the distinct terms of `text`.
    #[must_use]
    pub fn sums(&self, text: &str) -> Sums {
        let mut sums = Sums {
            small: [0; MOST_CLASSES],
            large: [0; MOST_CLASSES],
            flushed: false,
            known: 0,
            unknown: 0,
            squares: 0,
        };
        let mut seen = [0u64; MOST_TERMS / 64];
        for term in terms(text) {
            let Some(number) = self.term(term.key) else {
                sums.unknown += 1;
                continue;
            };
            let Some(word) = seen.get_mut(number / 64) else { continue };
            let bit = 1 << (number % 64);
            if *word & bit != 0 {
                continue;
            }
            *word |= bit;
            self.add(number, &mut sums);
        }
        sums
    }

    #[inline]
    fn add(&self, term: usize, sums: &mut Sums) {
        let (row, weights) = self.row(term);
        sums.squares += u64::from(row.rarity) * u64::from(row.rarity);
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
        if sums.known % FLUSH == 0 {
            for (large, small) in sums.large.iter_mut().zip(&mut sums.small) {
                *large += i32::from(*small);
                *small = 0;
            }
            sums.flushed = true;
        }
    }
}

/// Keeps the best candidates, by score and then by place in the list.
#[inline]
fn insert(best: &mut [Candidate; MOST_RANKED], candidate: Candidate) {
    let [.., last] = best;
    if candidate.score <= last.score {
        return;
    }
    let mut entering = candidate;
    for slot in best {
        // Candidates come in the order of the list, so an equal score stays behind those before it.
        if entering.score > slot.score {
            core::mem::swap(slot, &mut entering);
        }
    }
}

enum Weights<'a> {
    Dense(&'a [i8]),
    Sparse(&'a [u16], &'a [i8]),
}
