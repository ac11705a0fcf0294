//! Teaching, measuring, comparing and admissions on the built-in list and the made-up one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{Catalogue, Verdict};
use lvzhi_manage::headings::LABELS;
use lvzhi_manage::label::{Choice, agreement, sample};
use lvzhi_manage::labels::{Labelled, Wanted, WantedText, labelled};
use lvzhi_manage::review::{Cell, Review};
use lvzhi_manage::teach::{corrections, moves, taught, without};
use lvzhi_manage::{admit, compare, evaluate};
use lvzhi_tables::container::{Container, FileKind};
use lvzhi_tables::taught::TaughtTags;
use std::path::{Path, PathBuf};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name)
}

fn tongxi() -> (Vec<u8>, Catalogue) {
    let bytes = lvzhi_compiler::compile_path(&data("tongxi")).unwrap();
    (bytes.clone(), Catalogue::from_bytes(bytes).unwrap())
}

fn row(text: &str, labels: &[&str]) -> Labelled {
    let labels = labels.iter().map(|label| vec![(*label).to_owned()]).collect();
    Labelled { place: format!("“{text}”"), text: text.to_owned(), labels }
}

fn fact<'r>(review: &'r Review, key: &str) -> &'r Cell {
    &review.facts.iter().find(|fact| fact.key == key).unwrap().value
}

fn teach(bytes: &[u8], list: &Catalogue, rows: &[Labelled]) -> Vec<u8> {
    taught(bytes, &corrections(list, rows).unwrap().taught).unwrap()
}

#[test]
fn the_same_words_get_what_was_taught_and_others_what_they_had() {
    let (bytes, before) = tongxi();
    // What the list holds to be something else.
    let told = [row("村里的大喇叭天不亮就响", &["B007"]), row("给孩子办低保", &["清单外"])];
    let after = Catalogue::from_bytes(teach(&bytes, &before, &told)).unwrap();
    let best = |list: &Catalogue, text: &str| list.classify(text).unwrap().best().unwrap().item.id().to_string();
    assert_ne!(best(&before, &told[0].text), "B007");
    assert_eq!(best(&after, &told[0].text), "B007");
    assert_ne!(before.classify(&told[1].text).unwrap().verdict, Verdict::Unlisted);
    assert_eq!(after.classify(&told[1].text).unwrap().verdict, Verdict::Unlisted);
    for text in ["老板欠我们工钱不给", "孩子上小学要什么材料", "森林防火期能不能上坟烧纸", "水库边钓鱼有没有人管"]
    {
        let [old, new] = [&before, &after].map(|list| list.classify(text).unwrap());
        assert_eq!((old.verdict, old.confidence), (new.verdict, new.confidence), "{text}");
    }
    let shown = moves(&before, &after, told.iter().map(|row| (row.place.as_str(), row.text.as_str())));
    assert_eq!(fact(&shown, "moved"), &Cell::Whole(2));
    assert_eq!(shown.table("moves").unwrap().cell(1, "after"), Some(&Cell::Text("清单外".to_owned())));
}

#[test]
fn taught_lists_travel_and_are_untaught() {
    let (bytes, before) = tongxi();
    let told = [row("村里的大喇叭天不亮就响", &["B007"]), row("公积金怎么提", &["清单外"])];
    let taught_bytes = teach(&bytes, &before, &told);
    let after = Catalogue::from_bytes(taught_bytes.clone()).unwrap();
    let said: Vec<_> =
        after.taught().map(|taught| (taught.text, taught.item.map(|item| item.id().to_string()))).collect();
    assert_eq!(said, [("村里的大喇叭天不亮就响", Some("B007".to_owned())), ("公积金怎么提", None)]);
    // Through the export to the same bytes, and through a folder's file.
    let list = lvzhi_compiler::parse_export("taught".as_ref(), &after.export()).unwrap();
    let matters = lvzhi_tables::matters::Matters::built_in().unwrap();
    assert_eq!(lvzhi_compiler::compile(&list, &matters).unwrap(), taught_bytes);
    assert_eq!(after.export_len(), after.export().lines().count());
    assert_eq!(after.export_line(after.export_len() - 1).as_deref(), after.export().lines().last());
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(data("tongxi")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    std::fs::write(folder.path().join("words.tsv"), "B007\t村里的大喇叭天不亮就响\n清单外\t公积金怎么提\n").unwrap();
    assert_eq!(lvzhi_compiler::compile_path(folder.path()).unwrap(), taught_bytes);
    // Nothing taught is the list that was never taught.
    assert_eq!(taught(&taught_bytes, &[]).unwrap(), bytes);
}

#[test]
fn damaged_lessons_are_refused_or_harmless() {
    let (bytes, list) = tongxi();
    let taught_bytes =
        teach(&bytes, &list, &[row("村里的大喇叭天不亮就响", &["B007"]), row("公积金怎么提", &["清单外"])]);
    let file = Container::open(&taught_bytes, FileKind::List).unwrap();
    let (mut refused, mut harmless) = (0, 0);
    for tag in TaughtTags::ALL {
        let section = file.bytes(tag).unwrap();
        let start = section.as_ptr() as usize - taught_bytes.as_ptr() as usize;
        for at in start..start + section.len() {
            for flip in [0xFF, 0x01] {
                let mut damaged = taught_bytes.clone();
                damaged[at] ^= flip;
                // With a checksum that fits, or it would be seen at once.
                let sum = crc32fast::hash(&damaged[24..]);
                damaged[20..24].copy_from_slice(&sum.to_le_bytes());
                match Catalogue::from_bytes(damaged) {
                    Ok(list) => {
                        harmless += 1;
                        list.classify("村里的大喇叭天不亮就响").unwrap();
                        assert!(list.export().lines().count() > 200);
                    }
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(refused > 100 && harmless > 10, "{refused} {harmless}");
}

#[test]
fn what_is_wrong_with_corrections_is_named_all_at_once() {
    let (_, list) = tongxi();
    let long = "长".repeat(4001);
    let rows = [
        row("井盖丢了", &["B999"]),
        row("路灯坏了", &["B001"]),
        row("路灯 坏了", &["B002"]),
        row("没写", &[]),
        row(&long, &["B001"]),
        row("低保怎么办", &["B003"]),
        row("低保怎么办", &["B003"]),
    ];
    let wrong = corrections(&list, &rows).unwrap_err();
    let places: Vec<&str> = wrong.iter().map(|wrong| wrong.place.as_str()).collect();
    assert_eq!(places[..2], ["“井盖丢了”", "“路灯 坏了”"]);
    assert_eq!(wrong.len(), 3);
    assert!(wrong[1].message.contains("B001") && wrong[1].message.contains("B002"), "{}", wrong[1].message);
    let sound = corrections(&list, &rows[5..]).unwrap();
    assert_eq!((sound.new, sound.doubles.len()), (1, 1));
    // Nobody has looked at it yet.
    assert_eq!(corrections(&list, &rows[3..4]).unwrap().unlabelled, ["“没写”"]);
    // What says nothing teaches nothing, however it is dressed.
    for nothing in ["见附件", "你好", "领导您好，谢谢", "请核实处理"] {
        let wrong = corrections(&list, &[row(nothing, &["B001"])]).unwrap_err();
        assert!(wrong[0].message.contains(nothing) && wrong[0].message.contains("nothing to teach"), "{wrong:?}");
    }
}

#[test]
fn one_text_is_taught_one_thing() {
    let (_, list) = tongxi();
    let told = |labels: &[&str]| {
        let labels = vec![labels.iter().map(|label| (*label).to_owned()).collect()];
        corrections(&list, &[Labelled { place: "第 7 行".to_owned(), text: "路灯坏了".to_owned(), labels }])
    };
    for several in [&["B001", "B002"][..], &["B001", "清单外"], &["清单外", "B001"], &["B001", "没有这一项"]]
    {
        let wrong = told(several).unwrap_err();
        assert!(
            wrong[0].place == "第 7 行" && several.iter().all(|label| wrong[0].message.contains(label)),
            "{wrong:?}"
        );
    }
    // One item in two spellings; a name that has the mark in it which parts values, as a cell gives it.
    let name = list.items().map(|item| item.name()).find(|name| name.contains('、')).unwrap();
    let cell: Vec<&str> = std::iter::once(name).chain(name.split('、')).collect();
    for one in [&["B001", "b1"][..], &["清单外", "无"], &cell] {
        assert_eq!(told(one).unwrap().new, 1, "{one:?}");
    }
}

#[test]
fn what_was_taught_is_forgotten() {
    let (bytes, before) = tongxi();
    let told = [row("村里的大喇叭天不亮就响", &["B007"]), row("公积金怎么提", &["清单外"])];
    let taught_bytes = teach(&bytes, &before, &told);
    let after = Catalogue::from_bytes(taught_bytes.clone()).unwrap();
    let left = without(&after, &[row("公积金，怎么提？", &[])]).unwrap();
    assert_eq!(left.taught, [(Some(6), "村里的大喇叭天不亮就响".to_owned())]);
    assert_eq!(taught(&taught_bytes, &left.taught).unwrap(), teach(&bytes, &before, &told[..1]));
    assert_eq!(without(&after, &told).unwrap().taught, []);
    let wrong = without(&after, &[row("公积金怎么提", &[]), row("没教过的话", &[])]).unwrap_err();
    assert!(wrong.len() == 1 && wrong[0].message.contains("没教过的话"), "{wrong:?}");
}

#[test]
fn a_thousand_corrections_take_less_than_a_second() {
    let (bytes, list) = tongxi();
    let told: Vec<(Option<usize>, String)> = (0..1000)
        .map(|n| (Some(n % 200), format!("第{n}号工单：{}，请处理", list.item_at(n % 200).unwrap().name())))
        .collect();
    let start = std::time::Instant::now();
    let after = Catalogue::from_bytes(taught(&bytes, &told).unwrap()).unwrap();
    assert!(start.elapsed().as_secs_f64() < 1.0, "{:?}", start.elapsed());
    assert_eq!(after.taught().len(), 1000);
}

#[test]
fn measures_are_those_of_the_texts() {
    let list = lvzhi::catalogue();
    let rows = [
        row("老板欠我们工钱不给", &["R009"]),
        row("国土调查谁来做", &["做好国土调查工作"]),
        row("老板欠我们工钱不给呀", &["C051"]),
        row("公积金怎么提取", &["清单外"]),
        row("没有标注", &[]),
    ];
    let review = evaluate(list, &rows).unwrap();
    assert_eq!((fact(&review, "texts"), fact(&review, "outside")), (&Cell::Whole(4), &Cell::Whole(1)));
    assert_eq!(fact(&review, "right_at_1"), &Cell::Share(2.0 / 3.0));
    let confusions = review.table("confusions").unwrap();
    assert_eq!(confusions.rows.len(), 1);
    assert!(confusions.rows[0][0].shown().starts_with("C051") && confusions.rows[0][1].shown().starts_with("R009"));
    let tiers = [row("老板欠我们工钱不给", &["收回"]), row("公积金怎么提取", &["无"])];
    assert_eq!(fact(&evaluate(list, &tiers).unwrap(), "right_at_1"), &Cell::Share(1.0));
    let departments = [row("老板欠我们工钱不给", &["人社局"])];
    assert_eq!(fact(&evaluate(list, &departments).unwrap(), "right_at_1"), &Cell::Share(1.0));
    // The township itself, whose the basic items are, beside departments.
    let (_, tongxi) = tongxi();
    let responsible = [row("低保怎么申请", &["桐溪乡"]), row("低保怎么申请呀", &["县教育局"])];
    let review = evaluate(&tongxi, &responsible).unwrap();
    assert_eq!(fact(&review, "right_at_1"), &Cell::Share(0.5));
    let error = evaluate(list, &[row("老板欠我们工钱不给", &["B999"])]).unwrap_err();
    assert!(error.to_string().contains("B999"), "{error}");
    assert!(evaluate(list, &rows[4..]).is_err());
}

#[test]
fn the_projects_own_files_are_read_as_its_accuracy_command_reads_them() {
    let text = WantedText { named: None, option: "--column" };
    let label = Wanted { named: None, usual: &LABELS, option: "--label" };
    let rows = labelled(&data("eval/dev.jsonl"), text, &[label]).unwrap().rows;
    let review = evaluate(lvzhi::catalogue(), &rows).unwrap();
    assert_eq!((fact(&review, "inside"), fact(&review, "outside")), (&Cell::Whole(375), &Cell::Whole(150)));
    let Cell::Share(right) = fact(&review, "right_at_1") else { panic!() };
    assert!(*right > 0.9, "{right}");
    // One definition: the README's figure is what the command prints.
    let Cell::Number(error) = fact(&review, "calibration_error") else { panic!() };
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = std::fs::read_to_string(data("..").join(name)).unwrap();
        let row = ["| calibration error of", "| 把握程度的校准误差"];
        let line = readme.lines().find(|line| row.iter().any(|row| line.starts_with(row))).unwrap();
        assert!(line.contains(&format!("**{error:.3}**")), "{name}: {error:.4} is measured: {line}");
    }
    for form in [review.to_html(), review.to_json(), review.to_text(100)] {
        assert!(form.contains("混淆") || form.contains("confusions"));
    }
    assert!(review.to_workbook().unwrap().starts_with(b"PK"));
}

#[test]
fn pages_let_no_text_become_markup() {
    let review = admit(lvzhi::catalogue(), "<script>alert(1)</script>开展国土调查", None).unwrap();
    let page = review.to_html();
    assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"));
}

#[test]
fn townships_side_by_side() {
    let (_, tongxi) = tongxi();
    let review = compare(&[lvzhi::catalogue(), &tongxi]);
    let count = |key: &str| review.table(key).unwrap().rows.len();
    assert_eq!(count("townships"), 2);
    assert!(count("common") + count("single") <= count("matrix"));
    assert!(count("tiers") > 10 && count("common") > 50 && count("single") > 50);
    // What all have, some item of each is mainly about: 兼 does not count.
    let matrix = review.table("matrix").unwrap();
    let main = |row: &Vec<Cell>| {
        row[3..].iter().all(|cell| !matches!(cell.shown().as_str(), "") && !cell.shown().contains('兼'))
    };
    assert_eq!(count("common"), matrix.rows.iter().filter(|row| main(row)).count());
    assert!(matrix.rows.iter().any(|row| row[3..].iter().all(|cell| cell.shown() != "") && !main(row)), "none is 兼");
    let one = compare(&[lvzhi::catalogue(), lvzhi::catalogue()]);
    assert_eq!((one.table("tiers").unwrap().rows.len(), one.table("single").unwrap().rows.len()), (0, 0));
    let names: Vec<&str> =
        one.table("matrix").unwrap().columns[3..].iter().map(|column| column.title.as_str()).collect();
    assert_eq!(names, ["巴楚县夏马勒乡", "巴楚县夏马勒乡 2"]);
}

#[test]
fn a_task_is_admitted_or_not() {
    let list = lvzhi::catalogue();
    let opinion = |task: &str, from| {
        let review = admit(list, task, from).unwrap();
        (fact(&review, "opinion").shown(), review.notes.join("\n"))
    };
    let (said, doubts) = opinion("请乡镇牵头开展国土调查工作", Some("县自然资源局"));
    assert!(said.contains("配合履职") && said.contains("巴楚县自然资源局牵头"), "{said}");
    assert!(!doubts.contains("不是交办的"), "{doubts}");
    let (said, doubts) = opinion("处理拖欠农民工工资案件", Some("县教育局"));
    assert!(said.contains("收回") && said.contains("建议退回"), "{said}");
    assert!(doubts.contains("不是交办的"), "{doubts}");
    let (said, _) = opinion("办理住房公积金提取", None);
    assert!(said.contains("不在夏马勒乡履行职责事项清单之内"), "{said}");
    assert!(admit(list, " ", None).is_err());
}

#[test]
fn samples_are_spread_and_people_are_compared() {
    let list = lvzhi::catalogue();
    let text = WantedText { named: None, option: "--column" };
    let rows = labelled(&data("eval/dev.jsonl"), text, &[]).unwrap().rows;
    for choice in [Choice::Spread, Choice::Informative] {
        let review = sample(list, &rows, 40, choice);
        assert_eq!(review.table("sample").unwrap().rows.len(), 40);
    }
    let sure = |review: &Review| {
        let table = review.table("sample").unwrap();
        let shares = (0..table.rows.len()).filter_map(|row| match table.cell(row, "confidence") {
            Some(Cell::Share(share)) => Some(*share),
            _ => None,
        });
        shares.sum::<f64>() / table.rows.len() as f64
    };
    assert!(sure(&sample(list, &rows, 40, Choice::Informative)) < sure(&sample(list, &rows, 400, Choice::Spread)));
    let both = [
        row("一", &["C051", "c51"]),
        row("二", &["R009", "清单外"]),
        row("三", &["无", "清单外"]),
        row("四", &["R009", "R009"]),
    ];
    let review = agreement(list, &both);
    assert_eq!((fact(&review, "texts"), fact(&review, "agreed")), (&Cell::Whole(4), &Cell::Share(0.75)));
    assert_eq!(review.table("disagreements").unwrap().rows.len(), 1);
    assert_eq!(review.notes.len(), 1);
    // Labels that name nothing are told, once each.
    let mistyped = [row("一", &["B999", "C051"]), row("二", &["R009", "B999"]), row("三", &["收回", "县教育局"])];
    let review = agreement(list, &mistyped);
    assert!(
        review.notes[1].contains("这 1 种") && review.notes[1].contains("“B999”（“一”、“二”）"),
        "{:?}",
        review.notes
    );
}
