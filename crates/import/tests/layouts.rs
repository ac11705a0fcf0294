//! The made-up list, laid out as other townships lay theirs out: every cell comes back, and what does not is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;
#[path = "common/sheet.rs"]
mod sheet;

use common::{TrueItem, compare, truth};
use lvzhi_compiler::model::Tier;
use lvzhi_import::document::Document;
use lvzhi_import::report::Severity;
use lvzhi_import::{ImportError, Options, import, read_bytes};
use sheet::{Sheet, workbook};

const CELLS: usize = 2 * 82 + 5 * 64 + 4 * 54;

fn of(tier: Tier) -> Vec<TrueItem> {
    truth().items.into_iter().filter(|item| item.tier() == tier).collect()
}

/// Every cell is right, and nothing is lost.
fn all_equal(documents: &[Document], options: &Options) -> lvzhi_import::Imported {
    let imported = import(documents, options).unwrap_or_else(|error| panic!("{error}"));
    let truth = truth();
    let (equal, wrong) = compare(imported.list(), &truth.items.iter().collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
    assert_eq!(equal, CELLS);
    assert_eq!(imported.report().count(Severity::Lost), 0, "{:#?}", imported.report().doubts);
    imported
}

fn takeover(item: &TrueItem) -> String {
    format!("承接部门：{}\n工作方式：{}", item.departments.join("、"), item.method)
}

/// The cells behind the name, in the official order.
fn official(item: &TrueItem) -> Vec<String> {
    match item.tier() {
        Tier::Basic => Vec::new(),
        Tier::Cooperative => vec![item.departments.join("、"), item.upper_duties.clone(), item.township_duties.clone()],
        Tier::Reclaimed => vec![takeover(item)],
    }
}

/// How many items of a category follow from here on.
fn run(items: &[TrueItem], at: usize) -> usize {
    items[at..].iter().take_while(|item| item.category == items[at].category).count()
}

#[test]
fn two_rows_of_headings() {
    let mut sheets = Vec::new();
    for tier in Tier::ALL {
        let items = of(tier);
        let mut sheet = Sheet::new(["表一", "表二", "表三"][tier as usize]);
        let title = ["基本履职", "配合履职", "上级部门收回"][tier as usize];
        sheet.wide(&format!("云岭省青岚市山阳县桐溪乡{title}事项清单"), 6);
        sheet.row(["填报单位：桐溪乡人民政府", "", "2025年4月18日"]);
        match tier {
            Tier::Basic => {
                let at = sheet.row(["序号", "事项", ""]);
                sheet.row(["", "类别", "名称"]);
                sheet.merge(at, 0, 2, 1);
                sheet.merge(at, 1, 1, 2);
            }
            Tier::Cooperative => {
                let at = sheet.row(["序号", "事项类别", "事项名称", "职责分工", "", ""]);
                sheet.row(["", "", "", "对应上级\n部门", "上级部门职责", "乡镇（街道）\n配合职责"]);
                for column in 0..3 {
                    sheet.merge(at, column, 2, 1);
                }
                sheet.merge(at, 3, 1, 3);
            }
            Tier::Reclaimed => {
                // Not merged: the heading above stands over an empty cell.
                sheet.row(["序号", "事项类别", "事项名称", "承接情况", ""]);
                sheet.row(["", "", "", "承接部门", "工作方式"]);
            }
        }
        for (at, item) in items.iter().enumerate() {
            let mut cells = vec![item.number.to_string(), item.category.clone(), item.name.clone()];
            match tier {
                Tier::Reclaimed => cells.extend([item.departments.join("、"), item.method.clone()]),
                _ => cells.extend(official(item)),
            }
            let row = sheet.row(cells);
            if at == 0 || items[at - 1].category != item.category {
                sheet.merge(row, 1, 1, 1);
                let rows = run(&items, at);
                // Filled below, when the rows are there.
                sheet_merges(&mut sheet, row, rows, at, items.len());
            }
        }
        sheets.push(sheet);
    }
    let imported = all_equal(&[workbook("清单.xlsx", &sheets)], &Options::default());
    let township = &imported.list().township;
    assert_eq!(
        [&township.region, &township.prefecture, &township.county, &township.name, &township.edition],
        ["云岭省", "青岚市", "山阳县", "桐溪乡", "2025-04-18"]
    );
}

/// Merges a category downwards.
fn sheet_merges(sheet: &mut Sheet, row: usize, rows: usize, _: usize, _: usize) {
    sheet.merge(row, 1, rows, 1);
}

/// All tiers in one sheet, under section lines; categories as lines with their counts; numbers begin again in each.
fn sections() -> Sheet {
    let mut sheet = Sheet::new("Sheet1");
    sheet.wide("山阳县桐溪乡履行职责事项清单", 7);
    sheet.row(["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责", "承接部门", "工作方式"]);
    for (tier, title) in Tier::ALL.into_iter().zip([
        "一、基本履职事项（82项）",
        "二、配合履职事项（64项）",
        "三、上级部门收回事项（54项）",
    ]) {
        sheet.wide(title, 7);
        let items = of(tier);
        let (mut number, mut part) = (0, 0);
        for (at, item) in items.iter().enumerate() {
            if at == 0 || items[at - 1].category != item.category {
                part += 1;
                number = 0;
                let han = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][part % 10];
                sheet.wide(&format!("（{han}）{}（{}项）", item.category, run(&items, at)), 7);
            }
            number += 1;
            let mut cells = vec![number.to_string(), item.name.clone()];
            match tier {
                Tier::Basic => {}
                Tier::Cooperative => cells.extend(official(item)),
                Tier::Reclaimed => cells.extend([
                    "".to_owned(),
                    "".to_owned(),
                    "".to_owned(),
                    item.departments.join("\n"),
                    item.method.clone(),
                ]),
            }
            sheet.row(cells);
        }
    }
    sheet.row(["合计", "200项"]);
    sheet.row(["注：本清单由桐溪乡人民政府负责解释。"]);
    sheet
}

#[test]
fn all_tiers_in_one_sheet_under_section_lines() {
    let imported = all_equal(&[workbook("清单.xlsx", &[sections()])], &Options::default());
    let totals = &imported.report().totals;
    assert!(totals.iter().all(|total| !total.differs()), "{totals:#?}");
    assert_eq!(totals.iter().filter(|total| total.of == "items" && total.declared.is_some()).count(), 3);
    // Numbers that begin again are told once for each tier.
    let anew = imported.report().doubts.iter().filter(|doubt| doubt.understood[1].contains("begin again"));
    assert_eq!(anew.count(), 3);
}

/// A tier in a column, other names for columns, categories once.
fn tier_column() -> Sheet {
    let mut sheet = Sheet::new("");
    sheet.row(["编号", "清单类别", "领域", "职权名称", "关联单位", "主体责任", "镇街配合职责", "承接方式", "备注"]);
    let mut before = String::new();
    for item in truth().items {
        let tier = ["基本履职", "配合履职", "收回"][item.tier() as usize];
        let category = if item.category == before { String::new() } else { item.category.clone() };
        before = item.category.clone();
        sheet.row([
            item.number.to_string(),
            tier.to_owned(),
            category,
            item.name,
            item.departments.join("，"),
            item.upper_duties,
            item.township_duties,
            item.method,
        ]);
    }
    sheet
}

#[test]
fn the_tier_in_a_column_as_gb18030_and_as_utf_16() {
    let text = tier_column().delimited('\t');
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    all_equal(&[read_bytes("清单.tsv", bytes.into_owned()).unwrap()], &Options::default());
    let wide: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(tier_column().delimited(',').encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    all_equal(&[read_bytes("清单.csv", wide).unwrap()], &Options::default());
}

#[test]
fn page_breaks_repeat_headings_and_cut_rows() {
    let mut sheets = Vec::new();
    for tier in Tier::ALL {
        let mut sheet = Sheet::new(["基本履职", "配合履职", "上级收回"][tier as usize]);
        let heading: &[&str] = match tier {
            Tier::Basic => &["序号", "事项类别", "事项名称"],
            Tier::Cooperative => &["序号", "事项类别", "事项名称", "牵头部门", "上级部门职责", "乡镇（街道）配合职责"],
            Tier::Reclaimed => &["序号", "事项类别", "事项名称", "承接部门及工作方式"],
        };
        sheet.row(heading.iter().copied());
        for (at, item) in of(tier).iter().enumerate() {
            let mut cells = vec![format!("{}", item.number), item.category.clone(), item.name.clone()];
            cells.extend(official(item));
            if at % 7 != 6 {
                sheet.row(cells);
                continue;
            }
            // The page ends within the row: what is left stands below the headings, without a number.
            let mut rest = vec![String::new(); cells.len()];
            let last = cells.len() - 1;
            let chars: Vec<char> = cells[last].chars().collect();
            let cut = if tier == Tier::Basic { chars.len() - 4 } else { chars.len() / 2 };
            rest[last] = chars[cut..].iter().collect();
            cells[last] = chars[..cut].iter().collect();
            sheet.row(cells);
            sheet.row(heading.iter().copied());
            sheet.row(rest);
        }
        sheets.push(sheet);
    }
    all_equal(&[workbook("清单.xlsx", &sheets)], &Options::default());
}

/// Three tables under titles, with headings as published.
fn three_tables() -> [(String, Sheet); 3] {
    Tier::ALL.map(|tier| {
        let mut sheet = Sheet::new("");
        match tier {
            Tier::Basic => sheet.row(["序号", "类别", "事项名称"]),
            Tier::Cooperative => sheet.row(["序号", "类别", "事项名称", "牵头单位", "牵头部门职责", "街镇配合职责"]),
            Tier::Reclaimed => sheet.row(["序号", "类别", "回收事项", "承接部门和工作方式"]),
        };
        let items = of(tier);
        for (at, item) in items.iter().enumerate() {
            let wide: String =
                item.number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
            let mut cells = vec![wide, item.category.clone(), item.name.clone()];
            cells.extend(official(item));
            let row = sheet.row(cells);
            if at == 0 || items[at - 1].category != item.category {
                sheet.merge(row, 1, run(&items, at), 1);
            }
        }
        (["一、基本履职事项清单", "二、配合履职事项清单", "三、上级部门回收事项清单"][tier as usize].to_owned(), sheet)
    })
}

#[test]
fn markdown() {
    let mut text = "# 山阳县桐溪乡履行职责事项清单\n\n".to_owned();
    for (title, sheet) in three_tables() {
        text += &format!("## {title}\n\n{}\n", sheet.markdown());
    }
    let imported = all_equal(&[read_bytes("清单.md", text.into_bytes()).unwrap()], &Options::default());
    assert_eq!(imported.list().township.name, "桐溪乡");
}

#[test]
fn pages_of_html() {
    let mut text = "<html><body><h1>山阳县桐溪乡履行职责事项清单</h1>".to_owned();
    for (title, sheet) in three_tables() {
        text += &format!("<h2>{title}</h2>{}", sheet.html());
    }
    let document = read_bytes("清单.html", (text + "</body></html>").into_bytes()).unwrap();
    all_equal(&[document], &Options::default());
}

#[test]
fn three_files_of_one_tier_each() {
    let documents: Vec<Document> = three_tables()
        .iter()
        .zip(["桐溪乡基本履职.csv", "桐溪乡配合履职.csv", "桐溪乡收回事项.csv"])
        .map(|((_, sheet), name)| read_bytes(name, sheet.delimited(';').into_bytes()).unwrap())
        .collect();
    let imported = all_equal(&documents, &Options::default());
    assert_eq!(imported.list().township.name, "桐溪乡");
}

#[test]
fn cards_as_tables_and_an_item_in_each_column() {
    // Two columns, label and value, all cards in one sheet.
    let mut cards = Sheet::new("");
    for item in truth().items {
        cards.wide(["基本履职事项", "配合履职事项", "上级部门收回事项"][item.tier() as usize], 2);
        cards.row(["序号".to_owned(), item.number.to_string()]);
        cards.row(["事项类别", &item.category]);
        cards.row(["事项名称", &item.name]);
        match item.tier() {
            Tier::Basic => {}
            Tier::Cooperative => {
                cards.row(["对应上级部门", &item.departments.join("、")]);
                cards.row(["上级部门职责", &item.upper_duties]);
                cards.row(["乡镇配合职责", &item.township_duties]);
            }
            Tier::Reclaimed => {
                cards.row(["承接部门及工作方式", &takeover(&item)]);
            }
        }
    }
    all_equal(&[workbook("卡片.xlsx", &[cards])], &Options::default());
    // Turned: a row for each part, a column for each item.
    let sheets = Tier::ALL.map(|tier| {
        let mut sheet = Sheet::new(["基本", "配合", "收回"][tier as usize]);
        let items = of(tier);
        let row = |label: &str, value: &dyn Fn(&TrueItem) -> String| {
            std::iter::once(label.to_owned()).chain(items.iter().map(value)).collect::<Vec<_>>()
        };
        sheet.row(row("序号", &|item| item.number.to_string()));
        sheet.row(row("事项类别", &|item| item.category.clone()));
        sheet.row(row("事项名称", &|item| item.name.clone()));
        match tier {
            Tier::Basic => {}
            Tier::Cooperative => {
                sheet.row(row("对应上级部门", &|item| item.departments.join("\n")));
                sheet.row(row("上级部门职责", &|item| item.upper_duties.clone()));
                sheet.row(row("乡镇配合职责", &|item| item.township_duties.clone()));
            }
            Tier::Reclaimed => {
                sheet.row(row("承接部门及工作方式", &takeover));
            }
        }
        sheet
    });
    all_equal(&[workbook("横表.xlsx", &sheets)], &Options::default());
}

/// A list where another township stands: its names end in 二.
fn second(name: &str) -> String {
    format!("{name}二")
}

#[test]
fn a_second_township_beside() {
    let sheets = Tier::ALL.map(|tier| {
        let mut sheet = Sheet::new(["基本履职", "配合履职", "上级收回"][tier as usize]);
        let heading: &[&str] = match tier {
            Tier::Basic => &["序号", "事项类别", "事项名称"],
            Tier::Cooperative => &["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"],
            Tier::Reclaimed => &["序号", "事项类别", "事项名称", "承接部门及工作方式"],
        };
        let width = heading.len();
        let mut titles = vec!["山阳县桐溪乡履行职责事项清单".to_owned()];
        titles.resize(width, String::new());
        titles.push("山阳县石门镇履行职责事项清单".to_owned());
        let row = sheet.row(titles);
        sheet.merge(row, 0, 1, width);
        sheet.merge(row, width, 1, width);
        sheet.row(heading.iter().chain(heading).copied());
        for item in of(tier) {
            let mut cells = vec![item.number.to_string(), item.category.clone(), item.name.clone()];
            cells.extend(official(&item));
            let mut other = cells.clone();
            other[2] = second(&item.name);
            cells.extend(other);
            sheet.row(cells);
        }
        sheet
    });
    two_townships(&workbook("两个乡镇.xlsx", &sheets));
}

#[test]
fn townships_in_a_column() {
    let mut sheet = Sheet::new("全县");
    sheet.row([
        "乡镇",
        "履职类别",
        "序号",
        "事项类别",
        "事项名称",
        "牵头部门",
        "上级部门职责",
        "乡镇配合职责",
        "工作方式",
    ]);
    for township in ["山阳县桐溪乡", "山阳县石门镇"] {
        for item in truth().items {
            let tier = ["基本履职事项", "配合履职事项", "上级部门收回事项"][item.tier() as usize];
            let name = if township.ends_with('镇') { second(&item.name) } else { item.name.clone() };
            let departments = item.departments.join("、");
            sheet.row([
                township.to_owned(),
                tier.to_owned(),
                item.number.to_string(),
                item.category,
                name,
                departments,
                item.upper_duties,
                item.township_duties,
                item.method,
            ]);
        }
    }
    two_townships(&workbook("全县.xlsx", &[sheet]));
}

fn two_townships(document: &Document) {
    let options = |township: Option<&str>| Options { township: township.map(str::to_owned), ..Options::default() };
    let documents = std::slice::from_ref(document);
    let error = import(documents, &options(None)).unwrap_err();
    assert!(
        matches!(&error, ImportError::SeveralTownships { found } if *found == [("桐溪乡".to_owned(), 200), ("石门镇".to_owned(), 200)]),
        "{error}"
    );
    assert!(error.to_string().contains("--township"), "{error}");
    let imported = all_equal(documents, &options(Some("桐溪乡")));
    assert_eq!(
        (imported.list().township.name.as_str(), imported.list().township.county.as_str()),
        ("桐溪乡", "山阳县")
    );
    let other = import(documents, &options(Some("石门镇"))).unwrap();
    assert_eq!(other.list().items.len(), 200);
    assert!(other.list().items.iter().all(|item| item.name.ends_with('二')));
    let error = import(documents, &options(Some("云台镇"))).unwrap_err();
    assert!(matches!(&error, ImportError::NoSuchTownship { found, .. } if found.len() == 2), "{error}");
}

#[test]
fn a_department_on_each_row_of_an_item() {
    let mut sheet = Sheet::new("配合履职");
    sheet.row(["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
    let items = of(Tier::Cooperative);
    let mut rows = 0;
    for item in &items {
        // The duties of each department beside it; where a heading is of several, the item stays on one row.
        let parts: Vec<(String, String)> = split(item);
        let first = sheet.row([
            item.number.to_string(),
            item.category.clone(),
            item.name.clone(),
            parts[0].0.clone(),
            parts[0].1.clone(),
            item.township_duties.clone(),
        ]);
        for (department, duties) in &parts[1..] {
            sheet.row(["", "", "", department, duties]);
        }
        for column in [0, 1, 2, 5] {
            sheet.merge(first, column, parts.len(), 1);
        }
        rows += parts.len();
    }
    assert!(rows > items.len() + 30);
    let imported = import(&[workbook("清单.xlsx", &[sheet])], &Options::default()).unwrap();
    let (equal, wrong) = compare(imported.list(), &items.iter().collect::<Vec<_>>());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
    assert_eq!(equal, 5 * 64);
}

/// The departments of an item, each with its duties.
fn split(item: &TrueItem) -> Vec<(String, String)> {
    let heads: Vec<String> = item.departments.iter().map(|name| format!("{name}：")).collect();
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in item.upper_duties.split('\n') {
        match heads.iter().position(|head| head == line) {
            Some(at) => parts.push((item.departments[at].clone(), String::new())),
            None if parts.is_empty() || line.ends_with('：') => {
                return vec![(item.departments.join("、"), item.upper_duties.clone())];
            }
            None => {
                let duties = &mut parts.last_mut().unwrap().1;
                duties.push_str(if duties.is_empty() { "" } else { "\n" });
                duties.push_str(line);
            }
        }
    }
    if parts.len() == item.departments.len() {
        parts
    } else {
        vec![(item.departments.join("、"), item.upper_duties.clone())]
    }
}

#[test]
fn other_numbers_short_names_and_no_line_breaks() {
    let short = [
        ("县人力资源和社会保障局：", "县人社局："),
        ("县住房和城乡建设局：", "县住建局："),
        ("县自然资源和规划局：", "县自规局："),
        ("县残疾人联合会：", "县残联："),
        ("县市场监督管理局：", "市场监管局："),
        ("县卫生健康局：", "卫健局："),
        ("县农业农村局：", "农业农村局："),
    ];
    let number = |text: &str, style: usize| -> String {
        let mut out = String::new();
        for line in text.split('\n') {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let n: usize = line[..digits].parse().unwrap_or(0);
            let rest = line[digits..].strip_prefix('.').filter(|_| n > 0);
            match (rest, style) {
                (Some(rest), 0) => out += &format!("（{n}）{rest}"),
                (Some(rest), 1) => out += &format!("{}{rest}", char::from_u32(0x245F + n as u32).unwrap()),
                (Some(rest), 2) => out += &format!("{n}、{rest}"),
                (Some(rest), _) => out += &format!(" {n}. {rest}"),
                (None, _) => out += line,
            }
        }
        out
    };
    let mut sheet = Sheet::new("配合履职");
    sheet.row(["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
    let items = of(Tier::Cooperative);
    for (at, item) in items.iter().enumerate() {
        let mut upper = number(&item.upper_duties, at % 4);
        for (long, short) in short {
            upper = upper.replace(long, short);
        }
        sheet.row([
            item.number.to_string(),
            item.category.clone(),
            item.name.clone(),
            item.departments.join("，"),
            upper,
            number(&item.township_duties, at % 4),
        ]);
    }
    let imported = import(&[workbook("清单.xlsx", &[sheet])], &Options::default()).unwrap();
    let (equal, wrong) = compare(imported.list(), &items.iter().collect::<Vec<_>>());
    // C012 has a heading of two departments: it is kept as printed, in short.
    let wrong: Vec<&String> = wrong.iter().filter(|told| !told.contains("C012")).collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.iter().take(8).map(|told| told.as_str()).collect::<Vec<_>>().join("\n")
    );
    assert!(equal >= 5 * 64 - 1);
    let housing =
        imported.list().departments.iter().find(|department| department.name == "县住房和城乡建设局").unwrap();
    assert!(housing.aliases.contains(&"县住建局".to_owned()), "{housing:?}");
}

#[test]
fn numbered_lines_under_titles() {
    let text = "安居县幸福镇履行职责事项清单\n一、基本履职事项\n（一）党的建设（2项）\n1.落实党建责任\n2.做好党员发展\n（二）民生服务（1项）\n3.做好养老服务\n二、上级部门收回事项\n1.出具婚姻证明\n";
    let imported = import(&[read_bytes("清单.txt", text.as_bytes().to_vec()).unwrap()], &Options::default()).unwrap();
    let items: Vec<(String, &str, &str)> =
        imported.list().items.iter().map(|item| (item.id(), item.category.as_str(), item.name.as_str())).collect();
    assert_eq!(
        items.iter().map(|(id, category, name)| (id.as_str(), *category, *name)).collect::<Vec<_>>(),
        [
            ("B001", "党的建设", "落实党建责任"),
            ("B002", "党的建设", "做好党员发展"),
            ("B003", "民生服务", "做好养老服务"),
            ("R001", "未分类", "出具婚姻证明"),
        ]
    );
}
