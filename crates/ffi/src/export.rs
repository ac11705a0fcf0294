//! The export, line by line.

use crate::arguments::Out;
use crate::codes::{integer, place};
use crate::lists::{List, ask};
use crate::lookup::item;
use crate::output::Buffer;
use std::ffi::c_void;

/// How many lines the export has: the township, the departments, the items.
/// Rust: `Catalogue::export_len`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_export_line_count(list: List) -> i32 {
    ask(list, |list| integer(list.export_len()))
}

/// Line `n` (from 0) of the export, without a line break: a JSON object, the same bytes in UTF-8 from every language.
/// Department `d` is line 1 + d, item `i` is line 1 + lvzhi_department_count() + i.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no line.
/// Rust: `Catalogue::export_line`, `Catalogue::export`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_export_line(
    list: List,
    n: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        let Some(line) = place(n)?.checked_sub(1) else { return buffer.json(needed, &list.township()) };
        let departments = list.departments().len();
        if let Some(department) = list.departments().nth(line) {
            return buffer.json(needed, &department);
        }
        buffer.json(needed, &item(list, integer(line.saturating_sub(departments))?)?)
    })
}
