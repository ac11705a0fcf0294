//! The changes between two editions whose items are paired.

use super::numbers::{Moves, in_order};
use super::{Change, ChangeKind, Shift, clauses};
use crate::same::Pairing;
use lvzhi::{Catalogue, Item, Role, Tier};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn changes(old: &Catalogue, new: &Catalogue, pairing: &Pairing<'_, '_>) -> (Vec<Change>, Vec<Shift>) {
    let renamed = renamed_departments(old, new, pairing);
    let mut changes: Vec<Change> = Vec::new();
    for &item in &pairing.added {
        changes.push(Change::of(ChangeKind::Added, None, Some(item), "").says("", place(item)));
    }
    for &item in &pairing.removed {
        changes.push(Change::of(ChangeKind::Removed, Some(item), None, "").says(place(item), ""));
    }
    for &(before, after) in &pairing.pairs {
        changes.extend(of_item(before, after, &renamed));
    }
    let (renumbered, shifts) = renumbered(pairing);
    changes.extend(renumbered);
    for (old, new) in renamed {
        let name = new.to_owned();
        let kind = ChangeKind::DepartmentRenamed;
        let change = Change { name, ..Change::of(kind, None, None, "部门") };
        changes.push(change.says(old, new));
    }
    changes.extend(declared(old, new));
    changes.sort_by_key(|change| change.kind);
    (changes, shifts)
}

/// Where an item stands: 配合履职 · 民生服务.
fn place(item: Item<'_>) -> String {
    format!("{} · {}", item.tier(), item.category().name())
}

fn of_item(old: Item<'_>, new: Item<'_>, renamed: &BTreeMap<&str, &str>) -> Vec<Change> {
    let change = |kind, part| Change::of(kind, Some(old), Some(new), part);
    let mut changes = Vec::new();
    if old.name() != new.name() {
        changes.push(change(ChangeKind::Renamed, "事项名称").says(old.name(), new.name()));
    }
    if old.tier() != new.tier() {
        // What a tier has no columns for goes with the move: departments, duties, the category.
        changes.push(change(ChangeKind::Moved, "清单类别").says(place(old), place(new)));
        return changes;
    }
    if old.category().name() != new.category().name() {
        let change = change(ChangeKind::Category, "事项类别");
        changes.push(change.says(old.category().name(), new.category().name()));
    }
    let now = |name| renamed.get(name).copied().unwrap_or(name);
    let before: Vec<(&str, Role)> = old.departments().map(|(is, role)| (now(is.name()), role)).collect();
    let after: Vec<(&str, Role)> = new.departments().map(|(is, role)| (is.name(), role)).collect();
    if before != after {
        changes.push(change(ChangeKind::Departments, "部门").says(in_roles(&before), in_roles(&after)));
    }
    let names = |of: &[(&'_ str, Role)]| of.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<String>>();
    let (had, has) = (names(&before), names(&after));
    let gone = had.difference(&has).map(String::as_str).collect();
    let come = has.difference(&had).map(String::as_str).collect();
    changes.extend(clauses::changes(old, new, renamed, &gone, &come));
    changes
}

fn in_roles(departments: &[(&str, Role)]) -> String {
    let said: Vec<String> = departments.iter().map(|(name, role)| format!("{role} {name}")).collect();
    said.join("、")
}

/// Departments that have another name in all their items: the old one is gone from the list, the new one is new in it, and they
/// stand in the same places.
fn renamed_departments<'a>(
    old: &'a Catalogue,
    new: &'a Catalogue,
    pairing: &Pairing<'_, '_>,
) -> BTreeMap<&'a str, &'a str> {
    let items = |list: &'a Catalogue, other: &'a Catalogue| -> Vec<(&'a str, Vec<(usize, Role)>)> {
        let known: BTreeSet<&str> = other.departments().map(|department| department.name()).collect();
        let fresh = list.departments().filter(|department| !known.contains(department.name()));
        fresh
            .map(|department| {
                let of = |item: Item<'_>| {
                    let (_, role) = item.departments().find(|(is, _)| is.name() == department.name())?;
                    Some((item.index(), role))
                };
                (department.name(), list.items().filter_map(of).collect())
            })
            .collect()
    };
    let after: BTreeMap<usize, usize> = pairing.pairs.iter().map(|(a, b)| (a.index(), b.index())).collect();
    let mut candidates = items(new, old);
    let mut renamed = BTreeMap::new();
    for (name, places) in items(old, new) {
        let mut moved: Vec<(usize, Role)> =
            places.iter().filter_map(|(at, role)| Some((*after.get(at)?, *role))).collect();
        moved.sort_unstable_by_key(|(at, _)| *at);
        // One that has no items, or a single one that changed hands, tells nothing.
        let same = |(_, others): &(&str, Vec<(usize, Role)>)| moved.len() > 1 && *others == moved;
        if let Some(at) = candidates.iter().position(same) {
            renamed.insert(name, candidates.swap_remove(at).0);
        }
    }
    renamed
}

fn renumbered(pairing: &Pairing<'_, '_>) -> (Vec<Change>, Vec<Shift>) {
    let (mut changes, mut shifts) = (Vec::new(), Vec::new());
    for tier in Tier::ALL {
        let stay: Vec<(Item<'_>, Item<'_>)> =
            pairing.pairs.iter().copied().filter(|(a, b)| a.tier() == tier && b.tier() == tier).collect();
        let places: Vec<usize> = stay.iter().map(|(old, _)| old.index()).collect();
        let kept = in_order(&places);
        let mut moves = Moves::default();
        moves.came.extend(pairing.added.iter().filter(|item| item.tier() == tier).map(|item| item.number()));
        moves.went.extend(pairing.removed.iter().filter(|item| item.tier() == tier).map(|item| item.number()));
        for (old, new) in &pairing.pairs {
            match (old.tier() == tier, new.tier() == tier) {
                (true, false) => moves.went.push(old.number()),
                (false, true) => moves.came.push(new.number()),
                _ => {}
            }
        }
        for ((old, new), kept) in stay.iter().zip(&kept) {
            if !kept {
                moves.went.push(old.number());
                moves.came.push(new.number());
            }
        }
        for ((old, new), kept) in stay.into_iter().zip(kept) {
            if old.number() == new.number() {
                continue;
            }
            let [old_id, new_id] = [old, new].map(|item| item.id().to_string());
            if kept && moves.explain(old, new) {
                shifts.push(Shift { old_id, new_id, name: new.name().to_owned() });
            } else {
                let change = Change::of(ChangeKind::Renumbered, Some(old), Some(new), "序号");
                changes.push(change.says(old_id, new_id));
            }
        }
    }
    (changes, shifts)
}

/// What the list declares of itself, beside the items: changes that the items do not explain.
fn declared(old: &Catalogue, new: &Catalogue) -> Vec<Change> {
    let (before, after) = (old.township(), new.township());
    let mut changes = Vec::new();
    let mut compare = |part, name: String, old: String, new: String| {
        if old != new {
            let change = Change { name, ..Change::of(ChangeKind::Declared, None, None, part) };
            changes.push(change.says(old, new));
        }
    };
    let full = |township: lvzhi::Township<'_>| {
        [township.region(), township.prefecture(), township.county(), township.name()].concat()
    };
    compare("乡镇", after.name().to_owned(), full(before), full(after));
    for tier in Tier::ALL {
        // A declared total that moves with the items is no change of its own.
        let apart = |list: &Catalogue, declared: u16| {
            i64::from(declared) - i64::try_from(list.items().in_tier(tier).count()).unwrap_or(i64::MAX)
        };
        if apart(old, before.declared_items(tier)) != apart(new, after.declared_items(tier)) {
            let said = |declared: u16| format!("{declared} 项");
            compare(
                "公布的总数",
                tier.to_string(),
                said(before.declared_items(tier)),
                said(after.declared_items(tier)),
            );
        }
    }
    changes
}
