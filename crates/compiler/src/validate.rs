//! Measures an index on words that it has not seen, and fits the probabilities to what is measured.

use crate::index::{self, Example};
use crate::model::{Calibration, List};
use lvzhi_tables::index::{Index, Logistic};
use lvzhi_tables::rank::{MOST_RANKED, Ranking};

/// A text, the items that are right for it (none: the list does not hold the matter), and what an index said that had
/// not seen it (`None`: it knew no term of the text).
#[derive(Debug, Clone)]
pub struct Trial {
    /// Indices of the right items.
    pub gold: Vec<usize>,
    /// What the index said.
    pub ranking: Option<Ranking>,
}

impl Trial {
    /// Asks an index.
    #[must_use]
    pub fn ask(index: &Index<'_>, text: &str, gold: Vec<usize>) -> Self {
        Self { gold, ranking: index.rank(text, MOST_RANKED, [0; 4]) }
    }

    /// Place of the first right item, from 1, among those ranked.
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        let ranking = self.ranking?;
        ranking.best.iter().position(|candidate| self.gold.contains(&usize::from(candidate.item))).map(|at| at + 1)
    }
}

/// Learns from all but each `folds`th example in turn and asks about those left out: the phrases of items and of outside
/// matters of at least `shortest` characters. The list's own words are always learnt from.
#[must_use]
pub fn cross_validate(list: &List, folds: usize, shortest: usize) -> Vec<Trial> {
    let examples = index::examples(list);
    let classes = list.items.len() + index::outside_topics(list).len();
    let own = examples.len() - list.phrases.len() - list.outside.len() - list.background.len();
    let words = own..own + list.phrases.len() + list.outside.len();
    let mut trials = Vec::new();
    for fold in 0..folds {
        let held = |at: usize| words.contains(&at) && at % folds == fold;
        let learnt: Vec<Example<'_>> =
            examples.iter().enumerate().filter(|&(at, _)| !held(at)).map(|(_, example)| example.clone()).collect();
        let built = index::build(&learnt, list.items.len(), classes, list.calibration);
        let asked = |text: &str| text.chars().count() >= shortest;
        for (_, example) in examples.iter().enumerate().filter(|&(at, example)| held(at) && asked(example.text)) {
            let gold = example.class.filter(|&class| class < list.items.len()).into_iter().collect();
            trials.push(Trial::ask(&built.index(), example.text, gold));
        }
    }
    trials
}

/// Fits the two probabilities to trials.
#[must_use]
pub fn calibrate(trials: &[Trial]) -> Calibration {
    let mut right = Vec::new();
    let mut listed = Vec::new();
    for trial in trials {
        let Some(ranking) = trial.ranking else { continue };
        let [first, second, third, ..] = ranking.best;
        listed.push((ranking.facts(first), !trial.gold.is_empty()));
        for candidate in [first, second, third] {
            right.push((ranking.facts(candidate), trial.gold.contains(&usize::from(candidate.item))));
        }
    }
    Calibration { right: fit(&right), listed: fit(&listed) }
}

/// Price of a weight, in examples.
const PRICE: f64 = 2.0;

/// Logistic regression by Newton's method, with a small price on large weights, since the facts hang together.
fn fit(facts: &[([f32; 4], bool)]) -> Logistic {
    let mut weights = [0.0f64; 5];
    for _ in 0..50 {
        let mut gradient = [0.0f64; 5];
        let mut hessian = [[0.0f64; 5]; 5];
        for (facts, outcome) in facts {
            let [score, over_outside, over_rival, length] = facts.map(f64::from);
            let row = [1.0, score, over_outside, over_rival, length];
            let sum: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let probability = 1.0 / (1.0 + libm::exp(-sum));
            let error = f64::from(u8::from(*outcome)) - probability;
            for (i, x) in row.iter().enumerate() {
                if let Some(slot) = gradient.get_mut(i) {
                    *slot += error * x;
                }
                for (j, y) in row.iter().enumerate() {
                    if let Some(slot) = hessian.get_mut(i).and_then(|line| line.get_mut(j)) {
                        *slot += probability * (1.0 - probability) * x * y;
                    }
                }
            }
        }
        let prices = [0.0, PRICE, PRICE, PRICE, PRICE];
        for (i, (line, price)) in hessian.iter_mut().zip(prices).enumerate() {
            if let (Some(slot), Some(slope), Some(weight)) = (line.get_mut(i), gradient.get_mut(i), weights.get(i)) {
                *slot += price;
                *slope -= price * weight;
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(hessian, gradient)) {
            *weight += step;
        }
    }
    let [constant, score, over_outside, over_rival, length] =
        weights.map(|weight| (weight * 100.0).round() as f32 / 100.0);
    Logistic { constant, score, over_outside, over_rival, length }
}

/// Solves a symmetric positive system by elimination.
#[allow(clippy::indexing_slicing, reason = "both loops stay below 5, the size of the arrays")]
fn solve(mut matrix: [[f64; 5]; 5], mut right: [f64; 5]) -> [f64; 5] {
    for pivot in 0..5 {
        let line = matrix[pivot];
        for below in pivot + 1..5 {
            let factor = matrix[below][pivot] / line[pivot];
            for (cell, above) in matrix[below].iter_mut().zip(line) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[pivot];
        }
    }
    for pivot in (0..5).rev() {
        let known: f64 = (pivot + 1..5).map(|at| matrix[pivot][at] * right[at]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}
