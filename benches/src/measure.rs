//! Accuracy, separation and calibration of answers.

use crate::queries::Query;
use crate::rivals::Ranked;
use lvzhi::{Catalogue, Tier};

/// How well a set of queries was answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy {
    /// Queries.
    pub queries: usize,
    /// Share whose first item is right.
    pub right_at_1: f64,
    /// Share with a right item among the first three.
    pub within_3: f64,
    /// Mean of 1 / place of the first right item; 0 where there is none.
    pub reciprocal_rank: f64,
    /// Share whose first item is of the tier of a right one.
    pub tier_right: f64,
}

/// Measures answers to queries in scope. `None` where there is no query.
#[must_use]
pub fn accuracy<'q>(list: &Catalogue, asked: impl Iterator<Item = (&'q Query, &'q Ranked)>) -> Option<Accuracy> {
    let tiers: Vec<Tier> = list.items().map(|item| item.tier()).collect();
    let (mut queries, mut right_at_1, mut within_3, mut tier_right, mut reciprocal) = (0, 0, 0, 0, 0.0);
    for (query, ranked) in asked {
        queries += 1;
        let place = ranked.iter().position(|(item, _)| query.gold.contains(item));
        right_at_1 += usize::from(place == Some(0));
        within_3 += usize::from(place.is_some_and(|place| place < 3));
        reciprocal += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        let tier = ranked.first().map(|&(item, _)| tiers[item]);
        tier_right += usize::from(query.gold.iter().any(|&gold| Some(tiers[gold]) == tier));
    }
    let share = |part: usize| part as f64 / queries as f64;
    (queries > 0).then(|| Accuracy {
        queries,
        right_at_1: share(right_at_1),
        within_3: share(within_3),
        reciprocal_rank: reciprocal / queries as f64,
        tier_right: share(tier_right),
    })
}

/// The first score of an answer; below all others where there is none.
#[must_use]
pub fn first_score(ranked: &Ranked) -> f64 {
    ranked.first().map_or(f64::NEG_INFINITY, |&(_, score)| f64::from(score))
}

/// The probability that a score of `inside` is above one of `outside`, ties half: the area under the ROC curve.
#[must_use]
pub fn area_under_curve(inside: &[f64], outside: &[f64]) -> Option<f64> {
    let above: f64 = inside
        .iter()
        .flat_map(|i| {
            outside.iter().map(move |o| {
                if i > o {
                    1.0
                } else if i == o {
                    0.5
                } else {
                    0.0
                }
            })
        })
        .sum();
    let pairs = inside.len() * outside.len();
    (pairs > 0).then(|| above / pairs as f64)
}

/// Mean distance between confidence and share of right answers over ten bins of equal width, weighted by their sizes.
#[must_use]
pub fn calibration_error(outcomes: &[(f64, bool)]) -> Option<f64> {
    let mut gaps = [0.0; 10];
    for &(confidence, right) in outcomes {
        let gap = &mut gaps[((confidence * 10.0) as usize).min(9)];
        *gap += confidence - f64::from(u8::from(right));
    }
    let all = outcomes.len();
    (all > 0).then(|| gaps.iter().map(|gap: &f64| gap.abs()).sum::<f64>() / all as f64)
}

/// The middle of `values`; 0 where there is none.
#[must_use]
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => 0.0,
        (at, 1) => values[at],
        (at, _) => (values[at - 1] + values[at]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_of_ties_and_order() {
        assert_eq!(area_under_curve(&[2.0, 1.0], &[1.0, 0.0]), Some(0.875));
        assert_eq!(area_under_curve(&[f64::NEG_INFINITY], &[f64::NEG_INFINITY]), Some(0.5));
        assert_eq!(area_under_curve(&[], &[1.0]), None);
    }

    #[test]
    fn calibration_of_a_bin() {
        let outcomes = [(0.75, true), (0.75, true), (0.75, true), (0.75, false), (1.0, true)];
        assert_eq!(calibration_error(&outcomes), Some(0.0));
        assert_eq!(calibration_error(&[(0.9, false), (0.1, true)]), Some(0.9));
    }

    #[test]
    fn middle() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0]), 2.5);
        assert_eq!(median(&mut []), 0.0);
    }

    #[test]
    fn places_and_tiers() {
        let list = lvzhi::catalogue();
        let query = Query { text: String::new(), gold: vec![3, 4], style: String::new(), kind: String::new() };
        let first = vec![(4, 2.0), (3, 1.0)];
        let third = vec![(200, 3.0), (201, 2.0), (3, 1.0)];
        let measured = accuracy(list, [(&query, &first), (&query, &third)].into_iter()).unwrap();
        assert_eq!((measured.queries, measured.right_at_1, measured.within_3), (2, 0.5, 1.0));
        assert_eq!((measured.tier_right, measured.reciprocal_rank), (0.5, (1.0 + 1.0 / 3.0) / 2.0));
    }
}
