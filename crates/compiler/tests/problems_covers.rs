//! What is wrong with `covers.toml` is said with line, field and remedy: one edit, one problem.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{built_in, only, problems, set};
use lvzhi_compiler::Sources;
use lvzhi_compiler::matter_id;
use lvzhi_tables::matters::Matters;

/// The built-in list with these covers.
fn with(covers: &str) -> Sources {
    let mut sources = built_in().clone();
    set(&mut sources, "covers.toml", covers);
    sources
}

/// A cover, a line a field.
fn cover(item: &str, matter: &str, rest: &str) -> String {
    format!("[[cover]]\nitem = \"{item}\"\nmatter = \"{matter}\"\n{rest}\n")
}

const MAIN: &str = "main = true\nfrom = \"stated\"\n";
const BESIDE: &str = "from = \"stated\"\n";
const BOUND: &str = "from = \"bound\"\nconfidence = 0.5\n";
const BOUND_MAIN: &str = "main = true\nfrom = \"bound\"\nconfidence = 0.5\n";

#[test]
fn each_rule_of_a_cover() {
    let newest = Matters::built_in().unwrap().matters.len();
    let newer = matter_id(newest + 1);
    let unknown =
        format!("{newer} is not known to this version, whose matters run to {}; use a newer", matter_id(newest));
    for (item, matter, rest, line, field, says) in [
        ("B141", "M0001", MAIN, 2, "item", "B141 is no item of this list; give an id"),
        ("B1", "M0001", MAIN, 2, "item", "B1 is no item of this list; give an id"),
        ("", "M0001", MAIN, 2, "item", " is no item of this list; give an id"),
        ("B001", "M1", MAIN, 3, "matter", "M1 is no id of a matter; give one such as M0042"),
        ("B001", "M0000", MAIN, 3, "matter", "M0000 is no id of a matter"),
        ("B001", "m0001", MAIN, 3, "matter", "m0001 is no id of a matter"),
        ("B001", "M-001", MAIN, 3, "matter", "M-001 is no id of a matter"),
        ("B001", "0001", MAIN, 3, "matter", "0001 is no id of a matter"),
        ("B001", &newer, MAIN, 3, "matter", &unknown),
        ("B001", "M9999", MAIN, 3, "matter", "M9999 is not known to this version"),
        ("B001", "M0001", "main = true\n", 1, "from", "missing field `from`"),
        (
            "B001",
            "M0001",
            "main = true\nfrom = \"guessed\"\n",
            5,
            "from",
            "give stated (without a confidence) or bound",
        ),
        (
            "B001",
            "M0001",
            "main = true\nfrom = \"stated\"\nconfidence = 1.0\n",
            5,
            "from",
            "give stated (without a confidence)",
        ),
        ("B001", "M0001", "main = true\nfrom = 7\n", 5, "from", "invalid type: integer `7`"),
        (
            "B001",
            "M0001",
            "main = true\nfrom = \"bound\"\n",
            5,
            "confidence",
            "a bound cover has a confidence from 0 to 1",
        ),
        (
            "B001",
            "M0001",
            "main = true\nfrom = \"bound\"\nconfidence = 1.01\n",
            5,
            "confidence",
            "from 0 to 1; give it",
        ),
        (
            "B001",
            "M0001",
            "main = true\nfrom = \"bound\"\nconfidence = -0.01\n",
            5,
            "confidence",
            "from 0 to 1; give it",
        ),
        ("B001", "M0001", "main = true\nfrom = \"bound\"\nconfidence = nan\n", 5, "confidence", "from 0 to 1; give it"),
        (
            "B001",
            "M0001",
            "main = true\nfrom = \"bound\"\nconfidence = \"high\"\n",
            6,
            "confidence",
            "invalid type: string",
        ),
        (
            "B001",
            "M0001",
            "main = \"yes\"\nfrom = \"stated\"\n",
            4,
            "main",
            "invalid type: string \"yes\", expected a boolean",
        ),
        ("B001", "M0001", "main = true\nfrom = \"stated\"\nby = \"me\"\n", 6, "by", "unknown field `by`"),
        (
            "B001",
            "M0001",
            BESIDE,
            2,
            "main",
            "B001 has stated covers, but no main one among them; give one of them main = true",
        ),
        ("B001", "M0001", BOUND, 2, "main", "B001 has covers, but no main one; give one of them main = true"),
    ] {
        only(&with(&cover(item, matter, rest)), "covers.toml", line, field, says);
    }
    // Of bound covers that name a matter this version does not know nothing is kept: they are bound anew.
    assert_eq!(problems(&with(&cover("B001", "M9999", BOUND_MAIN))), []);
    assert_eq!(problems(&with(&cover("B001", "M0001", MAIN))), []);
    only(&with("[[covers]]\n"), "covers.toml", 1, "covers", "unknown field `covers`, expected `cover`");
    only(&with("[[cover]\n"), "covers.toml", 1, "syntax", "expected `]`");
}

#[test]
fn rules_of_all_covers_of_an_item() {
    let several = |covers: &[(&str, &str, &str)]| -> String {
        covers.iter().map(|(item, matter, rest)| cover(item, matter, rest)).collect()
    };
    for (covers, line, field, says) in [
        (
            &[("B001", "M0001", MAIN), ("B001", "M0001", BESIDE)][..],
            8,
            "cover",
            "the same item and matter as at line 2; remove one",
        ),
        (&[("B001", "M0001", MAIN), ("B002", "M0002", BESIDE)], 8, "main", "B002 has stated covers, but no main one"),
        (&[("B001", "M0001", BESIDE), ("B001", "M0002", BESIDE)], 2, "main", "B001 has stated covers, but no main one"),
        // A bound main one is gone once the program binds again.
        (
            &[("B001", "M0001", BOUND_MAIN), ("B001", "M0002", BESIDE)],
            2,
            "main",
            "B001 has stated covers, but no main one among",
        ),
        (&[("C001", "M0001", BOUND), ("C001", "M0002", BOUND)], 2, "main", "C001 has covers, but no main one"),
    ] {
        only(&with(&several(covers)), "covers.toml", line, field, says);
    }
    // Several items may cover a matter, an item several, and be first for several; stated and bound ones stand beside each other.
    let sound = [
        ("B001", "M0001", MAIN),
        ("B001", "M0004", MAIN),
        ("B002", "M0001", MAIN),
        ("B001", "M0002", BESIDE),
        ("R001", "M0001", BOUND_MAIN),
        ("R001", "M0003", BOUND),
        ("B001", "M0003", BOUND),
    ];
    assert_eq!(problems(&with(&several(&sound))), []);
}
