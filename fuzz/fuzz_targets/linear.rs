//! The time of every function that takes a text grows with the text, not with its square: sixteen times the text takes at
//! most sixty-four times as long. Coarse, so that a loaded machine is no finding: a square would be 256 times.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi::{ItemId, Tier, catalogue};
use lvzhi_capi::about::lvzhi_convert;
use lvzhi_capi::classify::{CEvidence, lvzhi_evidence_for};
use std::hint::black_box;
use std::ptr::{null, null_mut};
use std::time::{Duration, Instant};

const MORE: u32 = 16;
const SLACK: u32 = 4;

fn all(text: &str, gb18030: &[u8]) {
    let list = catalogue();
    if let Some(best) = list.classify(text).ok().and_then(|answer| answer.best()) {
        black_box(list.evidence(text, best.item).count());
        let (mut parts, mut count) = ([CEvidence { start: 0, end: 0, met: 0, share_e3: 0 }; 12], 0);
        let (start, place) = (gb18030.as_ptr().cast(), best.item.index() as i32);
        // SAFETY: the lengths are those of the slices.
        unsafe { lvzhi_evidence_for(null(), start, gb18030.len(), 2, place, parts.as_mut_ptr(), 12, &mut count) };
    }
    black_box((list.resolve(text).is_ok(), list.department(text), list.departments_like(text).count()));
    black_box((text.parse::<ItemId>().is_ok(), text.parse::<Tier>().is_ok()));
    let mut needed = 0;
    // SAFETY: the length is that of the text, and nothing is written but the size.
    unsafe { lvzhi_convert(text.as_ptr().cast(), text.len(), 1, 3, null_mut(), 0, &mut needed) };
}

fn time(text: &str) -> Duration {
    let gb18030 = encoding_rs::GB18030.encode(text).0;
    let start = Instant::now();
    all(text, &gb18030);
    start.elapsed()
}

fuzz_target!(|text: &str| {
    if text.is_empty() || text.len() > 512 {
        return;
    }
    let short = text.repeat(512usize.div_ceil(text.len()));
    let long = short.repeat(MORE as usize);
    let (mut least_short, mut least_long) = (Duration::MAX, Duration::MAX);
    // The least of several: other programs only add.
    for _ in 0..10 {
        least_short = least_short.min(time(&short));
        least_long = least_long.min(time(&long));
        if least_long < least_short * MORE * SLACK {
            return;
        }
    }
    panic!("{least_short:?} for {} bytes, {least_long:?} for {}", short.len(), long.len());
});
