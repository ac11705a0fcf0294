//! The characters of Python strings, without a `bytes` object for each.
//!
//! One of the three places of this package with unsafe code: pyo3 has no safe call for it.
#![allow(unsafe_code)]

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// Characters of Python strings, one string at a time: a surrogate is no `char`, so they are numbers.
#[derive(Default)]
pub(crate) struct Characters(Vec<u32>);

impl Characters {
    /// The characters of a string. `None` where there are more than `most`, or Python refuses.
    pub(crate) fn of(&mut self, string: &Bound<'_, PyString>, most: usize) -> Option<&[u32]> {
        // SAFETY: a live string, by its type, under the GIL.
        let length = unsafe { ffi::PyUnicode_GetLength(string.as_ptr()) };
        let characters = usize::try_from(length).ok().filter(|&characters| characters <= most)?;
        if self.0.len() < characters {
            self.0.resize(characters, 0);
        }
        // SAFETY: as above; there is room for `length` numbers, and no NUL is asked for behind them.
        let written = unsafe { ffi::PyUnicode_AsUCS4(string.as_ptr(), self.0.as_mut_ptr(), length, 0) };
        if written.is_null() {
            let _ = PyErr::take(string.py());
            return None;
        }
        self.0.get(..characters)
    }
}
