//! Compiled files of which a row or a section is broken: each rule has an error that names the place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::files::{Place, Raw, checked};
use common::small::small;
use common::subjects::{HEADER, SECTION, replaced, says_what_to_do, subjects, survives, with};
use lvzhi_compiler::compile;
use lvzhi_tables::container::{FileError, FileKind, Tag};
use lvzhi_tables::frame::FrameRow;
use lvzhi_tables::index::{IndexRow, TermRow};
use lvzhi_tables::layout::{
    CategoryRow, CoverRow, DepartmentRow, FigureRow, GroupRow, HashRow, ItemRow, KeyRow, LONGEST_TEXT, LinkRow,
    RepairRow, Span, TakeoverRow, TownshipRow,
};
use lvzhi_tables::list::{ListTags, Tables};
use lvzhi_tables::matters::{MatterRow, Matters, MattersRow, MattersTags, NamedRow};
use lvzhi_tables::rank::{MOST_RANKED, rank};
use lvzhi_tables::reading::Reading;

/// The place of a field of a row.
macro_rules! at {
    ($row:ty[$number:expr].$($field:tt)+) => {
        $number * size_of::<$row>() + core::mem::offset_of!($row, $($field)+)
    };
}

#[test]
fn each_rule_of_a_list_has_an_error_that_names_section_and_row() {
    let [list, _] = subjects();
    let row = |section: Tag, row: usize| FileError::Row { section, row };
    let longest = Tables::open(&list.good).unwrap().township.longest_key.get();
    let text = Raw::of(&list.good).section(ListTags::TEXT).length as u32;
    let four = |number: u32| number.to_le_bytes().to_vec();
    let two = |number: u16| number.to_le_bytes().to_vec();
    let cases: Vec<(Tag, usize, Vec<u8>, FileError)> = vec![
        // Texts: beyond the end, cut so that no NUL stands behind, within a character.
        (ListTags::TOWNSHIP, at!(TownshipRow[0].name.start), four(text), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TOWNSHIP, at!(TownshipRow[0].name.len), four(3), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TOWNSHIP, at!(TownshipRow[0].name.start), four(3), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TOWNSHIP, at!(TownshipRow[0].name.len), four(u32::MAX), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TEXT, 1, vec![0xFF], FileError::Section(ListTags::TEXT)),
        // Tiers: not from 0, not in order, not to the last item; more items than there are rows.
        (ListTags::TOWNSHIP, at!(TownshipRow[0].tiers), two(1), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TOWNSHIP, at!(TownshipRow[0].tiers) + 2, two(5), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TOWNSHIP, at!(TownshipRow[0].tiers) + 6, two(5), row(ListTags::TOWNSHIP, 0)),
        (ListTags::TOWNSHIP, at!(TownshipRow[0].made_up), vec![2], row(ListTags::TOWNSHIP, 0)),
        // Look-up folds into a buffer of this size: too small a one would find nothing.
        (ListTags::TOWNSHIP, at!(TownshipRow[0].longest_key), two(longest - 1), row(ListTags::TOWNSHIP, 0)),
        (ListTags::FIGURES, at!(FigureRow[0].unit.start), four(text), row(ListTags::FIGURES, 0)),
        (ListTags::CATEGORIES, at!(CategoryRow[4].tier), vec![3], row(ListTags::CATEGORIES, 4)),
        (ListTags::CATEGORIES, at!(CategoryRow[0].tier), vec![1], row(ListTags::CATEGORIES, 1)),
        (ListTags::CATEGORIES, at!(CategoryRow[0].items), two(2), FileError::Section(ListTags::CATEGORIES)),
        // An item in a category of another tier: the first item of the second tier in one of the first.
        (ListTags::ITEMS, at!(ItemRow[2].category), two(0), row(ListTags::ITEMS, 2)),
        (ListTags::ITEMS, at!(ItemRow[5].category), two(5), row(ListTags::ITEMS, 5)),
        (ListTags::ITEMS, at!(ItemRow[0].name.start), four(text), row(ListTags::ITEMS, 0)),
        // Runs: beyond the end, and over rows of the item before.
        (ListTags::LINKS, at!(LinkRow[5].covers.len), four(99), row(ListTags::LINKS, 5)),
        (ListTags::LINKS, at!(LinkRow[5].covers.start), four(0), row(ListTags::LINKS, 5)),
        (ListTags::ITEMS, at!(ItemRow[3].upper_duties.start), four(0), row(ListTags::ITEMS, 3)),
        (ListTags::ITEMS, at!(ItemRow[2].departments.len), four(99), row(ListTags::ITEMS, 2)),
        (ListTags::ITEMS, at!(ItemRow[4].lines.start), four(0), row(ListTags::ITEMS, 4)),
        (ListTags::ITEMS, at!(ItemRow[5].takeovers.start), four(0), row(ListTags::ITEMS, 5)),
        (ListTags::ITEMS, at!(ItemRow[5].repairs.start), four(0), row(ListTags::ITEMS, 5)),
        (ListTags::DEPARTMENTS, at!(DepartmentRow[2].kind), vec![8], row(ListTags::DEPARTMENTS, 2)),
        (ListTags::DEPARTMENTS, at!(DepartmentRow[2].aliases.start), four(0), row(ListTags::DEPARTMENTS, 2)),
        (ListTags::DEPARTMENTS, at!(DepartmentRow[1].items.len), four(99), row(ListTags::DEPARTMENTS, 1)),
        (ListTags::SPANS, at!(Span[3].start), four(text), row(ListTags::SPANS, 3)),
        (ListTags::GROUPS, at!(GroupRow[1].department), two(3), row(ListTags::GROUPS, 1)),
        (ListTags::GROUPS, at!(GroupRow[1].duties.start), four(0), row(ListTags::GROUPS, 1)),
        (ListTags::TAKEOVERS, at!(TakeoverRow[1].department), two(3), row(ListTags::TAKEOVERS, 1)),
        (ListTags::LINES, 4, four(0), row(ListTags::LINES, 1)),
        (ListTags::REPAIRS, at!(RepairRow[2].kind), vec![3], row(ListTags::REPAIRS, 2)),
        (ListTags::RELATED, 0, two(6), row(ListTags::RELATED, 0)),
        (ListTags::COVERS, at!(CoverRow[0].matter), two(0), row(ListTags::COVERS, 0)),
        (ListTags::COVERS, at!(CoverRow[1].flags), vec![8], row(ListTags::COVERS, 1)),
        (ListTags::COVERS, at!(CoverRow[1].offset), two(1), row(ListTags::COVERS, 1)),
        // The covers by matter are all of them, in order.
        (ListTags::BY_MATTER, 0, four(99), row(ListTags::BY_MATTER, 0)),
        (ListTags::BY_MATTER, 4, four(0), row(ListTags::BY_MATTER, 1)),
        (ListTags::FIRST_OF_MATTER, 0, four(1), row(ListTags::FIRST_OF_MATTER, 0)),
        (ListTags::FIRST_OF_MATTER, 8, four(99), row(ListTags::FIRST_OF_MATTER, 2)),
        // The main covers of an item are the first, and there is one.
        (ListTags::COVERS, at!(CoverRow[0].flags), vec![CoverRow::STATED], row(ListTags::LINKS, 0)),
        (ListTags::ITEM_DEPARTMENTS, 2, two(3), row(ListTags::ITEM_DEPARTMENTS, 1)),
        (ListTags::DEPARTMENT_ITEMS, 0, two(6), row(ListTags::DEPARTMENT_ITEMS, 0)),
        (ListTags::NAMES, at!(KeyRow[1].value), two(6), row(ListTags::NAMES, 1)),
        (ListTags::SPELLINGS, at!(KeyRow[1].value), two(3), row(ListTags::SPELLINGS, 1)),
        // Hashes that lead to another slot than that where a key stands would find nothing.
        (ListTags::HASHES, at!(HashRow[0].seed), vec![0x55], row(ListTags::HASHES, 0)),
        (ListTags::HASHES, at!(HashRow[1].seed), vec![0x55], row(ListTags::HASHES, 1)),
        (ListTags::HASHES, at!(HashRow[0].slots), four(0), row(ListTags::HASHES, 0)),
        (ListTags::HASHES, at!(HashRow[1].displacements.start), four(0), row(ListTags::HASHES, 1)),
        (ListTags::HASHES, at!(HashRow[0].displacements.len), four(u32::MAX), row(ListTags::HASHES, 0)),
        (ListTags::HASHES, at!(HashRow[0].reading), vec![2], row(ListTags::HASHES, 0)),
        (ListTags::OWN, at!(IndexRow[0].classes), four(7), row(ListTags::OWN, 0)),
        (ListTags::OWN, at!(IndexRow[0].scale), f32::NAN.to_le_bytes().to_vec(), row(ListTags::OWN, 0)),
        (ListTags::OWN, at!(IndexRow[0].scale), f32::MIN_POSITIVE.to_le_bytes().to_vec(), row(ListTags::OWN, 0)),
        (ListTags::OWN, at!(IndexRow[0].scale), (-1f32).to_le_bytes().to_vec(), row(ListTags::OWN, 0)),
        (ListTags::OWN, at!(IndexRow[0].hash.reading), vec![2], row(ListTags::OWN, 0)),
        (ListTags::OWN, at!(IndexRow[0].terms.len), four(1), row(ListTags::OWN, 0)),
        (ListTags::OWN, at!(IndexRow[0].postings.start), four(2), row(ListTags::OWN, 0)),
        (ListTags::TERMS, at!(TermRow[3].key), four(1), row(ListTags::OWN, 0)),
        (ListTags::TERMS, at!(TermRow[3].packed), four(u32::MAX), row(ListTags::OWN, 0)),
        // A rarity of nothing: the length of a text would be none.
        (ListTags::TERMS, at!(TermRow[3].packed), vec![0], row(ListTags::OWN, 0)),
        (ListTags::POSTINGS, 0, vec![6], row(ListTags::OWN, 0)),
    ];
    for (n, (tag, at, new, wanted)) in cases.into_iter().enumerate() {
        let error = (list.open)(&with(&list.good, tag, at, &new), &list).expect_err(&format!("case {n}: {wanted}"));
        assert_eq!(error, wanted, "case {n}");
        says_what_to_do(error);
        let [a, b, c, d] = match error {
            FileError::Row { section, .. } | FileError::Section(section) => section.map(char::from),
            _ => panic!("{error}"),
        };
        assert!(error.to_string().contains(&format!("section {a}{b}{c}{d} ")), "{error}");
    }
}

#[test]
fn each_rule_of_matters_has_an_error_that_names_the_section() {
    let [_, matters] = subjects();
    let row = |section: Tag, row: usize| FileError::Row { section, row };
    let two = |number: u16| number.to_le_bytes().to_vec();
    let real = |number: f32| number.to_le_bytes().to_vec();
    let sections = [
        MattersTags::HEAD,
        MattersTags::TEXT,
        MattersTags::ACTS,
        MattersTags::FIELDS,
        MattersTags::MATTERS,
        MattersTags::BIAS,
        MattersTags::INDEX,
        MattersTags::FRAME,
        MattersTags::LABELS,
        MattersTags::DISPLACEMENTS,
        MattersTags::TERMS,
        MattersTags::POSTINGS,
        MattersTags::PLACE_OF_TERM,
        MattersTags::TERM_PLACES,
        MattersTags::MATTER_PLACES,
    ];
    // A byte of a dense row of which both classes are behind the last.
    let raw = Raw::of(&matters.good);
    let Place { start, length, .. } = *raw.section(MattersTags::POSTINGS);
    let behind = matters.good[start..start + length].windows(8).position(|bytes| bytes == [0x88; 8]).unwrap() + 7;
    let cases: Vec<(Tag, usize, Vec<u8>, FileError)> = vec![
        (MattersTags::HEAD, at!(MattersRow[0].version.len), two(1), row(MattersTags::HEAD, 0)),
        (MattersTags::HEAD, at!(MattersRow[0].right.constant), real(f32::INFINITY), row(MattersTags::HEAD, 0)),
        (MattersTags::HEAD, at!(MattersRow[0].listed.factors) + 8, real(f32::NAN), row(MattersTags::HEAD, 0)),
        (MattersTags::HEAD, at!(MattersRow[0].listed.factors), real(1e7), row(MattersTags::HEAD, 0)),
        (MattersTags::TEXT, 1, vec![0xC0], FileError::Section(MattersTags::TEXT)),
        (MattersTags::ACTS, at!(NamedRow[1].name.start), vec![255, 255], row(MattersTags::ACTS, 1)),
        (MattersTags::FIELDS, at!(NamedRow[1].key.len), vec![255, 255], row(MattersTags::FIELDS, 1)),
        (MattersTags::MATTERS, at!(MatterRow[2].act), two(2), row(MattersTags::MATTERS, 2)),
        (MattersTags::MATTERS, at!(MatterRow[3].field), two(2), row(MattersTags::MATTERS, 3)),
        (MattersTags::MATTERS, at!(MatterRow[3].basis.start), two(9999), row(MattersTags::MATTERS, 3)),
        (MattersTags::MATTERS, at!(MatterRow[1].within), two(0xFFFF), row(MattersTags::MATTERS, 1)),
        (MattersTags::MATTERS, at!(MatterRow[1].flags), two(4), row(MattersTags::MATTERS, 1)),
        (MattersTags::BIAS, 16, real(f32::NEG_INFINITY), row(MattersTags::BIAS, 4)),
        (MattersTags::BIAS, 0, real(-1e7), row(MattersTags::BIAS, 0)),
        (MattersTags::INDEX, at!(IndexRow[0].classes), vec![4], row(MattersTags::INDEX, 0)),
        (MattersTags::INDEX, at!(IndexRow[0].hash.slots), vec![1, 0, 0, 0], row(MattersTags::INDEX, 0)),
        (MattersTags::DISPLACEMENTS, 0, vec![0x55; 24], row(MattersTags::INDEX, 0)),
        (MattersTags::TERMS, at!(TermRow[0].key), vec![0x55], row(MattersTags::INDEX, 0)),
        (MattersTags::FRAME, at!(FrameRow[0].terms.classes), vec![1], row(MattersTags::FRAME, 0)),
        (MattersTags::FRAME, at!(FrameRow[0].labels.slots), vec![1, 0, 0, 0], row(MattersTags::FRAME, 0)),
        (MattersTags::FRAME, at!(FrameRow[0].labels.displacements.start), vec![0; 4], row(MattersTags::FRAME, 0)),
        (MattersTags::FRAME, at!(FrameRow[0].terms.terms.start), vec![0; 4], row(MattersTags::FRAME, 0)),
        (MattersTags::LABELS, at!(KeyRow[1].value), vec![5], row(MattersTags::LABELS, 1)),
        (MattersTags::LABELS, at!(KeyRow[1].key.start), vec![0xFF; 4], row(MattersTags::LABELS, 1)),
        // 65,535 is no place; every other number must be one.
        (MattersTags::PLACE_OF_TERM, 2, two(u16::MAX - 1), row(MattersTags::PLACE_OF_TERM, 1)),
        // A weight of a class behind the last.
        (MattersTags::POSTINGS, behind, vec![0x87], row(MattersTags::INDEX, 0)),
        (MattersTags::POSTINGS, behind, vec![0x78], row(MattersTags::INDEX, 0)),
    ];
    for (n, (tag, at, new, wanted)) in cases.into_iter().enumerate() {
        let error =
            (matters.open)(&with(&matters.good, tag, at, &new), &matters).expect_err(&format!("case {n}: {wanted}"));
        assert_eq!(error, wanted, "case {n}");
        says_what_to_do(error);
    }
    // A section by another name is missing; one that is longer than the file, or no whole number of rows, is none.
    for subject in &subjects() {
        let Raw { sections: places } = Raw::of(&subject.good);
        for (n, place) in places.iter().enumerate() {
            let table = HEADER + n * SECTION;
            let mut renamed = subject.good.clone();
            renamed[table] ^= 0x20;
            let mut long = subject.good.clone();
            long[table + 8..table + 12].copy_from_slice(&(subject.good.len() as u32).to_le_bytes());
            for bytes in [renamed, long] {
                assert_eq!((subject.open)(&checked(bytes), subject), Err(FileError::Section(place.tag)));
            }
        }
        assert!(subject.kind == FileKind::List || places.iter().map(|place| place.tag).eq(sections));
    }
}

#[test]
fn sections_that_are_empty_are_refused_or_answer() {
    for subject in &subjects() {
        let Raw { sections } = Raw::of(&subject.good);
        // A township may have no profile.
        for place in sections.iter().filter(|place| place.length > 0 && place.tag != ListTags::FIGURES) {
            let tags = Raw::of(&subject.good).tags();
            let said = survives(subject, &replaced(&subject.good, place.tag, &[]), &tags);
            assert!(said.is_err(), "{}", String::from_utf8_lossy(&place.tag));
            let bytes = &subject.good[place.start..place.start + place.length];
            // Twice as many rows as there were: of runs nothing is out of place, but no slot is without a key.
            let _ = survives(subject, &replaced(&subject.good, place.tag, &bytes.repeat(2)), &tags);
        }
        // As it was: the way of putting it together is right.
        let tag = sections[1].tag;
        let same = &subject.good[sections[1].start..sections[1].start + sections[1].length];
        assert_eq!(replaced(&subject.good, tag, same), subject.good);
    }
}

#[test]
fn a_text_too_long_is_refused() {
    // A few bytes of a row stand for as many of the text as a list may have in one: not for the whole file.
    let [list, _] = subjects();
    let Raw { sections } = Raw::of(&list.good);
    let place = sections.iter().find(|place| place.tag == ListTags::TEXT).unwrap();
    for (len, opens) in [(LONGEST_TEXT, true), (LONGEST_TEXT + 1, false)] {
        let mut text = list.good[place.start..place.start + place.length].to_vec();
        let start = text.len() as u32;
        text.extend(vec![b'a'; len]);
        text.push(0);
        let span = [start.to_le_bytes(), (len as u32).to_le_bytes()].concat();
        let bytes = replaced(&list.good, ListTags::TEXT, &text);
        let said = (list.open)(&with(&bytes, ListTags::FIGURES, at!(FigureRow[0].unit), &span), &list);
        let wanted = Err(FileError::Row { section: ListTags::FIGURES, row: 0 });
        assert!(if opens { said.is_ok() } else { said == wanted }, "{len}: {said:?}");
    }
}

#[test]
fn a_cover_of_a_newer_matter_says_nothing() {
    let [_, matters] = subjects();
    let matters = Matters::open(&matters.good).unwrap();
    let newest = matters.matters.len() as u16;
    let mut list = small();
    // The class behind the matters is what lies outside every list: no number of a matter may lead there.
    for number in [newest + 1, newest + 2, 2048, 2049, u16::MAX] {
        list.covers[0].1.matter = number;
        let bytes = compile(&list, &matters).unwrap();
        let tables = Tables::open(&bytes).unwrap();
        for text in ["明天下雨吗", "低保怎么申请", "您好请问一下"] {
            let Some(ranking) = rank(&matters, &tables, text, Reading::Whole, MOST_RANKED) else { continue };
            assert!(ranking.best.iter().all(|candidate| candidate.matter <= newest), "{number}: {text}");
        }
    }
}
