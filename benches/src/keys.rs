//! The keys of the list, and the tables over them that were made at build time.

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// A look-up of gperf: a key to its place.
pub type Gperf = fn(&str) -> Option<u16>;

/// The look-ups of gperf over names, ids and departments. `None` where gperf was missing when this was built.
#[must_use]
pub fn gperf() -> Option<[Gperf; 3]> {
    #[cfg(gperf)]
    return Some([linked::names, linked::ids, linked::departments]);
    #[cfg(not(gperf))]
    None
}

#[cfg(gperf)]
mod linked {
    use std::ffi::{c_char, c_int};

    unsafe extern "C" {
        fn gperf_names(key: *const c_char, length: usize) -> c_int;
        fn gperf_ids(key: *const c_char, length: usize) -> c_int;
        fn gperf_departments(key: *const c_char, length: usize) -> c_int;
    }

    macro_rules! safe {
        ($name:ident, $linked:ident) => {
            #[inline]
            pub(super) fn $name(key: &str) -> Option<u16> {
                // SAFETY: the function reads `length` bytes of the key and no more, since it compares lengths first.
                let place = unsafe { $linked(key.as_ptr().cast(), key.len()) };
                u16::try_from(place).ok()
            }
        };
    }

    safe!(names, gperf_names);
    safe!(ids, gperf_ids);
    safe!(departments, gperf_departments);
}
