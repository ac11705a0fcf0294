//! Checks what a list declares of itself: the township, its figures, its totals.

use crate::keys::{check_text, sound_text};
use crate::model::{Figure, Item, List, MissingDepartments, Tier, Township};
use crate::problem::{Message, Reporter, said};
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
        let message = said(
            "a township's division code has nine digits; give them, or leave it out",
            "乡镇的区划代码是九位数字；请写全，或不写",
        );
        report.at(raw.span().start, "code", message);
    }
    let edition = raw.edition.as_ref().map(|edition| sound_text(report, "edition", edition));
    if items.len() >= lvzhi_tables::layout::MOST_ROWS {
        let (found, most) = (items.len(), lvzhi_tables::layout::MOST_ROWS - 1);
        let message = said(
            format!("{found} items, at most {most}; leave some out"),
            format!("共 {found} 项，最多 {most} 项；请减少一些"),
        );
        report.at_line(1, "declared.items", message);
    }
    let declared = raw.declared;
    let category_lists = declared.categories.into_array();
    let mut categories: [Vec<String>; 3] = Default::default();
    let all: usize = category_lists.iter().map(|list| list.get_ref().len()).sum();
    if let [first, ..] = &category_lists
        && all > MOST_CATEGORIES
    {
        let message = said(
            format!("{all} categories, at most {MOST_CATEGORIES} together; join some"),
            format!("共 {all} 个类别，合计最多 {MOST_CATEGORIES} 个；请合并一些"),
        );
        report.at(first.span().start, "declared.categories", message);
    }
    let held: HashSet<(Tier, &str)> = items.iter().map(|item| (item.tier, item.category.as_str())).collect();
    for ((tier, list), out) in Tier::ALL.into_iter().zip(category_lists).zip(&mut categories) {
        let mut seen = HashSet::new();
        for name in list.get_ref() {
            let text = sound_text(report, "declared.categories", name);
            if !seen.insert(name.get_ref()) {
                report.at(name.span().start, "declared.categories", stands_twice(&text));
            } else if !held.contains(&(tier, text.as_str())) {
                let message = said(
                    format!("no item of this part is in {text}; remove it from this line, or put items into it"),
                    format!("这一部分没有事项属于“{text}”；请从这一行删去，或把事项归入"),
                );
                report.at(name.span().start, "declared.categories", message);
            }
            out.push(text);
        }
    }
    // An index without items has no best one to speak of.
    if items.is_empty() {
        let message = said("a list without items; add some", "清单里没有事项；请添加");
        report.at(declared.items.basic.span().start, "declared.items", message);
    }
    // A list may hold less or more than it says: that is the list's own word, and `totals` tells it.
    let counts = declared.items.into_array().map(Spanned::into_inner);
    let mut missing = Vec::new();
    for entry in raw.missing_departments {
        let Some(tier) = Tier::ALL.into_iter().find(|tier| tier.key() == entry.tier.get_ref()) else {
            report.at(entry.tier.span().start, "tier", no_tier());
            continue;
        };
        for id in &entry.hidden_in {
            if !items.iter().any(|item| item.id() == *id.get_ref()) {
                let message = said(
                    format!("{} is no item; give an id such as C051", id.get_ref()),
                    format!("没有事项 {}；请写 C051 这样的编号", id.get_ref()),
                );
                report.at(id.span().start, "hidden_in", message);
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
            let said_to_be = declared.get_ref();
            let message = said(
                format!(
                    "{said_to_be} declared, {found} found, {lost} stated as missing; correct the statement in missing_departments, or name the rest"
                ),
                format!(
                    "载明 {said_to_be} 个，实有 {found} 个，注明缺失 {lost} 个；请改正 missing_departments，或补上其余部门"
                ),
            );
            report.at(declared.span().start, "declared.departments", message);
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

/// A tier that is none.
pub(crate) fn no_tier() -> Message {
    said(
        "no part of a list; give one of basic, cooperative, reclaimed",
        "没有这一类清单；应为 basic、cooperative、reclaimed 之一",
    )
}

/// A name that is written twice where it may stand once.
pub(crate) fn stands_twice(text: &str) -> Message {
    said(format!("{text} stands twice; remove one"), format!("“{text}”写了两次；请删去一个"))
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
            let message = said(
                format!("{} is the key of a figure above; keys tell figures apart, so change one", figure.key),
                format!("{} 与上面一项指标的 key 相同；key 用来区分指标，请改一个", figure.key),
            );
            report.at(at, "key", message);
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
