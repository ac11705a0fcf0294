//! Which texts were met before, and in which row: each distinct text is classified once.

use hashbrown::DefaultHashBuilder;
use hashbrown::hash_table::{Entry, HashTable};
use std::hash::BuildHasher;
use std::sync::Mutex;

/// Tables, each with a lock of its own, so that threads seldom wait for each other.
const SHARDS: usize = 32;

/// Bytes of text that a table remembers at the most, 256 MB in all. Beyond, texts that are new are classified each time they come.
const BYTES: usize = 1 << 23;

/// The texts that were met.
pub(crate) struct Memory {
    hasher: DefaultHashBuilder,
    shards: Vec<Mutex<Shard>>,
}

#[derive(Default)]
struct Shard {
    table: HashTable<Met>,
    /// The texts of the table, one behind the other: a million boxes cost more than all else here.
    texts: String,
}

struct Met {
    hash: u64,
    start: u32,
    bytes: u32,
    row: usize,
}

impl Met {
    fn text<'a>(&self, texts: &'a str) -> Option<&'a str> {
        let start = self.start as usize;
        texts.get(start..start.checked_add(self.bytes as usize)?)
    }
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { hasher: DefaultHashBuilder::default(), shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    /// A text with what finds it.
    pub(crate) fn ask<'a>(&self, text: &'a str, row: usize) -> Asked<'a> {
        Asked { hash: self.hasher.hash_one(text), text, row, first: None }
    }

    /// Finds where each text was met first; one that was not is met in its row from now on. One after the other, so that the
    /// processor waits for the places of several at a time.
    pub(crate) fn find(&self, asked: &mut [Asked<'_>]) {
        for asked in asked {
            if let Some(Ok(mut shard)) = self.shards.get(asked.shard()).map(Mutex::lock) {
                shard.find(asked);
            }
        }
    }
}

/// A text that is looked up.
pub(crate) struct Asked<'a> {
    hash: u64,
    pub(crate) text: &'a str,
    /// Its row in the column.
    pub(crate) row: usize,
    /// The row in which it was met before.
    pub(crate) first: Option<usize>,
}

impl Asked<'_> {
    fn shard(&self) -> usize {
        (self.hash >> 32) as usize % SHARDS
    }
}

impl Shard {
    fn find(&mut self, asked: &mut Asked<'_>) {
        let Self { table, texts } = self;
        let &mut Asked { hash, text, row, .. } = asked;
        let same = |met: &Met| met.hash == hash && met.text(texts) == Some(text);
        match table.entry(hash, same, |met| met.hash) {
            Entry::Occupied(met) => asked.first = Some(met.get().row),
            Entry::Vacant(room) => {
                if texts.len().saturating_add(text.len()) <= BYTES {
                    // Both fit: a table remembers less than 4 GB.
                    room.insert(Met { hash, start: texts.len() as u32, bytes: text.len() as u32, row });
                    texts.push_str(text);
                }
            }
        }
    }
}
