//! Departments in other ways than the official cell.

use super::*;

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

#[test]
fn a_row_for_each_department_that_repeats_the_item() {
    for numbered in [true, false] {
        let mut sheet = Sheet::new("配合履职");
        sheet.row(["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]);
        let items = of(Tier::Cooperative);
        for item in &items {
            for (at, (department, duties)) in split(item).into_iter().enumerate() {
                let number = if numbered || at == 0 { item.number.to_string() } else { String::new() };
                let township = item.township_duties.clone();
                sheet.row([number, item.category.clone(), item.name.clone(), department, duties, township]);
            }
        }
        let imported = import(&[workbook("清单.xlsx", &[sheet])], &Options::default()).unwrap();
        let (equal, wrong) = compare(imported.list(), &items.iter().collect::<Vec<_>>());
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
        assert_eq!(equal, 5 * 64);
    }
}

#[test]
fn departments_within_the_cells_of_their_duties() {
    let items: Vec<TrueItem> =
        of(Tier::Cooperative).into_iter().filter(|item| split(item).len() == item.departments.len()).collect();
    assert!(items.len() > 30, "{}", items.len());
    for columns in [1, 2] {
        let mut sheet = Sheet::new("配合履职");
        let heads = &["上级部门及职责", "牵头部门及职责", "协同部门及职责"][if columns == 1 { 0..1 } else { 1..3 }];
        let heads = heads.iter().copied();
        sheet.row(["序号", "事项类别", "事项名称"].into_iter().chain(heads).chain(["乡镇配合职责"]));
        for item in &items {
            let parts: Vec<String> = split(item).iter().map(|(name, duties)| format!("{name}：\n{duties}")).collect();
            let mut row = vec![item.number.to_string(), item.category.clone(), item.name.clone()];
            match columns {
                1 => row.push(parts.join("\n")),
                _ => row.extend([parts[0].clone(), parts[1..].join("\n")]),
            }
            row.push(item.township_duties.clone());
            sheet.row(row);
        }
        let imported = import(&[workbook("清单.xlsx", &[sheet])], &Options::default()).unwrap();
        let list = imported.list();
        for (item, wanted) in list.items.iter().zip(&items) {
            let names: Vec<&str> = item.departments.iter().map(|&at| list.departments[at].name.as_str()).collect();
            assert_eq!(names, wanted.departments, "{}", wanted.name);
            let headed: Vec<Option<usize>> = item.upper_duties.iter().map(|group| group.department).collect();
            assert_eq!(headed, item.departments.iter().map(|&at| Some(at)).collect::<Vec<_>>(), "{}", wanted.name);
        }
        assert_eq!(list.items.len(), items.len());
    }
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
