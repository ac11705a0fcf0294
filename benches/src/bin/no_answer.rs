//! As `first_answer`, without the list: started by `startup` for comparison.

use lvzhi_benches::memory;
use std::time::Instant;

fn main() {
    let start = Instant::now();
    let before = memory::resident();
    let text = std::env::args().nth(1).unwrap_or_default();
    let since_main = start.elapsed();
    println!("{}", if text.is_empty() { "" } else { "-" });
    let after = memory::resident();
    println!("{} 0 0 0 {before} {after} 0", since_main.as_nanos());
}
