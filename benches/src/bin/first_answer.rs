//! Asks the list once, and prints when the answer was there and what it cost: started by `startup`.

use lvzhi_benches::memory;
use std::time::Instant;

fn main() {
    let start = Instant::now();
    let before = memory::resident();
    let text = std::env::args().nth(1).unwrap_or_default();
    let looked_up = Instant::now();
    let name = lvzhi::catalogue().item("C051").map_or("", |item| item.name());
    let looked_up = looked_up.elapsed();
    let asked = Instant::now();
    let answer = lvzhi::catalogue().classify(&text);
    let asked = asked.elapsed();
    let since_main = start.elapsed();
    let best = answer.ok().and_then(|answer| answer.best()).map_or("-".to_owned(), |best| best.item.id().to_string());
    println!("{best}");
    let after = memory::resident();
    let again = Instant::now();
    let _ = std::hint::black_box(lvzhi::catalogue().classify(std::hint::black_box(&text)));
    let again = again.elapsed();
    let figures = [since_main, looked_up, asked, again].map(|time| time.as_nanos().to_string());
    println!("{} {before} {after} {}", figures.join(" "), name.len());
}
