//! The list as a whole: look-up by id, name, tier, category and department.

use crate::category::Category;
use crate::department::Department;
use crate::error::LookupError;
use crate::held::Held;
use crate::id::ItemId;
use crate::item::Item;
use crate::items::Items;
use crate::township::Township;
use alloc::sync::Arc;
use core::fmt;
use lvzhi_tables::fold::{fold_into, fold_words_into};
use lvzhi_tables::keys::KeyTable;
use lvzhi_tables::layout::LONGEST_KEY;
use lvzhi_tables::list::Tables;
use lvzhi_tables::words::Tier;

/// A township's list of duties.
///
/// [`catalogue`](crate::catalogue) gives the one that is built in; [`Catalogue::open`] and [`Catalogue::from_bytes`] open others. A
/// clone is another handle of the same list; the last one lets go of it. Threads may share it. [`Default`] is the built-in one.
#[derive(Clone)]
pub struct Catalogue {
    pub(crate) held: Arc<Held>,
}

impl Catalogue {
    /// The rows.
    #[inline]
    pub(crate) fn tables(&self) -> &Tables<'_> {
        self.held.borrow_dependent()
    }

    /// The version of the data, such as `xiamale-2026.11`; it changes with every change of the data.
    #[must_use]
    pub fn data_version(&self) -> &str {
        let tables = self.tables();
        tables.township.data_version.of(tables.text)
    }

    /// The township: its names, profile and declared totals.
    #[must_use]
    pub fn township(&self) -> Township<'_> {
        Township { tables: self.tables() }
    }

    /// The item with this id: arithmetic on tier and number, or a search where a list's numbers have gaps. `None` where there is no such
    /// number.
    #[inline]
    #[must_use]
    pub fn get(&self, id: ItemId) -> Option<Item<'_>> {
        let index = self.tables().numbered(id.tier() as usize, id.number())?;
        Some(Item::at(self.tables(), index))
    }

    /// How many items the list has.
    #[inline]
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.tables().items.len()
    }

    /// The item at a place of the list, counted from 0 over all tiers, as [`Item::index`] counts.
    #[inline]
    #[must_use]
    pub fn item_at(&self, index: usize) -> Option<Item<'_>> {
        (index < self.item_count()).then(|| Item::at(self.tables(), index))
    }

    /// The item whose id is written in `text`, in any case, width or padding, as [`ItemId`] reads it: `c51`, `Ｃ051`, `C 051`.
    #[inline]
    #[must_use]
    pub fn item(&self, text: &str) -> Option<Item<'_>> {
        self.get(text.parse().ok()?)
    }

    /// The item of this name. White space, width, case and traditional characters do not matter, nor does punctuation, whether
    /// another kind, too much or left out.
    #[must_use]
    pub fn item_named(&self, name: &str) -> Option<Item<'_>> {
        let tables = self.tables();
        find(tables, &tables.names, name).map(|index| Item { tables, index })
    }

    /// The item whose id or name is `text`.
    ///
    /// # Errors
    /// [`LookupError::NoSuchId`] for an id that no item has, [`LookupError::NoSuchName`] for anything else unknown.
    pub fn resolve(&self, text: &str) -> Result<Item<'_>, LookupError> {
        match text.parse::<ItemId>() {
            Ok(id) => self.get(id).ok_or_else(|| self.no_such_id(id)),
            Err(_) => self.item_named(text).ok_or(LookupError::NoSuchName),
        }
    }

    #[cold]
    fn no_such_id(&self, id: ItemId) -> LookupError {
        let of_tier = || self.items().in_tier(id.tier()).map(|item| item.id());
        let near = [of_tier().rfind(|other| *other < id), of_tier().find(|other| *other > id)];
        LookupError::NoSuchId { id, items: self.tables().tier(id.tier() as usize).len() as u16, near }
    }

    /// All items, by tier and number; narrow with [`Items::in_tier`], [`Items::in_category`], [`Items::of_department`].
    #[must_use]
    pub fn items(&self) -> Items<'_> {
        Items::all(self.tables())
    }

    /// The categories of a tier, in the order of the list.
    pub fn categories(
        &self,
        tier: Tier,
    ) -> impl ExactSizeIterator<Item = Category<'_>> + DoubleEndedIterator + Clone + use<'_> {
        let tables = self.tables();
        let start = tables.categories.partition_point(|row| usize::from(row.tier) < tier as usize);
        let end = tables.categories.partition_point(|row| usize::from(row.tier) <= tier as usize);
        (start..end).map(move |index| Category { tables, index: index as u16 })
    }

    /// All departments, in the order of the registry: by kind, then as first met in the list.
    pub fn departments(&self) -> impl ExactSizeIterator<Item = Department<'_>> + DoubleEndedIterator + Clone + use<'_> {
        let tables = self.tables();
        (0..tables.departments.len()).map(move |index| Department { tables, index: index as u16 })
    }

    /// The department that people call `spelling`: its name, short name or an alias, by the rule of [`Catalogue::item_named`].
    #[must_use]
    pub fn department(&self, spelling: &str) -> Option<Department<'_>> {
        let tables = self.tables();
        find(tables, &tables.spellings, spelling).map(|index| Department { tables, index })
    }

    /// The cross table of the list: each tier, each of its categories, and how many items it holds; in list order.
    pub fn cross_table(&self) -> impl DoubleEndedIterator<Item = (Tier, Category<'_>, usize)> + Clone + use<'_> {
        let list = self;
        Tier::ALL.into_iter().flat_map(move |tier| list.categories(tier).map(move |c| (tier, c, c.len())))
    }

    /// `text`, which a method of this list gave, with the NUL that stands behind it in the tables: for readers in C. `None`
    /// for any other text.
    #[doc(hidden)]
    #[must_use]
    pub fn with_nul(&self, text: &str) -> Option<&[u8]> {
        let all = self.tables().text.as_bytes();
        let start = (text.as_ptr() as usize).checked_sub(all.as_ptr() as usize)?;
        let end = start.checked_add(text.len())?;
        all.get(start..=end).filter(|piece| piece.last() == Some(&0))
    }
}

/// Text as printed, or folded already, as from another system's key, needs no second pass; other text is folded, and if that is no
/// key either, looked up without punctuation.
#[inline]
fn find(tables: &Tables<'_>, keys: &KeyTable<'_>, text: &str) -> Option<u16> {
    keys.get(tables.text, text.as_bytes()).or_else(|| find_folded(tables, keys, text))
}

#[inline(never)]
fn find_folded(tables: &Tables<'_>, keys: &KeyTable<'_>, text: &str) -> Option<u16> {
    let mut buffer = [0u8; LONGEST_KEY];
    let longest = buffer.get_mut(..LONGEST_KEY.min(usize::from(tables.township.longest_key.get())))?;
    // What is folded already was looked up as it is. What is too long may be short enough without punctuation.
    let folded = fold_into(text, longest).filter(|&key| key != text.as_bytes());
    if let Some(place) = folded.and_then(|key| keys.get(tables.text, key)) {
        return Some(place);
    }
    keys.get(tables.text, fold_words_into(text, longest)?)
}

impl Default for Catalogue {
    fn default() -> Self {
        crate::catalogue().clone()
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue")
            .field("data_version", &self.data_version())
            .field("township", &self.township().name())
            .field("departments", &self.departments().len())
            .field("items", &self.tables().items.len())
            .finish()
    }
}
