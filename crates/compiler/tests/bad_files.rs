//! Compiled files that are broken: cut off anywhere, with any byte changed, with any number at its extremes. Each is refused with an
//! error that names the place, or answers everything that it is asked, in bounded time, with numbers.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::files::{Raw, checked};
use common::subjects::{HEADER, SECTION, says_what_to_do, subjects, survives};
use lvzhi_tables::container::{FORMAT, FileError, LONGEST_FILE, TABLE, Tag};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn what_is_whole_opens_and_says_the_same_each_time() {
    for subject in &subjects() {
        let said = (subject.open)(&subject.good, subject).unwrap();
        assert_eq!((subject.open)(&subject.good, subject), Ok(said));
        // Wherever the bytes begin: nothing is aligned.
        for shift in 1..9 {
            let moved = [&vec![0; shift], subject.good.as_slice()].concat();
            assert_eq!((subject.open)(&moved[shift..], subject), Ok(said));
        }
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    for subject in &subjects() {
        for len in 0..subject.good.len() {
            let error = (subject.open)(&subject.good[..len], subject).unwrap_err();
            let wanted = match len {
                0..8 => FileError::NotAFile,
                8..HEADER => FileError::Length { expected: HEADER as u32, found: len },
                _ => FileError::Length { expected: subject.good.len() as u32, found: len },
            };
            assert_eq!(error, wanted);
            says_what_to_do(error);
        }
        let longer = [subject.good.as_slice(), b"\0"].concat();
        let wanted = FileError::Length { expected: subject.good.len() as u32, found: longer.len() };
        assert_eq!((subject.open)(&longer, subject), Err(wanted));
    }
}

#[test]
fn a_file_cut_off_anywhere_with_a_header_that_agrees_is_refused() {
    for subject in &subjects() {
        let tags = Raw::of(&subject.good).tags();
        for len in HEADER..subject.good.len() {
            let mut bytes = subject.good[..len].to_vec();
            bytes[16..20].copy_from_slice(&(len as u32).to_le_bytes());
            let error = survives(subject, &checked(bytes), &tags).unwrap_err();
            let Raw { sections, .. } = Raw::of(&subject.good);
            let table = HEADER + sections.len() * SECTION;
            if len < table {
                assert_eq!(error, FileError::Section(TABLE));
            } else {
                // The first section that is read and does not lie inside.
                assert!(
                    matches!(error, FileError::Section(tag) if sections.iter().any(|s| s.tag == tag && s.start + s.length > len)),
                    "{error}"
                );
            }
        }
    }
}

#[test]
fn a_byte_that_was_changed_on_the_way_is_seen() {
    for subject in &subjects() {
        let mut bytes = subject.good.clone();
        for at in 0..bytes.len() {
            for change in [0x01, 0x80, 0xFF, 0x20] {
                bytes[at] ^= change;
                let error = (subject.open)(&bytes, subject).unwrap_err();
                match at {
                    0..8 => assert_eq!(error, FileError::NotAFile),
                    8..10 => assert!(matches!(error, FileError::Format { .. })),
                    12..16 => assert!(matches!(error, FileError::Kind { .. })),
                    16..20 => assert!(matches!(error, FileError::Length { .. })),
                    // How many sections there are, and where the first begins.
                    10..12 | 28..32 => assert_eq!(error, FileError::Section(TABLE)),
                    _ => assert_eq!(error, FileError::Checksum),
                }
                says_what_to_do(error);
                bytes[at] ^= change;
            }
        }
        assert!((subject.open)(&bytes, subject).is_ok());
    }
}

#[test]
fn any_byte_with_any_value_is_refused_or_answers() {
    for subject in &subjects() {
        let tags = Raw::of(&subject.good).tags();
        let mut bytes = subject.good.clone();
        let (mut refused, mut opened) = (0, 0);
        for at in HEADER..bytes.len() {
            for change in [0x01, 0x02, 0x80, 0xFF] {
                bytes[at] ^= change;
                let said = survives(subject, &checked(bytes.clone()), &tags);
                bytes[at] ^= change;
                *(if said.is_ok() { &mut opened } else { &mut refused }) += 1;
            }
        }
        assert!(refused > 1000 && opened > 1000, "{refused} refused, {opened} opened");
    }
}

#[test]
fn any_number_at_its_extremes_is_refused_or_answers() {
    for subject in &subjects() {
        let tags = Raw::of(&subject.good).tags();
        let mut refused: BTreeMap<Tag, usize> = BTreeMap::new();
        for width in [2, 4, 8] {
            let max = u64::MAX >> (64 - 8 * width);
            for at in HEADER..subject.good.len() - width {
                for value in [0, 1, max - 1, max, max / 2, max / 2 + 1] {
                    let mut bytes = subject.good.clone();
                    bytes[at..at + width].copy_from_slice(&value.to_le_bytes()[..width]);
                    if let Err(FileError::Section(tag) | FileError::Row { section: tag, .. }) =
                        survives(subject, &checked(bytes), &tags)
                    {
                        *refused.entry(tag).or_default() += 1;
                    }
                }
            }
        }
        // Every section holds something that can be wrong.
        let seen: BTreeSet<Tag> = refused.into_keys().collect();
        assert_eq!(seen, tags);
    }
}

#[test]
fn files_of_another_kind_a_newer_format_another_byte_order_or_none() {
    let [list, matters] = subjects();
    for (subject, other, says) in [
        (&list, &matters, "expected a compiled list (.lvz), found compiled matters (.lvm); give"),
        (&matters, &list, "expected compiled matters (.lvm), found a compiled list (.lvz); give"),
    ] {
        let error = (subject.open)(&other.good, subject).unwrap_err();
        assert_eq!(error, FileError::Kind { expected: subject.kind, found: other.kind.tag() });
        assert!(error.to_string().contains(says), "{error}");
        says_what_to_do(error);
        let mut bytes = subject.good.clone();
        bytes[12..16].copy_from_slice(b"N\x00W!");
        let error = (subject.open)(&checked(bytes), subject).unwrap_err();
        assert!(error.to_string().contains("found a file of kind N?W!; give"), "{error}");

        for format in [0, 1, FORMAT + 1, u16::MAX] {
            let mut bytes = subject.good.clone();
            bytes[8..10].copy_from_slice(&format.to_le_bytes());
            let error = (subject.open)(&checked(bytes), subject).unwrap_err();
            assert_eq!(error, FileError::Format { found: format });
            let says = format!("format {format}; this library reads format {FORMAT}: compile the list again");
            assert!(error.to_string().contains(&says), "{error}");
        }

        // Every number turned round, as a writer on another machine might do it.
        let mut bytes = subject.good.clone();
        for range in [8..10, 10..12, 16..20, 20..24] {
            bytes[range].reverse();
        }
        let error = (subject.open)(&bytes, subject).unwrap_err();
        assert_eq!(error, FileError::Format { found: FORMAT.swap_bytes() });

        for nothing in
            [b"".as_slice(), b"\0", b"{\"type\":\"township\"}", b"PK\x03\x04", "夏马勒乡".as_bytes(), &[0; 4096]]
        {
            let error = (subject.open)(nothing, subject).unwrap_err();
            assert_eq!(error, FileError::NotAFile);
            says_what_to_do(error);
        }
        // Copied as text: line ends changed, or read as Latin-1.
        let text: Vec<u8> =
            subject.good.iter().flat_map(|&b| if b == b'\n' { vec![b'\r', b'\n'] } else { vec![b] }).collect();
        assert_eq!((subject.open)(&text, subject), Err(FileError::NotAFile));
        let latin: Vec<u8> = subject.good.iter().flat_map(|&b| char::from(b).to_string().into_bytes()).collect();
        assert_eq!((subject.open)(&latin, subject), Err(FileError::NotAFile));

        for expected in [0, 23, 24, u32::MAX, u32::MAX - 1, LONGEST_FILE as u32 + 1] {
            let mut bytes = subject.good.clone();
            bytes[16..20].copy_from_slice(&expected.to_le_bytes());
            let error = (subject.open)(&bytes, subject).unwrap_err();
            assert_eq!(error, FileError::Length { expected, found: bytes.len() });
            let says = format!("{expected} bytes expected, {} found; copy the file again", bytes.len());
            assert!(error.to_string().contains(&says), "{error}");
        }
    }
}
