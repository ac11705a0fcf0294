//! A list of another county, read from a folder: what the library knows of places and identities comes from the list.
#![cfg(feature = "load")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{Department, Loaded, catalogue};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// The county's name has characters of the names of offices (农业农村局, 公安局), the prefecture's too; that of the built-in list's
/// county stands in an office's name.
const FILES: [(&str, &str); 6] = [
    (
        "township.toml",
        r#"
data_version = "nongan-1"
name = "柳树乡"
county = "农安县"
prefecture = "水利市"
region = "江东省"
code = "990101201"

[declared]
items = { basic = 1, cooperative = 1, reclaimed = 1 }
departments = { cooperative = 5, reclaimed = 1 }

[declared.categories]
basic = ["民生服务"]
cooperative = ["民生服务"]
reclaimed = ["城乡建设"]
"#,
    ),
    (
        "departments.toml",
        r#"
[[department]]
name = "农安县公安局"
short = "县公安局"
kind = "government"

[[department]]
name = "农安县农业农村局"
short = "县农业农村局"
kind = "government"

[[department]]
name = "农安县教育局"
short = "县教育局"
kind = "government"

[[department]]
name = "水利市生态环境局农安县分局"
short = "县生态环境分局"
kind = "government"

[[department]]
name = "农安县对口支援巴楚办公室"
short = "县援助办"
kind = "government"
"#,
    ),
    ("basic.toml", "[[item]]\nnumber = 1\nlines = [1]\ncategory = \"民生服务\"\nname = \"做好低保申请受理\"\n"),
    (
        "cooperative.toml",
        r#"
[[item]]
number = 1
lines = [2]
category = "民生服务"
name = "春耕秩序维护"
departments = ["农安县公安局", "农安县农业农村局", "农安县教育局", "水利市生态环境局农安县分局", "农安县对口支援巴楚办公室"]

[[item.upper_duties]]
duties = ["维护秩序。"]

[[item.township_duties]]
duties = ["报告情况。"]
"#,
    ),
    (
        "reclaimed.toml",
        r#"
[[item]]
number = 1
lines = [3]
category = "城乡建设"
name = "拆除违法建筑"

[[item.takeover]]
department = "农安县公安局"
method = "由县公安局负责。"
"#,
    ),
    ("source.txt", "1\n2\n3\n"),
];

fn other_county() -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    Loaded::read(folder.path()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn names(like: impl Iterator<Item = Department<'static>>) -> Vec<&'static str> {
    like.map(|department| department.name()).collect()
}

#[test]
fn near_departments_do_not_count_the_names_of_their_own_places() {
    let loaded = other_county();
    let view = loaded.view();
    let list = view.catalogue();
    let like = |text: &str| list.departments_like(text).map(|is| is.name().to_owned()).collect::<Vec<_>>();
    // 农 and 安 are the county's, 水 and 利 the prefecture's: they bring nobody near.
    for text in ["农安县", "农安", "水利市", "水利", "农安县财政局", "水利市卫健委", "柳树乡", "江东省"]
    {
        assert_eq!(like(text), [] as [&str; 0], "{text}");
    }
    assert_eq!(like("农安县农机局"), ["农安县农业农村局"]);
    assert_eq!(like("农安公安分局")[0], "农安县公安局");
    assert_eq!(like("水利市环保局"), ["水利市生态环境局农安县分局"]);
    // What is the county's elsewhere is a word here.
    assert_eq!(like("巴楚办"), ["农安县对口支援巴楚办公室"]);
    assert_eq!(names(catalogue().departments_like("农安县巴楚县")), ["巴楚县公安局", "巴楚县农业农村局"]);
}

#[test]
fn views_of_one_list_give_equal_items_and_two_lists_do_not() {
    let loaded = other_county();
    let (view, again) = (loaded.view(), loaded.view());
    let (list, same) = (view.catalogue(), again.catalogue());
    let hash = |value: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        value(&mut hasher);
        hasher.finish()
    };
    assert_eq!(list, same);
    for (a, b) in list.items().zip(same.items()) {
        assert_eq!(a, b);
        assert_eq!(a.cmp(&b), std::cmp::Ordering::Equal);
        assert_eq!(hash(&|hasher| a.hash(hasher)), hash(&|hasher| b.hash(hasher)));
        assert_eq!(a.category(), b.category());
    }
    assert!(list.departments().eq(same.departments()));
    // A department of one view narrows the items of another.
    let police = list.department("县公安局").unwrap();
    assert_eq!(same.items().of_department(police, None).len(), 2);

    let twin = other_county();
    let twin = twin.view();
    for other in [twin.catalogue(), *catalogue()] {
        assert_ne!(list, other);
        let (a, b) = (list.item("C001").unwrap(), other.item("C001").unwrap());
        assert_ne!(a, b);
        assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        assert_ne!(a.cmp(&b), std::cmp::Ordering::Equal);
        // All of a list stand together.
        let first = other.item("B001").unwrap();
        assert_eq!(a.cmp(&first), a.cmp(&b));
        assert!(other.items().of_department(police, None).is_empty());
        assert_eq!(other.evidence("低保申请受理", list.item("B001").unwrap()).count(), 0);
    }
    assert!(list.evidence("低保申请受理", same.item("B001").unwrap()).count() > 0);
}

#[test]
fn a_loaded_list_is_shown_in_a_line() {
    let loaded = other_county();
    let wanted = r#"Catalogue { data_version: "nongan-1", township: "柳树乡", departments: 5, items: 3 }"#;
    assert_eq!(format!("{loaded:?}"), format!("Loaded({wanted})"));
    assert_eq!(format!("{:?}", loaded.view()), format!("View({wanted})"));
}
