//! Answering allocates nothing: a counting allocator proves it.
#![allow(
    unsafe_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test; an allocator is unsafe to write"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    /// Of this thread: that of the test harness allocates when it likes. Without a destructor, so that it can be counted at any time.
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call is handed to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller's promise is handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is handed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce() -> usize) -> usize {
    let before = COUNT.get();
    std::hint::black_box(work());
    COUNT.get() - before
}

#[test]
fn answers_and_look_ups_allocate_nothing() {
    assert!(allocations(|| vec![1u8; 100].len()) > 0, "the counter counts");
    let texts = [
        "老板欠我们工钱不给".to_owned(),
        "领导您好，我们小区旁边的工地每天晚上施工到凌晨两点，".repeat(8),
        "一段很长的话".repeat(3000),
        "😀?".to_owned(),
        String::new(),
    ];
    let name = "对临时建筑物、构筑物和其他设施限期拆除期满仍不拆除的强制拆除".to_owned();
    let list = lvzhi::catalogue();
    let count = allocations(|| {
        let mut work = 0;
        for text in &texts {
            if let Ok(answer) = list.classify(text) {
                for found in answer.matches() {
                    work += found.item.index() + list.evidence(text, found.item).count();
                }
            }
        }
        for text in &texts {
            work += lvzhi::frame(text).count();
            work += list.classify_parts(text, lvzhi::Options::default()).map_or(0, |parts| parts.count());
        }
        for item in list.items() {
            work += item.name().len() + item.departments().count() + item.related().count() + item.repairs().count();
            work += item.upper_duties().flat_map(|group| group.duties()).map(str::len).sum::<usize>();
            work += list.item_named(item.name()).map_or(0, |item| item.index());
        }
        work += list.item_named(&name).map_or(0, |item| item.index());
        work += list.department("县人社局").map_or(0, |department| department.items(None).count());
        work += list.items().in_category("社会保障").rev().count();
        work += "lead".parse::<lvzhi::Role>().map_or(0, |role| role as usize);
        work += list.departments_like("人社厅").count() + list.cross_table().count();
        work
    });
    assert_eq!(count, 0);
}
