//! What a sound list may still have wrong with it: damage of the scan, cut texts, doubles, bodies and categories written in two ways, items that
//! nothing anybody asks would find. The compiler refuses what cannot be used; this says where somebody should look.

mod cut;
mod damage;
mod departments;
mod doubles;
mod place;
mod rule;
mod totals;

pub use place::{Source, locate};
pub use rule::Rule;

use crate::report::Severity;
use lvzhi_compiler::List;
use lvzhi_compiler::bind::{Proposal, proposals};
use lvzhi_compiler::model::{From, Item};
use lvzhi_tables::matters::Matters;
use serde::Serialize;

/// A text in two languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Said {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// A place of a list where somebody should look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// How much it matters: a list is never refused for it.
    pub severity: Severity,
    /// Id of the item; `None` where it is about no single one.
    pub item: Option<String>,
    /// The field, as repairs name it: `name`, `upper_duties[0].duties[1]`, `departments`, …
    pub field: String,
    /// The words in question.
    pub text: String,
    /// What is wrong.
    pub message: Said,
    /// What to do.
    pub remedy: Said,
    /// Where this stands on the disk, once [`locate`] has looked.
    pub source: Option<Source>,
}

impl Finding {
    fn new(rule: Rule, item: Option<&Item>, field: &str, text: impl Into<String>, message: Said) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            item: item.map(Item::id),
            field: field.to_owned(),
            text: text.into(),
            message,
            remedy: rule.remedy(),
            source: None,
        }
    }
}

/// Characters of a text in question that are shown.
const SHOWN: usize = 30;

/// Findings as lines for people, those of a rule together under what to do, and the sum of them at the end.
#[must_use]
pub fn lines(findings: &[Finding]) -> Vec<String> {
    let mut out = Vec::new();
    for rule in Rule::ALL {
        let of_rule: Vec<&Finding> = findings.iter().filter(|finding| finding.rule == rule).collect();
        if of_rule.is_empty() {
            continue;
        }
        let Said { zh, en } = rule.remedy();
        out.push(format!("{rule} {}（{}）：{zh} ({en})", rule.key(), of_rule.len()));
        for Finding { item, field, text, message: Said { zh, en }, source, .. } in of_rule {
            let place = source.as_ref().map_or(String::new(), |at| format!("{}:{}: ", at.file.display(), at.line));
            let id = item.as_ref().map_or(String::new(), |id| format!("{id} "));
            let mut shown: String = text.chars().take(SHOWN).collect();
            if shown.len() < text.len() {
                shown.push('…');
            }
            out.push(format!("{place}{id}{field}: {zh}：“{shown}” ({en})"));
        }
        out.push(String::new());
    }
    let doubts = doubts(findings);
    let notes = findings.len().saturating_sub(doubts);
    out.push(format!("请核对 {doubts} 处，提示 {notes} 处 ({doubts} to look at, {notes} notes)"));
    out
}

/// How many findings are more than notes.
#[must_use]
pub fn doubts(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity != Severity::Note).count()
}

/// Everything that somebody should look at: what is about the whole list first, then by item.
#[must_use]
pub fn check(list: &List, matters: &Matters<'_>) -> Vec<Finding> {
    let mut found = totals::totals(list);
    found.extend(totals::numbers(list));
    found.extend(departments::registry(list));
    found.extend(cut::categories(list));
    let mut doubles = doubles::doubles(list);
    for (at, item) in list.items.iter().enumerate() {
        let texts = texts(item);
        for (field, text) in texts.iter().filter(|(field, _)| !is_repaired(item, field)) {
            found.extend(
                damage::damage(text)
                    .into_iter()
                    .map(|(words, message)| Finding::new(Rule::Damage, Some(item), field, words, message)),
            );
            found.extend(
                cut::brackets(text)
                    .map(|(words, message)| Finding::new(Rule::Brackets, Some(item), field, words, message)),
            );
        }
        found.extend(cut::cut(list, item, &texts));
        found.extend(departments::of_item(list, item));
        found.extend(doubles::within(item));
        found.append(doubles.get_mut(at).unwrap_or(&mut Vec::new()));
        found.extend(without_matter(list, at, item, matters));
    }
    found
}

/// The texts of an item with the names of their fields.
fn texts(item: &Item) -> Vec<(String, &str)> {
    let mut out = vec![("name".to_owned(), item.name.as_str())];
    for (head, groups) in [("upper_duties", &item.upper_duties), ("township_duties", &item.township_duties)] {
        for (n, group) in groups.iter().enumerate() {
            out.extend(group.heading.iter().map(|heading| (format!("{head}[{n}].heading"), heading.as_str())));
            out.extend(
                (0..)
                    .zip(&group.duties)
                    .map(|(d, duty): (usize, _)| (format!("{head}[{n}].duties[{d}]"), duty.as_str())),
            );
        }
    }
    for (n, takeover) in item.takeover.iter().enumerate() {
        out.extend(takeover.method.iter().map(|method| (format!("takeover[{n}].method"), method.as_str())));
    }
    out
}

/// Whether an editor has looked at a field, or at the whole cell that it is a part of, and said what is known of it.
fn is_repaired(item: &Item, field: &str) -> bool {
    let cell = field.split('[').next().unwrap_or(field);
    item.repairs.iter().any(|repair| repair.field == field || repair.field == cell)
}

/// An item whose words point to no matter is found by its own words alone.
fn without_matter(list: &List, at: usize, item: &Item, matters: &Matters<'_>) -> Option<Finding> {
    if list.covers.iter().any(|(of, cover)| *of == at && cover.from == From::Stated) {
        return None;
    }
    let proposals = proposals(list, at, matters);
    if proposals.first().is_some_and(Proposal::is_sure) {
        return None;
    }
    let message = Said::new(
        "没有把握对应到任何事由，群众用自己的话问时不容易找到这一项",
        "its words point to no matter with certainty, so that people's own words will hardly find it",
    );
    Some(Finding::new(Rule::NoMatter, Some(item), "name", &item.name, message))
}
