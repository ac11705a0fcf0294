//! Every function of the library that takes a text, with texts that the compiler cannot know. If a panic is left on a way from one of
//! them, the handler below is linked, and the function that it calls is nowhere to be found.
#![no_std]
#![no_main]

use core::fmt::{self, Write};
use core::hint::black_box;
use core::panic::PanicInfo;
use lvzhi::{ItemId, Role, Thresholds, Tier, Verdict, catalogue};
use lvzhi_tables::fold::{fold_into, folded};

#[link(name = "c")]
unsafe extern "C" {
    safe fn a_panic_can_be_reached() -> !;
}

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
fn classify(text: &str) {
    let thresholds = Thresholds { listed: black_box(0.5), lead: black_box(0.05) };
    let answer = match catalogue().classify_with(text, black_box(3), thresholds) {
        Ok(answer) => answer,
        Err(error) => return print(error),
    };
    for found in answer.matches() {
        black_box((found.item.index(), found.score, found.confidence));
        for part in catalogue().evidence(text, found.item) {
            black_box((part.start, part.end, part.met.name(), part.share));
        }
    }
    black_box((answer.verdict.name(), answer.confidence));
    print(answer.verdict);
}

#[inline(never)]
fn look_up(text: &str) {
    let list = catalogue();
    black_box((text.parse::<Tier>().is_ok(), text.parse::<ItemId>().is_ok()));
    _ = text.parse::<ItemId>().map(print).map_err(print);
    _ = text.parse::<Verdict>().map(print).map_err(print);
    _ = text.parse::<Role>().map(print).map_err(print);
    _ = list.resolve(text).map_err(print);
    for item in [list.item(text), list.item_named(text), list.resolve(text).ok()].into_iter().flatten() {
        black_box((item.id().number(), item.tier().key(), item.category().name(), item.name(), item.source_lines()));
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

#[unsafe(no_mangle)]
extern "C" fn main(_: i32, _: *const *const u8) -> i32 {
    let text = black_box("");
    classify(text);
    look_up(text);
    fold(text);
    #[cfg(feature = "one-panic")]
    black_box(&text[black_box(1)..]);
    0
}
