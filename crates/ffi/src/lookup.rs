//! From ids, names, numbers and filters to items.

use crate::arguments::{Array, Out};
use crate::codes::{LVZHI_ANY, integer, place, to_role, to_tier};
use crate::department::department;
use crate::input::Source;
use crate::status::{Failure, Outcome, guard};
use crate::township::category;
use lvzhi::{Item, ItemId, LookupError, Tier, catalogue};
use std::ffi::c_void;

/// The item at a place of the list, from 0 over all tiers.
#[inline]
pub(crate) fn item(index: i32) -> Outcome<Item<'static>> {
    let list = catalogue();
    let mut rest = place(index)?;
    for tier in Tier::ALL {
        let items = list.items().in_tier(tier).len();
        let Some(behind) = rest.checked_sub(items) else {
            let number = u16::try_from(rest.saturating_add(1)).map_err(|_| Failure::OutOfRange)?;
            return list.get(ItemId::new(tier, number)).ok_or(Failure::OutOfRange);
        };
        rest = behind;
    }
    Err(Failure::OutOfRange)
}

/// How many items the list has. Items are numbered from 0 to this less 1: basic, cooperative, reclaimed ones.
/// Rust: `Catalogue::items`, `Items::len`, `Items::is_empty`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_count() -> i32 {
    guard(|| integer(catalogue().items().len()))
}

/// The item `number` (序号, from 1) of a tier. LVZHI_BAD_VALUE for an unknown tier, LVZHI_NOT_FOUND beyond the last.
/// Rust: `Catalogue::get`, `ItemId::new`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_at(tier: i32, number: i32) -> i32 {
    guard(|| {
        let id = ItemId::new(to_tier(tier)?, u16::try_from(number).map_err(|_| Failure::NotFound)?);
        integer(catalogue().get(id).ok_or(Failure::NotFound)?.index())
    })
}

/// The item whose id is the text: a letter B, C or R in any case, and a number from 1 of one to four digits, both in any
/// width; white space and characters without a width (U+200B, U+FEFF) may stand at the ends and
/// between the two, and nothing else: `C051`, `c51`, `C 0051`.
///
/// LVZHI_NOT_AN_ID for any other text (`C5 1`, `C0`, an id with a NUL in `len`); LVZHI_NOT_FOUND for an id beyond the list. NULL
/// with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::item`, `ItemId::from_str`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_by_id(text: *const c_void, len: usize, encoding: i32, item: *mut i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(item)?) };
        let found = source.read(|text| {
            let id: ItemId = text.parse().map_err(|_| Failure::NotAnId)?;
            catalogue().get(id).ok_or(Failure::NotFound)
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
pub unsafe extern "C" fn lvzhi_item_by_name(text: *const c_void, len: usize, encoding: i32, item: *mut i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(item)?) };
        let found = source.read(|text| catalogue().item_named(text).ok_or(Failure::NotFound))?;
        out.set(integer(found.index())?)
    })
}

/// The item whose id or name is the text, by the rules of lvzhi_item_by_id and lvzhi_item_by_name. LVZHI_NOT_FOUND if there
/// is none.
///
/// NULL with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::resolve`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_resolve(text: *const c_void, len: usize, encoding: i32, item: *mut i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(item)?) };
        let found = source.read(|text| {
            catalogue().resolve(text).map_err(|error| match error {
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
    tier: i32,
    category_index: i32,
    department_index: i32,
    role: i32,
    items: *mut i32,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `capacity` places and a number to write.
        let (array, count) = unsafe { (Array::new(items, capacity)?, Out::new(count)?) };
        let role = to_role(role)?;
        let mut found = catalogue().items();
        if tier != LVZHI_ANY {
            found = found.in_tier(to_tier(tier)?);
        }
        if category_index != LVZHI_ANY {
            let category = category(category_index)?;
            found = found.in_tier(category.tier()).in_category(category.name());
        }
        if department_index != LVZHI_ANY {
            found = found.of_department(department(department_index)?, role);
        } else if role.is_some() {
            return Err(Failure::BadValue);
        }
        array.list(found.filter_map(|item| integer(item.index()).ok()), count)
    })
}
