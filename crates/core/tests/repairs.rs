//! What pages say of repairs, in Chinese.
#![allow(clippy::unwrap_used, reason = "a test")]

use lvzhi::{Repair, catalogue};

/// All repairs of the list that is built in, with the ids of their items.
fn repairs() -> impl Iterator<Item = (String, Repair<'static>)> {
    catalogue().items().flat_map(|item| item.repairs().map(move |repair| (item.id().to_string(), repair)))
}

/// Runs of characters that `keep` keeps, of at least two characters.
fn runs(text: &str, keep: impl Fn(char) -> bool) -> Vec<&str> {
    text.split(|c| !keep(c)).filter(|run| run.chars().count() > 1).collect()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn every_reason_is_given_in_chinese_too() {
    for (id, repair) in repairs() {
        let chinese = repair.basis_zh().unwrap_or_default();
        assert!(chinese.chars().filter(|&c| is_han(c)).count() > 3, "{id}: {repair:?} has no basis_zh");
        assert!(runs(chinese, |c| c.is_ascii_lowercase()).is_empty(), "{id}: {chinese}");
        // What the English reason quotes, the Chinese one quotes: the same words, the same ids. Articles of laws are in Chinese numerals.
        let kept = |c: char| is_han(c) || c.is_ascii_uppercase() || c.is_ascii_digit();
        for quoted in runs(repair.basis(), kept).into_iter().filter(|&quoted| quoted != "17") {
            assert!(chinese.contains(quoted), "{id}: {quoted} is missing in {chinese}");
        }
    }
}

#[test]
fn fields_are_named_in_chinese() {
    let place = |id: &str, field: &str| {
        let item = catalogue().item(id).unwrap();
        item.repairs().find(|repair| repair.field() == field).unwrap().place().to_string()
    };
    for (id, field, told) in [
        ("B001", "category", "事项类别"),
        ("C051", "departments", "对应上级部门"),
        ("C002", "name", "事项名称"),
        ("C002", "upper_duties", "上级职责"),
        ("C002", "upper_duties[2].duties", "上级职责第3组各条"),
        ("C014", "upper_duties[0].department", "上级职责第1组部门"),
        ("C025", "township_duties[0].heading", "乡镇职责第1组标题"),
        ("C050", "township_duties[0].duties[1]", "乡镇职责现第2条"),
        ("R041", "takeover[5].method", "承接部门之6的工作方式"),
    ] {
        assert_eq!(place(id, field), told, "{id} {field}");
    }
    for (id, repair) in repairs() {
        let place = repair.place().to_string();
        assert!(place.chars().all(|c| is_han(c) || c.is_ascii_digit()), "{id}: {place}");
    }
}
