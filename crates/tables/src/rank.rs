//! Ranks the items of a list for a text: matters' scores through the covers, the items' own words, and how near they stand by meaning.

use crate::held::Held;
use crate::lanes;
use crate::layout::{CoverRow, LinkRow};
use crate::list::Tables;
use crate::matters::{Logistic, Matters};
use crate::meaning::{self, Direction, Meaning, Way};
use crate::own::{BLOCK, OwnSums};
use crate::reading::{LeftOut, Part, Parts, Reading};
use crate::seen::Seen;
use crate::sums::{BATCH, MOST_CLASSES, Sums, batches, known};
use crate::taught::Lifts;

/// Items that a ranking holds at the most.
pub const MOST_RANKED: usize = 16;

/// What a matter scores at least: where none is near, differences count from here.
pub const LEAST: f32 = -1.0;

/// What is left of a text without what carries matters must speak for one by more than this.
pub const CARRIED: f32 = -0.5;

/// How much what lies outside every list in general counts beside the nearest matter outside this one.
pub const GENERAL: f32 = 0.2;

/// How much of what an item's other matters score, over [`LEAST`], is added to the best: a long message speaks of several aspects of one
/// duty, and each of its matters only for one.
pub const OTHERS: f32 = 0.3;

/// What matters say at least together, beside which too little says nothing.
pub const LITTLE: f32 = 0.02;

/// What a matter counts that an item covers weakly, since it may and may not be one of the list.
pub const WEAKLY: f32 = 0.5;

/// How many times as many matters a list may not hold as it holds, for that to count: a list of a few items would be taken to hold whatever is asked.
pub const MOST_OTHERS: f32 = 4.0;

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

/// The scores of all matters for a text.
pub struct Scores {
    /// By class, which is a matter; below all others in what fills the last chunk.
    values: [f32; MOST_CLASSES],
    /// How many of these are matters.
    matters: usize,
    /// What lies outside every list in general. No number leads here, so that a list may cover matters that are newer than these.
    general: f32,
    /// Distinct terms that the matters know.
    known: u32,
    /// The length of the text's vector.
    length: f32,
    /// The text is nothing but what is wrapped around matters.
    only_frame: bool,
    /// What of the text was read.
    reading: Reading,
    /// The sum of the places of its terms.
    way: Way,
}

impl core::fmt::Debug for Scores {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Scores").field("known", &self.known).finish_non_exhaustive()
    }
}

impl Scores {
    /// Of no text.
    const fn new() -> Self {
        Self {
            values: [0.0; MOST_CLASSES],
            matters: 0,
            general: LEAST,
            known: 0,
            length: 1.0,
            only_frame: false,
            reading: Reading::Whole,
            way: Way::NONE,
        }
    }

    /// Becomes those of a text; `also` sees the keys of its terms, a batch at a time. Whether the matters know a term of it.
    #[inline]
    fn fill(&mut self, matters: &Matters<'_>, text: &str, reading: Reading, mut also: impl FnMut(&[u32])) -> bool {
        let mut sums = Sums::new();
        let mut seen = Seen::new();
        let mut way = Way::NONE;
        self.reading = reading;
        self.only_frame = reading.each(&matters.frame, text, |_, text| {
            batches(text, |keys| {
                let mut numbers = [0; BATCH];
                let mut new = numbers.iter_mut();
                known(&matters.index, keys, &mut seen, |number, rarity, postings| {
                    sums.add(rarity, postings);
                    if let Some(next) = new.next() {
                        *next = number as u32;
                    }
                });
                let waiting = new.len();
                way.add(&matters.meaning, numbers.get(..BATCH.saturating_sub(waiting)).unwrap_or(&[]));
                also(keys);
            });
        });
        if sums.known == 0 {
            return false;
        }
        sums.scores(&matters.index, matters.bias, &mut self.values);
        self.matters = matters.matters.len();
        self.general = self.values.get(self.matters).copied().unwrap_or(LEAST);
        let behind = self.values.get_mut(self.matters..self.matters.next_multiple_of(LANES));
        behind.unwrap_or_default().fill(f32::NEG_INFINITY);
        self.known = sums.known;
        self.way = way;
        self.length = libm::sqrtf(sums.squares as f32);
        if let Reading::Carried(_) = reading {
            let carriers = (1..=self.matters as u16).filter(|&number| matters.carries(number));
            carriers.for_each(|number| self.forget(number));
        }
        true
    }

    /// Those of all matters, and what fills their last chunk.
    #[inline]
    fn all(&self) -> &[f32] {
        self.values.get(..self.matters.next_multiple_of(LANES)).unwrap_or(&self.values)
    }

    /// Of a text. `None` where the matters know no term of it.
    #[must_use]
    pub fn of(matters: &Matters<'_>, text: &str, reading: Reading) -> Option<Self> {
        let mut scores = Self::new();
        let mut known = scores.read(matters, text, reading);
        if known && scores.is_of_carrier(matters, scores.best()) {
            known = scores.read(matters, text, settled(matters, text));
        }
        known.then_some(scores)
    }

    /// What of the text was read.
    #[must_use]
    pub const fn reading(&self) -> Reading {
        self.reading
    }

    /// Becomes those of what is read of a text. A call of its own, so that its stack is free again behind it.
    #[inline(never)]
    fn read(&mut self, matters: &Matters<'_>, text: &str, reading: Reading) -> bool {
        self.fill(matters, text, reading, |_| {})
    }

    /// Whether the text speaks of what carries matters, such as a hotline, so that the rest of it is to be looked at; `best` is the best matter.
    fn is_of_carrier(&self, matters: &Matters<'_>, best: u16) -> bool {
        self.reading == Reading::Matter && !self.only_frame && matters.carries(best)
    }

    /// Where the text stands by its meaning.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::of(&self.way)
    }

    /// The score of a matter by its number, from 1; less than any other where there is no such matter.
    #[inline]
    #[must_use]
    pub fn matter(&self, number: u16) -> f32 {
        let class = usize::from(number).wrapping_sub(1);
        if class < self.matters {
            self.values.get(class).copied().unwrap_or(f32::NEG_INFINITY)
        } else {
            f32::NEG_INFINITY
        }
    }

    /// What a cover gives its item.
    #[inline]
    fn through(&self, cover: &CoverRow) -> f32 {
        self.matter(cover.matter.get()) + cover.offset()
    }

    /// Number of the matter through which a text met an item: the best that the item covers, the first of equal ones. 0 where the item's
    /// own words alone speak for it.
    #[must_use]
    pub fn met(&self, list: &Tables<'_>, link: &LinkRow) -> u16 {
        let mut best = (LEAST, 0);
        for cover in link.covers.of(list.covers) {
            let through = self.through(cover);
            if through > best.0 {
                best = (through, cover.matter.get());
            }
        }
        best.1
    }

    /// Number of the best matter, the first of equal ones.
    fn best(&self) -> u16 {
        let best = most(self.all());
        // A chunk at a time, since hardly any has it.
        let mut chunks = self.all().chunks(LANES);
        let chunk = chunks.position(|chunk| chunk.iter().fold(false, |any, &value| any | (value == best))).unwrap_or(0);
        let first = chunk.wrapping_mul(LANES);
        let place = self.all().iter().skip(first).position(|&value| value == best).unwrap_or(0);
        (first.wrapping_add(place) as u16).saturating_add(1)
    }

    /// Calls `each` with the matters that score more than this, and what they score. A text has few: what scores less is not looked at one
    /// by one.
    #[inline]
    fn over(&self, least: f32, mut each: impl FnMut(u16, f32)) {
        for (chunk, values) in self.all().as_chunks().0.iter().enumerate() {
            let mut left = lanes::above(values, least);
            while left != 0 {
                let lane = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                let number = chunk.wrapping_mul(values.len()).wrapping_add(lane).wrapping_add(1);
                each(number as u16, values.get(lane).copied().unwrap_or(least));
            }
        }
    }

    /// Of score and nearness together: the best of the matters that a list does not hold, at least [`LEAST`]; and the logarithm of how much
    /// more a matter that it holds says, on average, than one of the others. A long message speaks of several aspects of one matter.
    /// What the list was taught says as much as it lifts.
    fn beside(&self, meaning: &Meaning<'_>, held: &Held, direction: &Direction, lifts: &Lifts) -> (f32, f32) {
        let near = self.outside(held).max(LEAST) - meaning::NEAR;
        let (mut nearest, mut inside, mut others) = (LEAST, LITTLE + lifts.most(), LITTLE + lifts.outside);
        self.over(LEAST.min(near), |number, value| {
            let both = value + meaning.of_matter(number).map_or(0.0, |place| direction.nearness(place));
            let over = if value > LEAST { larger(0.0, both - LEAST) } else { 0.0 };
            if held.holds(number) {
                inside += over;
            } else {
                let (weakly, not) = if held.covers(number) { (WEAKLY * over, 0.0) } else { (0.0, over) };
                inside += weakly;
                others += not;
                nearest = if value > near { larger(nearest, both) } else { nearest };
            }
        });
        let weak = f32::from(held.covered().saturating_sub(held.count()));
        let count = f32::from(held.count()) + WEAKLY * weak + 1.0;
        let other_count = self.matters.saturating_sub(usize::from(held.covered())) as f32 + 1.0;
        let ratio = other_count / count;
        let ratio = if ratio > MOST_OTHERS { MOST_OTHERS } else { ratio };
        (nearest, libm::logf(inside * ratio / others))
    }

    /// The best score of a matter that a list does not hold.
    fn outside(&self, held: &Held) -> f32 {
        let mut lanes = [f32::NEG_INFINITY; 8];
        for (values, &held) in self.all().as_chunks::<8>().0.iter().zip(held.bits()) {
            let (low, high) = (usize::from(held % 16), usize::from(held / 16));
            let added = OUT.get(low).into_iter().chain(OUT.get(high)).flatten();
            for ((lane, &value), &added) in lanes.iter_mut().zip(values).zip(added) {
                *lane = larger(*lane, value + added);
            }
        }
        most(&lanes)
    }

    /// Takes a matter out.
    fn forget(&mut self, number: u16) {
        if let Some(value) = self.values.get_mut(usize::from(number).wrapping_sub(1)) {
            *value = f32::NEG_INFINITY;
        }
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

/// What to read of a text that speaks of what carries matters: the rest of it, where that plainly speaks of one.
#[inline(never)]
fn settled(matters: &Matters<'_>, text: &str) -> Reading {
    let mut scores = Scores::new();
    let mut left_out = LeftOut::default();
    let pieces = Parts::of(&matters.frame, text).filter(|(_, part)| *part == Part::Matter);
    for (piece, (range, _)) in pieces.take(LeftOut::PIECES).enumerate() {
        let known = scores.read(matters, text.get(range).unwrap_or(""), Reading::Whole);
        if known && matters.carries(scores.best()) {
            left_out.insert(piece);
        }
    }
    let rest = Reading::Carried(left_out);
    let speaks = scores.read(matters, text, rest) && most(scores.all()) > CARRIED;
    if speaks { rest } else { Reading::Carrier }
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
    let matter = scores.best();
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
        for (score, place) in items.iter_mut().zip(list.places.get(first..).unwrap_or_default()) {
            *score += direction.nearness(place);
        }
        lifts.add(items, first);
        best.see(list, items, first);
    }
    let Best { mut best, tiers, .. } = best;
    for candidate in best.iter_mut().take(top) {
        candidate.matter = list.links.get(usize::from(candidate.item)).map_or(0, |link| scores.met(list, link));
    }
    let [Candidate { item: first, .. }, ..] = best;
    let (nearest_outside, held) = scores.beside(&matters.meaning, &list.held, &direction, &lifts);
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

/// The larger of two numbers. That of the standard library minds what is no number, which takes a branch.
#[inline]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// What takes the values out whose bits are set, by these bits.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which would refuse")]
static OUT: [[f32; 4]; 16] = {
    let mut out = [[0.0; 4]; 16];
    let mut at = 0;
    while at < 64 {
        if (at / 4) >> (at % 4) & 1 == 1 {
            out[at / 4][at % 4] = f32::NEG_INFINITY;
        }
        at += 1;
    }
    out
};

/// Values that are compared side by side: several times as many as a processor compares at once, since those wait for each other.
const LANES: usize = 32;

/// Items that are looked at together.
const TOGETHER: usize = 8;

/// The largest of the values. In lanes, since one after another each comparison would wait for the one before.
#[inline]
fn most(values: &[f32]) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, value);
        }
    }
    rest.iter().chain(&lanes).fold(f32::NEG_INFINITY, |most, &value| larger(most, value))
}
