//! Clauses of an item side by side: duties of both sides, ways of working.

use super::{Change, ChangeKind};
use crate::wording::Terms;
use lvzhi::{DutyGroup, Item};
use std::collections::{BTreeMap, BTreeSet};

/// From this nearness on two clauses are one that was worded anew.
const NEAR: f64 = 0.5;

/// A clause and who answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clause<'a> {
    under: &'a str,
    text: &'a str,
}

impl Clause<'_> {
    /// As a change tells it: with who answers for it, where that is said.
    fn said(&self, with_head: bool) -> String {
        if with_head && !self.under.is_empty() {
            format!("{}：{}", self.under, self.text)
        } else {
            self.text.to_owned()
        }
    }
}

/// The parts of an item that have clauses, with their names.
fn parts<'a>(item: Item<'a>) -> [(&'static str, Vec<Clause<'a>>); 3] {
    let of = |groups: Vec<DutyGroup<'a>>| -> Vec<Clause<'a>> {
        let clauses = groups.into_iter().flat_map(|group| {
            let under = group.department().map(|department| department.name()).or(group.heading()).unwrap_or_default();
            group.duties().map(move |text| Clause { under, text })
        });
        clauses.collect()
    };
    let (upper, township) = (of(item.upper_duties().collect()), of(item.township_duties().collect()));
    let methods = item.takeover().filter_map(|takeover| {
        let under = takeover.department().map(|department| department.name()).unwrap_or_default();
        takeover.method().map(|text| Clause { under, text })
    });
    [("上级部门职责", upper), ("乡镇配合职责", township), ("工作方式", methods.collect())]
}

/// What changed in the clauses of an item. `renamed` are departments that have another name now; `gone` and `new` those that went from the
/// item and came to it, whose clauses are told with them.
pub(super) fn changes(
    old: Item<'_>,
    new: Item<'_>,
    renamed: &BTreeMap<&str, &str>,
    gone: &BTreeSet<&str>,
    come: &BTreeSet<&str>,
) -> Vec<Change> {
    let same_head = |old: &str, new: &str| {
        old == new || renamed.get(old).is_some_and(|now| *now == new) || gone.contains(old) && come.contains(new)
    };
    let mut changes = Vec::new();
    for ((part, before), (_, after)) in parts(old).into_iter().zip(parts(new)) {
        let mut left: Vec<Option<&Clause<'_>>> = after.iter().map(Some).collect();
        let mut unmatched = Vec::new();
        // The same words under the same head, then the same words, then the nearest.
        let mut take = |wanted: &dyn Fn(&Clause<'_>) -> bool| {
            left.iter_mut().find(|slot| slot.is_some_and(wanted)).and_then(Option::take)
        };
        let mut elsewhere = Vec::new();
        for clause in &before {
            if take(&|other| other.text == clause.text && same_head(clause.under, other.under)).is_none() {
                elsewhere.push(clause);
            }
        }
        for clause in elsewhere {
            match take(&|other| other.text == clause.text) {
                Some(other) => {
                    let change = Change::of(ChangeKind::ClauseChanged, Some(old), Some(new), part);
                    changes.push(change.says(clause.said(true), other.said(true)));
                }
                None => unmatched.push(clause),
            }
        }
        let rest: Vec<&Clause<'_>> = left.into_iter().flatten().collect();
        let (pairs, removed, added) = nearest(&unmatched, &rest);
        for (clause, other) in pairs {
            let with_head = !same_head(clause.under, other.under);
            let change = Change::of(ChangeKind::ClauseChanged, Some(old), Some(new), part);
            changes.push(change.says(clause.said(with_head), other.said(with_head)));
        }
        for clause in removed {
            let change = Change::of(ChangeKind::ClauseRemoved, Some(old), Some(new), part);
            changes.push(change.says(clause.said(true), ""));
        }
        for clause in added {
            let change = Change::of(ChangeKind::ClauseAdded, Some(old), Some(new), part);
            changes.push(change.says("", clause.said(true)));
        }
    }
    changes
}

type Paired<'c, 'o, 'n> = (Vec<(&'c Clause<'o>, &'c Clause<'n>)>, Vec<&'c Clause<'o>>, Vec<&'c Clause<'n>>);

/// Clauses that were worded anew, those that went and those that came.
fn nearest<'c, 'o, 'n>(before: &[&'c Clause<'o>], after: &[&'c Clause<'n>]) -> Paired<'c, 'o, 'n> {
    let terms = |clauses: &[&Clause<'_>]| clauses.iter().map(|clause| Terms::of([clause.text])).collect::<Vec<_>>();
    let (old, new) = (terms(before), terms(after));
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (a, terms) in old.iter().enumerate() {
        near.extend(new.iter().enumerate().map(|(b, other)| (terms.nearness(other), a, b)));
    }
    near.retain(|(nearness, ..)| *nearness >= NEAR);
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut gone, mut come) = (BTreeMap::new(), BTreeSet::new());
    for (_, a, b) in near {
        if !gone.contains_key(&a) && !come.contains(&b) {
            gone.insert(a, b);
            come.insert(b);
        }
    }
    let pairs = gone.iter().filter_map(|(&a, &b)| Some((*before.get(a)?, *after.get(b)?))).collect();
    let removed = before.iter().enumerate().filter(|(at, _)| !gone.contains_key(at)).map(|(_, clause)| *clause);
    let added = after.iter().enumerate().filter(|(at, _)| !come.contains(at)).map(|(_, clause)| *clause);
    (pairs, removed.collect(), added.collect())
}
