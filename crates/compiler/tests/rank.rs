//! The index: sound postings, and a ranking that equals a slow and obvious twin, in linear time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use lvzhi_compiler::index::examples;
use lvzhi_compiler::{BuiltTables, List};
use lvzhi_tables::index::{Index, MOST_CLASSES, MOST_TERMS, MOST_WEIGHT, Postings, terms};
use lvzhi_tables::rank::{Candidate, MOST_RANKED, Ranking};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

struct Built {
    list: List,
    tables: BuiltTables,
    /// As much of the tables' text as tests need: names, duties, phrases.
    texts: Vec<String>,
}

/// The built-in list, whole: its weights take seconds to learn. A build without optimisation takes minutes, so there a
/// hundredth of the phrases must do.
fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let list = if cfg!(debug_assertions) {
            lvzhi_compiler::parse(common::built_in()).unwrap()
        } else {
            lvzhi_compiler::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/xiamale")).unwrap()
        };
        let mut texts: Vec<String> = Vec::new();
        for item in &list.items {
            texts.push(item.name.clone());
            for group in item.upper_duties.iter().chain(&item.township_duties) {
                texts.extend(group.duties.iter().cloned());
            }
        }
        let step = (list.phrases.len() / 1000).max(1);
        texts.extend(list.phrases.iter().step_by(step).map(|(_, phrase)| phrase.clone()));
        texts.extend(list.outside.iter().step_by(10).map(|(_, phrase)| phrase.clone()));
        let tables = BuiltTables::of(&list);
        Built { list, tables, texts }
    })
}

/// The ranking as its description says, with maps and a sort.
struct Twin<'a> {
    index: Index<'a>,
    tiers: [u16; 4],
    /// Rarity and weights, one for each class, of each term.
    known: HashMap<u32, (u8, Vec<i8>)>,
}

impl<'a> Twin<'a> {
    fn new(built: &'a Built) -> Self {
        let tables = built.tables.tables();
        let index = tables.index;
        let mut known = HashMap::new();
        for example in examples(&built.list) {
            for term in terms(example.text) {
                let Some(number) = index.term(term.key) else { continue };
                known.entry(term.key).or_insert_with(|| {
                    let weights =
                        (0..usize::from(index.classes)).map(|class| index.postings(number).weight(class)).collect();
                    (index.terms[number].rarity(), weights)
                });
            }
        }
        Self { index, tiers: tables.tiers, known }
    }

    fn rank(&self, text: &str, top: usize) -> Option<Ranking> {
        let met: BTreeSet<u32> = terms(text).map(|term| term.key).filter(|key| self.known.contains_key(key)).collect();
        if met.is_empty() {
            return None;
        }
        let rows: Vec<&(u8, Vec<i8>)> = met.iter().map(|key| &self.known[key]).collect();
        let squares: u64 = rows.iter().map(|(rarity, _)| u64::from(*rarity) * u64::from(*rarity)).sum();
        let unit = 1.0 / (self.index.scale * (squares as f32).sqrt());
        let score = |class: usize| {
            let sum: i64 = rows.iter().map(|(_, weights)| i64::from(weights[class])).sum();
            sum as f32 * unit + self.index.bias[class]
        };
        let items = usize::from(self.index.items);
        let mut sorted: Vec<Candidate> =
            (0..items).map(|item| Candidate { score: score(item), item: item as u16 }).collect();
        sorted.sort_by(|a, b| b.score.partial_cmp(&a.score).unwrap().then(a.item.cmp(&b.item)));
        let tier = |item: u16| self.tiers.iter().filter(|&&first| first <= item).count();
        let other = sorted.iter().find(|candidate| tier(candidate.item) != tier(sorted[0].item)).unwrap().score;
        // Behind the items stand the matters outside the list, and last what lies outside in general, at half its weight.
        let general = usize::from(self.index.classes) - 1;
        let outside = (items..general).map(score).fold(-1.0, f32::max) + 0.5 * score(general);
        let mut best = [Candidate::NONE; MOST_RANKED];
        for (slot, candidate) in best.iter_mut().zip(sorted).take(top.max(2)) {
            *slot = candidate;
        }
        Some(Ranking { best, other_tier: other, outside, length: libm::logf(met.len() as f32) })
    }
}

/// A fixed sequence of numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((u128::from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)) * bound as u128) >> 64) as usize
    }

    /// `len` characters, most of them known to the list.
    fn text(&mut self, alphabet: &[char], len: usize) -> String {
        const ODD: [char; 24] = [
            ' ',
            '\n',
            '\t',
            '\u{0}',
            '\u{200B}',
            '\u{FEFF}',
            '，',
            '。',
            '！',
            'A',
            'z',
            '7',
            'Ｂ',
            '９',
            '農',
            '國',
            'é',
            'Ж',
            '한',
            'か',
            '\u{1F980}',
            '\u{20000}',
            '\u{10FFFF}',
            '\u{FFFD}',
        ];
        (0..len)
            .map(|_| match self.below(8) {
                0 => ODD[self.below(ODD.len())],
                1 => char::from_u32(0x4E00 + self.below(0x5200) as u32).unwrap(),
                _ => alphabet[self.below(alphabet.len())],
            })
            .collect()
    }
}

#[test]
fn every_term_of_weight_has_a_number_of_its_own() {
    let built = built();
    let index = built.tables.tables().index;
    let mut holders: HashMap<u32, usize> = HashMap::new();
    // A term that one text alone holds has a number only where the text is a short one of an item.
    let mut short: BTreeSet<u32> = BTreeSet::new();
    for example in examples(&built.list) {
        let distinct: BTreeSet<u32> = terms(example.text).map(|term| term.key).collect();
        if terms(example.text).count() <= 20 && example.class.is_some_and(|class| class < built.list.items.len()) {
            short.extend(&distinct);
        }
        for key in distinct {
            *holders.entry(key).or_default() += 1;
        }
    }
    let mut numbers: HashMap<usize, u32> = HashMap::new();
    for (&key, &many) in &holders {
        match index.term(key) {
            Some(number) => {
                assert_eq!(numbers.insert(number, key), None, "{key:?}");
                assert!(many > 1 || short.contains(&key), "{key:?}");
            }
            None => assert!(many == 1 && !short.contains(&key), "{key:?}"),
        }
    }
    let known = index.terms.len() - 1;
    assert_eq!(numbers.len(), known, "a row without a term");
    assert!((0..known).all(|number| numbers.contains_key(&number)));
    assert!(known <= MOST_TERMS);
    // What no example holds has no number: every character of the plane, a million pairs, and all pairs turned round.
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let turned = index.terms.iter().map(|row| row.key.rotate_left(16));
    let others = (0..=u32::from(u16::MAX)).chain((0..1_000_000).map(|_| random.below(1 << 32) as u32));
    for key in turned.chain(others) {
        assert!(index.term(key).is_none() || holders.contains_key(&key), "{key:x}");
    }
}

#[test]
fn every_posting_is_in_range() {
    let built = built();
    let index = built.tables.tables().index;
    let classes = usize::from(index.classes);
    assert_eq!(usize::from(index.items), built.list.items.len());
    assert!(classes <= MOST_CLASSES && classes > built.list.items.len());
    assert_eq!(index.bias.len(), classes);
    assert!(index.bias.iter().all(|bias| bias.is_finite()) && index.scale.is_finite() && index.scale > 0.0);
    let (mut at, mut sparse, mut dense, mut largest) = (0, 0, 0, 0);
    for (number, pair) in index.terms.windows(2).enumerate() {
        let (row, next) = (pair[0], pair[1]);
        assert!(row.rarity() >= 1);
        assert_eq!(row.start(), at, "postings stand in the order of terms");
        let postings = index.postings(number);
        match postings {
            Postings::Dense(weights) => {
                dense += 1;
                assert!(row.dense() && weights.len() == classes && at + classes == next.start());
            }
            Postings::Sparse(steps) => {
                sparse += steps.len();
                assert!(!row.dense() && at + 2 * steps.len() == next.start());
                let mut class = 0;
                for (n, &[step, weight]) in steps.iter().enumerate() {
                    class += usize::from(step);
                    let weight = weight as i8;
                    assert!(n == 0 || step > 0, "a class is named once");
                    assert!(class < classes && if weight == 0 { step == 255 } else { weight.abs() <= MOST_WEIGHT });
                    assert_eq!(postings.weight(class), weight);
                    largest = largest.max(weight.abs());
                }
            }
        }
        at = next.start();
    }
    assert_eq!(at, index.postings.len());
    assert_eq!(largest, MOST_WEIGHT, "the steps are used to the last");
    assert!(sparse > 1000 && (dense > 10 || cfg!(debug_assertions)));
    // Beyond the last term and the last class there is nothing, and no panic.
    for number in [index.terms.len() - 1, index.terms.len(), usize::MAX] {
        assert_eq!(index.postings(number).weight(0), 0);
    }
    assert!((0..index.terms.len()).all(|number| index.postings(number).weight(classes) == 0));
    assert_eq!(index.postings(0).weight(usize::MAX), 0);
}

#[test]
fn the_ranking_equals_its_twin() {
    let built = built();
    let tables = built.tables.tables();
    let twin = Twin::new(built);
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let alphabet: Vec<char> = built.texts.iter().flat_map(|text| text.chars()).step_by(7).collect();
    let mut texts = built.texts.clone();
    assert!(texts.len() > if cfg!(debug_assertions) { 1000 } else { 2000 }, "{}", texts.len());
    for n in 0..1000 {
        texts.push(random.text(&alphabet, 1 + n % 60));
    }
    // Around the place where the table of terms met is full, and beyond those where sums are moved to 32 bits.
    for len in [120, 127, 128, 129, 200, 255, 256, 257, 300, 500, 511, 512, 513, 1000, 3000, 20_000] {
        texts.push(random.text(&alphabet, len));
        texts.push(
            built
                .texts
                .iter()
                .map(String::as_str)
                .skip(random.below(500))
                .collect::<String>()
                .chars()
                .take(len)
                .collect(),
        );
    }
    let odd = [
        "",
        " ",
        "，",
        "?",
        "a",
        "ab",
        "村",
        "龘",
        "\u{1F980}",
        "村村村村村村",
        "\u{10FFFF}村\u{20000}民",
        "Ｗｉ-ｆｉ",
    ];
    texts.extend(odd.map(str::to_owned));
    let (mut unknown, mut longest) = (0, 0.0f32);
    for (n, text) in texts.iter().enumerate() {
        let top = [1, 3, 16, 0, 2, 17][n % 6];
        let ranking = tables.index.rank(text, top, tables.tiers);
        assert_eq!(ranking, twin.rank(text, top), "{top} of {text:?}");
        unknown += usize::from(ranking.is_none());
        longest = longest.max(ranking.map_or(0.0, |ranking| ranking.length));
    }
    assert!((6..300).contains(&unknown), "{unknown}");
    // Sums are moved to 32 bits after each 1,024 terms.
    assert!(longest > 2048f32.ln() || cfg!(debug_assertions), "{longest}");
}

#[test]
fn every_score_that_is_equal_is_in_the_order_of_the_list() {
    let built = built();
    let tables = built.tables.tables();
    for text in &built.texts {
        let Some(ranking) = tables.index.rank(text, MOST_RANKED, tables.tiers) else { continue };
        let found: Vec<Candidate> = ranking.best.to_vec();
        assert!(found.is_sorted_by(|a, b| a.score > b.score || a.score == b.score && a.item < b.item), "{text}");
        let distinct: BTreeSet<u16> = found.iter().map(|candidate| candidate.item).collect();
        assert_eq!(distinct.len(), MOST_RANKED);
        assert!(found[0].score >= ranking.other_tier);
    }
}

#[test]
fn width_case_and_spaces_do_not_change_a_ranking() {
    let built = built();
    let tables = built.tables.tables();
    let rank = |text: &str| tables.index.rank(text, 5, tables.tiers);
    for text in built.texts.iter().step_by(5) {
        let wide: String = text
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
            .collect();
        let spaced: String = text.chars().flat_map(|c| [c, '\u{3000}', '\n']).collect();
        for other in [wide, spaced, text.to_uppercase(), format!("\u{FEFF} {text}")] {
            assert_eq!(rank(text), rank(&other), "{other}");
        }
        // A text said twice says the same, but for the pair where it meets itself.
        assert_eq!(rank(text), rank(&format!("{text}。{text}")));
    }
}

#[test]
fn a_ranking_takes_time_linear_in_the_text() {
    let built = built();
    let tables = built.tables.tables();
    let all: Vec<char> = built.texts.iter().flat_map(|text| text.chars()).cycle().take(60_000).collect();
    let pieces: Vec<String> = all.chunks(6_000).map(|piece| piece.iter().collect()).collect();
    let whole = pieces.concat();
    let time = |texts: &[String]| -> Duration {
        let start = Instant::now();
        for text in texts {
            std::hint::black_box(tables.index.rank(std::hint::black_box(text), 3, tables.tiers));
        }
        start.elapsed()
    };
    // Ten texts of 6,000 characters, which meet the same rows of weights as the whole: one alone would stay in a cache
    // that the whole does not fit into. The least of several: other programs on the machine only add.
    let whole = [whole];
    let (mut tenths, mut all) = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        tenths = tenths.min(time(&pieces));
        all = all.min(time(&whole));
    }
    assert!(all < tenths * 2, "{all:?} for 60,000 characters, {:?} for 6,000", tenths / 10);
    println!("{all:?} for 60,000 characters, {:?} for 6,000", tenths / 10);
}
