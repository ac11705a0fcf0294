//! Draws phrases for somebody to file without seeing where they stand: `cargo run --release -p lvzhi-compiler --example sample -- 300 -o DIR [--seed N]`.
//!
//! `DIR/lines.tsv` has a number and a phrase a line, for the reader; `DIR/key.tsv` has the number and the matters under which it stands.

use lvzhi_compiler::matter_id;
use lvzhi_compiler::matters::Matters;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: sample N -o DIR [--seed N]";

/// The same lines for everybody who asks for as many.
const SEED: u64 = 20_261_126;

struct Wish {
    lines: usize,
    folder: PathBuf,
    seed: u64,
}

fn wish(mut words: impl Iterator<Item = String>) -> Option<Wish> {
    let (mut lines, mut folder, mut seed) = (None, None, SEED);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-o" => folder = Some(PathBuf::from(words.next()?)),
            "--seed" => seed = words.next()?.parse().ok()?,
            number => lines = Some(number.parse().ok()?),
        }
    }
    Some(Wish { lines: lines?, folder: folder?, seed })
}

/// So many of the phrases, each once, in an order that says nothing of where they stand: the phrase, and its matters.
fn drawn(matters: &Matters, lines: usize, seed: u64) -> Vec<(&str, Vec<usize>)> {
    let mut phrases: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (matter, phrase) in &matters.words {
        phrases.entry(phrase).or_default().push(*matter);
    }
    let mut drawn: Vec<_> = phrases.into_iter().collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut drawn);
    drawn.truncate(lines);
    drawn
}

/// The lines for the reader, and the key to them.
fn written(matters: &Matters, drawn: &[(&str, Vec<usize>)]) -> (String, String) {
    let (mut lines, mut key) = (String::new(), String::new());
    for (number, (phrase, of)) in (1..).zip(drawn) {
        let filed = of
            .iter()
            .filter_map(|&at| Some(format!("{} {}", matter_id(at + 1), matters.name(matters.matters.get(at)?))));
        lines += &format!("{number}\t{phrase}\n");
        key += &format!("{number}\t{}\n", filed.collect::<Vec<_>>().join("、"));
    }
    (lines, key)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wish = wish(std::env::args().skip(1)).ok_or(USAGE)?;
    let matters = Matters::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/matters"))?;
    let drawn = drawn(&matters, wish.lines, wish.seed);
    let (lines, key) = written(&matters, &drawn);
    std::fs::create_dir_all(&wish.folder)?;
    for (name, text) in [("lines.tsv", lines), ("key.tsv", key)] {
        std::fs::write(wish.folder.join(name), text)?;
    }
    println!("{} of {} lines: {}", drawn.len(), matters.words.len(), wish.folder.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::unwrap_used, reason = "a test")]
    fn the_same_lines_come_again_and_the_key_fits() {
        let matters = Matters::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/matters")).unwrap();
        let first = drawn(&matters, 300, SEED);
        assert_eq!(first, drawn(&matters, 300, SEED));
        assert_ne!(first, drawn(&matters, 300, SEED + 1));
        assert_eq!(first.len(), 300);
        for (phrase, of) in &first {
            assert!(
                of.iter().all(|at| matters.words.iter().any(|(is, words)| is == at && words == phrase)),
                "{phrase}"
            );
        }
        let (lines, key) = written(&matters, &first);
        assert_eq!((lines.lines().count(), key.lines().count()), (300, 300));
        // Nothing beside the phrase says where it stands.
        assert!(lines.lines().zip(&first).all(|(line, (phrase, _))| line.ends_with(&format!("\t{phrase}"))));
    }
}
