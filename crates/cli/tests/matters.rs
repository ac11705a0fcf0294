//! `lvzhi matters`: the registry as a page, a field, a matter, and what it says of words that no name has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{answered, lvzhi};
use serde_json::Value;

fn told(words: &[&str]) -> Vec<Value> {
    let lines = answered([&["matters", "--json"], words].concat());
    lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_registry_is_a_page_by_fields() {
    let lines = answered(["matters"]);
    let heads: Vec<&String> = lines.iter().filter(|line| line.ends_with(" 个")).collect();
    let of = |line: &str| line.split(' ').nth(1).unwrap().parse::<usize>().unwrap();
    assert!(heads.len() > 20, "{heads:?}");
    assert_eq!(heads.iter().map(|line| of(line)).sum::<usize>(), lvzhi::matters().len());
    assert_eq!(lines.iter().filter(|line| line.starts_with('M')).count(), lvzhi::matters().len());
    // A field is a part of it.
    let field = answered(["matters", "公安"]);
    assert_eq!(&field[0], *heads.iter().find(|line| line.starts_with("公安 ")).unwrap());
    assert_eq!(field.len(), 1 + of(&field[0]));
}

#[test]
fn a_matter_says_who_usually_does_it_and_which_items_cover_it() {
    let page = answered(["matters", "护照"]).join("\n");
    for part in
        ["事由      M", "普通护照", "通常由    公安机关出入境管理机构", "依据      《护照法》", "没有对应的事项"]
    {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    let page = answered(["matters", "高龄津贴"]).join("\n");
    for part in ["易混      ", "（配合履职，主）", "（上级部门收回，主）"] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    // Whoever covers the wider matter covers its parts.
    let lamps = &told(&["村庄路灯"])[0];
    let wider = told(&[lamps["within"].as_str().unwrap()]);
    assert_eq!(wider.len(), 1);
    assert!(answered(["matters", lamps["within"].as_str().unwrap()]).join("\n").contains("包括"));
    let near: Vec<&str> = lamps["near"].as_array().unwrap().iter().map(|near| near["name"].as_str().unwrap()).collect();
    assert!(near.iter().any(|name| name.starts_with("城市路灯")) && near.len() <= 3, "{near:?}");
    assert!(!near.iter().any(|name| lamps["thing"].as_str().unwrap() == *name));
    // What the item says of its covers.
    for item in lamps["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        let item_said: Value = serde_json::from_str(&answered(["show", "--json", id])[0]).unwrap();
        let cover = item_said["matters"].as_array().unwrap().iter().find(|cover| cover["id"] == lamps["id"]).unwrap();
        assert_eq!((&cover["main"], &cover["from"]), (&item["main"], &item["from"]));
    }
    // Another list has other items; ids in any case.
    let other: Value = serde_json::from_str(
        &answered(["--list", "../../data/tongxi", "matters", "--json", &lamps["id"].as_str().unwrap().to_lowercase()])
            [0],
    )
    .unwrap();
    assert_eq!(other["id"], lamps["id"]);
    assert_ne!(other["items"], lamps["items"]);
}

#[test]
fn words_that_no_name_has_lead_to_the_nearest() {
    let run = lvzhi(["matters", "村口那盏灯不亮了"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("没有哪个事由") && run.out.contains("村庄路灯"), "{}{}", run.err, run.out);
    let run = lvzhi(["matters", "Ω"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("lvzhi matters"), "{}", run.err);
}
