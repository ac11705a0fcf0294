//! Workbooks: headings in two rows, all tiers in one sheet, a tier in a column, page breaks.

use super::*;

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
