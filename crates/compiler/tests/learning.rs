//! The matters that are kept compiled are those that are learnt from `data/matters` as it stands.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::small::{CALIBRATION, MATTERS, small_matters, small_matters_file, write};
use lvzhi_compiler::learn::Learnt;
use lvzhi_compiler::matters::{Calibration, Matters};
use lvzhi_tables::MATTERS as KEPT;
use std::num::NonZero;
use std::path::Path;

/// What mends most of what these tests find.
const REMEDY: &str = "learn anew: cargo run --release -p lvzhi-compiler --example learn -- data/matters";

fn project() -> Matters {
    Matters::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/matters")).unwrap()
}

#[test]
fn the_kept_matters_are_learnt_from_the_words_as_they_stand() {
    let kept = lvzhi_tables::matters::Matters::open(KEPT).unwrap();
    let fingerprint = kept.head.fingerprint.of(kept.text);
    assert_eq!(fingerprint, project().fingerprint, "data/matters has changed since matters.lvm was learnt: {REMEDY}");
    // Not part of the sum, since they are fitted later.
    let Calibration { right, listed } = project().calibration;
    assert_eq!((kept.head.right, kept.head.listed), (right, listed), "calibration.toml has changed: {REMEDY}");
}

#[test]
fn any_change_of_what_is_learnt_from_changes_the_fingerprint_and_the_calibration_does_not() {
    let fingerprint = small_matters().fingerprint;
    for (name, text) in MATTERS.into_iter().chain([("calibration.toml", CALIBRATION)]) {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &MATTERS);
        write(folder.path(), &[("calibration.toml", CALIBRATION)]);
        assert_eq!(Matters::read(folder.path()).unwrap().fingerprint, fingerprint);
        // A comment is nothing to learn from, but who asks must not have to know that.
        let changed =
            if name.ends_with(".toml") { format!("{text}# mended\n") } else { format!("{text}\u{9F99}\u{9F99}\n") };
        let key = if name.starts_with("frames") { "reply" } else { "M0004" };
        let changed =
            if name.ends_with(".tsv") { changed.replace("\u{9F99}\u{9F99}", &format!("{key}\t龙")) } else { changed };
        write(folder.path(), &[(name, &changed)]);
        let now = Matters::read(folder.path()).unwrap().fingerprint;
        assert_eq!(now == fingerprint, name == "calibration.toml", "{name}");
    }
    // Nor does it matter what is moved from one file to its neighbour: the names count.
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &MATTERS);
    write(folder.path(), &[("calibration.toml", CALIBRATION)]);
    std::fs::rename(folder.path().join("words/housing.tsv"), folder.path().join("words/land.tsv")).unwrap();
    assert_ne!(Matters::read(folder.path()).unwrap().fingerprint, fingerprint);
}

#[test]
fn however_many_threads_learn_they_learn_the_same() {
    let matters = small_matters();
    let once = small_matters_file();
    for threads in [1, 2, 3, 16] {
        let learnt = Learnt::with_threads(&matters, &matters.examples(), NonZero::new(threads).unwrap()).unwrap();
        assert!(learnt.compile(&matters).unwrap() == once, "{threads} threads");
    }
}

/// A quarter of a minute of two processors; a build without optimisation would take minutes.
#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation")]
fn learning_again_gives_the_kept_bytes() {
    let matters = project();
    let bytes = Learnt::with_threads(&matters, &matters.examples(), NonZero::new(3).unwrap())
        .unwrap()
        .compile(&matters)
        .unwrap();
    assert_eq!(bytes.len(), KEPT.len(), "{REMEDY}");
    let differs = bytes.iter().zip(KEPT).position(|(new, kept)| new != kept);
    assert_eq!(differs, None, "the first byte that differs; {REMEDY}");
}
