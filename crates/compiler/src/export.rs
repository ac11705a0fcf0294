//! Reads a list from the library's export (JSON lines), so that a list travels as one text file.
//!
//! The lines become the files of a list folder, and are checked as those are; what is wrong is told by line of the export. An export says
//! neither the names and units of the profile's figures nor how sure bound covers are: the keys stand for the former, and the latter
//! are bound anew.

use crate::declared::no_tier;
use crate::model::{List, Tier};
use crate::problem::{Message, Problem, Problems, said};
use crate::read::parse;
use crate::sources::{Sources, item_file};
use crate::words::words_tsv;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// A line of an export.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line {
    Township(Township),
    Department(Department),
    Item(Item),
    Taught(Taught),
}

/// What people taught the list; no item: the list does not hold it.
#[derive(Deserialize)]
struct Taught {
    item: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Township {
    name: String,
    county: String,
    prefecture: String,
    region: String,
    code: Option<String>,
    data_version: String,
    edition: Option<String>,
    #[serde(default)]
    made_up: bool,
    #[serde(deserialize_with = "in_order")]
    profile: Vec<(String, u64)>,
    declared: Declared,
}

/// The entries of an object in the order of the text.
fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, u64)>, D::Error> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(String, u64)>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object of whole numbers")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            std::iter::from_fn(|| map.next_entry().transpose()).collect()
        }
    }
    deserializer.deserialize_map(Entries)
}

#[derive(Deserialize)]
struct Declared {
    basic: u16,
    cooperative: u16,
    reclaimed: u16,
    categories: [u16; 3],
    departments: [Option<u16>; 3],
}

#[derive(Deserialize, Serialize)]
struct Department {
    name: String,
    short: String,
    aliases: Vec<String>,
    kind: String,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    tier: String,
    number: u16,
    category: String,
    name: String,
    departments: Vec<InRole>,
    upper_duties: Vec<Group>,
    township_duties: Vec<Group>,
    takeover: Vec<Takeover>,
    #[serde(default)]
    matters: Vec<Cover>,
    source_lines: Vec<u16>,
    repairs: Vec<Repair>,
}

#[derive(Deserialize)]
struct InRole {
    name: String,
    role: String,
}

#[derive(Deserialize, Serialize)]
struct Group {
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    duties: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Takeover {
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
}

#[derive(Deserialize)]
struct Cover {
    id: Option<String>,
    main: bool,
    from: String,
}

#[derive(Deserialize, Serialize)]
struct Repair {
    field: String,
    scanned: String,
    kind: String,
    basis: String,
}

/// As `township.toml` has it.
#[derive(Serialize)]
struct TownshipFile {
    data_version: String,
    name: String,
    county: String,
    prefecture: String,
    region: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    made_up: bool,
    declared: DeclaredFile,
    figure: Vec<crate::model::Figure>,
    missing_departments: Vec<Missing>,
}

#[derive(Serialize)]
struct DeclaredFile {
    items: BTreeMap<&'static str, u16>,
    departments: BTreeMap<&'static str, u16>,
    category_totals: BTreeMap<&'static str, u16>,
    categories: BTreeMap<&'static str, Vec<String>>,
}

#[derive(Serialize)]
struct Missing {
    tier: &'static str,
    count: u16,
    hidden_in: Vec<String>,
    basis: &'static str,
}

/// As the file of a tier has it.
#[derive(Serialize)]
struct ItemFile {
    number: u16,
    lines: Vec<u16>,
    category: String,
    name: String,
    departments: Vec<String>,
    upper_duties: Vec<Group>,
    township_duties: Vec<Group>,
    takeover: Vec<Takeover>,
    repairs: Vec<Repair>,
}

#[derive(Serialize)]
struct CoverFile {
    item: String,
    matter: String,
    main: bool,
    from: String,
}

/// The files of a folder in the making, and which line of the export each of their entries comes from.
#[derive(Default)]
struct Files {
    texts: BTreeMap<&'static str, String>,
    /// By file: its first line of an entry, and the line of the export.
    from: BTreeMap<&'static str, Vec<(usize, usize)>>,
}

impl Files {
    /// Adds an entry under `[[key]]`, or at the top where there is no key.
    fn add<T: Serialize>(&mut self, file: &'static str, key: &str, entry: T, line: usize) -> Result<(), Problem> {
        let written =
            if key.is_empty() { toml::to_string(&entry) } else { toml::to_string(&BTreeMap::from([(key, [entry])])) };
        let written = written.map_err(|error| {
            problem(
                line,
                "line",
                said(
                    format!("{error}; write it anew with lvzhi export"),
                    format!("无法转写（{error}）；请用 lvzhi export 重新导出"),
                ),
            )
        })?;
        let text = self.texts.entry(file).or_default();
        self.from.entry(file).or_default().push((text.lines().count() + 1, line));
        text.push_str(&written);
        text.push('\n');
        Ok(())
    }

    /// The line of the export that a line of a file comes from.
    fn line(&self, file: &str, line: usize) -> usize {
        let entries = self.from.get(file).map_or(&[][..], Vec::as_slice);
        entries.iter().rfind(|(first, _)| *first <= line).map_or(1, |&(_, from)| from)
    }
}

/// A problem of an export, whose name is known later.
fn problem(line: usize, field: &str, message: Message) -> Problem {
    Problem::new(Path::new("").to_owned(), line, field, message)
}

/// The list in an export, which was read from `path`.
///
/// # Errors
/// Everything that is wrong with it, by line of the export.
pub fn parse_export(path: &Path, text: &str) -> Result<List, Problems> {
    let named = |mut found: Vec<Problem>| {
        for problem in &mut found {
            path.clone_into(&mut problem.file);
        }
        Problems::sorted(found)
    };
    let files = files(text).map_err(named)?;
    let sources = Sources {
        folder: path.to_owned(),
        files: files.texts.iter().map(|(&name, text)| (name, text.clone())).collect(),
    };
    parse(&sources).map_err(|Problems(mut found)| {
        for problem in &mut found {
            let file = problem.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            problem.line = files.line(&file, problem.line);
        }
        named(found)
    })
}

/// An export whose end is missing: one that was cut off at the end of a line is sound otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Declared and found, in Chinese and in English.
    pub found: [String; 2],
    /// What to do, in Chinese and in English.
    pub remedy: [&'static str; 2],
}

impl std::fmt::Display for Lacking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ([found, found_english], [remedy, remedy_english]) = (&self.found, self.remedy);
        write!(f, "{found}。{remedy} ({found_english}: {remedy_english})")
    }
}

/// Whether the end of a list is missing: its last tier holds fewer items than the list declares, and none with the last number. One that lacks an item
/// elsewhere was made so.
#[must_use]
pub fn lacking(list: &List) -> Option<Lacking> {
    let found = Tier::ALL.map(|tier| list.items.iter().filter(|item| item.tier == tier).count());
    let declared = list.township.items;
    let (at, tier) = Tier::ALL.into_iter().enumerate().rfind(|(at, _)| declared.get(*at).is_some_and(|of| *of > 0))?;
    let (wanted, held) = (declared.get(at).copied()?, found.get(at).copied()?);
    let last = list.items.iter().filter(|item| item.tier == tier).map(|item| item.number).max();
    if held >= usize::from(wanted) || last.is_some_and(|last| last >= wanted) {
        return None;
    }
    let ([a, b, c], [x, y, z]) = (declared, found);
    Some(Lacking {
        found: [
            format!("清单载明基本履职、配合履职、收回 {a}、{b}、{c} 项，实有 {x}、{y}、{z} 项，文件可能不完整"),
            format!(
                "the list declares {a}, {b} and {c} items and holds {x}, {y} and {z}: the file may have been cut off"
            ),
        ],
        remedy: [
            "请用 lvzhi export 重新导出；清单本来就缺的，不需处理",
            "write it anew with lvzhi export; nothing, where the list itself lacks them",
        ],
    })
}

fn files(text: &str) -> Result<Files, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut township: Option<(usize, Township)> = None;
    let mut files = Files::default();
    for name in ["departments.toml"].into_iter().chain(Tier::ALL.map(item_file)) {
        files.texts.insert(name, String::new());
    }
    let mut categories: [Vec<String>; 3] = Default::default();
    let mut named: [Vec<String>; 3] = Default::default();
    let mut taught: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let read: Line = match serde_json::from_str(line) {
            Ok(read) => read,
            Err(error) => {
                let message = said(
                    format!("no line of an export ({error}); write it anew with lvzhi export"),
                    format!("不是 lvzhi export 的输出（{error}）；请用 lvzhi export 重新导出"),
                );
                problems.push(problem(number, "line", message));
                continue;
            }
        };
        let added = match read {
            Line::Township(read) if township.is_none() => {
                township = Some((number, read));
                Ok(())
            }
            Line::Township(_) => {
                let message = said(
                    "a second township; remove one, an export is of one list",
                    "又有一个乡镇；一份输出只有一份清单，请删去一个",
                );
                Err(problem(number, "type", message))
            }
            Line::Department(read) => files.add("departments.toml", "department", read, number),
            Line::Item(read) => add_item(&mut files, read, number, &mut categories, &mut named),
            Line::Taught(read) => {
                taught.push((number, words_tsv([(read.item, read.text.as_str())])));
                Ok(())
            }
        };
        problems.extend(added.err());
    }
    match township {
        // Where a line is broken, it may be that one.
        None if !problems.is_empty() => {}
        None => problems.push(problem(
            1,
            "type",
            said(
                "no township; write the export anew, its first line is one of type township",
                "没有乡镇；请重新导出，第一行应是 township",
            ),
        )),
        Some((line, read)) => {
            if let Err(found) = add_township(&mut files, read, line, categories, &named) {
                problems.push(found);
            }
        }
    }
    // An export has them in the order of the list, the folder's file in that of bytes.
    taught.sort_by(|a, b| a.1.cmp(&b.1));
    for (at, (number, line)) in taught.into_iter().enumerate() {
        files.texts.entry("words.tsv").or_default().push_str(&line);
        files.from.entry("words.tsv").or_default().push((at + 1, number));
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn add_item(
    files: &mut Files,
    read: Item,
    line: usize,
    categories: &mut [Vec<String>; 3],
    named: &mut [Vec<String>; 3],
) -> Result<(), Problem> {
    let tiers = Tier::ALL.into_iter().zip(categories).zip(named);
    let Some(((tier, categories), named)) = tiers.into_iter().find(|((tier, _), _)| tier.key() == read.tier) else {
        return Err(problem(line, "tier", no_tier()));
    };
    let id = format!("{}{:03}", tier.letter(), read.number);
    if read.id != id {
        let found = read.id;
        let message = said(
            format!("{found}, but tier and number make {id}; write the export anew"),
            format!("{found} 与清单类别、序号不符，应为 {id}；请重新导出"),
        );
        return Err(problem(line, "id", message));
    }
    if !categories.contains(&read.category) {
        categories.push(read.category.clone());
    }
    let successors = read.takeover.iter().filter_map(|takeover| takeover.department.as_ref());
    named.extend(read.departments.iter().map(|department| &department.name).chain(successors).cloned());
    for Cover { id, main, from } in read.matters {
        if let (Some(matter), "stated") = (id, from.as_str()) {
            let cover = CoverFile { item: read.id.clone(), matter, main, from };
            files.add("covers.toml", "cover", cover, line)?;
        }
    }
    let item = ItemFile {
        number: read.number,
        lines: read.source_lines,
        category: read.category,
        name: read.name,
        // Successors stand in the takeover.
        departments: read.departments.into_iter().filter(|is| is.role != "successor").map(|is| is.name).collect(),
        upper_duties: read.upper_duties,
        township_duties: read.township_duties,
        takeover: read.takeover,
        repairs: read.repairs,
    };
    files.add(item_file(tier), "item", item, line)
}

fn add_township(
    files: &mut Files,
    read: Township,
    line: usize,
    categories: [Vec<String>; 3],
    named: &[Vec<String>; 3],
) -> Result<(), Problem> {
    let keys = Tier::ALL.map(Tier::key);
    let Declared { basic, cooperative, reclaimed, categories: declared, departments } = read.declared;
    let found = categories.each_ref().map(|names| names.len() as u16);
    let totals = keys.into_iter().zip(declared).zip(found);
    let category_totals = totals.filter(|((_, declared), found)| declared != found).map(|(total, _)| total).collect();
    let mut missing_departments = Vec::new();
    for ((tier, declared), named) in keys.into_iter().zip(departments).zip(named) {
        let mut named: Vec<&String> = named.iter().collect();
        named.sort_unstable();
        named.dedup();
        let count = declared.unwrap_or(0).saturating_sub(named.len() as u16);
        if count > 0 {
            missing_departments.push(Missing { tier, count, hidden_in: Vec::new(), basis: "as exported" });
        }
    }
    let figure =
        |(key, value): (String, u64)| crate::model::Figure { name: key.clone(), unit: String::new(), key, value };
    let file = TownshipFile {
        data_version: read.data_version,
        name: read.name,
        county: read.county,
        prefecture: read.prefecture,
        region: read.region,
        code: read.code,
        edition: read.edition,
        made_up: read.made_up,
        declared: DeclaredFile {
            items: keys.into_iter().zip([basic, cooperative, reclaimed]).collect(),
            departments: keys.into_iter().zip(departments).filter_map(|(key, count)| Some((key, count?))).collect(),
            category_totals,
            categories: keys.into_iter().zip(categories).collect(),
        },
        figure: read.profile.into_iter().map(figure).collect(),
        missing_departments,
    };
    files.add("township.toml", "", file, line)
}
