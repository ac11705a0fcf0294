//! The township, its figures and declared totals; categories and the cross table.

use crate::arguments::{Array, Out};
use crate::codes::{integer, of_tier, place, to_tier};
use crate::input::Source;
use crate::item::at;
use crate::lists::{List, ask};
use crate::status::{Failure, Outcome, guard};
use crate::text::Text;
use lvzhi::{Catalogue, Category, Tier};
use std::ffi::c_void;

/// A text of the township: its name, 夏马勒乡.
pub const LVZHI_TOWNSHIP_NAME: i32 = 1;
/// A text of the township: its county, 巴楚县.
pub const LVZHI_TOWNSHIP_COUNTY: i32 = 2;
/// A text of the township: its prefecture, 喀什地区.
pub const LVZHI_TOWNSHIP_PREFECTURE: i32 = 3;
/// A text of the township: its region, 新疆维吾尔自治区.
pub const LVZHI_TOWNSHIP_REGION: i32 = 4;
/// A text of the township: its division code (行政区划代码), nine digits; LVZHI_NOT_FOUND where it is not known.
pub const LVZHI_TOWNSHIP_CODE: i32 = 5;
/// A text of the township: the date on which its list came into force; LVZHI_NOT_FOUND where it is not known.
pub const LVZHI_TOWNSHIP_EDITION: i32 = 6;

/// The category at a place, from 0 over all tiers.
pub(crate) fn category(list: &Catalogue, index: i32) -> Outcome<Category<'_>> {
    let place = place(index)?;
    Tier::ALL.into_iter().flat_map(|tier| list.categories(tier)).nth(place).ok_or(Failure::OutOfRange)
}

/// A text of the township (LVZHI_TOWNSHIP_NAME to LVZHI_TOWNSHIP_EDITION): a static view.
///
/// LVZHI_BAD_VALUE for another `which`. `text` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::township`, `Township::name`, `Township::county`, `Township::prefecture`, `Township::region`,
/// `Township::code`, `Township::edition`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_township_text(list: List, which: i32, text: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `text` may be written.
        let out = unsafe { Out::new(text) }?;
        let township = list.township();
        out.set(Text::of_list(
            list,
            match which {
                LVZHI_TOWNSHIP_NAME => township.name(),
                LVZHI_TOWNSHIP_COUNTY => township.county(),
                LVZHI_TOWNSHIP_PREFECTURE => township.prefecture(),
                LVZHI_TOWNSHIP_REGION => township.region(),
                LVZHI_TOWNSHIP_CODE => township.code().ok_or(Failure::NotFound)?,
                LVZHI_TOWNSHIP_EDITION => township.edition().ok_or(Failure::NotFound)?,
                _ => return Err(Failure::BadValue),
            },
        )?)
    })
}

/// 1 if the list is an example that somebody made up, else 0: nobody is to be sent by it.
/// Rust: `Township::is_made_up`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_is_made_up(list: List) -> i32 {
    ask(list, |list| Ok(i32::from(list.township().is_made_up())))
}

/// How many figures the profile of the township has.
/// Rust: `Township::profile`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_figure_count(list: List) -> i32 {
    ask(list, |list| integer(list.township().profile().len()))
}

/// Figure `n` (from 0) of the profile: key in the export, Chinese name and unit as static views, and the value.
///
/// LVZHI_OUT_OF_RANGE for no figure. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Township::profile`, `Figure::key`, `Figure::name`, `Figure::unit`, `Figure::value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_figure(
    list: List,
    n: i32,
    key: *mut Text,
    name: *mut Text,
    unit: *mut Text,
    value: *mut u64,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that all four may be written.
        let (key, name, unit, value) = unsafe { (Out::new(key)?, Out::new(name)?, Out::new(unit)?, Out::new(value)?) };
        let figure = at(list.township().profile(), n)?;
        let [its_key, its_name, its_unit] =
            [figure.key(), figure.name(), figure.unit()].map(|text| Text::of_list(list, text));
        let (its_key, its_name, its_unit) = (its_key?, its_name?, its_unit?);
        key.set(its_key)?;
        name.set(its_name)?;
        unit.set(its_unit)?;
        value.set(figure.value())
    })
}

/// How many items the list declares for a tier. LVZHI_BAD_VALUE for an unknown tier.
/// Rust: `Township::declared_items`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_declared_items(list: List, tier: i32) -> i32 {
    ask(list, |list| Ok(i32::from(list.township().declared_items(to_tier(tier)?))))
}

/// How many categories the list declares for a tier. LVZHI_BAD_VALUE for an unknown tier.
/// Rust: `Township::declared_categories`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_declared_categories(list: List, tier: i32) -> i32 {
    ask(list, |list| Ok(i32::from(list.township().declared_categories(to_tier(tier)?))))
}

/// How many departments the list declares for a tier. LVZHI_NOT_FOUND where it declares none (basic items),
/// LVZHI_BAD_VALUE for an unknown tier.
/// Rust: `Township::declared_departments`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_declared_departments(list: List, tier: i32) -> i32 {
    ask(list, |list| {
        let declared = list.township().declared_departments(to_tier(tier)?);
        declared.map(i32::from).ok_or(Failure::NotFound)
    })
}

/// How many of the declared departments cannot be found, because the scan lost their names. LVZHI_BAD_VALUE for an
/// unknown tier.
/// Rust: `Township::missing_departments`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_missing_departments(list: List, tier: i32) -> i32 {
    ask(list, |list| Ok(i32::from(list.township().missing_departments(to_tier(tier)?))))
}

/// The tier that the text names: a key, a Chinese name (also without 履职 or 上级部门) or a letter B, C or R.
/// LVZHI_NOT_FOUND if none.
///
/// NULL with `len` 0 is the empty text. `tier` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Tier::from_str`, `Tier::letter`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_tier_by_name(text: *const c_void, len: usize, encoding: i32, tier: *mut i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(tier)?) };
        let found: Tier = source.read(|text| text.parse().map_err(|_| Failure::NotFound))?;
        out.set(of_tier(found))
    })
}

/// How many categories (事项类别) the tiers have together. Categories are numbered from 0 to this less 1: those of basic,
/// cooperative and reclaimed items, in list order. The same name in two tiers is two categories.
/// Rust: `Catalogue::categories`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_category_count(list: List) -> i32 {
    ask(list, |list| integer(Tier::ALL.into_iter().map(|tier| list.categories(tier).len()).sum::<usize>()))
}

/// The name of a category: a static view.
///
/// LVZHI_OUT_OF_RANGE for no category. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Category::name`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_category_name(list: List, category_index: i32, name: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `name` may be written.
        let out = unsafe { Out::new(name) }?;
        out.set(Text::of_list(list, category(list, category_index)?.name())?)
    })
}

/// A row of the cross table. Its size is fixed: it will not grow.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct CrossRow {
    /// LVZHI_BASIC, LVZHI_COOPERATIVE or LVZHI_RECLAIMED.
    pub tier: i32,
    /// Place of the category.
    pub category: i32,
    /// Items in it.
    pub items: i32,
}

/// The cross table of the list: each tier, each of its categories, and how many items it holds, in list order.
///
/// A list for an array: see the conventions. NULL `rows` is allowed with capacity 0 only.
/// Rust: `Catalogue::cross_table`, `Category::tier`, `Category::len`, `Category::is_empty`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_cross_table(list: List, rows: *mut CrossRow, capacity: usize, count: *mut usize) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` rows and a number to write.
        let (array, count) = unsafe { (Array::new(rows, capacity)?, Out::new(count)?) };
        let rows = list.cross_table().filter_map(|(tier, category, items)| {
            let (category, items) = (integer(category.index()).ok()?, integer(items).ok()?);
            Some(CrossRow { tier: of_tier(tier), category, items })
        });
        array.list(rows, count)
    })
}
