//! Writes what people taught a list into its compiled file: texts, each with its item, or with none where the list does not hold its
//! matter. Nothing is learnt and nothing else of the file changes, so that a thousand corrections take some hundredths of a second.

use crate::error::{CompileError, Rows, at_most};
use crate::file::{Texts, Writer};
use crate::vocabulary::{Packed, Sections, Vocabulary};
use lvzhi_tables::container::{Container, FileError, FileKind};
use lvzhi_tables::escapes::decoded;
use lvzhi_tables::index::{IndexRow, terms};
use lvzhi_tables::layout::CoverRow;
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::own::BLOCK;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::row::U16;
use lvzhi_tables::scores::Scores;
use lvzhi_tables::taught::{MOST_TAUGHT, NO_ITEM, TaughtLink, TaughtRow, TaughtTags};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A term that more than this share of the texts hold has a dense row.
const DENSE_SHARE: f64 = 0.2;

/// A matter is plainly that of a text where it scores at least this, and so much more than the next.
const PLAIN: f32 = -0.5;
const AHEAD: f32 = 0.2;

/// Why a list cannot be taught.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TeachError {
    /// The bytes are no sound list.
    File(FileError),
    /// What is taught names items that are not there, or is more than a file has room for.
    Compile(CompileError),
}

impl fmt::Display for TeachError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Compile(error) => write!(f, "{} ({error})", error.chinese()),
        }
    }
}

impl std::error::Error for TeachError {}

impl From<FileError> for TeachError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<CompileError> for TeachError {
    fn from(error: CompileError) -> Self {
        Self::Compile(error)
    }
}

/// The compiled list `list` with these texts in place of all that it was taught before: each with the index of its item, or none where the
/// list does not hold its matter. Without texts it is the list that was never taught.
///
/// # Errors
/// [`TeachError`]: `list` is no sound list, an item is not there, or the texts are more than a file has room for.
pub fn teach(list: &[u8], taught: &[(Option<usize>, String)], matters: &Matters<'_>) -> Result<Vec<u8>, TeachError> {
    let tables = Tables::open(list)?;
    let container = Container::open_trusted(list, FileKind::List)?;
    let mut file = Writer::new(FileKind::List);
    for tag in container.tags().filter(|tag| !TaughtTags::ALL.contains(tag)) {
        file.rows(tag, container.bytes(tag)?);
    }
    if taught.is_empty() {
        return Ok(file.finish()?);
    }
    at_most("taught texts", taught.len(), MOST_TAUGHT)?;
    let items = tables.items.len();
    if let Some(index) = taught.iter().filter_map(|(item, _)| *item).find(|item| *item >= items) {
        return Err(CompileError::Missing { what: "item", index, rows: items }.into());
    }
    let number = |item: Option<usize>| item.map_or(NO_ITEM, |item| item as u16);
    let mut taught: Vec<(u16, &str)> = taught.iter().map(|(item, text)| (number(*item), text.as_str())).collect();
    taught.sort_unstable();
    taught.dedup();

    let mut texts = Texts::new();
    let rows: Vec<TaughtRow> =
        taught.iter().map(|&(item, text)| TaughtRow { item: U16::new(item), text: texts.intern(text) }).collect();
    let mut sections = Sections::default();
    let index =
        taught.chunks(BLOCK).map(|block| index(block, matters, &mut sections)).collect::<Result<Vec<_>, _>>()?;
    file.rows(TaughtTags::ROWS, &rows);
    file.texts(TaughtTags::TEXT, &texts);
    file.rows(TaughtTags::LINKS, &links(&tables, &taught, matters));
    file.rows(TaughtTags::INDEX, &index);
    file.rows(TaughtTags::DISPLACEMENTS, &sections.displacements);
    file.rows(TaughtTags::TERMS, &sections.terms);
    file.rows(TaughtTags::POSTINGS, &sections.postings);
    Ok(file.finish()?)
}

/// The matters of taught texts, where they are plain and no item covers them. Where one does, more is known of who is about the matter than
/// a single text says: links to such matters made more answers wrong than right.
fn links(list: &Tables<'_>, taught: &[(u16, &str)], matters: &Matters<'_>) -> Vec<TaughtLink> {
    let held: BTreeSet<u16> =
        list.covers.iter().filter(|cover| !cover.is(CoverRow::WEAK)).map(|cover| cover.matter.get()).collect();
    let of_items = taught.iter().filter(|(item, _)| *item != NO_ITEM);
    let links = of_items.filter_map(|&(item, text)| Some((item, plain_matter(text, matters)?)));
    let links: BTreeSet<(u16, u16)> = links.filter(|(_, matter)| !held.contains(matter)).collect();
    links.into_iter().map(|(item, matter)| TaughtLink { item: U16::new(item), matter: U16::new(matter) }).collect()
}

/// The matter that a text is plainly about.
fn plain_matter(text: &str, matters: &Matters<'_>) -> Option<u16> {
    let scores = |text: &str| Scores::of(matters, text, Reading::Matter);
    let scores = decoded(text, scores).unwrap_or_else(|| scores(text))?;
    let (mut best, mut next, mut matter) = (f32::NEG_INFINITY, f32::NEG_INFINITY, 0);
    for number in 1..=matters.matters.len() as u16 {
        let score = scores.matter(number);
        if score > best {
            (best, next, matter) = (score, best, number);
        } else {
            next = next.max(score);
        }
    }
    (best >= PLAIN && best - next >= AHEAD).then_some(matter)
}

/// The terms of what is read of a text that the matters know, each with its rarity there.
fn vector(text: &str, matters: &Matters<'_>) -> BTreeMap<u32, f64> {
    let vector = |text: &str| {
        let mut vector = BTreeMap::new();
        Reading::Matter.each(&matters.frame, text, |_, text| {
            let known = terms(text).filter_map(|term| Some((term.key, matters.index.term(term.key)?)));
            vector.extend(known.map(|(key, number)| (key, f64::from(matters.index.rarity(number)))));
        });
        vector
    };
    decoded(text, vector).unwrap_or_else(|| vector(text))
}

/// The index of at most [`BLOCK`] texts: a sum of its weights over the terms of a text, by the scale and the length of that text's vector, is
/// the cosine of both.
fn index(taught: &[(u16, &str)], matters: &Matters<'_>, into: &mut Sections) -> Result<IndexRow, CompileError> {
    let vectors: Vec<BTreeMap<u32, f64>> = taught.iter().map(|(_, text)| vector(text, matters)).collect();
    let mut frequency: BTreeMap<u32, u32> = BTreeMap::new();
    for key in vectors.iter().flat_map(BTreeMap::keys) {
        *frequency.entry(*key).or_default() += 1;
    }
    let vocabulary = Vocabulary::of(frequency, vectors.len())?;
    let mut by_term: Vec<Vec<(u16, f64)>> = vec![Vec::new(); vocabulary.keys.len()];
    for (text, vector) in (0u16..).zip(&vectors) {
        let length = vector.values().map(|rarity| rarity * rarity).sum::<f64>().sqrt();
        for (&key, &rarity) in vector {
            // The rarest pairs of very many texts have no place among the terms.
            let Some(term) = vocabulary.number(key) else { continue };
            by_term.row_mut(term as usize, "term")?.push((text, rarity * rarity / length));
        }
    }
    let largest = by_term.iter().flatten().map(|&(_, weight)| weight).fold(f64::MIN_POSITIVE, f64::max);
    let scale = if by_term.is_empty() { 1.0 } else { f64::from(u8::MAX) / largest };
    let packed = |row: &Vec<(u16, f64)>| {
        let weight = |weight: f64| libm::round(weight * scale).clamp(0.0, f64::from(u8::MAX)) as u8;
        let weights: Vec<(u16, u8)> =
            row.iter().map(|&(text, share)| (text, weight(share))).filter(|&(_, weight)| weight > 0).collect();
        Packed::shares(&weights, weights.len() as f64 > DENSE_SHARE * vectors.len() as f64, vectors.len())
    };
    let postings = by_term.iter().map(packed).collect::<Result<Vec<_>, _>>()?;
    vocabulary.pack(&postings, vectors.len(), scale as f32, into)
}
