//! Fits `calibration.toml` of a list folder: `cargo run --release -p lvzhi-compiler --example calibrate -- data/xiamale data/eval/own.jsonl data/eval/own_long.jsonl`.
//!
//! The queries were written apart from the phrases, by other hands. Phrases left out in a cross-validation are no stand-in for them: many
//! are search words of one matter, harder to file than what people write (0.75 right against 0.91). Long messages are: those of the bank
//! are added, each asked of an index that learnt without it.

use lvzhi_compiler::validate::{Trial, calibrate, cross_validate};
use lvzhi_compiler::{BuiltTables, read};
use serde::Deserialize;
use std::error::Error;
use std::path::PathBuf;

/// Characters from which a phrase is a message.
const LONG: usize = 70;

#[derive(Deserialize)]
struct Query {
    q: String,
    gold: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("give the list folder")?;
    let list = read(&folder)?;
    let built = BuiltTables::of(&list);
    let mut trials = cross_validate(&list, 3, LONG);
    let files: Vec<PathBuf> = arguments.collect();
    if files.is_empty() {
        return Err("give the files of queries".into());
    }
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            let query: Query = serde_json::from_str(line)?;
            let gold = list.items.iter().enumerate().filter(|(_, item)| query.gold.contains(&item.id()));
            trials.push(Trial::ask(&built.tables().index, &query.q, gold.map(|(at, _)| at).collect()));
        }
    }
    let calibration = calibrate(&trials);
    let mut out = String::from(
        "# How scores become probabilities, fitted by the example `calibrate` of lvzhi-compiler from queries written apart from the phrases.\n",
    );
    for (name, logistic) in [("right", calibration.right), ("listed", calibration.listed)] {
        out += &format!(
            "\n[{name}]\nconstant = {:?}\nscore = {:?}\nover_outside = {:?}\nover_rival = {:?}\nlength = {:?}\n",
            logistic.constant, logistic.score, logistic.over_outside, logistic.over_rival, logistic.length
        );
    }
    print!("{out}");
    std::fs::write(folder.join("calibration.toml"), out)?;
    Ok(())
}
