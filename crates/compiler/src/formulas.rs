//! Learns to tell formulas, what letters, hotlines and offices say around a matter, from what people want.
//!
//! One linear machine over the pairs of formulas and of what says nothing, against all that is said of matters, cut at punctuation as the
//! texts of users are. A sum over a piece has no length to be divided by, so that beginnings and ends can be summed as well; pairs that no
//! formula has count as one.

use crate::error::{CompileError, Rows};
use crate::matters::Matters;
use crate::perfect_hash::Solved;
use crate::train::{Example, Training, descend, scattered};
use crate::vocabulary::{Packed, Sections, Vocabulary, hash_row};
use lvzhi_tables::frame::FrameRow;
use lvzhi_tables::index::{is_single, terms};
use lvzhi_tables::row::I16;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of a weight.
const STEPS: f64 = 32.0;

/// What the sum of a beginning or an end must be above.
const PART: f64 = 0.5;

/// The price of an error.
const COST: f64 = 0.05;

/// How often a formula counts, and a piece of what says nothing: there are many more pieces of matters than of these.
const FORMULA: usize = 4;
const BACKGROUND: usize = 2;

/// A piece that is said of so many matters tells none.
const MANY: usize = 4;

/// What is learnt; `labels` is the hash of the labels of fields.
pub(crate) fn learn(matters: &Matters, labels: &Solved, into: &mut Sections) -> Result<FrameRow, CompileError> {
    let formulas = matters.formulas.iter().map(String::as_str);
    let background: Vec<&str> = matters.background.iter().flat_map(|text| pieces(text)).collect();
    let wanted = wanted(matters);
    let mut frequency: BTreeMap<u32, u32> = BTreeMap::new();
    for pair in formulas.clone().chain(background.iter().copied()).flat_map(pairs) {
        *frequency.entry(pair).or_default() += 1;
    }
    let texts = matters.formulas.len() + background.len();
    let mut vocabulary = Vocabulary::of(frequency, texts)?;
    let mut set = Set { vocabulary: &vocabulary, examples: Vec::new(), places: Vec::new() };
    for text in formulas {
        (0..FORMULA).for_each(|_| set.add(text, 1.0));
    }
    for text in background {
        (0..BACKGROUND).for_each(|_| set.add(text, 1.0));
    }
    wanted.iter().for_each(|text| set.add(text, -1.0));
    let Set { mut examples, places, .. } = set;
    let mut scattered = scattered(examples.len());
    examples.sort_by_cached_key(|_| scattered.pop());
    let known = vocabulary.keys.len();
    let training = Training { cost: COST, ..Training::default() };
    let (weights, bias) = descend(&examples, &places, &vec![1.0; known + 1], training)?;
    let step = |weight: f64| libm::round(weight * STEPS);
    let other = I16::new(step(*weights.row(known, "the weight of other pairs")?) as i16);
    let middle = f64::from(FrameRow::MIDDLE);
    let kept = weights.iter().take(known).map(|&weight| (step(weight) + middle).clamp(1.0, f64::from(u8::MAX)) as u8);
    // A weight for each term, and no postings.
    vocabulary.rarity = kept.collect();
    let nothing = vec![Packed::default(); known];
    Ok(FrameRow {
        terms: vocabulary.pack(&nothing, 0, 1.0, into)?,
        labels: hash_row(labels, &mut into.displacements),
        // A piece without pairs, such as a single character, is no formula.
        bias: I16::new(step(bias).min(0.0) as i16),
        other,
        part: I16::new(step(PART) as i16),
    })
}

/// The pieces of what is said of matters. People greet and thank there, too: what is a formula, or is said of so many matters that it
/// tells none, does not count.
fn wanted(matters: &Matters) -> Vec<&str> {
    let formulas: BTreeSet<&str> = matters.formulas.iter().map(String::as_str).collect();
    let said = || [&matters.words, &matters.wording].into_iter().flatten();
    let mut said_of: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (matter, text) in said() {
        pieces(text).for_each(|piece| _ = said_of.entry(piece).or_default().insert(*matter));
    }
    let tells =
        |piece: &str| said_of.get(piece).is_none_or(|matters| matters.len() < MANY) && !formulas.contains(piece);
    let pieces = said().flat_map(|(_, text)| pieces(text));
    pieces.filter(|piece| piece.chars().nth(1).is_some() && tells(piece)).collect()
}

/// The pieces of a text, as punctuation cuts it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

fn pairs(text: &str) -> impl Iterator<Item = u32> + '_ {
    terms(text).map(|term| term.key).filter(|&key| !is_single(key))
}

struct Set<'a> {
    vocabulary: &'a Vocabulary,
    examples: Vec<Example>,
    places: Vec<u32>,
}

impl Set<'_> {
    /// Pairs count as often as they stand there.
    fn add(&mut self, text: &str, sign: f64) {
        let from = self.places.len();
        let other = self.vocabulary.keys.len() as u32;
        self.places.extend(pairs(text).map(|pair| self.vocabulary.number(pair).unwrap_or(other)));
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for &place in self.places.iter().skip(from) {
            *counts.entry(place).or_default() += 1.0;
        }
        let square = counts.values().map(|count| count * count).sum();
        self.examples.push(Example { sign, from, to: self.places.len(), scale: 1.0, square, diagonal: 0.5 / COST });
    }
}
