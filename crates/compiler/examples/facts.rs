//! Prints what the probabilities of `data/matters/calibration.toml` are fitted to, a line of JSON for each query:
//! `cargo run --release -p lvzhi-compiler --example facts -- data/xiamale data/eval/own.jsonl data/eval/own_long.jsonl`.
//!
//! `held`: whether the list holds what is asked; `right`: which of the three best candidates are right; `facts`: those of each candidate, as
//! `Ranking::facts` has them. What is asked must not be known to the index: take queries that it was not learnt from.

use lvzhi_compiler::{compile, read};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::rank::rank;
use lvzhi_tables::reading::Reading;
use serde::Deserialize;
use std::error::Error;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Query {
    q: String,
    gold: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let list = read(&paths.next().ok_or("usage: facts LIST QUERIES.jsonl ...")?)?;
    let matters = Matters::built_in()?;
    let bytes = compile(&list, &matters)?;
    let tables = Tables::open(&bytes)?;
    for path in paths {
        for line in std::fs::read_to_string(path)?.lines() {
            let query: Query = serde_json::from_str(line)?;
            let Some(ranking) = rank(&matters, &tables, &query.q, Reading::Matter, 3) else { continue };
            let right =
                |item: u16| list.items.get(usize::from(item)).is_some_and(|item| query.gold.contains(&item.id()));
            let (right, facts): (Vec<bool>, Vec<_>) =
                ranking.best.iter().take(3).map(|&best| (right(best.item), ranking.facts(best))).unzip();
            println!("{}", serde_json::json!({ "held": !query.gold.is_empty(), "right": right, "facts": facts }));
        }
    }
    Ok(())
}
