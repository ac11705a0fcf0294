//! What makes two views of the tables the same thing: their list and their place in it.

use crate::catalogue::Catalogue;
use crate::category::Category;
use crate::department::Department;
use crate::item::Item;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};
use lvzhi_tables::list::Tables;

/// Whether these are tables of one list. A list has one text, however many clones.
pub(crate) fn same_list(a: &Tables<'_>, b: &Tables<'_>) -> bool {
    core::ptr::eq(a.text, b.text)
}

/// Lists stand by `data_version`; two with the same one, by their place in memory, so that the order is total.
fn compare_lists(a: &Tables<'_>, b: &Tables<'_>) -> Ordering {
    if same_list(a, b) {
        return Ordering::Equal;
    }
    let key = |tables: &Tables<'_>| (tables.text.as_ptr() as usize, tables.text.len());
    a.township.data_version.of(a.text).cmp(b.township.data_version.of(b.text)).then_with(|| key(a).cmp(&key(b)))
}

impl PartialEq for Catalogue {
    /// Whether it is the same list; one that was opened twice is two lists.
    fn eq(&self, other: &Self) -> bool {
        same_list(self.tables(), other.tables())
    }
}

impl Eq for Catalogue {}

macro_rules! by_list_and_place {
    ($($view:ident),*) => {$(
        impl PartialEq for $view<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.index == other.index && same_list(self.tables, other.tables)
            }
        }

        impl Eq for $view<'_> {}

        impl Hash for $view<'_> {
            /// Of the place only, which those that are equal share.
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.index.hash(state);
            }
        }

        impl Ord for $view<'_> {
            /// In the order of the list; those of different lists by the `data_version` of these.
            fn cmp(&self, other: &Self) -> Ordering {
                compare_lists(self.tables, other.tables).then(self.index.cmp(&other.index))
            }
        }

        impl PartialOrd for $view<'_> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
    )*};
}

by_list_and_place!(Item, Department, Category);
