//! How time and memory of a classification grow with the list and with the text: `cargo run --release --bin growth`.
//!
//! A list has room for 1,023 items and outside matters together (the sums of a text stand on the stack), so that ten or a hundred
//! townships are ten or a hundred lists and no larger one: the sizes measured go from a tenth of the list to that limit. Beyond the
//! list's own size the items are there again, each with a part of the words written in other characters, as other items have
//! words of their own and words in common.

use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};
use lvzhi_benches::compose::texts;
use lvzhi_benches::measure::median;
use lvzhi_compiler::index::{BuiltIndex, Example, build, examples, outside_topics};
use lvzhi_compiler::{List, read};
use lvzhi_tables::index::MOST_CLASSES;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Passes over the texts; the median of them is given.
const PASSES: usize = 31;

/// Texts of each length.
const TEXTS: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let list = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/xiamale"))?;
    let own = list.items.len();
    let most = MOST_CLASSES - 1 - outside_topics(&list).len();
    let asked = |characters| texts(lvzhi::catalogue(), TEXTS, characters);

    let mut table =
        headed(["items", "× the list", "terms", "weights, bytes", "25 characters, µs", "200 characters, µs"]);
    for items in [own / 10, own / 3, own, most] {
        let built = of_size(&list, items);
        let index = built.index();
        table.add_row([
            items.to_string(),
            format!("{:.1}", items as f64 / own as f64),
            (index.terms.len() - 1).to_string(),
            index.postings.len().to_string(),
            format!("{:.2}", microseconds(&built, items, &asked(25))),
            format!("{:.2}", microseconds(&built, items, &asked(200))),
        ]);
    }
    println!("{table}\n");

    let built = of_size(&list, own);
    let mut table = headed(["characters", "µs", "ns a character"]);
    for characters in [10, 30, 100, 300, 1000, 3000, 10_000] {
        let time = microseconds(&built, own, &asked(characters));
        table.add_row([
            characters.to_string(),
            format!("{time:.2}"),
            format!("{:.1}", 1000.0 * time / characters as f64),
        ]);
    }
    println!("{table}");
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

/// An index of so many items, spread over the list, or of all of them and of some again in part in other words.
fn of_size(list: &List, items: usize) -> BuiltIndex {
    let own = list.items.len();
    let mut learnt: Vec<(String, Option<usize>)> = Vec::new();
    for Example { text, class } in examples(list) {
        match class {
            // Of a smaller list, items spread evenly; of a larger one, all, and copies.
            Some(item) if item < own && items < own => {
                if item * items % own < items {
                    learnt.push((text.to_owned(), Some(item * items / own)));
                }
            }
            Some(item) if item < own => {
                for (copy, class) in (item..items).step_by(own).enumerate() {
                    learnt.push((reworded(text, copy), Some(class)));
                }
            }
            outside => learnt.push((text.to_owned(), outside.map(|topic| topic - own + items))),
        }
    }
    let learnt: Vec<Example<'_>> = learnt.iter().map(|(text, class)| Example { text, class: *class }).collect();
    build(&learnt, items, items + outside_topics(list).len(), list.calibration)
}

/// A text in which every second Chinese character is another, in each copy a different one.
fn reworded(text: &str, copy: usize) -> String {
    let other = |c: char| char::from_u32(0x4E00 + (c as u32 - 0x4E00 + 977 * copy as u32) % 0x5000).unwrap_or(c);
    let changed = |c: char| copy > 0 && ('\u{4E00}'..'\u{9E00}').contains(&c) && (c as u32).is_multiple_of(2);
    text.chars().map(|c| if changed(c) { other(c) } else { c }).collect()
}

/// The median time of a text.
fn microseconds(built: &BuiltIndex, items: usize, texts: &[String]) -> f64 {
    let index = built.index();
    let tiers = [0, items as u16 / 2, items as u16 * 5 / 6, items as u16];
    let mut passes: Vec<f64> = (0..PASSES)
        .map(|_| {
            let start = Instant::now();
            for text in texts {
                black_box(index.rank(black_box(text), 3, tiers));
            }
            start.elapsed().as_secs_f64() * 1e6 / texts.len() as f64
        })
        .collect();
    median(&mut passes)
}
