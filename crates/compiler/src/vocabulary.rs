//! Which terms an index knows: numbered by slot of their hash, each with its rarity.

use crate::error::{CompileError, Rows, at_most};
use crate::perfect_hash;
use lvzhi_tables::index::{IndexRow, MOST_POSTINGS, MOST_TERMS, TermRow, is_single};
use lvzhi_tables::layout::{Displacement, HashRow, Run};
use lvzhi_tables::row::{F32, U32, U64};
use std::collections::BTreeMap;

/// Rarity is kept in steps of this size: 8 bits hold 16.
pub(crate) const RARITY_STEP: f64 = 1.0 / 16.0;

/// The terms of an index.
pub(crate) struct Vocabulary {
    numbers: BTreeMap<u32, u32>,
    /// By number.
    pub(crate) keys: Vec<u32>,
    /// Quantised inverse document frequency by number.
    pub(crate) rarity: Vec<u8>,
    hash: perfect_hash::Solved,
}

impl Vocabulary {
    /// Of the terms that `frequency` counts over `texts` texts.
    pub(crate) fn of(mut frequency: BTreeMap<u32, u32>, texts: usize) -> Result<Self, CompileError> {
        drop_rarest(&mut frequency);
        let counted: Vec<(u32, u32)> = frequency.into_iter().collect();
        let keys: Vec<u32> = counted.iter().map(|&(key, _)| key).collect();
        let hash = perfect_hash::numbers(&keys);
        let texts = texts as f64;
        let (mut keys, mut rarity) = (Vec::with_capacity(counted.len()), Vec::with_capacity(counted.len()));
        for &at in &hash.order {
            let &(key, texts_with) = counted.row(at, "term")?;
            let idf = libm::log((1.0 + texts) / (1.0 + f64::from(texts_with))) + 1.0;
            keys.push(key);
            rarity.push(libm::round(idf / RARITY_STEP).clamp(1.0, 255.0) as u8);
        }
        let numbers: BTreeMap<u32, u32> = keys.iter().copied().zip(0u32..).collect();
        Ok(Self { numbers, keys, rarity, hash })
    }

    pub(crate) fn number(&self, key: u32) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// The rows of its index, of postings by number; where they go, in sections that begin as the counts say.
    ///
    /// # Errors
    /// Where they are more than an index has room for.
    pub(crate) fn pack(
        &self,
        postings: &[Packed],
        classes: usize,
        scale: f32,
        into: &mut Sections,
    ) -> Result<IndexRow, CompileError> {
        at_most("bytes of postings", bytes_of(postings), MOST_POSTINGS - 1)?;
        if postings.len() != self.keys.len() {
            return Err(CompileError::Missing {
                what: "postings of term",
                index: postings.len(),
                rows: self.keys.len(),
            });
        }
        let Sections { displacements, terms, postings: bytes } = into;
        let first_byte = bytes.len();
        let first_term = terms.len();
        for ((packed, &key), &rarity) in postings.iter().zip(&self.keys).zip(&self.rarity) {
            terms.push(TermRow::new(key, (bytes.len() - first_byte) as u32, packed.dense, rarity));
            bytes.extend(&packed.bytes);
        }
        terms.push(TermRow::new(u32::MAX, (bytes.len() - first_byte) as u32, false, 0));
        Ok(IndexRow {
            hash: hash_row(&self.hash, displacements),
            terms: Run::new(first_term as u32, (terms.len() - first_term) as u32),
            postings: Run::new(first_byte as u32, (bytes.len() - first_byte) as u32),
            scale: F32::new(scale),
            classes: U32::new(classes as u32),
        })
    }
}

fn bytes_of(postings: &[Packed]) -> usize {
    postings.iter().map(|packed| packed.bytes.len()).sum()
}

/// Whether postings are not more than an index has room for.
pub(crate) fn fits(postings: &[Packed]) -> bool {
    bytes_of(postings) < MOST_POSTINGS
}

/// The sections that indexes stand in.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    pub(crate) displacements: Vec<Displacement>,
    pub(crate) terms: Vec<TermRow>,
    pub(crate) postings: Vec<u8>,
}

/// The row of a hash, whose displacements are added to the others.
pub(crate) fn hash_row(hash: &perfect_hash::Solved, displacements: &mut Vec<Displacement>) -> HashRow {
    let first = displacements.len();
    displacements.extend(&hash.displacements);
    HashRow {
        seed: U64::new(hash.seed),
        displacements: Run::new(first as u32, hash.displacements.len() as u32),
        slots: U32::new(hash.order.len() as u32),
        reading: hash.reading as u8,
    }
}

/// What a term says, as it stands in a file: [`lvzhi_tables::index::Said`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) dense: bool,
    pub(crate) bytes: Vec<u8>,
}

impl Packed {
    /// [`lvzhi_tables::own::Shares`] of items, sorted by item; `dense`: one of each of so many items.
    pub(crate) fn shares(shares: &[(u16, u8)], dense: bool, items: usize) -> Result<Self, CompileError> {
        let mut bytes = Vec::new();
        if dense {
            bytes = vec![0u8; items];
            for &(item, share) in shares {
                *bytes.row_mut(usize::from(item), "item")? = share;
            }
            return Ok(Self { dense, bytes });
        }
        let mut before = 0;
        for &(item, share) in shares {
            let mut way = item - before;
            while way > u16::from(u8::MAX) {
                bytes.extend([u8::MAX, 0]);
                way -= u16::from(u8::MAX);
            }
            bytes.extend([way as u8, share]);
            before = item;
        }
        Ok(Self { dense, bytes })
    }
}

/// Leaves the rarest pairs out where there are more terms than an index may have.
fn drop_rarest(frequency: &mut BTreeMap<u32, u32>) {
    let mut least = 1;
    while frequency.len() > MOST_TERMS - 1 {
        frequency.retain(|&key, &mut count| count > least || is_single(key));
        least += 1;
    }
}
