//! Matters (事由): what somebody may want from government, whoever does it; and which of them an item covers.

use crate::arguments::Out;
use crate::codes::{LVZHI_NONE, integer};
use crate::input::Source;
use crate::item::at;
use crate::lists::{List, ask};
use crate::lookup::item;
use crate::output::Buffer;
use crate::status::{Failure, Outcome, guard};
use lvzhi::Matter;
use std::ffi::c_void;

/// A text of a matter for lvzhi_matter_text: its id, `M0042`.
pub const LVZHI_MATTER_ID: i32 = 1;
/// A text of a matter for lvzhi_matter_text: its name, the thing and the act, 高龄津贴 · 申请.
pub const LVZHI_MATTER_NAME: i32 = 2;
/// A text of a matter for lvzhi_matter_text: the thing (事), 高龄津贴.
pub const LVZHI_MATTER_THING: i32 = 3;
/// A text of a matter for lvzhi_matter_text: the key of the act in the export, `apply`.
pub const LVZHI_MATTER_ACT: i32 = 4;
/// A text of a matter for lvzhi_matter_text: the field (领域), 民政.
pub const LVZHI_MATTER_FIELD: i32 = 5;
/// A text of a matter for lvzhi_matter_text: who usually does it (通常由谁办), without a place name; LVZHI_NOT_FOUND where that is
/// not known. A fact about China's law, not of a list.
pub const LVZHI_MATTER_BODY: i32 = 6;
/// A text of a matter for lvzhi_matter_text: the law or notice that says so, by name; LVZHI_NOT_FOUND where that is not certain.
pub const LVZHI_MATTER_BASIS: i32 = 7;

/// The number of a matter in C, or LVZHI_NONE.
pub(crate) fn number(matter: Option<Matter>) -> i32 {
    matter.map_or(LVZHI_NONE, |matter| i32::from(matter.id().number()))
}

fn matter(number: i32) -> Outcome<Matter> {
    let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).ok_or(Failure::OutOfRange)?;
    lvzhi::matters().nth(place).ok_or(Failure::OutOfRange)
}

/// How many matters the library knows. Matters belong to no list; they are numbered from 1 to this, as in their ids, which never change
/// their meaning: M0042 is 42.
/// Rust: `lvzhi::matters`, `MatterId::number`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_matter_count() -> i32 {
    guard(|| integer(lvzhi::matters().len()))
}

/// The matter whose id is the text, such as M0042. LVZHI_NOT_FOUND if there is none.
///
/// NULL with `len` 0 is the empty text. `matter` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `lvzhi::matter`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_matter_by_id(text: *const c_void, len: usize, encoding: i32, matter: *mut i32) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(text, len, encoding)?, Out::new(matter)?) };
        out.set(number(Some(source.read(|text| lvzhi::matter(text).ok_or(Failure::NotFound))?)))
    })
}

/// A text of a matter (LVZHI_MATTER_ID to LVZHI_MATTER_BASIS) in an encoding.
///
/// A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no matter, LVZHI_BAD_VALUE for another `which`.
/// Rust: `Matter::id`, `Matter::name`, `Matter::thing`, `Matter::act`, `Matter::field`, `Matter::body`, `Matter::basis`,
/// `Answer::usual_body`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_matter_text(
    matter_number: i32,
    which: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        let matter = matter(matter_number)?;
        let text = match which {
            LVZHI_MATTER_ID => {
                let id = matter.id();
                return buffer.write(needed, |sink| sink.write_fmt(format_args!("{id}")));
            }
            LVZHI_MATTER_NAME => matter.name(),
            LVZHI_MATTER_THING => matter.thing(),
            LVZHI_MATTER_ACT => matter.act(),
            LVZHI_MATTER_FIELD => matter.field(),
            LVZHI_MATTER_BODY => matter.body().ok_or(Failure::NotFound)?,
            LVZHI_MATTER_BASIS => matter.basis().ok_or(Failure::NotFound)?,
            _ => return Err(Failure::BadValue),
        };
        buffer.text(needed, text)
    })
}

/// How many matters an item covers. LVZHI_OUT_OF_RANGE for no item.
/// Rust: `Item::covers`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_cover_count(list: List, item_index: i32) -> i32 {
    ask(list, |list| integer(item(list, item_index)?.covers().len()))
}

/// Matter `n` (from 0, the main one first) that an item covers: its number, LVZHI_NONE where this library knows no matter of
/// that id, for the list was compiled with a newer one; whether the item is mainly about it, 1 or 0; and whether an editor stated it, 1, or
/// the classifier bound it, 0.
///
/// LVZHI_OUT_OF_RANGE for no item or no such matter. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Item::covers`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_cover(
    list: List,
    item_index: i32,
    n: i32,
    matter: *mut i32,
    main: *mut i32,
    stated: *mut i32,
) -> i32 {
    ask(list, |list| {
        // SAFETY: the caller promises that all three may be written.
        let (matter, main, stated) = unsafe { (Out::new(matter)?, Out::new(main)?, Out::new(stated)?) };
        let cover = at(item(list, item_index)?.covers(), n)?;
        matter.set(number(cover.matter))?;
        main.set(i32::from(cover.main))?;
        stated.set(i32::from(cover.stated))
    })
}
