//! Compiles a checked list: every text once, every relation a run of rows.

use crate::bind::{SURE, bind};
use crate::declared::departments_named;
use crate::error::{CompileError, Rows, at_most};
use crate::file::{Texts, Writer};
use crate::keys::{key_of, words_of};
use crate::model::{Cover, From, Group, Item, List, Tier};
use crate::own_words::{self, OwnWords};
use crate::perfect_hash;
use crate::places;
use crate::related::related;
use crate::teach::{TeachError, teach};
use crate::vocabulary::{Sections, hash_row};
use lvzhi_tables::container::FileKind;
use lvzhi_tables::layout::{
    CategoryRow, CoverRow, DepartmentRow, FigureRow, GroupRow, HashRow, ItemRow, KeyRow, LinkRow, MOST_ROWS,
    NO_DEPARTMENT, RepairRow, Run, Span, TakeoverRow, TownshipRow,
};
use lvzhi_tables::list::ListTags;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::meaning::Place;
use lvzhi_tables::row::{I16, U16, U32, U64};
use std::collections::BTreeSet;

/// What a stated cover beside the main one loses of its matter's score, and what a bound one loses of how far it is behind. In
/// 1024ths.
const BESIDE: i16 = -307;
const BEHIND: f32 = -0.3 * 1024.0;

/// A bound cover that is behind the main one by this or more does not say that the list holds its matter, however sure.
const HELD_BEHIND: f32 = 1.5;

/// The compiled list (`.lvz`). Items without stated covers are bound to matters by their words.
///
/// # Errors
/// Where the list is larger than a file has room for, or where it was put together in a program and refers to an item, department or
/// category that it does not have: a list that was read from a folder does not.
pub fn compile(list: &List, matters: &Matters<'_>) -> Result<Vec<u8>, CompileError> {
    check_references(list)?;
    let mut covers = bind(list, matters);
    spread(&mut covers, matters);
    let own = own_words::that_rank(list, &covers, matters);
    let related = related(list, &covers, matters)?;
    let places = places::places(&own_words::texts(list), matters);
    let bytes = Builder::new().build(list, &covers, &own, &related, &places)?;
    if list.taught.is_empty() {
        return Ok(bytes);
    }
    teach(&bytes, &list.taught, matters).map_err(|error| match error {
        TeachError::Compile(error) => error,
        // What was written just now is sound.
        TeachError::File(_) => CompileError::Missing { what: "the list", index: 0, rows: 0 },
    })
}

/// Who answers for a matter answers for its parts, where no item of the list covers them by itself.
fn spread(covers: &mut [Vec<Cover>], matters: &Matters<'_>) {
    let covered: BTreeSet<u16> = covers.iter().flatten().map(|cover| cover.matter).collect();
    for covers in covers {
        let parts = covers.iter().flat_map(|cover| {
            let parts = matters.parts_of(cover.matter).filter(|part| !covered.contains(part));
            parts.map(|matter| Cover { matter, ..*cover })
        });
        let parts: Vec<Cover> = parts.collect();
        covers.extend(parts);
    }
}

/// That there are not more rows than their numbers have room for, and that every number leads to a row.
fn check_references(list: &List) -> Result<(), CompileError> {
    let items = at_most("items", list.items.len(), MOST_ROWS - 1)?;
    let departments = at_most("departments", list.departments.len(), MOST_ROWS - 1)?;
    at_most("categories", list.township.categories.iter().map(Vec::len).sum(), MOST_ROWS)?;
    let all = |what, rows: usize, mut named: Box<dyn Iterator<Item = usize> + '_>| {
        named.find(|&index| index >= rows).map_or(Ok(()), |index| Err(CompileError::Missing { what, index, rows }))
    };
    all("item", items, Box::new(list.covers.iter().map(|(item, _)| *item)))?;
    all("item", items, Box::new(list.phrases.iter().map(|(item, _)| *item)))?;
    let of_item = |item: &Item| {
        let groups = item.upper_duties.iter().chain(&item.township_duties);
        let named =
            groups.map(|group| group.department).chain(item.takeover.iter().map(|takeover| takeover.department));
        item.departments.iter().copied().chain(named.flatten()).collect::<Vec<usize>>()
    };
    all("department", departments, Box::new(list.items.iter().flat_map(of_item)))
}

/// The rows of a list in the making.
struct Builder {
    texts: Texts,
    spans: Vec<Span>,
    groups: Vec<GroupRow>,
    takeovers: Vec<TakeoverRow>,
    lines: Vec<U32>,
    repairs: Vec<RepairRow>,
    related: Vec<U16>,
    covers: Vec<CoverRow>,
    links: Vec<LinkRow>,
    item_departments: Vec<U16>,
    sections: Sections,
}

/// 序号 of each item, unless those of every tier run from 1 without a gap.
fn numbers_with_gaps(list: &List) -> Option<Vec<U16>> {
    let mut last: Option<(Tier, u16)> = None;
    let (mut runs, mut rises) = (true, true);
    let numbers = list.items.iter().map(|item| {
        let before = last.filter(|(tier, _)| *tier == item.tier).map_or(0, |(_, number)| number);
        runs &= before.checked_add(1) == Some(item.number);
        rises &= before < item.number;
        last = Some((item.tier, item.number));
        U16::new(item.number)
    });
    let numbers = numbers.collect();
    // Those of a list that was put together in a program may be anything: then items are counted.
    (!runs && rises).then_some(numbers)
}

fn run(start: usize, end: usize) -> Run {
    Run::new(start as u32, (end - start) as u32)
}

fn department_row(department: Option<usize>) -> U16 {
    U16::new(department.map_or(NO_DEPARTMENT, |at| at as u16))
}

impl Builder {
    fn new() -> Self {
        Self {
            texts: Texts::new(),
            spans: Vec::new(),
            groups: Vec::new(),
            takeovers: Vec::new(),
            lines: Vec::new(),
            repairs: Vec::new(),
            related: Vec::new(),
            covers: Vec::new(),
            links: Vec::new(),
            item_departments: Vec::new(),
            sections: Sections::default(),
        }
    }

    fn intern(&mut self, text: &str) -> Span {
        self.texts.intern(text)
    }

    fn build(
        mut self,
        list: &List,
        covers: &[Vec<Cover>],
        own: &OwnWords<'_>,
        related: &[Vec<u16>],
        places: &[Place],
    ) -> Result<Vec<u8>, CompileError> {
        let mut township = self.township(list);
        let figures: Vec<FigureRow> = list
            .township
            .figures
            .iter()
            .map(|figure| FigureRow {
                key: self.intern(&figure.key),
                name: self.intern(&figure.name),
                value: U64::new(figure.value),
                unit: self.intern(&figure.unit),
            })
            .collect();
        let categories = self.categories(list);
        let department_items = department_items(list)?;
        let departments = self.departments(list, &department_items);
        let items: Vec<ItemRow> = list
            .items
            .iter()
            .zip(covers)
            .zip(&own.texts)
            .zip(related)
            .map(|(((item, covers), own_words), related)| {
                self.item(item, list, covers, if own_words.is_empty() { 0 } else { own.weight }, related)
            })
            .collect::<Result<_, _>>()?;
        let (names_hash, names) =
            self.keys(list.items.iter().enumerate().map(|(at, item)| (item.name.as_str(), at)))?;
        let (spellings_hash, spellings) =
            self.keys(list.departments.iter().enumerate().flat_map(|(at, department)| {
                [&department.name, &department.short]
                    .into_iter()
                    .chain(&department.aliases)
                    .map(move |spelling| (spelling.as_str(), at))
            }))?;
        let longest = names.iter().chain(&spellings).map(|row| row.key.len.get()).max().unwrap_or(0);
        township.longest_key = U16::new(longest.min(lvzhi_tables::layout::LONGEST_KEY as u32) as u16);
        let own = own_words::indexes(&own.texts, &mut self.sections)?;
        let department_items: Vec<U16> = department_items.into_iter().flatten().map(U16::new).collect();

        let mut file = Writer::new(FileKind::List);
        file.rows(ListTags::TOWNSHIP, &[township]);
        file.texts(ListTags::TEXT, &self.texts);
        file.rows(ListTags::FIGURES, &figures);
        file.rows(ListTags::CATEGORIES, &categories);
        file.rows(ListTags::DEPARTMENTS, &departments);
        file.rows(ListTags::SPANS, &self.spans);
        file.rows(ListTags::ITEMS, &items);
        file.rows(ListTags::LINKS, &self.links);
        file.rows(ListTags::GROUPS, &self.groups);
        file.rows(ListTags::TAKEOVERS, &self.takeovers);
        file.rows(ListTags::LINES, &self.lines);
        file.rows(ListTags::REPAIRS, &self.repairs);
        file.rows(ListTags::RELATED, &self.related);
        file.rows(ListTags::COVERS, &self.covers);
        let (by_matter, first_of_matter) = by_matter(&self.covers);
        file.rows(ListTags::BY_MATTER, &by_matter);
        file.rows(ListTags::FIRST_OF_MATTER, &first_of_matter);
        file.rows(ListTags::ITEM_DEPARTMENTS, &self.item_departments);
        file.rows(ListTags::DEPARTMENT_ITEMS, &department_items);
        file.rows(ListTags::HASHES, &[names_hash, spellings_hash]);
        file.rows(ListTags::DISPLACEMENTS, &self.sections.displacements);
        file.rows(ListTags::NAMES, &names);
        file.rows(ListTags::SPELLINGS, &spellings);
        file.rows(ListTags::OWN, &own);
        file.rows(ListTags::TERMS, &self.sections.terms);
        file.rows(ListTags::POSTINGS, &self.sections.postings);
        file.rows(ListTags::PLACES, places);
        if let Some(numbers) = numbers_with_gaps(list) {
            file.rows(ListTags::NUMBERS, &numbers);
        }
        file.finish()
    }

    fn township(&mut self, list: &List) -> TownshipRow {
        let township = &list.township;
        let mut missing_departments = [0u16; 3];
        for ((tier, slot), declared) in Tier::ALL.into_iter().zip(&mut missing_departments).zip(&township.departments) {
            let named = u16::try_from(departments_named(&list.items, tier)).unwrap_or(u16::MAX);
            *slot = declared.unwrap_or_default().saturating_sub(named);
        }
        let mut tiers = [U16::default(); 4];
        for (tier, slot) in Tier::ALL.into_iter().zip(tiers.iter_mut().skip(1)) {
            *slot = U16::new(list.items.iter().filter(|item| item.tier <= tier).count() as u16);
        }
        let mut categories = township.categories.each_ref().map(|names| U16::new(names.len() as u16));
        for (slot, total) in categories.iter_mut().zip(township.category_totals) {
            *slot = total.map_or(*slot, U16::new);
        }
        TownshipRow {
            data_version: self.intern(&township.data_version),
            edition: self.intern(&township.edition),
            name: self.intern(&township.name),
            county: self.intern(&township.county),
            prefecture: self.intern(&township.prefecture),
            region: self.intern(&township.region),
            code: self.intern(&township.code),
            items: township.items.map(U16::new),
            categories,
            departments: township.departments.map(|declared| U16::new(declared.unwrap_or_default())),
            missing_departments: missing_departments.map(U16::new),
            tiers,
            longest_key: U16::default(),
            made_up: u8::from(township.made_up),
        }
    }

    fn categories(&mut self, list: &List) -> Vec<CategoryRow> {
        let mut rows = Vec::new();
        for (tier, names) in Tier::ALL.into_iter().zip(&list.township.categories) {
            for name in names {
                let items = list.items.iter().filter(|item| item.tier == tier && item.category == *name).count();
                rows.push(CategoryRow { tier: tier as u8, name: self.intern(name), items: U16::new(items as u16) });
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

    fn item(
        &mut self,
        item: &Item,
        list: &List,
        covers: &[Cover],
        own_weight: u16,
        related: &[u16],
    ) -> Result<ItemRow, CompileError> {
        let categories = Tier::ALL.into_iter().zip(&list.township.categories);
        let mut categories = categories.flat_map(|(tier, names)| names.iter().map(move |name| (tier, name)));
        let rows = list.township.categories.iter().map(Vec::len).sum();
        let category = categories
            .position(|(tier, name)| tier == item.tier && *name == item.category)
            .ok_or(CompileError::Missing { what: "an undeclared category", index: rows, rows })?;
        let first_department = self.item_departments.len();
        self.item_departments.extend(item.departments.iter().map(|&at| U16::new(at as u16)));
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
        self.lines.extend(item.lines.iter().map(|&line| U32::new(u32::from(line))));
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
        self.related.extend(related.iter().map(|&item| U16::new(item)));
        let first_cover = self.covers.len();
        let (main, beside): (Vec<&Cover>, Vec<&Cover>) = covers.iter().partition(|cover| cover.main);
        let at = self.links.len() as u16;
        self.covers.extend(main.into_iter().chain(beside).map(|cover| cover_row(at, cover)));
        let covers = run(first_cover, self.covers.len());
        self.links.push(LinkRow { covers, own_weight: U16::new(own_weight) });
        Ok(ItemRow {
            category: U16::new(category as u16),
            name: self.intern(&item.name),
            departments,
            upper_duties,
            township_duties,
            takeovers: run(first_takeover, self.takeovers.len()),
            lines: run(first_line, self.lines.len()),
            repairs: run(first_repair, self.repairs.len()),
            related: run(first_related, self.related.len()),
        })
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

    fn keys<'a>(
        &mut self,
        spellings: impl Iterator<Item = (&'a str, usize)>,
    ) -> Result<(HashRow, Vec<KeyRow>), CompileError> {
        // The text as printed is a key too: it is what other systems hold, and needs no folding then. So is the text without
        // punctuation, for those who leave it out or put in more. A department's short name may fold to the same as its name:
        // both lead to one place.
        let mut keys: Vec<(String, usize)> = spellings
            .flat_map(|(spelling, at)| [(key_of(spelling), at), (words_of(spelling), at), (spelling.to_owned(), at)])
            .collect();
        keys.sort();
        keys.dedup();
        let texts: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        let hash = perfect_hash::texts(&texts)?;
        let mut rows = Vec::with_capacity(keys.len());
        for &at in &hash.order {
            let (key, value) = keys.row(at, "key")?;
            rows.push(KeyRow { key: self.intern(key), value: U16::new(*value as u16) });
        }
        Ok((hash_row(&hash, &mut self.sections.displacements), rows))
    }
}

fn cover_row(item: u16, cover: &Cover) -> CoverRow {
    let item = U16::new(item);
    let main = if cover.main { CoverRow::MAIN } else { 0 };
    let matter = U16::new(cover.matter);
    match cover.from {
        From::Stated => CoverRow {
            item,
            matter,
            offset: I16::new(if cover.main { 0 } else { BESIDE }),
            sure: u8::MAX,
            flags: main | CoverRow::STATED,
        },
        From::Bound { confidence, behind } => {
            let held = confidence >= SURE && behind < HELD_BEHIND;
            CoverRow {
                item,
                matter,
                offset: I16::new((BEHIND * behind) as i16),
                sure: (confidence * 254.0) as u8,
                flags: main | if held { 0 } else { CoverRow::WEAK },
            }
        }
    }
}

/// The items that name each department, in the order of the list.
fn department_items(list: &List) -> Result<Vec<Vec<u16>>, CompileError> {
    let mut items: Vec<Vec<u16>> = vec![Vec::new(); list.departments.len()];
    for (at, item) in (0u16..).zip(&list.items) {
        let successors = item.takeover.iter().filter_map(|takeover| takeover.department);
        let named: BTreeSet<usize> = item.departments.iter().copied().chain(successors).collect();
        for department in named {
            items.row_mut(department, "department")?.push(at);
        }
    }
    Ok(items)
}

/// Places in the covers by the number of the matter, and where the run of each number begins and the last one ends.
fn by_matter(covers: &[CoverRow]) -> (Vec<U32>, Vec<U32>) {
    let mut places: Vec<(u16, u32)> = covers.iter().map(|cover| cover.matter.get()).zip(0..).collect();
    places.sort_unstable();
    let last = places.last().map_or(0, |&(matter, _)| usize::from(matter));
    let begins = |number: usize| places.partition_point(|&(matter, _)| usize::from(matter) < number) as u32;
    let first = (0..=last + 1).map(|number| U32::new(begins(number))).collect();
    (places.iter().map(|&(_, place)| U32::new(place)).collect(), first)
}
