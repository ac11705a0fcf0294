//! Headings in two rows: whose duties a column holds is said by both together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;
#[path = "common/sheet.rs"]
mod sheet;

use common::{TrueItem, compare, truth};
use lvzhi_compiler::model::Tier;
use lvzhi_import::report::Severity;
use lvzhi_import::{Options, import};
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
