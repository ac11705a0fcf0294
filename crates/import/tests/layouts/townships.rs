//! Several townships in one table.

use super::*;

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
fn an_item_that_each_township_has_on_a_row_of_its_own() {
    let table = "乡镇,序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n\
        桐溪乡,1,民生服务,预防溺水,县教育局,组织排查。,开展巡查。\n\
        石门镇,1,民生服务,预防溺水,县公安局,组织排查。,开展巡查。\n";
    let document = read_bytes("清单.csv", table.as_bytes().to_vec()).unwrap();
    let options = Options { township: Some("桐溪乡".to_owned()), ..Options::default() };
    let imported = import(&[document], &options).unwrap();
    assert_eq!(imported.list().items.len(), 1);
    assert_eq!(imported.list().departments.len(), 1, "{:?}", imported.list().departments);
}
