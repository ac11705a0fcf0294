//! Any text to the built-in list: the answer of the slow twin, the same for the folded and the spaced text, evidence on character
//! boundaries. The first byte chooses the number of candidates and the thresholds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi::{LONGEST_QUERY, Matter, MOST_EVIDENCE, MOST_MATCHES, MOST_PARTS, Options, QueryError, Thresholds, catalogue};
use lvzhi_fuzz::twin::Twin;
use lvzhi_fuzz::{BUILT_IN, MATTERS, Said, answer as twin_answer};
use lvzhi_tables::fold::folded;
use lvzhi_tables::list::Tables;
use std::sync::LazyLock;

static LIST: LazyLock<Tables<'static>> = LazyLock::new(|| Tables::open(&BUILT_IN).expect("compiled just now"));

static TWIN: LazyLock<Twin<'static>> = LazyLock::new(|| Twin::new(&MATTERS, *LIST));

/// The number in the id of a matter.
fn number(matter: Matter) -> u16 {
    matter.id().to_string()[1..].parse().expect("an M and a number")
}

const THRESHOLDS: [(f32, f32); 4] = [(0.5, 0.05), (0.0, 0.0), (0.9, 0.5), (1.0, 100.0)];

fuzz_target!(|bytes: &[u8]| {
    let [how, bytes @ ..] = bytes else { return };
    let Ok(text) = str::from_utf8(bytes) else { return };
    let list = catalogue();
    let top = usize::from(*how) % 19;
    let (listed, lead) = THRESHOLDS[usize::from(*how) / 64];
    let ask = |text: &str| {
        let thresholds = Thresholds { listed, lead };
        list.classify_with(text, Options { top, thresholds, ..Options::default() })
    };
    let fold: String = folded(text).map(|(_, c)| c).collect();
    let answer = match ask(text) {
        Ok(answer) => answer,
        Err(QueryError::TooLong { bytes }) => return assert!(bytes == text.len() && bytes > LONGEST_QUERY),
        Err(_) => return assert!(fold.is_empty()),
    };
    assert!(!fold.is_empty());
    let top = top.clamp(1, MOST_MATCHES);
    let found: Vec<_> = answer.matches().collect();
    let said = Said {
        verdict: answer.verdict as usize,
        confidence: answer.confidence,
        matter: answer.matter.map_or(0, number),
        matches: found
            .iter()
            .map(|found| (found.item.index(), found.score, found.confidence, found.matter.map_or(0, number)))
            .collect(),
    };
    assert_eq!(said, twin_answer(&TWIN, &LIST, text, top, listed, lead));
    assert!((0.0..=1.0).contains(&answer.confidence));
    assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    assert_eq!(answer.best(), found.first().copied());

    let spaced: String = fold.chars().flat_map(|c| [c, '\u{3000}']).collect();
    for other in [fold, spaced] {
        assert!(other.len() > LONGEST_QUERY || ask(&other) == Ok(answer), "{other:?}");
    }
    for item in found.iter().take(3).map(|found| found.item) {
        let (mut behind, mut shares, mut parts) = (0, 0, 0);
        for part in list.evidence(text, item) {
            assert!(text.get(part.start..part.end).is_some_and(|words| !words.is_empty()), "{part:?}");
            assert!(part.start >= behind, "parts overlap");
            behind = part.end;
            shares += u32::from(part.share);
            parts += 1;
        }
        assert!(parts <= MOST_EVIDENCE && shares <= 1000);
    }
    let mut behind = 0;
    for part in lvzhi::frame(text) {
        assert!(part.start >= behind && part.start < part.end && text.get(part.start..part.end).is_some(), "{part:?}");
        behind = part.end;
    }
    let parts = list.classify_parts(text, Options { top, thresholds: Thresholds { listed, lead }, ..Options::default() });
    let parts: Vec<_> = parts.expect("it was a query").collect();
    assert!((1..=MOST_PARTS).contains(&parts.len()) && parts.is_sorted_by(|a, b| a.end <= b.start));
    for part in &parts {
        assert_eq!(ask(&text[part.start..part.end]), Ok(part.answer));
    }
    assert!(answer.to_json().starts_with("{\"verdict\":\""));
});
