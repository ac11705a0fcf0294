//! Solves perfect hashes with `phf_generator` over the hash of `lvzhi_tables`.

use crate::error::CompileError;
#[cfg(test)]
use lvzhi_tables::hash::PerfectHash;
use lvzhi_tables::hash::{self, Reading, Words};
use lvzhi_tables::layout::Displacement;
use std::collections::HashSet;

/// A solved perfect hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Solved {
    pub(crate) seed: u64,
    pub(crate) reading: Reading,
    pub(crate) displacements: Vec<Displacement>,
    /// The entry in each slot.
    pub(crate) order: Vec<usize>,
}

#[cfg(test)]
impl Solved {
    pub(crate) fn hash(&self) -> PerfectHash<'_> {
        PerfectHash::new(self.seed, self.reading, &self.displacements, self.order.len())
    }
}

/// A perfect hash of texts, each of which must be another.
///
/// # Errors
/// Where one is there twice.
pub(crate) fn texts(keys: &[&str]) -> Result<Solved, CompileError> {
    // Keys that are or hash alike would never find slots of their own.
    let mut seen = HashSet::new();
    if let Some(twice) = keys.iter().find(|key| !seen.insert(**key)) {
        return Err(CompileError::Twice { spelling: (*twice).to_owned() });
    }
    let mut seen = HashSet::new();
    let told_apart = keys.iter().all(|key| seen.insert(hash::of_text(key.as_bytes(), Reading::Sampled, 0)));
    let reading = if told_apart { Reading::Sampled } else { Reading::Whole };
    Ok(solve(keys, reading, |key, seed| hash::of_text(key.as_bytes(), reading, seed)))
}

/// A perfect hash of numbers, which must be distinct.
pub(crate) fn numbers(keys: &[u32]) -> Solved {
    solve(keys, Reading::Whole, |&key, seed| hash::of_number(u64::from(key), seed))
}

fn solve<T>(keys: &[T], reading: Reading, words: impl Fn(&T, u64) -> Words) -> Solved {
    if keys.is_empty() {
        return Solved { seed: 0, reading, displacements: Vec::new(), order: Vec::new() };
    }
    let mut salt = 0;
    loop {
        let state = phf_generator::generate_hash_with_hash_fn(keys, |key, &seed| {
            let Words { g, f1, f2 } = words(key, seed ^ salt);
            // `Hashes` cannot be built outside its crate, but its fields are public.
            let mut hashes = phf_shared::hash(&0u8, &0);
            hashes.g = g;
            hashes.f1 = f1;
            hashes.f2 = f2;
            hashes
        });
        // First displacements are 0 or 1; a list where one has no room in a word has not been met.
        if let Some(displacements) = state.disps.iter().map(|&(d1, d2)| hash::packed(d1, d2)).collect() {
            return Solved { seed: state.key ^ salt, reading, displacements, order: state.map };
        }
        salt += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_the_slot_that_it_stands_in() {
        let keys: Vec<u32> = (0..5000u32).map(|n| n.wrapping_mul(0x9E37_79B1)).collect();
        let table = numbers(&keys);
        for (slot, &at) in table.order.iter().enumerate() {
            assert_eq!(table.hash().slot_of_number(keys[at]), Some(slot));
        }
    }

    #[test]
    fn every_text_has_the_slot_that_it_stands_in() {
        let keys: Vec<String> = (0..3000).map(|n| format!("对第{n}号违法行为的处罚")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let table = texts(&keys).unwrap();
        for (slot, &at) in table.order.iter().enumerate() {
            assert_eq!(table.hash().slot_of_text(keys[at].as_bytes()), Some(slot));
        }
    }

    #[test]
    fn a_text_that_is_there_twice_is_refused() {
        assert_eq!(texts(&["甲", "乙", "甲"]), Err(CompileError::Twice { spelling: "甲".to_owned() }));
    }

    #[test]
    fn texts_that_a_sample_does_not_tell_apart_are_read_whole() {
        let keys: Vec<String> =
            (b'a'..=b'z').map(|c| format!("{}{}{}", "x".repeat(10), char::from(c), "y".repeat(50))).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let table = texts(&keys).unwrap();
        assert_eq!(table.reading, Reading::Whole);
        for (slot, &at) in table.order.iter().enumerate() {
            assert_eq!(table.hash().slot_of_text(keys[at].as_bytes()), Some(slot));
        }
    }
}
