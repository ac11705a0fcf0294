//! `missing.txt` lists what C cannot do yet: the public functions of the Rust library that no function of this crate
//! names behind `Rust:` in its documentation. `LVZHI_WRITE=1` writes it.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test has no interface, and fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const HEAD: &str = "\
# What the Rust library does and C cannot do yet. Made by tests/missing.rs from both sources; do not edit.
# If a line was added: write the C function and name the Rust one behind `Rust:` in its documentation, or keep the line.
";

/// Sources of a folder, in order.
fn sources(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// The type that an `impl` line is for: `impl<'a> Item<'a> {` and `impl FromStr for Tier {`.
fn implemented(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("impl")?;
    let rest = if rest.starts_with('<') { rest.split_once("> ")?.1 } else { rest.trim_start() };
    let name = rest.split_once(" for ").map_or(rest, |(_, name)| name);
    Some(name.split(['<', ' ']).next().unwrap_or(name))
}

fn public_functions() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src")) {
        let (mut of, mut hidden) = (None, false);
        for line in source.lines() {
            if line.starts_with("impl") {
                of = implemented(line).map(str::to_owned);
            }
            hidden |= line.trim() == "#[doc(hidden)]";
            let text = line.strip_prefix("    pub fn ").or_else(|| line.strip_prefix("    pub const fn "));
            if let (Some(text), Some(of)) = (text, &of) {
                let name = text.split(['(', '<']).next().unwrap_or(text);
                if !std::mem::take(&mut hidden) {
                    found.insert(format!("{of}::{name}"));
                }
            }
        }
    }
    found
}

fn named_by_c() -> BTreeSet<String> {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let in_ticks = |line: &str| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let documented = sources.iter().flat_map(|source| source.lines()).filter(|line| line.starts_with("/// "));
    documented.flat_map(in_ticks).filter(|name| name.contains("::")).collect()
}

#[test]
fn what_c_cannot_do_is_listed() {
    let (all, named) = (public_functions(), named_by_c());
    assert!(all.len() > 50, "the sources of the list were not understood");
    let mut text = String::from(HEAD);
    for name in all.difference(&named) {
        text.push_str(name);
        text.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("missing.txt");
    if std::env::var_os("LVZHI_WRITE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "missing.txt is not what the sources give: run `make -C crates/ffi header`");
}
