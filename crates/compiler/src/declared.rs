//! Checks what a list declares of itself: the township, its figures, its totals.

use crate::keys::{check_text, sound_text};
use crate::model::{Figure, Item, List, MissingDepartments, Tier, Township};
use crate::problem::Reporter;
use crate::raw::RawTownship;
use std::collections::HashSet;
use toml::Spanned;

/// Categories that all tiers may have together: rows keep them in 16 bits.
const MOST_CATEGORIES: usize = lvzhi_tables::layout::MOST_ROWS;

/// Checks the township and its totals against the items.
pub(crate) fn check_township(raw: RawTownship, items: &[Item], report: &mut Reporter<'_>) -> Option<Township> {
    let code = raw.code.as_ref().map(|code| sound_text(report, "code", code));
    if let (Some(raw), Some(code)) = (&raw.code, &code)
        && (code.len() != 9 || !code.bytes().all(|b| b.is_ascii_digit()))
    {
        report.at(raw.span().start, "code", "a township's division code has nine digits; give them, or leave it out");
    }
    let edition = raw.edition.as_ref().map(|edition| sound_text(report, "edition", edition));
    if items.len() >= lvzhi_tables::layout::MOST_ROWS {
        report.at_line(
            1,
            "declared.items",
            format!("{} items, at most {}", items.len(), lvzhi_tables::layout::MOST_ROWS - 1),
        );
    }
    let declared = raw.declared;
    let category_lists = declared.categories.into_array();
    let mut categories: [Vec<String>; 3] = Default::default();
    let all: usize = category_lists.iter().map(|list| list.get_ref().len()).sum();
    if let [first, ..] = &category_lists
        && all > MOST_CATEGORIES
    {
        report.at(
            first.span().start,
            "declared.categories",
            format!("{all} categories, at most {MOST_CATEGORIES} together; join some"),
        );
    }
    let held: HashSet<(Tier, &str)> = items.iter().map(|item| (item.tier, item.category.as_str())).collect();
    for ((tier, list), out) in Tier::ALL.into_iter().zip(category_lists).zip(&mut categories) {
        let mut seen = HashSet::new();
        for name in list.get_ref() {
            let text = sound_text(report, "declared.categories", name);
            if !seen.insert(name.get_ref()) {
                report.at(name.span().start, "declared.categories", format!("{text} stands twice; remove one"));
            } else if !held.contains(&(tier, text.as_str())) {
                report.at(
                    name.span().start,
                    "declared.categories",
                    format!("no item of this part is in {text}; remove it, or put items into it"),
                );
            }
            out.push(text);
        }
    }
    // An index without items has no best one to speak of.
    if items.is_empty() {
        report.at(declared.items.basic.span().start, "declared.items", "a list without items; add some");
    }
    // A list may hold less or more than it says: that is the list's own word, and `totals` tells it.
    let counts = declared.items.into_array().map(Spanned::into_inner);
    let mut missing = Vec::new();
    for entry in raw.missing_departments {
        let Some(tier) = Tier::ALL.into_iter().find(|tier| tier.key() == entry.tier.get_ref()) else {
            report.at(entry.tier.span().start, "tier", "no part of a list; give one of basic, cooperative, reclaimed");
            continue;
        };
        for id in &entry.hidden_in {
            if !items.iter().any(|item| item.id() == *id.get_ref()) {
                report.at(
                    id.span().start,
                    "hidden_in",
                    format!("{} is no item; give an id such as C051", id.get_ref()),
                );
            }
        }
        let basis = sound_text(report, "basis", &entry.basis);
        missing.push(MissingDepartments {
            tier,
            count: entry.count,
            hidden_in: entry.hidden_in.into_iter().map(Spanned::into_inner).collect(),
            basis,
        });
    }
    let mut departments = [None; 3];
    for ((tier, declared), out) in Tier::ALL.into_iter().zip(declared.departments.into_array()).zip(&mut departments) {
        let Some(declared) = declared else { continue };
        *out = Some(*declared.get_ref());
        let found = departments_named(items, tier);
        let lost: usize = missing.iter().filter(|m| m.tier == tier).map(|m| usize::from(m.count)).sum();
        if lost > 0 && usize::from(*declared.get_ref()) != found + lost {
            report.at(
                declared.span().start,
                "declared.departments",
                format!("{} declared, {found} found, {lost} stated as missing; correct the statement in missing_departments, or name the rest", declared.get_ref()),
            );
        }
    }
    Some(Township {
        data_version: sound_text(report, "data_version", &raw.data_version),
        name: known_text(report, "name", &raw.name),
        county: known_text(report, "county", &raw.county),
        prefecture: known_text(report, "prefecture", &raw.prefecture),
        region: known_text(report, "region", &raw.region),
        code: code.unwrap_or_default(),
        edition: edition.unwrap_or_default(),
        made_up: raw.made_up,
        figures: check_figures(raw.figure, report),
        items: counts,
        categories,
        category_totals: declared.category_totals.into_array(),
        departments,
        missing_departments: missing,
    })
}

/// A text that is empty where nobody knows it.
fn known_text(report: &mut Reporter<'_>, field: &str, text: &Spanned<String>) -> String {
    if text.get_ref().is_empty() { String::new() } else { sound_text(report, field, text) }
}

fn check_figures(raws: Vec<Spanned<Figure>>, report: &mut Reporter<'_>) -> Vec<Figure> {
    let mut seen = HashSet::new();
    for raw in &raws {
        let (at, figure) = (raw.span().start, raw.get_ref());
        for (field, text) in [("key", &figure.key), ("name", &figure.name), ("unit", &figure.unit)] {
            if field != "unit" || !text.is_empty() {
                check_text(report, at, field, text);
            }
        }
        if !seen.insert(figure.key.clone()) {
            report.at(
                at,
                "key",
                format!("{} is the key of a figure above; keys tell figures apart, so change one", figure.key),
            );
        }
    }
    raws.into_iter().map(Spanned::into_inner).collect()
}

/// A total that a list declares of itself, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The part of the list.
    pub tier: Tier,
    /// `items`, `categories` or `departments`.
    pub of: &'static str,
    /// What the list says.
    pub declared: u16,
    /// What is there, with what the list states as missing.
    pub found: u16,
}

/// The totals that a list does not hold what it declares of.
#[must_use]
pub fn totals_that_differ(list: &List) -> Vec<Total> {
    let township = &list.township;
    let mut found = Vec::new();
    let of_tier = township.items.iter().zip(&township.categories).zip(&township.category_totals);
    for ((tier, ((items, categories), total)), departments) in
        Tier::ALL.into_iter().zip(of_tier).zip(township.departments)
    {
        let mut differs = |of, declared: u16, count: usize| {
            if usize::from(declared) != count {
                found.push(Total { tier, of, declared, found: u16::try_from(count).unwrap_or(u16::MAX) });
            }
        };
        differs("items", *items, list.items.iter().filter(|item| item.tier == tier).count());
        if let Some(declared) = total {
            differs("categories", *declared, categories.len());
        }
        if let Some(declared) = departments {
            let stated = township.missing_departments.iter().filter(|missing| missing.tier == tier);
            let lost: usize = stated.map(|missing| usize::from(missing.count)).sum();
            differs("departments", declared, departments_named(&list.items, tier) + lost);
        }
    }
    found
}

/// How many different departments the items of a tier name.
#[must_use]
pub fn departments_named(items: &[Item], tier: Tier) -> usize {
    let mut named: Vec<usize> = items
        .iter()
        .filter(|item| item.tier == tier)
        .flat_map(|item| item.departments.iter().copied().chain(item.takeover.iter().filter_map(|t| t.department)))
        .collect();
    named.sort_unstable();
    named.dedup();
    named.len()
}
