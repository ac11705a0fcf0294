//! Pointers from C, checked before they are used.

use crate::status::{Failure, LVZHI_OK, LVZHI_TRUNCATED, Outcome};
use std::ffi::c_void;
use std::ptr::NonNull;

/// The longest length that a caller may state: what a pointer can reach, and no negative number read as unsigned.
const LONGEST: usize = isize::MAX as usize;

/// A place for one output.
pub(crate) struct Out<T>(NonNull<T>);

impl<T> Out<T> {
    /// # Safety
    /// If not NULL and aligned, `place` may be written as a `T` until the call ends.
    #[inline]
    pub(crate) unsafe fn new(place: *mut T) -> Outcome<Self> {
        let place = NonNull::new(place).ok_or(Failure::NullArgument)?;
        if place.is_aligned() { Ok(Self(place)) } else { Err(Failure::Misaligned) }
    }

    /// Writes the output. The status is that of a call that has done all it was asked.
    #[inline]
    pub(crate) fn set(self, value: T) -> Outcome<i32> {
        // SAFETY: `new` was promised that the place may be written; it is not NULL and aligned.
        unsafe { self.0.write(value) };
        Ok(LVZHI_OK)
    }
}

/// A caller's array.
pub(crate) struct Array<T> {
    start: *mut T,
    capacity: usize,
}

impl<T: Copy> Array<T> {
    /// NULL is allowed with capacity 0 only.
    ///
    /// # Safety
    /// If not NULL and aligned, `start` begins `capacity` places that may be written as `T` until the call ends.
    pub(crate) unsafe fn new(start: *mut T, capacity: usize) -> Outcome<Self> {
        if capacity.checked_mul(size_of::<T>()).is_none_or(|bytes| bytes > LONGEST) {
            return Err(Failure::BadLength);
        }
        if capacity > 0 && start.is_null() {
            return Err(Failure::NullArgument);
        }
        if capacity > 0 && !start.is_aligned() {
            return Err(Failure::Misaligned);
        }
        Ok(Self { start, capacity })
    }

    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Writes as many values as have room; gives how many there are in all.
    pub(crate) fn fill(&self, values: impl Iterator<Item = T>) -> usize {
        let mut all = 0;
        for value in values {
            if all < self.capacity {
                // SAFETY: `new` was promised `capacity` places, aligned and not NULL where there is one.
                unsafe { self.start.add(all).write(value) };
            }
            all = all.saturating_add(1);
        }
        all
    }

    /// As [`Array::fill`], telling the number in `count`; capacity 0 asks for the number.
    pub(crate) fn list(&self, values: impl Iterator<Item = T>, count: Out<usize>) -> Outcome<i32> {
        let all = self.fill(values);
        count.set(all)?;
        Ok(if self.capacity == 0 || all <= self.capacity { LVZHI_OK } else { LVZHI_TRUNCATED })
    }
}

/// The bytes of a text from C. NULL with length 0 is the empty text.
///
/// # Safety
/// If not NULL, `start` begins `len` bytes that may be read, and that nobody changes, until the call ends.
#[inline]
pub(crate) unsafe fn bytes<'a>(start: *const c_void, len: usize) -> Outcome<&'a [u8]> {
    if len > LONGEST {
        return Err(Failure::BadLength);
    }
    if len == 0 {
        return Ok(&[]);
    }
    if start.is_null() {
        return Err(Failure::NullArgument);
    }
    // SAFETY: not NULL, of a length that a slice may have; bytes need no alignment; the rest is the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(start.cast::<u8>(), len) })
}

/// An array from C. NULL is allowed with length 0 only.
///
/// # Safety
/// If not NULL and aligned, `start` begins `len` values that may be read, and that nobody changes, until the call ends.
pub(crate) unsafe fn values<'a, T>(start: *const T, len: usize) -> Outcome<&'a [T]> {
    if len.checked_mul(size_of::<T>()).is_none_or(|bytes| bytes > LONGEST) {
        return Err(Failure::BadLength);
    }
    if len == 0 {
        return Ok(&[]);
    }
    if start.is_null() {
        return Err(Failure::NullArgument);
    }
    if !start.is_aligned() {
        return Err(Failure::Misaligned);
    }
    // SAFETY: not NULL, aligned, of a length that a slice may have; the rest is the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(start, len) })
}

/// The bytes of a text from C that ends before its NUL, which has `nul_len` bytes.
///
/// # Safety
/// If not NULL, `start` begins bytes that may be read up to such a NUL, and that nobody changes until the call ends.
pub(crate) unsafe fn bytes_to_nul<'a>(start: *const c_void, nul_len: usize) -> Outcome<&'a [u8]> {
    if start.is_null() {
        return Err(Failure::NullArgument);
    }
    let start = start.cast::<u8>();
    let mut len = 0usize;
    // SAFETY: every byte up to the NUL may be read; the bytes of one unit are read only when no unit before it was the NUL.
    while unsafe { (0..nul_len).any(|n| start.add(len.wrapping_add(n)).read() != 0) } {
        len = len.checked_add(nul_len).ok_or(Failure::BadLength)?;
    }
    // SAFETY: these bytes have just been read.
    Ok(unsafe { std::slice::from_raw_parts(start, len) })
}

/// A struct from C that begins with `struct_size`; the size must be that of `T`, the only version so far.
///
/// # Safety
/// If not NULL and aligned, `place` begins four bytes that may be read and, if they state the size of `T`, a `T` that may
/// be read until the call ends.
pub(crate) unsafe fn sized<T: Copy>(place: *const T) -> Outcome<T> {
    if place.is_null() {
        return Err(Failure::NullArgument);
    }
    if !place.is_aligned() {
        return Err(Failure::Misaligned);
    }
    // SAFETY: not NULL; aligned for `T`, whose first field is a u32. Only these four bytes are read before the size is known.
    let size = unsafe { place.cast::<u32>().read() };
    if usize::try_from(size) != Ok(size_of::<T>()) {
        return Err(Failure::BadStructSize);
    }
    // SAFETY: the caller states that a whole `T` is there.
    Ok(unsafe { place.read() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_beyond_memory_are_refused() {
        let byte = 0u8;
        let start = (&raw const byte).cast();
        // SAFETY: nothing is read where the length is refused.
        assert_eq!(unsafe { bytes(start, usize::MAX) }, Err(Failure::BadLength));
        // SAFETY: nothing is written where the capacity is refused.
        assert!(unsafe { Array::<u32>::new(std::ptr::dangling_mut(), usize::MAX / 4) }.is_err());
    }
}
