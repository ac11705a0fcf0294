//! Broken files of matters whose length and checksum agree: an error, or matters by which a list answers, with numbers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi_fuzz::{SMALL_LIST, SMALL_MATTERS, broken, files::walk_matters};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;

fuzz_target!(|input: &[u8]| {
    let Some(bytes) = broken(&SMALL_MATTERS, input) else { return };
    let list = Tables::open(&SMALL_LIST).expect("a test opens it");
    match Matters::open(&bytes) {
        Ok(matters) => assert_eq!(walk_matters(&matters, &list), walk_matters(&matters, &list)),
        Err(error) => assert!(error.to_string().contains('('), "{error}"),
    }
    if let Ok(matters) = Matters::open_trusted(&bytes) {
        for text in ["残疾人补贴怎么申请", "拆除违法建筑", "低保"] {
            std::hint::black_box(lvzhi_tables::rank::rank(&matters, &list, text, lvzhi_tables::reading::Reading::Matter, 16));
        }
    }
});
