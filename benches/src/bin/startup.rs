//! Start of a process to its first answer, memory added, sizes of binaries: `cargo run --release --bin startup`.

use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};
use lvzhi_benches::compose::texts;
use lvzhi_benches::measure::median;
use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// Starts of each program, in turn.
const STARTS: usize = 200;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Medians of the starts of a program.
struct Started {
    whole_us: f64,
    figures: Vec<f64>,
}

fn run() -> Result<(), Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let folder = own.parent().ok_or("no folder")?;
    let programs = ["no_answer", "first_answer"].map(|name| folder.join(name));
    for program in &programs {
        if !program.is_file() {
            return Err(format!("{} is missing: cargo build --release --bins", program.display()).into());
        }
    }
    let texts = texts(lvzhi::catalogue(), STARTS, 25);
    let mut starts: [Vec<Vec<f64>>; 2] = [Vec::new(), Vec::new()];
    for text in &texts {
        for (program, starts) in programs.iter().zip(&mut starts) {
            starts.push(start(program, text)?);
        }
    }
    let [without, with] = starts.map(|starts| {
        let columns = starts.first().map_or(0, Vec::len);
        let mut medians = (0..columns).map(|at| median(&mut starts.iter().map(|row| row[at]).collect::<Vec<_>>()));
        Started { whole_us: medians.next().unwrap_or(0.0), figures: medians.collect() }
    });
    let [bytes_without, bytes_with] = [size(&programs[0])?, size(&programs[1])?];
    let us = |value: f64| format!("{value:.1} µs");
    let kib = |value: f64| format!("{value:.0} KiB");
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_header(["", "with the list", "the same without it"]);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let nanoseconds = |started: &Started, at: usize| us(started.figures.get(at).copied().unwrap_or(0.0) / 1000.0);
    let memory =
        |started: &Started| kib(started.figures.get(5).zip(started.figures.get(4)).map_or(0.0, |(a, b)| a - b));
    let rows = [
        ["start of the process to its first line".to_owned(), us(with.whole_us), us(without.whole_us)],
        ["`main` to first answer".to_owned(), nanoseconds(&with, 0), nanoseconds(&without, 0)],
        ["first look-up by written id".to_owned(), nanoseconds(&with, 1), String::new()],
        ["first classify, 25 characters".to_owned(), nanoseconds(&with, 2), String::new()],
        ["the same text again".to_owned(), nanoseconds(&with, 3), String::new()],
        ["memory added by the first answer".to_owned(), memory(&with), memory(&without)],
        ["binary, stripped".to_owned(), kib(bytes_with / 1024.0), kib(bytes_without / 1024.0)],
    ];
    for row in rows {
        table.add_row(row);
    }
    println!("{table}\n\nMedians of {STARTS} starts of each, in turn, warm page cache, another text each time.");
    Ok(())
}

fn size(program: &Path) -> Result<f64, Box<dyn Error>> {
    Ok(std::fs::metadata(program)?.len() as f64)
}

/// Microseconds from the start to the first line, then the figures that the program prints.
fn start(program: &Path, text: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let started = Instant::now();
    let mut child = Command::new(program).arg(text).stdout(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    lines.next().ok_or("no answer")??;
    let mut row = vec![started.elapsed().as_secs_f64() * 1e6];
    let figures = lines.next().ok_or("no figures")??;
    child.wait()?;
    for figure in figures.split(' ') {
        row.push(figure.parse()?);
    }
    Ok(row)
}
