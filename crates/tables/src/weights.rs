//! What a term says for and against matters: a weight for each of them, or for some.
//!
//! They are most of the matters file, and adding them up most of an answer's time: what a term says of few matters takes 16 bits for each of
//! these, what it says of many takes 4 bits for each matter that there is.

use crate::index::Said;

/// The largest weight for a matter.
pub const MOST_WEIGHT: i8 = 15;

/// The largest weight against a matter.
pub const LEAST_WEIGHT: i8 = -16;

/// The weights that a dense row has room for.
pub const DENSE_WEIGHTS: core::ops::RangeInclusive<i8> = -8..=7;

/// What is added to a weight in a dense row, so that it has no sign.
pub const MIDDLE: u8 = 8;

/// Bytes of a chunk of a dense row. It holds twice as many classes.
pub const CHUNK: usize = 16;

/// Bits of a class; those above are the weight.
const CLASS_BITS: u32 = 11;

/// What a term says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights<'a> {
    /// Of every class, in chunks of twice [`CHUNK`]: a byte holds the weight of a class in its lower half, and in its upper half that of the
    /// class [`CHUNK`] further on, each with [`MIDDLE`] added.
    Dense(&'a [[u8; CHUNK]]),
    /// Of some classes, in their order: [`sparse`].
    Sparse(&'a [[u8; 2]]),
}

/// The weight of a class as it stands in a sparse row: the class in the lower 11 bits, the weight above them.
#[must_use]
pub const fn sparse(class: u16, weight: i8) -> [u8; 2] {
    ((weight as u16) << CLASS_BITS | class).to_le_bytes()
}

/// The class, below [`crate::sums::MOST_CLASSES`], and its weight.
#[inline]
#[must_use]
pub const fn class_and_weight(sparse: [u8; 2]) -> (usize, i16) {
    let both = u16::from_le_bytes(sparse);
    ((both & ((1 << CLASS_BITS) - 1)) as usize, both as i16 >> CLASS_BITS)
}

impl<'a> Weights<'a> {
    /// Those that stand in a file.
    #[inline]
    #[must_use]
    pub const fn of(said: Said<'a>) -> Self {
        if said.dense { Self::Dense(said.bytes.as_chunks().0) } else { Self::Sparse(said.bytes.as_chunks().0) }
    }

    /// Whether there is a weight for each of the classes and none behind them, or for some of them in their order.
    pub(crate) fn are_sound(said: Said<'_>, classes: usize) -> bool {
        match Weights::of(said) {
            Weights::Dense(chunks) => {
                let len = classes.div_ceil(2 * CHUNK);
                let behind = classes..len.saturating_mul(2 * CHUNK);
                said.bytes.len() == len.saturating_mul(CHUNK)
                    && chunks.len() == len
                    && behind.into_iter().all(|class| Weights::Dense(chunks).weight(class) == 0)
            }
            Weights::Sparse(weights) => {
                said.bytes.len().is_multiple_of(2)
                    && weights.is_sorted_by(|&a, &b| class_and_weight(a).0 < class_and_weight(b).0)
                    && weights.last().is_none_or(|&last| class_and_weight(last).0 < classes)
            }
        }
    }

    /// That of a class: 0 where it has none.
    #[must_use]
    pub fn weight(self, class: usize) -> i8 {
        match self {
            Self::Dense(chunks) => {
                let (chunk, at) = (class / (2 * CHUNK), class % (2 * CHUNK));
                let byte = chunks.get(chunk).and_then(|chunk| chunk.get(at % CHUNK)).copied();
                let half = byte.map(|byte| if at < CHUNK { byte & 15 } else { byte >> 4 });
                half.unwrap_or(MIDDLE).wrapping_sub(MIDDLE) as i8
            }
            Self::Sparse(weights) => {
                let mut weights = weights.iter().map(|&weight| class_and_weight(weight));
                weights.find(|&(of, _)| of == class).map_or(0, |(_, weight)| weight as i8)
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test")]
mod tests {
    use super::*;

    fn sound(dense: bool, bytes: &[u8], classes: usize) -> bool {
        Weights::are_sound(Said { dense, bytes }, classes)
    }

    #[test]
    fn every_class_and_weight_comes_back() {
        for class in 0..2048u16 {
            for weight in LEAST_WEIGHT..=MOST_WEIGHT {
                let sparse = sparse(class, weight);
                assert_eq!(class_and_weight(sparse), (usize::from(class), i16::from(weight)));
                assert_eq!(Weights::Sparse(&[sparse]).weight(usize::from(class)), weight);
            }
        }
        for (byte, lower, upper) in [(0x88, 0, 0), (0x80, -8, 0), (0xF7, -1, 7), (0x0F, 7, -8)] {
            let mut chunks = [[0x88; CHUNK]; 2];
            chunks[1][3] = byte;
            assert_eq!([35, 51].map(|class| Weights::Dense(&chunks).weight(class)), [lower, upper]);
            assert!((0..70).all(|class| class == 35 || class == 51 || Weights::Dense(&chunks).weight(class) == 0));
        }
    }

    #[test]
    fn what_is_not_sound_is_found() {
        let row = |weights: &[(u16, i8)]| -> [u8; 6] {
            let mut row = [0; 6];
            for (two, &(class, weight)) in row.chunks_mut(2).zip(weights) {
                two.copy_from_slice(&sparse(class, weight));
            }
            row
        };
        let good = row(&[(0, 3), (7, -16), (40, 15)]);
        assert!(sound(false, &good, 41) && sound(false, &[], 1));
        assert!(!sound(false, &good, 40), "a class behind the last");
        assert!(!sound(false, &good[..5], 41), "half a weight");
        assert!(!sound(false, &row(&[(0, 3), (0, 4), (1, 1)]), 41), "a class twice");
        assert!(!sound(false, &row(&[(3, 3), (2, 4), (5, 1)]), 41), "out of order");
        let mut dense = [0x88; 2 * CHUNK];
        assert!(
            sound(true, &dense, 41) && sound(true, &dense, 64) && !sound(true, &dense, 65) && !sound(true, &dense, 32)
        );
        assert!(!sound(true, &dense[1..], 41), "less than a chunk");
        // Class 40 is the ninth of the second chunk.
        dense[CHUNK + 8] = 0x8F;
        assert!(sound(true, &dense, 41) && !sound(true, &dense, 40));
    }
}
