//! The list as a whole: look-up by id, name, tier, category and department.

use crate::department::Department;
use crate::error::LookupError;
use crate::id::{ItemId, Tier};
use crate::item::Item;
use crate::items::Items;
use crate::township::Township;
use core::fmt;
use core::ops::Range;
use lvzhi_tables::fold::{fold_into, fold_words_into};
use lvzhi_tables::layout::{KeyTable, Tables, piece};

/// The longest key that look-up folds without giving up, in bytes: the longest name of the built-in list has 400.
const LONGEST_KEY: usize = 1024;

/// A township's list of duties.
///
/// [`catalogue`] gives the one that is built in; a loaded one has the same methods. Copying a `Catalogue` copies a
/// reference. [`Default`] is the built-in one.
#[derive(Clone, Copy)]
pub struct Catalogue<'a> {
    pub(crate) tables: &'a Tables<'a>,
}

static BUILT_IN: Catalogue<'static> = Catalogue { tables: &crate::tables::TABLES };

/// The list that is built in: that of 夏马勒乡, 292 items. Costs nothing to call: nothing is built at start-up.
#[must_use]
pub fn catalogue() -> &'static Catalogue<'static> {
    &BUILT_IN
}

impl<'a> Catalogue<'a> {
    /// The version of the data, such as `xiamale-2026.11`; it changes with every change of the data.
    #[must_use]
    pub fn data_version(&self) -> &'a str {
        piece(self.tables.text, self.tables.data_version)
    }

    /// The township: its names, profile and declared totals.
    #[must_use]
    pub fn township(&self) -> Township<'a> {
        Township { tables: self.tables }
    }

    /// The item with this id: arithmetic on tier and number. `None` where the number is beyond the tier's last.
    #[inline]
    #[must_use]
    pub fn get(&self, id: ItemId) -> Option<Item<'a>> {
        let range = self.range(id.tier());
        let index = range.start.checked_add(usize::from(id.number()).checked_sub(1)?)?;
        (index < range.end).then(|| self.at(index))
    }

    /// The item whose id is written in `text`, in any case, width or padding, as [`ItemId`] reads it: `c51`, `Ｃ051`, `C 051`.
    #[inline]
    #[must_use]
    pub fn item(&self, text: &str) -> Option<Item<'a>> {
        self.get(text.parse().ok()?)
    }

    /// The item of this name. White space, width, case and traditional characters do not matter, nor does punctuation, whether
    /// another kind, too much or left out.
    #[must_use]
    pub fn item_named(&self, name: &str) -> Option<Item<'a>> {
        self.find(&self.tables.names, name).map(|index| self.at(usize::from(index)))
    }

    /// The item whose id or name is `text`.
    ///
    /// # Errors
    /// [`LookupError::NoSuchId`] for an id beyond the list, [`LookupError::NoSuchName`] for anything else unknown.
    pub fn resolve(&self, text: &str) -> Result<Item<'a>, LookupError> {
        match text.parse::<ItemId>() {
            Ok(id) => {
                let items = self.range(id.tier()).len() as u16;
                self.get(id).ok_or(LookupError::NoSuchId { id, items })
            }
            Err(_) => self.item_named(text).ok_or(LookupError::NoSuchName),
        }
    }

    /// All items, by tier and number; narrow with [`Items::in_tier`], [`Items::in_category`], [`Items::of_department`].
    #[must_use]
    pub fn items(&self) -> Items<'a> {
        Items::all(*self)
    }

    /// The categories of a tier, in the order of the list.
    pub fn categories(
        &self,
        tier: Tier,
    ) -> impl ExactSizeIterator<Item = Category<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        let start = tables.categories.partition_point(|row| usize::from(row.tier) < tier.index());
        let end = tables.categories.partition_point(|row| usize::from(row.tier) <= tier.index());
        (start..end).map(move |index| Category { tables, index: index as u8 })
    }

    /// All departments, in the order of the registry: by kind, then as first met in the list.
    pub fn departments(&self) -> impl ExactSizeIterator<Item = Department<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        (0..tables.departments.len()).map(move |index| Department { tables, index: index as u8 })
    }

    /// The department that people call `spelling`: its name, short name or an alias, by the rule of [`Catalogue::item_named`].
    #[must_use]
    pub fn department(&self, spelling: &str) -> Option<Department<'a>> {
        self.find(&self.tables.spellings, spelling).map(|index| Department { tables: self.tables, index: index as u8 })
    }

    /// The cross table of the list: each tier, each of its categories, and how many items it holds; in list order.
    pub fn cross_table(&self) -> impl DoubleEndedIterator<Item = (Tier, Category<'a>, usize)> + Clone + use<'a> {
        let list = *self;
        Tier::ALL.into_iter().flat_map(move |tier| list.categories(tier).map(move |c| (tier, c, c.len())))
    }

    /// `text`, which a method of this list gave, with the NUL that stands behind it in the tables: for readers in C. `None`
    /// for any other text.
    #[doc(hidden)]
    #[must_use]
    pub fn with_nul(&self, text: &str) -> Option<&'a [u8]> {
        let all = self.tables.text.as_bytes();
        let start = (text.as_ptr() as usize).checked_sub(all.as_ptr() as usize)?;
        let end = start.checked_add(text.len())?;
        all.get(start..=end).filter(|piece| piece.last() == Some(&0))
    }

    /// The item at a place of the list, counted from 0 over all tiers. The caller has checked the place.
    #[inline]
    pub(crate) fn at(&self, index: usize) -> Item<'a> {
        Item { tables: self.tables, index: index as u16 }
    }

    /// The places of a tier's items.
    #[inline]
    pub(crate) fn range(&self, tier: Tier) -> Range<usize> {
        let at = |n: usize| self.tables.tiers.get(n).copied().map_or(0, usize::from);
        at(tier.index())..at(tier.index().saturating_add(1))
    }

    /// Text as printed, or folded already, as from another system's key, needs no second pass; other text is folded, and if that
    /// is no key either, looked up without punctuation.
    #[inline]
    fn find(&self, table: &KeyTable<'_>, text: &str) -> Option<u16> {
        table.get(self.tables.text, text.as_bytes()).or_else(|| self.find_folded(table, text))
    }

    #[inline(never)]
    fn find_folded(&self, table: &KeyTable<'_>, text: &str) -> Option<u16> {
        let mut buffer = [0u8; LONGEST_KEY];
        let longest = buffer.get_mut(..LONGEST_KEY.min(self.tables.longest_key as usize))?;
        // What is folded already was looked up as it is. What is too long may be short enough without punctuation.
        let folded = fold_into(text, longest).filter(|&key| key != text.as_bytes());
        if let Some(place) = folded.and_then(|key| table.get(self.tables.text, key)) {
            return Some(place);
        }
        table.get(self.tables.text, fold_words_into(text, longest)?)
    }
}

impl Default for Catalogue<'static> {
    fn default() -> Self {
        BUILT_IN
    }
}

impl fmt::Debug for Catalogue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue")
            .field("data_version", &self.data_version())
            .field("township", &self.township().name())
            .field("departments", &self.departments().len())
            .field("items", &self.tables.items.len())
            .finish()
    }
}

/// A category (事项类别) of a tier.
#[derive(Clone, Copy)]
pub struct Category<'a> {
    pub(crate) tables: &'a Tables<'a>,
    pub(crate) index: u8,
}

impl<'a> Category<'a> {
    /// The name, such as 民生服务. The same name in two tiers is two categories.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.tables.categories.get(usize::from(self.index)).map_or("", |row| piece(self.tables.text, row.name))
    }

    /// The tier.
    #[must_use]
    pub fn tier(&self) -> Tier {
        Tier::of_index(self.tables.categories.get(usize::from(self.index)).map_or(0, |row| row.tier))
    }

    /// Its place among the categories of all tiers, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        usize::from(self.index)
    }

    /// How many items it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.categories.get(usize::from(self.index)).map_or(0, |row| usize::from(row.items))
    }

    /// Whether it holds no item. No category of a sound list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its items, by number.
    #[must_use]
    pub fn items(&self) -> Items<'a> {
        Catalogue { tables: self.tables }.items().in_tier(self.tier()).in_category(self.name())
    }
}

impl AsRef<str> for Category<'_> {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

impl fmt::Display for Category<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Category<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Category({} {}, {} items)", self.tier(), self.name(), self.len())
    }
}
