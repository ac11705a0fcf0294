//! Items of a list that meet conditions.

use crate::category::Category;
use crate::department::Department;
use crate::item::Item;
use core::fmt;
use core::iter::FusedIterator;
use lvzhi_tables::layout::MOST_ROWS;
use lvzhi_tables::list::Tables;
use lvzhi_tables::words::{Role, Tier};

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
    tables: &'a Tables<'a>,
    /// A bit for each place of the list, set where the item is left.
    left: [u64; MOST_ROWS.div_ceil(WORD)],
}

impl<'a> Items<'a> {
    /// All items of a list.
    pub(crate) fn all(tables: &'a Tables<'a>) -> Self {
        let mut left = [0; MOST_ROWS.div_ceil(WORD)];
        for (n, word) in left.iter_mut().enumerate() {
            let here = tables.items.len().saturating_sub(place(n, 0)).min(WORD);
            *word = 1u64.checked_shl(here as u32).map_or(u64::MAX, |next| next.wrapping_sub(1));
        }
        Self { tables, left }
    }

    /// Those of a tier.
    #[must_use]
    pub fn in_tier(mut self, tier: Tier) -> Self {
        let range = self.tables.tier(tier as usize);
        self.keep(|place| range.contains(&place));
        self
    }

    /// Those of categories with this name, in every tier that is left.
    #[must_use]
    pub fn in_category(mut self, name: &str) -> Self {
        let tables = self.tables;
        self.keep(|place| Item::at(tables, place).category().name() == name);
        self
    }

    /// Those that name a department, in any role (`None`), or in the one given. A department of another list names none.
    #[must_use]
    pub fn of_department(mut self, department: Department<'_>, role: impl Into<Option<Role>>) -> Self {
        let (tables, role) = (self.tables, role.into());
        self.keep(|place| {
            Item::at(tables, place)
                .departments()
                .any(|(is, as_)| is == department && role.is_none_or(|role| role == as_))
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
                let Some(fewer) = skipped.checked_sub(1) else { return Some(Item::at(self.tables, place(n, bit))) };
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
        Some(Item::at(self.tables, place(n, bit)))
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

impl<'a> Category<'a> {
    /// Its items, by number.
    #[must_use]
    pub fn items(&self) -> Items<'a> {
        Items::all(self.tables).in_tier(self.tier()).in_category(self.name())
    }
}

impl<'a> Department<'a> {
    /// The items that name it in a role (`Role::Lead`), or in any (`None`), in the order of the list.
    pub fn items<R: Into<Option<Role>>>(
        &self,
        role: R,
    ) -> impl DoubleEndedIterator<Item = Item<'a>> + Clone + use<'a, R> {
        let (this, role) = (*self, role.into());
        let places = self.row().map_or(&[][..], |row| row.items.of(this.tables.department_items));
        let tables = this.tables;
        places.iter().map(move |&place| Item { tables, index: place.get() }).filter(move |item| {
            role.is_none_or(|role| item.departments().any(|(department, is)| department == this && is == role))
        })
    }
}
