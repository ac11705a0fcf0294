//! Which texts were met before, and in which row: each distinct text is classified once.

use hashbrown::DefaultHashBuilder;
use hashbrown::hash_table::{Entry, HashTable};
use std::hash::BuildHasher;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Tables, each with a lock of its own, so that threads seldom wait for each other.
const SHARDS: usize = 64;

/// Bytes of text that are remembered at the most. Beyond, texts that are new are classified each time they come.
const BYTES: usize = 1 << 28;

/// The texts that were met.
pub(crate) struct Memory {
    hasher: DefaultHashBuilder,
    shards: Vec<Mutex<HashTable<Met>>>,
    bytes: AtomicUsize,
}

struct Met {
    hash: u64,
    text: Box<str>,
    row: usize,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self {
            hasher: DefaultHashBuilder::default(),
            shards: (0..SHARDS).map(|_| Mutex::new(HashTable::new())).collect(),
            bytes: AtomicUsize::new(0),
        }
    }

    /// The row in which `text` was met first, or `None`, and then it is `row` from now on.
    pub(crate) fn first(&self, text: &str, row: usize) -> Option<usize> {
        let hash = self.hasher.hash_one(text);
        let mut shard = self.shards.get((hash >> 32) as usize % SHARDS)?.lock().ok()?;
        match shard.entry(hash, |met| met.hash == hash && *met.text == *text, |met| met.hash) {
            Entry::Occupied(met) => Some(met.get().row),
            Entry::Vacant(room) => {
                if self.bytes.load(Ordering::Relaxed) < BYTES {
                    self.bytes.fetch_add(text.len(), Ordering::Relaxed);
                    room.insert(Met { hash, text: text.into(), row });
                }
                None
            }
        }
    }
}
