//! The terms of a text that were met already.

use crate::index::MOST_TERMS;

/// A set of terms by number: a small table for short texts, a bit for each term beyond.
pub(crate) struct Seen {
    table: [u32; Self::SLOTS],
    entries: usize,
    bits: Option<[u64; MOST_TERMS / 64]>,
}

impl Seen {
    const SLOTS: usize = 512;

    /// Entries of a table from which on a bit for each term is cheaper than to look for a free slot.
    const FULL: usize = Self::SLOTS / 4 * 3;

    pub(crate) const fn new() -> Self {
        Self { table: [u32::MAX; Self::SLOTS], entries: 0, bits: None }
    }

    /// Whether a term is met for the first time.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "both are counted up to the table's slots at the most")]
    pub(crate) fn first_time(&mut self, term: u32) -> bool {
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
        if self.entries == Self::FULL {
            let bits = self.bits.insert([0; MOST_TERMS / 64]);
            for &entry in self.table.iter().filter(|&&entry| entry != u32::MAX) {
                Self::set(bits, entry);
            }
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
