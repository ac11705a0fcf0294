//! Look-up by key: a perfect hash, and the text that the slot must hold.

use crate::hash::PerfectHash;
use crate::layout::{HashRow, KeyRow};

/// A perfect hash from keys to indices.
#[derive(Debug, Clone, Copy)]
pub struct KeyTable<'a> {
    /// Gives each key its row.
    pub hash: PerfectHash<'a>,
    /// One a slot.
    pub keys: &'a [KeyRow],
}

impl KeyTable<'_> {
    /// Whether each key has the slot in which it stands.
    #[must_use]
    pub(crate) fn is_sound(&self, row: &HashRow, text: &str) -> bool {
        let key = |row: &KeyRow| self.hash.slot_of_text(row.key.of(text).as_bytes());
        row.reading < 2
            && self.hash.slots() == self.keys.len()
            && self.keys.iter().enumerate().all(|(slot, row)| key(row) == Some(slot))
    }

    /// The value of `key`, which must be folded already or written as the list prints it.
    #[inline]
    #[must_use]
    pub fn get(&self, text: &str, key: &[u8]) -> Option<u16> {
        let row = self.keys.get(self.hash.slot_of_text(key)?)?;
        let start = row.key.start.get() as usize;
        // Bytes: no character need be looked for, since an equal text begins and ends where the key does.
        let is = text.as_bytes().get(start..start.checked_add(row.key.len.get() as usize)?)?;
        (is == key).then_some(row.value.get())
    }
}
