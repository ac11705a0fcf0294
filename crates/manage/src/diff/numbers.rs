//! Which numbers follow from items that came or went, and which an editor changed.

use lvzhi::Item;

/// Marks, of items that are in a tier before and after, those that keep their order among each other: as many of them as can.
/// `places` are their places in the old list, in the order of the new one.
pub(super) fn in_order(places: &[usize]) -> Vec<bool> {
    // The longest rising run, by the least last place of a run of each length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let place = |at: usize| places.get(at).copied().unwrap_or(usize::MAX);
    for (at, &old) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| place(end) < old);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(kept) = kept.get_mut(at) {
            *kept = true;
        }
        next = before.get(at).copied().flatten();
    }
    kept
}

/// How far numbers of a tier move by what came and went: by number, the items of the new edition that came into the tier, and those of
/// the old one that went.
#[derive(Debug, Default)]
pub(super) struct Moves {
    pub(super) came: Vec<u16>,
    pub(super) went: Vec<u16>,
}

impl Moves {
    /// Whether an item has the number that these moves give it.
    pub(super) fn explain(&self, old: Item<'_>, new: Item<'_>) -> bool {
        let came = self.came.iter().filter(|&&number| number < new.number()).count();
        let went = self.went.iter().filter(|&&number| number < old.number()).count();
        usize::from(old.number()) + came == usize::from(new.number()) + went
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn what_was_put_elsewhere_is_out_of_order() {
        assert_eq!(in_order(&[0, 1, 2, 3]), [true; 4]);
        assert_eq!(in_order(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(in_order(&[1, 2, 0, 5, 4, 6]).iter().filter(|kept| **kept).count(), 4);
        assert_eq!(in_order(&[]), [false; 0]);
    }
}
