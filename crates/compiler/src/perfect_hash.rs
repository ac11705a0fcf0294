//! Solves perfect hashes with `phf_generator` over the hash of `lvzhi_tables`.

use lvzhi_tables::hash::{self, Words};
use lvzhi_tables::layout::Displacement;

/// A solved perfect hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) seed: u64,
    pub(crate) displacements: Vec<Displacement>,
    /// The entry in each slot.
    pub(crate) order: Vec<usize>,
}

/// A perfect hash of texts, which must be distinct.
pub(crate) fn texts(keys: &[&str]) -> Table {
    solve(keys, |key, seed| hash::of_bytes(key.as_bytes(), seed))
}

/// A perfect hash of numbers, which must be distinct.
pub(crate) fn numbers(keys: &[u32]) -> Table {
    solve(keys, |&key, seed| hash::of_number(u64::from(key), seed))
}

fn solve<T>(keys: &[T], words: impl Fn(&T, u64) -> Words) -> Table {
    if keys.is_empty() {
        return Table { seed: 0, displacements: Vec::new(), order: Vec::new() };
    }
    let state = phf_generator::generate_hash_with_hash_fn(keys, |key, &seed| {
        let Words { g, f1, f2 } = words(key, seed);
        // `Hashes` cannot be built outside its crate, but its fields are public.
        let mut hashes = phf_shared::hash(&0u8, &0);
        hashes.g = g;
        hashes.f1 = f1;
        hashes.f2 = f2;
        hashes
    });
    Table { seed: state.key, displacements: state.disps, order: state.map }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_the_slot_that_it_stands_in() {
        let keys: Vec<u32> = (0..5000u32).map(|n| n.wrapping_mul(0x9E37_79B1)).collect();
        let table = numbers(&keys);
        for (slot, &at) in table.order.iter().enumerate() {
            let words = hash::of_number(u64::from(keys[at]), table.seed);
            assert_eq!(hash::slot(words, &table.displacements, keys.len()), Some(slot));
        }
    }

    #[test]
    fn every_text_has_the_slot_that_it_stands_in() {
        let keys: Vec<String> = (0..3000).map(|n| format!("对第{n}号违法行为的处罚")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let table = texts(&keys);
        for (slot, &at) in table.order.iter().enumerate() {
            let words = hash::of_bytes(keys[at].as_bytes(), table.seed);
            assert_eq!(hash::slot(words, &table.displacements, keys.len()), Some(slot));
        }
    }
}
