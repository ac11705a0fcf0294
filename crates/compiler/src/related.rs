//! Finds the items of other tiers that are about the same matter.

use crate::index::Example;
use crate::model::List;
use lvzhi_tables::index::{TermKey, terms};
use std::collections::{BTreeMap, HashMap};

/// Items shown as related to another, at the most.
const MOST: usize = 3;

/// Cosine from which two items count as the same matter; provisional (DESIGN.md, "Related items").
const LEAST: f64 = 0.30;

/// For each item the items of other tiers nearest to it: the cosine of the mean vectors of their texts.
pub(crate) fn related(list: &List, examples: &[Example<'_>]) -> Vec<Vec<u16>> {
    let means = means(list.items.len(), examples);
    list.items
        .iter()
        .zip(&means)
        .map(|(item, mean)| {
            let mut near: Vec<(f64, u16)> = (0u16..)
                .zip(list.items.iter().zip(&means))
                .filter(|(_, (other, _))| other.tier != item.tier)
                .map(|(at, (_, other))| (cosine(mean, other), at))
                .filter(|&(cosine, _)| cosine >= LEAST)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            near.into_iter().take(MOST).map(|(_, at)| at).collect()
        })
        .collect()
}

type Sparse = BTreeMap<TermKey, f64>;

fn means(items: usize, examples: &[Example<'_>]) -> Vec<Sparse> {
    let mut with: HashMap<TermKey, f64> = HashMap::new();
    let texts: Vec<(usize, Vec<TermKey>)> = examples
        .iter()
        .filter_map(|example| {
            let class = example.class.filter(|&class| class < items)?;
            let mut keys: Vec<TermKey> = terms(example.text).map(|term| term.key).collect();
            keys.sort_unstable();
            keys.dedup();
            for &key in &keys {
                *with.entry(key).or_default() += 1.0;
            }
            Some((class, keys))
        })
        .collect();
    let all = texts.len() as f64;
    let rarity = |key: &TermKey| libm::log((1.0 + all) / (1.0 + with.get(key).copied().unwrap_or(0.0)));
    let mut means = vec![Sparse::new(); items];
    for (class, keys) in &texts {
        let length = keys.iter().map(|key| rarity(key) * rarity(key)).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        if let Some(mean) = means.get_mut(*class) {
            for key in keys {
                *mean.entry(*key).or_default() += rarity(key) / length;
            }
        }
    }
    for mean in &mut means {
        let length = mean.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        for value in mean.values_mut() {
            *value /= length;
        }
    }
    means
}

fn cosine(a: &Sparse, b: &Sparse) -> f64 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().filter_map(|(key, value)| long.get(key).map(|other| value * other)).sum()
}
