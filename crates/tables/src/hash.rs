//! Perfect hashing of keys: the displacement scheme of the phf family over a hash of our own.
//!
//! `phf::Map` hashes with SipHash, which costs more than everything else in a look-up of a short Chinese key
//! (DESIGN.md, "Exact look-up"). The scheme itself, and the generator that solves it, are those of `phf_shared` and
//! `phf_generator`; only the hash is replaced by multiplications of 64 bits, which give the same value on every machine,
//! and the two divisions by constants that the compiler cannot know are replaced by multiplications as well.

use crate::layout::{Displacement, HashRow};
use crate::row::U32;

/// The three words that the displacement scheme asks of a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Words {
    /// Chooses the bucket.
    pub g: u32,
    /// Multiplied by the bucket's first displacement.
    pub f1: u32,
    /// Added to the bucket's second displacement.
    pub f2: u32,
}

/// What of a text its hash reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Four words, at the ends and between, whatever its length: tells the names of most lists apart.
    Sampled,
    /// All of it, for sets of keys that the sample does not tell apart.
    Whole,
}

/// A perfect hash over a set of keys: each has a slot of its own.
#[derive(Debug, Clone, Copy)]
pub struct PerfectHash<'a> {
    seed: u64,
    reading: Reading,
    displacements: &'a [Displacement],
    buckets: Remainder,
    slots: Remainder,
}

/// A bucket's displacements in one word, `None` where they do not fit.
#[must_use]
pub const fn packed(d1: u32, d2: u32) -> Option<Displacement> {
    if d1 >> 8 == 0 && d2 >> 24 == 0 { Some(U32::new(d1 << 24 | d2)) } else { None }
}

impl<'a> PerfectHash<'a> {
    /// A hash of no keys.
    pub const EMPTY: Self = Self::new(0, Reading::Sampled, &[], 0);

    /// A solved hash with as many slots as keys.
    #[must_use]
    pub const fn new(seed: u64, reading: Reading, displacements: &'a [Displacement], slots: usize) -> Self {
        let buckets = Remainder::by(displacements.len() as u32);
        Self { seed, reading, displacements, buckets, slots: Remainder::by(slots as u32) }
    }

    /// The hash that a row of a file describes.
    #[must_use]
    pub fn of_row(row: &HashRow, displacements: &'a [Displacement]) -> Self {
        let reading = if row.reading == 0 { Reading::Sampled } else { Reading::Whole };
        Self::new(row.seed.get(), reading, row.displacements.of(displacements), row.slots.get() as usize)
    }

    /// How many slots there are.
    #[must_use]
    pub const fn slots(&self) -> usize {
        self.slots.divisor as usize
    }

    /// The slot of a text, `None` only for an empty table. A text that is no key has the slot of some key.
    #[inline]
    #[must_use]
    pub fn slot_of_text(&self, key: &[u8]) -> Option<usize> {
        self.slot(of_text(key, self.reading, self.seed))
    }

    /// The slot of a number, as [`PerfectHash::slot_of_text`].
    #[inline]
    #[must_use]
    pub fn slot_of_number(&self, key: u32) -> Option<usize> {
        self.slot(of_number(u64::from(key), self.seed))
    }

    #[inline]
    fn slot(&self, words: Words) -> Option<usize> {
        let packed = self.displacements.get(self.buckets.of(words.g) as usize)?.get();
        let (d1, d2) = (packed >> 24, packed & 0xFF_FFFF);
        Some(self.slots.of(phf_shared::displace(words.f1, words.f2, d1, d2)) as usize)
    }
}

/// The remainder by a divisor that is known when tables are made, in two multiplications (Lemire, Kaser, Kurz: "Faster
/// remainder by direct computation", 2019).
#[derive(Debug, Clone, Copy)]
struct Remainder {
    divisor: u32,
    inverse: u64,
}

impl Remainder {
    const fn by(divisor: u32) -> Self {
        let inverse = match u64::MAX.checked_div(divisor as u64) {
            Some(quotient) => quotient.wrapping_add(1),
            None => 0,
        };
        Self { divisor, inverse }
    }

    /// 0 for the divisor 0.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "64 bits times 32 fit into 128")]
    const fn of(self, number: u32) -> u32 {
        let fraction = self.inverse.wrapping_mul(number as u64);
        ((fraction as u128 * self.divisor as u128) >> 64) as u32
    }
}

const K0: u64 = 0x9E37_79B9_7F4A_7C15;
const K1: u64 = 0xD6E8_FEB8_6659_FD93;

#[inline]
const fn fold_multiply(a: u64, b: u64) -> u64 {
    let wide = (a as u128).wrapping_mul(b as u128);
    (wide as u64) ^ ((wide >> 64) as u64)
}

#[inline]
const fn finish(state: u64) -> Words {
    let wide = (state as u128).wrapping_mul(K0 as u128);
    let (low, high) = (wide as u64, (wide >> 64) as u64);
    Words { g: (low >> 32) as u32 ^ high as u32, f1: high as u32, f2: (high >> 32) as u32 ^ low as u32 }
}

/// The hash of a text.
#[inline]
#[must_use]
pub fn of_text(key: &[u8], reading: Reading, seed: u64) -> Words {
    let length = (key.len() as u64).wrapping_mul(K1);
    if reading == Reading::Whole {
        return of_whole(key, length ^ seed);
    }
    let Some(last) = key.len().checked_sub(8) else {
        return finish(fold_multiply(short(key) ^ seed ^ K0, length ^ K1));
    };
    let third = last / 3;
    let ends = fold_multiply(word(key, 0) ^ seed ^ K0, word(key, last) ^ length);
    #[expect(clippy::arithmetic_side_effects, reason = "a third is not more than the whole")]
    let between = fold_multiply(word(key, third) ^ seed ^ K1, word(key, last - third) ^ K0);
    finish(ends ^ between.rotate_left(32))
}

#[cold]
fn of_whole(key: &[u8], seed: u64) -> Words {
    finish(key.chunks(7).fold(seed, |state, chunk| fold_multiply(short(chunk) ^ state ^ K0, state ^ K1)))
}

#[inline]
fn word(key: &[u8], at: usize) -> u64 {
    key.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// A key of less than eight bytes.
#[inline]
fn short(key: &[u8]) -> u64 {
    key.iter().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

/// The hash of a number.
#[inline]
#[must_use]
pub const fn of_number(key: u64, seed: u64) -> Words {
    finish(fold_multiply(key ^ seed ^ K0, K1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_is_that_of_a_division() {
        for divisor in (1..2000).chain([4093, 65_535, 65_536, 90_001, u32::MAX / 2, u32::MAX]) {
            let remainder = Remainder::by(divisor);
            for number in [0, 1, divisor - 1, divisor, divisor.wrapping_mul(7), 0x9E37_79B9, u32::MAX - 1, u32::MAX] {
                assert_eq!(remainder.of(number), number % divisor, "{number} by {divisor}");
            }
        }
        assert_eq!(Remainder::by(0).of(7), 0);
    }

    #[test]
    fn texts_of_every_length_have_hashes_of_their_own() {
        let text = [b'a'; 100];
        for one in 0..100 {
            for other in 0..one {
                for reading in [Reading::Sampled, Reading::Whole] {
                    let [one_of, other_of] = [one, other].map(|length| of_text(&text[..length], reading, 1));
                    assert_ne!(one_of, other_of, "{reading:?}: {one} and {other} bytes");
                }
            }
        }
    }
}
