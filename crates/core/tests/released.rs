//! What was released stays: ids keep their meaning, and no two lists have the same `data_version`. See `docs/compatibility.md`.
#![allow(clippy::unwrap_used, reason = "a test")]

use lvzhi::catalogue;
use std::collections::HashSet;

/// Lines of id, tab, name.
const IDS: &str = include_str!("released/ids.tsv");

#[test]
fn ids_mean_what_they_meant() {
    let list = catalogue();
    let mut kept = HashSet::new();
    for line in IDS.lines() {
        let (id, name) = line.split_once('\t').unwrap();
        let item = list.item(id);
        assert_eq!(
            item.map(|item| item.name()),
            Some(name),
            "{id} was released with another name: an id never changes its meaning. If only a damaged word was mended, mend it in \
             tests/released/ids.tsv too; otherwise give the new matter a new id, in a new list"
        );
        assert!(kept.insert(item.unwrap().id()), "{id} stands twice in tests/released/ids.tsv");
    }
    for item in list.items() {
        assert!(
            kept.contains(&item.id()),
            "{} is not in tests/released/ids.tsv: add it when it is released",
            item.id()
        );
    }
}

/// FNV-1a, so that the sum can be made again in any language.
#[cfg(feature = "json")]
fn sum(text: &str) -> String {
    let sum =
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{sum:016x}")
}

/// Lines of version, tab, sum of the export. Lines are added, never changed.
#[cfg(feature = "json")]
#[test]
fn every_change_of_the_list_has_a_version_of_its_own() {
    let list = catalogue();
    assert_eq!(sum("foobar"), "85944171f73967e8", "FNV-1a of 64 bits");
    let now = sum(&list.export());
    let mut versions = HashSet::new();
    for line in include_str!("released/data.tsv").lines() {
        let (version, kept) = line.split_once('\t').unwrap();
        assert!(versions.insert(version), "{version} stands twice in tests/released/data.tsv");
        if version == list.data_version() {
            assert_eq!(
                now, kept,
                "the list is not that of {version}: raise data_version in township.toml, and add a line to tests/released/data.tsv"
            );
        }
    }
    let line = format!("{}\t{now}", list.data_version());
    assert!(versions.contains(list.data_version()), "add to tests/released/data.tsv: {line}");
}
