//! Importing again into a folder that was edited: what the editor changed stays, what the file changed comes in, and where both changed the
//! same thing the editor's word stands and the other is told.
//!
//! The folder keeps the files as they were last imported ([`RECORD`]). Three lists are compared: as last imported, as edited, as imported now.

use crate::folder;
use crate::report::{Doubt, Severity};
use lvzhi_compiler::model::{Department, Group, Item, List, Repair, Takeover, Tier, Township};
use lvzhi_compiler::{Problems, Sources};
use std::collections::HashMap;

/// The file that keeps what was imported last: a line of JSON for each file of the folder.
pub(crate) const RECORD: &str = "imported.jsonl";

/// A line of it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Line {
    file: String,
    text: String,
}

/// The text of the record.
pub(crate) fn record(sources: &Sources) -> String {
    let lines = sources.files.iter().map(|(file, text)| Line { file: (*file).to_owned(), text: text.clone() });
    lines.filter_map(|line| Some(serde_json::to_string(&line).ok()? + "\n")).collect()
}

/// The list of a record; none where it is broken.
pub(crate) fn recorded(text: &str) -> Option<List> {
    let mut files = Vec::new();
    for line in text.lines() {
        let Line { file, text } = serde_json::from_str(line).ok()?;
        let name = lvzhi_compiler::REQUIRED.into_iter().chain(lvzhi_compiler::OPTIONAL).find(|name| *name == file)?;
        files.push((name, text));
    }
    lvzhi_compiler::parse(&Sources { folder: Default::default(), files }).ok()
}

/// An item without references to other rows, so that items of several lists can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Plain {
    tier: Tier,
    number: u16,
    category: String,
    name: String,
    departments: Vec<String>,
    upper_duties: Vec<(Option<String>, Option<String>, Vec<String>)>,
    township_duties: Vec<(Option<String>, Option<String>, Vec<String>)>,
    takeover: Vec<(Option<String>, Option<String>)>,
    lines: Vec<u16>,
    repairs: Vec<Repair>,
}

fn plain(list: &List, item: &Item) -> Plain {
    let name = |at: &usize| list.departments.get(*at).map(|department| department.name.clone());
    let groups = |groups: &[Group]| {
        groups.iter().map(|g| (g.heading.clone(), g.department.as_ref().and_then(name), g.duties.clone())).collect()
    };
    Plain {
        tier: item.tier,
        number: item.number,
        category: item.category.clone(),
        name: item.name.clone(),
        departments: item.departments.iter().filter_map(name).collect(),
        upper_duties: groups(&item.upper_duties),
        township_duties: groups(&item.township_duties),
        takeover: item.takeover.iter().map(|t| (t.department.as_ref().and_then(name), t.method.clone())).collect(),
        lines: item.lines.clone(),
        repairs: item.repairs.clone(),
    }
}

impl Plain {
    /// Whether both say the same, whatever their numbers.
    fn is_like(&self, other: &Self) -> bool {
        let numbered = Self { number: self.number, ..other.clone() };
        *self == numbered
    }
}

/// Numbers every tier anew whose numbers do not rise.
fn number(items: &mut [Item]) {
    for tier in Tier::ALL {
        let of = || items.iter().filter(|item| item.tier == tier).map(|item| item.number);
        if of().zip(of().skip(1)).all(|(a, b)| a < b) && of().all(|number| number > 0) {
            continue;
        }
        for (number, item) in (1..).zip(items.iter_mut().filter(|item| item.tier == tier)) {
            item.number = number;
        }
    }
}

/// What became of the three lists.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) list: List,
    pub(crate) doubts: Vec<Doubt>,
}

/// One value out of three; both sides changed it: the editor's, and true.
fn merged<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> (T, bool) {
    if ours == theirs || theirs == base {
        (ours.clone(), false)
    } else if ours == base {
        (theirs.clone(), false)
    } else {
        (ours.clone(), true)
    }
}

/// The list that keeps what was edited since the last import.
pub(crate) fn merge(base: &List, ours: &List, theirs: &List) -> Result<Merged, Problems> {
    let mut doubts = Vec::new();
    let mut rows: Vec<(Plain, Option<usize>)> = Vec::new();
    let [base_items, our_items, their_items] =
        [base, ours, theirs].map(|list| list.items.iter().map(|item| plain(list, item)).collect::<Vec<_>>());
    // Which item of the last import each item is.
    let our_twins = twins(&base_items, &our_items);
    let their_twins = twins(&base_items, &their_items);
    let ours_of: HashMap<usize, usize> = pairs(&our_twins);
    for (at, their) in their_items.iter().enumerate() {
        let Some(base_at) = their_twins.get(at).copied().flatten() else {
            // New in the file; the editor may have added it too.
            match our_items.iter().position(|our| {
                our.tier == their.tier && our.name == their.name && our_twins_none(&our_twins, &our_items, our)
            }) {
                Some(our) => rows.push((our_items.get(our).cloned().unwrap_or_else(|| their.clone()), Some(our))),
                None => rows.push((their.clone(), None)),
            }
            continue;
        };
        let Some(before) = base_items.get(base_at) else { continue };
        match ours_of.get(&base_at).and_then(|our| Some((*our, our_items.get(*our)?))) {
            Some((our_at, our)) => rows.push((both(before, our, their, &mut doubts), Some(our_at))),
            // Left out by the editor.
            None => {
                let [chinese, english] = if before.is_like(their) {
                    [
                        "文件中有这一项，文件夹中已删去，仍不收入",
                        "in the file, but removed from the folder by hand; left out as before",
                    ]
                } else {
                    [
                        "文件中有这一项，且有改动，文件夹中已删去，仍不收入",
                        "in the file, and changed there, but removed from the folder by hand; left out as before",
                    ]
                };
                let remedy = [
                    "若要收入，请把它写回文件夹，或导入到另一个文件夹".to_owned(),
                    "to have it again, write it back into the folder, or import into another folder".to_owned(),
                ];
                let severity = if before.is_like(their) { Severity::Note } else { Severity::Doubtful };
                doubts.push(Doubt { severity, remedy, ..conflict(&their.name, chinese, english) });
            }
        }
    }
    // What the editor added, and what the file has no more.
    let kept: Vec<usize> = rows.iter().filter_map(|(_, our)| *our).collect();
    for (at, our) in our_items.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        match our_twins.get(at).copied().flatten().and_then(|base| base_items.get(base)) {
            Some(before) if before.is_like(our) => {}
            Some(_) => {
                doubts.push(conflict(
                    &our.name,
                    "改动过的事项，文件中已没有，保留",
                    "an item that was edited here and is not in the file any more; kept",
                ));
                rows.push((our.clone(), Some(at)));
            }
            None => rows.push((our.clone(), Some(at))),
        }
    }
    let list = whole(base, ours, theirs, rows, &mut doubts);
    let list = lvzhi_compiler::parse(&folder::sources(&list))?;
    Ok(Merged { list, doubts })
}

fn our_twins_none(twins: &[Option<usize>], items: &[Plain], item: &Plain) -> bool {
    items
        .iter()
        .position(|other| std::ptr::eq(other, item))
        .is_some_and(|at| twins.get(at).copied().flatten().is_none())
}

fn pairs(twins: &[Option<usize>]) -> HashMap<usize, usize> {
    twins.iter().enumerate().filter_map(|(at, base)| Some(((*base)?, at))).collect()
}

/// For each item the item of `base` that it is: the one of the same name; else one that has no such twin, in the same place between
/// neighbours that have.
fn twins(base: &[Plain], items: &[Plain]) -> Vec<Option<usize>> {
    let names: HashMap<(Tier, &str), usize> =
        base.iter().enumerate().map(|(at, item)| ((item.tier, item.name.as_str()), at)).collect();
    let mut found: Vec<Option<usize>> =
        items.iter().map(|item| names.get(&(item.tier, item.name.as_str())).copied()).collect();
    let mut taken: Vec<bool> = vec![false; base.len()];
    for at in found.iter().flatten() {
        if let Some(slot) = taken.get_mut(*at) {
            *slot = true;
        }
    }
    // A name that was changed: the item before it is the same one still, and the next of the last import is free.
    for at in 0..items.len() {
        if found.get(at).copied().flatten().is_some() {
            continue;
        }
        let before = at.checked_sub(1).map_or(Some(None), |before| found.get(before).copied().flatten().map(Some));
        let Some(before) = before else { continue };
        let next = before.map_or(0, |before| before + 1);
        let same = base.get(next).zip(items.get(at)).is_some_and(|(base, item)| base.tier == item.tier);
        if same
            && taken.get(next) == Some(&false)
            && let (Some(slot), Some(taken)) = (found.get_mut(at), taken.get_mut(next))
        {
            (*slot, *taken) = (Some(next), true);
        }
    }
    found
}

fn conflict(text: &str, chinese: &str, english: &str) -> Doubt {
    Doubt {
        severity: Severity::Doubtful,
        file: String::new(),
        place: Default::default(),
        text: text.to_owned(),
        understood: [chinese.to_owned(), english.to_owned()],
        remedy: [
            "请核对，需要时在文件夹中改".to_owned(),
            "look at it, and edit the folder where it is wrong".to_owned(),
        ],
    }
}

/// An item that all three have, field by field.
fn both(base: &Plain, ours: &Plain, theirs: &Plain, doubts: &mut Vec<Doubt>) -> Plain {
    let mut both: Vec<&str> = Vec::new();
    let mut told = |field: &'static str, conflict: bool| {
        if conflict {
            both.push(field);
        }
    };
    macro_rules! field {
        ($field:ident, $name:literal) => {{
            let (value, conflict) = merged(&base.$field, &ours.$field, &theirs.$field);
            told($name, conflict);
            value
        }};
    }
    let out = Plain {
        tier: ours.tier,
        // The place of an item is told by its neighbours: two numbers are no conflict.
        number: merged(&base.number, &ours.number, &theirs.number).0,
        category: field!(category, "事项类别"),
        name: field!(name, "事项名称"),
        departments: field!(departments, "对应上级部门"),
        upper_duties: field!(upper_duties, "上级部门职责"),
        township_duties: field!(township_duties, "乡镇配合职责"),
        takeover: field!(takeover, "承接部门及工作方式"),
        lines: field!(lines, "lines"),
        repairs: field!(repairs, "repairs"),
    };
    if !both.is_empty() {
        let fields = both.join("、");
        doubts.push(conflict(
            &ours.name,
            &format!("{fields}：文件夹和文件都有改动，保留文件夹中的"),
            &format!("{fields}: changed both here and in the file; the folder's stands"),
        ));
    }
    out
}

/// The list of these items, with the township and the departments of the three.
fn whole(
    base: &List,
    ours: &List,
    theirs: &List,
    mut rows: Vec<(Plain, Option<usize>)>,
    doubts: &mut Vec<Doubt>,
) -> List {
    rows.sort_by_key(|(plain, _)| plain.tier);
    let departments = departments(base, ours, theirs, &rows);
    let at = |name: &String| departments.iter().position(|department| department.name == *name);
    let mut items = Vec::new();
    let mut moved: HashMap<usize, usize> = HashMap::new();
    for (plain, our) in &rows {
        let groups = |groups: &[(Option<String>, Option<String>, Vec<String>)]| {
            let group = |(heading, department, duties): &(Option<String>, Option<String>, Vec<String>)| Group {
                heading: heading.clone(),
                department: department.as_ref().and_then(at),
                duties: duties.clone(),
            };
            groups.iter().map(group).collect()
        };
        if let Some(our) = our {
            moved.insert(*our, items.len());
        }
        items.push(Item {
            tier: plain.tier,
            number: plain.number,
            category: plain.category.clone(),
            name: plain.name.clone(),
            departments: plain.departments.iter().filter_map(at).collect(),
            upper_duties: groups(&plain.upper_duties),
            township_duties: groups(&plain.township_duties),
            takeover: plain
                .takeover
                .iter()
                .map(|(d, method)| Takeover { department: d.as_ref().and_then(at), method: method.clone() })
                .collect(),
            lines: plain.lines.clone(),
            repairs: plain.repairs.clone(),
        });
    }
    number(&mut items);
    let township = township(base, ours, theirs, &items, doubts);
    List {
        township,
        departments: departments.clone(),
        covers: ours.covers.iter().filter_map(|(item, cover)| Some((*moved.get(item)?, *cover))).collect(),
        phrases: ours.phrases.iter().filter_map(|(item, phrase)| Some((*moved.get(item)?, phrase.clone()))).collect(),
        taught: ours
            .taught
            .iter()
            .filter_map(|(item, text)| {
                let item = item.map(|item| moved.get(&item).copied());
                // What is about an item that is gone goes with it; what no item is about stays.
                (item != Some(None)).then(|| (item.flatten(), text.clone()))
            })
            .collect(),
        items,
    }
}

/// The registry: as edited, with what is new in the file, and everything that the items name.
fn departments(base: &List, ours: &List, theirs: &List, rows: &[(Plain, Option<usize>)]) -> Vec<Department> {
    let find = |list: &List, name: &str| list.departments.iter().find(|department| department.name == name).cloned();
    let mut named: Vec<&String> = Vec::new();
    for (plain, _) in rows {
        named.extend(&plain.departments);
        let groups = plain.upper_duties.iter().chain(&plain.township_duties);
        named.extend(groups.filter_map(|(_, department, _)| department.as_ref()));
        named.extend(plain.takeover.iter().filter_map(|(department, _)| department.as_ref()));
    }
    let mut out: Vec<Department> = Vec::new();
    for department in &ours.departments {
        let (before, now) = (find(base, &department.name), find(theirs, &department.name));
        let added = before.is_none();
        if !added && now.is_none() && !named.contains(&&department.name) && before.as_ref() == Some(department) {
            continue;
        }
        let unchanged = before.as_ref() == Some(department);
        out.push(now.filter(|_| unchanged).unwrap_or_else(|| department.clone()));
    }
    for department in &theirs.departments {
        let deleted = find(base, &department.name).is_some() && !named.contains(&&department.name);
        if !deleted && !out.iter().any(|known| known.name == department.name) {
            out.push(department.clone());
        }
    }
    // A spelling names one department: the editor's stands.
    let mut seen: Vec<String> = out.iter().map(|department| crate::text::key(&department.name)).collect();
    for department in &mut out {
        let own = crate::text::key(&department.name);
        department.aliases.retain(|alias| {
            let key = crate::text::key(alias);
            let free = key == own || !seen.contains(&key);
            seen.push(key);
            free
        });
        let short = crate::text::key(&department.short);
        if short != own && seen.contains(&short) {
            department.short.clone_from(&department.name);
        }
        seen.push(short);
    }
    out
}

fn township(base: &List, ours: &List, theirs: &List, items: &[Item], doubts: &mut Vec<Doubt>) -> Township {
    let lists = (base, ours, theirs);
    let (base, ours, theirs) = (&base.township, &ours.township, &theirs.township);
    let mut out = ours.clone();
    macro_rules! field {
        ($($field:ident)*) => {
            $(
                let (value, both) = merged(&base.$field, &ours.$field, &theirs.$field);
                out.$field = value;
                if both {
                    doubts.push(conflict(
                        stringify!($field),
                        concat!("township.toml ", stringify!($field), "：文件夹和文件都有改动，保留文件夹中的"),
                        concat!("township.toml ", stringify!($field), ": changed both here and in the file; the folder's stands"),
                    ));
                }
            )*
        };
    }
    field!(data_version name county prefecture region code edition figures category_totals departments missing_departments);
    let of = |items: &[Item], tier: Tier| items.iter().filter(|item| item.tier == tier).count() as u16;
    for (at, tier) in Tier::ALL.into_iter().enumerate() {
        let declared = |list: &List| list.township.items.get(at).copied().unwrap_or_default();
        // Where every list holds what it says, so does this one.
        let met = [lists.0, lists.1, lists.2].iter().all(|list| declared(list) == of(&list.items, tier));
        let (count, _) = merged(&declared(lists.0), &declared(lists.1), &declared(lists.2));
        if let Some(slot) = out.items.get_mut(at) {
            *slot = if met { of(items, tier) } else { count };
        }
    }
    for (tier, categories) in Tier::ALL.into_iter().zip(&mut out.categories) {
        let held: Vec<&String> = items.iter().filter(|item| item.tier == tier).map(|item| &item.category).collect();
        categories.retain(|category| held.contains(&category));
        for category in held {
            if !categories.contains(category) {
                categories.push(category.clone());
            }
        }
    }
    // What is stated of missing departments has to go with the total.
    let ids: Vec<String> = items.iter().map(Item::id).collect();
    out.missing_departments.retain(|missing| missing.hidden_in.iter().all(|id| ids.contains(id)));
    for (tier, declared) in Tier::ALL.into_iter().zip(out.departments) {
        let found = lvzhi_compiler::departments_named(items, tier);
        let lost: usize = out.missing_departments.iter().filter(|m| m.tier == tier).map(|m| usize::from(m.count)).sum();
        if declared.is_none_or(|declared| usize::from(declared) != found + lost) {
            out.missing_departments.retain(|missing| missing.tier != tier);
        }
    }
    out
}
