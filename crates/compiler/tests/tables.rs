//! What is compiled equals what was read: every field of every item, read back through the tables; the same bytes each time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::built_in;
use common::files::Raw;
use common::small::{SMALL, small, small_matters, small_matters_file, write};
use lvzhi_compiler::bind::bind;
use lvzhi_compiler::learn::{Example, Learnt};
use lvzhi_compiler::model::{Cover, From, Group, Item, List, Tier};
use lvzhi_compiler::{CompileError, compile, parse};
use lvzhi_tables::MATTERS;
use lvzhi_tables::fold::folded;
use lvzhi_tables::index::MOST_POSTINGS;
use lvzhi_tables::layout::{CoverRow, GroupRow, NO_DEPARTMENT, Run, Span};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::own::BLOCK;
use lvzhi_tables::rank::{Scores, rank};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::row::U16;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a run, all of which are there.
fn rows<T>(rows: &[T], run: Run) -> &[T] {
    let found = run.of(rows);
    assert_eq!(found.len(), run.len.get() as usize, "{run:?}");
    found
}

/// The covers of each item, those of a wider matter also for its parts where no item covers these.
fn spread(list: &List, matters: &Matters<'_>) -> Vec<Vec<Cover>> {
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
                    assert!((row.offset() + 0.45 * behind).abs() < 0.001);
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

fn key(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

fn words(text: &str) -> String {
    key(text).chars().filter(|&c| c.is_alphanumeric()).collect()
}

/// Compiles a list, and reads it back.
fn reads_back(list: &List, matters: &Matters<'_>) -> Vec<u8> {
    let bytes = compile(list, matters).unwrap();
    let tables = Tables::open(&bytes).unwrap();
    let covers = &spread(list, matters);
    Reader { led: led(list, covers, matters), list, covers, tables }.all();
    bytes
}

#[test]
fn a_small_list_reads_back() {
    let list = small();
    assert_eq!(list.items.iter().map(Item::id).collect::<Vec<_>>(), ["B001", "B002", "C001", "C002", "R001", "R002"]);
    assert_eq!(list.items[2].departments, [1, 0, 2]);
    assert_eq!(list.items[1].name, "宣传\"两个确立\"，抓好Ａ类、B类党组织");
    let matters = small_matters_file();
    let matters = Matters::open(&matters).unwrap();
    let bytes = reads_back(&list, &matters);
    let tables = Tables::open(&bytes).unwrap();
    assert_eq!(tables.names.get(tables.text, "宣传\"两个确立\",抓好a类,b类党组织".as_bytes()), Some(1));
    assert_eq!(tables.spellings.get(tables.text, "stategrid清河".as_bytes()), Some(2));
    // 发放补贴。 stands on both sides and is kept once.
    assert_eq!(tables.text.matches("发放补贴。").count(), 1);
    // Even so few words are told apart: by stated covers, by bound ones, by the list's own phrases.
    for (text, item) in [("家里揭不开锅", 0), ("残疾证能领多少钱", 2), ("违法建筑", 4)] {
        let ranking = rank(&matters, &tables, text, Reading::Whole, 3).unwrap();
        assert_eq!(ranking.best[0].item, item, "{text}");
    }
    assert_eq!(rank(&matters, &tables, "🦀 !?", Reading::Whole, 3), None);
    // Figures of the profile stand as they were.
    assert_eq!(tables.figures[0].value.get(), u64::MAX);
}

#[test]
fn what_an_editor_states_is_kept_and_the_rest_is_bound() {
    let list = small();
    let bytes = small_matters_file();
    let matters = Matters::open(&bytes).unwrap();
    let covers = bind(&list, &matters);
    let stated = |matter, main| Cover { matter, main, from: From::Stated };
    assert_eq!(covers[0], [stated(1, true), stated(3, false)]);
    // A bound cover of the file is bound anew, by the item's words.
    let main = covers[4].first().unwrap();
    assert!(
        main.main
            && main.matter == 3
            && matches!(main.from, From::Bound { confidence, behind } if confidence != 0.5 && behind == 0.0)
    );
    for covers in covers.iter().filter(|covers| !covers.is_empty()) {
        assert_eq!(covers.iter().filter(|cover| cover.main).count(), 1);
        assert!(covers[0].main && covers.len() <= 5);
    }
}

#[test]
fn own_words_rank_where_nothing_else_tells_items_apart() {
    let matters = Matters::open(MATTERS).unwrap();
    let mut list = parse(built_in()).unwrap();
    let main = |list: &List, of: usize| list.covers.iter().position(|(item, cover)| *item == of && cover.main).unwrap();
    // The second item is mainly about what the first is about; the third has a phrase.
    let (first, second) = (main(&list, 0), main(&list, 1));
    list.covers[second].1.matter = list.covers[first].1.matter;
    list.phrases.push((2, "家里揭不开锅了".to_owned()));
    let bytes = reads_back(&list, &matters);
    let tables = Tables::open(&bytes).unwrap();
    let weights: Vec<u16> = tables.links.iter().map(|link| link.own_weight.get()).collect();
    assert_eq!(weights[..5], [16, 16, 16, 0, 0]);
    assert!(weights[5..].iter().all(|&weight| weight == 0 || weight == 16));
    let ranking = rank(&matters, &tables, &list.items[1].name, Reading::Whole, 16).unwrap();
    let found = ranking.best.iter().find(|candidate| candidate.item < 2).unwrap();
    assert_eq!(found.item, 1, "of two items of one matter the one that the text names");
    // Where nobody stated what an item covers, and where matters lead elsewhere, all words count.
    let weights = |list: &List| -> Vec<u16> {
        let bytes = reads_back(list, &matters);
        Tables::open(&bytes).unwrap().links.iter().map(|link| link.own_weight.get()).collect()
    };
    let mut unstated = list.clone();
    unstated.covers.retain(|(item, _)| *item != 3);
    for item in 0..10 {
        let (one, other) = (main(&list, 2 * item), main(&list, 2 * item + 1));
        let matter = list.covers[one].1.matter;
        list.covers[one].1.matter = list.covers[other].1.matter;
        list.covers[other].1.matter = matter;
    }
    for list in [unstated, list] {
        assert!(weights(&list).iter().all(|&weight| weight == 4 * 64));
    }
}

#[test]
fn the_built_in_list_and_the_made_up_one_read_back() {
    let matters = Matters::open(MATTERS).unwrap();
    let built_in = parse(built_in()).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tongxi");
    let made_up = lvzhi_compiler::read(&folder).unwrap();
    assert!(made_up.township.made_up && !built_in.township.made_up);
    for list in [built_in, made_up] {
        let bytes = reads_back(&list, &matters);
        // The same list gives the same bytes.
        assert!(bytes == compile(&list, &matters).unwrap(), "two builds differ");
        for path in [env!("CARGO_MANIFEST_DIR"), "/work", "/home", "/tmp", "/root", ":\\", "data/xiamale", ".toml"] {
            assert!(!Tables::open(&bytes).unwrap().text.contains(path), "{path} is in the file");
        }
    }
}

#[test]
fn the_file_is_the_same_wherever_the_list_lies() {
    let bytes = small_matters_file();
    let matters = Matters::open(&bytes).unwrap();
    let list = small();
    let written = compile(&list, &matters).unwrap();
    // From a folder with a name of its own, in a thread of its own.
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &SMALL);
    let path = folder.path().to_owned();
    let read = std::thread::spawn(move || lvzhi_compiler::read(&path).unwrap()).join().unwrap();
    assert_eq!(read, list);
    assert_eq!(written, compile(&read, &matters).unwrap());
}

#[test]
fn sections_stand_one_behind_the_other_and_fill_the_file() {
    let matters = small_matters_file();
    let list = compile(&small(), &Matters::open(&matters).unwrap()).unwrap();
    for bytes in [list, matters] {
        let Raw { sections } = Raw::of(&bytes);
        let mut at = 24 + 12 * sections.len();
        for place in &sections {
            assert_eq!(place.start, at);
            at += place.length;
        }
        assert_eq!(at, bytes.len());
    }
}

#[test]
fn matters_read_back() {
    let model = small_matters();
    let bytes = small_matters_file();
    let matters = Matters::open(&bytes).unwrap();
    let text = |span: Span| span.of(matters.text);
    assert_eq!(text(matters.head.fingerprint), model.fingerprint);
    assert_eq!(text(matters.head.version), env!("CARGO_PKG_VERSION"));
    assert_eq!((matters.head.right, matters.head.listed), (model.calibration.right, model.calibration.listed));
    for (rows, named) in [(matters.acts, &model.acts), (matters.fields, &model.fields)] {
        let read: Vec<(&str, &str)> = rows.iter().map(|row| (text(row.key), text(row.name))).collect();
        assert_eq!(read, named.iter().map(|named| (named.key.as_str(), named.name.as_str())).collect::<Vec<_>>());
    }
    assert_eq!(matters.matters.len(), model.matters.len());
    for (row, matter) in matters.matters.iter().zip(&model.matters) {
        assert_eq!((text(row.thing), text(row.name)), (matter.thing.as_str(), model.name(matter).as_str()));
        assert_eq!((usize::from(row.act.get()), usize::from(row.field.get())), (matter.act, matter.field));
        assert_eq!(text(row.body), matter.body.as_deref().unwrap_or_default());
        assert_eq!(text(row.basis), matter.basis.as_deref().unwrap_or_default());
    }
    assert_eq!(matters.bias.len(), model.matters.len() + 1);
    assert_eq!(text(matters.matters[0].name), "最低生活保障 · 申请");
}

#[test]
fn what_leads_nowhere_stops_the_build() {
    let bytes = small_matters_file();
    let matters = Matters::open(&bytes).unwrap();
    let broken = |break_it: &dyn Fn(&mut List)| {
        let mut list = small();
        break_it(&mut list);
        compile(&list, &matters).unwrap_err()
    };
    let missing = |what, index, rows| CompileError::Missing { what, index, rows };
    assert_eq!(broken(&|list| list.covers[0].0 = 6), missing("item", 6, 6));
    assert_eq!(broken(&|list| list.phrases[1].0 = 99), missing("item", 99, 6));
    assert_eq!(broken(&|list| list.items[2].departments[1] = 3), missing("department", 3, 3));
    assert_eq!(broken(&|list| list.items[2].upper_duties[1].department = Some(7)), missing("department", 7, 3));
    assert_eq!(broken(&|list| list.items[5].takeover[0].department = Some(3)), missing("department", 3, 3));
    assert_eq!(broken(&|list| list.items[5].category = "党的建设".into()), missing("an undeclared category", 5, 5));
    let many = broken(&|list| list.departments = vec![list.departments[0].clone(); 65_535]);
    assert_eq!(many, CompileError::TooLarge { what: "departments", found: 65_535, most: 65_534 });
    let shown = many.to_string();
    assert_eq!(shown, "65535 departments, at most 65534; leave some out");
    // Whoever learns from a matter that is not there is told, too.
    let model = small_matters();
    let example = Example { text: "低保", matter: Some(4) };
    assert_eq!(Learnt::from(&model, &[example]).unwrap_err(), missing("matter", 4, 4));
}

#[test]
fn own_words_beyond_the_room_of_an_index_keep_the_larger_weights() {
    let bytes = small_matters_file();
    let matters = Matters::open(&bytes).unwrap();
    let mut list = small();
    let first = list.items[0].clone();
    list.covers.clear();
    list.phrases.clear();
    // A block of items, each with a third of the characters, some more often: more postings than an index has bytes for.
    let chars: Vec<char> = ('\u{4E00}'..'\u{9000}').collect();
    let item = |n: usize| {
        let mut item = first.clone();
        item.number = n as u16 + 1;
        item.name = format!("第{n}项{}", chars[n]);
        let duty = |part: usize| chars.iter().skip(n % 3).step_by(3).take(450 * (part + 1)).collect::<String>();
        item.township_duties = vec![Group { heading: None, department: None, duties: (0..6).map(duty).collect() }];
        item
    };
    list.items = (0..BLOCK).map(item).collect();
    list.township.items = [BLOCK as u16, 0, 0];
    list.township.categories = [vec![first.category.clone()], Vec::new(), Vec::new()];
    let bytes = compile(&list, &matters).unwrap();
    let tables = Tables::open(&bytes).unwrap();
    assert!(tables.parts.postings.len() > MOST_POSTINGS / 4, "{}", tables.parts.postings.len());
    assert_eq!(tables.names.get(tables.text, list.items[77].name.as_bytes()), Some(77));
}

#[test]
fn a_list_without_words_of_people_compiles_and_one_without_items_does_not_open() {
    let bytes = small_matters_file();
    let matters = Matters::open(&bytes).unwrap();
    let mut own = small();
    own.phrases.clear();
    own.covers.clear();
    let list = reads_back(&own, &matters);
    let tables = Tables::open(&list).unwrap();
    assert_eq!(rank(&matters, &tables, "残疾人补贴", Reading::Whole, 1).unwrap().best[0].item, 2);
    // A folder without items is refused before; so is a file.
    own.items.clear();
    own.departments.clear();
    own.township.items = [0; 3];
    own.township.categories = Default::default();
    assert!(Tables::open(&compile(&own, &matters).unwrap()).is_err());
}
