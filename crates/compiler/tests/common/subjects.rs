//! A small list and small matters as files to break, and what a broken one may say.

use super::files::{Raw, checked, walk_list, walk_matters};
use super::small::{small, small_matters_file};
use lvzhi_compiler::compile;
use lvzhi_tables::container::{FileError, FileKind, Tag};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use std::collections::BTreeSet;

/// Bytes of the header, and of a row of the table of sections.
pub(crate) const HEADER: usize = 24;
pub(crate) const SECTION: usize = 12;

pub(crate) fn small_list_file(matters: &[u8]) -> Vec<u8> {
    let mut list = small();
    // The sections of what people taught are there too.
    list.taught = vec![(Some(0), "揭不开锅了".to_owned()), (None, "明天下雨吗".to_owned())];
    compile(&list, &Matters::open(matters).unwrap()).unwrap()
}

/// A file and how it is opened and used: what it said in all, where it can be opened.
pub(crate) struct Subject {
    pub(crate) kind: FileKind,
    pub(crate) good: Vec<u8>,
    pub(crate) open: fn(&[u8], &Subject) -> Result<u64, FileError>,
    pub(crate) matters: Vec<u8>,
    pub(crate) list: Vec<u8>,
}

pub(crate) fn subjects() -> [Subject; 2] {
    let matters = small_matters_file();
    let list = small_list_file(&matters);
    let open_list = |bytes: &[u8], subject: &Subject| {
        let list = Tables::open(bytes)?;
        Ok(walk_list(&list, &Matters::open(&subject.matters).unwrap()))
    };
    let open_matters = |bytes: &[u8], subject: &Subject| {
        let matters = Matters::open(bytes)?;
        Ok(walk_matters(&matters, &Tables::open(&subject.list).unwrap()))
    };
    [
        Subject {
            kind: FileKind::List,
            good: list.clone(),
            open: open_list,
            matters: matters.clone(),
            list: list.clone(),
        },
        Subject { kind: FileKind::Matters, good: matters.clone(), open: open_matters, matters, list },
    ]
}

/// Says what was expected, what was found, and what to do, in Chinese and in English.
pub(crate) fn says_what_to_do(error: FileError) {
    let shown = error.to_string();
    let english = shown.split_once('(').unwrap().1;
    assert!(shown.chars().next().is_some_and(|c| !c.is_ascii()), "{shown}");
    assert!(["compile", "copy", "give"].iter().any(|verb| english.contains(verb)), "{shown}");
}

/// What a broken file may say: an error with a place that the file has, or numbers.
pub(crate) fn survives(subject: &Subject, bytes: &[u8], tags: &BTreeSet<Tag>) -> Result<u64, FileError> {
    let said = (subject.open)(bytes, subject);
    if let Err(error) = said {
        match error {
            FileError::Section(tag) | FileError::Row { section: tag, .. } => assert!(tags.contains(&tag), "{error}"),
            FileError::NotAFile | FileError::Kind { .. } | FileError::Format { .. } | FileError::Length { .. } => {}
            FileError::Checksum => panic!("the checksum was made anew"),
            _ => panic!("{error:?} is new: say here what it is about"),
        }
    }
    said
}

/// A file with some bytes of a section written over, the checksum made anew.
pub(crate) fn with(good: &[u8], tag: Tag, at: usize, new: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    let place = Raw::of(good).section(tag).start + at;
    bytes[place..place + new.len()].copy_from_slice(new);
    checked(bytes)
}

/// A file with another text in place of a section's bytes.
pub(crate) fn replaced(good: &[u8], tag: Tag, new: &[u8]) -> Vec<u8> {
    let Raw { sections } = Raw::of(good);
    let mut table = Vec::new();
    let mut body = Vec::new();
    let first = HEADER + sections.len() * SECTION;
    for place in &sections {
        let bytes = if place.tag == tag { new } else { &good[place.start..place.start + place.length] };
        table.extend(place.tag);
        table.extend(((first + body.len()) as u32).to_le_bytes());
        table.extend((bytes.len() as u32).to_le_bytes());
        body.extend(bytes);
    }
    let mut out = [&good[..HEADER], &table, &body].concat();
    let length = out.len() as u32;
    out[16..20].copy_from_slice(&length.to_le_bytes());
    checked(out)
}
