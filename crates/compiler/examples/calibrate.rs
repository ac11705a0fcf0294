//! Fits `calibration.toml` of a list folder: `cargo run --release -p lvzhi-compiler --example calibrate -- data/xiamale data/eval/own.jsonl`.
//!
//! Five-fold cross-validation over the phrases and the outside matters, together with queries written apart from them.

use lvzhi_compiler::validate::{Trial, calibrate, cross_validate};
use lvzhi_compiler::{BuiltTables, read};
use serde::Deserialize;
use std::error::Error;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Query {
    q: String,
    gold: Vec<String>,
}

/// Queries written apart from the phrases tell more than phrases left out, which have siblings by the same hand.
const WEIGHT_OF_QUERIES: usize = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("give the list folder")?;
    let list = read(&folder)?;
    let mut trials = cross_validate(&list, 5);
    let inside: Vec<&Trial> = trials.iter().filter(|trial| !trial.gold.is_empty()).collect();
    let share = |most: usize| {
        inside.iter().filter(|trial| trial.rank().is_some_and(|rank| rank <= most)).count() as f64 / inside.len() as f64
    };
    println!("cross-validation over {} phrases: right at 1 {:.4}, within 3 {:.4}", inside.len(), share(1), share(3));
    trials.clear();
    if let Some(file) = arguments.next() {
        let built = BuiltTables::of(&list);
        for line in std::fs::read_to_string(file)?.lines() {
            let query: Query = serde_json::from_str(line)?;
            let gold =
                list.items.iter().enumerate().filter(|(_, item)| query.gold.contains(&item.id())).map(|(at, _)| at);
            let trial = Trial::ask(&built.tables().index, &query.q, gold.collect());
            trials.extend(std::iter::repeat_n(trial, WEIGHT_OF_QUERIES));
        }
    }
    let calibration = calibrate(&trials);
    let mut out = String::from(
        "# How scores become probabilities, fitted by the example `calibrate` of lvzhi-compiler (cross-validation over the phrases).\n",
    );
    for (name, logistic) in [("right", calibration.right), ("listed", calibration.listed)] {
        out += &format!(
            "\n[{name}]\nconstant = {:?}\nscore = {:?}\nover_outside = {:?}\nover_rival = {:?}\n",
            logistic.constant, logistic.score, logistic.over_outside, logistic.over_rival
        );
    }
    print!("{out}");
    std::fs::write(folder.join("calibration.toml"), out)?;
    Ok(())
}
