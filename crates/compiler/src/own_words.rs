//! The items' own words: names and duties, weighed in closed form. Nothing is learnt, so that any list is compiled at once.

use crate::error::{CompileError, Rows};
use crate::model::{Cover, From, Item, List};
use crate::vocabulary::{Packed, RARITY_STEP, Sections, Vocabulary, fits};
use lvzhi_tables::index::{IndexRow, terms};
use lvzhi_tables::matters::Matters;
use lvzhi_tables::own::BLOCK;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::scores::Scores;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A term that more than this share of the items hold has a dense row.
const DENSE_SHARE: f64 = 0.2;

/// The largest weight.
const MOST: f64 = u8::MAX as f64;

/// The texts of each item: its name, headings, duties, methods, and the list's own phrases for it.
pub(crate) fn texts(list: &List) -> Vec<Vec<&str>> {
    let mut phrases: HashMap<usize, Vec<&str>> = HashMap::new();
    for (item, phrase) in &list.phrases {
        phrases.entry(*item).or_default().push(phrase);
    }
    let items = list.items.iter().enumerate();
    items.map(|(at, item)| item_texts(item).chain(phrases.remove(&at).unwrap_or_default()).collect()).collect()
}

/// How much the own words of an item count beside its matters, in 64ths: where these lead to the items, and where they may not.
const WHERE_LED: u16 = 16;
const WHERE_NOT: u16 = 4 * 64;

/// Matters lead to the items of a list if the names of so many of them do.
const LED: f32 = 0.98;

/// The texts that rank, none for items without, and how much they count.
pub(crate) struct OwnWords<'l> {
    pub(crate) texts: Vec<Vec<&'l str>>,
    pub(crate) weight: u16,
}

/// The own words that take part in ranking. Of most lists those of every item: what is said to be an item's matters, by an editor or by its
/// words, is not all that people say about it, and where several items cover a matter, words tell them apart.
///
/// Where editors stated what each item covers and matters lead back to the items from their own names, words make no answer more right and
/// take a third of the time. There, those rank that share a main matter with another item, and those with phrases in the list.
pub(crate) fn that_rank<'l>(list: &'l List, covers: &[Vec<Cover>], matters: &Matters<'_>) -> OwnWords<'l> {
    let texts = texts(list);
    if !matters_lead(list, covers, matters) {
        return OwnWords { texts, weight: WHERE_NOT };
    }
    let mut sharing: HashMap<u16, usize> = HashMap::new();
    for matter in covers.iter().flat_map(|covers| mains(covers)) {
        *sharing.entry(matter).or_default() += 1;
    }
    let with_phrases: HashSet<usize> = list.phrases.iter().map(|(item, _)| *item).collect();
    let alone = |covers: &[Cover]| mains(covers).all(|matter| sharing.get(&matter) == Some(&1));
    let ranks = |item: usize, covers: &[Cover]| !alone(covers) || with_phrases.contains(&item);
    let texts = texts.into_iter().zip(covers).enumerate();
    let texts = texts.map(|(item, (texts, covers))| if ranks(item, covers) { texts } else { Vec::new() }).collect();
    OwnWords { texts, weight: WHERE_LED }
}

/// Whether editors stated what every item covers, and the best of all covered matters for an item's name is a main one of its own.
fn matters_lead(list: &List, covers: &[Vec<Cover>], matters: &Matters<'_>) -> bool {
    let stated = covers.iter().all(|covers| covers.iter().any(|cover| cover.from == From::Stated));
    let covered: BTreeSet<u16> = covers.iter().flatten().map(|cover| cover.matter).collect();
    let leads = |(item, covers): &(&Item, &Vec<Cover>)| {
        Scores::of(matters, &item.name, Reading::Whole).is_some_and(|scores| {
            let best = covered.iter().max_by(|a, b| scores.matter(**a).total_cmp(&scores.matter(**b)));
            mains(covers).any(|main| Some(&main) == best)
        })
    };
    stated && list.items.iter().zip(covers).filter(leads).count() as f32 >= LED * list.items.len() as f32
}

fn mains(covers: &[Cover]) -> impl Iterator<Item = u16> {
    covers.iter().filter(|cover| cover.main).map(|cover| cover.matter)
}

/// The texts of one item.
pub(crate) fn texts_of(list: &List, item: usize) -> Vec<&str> {
    let phrases = list.phrases.iter().filter(|(of, _)| *of == item).map(|(_, phrase)| phrase.as_str());
    list.items.get(item).into_iter().flat_map(item_texts).chain(phrases).collect()
}

fn item_texts(item: &Item) -> impl Iterator<Item = &str> {
    let groups = item.upper_duties.iter().chain(&item.township_duties);
    std::iter::once(&item.name)
        .chain(groups.flat_map(|group| group.heading.iter().chain(&group.duties)))
        .chain(item.takeover.iter().filter_map(|takeover| takeover.method.as_ref()))
        .map(String::as_str)
}

/// How often an item's texts have each term: in how many of them.
type Counts = BTreeMap<u32, u32>;

fn counts(texts: &[&str]) -> Counts {
    let mut counts = Counts::new();
    for text in texts {
        let mut keys: Vec<u32> = terms(text).map(|term| term.key).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

/// The vectors of items: terms by number, each with its share in a vector of unit length.
pub(crate) struct Own {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) vectors: Vec<Vec<(u32, f64)>>,
}

impl Own {
    /// Of items with these texts.
    pub(crate) fn of(texts: &[Vec<&str>]) -> Result<Self, CompileError> {
        let counts: Vec<Counts> = texts.iter().map(|texts| counts(texts)).collect();
        let mut frequency: BTreeMap<u32, u32> = BTreeMap::new();
        for key in counts.iter().flat_map(|counts| counts.keys()) {
            *frequency.entry(*key).or_default() += 1;
        }
        let vocabulary = Vocabulary::of(frequency, texts.len())?;
        let vectors = counts.iter().map(|counts| vector(&vocabulary, counts)).collect::<Result<_, _>>()?;
        Ok(Self { vocabulary, vectors })
    }
}

fn vector(vocabulary: &Vocabulary, counts: &Counts) -> Result<Vec<(u32, f64)>, CompileError> {
    let mut vector: Vec<(u32, f64)> = Vec::with_capacity(counts.len());
    for (&key, &count) in counts {
        // The rarest pairs of a large list have no place among the terms.
        let Some(term) = vocabulary.number(key) else { continue };
        vector.push((term, (1.0 + libm::log(f64::from(count))) * rarity(vocabulary, term)?));
    }
    vector.sort_unstable_by_key(|&(term, _)| term);
    let length = vector.iter().map(|(_, value)| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    for (_, value) in &mut vector {
        *value /= length;
    }
    Ok(vector)
}

fn rarity(vocabulary: &Vocabulary, term: u32) -> Result<f64, CompileError> {
    Ok(f64::from(*vocabulary.rarity.row(term as usize, "the rarity of term")?) * RARITY_STEP)
}

/// The indexes of a list's own words, one for each block of items.
pub(crate) fn indexes(texts: &[Vec<&str>], into: &mut Sections) -> Result<Vec<IndexRow>, CompileError> {
    texts.chunks(BLOCK).map(|block| index(block, into)).collect()
}

fn index(texts: &[Vec<&str>], into: &mut Sections) -> Result<IndexRow, CompileError> {
    let own = Own::of(texts)?;
    // A term of the text counts with its rarity, so a posting is rarity times share.
    let mut by_term: Vec<Vec<(u16, f64)>> = vec![Vec::new(); own.vocabulary.keys.len()];
    for (item, vector) in (0u16..).zip(&own.vectors) {
        for &(term, share) in vector {
            by_term.row_mut(term as usize, "term")?.push((item, share * rarity(&own.vocabulary, term)?));
        }
    }
    let largest = by_term.iter().flatten().map(|&(_, weight)| weight).fold(f64::MIN_POSITIVE, f64::max);
    let scale = if by_term.is_empty() { 1.0 } else { MOST / largest };
    // Rarities of texts are counted in steps, so that the length of a text's vector is too.
    let unit = (scale * RARITY_STEP) as f32;
    // What is more than an index has room for keeps the larger weights.
    let mut least = 1;
    loop {
        let postings = postings(&by_term, scale, least, texts.len())?;
        if fits(&postings) || least == u8::MAX {
            return own.vocabulary.pack(&postings, texts.len(), unit, into);
        }
        least += 1;
    }
}

/// What each term says, of weights from `least` on.
fn postings(by_term: &[Vec<(u16, f64)>], scale: f64, least: u8, items: usize) -> Result<Vec<Packed>, CompileError> {
    let packed = |row: &Vec<(u16, f64)>| {
        let weights: Vec<(u16, u8)> = row
            .iter()
            .map(|&(item, weight)| (item, libm::round(weight * scale).clamp(0.0, MOST) as u8))
            .filter(|&(_, weight)| weight >= least)
            .collect();
        Packed::shares(&weights, weights.len() as f64 > DENSE_SHARE * items as f64, items)
    };
    by_term.iter().map(packed).collect()
}
