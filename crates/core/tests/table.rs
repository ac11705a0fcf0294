//! Every row of the tables, every time: ids, names, spellings, roles, categories, totals, related items.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{ItemId, LookupError, Role, Tier, catalogue};
use std::collections::{BTreeMap, BTreeSet, HashSet};

#[test]
fn every_id_leads_to_its_item_in_every_spelling() {
    let list = catalogue();
    for (index, item) in list.items().enumerate() {
        let id = item.id();
        assert_eq!(item.index(), index);
        assert_eq!((item.tier(), item.number()), (id.tier(), id.number()));
        assert_eq!(list.get(id), Some(item));
        let text = id.to_string();
        let (letter, number) = (id.tier().letter(), id.number());
        let wide: String = text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
        let spellings = [
            text.clone(),
            text.to_lowercase(),
            wide,
            format!("{letter}{number}"),
            format!(" {letter} {number:04}　"),
            format!("{}{number:02}", letter.to_ascii_lowercase()),
        ];
        for spelling in spellings {
            assert_eq!(list.item(&spelling), Some(item), "{spelling:?}");
            assert_eq!(list.resolve(&spelling), Ok(item));
        }
    }
}

#[test]
fn ids_that_are_none_are_refused() {
    let list = catalogue();
    let none = [
        "",
        "C",
        "051",
        "D001",
        "C0",
        "C000",
        "C1234567",
        "C05x",
        "C-1",
        "CC1",
        "B141",
        "C109",
        "R045",
        "R9999",
        "基001",
        "\u{0}",
        "C１２３４５",
        // What is not white space at the ends or between letter and number.
        "C5 1",
        "C０ ５１",
        "C051\u{0}",
        "C051\u{0}\u{0}\u{0}\u{0}",
        "\u{1}B001",
        "B001\u{FFFD}",
        "B\u{0}001",
        "C051。",
        "C①",
    ];
    for text in none {
        assert_eq!(list.item(text), None, "{text:?}");
    }
    for number in 0..=u16::MAX {
        for (tier, last) in Tier::ALL.into_iter().zip([140, 108, 44]) {
            assert_eq!(list.get(ItemId::new(tier, number)).is_some(), (1..=last).contains(&number));
        }
    }
    let last = Some(ItemId::new(Tier::Reclaimed, 44));
    assert!(
        matches!(list.resolve("r45"), Err(LookupError::NoSuchId { items: 44, near: [near, None], .. }) if near == last)
    );
    assert_eq!(list.resolve("没有的事"), Err(LookupError::NoSuchName));
}

/// As SECURITY.md says: fields of any length may be padded, and what cannot match is not read to its end.
#[test]
fn a_key_of_any_length_is_read_as_far_as_it_can_match() {
    let list = catalogue();
    let padded = |text: &str| format!("{}{text}{}", " ".repeat(100_000), "\u{3000}".repeat(100_000));
    for item in list.items().step_by(29) {
        assert_eq!(list.item_named(&padded(item.name())), Some(item));
        assert_eq!(list.resolve(&padded(&item.id().to_string())), Ok(item));
    }
    assert_eq!(list.department(&padded("人社局")), list.department("人社局"));
    // To read these to their ends would take many minutes.
    let start = std::time::Instant::now();
    for head in ["", "C051", "做好国土调查工作", "　"] {
        let long = format!("{head}{}", "9一".repeat(1 << 22));
        for _ in 0..20_000 {
            assert_eq!(list.resolve(&long), Err(LookupError::NoSuchName));
            assert_eq!(list.department(&long), None);
        }
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn every_name_leads_to_its_item_however_it_is_typed() {
    let list = catalogue();
    for item in list.items() {
        let name = item.name();
        let half: String = name.chars().map(|c| if c == '，' { ',' } else { c }).collect();
        let quoted = name.replace('"', "”");
        let spaced: String = name.chars().flat_map(|c| [c, ' ']).collect();
        let words: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let pointed: String = name.chars().flat_map(|c| [c, '、']).collect();
        let (ended, wrapped) = (format!("{name}。"), format!("《{words}》；"));
        for spelling in [name, &half, &quoted, &spaced, &words, &pointed, &ended, &wrapped] {
            assert_eq!(list.item_named(spelling), Some(item), "{spelling}");
        }
        let mut cut = words.clone();
        cut.pop();
        assert_ne!(list.item_named(&cut), Some(item));
        assert_eq!(list.item_named(&format!("{name}一")), None);
    }
    for text in ["", " ", "做", "\u{FFFF}", &"长".repeat(10_000)] {
        assert_eq!(list.item_named(text), None);
        assert_eq!(list.department(text), None);
    }
    assert_eq!(list.item_named("對臨時建築物、構築物和其他設施限期拆除期滿仍不拆除的強制拆除"), list.item("R035"));
}

#[test]
fn every_spelling_leads_to_its_department() {
    let list = catalogue();
    let mut spellings = HashSet::new();
    for (index, department) in list.departments().enumerate() {
        assert_eq!(department.index(), index);
        for spelling in [department.name(), department.short()].into_iter().chain(department.aliases()) {
            assert_eq!(list.department(spelling), Some(department), "{spelling}");
            assert_eq!(list.department(&format!("“{spelling}”：")), Some(department), "{spelling}");
            spellings.insert(spelling);
        }
    }
    assert!(spellings.len() > 200, "{} spellings", spellings.len());
    for (spoken, canonical) in [
        ("县人社局", "巴楚县人力资源和社会保障局"),
        ("人社局", "巴楚县人力资源和社会保障局"),
        ("医保局", "巴楚县医疗保障局"),
        ("残联", "巴楚县残疾人联合会"),
        ("市监局", "巴楚县市场监督管理局"),
        ("住建局", "巴楚县住房和城乡建设局"),
        ("卫健委", "巴楚县卫生健康委员会"),
        ("发改委", "巴楚县发展和改革委员会"),
    ] {
        assert_eq!(list.department(spoken).unwrap().name(), canonical);
    }
    assert_eq!(list.department("税务局"), None);
    assert!(list.departments_like("市场管理局").any(|near| near.name() == "巴楚县市场监督管理局"));
    assert_eq!(list.departments_like("?").count(), 0);
}

#[test]
fn roles_are_the_same_from_both_sides() {
    let list = catalogue();
    let mut from_items = BTreeSet::new();
    for item in list.items() {
        for (n, (department, role)) in item.departments().enumerate() {
            let expected = match (item.tier(), n) {
                (Tier::Reclaimed, _) => Role::Successor,
                (_, 0) => Role::Lead,
                _ => Role::Joint,
            };
            assert_eq!(role, expected, "{}", item.id());
            from_items.insert((department.index(), role, item.id()));
        }
        assert_eq!(item.lead(), item.departments().next().map(|(department, _)| department));
    }
    let mut from_departments = BTreeSet::new();
    for department in list.departments() {
        for role in Role::ALL {
            let items: Vec<_> = department.items(role).collect();
            assert!(items.iter().eq(list.items().of_department(department, role).collect::<Vec<_>>().iter()));
            from_departments.extend(items.iter().map(|item| (department.index(), role, item.id())));
        }
        assert!(department.items(None).count() > 0, "{department} has no item");
    }
    assert_eq!(from_items, from_departments);
}

#[test]
fn the_declared_totals_are_met() {
    let list = catalogue();
    let township = list.township();
    assert_eq!(Tier::ALL.map(|tier| list.items().in_tier(tier).len()), [140, 108, 44]);
    assert_eq!(Tier::ALL.map(|tier| list.categories(tier).len()), [20, 18, 10]);
    for tier in Tier::ALL {
        assert_eq!(usize::from(township.declared_items(tier)), list.items().in_tier(tier).len());
        assert_eq!(usize::from(township.declared_categories(tier)), list.categories(tier).len());
        let named: BTreeSet<_> = list
            .items()
            .in_tier(tier)
            .flat_map(|item| item.departments())
            .map(|(department, _)| department.index())
            .collect();
        let declared = township.declared_departments(tier).map(usize::from);
        assert_eq!(declared.unwrap_or(0), named.len() + usize::from(township.missing_departments(tier)));
    }
    assert_eq!(Tier::ALL.map(|tier| township.missing_departments(tier)), [0, 1, 0]);
    let figures: BTreeMap<_, _> = township.profile().map(|figure| (figure.key(), figure.value())).collect();
    assert_eq!((figures["area_km2"], figures["registered_people"], figures["arable_land_mu"]), (898, 10_606, 105_000));
    assert_eq!((township.code(), township.edition(), township.is_made_up()), (Some("653130203"), None, false));
}

#[test]
fn categories_divide_the_items() {
    let list = catalogue();
    let mut counted = 0;
    for (tier, category, count) in list.cross_table() {
        assert_eq!(category.tier(), tier);
        assert_eq!(category.items().count(), count);
        assert!(category.items().all(|item| item.tier() == tier && item.category() == category));
        assert_eq!(list.items().in_tier(tier).in_category(category.name()).len(), count);
        counted += count;
    }
    assert_eq!(counted, 292);
    assert!(list.items().in_tier(Tier::Basic).in_tier(Tier::Reclaimed).is_empty());
    assert!(list.items().in_category("没有").is_empty());
}

#[test]
fn related_items_are_of_other_tiers() {
    let list = catalogue();
    let mut pairs = 0;
    for item in list.items() {
        assert!(item.related().len() <= 3);
        for other in item.related() {
            assert_ne!(item.tier(), other.tier());
            pairs += 1;
        }
    }
    assert!(pairs > 100, "{pairs} pairs");
    // Applying and deciding, township and county.
    for (item, other) in [("B091", "R012"), ("C022", "R003"), ("R012", "B091"), ("B061", "C103")] {
        let ids: Vec<String> = list.item(item).unwrap().related().map(|item| item.id().to_string()).collect();
        assert!(ids.iter().any(|id| id == other), "{item}: {ids:?}");
    }
}

#[test]
fn texts_are_clean_and_stand_before_a_nul() {
    let list = catalogue();
    for item in list.items() {
        let groups = item.upper_duties().chain(item.township_duties());
        let texts = [item.name(), item.category().name()].into_iter().chain(groups.flat_map(|group| group.duties()));
        for text in texts {
            assert!(!text.is_empty() && !text.chars().any(|c| c.is_control() || c.is_whitespace()), "{text:?}");
        }
        assert!(item.source_lines().len() > 0);
    }
    assert!(list.item("R001").unwrap().is_discontinued());
    assert_eq!(list.items().filter(|item| item.is_discontinued()).count(), 1);
    assert_eq!(list.item("R041").unwrap().takeover().len(), 7);
    assert_eq!(list.item("R041").unwrap().takeover().last().unwrap().method(), None);
}

#[test]
fn near_departments_are_those_that_counting_and_sorting_finds() {
    let list = catalogue();
    let places = ["新疆维吾尔自治区", "喀什地区", "巴楚县", "夏马勒乡", "新疆维吾尔自治", "喀什地", "巴楚", "夏马勒"];
    let beside_places = |text: &str| places.iter().fold(text.to_owned(), |text, place| text.replace(place, " "));
    let tells = |c: &char| !"局委会部办".contains(*c);
    let texts = list.items().map(|item| item.name()).chain(list.departments().flat_map(|one| one.aliases()));
    for text in texts.chain(["", "局", "政协政府", "人社", "巴楚县地震局", "喀什地区巴楚县夏马勒乡新疆自治区政府"])
    {
        let folded: Vec<char> =
            beside_places(text).chars().filter_map(lvzhi_tables::fold::fold_char).filter(tells).collect();
        let common = |name: &str| folded.iter().filter(|&&c| beside_places(name).contains(c)).count();
        let mut all: Vec<_> = list.departments().map(|one| (common(one.name()), one)).collect();
        all.retain(|&(common, _)| common > 0);
        // A stable sort: equally near ones stay in the order of the registry.
        all.sort_by_key(|&(common, _)| std::cmp::Reverse(common));
        all.truncate(3);
        let like: Vec<_> = list.departments_like(text).collect();
        assert_eq!(like, all.into_iter().map(|(_, one)| one).collect::<Vec<_>>(), "{text}");
    }
}

/// The crate has a README of its own, for crates.io; the one that people see first has the same example.
#[test]
fn the_rust_example_of_the_front_page_is_one_that_is_run() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(front) = std::fs::read_to_string(folder.join("../../README.md")) else {
        // The packed crate stands alone.
        assert!(!folder.join("../../DESIGN.md").is_file());
        return;
    };
    let own = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let example = front.split_once("```rust\n").and_then(|(_, rest)| rest.split_once("# Ok::")).unwrap().0;
    assert!(example.lines().count() > 5 && own.contains(example), "{example}");
}
