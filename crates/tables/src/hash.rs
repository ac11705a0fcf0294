//! Perfect hashing of keys: the displacement scheme of the phf family over a hash of our own.
//!
//! `phf::Map` hashes with SipHash, which costs more than everything else in a look-up of a short Chinese key
//! (DESIGN.md, "Exact look-up"). The scheme itself, and the generator that solves it, are those of `phf_shared` and
//! `phf_generator`; only the hash is replaced by multiplications of 64 bits, which give the same value on every machine.

use crate::layout::Displacement;

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

/// The hash of a key of bytes.
#[inline]
#[must_use]
pub fn of_bytes(key: &[u8], seed: u64) -> Words {
    let mut state = seed ^ (key.len() as u64).wrapping_mul(K1);
    let (blocks, rest) = key.as_chunks::<16>();
    for block in blocks {
        state = mix_block(state, *block);
    }
    if !rest.is_empty() {
        let mut last = [0u8; 16];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        state = mix_block(state, last);
    }
    finish(state ^ (state >> 32))
}

#[inline]
const fn mix_block(state: u64, block: [u8; 16]) -> u64 {
    let wide = u128::from_le_bytes(block);
    fold_multiply(wide as u64 ^ state ^ K0, (wide >> 64) as u64 ^ K1)
}

/// The hash of a key that is a number.
#[inline]
#[must_use]
pub const fn of_number(key: u64, seed: u64) -> Words {
    finish(fold_multiply(key ^ seed ^ K0, K1))
}

/// The slot of a key among `len` slots. `None` only for an empty table.
#[inline]
#[must_use]
pub fn slot(words: Words, displacements: &[Displacement], len: usize) -> Option<usize> {
    let bucket = words.g.checked_rem(displacements.len() as u32)?;
    let &(d1, d2) = displacements.get(bucket as usize)?;
    let at = phf_shared::displace(words.f1, words.f2, d1, d2).checked_rem(len as u32)?;
    Some(at as usize)
}
