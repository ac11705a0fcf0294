//! Which matters a list holds.

use crate::layout::CoverRow;
use crate::sums::MOST_CLASSES;
use crate::taught::Taught;

/// A set of matters by number.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// A bit for each matter, from the first.
    bits: [u8; MOST_CLASSES / 8],
    /// How many are set.
    count: u16,
}

impl Held {
    pub(crate) const NONE: Self = Self { bits: [0; MOST_CLASSES / 8], count: 0 };

    /// Those that people taught the list, and those of the covers that say that a list holds a matter.
    pub(crate) fn of(covers: &[CoverRow], taught: &Taught<'_>) -> Self {
        let mut held = Self::NONE;
        let stated = covers.iter().filter(|cover| !cover.is(CoverRow::WEAK)).map(|cover| cover.matter);
        for matter in stated.chain(taught.links.iter().map(|link| link.matter)) {
            let class = usize::from(matter.get()).wrapping_sub(1);
            // A matter that is newer than these has no class.
            if let Some(bits) = held.bits.get_mut(class / 8) {
                *bits |= 1 << (class % 8);
            }
        }
        held.count = held.bits.iter().map(|bits| bits.count_ones() as u16).sum();
        held
    }

    /// Whether it has the matter of this number.
    pub(crate) fn holds(&self, number: u16) -> bool {
        let class = usize::from(number).wrapping_sub(1);
        self.bits.get(class / 8).is_some_and(|bits| bits >> (class % 8) & 1 == 1)
    }

    /// A bit for each matter, from the first.
    pub(crate) const fn bits(&self) -> &[u8; MOST_CLASSES / 8] {
        &self.bits
    }

    /// How many it has.
    pub(crate) const fn count(&self) -> u16 {
        self.count
    }
}
