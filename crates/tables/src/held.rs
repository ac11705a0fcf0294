//! Which matters a list holds.

use crate::layout::CoverRow;
use crate::sums::MOST_CLASSES;
use crate::taught::Taught;

/// A set of matters by number.
#[derive(Debug, Clone, Copy)]
struct Set {
    /// A bit for each matter, from the first.
    bits: [u8; MOST_CLASSES / 8],
    /// How many are set.
    count: u16,
}

impl Set {
    const NONE: Self = Self { bits: [0; MOST_CLASSES / 8], count: 0 };

    fn of(numbers: impl Iterator<Item = u16>) -> Self {
        let mut set = Self::NONE;
        for number in numbers {
            let class = usize::from(number).wrapping_sub(1);
            // A matter that is newer than these has no class.
            if let Some(bits) = set.bits.get_mut(class / 8) {
                *bits |= 1 << (class % 8);
            }
        }
        set.count = set.bits.iter().map(|bits| bits.count_ones() as u16).sum();
        set
    }

    fn has(&self, number: u16) -> bool {
        let class = usize::from(number).wrapping_sub(1);
        self.bits.get(class / 8).is_some_and(|bits| bits >> (class % 8) & 1 == 1)
    }
}

/// The matters of a list.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Those that people taught the list, and those of the covers that say that a list holds a matter.
    held: Set,
    /// These and those of weak covers.
    covered: Set,
}

impl Held {
    pub(crate) const NONE: Self = Self { held: Set::NONE, covered: Set::NONE };

    pub(crate) fn of(covers: &[CoverRow], taught: &Taught<'_>) -> Self {
        let links = || taught.links.iter().map(|link| link.matter.get());
        let held = covers.iter().filter(|cover| !cover.is(CoverRow::WEAK)).map(|cover| cover.matter.get());
        let covered = covers.iter().map(|cover| cover.matter.get());
        Self { held: Set::of(held.chain(links())), covered: Set::of(covered.chain(links())) }
    }

    /// Whether it has the matter of this number.
    pub(crate) fn holds(&self, number: u16) -> bool {
        self.held.has(number)
    }

    /// Whether an item covers the matter of this number, weakly or not.
    pub(crate) fn covers(&self, number: u16) -> bool {
        self.covered.has(number)
    }

    /// How many it has.
    pub(crate) const fn count(&self) -> u16 {
        self.held.count
    }

    /// How many are covered, weakly or not.
    pub(crate) const fn covered(&self) -> u16 {
        self.covered.count
    }
}
