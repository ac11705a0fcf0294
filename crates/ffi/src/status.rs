//! Statuses, their messages, and the guard that every function runs in.

use crate::arguments::Out;
use crate::codes::{LVZHI_CHINESE, LVZHI_ENGLISH};
use crate::output::Buffer;
use crate::text::Text;
use std::ffi::{CStr, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Done; all outputs are written.
pub const LVZHI_OK: i32 = 0;
/// Done, but the buffer or array was too small: it holds the beginning, and `needed` or `count` tells how much there is.
pub const LVZHI_TRUNCATED: i32 = 1;
/// A pointer is NULL that must not be.
pub const LVZHI_NULL_ARGUMENT: i32 = -2;
/// A length or capacity is over SIZE_MAX / 2, and no LVZHI_NUL_TERMINATED.
pub const LVZHI_BAD_LENGTH: i32 = -3;
/// A pointer does not have the alignment of what it points to.
pub const LVZHI_MISALIGNED: i32 = -4;
/// `struct_size` is not the size of a known version of the struct.
pub const LVZHI_BAD_STRUCT_SIZE: i32 = -5;
/// An argument has a value that is none of its codes, or lies outside its range.
pub const LVZHI_BAD_VALUE: i32 = -6;
/// An index is negative or not below its count.
pub const LVZHI_OUT_OF_RANGE: i32 = -7;
/// The bytes are not valid in the encoding stated; lvzhi_valid_up_to tells where.
pub const LVZHI_INVALID_TEXT: i32 = -8;
/// The text has nothing but white space and control characters.
pub const LVZHI_EMPTY_TEXT: i32 = -9;
/// The text has more than LVZHI_LONGEST_TEXT bytes of UTF-8.
pub const LVZHI_TEXT_TOO_LONG: i32 = -10;
/// The text is no id: a letter B, C or R, and a number from 1.
pub const LVZHI_NOT_AN_ID: i32 = -11;
/// A character has no form in the encoding asked for.
pub const LVZHI_UNENCODABLE: i32 = -12;
/// No memory for the conversion of a long text or for a list; or too many lists are open, a million (4,096 on 32-bit systems).
pub const LVZHI_NO_MEMORY: i32 = -13;
/// The list has no such item, department or text; there is no such matter, or nothing is known of it.
pub const LVZHI_NOT_FOUND: i32 = -14;
/// The list is none that is open: it was closed, or the handle is not one that lvzhi_list_open gave.
pub const LVZHI_CLOSED_LIST: i32 = -15;
/// The file cannot be read; lvzhi_list_problem tells why.
pub const LVZHI_UNREADABLE: i32 = -16;
/// The file is no compiled list of a format that this library reads, or not whole; lvzhi_list_problem tells what is wrong.
pub const LVZHI_NOT_A_LIST: i32 = -17;
/// An error of the library itself (a panic, caught); please report it.
pub const LVZHI_INTERNAL: i32 = -100;

/// Why a function did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub(crate) enum Failure {
    NullArgument = LVZHI_NULL_ARGUMENT,
    BadLength = LVZHI_BAD_LENGTH,
    Misaligned = LVZHI_MISALIGNED,
    BadStructSize = LVZHI_BAD_STRUCT_SIZE,
    BadValue = LVZHI_BAD_VALUE,
    OutOfRange = LVZHI_OUT_OF_RANGE,
    InvalidText = LVZHI_INVALID_TEXT,
    EmptyText = LVZHI_EMPTY_TEXT,
    TextTooLong = LVZHI_TEXT_TOO_LONG,
    NotAnId = LVZHI_NOT_AN_ID,
    Unencodable = LVZHI_UNENCODABLE,
    NoMemory = LVZHI_NO_MEMORY,
    NotFound = LVZHI_NOT_FOUND,
    ClosedList = LVZHI_CLOSED_LIST,
    Unreadable = LVZHI_UNREADABLE,
    NotAList = LVZHI_NOT_A_LIST,
    Internal = LVZHI_INTERNAL,
}

pub(crate) type Outcome<T> = Result<T, Failure>;

/// Runs the body of an exported function: its result, or the status of its failure. A panic is caught, because
/// unwinding into C is an abort, and the process may be a database server.
#[inline]
pub(crate) fn guard(body: impl FnOnce() -> Outcome<i32>) -> i32 {
    // Nothing that a body borrows outlives it, so no half-made state can be seen afterwards.
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(result)) => result,
        Ok(Err(failure)) => failure as i32,
        Err(_) => LVZHI_INTERNAL,
    }
}

/// Status, message in Chinese, message in English.
type Message = (i32, &'static CStr, &'static CStr);

#[rustfmt::skip]
const MESSAGES: [Message; 19] = [
    (LVZHI_OK, c"成功", c"done"),
    (LVZHI_TRUNCATED, c"缓冲区或数组不足，已写入开头部分，请按 needed 或 count 扩大后重试",
        c"the buffer or array was too small and holds the beginning: enlarge it to needed or count and call again"),
    (LVZHI_NULL_ARGUMENT, c"必需的指针为 NULL", c"a pointer is NULL that must not be"),
    (LVZHI_BAD_LENGTH, c"长度或容量超过 SIZE_MAX/2，可能是负数", c"a length or capacity is over SIZE_MAX/2: perhaps a negative number"),
    (LVZHI_MISALIGNED, c"指针未按所指类型对齐", c"a pointer is not aligned for what it points to"),
    (LVZHI_BAD_STRUCT_SIZE, c"struct_size 不是已知版本的结构大小，请设为 sizeof",
        c"struct_size is not the size of a known version of the struct: set it to sizeof"),
    (LVZHI_BAD_VALUE, c"参数取值不在规定的代码或范围之内", c"an argument is none of its codes or outside its range"),
    (LVZHI_OUT_OF_RANGE, c"序号为负或超出总数", c"an index is negative or not below its count"),
    (LVZHI_INVALID_TEXT, c"文本不符合所声明的编码，出错位置见 lvzhi_valid_up_to",
        c"the bytes are not valid in the encoding stated: lvzhi_valid_up_to tells where"),
    (LVZHI_EMPTY_TEXT, c"文本为空，请写明要办的事", c"the text is empty: say what the matter is"),
    (LVZHI_TEXT_TOO_LONG, c"文本超过 65536 字节（按 UTF-8 计），请只保留诉求部分",
        c"the text has more than 65536 bytes of UTF-8: keep the request itself"),
    (LVZHI_NOT_AN_ID, c"不是事项编号，编号形如 B001、C051、R009", c"not an item id: a letter B, C or R and a number from 1, such as C051"),
    (LVZHI_UNENCODABLE, c"有字符无法用所要求的编码表示", c"a character has no form in the encoding asked for"),
    (LVZHI_NO_MEMORY, c"内存不足", c"out of memory"),
    (LVZHI_NOT_FOUND, c"清单中没有", c"not in the list"),
    (LVZHI_CLOSED_LIST, c"清单已关闭，或句柄无效", c"the list is closed, or the handle is none"),
    (LVZHI_UNREADABLE, c"文件无法读取，原因见 lvzhi_list_problem", c"the file cannot be read: lvzhi_list_problem tells why"),
    (LVZHI_NOT_A_LIST, c"不是可用的编译清单文件，原因见 lvzhi_list_problem",
        c"not a sound compiled list: lvzhi_list_problem tells what is wrong"),
    (LVZHI_INTERNAL, c"程序库内部错误，请报告", c"an error of the library itself: please report it"),
];

fn message(status: i32, language: i32) -> Outcome<&'static CStr> {
    let &(_, chinese, english) = MESSAGES.iter().find(|entry| entry.0 == status).ok_or(Failure::BadValue)?;
    match language {
        LVZHI_CHINESE => Ok(chinese),
        LVZHI_ENGLISH => Ok(english),
        _ => Err(Failure::BadValue),
    }
}

/// What a status means, in LVZHI_CHINESE or LVZHI_ENGLISH, as a static view in UTF-8.
///
/// LVZHI_BAD_VALUE for a number that is no status, and for an unknown language. NULL is LVZHI_NULL_ARGUMENT.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_status_message(status: i32, language: i32, text: *mut Text) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `text` may be written, as the conventions say.
        let out = unsafe { Out::new(text) }?;
        out.set(Text::of_c(message(status, language)?))
    })
}

/// As lvzhi_status_message, in an encoding.
///
/// A text for a buffer: see the conventions.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_status_text(
    status: i32,
    language: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        buffer.c_text(needed, message(status, language)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_status() {
        assert_eq!(guard(|| panic!("for the test")), LVZHI_INTERNAL);
    }

    #[test]
    fn every_failure_has_a_message() {
        for failure in -17..=-2 {
            assert!(MESSAGES.iter().any(|entry| entry.0 == failure), "{failure}");
        }
        let longest = lvzhi::LONGEST_QUERY.to_string();
        let (_, chinese, english) = MESSAGES.iter().find(|entry| entry.0 == LVZHI_TEXT_TOO_LONG).unwrap();
        assert!(chinese.to_str().unwrap().contains(&longest) && english.to_str().unwrap().contains(&longest));
    }
}
