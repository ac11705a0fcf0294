//! What is compiled equals what was read: every field of every item, read back through the tables; the same bytes each time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::built_in;
use common::files::Raw;
use common::reader::reads_back;
use common::small::{SMALL, small, small_matters, small_matters_file, write};
use lvzhi_compiler::bind::bind;
use lvzhi_compiler::learn::{Example, Learnt};
use lvzhi_compiler::model::{Cover, From, Group, Item, List};
use lvzhi_compiler::{CompileError, compile, parse};
use lvzhi_tables::MATTERS;
use lvzhi_tables::index::MOST_POSTINGS;
use lvzhi_tables::layout::Span;
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::own::BLOCK;
use lvzhi_tables::rank::rank;
use lvzhi_tables::reading::Reading;

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
