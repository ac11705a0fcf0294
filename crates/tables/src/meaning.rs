//! Where texts stand by their meaning: the sum of the places of their terms, beside the places of items and of matters.
//!
//! Terms that share no character lead to one place where people use them for the same matter, so that an item is found whose own words
//! nobody uses. Which terms lead where is learnt with the matters; the places of items are computed when a list is compiled.

use crate::lanes;
use crate::row::{I16, U16};
use crate::sums::BATCH;

/// Numbers of a place.
pub const DIMENSIONS: usize = 48;

/// Where an item or a matter stands: a direction, less the mean of those beside which it stands, in steps of `1 / STEPS`.
pub type Place = [I16; DIMENSIONS];

/// Where a term leads, in steps that are the same for all.
pub type Lead = [i8; DIMENSIONS];

/// Steps of a place in one.
pub const STEPS: f32 = 256.0;

/// How much nearness counts: the cosines of the items of a list with a text deviate by about 0.17.
pub const NEARNESS: f32 = 0.6;

/// Of the matters outside the list, those count that score less than the best of them by no more than this. With 0.3 in its place hardly any figure changes, and ten times as many are looked at.
pub const NEAR: f32 = 0.1;

/// Stands for no lead of a term.
pub const NOWHERE: u16 = u16::MAX;

/// The places that matters know.
#[derive(Debug, Clone, Copy)]
pub struct Meaning<'a> {
    /// By number of the term in the matters' index: the row of [`Meaning::terms`], or [`NOWHERE`].
    pub of_term: &'a [U16],
    /// Where terms lead.
    pub terms: &'a [Lead],
    /// Of the matters, by number, from 1.
    pub matters: &'a [Place],
}

impl Meaning<'_> {
    /// Where a matter stands, by its number.
    #[inline]
    #[must_use]
    pub fn of_matter(&self, number: u16) -> Option<&Place> {
        self.matters.get(usize::from(number).wrapping_sub(1))
    }

    /// Of nothing.
    pub const NONE: Self = Self { of_term: &[], terms: &[], matters: &[] };
}

/// The sum of where a text's terms lead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    sums: [i32; DIMENSIONS],
}

impl Way {
    pub(crate) const NONE: Self = Self { sums: [0; DIMENSIONS] };

    /// Goes on by the terms of a batch, by their numbers. All of them are looked up before any is added, since most of it is not in
    /// the nearest cache; and the sum of a batch has 16 bits (`127 * 64 < i16::MAX`), of which a processor adds twice as many at once.
    #[inline]
    pub(crate) fn add(&mut self, meaning: &Meaning<'_>, terms: &[u32]) {
        let mut leads = [NOWHERE; BATCH];
        for (lead, &term) in leads.iter_mut().zip(terms) {
            *lead = meaning.of_term.get(term as usize).map_or(NOWHERE, |lead| lead.get());
        }
        let mut batch = [0i16; DIMENSIONS];
        for &lead in leads.iter().take(terms.len()) {
            let Some(lead) = meaning.terms.get(usize::from(lead)) else { continue };
            batch.iter_mut().zip(lead).for_each(|(sum, &step)| *sum = sum.wrapping_add(i16::from(step)));
        }
        // Distinct terms, at most MOST_TERMS, below 2^18: this times 2^7 fits.
        self.sums.iter_mut().zip(&batch).for_each(|(sum, &steps)| *sum = sum.wrapping_add(i32::from(steps)));
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub struct Direction {
    /// Of ten bits, the sign among them.
    numbers: [i16; DIMENSIONS],
    /// What products with a place are multiplied by.
    unit: f32,
}

impl Direction {
    /// At the end of a way; nowhere in particular at the end of none.
    pub(crate) fn of(way: &Way) -> Self {
        let sums = &way.sums;
        let longest = sums.iter().fold(0, |longest, sum| longest | sum.unsigned_abs());
        // Nine bits and the sign stay.
        let shift = 23u32.saturating_sub(longest.leading_zeros());
        let mut numbers = [0; DIMENSIONS];
        numbers.iter_mut().zip(sums).for_each(|(number, sum)| *number = sum.wrapping_shr(shift) as i16);
        let squares = numbers.iter().fold(0i32, |sum, &number| sum.wrapping_add(i32::from(number).pow(2)));
        let unit = if squares > 0 { NEARNESS / (STEPS * libm::sqrtf(squares as f32)) } else { 0.0 };
        Self { numbers, unit }
    }

    /// What a place adds to the score of what stands there: the cosine with it less that with the mean of all, times [`NEARNESS`].
    #[inline]
    #[must_use]
    pub fn nearness(&self, place: &Place) -> f32 {
        lanes::product(&self.numbers, place) as f32 * self.unit
    }

    /// Adds to the score of each item, or matter, what its place adds.
    #[inline]
    pub(crate) fn add_nearness(&self, places: &[Place], scores: &mut [f32]) {
        let ((fours, rest), (score_fours, score_rest)) = (places.as_chunks(), scores.as_chunks_mut::<4>());
        for (scores, places) in score_fours.iter_mut().zip(fours) {
            let products = lanes::products(&self.numbers, places);
            scores.iter_mut().zip(products).for_each(|(score, product)| *score += product as f32 * self.unit);
        }
        score_rest.iter_mut().zip(rest).for_each(|(score, place)| *score += self.nearness(place));
    }

    /// The direction as one of length 1; of nowhere, all 0.
    #[must_use]
    pub fn unit(&self) -> [f32; DIMENSIONS] {
        self.numbers.map(|number| f32::from(number) * self.unit * (STEPS / NEARNESS))
    }
}

/// The cosine of two places; 0 where one is nowhere.
#[must_use]
pub fn cosine(one: &Place, other: &Place) -> f32 {
    let product = |a: &Place, b: &Place| {
        let products = a.iter().zip(b);
        products.fold(0i32, |sum, (a, b)| sum.wrapping_add(i32::from(a.get()).wrapping_mul(i32::from(b.get())))) as f32
    };
    let lengths = libm::sqrtf(product(one, one) * product(other, other));
    if lengths > 0.0 { product(one, other) / lengths } else { 0.0 }
}
