//! What holds of every text, tried on texts that nobody wrote and on every phrase of the bank.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use lvzhi::{
    Answer, Catalogue, Item, ItemId, LONGEST_QUERY, MOST_EVIDENCE, MOST_MATCHES, Options, QueryError, Thresholds, Tier,
    Verdict, catalogue,
};
use lvzhi_tables::fold::{fold_char, folded};
use proptest::prelude::*;
use std::collections::HashSet;
use std::path::Path;

/// Characters that meet the index, and characters that folding treats in a way of its own.
const TELLING: &str = "低保户工资拖欠村民土地农房宅基水渠路灯医疗报销养老残疾人的了请问，。 AbZ09（）“”";
const ODD: &str = "Ｃ０５１ａＺ農國臺『』《》①⑨—…·\u{0}\t\n\u{A0}\u{AD}\u{200B}\u{202E}\u{3000}\u{FEFF}\u{FE0F}\u{FFFD}éЖΩß😀\u{20000}\u{10FFFF}";

fn text() -> impl Strategy<Value = String> {
    let one_of = |set: &str| proptest::sample::select(set.chars().collect::<Vec<char>>());
    let character = prop_oneof![5 => one_of(TELLING), 2 => one_of(ODD), 2 => proptest::char::range('\u{4E00}', '\u{9FFF}'), 1 => any::<char>()];
    proptest::collection::vec(character, 0..120).prop_map(String::from_iter)
}

/// The words of the matters that the built-in list holds: id of the matter and phrase. They belong to the workspace: the packed crate has
/// none.
fn phrases() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let Ok(folder) = std::fs::read_dir(root.join("data/matters/words")) else {
        assert!(!root.join("DESIGN.md").is_file(), "the words are missing");
        return Vec::new();
    };
    let mains = catalogue().items().flat_map(|item| item.covers()).filter(|cover| cover.main);
    let held: HashSet<String> = mains.filter_map(|cover| Some(cover.matter?.id().to_string())).collect();
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let pairs = texts.flat_map(|text| {
        let pairs = text.lines().filter_map(|line| line.split_once('\t'));
        pairs.map(|(id, words)| (id.to_owned(), words.to_owned())).collect::<Vec<_>>()
    });
    pairs.filter(|(id, _)| held.contains(id)).collect()
}

fn fold(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

/// With white space of several kinds behind every character.
fn spaced(text: &str) -> String {
    text.chars().enumerate().flat_map(|(n, c)| [c, [' ', '\u{3000}', '\n', '\u{200B}'][n % 4]]).collect()
}

/// Without what folds to nothing.
fn unspaced(text: &str) -> String {
    folded(text).map(|(range, _)| &text[range]).collect()
}

/// The same words as another keyboard gives them: full width, other case, spaces between.
fn otherwise(text: &str) -> [String; 4] {
    let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
    let swapped = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    [
        text.chars().map(wide).collect(),
        text.chars().map(swapped).collect(),
        spaced(text),
        format!("\u{FEFF}\u{3000}{} ", text.chars().map(swapped).map(wide).collect::<String>()),
    ]
}

fn ask<'a>(list: &'a Catalogue, text: &str) -> Result<Answer<'a>, QueryError> {
    list.classify_with(text, Options { top: MOST_MATCHES, ..Options::default() })
}

fn sound(list: &Catalogue, text: &str) -> Result<(), TestCaseError> {
    let Ok(answer) = ask(list, text) else {
        prop_assert!(fold(text).is_empty() || text.len() > LONGEST_QUERY);
        return Ok(());
    };
    prop_assert!((0.0..=1.0).contains(&answer.confidence));
    let found: Vec<_> = answer.matches().collect();
    prop_assert!(found.len() == MOST_MATCHES || found.is_empty() && answer.verdict == Verdict::Unclear);
    // Scores are rounded for printing: equal ones may have been told apart.
    prop_assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    for one in &found {
        prop_assert!(one.score.is_finite() && (0.0..=1.0).contains(&one.confidence));
        prop_assert_eq!(list.get(one.item.id()), Some(one.item));
    }
    for item in found.iter().take(3).map(|one| one.item) {
        let (mut behind, mut shares, mut parts) = (0, 0u32, 0);
        for part in list.evidence(text, item) {
            let words = text.get(part.start..part.end);
            prop_assert!(words.is_some_and(|words| !words.is_empty()), "{:?} of {:?}", part, text);
            prop_assert!(part.start >= behind, "parts overlap: {:?}", text);
            prop_assert!(part.share <= 1000);
            behind = part.end;
            shares += u32::from(part.share);
            parts += 1;
        }
        prop_assert!(parts <= MOST_EVIDENCE && shares <= 1000);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_what_is_folded_changes_nothing(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(&fold(&once), &once);
        for (range, c) in folded(&text) {
            prop_assert_eq!(text[range].chars().next().and_then(fold_char), Some(c));
        }
    }

    #[test]
    fn answers_ignore_width_case_and_spacing(text in text()) {
        let list = catalogue();
        // Mark-up is ASCII without blanks, and links are in small letters: written otherwise, they are words.
        let close = unspaced(&text);
        if close.contains(['<', '&', '"', '@']) || close.contains("http") || close.contains("www") {
            return Ok(());
        }
        let [wide, swapped, spaced, both] = otherwise(&text);
        for other in [wide, swapped, both] {
            prop_assert_eq!(ask(list, &text), ask(list, &other), "{:?}", other);
        }
        // White space between words may be that of a form; between characters it is none.
        prop_assert_eq!(ask(list, &close), ask(list, &spaced), "{:?}", spaced);
    }

    #[test]
    fn answers_and_evidence_are_sound(text in text()) {
        sound(catalogue(), &text)?;
    }

    #[test]
    fn an_id_is_read_as_it_is_printed(tier in proptest::sample::select(Tier::ALL.to_vec()), number in 1u16..=9999, text in text()) {
        let id = ItemId::new(tier, number);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        for other in otherwise(&id.to_string()) {
            // White space may stand before the number, not within it.
            prop_assert_eq!(other.parse().ok(), (other != spaced(&id.to_string())).then_some(id));
        }
        prop_assert_eq!(catalogue().get(id).is_some(), usize::from(number) <= catalogue().items().in_tier(tier).len());
        // Whatever is read as an id is that id when printed.
        if let Ok(read) = text.parse::<ItemId>() {
            prop_assert_eq!(read.to_string().parse(), Ok(read));
        }
        for name in [tier.key(), tier.name()] {
            prop_assert_eq!(name.parse(), Ok(tier));
        }
    }

    #[test]
    fn no_look_up_panics(text in text(), number in any::<u16>(), top in any::<usize>(), listed in any::<f32>(), lead in any::<f32>()) {
        let list = catalogue();
        let named = list.item_named(&text);
        let by_id = list.item(&text);
        prop_assert_eq!(list.resolve(&text).ok(), by_id.or(named));
        let _ = text.parse::<Tier>();
        let _ = list.department(&text);
        prop_assert!(list.departments_like(&text).count() <= 3);
        prop_assert_eq!(list.with_nul(&text), None);
        prop_assert_eq!(list.items().in_category(&text).len(), list.items().filter(|item| item.category().name() == text).count());
        for tier in Tier::ALL {
            let _ = list.get(ItemId::new(tier, number));
        }
        let options = Options { top, thresholds: Thresholds { listed, lead }, frames: number % 2 == 0 };
        if let Ok(answer) = list.classify_with(&text, options) {
            prop_assert!(answer.matches().count() <= MOST_MATCHES);
        }
        for item in list.items().step_by(37) {
            let _ = list.evidence(&text, item).count();
        }
    }
}

#[test]
fn every_phrase_of_the_bank_is_sound_whatever_its_width_case_and_spacing() {
    let list = catalogue();
    for (_, words) in phrases().iter().step_by(7) {
        sound(list, words).unwrap();
        let [wide, swapped, spaced, both] = otherwise(words);
        for other in [wide, swapped, both] {
            assert_eq!(ask(list, words), ask(list, &other), "{other}");
        }
        assert_eq!(ask(list, &unspaced(words)), ask(list, &spaced), "{spaced}");
    }
}

#[test]
fn words_of_a_matter_rank_an_item_that_covers_it_first() {
    let list = catalogue();
    let bank = phrases();
    let covers =
        |item: Item<'_>, id: &str| item.covers().any(|cover| cover.matter.is_some_and(|is| is.id().to_string() == id));
    let own = |(id, words): &&(String, String)| {
        list.classify(words).unwrap().best().is_some_and(|best| covers(best.item, id))
    };
    let right = bank.iter().filter(own).count();
    let share = right as f64 / bank.len() as f64;
    println!("{right} of {} phrases rank their own item first: {share:.4}", bank.len());
    assert!(share >= 0.97, "{share:.4}");
}

#[test]
fn a_greeting_seldom_changes_a_verdict() {
    let list = catalogue();
    let bank = phrases();
    for (greeting, least) in [("请问", 0.95), ("您好，", 0.95), ("请问，", 0.95)] {
        let (mut verdict, mut first) = (0, 0);
        for (_, words) in &bank {
            let plain = list.classify(words).unwrap();
            let greeted = list.classify(&format!("{greeting}{words}")).unwrap();
            verdict += usize::from(plain.verdict == greeted.verdict);
            first += usize::from(plain.best().map(|best| best.item) == greeted.best().map(|best| best.item));
        }
        let share = |count: usize| count as f64 / bank.len() as f64;
        println!(
            "with {greeting} {:.4} keep their verdict, {:.4} their first item, of {}",
            share(verdict),
            share(first),
            bank.len()
        );
        assert!(
            share(verdict) >= least && share(first) >= least,
            "{greeting}: {:.4}, {:.4}",
            share(verdict),
            share(first)
        );
    }
}

#[test]
fn the_shares_of_a_long_text_do_not_overflow() {
    let list = catalogue();
    let words = phrases().iter().map(|(_, words)| words.as_str()).take(200).collect::<String>();
    for (unit, times) in [("低保户", 20_000), ("拖欠农民工工资", 20_000), (words.as_str(), 200)] {
        let text = unit.repeat(times);
        for item in list.items().step_by(13) {
            let shares: u32 = list.evidence(&text, item).map(|part| u32::from(part.share)).sum();
            assert!(shares <= 1000, "{} of {unit}: {shares}", item.id());
        }
    }
}

#[test]
fn shares_are_rounded_by_their_four_decimals() {
    for parts in 0..=10_000_u16 {
        assert_eq!(lvzhi::percent(f32::from(parts) / 10_000.0), (u32::from(parts) + 50) / 100, "{parts}");
    }
}
