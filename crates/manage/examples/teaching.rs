//! What teaching wins and what it moves:
//! `cargo run --release -p lvzhi-manage --example teaching -- LIST.lvz QUERIES.jsonl [OTHERS.jsonl …]`.
//!
//! Of the queries that the list holds 100 are taught and the others asked before and after, in five random splits. Then the texts of the other files
//! are asked: how many of those that are near to nothing taught are answered otherwise.

use lvzhi::{Answer, Catalogue};
use lvzhi_manage::headings::LABELS;
use lvzhi_manage::labels::{Labelled, Wanted, WantedText, labelled};
use lvzhi_manage::meaning::is_not_listed;
use lvzhi_manage::teach::{corrections, taught};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

const TAUGHT: usize = 100;
const SPLITS: u64 = 5;

/// SplitMix64: the same splits on every machine.
fn shuffle<T>(things: &mut [T], seed: u64) {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    for at in (1..things.len()).rev() {
        things.swap(at, (next() % (at as u64 + 1)) as usize);
    }
}

fn read(path: &str) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let text = WantedText { named: None, option: "--column" };
    let label = Wanted { named: None, usual: &LABELS, option: "--label" };
    Ok(labelled(Path::new(path), text, &[label])?.rows)
}

fn right(list: &Catalogue, rows: &[Labelled]) -> Result<[f64; 2], Box<dyn Error>> {
    let mut found = [0, 0];
    for row in rows {
        let answer = list.classify(&row.text)?;
        let is_right = |item: lvzhi::Item<'_>| row.labels.iter().flatten().any(|id| *id == item.id().to_string());
        let place = answer.matches().position(|found| is_right(found.item));
        found[0] += i32::from(place == Some(0));
        found[1] += i32::from(place.is_some());
    }
    Ok(found.map(|count| f64::from(count) / rows.len() as f64))
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, queries, others @ ..] = arguments.as_slice() else { return Err("give a list and its queries".into()) };
    let bytes = if list == "built-in" { None } else { Some(std::fs::read(list)?) };
    let bytes = match bytes {
        Some(bytes) => bytes,
        None => {
            let list = lvzhi_compiler::parse_export(Path::new("built-in"), &lvzhi::catalogue().export())?;
            lvzhi_compiler::compile(&list, &lvzhi_tables::matters::Matters::built_in()?)?
        }
    };
    let before = Catalogue::from_bytes(bytes.clone())?;
    let is_inside = |row: &Labelled| row.labels.iter().flatten().any(|label| !is_not_listed(label));
    let inside: Vec<Labelled> = read(queries)?.into_iter().filter(is_inside).collect();
    let mut gained = [0.0; 2];
    for split in 0..SPLITS {
        let mut rows = inside.clone();
        shuffle(&mut rows, split);
        let (teach, rest) = rows.split_at(TAUGHT.min(rows.len()));
        let corrections = corrections(&before, teach).map_err(|wrong| format!("{wrong:?}"))?;
        let start = Instant::now();
        let after = Catalogue::from_bytes(taught(&bytes, &corrections.taught)?)?;
        let took = start.elapsed();
        let (was, is, told) = (right(&before, rest)?, right(&after, rest)?, right(&after, teach)?);
        let same = |a: &Answer<'_>, b: &Answer<'_>| {
            let id = |answer: &Answer<'_>| answer.best().map(|best| best.item.id());
            a.verdict == b.verdict && id(a) == id(b)
        };
        let (mut asked, mut moved) = (0, 0);
        for file in others {
            for row in read(file)? {
                asked += 1;
                moved += i32::from(!same(&before.classify(&row.text)?, &after.classify(&row.text)?));
            }
        }
        println!(
            "split {split}: {} taught in {took:.1?}, {} others: right {:.3} -> {:.3}, within three {:.3} -> {:.3}; taught ones right {:.3}; {moved} of {asked} others moved",
            teach.len(),
            rest.len(),
            was[0],
            is[0],
            was[1],
            is[1],
            told[0]
        );
        for (gained, (is, was)) in gained.iter_mut().zip(is.iter().zip(&was)) {
            *gained += (is - was) / SPLITS as f64;
        }
    }
    println!("mean gain: right first {:+.3}, within three {:+.3}", gained[0], gained[1]);
    Ok(())
}
