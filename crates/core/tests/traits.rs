//! What Rust expects of types: short `Debug`, order, `Display` and `FromStr` that agree, iterators from both ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{
    Catalogue, Category, Item, ItemId, Items, Kind, Met, ParseWordError, RepairKind, Role, Tier, Verdict, catalogue,
};
use std::collections::{BTreeSet, HashSet};
use std::fmt::{Debug, Display};
use std::iter::FusedIterator;
use std::str::FromStr;

/// The longest that a value is shown, in characters: an item's name may have 133.
const LONGEST: usize = 400;

#[test]
fn debug_is_short_and_says_what_it_is() {
    let list = catalogue();
    assert_eq!(
        format!("{list:?}"),
        r#"Catalogue { data_version: "xiamale-2026.11", township: "夏马勒乡", departments: 38, items: 292 }"#
    );
    assert_eq!(
        format!("{:?}", list.township()),
        r#"Township { name: "夏马勒乡", county: "巴楚县", prefecture: "喀什地区", region: "新疆维吾尔自治区", code: Some("653130203"), .. }"#
    );
    let area = list.township().profile().find(|figure| figure.key() == "area_km2").unwrap();
    assert_eq!(format!("{area:?}"), r#"Figure { key: "area_km2", name: "区域面积", value: 898, unit: "平方公里" }"#);
    let item = list.item("C051").unwrap();
    assert_eq!(format!("{item:?}"), "Item(C051 做好国土调查工作)");
    let category = item.category();
    let count = category.len();
    assert_eq!(format!("{category:?}"), format!("Category(配合履职 {}, {count} items)", category.name()));
    assert_eq!(
        format!(
            "{:?}",
            list.items().in_tier(Tier::Cooperative).in_category(category.name()).nth(1).unwrap().category()
        ),
        format!("{category:?}")
    );
    let discontinued = list.items().in_tier(Tier::Reclaimed);
    let shown = format!("{discontinued:?}");
    let (first, last) = (list.item("R001").unwrap(), list.item("R044").unwrap());
    assert_eq!(shown, format!("Items {{ left: 44, next: Some({first:?}), last: Some({last:?}) }}"));
    assert_eq!(format!("{:?}", list.department("县人社局").unwrap()), r#"Department("巴楚县人力资源和社会保障局")"#);
    let answer = list.classify("老板欠我们工钱不给").unwrap();
    let shown = format!("{answer:?}");
    assert!(shown.starts_with("Answer { verdict: Reclaimed, confidence: "), "{shown}");
    assert_eq!((shown.matches("Match {").count(), shown.matches("None").count()), (3, 0), "{shown}");
}

#[test]
fn debug_of_everything_is_short() {
    fn short(value: &dyn Debug) {
        let shown = [format!("{value:?}"), format!("{value:#?}")];
        assert!(shown.iter().all(|shown| shown.chars().count() <= LONGEST), "{}", shown[0]);
    }
    let list = catalogue();
    short(&list);
    short(&list.township());
    list.township().profile().for_each(|figure| short(&figure));
    for item in list.items() {
        short(&item);
        short(&item.category());
        short(&item.category().items());
        item.departments().for_each(|part| short(&part));
        item.upper_duties().chain(item.township_duties()).for_each(|group| short(&group));
        item.repairs().for_each(|repair| short(&repair));
        item.takeover().for_each(|takeover| short(&takeover));
    }
}

#[test]
fn items_stand_in_the_order_of_the_list() {
    let list = catalogue();
    let items: Vec<Item<'_>> = list.items().collect();
    assert!(items.is_sorted() && items.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(items.iter().map(Item::id).is_sorted());
    let mut mixed: Vec<_> = items.iter().rev().copied().collect();
    mixed.sort();
    assert_eq!(mixed, items);
    assert_eq!(items.iter().copied().collect::<BTreeSet<_>>().len(), 292);
    assert!(list.departments().is_sorted());
    let categories: HashSet<Category<'_>> = items.iter().map(Item::category).collect();
    assert_eq!(categories.len(), 48);
    assert_eq!(items.iter().copied().map(ItemId::from).max(), items.last().map(Item::id));
    assert_eq!(Catalogue::default(), *list);
}

#[test]
fn items_come_from_both_ends() {
    fn exact<I: DoubleEndedIterator + ExactSizeIterator + FusedIterator + Clone>(iterator: I) -> I {
        iterator
    }
    let list = catalogue();
    let office = list.department("人社局").unwrap();
    let narrowed: [fn(Items<'static>) -> Items<'static>; 4] = [
        |all| all,
        |all| all.in_tier(Tier::Cooperative),
        |all| all.in_category("社会保障"),
        |all| all.in_tier(Tier::Cooperative).in_tier(Tier::Basic),
    ];
    for narrow in narrowed {
        for items in [narrow(list.items()), narrow(list.items().of_department(office, Role::Lead))] {
            let mut items = exact(items);
            let all: Vec<Item<'_>> = list.items().filter(|item| items.clone().any(|is| is == *item)).collect();
            assert!(items.clone().eq(all.iter().copied()));
            assert!(items.clone().rev().eq(all.iter().rev().copied()));
            assert_eq!(
                (items.len(), items.clone().count(), items.clone().last()),
                (all.len(), all.len(), all.last().copied())
            );
            for n in [0, 1, 63, 64, 65, 100, 291, 292, usize::MAX] {
                let mut skipped = items.clone();
                assert_eq!(skipped.nth(n), all.get(n).copied(), "{n}");
                assert_eq!(skipped.len(), all.len().saturating_sub(n.saturating_add(1)));
            }
            // Both ends in turn meet in the middle, and there it ends.
            let mut met = Vec::new();
            while let Some(item) = items.next() {
                met.push(item);
                met.extend(items.next_back());
            }
            met.sort();
            assert_eq!(met, all);
            assert!(items.is_empty() && items.next().is_none() && items.next_back().is_none());
        }
    }
}

#[test]
fn each_condition_narrows_what_is_left() {
    let list = catalogue();
    assert!(list.items().in_category("社会保障").in_category("民生服务").is_empty());
    assert!(list.items().in_category("社会保障").in_category("社会保障").eq(list.items().in_category("社会保障")));
    let (one, other) = (list.department("县公安局").unwrap(), list.department("县教育局").unwrap());
    let names = |item: &Item<'_>, department| item.departments().any(|(is, _)| is == department);
    let both: Vec<_> = list.items().filter(|item| names(item, one) && names(item, other)).collect();
    assert!(!both.is_empty());
    assert!(list.items().of_department(one, None).of_department(other, None).eq(both));
}

#[test]
fn a_name_that_is_built_at_run_time_gives_items_of_the_list() {
    fn find(tier: Tier) -> Vec<Item<'static>> {
        let name = ["民生", "服务"].concat();
        let items: Items<'static> = catalogue().items().in_tier(tier).in_category(&name);
        items.collect()
    }
    assert!(!find(Tier::Basic).is_empty());
    assert_eq!(find(Tier::Basic)[0].category().name(), "民生服务");
}

#[test]
fn words_are_read_as_they_are_printed() {
    fn all<T>(words: &[T], key: fn(T) -> &'static str, name: fn(T) -> &'static str)
    where
        T: FromStr<Err = ParseWordError> + Display + Debug + PartialEq + Copy,
    {
        let mut spellings = HashSet::new();
        for &word in words {
            for spelling in [key(word), name(word)] {
                assert!(spellings.insert(spelling));
                assert_eq!(spelling.parse(), Ok(word));
                assert_eq!(format!(" {} ", spelling.to_uppercase()).parse(), Ok(word));
            }
            assert_eq!(word.to_string(), name(word));
            assert_eq!(format!("{word:>8}").chars().count(), 8);
        }
        for text in ["", "x", "基本履职清单", "leads"] {
            let error = text.parse::<T>().unwrap_err();
            let message = error.to_string();
            assert!(message.starts_with("不是") && message.contains("(not a"), "{message}");
            for &word in words {
                assert!(message.contains(key(word)) && message.contains(name(word)), "{message}");
            }
        }
    }
    all(&Tier::ALL, Tier::key, Tier::name);
    all(&Verdict::ALL, Verdict::key, Verdict::name);
    all(&Role::ALL, Role::key, Role::name);
    all(&Kind::ALL, Kind::key, Kind::name);
    all(&RepairKind::ALL, RepairKind::key, RepairKind::name);
    all(&Met::ALL, Met::key, Met::name);
    let error = "村".parse::<Verdict>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "不是判断，应为 基本履职、配合履职、上级部门收回、清单外 或 待定 (not a verdict: basic, cooperative, reclaimed, unlisted or unclear)"
    );
    let error: &dyn std::error::Error = &error;
    assert!(error.source().is_none());
}

#[test]
fn what_has_a_name_is_shown_by_it_and_padded() {
    let list = catalogue();
    let item = list.item("C051").unwrap();
    assert_eq!(item.to_string(), "C051 做好国土调查工作");
    assert_eq!(format!("[{:<6}] [{:>6}] [{:^6}]", item.id(), item.id(), item.id()), "[C051  ] [  C051] [ C051 ]");
    for number in [0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, u16::MAX] {
        assert_eq!(ItemId::new(Tier::Reclaimed, number).to_string(), format!("R{number:03}"));
    }
    let category = item.category();
    assert_eq!((category.to_string().as_str(), category.as_ref()), (category.name(), category.name()));
    let department = list.department("人社局").unwrap();
    assert_eq!((department.to_string().as_str(), department.as_ref()), (department.name(), department.name()));
}
