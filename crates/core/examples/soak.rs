//! Many calls for a long time: `scripts/soak.sh` runs this program, and its like in C and Python, and says what they print.
//!
//! ```text
//! soak ANSWERS.tsv THREADS SECONDS CALLS
//! ```
//!
//! The file has a text and the answer to it, as JSON, in each line. First the threads ask all of them over and over, each beginning
//! elsewhere; then one thread asks `CALLS` times, and the memory after a tenth of them is compared with that at the end. Prints
//! the calls of the threads, and the memory at both times in KiB. A wrong answer ends the program.

use std::error::Error;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

type Lines = Vec<(String, String)>;

fn read(path: &str) -> Result<Lines, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let lines: Option<Lines> = text
        .lines()
        .map(|line| line.split_once('\t').map(|(text, answer)| (text.to_owned(), answer.to_owned())))
        .collect();
    lines.filter(|lines| !lines.is_empty()).ok_or_else(|| format!("{path}: lines of text, tab, answer").into())
}

/// Asks the text with this number; the numbers go round. Whether the answer is the one in the file.
fn right(lines: &Lines, number: u64) -> bool {
    let Some((text, answer)) = lines.get((number % lines.len() as u64) as usize) else { return false };
    let given = lvzhi::catalogue().classify(text).map(|given| given.to_json());
    given.is_ok_and(|given| given == *answer)
}

/// What of this process is in memory, in KiB, counted exactly: the figure in /proc/self/status lags behind.
fn memory() -> Result<u64, Box<dyn Error>> {
    let all = std::fs::read_to_string("/proc/self/smaps_rollup")?;
    let rss = all.lines().find_map(|line| line.strip_prefix("Rss:")).ok_or("no Rss")?;
    Ok(rss.trim().trim_end_matches(" kB").parse()?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, threads, seconds, calls] = arguments.as_slice() else {
        return Err("soak ANSWERS.tsv THREADS SECONDS CALLS".into());
    };
    let lines = read(path)?;
    let (threads, seconds, calls): (u64, u64, u64) = (threads.parse()?, seconds.parse()?, calls.parse()?);

    let (stop, asked, wrong) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for thread in 0..threads {
            let (lines, stop, asked, wrong) = (&lines, &stop, &asked, &wrong);
            scope.spawn(move || {
                let mut number = thread * lines.len() as u64 / threads;
                while !stop.load(Ordering::Relaxed) {
                    wrong.fetch_add(u64::from(!right(lines, number)), Ordering::Relaxed);
                    asked.fetch_add(1, Ordering::Relaxed);
                    number += 1;
                }
            });
        }
        thread::sleep(Duration::from_secs(seconds));
        stop.store(true, Ordering::Relaxed);
    });

    let mut first = 0;
    for number in 0..calls {
        if number == calls / 10 {
            first = memory()?;
        }
        wrong.fetch_add(u64::from(!right(&lines, number)), Ordering::Relaxed);
    }
    let wrong = wrong.into_inner();
    if wrong > 0 {
        return Err(format!("{wrong} answers are not those of the file").into());
    }
    println!("{}\t{first}\t{}", asked.into_inner(), memory()?);
    Ok(())
}
