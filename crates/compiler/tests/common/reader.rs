//! Reads a list back through its tables, and compares every field with what it was compiled from.

use lvzhi_compiler::bind::bind;
use lvzhi_compiler::compile;
use lvzhi_compiler::model::{Cover, From, Item, List, Tier};
use lvzhi_tables::fold::folded;
use lvzhi_tables::layout::{CoverRow, GroupRow, NO_DEPARTMENT, Run, Span};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::row::U16;
use lvzhi_tables::scores::Scores;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a run, all of which are there.
fn rows<T>(rows: &[T], run: Run) -> &[T] {
    let found = run.of(rows);
    assert_eq!(found.len(), run.len.get() as usize, "{run:?}");
    found
}

/// The covers of each item, those of a wider matter also for its parts where no item covers these.
pub(crate) fn spread(list: &List, matters: &Matters<'_>) -> Vec<Vec<Cover>> {
    let bound = bind(list, matters);
    let is_covered = |matter: u16| bound.iter().flatten().any(|cover| cover.matter == matter);
    let mut all = bound.clone();
    for (covers, bound) in all.iter_mut().zip(&bound) {
        for cover in bound {
            for (at, row) in matters.matters.iter().enumerate() {
                let part = at as u16 + 1;
                if row.within.get() == cover.matter && !is_covered(part) {
                    covers.push(Cover { matter: part, ..*cover });
                }
            }
        }
    }
    all
}

/// Whether editors stated what each item covers and, for 98 of 100 items, the best covered matter for the name is a main one of the item.
fn led(list: &List, covers: &[Vec<Cover>], matters: &Matters<'_>) -> bool {
    let mut led = 0;
    for (item, own) in list.items.iter().zip(covers) {
        if own.iter().all(|cover| cover.from != From::Stated) {
            return false;
        }
        let scores = Scores::of(matters, &item.name, Reading::Whole).unwrap();
        let best = covers.iter().flatten().map(|cover| scores.matter(cover.matter)).fold(f32::NEG_INFINITY, f32::max);
        led += usize::from(own.iter().any(|cover| cover.main && scores.matter(cover.matter) == best));
    }
    led * 100 >= list.items.len() * 98
}

/// Reads a list back through its tables.
struct Reader<'a> {
    led: bool,
    list: &'a List,
    covers: &'a [Vec<Cover>],
    tables: Tables<'a>,
}

impl<'a> Reader<'a> {
    /// The text of a span, which has a NUL behind it, as the text before it has.
    fn text(&self, span: Span) -> &'a str {
        let bytes = self.tables.text.as_bytes();
        let (start, len) = (span.start.get() as usize, span.len.get() as usize);
        assert_eq!(bytes[start + len], 0, "{span:?}");
        assert!(start == 0 || bytes[start - 1] == 0, "{span:?}");
        let text = span.of(self.tables.text);
        assert_eq!(text.len(), len);
        assert!(!text.contains('\0'));
        text
    }

    fn optional(&self, span: Span) -> Option<String> {
        Some(self.text(span).to_owned()).filter(|text| !text.is_empty())
    }

    fn texts(&self, run: Run) -> Vec<String> {
        let spans = rows(self.tables.spans, run);
        spans.iter().map(|&span| self.text(span).to_owned()).collect()
    }

    fn department(&self, row: U16) -> Option<usize> {
        (row.get() != NO_DEPARTMENT)
            .then(|| usize::from(row.get()))
            .inspect(|&at| assert!(at < self.list.departments.len()))
    }

    fn groups(&self, run: Run) -> Vec<(Option<String>, Option<usize>, Vec<String>)> {
        let group =
            |row: &GroupRow| (self.optional(row.heading), self.department(row.department), self.texts(row.duties));
        rows(self.tables.groups, run).iter().map(group).collect()
    }

    fn item(&self, at: usize, item: &Item) {
        let row = self.tables.items[at];
        let category = self.tables.categories[usize::from(row.category.get())];
        assert_eq!((category.tier, self.text(category.name)), (item.tier as u8, item.category.as_str()));
        assert_eq!(self.text(row.name), item.name);
        let departments = rows(self.tables.item_departments, row.departments);
        assert!(departments.iter().map(|at| usize::from(at.get())).eq(item.departments.iter().copied()));
        for (run, groups) in [(row.upper_duties, &item.upper_duties), (row.township_duties, &item.township_duties)] {
            let model = groups.iter().map(|group| (group.heading.clone(), group.department, group.duties.clone()));
            assert!(model.eq(self.groups(run)), "{}", item.id());
        }
        let takeovers = rows(self.tables.takeovers, row.takeovers).iter();
        let takeovers =
            takeovers.map(|takeover| (self.department(takeover.department), self.optional(takeover.method)));
        assert!(takeovers.eq(item.takeover.iter().map(|takeover| (takeover.department, takeover.method.clone()))));
        let lines = rows(self.tables.lines, row.lines).iter().map(|line| line.get());
        assert!(lines.eq(item.lines.iter().map(|&line| u32::from(line))));
        let repairs = rows(self.tables.repairs, row.repairs);
        assert_eq!(repairs.len(), item.repairs.len());
        for (row, repair) in repairs.iter().zip(&item.repairs) {
            let texts = [row.field, row.scanned, row.basis].map(|span| self.text(span));
            assert_eq!(texts, [&repair.field, &repair.scanned, &repair.basis]);
            assert_eq!(self.optional(row.basis_zh), repair.basis_zh);
            assert_eq!(row.kind, repair.kind as u8);
        }
        let related = rows(self.tables.related, row.related);
        assert!(related.len() <= 3 && related.iter().collect::<BTreeSet<_>>().len() == related.len());
        assert!(related.iter().all(|other| self.list.items[usize::from(other.get())].tier != item.tier));
        let link = &self.tables.links[at];
        self.cover(rows(self.tables.covers, link.covers), &self.covers[at]);
        let mains = |at: usize| self.covers[at].iter().filter(|cover| cover.main).map(|cover| cover.matter);
        let is_main = |matter: u16, other: usize| other != at && mains(other).any(|main| main == matter);
        let shared = mains(at).any(|matter| (0..self.list.items.len()).any(|other| is_main(matter, other)));
        let phrases = self.list.phrases.iter().any(|(of, _)| *of == at);
        let expected = match (self.led, shared || phrases) {
            (true, false) => 0,
            (true, true) => 16,
            (false, _) => 4 * 64,
        };
        assert_eq!(link.own_weight.get(), expected, "{}", item.name);
        // Its place: tier and number are arithmetic.
        assert_eq!(self.tables.tier(item.tier as usize).start + usize::from(item.number) - 1, at);
        assert_eq!(self.tables.tier_of(at), item.tier as usize);
    }

    /// The main cover first, the others as they were.
    fn cover(&self, rows: &[CoverRow], covers: &[Cover]) {
        assert_eq!(rows.len(), covers.len());
        let (main, beside): (Vec<&Cover>, Vec<&Cover>) = covers.iter().partition(|cover| cover.main);
        assert_eq!(main.is_empty(), covers.is_empty());
        for (row, cover) in rows.iter().zip(main.into_iter().chain(beside)) {
            assert_eq!((row.matter.get(), row.is(CoverRow::MAIN)), (cover.matter, cover.main));
            match cover.from {
                From::Stated => {
                    assert_eq!((row.sure, row.is(CoverRow::STATED), row.is(CoverRow::WEAK)), (255, true, false));
                    assert_eq!(row.offset.get(), if cover.main { 0 } else { -307 });
                }
                From::Bound { confidence, behind } => {
                    assert!((f32::from(row.sure) / 254.0 - confidence).abs() < 0.005 && !row.is(CoverRow::STATED));
                    assert_eq!(row.is(CoverRow::WEAK), confidence < 0.55 || behind >= 1.5);
                    assert!((row.offset() + 0.3 * behind).abs() < 0.001);
                }
            }
        }
    }

    fn township(&self) {
        let (row, township) = (self.tables.township, &self.list.township);
        let texts = [row.name, row.county, row.prefecture, row.region, row.code, row.edition, row.data_version];
        let model = [
            &township.name,
            &township.county,
            &township.prefecture,
            &township.region,
            &township.code,
            &township.edition,
            &township.data_version,
        ];
        assert_eq!(texts.map(|span| self.text(span).to_owned()), model.map(Clone::clone));
        assert_eq!(row.made_up, u8::from(township.made_up));
        assert_eq!(row.items.map(U16::get), township.items);
        assert_eq!(row.categories.map(|count| usize::from(count.get())), township.categories.each_ref().map(Vec::len));
        assert_eq!(row.departments.map(U16::get), township.departments.map(|declared| declared.unwrap_or(0)));
        for (tier, missing) in Tier::ALL.into_iter().zip(row.missing_departments) {
            let stated =
                township.missing_departments.iter().filter(|entry| entry.tier == tier).map(|entry| entry.count);
            assert_eq!(missing.get(), stated.sum::<u16>());
        }
        let figures: Vec<_> = self
            .tables
            .figures
            .iter()
            .map(|row| (self.text(row.key), self.text(row.name), row.value.get(), self.text(row.unit)))
            .collect();
        let model = township.figures.iter().map(|f| (f.key.as_str(), f.name.as_str(), f.value, f.unit.as_str()));
        assert!(model.eq(figures));
        let categories: Vec<_> = self.tables.categories.iter().map(|row| (row.tier, self.text(row.name))).collect();
        let model = Tier::ALL.into_iter().zip(&township.categories);
        assert!(
            model.flat_map(|(tier, names)| names.iter().map(move |name| (tier as u8, name.as_str()))).eq(categories)
        );
        for row in self.tables.categories {
            let holds = |item: &&Item| item.tier as u8 == row.tier && item.category == self.text(row.name);
            assert_eq!(usize::from(row.items.get()), self.list.items.iter().filter(holds).count());
        }
    }

    fn departments(&self) {
        assert_eq!(self.tables.departments.len(), self.list.departments.len());
        for (at, (row, department)) in self.tables.departments.iter().zip(&self.list.departments).enumerate() {
            assert_eq!([row.name, row.short].map(|span| self.text(span)), [&department.name, &department.short]);
            assert_eq!(self.texts(row.aliases), department.aliases);
            assert_eq!(row.kind, department.kind as u8);
            let names = |item: &Item| {
                item.departments.contains(&at) || item.takeover.iter().any(|takeover| takeover.department == Some(at))
            };
            let model = (0u16..).zip(&self.list.items).filter(|(_, item)| names(item)).map(|(at, _)| at);
            assert!(
                rows(self.tables.department_items, row.items).iter().map(|at| at.get()).eq(model),
                "{}",
                department.name
            );
        }
    }

    /// Each text, as printed, folded, and without punctuation, leads to its place, and nothing else leads anywhere.
    fn keys(&self) {
        let both = |text: &String, at: u16| [(key(text), at), (words(text), at), (text.clone(), at)];
        let names = self.list.items.iter().zip(0u16..).flat_map(|(item, at)| both(&item.name, at)).collect();
        let spellings = self.list.departments.iter().zip(0u16..).flat_map(|(department, at)| {
            [&department.name, &department.short]
                .into_iter()
                .chain(&department.aliases)
                .flat_map(move |text| both(text, at))
        });
        let mut longest = 0;
        for (table, model) in
            [(self.tables.names, names), (self.tables.spellings, spellings.collect::<BTreeMap<_, _>>())]
        {
            let model: BTreeMap<String, u16> = model;
            let kept: BTreeMap<String, u16> =
                table.keys.iter().map(|row| (self.text(row.key).to_owned(), row.value.get())).collect();
            assert_eq!((&kept, kept.len()), (&model, table.keys.len()));
            for (key, &at) in &model {
                assert_eq!(table.get(self.tables.text, key.as_bytes()), Some(at), "{key}");
                assert_eq!(table.get(self.tables.text, format!("{key}一").as_bytes()), None);
                longest = longest.max(key.len());
                let mut cut = key.clone();
                cut.pop();
                assert_eq!(table.get(self.tables.text, cut.as_bytes()), model.get(&cut).copied());
            }
        }
        assert_eq!(usize::from(self.tables.township.longest_key.get()), longest);
    }

    fn all(&self) {
        let ends = Tier::ALL.map(|tier| self.list.items.iter().filter(|item| item.tier <= tier).count() as u16);
        assert_eq!(self.tables.township.tiers.map(U16::get), [0, ends[0], ends[1], ends[2]]);
        assert_eq!(self.tables.items.len(), self.list.items.len());
        for (at, item) in self.list.items.iter().enumerate() {
            self.item(at, item);
        }
        self.township();
        self.departments();
        self.keys();
        // The text is pieces with a NUL behind each, none of them twice; the empty one is the first.
        assert!(self.tables.text.starts_with('\0') && self.tables.text.ends_with('\0'));
        let pieces: Vec<&str> = self.tables.text[1..].split_terminator('\0').collect();
        assert_eq!(pieces.iter().collect::<BTreeSet<_>>().len(), pieces.len());
        assert!(pieces.iter().all(|piece| !piece.is_empty()));
    }
}

pub(crate) fn key(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

pub(crate) fn words(text: &str) -> String {
    key(text).chars().filter(|&c| c.is_alphanumeric()).collect()
}

/// Compiles a list, and reads it back.
pub(crate) fn reads_back(list: &List, matters: &Matters<'_>) -> Vec<u8> {
    let bytes = compile(list, matters).unwrap();
    let tables = Tables::open(&bytes).unwrap();
    let covers = &spread(list, matters);
    Reader { led: led(list, covers, matters), list, covers, tables }.all();
    bytes
}
