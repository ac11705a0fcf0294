//! Lists beside the one built in: opened from files and bytes, shared, let go; places and identities are those of each list.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{Catalogue, Department, FileError, FileKind, catalogue};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// The county's name has characters of the names of offices (农业农村局, 公安局), the prefecture's too; that of the built-in list's
/// county stands in an office's name.
const FILES: [(&str, &str); 5] = [
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
    ("basic.toml", "[[item]]\nnumber = 1\ncategory = \"民生服务\"\nname = \"做好低保申请受理\"\n"),
    (
        "cooperative.toml",
        r#"
[[item]]
number = 1
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
category = "城乡建设"
name = "拆除违法建筑"

[[item.takeover]]
department = "农安县公安局"
method = "由县公安局负责。"
"#,
    ),
];

/// The compiled list.
fn bytes() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    lvzhi_compiler::compile_path(folder.path()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn other_county() -> Catalogue {
    Catalogue::from_bytes(bytes()).unwrap()
}

fn names(like: impl Iterator<Item = Department<'static>>) -> Vec<&'static str> {
    like.map(|department| department.name()).collect()
}

#[test]
fn near_departments_do_not_count_the_names_of_their_own_places() {
    let list = other_county();
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
fn clones_give_equal_items_and_two_lists_do_not() {
    let list = other_county();
    let same = list.clone();
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
    // A department of one handle narrows the items of another.
    let police = list.department("县公安局").unwrap();
    assert_eq!(same.items().of_department(police, None).len(), 2);

    for other in [other_county(), catalogue().clone()] {
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
fn a_list_is_shown_in_a_line() {
    let wanted = r#"Catalogue { data_version: "nongan-1", township: "柳树乡", departments: 5, items: 3 }"#;
    assert_eq!(format!("{:?}", other_county()), wanted);
}

#[test]
fn a_list_without_covers_is_bound_and_answers() {
    let list = other_county();
    let answer = list.classify("申请低保").unwrap();
    let best = answer.best().unwrap();
    assert_eq!(best.item.id().to_string(), "B001");
    assert!(
        best.matter.is_some_and(|matter| matter.name().contains("低保") || matter.name().contains("最低生活")),
        "{best:?}"
    );
    for item in list.items() {
        assert!(item.covers().all(|cover| !cover.stated));
        assert!(item.covers().next().is_none_or(|cover| cover.main));
    }
    // What this list does not hold.
    assert_eq!(list.classify("孩子办护照要带什么材料").unwrap().verdict, lvzhi::Verdict::Unlisted);
}

#[test]
fn from_a_file_from_bytes_and_from_a_static_are_one() {
    let bytes = bytes();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ours.lvz");
    std::fs::write(&path, &bytes).unwrap();
    let fixed: &'static [u8] = Box::leak(bytes.clone().into_boxed_slice());
    let lists = [
        Catalogue::open(&path).unwrap(),
        Catalogue::from_bytes(bytes).unwrap(),
        Catalogue::from_static(fixed).unwrap(),
    ];
    let names = |list: &Catalogue| list.items().map(|item| item.name().to_owned()).collect::<Vec<_>>();
    assert!(lists.iter().all(|list| names(list) == names(&lists[0])));
    // The file is no longer needed.
    drop(folder);
    assert_eq!(lists[0].item("C001").unwrap().name(), "春耕秩序维护");
}

#[test]
fn what_holds_the_bytes_lives_as_long_as_a_handle() {
    struct Held(Vec<u8>, #[expect(dead_code, reason = "counted")] std::sync::Arc<()>);
    impl AsRef<[u8]> for Held {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    let alive = std::sync::Arc::new(());
    let list = Catalogue::from_bytes(Held(bytes(), alive.clone())).unwrap();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let list = list.clone();
            std::thread::spawn(move || list.classify("低保").unwrap().best().map(|best| best.item.number()))
        })
        .collect();
    drop(list);
    let answers: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert!(answers.iter().all(|answer| *answer == Some(1)));
    assert_eq!(std::sync::Arc::strong_count(&alive), 1);
}

#[test]
fn what_is_no_list_is_refused_in_words() {
    let bytes = bytes();
    assert_eq!(Catalogue::from_bytes(b"PK\x03\x04".to_vec()).unwrap_err(), FileError::NotAFile);
    assert_eq!(Catalogue::from_bytes(Vec::new()).unwrap_err(), FileError::NotAFile);
    let error = Catalogue::from_static(lvzhi_tables::MATTERS).unwrap_err();
    assert_eq!(error, FileError::Kind { expected: FileKind::List, found: *b"MATT" });
    let cut = bytes[..bytes.len() - 1].to_vec();
    assert!(matches!(Catalogue::from_bytes(cut).unwrap_err(), FileError::Length { .. }));
    let mut newer = bytes.clone();
    newer[8] += 1;
    let error = Catalogue::from_bytes(newer).unwrap_err();
    assert!(error.to_string().contains("compile the list again"), "{error}");
    let mut altered = bytes;
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(Catalogue::from_bytes(altered).unwrap_err(), FileError::Checksum);

    let error = Catalogue::open("nowhere/ours.lvz").unwrap_err();
    assert!(error.to_string().starts_with("nowhere/ours.lvz：无法读取 (cannot be read)"), "{error}");
    assert!(error.file_error().is_none() && std::error::Error::source(&error).is_some());
    let error = Catalogue::open(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap_err();
    assert_eq!(error.file_error(), Some(FileError::NotAFile));
}

#[test]
fn the_built_in_list_and_the_matters_are_sound() {
    // They are opened without a look at each row; here each is looked at.
    lvzhi_tables::matters::Matters::open(lvzhi_tables::MATTERS).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/xiamale");
    let again = Catalogue::from_bytes(lvzhi_compiler::compile_path(&folder).unwrap()).unwrap();
    assert!(again.items().map(|item| item.name()).eq(catalogue().items().map(|item| item.name())));
    assert!(lvzhi::matters().count() > 500);
}

/// Ids take as many digits as the list needs, and look-up does not depend on how many items there are.
#[test]
fn a_long_list() {
    let folder = tempfile::tempdir().unwrap();
    let count = 2500;
    for (name, text) in FILES {
        let text = match name {
            "township.toml" => text.replace("basic = 1", &format!("basic = {count}")),
            "basic.toml" => (1..=count)
                .map(|n| format!("[[item]]\nnumber = {n}\ncategory = \"民生服务\"\nname = \"做好第{n}号事项办理\"\n"))
                .collect(),
            _ => text.to_owned(),
        };
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let list = Catalogue::from_bytes(lvzhi_compiler::compile_path(folder.path()).unwrap()).unwrap();
    assert_eq!(list.items().len(), count + 2);
    for item in list.items() {
        assert_eq!(list.item(&item.id().to_string()), Some(item));
        assert_eq!(list.item_named(item.name()), Some(item));
    }
    assert_eq!(list.item("b2500").map(|item| item.id().to_string()).as_deref(), Some("B2500"));
    for text in ["拆除违法建筑", "春耕秩序维护"] {
        assert_eq!(list.classify(text).unwrap().best().unwrap().item.name(), text);
    }
}
