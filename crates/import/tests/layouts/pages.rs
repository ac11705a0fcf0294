//! Tables and cards in text, Markdown and HTML, and lines of text under titles.

use super::*;

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
