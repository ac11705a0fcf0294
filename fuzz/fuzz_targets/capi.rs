//! Every C function that writes, with hostile arguments: NULL and misaligned pointers, lengths and capacities beyond memory, sizes of
//! structs that are none, any number in place of a code or index. Refused calls leave every output as it was, others write inside what
//! the caller said may be written, and no bad pointer is ever accepted.
//!
//! Bytes of the input: the function and the list, how the text is given, how each output is given, encoding, other encoding, capacity, struct size
//! (two bytes), four numbers (two bytes each); the rest is the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi_capi::about::{lvzhi_convert, lvzhi_data_version, lvzhi_text_encoding, lvzhi_valid_up_to, lvzhi_version};
use lvzhi_capi::classify::*;
use lvzhi_capi::codes::{lvzhi_code_count, lvzhi_code_key, lvzhi_code_name, lvzhi_code_text};
use lvzhi_capi::department::*;
use lvzhi_capi::duties::*;
use lvzhi_capi::export::lvzhi_export_line;
use lvzhi_capi::item::*;
use lvzhi_capi::list::*;
use lvzhi_capi::lists::List;
use lvzhi_capi::lookup::*;
use lvzhi_capi::matter::*;
use lvzhi_capi::status::{LVZHI_CLOSED_LIST, LVZHI_INTERNAL, LVZHI_NOT_A_LIST, LVZHI_OK, LVZHI_TRUNCATED, lvzhi_status_message, lvzhi_status_text};
use lvzhi_capi::text::Text;
use lvzhi_capi::told::*;
use lvzhi_capi::township::*;
use std::cell::RefCell;
use std::ffi::c_void;
use std::path::Path;
use std::ptr::{dangling_mut, null, null_mut, without_provenance};
use std::sync::OnceLock;

const HEAD: usize = 16;
const FUNCTIONS: u8 = 51;
/// NULs behind the text that ends before them: enough for UTF-16 behind half a unit.
const NULS: usize = 3;
/// Bytes of the caller's on both sides of an output, which may not be written.
const AROUND: usize = 32;
const MARK: u8 = 0xA5;

/// Memory of the caller's for one output.
struct Place {
    memory: Vec<u8>,
    before: Vec<u8>,
    /// First byte that may be written, and how many.
    start: usize,
    len: usize,
    /// Whether the call must be refused.
    bad: bool,
}

/// The handle of a list that stays open, as a number.
fn opened() -> usize {
    static OPENED: OnceLock<usize> = OnceLock::new();
    *OPENED.get_or_init(|| {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/tongxi"));
        let bytes = lvzhi_compiler::compile_path(folder).expect("a sound list");
        let mut list = null();
        // SAFETY: good pointers and lengths.
        assert_eq!(unsafe { lvzhi_list_open_bytes(bytes.as_ptr().cast(), bytes.len(), &raw mut list) }, LVZHI_OK);
        list.addr()
    })
}

struct Caller<'a> {
    head: &'a [u8; HEAD],
    /// The text, and its NULs.
    text: Box<[u8]>,
    places: RefCell<Vec<Place>>,
}

impl Caller<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.head[at]
    }

    /// The built-in list, another, and handles that are none.
    fn list_asked(&self) -> List {
        match self.byte(0) / FUNCTIONS {
            0 | 1 => null(),
            2 => without_provenance(opened()),
            3 => without_provenance(opened() ^ usize::from(self.byte(6)) << (self.byte(7) % usize::BITS as u8) ^ 1),
            _ => self.text.as_ptr().cast(),
        }
    }

    fn code(&self, at: usize) -> i32 {
        // One more than there are encodings on both sides.
        i32::from(self.byte(at) % 6)
    }

    /// One of the four numbers.
    fn number(&self, at: usize) -> i32 {
        match i16::from_le_bytes([self.byte(8 + 2 * at), self.byte(9 + 2 * at)]) {
            i16::MIN => i32::MIN,
            i16::MAX => i32::MAX,
            number => i32::from(number),
        }
    }

    fn text(&self) -> (*const c_void, usize) {
        let len = self.text.len() - NULS;
        match self.byte(1) {
            1 => (null(), 0),
            2 => (null(), len),
            3 => (self.text.as_ptr().cast(), usize::MAX - 1 - len),
            4 => (self.text.as_ptr().cast(), isize::MAX as usize + 1),
            5 => (dangling_mut::<c_void>(), 0),
            6 => (self.text.as_ptr().cast(), usize::MAX),
            _ => (self.text.as_ptr().cast(), len),
        }
    }

    /// A pointer for `count` outputs of a type, and the number that the caller states.
    fn places<T>(&self, count: usize, has_capacity: bool) -> (*mut T, usize) {
        let mut places = self.places.borrow_mut();
        // Two bits for each of up to four outputs; the other pointers of a call are good.
        let how = if places.len() < 4 { self.byte(2) >> (2 * places.len()) & 3 } else { 0 };
        let mut memory = vec![MARK; count * size_of::<T>() + 2 * AROUND];
        let (start, len) = (memory.as_ptr().align_offset(16) + 16, count * size_of::<T>());
        // SAFETY: `start` is at most 31, inside the memory.
        let pointer: *mut T = unsafe { memory.as_mut_ptr().add(start) }.cast();
        let (pointer, stated, bad) = match how {
            1 => (null_mut(), count, count > 0),
            2 if align_of::<T>() > 1 => (pointer.wrapping_byte_add(1), count, count > 0),
            3 if has_capacity => (pointer, usize::MAX / 2 / size_of::<T>() + 1 + count, true),
            _ => (pointer, count, false),
        };
        places.push(Place { before: memory.clone(), memory, start, len, bad });
        (pointer, stated)
    }

    fn one<T>(&self) -> *mut T {
        self.places(1, false).0
    }

    /// A list of the size that the input says.
    fn list<T>(&self) -> (*mut T, usize) {
        self.places(usize::from(self.byte(5)), true)
    }

    fn buffer(&self) -> (*mut c_void, usize) {
        let (start, capacity) = self.list::<u8>();
        (start.cast(), capacity)
    }

    /// An output that begins with its size.
    fn sized<T>(&self) -> *mut T {
        let pointer = self.one::<T>();
        let mut places = self.places.borrow_mut();
        let place = places.last_mut().expect("pushed just now");
        let stated = u32::from(u16::from_le_bytes([self.byte(6), self.byte(7)]));
        let stated = if stated == 0xFFFF { u32::MAX } else { stated };
        place.memory[place.start..place.start + 4].copy_from_slice(&stated.to_ne_bytes());
        place.before.clone_from(&place.memory);
        place.bad |= stated as usize != size_of::<T>();
        pointer
    }

    fn check(self, status: i32) {
        assert_ne!(status, LVZHI_INTERNAL);
        for place in self.places.into_inner() {
            assert!(!place.bad || status < 0, "a bad pointer or size is accepted");
            if status < 0 {
                assert_eq!(place.memory, place.before, "{status} after an output was written");
                continue;
            }
            let end = place.start + place.len;
            assert_eq!(place.memory[..place.start], place.before[..place.start], "written before the output");
            assert_eq!(place.memory[end..], place.before[end..], "written behind the output");
        }
    }
}

/// Calls the function that the input names.
///
/// # Safety
/// The pointers of the caller are good for what it states, or must be refused.
unsafe fn call(caller: &Caller<'_>) -> i32 {
    let (text, len) = caller.text();
    let list = caller.list_asked();
    let (encoding, to) = (caller.code(3), caller.code(4));
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| caller.number(at));
    let c_text = || caller.one::<Text>();
    let number = || caller.one::<i32>();
    let count = || caller.one::<usize>();
    // SAFETY: as promised to this function.
    unsafe {
        match caller.byte(0) % FUNCTIONS {
            0 => {
                // Options are read, not written: NULL is allowed, a bad size is refused.
                let (evidence, frames) = (d & 3, (d >> 2) & 3);
                let mut options = Options { struct_size: c as u32, listed_e4: a, lead_e4: b, top: d, evidence, frames };
                if d % 2 == 0 {
                    options.struct_size = size_of::<Options>() as u32;
                }
                let options = if d % 3 == 0 { null() } else { &raw const options };
                let (answer, (matches, capacity)) = (caller.sized::<CAnswer>(), caller.list::<CMatch>());
                let status = lvzhi_classify(list, text, len, encoding, options, answer, matches, capacity, count());
                let good = options.is_null()
                    || (*options).struct_size as usize == size_of::<Options>()
                        && (0..=10_000).contains(&a)
                        && (0..=1_000_000).contains(&b)
                        && (1..=LVZHI_MOST_MATCHES).contains(&d)
                        && (0..=1).contains(&evidence)
                        && (0..=1).contains(&frames);
                assert!(good || status < 0, "bad options are accepted");
                status
            }
            1 => lvzhi_verdict_of(list, text, len, encoding),
            2 => lvzhi_item_of(list, text, len, encoding),
            3 => {
                let (into, capacity) = caller.buffer();
                lvzhi_classify_json(list, text, len, encoding, null(), into, capacity, count())
            }
            4 => {
                let (parts, capacity) = caller.list::<CEvidence>();
                lvzhi_evidence_for(list, text, len, encoding, a, parts, capacity, count())
            }
            5 => {
                let (into, capacity) = caller.buffer();
                lvzhi_export_line(list, a, encoding, into, capacity, count())
            }
            6 => {
                let (into, capacity) = caller.buffer();
                lvzhi_convert(text, len, encoding, to, into, capacity, count())
            }
            7 => lvzhi_valid_up_to(text, len, encoding, count()),
            8 => lvzhi_default_options(caller.one()),
            9 => lvzhi_version(c_text()),
            10 => lvzhi_data_version(list, c_text()),
            11 => lvzhi_status_message(a, b, c_text()),
            12 => lvzhi_code_key(a, b, c_text()),
            13 => lvzhi_code_name(a, b, c_text()),
            14 => lvzhi_department_by_name(list, text, len, encoding, number()),
            15 => {
                let (into, capacity) = caller.list::<i32>();
                lvzhi_departments_like(list, text, len, encoding, into, capacity, count())
            }
            16 => lvzhi_department_name(list, a, c_text()),
            17 => {
                let (into, capacity) = caller.buffer();
                lvzhi_department_text(list, a, encoding, into, capacity, count())
            }
            18 => lvzhi_department_short(list, a, c_text()),
            19 => lvzhi_alias(list, a, b, c_text()),
            20 => lvzhi_duty_group(list, a, b, c, c_text(), number()),
            21 => lvzhi_duty(list, a, b, c, d, c_text()),
            22 => lvzhi_item_name(list, a, c_text()),
            23 => {
                let (into, capacity) = caller.buffer();
                lvzhi_item_text(list, a, b, encoding, into, capacity, count())
            }
            24 => lvzhi_item_department(list, a, b, number(), number()),
            25 => lvzhi_takeover(list, a, b, number(), c_text()),
            26 => lvzhi_repair(list, a, b, number(), c_text(), c_text(), c_text()),
            27 => lvzhi_item_by_id(list, text, len, encoding, number()),
            28 => lvzhi_item_by_name(list, text, len, encoding, number()),
            29 => lvzhi_item_resolve(list, text, len, encoding, number()),
            30 => {
                let (into, capacity) = caller.list::<i32>();
                lvzhi_items(list, a, b, c, d, into, capacity, count())
            }
            31 => lvzhi_township_text(list, a, c_text()),
            32 => lvzhi_figure(list, a, c_text(), c_text(), c_text(), caller.one()),
            33 => lvzhi_tier_by_name(text, len, encoding, number()),
            34 => lvzhi_category_name(list, a, c_text()),
            35 => {
                let (into, capacity) = caller.list::<CrossRow>();
                lvzhi_cross_table(list, into, capacity, count())
            }
            36 => lvzhi_text_encoding(text, len),
            37 => {
                let (into, capacity) = caller.buffer();
                lvzhi_answer_text(list, text, len, encoding, null(), into, capacity, count())
            }
            38 => {
                // One count for texts, lengths and rows: a bad text is the row's alone.
                let (texts, lens) = ([text; 2], [len; 2]);
                let (rows, count) = caller.places::<Row>(2, false);
                lvzhi_classify_many(list, texts.as_ptr(), lens.as_ptr(), count, encoding, null(), rows)
            }
            39 => {
                let (into, capacity) = caller.buffer();
                lvzhi_duty_text(list, a, b, c, d, encoding, into, capacity, count())
            }
            40 => {
                let (into, capacity) = caller.buffer();
                lvzhi_duty_heading_text(list, a, b, c, encoding, into, capacity, count())
            }
            41 => {
                let (into, capacity) = caller.buffer();
                lvzhi_takeover_text(list, a, b, encoding, into, capacity, count())
            }
            42 => {
                let (into, capacity) = caller.buffer();
                lvzhi_code_text(a, b, encoding, into, capacity, count())
            }
            43 => {
                let (into, capacity) = caller.buffer();
                lvzhi_status_text(a, b, encoding, into, capacity, count())
            }
            44 => {
                let (into, capacity) = caller.buffer();
                lvzhi_list_problem_bytes(text, len, encoding, into, capacity, count())
            }
            45 => lvzhi_cover(list, a, b, number(), number(), number()),
            46 => lvzhi_matter_by_id(text, len, encoding, number()),
            47 => {
                let (into, capacity) = caller.buffer();
                lvzhi_matter_text(a, b, encoding, into, capacity, count())
            }
            48 => {
                let place = caller.one::<List>();
                let status = lvzhi_list_open_bytes(text, len, place);
                if status == LVZHI_OK {
                    assert_eq!(lvzhi_list_close(place.read()), LVZHI_OK);
                }
                status
            }
            49 => shared_and_closed(list),
            _ => numbers(list, [a, b, c, d]),
        }
    }
}

/// A share that is added and taken away again leaves a list as it was; what is no list has none.
fn shared_and_closed(list: List) -> i32 {
    let status = lvzhi_list_share(list);
    assert!(matches!(status, LVZHI_OK | LVZHI_CLOSED_LIST));
    assert_eq!(lvzhi_list_close(list), status);
    status
}

/// The functions that write nothing: any number is answered.
fn numbers(list: List, [a, b, c, d]: [i32; 4]) -> i32 {
    let one: [extern "C" fn(List, i32) -> i32; 17] = [
        lvzhi_item_tier,
        lvzhi_item_number,
        lvzhi_item_category,
        lvzhi_item_is_discontinued,
        lvzhi_item_lead,
        lvzhi_item_department_count,
        lvzhi_takeover_count,
        lvzhi_source_line_count,
        lvzhi_related_count,
        lvzhi_repair_count,
        lvzhi_cover_count,
        lvzhi_alias_count,
        lvzhi_department_kind,
        lvzhi_declared_items,
        lvzhi_declared_categories,
        lvzhi_declared_departments,
        lvzhi_missing_departments,
    ];
    let two: [extern "C" fn(List, i32, i32) -> i32; 5] =
        [lvzhi_department_item_count, lvzhi_duty_group_count, lvzhi_source_line, lvzhi_related, lvzhi_item_at];
    let all = one.into_iter().map(|function| function(list, a)).chain(two.into_iter().map(|function| function(list, b, c)));
    all.chain([lvzhi_duty_count(list, a, c, d), lvzhi_code_count(a)])
        .inspect(|&status| assert_ne!(status, LVZHI_INTERNAL))
        .min()
        .unwrap_or(0)
}

fuzz_target!(|input: &[u8]| {
    let Some((head, text)) = input.split_first_chunk::<HEAD>() else { return };
    let with_nuls = [text, &[0; NULS]].concat().into();
    let caller = Caller { head, text: with_nuls, places: RefCell::new(Vec::new()) };
    let function = caller.byte(0) % FUNCTIONS;
    // SAFETY: places are as long as is stated, or what is stated must be refused.
    let status = unsafe { call(&caller) };
    let gives_a_number = matches!(function, 1 | 2 | 36 | 50..);
    assert!(status >= LVZHI_NOT_A_LIST && (gives_a_number || status <= LVZHI_TRUNCATED), "{status}");
    let takes_text = matches!(function, 0..=4 | 6 | 7 | 14 | 15 | 27..=29 | 33 | 36 | 37 | 44 | 46 | 48);
    let bad_text = matches!(caller.byte(1), 2 if !text.is_empty()) || matches!(caller.byte(1), 3 | 4);
    assert!(!(takes_text && bad_text) || status < 0, "a bad text is accepted");
    caller.check(status);
});
