//! What each threshold costs: `cargo run --release -p lvzhi --example thresholds [-- FILE.jsonl …]`.
//!
//! Prints the tables of `docs/thresholds.md` for the project's own files, `data/eval/{dev,own,own_long}.jsonl`, or for those that are named: by
//! `listed` and `lead`, the share of what the list holds that is called unlisted, of what it does not hold that is called so, of all that is unclear,
//! and the share that is right among those that are given an item. Then the settings that the rules of that page choose.

use lvzhi::{Options, Thresholds, Verdict, catalogue};
use std::error::Error;
use std::path::{Path, PathBuf};

const FILES: [&str; 3] = ["dev", "own", "own_long"];

const LISTED: [f32; 11] = [0.05, 0.1, 0.2, 0.25, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const LEADS: [f32; 12] = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 1.0];

/// Careful: of those answered so many are right, of what the list holds at most so many are called unlisted, and as few as can be are unclear.
const RIGHT: f64 = 0.97;
const MISSED: f64 = 0.02;

/// Eager: nothing is unclear because tiers are near, at most so many of what the list holds are called unlisted, and as many of the others as can be.
const MISSED_EAGERLY: f64 = 0.004;

/// A text and the ids of the items that are right for it; none where the list does not hold its matter.
#[derive(serde::Deserialize)]
struct Query {
    #[serde(rename = "q")]
    text: String,
    #[serde(rename = "gold")]
    right: Vec<String>,
}

fn read(path: &Path) -> Result<Vec<Query>, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    file.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Shares, by one pair of thresholds.
struct Measured {
    thresholds: Thresholds,
    /// Of what the list holds: called unlisted.
    missed: f64,
    /// Of what it does not hold: called unlisted.
    told: f64,
    unclear: f64,
    /// Of those that are given an item: given the right one.
    right: f64,
}

fn measured(queries: &[Query], thresholds: Thresholds) -> Result<Measured, Box<dyn Error>> {
    let options = Options { top: 1, thresholds, ..Options::default() };
    let (mut missed, mut told, mut unclear, mut answered, mut right) = (0, 0, 0, 0, 0);
    for query in queries {
        let answer = catalogue().classify_with(&query.text, options)?;
        match answer.verdict {
            Verdict::Unlisted if query.right.is_empty() => told += 1,
            Verdict::Unlisted => missed += 1,
            Verdict::Unclear => unclear += 1,
            Verdict::Basic | Verdict::Cooperative | Verdict::Reclaimed => {
                answered += 1;
                let id = answer.best().map(|best| best.item.id().to_string());
                right += i32::from(id.is_some_and(|id| query.right.contains(&id)));
            }
        }
    }
    let outside = queries.iter().filter(|query| query.right.is_empty()).count();
    let share = |part: i32, of: usize| f64::from(part) / (of.max(1) as f64);
    Ok(Measured {
        thresholds,
        missed: share(missed, queries.len() - outside),
        told: share(told, outside),
        unclear: share(unclear, queries.len()),
        right: f64::from(right) / f64::from(answered.max(1)),
    })
}

fn print(title: &str, rows: &[Measured]) {
    println!("{title}\n");
    println!(
        "| listed | lead | in scope called unlisted | outside called unlisted | unclear | right of those answered |"
    );
    println!("|---|---|---|---|---|---|");
    for row in rows {
        let Measured { thresholds: Thresholds { listed, lead }, missed, told, unclear, right } = row;
        println!("| {listed} | {lead} | {missed:.3} | {told:.3} | {unclear:.3} | {right:.3} |");
    }
    println!();
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval");
    let mut files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        files = FILES.map(|name| folder.join(format!("{name}.jsonl"))).into();
    }
    let mut queries = Vec::new();
    for file in &files {
        queries.extend(read(file)?);
    }
    let outside = queries.iter().filter(|query| query.right.is_empty()).count();
    println!("{} texts, {outside} of them outside the list, data {}.\n", queries.len(), catalogue().data_version());
    let Thresholds { listed, lead } = Thresholds::BALANCED;
    let of = |pairs: Vec<(f32, f32)>| {
        let rows = pairs.into_iter().map(|(listed, lead)| measured(&queries, Thresholds { listed, lead }));
        rows.collect::<Result<Vec<_>, _>>()
    };
    print("By `listed`:", &of(LISTED.map(|listed| (listed, lead)).into())?);
    print("By `lead`:", &of(LEADS.map(|lead| (listed, lead)).into())?);
    print("The named ones:", &of(Thresholds::NAMED.map(|(_, of)| (of.listed, of.lead)).into())?);
    // The rules, over all pairs.
    let all = of(LISTED.iter().flat_map(|&listed| LEADS.map(|lead| (listed, lead))).collect())?;
    let careful = all.iter().filter(|row| row.right >= RIGHT && row.missed <= MISSED);
    let careful = careful.min_by(|a, b| a.unclear.total_cmp(&b.unclear));
    let eager = all.iter().filter(|row| row.missed <= MISSED_EAGERLY && row.thresholds.lead == 0.0);
    let eager = eager.max_by(|a, b| a.thresholds.listed.total_cmp(&b.thresholds.listed));
    for (name, row) in [("careful", careful), ("eager", eager)] {
        match row {
            Some(row) => println!("{name}: listed {}, lead {}", row.thresholds.listed, row.thresholds.lead),
            None => println!("{name}: no pair meets the rule"),
        }
    }
    Ok(())
}
