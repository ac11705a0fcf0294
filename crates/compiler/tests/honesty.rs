//! The words of matters are written, not copied: none equals or nearly equals an evaluation query; and each matter has enough of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi_compiler::matter_id;
use lvzhi_compiler::matters::Matters;
use lvzhi_tables::fold::{folded, is_han};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Query {
    q: String,
}

/// Queries shorter than this are search words, which are everybody's.
const SHORTEST: usize = 7;

/// Shared bigrams, of all bigrams of both, from which two texts count as the same.
const SAME: f64 = 0.6;

/// Words that a matter has at least: with fewer, it is found by chance.
const FEWEST: usize = 40;

fn matters() -> Matters {
    Matters::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/matters")).unwrap()
}

fn letters(text: &str) -> Vec<char> {
    folded(text).map(|(_, c)| c).filter(|&c| is_han(c) || c.is_alphanumeric()).collect()
}

fn bigrams(text: &str) -> BTreeSet<[char; 2]> {
    letters(text).windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// Queries that are long enough to be somebody's.
fn long_enough(mut queries: Vec<String>) -> Vec<String> {
    queries.retain(|query| letters(query).len() >= SHORTEST);
    queries
}

/// Every phrase and background line that is too near a query.
fn too_near(queries: &[String], phrases: &[String]) -> Vec<String> {
    let sets: Vec<BTreeSet<[char; 2]>> = queries.iter().map(|query| bigrams(query)).collect();
    let mut holders: HashMap<[char; 2], Vec<usize>> = HashMap::new();
    for (at, set) in sets.iter().enumerate() {
        for &pair in set {
            holders.entry(pair).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for phrase in phrases {
        let own = bigrams(phrase);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for pair in &own {
            for &at in holders.get(pair).into_iter().flatten() {
                *shared.entry(at).or_default() += 1;
            }
        }
        for (at, count) in shared {
            let all = own.len() + sets[at].len() - count;
            if count as f64 / all as f64 > SAME {
                found.push(format!("{phrase} | {}", queries[at]));
            }
        }
    }
    found
}

#[test]
fn no_phrase_is_an_evaluation_query() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut queries = Vec::new();
    let mut files = 0;
    let entries = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let mut paths: Vec<PathBuf> = entries(&data.join("eval"));
    let inside: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).flat_map(|folder| entries(folder)).collect();
    paths.extend(inside);
    for path in paths {
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            files += 1;
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                queries.push(serde_json::from_str::<Query>(line).unwrap().q);
            }
        }
    }
    assert!(files >= 5 && queries.len() > 1000, "{files} files, {} queries", queries.len());
    let all = queries.len();
    let queries = long_enough(queries);
    assert!(queries.len() * 10 > all * 8, "{} of {all} queries are long enough to be compared", queries.len());
    let matters = matters();
    let said = matters.words.iter().chain(&matters.wording).map(|(_, phrase)| phrase);
    let phrases: Vec<String> = said.chain(&matters.background).cloned().collect();
    assert!(phrases.len() > 292 * 24);
    let found = too_near(&queries, &phrases);
    assert!(found.is_empty(), "{} phrases are evaluation queries:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_guard_sees_what_it_should_see() {
    let queries = vec!["村口路灯坏了半个月没人修".to_owned()];
    let near = ["村口的路灯坏了半个月没人修", "村口路灯坏了，半个月没人修！"].map(str::to_owned);
    assert_eq!(too_near(&queries, &near).len(), 2);
    assert_eq!(too_near(&queries, &["路灯不亮找谁".to_owned()]).len(), 0);
    // Of eleven bigrams seven are 0.64 and six 0.55.
    let around = ["村口路灯坏了半个", "村口路灯坏了半"].map(str::to_owned);
    assert_eq!(too_near(&queries, &around), ["村口路灯坏了半个 | 村口路灯坏了半个月没人修"]);
    assert_eq!(long_enough(["路灯坏了没人", "路灯坏了，没人修"].map(str::to_owned).into()), ["路灯坏了，没人修"]);
}

#[test]
fn every_matter_has_words_enough() {
    let matters = matters();
    let mut counts = vec![0; matters.matters.len()];
    for &(matter, _) in &matters.words {
        counts[matter] += 1;
    }
    let few: Vec<String> = (1..)
        .zip(&counts)
        .filter(|&(_, &count)| count < FEWEST)
        .map(|(number, count)| format!("{}: {count}", matter_id(number)))
        .collect();
    assert!(few.is_empty(), "{few:?}");
    assert!(matters.words.len() >= 40 * matters.matters.len(), "{} for {}", matters.words.len(), matters.matters.len());
}
