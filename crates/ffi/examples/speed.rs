//! What the same classification costs in Rust, for comparison with tests/speed.c: the best of many short rounds.

use std::hint::black_box;
use std::time::Instant;

const QUESTION: &str = "村东头的水渠被人用垃圾堵住了浇不上地请问该找谁来管呢";

fn main() {
    const TIMES: u32 = 100;
    let list = lvzhi::catalogue();
    let round = || {
        let start = Instant::now();
        for _ in 0..TIMES {
            let answer = list.classify(black_box(QUESTION));
            black_box(&answer);
        }
        start.elapsed().as_nanos() as f64 / f64::from(TIMES)
    };
    let best = (0..500).map(|_| round()).fold(f64::INFINITY, f64::min);
    println!("Catalogue::classify, Rust\t{best:.1}");
}
