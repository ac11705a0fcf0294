//! How time and memory grow with the list, with the text, and with the number of lists: `cargo run --release --bin growth`.
//!
//! Larger lists are the built-in one with its items there again, each with a part of its words written in other characters, as other items
//! have words of their own and words in common.

use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};
use lvzhi::Catalogue;
use lvzhi_benches::compose::texts;
use lvzhi_benches::measure::median;
use lvzhi_benches::memory::resident;
use lvzhi_compiler::{List, compile, model, read};
use lvzhi_tables::matters::Matters;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Passes over the texts; the median of them is given.
const PASSES: usize = 31;

/// Texts of each length.
const TEXTS: usize = 50;

/// Lists of a county.
const COUNTY: u64 = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let list = read(&data.join("xiamale"))?;
    let matters = Matters::built_in()?;
    let asked = |characters| texts(lvzhi::catalogue(), TEXTS, characters);

    // Before anything else is in memory.
    county(&compile(&list, &matters)?)?;

    let mut table = headed([
        "items",
        "file, KB",
        "compile, ms",
        "bound, ms",
        "open, ms",
        "25 characters, µs",
        "200 characters, µs",
    ]);
    for items in [30, 100, list.items.len(), 1000, 3000, 10_000] {
        let grown = of_size(&list, items);
        let unbound = List { covers: Vec::new(), ..grown.clone() };
        let bytes = compile(&grown, &matters)?;
        let opened = Catalogue::from_bytes(bytes.clone())?;
        table.add_row([
            items.to_string(),
            format!("{:.0}", bytes.len() as f64 / 1000.0),
            format!("{:.1}", milliseconds(|| compile(&grown, &matters))),
            format!("{:.1}", milliseconds(|| compile(&unbound, &matters))),
            format!("{:.2}", milliseconds(|| Catalogue::from_bytes(bytes.clone()))),
            format!("{:.2}", microseconds(&opened, &asked(25))),
            format!("{:.2}", microseconds(&opened, &asked(200))),
        ]);
    }
    println!("{table}\n\nbound: without covers, so that compiling finds the matters of each item.\n");

    let mut table = headed(["characters", "µs", "ns a character"]);
    for characters in [10, 30, 100, 300, 1000, 3000, 10_000] {
        let time = microseconds(lvzhi::catalogue(), &asked(characters));
        table.add_row([
            characters.to_string(),
            format!("{time:.2}"),
            format!("{:.1}", 1000.0 * time / characters as f64),
        ]);
    }
    println!("{table}");
    Ok(())
}

/// What the lists of a county take in memory, beside one.
fn county(bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut lists = Vec::with_capacity(COUNTY as usize);
    let mut sizes = Vec::new();
    for _ in 0..COUNTY {
        lists.push(Catalogue::from_bytes(bytes.to_vec())?);
        // Whatever a query touches is in memory then.
        black_box(lists.iter().map(|list| list.classify("老板欠我们工钱不给").is_ok()).filter(|&is| is).count());
        sizes.push(resident());
    }
    if let [one, .., all] = sizes.as_slice() {
        let more = all.saturating_sub(*one) as f64 / 1024.0;
        println!("{COUNTY} lists of {} KB open in one process take {more:.1} MiB more than one.\n", bytes.len() / 1000);
    }
    Ok(())
}

fn headed<const N: usize>(titles: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_header(titles);
    for column in table.column_iter_mut() {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// A list of so many items: the first ones of each tier, or all, and copies behind them in part in other words.
fn of_size(list: &List, items: usize) -> List {
    let own = list.items.len();
    let mut grown = List { items: Vec::new(), covers: Vec::new(), phrases: Vec::new(), ..list.clone() };
    for tier in model::Tier::ALL {
        let of_tier: Vec<usize> =
            (0..own).filter(|&at| list.items.get(at).is_some_and(|item| item.tier == tier)).collect();
        let wanted = (of_tier.len() * items).div_ceil(own);
        for (n, (&at, copy)) in (0..).flat_map(|copy| of_tier.iter().map(move |at| (at, copy))).take(wanted).enumerate()
        {
            let Some(item) = list.items.get(at) else { continue };
            let covers = list.covers.iter().filter(|(of, _)| *of == at).map(|(_, cover)| (grown.items.len(), *cover));
            grown.covers.extend(covers.collect::<Vec<_>>());
            let number = u16::try_from(n + 1).unwrap_or(u16::MAX);
            // No two items are called the same.
            let name = if copy == 0 { item.name.clone() } else { format!("{}{copy}", reworded(&item.name, copy)) };
            grown.items.push(model::Item { number, name, ..item.clone() });
        }
    }
    grown
}

/// A text in which every second Chinese character is another, in each copy a different one.
fn reworded(text: &str, copy: u32) -> String {
    let other = |c: char| char::from_u32(0x4E00 + (c as u32 - 0x4E00 + 977 * copy) % 0x5000).unwrap_or(c);
    let changed = |c: char| ('\u{4E00}'..'\u{9E00}').contains(&c) && (c as u32).is_multiple_of(2);
    text.chars().map(|c| if changed(c) { other(c) } else { c }).collect()
}

/// The median time of some work.
fn milliseconds<T>(work: impl Fn() -> T) -> f64 {
    let pass = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1e3
    };
    median(&mut (0..5).map(pass).collect::<Vec<_>>())
}

/// The median time of a text.
fn microseconds(list: &Catalogue, texts: &[String]) -> f64 {
    let mut passes: Vec<f64> = (0..PASSES)
        .map(|_| {
            let start = Instant::now();
            for text in texts {
                black_box(list.classify(black_box(text)).is_ok());
            }
            start.elapsed().as_secs_f64() * 1e6 / texts.len() as f64
        })
        .collect();
    median(&mut passes)
}
