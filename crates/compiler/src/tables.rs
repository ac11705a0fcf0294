//! Turns a checked list into tables: every text in one string, every relation a run of rows.

use crate::check::{key_of, words_of};
use crate::index::{self, BuiltIndex};
use crate::model::{Group, Item, List, Tier};
use crate::perfect_hash::{self, Solved};
use crate::related;
use lvzhi_tables::layout::{
    CategoryRow, DepartmentRow, FigureRow, GroupRow, ItemRow, KeyRow, KeyTable, LAYOUT, NO_DEPARTMENT, RepairRow, Run,
    Span, Tables, TakeoverRow, TownshipRow,
};
use std::collections::HashMap;

/// Tables with their rows owned.
#[derive(Debug, Clone)]
pub struct BuiltTables {
    pub(crate) text: String,
    data_version: Span,
    township: TownshipRow,
    pub(crate) figures: Vec<FigureRow>,
    pub(crate) categories: Vec<CategoryRow>,
    pub(crate) departments: Vec<DepartmentRow>,
    pub(crate) spans: Vec<Span>,
    tiers: [u16; 4],
    pub(crate) items: Vec<ItemRow>,
    pub(crate) groups: Vec<GroupRow>,
    pub(crate) takeovers: Vec<TakeoverRow>,
    pub(crate) lines: Vec<u16>,
    pub(crate) repairs: Vec<RepairRow>,
    pub(crate) related: Vec<u16>,
    pub(crate) item_departments: Vec<u8>,
    pub(crate) department_items: Vec<u16>,
    pub(crate) names: BuiltKeys,
    pub(crate) spellings: BuiltKeys,
    longest_key: u32,
    pub(crate) index: BuiltIndex,
}

/// A key table with its rows owned.
#[derive(Debug, Clone)]
pub(crate) struct BuiltKeys {
    pub(crate) hash: Solved,
    pub(crate) keys: Vec<KeyRow>,
}

impl BuiltKeys {
    fn table(&self) -> KeyTable<'_> {
        KeyTable { hash: self.hash.hash(), keys: &self.keys }
    }
}

impl BuiltTables {
    /// Builds the tables of a list, its index included: the slow part of compiling.
    #[must_use]
    pub fn of(list: &List) -> Self {
        let examples = index::examples(list);
        let classes = list.items.len() + index::outside_topics(list).len();
        let built_index = index::build(&examples, list.items.len(), classes, list.calibration);
        let related = related::related(list, &examples);
        Builder::default().build(list, built_index, &related)
    }

    /// The tables over the owned rows.
    #[must_use]
    pub fn tables(&self) -> Tables<'_> {
        Tables {
            layout: LAYOUT,
            data_version: self.data_version,
            text: &self.text,
            township: self.township,
            figures: &self.figures,
            categories: &self.categories,
            departments: &self.departments,
            spans: &self.spans,
            tiers: self.tiers,
            items: &self.items,
            groups: &self.groups,
            takeovers: &self.takeovers,
            lines: &self.lines,
            repairs: &self.repairs,
            related: &self.related,
            item_departments: &self.item_departments,
            department_items: &self.department_items,
            names: self.names.table(),
            spellings: self.spellings.table(),
            longest_key: self.longest_key,
            index: self.index.index(),
        }
    }
}

#[derive(Default)]
struct Builder {
    text: String,
    known: HashMap<String, Span>,
    spans: Vec<Span>,
    groups: Vec<GroupRow>,
    takeovers: Vec<TakeoverRow>,
    lines: Vec<u16>,
    repairs: Vec<RepairRow>,
    related: Vec<u16>,
    item_departments: Vec<u8>,
}

fn run(start: usize, end: usize) -> Run {
    Run { start: start as u32, len: (end - start) as u32 }
}

fn department_row(department: Option<usize>) -> u8 {
    department.map_or(NO_DEPARTMENT, |at| at as u8)
}

impl Builder {
    /// The place of a text, which is kept once.
    fn intern(&mut self, text: &str) -> Span {
        if text.is_empty() {
            return Span::default();
        }
        if let Some(&span) = self.known.get(text) {
            return span;
        }
        let span = Span { start: self.text.len() as u32, len: text.len() as u32 };
        self.text.push_str(text);
        self.text.push('\0');
        self.known.insert(text.to_owned(), span);
        span
    }

    fn build(mut self, list: &List, index: BuiltIndex, related: &[Vec<u16>]) -> BuiltTables {
        // The empty text is the first, so that its view, too, has a NUL behind it.
        self.text.push('\0');
        let township = self.township(list);
        let data_version = self.intern(&list.township.data_version);
        let figures = list
            .township
            .figures
            .iter()
            .map(|figure| FigureRow {
                key: self.intern(&figure.key),
                name: self.intern(&figure.name),
                value: figure.value,
                unit: self.intern(&figure.unit),
            })
            .collect();
        let categories = self.categories(list);
        let department_items = department_items(list);
        let departments = self.departments(list, &department_items);
        let items = list
            .items
            .iter()
            .zip(related.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..])))
            .map(|(item, related)| self.item(item, list, related))
            .collect();
        let names = self.keys(list.items.iter().enumerate().map(|(at, item)| (item.name.as_str(), at)));
        let spellings = self.keys(list.departments.iter().enumerate().flat_map(|(at, department)| {
            [&department.name, &department.short]
                .into_iter()
                .chain(&department.aliases)
                .map(move |spelling| (spelling.as_str(), at))
        }));
        let longest_key = names.keys.iter().chain(&spellings.keys).map(|row| row.key.len).max().unwrap_or(0);
        let mut tiers = [0u16; 4];
        for (tier, slot) in Tier::ALL.into_iter().zip(tiers.iter_mut().skip(1)) {
            *slot = list.items.iter().filter(|item| item.tier <= tier).count() as u16;
        }
        BuiltTables {
            text: self.text,
            data_version,
            township,
            figures,
            categories,
            departments,
            spans: self.spans,
            tiers,
            items,
            groups: self.groups,
            takeovers: self.takeovers,
            lines: self.lines,
            repairs: self.repairs,
            related: self.related,
            item_departments: self.item_departments,
            department_items: department_items.into_iter().flatten().collect(),
            names,
            spellings,
            longest_key,
            index,
        }
    }

    fn township(&mut self, list: &List) -> TownshipRow {
        let township = &list.township;
        let mut missing_departments = [0u16; 3];
        for ((tier, slot), declared) in Tier::ALL.into_iter().zip(&mut missing_departments).zip(&township.departments) {
            if declared.is_some() {
                *slot = township.missing_departments.iter().filter(|m| m.tier == tier).map(|m| m.count).sum();
            }
        }
        TownshipRow {
            name: self.intern(&township.name),
            county: self.intern(&township.county),
            prefecture: self.intern(&township.prefecture),
            region: self.intern(&township.region),
            code: self.intern(&township.code),
            items: township.items,
            categories: township.categories.each_ref().map(|names| names.len() as u16),
            departments: township.departments.map(Option::unwrap_or_default),
            missing_departments,
        }
    }

    fn categories(&mut self, list: &List) -> Vec<CategoryRow> {
        let mut rows = Vec::new();
        for (tier, names) in Tier::ALL.into_iter().zip(&list.township.categories) {
            for name in names {
                let items = list.items.iter().filter(|item| item.tier == tier && item.category == *name).count();
                rows.push(CategoryRow { tier: tier as u8, name: self.intern(name), items: items as u16 });
            }
        }
        rows
    }

    fn departments(&mut self, list: &List, items: &[Vec<u16>]) -> Vec<DepartmentRow> {
        let mut start = 0;
        list.departments
            .iter()
            .zip(items)
            .map(|(department, items)| {
                let first = self.spans.len();
                for alias in &department.aliases {
                    let span = self.intern(alias);
                    self.spans.push(span);
                }
                let row = DepartmentRow {
                    name: self.intern(&department.name),
                    short: self.intern(&department.short),
                    aliases: run(first, self.spans.len()),
                    kind: department.kind as u8,
                    items: run(start, start + items.len()),
                };
                start += items.len();
                row
            })
            .collect()
    }

    fn item(&mut self, item: &Item, list: &List, related: &[u16]) -> ItemRow {
        let mut before = 0u8;
        let mut category = 0u8;
        for (tier, names) in Tier::ALL.into_iter().zip(&list.township.categories) {
            if tier == item.tier {
                category = before + names.iter().position(|name| *name == item.category).unwrap_or(0) as u8;
            }
            before += names.len() as u8;
        }
        let first_department = self.item_departments.len();
        self.item_departments.extend(item.departments.iter().map(|&at| at as u8));
        let departments = run(first_department, self.item_departments.len());
        let upper_duties = self.groups(&item.upper_duties);
        let township_duties = self.groups(&item.township_duties);
        let first_takeover = self.takeovers.len();
        for takeover in &item.takeover {
            let row = TakeoverRow {
                department: department_row(takeover.department),
                method: self.intern(takeover.method.as_deref().unwrap_or_default()),
            };
            self.takeovers.push(row);
        }
        let first_line = self.lines.len();
        self.lines.extend(&item.lines);
        let first_repair = self.repairs.len();
        for repair in &item.repairs {
            let row = RepairRow {
                field: self.intern(&repair.field),
                scanned: self.intern(&repair.scanned),
                kind: repair.kind as u8,
                basis: self.intern(&repair.basis),
                basis_zh: self.intern(repair.basis_zh.as_deref().unwrap_or_default()),
            };
            self.repairs.push(row);
        }
        let first_related = self.related.len();
        self.related.extend(related);
        ItemRow {
            category,
            name: self.intern(&item.name),
            departments,
            upper_duties,
            township_duties,
            takeovers: run(first_takeover, self.takeovers.len()),
            lines: run(first_line, self.lines.len()),
            repairs: run(first_repair, self.repairs.len()),
            related: run(first_related, self.related.len()),
        }
    }

    fn groups(&mut self, groups: &[Group]) -> Run {
        let first = self.groups.len();
        for group in groups {
            let first_duty = self.spans.len();
            for duty in &group.duties {
                let span = self.intern(duty);
                self.spans.push(span);
            }
            let row = GroupRow {
                heading: self.intern(group.heading.as_deref().unwrap_or_default()),
                department: department_row(group.department),
                duties: run(first_duty, self.spans.len()),
            };
            self.groups.push(row);
        }
        run(first, self.groups.len())
    }

    fn keys<'a>(&mut self, spellings: impl Iterator<Item = (&'a str, usize)>) -> BuiltKeys {
        // The text as printed is a key too: it is what other systems hold, and needs no folding then. So is the text without
        // punctuation, for those who leave it out or put in more. A department's short name may fold to the same as its name:
        // both lead to one place.
        let mut keys: Vec<(String, usize)> = spellings
            .flat_map(|(spelling, at)| [(key_of(spelling), at), (words_of(spelling), at), (spelling.to_owned(), at)])
            .collect();
        keys.sort();
        keys.dedup();
        let texts: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        let hash = perfect_hash::texts(&texts);
        let rows = hash
            .order
            .iter()
            .filter_map(|&at| keys.get(at))
            .map(|(key, value)| KeyRow { key: self.intern(key), value: *value as u16 })
            .collect();
        BuiltKeys { hash, keys: rows }
    }
}

/// The items that name each department, in the order of the list.
fn department_items(list: &List) -> Vec<Vec<u16>> {
    (0..list.departments.len())
        .map(|department| {
            (0u16..)
                .zip(&list.items)
                .filter(|(_, item)| {
                    item.departments.contains(&department)
                        || item.takeover.iter().any(|takeover| takeover.department == Some(department))
                })
                .map(|(at, _)| at)
                .collect()
        })
        .collect()
}
