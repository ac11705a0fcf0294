//! Whatever the list or an answer says is `Serialize`; what can be made without a list is `Deserialize`.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{FrameKind, ItemId, Kind, Met, Options, Reason, RepairKind, Role, Thresholds, Tier, Verdict, catalogue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;

fn value(of: impl Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

fn returns<T: Serialize + DeserializeOwned + PartialEq + Debug>(values: &[T]) {
    for of in values {
        assert_eq!(serde_json::from_value::<T>(value(of)).unwrap(), *of);
    }
}

#[test]
fn what_the_list_says() {
    let list = catalogue();
    let whole = value(list);
    assert_eq!(whole["township"], value(list.township()));
    assert_eq!(whole["departments"].as_array().unwrap().len(), list.departments().len());
    assert_eq!(whole["items"], value(list.items()));
    assert_eq!(whole["items"][0], value(list.item("B001").unwrap()));
    let reclaimed = value(list.items().in_tier(Tier::Reclaimed));
    assert_eq!((reclaimed.as_array().unwrap().len(), &reclaimed[8]["id"]), (44, &json!("R009")));
    let category = list.item("R009").unwrap().category();
    assert_eq!(value(category), json!({ "tier": "reclaimed", "name": "社会保障", "items": category.len() }));
    let area = list.township().profile().find(|figure| figure.key() == "area_km2").unwrap();
    assert_eq!(value(area), json!({ "key": "area_km2", "name": "区域面积", "value": 898, "unit": "平方公里" }));
    let item = list.item("R009").unwrap();
    assert_eq!(value(item.takeover().next().unwrap()), value(item)["takeover"][0]);
}

#[test]
fn what_an_answer_says() {
    let (list, text) = (catalogue(), "老板欠我们工钱不给");
    let answer = list.classify(text).unwrap();
    let best = answer.best().unwrap();
    assert_eq!(value(answer)["matches"][0], value(best));
    let part = list.evidence(text, best.item).next().unwrap();
    let shown = value(part);
    assert_eq!(
        (&shown["start"], &shown["end"], &shown["met"]),
        (&json!(part.start), &json!(part.end), &json!("phrase"))
    );
    assert_eq!(shown["share"], value(f32::from(part.share) / 1000.0));
    // What is out of the ordinary stands there only where it is so.
    assert_eq!((value(answer).get("reason"), value(answer).get("elsewhere")), (None, None));
    let odd = value(list.classify("我是石门镇的，同上").unwrap());
    assert_eq!((&odd["elsewhere"], odd["verdict"] == "unclear"), (&json!(true), odd.get("reason").is_some()));
    assert_eq!(value(list.classify("同上").unwrap())["reason"], "only_frame");
    let part = list.classify_parts(text, Options::default()).unwrap().next().unwrap();
    assert_eq!(value(part), json!({ "start": 0, "end": text.len(), "answer": value(answer) }));
    let frame: Vec<_> = lvzhi::frame("<b>低保</b>").collect();
    assert_eq!(value(frame[0]), json!({ "start": 0, "end": 3, "kind": "markup" }));
}

#[test]
fn what_can_be_read_back() {
    returns(&catalogue().items().map(|item| item.id()).collect::<Vec<ItemId>>());
    returns(&Tier::ALL);
    returns(&Verdict::ALL);
    returns(&Role::ALL);
    returns(&Kind::ALL);
    returns(&RepairKind::ALL);
    returns(&Met::ALL);
    returns(&Reason::ALL);
    returns(&FrameKind::ALL);
    returns(&[Options::default(), Options { top: 1, thresholds: Thresholds::EAGER, frames: false }]);
    returns(&[Thresholds::default(), Thresholds { listed: 0.25, lead: 0.0 }]);
    let strict: Thresholds = serde_json::from_str("{\"listed\":0.75}").unwrap();
    assert_eq!(strict, Thresholds { listed: 0.75, ..Thresholds::default() });
    assert!(serde_json::from_str::<Thresholds>("{\"list\":0.75}").is_err());
}
