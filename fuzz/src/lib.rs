//! What fuzz targets share: a folder of a list in one text, and a slow twin of the answer.

use lvzhi_compiler::{OPTIONAL, REQUIRED, Sources};
use lvzhi_tables::fold::{folded, is_han};
use lvzhi_tables::index::{Postings, TermRow, terms};
use lvzhi_tables::rank::{Candidate, MOST_RANKED, Ranking};
use lvzhi_tables::layout::Tables;
use std::collections::{BTreeSet, HashMap};

/// The tables of the built-in list, as the library has them.
pub mod built_in {
    #![allow(clippy::octal_escapes, reason = "digits may follow the NUL that stands behind each text")]
    use lvzhi_tables::hash::{PerfectHash, Reading};
    use lvzhi_tables::index::{Index, Logistic, TermRow};
    use lvzhi_tables::layout::{
        CategoryRow, DepartmentRow, Displacement, FigureRow, GroupRow, ItemRow, KeyRow, KeyTable, RepairRow, Run, Span,
        Tables, TakeoverRow, TownshipRow,
    };

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));

    /// The tables.
    #[must_use]
    pub fn tables() -> &'static Tables<'static> {
        &TABLES
    }
}

/// Splits the text of a folder into its files, each behind a line `==== name`. A file that is named twice counts once, one
/// that is not named is absent.
#[must_use]
pub fn folder(text: &str) -> Sources {
    let mut files: Vec<(&'static str, String)> = Vec::new();
    for section in text.split("==== ").skip(1) {
        let (name, content) = section.split_once('\n').unwrap_or((section, ""));
        let known = REQUIRED.into_iter().chain(OPTIONAL).find(|&is| is == name.trim());
        if let Some(known) = known.filter(|known| !files.iter().any(|(is, _)| is == known)) {
            files.push((known, content.to_owned()));
        }
    }
    Sources { folder: "list".into(), files }
}

/// The ranking and the verdict as `docs/weights.md` says, with a map, plain sums and a sort.
pub struct Twin<'a> {
    tables: Tables<'a>,
    /// Where a term stands.
    known: HashMap<u32, usize>,
}

/// What the twin says to a text.
#[derive(Debug, PartialEq)]
pub struct Said {
    /// 0 to 2 the tiers, 3 unlisted, 4 unclear.
    pub verdict: usize,
    /// Four decimals.
    pub confidence: f32,
    /// Item, score and probability.
    pub matches: Vec<(usize, f32, f32)>,
}

impl<'a> Twin<'a> {
    /// The twin of an index.
    #[must_use]
    pub fn new(tables: Tables<'a>) -> Self {
        // The last row only says where the postings end.
        let rows = tables.index.terms.len().saturating_sub(1);
        let known = tables.index.terms.iter().take(rows).enumerate().map(|(at, row)| (row.key, at)).collect();
        Self { tables, known }
    }

    /// A weight for each class.
    fn weights(&self, term: usize) -> Vec<i64> {
        let mut weights = vec![0; usize::from(self.tables.index.classes)];
        match self.tables.index.postings(term) {
            Postings::Dense(bytes) => weights = bytes.iter().map(|&byte| i64::from(byte as i8)).collect(),
            Postings::Sparse(steps) => {
                let mut class = 0;
                for &[step, weight] in steps {
                    class += usize::from(step);
                    weights[class] += i64::from(weight as i8);
                }
            }
        }
        weights
    }

    /// The ranking.
    #[must_use]
    pub fn rank(&self, text: &str, top: usize) -> Option<Ranking> {
        let index = &self.tables.index;
        let met: BTreeSet<usize> = terms(text).filter_map(|term| self.known.get(&term.key).copied()).collect();
        if met.is_empty() {
            return None;
        }
        let rarity = |&term: &usize| index.terms.get(term).map_or(0, |row: &TermRow| u64::from(row.rarity()));
        let squares: u64 = met.iter().map(rarity).map(|rarity| rarity * rarity).sum();
        let unit = 1.0 / (index.scale * (squares as f32).sqrt());
        let mut sums = vec![0i64; usize::from(index.classes)];
        for &term in &met {
            sums.iter_mut().zip(self.weights(term)).for_each(|(sum, weight)| *sum += weight);
        }
        let scores: Vec<f32> = sums.iter().zip(index.bias).map(|(&sum, &bias)| sum as f32 * unit + bias).collect();
        let (items, outside) = scores.split_at(usize::from(index.items));
        let mut sorted: Vec<Candidate> =
            items.iter().zip(0..).map(|(&score, item)| Candidate { score, item }).collect();
        sorted.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
        let tier = |item: u16| self.tier(usize::from(item));
        let elsewhere = |found: &&Candidate| sorted.first().is_some_and(|first| tier(found.item) != tier(first.item));
        let other_tier = sorted.iter().find(elsewhere).map_or(f32::NEG_INFINITY, |found| found.score);
        let (general, matters) = outside.split_last()?;
        let outside = matters.iter().copied().fold(-1.0, f32::max) + 0.5 * general;
        let mut best = [Candidate::NONE; MOST_RANKED];
        for (slot, candidate) in best.iter_mut().zip(sorted).take(top.max(2)) {
            *slot = candidate;
        }
        Some(Ranking { best, other_tier, outside, length: libm::logf(met.len() as f32) })
    }

    /// The tier of an item, from 0.
    fn tier(&self, item: usize) -> usize {
        self.tables.tiers.iter().skip(1).filter(|&&end| usize::from(end) <= item).count()
    }

    /// The answer, with `top` candidates.
    #[must_use]
    pub fn answer(&self, text: &str, top: usize, listed: f32, lead: f32) -> Said {
        let Some(ranking) = self.rank(text, top) else {
            return Said { verdict: 4, confidence: 0.0, matches: Vec::new() };
        };
        let rounded = |value: f32| (value * 10_000.0).round() / 10_000.0;
        let right = |of: Candidate| rounded(self.tables.index.right.of(ranking.facts(of)));
        let told = |of: &Candidate| (usize::from(of.item), rounded(of.score - ranking.outside), right(*of));
        let first = ranking.best[0];
        // One letter or Chinese character, however often, or a number says too little.
        let tells = |&c: &char| is_han(c) || c.is_ascii_lowercase();
        let letters: BTreeSet<char> = folded(text).map(|(_, c)| c).filter(tells).collect();
        let is_listed = self.tables.index.listed.of(ranking.facts(first));
        let (verdict, confidence) = if is_listed < listed {
            (3, rounded(1.0 - is_listed))
        } else if letters.len() < 2 || first.score - ranking.other_tier < lead {
            (4, right(first))
        } else {
            (self.tier(usize::from(first.item)), right(first))
        };
        Said { verdict, confidence, matches: ranking.best.iter().take(top).map(told).collect() }
    }
}
