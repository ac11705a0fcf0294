//! Which items of two lists are the same one: by name, duties and matters, not by number.

use crate::wording::Terms;
use lvzhi::{Catalogue, Item, Tier};
use std::collections::BTreeSet;

/// From this nearness on two items are one that was worded anew.
const NEAR: f64 = 0.45;

/// Names that share less than this tell two things apart, unless the duties are nearly the same.
const LEAST_NAME: f64 = 0.2;

/// Duties that are nearly the same.
const SAME_DUTIES: f64 = 0.7;

/// Items of two lists, each with the one that it is in the other.
#[derive(Debug)]
pub(crate) struct Pairing<'o, 'n> {
    /// In the order of the new list.
    pub(crate) pairs: Vec<(Item<'o>, Item<'n>)>,
    /// Items of the old list that are in the new one no more.
    pub(crate) removed: Vec<Item<'o>>,
    /// Items that are new.
    pub(crate) added: Vec<Item<'n>>,
}

/// What an item is recognised by.
struct Looks {
    tier: Tier,
    category: String,
    name: Terms,
    duties: Terms,
    matters: BTreeSet<u16>,
}

impl Looks {
    fn of(item: Item<'_>) -> Self {
        let groups = item.upper_duties().chain(item.township_duties());
        let duties = groups.flat_map(|group| group.duties().collect::<Vec<_>>());
        let methods = item.takeover().filter_map(|takeover| takeover.method());
        let main = item.covers().filter(|cover| cover.main).filter_map(|cover| cover.matter);
        Self {
            tier: item.tier(),
            category: item.category().name().to_owned(),
            name: Terms::of([item.name()]),
            duties: Terms::of(duties.chain(methods)),
            matters: main.map(|matter| matter.id().number()).collect(),
        }
    }

    /// How near two items are, from 0 to 1; 0 where they are not the same one.
    fn nearness(&self, other: &Self) -> f64 {
        let name = self.name.nearness(&other.name);
        let shared = self.matters.intersection(&other.matters).count();
        let all = self.matters.union(&other.matters).count();
        let matters = if all == 0 { 0.0 } else { shared as f64 / all as f64 };
        let (near, sure) = if self.duties.is_empty() || other.duties.is_empty() {
            (0.65 * name + 0.35 * matters, false)
        } else {
            let duties = self.duties.nearness(&other.duties);
            (0.45 * name + 0.4 * duties + 0.15 * matters, duties >= SAME_DUTIES)
        };
        if near < NEAR || name < LEAST_NAME && !sure {
            return 0.0;
        }
        // Of equally near ones that of the same tier and category.
        near + if self.tier == other.tier { 0.02 } else { 0.0 }
            + if self.category == other.category { 0.01 } else { 0.0 }
    }
}

/// Pairs the items of two editions: those of one name, and of the others the nearest first.
pub(crate) fn pair<'o, 'n>(old: &'o Catalogue, new: &'n Catalogue) -> Pairing<'o, 'n> {
    let mut taken = BTreeSet::new();
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for item in old.items() {
        match new.item_named(item.name()) {
            Some(same) if taken.insert(same.index()) => pairs.push((item, same)),
            _ => left.push((item, Looks::of(item))),
        }
    }
    let fresh: Vec<(Item<'n>, Looks)> =
        new.items().filter(|item| !taken.contains(&item.index())).map(|item| (item, Looks::of(item))).collect();
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (a, (_, looks)) in left.iter().enumerate() {
        for (b, (_, other)) in fresh.iter().enumerate() {
            let nearness = looks.nearness(other);
            if nearness > 0.0 {
                near.push((nearness, a, b));
            }
        }
    }
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
    for (_, a, b) in near {
        if let (Some((item, _)), Some((same, _))) = (left.get(a), fresh.get(b))
            && !gone.contains(&a)
            && !come.contains(&b)
        {
            gone.insert(a);
            come.insert(b);
            pairs.push((*item, *same));
        }
    }
    pairs.sort_by_key(|(_, item)| item.index());
    let rest = |(at, item)| (!gone.contains(&at)).then_some(item);
    let removed = left.iter().map(|(item, _)| *item).enumerate().filter_map(rest).collect();
    let rest = |(at, item)| (!come.contains(&at)).then_some(item);
    let added = fresh.iter().map(|(item, _)| *item).enumerate().filter_map(rest).collect();
    Pairing { pairs, removed, added }
}
