//! Builds the search index of a list: terms, weights, calibration.

use crate::model::{Calibration, List};
use crate::perfect_hash;
use crate::train::{ClassWeights, Membership, Training, Vector, train};
use lvzhi_tables::index::{
    Index, Logistic, MOST_CLASSES, MOST_POSTINGS, MOST_TERMS, MOST_WEIGHT, TermRow, is_single, terms,
};
use std::collections::{BTreeMap, BTreeSet};

/// Rarity is kept in steps of this size: 8 bits hold 16.
const RARITY_STEP: f64 = 1.0 / 16.0;

/// Weights are kept in this many steps either way: finer ones make no query more right, the library larger and sums wider.
const STEPS: f64 = MOST_WEIGHT as f64;

/// Weights are scaled so that this share of them fits into the steps; the rest are cut to the largest.
const UNCUT: f64 = 0.9995;

/// Weights smaller than this part of a step are left out.
const SMALLEST: f64 = 0.6;

/// A term that speaks about more than this share of the classes has a dense row.
const DENSE_SHARE: f64 = 0.1;

/// A pair that occurs in one text only, and in one of more terms than this, is a name or a turn of phrase.
const LONG: usize = 20;

/// A text to learn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example<'a> {
    /// The text.
    pub text: &'a str,
    /// The class it belongs to; `None`: to none.
    pub class: Option<usize>,
}

/// The classes of a list: its items, then the topics outside it, by name.
#[must_use]
pub fn outside_topics(list: &List) -> Vec<&str> {
    let mut topics: Vec<&str> = list.outside.iter().map(|(topic, _)| topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// Everything that a list gives to learn from: names, duties, methods, phrases, outside matters, background.
#[must_use]
pub fn examples(list: &List) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    for (class, item) in list.items.iter().enumerate() {
        let groups = item.upper_duties.iter().chain(&item.township_duties);
        let own = std::iter::once(&item.name)
            .chain(groups.flat_map(|group| group.heading.iter().chain(&group.duties)))
            .chain(item.takeover.iter().filter_map(|takeover| takeover.method.as_ref()));
        examples.extend(own.map(|text| Example { text, class: Some(class) }));
    }
    examples.extend(list.phrases.iter().map(|(item, text)| Example { text, class: Some(*item) }));
    let topics = outside_topics(list);
    for (topic, text) in &list.outside {
        let class = topics.binary_search(&topic.as_str()).ok().map(|n| list.items.len() + n);
        examples.push(Example { text, class });
    }
    examples.extend(list.background.iter().map(|text| Example { text, class: None }));
    examples
}

/// An index with its rows owned.
#[derive(Debug, Clone)]
pub struct BuiltIndex {
    items: u16,
    classes: u16,
    pub(crate) hash: perfect_hash::Solved,
    terms: Vec<TermRow>,
    postings: Vec<u8>,
    bias: Vec<f32>,
    scale: f32,
    right: Logistic,
    listed: Logistic,
}

impl BuiltIndex {
    /// The index over the owned rows.
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        Index {
            items: self.items,
            classes: self.classes,
            hash: self.hash.hash(),
            terms: &self.terms,
            postings: &self.postings,
            bias: &self.bias,
            scale: self.scale,
            right: self.right,
            listed: self.listed,
        }
    }
}

/// The terms of all examples, numbered by slot of their hash.
struct Vocabulary {
    numbers: BTreeMap<u32, u32>,
    /// By number.
    keys: Vec<u32>,
    /// Quantised inverse document frequency by number.
    rarity: Vec<u8>,
    hash: perfect_hash::Solved,
}

/// Builds the index of `items` items and of `classes` classes in all from `examples`; one more class is added, for what lies
/// outside the list in general.
#[must_use]
pub fn build(examples: &[Example<'_>], items: usize, classes: usize, calibration: Calibration) -> BuiltIndex {
    let classes = classes.min(MOST_CLASSES - 1);
    let vocabulary = Vocabulary::of(examples, items);
    let vectors: Vec<Vector> = examples.iter().map(|example| vocabulary.vector(example.text)).collect();
    let classes_of: Vec<Membership> = examples
        .iter()
        .map(|example| [example.class, example.class.filter(|&class| class >= items).map(|_| classes)])
        .collect();
    let learnt = train(&vectors, &classes_of, classes + 1, &vocabulary.rarity, Training::default());
    pack(&vocabulary, &learnt, items, calibration)
}

impl Vocabulary {
    fn of(examples: &[Example<'_>], items: usize) -> Self {
        let mut frequency: BTreeMap<u32, u32> = BTreeMap::new();
        let mut telling: BTreeSet<u32> = BTreeSet::new();
        for example in examples {
            let mut keys: Vec<u32> = terms(example.text).map(|term| term.key).collect();
            let tells = keys.len() <= LONG && example.class.is_some_and(|class| class < items);
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *frequency.entry(key).or_default() += 1;
                if tells {
                    telling.insert(key);
                }
            }
        }
        frequency.retain(|key, &mut count| count > 1 || telling.contains(key));
        drop_rarest(&mut frequency);
        let keys: Vec<u32> = frequency.keys().copied().collect();
        let hash = perfect_hash::numbers(&keys);
        let keys: Vec<u32> = hash.order.iter().filter_map(|&at| keys.get(at).copied()).collect();
        let numbers: BTreeMap<u32, u32> = keys.iter().copied().zip(0u32..).collect();
        let mut rarity = vec![0u8; numbers.len()];
        let texts = examples.len() as f64;
        for (key, &number) in &numbers {
            let texts_with = f64::from(frequency.get(key).copied().unwrap_or(0));
            let idf = libm::log((1.0 + texts) / (1.0 + texts_with)) + 1.0;
            if let Some(slot) = rarity.get_mut(number as usize) {
                *slot = libm::round(idf / RARITY_STEP).clamp(1.0, 255.0) as u8;
            }
        }
        Self { numbers, keys, rarity, hash }
    }

    fn vector(&self, text: &str) -> Vector {
        let mut numbers: Vec<u32> = terms(text).filter_map(|term| self.numbers.get(&term.key).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let rarity = |number: &u32| f64::from(self.rarity.get(*number as usize).copied().unwrap_or(0));
        let squares: f64 = numbers.iter().map(rarity).map(|rarity| rarity * rarity).sum();
        Vector { terms: numbers, scale: 1.0 / squares.sqrt().max(f64::MIN_POSITIVE) }
    }
}

/// Leaves the rarest pairs out where there are more terms than an index may have.
fn drop_rarest(frequency: &mut BTreeMap<u32, u32>) {
    let mut least = 1;
    while frequency.len() > MOST_TERMS {
        frequency.retain(|&key, &mut count| count > least || is_single(key));
        least += 1;
    }
}

fn pack(vocabulary: &Vocabulary, learnt: &[ClassWeights], items: usize, calibration: Calibration) -> BuiltIndex {
    let mut by_term: Vec<Vec<(u16, f64)>> = vec![Vec::new(); vocabulary.rarity.len()];
    for (class, weights) in (0u16..).zip(learnt) {
        for (&term, &weight) in weights.terms.iter().zip(&weights.weights) {
            if let Some(row) = by_term.get_mut(term as usize) {
                row.push((class, weight));
            }
        }
    }
    let scale = scale_of(&by_term);
    // A list that is much larger than a township's keeps the larger weights.
    let packed =
        (0..STEPS as u8).find_map(|more| rows(vocabulary, &by_term, learnt.len(), scale, SMALLEST + f64::from(more)));
    let (terms, postings) = packed.unwrap_or_default();
    BuiltIndex {
        items: items as u16,
        classes: learnt.len() as u16,
        hash: vocabulary.hash.clone(),
        terms,
        postings,
        bias: learnt.iter().map(|weights| weights.bias as f32).collect(),
        scale: scale as f32,
        right: calibration.right,
        listed: calibration.listed,
    }
}

fn quantised(weight: f64) -> i8 {
    libm::round(weight).clamp(-STEPS, STEPS) as i8
}

/// The rows of terms and their postings, of weights from `smallest` on in steps of `1 / scale`. `None` where these are too many.
fn rows(
    vocabulary: &Vocabulary,
    by_term: &[Vec<(u16, f64)>],
    classes: usize,
    scale: f64,
    smallest: f64,
) -> Option<(Vec<TermRow>, Vec<u8>)> {
    let mut terms = Vec::with_capacity(by_term.len() + 1);
    let mut postings = Vec::new();
    for ((row, &key), &rarity) in by_term.iter().zip(&vocabulary.keys).zip(&vocabulary.rarity) {
        let scaled = row.iter().map(|&(class, weight)| (class, weight * scale));
        let kept: Vec<(u16, i8)> = scaled
            .filter(|(_, weight)| weight.abs() >= smallest)
            .map(|(class, weight)| (class, quantised(weight)))
            .collect();
        let dense = kept.len() as f64 > DENSE_SHARE * classes as f64;
        terms.push(TermRow::new(key, postings.len() as u32, dense, rarity));
        if dense {
            let mut weights = vec![0u8; classes];
            for (class, weight) in kept {
                if let Some(slot) = weights.get_mut(usize::from(class)) {
                    *slot = weight as u8;
                }
            }
            postings.extend(weights);
        } else {
            push_steps(&mut postings, &kept);
        }
        if postings.len() >= MOST_POSTINGS {
            return None;
        }
    }
    terms.push(TermRow::new(u32::MAX, postings.len() as u32, false, 0));
    Some((terms, postings))
}

/// Weights of classes, sorted, as [`lvzhi_tables::index::Postings::Sparse`] has them.
fn push_steps(postings: &mut Vec<u8>, weights: &[(u16, i8)]) {
    let mut before = 0;
    for &(class, weight) in weights {
        let mut way = class - before;
        while way > u16::from(u8::MAX) {
            postings.extend([u8::MAX, 0]);
            way -= u16::from(u8::MAX);
        }
        postings.extend([way as u8, weight as u8]);
        before = class;
    }
}

/// The factor that brings all but the largest few weights into [`STEPS`].
fn scale_of(by_term: &[Vec<(u16, f64)>]) -> f64 {
    let mut sizes: Vec<f64> = by_term.iter().flatten().map(|&(_, weight)| weight.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let at = (sizes.len() as f64 * UNCUT) as usize;
    sizes.get(at).or(sizes.last()).map_or(1.0, |&size| STEPS / size.max(f64::MIN_POSITIVE))
}
