//! The scores of all matters for a text, and what is made of them by themselves and beside the matters that a list holds.

use crate::held::Held;
use crate::lanes;
use crate::layout::{CoverRow, LinkRow};
use crate::list::Tables;
use crate::matters::Matters;
use crate::meaning::{self, Direction, Way};
use crate::reading::{LeftOut, Part, Parts, Reading};
use crate::seen::Seen;
use crate::sums::{BATCH, MOST_CLASSES, Sums, batches, known};
use crate::taught::Lifts;

/// What a matter scores at least: where none is near, differences count from here.
pub const LEAST: f32 = -1.0;

/// What a matter scores more than that counts beside the nearest ones.
const NEAR_LEAST: f32 = LEAST - meaning::NEAR;

/// What is left of a text without what carries matters must speak for one by more than this.
pub const CARRIED: f32 = -0.5;

/// What matters say at least together, beside which too little says nothing.
pub const LITTLE: f32 = 0.02;

/// What a matter counts that an item covers weakly, since it may and may not be one of the list.
pub const WEAKLY: f32 = 0.5;

/// How many times as many matters a list may not hold as it holds, for that to count: a list of a few items would be taken to hold whatever is asked.
pub const MOST_OTHERS: f32 = 4.0;

/// The scores of all matters for a text.
pub struct Scores {
    /// By class, which is a matter; below all others in what fills the last chunk.
    values: [f32; MOST_CLASSES],
    /// Those of them that score more than [`NEAR_LEAST`], by their bits: a text has few, and hardly ever does another one count.
    near: [u8; MOST_CLASSES / 8],
    /// How many of these are matters.
    matters: usize,
    /// What lies outside every list in general. No number leads here, so that a list may cover matters that are newer than these.
    pub(crate) general: f32,
    /// Distinct terms that the matters know.
    pub(crate) known: u32,
    /// The length of the text's vector.
    pub(crate) length: f32,
    /// The text is nothing but what is wrapped around matters.
    pub(crate) only_frame: bool,
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
    pub(crate) const fn new() -> Self {
        Self {
            values: [0.0; MOST_CLASSES],
            near: [0; MOST_CLASSES / 8],
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
    pub(crate) fn fill(
        &mut self,
        matters: &Matters<'_>,
        text: &str,
        reading: Reading,
        mut also: impl FnMut(&[u32]),
    ) -> bool {
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
        let chunks = self.values.get(..self.matters.next_multiple_of(LANES)).unwrap_or(&self.values).as_chunks().0;
        self.near.iter_mut().zip(chunks).for_each(|(near, values)| *near = lanes::above(values, NEAR_LEAST));
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
    pub(crate) fn is_of_carrier(&self, matters: &Matters<'_>, best: u16) -> bool {
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
        self.best_and_outside(&Held::NONE).0
    }

    /// Number of the best matter, the first of equal ones; and the best score of one that a list does not hold, at least [`LEAST`].
    #[inline]
    pub(crate) fn best_and_outside(&self, held: &Held) -> (u16, f32) {
        let (mut best, mut outside) = ((NEAR_LEAST, 0), LEAST);
        self.over(NEAR_LEAST, |number, value| {
            if value > best.0 {
                best = (value, number);
            }
            if value > outside && !held.holds(number) {
                outside = value;
            }
        });
        (if best.1 > 0 { best.1 } else { self.best_of_far() }, outside)
    }

    /// As [`Scores::best`], where none is near.
    #[cold]
    fn best_of_far(&self) -> u16 {
        let best = most(self.all());
        let place = self.all().iter().position(|&value| value == best).unwrap_or(0);
        (place as u16).saturating_add(1)
    }

    /// Calls `each` with the matters that score more than this, which is at least [`NEAR_LEAST`], and what they score.
    #[inline]
    pub(crate) fn over(&self, least: f32, mut each: impl FnMut(u16, f32)) {
        for (word, near) in self.near.as_chunks().0.iter().enumerate() {
            let mut left = u64::from_le_bytes(*near);
            while left != 0 {
                let class = word.wrapping_mul(64).wrapping_add(left.trailing_zeros() as usize);
                left &= left.wrapping_sub(1);
                let value = self.values.get(class).copied().unwrap_or(f32::NEG_INFINITY);
                if value > least {
                    each((class as u16).wrapping_add(1), value);
                }
            }
        }
    }

    /// Of score and nearness together: the best of the matters that a list does not hold, of which the best scores `outside`; and the logarithm of how much
    /// more a matter that it holds says, on average, than one of the others. A long message speaks of several aspects of one matter.
    /// What the list was taught says as much as it lifts.
    pub(crate) fn beside(
        &self,
        matters: &Matters<'_>,
        held: &Held,
        outside: f32,
        direction: &Direction,
        lifts: &Lifts,
    ) -> (f32, f32) {
        let near = outside - meaning::NEAR;
        let (mut nearest, mut inside, mut others) = (LEAST, LITTLE + lifts.most(), LITTLE + lifts.outside);
        self.over(LEAST.min(near), |number, value| {
            let holds = held.holds(number);
            // Says nothing for the list, and is not outside.
            if holds && value <= LEAST {
                return;
            }
            let both = value + matters.meaning.of_matter(number).map_or(0.0, |place| direction.nearness(place));
            let over = if value > LEAST { larger(0.0, both - LEAST) } else { 0.0 };
            if holds {
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

    /// Takes a matter out.
    fn forget(&mut self, number: u16) {
        let class = usize::from(number).wrapping_sub(1);
        if let (Some(value), Some(near)) = (self.values.get_mut(class), self.near.get_mut(class / 8)) {
            *value = f32::NEG_INFINITY;
            *near &= !(1 << (class % 8));
        }
    }
}

/// What to read of a text that speaks of what carries matters: the rest of it, where that plainly speaks of one.
#[inline(never)]
pub(crate) fn settled(matters: &Matters<'_>, text: &str) -> Reading {
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

/// The larger of two numbers. That of the standard library minds what is no number, which takes a branch.
#[inline]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// Values that are compared side by side: several times as many as a processor compares at once, since those wait for each other.
const LANES: usize = 32;

/// The largest of the values. In lanes, since one after another each comparison would wait for the one before.
#[inline]
pub(crate) fn most(values: &[f32]) -> f32 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, value);
        }
    }
    rest.iter().chain(&lanes).fold(f32::NEG_INFINITY, |most, &value| larger(most, value))
}
