//! No two matters are the same, and the phrases of one are not each other with a word changed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi_compiler::matter_id;
use lvzhi_compiler::matters::Matters;
use lvzhi_tables::fold::folded;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Shared bigrams, of all bigrams of both, above which two phrases say the same.
const SAME: f64 = 0.8;

/// Phrases of which another of their matter says the same, of all phrases. Measured: 0.0001, 12 of 83,964.
const MOST: f64 = 0.02;

/// Words that do not tell one thing from another.
const EMPTY: [char; 8] = ['的', '和', '与', '及', '或', '之', '等', '类'];

fn matters() -> Matters {
    Matters::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/matters")).unwrap()
}

fn letters(text: &str) -> Vec<char> {
    folded(text).map(|(_, c)| c).filter(|c| c.is_alphanumeric()).collect()
}

/// What a thing is called, whatever joins its words.
fn thing(name: &str) -> String {
    letters(name).into_iter().filter(|c| !EMPTY.contains(c)).collect()
}

/// Matters that are one thing with one act, by their numbers.
fn doubles<'a>(matters: impl Iterator<Item = (&'a str, usize)>) -> Vec<(usize, usize)> {
    let mut first = BTreeMap::new();
    let mut found = Vec::new();
    for (at, (name, act)) in matters.enumerate() {
        if let Some(before) = first.insert((thing(name), act), at) {
            found.push((before, at));
        }
    }
    found
}

/// Pairs of phrases that say the same, by their places.
fn pairs(phrases: &[&str]) -> Vec<(usize, usize)> {
    let bigrams =
        |text: &&str| -> BTreeSet<[char; 2]> { letters(text).windows(2).map(|pair| [pair[0], pair[1]]).collect() };
    let sets: Vec<_> = phrases.iter().map(bigrams).collect();
    let mut found = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        for (before, other) in sets[..at].iter().enumerate() {
            let (fewer, more) = (set.len().min(other.len()), set.len().max(other.len()));
            // Most pairs differ too much in length to be the same.
            if (fewer as f64) <= SAME * more as f64 {
                continue;
            }
            let shared = set.intersection(other).count();
            if shared as f64 > SAME * (fewer + more - shared) as f64 {
                found.push((before, at));
            }
        }
    }
    found
}

#[test]
fn no_two_matters_are_the_same() {
    let matters = matters();
    let found = doubles(matters.matters.iter().map(|matter| (matter.thing.as_str(), matter.act)));
    let shown: Vec<String> = found
        .iter()
        .map(|&(one, other)| {
            format!("{} {} {}", matter_id(one), matter_id(other), matters.name(&matters.matters[other]))
        })
        .collect();
    assert!(shown.is_empty(), "join them, or name what differs: {shown:#?}");
}

#[test]
fn a_double_is_found_whatever_joins_its_words() {
    let made = [("水渠的维修与清淤", 0), ("水渠维修、清淤", 1), ("水渠维修清淤", 0)];
    assert_eq!(doubles(made.into_iter()), [(0, 2)]);
}

#[test]
fn phrases_of_a_matter_differ_by_more_than_a_word() {
    let matters = matters();
    let mut by_matter: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (matter, phrase) in &matters.words {
        by_matter.entry(*matter).or_default().push(phrase);
    }
    let mut alike = Vec::new();
    let mut phrases = BTreeSet::new();
    for (matter, words) in &by_matter {
        for (one, other) in pairs(words) {
            alike.push(format!("{}\t{}\t{}", matter_id(*matter), words[one], words[other]));
            phrases.extend([(*matter, one), (*matter, other)]);
        }
    }
    let share = phrases.len() as f64 / matters.words.len() as f64;
    println!("{} of {} phrases, {share:.4}", phrases.len(), matters.words.len());
    assert!(share <= MOST, "{share:.4} of the phrases, at most {MOST}: write others for\n{}", alike.join("\n"));
}

#[test]
fn a_word_changed_is_the_same_phrase() {
    let long = "我妈今年八十三了，村里别的老人都有高龄补贴，就她没有领到";
    let other = long.replace("八十三", "八十五");
    assert_eq!(pairs(&[long, "我妈的高龄补贴停发了", &other, "八十三岁老人补贴"]), [(0, 2)]);
    assert_eq!(pairs(&["观景台栏杆松", "观景台栏杆松了", "！！", "？？"]), [(0, 1)]);
}
