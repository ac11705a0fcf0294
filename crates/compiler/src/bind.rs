//! Binds items to matters: which matters an item covers, by its name and duties, with how sure that is.
//!
//! What an editor stated in `covers.toml` is kept as it is; only items without a stated cover are bound.

use crate::model::{Cover, From, List};
use crate::own_words;
use lvzhi_tables::index::{is_single, terms};
use lvzhi_tables::matters::Matters;
use lvzhi_tables::meaning::Direction;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::scores::Scores;
use lvzhi_tables::weights::Weights;
use std::collections::HashMap;

/// The share of an item's name in the score of a matter; the rest is that of all its texts together.
const NAME: f32 = 0.6;

/// What stands between the clauses of a name, of which each may be about a matter of its own: 负责低保、特困供养和临时救助的申请受理.
const BETWEEN_CLAUSES: [char; 10] = ['、', '，', '；', '。', '和', '及', '与', '并', ',', ';'];

/// The shortest clause that says something, in characters.
const SHORTEST_CLAUSE: usize = 4;

/// What the best matter of a clause scores less than that of a whole name.
const OF_CLAUSE: f32 = 0.2;

/// Matters that an item is bound to at the most.
const MOST: usize = 5;

/// A matter beside the main one scores at least this.
const LEAST: f32 = -0.9;

/// The score at which a main matter is as likely right as wrong, and how fast this changes with the score.
const EVEN: f32 = 0.0;
const STEEP: f32 = 4.5;

/// A proposal: a matter for an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposal {
    /// Number of the matter.
    pub matter: u16,
    /// How much the item's words speak for it.
    pub score: f32,
    /// The probability that the item is about it.
    pub confidence: f32,
}

impl Proposal {
    /// Whether the list can be said to hold the matter.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }
}

/// A bound cover says that the list holds its matter from this confidence on.
pub(crate) const SURE: f32 = 0.55;

/// The matters that an item's words speak for, the best first; none for an index beyond the list.
#[must_use]
pub fn proposals(list: &List, item: usize, matters: &Matters<'_>) -> Vec<Proposal> {
    proposed(&own_words::texts_of(list, item), matters)
}

/// As [`proposals`], for an item with these texts, of which the first is its name.
fn proposed(texts: &[&str], matters: &Matters<'_>) -> Vec<Proposal> {
    let name = texts.first().and_then(|name| Scores::of(matters, name, Reading::Whole));
    let all = Scores::of(matters, &texts.join("。"), Reading::Whole);
    let (Some(name), Some(all)) = (name, all) else { return Vec::new() };
    let (by_name, by_all) = (name.direction(), all.direction());
    let of_clauses = texts.first().map_or_else(Vec::new, |name| best_of_clauses(name, matters));
    let mut found: Vec<Proposal> = (1..=matters.matters.len() as u16)
        .map(|matter| {
            let place = matters.meaning.of_matter(matter);
            let near = |direction: &Direction| place.map_or(0.0, |place| direction.nearness(place));
            let score =
                NAME * (name.matter(matter) + near(&by_name)) + (1.0 - NAME) * (all.matter(matter) + near(&by_all));
            let of_clause = of_clauses.iter().filter(|(best, _)| *best == matter).map(|(_, score)| score - OF_CLAUSE);
            let score = of_clause.fold(score, f32::max);
            Proposal { matter, score, confidence: 1.0 / (1.0 + libm::expf(-STEEP * (score - EVEN))) }
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.matter.cmp(&b.matter)));
    found.truncate(MOST);
    let beside = found.iter().skip(1).take_while(|proposal| proposal.score > LEAST).count();
    found.truncate(1 + beside);
    found
}

/// The best matter of each clause of a name, and what it scores.
fn best_of_clauses(name: &str, matters: &Matters<'_>) -> Vec<(u16, f32)> {
    let clauses = name.split(BETWEEN_CLAUSES).filter(|clause| clause.chars().count() >= SHORTEST_CLAUSE);
    let best = |clause: &str| {
        let scores = Scores::of(matters, clause, Reading::Whole)?;
        let direction = scores.direction();
        let score = |matter| {
            scores.matter(matter) + matters.meaning.of_matter(matter).map_or(0.0, |place| direction.nearness(place))
        };
        let all = (1..=matters.matters.len() as u16).map(|matter| (matter, score(matter)));
        all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    clauses.filter_map(best).collect()
}

/// The parts of an item's name that speak for a matter, those that say most first, at most three.
#[must_use]
pub fn reasons<'a>(name: &'a str, matter: u16, matters: &Matters<'_>) -> Vec<&'a str> {
    let class = usize::from(matter).wrapping_sub(1);
    let mut parts: Vec<(usize, usize, i32)> = Vec::new();
    for term in terms(name) {
        let weight =
            matters.index.term(term.key).map_or(0, |at| i32::from(Weights::of(matters.index.said(at)).weight(class)));
        if weight <= 0 || is_single(term.key) {
            continue;
        }
        match parts.last_mut() {
            Some((_, end, sum)) if term.start < *end => {
                *end = term.end;
                *sum += weight;
            }
            _ => parts.push((term.start, term.end, weight)),
        }
    }
    parts.sort_by_key(|&(start, _, weight)| (std::cmp::Reverse(weight), start));
    parts.truncate(MOST);
    parts.into_iter().filter_map(|(start, end, _)| name.get(start..end)).collect()
}

/// The covers of each item: those stated, or else those that its words propose.
#[must_use]
pub fn bind(list: &List, matters: &Matters<'_>) -> Vec<Vec<Cover>> {
    let mut stated: HashMap<usize, Vec<Cover>> = HashMap::new();
    for (item, cover) in list.covers.iter().filter(|(_, cover)| cover.from == From::Stated) {
        stated.entry(*item).or_default().push(*cover);
    }
    let covers = |(item, texts): (usize, Vec<&str>)| stated.remove(&item).unwrap_or_else(|| bound(&texts, matters));
    own_words::texts(list).into_iter().enumerate().map(covers).collect()
}

/// The covers that the texts of an item propose.
fn bound(texts: &[&str], matters: &Matters<'_>) -> Vec<Cover> {
    let proposals = proposed(texts, matters);
    let best = proposals.first().map_or(0.0, |best| best.score);
    let cover = |(n, Proposal { matter, score, confidence })| Cover {
        matter,
        main: n == 0,
        from: From::Bound { confidence, behind: best - score },
    };
    proposals.into_iter().enumerate().map(cover).collect()
}
