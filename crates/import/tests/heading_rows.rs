//! Headings in two rows: whose duties a column holds is said by both together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;
#[path = "common/sheet.rs"]
mod sheet;

use common::{TrueItem, compare, truth};
use lvzhi_compiler::model::Tier;
use lvzhi_import::report::Severity;
use lvzhi_import::{Options, import, read_bytes};
use sheet::{Sheet, workbook};

/// The cooperative items under a heading of duties that stands over these two.
fn under(above: &str, upper: &str, local: &str, merged: bool) -> lvzhi_import::Imported {
    let mut sheet = Sheet::new("Sheet1");
    sheet.wide("山阳县桐溪乡配合履职事项清单（64项）", 6);
    let at = sheet.row(["序号", "事项类别", "事项名称", "牵头部门", above, ""]);
    sheet.row(["", "", "", "", upper, local]);
    if merged {
        for column in 0..4 {
            sheet.merge(at, column, 2, 1);
        }
        sheet.merge(at, 4, 1, 2);
    }
    for item in cooperative() {
        sheet.row([
            item.number.to_string(),
            item.category,
            item.name,
            item.departments.join("\n"),
            item.upper_duties,
            item.township_duties,
        ]);
    }
    import(&[workbook("清单.xlsx", &[sheet])], &Options::default()).unwrap()
}

fn cooperative() -> Vec<TrueItem> {
    truth().items.into_iter().filter(|item| item.tier() == Tier::Cooperative).collect()
}

#[test]
fn bodies_below_a_heading_of_duties_have_duties() {
    let wanted = cooperative();
    for (above, upper, local) in [
        ("职责分工", "上级部门", "乡镇（街道）"),
        ("职责", "县级部门", "街道"),
        ("职责划分", "部门", "乡镇"),
        ("工作职责", "县直部门", "镇街"),
        ("职责分工", "县级", "乡级"),
        ("责任分工", "区级有关部门", "街道办事处"),
        ("工作任务", "旗级部门（单位）", "苏木镇"),
        // Something nobody has thought of: the sentences below say what it is.
        ("分工", "县里", "乡里"),
    ] {
        for merged in [true, false] {
            let imported = under(above, upper, local, merged);
            let (equal, wrong) = compare(imported.list(), &wanted.iter().collect::<Vec<_>>());
            assert!(wrong.is_empty(), "{above}/{upper}/{local}: {} wrong: {}", wrong.len(), wrong[0]);
            assert_eq!(equal, 5 * 64);
            assert_eq!(imported.report().count(Severity::Lost), 0);
            let departments = imported.list().departments.len();
            assert!(departments < 45, "{departments}");
        }
    }
}

/// A cooperative item under other headings.
fn item_under(heads: &str) -> lvzhi_import::Imported {
    let text = format!("桐溪乡配合履职事项清单,,,,,\n{heads}\n1,民生服务,预防溺水,县教育局,组织排查。,开展巡查。\n");
    import(&[read_bytes("清单.csv", text.into_bytes()).unwrap()], &Options::default()).unwrap()
}

#[test]
fn headings_by_other_names_and_by_what_stands_beside_them() {
    for heads in [
        "序号,一级事项,二级事项,上级部门,上级部门职责,乡镇配合职责",
        "序号,类别,清单内容,上级部门,上级部门职责,镇配合工作",
        "序号,类别,事项名称,上级部门,职责,乡镇配合事项",
        "序号,类别,事项名称,上级部门,履职内容,配合方式",
        "序号,类别,乡镇配合事项,上级部门,工作内容,乡镇职责",
    ] {
        let imported = item_under(heads);
        let item = &imported.list().items[0];
        assert_eq!((item.category.as_str(), item.name.as_str()), ("民生服务", "预防溺水"), "{heads}");
        assert_eq!(item.upper_duties[0].duties, ["组织排查。"], "{heads}");
        assert_eq!(item.township_duties[0].duties, ["开展巡查。"], "{heads}");
        assert_eq!(imported.list().departments[0].name, "县教育局", "{heads}");
    }
    for heads in ["收回后由谁办理,工作方式", "收回后由谁承办,方式", "承接部门,履职内容"] {
        let text = format!("序号,类别,事项名称,{heads}\n1,民生服务,发放补贴,县民政局,由县民政局发放。\n");
        let document = read_bytes("桐溪乡上级部门收回事项.csv", text.into_bytes()).unwrap();
        let imported = import(&[document], &Options::default()).unwrap();
        let takeover = &imported.list().items[0].takeover[0];
        assert!(takeover.department.is_some(), "{heads}");
        assert_eq!(takeover.method.as_deref(), Some("由县民政局发放。"), "{heads}");
    }
}

#[test]
fn a_column_that_is_left_out_is_named() {
    let told = |heads: &str| {
        let imported = item_under(heads);
        let doubts = imported.report().doubts.iter().filter(|doubt| doubt.place.row == 2);
        doubts.map(|doubt| (doubt.severity, doubt.understood[0].clone())).collect::<Vec<_>>()
    };
    let [(severity, text)] = &told("序号,项目,事项名称,上级部门,上级部门职责,乡镇配合职责")[..]
    else {
        panic!()
    };
    assert!(*severity == Severity::Doubtful && text.contains("“项目”"), "{text}");
    let [(severity, text)] = &told("序号,备注,事项名称,上级部门,上级部门职责,乡镇配合职责")[..]
    else {
        panic!()
    };
    assert!(*severity == Severity::Note && text.contains("“备注”"), "{text}");
}

#[test]
fn a_column_that_the_township_gives_its_name() {
    for above in ["职责分工", "分工情况"] {
        let text = format!(
            "序号,事项类别,事项名称,对应上级部门,{above},\n,,,,上级部门,清溪镇\n1,民生服务,预防溺水,县教育局,组织排查。,1.巡查；2.上报\n"
        );
        let document = read_bytes("清单.csv", text.into_bytes()).unwrap();
        let imported = import(&[document], &Options::default()).unwrap();
        assert_eq!(imported.list().township.name, "清溪镇", "{above}");
        assert_eq!(imported.list().items[0].township_duties[0].duties, ["巡查；", "上报"], "{above}");
    }
}

#[test]
fn a_column_that_two_parts_of_a_list_share() {
    let text = "清单类型,序号,类别,事项,责任部门,部门职责,乡镇职责/工作方式\n\
        基本履职,1,党的建设,发展党员,,,\n配合履职,1,民生服务,预防溺水,县教育局,组织排查。,开展巡查。\n\
        上级部门收回,1,民生服务,发放补贴,县民政局,,由县民政局发放。\n";
    let imported = import(&[read_bytes("桐溪乡.csv", text.as_bytes().to_vec()).unwrap()], &Options::default()).unwrap();
    let items = &imported.list().items;
    assert_eq!(items[1].township_duties[0].duties, ["开展巡查。"]);
    assert_eq!(items[2].takeover[0].method.as_deref(), Some("由县民政局发放。"));
    assert_eq!(imported.report().count(Severity::Lost), 0, "{:?}", imported.report().doubts);
}
