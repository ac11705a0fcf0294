//! From ids, names, numbers and filters to items.

use crate::arguments::{Array, Out};
use crate::codes::{LVZHI_ANY, integer, place, to_role, to_tier};
use crate::department::department;
use crate::input::Source;
use crate::lists::{List, ask};
use crate::status::{Failure, Outcome};
use crate::township::category;
use lvzhi::{Catalogue, Item, ItemId, LookupError};
use std::ffi::c_void;

/// The item at a place of the list, from 0 over all tiers.
#[inline]
pub(crate) fn item(list: &Catalogue, index: i32) -> Outcome<Item<'_>> {
    list.item_at(place(index)?).ok_or(Failure::OutOfRange)
}

/// How many items the list has. Items are numbered from 0 to this less 1: basic, cooperative, reclaimed ones.
/// Rust: `Catalogue::item_count`, `Catalogue::item_at`, `Catalogue::items`, `Items::len`, `Items::is_empty`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_count(list: List) -> i32 {
    ask(list, |list| integer(list.item_count()))
}

/// The item `number` (序号, from 1) of a tier. LVZHI_BAD_VALUE for an unknown tier, LVZHI_NOT_FOUND beyond the last.
/// Rust: `Catalogue::get`, `ItemId::new`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_at(list: List, tier: i32, number: i32) -> i32 {
    ask(list, |list| {
        let id = ItemId::new(to_tier(tier)?, u16::try_from(number).map_err(|_| Failure::NotFound)?);
        integer(list.get(id).ok_or(Failure::NotFound)?.index())
    })
}

/// The item whose id is the text: a letter B, C or R in any case, and a number from 1, both in any
/// width; white space and characters without a width (U+200B, U+FEFF) may stand at the ends and
/// between the two, and nothing else: `C051`, `c51`, `C 0051`.
///
/// LVZHI_NOT_AN_ID for any other text (`C5 1`, `C0`, an id with a NUL in `len`); LVZHI_NOT_FOUND for an id beyond the list. NULL
/// with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::item`, `ItemId::from_str`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_by_id(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    item: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(item)?) };
        let found = source.read(|text| {
            let id: ItemId = text.parse().map_err(|_| Failure::NotAnId)?;
            list.get(id).ok_or(Failure::NotFound)
        })?;
        out.set(integer(found.index())?)
    })
}

/// The item whose name is the text. White space, width, case and traditional characters do not matter, nor does
/// punctuation, whether another kind, too much or left out; symbols ($, +) and control characters count as punctuation.
/// LVZHI_NOT_FOUND if there is none.
///
/// NULL with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::item_named`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_by_name(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    item: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(item)?) };
        let found = source.read(|text| list.item_named(text).ok_or(Failure::NotFound))?;
        out.set(integer(found.index())?)
    })
}

/// The item whose id or name is the text, by the rules of lvzhi_item_by_id and lvzhi_item_by_name. LVZHI_NOT_FOUND if there
/// is none.
///
/// NULL with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::resolve`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_resolve(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    item: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(item)?) };
        let found = source.read(|text| {
            list.resolve(text).map_err(|error| match error {
                LookupError::NoSuchId { .. } | LookupError::NoSuchName => Failure::NotFound,
                _ => Failure::Internal,
            })
        })?;
        out.set(integer(found.index())?)
    })
}

/// The items of a tier, a category and a department in a role, in list order; LVZHI_ANY in place of each means
/// whichever. A role without a department is LVZHI_BAD_VALUE.
///
/// A list for an array: see the conventions. NULL `items` is allowed with capacity 0 only.
/// Rust: `Items::in_tier`, `Items::in_category`, `Items::of_department`, `Category::items`, `Department::items`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments)]
pub unsafe extern "C" fn lvzhi_items(
    list: List,
    tier: i32,
    category_index: i32,
    department_index: i32,
    role: i32,
    items: *mut i32,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` places and a number to write.
        let (array, count) = unsafe { (Array::new(items, capacity)?, Out::new(count)?) };
        let role = to_role(role)?;
        let mut found = list.items();
        if tier != LVZHI_ANY {
            found = found.in_tier(to_tier(tier)?);
        }
        if category_index != LVZHI_ANY {
            let category = category(list, category_index)?;
            found = found.in_tier(category.tier()).in_category(category.name());
        }
        if department_index != LVZHI_ANY {
            found = found.of_department(department(list, department_index)?, role);
        } else if role.is_some() {
            return Err(Failure::BadValue);
        }
        array.list(found.filter_map(|item| integer(item.index()).ok()), count)
    })
}
