//! Ranks the items of a list for a text: matters' scores through the covers, the items' own words, and how near they stand by meaning.

use crate::list::Tables;
use crate::matters::{Logistic, Matters};
use crate::own::{BLOCK, OwnSums};
use crate::reading::Reading;
use crate::scores::{LEAST, Scores, larger, most, settled};
use crate::sums::batches;
use crate::taught::Lifts;

/// Items that a ranking holds at the most.
pub const MOST_RANKED: usize = 16;

/// How much what lies outside every list in general counts beside the nearest matter outside this one.
pub const GENERAL: f32 = 0.2;

/// How much of what an item's other matters score, over [`LEAST`], is added to the best: a long message speaks of several aspects of one
/// duty, and each of its matters only for one.
pub const OTHERS: f32 = 0.3;

/// A lead over the other items beyond this tells no more.
pub const MOST_LEAD: f32 = 2.0;

/// An item and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Score; comparable within a text.
    pub score: f32,
    /// Index of the item; `u16::MAX` where there is none.
    pub item: u16,
    /// Number of the matter through which it matched; 0 where its own words alone speak for it.
    pub matter: u16,
}

impl Candidate {
    /// No item.
    pub const NONE: Self = Self { score: f32::NEG_INFINITY, item: u16::MAX, matter: 0 };
}

/// What matters and list say to a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// The best items, by score and then by place in the list: as many as were asked for, at least two.
    pub best: [Candidate; MOST_RANKED],
    /// The score of the best item of another tier than the best item's.
    pub other_tier: f32,
    /// The score of what lies outside the list: the nearest matter there, and the outside in general.
    pub outside: f32,
    /// The logarithm of the number of distinct terms of the text that the matters know.
    pub length: f32,
    /// The logarithm of how much more a matter that the list holds says, on average, than one of the others.
    pub held: f32,
    /// Number of the best of all matters.
    pub matter: u16,
    /// Nothing of the text but what is wrapped around matters: all of it was read all the same.
    pub only_frame: bool,
}

impl Ranking {
    /// The facts about a candidate from which probabilities are made: how far it is over what lies outside the list, how far over the
    /// best other candidate, the logarithm of the number of known terms, and how much more the matters that the list holds say.
    #[inline]
    #[must_use]
    pub fn facts(&self, candidate: Candidate) -> [f32; Logistic::FACTS] {
        let [first, second, ..] = self.best;
        let rival = if candidate.item == first.item { second.score } else { first.score };
        let lead = (candidate.score - rival).clamp(-MOST_LEAD, MOST_LEAD);
        [candidate.score - self.outside, lead, self.length, self.held]
    }
}

/// The items seen so far.
struct Best {
    best: [Candidate; MOST_RANKED],
    /// How many are kept.
    top: usize,
    /// The score of the last of these.
    worst: f32,
    /// The best score of each tier.
    tiers: [f32; 3],
}

impl Best {
    /// The items of a block, which begins with item `first`.
    #[inline]
    fn see(&mut self, list: &Tables<'_>, scores: &[f32], first: usize) {
        for (tier, best) in self.tiers.iter_mut().enumerate() {
            let range = list.tier(tier);
            let (from, to) = (range.start.saturating_sub(first), range.end.saturating_sub(first).min(scores.len()));
            *best = best.max(most(scores.get(from..to).unwrap_or(&[])));
        }
        for (chunk, scores) in scores.chunks(TOGETHER).enumerate() {
            // Hardly any chunk has one, and to know that costs less than to look at each.
            if scores.iter().fold(false, |any, &score| any | (score > self.worst)) {
                let first = chunk.wrapping_mul(TOGETHER).wrapping_add(first) as u16;
                for (item, &score) in (first..=u16::MAX).zip(scores) {
                    if score > self.worst {
                        self.keep(Candidate { score, item, matter: 0 });
                    }
                }
            }
        }
    }

    /// Behind those of equal score, which stand before it in the list; what follows moves on as it is.
    fn keep(&mut self, candidate: Candidate) {
        let Some(kept) = self.best.get_mut(..self.top) else { return };
        let place = kept.iter().position(|slot| candidate.score > slot.score).unwrap_or(0);
        let mut entering = candidate;
        for slot in kept.iter_mut().skip(place) {
            core::mem::swap(slot, &mut entering);
        }
        self.worst = kept.last().map_or(f32::NEG_INFINITY, |last| last.score);
    }
}

/// The text speaks of what carries matters, so that it is to be read anew.
struct OfCarrier;

/// Ranks the items of a list for a text: the best `top` of them. `None` where the matters know no term of the text.
#[must_use]
pub fn rank(matters: &Matters<'_>, list: &Tables<'_>, text: &str, reading: Reading, top: usize) -> Option<Ranking> {
    match ranked(matters, list, text, reading, top)? {
        Ok(ranking) => Some(ranking),
        Err(OfCarrier) => ranked(matters, list, text, settled(matters, text), top)?.ok(),
    }
}

/// As [`rank`], of just what was asked for.
fn ranked(
    matters: &Matters<'_>,
    list: &Tables<'_>,
    text: &str,
    reading: Reading,
    top: usize,
) -> Option<Result<Ranking, OfCarrier>> {
    let mut own = OwnSums::of(list, 0);
    let mut scores = Scores::new();
    let also = |keys: &[u32]| {
        if let Some(own) = &mut own {
            own.add(keys);
        }
    };
    if !scores.fill(matters, text, reading, also) {
        return None;
    }
    let (matter, outside) = scores.best_and_outside(&list.held);
    if scores.is_of_carrier(matters, matter) {
        return Some(Err(OfCarrier));
    }
    let direction = scores.direction();
    let lifts = Lifts::of(matters, list, text, reading, scores.length);
    let top = top.clamp(2, MOST_RANKED);
    let none = f32::NEG_INFINITY;
    let mut best = Best { best: [Candidate::NONE; MOST_RANKED], top, worst: none, tiers: [none; 3] };
    for (number, links) in list.links.chunks(BLOCK).enumerate() {
        if number > 0 {
            own = OwnSums::of(list, number);
            if let Some(own) = &mut own {
                reading.each(&matters.frame, text, |_, text| batches(text, |keys| own.add(keys)));
            }
        }
        let first = number.saturating_mul(BLOCK);
        // What items score by the best matter that they cover, and by all together.
        let mut items = [LEAST; BLOCK];
        let mut sums = [0.0f32; BLOCK];
        scores.over(LEAST, |matter, value| {
            for cover in list.covers_of(matter) {
                let through = value + cover.offset();
                let at = usize::from(cover.item.get()).wrapping_sub(first);
                if let (Some(score), Some(sum)) = (items.get_mut(at), sums.get_mut(at)) {
                    *score = larger(*score, through);
                    *sum += larger(0.0, through - LEAST);
                }
            }
        });
        for (score, &sum) in items.iter_mut().zip(&sums).take(links.len()) {
            *score += OTHERS * (sum - (*score - LEAST));
        }
        let items = items.get_mut(..links.len()).unwrap_or_default();
        Lifts::link(list, &scores, items, first);
        if let Some(own) = &own {
            own.add_cosines(links, scores.length, items);
        }
        direction.add_nearness(list.places.get(first..).unwrap_or_default(), items);
        lifts.add(items, first);
        best.see(list, items, first);
    }
    let Best { mut best, tiers, .. } = best;
    for candidate in best.iter_mut().take(top) {
        candidate.matter = list.links.get(usize::from(candidate.item)).map_or(0, |link| scores.met(list, link));
    }
    let [Candidate { item: first, .. }, ..] = best;
    let (nearest_outside, held) = scores.beside(matters, &list.held, outside, &direction, &lifts);
    let tier = list.tier_of(usize::from(first));
    let other = |at: usize| tiers.get(at).copied().filter(|_| at != tier).unwrap_or(f32::NEG_INFINITY);
    Some(Ok(Ranking {
        best,
        other_tier: other(0).max(other(1)).max(other(2)),
        outside: nearest_outside + GENERAL * scores.general + lifts.outside,
        length: libm::logf(scores.known as f32),
        held,
        matter,
        only_frame: scores.only_frame,
    }))
}

/// Items that are looked at together.
const TOGETHER: usize = 8;
