//! Texts side by side: how near they are, and where they differ.

use crate::review::Piece;
use lvzhi_tables::index::terms;
use similar::ChangeTag;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// The terms of a text: its characters and pairs of neighbours, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Terms(Vec<u32>);

impl Terms {
    /// Of all these texts together.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut keys: Vec<u32> = texts.into_iter().flat_map(|text| terms(text).map(|term| term.key)).collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How near two texts are, from 0 to 1: what share of their terms they have in common.
    pub(crate) fn nearness(&self, other: &Self) -> f64 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 1.0;
        }
        let common = self.0.iter().filter(|key| other.0.binary_search(key).is_ok()).count();
        2.0 * common as f64 / all as f64
    }
}

/// Where two texts differ, character by character.
pub(crate) fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    // This one algorithm: `TextDiff` brings all six along, which are half a megabyte.
    let mut found = Compact::new(Replace::new(Capture::new()), old.as_slice(), new.as_slice());
    let Ok(()) = myers::diff(&mut found, old.as_slice(), 0..old.len(), new.as_slice(), 0..new.len());
    let mut pieces: Vec<Piece> = Vec::new();
    for (tag, text) in found.into_inner().into_inner().ops().iter().flat_map(|op| op.iter_slices(&old, &new)) {
        match (tag, pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(before)))
            | (ChangeTag::Delete, Some(Piece::Out(before)))
            | (ChangeTag::Insert, Some(Piece::In(before))) => before.extend(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.iter().collect())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Out(text.iter().collect())),
            (ChangeTag::Insert, _) => pieces.push(Piece::In(text.iter().collect())),
        }
    }
    pieces
}
