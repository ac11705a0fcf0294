//! The items' own words: how near a text is to an item's name and duties, by the cosine of their vectors.
//!
//! It needs no learning, and finds what no matter fits. Items stand in blocks, each with an index of its own, so that sums fit
//! onto the stack however long a list is.

use crate::index::{Index, Said};
use crate::layout::LinkRow;
use crate::list::Tables;
use crate::seen::Seen;
use crate::sums::known;

/// Items in a block.
pub const BLOCK: usize = 1024;

/// What a term says about items: how much of each item's text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shares<'a> {
    /// Of each item.
    Dense(&'a [u8]),
    /// Steps from item to item, from 0 on, each with what it says there. A longer way is gone in steps of 255 with 0.
    Sparse(&'a [[u8; 2]]),
}

impl<'a> Shares<'a> {
    /// Those that stand in a file.
    #[inline]
    #[must_use]
    pub const fn of(said: Said<'a>) -> Self {
        if said.dense { Self::Dense(said.bytes) } else { Self::Sparse(said.bytes.as_chunks().0) }
    }

    /// Whether there is one for each of the items, or there are steps to some of them.
    pub(crate) fn are_sound(said: Said<'_>, items: usize) -> bool {
        match Shares::of(said) {
            Shares::Dense(shares) => shares.len() == items,
            Shares::Sparse(steps) => {
                let mut at = 0usize;
                let mut steps = steps.iter().enumerate();
                said.bytes.len().is_multiple_of(2)
                    && steps.all(|(n, &[step, _])| {
                        at = at.saturating_add(usize::from(step));
                        at < items && (step > 0 || n == 0)
                    })
            }
        }
    }

    /// That of an item.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "steps of eight bits, of which a slice holds less than 2^63")]
    pub fn share(self, item: usize) -> u8 {
        match self {
            Self::Dense(shares) => shares.get(item).copied().unwrap_or(0),
            Self::Sparse(steps) => {
                let mut at = 0;
                let mut shares = steps.iter().map(|&[step, share]| {
                    at += usize::from(step);
                    (at, share)
                });
                shares.find(|&(at, share)| at == item && share != 0).map_or(0, |(_, share)| share)
            }
        }
    }
}

/// Terms after which sums of 16 bits must be moved to 32: `255 * 256 < u16::MAX`.
const FLUSH: u32 = 256;

/// What the terms of a text add up to, by item of a block.
pub(crate) struct OwnSums<'a> {
    index: Index<'a>,
    /// Sums of the last terms, at most [`FLUSH`].
    small: [u16; BLOCK],
    /// Sums of the terms before, where there are more.
    large: Option<[u32; BLOCK]>,
    /// Distinct terms that the block knows.
    known: u32,
    seen: Seen,
}

impl<'a> OwnSums<'a> {
    /// Of no text. `None` where there is no such block, and where none of its items is ranked by its own words.
    #[inline]
    pub(crate) fn of(list: &Tables<'a>, block: usize) -> Option<Self> {
        let index = Index::of_row(list.own.get(block)?, &list.parts);
        (!index.is_empty()).then(|| Self::asking(index))
    }

    /// Of no text, by an index of at most [`BLOCK`] classes.
    #[inline]
    pub(crate) const fn asking(index: Index<'a>) -> Self {
        Self { index, small: [0; BLOCK], large: None, known: 0, seen: Seen::new() }
    }

    /// Adds what a batch of terms says.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "distinct terms, at most MOST_TERMS, below 2^18: this times 255 fits"
    )]
    pub(crate) fn add(&mut self, keys: &[u32]) {
        let Self { index, small, large, known: count, seen } = self;
        known(index, keys, seen, |_, _, said| {
            *count += 1;
            match Shares::of(said) {
                Shares::Dense(shares) => {
                    for (sum, &share) in small.iter_mut().zip(shares) {
                        *sum = sum.wrapping_add(u16::from(share));
                    }
                }
                Shares::Sparse(steps) => {
                    let mut item = 0;
                    for &[step, share] in steps {
                        item += usize::from(step);
                        // Always in range: the remainder costs less than a comparison.
                        if let Some(sum) = small.get_mut(item % BLOCK) {
                            *sum = sum.wrapping_add(u16::from(share));
                        }
                    }
                }
            }
            if count.is_multiple_of(FLUSH) {
                let large = large.get_or_insert([0; BLOCK]);
                for (large, small) in large.iter_mut().zip(small.iter_mut()) {
                    *large += u32::from(*small);
                    *small = 0;
                }
            }
        });
    }

    /// Calls `each` with the cosine of the text with each class, of which there are so many. `length` is that of the text's vector.
    pub(crate) fn cosines(&self, length: f32, classes: usize, mut each: impl FnMut(usize, f32)) {
        let unit = 1.0 / (self.index.scale * length);
        for (at, &sum) in self.small.iter().enumerate().take(classes) {
            let before = self.large.as_ref().and_then(|large| large.get(at)).copied().unwrap_or(0);
            each(at, u32::from(sum).saturating_add(before) as f32 * unit);
        }
    }

    /// Adds to the score of each item how near the text is to its own words: the cosine, times the weight of these words. `length` is
    /// that of the text's vector.
    pub(crate) fn add_cosines(&self, links: &[LinkRow], length: f32, scores: &mut [f32]) {
        // A sum times this is the cosine, times 64.
        let unit = 1.0 / (self.index.scale * length * 64.0);
        let items = scores.iter_mut().zip(links).zip(&self.small);
        match &self.large {
            None => items.for_each(|((score, link), &sum)| {
                *score += f32::from(sum) * unit * f32::from(link.own_weight.get());
            }),
            Some(large) => items.zip(large).for_each(|(((score, link), &sum), &before)| {
                let sum = u32::from(sum).saturating_add(before);
                *score += sum as f32 * unit * f32::from(link.own_weight.get());
            }),
        }
    }
}
