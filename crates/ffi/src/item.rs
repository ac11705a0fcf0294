//! What an item says of itself; its duties are in `duties`.

use crate::arguments::Out;
use crate::codes::{LVZHI_NONE, integer, of_repair, of_role, of_tier, place};
use crate::lists::{List, ask};
use crate::lookup::item;
use crate::output::Buffer;
use crate::status::{Failure, Outcome};
use crate::text::Text;
use std::ffi::c_void;

/// A text of an item for lvzhi_item_text: its id, `C051`.
pub const LVZHI_ITEM_ID: i32 = 1;
/// A text of an item for lvzhi_item_text: its name, 事项名称.
pub const LVZHI_ITEM_NAME: i32 = 2;
/// A text of an item for lvzhi_item_text: the name of its category, 事项类别.
pub const LVZHI_ITEM_CATEGORY: i32 = 3;
/// A text of an item for lvzhi_item_text: the name of its lead department or first successor; LVZHI_NOT_FOUND if it
/// has none, or the source lost the name.
pub const LVZHI_ITEM_LEAD: i32 = 4;
/// A text of an item for lvzhi_item_text: who is responsible (负责单位): the township for a basic item, the lead department
/// for a cooperative one, the successors for a reclaimed one, with 、 between. LVZHI_NOT_FOUND if nobody does the matter
/// any more (lvzhi_item_is_discontinued), or the source lost the name. The township is no department of the list.
pub const LVZHI_ITEM_RESPONSIBLE: i32 = 5;

/// The value at a place of a row, or LVZHI_OUT_OF_RANGE.
pub(crate) fn at<T>(mut values: impl Iterator<Item = T>, index: i32) -> Outcome<T> {
    values.nth(place(index)?).ok_or(Failure::OutOfRange)
}

/// The tier of an item: LVZHI_BASIC, LVZHI_COOPERATIVE or LVZHI_RECLAIMED. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::tier`, `ItemId::tier`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_tier(list: List, item_index: i32) -> i32 {
    ask(list, |list| Ok(of_tier(item(list, item_index)?.tier())))
}

/// The number (序号) of an item, from 1 within its tier. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::number`, `ItemId::number`, `Item::index`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_number(list: List, item_index: i32) -> i32 {
    ask(list, |list| Ok(i32::from(item(list, item_index)?.number())))
}

/// The category of an item, by its place. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::category`, `Category::index`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_category(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.category().index()))
}

/// The name of an item (事项名称): a static view.
///
/// LVZHI_OUT_OF_RANGE for no item. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Item::name`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_name(list: List, item_index: i32, name: *mut Text) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that `name` may be written.
        let out = unsafe { Out::new(name) }?;
        out.set(Text::of_list(list, item(list, item_index)?.name())?)
    })
}

/// A text of an item (LVZHI_ITEM_ID to LVZHI_ITEM_RESPONSIBLE) in an encoding.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item, LVZHI_BAD_VALUE for another `which`.
/// Rust: `Item::id`, `Item::responsible`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_text(
    list: List,
    item_index: i32,
    which: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        let item = item(list, item_index)?;
        match which {
            LVZHI_ITEM_ID => {
                let id = item.id();
                buffer.write(needed, |sink| sink.write_fmt(format_args!("{id}")))
            }
            LVZHI_ITEM_NAME => buffer.text(needed, item.name()),
            LVZHI_ITEM_CATEGORY => buffer.text(needed, item.category().name()),
            LVZHI_ITEM_LEAD => buffer.text(needed, item.lead().ok_or(Failure::NotFound)?.name()),
            LVZHI_ITEM_RESPONSIBLE => {
                item.responsible().next().ok_or(Failure::NotFound)?;
                buffer.write(needed, |sink| sink.list(item.responsible(), "、"))
            }
            _ => Err(Failure::BadValue),
        }
    })
}

/// 1 if nobody does the matter any more (不再开展), else 0. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::is_discontinued`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_is_discontinued(list: List, item_index: i32) -> i32 {
    ask(list, |list| Ok(i32::from(item(list, item_index)?.is_discontinued())))
}

/// Who answers for the matter outside the township: the lead department or the first successor. LVZHI_NOT_FOUND if
/// nobody, or where the source lost the name; LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::lead`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_lead(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.lead().ok_or(Failure::NotFound)?.index()))
}

/// How many departments an item names. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::departments`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_item_department_count(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.departments().count()))
}

/// Department `n` (from 0) of an item, and its role.
///
/// LVZHI_OUT_OF_RANGE for no item or no such department. Outputs are written on LVZHI_OK only; NULL is
/// LVZHI_NULL_ARGUMENT.
/// Rust: `Item::departments`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_item_department(
    list: List,
    item_index: i32,
    n: i32,
    department: *mut i32,
    role: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that both may be written.
        let (department, role) = unsafe { (Out::new(department)?, Out::new(role)?) };
        let (found, as_role) = at(item(list, item_index)?.departments(), n)?;
        department.set(integer(found.index())?)?;
        role.set(of_role(as_role))
    })
}

/// How many takeovers a reclaimed item has; 0 for others. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::takeover`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_takeover_count(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.takeover().len()))
}

/// Takeover `n` (from 0) of a reclaimed item: the department (承接部门), LVZHI_NONE where nobody does it any more, and
/// the working method (工作方式) as a static view, empty where the scan lost it.
///
/// LVZHI_OUT_OF_RANGE for no item or takeover. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Item::takeover`, `Takeover::department`, `Takeover::method`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_takeover(
    list: List,
    item_index: i32,
    n: i32,
    department: *mut i32,
    method: *mut Text,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that both may be written.
        let (department, method) = unsafe { (Out::new(department)?, Out::new(method)?) };
        let takeover = at(item(list, item_index)?.takeover(), n)?;
        let text = Text::of_optional(list, takeover.method())?;
        department.set(takeover.department().map_or(Ok(LVZHI_NONE), |found| integer(found.index()))?)?;
        method.set(text)
    })
}

/// The working method of takeover `n` (from 0) in an encoding, empty where the scan lost it; the department is an output of
/// lvzhi_takeover.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item or takeover.
/// Rust: `Takeover::method`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_takeover_text(
    list: List,
    item_index: i32,
    n: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        buffer.text(needed, at(item(list, item_index)?.takeover(), n)?.method().unwrap_or(""))
    })
}

/// How many lines of the source an item was read from. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::source_lines`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_source_line_count(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.source_lines().len()))
}

/// Source line `n` (from 0) of an item: a number from 1. LVZHI_OUT_OF_RANGE for no item or line.
/// Rust: `Item::source_lines`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_source_line(list: List, item_index: i32, n: i32) -> i32 {
    ask(list, |list| at(item(list, item_index)?.source_lines(), n).and_then(|line| integer(line as usize)))
}

/// How many related items of other tiers an item has. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::related`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_related_count(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.related().len()))
}

/// Related item `n` (from 0, the nearest first) of an item. LVZHI_OUT_OF_RANGE for no item or related item.
/// Rust: `Item::related`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_related(list: List, item_index: i32, n: i32) -> i32 {
    ask(list, |list| integer(at(item(list, item_index)?.related(), n)?.index()))
}

/// How many repairs of the scanned text an item has. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::repairs`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_repair_count(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.repairs().len()))
}

/// Repair `n` (from 0) of an item: its kind (LVZHI_REPAIR_KINDS), and as static views the path of the field, the text as
/// scanned (empty where the scan has nothing) and the reason.
///
/// LVZHI_OUT_OF_RANGE for no item or repair. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Item::repairs`, `Repair::kind`, `Repair::field`, `Repair::scanned`, `Repair::basis`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_repair(
    list: List,
    item_index: i32,
    n: i32,
    kind: *mut i32,
    field: *mut Text,
    scanned: *mut Text,
    basis: *mut Text,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that all four may be written.
        let (kind, field, scanned, basis) =
            unsafe { (Out::new(kind)?, Out::new(field)?, Out::new(scanned)?, Out::new(basis)?) };
        let repair = at(item(list, item_index)?.repairs(), n)?;
        let [in_field, as_scanned, on_basis] =
            [repair.field(), repair.scanned(), repair.basis()].map(|text| Text::of_list(list, text));
        let (in_field, as_scanned, on_basis) = (in_field?, as_scanned?, on_basis?);
        kind.set(of_repair(repair.kind())?)?;
        field.set(in_field)?;
        scanned.set(as_scanned)?;
        basis.set(on_basis)
    })
}
