//! Checks what was read: every rule of a sound list, with the line that breaks it.

use crate::model::{
    Calibration, Department, Group, Item, KINDS, List, MissingDepartments, REPAIR_KINDS, Repair, Takeover, Tier,
    Township,
};
use crate::problem::{Problem, Reporter, nearest};
use crate::read::{RawDepartment, RawTownship, Sources};
use crate::words;
use lvzhi_tables::fold::folded;
use serde::Deserialize;
use std::collections::HashMap;
use toml::Spanned;

/// The longest text that a field may have, in bytes.
const LONGEST: usize = 16 * 1024;

/// Items that a tier may have: an id has three digits.
const MOST_ITEMS: u16 = 999;

/// The file of a tier.
pub(crate) const fn item_file(tier: Tier) -> &'static str {
    match tier {
        Tier::Basic => "basic.toml",
        Tier::Cooperative => "cooperative.toml",
        Tier::Reclaimed => "reclaimed.toml",
    }
}

#[derive(Debug)]
pub(crate) struct RawList {
    pub(crate) township: RawTownship,
    pub(crate) departments: Vec<RawDepartment>,
    pub(crate) items: [Vec<RawItem>; 3],
    pub(crate) calibration: Calibration,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawItem {
    number: Spanned<u16>,
    lines: Spanned<Vec<u16>>,
    category: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    departments: Vec<Spanned<String>>,
    #[serde(default)]
    upper_duties: Vec<RawGroup>,
    #[serde(default)]
    township_duties: Vec<RawGroup>,
    #[serde(default)]
    takeover: Vec<RawTakeover>,
    #[serde(default)]
    repairs: Vec<RawRepair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    heading: Option<Spanned<String>>,
    department: Option<Spanned<String>>,
    duties: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTakeover {
    department: Option<Spanned<String>>,
    method: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRepair {
    field: Spanned<String>,
    scanned: Spanned<String>,
    kind: Spanned<String>,
    basis: Spanned<String>,
}

/// Folded text of a key.
pub(crate) fn key_of(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

/// Turns what was read into a list; `None` or new problems where it is not sound.
pub(crate) fn check(sources: &Sources, raw: RawList, problems: &mut Vec<Problem>) -> Option<List> {
    let mut report = sources.reporter("departments.toml");
    let departments = check_departments(raw.departments, &mut report);
    problems.extend(report.into_problems());

    let source_lines = sources.text("source.txt").lines().count();
    let declared = raw.township.declared.categories_by_tier();
    let mut items = Vec::new();
    for (tier, raws) in Tier::ALL.into_iter().zip(raw.items) {
        let [basic, cooperative, reclaimed] = &declared;
        let categories = match tier {
            Tier::Basic => basic,
            Tier::Cooperative => cooperative,
            Tier::Reclaimed => reclaimed,
        };
        let mut check = ItemCheck {
            report: sources.reporter(item_file(tier)),
            tier,
            categories,
            departments: &departments,
            source_lines,
        };
        for (at, raw) in raws.into_iter().enumerate() {
            items.push(check.item(at, raw));
        }
        problems.extend(check.report.into_problems());
    }
    check_names(sources, &items, problems);

    let mut report = sources.reporter("township.toml");
    let township = check_township(raw.township, &items, &mut report);
    problems.extend(report.into_problems());

    let ids: HashMap<String, usize> = items.iter().enumerate().map(|(at, item)| (item.id(), at)).collect();
    let phrases = words::phrases(sources, &ids, problems);
    let outside = words::outside(sources, problems);
    let background = words::background(sources, problems);
    Some(List { township: township?, departments, items, phrases, outside, background, calibration: raw.calibration })
}

/// Reports a text that is empty, too long or holds control characters.
fn sound_text(report: &mut Reporter<'_>, field: &str, text: &Spanned<String>) -> String {
    let value = text.get_ref();
    if value.trim() != value || value.is_empty() {
        report.at(text.span().start, field, "empty, or white space at an end; give the text, or leave the field out");
    }
    if value.len() > LONGEST {
        report.at(text.span().start, field, format!("{} bytes; at most {LONGEST}", value.len()));
    }
    if let Some(c) = value.chars().find(|c| c.is_control()) {
        report.at(text.span().start, field, format!("holds the control character {c:?}; remove it"));
    }
    value.clone()
}

fn check_departments(raws: Vec<RawDepartment>, report: &mut Reporter<'_>) -> Vec<Department> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut departments = Vec::new();
    if raws.len() >= usize::from(u8::MAX) {
        report.at_line(1, "department", format!("{} departments; at most 254", raws.len()));
    }
    for raw in raws {
        let line = report.line_of(raw.name.span().start);
        let kind = KINDS.iter().position(|kind| kind == raw.kind.get_ref()).unwrap_or_else(|| {
            report.at(
                raw.kind.span().start,
                "kind",
                format!("{:?} is not a kind; one of {}", raw.kind.get_ref(), KINDS.join(", ")),
            );
            0
        });
        let mut own = Vec::new();
        for spelling in [&raw.name, &raw.short].into_iter().chain(&raw.aliases) {
            let text = sound_text(report, "aliases", spelling);
            let key = key_of(&text);
            if own.contains(&key) {
                if text != *raw.short.get_ref() {
                    report.at(
                        spelling.span().start,
                        "aliases",
                        format!("{text} stands twice in this entry; remove one"),
                    );
                }
                continue;
            }
            if let Some(other) = seen.insert(key.clone(), line) {
                report.at(
                    spelling.span().start,
                    "aliases",
                    format!(
                        "{text} is also a spelling of the department at line {other}; a spelling names one department"
                    ),
                );
            }
            own.push(key);
        }
        departments.push(Department {
            name: raw.name.into_inner(),
            short: raw.short.into_inner(),
            aliases: raw.aliases.into_iter().map(Spanned::into_inner).collect(),
            kind,
        });
    }
    departments
}

struct ItemCheck<'a> {
    report: Reporter<'a>,
    tier: Tier,
    categories: &'a [String],
    departments: &'a [Department],
    source_lines: usize,
}

impl ItemCheck<'_> {
    fn item(&mut self, at: usize, raw: RawItem) -> Item {
        let number = *raw.number.get_ref();
        let start = raw.number.span().start;
        if usize::from(number) != at + 1 || number > MOST_ITEMS {
            self.report.at(
                start,
                "number",
                format!(
                    "{number}, but this is item {} of the file; number from 1 without gaps, at most {MOST_ITEMS}",
                    at + 1
                ),
            );
        }
        let lines = raw.lines.get_ref().clone();
        if lines.is_empty() || lines.iter().any(|&line| line == 0 || usize::from(line) > self.source_lines) {
            self.report.at(
                raw.lines.span().start,
                "lines",
                format!("give the lines of source.txt that the item was read from, 1 to {}", self.source_lines),
            );
        }
        let category = sound_text(&mut self.report, "category", &raw.category);
        if !self.categories.contains(&category) {
            let near = nearest(&category, self.categories.iter().map(String::as_str)).join(", ");
            self.report.at(
                raw.category.span().start,
                "category",
                format!(
                    "{category} is not among the declared categories of this part in township.toml; nearest: {near}"
                ),
            );
        }
        let name = sound_text(&mut self.report, "name", &raw.name);
        let departments: Vec<usize> =
            raw.departments.iter().filter_map(|name| self.department("departments", name)).collect();
        let upper_duties = self.groups("upper_duties", raw.upper_duties);
        let township_duties = self.groups("township_duties", raw.township_duties);
        let takeover: Vec<Takeover> = raw
            .takeover
            .into_iter()
            .map(|takeover| Takeover {
                department: takeover.department.and_then(|name| self.department("takeover.department", &name)),
                method: takeover.method.map(|method| sound_text(&mut self.report, "takeover.method", &method)),
            })
            .collect();
        let repairs = raw.repairs.into_iter().map(|repair| self.repair(repair)).collect();
        let item = Item {
            tier: self.tier,
            number,
            category,
            name,
            departments,
            upper_duties,
            township_duties,
            takeover,
            lines,
            repairs,
        };
        self.shape(start, &item);
        item
    }

    fn department(&mut self, field: &str, name: &Spanned<String>) -> Option<usize> {
        let found = self.departments.iter().position(|department| department.name == *name.get_ref());
        if found.is_none() {
            let near =
                nearest(name.get_ref(), self.departments.iter().map(|department| department.name.as_str())).join(", ");
            self.report.at(
                name.span().start,
                field,
                format!(
                    "{} is not a canonical name in departments.toml; add it there, or use one of: {near}",
                    name.get_ref()
                ),
            );
        }
        found
    }

    fn groups(&mut self, field: &str, raws: Vec<RawGroup>) -> Vec<Group> {
        raws.into_iter()
            .map(|raw| Group {
                heading: raw.heading.map(|heading| sound_text(&mut self.report, &format!("{field}.heading"), &heading)),
                department: raw.department.and_then(|name| self.department(&format!("{field}.department"), &name)),
                duties: raw
                    .duties
                    .into_inner()
                    .iter()
                    .map(|duty| sound_text(&mut self.report, &format!("{field}.duties"), duty))
                    .collect(),
            })
            .collect()
    }

    fn repair(&mut self, raw: RawRepair) -> Repair {
        let field = sound_text(&mut self.report, "repairs.field", &raw.field);
        let kind = REPAIR_KINDS.iter().position(|kind| kind == raw.kind.get_ref()).unwrap_or_else(|| {
            self.report.at(
                raw.kind.span().start,
                "repairs.kind",
                format!("{:?} is not a kind; one of {}", raw.kind.get_ref(), REPAIR_KINDS.join(", ")),
            );
            0
        });
        let scanned = if raw.scanned.get_ref().is_empty() {
            String::new()
        } else {
            sound_text(&mut self.report, "repairs.scanned", &raw.scanned)
        };
        let basis = sound_text(&mut self.report, "repairs.basis", &raw.basis);
        Repair { field, scanned, kind, basis }
    }

    /// What an item of each tier must and must not have.
    fn shape(&mut self, at: usize, item: &Item) {
        let repaired = |field: &str| item.repairs.iter().any(|repair| repair.field == field);
        let mut wrong: Vec<(&str, String)> = Vec::new();
        let duties = !item.upper_duties.is_empty() || !item.township_duties.is_empty();
        match item.tier {
            Tier::Basic => {
                if duties || !item.departments.is_empty() || !item.takeover.is_empty() {
                    wrong.push(("item", "a basic item has no departments, duties or takeover; remove them".to_owned()));
                }
            }
            Tier::Cooperative => {
                if !item.takeover.is_empty() {
                    wrong.push(("takeover", "only reclaimed items have one; remove it".to_owned()));
                }
                if item.departments.is_empty() && !repaired("departments") {
                    wrong.push((
                        "departments",
                        "name a department, or record in a repair that the scan lost it".to_owned(),
                    ));
                }
                for (field, groups) in
                    [("upper_duties", &item.upper_duties), ("township_duties", &item.township_duties)]
                {
                    if groups.is_empty() && !repaired(field) {
                        wrong
                            .push((field, "give the duties, or record in a repair that the scan lost them".to_owned()));
                    }
                    for (n, group) in groups.iter().enumerate() {
                        if group.duties.is_empty() && !repaired(&format!("{field}[{n}].duties")) {
                            wrong.push((
                                field,
                                format!(
                                    "group {n} has no duties; give them, or record in a repair that the scan lost them"
                                ),
                            ));
                        }
                    }
                }
            }
            Tier::Reclaimed => {
                if duties || !item.departments.is_empty() {
                    wrong.push((
                        "item",
                        "a reclaimed item has takeovers, not departments or duties; remove them".to_owned(),
                    ));
                }
                if item.takeover.is_empty() {
                    wrong.push(("takeover", "say who took the item over, or that nobody does it any more".to_owned()));
                }
                for (n, takeover) in item.takeover.iter().enumerate() {
                    if takeover.method.is_none() && !repaired(&format!("takeover[{n}].method")) {
                        wrong.push((
                            "takeover",
                            format!("takeover {n} has no method; give it, or record in a repair that the scan lost it"),
                        ));
                    }
                }
            }
        }
        for repair in &item.repairs {
            if !field_exists(item, &repair.field) {
                wrong.push(("repairs.field", format!("{} names no field of this item", repair.field)));
            }
        }
        for (field, message) in wrong {
            self.report.at(at, field, message);
        }
    }
}

/// Whether a repair's path names a field that the item has.
fn field_exists(item: &Item, path: &str) -> bool {
    let mut parts = path.split(['[', ']', '.']).filter(|part| !part.is_empty());
    let (head, first, part, second) = (parts.next(), parts.next(), parts.next(), parts.next());
    let index = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
    let groups = match head {
        Some("upper_duties") => &item.upper_duties,
        Some("township_duties") => &item.township_duties,
        Some("takeover") => {
            return first.is_none()
                || index(first).is_some_and(|n| n < item.takeover.len())
                    && matches!(part, Some("department" | "method"));
        }
        Some("category" | "name" | "departments") => return first.is_none(),
        _ => return false,
    };
    if first.is_none() {
        return true;
    }
    let Some(group) = index(first).and_then(|n| groups.get(n)) else {
        return false;
    };
    match part {
        Some("heading" | "department") => second.is_none(),
        Some("duties") => second.is_none() || index(second).is_some_and(|n| n < group.duties.len()),
        _ => false,
    }
}

/// Names are keys: no two items may fold to the same.
fn check_names(sources: &Sources, items: &[Item], problems: &mut Vec<Problem>) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for item in items {
        if let Some(other) = seen.insert(key_of(&item.name), item.id()) {
            let mut report = sources.reporter(item_file(item.tier));
            report.at_line(1, "name", format!("{} has the same name as {other}; names tell items apart", item.id()));
            problems.extend(report.into_problems());
        }
    }
}

fn check_township(raw: RawTownship, items: &[Item], report: &mut Reporter<'_>) -> Option<Township> {
    let code = sound_text(report, "code", &raw.code);
    if code.len() != 9 || !code.bytes().all(|b| b.is_ascii_digit()) {
        report.at(raw.code.span().start, "code", "a township's division code has nine digits");
    }
    let declared = raw.declared;
    let category_lists = declared.categories.into_array();
    let mut categories: [Vec<String>; 3] = Default::default();
    for ((tier, list), out) in Tier::ALL.into_iter().zip(category_lists).zip(&mut categories) {
        for name in list.get_ref() {
            let text = sound_text(report, "declared.categories", name);
            if out.contains(&text) {
                report.at(name.span().start, "declared.categories", format!("{text} stands twice; remove one"));
            } else if !items.iter().any(|item| item.tier == tier && item.category == text) {
                report.at(name.span().start, "declared.categories", format!("no item of this part is in {text}"));
            }
            out.push(text);
        }
    }
    let mut counts = [0u16; 3];
    for ((tier, declared), count) in Tier::ALL.into_iter().zip(declared.items.into_array()).zip(&mut counts) {
        let found = items.iter().filter(|item| item.tier == tier).count();
        *count = *declared.get_ref();
        if usize::from(*count) != found {
            report.at(
                declared.span().start,
                "declared.items",
                format!("{count} declared, {found} found in {}", item_file(tier)),
            );
        }
    }
    let mut missing = Vec::new();
    for entry in raw.missing_departments {
        let Some(tier) = Tier::ALL.into_iter().find(|tier| tier.key() == entry.tier.get_ref()) else {
            report.at(entry.tier.span().start, "tier", "one of basic, cooperative, reclaimed");
            continue;
        };
        for id in &entry.hidden_in {
            if !items.iter().any(|item| item.id() == *id.get_ref()) {
                report.at(id.span().start, "hidden_in", format!("{} is no item", id.get_ref()));
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
        if usize::from(*declared.get_ref()) != found + lost {
            report.at(
                declared.span().start,
                "declared.departments",
                format!("{} declared, {found} found, {lost} stated as missing; name the rest or state it in missing_departments", declared.get_ref()),
            );
        }
    }
    Some(Township {
        data_version: sound_text(report, "data_version", &raw.data_version),
        name: sound_text(report, "name", &raw.name),
        county: sound_text(report, "county", &raw.county),
        prefecture: sound_text(report, "prefecture", &raw.prefecture),
        region: sound_text(report, "region", &raw.region),
        code,
        figures: raw.figure,
        items: counts,
        categories,
        departments,
        missing_departments: missing,
    })
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
