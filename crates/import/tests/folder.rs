//! List folders: written whole or not at all, edits kept when a file is imported again, the same list as its export.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::read;
use lvzhi_import::report::Severity;
use lvzhi_import::{Imported, Options, WriteError, import, read_bytes, tell};
use std::path::Path;

fn imported(file: &str) -> Imported {
    import(&[read(file)], &Options::default()).unwrap()
}

fn csv(rows: &str) -> Imported {
    let text = format!("清单类别,序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n{rows}");
    import(&[read_bytes("桐溪乡.csv", text.into_bytes()).unwrap()], &Options::default()).unwrap()
}

const FIRST: &str = "基本履职,1,党的建设,落实党建责任,,,\n基本履职,2,党的建设,做好党员发展,,,\n配合履职,1,民生服务,预防溺水,县教育局,组织排查。,开展巡查。\n";

fn text(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let old = text(folder, file);
    assert!(old.contains(from), "{old}");
    std::fs::write(folder.join(file), old.replace(from, to)).unwrap();
}

#[test]
fn a_folder_is_the_list() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    let imported = imported("official.xlsx");
    let written = imported.to_folder(&folder).unwrap();
    assert_eq!(written.files.len(), 5);
    assert_eq!(lvzhi_compiler::read(&folder).unwrap(), *imported.list());
    assert_eq!(lvzhi_compiler::compile_path(&folder).unwrap(), imported.to_bytes().unwrap());
    // Nothing else was left behind.
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn the_folder_of_the_example_is_what_its_workbook_gives() {
    let example = lvzhi_compiler::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tongxi")).unwrap();
    let imported = imported("list.docx");
    let list = imported.list();
    assert_eq!(list.items, example.items);
    let plain = |list: &lvzhi_compiler::List| -> Vec<_> {
        list.departments.iter().map(|d| (d.name.clone(), d.short.clone(), d.kind)).collect()
    };
    assert_eq!(plain(list), plain(&example));
    let (ours, theirs) = (&list.township, &example.township);
    assert_eq!((&ours.name, &ours.county, &ours.prefecture), (&theirs.name, &theirs.county, &theirs.prefecture));
    assert_eq!(
        (&ours.items, &ours.categories, &ours.departments),
        (&theirs.items, &theirs.categories, &theirs.departments)
    );
    assert_eq!(ours.edition, theirs.edition);
}

#[test]
fn importing_again_keeps_what_was_edited() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    csv(FIRST).to_folder(&folder).unwrap();
    // The same file again: nothing changes.
    let written = csv(FIRST).to_folder(&folder).unwrap();
    assert!(written.again && written.files.is_empty() && written.conflicts.is_empty(), "{written:?}");

    edit(&folder, "basic.toml", "[[item]]\nnumber = 2", "# 老李核对过\n[[item]]\nnumber = 2");
    edit(&folder, "basic.toml", "做好党员发展", "做好党员发展和教育");
    edit(&folder, "township.toml", "county = \"\"", "county = \"山阳县\"");
    edit(&folder, "cooperative.toml", "开展巡查。", "开展巡查和劝离。");
    std::fs::write(folder.join("notes.txt"), "mine").unwrap();
    let edited = text(&folder, "basic.toml");
    let written = csv(FIRST).to_folder(&folder).unwrap();
    assert!(written.files.is_empty() && written.conflicts.is_empty(), "{written:?}");
    assert_eq!(text(&folder, "basic.toml"), edited);

    // The file changes: a new item in between, another category, and a duty that the editor changed as well.
    let second = FIRST
        .replace(
            "基本履职,2,党的建设,做好党员发展",
            "基本履职,2,党的建设,办好党校,,,\n基本履职,3,党员队伍,做好党员发展",
        )
        .replace("开展巡查。", "开展日常巡查。");
    let written = csv(&second).to_folder(&folder).unwrap();
    assert_eq!(written.files, ["township.toml", "basic.toml"]);
    let [conflict] = written.conflicts.as_slice() else { panic!("{:?}", written.conflicts) };
    assert!(conflict.text == "预防溺水" && conflict.understood[0].contains("乡镇配合职责"), "{conflict:?}");
    let list = lvzhi_compiler::read(&folder).unwrap();
    let items: Vec<(u16, &str, &str)> =
        list.items.iter().map(|item| (item.number, item.category.as_str(), item.name.as_str())).collect();
    assert_eq!(
        items,
        [
            (1, "党的建设", "落实党建责任"),
            (2, "党的建设", "办好党校"),
            (3, "党员队伍", "做好党员发展和教育"),
            (1, "民生服务", "预防溺水")
        ]
    );
    assert_eq!(list.items[3].township_duties[0].duties, ["开展巡查和劝离。"]);
    assert_eq!(list.township.county, "山阳县");
    assert_eq!(text(&folder, "notes.txt"), "mine");

    // An item that the file drops, and one that the editor drops.
    edit(&folder, "basic.toml", "[[item]]\nnumber = 1\ncategory = \"党的建设\"\nname = \"落实党建责任\"\n", "");
    let third = second.replace("基本履职,2,党的建设,办好党校,,,\n", "");
    csv(&third).to_folder(&folder).unwrap();
    let list = lvzhi_compiler::read(&folder).unwrap();
    let names: Vec<&str> = list.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["做好党员发展和教育", "预防溺水"]);
}

/// The same table of another township, and the same one where it says its county.
fn csv_of(title: &str) -> Imported {
    let rows =
        format!("{title},,,,,,\n清单类别,序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n{FIRST}");
    import(&[read_bytes("清单.csv", rows.into_bytes()).unwrap()], &Options::default()).unwrap()
}

#[test]
fn the_list_of_another_township_is_not_mixed_in() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    let [ours, theirs] = ["山阳县桐溪乡履行职责事项清单", "山阳县青石镇履行职责事项清单"].map(csv_of);
    ours.to_folder(&folder).unwrap();
    let before = text(&folder, "township.toml");
    for other in [theirs, csv_of("安居县桐溪乡履行职责事项清单"), csv_of("山阳县小桐溪乡履行职责事项清单")]
    {
        let error = other.to_folder(&folder).unwrap_err();
        assert!(matches!(error, WriteError::Another { .. }), "{error}");
        let said = error.to_string();
        assert!(said.contains("山阳县桐溪乡") && said.contains(&other.list().township.name), "{said}");
        assert_eq!(text(&folder, "township.toml"), before);
    }
    // One that says less of itself is the same; so is one that says what the editor has written here.
    csv(FIRST).to_folder(&folder).unwrap();
    csv_of("青岚市山阳县桐溪乡履行职责事项清单").to_folder(&folder).unwrap();
    edit(&folder, "township.toml", "name = \"桐溪乡\"", "name = \"山阳县桐溪乡\"");
    ours.to_folder(&folder).unwrap();
    edit(&folder, "township.toml", "name = \"山阳县桐溪乡\"", "name = \"桐溪镇\"");
    ours.to_folder(&folder).unwrap();
    let written = csv_of("山阳县桐溪镇履行职责事项清单").to_folder(&folder).unwrap();
    assert!(written.conflicts.is_empty(), "{written:?}");
    assert_eq!(lvzhi_compiler::read(&folder).unwrap().township.name, "桐溪镇");
}

#[test]
fn an_item_that_was_removed_by_hand_is_told() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    csv(FIRST).to_folder(&folder).unwrap();
    edit(&folder, "basic.toml", "[[item]]\nnumber = 1\ncategory = \"党的建设\"\nname = \"落实党建责任\"\n", "");
    // Each time, as long as the file has it; and that the file has another wording now.
    for (rows, severity) in [
        (FIRST.to_owned(), Severity::Note),
        (FIRST.to_owned(), Severity::Note),
        (FIRST.replace("基本履职,1,党的建设", "基本履职,1,党建工作"), Severity::Doubtful),
    ] {
        let imported = csv(&rows);
        let written = imported.to_folder(&folder).unwrap();
        let [left_out] = written.conflicts.as_slice() else { panic!("{:?}", written.conflicts) };
        assert_eq!((left_out.text.as_str(), left_out.severity), ("落实党建责任", severity));
        assert_eq!(lvzhi_compiler::read(&folder).unwrap().items.len(), 2);
        let report = tell::text(&imported, &[], Some(&written));
        assert!(report.contains("“落实党建责任”") && report.contains("文件夹中已删去"), "{report}");
        let report: serde_json::Value = serde_json::from_str(&tell::json(&imported, &[], Some(&written))).unwrap();
        assert_eq!(report["folder"]["conflicts"][0]["text"], "落实党建责任");
    }
}

#[test]
fn comments_and_unchanged_items_keep_their_words() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    csv(FIRST).to_folder(&folder).unwrap();
    edit(&folder, "basic.toml", "[[item]]\nnumber = 1\n", "# 第一项\n[[item]]\nnumber = 1 # 不变\n");
    csv(&FIRST.replace("做好党员发展", "做好党员发展工作")).to_folder(&folder).unwrap();
    let text = text(&folder, "basic.toml");
    assert!(text.contains("# 第一项\n[[item]]\nnumber = 1 # 不变\n") && text.contains("做好党员发展工作"), "{text}");
}

#[test]
fn comments_on_the_township_and_on_departments_stay() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("ours");
    csv(FIRST).to_folder(&folder).unwrap();
    edit(&folder, "township.toml", "county = \"\"", "# 问过县委编办\ncounty = '山阳县' # 2025年");
    edit(&folder, "departments.toml", "[[department]]", "# 也叫教体局\n[[department]]");
    edit(&folder, "departments.toml", "kind = \"government\"", "kind = \"government\" # 核对过");
    let more = format!(
        "{FIRST}基本履职,3,平安法治,开展普法宣传,,,\n配合履职,2,民生服务,预防火灾,县应急管理局,组织检查。,开展巡查。\n"
    );
    let written = csv(&more).to_folder(&folder).unwrap();
    assert!(written.files.contains(&"township.toml") && written.files.contains(&"departments.toml"), "{written:?}");
    let (township, departments) = (text(&folder, "township.toml"), text(&folder, "departments.toml"));
    assert!(
        township.contains("# 问过县委编办\ncounty = '山阳县' # 2025年\n") && township.contains("平安法治"),
        "{township}"
    );
    assert!(departments.contains("# 也叫教体局\n[[department]]\nname = \"县教育局\""), "{departments}");
    assert!(
        departments.contains("kind = \"government\" # 核对过\n") && departments.contains("县应急管理局"),
        "{departments}"
    );
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("letter.txt"), "dear").unwrap();
    assert!(matches!(csv(FIRST).to_folder(home.path()), Err(WriteError::Occupied(_))));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    let folder = home.path().join("ours");
    csv(FIRST).to_folder(&folder).unwrap();
    edit(&folder, "basic.toml", "[[item]]\nnumber = 2", "[[item]]\nnumber = 1");
    let before = text(&folder, "basic.toml");
    assert!(matches!(csv(FIRST).to_folder(&folder), Err(WriteError::Broken(..))));
    assert_eq!(text(&folder, "basic.toml"), before);
}
