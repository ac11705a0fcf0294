//! Every function of the library that takes a text or the bytes of a list, with texts and bytes that the compiler cannot know. If a panic is left
//! on a way from one of them, the handler below is linked, and the function that it calls is nowhere to be found.
//!
//! A list is opened once, which allocates: where there is no memory left, the program ends in its allocator, so that what follows is about data.
#![no_std]
#![no_main]

use core::alloc::{GlobalAlloc, Layout};
use core::ffi::c_void;
use core::fmt::{self, Write};
use core::hint::black_box;
use core::panic::PanicInfo;
use lvzhi::{Catalogue, ItemId, Options, Role, Thresholds, Ticket, Tier, Verdict, catalogue, matter, matters};
use lvzhi_tables::fold::{fold_into, folded};

#[link(name = "c")]
unsafe extern "C" {
    safe fn a_panic_can_be_reached() -> !;
    safe fn abort() -> !;
    fn aligned_alloc(align: usize, size: usize) -> *mut c_void;
    fn free(memory: *mut c_void);
}

struct Memory;

// SAFETY: as C promises.
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = layout.size().next_multiple_of(layout.align());
        // SAFETY: a power of two, and a multiple of it.
        let memory = unsafe { aligned_alloc(layout.align(), size) };
        if memory.is_null() {
            abort();
        }
        memory.cast()
    }

    unsafe fn dealloc(&self, memory: *mut u8, _: Layout) {
        // SAFETY: from `alloc`.
        unsafe { free(memory.cast()) }
    }
}

#[global_allocator]
static MEMORY: Memory = Memory;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    a_panic_can_be_reached()
}

/// Takes what is printed and drops it.
struct Sink;

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

fn print(what: impl fmt::Display) {
    _ = black_box(write!(Sink, "{what}"));
}

#[inline(never)]
fn classify(list: &Catalogue, text: &str) {
    let thresholds = Thresholds { listed: black_box(0.5), lead: black_box(0.05) };
    let options = Options { top: black_box(3), thresholds, frames: black_box(true) };
    let answer = match list.classify_with(text, options) {
        Ok(answer) => answer,
        Err(error) => return print(error),
    };
    for found in answer.matches() {
        black_box((found.item.index(), found.score, found.confidence, found.matter.map(|matter| matter.name())));
        for part in list.evidence(text, found.item) {
            black_box((part.start, part.end, part.met.name(), part.share));
        }
    }
    for part in list.classify_parts(text, options).into_iter().flatten() {
        black_box((part.start, part.end, part.answer.verdict));
    }
    lvzhi::frame(text).for_each(|part| _ = black_box((part.start, part.end, part.kind.name())));
    print(Ticket { title: text, category: text, body: text });
    black_box((answer.reason.map(|reason| reason.name()), answer.elsewhere));
    answer.responsible().for_each(|name| _ = black_box(name));
    black_box((answer.verdict.name(), answer.confidence, answer.usual_body(), answer.matter.map(|of| of.id())));
    print(answer.verdict);
}

#[inline(never)]
fn look_up(list: &Catalogue, text: &str) {
    black_box((matter(text).map(|of| (of.thing(), of.act(), of.basis())), matters().count()));
    black_box((text.parse::<Tier>().is_ok(), text.parse::<ItemId>().is_ok()));
    _ = text.parse::<ItemId>().map(print).map_err(print);
    _ = text.parse::<Verdict>().map(print).map_err(print);
    _ = text.parse::<Role>().map(print).map_err(print);
    _ = list.resolve(text).map_err(print);
    for item in [list.item(text), list.item_named(text), list.resolve(text).ok()].into_iter().flatten() {
        black_box((item.id().number(), item.tier().key(), item.category().name(), item.name()));
        item.source_lines().for_each(|line| _ = black_box(line));
        item.covers().for_each(|cover| _ = black_box((cover.matter.map(|of| of.name()), cover.main, cover.stated)));
        item.responsible().for_each(|name| _ = black_box(name));
        black_box((item.is_discontinued(), item.lead().map(|lead| lead.name())));
        for group in item.upper_duties().chain(item.township_duties()) {
            black_box((group.heading(), group.department().map(|of| of.short())));
            group.duties().for_each(|duty| _ = black_box(duty));
        }
        item.departments().for_each(|(of, role)| _ = black_box((of.name(), role.name())));
        item.takeover().for_each(|takeover| _ = black_box((takeover.method(), takeover.department().is_some())));
        item.repairs().for_each(|repair| _ = black_box((repair.field(), repair.scanned(), repair.basis())));
        item.related().for_each(|related| _ = black_box(related.index()));
    }
    for department in list.department(text).into_iter().chain(list.departments_like(text)) {
        black_box((department.name(), department.kind().name()));
        department.aliases().for_each(|alias| _ = black_box(alias));
        department.items(Role::Lead).for_each(|item| _ = black_box(item.index()));
        black_box(list.items().of_department(department, None).in_category(text).count());
        black_box(list.items().of_department(department, None).rev().nth(text.len()).map(|item| item.index()));
        _ = list.items().max().map(print);
    }
    black_box(list.with_nul(text));
}

#[inline(never)]
fn fold(text: &str) {
    folded(text).for_each(|(range, c)| _ = black_box((range, c)));
    let mut buffer = [0; 64];
    black_box(fold_into(text, &mut buffer));
}

/// The bytes of a file, whatever they are.
#[inline(never)]
fn open(bytes: &'static [u8], text: &str) {
    let list = match Catalogue::from_static(bytes) {
        Ok(list) => list,
        Err(error) => return print(error),
    };
    let township = list.township();
    black_box((list.data_version(), township.name(), township.code(), township.edition(), township.is_made_up()));
    list.cross_table().for_each(|(tier, category, items)| _ = black_box((tier, category.name(), items)));
    list.departments().for_each(|department| _ = black_box((department.name(), department.short())));
    classify(&list, text);
    look_up(&list, text);
}

#[unsafe(no_mangle)]
extern "C" fn main(_: i32, _: *const *const u8) -> i32 {
    let text = black_box("");
    classify(catalogue(), text);
    look_up(catalogue(), text);
    fold(text);
    open(black_box(b""), text);
    #[cfg(feature = "one-panic")]
    black_box(&text[black_box(1)..]);
    0
}
