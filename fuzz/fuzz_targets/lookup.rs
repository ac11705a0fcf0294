//! Any text as id, name, tier or department: what a scan of the list finds, and the folded text finds the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi::{Department, ItemId, LookupError, Tier, catalogue};
use lvzhi_tables::fold::{fold_into, fold_words_into, folded, is_punctuation};
use std::sync::LazyLock;

fn fold(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

fn words(text: &str) -> String {
    fold(text).chars().filter(|&c| !is_punctuation(c)).collect()
}

/// Every name, folded and without punctuation, by place.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| catalogue().items().map(|item| words(item.name())).collect());

/// Every spelling, folded and without punctuation, and the department that is spelt so.
static SPELLINGS: LazyLock<Vec<(String, Department<'static>)>> = LazyLock::new(|| {
    let all = |one: Department<'static>| [one.name(), one.short()].into_iter().chain(one.aliases());
    catalogue().departments().flat_map(|one| all(one).map(move |spelling| (words(spelling), one))).collect()
});

/// The tier and the number of an id, read by its rule.
fn read(text: &str) -> Option<(Tier, u16)> {
    let blank = |c: char| c.is_whitespace() || "\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{FEFF}".contains(c);
    let ascii = |c: char| if ('\u{FF01}'..='\u{FF5E}').contains(&c) { (c as u32 - 0xFEE0) as u8 as char } else { c };
    let text: String = text.trim_matches(blank).chars().map(ascii).collect();
    let tier = Tier::ALL.into_iter().find(|tier| text.to_ascii_uppercase().starts_with(tier.letter()))?;
    let digits = text[1..].trim_start_matches(blank);
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    Some((tier, digits.parse().ok().filter(|&number| plain && number > 0)?))
}

/// The departments that share most characters with a text, by counting and sorting. Names of the list's places do not count.
fn like<'a>(text: &str) -> Vec<Department<'a>> {
    let township = catalogue().township();
    let full = [township.region(), township.prefecture(), township.county(), township.name()];
    let short = full.map(|name| name.strip_suffix(|_: char| true).unwrap());
    let places: Vec<&str> = full.into_iter().chain(short).collect();
    let beside_places = |mut text: &str| {
        let mut kept = String::new();
        while let Some(c) = text.chars().next() {
            match places.iter().find_map(|place| text.strip_prefix(place)) {
                Some(behind) => text = behind,
                None => {
                    kept.push(c);
                    text = &text[c.len_utf8()..];
                }
            }
        }
        kept
    };
    let folded = fold(&beside_places(text));
    let common = |department: &Department<'_>| {
        let name = beside_places(department.name());
        folded.chars().filter(|&c| !"局委会部办".contains(c) && name.contains(c)).count()
    };
    let mut all: Vec<_> = catalogue().departments().map(|one| (common(&one), one)).filter(|one| one.0 > 0).collect();
    all.sort_by_key(|&(common, one)| (std::cmp::Reverse(common), one.index()));
    all.into_iter().take(3).map(|(_, one)| one).collect()
}

fuzz_target!(|text: &str| {
    let list = catalogue();
    let once = fold(text);
    assert_eq!(fold(&once), once);
    let mut buffer = [0; 64];
    let fits = fold_into(text, &mut buffer);
    assert_eq!(fits, Some(once.as_bytes()).filter(|folded| folded.len() <= 64));

    let plain = words(text);
    let fits = fold_words_into(text, &mut buffer);
    assert_eq!(fits, Some(plain.as_bytes()).filter(|words| words.len() <= 64));

    let id = text.parse::<ItemId>();
    assert_eq!(id.ok().map(|id| (id.tier(), id.number())), read(text));
    let by_id = list.items().find(|item| Ok(item.id()) == id);
    assert_eq!(list.item(text), by_id);
    if let Ok(id) = id {
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(list.get(id), by_id);
    }
    assert_eq!(text.parse::<Tier>(), once.parse());

    let by_name = NAMES.iter().position(|name| *name == plain).and_then(|place| list.items().nth(place));
    assert_eq!(list.item_named(text), by_name);
    match list.resolve(text) {
        Ok(item) => assert_eq!(Some(item), by_id.or(by_name)),
        Err(LookupError::NoSuchId { id: is, .. }) => assert!(id == Ok(is) && by_id.is_none()),
        Err(_) => assert!(id.is_err() && by_name.is_none()),
    }

    let spelt = SPELLINGS.iter().find(|(spelling, _)| *spelling == plain).map(|&(_, one)| one);
    assert_eq!(list.department(text), spelt);
    assert_eq!(list.departments_like(text).collect::<Vec<_>>(), like(text));
    assert_eq!(list.with_nul(text), None);
});
