//! The items' own words: how near a text is to an item's name and duties, by the cosine of their vectors.
//!
//! It needs no learning, and finds what no matter fits. Items stand in blocks, each with an index of its own, so that sums fit
//! onto the stack however long a list is.

use crate::index::{Index, Postings};
use crate::seen::Seen;
use crate::sums::known;

/// Items in a block.
pub const BLOCK: usize = 1024;

/// Terms after which sums of 16 bits must be moved to 32: `255 * 256 < u16::MAX`.
const FLUSH: u32 = 256;

/// What the terms of a text add up to, by item of a block.
pub(crate) struct OwnSums {
    /// Sums of the last terms, at most [`FLUSH`].
    small: [u16; BLOCK],
    /// Sums of the terms before, where there are more.
    large: Option<[u32; BLOCK]>,
    /// Distinct terms that the block knows.
    known: u32,
    seen: Seen,
}

impl OwnSums {
    pub(crate) const fn new() -> Self {
        Self { small: [0; BLOCK], large: None, known: 0, seen: Seen::new() }
    }

    /// Adds what a batch of terms says.
    #[expect(clippy::arithmetic_side_effects, reason = "distinct terms, at most MOST_TERMS: 2^17 times 255 fits")]
    pub(crate) fn add(&mut self, index: &Index<'_>, keys: &[u32]) {
        let Self { small, large, known: count, seen } = self;
        known(index, keys, seen, |_, postings| {
            *count += 1;
            match postings {
                Postings::Dense(weights) => {
                    for (sum, &weight) in small.iter_mut().zip(weights) {
                        *sum = sum.wrapping_add(u16::from(weight));
                    }
                }
                Postings::Sparse(steps) => {
                    let mut item = 0;
                    for &[step, weight] in steps {
                        item += usize::from(step);
                        // Always in range: the remainder costs less than a comparison.
                        if let Some(sum) = small.get_mut(item % BLOCK) {
                            *sum = sum.wrapping_add(u16::from(weight));
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

    /// The sums, where all stand in these.
    #[inline]
    pub(crate) fn small(&self) -> &[u16; BLOCK] {
        &self.small
    }

    /// Sums beside those, if there are any.
    #[inline]
    pub(crate) fn large(&self) -> Option<&[u32; BLOCK]> {
        self.large.as_ref()
    }

    /// The sum of an item of the block.
    #[inline]
    pub(crate) fn of(&self, item: usize) -> u32 {
        let before = self.large.as_ref().and_then(|large| large.get(item)).copied().unwrap_or(0);
        self.small.get(item).map_or(0, |&sum| u32::from(sum)).saturating_add(before)
    }
}
