//! Binding against what people stated: the example list is bound by itself, and its covers stated by hand (`data/eval/tongxi-covers.toml`) are
//! there to measure by. `cargo test --release -p lvzhi-compiler --test binding -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi_compiler::model::{Cover, List};
use lvzhi_tables::matters::Matters;
use std::path::Path;

/// The example list, once with its stated covers.
fn lists() -> (List, List) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let stated = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(data.join("tongxi")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, stated.path().join(path.file_name().unwrap())).unwrap();
    }
    std::fs::copy(data.join("eval/tongxi-covers.toml"), stated.path().join("covers.toml")).unwrap();
    (lvzhi_compiler::read(&data.join("tongxi")).unwrap(), lvzhi_compiler::read(stated.path()).unwrap())
}

#[test]
fn most_items_are_bound_as_people_state_it() {
    let (blind, stated) = lists();
    assert!(blind.covers.is_empty(), "nothing is stated in the list's own folder");
    let bound = lvzhi_compiler::bind::bind(&blind, &Matters::built_in().unwrap());
    let items = stated.items.len();
    let (mut main, mut any) = (0, 0);
    for (item, bound) in bound.iter().enumerate() {
        let of_item: Vec<Cover> = stated.covers.iter().filter(|(of, _)| *of == item).map(|(_, cover)| *cover).collect();
        assert!(of_item.iter().any(|cover| cover.main), "{}", stated.items[item].id());
        let first = bound.iter().find(|cover| cover.main).map(|cover| cover.matter);
        main += usize::from(of_item.iter().any(|cover| cover.main && Some(cover.matter) == first));
        any += usize::from(of_item.iter().any(|cover| Some(cover.matter) == first));
    }
    println!("of {items} items the main matter is bound right for {main}, to any stated one for {any}");
    // 0.845 and 0.945 when this was written.
    assert!(main * 100 >= items * 80, "{main} of {items}");
    assert!(any * 100 >= items * 90, "{any} of {items}");
}
