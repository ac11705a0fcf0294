//! How well the requests of a message are told apart: `cargo run --release -p lvzhi --example parts`.
//!
//! Joins queries of `data/eval/dev.jsonl` that are about different items, two and two, in the ways in which people go on, and counts the messages of
//! which both items are found; and counts the single queries of `dev.jsonl`, `own.jsonl` and `own_long.jsonl` that stay one part, and those of files that
//! are named behind it, such as queries in the forms of hotlines.

use lvzhi::{Options, catalogue};
use std::error::Error;
use std::path::{Path, PathBuf};

/// How people go on; `{}` and `{}` stand for the two queries.
const WAYS: [(&str, &str); 5] =
    [("另外，", "，另外，"), ("还有", "，还有"), ("；", "；"), ("。", "。"), ("1、2、", "\n2、")];

/// What stands between several requests, by turns.
const CHAINS: [&str; 3] = ["。", "；", "\n"];

/// Pairs that are made of each query.
const PAIRS: usize = 4;

/// A text and the ids of the items that are right for it; none where the list does not hold its matter.
#[derive(serde::Deserialize)]
struct Query {
    #[serde(rename = "q")]
    text: String,
    #[serde(rename = "gold")]
    right: Vec<String>,
}

/// Where a set of the repository stands.
fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval").join(name)
}

fn read(path: &Path) -> Result<Vec<Query>, Box<dyn Error>> {
    std::fs::read_to_string(path)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The item of each part of a text; of one whose matter the list does not hold, none.
fn found(text: &str) -> Result<Vec<Option<String>>, Box<dyn Error>> {
    let parts = catalogue().classify_parts(text, Options::default())?;
    Ok(parts.map(|part| part.answer.best().map(|best| best.item.id().to_string())).collect())
}

/// So many queries of different items, from the one at this place on.
fn chain<'a>(queries: &[&'a Query], from: usize, requests: usize) -> Vec<&'a Query> {
    let mut chain: Vec<&Query> = Vec::new();
    for step in 0..queries.len() {
        let Some(next) = queries.get((from + step * 37) % queries.len()) else { continue };
        if chain.iter().all(|query| query.right.iter().all(|id| !next.right.contains(id))) {
            chain.push(next);
        }
        if chain.len() == requests {
            break;
        }
    }
    chain
}

fn main() -> Result<(), Box<dyn Error>> {
    let all = read(&kept("dev.jsonl"))?;
    let queries: Vec<&Query> = all.iter().filter(|query| !query.right.is_empty()).collect();
    println!(
        "| joined by | messages | both items found | two parts | plain answer names one of the two |\n|---|---|---|---|---|"
    );
    let (mut messages, mut both) = (0, 0);
    for (name, way) in WAYS {
        let (mut pairs, mut right, mut two, mut plain) = (0, 0, 0, 0);
        for (n, first) in queries.iter().enumerate() {
            for step in 1..=PAIRS {
                // Steps that are prime to each other: queries of one item stand together.
                let Some(second) = queries.get((n + step * 37) % queries.len()) else { continue };
                if first.right.iter().any(|id| second.right.contains(id)) {
                    continue;
                }
                let first_text = first.text.trim_end_matches(|c: char| !c.is_alphanumeric());
                let begin = if name.starts_with('1') { "1、" } else { "" };
                let text = format!("{begin}{first_text}{way}{}", second.text);
                let parts = found(&text)?;
                let has = |query: &Query| parts.iter().flatten().any(|id| query.right.contains(id));
                pairs += 1;
                right += usize::from(has(first) && has(second));
                two += usize::from(parts.len() == 2);
                let id = catalogue().classify(&text)?.best().map(|best| best.item.id().to_string());
                plain += usize::from(id.is_some_and(|id| first.right.contains(&id) || second.right.contains(&id)));
            }
        }
        println!(
            "| {name} | {pairs} | {:.3} | {:.3} | {:.3} |",
            share(right, pairs),
            share(two, pairs),
            share(plain, pairs)
        );
        (messages, both) = (messages + pairs, both + right);
    }
    println!("| all | {messages} | {:.3} | | |\n", share(both, messages));
    println!("| requests in one message | messages | items found | as many parts |\n|---|---|---|---|");
    for requests in [3, 5, 8] {
        let (mut messages, mut asked, mut right, mut as_many) = (0, 0, 0, 0);
        for (n, way) in (0..queries.len()).zip(CHAINS.iter().cycle()) {
            let chain = chain(&queries, n, requests);
            let texts: Vec<&str> =
                chain.iter().map(|query| query.text.trim_end_matches(|c: char| !c.is_alphanumeric())).collect();
            let parts = found(&texts.join(way))?;
            messages += 1;
            asked += chain.len();
            right += chain.iter().filter(|query| parts.iter().flatten().any(|id| query.right.contains(id))).count();
            as_many += usize::from(parts.len() == chain.len());
        }
        println!("| {requests} | {messages} | {:.3} | {:.3} |", share(right, asked), share(as_many, messages));
    }
    println!("\n| single queries | number | one part |\n|---|---|---|");
    let others = std::env::args().skip(1).filter(|argument| argument != "--show");
    for path in ["dev.jsonl", "own.jsonl", "own_long.jsonl"].map(kept).into_iter().chain(others.map(PathBuf::from)) {
        let queries = read(&path)?;
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let mut one = 0;
        for query in &queries {
            let parts = found(&query.text)?;
            one += usize::from(parts.len() == 1);
            if parts.len() > 1 && std::env::args().any(|argument| argument == "--show") {
                println!("{name} {:?} {parts:?} {}", query.right, query.text);
            }
        }
        println!("| {name} | {} | {:.3} |", queries.len(), share(one, queries.len()));
    }
    Ok(())
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}
