//! What fuzz targets share: a folder of a list in one text, broken files, and a slow twin of the answer. The twin of the ranking and the walks
//! over compiled files are those of the compiler's tests.

use lvzhi_compiler::{OPTIONAL, REQUIRED, Sources};
use lvzhi_tables::fold::{folded, is_han};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::rank::Candidate;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[path = "../../crates/compiler/tests/common/files.rs"]
pub mod files;
#[path = "../../crates/compiler/tests/common/small.rs"]
pub mod small;
#[path = "../../crates/compiler/tests/common/twin.rs"]
pub mod twin;

/// The project's matters, read into maps.
pub static MATTERS: LazyLock<twin::MattersTwin<'static>> =
    LazyLock::new(|| twin::MattersTwin::new(Matters::built_in().expect("a test opens them")));

/// The built-in list, compiled once more: the library keeps its rows to itself.
pub static BUILT_IN: LazyLock<Vec<u8>> =
    LazyLock::new(|| lvzhi_compiler::compile_path("data/xiamale".as_ref()).expect("run in the root of the repository"));

/// The matters of [`small`], compiled.
pub static SMALL_MATTERS: LazyLock<Vec<u8>> = LazyLock::new(small::small_matters_file);

/// The list of [`small`], compiled.
pub static SMALL_LIST: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let matters = Matters::open(&SMALL_MATTERS).expect("a test opens them");
    lvzhi_compiler::compile(&small::small(), &matters).expect("a test compiles it")
});

/// Splits the text of a folder into its files, each behind a line `==== name`. A file that is named twice counts once, one
/// that is not named is absent.
#[must_use]
pub fn folder(text: &str) -> Sources {
    let mut files: Vec<(&'static str, String)> = Vec::new();
    for section in text.split("==== ").skip(1) {
        let (name, content) = section.split_once('\n').unwrap_or((section, ""));
        let known = REQUIRED.into_iter().chain(OPTIONAL).find(|&is| is == name.trim());
        if let Some(known) = known.filter(|known| !files.iter().any(|(is, _)| is == known)) {
            files.push((known, content.to_owned()));
        }
    }
    Sources { folder: "list".into(), files }
}

/// A broken file, its length and checksum made to agree. The first byte chooses: the rest is the file; or it is changes of `good`, each three
/// bytes long: two for the place, one that is put there; the fourth bit of the first byte cuts the file at the last of these places.
#[must_use]
pub fn broken(good: &[u8], input: &[u8]) -> Option<Vec<u8>> {
    let (&how, rest) = input.split_first()?;
    let mut bytes = if how & 1 == 0 { good.to_vec() } else { rest.to_vec() };
    if how & 1 == 0 {
        let mut last = bytes.len();
        for &[low, high, byte] in rest.as_chunks().0 {
            last = usize::from(u16::from_le_bytes([low, high])) % bytes.len();
            bytes[last] = byte;
        }
        if how & 8 == 8 {
            bytes.truncate(last);
        }
    }
    if bytes.len() < 24 || how & 2 == 2 {
        return Some(bytes);
    }
    let length = bytes.len() as u32;
    bytes[16..20].copy_from_slice(&length.to_le_bytes());
    if how & 4 == 0 {
        bytes[..16].copy_from_slice(&good[..16]);
    }
    Some(files::checked(bytes))
}

/// What the twin says to a text.
#[derive(Debug, PartialEq)]
pub struct Said {
    /// 0 to 2 the tiers, 3 unlisted, 4 unclear.
    pub verdict: usize,
    /// Four decimals.
    pub confidence: f32,
    /// Number of the best matter; 0 for none.
    pub matter: u16,
    /// Item, score, probability, matter.
    pub matches: Vec<(usize, f32, f32, u16)>,
}

/// The answer as `docs/weights.md` says, with `top` candidates.
#[must_use]
pub fn answer(twin: &twin::Twin<'_>, list: &Tables<'_>, text: &str, top: usize, listed: f32, lead: f32) -> Said {
    let Some(ranking) = twin.rank(text, Reading::Matter, top) else {
        return Said { verdict: 4, confidence: 0.0, matter: 0, matches: Vec::new() };
    };
    let head = Matters::built_in().expect("a test opens them").head;
    let rounded = |value: f32| (value * 10_000.0).round() / 10_000.0;
    let first = ranking.best[0];
    let is_listed = head.listed.of(ranking.facts(first));
    let right = |of: Candidate| rounded(is_listed * head.right.of(ranking.facts(of)));
    let told = |of: &Candidate| (usize::from(of.item), rounded(of.score - ranking.outside), right(*of), of.matter);
    // One letter or Chinese character, however often, or a number says too little.
    let tells = |&c: &char| is_han(c) || c.is_ascii_lowercase();
    let letters: BTreeSet<char> = folded(text).map(|(_, c)| c).filter(tells).collect();
    let (verdict, confidence) = if ranking.only_frame {
        (4, right(first))
    } else if is_listed < listed {
        (3, rounded(1.0 - is_listed))
    } else if letters.len() < 2 || first.score - ranking.other_tier < lead {
        (4, right(first))
    } else {
        (list.tier_of(usize::from(first.item)), right(first))
    };
    let matches = ranking.best.iter().take(top).map(told).collect();
    Said { verdict, confidence, matter: ranking.matter, matches }
}
