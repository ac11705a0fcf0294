//! Lists of other townships: opened, shared, closed, and what is wrong with a file that is none.

use crate::arguments::{Out, bytes};
use crate::input::Source;
use crate::lists::{self, List};
use crate::output::Buffer;
use crate::status::{Failure, LVZHI_OK, Outcome, guard};
use lvzhi::{Catalogue, OpenError};
use std::error::Error;
use std::ffi::c_void;
use std::{fmt, io};

/// Opens a compiled list (`.lvz`) from a file, which is read whole and then let go of. The list has one share: lvzhi_list_close
/// it once. `lvzhi compile` makes such files.
///
/// The path is a text in an encoding: see the conventions. On Windows any path can be opened; elsewhere the system is asked for the
/// file of that name in UTF-8: where names of files have other bytes, read the file and use lvzhi_list_open_bytes.
/// LVZHI_UNREADABLE where the file cannot be read, LVZHI_NOT_A_LIST where it is no sound list: lvzhi_list_problem says in words what is
/// wrong. `list` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::open`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_list_open(path: *const c_void, len: usize, encoding: i32, list: *mut List) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (source, out) = unsafe { (Source::new(path, len, encoding)?, Out::new(list)?) };
        let opened = source.read(|path| Catalogue::open(path).map_err(|error| refused(&error)))?;
        out.set(lists::enter(opened)?)
    })
}

/// As lvzhi_list_open, from the bytes of such a file. They are copied: the caller may free or change them afterwards.
///
/// `len` is a number of bytes, never LVZHI_NUL_TERMINATED. LVZHI_NOT_A_LIST where they are no sound list:
/// lvzhi_list_problem_bytes says in words what is wrong. `list` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
/// Rust: `Catalogue::from_bytes`, `Catalogue::from_static`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_list_open_bytes(file: *const c_void, len: usize, list: *mut List) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read and a place to write.
        let (file, out) = unsafe { (bytes(file, len)?, Out::new(list)?) };
        out.set(lists::enter(Catalogue::from_bytes(copied(file)?).map_err(|_| Failure::NotAList)?)?)
    })
}

/// Adds a share to a list, for a part of the program that closes it on its own: as many lvzhi_list_close as there are shares.
/// LVZHI_OK for NULL, which needs none; LVZHI_CLOSED_LIST for no open list.
/// Rust: `Catalogue::clone`.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_list_share(list: List) -> i32 {
    guard(|| lists::share(list).map(|()| LVZHI_OK))
}

/// Takes a share of a list away. With the last one the list is closed: its handle is LVZHI_CLOSED_LIST from then on, its static
/// views must not be read any more, and its memory is given back when the calls that other threads are making have ended.
/// LVZHI_OK for NULL, which stays open; LVZHI_CLOSED_LIST for no open list, such as one that was closed before.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_list_close(list: List) -> i32 {
    guard(|| lists::close(list).map(|()| LVZHI_OK))
}

/// What is wrong with a file, in words, in Chinese and English, in the encoding of the path; the empty text if it can be opened. Reads the
/// file again: nothing is kept of a call that failed. For people only: the wording may change.
///
/// A text for a buffer: see the conventions.
/// Rust: `OpenError::file_error`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_list_problem(
    path: *const c_void,
    len: usize,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` bytes and a number to write.
        let (source, buffer, needed) =
            unsafe { (Source::new(path, len, encoding)?, Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        source.read(|path| problem(&buffer, needed, Catalogue::open(path)))
    })
}

/// As lvzhi_list_problem, of the bytes of a file, in an encoding.
///
/// A text for a buffer: see the conventions. `len` is a number of bytes, never LVZHI_NUL_TERMINATED.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_list_problem_bytes(
    file: *const c_void,
    len: usize,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `len` bytes to read, `capacity` bytes and a number to write.
        let (file, buffer, needed) =
            unsafe { (bytes(file, len)?, Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        problem(&buffer, needed, Catalogue::from_bytes(copied(file)?))
    })
}

fn refused(error: &OpenError) -> Failure {
    let read = error.source().and_then(|source| source.downcast_ref::<io::Error>()).map(io::Error::kind);
    match read {
        Some(io::ErrorKind::OutOfMemory) => Failure::NoMemory,
        Some(_) => Failure::Unreadable,
        None => Failure::NotAList,
    }
}

/// A failed allocation must not end the process.
fn copied(file: &[u8]) -> Outcome<Vec<u8>> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(file.len()).map_err(|_| Failure::NoMemory)?;
    copy.extend_from_slice(file);
    Ok(copy)
}

fn problem(buffer: &Buffer, needed: Out<usize>, opened: Result<Catalogue, impl fmt::Display>) -> Outcome<i32> {
    match opened {
        Ok(_) => buffer.text(needed, ""),
        Err(error) => buffer.write(needed, |sink| sink.write_fmt(format_args!("{error}"))),
    }
}
