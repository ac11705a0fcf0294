//! The duties of a cooperative item: groups of clauses, of the upper departments and of the township.

use crate::arguments::Out;
use crate::codes::{LVZHI_NONE, LVZHI_TOWNSHIP, LVZHI_UPPER, integer};
use crate::item::at;
use crate::lists::{List, ask};
use crate::lookup::item;
use crate::output::Buffer;
use crate::status::{Failure, Outcome};
use crate::text::Text;
use lvzhi::{Catalogue, DutyGroup};
use std::ffi::c_void;

fn group_count(list: &Catalogue, item_index: i32, side: i32) -> Outcome<usize> {
    let item = item(list, item_index)?;
    match side {
        LVZHI_UPPER => Ok(item.upper_duties().len()),
        LVZHI_TOWNSHIP => Ok(item.township_duties().len()),
        _ => Err(Failure::BadValue),
    }
}

fn group(list: &Catalogue, item_index: i32, side: i32, index: i32) -> Outcome<DutyGroup<'_>> {
    let item = item(list, item_index)?;
    match side {
        LVZHI_UPPER => at(item.upper_duties(), index),
        LVZHI_TOWNSHIP => at(item.township_duties(), index),
        _ => Err(Failure::BadValue),
    }
}

/// How many groups of duties an item has on a side: LVZHI_UPPER (上级部门职责) or LVZHI_TOWNSHIP (乡镇配合职责). 0 for
/// items that are not cooperative: the duty of a basic item is its name.
///
/// LVZHI_OUT_OF_RANGE for no item, LVZHI_BAD_VALUE for another side.
/// Rust: `Item::upper_duties`, `Item::township_duties`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_duty_group_count(list: List, item_index: i32, side: i32) -> i32 {
    ask(list, |list| integer(group_count(list, item_index, side)?))
}

/// What group `group_index` (from 0) is headed by: a heading (一、…) as a static view, empty if none, and a department,
/// LVZHI_NONE if none.
///
/// LVZHI_OUT_OF_RANGE for no item or group, LVZHI_BAD_VALUE for another side. Outputs are written on LVZHI_OK only; NULL
/// is LVZHI_NULL_ARGUMENT.
/// Rust: `DutyGroup::heading`, `DutyGroup::department`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_duty_group(
    list: List,
    item_index: i32,
    side: i32,
    group_index: i32,
    heading: *mut Text,
    department: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that both may be written.
        let (heading, department) = unsafe { (Out::new(heading)?, Out::new(department)?) };
        let group = group(list, item_index, side, group_index)?;
        let text = Text::of_optional(list, group.heading())?;
        department.set(group.department().map_or(Ok(LVZHI_NONE), |found| integer(found.index()))?)?;
        heading.set(text)
    })
}

/// How many duties a group has. 0 where the scan lost them.
///
/// LVZHI_OUT_OF_RANGE for no item or group, LVZHI_BAD_VALUE for another side.
/// Rust: `DutyGroup::duties`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_duty_count(list: List, item_index: i32, side: i32, group_index: i32) -> i32 {
    ask(list, |list| integer(group(list, item_index, side, group_index)?.duties().len()))
}

/// Duty `n` (from 0) of a group, without its number, punctuation kept: a static view.
///
/// LVZHI_OUT_OF_RANGE for no item, group or duty, LVZHI_BAD_VALUE for another side. `duty` is written on LVZHI_OK only;
/// NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `DutyGroup::duties`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_duty(
    list: List,
    item_index: i32,
    side: i32,
    group_index: i32,
    n: i32,
    duty: *mut Text,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `duty` may be written.
        let out = unsafe { Out::new(duty) }?;
        out.set(Text::of_list(list, at(group(list, item_index, side, group_index)?.duties(), n)?)?)
    })
}

/// The heading of a group in an encoding, empty if none; its department is an output of lvzhi_duty_group.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item or group, LVZHI_BAD_VALUE for another side.
/// Rust: `DutyGroup::heading`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_duty_heading_text(
    list: List,
    item_index: i32,
    side: i32,
    group_index: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        buffer.text(needed, group(list, item_index, side, group_index)?.heading().unwrap_or(""))
    })
}

/// Duty `n` (from 0) of a group in an encoding.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item, group or duty, LVZHI_BAD_VALUE for another
/// side.
/// Rust: `DutyGroup::duties`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "C has no other way to name a place and the room for its text")]
pub unsafe extern "C" fn lvzhi_duty_text(
    list: List,
    item_index: i32,
    side: i32,
    group_index: i32,
    n: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        buffer.text(needed, at(group(list, item_index, side, group_index)?.duties(), n)?)
    })
}
