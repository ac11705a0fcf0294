//! Finds the items of other tiers that are about the same matter.

use crate::index::Example;
use crate::model::List;
use lvzhi_tables::index::terms;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Items shown as related to another, at the most.
const MOST: usize = 3;

/// Cosine from which two items count as the same matter: all pairs down to 0.15 were read (DESIGN.md, "Related items").
const LEAST: f64 = 0.22;

/// For each item the items of other tiers nearest to it: the cosine of the mean vectors of their texts.
pub(crate) fn related(list: &List, examples: &[Example<'_>]) -> Vec<Vec<u16>> {
    let Means { terms, means } = Means::of(list.items.len(), examples);
    let mut spread = vec![0.0; terms];
    list.items
        .iter()
        .zip(&means)
        .map(|(item, mean)| {
            for &(term, value) in mean {
                if let Some(slot) = spread.get_mut(term) {
                    *slot = value;
                }
            }
            let cosine = |other: &Sparse| -> f64 {
                other.iter().filter_map(|&(term, value)| spread.get(term).map(|own| own * value)).sum()
            };
            let mut near: Vec<(f64, u16)> = (0u16..)
                .zip(list.items.iter().zip(&means))
                .filter(|(_, (other, _))| other.tier != item.tier)
                .map(|(at, (_, other))| (cosine(other), at))
                .filter(|&(cosine, _)| cosine >= LEAST)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            spread.fill(0.0);
            near.into_iter().take(MOST).map(|(_, at)| at).collect()
        })
        .collect()
}

/// A vector of unit length: terms and their values.
type Sparse = Vec<(usize, f64)>;

struct Means {
    /// How many terms there are.
    terms: usize,
    /// Of each item.
    means: Vec<Sparse>,
}

impl Means {
    fn of(items: usize, examples: &[Example<'_>]) -> Self {
        let mut numbers: HashMap<u32, usize> = HashMap::new();
        let mut holders: BTreeSet<(usize, usize)> = BTreeSet::new();
        let texts: Vec<(usize, Vec<usize>)> = examples
            .iter()
            .filter_map(|example| {
                let class = example.class.filter(|&class| class < items)?;
                let mut own: Vec<usize> = terms(example.text)
                    .map(|term| {
                        let next = numbers.len();
                        *numbers.entry(term.key).or_insert(next)
                    })
                    .collect();
                own.sort_unstable();
                own.dedup();
                holders.extend(own.iter().map(|&term| (term, class)));
                Some((class, own))
            })
            .collect();
        // A term is rare that few items hold, however often they say it: words of complaint are everybody's.
        let mut with = vec![0.0; numbers.len()];
        for &(term, _) in &holders {
            if let Some(count) = with.get_mut(term) {
                *count += 1.0;
            }
        }
        let rarity: Vec<f64> = with.iter().map(|with| libm::log((1.0 + items as f64) / (1.0 + with))).collect();
        let rarity = |term: usize| rarity.get(term).copied().unwrap_or(0.0);
        let mut means = vec![BTreeMap::<usize, f64>::new(); items];
        for (class, own) in &texts {
            let length = own.iter().map(|&term| rarity(term) * rarity(term)).sum::<f64>().sqrt();
            if let Some(mean) = means.get_mut(*class) {
                for &term in own {
                    *mean.entry(term).or_default() += rarity(term) / length.max(f64::MIN_POSITIVE);
                }
            }
        }
        Self { terms: numbers.len(), means: means.into_iter().map(unit).collect() }
    }
}

fn unit(mean: BTreeMap<usize, f64>) -> Sparse {
    let length = mean.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    mean.into_iter().map(|(term, value)| (term, value / length)).collect()
}
