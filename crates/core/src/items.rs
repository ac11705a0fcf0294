//! Items of a list that meet conditions.

use crate::catalogue::Catalogue;
use crate::department::{Department, Role};
use crate::id::Tier;
use crate::item::Item;
use core::fmt;
use core::iter::FusedIterator;
use lvzhi_tables::index::MOST_CLASSES;

/// Places in a word of [`Items`].
const WORD: usize = u64::BITS as usize;

/// Items of a list, by tier and number. Each condition narrows what the ones before it left.
///
/// ```
/// use lvzhi::{Role, Tier};
///
/// let list = lvzhi::catalogue();
/// let office = list.department("人社局").ok_or("unknown")?;
/// let taken_back = list.items().in_tier(Tier::Reclaimed).of_department(office, Role::Successor);
/// assert_eq!(taken_back.len(), 5);
/// assert_eq!(list.items().rev().next().map(|last| last.id().to_string()).as_deref(), Some("R044"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Items<'a> {
    list: Catalogue<'a>,
    /// A bit for each place of the list, set where the item is left. No list has more items than an index has classes.
    left: [u64; MOST_CLASSES / WORD],
}

impl<'a> Items<'a> {
    /// All items of a list.
    pub(crate) fn all(list: Catalogue<'a>) -> Self {
        let mut left = [0; MOST_CLASSES / WORD];
        for (n, word) in left.iter_mut().enumerate() {
            let here = list.tables.items.len().saturating_sub(place(n, 0)).min(WORD);
            *word = 1u64.checked_shl(here as u32).map_or(u64::MAX, |next| next.wrapping_sub(1));
        }
        Self { list, left }
    }

    /// Those of a tier.
    #[must_use]
    pub fn in_tier(mut self, tier: Tier) -> Self {
        let range = self.list.range(tier);
        self.keep(|place| range.contains(&place));
        self
    }

    /// Those of categories with this name, in every tier that is left.
    #[must_use]
    pub fn in_category(mut self, name: &str) -> Self {
        let list = self.list;
        self.keep(|place| list.at(place).category().name() == name);
        self
    }

    /// Those that name a department, in any role (`None`), or in the one given. A department of another list names none.
    #[must_use]
    pub fn of_department(mut self, department: Department<'_>, role: impl Into<Option<Role>>) -> Self {
        let (list, role) = (self.list, role.into());
        self.keep(|place| {
            list.at(place).departments().any(|(is, as_)| is == department && role.is_none_or(|role| role == as_))
        });
        self
    }

    /// Takes out what is left but not wanted.
    fn keep(&mut self, wanted: impl Fn(usize) -> bool) {
        for (n, word) in self.left.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                if !wanted(place(n, bit)) {
                    *word ^= 1u64.wrapping_shl(bit);
                }
            }
        }
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left.iter().all(|&word| word == 0)
    }
}

/// The place of a bit in a word.
fn place(word: usize, bit: u32) -> usize {
    word.saturating_mul(WORD).saturating_add(bit as usize)
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        self.nth(0)
    }

    fn nth(&mut self, mut skipped: usize) -> Option<Item<'a>> {
        for (n, word) in self.left.iter_mut().enumerate() {
            while *word != 0 {
                let here = word.count_ones() as usize;
                if let Some(beyond) = skipped.checked_sub(here) {
                    (skipped, *word) = (beyond, 0);
                    continue;
                }
                let bit = word.trailing_zeros();
                *word &= word.wrapping_sub(1);
                let Some(fewer) = skipped.checked_sub(1) else { return Some(self.list.at(place(n, bit))) };
                skipped = fewer;
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.left.iter().map(|word| word.count_ones() as usize).sum();
        (left, Some(left))
    }

    fn count(self) -> usize {
        self.len()
    }

    fn last(mut self) -> Option<Item<'a>> {
        self.next_back()
    }
}

impl DoubleEndedIterator for Items<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (n, word) = self.left.iter_mut().enumerate().rfind(|(_, word)| **word != 0)?;
        let bit = word.ilog2();
        *word ^= 1u64.wrapping_shl(bit);
        Some(self.list.at(place(n, bit)))
    }
}

impl ExactSizeIterator for Items<'_> {}

impl FusedIterator for Items<'_> {}

impl fmt::Debug for Items<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = (self.clone().next(), self.clone().next_back());
        f.debug_struct("Items").field("left", &self.len()).field("next", &ends.0).field("last", &ends.1).finish()
    }
}
