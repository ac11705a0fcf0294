//! What is compiled equals what was read: every field of every item, read back through the tables; the same bytes each time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{built_in, text};
use lvzhi_compiler::model::{Item, List, Tier};
use lvzhi_compiler::{BuiltTables, Sources, parse, source};
use lvzhi_tables::fold::folded;
use lvzhi_tables::layout::{GroupRow, NO_DEPARTMENT, Run, Span, Tables, piece, rows};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Six items that hold whatever an item may hold: headings, groups of departments, lost cells, texts that stand twice.
const SMALL: [(&str, &str); 9] = [
    (
        "township.toml",
        r#"
data_version = "small-1"
name = "柳树乡"
county = "清河县"
prefecture = "临江市"
region = "江东省"
code = "990101201"

[[figure]]
key = "villages"
name = "行政村"
value = 18446744073709551615
unit = "个"

[declared]
items = { basic = 2, cooperative = 2, reclaimed = 2 }
departments = { cooperative = 4, reclaimed = 1 }

[declared.categories]
basic = ["民生服务", "党的建设"]
cooperative = ["民生服务"]
reclaimed = ["城乡建设", "民生服务"]

[[missing_departments]]
tier = "cooperative"
count = 1
hidden_in = ["C002"]
basis = "the cell is lost"
"#,
    ),
    (
        "departments.toml",
        r#"
[[department]]
name = "清河县民政局"
short = "县民政局"
kind = "government"
aliases = ["民政局", "民政"]

[[department]]
name = "清河县残联"
short = "清河县 残联"
kind = "mass_organisation"

[[department]]
name = "清河县供电公司"
short = "供电公司"
kind = "public_institution"
aliases = ["State Grid 清河", "国网\"清河\""]
"#,
    ),
    (
        "basic.toml",
        r#"
[[item]]
number = 1
lines = [1]
category = "民生服务"
name = "做好低保、特困人员救助供养申请受理"

[[item]]
number = 2
lines = [2, 9]
category = "党的建设"
name = "宣传\"两个确立\"，抓好Ａ类、B类党组织"

[[item.repairs]]
field = "category"
scanned = ""
kind = "restored"
basis = "the cell is empty"
"#,
    ),
    (
        "cooperative.toml",
        r#"
[[item]]
number = 1
lines = [3, 4]
category = "民生服务"
name = "残疾人两项补贴发放"
departments = ["清河县残联", "清河县民政局", "清河县供电公司"]

[[item.upper_duties]]
heading = "一、审核"
department = "清河县民政局"
duties = ["审核材料；", "发放补贴。"]

[[item.upper_duties]]
department = "清河县残联"
duties = ["认定残疾等级。"]

[[item.township_duties]]
duties = ["发放补贴。", "受理申请，逐户核实。"]

[[item]]
number = 2
lines = [5]
category = "民生服务"
name = "线路下的树木修剪"

[[item.upper_duties]]
heading = "二、停电"
duties = []

[[item.township_duties]]
duties = ["组织村民修剪线路下的树木。"]

[[item.repairs]]
field = "departments"
scanned = "県"
kind = "unreadable"
basis = "the cell is lost"

[[item.repairs]]
field = "upper_duties[0].duties"
scanned = ""
kind = "supplied"
basis = "cut off after the heading"
"#,
    ),
    (
        "reclaimed.toml",
        r#"
[[item]]
number = 1
lines = [6]
category = "城乡建设"
name = "拆除违法建筑"

[[item.takeover]]
method = "不再开展此项工作。"

[[item]]
number = 2
lines = [7]
category = "民生服务"
name = "残疾人两项补贴的追缴"

[[item.takeover]]
department = "清河县民政局"
method = "由县民政局追缴。"

[[item.takeover]]
department = "清河县民政局"

[[item.repairs]]
field = "takeover[1].method"
scanned = ""
kind = "unreadable"
basis = "cut off"
"#,
    ),
    ("source.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
    ("phrases.tsv", "B001\t家里揭不开锅了\nC001\t残疾证每月能领多少钱\nC002\t树枝碰到电线了\n"),
    ("outside.tsv", "天气\t明天下雨吗\n快递\t快递丢了找谁\n"),
    ("background.txt", "您好\n请问一下\n"),
];

fn small() -> List {
    let mut files = SMALL.map(|(name, text)| (name, text.to_owned())).to_vec();
    files.push(("calibration.toml", text(built_in(), "calibration.toml").to_owned()));
    parse(&Sources { folder: "/srv/township/small".into(), files }).unwrap()
}

/// Reads a list back through its tables.
struct Reader<'a> {
    list: &'a List,
    tables: Tables<'a>,
}

impl Reader<'_> {
    /// The text of a span, which has a NUL behind it, as the text before it has.
    fn text(&self, span: Span) -> &str {
        let bytes = self.tables.text.as_bytes();
        assert_eq!(bytes[span.start as usize + span.len as usize], 0, "{span:?}");
        assert!(span.start == 0 || bytes[span.start as usize - 1] == 0, "{span:?}");
        let text = piece(self.tables.text, span);
        assert_eq!(text.len(), span.len as usize);
        assert!(!text.contains('\0'));
        text
    }

    fn optional(&self, span: Span) -> Option<String> {
        Some(self.text(span).to_owned()).filter(|text| !text.is_empty())
    }

    fn texts(&self, run: Run) -> Vec<String> {
        let spans = rows(self.tables.spans, run);
        assert_eq!(spans.len(), run.len as usize);
        spans.iter().map(|&span| self.text(span).to_owned()).collect()
    }

    fn department(&self, row: u8) -> Option<usize> {
        (row != NO_DEPARTMENT).then(|| usize::from(row)).inspect(|&at| assert!(at < self.list.departments.len()))
    }

    fn groups(&self, run: Run) -> Vec<(Option<String>, Option<usize>, Vec<String>)> {
        let group =
            |row: &GroupRow| (self.optional(row.heading), self.department(row.department), self.texts(row.duties));
        rows(self.tables.groups, run).iter().map(group).collect()
    }

    fn item(&self, at: usize, item: &Item) {
        let row = self.tables.items[at];
        let category = self.tables.categories[usize::from(row.category)];
        assert_eq!((category.tier, self.text(category.name)), (item.tier as u8, item.category.as_str()));
        assert_eq!(self.text(row.name), item.name);
        let departments = rows(self.tables.item_departments, row.departments);
        assert!(departments.iter().map(|&at| usize::from(at)).eq(item.departments.iter().copied()));
        for (run, groups) in [(row.upper_duties, &item.upper_duties), (row.township_duties, &item.township_duties)] {
            let model = groups.iter().map(|group| (group.heading.clone(), group.department, group.duties.clone()));
            assert!(model.eq(self.groups(run)), "{}", item.id());
        }
        let takeovers = rows(self.tables.takeovers, row.takeovers).iter();
        let takeovers =
            takeovers.map(|takeover| (self.department(takeover.department), self.optional(takeover.method)));
        assert!(takeovers.eq(item.takeover.iter().map(|takeover| (takeover.department, takeover.method.clone()))));
        assert_eq!(rows(self.tables.lines, row.lines), item.lines);
        let repairs = rows(self.tables.repairs, row.repairs);
        assert_eq!(repairs.len(), item.repairs.len());
        for (row, repair) in repairs.iter().zip(&item.repairs) {
            let texts = [row.field, row.scanned, row.basis].map(|span| self.text(span));
            assert_eq!(texts, [&repair.field, &repair.scanned, &repair.basis]);
            assert_eq!(self.optional(row.basis_zh), repair.basis_zh);
            assert_eq!(usize::from(row.kind), repair.kind);
        }
        let related = rows(self.tables.related, row.related);
        assert!(related.len() <= 3 && related.iter().collect::<BTreeSet<_>>().len() == related.len());
        assert!(related.iter().all(|&other| self.list.items[usize::from(other)].tier != item.tier));
        // Its place: tier and number are arithmetic.
        let first = usize::from(self.tables.tiers[item.tier as usize]);
        assert_eq!(at, first + usize::from(item.number) - 1);
    }

    fn township(&self) {
        let (row, township) = (self.tables.township, &self.list.township);
        let texts = [row.name, row.county, row.prefecture, row.region, row.code, self.tables.data_version];
        let model = [&township.name, &township.county, &township.prefecture, &township.region, &township.code];
        assert!(texts.iter().map(|&span| self.text(span)).eq(model.into_iter().chain([&township.data_version])));
        assert_eq!(row.items, township.items);
        assert_eq!(row.categories.map(usize::from), township.categories.each_ref().map(Vec::len));
        assert_eq!(row.departments, township.departments.map(|declared| declared.unwrap_or(0)));
        for (tier, missing) in Tier::ALL.into_iter().zip(row.missing_departments) {
            let stated =
                township.missing_departments.iter().filter(|entry| entry.tier == tier).map(|entry| entry.count);
            assert_eq!(missing, stated.sum::<u16>());
        }
        let figures: Vec<_> = self
            .tables
            .figures
            .iter()
            .map(|row| (self.text(row.key), self.text(row.name), row.value, self.text(row.unit)))
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
            assert_eq!(usize::from(row.items), self.list.items.iter().filter(holds).count());
        }
    }

    fn departments(&self) {
        assert_eq!(self.tables.departments.len(), self.list.departments.len());
        for (at, (row, department)) in self.tables.departments.iter().zip(&self.list.departments).enumerate() {
            assert_eq!([row.name, row.short].map(|span| self.text(span)), [&department.name, &department.short]);
            assert_eq!(self.texts(row.aliases), department.aliases);
            assert_eq!(usize::from(row.kind), department.kind);
            let names = |item: &Item| {
                item.departments.contains(&at) || item.takeover.iter().any(|takeover| takeover.department == Some(at))
            };
            let model = (0u16..).zip(&self.list.items).filter(|(_, item)| names(item)).map(|(at, _)| at);
            assert!(rows(self.tables.department_items, row.items).iter().copied().eq(model), "{}", department.name);
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
                table.keys.iter().map(|row| (self.text(row.key).to_owned(), row.value)).collect();
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
        assert_eq!(self.tables.longest_key as usize, longest);
    }

    fn all(&self) {
        let ends = Tier::ALL.map(|tier| self.list.items.iter().filter(|item| item.tier <= tier).count() as u16);
        assert_eq!(self.tables.tiers, [0, ends[0], ends[1], ends[2]]);
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
        let index = self.tables.index;
        let calibration = self.list.calibration;
        assert_eq!((index.right, index.listed), (calibration.right, calibration.listed));
    }
}

fn key(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

fn words(text: &str) -> String {
    key(text).chars().filter(|&c| c.is_alphanumeric()).collect()
}

#[test]
fn a_small_list_reads_back() {
    let list = small();
    assert_eq!(list.items.iter().map(Item::id).collect::<Vec<_>>(), ["B001", "B002", "C001", "C002", "R001", "R002"]);
    assert_eq!(list.items[2].departments, [1, 0, 2]);
    assert_eq!(list.items[1].name, "宣传\"两个确立\"，抓好Ａ类、B类党组织");
    let built = BuiltTables::of(&list);
    let tables = built.tables();
    Reader { list: &list, tables }.all();
    assert_eq!(tables.names.get(tables.text, "宣传\"两个确立\",抓好a类,b类党组织".as_bytes()), Some(1));
    assert_eq!(tables.spellings.get(tables.text, "stategrid清河".as_bytes()), Some(2));
    // 发放补贴。 stands on both sides and is kept once.
    assert_eq!(tables.text.matches("发放补贴。").count(), 1);
    // Even so few words are told apart.
    for (text, item) in [("家里揭不开锅", 0), ("残疾证能领多少钱", 2), ("电线碰到树枝", 3), ("违法建筑", 4)]
    {
        let ranking = tables.index.rank(text, 3, tables.tiers).unwrap();
        assert_eq!(ranking.best[0].item, item, "{text}");
    }
    assert_eq!(tables.index.rank("🦀 !?", 3, tables.tiers), None);
}

#[test]
fn the_built_in_list_reads_back() {
    let list = parse(built_in()).unwrap();
    let built = BuiltTables::of(&list);
    Reader { list: &list, tables: built.tables() }.all();
    // The same list gives the same bytes; so do the same tables.
    let written = source(&built);
    assert_eq!(written, source(&built));
    assert!(written == source(&BuiltTables::of(&list)), "two builds differ");
    let mut statement = String::new();
    write!(statement, "static ITEMS: [ItemRow; {}] = [ItemRow {{ category: 0,", list.items.len()).unwrap();
    assert!(written.contains(&statement));
    for path in [env!("CARGO_MANIFEST_DIR"), "/work", "/home", "/tmp", "/root", ":\\", "data/xiamale", ".toml"] {
        assert!(!written.contains(path), "{path} is in the source");
    }
}

#[test]
fn the_source_is_the_same_wherever_the_list_lies() {
    let list = small();
    let written = source(&BuiltTables::of(&list));
    for _ in 0..5 {
        assert_eq!(written, source(&BuiltTables::of(&small())));
    }
    // From a folder with a name of its own, in a thread of its own.
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in SMALL {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("calibration.toml"), text(built_in(), "calibration.toml")).unwrap();
    let path = folder.path().to_owned();
    let read = std::thread::spawn(move || lvzhi_compiler::read(&path).unwrap()).join().unwrap();
    assert_eq!(read, list);
    assert_eq!(written, source(&BuiltTables::of(&read)));
    let code = written.split_once('\n').unwrap().1;
    assert!(!code.contains('/'), "a path, or a comment, is in the source");
    // Numbers are literals of Rust: no infinity, nothing that is not a number.
    assert!(!code.contains("NaN") && !code.contains("inf,") && !code.contains(": inf"));
    for (name, kind, len) in [("ITEMS", "ItemRow", 6), ("DEPARTMENTS", "DepartmentRow", 3), ("LINES", "u16", 8)] {
        assert!(code.contains(&format!("static {name}: [{kind}; {len}] = [")), "{name}");
    }
    assert!(code.contains("value: 18446744073709551615") && code.contains("data_version: Span {"));
}

#[test]
fn a_list_without_words_of_people_or_without_items_compiles() {
    let mut own = small();
    own.phrases.clear();
    own.outside.clear();
    own.background.clear();
    let built = BuiltTables::of(&own);
    Reader { list: &own, tables: built.tables() }.all();
    let tables = built.tables();
    assert_eq!(tables.index.rank("残疾人补贴", 1, tables.tiers).unwrap().best[0].item, 2);
    // A list of nothing is of no use, but it is a list: nothing is known, nothing is found.
    own.items.clear();
    own.departments.clear();
    own.township.items = [0; 3];
    own.township.categories = Default::default();
    let built = BuiltTables::of(&own);
    Reader { list: &own, tables: built.tables() }.all();
    let tables = built.tables();
    assert_eq!(tables.index.rank("残疾人补贴", 1, tables.tiers), None);
    assert_eq!(tables.names.get(tables.text, "线路下的树木修剪".as_bytes()), None);
    assert!(source(&built).contains("static ITEMS: [ItemRow; 0] = [];"));
}
