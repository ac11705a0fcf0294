//! Where texts stand by their meaning: the sum of the places of their terms, beside the places of items and of matters.
//!
//! Terms that share no character lead to one place where people use them for the same matter, so that an item is found whose own words
//! nobody uses. Which terms lead where is learnt with the matters; the places of items are computed when a list is compiled.

use crate::row::U16;

/// Numbers of a place.
pub const DIMENSIONS: usize = 48;

/// A place: a direction, less the mean of those beside which it stands, in steps of `1 / STEPS`.
pub type Place = [i8; DIMENSIONS];

/// Steps of a place in one.
pub const STEPS: f32 = 256.0;

/// How much nearness counts: the cosines of the items of a list with a text deviate by about 0.17.
pub const NEARNESS: f32 = 0.6;

/// Of the matters outside the list, those count that score less than the best of them by no more than this. With 0.3 in its place hardly any figure changes, and ten times as many are looked at.
pub const NEAR: f32 = 0.1;

/// Stands for no place of a term.
pub const NOWHERE: u16 = u16::MAX;

/// The places that matters know.
#[derive(Debug, Clone, Copy)]
pub struct Meaning<'a> {
    /// By number of the term in the matters' index: the place in [`Meaning::terms`], or [`NOWHERE`].
    pub of_term: &'a [U16],
    /// Where terms lead, in steps that are the same for all.
    pub terms: &'a [Place],
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

    /// Where a term leads, by its number.
    #[inline]
    fn of_term(&self, number: usize) -> Option<&Place> {
        self.terms.get(usize::from(self.of_term.get(number)?.get()))
    }
}

/// Steps after which sums of 16 bits must be moved to 32: `127 * 256 < i16::MAX`.
const FLUSH: u32 = 256;

/// The sum of the places of a text's terms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// Of the last terms, at most [`FLUSH`].
    small: [i16; DIMENSIONS],
    /// Of the terms before.
    large: [i32; DIMENSIONS],
    terms: u32,
}

impl Way {
    pub(crate) const NONE: Self = Self { small: [0; DIMENSIONS], large: [0; DIMENSIONS], terms: 0 };

    /// Goes on by a term, by its number.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "distinct terms, at most MOST_TERMS: 2^17 times 2^7 fits")]
    pub(crate) fn add(&mut self, meaning: &Meaning<'_>, number: usize) {
        let Some(place) = meaning.of_term(number) else { return };
        self.small.iter_mut().zip(place).for_each(|(sum, &step)| *sum = sum.wrapping_add(i16::from(step)));
        self.terms += 1;
        if self.terms.is_multiple_of(FLUSH) {
            for (large, small) in self.large.iter_mut().zip(&mut self.small) {
                *large += i32::from(*small);
                *small = 0;
            }
        }
    }

    /// All of it.
    fn sums(&self) -> [i32; DIMENSIONS] {
        let mut sums = self.large;
        sums.iter_mut().zip(&self.small).for_each(|(sum, &small)| *sum = sum.saturating_add(i32::from(small)));
        sums
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
        let sums = way.sums();
        let longest = sums.iter().fold(0, |longest, sum| longest | sum.unsigned_abs());
        // Nine bits and the sign stay.
        let shift = 23u32.saturating_sub(longest.leading_zeros());
        let mut numbers = [0; DIMENSIONS];
        numbers.iter_mut().zip(&sums).for_each(|(number, sum)| *number = sum.wrapping_shr(shift) as i16);
        let squares = numbers.iter().fold(0i32, |sum, &number| sum.wrapping_add(i32::from(number).pow(2)));
        let unit = if squares > 0 { NEARNESS / (STEPS * libm::sqrtf(squares as f32)) } else { 0.0 };
        Self { numbers, unit }
    }

    /// What a place adds to the score of what stands there: the cosine with it less that with the mean of all, times [`NEARNESS`].
    #[inline]
    #[must_use]
    pub fn nearness(&self, place: &Place) -> f32 {
        // Below 2^22: 48 products of numbers of ten bits and of eight, both widened to 16 first, since that is what processors multiply in pairs.
        let products = self.numbers.iter().zip(place);
        let product =
            products.fold(0i32, |sum, (&a, &b)| sum.wrapping_add(i32::from(a).wrapping_mul(i32::from(i16::from(b)))));
        product as f32 * self.unit
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
        products.fold(0i32, |sum, (&a, &b)| sum.wrapping_add(i32::from(a).wrapping_mul(i32::from(b)))) as f32
    };
    let lengths = libm::sqrtf(product(one, one) * product(other, other));
    if lengths > 0.0 { product(one, other) / lengths } else { 0.0 }
}
