//! How fast the core alone is, for bench.py to compare with: one text after the other, and all cores.
//!
//! `core_speed FILE`: a text a line. Prints JSON: nanoseconds per text on one core (three candidates), and seconds for all texts
//! on all cores (one candidate).
#![allow(missing_docs)]

use lvzhi::Options;
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Texts of the measurement on one core, and how often it is taken: the quickest counts.
const ALONE: usize = 20_000;
const TIMES: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("core_speed FILE")?;
    let all = std::fs::read_to_string(file)?;
    let texts: Vec<&str> = all.lines().collect();
    let list = lvzhi::catalogue();
    let alone = texts.get(..ALONE.min(texts.len())).unwrap_or(&[]);
    let mut quickest = Duration::MAX;
    for _ in 0..TIMES {
        let start = Instant::now();
        for text in alone {
            let _ = black_box(list.classify(black_box(text)));
        }
        quickest = quickest.min(start.elapsed());
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let from = next.fetch_add(512, Ordering::Relaxed);
                    let Some(block) = texts.get(from..texts.len().min(from + 512)).filter(|block| !block.is_empty())
                    else {
                        break;
                    };
                    // One candidate, as `classify_many` asks for.
                    for text in block {
                        let _ =
                            black_box(list.classify_with(black_box(text), Options { top: 1, ..Options::default() }));
                    }
                }
            });
        }
    });
    let together = start.elapsed();
    println!(
        "{{\"alone_ns\":{:.1},\"together_s\":{:.4},\"cores\":{cores}}}",
        quickest.as_nanos() as f64 / alone.len().max(1) as f64,
        together.as_secs_f64()
    );
    Ok(())
}
