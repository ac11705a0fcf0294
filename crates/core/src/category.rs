//! Categories (事项类别) of a tier. Their items: `items.rs`.

use core::fmt;
use lvzhi_tables::list::Tables;
use lvzhi_tables::words::Tier;

/// A category (事项类别) of a tier.
#[derive(Clone, Copy)]
pub struct Category<'a> {
    pub(crate) tables: &'a Tables<'a>,
    pub(crate) index: u16,
}

impl<'a> Category<'a> {
    /// The name, such as 民生服务. The same name in two tiers is two categories.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.tables.categories.get(usize::from(self.index)).map_or("", |row| row.name.of(self.tables.text))
    }

    /// The tier.
    #[must_use]
    pub fn tier(&self) -> Tier {
        self.tables.categories.get(usize::from(self.index)).map_or(Tier::Basic, |row| Tier::at(usize::from(row.tier)))
    }

    /// Its place among the categories of all tiers, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        usize::from(self.index)
    }

    /// How many items it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.categories.get(usize::from(self.index)).map_or(0, |row| usize::from(row.items.get()))
    }

    /// Whether it holds no item. No category of a sound list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
