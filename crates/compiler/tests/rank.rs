//! Indexes: sound postings, and a ranking that equals a slow and obvious twin, in linear time, whatever the list and the text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::twin::{MattersTwin, Twin, distinct};
use lvzhi_compiler::model::{Item, List};
use lvzhi_compiler::{compile, parse, teach};
use lvzhi_tables::MATTERS;
use lvzhi_tables::index::{Index, MOST_TERMS};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::own::{BLOCK, Shares};
use lvzhi_tables::rank::{Candidate, MOST_RANKED, rank};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::sums::MOST_CLASSES;
use lvzhi_tables::weights::{LEAST_WEIGHT, MOST_WEIGHT, Weights, class_and_weight};
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

fn matters() -> &'static Matters<'static> {
    static OPENED: OnceLock<Matters<'static>> = OnceLock::new();
    OPENED.get_or_init(|| Matters::open(MATTERS).unwrap())
}

fn matters_twin() -> &'static MattersTwin<'static> {
    static READ: OnceLock<MattersTwin<'static>> = OnceLock::new();
    READ.get_or_init(|| MattersTwin::new(*matters()))
}

fn built_in() -> &'static List {
    static READ: OnceLock<List> = OnceLock::new();
    READ.get_or_init(|| parse(common::built_in()).unwrap())
}

/// A list whose items stand in three blocks of own words: those of the built-in one over and over, each with a name of its own.
fn large() -> List {
    let mut list = built_in().clone();
    let mut items: Vec<Item> = Vec::new();
    for (tier, per_tier) in [(0u8, 900), (1, 900), (2, 700)] {
        let of: Vec<&Item> = built_in().items.iter().filter(|item| item.tier as u8 == tier).collect();
        for (number, item) in (1u16..=per_tier).zip(of.into_iter().cycle()) {
            let mut item = item.clone();
            item.name = format!("{}（第{number}项）", item.name);
            item.number = number;
            items.push(item);
        }
        list.township.items[usize::from(tier)] = per_tier;
    }
    list.items = items;
    list.covers.clear();
    list
}

/// A list of one item.
fn single() -> List {
    let mut list = common::small::small();
    list.items.truncate(1);
    list.covers.retain(|(item, _)| *item == 0);
    list.phrases.retain(|(item, _)| *item == 0);
    list.township.items = [1, 0, 0];
    list.township.categories = [vec!["民生服务".to_owned()], Vec::new(), Vec::new()];
    list
}

/// Lists of every shape, by name, compiled.
fn lists() -> &'static [(&'static str, Vec<u8>)] {
    static COMPILED: OnceLock<Vec<(&str, Vec<u8>)>> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let tongxi = lvzhi_compiler::read(&data().join("tongxi")).unwrap();
        let lists = [("built in", built_in()), ("bound", &tongxi), ("large", &large()), ("single", &single())];
        let mut compiled: Vec<_> =
            lists.into_iter().map(|(name, list)| (name, compile(list, matters()).unwrap())).collect();
        // More than a block of texts, of which every seventh lies outside.
        for (of, name, step) in [("built in", "built in, taught", 2), ("bound", "bound, taught", 30)] {
            let (_, list) = compiled.iter().find(|(is, _)| *is == of).unwrap();
            let items = Tables::open(list).unwrap().items.len();
            let texts = texts().iter().step_by(step).enumerate();
            let taught: Vec<(Option<usize>, String)> =
                texts.map(|(n, text)| ((n % 7 > 0).then_some(n % items), text.clone())).collect();
            let list = teach(list, &taught, matters()).unwrap();
            compiled.push((name, list));
        }
        compiled
    })
}

fn list(name: &str) -> Tables<'static> {
    let (_, bytes) = lists().iter().find(|(is, _)| *is == name).unwrap();
    Tables::open(bytes).unwrap()
}

/// Names and duties of the built-in list, and what people say of matters.
fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut texts: Vec<String> = Vec::new();
        for item in &built_in().items {
            texts.push(item.name.clone());
            for group in item.upper_duties.iter().chain(&item.township_duties) {
                texts.extend(group.duties.iter().step_by(4).cloned());
            }
        }
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(data().join("matters/words")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let words: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
        texts.extend(words.lines().step_by(25).map(|line| line.split_once('\t').unwrap().1.to_owned()));
        texts
    })
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

/// Every index there is: of the matters, and of the own words of lists.
fn indexes() -> Vec<Index<'static>> {
    std::iter::once(matters().index).chain(own_indexes()).collect()
}

fn own_indexes() -> Vec<Index<'static>> {
    let own = |name| list(name).own.iter().map(move |row| Index::of_row(row, &list(name).parts));
    // What an editor stated of every item of the built-in list tells them apart.
    assert!(own("built in").all(|index| index.is_empty()));
    ["bound", "large"].into_iter().flat_map(own).collect()
}

#[test]
fn every_term_has_its_place_and_no_other_has_one() {
    for index in indexes() {
        let keys: HashSet<u32> = (0..index.len()).map(|term| index.key(term).unwrap()).collect();
        assert_eq!(keys.len(), index.len(), "a term stands once");
        assert!(index.len() < MOST_TERMS && !index.is_empty());
        for term in 0..index.len() {
            assert_eq!(index.term(index.key(term).unwrap()), Some(term));
        }
        assert_eq!(index.key(index.len()), None);
        // Every character of the plane, a million pairs, and all pairs turned round.
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let turned = keys.iter().map(|key| key.rotate_left(16));
        let others = (0..=u32::from(u16::MAX)).chain((0..1_000_000).map(|_| random.below(1 << 32) as u32));
        for key in turned.chain(others) {
            assert!(index.term(key).is_none() || keys.contains(&key), "{key:x}");
        }
    }
    // The matters know nearly every term of short texts.
    let known: HashSet<u32> = matters_twin().keys().collect();
    let words: BTreeSet<u32> =
        texts().iter().filter(|text| text.chars().count() < 12).flat_map(|text| distinct(text)).collect();
    let missing = words.iter().filter(|key| !known.contains(key)).count();
    assert!(missing * 10 < words.len(), "{missing} of {} terms are not known", words.len());
}

#[test]
fn every_weight_is_in_range() {
    let index = matters().index;
    let classes = index.classes;
    assert!(classes <= MOST_CLASSES && index.scale.is_finite() && index.scale > 0.0);
    let (mut some, mut all, mut range) = (0, 0, (0, 0));
    for term in 0..index.len() {
        assert!(index.rarity(term) >= 1);
        let weights = Weights::of(index.said(term));
        match weights {
            Weights::Dense(_) => all += 1,
            Weights::Sparse(sparse) => {
                some += 1;
                for &sparse in sparse {
                    let (class, weight) = class_and_weight(sparse);
                    assert!(class < classes && weight != 0 && i16::from(weights.weight(class)) == weight);
                }
            }
        }
        for class in 0..classes {
            let weight = weights.weight(class);
            range = (range.0.min(weight), range.1.max(weight));
        }
        assert!((classes..classes + 40).chain([usize::MAX]).all(|class| weights.weight(class) == 0));
    }
    assert_eq!(range, (LEAST_WEIGHT, MOST_WEIGHT), "the steps are used to the last");
    assert!(some > 10 && all > 10);
    // Beyond the last term there is nothing, and no panic.
    for term in [index.len(), index.len() + 1, usize::MAX] {
        assert_eq!(Weights::of(index.said(term)).weight(0), 0);
    }
}

#[test]
fn every_share_is_in_range() {
    for index in own_indexes() {
        let items = index.classes;
        assert!(items <= BLOCK && index.scale.is_finite() && index.scale > 0.0);
        let (mut some, mut all, mut largest) = (0, 0, 0);
        for term in 0..index.len() {
            assert!(index.rarity(term) >= 1);
            let shares = Shares::of(index.said(term));
            let mut see = |item: usize, share: u8| {
                assert!(item < items && shares.share(item) == share);
                largest = largest.max(share);
            };
            match shares {
                Shares::Dense(dense) => {
                    all += 1;
                    assert_eq!(dense.len(), items);
                    dense.iter().enumerate().for_each(|(item, &share)| see(item, share));
                }
                Shares::Sparse(steps) => {
                    some += steps.len();
                    let mut item = 0;
                    for (n, &[step, share]) in steps.iter().enumerate() {
                        item += usize::from(step);
                        see(item, share);
                        assert!(n == 0 || step > 0, "an item is named once");
                        assert!(share != 0 || step == 255, "a way of less than 255 ends at an item");
                    }
                }
            }
            assert!([items, usize::MAX].iter().all(|&item| shares.share(item) == 0));
        }
        assert_eq!(largest, u8::MAX, "the steps are used to the last");
        assert!(some + all > 10);
        for term in [index.len(), index.len() + 1, usize::MAX] {
            assert_eq!(Shares::of(index.said(term)).share(0), 0);
        }
    }
}

/// Texts of every kind: the list's and people's, random ones, and ones about the places where sums and sets change their way.
fn asked() -> Vec<String> {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let alphabet: Vec<char> = texts().iter().flat_map(|text| text.chars()).step_by(7).collect();
    let mut asked: Vec<String> = texts().to_vec();
    assert!(asked.len() > 1500, "{}", asked.len());
    for n in 0..500 {
        asked.push(random.text(&alphabet, 1 + n % 60));
    }
    // Terms come in batches of 64; the set of those met becomes bits at 384; sums of 16 bits are moved at 256 terms of own words and at
    // 1,024 of the matters.
    let all: Vec<char> = texts().iter().flat_map(|text| text.chars()).collect();
    for len in [
        31, 32, 33, 63, 64, 65, 120, 127, 128, 129, 190, 200, 255, 256, 257, 300, 500, 511, 512, 513, 1000, 3000,
        20_000,
    ] {
        asked.push(random.text(&alphabet, len));
        let start = random.below(all.len() - 20_000);
        asked.push(all[start..start + len].iter().collect());
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
        "〇",
        "ａ村b民",
    ];
    asked.extend(odd.map(str::to_owned));
    asked
}

#[test]
fn the_ranking_equals_its_twin() {
    let asked = asked();
    for (name, every) in
        [("built in", 1), ("bound", 3), ("large", 23), ("single", 1), ("built in, taught", 11), ("bound, taught", 17)]
    {
        let list = list(name);
        let twin = Twin::new(matters_twin(), list);
        let (mut unknown, mut longest, mut through, mut own) = (0, 0.0f32, 0, 0);
        let long = asked.iter().filter(|text| text.chars().count() > 60);
        for (n, text) in asked.iter().step_by(every).chain(long).enumerate() {
            let top = [1, 3, 16, 0, 2, 17][n % 6];
            let reading = if n % 2 == 0 { Reading::Matter } else { Reading::Whole };
            let ranking = rank(matters(), &list, text, reading, top);
            assert_eq!(ranking, twin.rank(text, reading, top), "{name}, {reading:?}, {top} of {text:?}");
            unknown += usize::from(ranking.is_none());
            let Some(ranking) = ranking else { continue };
            longest = longest.max(ranking.length);
            *(if ranking.best[0].matter > 0 { &mut through } else { &mut own }) += 1;
        }
        assert!(
            (unknown > 0 || every > 1) && through > 50 && own > 0,
            "{name}: {unknown} unknown, {through} through matters, {own} by own words"
        );
        assert!(longest > 2048f32.ln(), "sums of 16 bits are moved to 32 more than once: {longest}");
    }
    assert!(list("large").items.len() > 2 * BLOCK && list("large").own.len() == 3);
    for taught in ["built in, taught", "bound, taught"].map(|name| list(name).taught) {
        assert!(taught.rows.len() > 50 && taught.links.len() > 1);
    }
    assert!(list("built in, taught").taught.index.len() > 1);
}

#[test]
fn what_may_begin_markup_is_not_gone_through_from_each_place() {
    let list = list("single");
    let time = |text: &str| -> Duration {
        let once = || {
            let start = Instant::now();
            std::hint::black_box(rank(matters(), &list, std::hint::black_box(text), Reading::Matter, 3));
            start.elapsed()
        };
        (0..10).map(|_| once()).min().unwrap()
    };
    // Sixteen times as long takes sixteen times as long; gone through from each place it would take 256 times.
    for piece in
        ["h", "w", "http", "<a", "<", "&a", "\"a", "\"a\" ", "a ", "村 ", "村村 ", "标题 ", "标题：", "\t", "1", "东村"]
    {
        let (short, long) = (piece.repeat(4_000 / piece.len()), piece.repeat(64_000 / piece.len()));
        let (once, all) = (time(&short).max(Duration::from_micros(20)), time(&long));
        assert!(all < once * 64, "{piece:?}: {once:?} for 4,000 bytes, {all:?} for 64,000");
    }
}

#[test]
fn a_list_of_one_item_has_no_rival() {
    let list = list("single");
    let ranking = rank(matters(), &list, "明天会不会下雨", Reading::Whole, 3).unwrap();
    assert_eq!(ranking.best[1], Candidate::NONE);
    assert_eq!(ranking.other_tier, f32::NEG_INFINITY);
    let [_, lead, ..] = ranking.facts(ranking.best[0]);
    assert_eq!(lead, 2.0, "a lead over nothing is the largest");
}

#[test]
fn every_score_that_is_equal_is_in_the_order_of_the_list() {
    let mut equal = 0;
    for name in ["built in", "bound", "large"] {
        let list = list(name);
        for text in texts().iter().step_by(3) {
            let Some(ranking) = rank(matters(), &list, text, Reading::Whole, MOST_RANKED) else { continue };
            let found: Vec<Candidate> = ranking.best.to_vec();
            assert!(found.is_sorted_by(|a, b| a.score > b.score || a.score == b.score && a.item < b.item), "{text}");
            equal += found.windows(2).filter(|pair| pair[0].score == pair[1].score).count();
            let distinct: BTreeSet<u16> = found.iter().map(|candidate| candidate.item).collect();
            assert_eq!(distinct.len(), MOST_RANKED);
            assert!(found[0].score >= ranking.other_tier);
        }
    }
    assert!(equal > 100, "{equal} are equal");
}

#[test]
fn width_case_and_spaces_do_not_change_a_ranking() {
    let list = list("built in");
    let rank = |text: &str| rank(matters(), &list, text, Reading::Whole, 5);
    for text in texts().iter().step_by(5) {
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
    let list = list("built in");
    let all: Vec<char> = texts().iter().flat_map(|text| text.chars()).cycle().take(60_000).collect();
    let pieces: Vec<String> = all.chunks(6_000).map(|piece| piece.iter().collect()).collect();
    let whole = pieces.concat();
    let time = |texts: &[String]| -> Duration {
        let start = Instant::now();
        for text in texts {
            std::hint::black_box(rank(matters(), &list, std::hint::black_box(text), Reading::Matter, 3));
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
