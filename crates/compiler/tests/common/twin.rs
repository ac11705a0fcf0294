//! The ranking as docs/weights.md says it, with maps, plain sums and a sort: slow, and obvious.
#![allow(unreachable_pub, missing_docs, dead_code, reason = "the fuzz targets use it too")]

use lvzhi_tables::fold::{folded, is_han};
use lvzhi_tables::index::{Index, IndexRow, Parts};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::meaning::Place;
use lvzhi_tables::rank::{Candidate, MOST_RANKED, Ranking};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::scores::Scores;
use std::collections::{BTreeSet, HashMap};

/// Items in a block of own words.
const BLOCK: usize = 1024;

/// What a term says: its rarity, and (class, weight).
struct Said {
    rarity: u64,
    weights: Vec<(usize, i64)>,
}

/// The terms of an index.
fn read(index: &Index<'_>, weights: impl Fn(bool, &[u8]) -> Vec<(usize, i64)>) -> HashMap<u32, Said> {
    let term = |term: usize| {
        let said = index.said(term);
        let said = Said { rarity: u64::from(index.rarity(term)), weights: weights(said.dense, said.bytes) };
        (index.key(term).unwrap(), said)
    };
    (0..index.len()).map(term).collect()
}

/// What a term says of matters.
fn weights(dense: bool, bytes: &[u8]) -> Vec<(usize, i64)> {
    let mut weights = Vec::new();
    if dense {
        for (at, byte) in bytes.iter().enumerate() {
            let class = at / 16 * 32 + at % 16;
            weights.push((class, i64::from(byte % 16) - 8));
            weights.push((class + 16, i64::from(byte / 16) - 8));
        }
        return weights;
    }
    for pair in bytes.chunks(2) {
        let both = i64::from(pair[0]) + 256 * i64::from(pair[1] as i8);
        weights.push((both.rem_euclid(2048) as usize, both.div_euclid(2048)));
    }
    weights
}

/// What a term says of items.
fn shares(dense: bool, bytes: &[u8]) -> Vec<(usize, i64)> {
    let number = |&byte: &u8| i64::from(byte);
    if dense {
        return bytes.iter().map(number).enumerate().collect();
    }
    let mut item = 0;
    let mut shares = Vec::new();
    for pair in bytes.chunks(2) {
        item += usize::from(pair[0]);
        shares.push((item, number(&pair[1])));
    }
    shares
}

/// The distinct terms of a text.
pub fn distinct(text: &str) -> BTreeSet<u32> {
    let kind = |c: char| if is_han(c) { 1 } else { 2 * i32::from(c.is_ascii_lowercase() || c.is_ascii_digit()) };
    let chars: Vec<char> = folded(text).map(|(_, c)| c).collect();
    let singles = chars.iter().filter(|&&c| kind(c) == 1).map(|&c| u32::from(c));
    let neighbours = chars.windows(2).filter(|pair| kind(pair[0]) != 0 && kind(pair[0]) == kind(pair[1]));
    let pairs = neighbours.map(|pair| u32::from(pair[0]) << 16 | u32::from(pair[1]));
    singles.chain(pairs).collect()
}

/// The matters, read into maps.
pub struct MattersTwin<'a> {
    matters: Matters<'a>,
    terms: HashMap<u32, Said>,
}

impl<'a> MattersTwin<'a> {
    pub fn new(matters: Matters<'a>) -> Self {
        Self { matters, terms: read(&matters.index, weights) }
    }

    /// The keys of their terms.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.terms.keys().copied()
    }
}

/// A list, read into maps, and the matters that it is asked through.
pub struct Twin<'a> {
    matters: &'a MattersTwin<'a>,
    list: Tables<'a>,
    /// Of each block, the scale and the terms.
    own: Vec<(f32, HashMap<u32, Said>)>,
    /// The same of what the list was taught.
    taught: Vec<(f32, HashMap<u32, Said>)>,
}

impl<'a> Twin<'a> {
    pub fn new(matters: &'a MattersTwin<'a>, list: Tables<'a>) -> Self {
        let blocks = |rows: &[IndexRow], parts: &Parts<'_>| {
            let indexes = rows.iter().map(|row| Index::of_row(row, parts));
            indexes.map(|index| (index.scale, read(&index, shares))).collect()
        };
        let (own, taught) = (blocks(list.own, &list.parts), blocks(list.taught.index, &list.taught.parts));
        Self { matters, list, own, taught }
    }

    /// What a text of these terms lifts, by how near it is to what was taught: items, the sixteen that are lifted most, and what lies outside.
    fn lifts(&self, met: &BTreeSet<u32>, length: f32) -> (HashMap<u16, f32>, f32) {
        let rows = self.list.taught.rows;
        let mut sums = vec![0i64; rows.len()];
        for (block, (_, terms)) in self.taught.iter().enumerate() {
            for (of, weight) in met.iter().filter_map(|key| terms.get(key)).flat_map(|said| &said.weights) {
                sums[block * BLOCK + of] += weight;
            }
        }
        let mut lifts: HashMap<u16, f32> = HashMap::new();
        for (at, (row, sum)) in rows.iter().zip(sums).enumerate() {
            let (scale, _) = self.taught[at / BLOCK];
            let cosine = (sum as f32 * (1.0 / (scale * length))).min(1.0);
            if cosine > 0.5 {
                let lift = lifts.entry(row.item.get()).or_default();
                *lift = lift.max(4.0 * (cosine - 0.5) / 0.5);
            }
        }
        let outside = lifts.remove(&u16::MAX).unwrap_or(0.0);
        let mut most: Vec<(u16, f32)> = lifts.into_iter().collect();
        most.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        most.truncate(16);
        (most.into_iter().collect(), outside)
    }

    fn tier(&self, item: usize) -> usize {
        self.list.township.tiers.iter().skip(1).filter(|first| usize::from(first.get()) <= item).count()
    }

    pub fn rank(&self, text: &str, reading: Reading, top: usize) -> Option<Ranking> {
        let MattersTwin { matters, terms } = self.matters;
        // What is read of a text is told by the library; `tests/slow_classifier.py` finds that out by itself.
        let mut read = String::new();
        let reading = Scores::of(matters, text, reading)?.reading();
        let only_frame = reading.each(&matters.frame, text, |_, stretch| read = format!("{read}，{stretch}"));
        let met = distinct(&read);
        let known: Vec<&Said> = met.iter().filter_map(|key| terms.get(key)).collect();
        if known.is_empty() {
            return None;
        }
        let squares: u64 = known.iter().map(|said| said.rarity * said.rarity).sum();
        let length = (squares as f32).sqrt();

        // Matters.
        let count = matters.matters.len();
        let mut sums = vec![0i64; count + 1];
        // Behind the last class, a row of all of them is filled with nothing.
        for (class, weight) in known.iter().flat_map(|said| &said.weights).filter(|(_, weight)| *weight != 0) {
            sums[*class] += weight;
        }
        let unit = 1.0 / (matters.index.scale * length);
        let mut scores: Vec<f32> =
            sums.iter().zip(matters.bias).map(|(&sum, bias)| sum as f32 * unit + bias.get()).collect();
        if matches!(reading, Reading::Carried(_)) {
            for (score, row) in scores.iter_mut().zip(matters.matters) {
                *score = if row.flags.get() & 1 == 0 { *score } else { f32::NEG_INFINITY };
            }
        }

        // Where the text stands by its meaning.
        let mut way = [0i64; 48];
        for number in (0..matters.index.len()).filter(|&term| met.contains(&matters.index.key(term).unwrap())) {
            let place = usize::from(matters.meaning.of_term[number].get());
            if place < 65_535 {
                way.iter_mut().zip(&matters.meaning.terms[place]).for_each(|(sum, &step)| *sum += i64::from(step));
            }
        }
        let mut longest = way.iter().map(|sum| sum.abs()).max().unwrap_or(0);
        while longest >= 512 {
            // Half of each, rounded down.
            (longest, way) = (longest / 2, way.map(|sum| sum.div_euclid(2)));
        }
        let squares: i64 = way.iter().map(|sum| sum * sum).sum();
        let step = if squares > 0 { 0.6 / (256.0 * (squares as f32).sqrt()) } else { 0.0 };
        let nearness = |place: &Place| {
            way.iter().zip(place).map(|(&sum, &number)| sum * i64::from(number.get())).sum::<i64>() as f32 * step
        };

        // Items: by their own words, and through the matters that they cover.
        let mut own_sums = vec![0i64; self.list.items.len()];
        for (block, (_, terms)) in self.own.iter().enumerate() {
            for (of, weight) in met.iter().filter_map(|key| terms.get(key)).flat_map(|said| &said.weights) {
                own_sums[block * BLOCK + of] += weight;
            }
        }
        let taught = &self.list.taught;
        let (lifted, outside_lifted) = self.lifts(&met, length);
        let links = || taught.links.iter().map(|link| usize::from(link.matter.get()));
        let (mut covered, mut touched): (BTreeSet<usize>, BTreeSet<usize>) = (links().collect(), links().collect());
        let mut found = Vec::new();
        for (item, row) in self.list.links.iter().enumerate() {
            let (mut score, mut matter, mut all) = (-1.0f32, 0, 0.0f32);
            let mut over = Vec::new();
            for cover in row.covers.of(self.list.covers) {
                let number = cover.matter.get();
                touched.insert(usize::from(number));
                if cover.flags & 4 == 0 {
                    covered.insert(usize::from(number));
                }
                // A newer matter has no score.
                let Some(of) = scores[..count].get(usize::from(number) - 1) else { continue };
                let through = of + f32::from(cover.offset.get()) / 1024.0;
                if through > score {
                    (score, matter) = (through, number);
                }
                over.push((number, (through + 1.0).max(0.0)));
            }
            // In the order of the matters' numbers, since sums of these depend on it.
            over.sort_by_key(|&(number, _)| number);
            over.iter().for_each(|(_, over)| all += over);
            score += 0.3 * (all - (score + 1.0));
            for link in taught.links.iter().filter(|link| usize::from(link.item.get()) == item) {
                let of = scores[..count].get(usize::from(link.matter.get()) - 1);
                score = of.map_or(score, |&of| score.max(of));
            }
            let (scale, _) = self.own[item / BLOCK];
            let cosine = own_sums[item] as f32 * (1.0 / (scale * length * 64.0));
            score += cosine * f32::from(row.own_weight.get());
            score += nearness(&self.list.places[item]);
            score += lifted.get(&(item as u16)).unwrap_or(&0.0);
            found.push(Candidate { score, item: item as u16, matter });
        }
        found.sort_by(|a, b| b.score.partial_cmp(&a.score).unwrap().then(a.item.cmp(&b.item)));
        let tier = |candidate: &Candidate| self.tier(usize::from(candidate.item));
        let elsewhere = found.iter().find(|candidate| tier(candidate) != tier(&found[0]));

        // What no item covers, and what lies outside in general.
        let uncovered: Vec<usize> = (0..count).filter(|at| !covered.contains(&(at + 1))).collect();
        let best_score = uncovered.iter().map(|&at| scores[at]).fold(-1.0, f32::max);
        let near = uncovered.iter().filter(|&&at| scores[at] > best_score - 0.1);
        let nearest = near.map(|&at| scores[at] + nearness(&matters.meaning.matters[at])).fold(-1.0, f32::max);
        // What the matters say that the list holds, and the others, each above the least.
        let most_lifted = lifted.values().fold(0.0, |most: f32, &lift| most.max(lift));
        let mut said = [0.02 + outside_lifted, 0.02 + most_lifted];
        for at in (0..count).filter(|&at| scores[at] > -1.0) {
            let both = scores[at] + nearness(&matters.meaning.matters[at]);
            let over = (both + 1.0).max(0.0);
            match (covered.contains(&(at + 1)), touched.contains(&(at + 1))) {
                (true, _) => said[1] += over,
                (false, true) => said[1] += 0.5 * over,
                (false, false) => said[0] += over,
            }
        }
        let others = count.saturating_sub(touched.len());
        let own = covered.len() as f32 + 0.5 * (touched.len() - covered.len()) as f32;
        let held = said[1] * ((others + 1) as f32 / (own + 1.0)).min(4.0) / said[0];
        let mut best_matter = 0;
        for at in 1..count {
            if scores[at] > scores[best_matter] {
                best_matter = at;
            }
        }

        let other_tier = elsewhere.map_or(f32::NEG_INFINITY, |candidate| candidate.score);
        let mut best = [Candidate::NONE; MOST_RANKED];
        for (slot, candidate) in best.iter_mut().zip(found).take(top.max(2)) {
            *slot = candidate;
        }
        Some(Ranking {
            best,
            other_tier,
            outside: nearest + 0.2 * scores[count] + outside_lifted,
            length: libm::logf(known.len() as f32),
            held: libm::logf(held),
            matter: best_matter as u16 + 1,
            only_frame,
        })
    }
}
