//! Departments (部门、单位): spellings, kinds, and the items that name them.

use crate::arguments::{Array, Out};
use crate::codes::{integer, of_kind, place, to_role};
use crate::input::Source;
use crate::item::at;
use crate::lists::{List, ask};
use crate::output::Buffer;
use crate::status::{Failure, Outcome};
use crate::text::Text;
use lvzhi::{Catalogue, Department};
use std::ffi::c_void;

/// The department at a place of the registry, from 0.
pub(crate) fn department(list: &Catalogue, index: i32) -> Outcome<Department<'_>> {
    list.departments().nth(place(index)?).ok_or(Failure::OutOfRange)
}

/// How many departments the list names. Departments are numbered from 0 to this less 1.
/// Rust: `Catalogue::departments`, `Department::index`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_department_count(list: List) -> i32 {
    ask(list, |list| integer(list.departments().len()))
}

/// The department that people call the text: its name, short name or an alias, such as 人社局, by the rule of
/// lvzhi_item_by_name. LVZHI_NOT_FOUND if there is none; then see lvzhi_departments_like.
///
/// NULL with `len` 0 is the empty text. `department` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::department`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_department_by_name(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    department: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(department)?) };
        let found = source.read(|text| list.department(text).ok_or(Failure::NotFound))?;
        out.set(integer(found.index())?)
    })
}

/// The departments whose names share most characters with the text, the nearest first; three at the most.
///
/// A list for an array: see the conventions. NULL with `len` 0 is the empty text.
/// Rust: `Catalogue::departments_like`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_departments_like(
    list: List,
    text: *const c_void,
    len: usize,
    encoding: i32,
    departments: *mut i32,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` places and a number to write.
        let (source, array, count) =
            unsafe { (Source::new(text, len, encoding)?, Array::new(departments, capacity)?, Out::new(count)?) };
        source.read(|text| array.list(list.departments_like(text).filter_map(|like| integer(like.index()).ok()), count))
    })
}

/// The canonical name of a department: a static view.
///
/// LVZHI_OUT_OF_RANGE for no department. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Department::name`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_department_name(list: List, department_index: i32, name: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `name` may be written.
        let out = unsafe { Out::new(name) }?;
        out.set(Text::of_list(list, department(list, department_index)?.name())?)
    })
}

/// The canonical name of a department in an encoding.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no department.
/// Rust: `Department::name`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_department_text(
    list: List,
    department_index: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        buffer.text(needed, department(list, department_index)?.name())
    })
}

/// The name of a department as the list abbreviates it: a static view.
///
/// LVZHI_OUT_OF_RANGE for no department. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Department::short`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_department_short(list: List, department_index: i32, name: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `name` may be written.
        let out = unsafe { Out::new(name) }?;
        out.set(Text::of_list(list, department(list, department_index)?.short())?)
    })
}

/// How many other spellings a department has. LVZHI_OUT_OF_RANGE for no department.
/// Rust: `Department::aliases`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_alias_count(list: List, department_index: i32) -> i32 {
    ask(list, |list| integer(department(list, department_index)?.aliases().len()))
}

/// Other spelling `n` (from 0) of a department: a static view.
///
/// LVZHI_OUT_OF_RANGE for no department or spelling. `alias` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Department::aliases`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_alias(list: List, department_index: i32, n: i32, alias: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `alias` may be written.
        let out = unsafe { Out::new(alias) }?;
        out.set(Text::of_list(list, at(department(list, department_index)?.aliases(), n)?)?)
    })
}

/// What kind of body a department is: a code of LVZHI_KINDS. LVZHI_OUT_OF_RANGE for no department.
/// Rust: `Department::kind`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_department_kind(list: List, department_index: i32) -> i32 {
    ask(list, |list| of_kind(department(list, department_index)?.kind()))
}

/// How many items name a department in a role, or in any (LVZHI_ANY); lvzhi_items lists them.
///
/// LVZHI_OUT_OF_RANGE for no department, LVZHI_BAD_VALUE for an unknown role.
/// Rust: `Department::items`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_department_item_count(list: List, department_index: i32, role: i32) -> i32 {
    ask(list, |list| integer(department(list, department_index)?.items(to_role(role)?).count()))
}
