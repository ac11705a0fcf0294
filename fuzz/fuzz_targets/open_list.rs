//! Broken list files whose length and checksum agree: an error, or a list that gives and answers everything in bounded time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi_fuzz::{SMALL_LIST, SMALL_MATTERS, broken, files::walk_list};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;

fuzz_target!(|input: &[u8]| {
    let Some(bytes) = broken(&SMALL_LIST, input) else { return };
    let matters = Matters::open(&SMALL_MATTERS).expect("a test opens them");
    match Tables::open(&bytes) {
        Ok(list) => assert_eq!(walk_list(&list, &matters), walk_list(&list, &matters)),
        Err(error) => assert!(error.to_string().contains('('), "{error}"),
    }
    // Bytes that are part of a program are not read through, and may not bring it down either.
    if let Ok(list) = Tables::open_trusted(&bytes) {
        for text in ["残疾人补贴怎么申请", "拆除违法建筑", "低保"] {
            std::hint::black_box(lvzhi_tables::rank::rank(&matters, &list, text, lvzhi_tables::reading::Reading::Matter, 16));
            std::hint::black_box(list.names.get(list.text, text.as_bytes()));
            std::hint::black_box(list.spellings.get(list.text, text.as_bytes()));
        }
    }
});
