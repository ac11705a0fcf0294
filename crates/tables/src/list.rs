//! A compiled list (`.lvz`): its sections, and the check that everything in them refers to something.

use crate::container::{Container, FileError, FileKind, Tag};
use crate::hash::PerfectHash;
use crate::held::Held;
use crate::index::{Index, IndexRow, IndexRuns, Parts};
use crate::keys::KeyTable;
use crate::layout::{
    CategoryRow, CoverRow, DepartmentRow, Displacement, FigureRow, GroupRow, HashRow, ItemRow, LONGEST_KEY, LinkRow,
    MOST_ROWS, NO_DEPARTMENT, RepairRow, Runs, Span, TakeoverRow, TownshipRow,
};
use crate::meaning::Place;
use crate::own::{BLOCK, Shares};
use crate::row::{U16, U32};
use crate::taught::Taught;
use crate::words::{Kind, RepairKind};

/// The names of a list's sections, in the order in which they are written.
#[derive(Debug)]
pub struct ListTags;

impl ListTags {
    /// One [`TownshipRow`].
    pub const TOWNSHIP: Tag = *b"town";
    /// Every text of the list, UTF-8, each with a NUL behind it.
    pub const TEXT: Tag = *b"text";
    /// [`FigureRow`]: the township's profile.
    pub const FIGURES: Tag = *b"figu";
    /// [`CategoryRow`], by tier, in the order of the list.
    pub const CATEGORIES: Tag = *b"cate";
    /// [`DepartmentRow`], in the order of the registry.
    pub const DEPARTMENTS: Tag = *b"depa";
    /// [`Span`]: duties and aliases.
    pub const SPANS: Tag = *b"span";
    /// [`ItemRow`], by tier and number.
    pub const ITEMS: Tag = *b"item";
    /// [`LinkRow`], one an item.
    pub const LINKS: Tag = *b"link";
    /// [`GroupRow`].
    pub const GROUPS: Tag = *b"grou";
    /// [`TakeoverRow`].
    pub const TAKEOVERS: Tag = *b"take";
    /// 32-bit numbers: source lines, from 1.
    pub const LINES: Tag = *b"line";
    /// [`RepairRow`].
    pub const REPAIRS: Tag = *b"repa";
    /// 16-bit numbers: related items.
    pub const RELATED: Tag = *b"rela";
    /// [`CoverRow`].
    pub const COVERS: Tag = *b"cove";
    /// 32-bit numbers: places in the covers, by the number of the matter.
    pub const BY_MATTER: Tag = *b"byma";
    /// 32-bit numbers: by the number of a matter, from 0, where its run of these places begins, and where the last one ends.
    pub const FIRST_OF_MATTER: Tag = *b"fima";
    /// 16-bit numbers: departments of items.
    pub const ITEM_DEPARTMENTS: Tag = *b"itde";
    /// 16-bit numbers: items of departments.
    pub const DEPARTMENT_ITEMS: Tag = *b"deit";
    /// Two [`HashRow`]: of names, of spellings.
    pub const HASHES: Tag = *b"hash";
    /// 32-bit numbers: displacements of these hashes and of the indexes.
    pub const DISPLACEMENTS: Tag = *b"disp";
    /// [`crate::layout::KeyRow`]: items by name.
    pub const NAMES: Tag = *b"name";
    /// [`crate::layout::KeyRow`]: departments by spelling.
    pub const SPELLINGS: Tag = *b"spel";
    /// [`IndexRow`]: the items' own words, a row for each [`crate::own::BLOCK`] items.
    pub const OWN: Tag = *b"ownw";
    /// [`crate::index::TermRow`] of the own words.
    pub const TERMS: Tag = *b"term";
    /// What the terms say.
    pub const POSTINGS: Tag = *b"post";
    /// [`Place`] of each item.
    pub const PLACES: Tag = *b"plac";
    /// 16-bit numbers: 序号 of each item. Left out where those of every tier run from 1 without a gap.
    pub const NUMBERS: Tag = *b"numb";
}

/// A compiled list: rows in place.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// Every text of the list, each with a NUL behind it.
    pub text: &'a str,
    /// The township.
    pub township: &'a TownshipRow,
    /// Its profile.
    pub figures: &'a [FigureRow],
    /// By tier, in the order of the list.
    pub categories: &'a [CategoryRow],
    /// In the order of the registry.
    pub departments: &'a [DepartmentRow],
    /// Duties and aliases.
    pub spans: &'a [Span],
    /// By tier and number.
    pub items: &'a [ItemRow],
    /// What joins items to matters, one an item.
    pub links: &'a [LinkRow],
    /// Groups of duties.
    pub groups: &'a [GroupRow],
    /// Takeovers.
    pub takeovers: &'a [TakeoverRow],
    /// Source lines.
    pub lines: &'a [U32],
    /// Repairs.
    pub repairs: &'a [RepairRow],
    /// Related items.
    pub related: &'a [U16],
    /// Covers of items.
    pub covers: &'a [CoverRow],
    /// Departments of items.
    pub item_departments: &'a [U16],
    /// Items of departments, in the order of the list.
    pub department_items: &'a [U16],
    /// Items by name.
    pub names: KeyTable<'a>,
    /// Departments by spelling.
    pub spellings: KeyTable<'a>,
    /// The items' own words, in blocks of items.
    pub own: &'a [IndexRow],
    /// Where the parts of these indexes stand.
    pub parts: Parts<'a>,
    /// The matters that the list holds: those that its items cover, and not too weakly.
    pub held: Held,
    /// Places in the covers, by the number of the matter.
    pub by_matter: &'a [U32],
    /// Where the run of each matter begins in these, by its number from 0, and where the last one ends.
    pub first_of_matter: &'a [U32],
    /// Where items stand by their meaning.
    pub places: &'a [Place],
    /// 序号 of each item, rising within each tier; empty where they run from 1 without a gap.
    pub numbers: &'a [U16],
    /// What people taught the list.
    pub taught: Taught<'a>,
}

impl<'a> Tables<'a> {
    /// A list of nothing.
    pub const EMPTY: Self = Self {
        text: "\0",
        township: &TownshipRow::EMPTY,
        figures: &[],
        categories: &[],
        departments: &[],
        spans: &[],
        items: &[],
        links: &[],
        groups: &[],
        takeovers: &[],
        lines: &[],
        repairs: &[],
        related: &[],
        covers: &[],
        item_departments: &[],
        department_items: &[],
        names: KeyTable { hash: PerfectHash::EMPTY, keys: &[] },
        spellings: KeyTable { hash: PerfectHash::EMPTY, keys: &[] },
        own: &[],
        parts: Parts { displacements: &[], terms: &[], postings: &[] },
        held: Held::NONE,
        by_matter: &[],
        first_of_matter: &[],
        places: &[],
        numbers: &[],
        taught: Taught::NOTHING,
    };

    /// Opens a list, and checks every row of it once.
    ///
    /// # Errors
    /// What is wrong with the file, and in which section.
    pub fn open(bytes: &'a [u8]) -> Result<Self, FileError> {
        let file = Container::open(bytes, FileKind::List)?;
        let tables = Self::read(&file)?;
        tables.check(&file)?;
        Ok(tables)
    }

    /// Opens a list that is part of the program, without reading it through. Whatever it holds, no later call panics.
    ///
    /// # Errors
    /// As [`Tables::open`], where header or sections are broken.
    pub fn open_trusted(bytes: &'a [u8]) -> Result<Self, FileError> {
        Self::read(&Container::open_trusted(bytes, FileKind::List)?)
    }

    fn read(file: &Container<'a>) -> Result<Self, FileError> {
        let text = core::str::from_utf8(file.bytes(ListTags::TEXT)?).map_err(|_| FileError::Section(ListTags::TEXT))?;
        let displacements: &[Displacement] = file.rows(ListTags::DISPLACEMENTS)?;
        let [names, spellings]: &[HashRow; 2] = file.row(ListTags::HASHES)?;
        let covers = file.rows(ListTags::COVERS)?;
        let taught = Taught::read(file)?;
        Ok(Self {
            text,
            township: file.row(ListTags::TOWNSHIP)?,
            figures: file.rows(ListTags::FIGURES)?,
            categories: file.rows(ListTags::CATEGORIES)?,
            departments: file.rows(ListTags::DEPARTMENTS)?,
            spans: file.rows(ListTags::SPANS)?,
            items: file.rows(ListTags::ITEMS)?,
            links: file.rows(ListTags::LINKS)?,
            groups: file.rows(ListTags::GROUPS)?,
            takeovers: file.rows(ListTags::TAKEOVERS)?,
            lines: file.rows(ListTags::LINES)?,
            repairs: file.rows(ListTags::REPAIRS)?,
            related: file.rows(ListTags::RELATED)?,
            covers,
            item_departments: file.rows(ListTags::ITEM_DEPARTMENTS)?,
            department_items: file.rows(ListTags::DEPARTMENT_ITEMS)?,
            names: KeyTable { hash: PerfectHash::of_row(names, displacements), keys: file.rows(ListTags::NAMES)? },
            spellings: KeyTable {
                hash: PerfectHash::of_row(spellings, displacements),
                keys: file.rows(ListTags::SPELLINGS)?,
            },
            own: file.rows(ListTags::OWN)?,
            parts: Parts {
                displacements,
                terms: file.rows(ListTags::TERMS)?,
                postings: file.bytes(ListTags::POSTINGS)?,
            },
            held: Held::of(covers, &taught),
            by_matter: file.rows(ListTags::BY_MATTER)?,
            first_of_matter: file.rows(ListTags::FIRST_OF_MATTER)?,
            places: file.rows(ListTags::PLACES)?,
            numbers: file.rows_if_any(ListTags::NUMBERS)?,
            taught,
        })
    }

    /// Checks that every offset, index and length stays inside, and that order is as it must be.
    fn check(&self, file: &Container<'a>) -> Result<(), FileError> {
        let check = Check { tables: self };
        check.township()?;
        each(ListTags::FIGURES, self.figures, |_, row| check.texts([row.key, row.name, row.unit]))?;
        let mut held = 0usize;
        each(ListTags::CATEGORIES, self.categories, |at, row| {
            let before = at.checked_sub(1).and_then(|at| self.categories.get(at)).map_or(0, |row| row.tier);
            held = held.saturating_add(usize::from(row.items.get()));
            check.texts([row.name]) && row.tier < 3 && before <= row.tier
        })?;
        if self.items.is_empty() {
            return Err(FileError::Section(ListTags::ITEMS));
        }
        if held != self.items.len() {
            return Err(FileError::Section(ListTags::CATEGORIES));
        }
        let (mut spans, mut department_items) = (Runs::default(), Runs::default());
        each(ListTags::DEPARTMENTS, self.departments, |_, row| {
            check.texts([row.name, row.short])
                && usize::from(row.kind) < Kind::ALL.len()
                && spans.next(row.aliases, self.spans)
                && department_items.next(row.items, self.department_items)
        })?;
        each(ListTags::SPANS, self.spans, |_, &row| check.texts([row]))?;
        check.items()?;
        check.numbers()?;
        check.links()?;
        each(ListTags::GROUPS, self.groups, |_, row| {
            check.texts([row.heading]) && check.department_or_none(row.department) && spans.next(row.duties, self.spans)
        })?;
        each(ListTags::TAKEOVERS, self.takeovers, |_, row| {
            check.texts([row.method]) && check.department_or_none(row.department)
        })?;
        each(ListTags::LINES, self.lines, |_, line| line.get() > 0)?;
        each(ListTags::REPAIRS, self.repairs, |_, row| {
            check.texts([row.field, row.scanned, row.basis, row.basis_zh])
                && usize::from(row.kind) < RepairKind::ALL.len()
        })?;
        each(ListTags::RELATED, self.related, |_, &item| check.is_item(item))?;
        each(ListTags::COVERS, self.covers, |_, row| row.matter.get() > 0 && row.offset.get() <= 0 && row.flags < 8)?;
        check.by_matter()?;
        each(ListTags::ITEM_DEPARTMENTS, self.item_departments, |_, &row| check.is_department(row))?;
        each(ListTags::DEPARTMENT_ITEMS, self.department_items, |_, &item| check.is_item(item))?;
        each(ListTags::NAMES, self.names.keys, |_, row| check.texts([row.key]) && check.is_item(row.value))?;
        each(ListTags::SPELLINGS, self.spellings.keys, |_, row| {
            check.texts([row.key]) && check.is_department(row.value)
        })?;
        let mut runs = IndexRuns::default();
        let tables = [&self.names, &self.spellings];
        each(ListTags::HASHES, file.row::<[HashRow; 2]>(ListTags::HASHES)?, |at, row| {
            runs.displacements.next(row.displacements, self.parts.displacements)
                && tables.get(at).is_some_and(|table| table.is_sound(row, self.text))
        })?;
        let longest = tables.iter().flat_map(|table| table.keys).map(|row| row.key.len.get() as usize).max();
        if usize::from(self.township.longest_key.get()) != longest.unwrap_or(0).min(LONGEST_KEY) {
            return Err(FileError::Row { section: ListTags::TOWNSHIP, row: 0 });
        }
        if self.own.len() != self.items.len().div_ceil(BLOCK) {
            return Err(FileError::Section(ListTags::OWN));
        }
        if self.places.len() != self.items.len() {
            return Err(FileError::Section(ListTags::PLACES));
        }
        self.taught.check(self.items.len())?;
        // Their parts stand behind those of the look-up.
        each(ListTags::OWN, self.own, |at, row| {
            let items = self.items.len().saturating_sub(at.saturating_mul(BLOCK)).min(BLOCK);
            runs.next(row, &self.parts) && Index::is_sound(row, &self.parts, items, Shares::are_sound)
        })
    }

    /// The covers of a matter by its number, in the order of items; none where no item covers it.
    #[inline]
    pub fn covers_of(&self, number: u16) -> impl Iterator<Item = &'a CoverRow> + use<'a> {
        let covers = self.covers;
        let run = match self.first_of_matter.get(usize::from(number)..).and_then(<[_]>::first_chunk) {
            Some([from, to]) => self.by_matter.get(from.get() as usize..to.get() as usize),
            None => None,
        };
        run.unwrap_or_default().iter().filter_map(|place| covers.get(place.get() as usize))
    }

    /// The tier of an item, counted from 0.
    #[inline]
    #[must_use]
    pub fn tier_of(&self, item: usize) -> usize {
        let [_, second, third, _] = self.township.tiers;
        usize::from(item >= usize::from(second.get())).saturating_add(usize::from(item >= usize::from(third.get())))
    }

    /// 序号 of an item.
    #[inline]
    #[must_use]
    pub fn number_of(&self, item: usize) -> u16 {
        match self.numbers.get(item) {
            Some(number) => number.get(),
            None => (item.saturating_sub(self.tier(self.tier_of(item)).start) as u16).saturating_add(1),
        }
    }

    /// The item of a tier, counted from 0, with this 序号.
    #[inline]
    #[must_use]
    pub fn numbered(&self, tier: usize, number: u16) -> Option<usize> {
        let range = self.tier(tier);
        if !self.numbers.is_empty() {
            let found = self.numbers.get(range.clone())?.binary_search_by_key(&number, |number| number.get()).ok()?;
            return range.start.checked_add(found);
        }
        let index = range.start.checked_add(usize::from(number).checked_sub(1)?)?;
        (index < range.end).then_some(index)
    }

    /// First item of a tier, and the first behind it. Tiers are counted from 0.
    #[inline]
    #[must_use]
    pub fn tier(&self, tier: usize) -> core::ops::Range<usize> {
        let at = |n: usize| self.township.tiers.get(n).map_or(0, |at| usize::from(at.get()));
        at(tier)..at(tier.saturating_add(1))
    }
}

/// Calls `sound` for each row and its place; the first that is not is the error.
pub(crate) fn each<T>(section: Tag, rows: &[T], mut sound: impl FnMut(usize, &T) -> bool) -> Result<(), FileError> {
    match rows.iter().enumerate().find(|&(at, row)| !sound(at, row)) {
        Some((row, _)) => Err(FileError::Row { section, row }),
        None => Ok(()),
    }
}

struct Check<'t, 'a> {
    tables: &'t Tables<'a>,
}

impl Check<'_, '_> {
    fn township(&self) -> Result<(), FileError> {
        let Tables { township, items, departments, categories, .. } = self.tables;
        let row = Err(FileError::Row { section: ListTags::TOWNSHIP, row: 0 });
        let few = [items.len(), departments.len(), categories.len()].into_iter().all(|count| count <= MOST_ROWS);
        let [first, .., last] = township.tiers;
        let in_order = township.tiers.is_sorted_by_key(|at| at.get());
        let texts = [
            township.data_version,
            township.edition,
            township.name,
            township.county,
            township.prefecture,
            township.region,
            township.code,
        ];
        let sound = few
            && first.get() == 0
            && usize::from(last.get()) == items.len()
            && in_order
            && township.made_up < 2
            && texts.into_iter().all(|span| self.texts([span]));
        if sound { Ok(()) } else { row }
    }

    /// That there is a number for each item, where there are any, and that they rise within each tier.
    fn numbers(&self) -> Result<(), FileError> {
        let Tables { numbers, items, .. } = self.tables;
        if numbers.is_empty() {
            return Ok(());
        }
        if numbers.len() != items.len() {
            return Err(FileError::Section(ListTags::NUMBERS));
        }
        each(ListTags::NUMBERS, numbers, |at, number| {
            let before = at.checked_sub(1).filter(|&before| self.tables.tier_of(before) == self.tables.tier_of(at));
            before.and_then(|before| numbers.get(before)).map_or(0, |before| before.get()) < number.get()
        })
    }

    /// Whether each span is a piece of the text with a NUL behind it.
    fn texts<const N: usize>(&self, spans: [Span; N]) -> bool {
        spans.into_iter().all(|span| span.is_piece_of(self.tables.text))
    }

    fn items(&self) -> Result<(), FileError> {
        let Tables { item_departments, groups, takeovers, lines, repairs, related, .. } = self.tables;
        let mut runs: [Runs; 6] = Default::default();
        let [in_departments, in_groups, in_takeovers, in_lines, in_repairs, in_related] = &mut runs;
        each(ListTags::ITEMS, self.tables.items, |at, row| {
            self.texts([row.name])
                && self.is_category(row.category, at)
                && in_departments.next(row.departments, item_departments)
                && in_groups.next(row.upper_duties, groups)
                && in_groups.next(row.township_duties, groups)
                && in_takeovers.next(row.takeovers, takeovers)
                && in_lines.next(row.lines, lines)
                && in_repairs.next(row.repairs, repairs)
                && in_related.next(row.related, related)
        })
    }

    fn links(&self) -> Result<(), FileError> {
        let Tables { items, links, covers, .. } = self.tables;
        if links.len() != items.len() {
            return Err(FileError::Section(ListTags::LINKS));
        }
        let mut all = 0usize;
        let mut runs = Runs::default();
        each(ListTags::LINKS, links, |item, row| {
            all = all.saturating_add(row.covers.len.get() as usize);
            let is_main = |cover: &CoverRow| cover.is(CoverRow::MAIN);
            // The main ones first, of which there is one at least.
            let sound = |covers: &[CoverRow]| {
                covers.iter().all(|cover| usize::from(cover.item.get()) == item)
                    && covers.first().is_none_or(is_main)
                    && covers.is_sorted_by_key(|cover| !is_main(cover))
            };
            runs.next(row.covers, covers) && sound(row.covers.of(covers))
        })?;
        // All of them, so that no cover is of an item beyond the list.
        if all == covers.len() { Ok(()) } else { Err(FileError::Section(ListTags::COVERS)) }
    }

    /// That the covers by matter are all covers, each once.
    fn by_matter(&self) -> Result<(), FileError> {
        let Tables { covers, by_matter, first_of_matter: first, .. } = self.tables;
        let matter = |place: &U32| covers.get(place.get() as usize).map(|cover| (cover.matter.get(), place.get()));
        let rising = |at: usize| at.checked_sub(1).and_then(|at| by_matter.get(at)).and_then(matter);
        each(ListTags::BY_MATTER, by_matter, |at, place| matter(place).is_some() && rising(at) < matter(place))?;
        // Rising, and as many as there are covers.
        if by_matter.len() != covers.len() {
            return Err(FileError::Section(ListTags::BY_MATTER));
        }
        let begins = |number: usize| {
            by_matter.partition_point(|place| matter(place).is_some_and(|(of, _)| usize::from(of) < number))
        };
        each(ListTags::FIRST_OF_MATTER, first, |number, at| at.get() as usize == begins(number))?;
        let all = first.last().map_or(0, |last| last.get() as usize) == covers.len();
        if all { Ok(()) } else { Err(FileError::Section(ListTags::FIRST_OF_MATTER)) }
    }

    /// Whether a category is one of the item's tier.
    fn is_category(&self, category: U16, item: usize) -> bool {
        let row = self.tables.categories.get(usize::from(category.get()));
        row.is_some_and(|row| usize::from(row.tier) == self.tables.tier_of(item))
    }

    fn is_item(&self, item: U16) -> bool {
        usize::from(item.get()) < self.tables.items.len()
    }

    fn is_department(&self, department: U16) -> bool {
        usize::from(department.get()) < self.tables.departments.len()
    }

    fn department_or_none(&self, department: U16) -> bool {
        department.get() == NO_DEPARTMENT || self.is_department(department)
    }
}
