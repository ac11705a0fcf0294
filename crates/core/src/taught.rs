//! What people taught a list.

use crate::catalogue::Catalogue;
use crate::item::Item;
use lvzhi_tables::taught::NO_ITEM;

/// A text that people taught the list, and the item that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taught<'a> {
    /// The item; `None` where the list does not hold what the text is about.
    pub item: Option<Item<'a>>,
    /// The text.
    pub text: &'a str,
}

impl Catalogue {
    /// What people taught the list, in the order of the items, what it does not hold last; nothing for most lists. `lvzhi teach` writes it.
    pub fn taught(&self) -> impl ExactSizeIterator<Item = Taught<'_>> + DoubleEndedIterator + Clone + use<'_> {
        let tables = self.tables();
        tables.taught.rows.iter().map(move |row| Taught {
            item: Some(row.item.get()).filter(|&item| item != NO_ITEM).map(|index| Item { tables, index }),
            text: row.text.of(tables.taught.text),
        })
    }
}
