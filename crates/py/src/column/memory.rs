//! Which texts were met before, and in which row: each distinct text is classified once.

use hashbrown::DefaultHashBuilder;
use hashbrown::hash_table::{Entry, HashTable};
use std::hash::BuildHasher;
use std::sync::Mutex;

/// Tables, each with a lock of its own, so that threads seldom wait for each other.
const SHARDS: usize = 64;

/// Bytes of text that a table remembers at the most, 256 MB in all. Beyond, texts that are new are classified each time they come.
const BYTES: usize = 1 << 22;

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
        texts.get(start..start + self.bytes as usize)
    }
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { hasher: DefaultHashBuilder::default(), shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    /// The row in which `text` was met first, or `None`, and then it is `row` from now on.
    pub(crate) fn first(&self, text: &str, row: usize) -> Option<usize> {
        let hash = self.hasher.hash_one(text);
        let mut shard = self.shards.get((hash >> 32) as usize % SHARDS)?.lock().ok()?;
        let Shard { table, texts } = &mut *shard;
        let same = |met: &Met| met.hash == hash && met.text(texts) == Some(text);
        match table.entry(hash, same, |met| met.hash) {
            Entry::Occupied(met) => Some(met.get().row),
            Entry::Vacant(room) => {
                if texts.len() + text.len() <= BYTES {
                    // Both fit: a table remembers less than 4 GB.
                    room.insert(Met { hash, start: texts.len() as u32, bytes: text.len() as u32, row });
                    texts.push_str(text);
                }
                None
            }
        }
    }
}
