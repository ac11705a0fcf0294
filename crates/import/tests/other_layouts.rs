//! Layouts that pages and documents have: a list within a layout table, a table for each category, columns with names of other lists.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi_import::report::Severity;
use lvzhi_import::{Imported, Options, import, read_bytes};

fn list(name: &str, text: &str) -> Imported {
    let document = read_bytes(name, text.as_bytes().to_vec()).unwrap();
    import(&[document], &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn told(imported: &Imported) -> Vec<String> {
    let items = imported.list().items.iter();
    items.map(|item| format!("{} {} {}", item.id(), item.category, item.name)).collect()
}

#[test]
fn a_list_within_a_layout_table() {
    let page = "<html><meta charset=utf-8><table><tr><td>首页</td><td>公开</td></tr><tr><td colspan=2>\
        <p><b>山阳县桐溪乡基本履职事项清单</b></p><table><tr><th>序号</th><th>类别</th><th>事项</th></tr>\
        <tr><td>1</td><td rowspan=2>党的建设</td><td>落实党建责任</td></tr><tr><td>2</td><td>做好党员发展</td></tr></table>\
        <p>桐溪乡上级部门收回事项清单</p><table><tr><th>序号</th><th>类别</th><th>事项</th><th>收回部门</th><th>收回后工作方式</th></tr>\
        <tr><td>1</td><td>民生服务</td><td>发放补贴</td><td>县民政局</td><td>由县民政局发放。</td></tr></table>\
        </td></tr><tr><td>主办：桐溪乡人民政府</td></tr></table></html>";
    let imported = list("清单.html", page);
    assert_eq!(told(&imported), ["B001 党的建设 落实党建责任", "B002 党的建设 做好党员发展", "R001 民生服务 发放补贴"]);
    assert_eq!(imported.list().township.name, "桐溪乡");
    assert_eq!(imported.report().count(Severity::Lost), 0);
}

#[test]
fn a_table_for_each_category_under_its_name() {
    let page = "# 山阳县桐溪乡履行职责事项清单\n\n## 基本履职事项（3项）\n\n### 党的建设\n\n| 序号 | 事项名称 |\n|---|---|\n| 1 | 落实党建责任 |\n| 2 | 做好党员发展 |\n\n### 平安法治\n\n| 序号 | 事项名称 |\n|---|---|\n| 3 | 开展普法宣传 |\n";
    let wanted = ["B001 党的建设 落实党建责任", "B002 党的建设 做好党员发展", "B003 平安法治 开展普法宣传"];
    assert_eq!(told(&list("清单.md", page)), wanted);
    // With its number, and without a count.
    let page = page.replace("### 党", "一、党").replace("### 平", "二、平");
    assert_eq!(told(&list("清单.md", &page)), wanted);
}

#[test]
fn a_heading_that_elsewhere_names_the_tier_may_be_the_method() {
    let table = "序号,事项类别,事项名称,承接单位,履职方式\n1,民生服务,发放补贴,县民政局,由县民政局发放。\n2,民生服务,评选先进,,不再开展此项工作。\n";
    let imported = list("桐溪乡上级部门收回事项.csv", table);
    let methods: Vec<Option<&str>> =
        imported.list().items.iter().map(|item| item.takeover[0].method.as_deref()).collect();
    assert_eq!(methods, [Some("由县民政局发放。"), Some("不再开展此项工作。")]);
}

#[test]
fn items_of_a_text_list_need_not_have_all_labels() {
    let text = "桐溪乡上级部门收回事项清单\n一、民生服务\n1、发放补贴\n工作方式：不再开展。\n2、评选先进\n承接部门：县民政局\n工作方式：1.组织评选；2.公示结果。\n3、核查低保\n承接部门：县民政局\n工作方式：由县民政局核查。\n";
    let imported = list("清单.txt", text);
    assert_eq!(told(&imported), ["R001 民生服务 发放补贴", "R002 民生服务 评选先进", "R003 民生服务 核查低保"]);
    assert!(imported.list().items[0].takeover[0].department.is_none());
    assert!(imported.list().items[1].takeover[0].department.is_some());
}

#[test]
fn page_numbers_and_signatures_are_no_items() {
    let table = "桐溪乡基本履职事项清单,,\n序号,事项类别,事项名称\n1,党的建设,落实党建责任\n2,党的建设,做好党员发展\n第1页 共2页,,\n\
        基本履职事项清单（续）,,\n序号,事项类别,事项名称\n3,党的建设,办好党校\n4,民生服务,做好养老服务\n— 2 —,,\n\
        （接下页）,,\n5,平安法治,开展普法宣传\n6,,开展矛盾调解\n审核：张三,,制表：李四\n待定,平安法治,\n";
    let imported = list("桐溪乡.csv", table);
    assert_eq!(
        told(&imported),
        [
            "B001 党的建设 落实党建责任",
            "B002 党的建设 做好党员发展",
            "B003 党的建设 办好党校",
            "B004 民生服务 做好养老服务",
            "B005 平安法治 开展普法宣传",
            "B006 平安法治 开展矛盾调解"
        ]
    );
    let report = imported.report();
    for text in ["第1页共2页", "—2—", "审核：张三｜制表：李四", "（接下页）"] {
        assert!(report.parts.iter().any(|part| part.text == text), "{text}: {:?}", report.parts);
    }
    assert_eq!(report.count(Severity::Lost), 0, "{:?}", report.doubts);
    // Words in place of a number, and no name: told, since it may be an item that lost its own.
    let told = report.doubts.iter().find(|doubt| doubt.text == "待定").map(|doubt| doubt.severity);
    assert_eq!(told, Some(Severity::Doubtful), "{:?}", report.doubts);
}

#[test]
fn a_stroke_in_a_column_of_another_tier_says_nothing() {
    let table = "清单类别,序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责,承接部门,工作方式\n\
        基本履职,1,党的建设,落实党建责任,/,/,/,/,/\n\
        配合履职,1,民生服务,预防溺水,县教育局,组织排查。,开展巡查。,/,/\n\
        上级部门收回,1,民生服务,发放补贴,/,/,/,县民政局,由县民政局发放。\n";
    let imported = list("桐溪乡.csv", table);
    assert_eq!(imported.report().count(Severity::Lost), 0, "{:?}", imported.report().doubts);
    // What says something is told as what it is: a column that another tier has.
    let imported = list("桐溪乡.csv", &table.replace("开展巡查。,/,/", "开展巡查。,/,由县水利局管。"));
    let lost: Vec<_> = imported.report().doubts.iter().filter(|doubt| doubt.severity == Severity::Lost).collect();
    assert!(matches!(lost.as_slice(), [one] if one.understood[1].contains("of this tier")), "{lost:?}");
}

#[test]
fn categories_have_numbers_of_their_own() {
    let page = "<table><caption>桐溪乡基本履职事项清单</caption><tr><th>序号</th><th>类别</th><th>序号</th><th>事项名称</th></tr>\
        <tr><td rowspan=2>一</td><td rowspan=2>党的建设（2项）</td><td>1</td><td>落实党建责任</td></tr><tr><td>2</td><td>做好党员发展</td></tr>\
        <tr><td>二</td><td>民生服务（1项）</td><td>1</td><td>做好养老服务</td></tr></table>";
    let imported = list("桐溪乡.html", page);
    assert_eq!(
        told(&imported),
        ["B001 党的建设 落实党建责任", "B002 党的建设 做好党员发展", "B003 民生服务 做好养老服务"]
    );
}

#[test]
fn headings_are_as_high_as_the_cells_that_they_are_merged_over() {
    let page = "<table><caption>桐溪乡基本履职事项清单</caption>\
        <tr><th rowspan=2>序号</th><th rowspan=2>事项类别</th><th rowspan=2>事项名称</th><th colspan=2>适用村</th></tr>\
        <tr><th>红星</th><th>前进</th></tr>\
        <tr><td>1</td><td>党的建设</td><td>落实党建责任</td><td>√</td><td></td></tr></table>";
    let imported = list("桐溪乡.html", page);
    assert_eq!(told(&imported), ["B001 党的建设 落实党建责任"]);
    let lost: Vec<&str> = imported.report().doubts.iter().map(|doubt| doubt.text.as_str()).collect();
    assert!(lost.contains(&"√"), "{lost:?}");
}

#[test]
fn titles_between_cards_are_no_duties() {
    let text = "山阳县桐溪乡履行职责事项清单\n一、配合履职事项清单\n（一）党的建设（1项）\n序号：1\n事项名称：评选表彰\n\
        对应上级部门：县委组织部\n上级部门职责：\n组织表彰。\n乡镇配合职责：\n1.推荐人选。\n2.做好配合履职事项的宣传。\n\
        （二）民生服务（1项）\n序号：2\n事项名称：预防溺水\n对应上级部门：县教育局\n上级部门职责：\n组织排查。\n乡镇配合职责：\n\
        开展巡查。\n二、上级部门收回事项清单\n序号：1\n事项名称：发放补贴\n承接部门：县民政局\n工作方式：由县民政局发放。\n";
    let imported = list("清单.txt", text);
    assert_eq!(told(&imported), ["C001 党的建设 评选表彰", "C002 民生服务 预防溺水", "R001 未分类 发放补贴"]);
    let duties = |at: usize| imported.list().items[at].township_duties[0].duties.clone();
    assert_eq!(
        (duties(0), duties(1)),
        (vec!["推荐人选。".to_owned(), "做好配合履职事项的宣传。".to_owned()], vec!["开展巡查。".to_owned()])
    );
    assert_eq!(imported.report().count(Severity::Lost), 0, "{:?}", imported.report().doubts);
}

#[test]
fn a_table_of_counts_holds_no_items() {
    let page = "<table><caption>山阳县各乡镇履职事项统计表</caption><tr><th>序号</th><th>乡镇</th><th>基本履职</th><th>配合履职</th><th>收回</th></tr>\
        <tr><td>1</td><td>桐溪乡</td><td>1</td><td>12</td><td>9</td></tr><tr><td>2</td><td>青石镇</td><td>1</td><td>12</td><td>9</td></tr></table>\
        <p>山阳县桐溪乡基本履职事项清单</p><table><tr><th>序号</th><th>事项类别</th><th>事项名称</th></tr>\
        <tr><td>1</td><td>党的建设</td><td>落实党建责任</td></tr></table>";
    let imported = list("清单.html", page);
    assert_eq!(told(&imported), ["B001 党的建设 落实党建责任"]);
    assert!(
        imported.report().parts.iter().any(|part| part.text == "2｜青石镇｜1｜12｜9"),
        "{:?}",
        imported.report().parts
    );
}

#[test]
fn names_that_differ_in_punctuation_are_one_department() {
    let table = "序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n\
        1,党的建设,评选表彰,县委组织部（县公务员局）,组织表彰。,推荐人选。\n\
        2,党的建设,教育培训,县委组织部·县公务员局,\"：\n1.制定计划。\n2.组织培训。\",派人参加。\n";
    let imported = list("桐溪乡.csv", table);
    let names: Vec<&str> = imported.list().departments.iter().map(|department| department.name.as_str()).collect();
    assert_eq!(names, ["县委组织部（县公务员局）"]);
    // A colon alone heads nothing.
    assert_eq!(imported.list().items[1].upper_duties[0].heading, None);
}

#[test]
fn sheets_that_are_called_by_categories_give_them() {
    use rust_xlsxwriter::Workbook;
    let written = |names: [&str; 2]| {
        let mut book = Workbook::new();
        for (sheet, number, name) in [(names[0], "1", "落实党建责任"), (names[1], "2", "开展普法宣传")] {
            let sheet = book.add_worksheet().set_name(sheet).unwrap();
            sheet.write(0, 0, "桐溪乡基本履职事项清单").unwrap();
            for (row, [left, right]) in [(1, ["序号", "事项名称"]), (2, [number, name])] {
                sheet.write(row, 0, left).unwrap().write(row, 1, right).unwrap();
            }
        }
        let document = read_bytes("清单.xlsx", book.save_to_buffer().unwrap()).unwrap();
        import(&[document], &Options::default()).unwrap()
    };
    let wanted = ["B001 党的建设 落实党建责任", "B002 平安法治 开展普法宣传"];
    assert_eq!(told(&written(["党的建设", "平安法治"])), wanted);
    assert_eq!(told(&written(["一、党的建设", "二、平安法治"])), wanted);
    assert_eq!(told(&written(["乡村振兴", "城乡建设"]))[0], "B001 乡村振兴 落实党建责任");
    let other = written(["附件1", "附件2"]);
    assert_eq!(told(&other), wanted.map(|item| item.replace("党的建设", "未分类").replace("平安法治", "未分类")));
    assert!(other.is_doubtful());
}

#[test]
fn the_same_as_above_is_what_stands_above() {
    for mark in ["同上", "〃", " ″ "] {
        let table = format!(
            "序号,事项类别,事项名称,承接部门,工作方式\n1,民生服务,发放补贴,县民政局,由县民政局发放。\n2,{mark},评选先进,{mark},不再开展此项工作。\n\
             3,平安法治,开展普法,县司法局,由县司法局开展。\n4,{mark},调解纠纷,{mark},由县司法局调解。\n"
        );
        let imported = list("桐溪乡上级部门收回事项.csv", &table);
        let of = |item: &lvzhi_compiler::model::Item| {
            format!("{} {}", item.category, imported.list().departments[item.takeover[0].department.unwrap()].name)
        };
        let told: Vec<String> = imported.list().items.iter().map(of).collect();
        assert_eq!(
            told,
            ["民生服务 县民政局", "民生服务 县民政局", "平安法治 县司法局", "平安法治 县司法局"],
            "{mark}"
        );
    }
}

#[test]
fn same_as_above_repeats_no_heading_and_no_item_unsaid() {
    let rows = "清单类别,序号,事项类别,事项名称\n";
    let doubts = |imported: &Imported| -> Vec<String> {
        imported.report().doubts.iter().map(|doubt| format!("{} {}", doubt.place.row, doubt.understood[0])).collect()
    };
    let first = list("清单.csv", &format!("{rows}基本履职,1,同上,做好路灯维护\n基本履职,2,民生服务,做好供水\n"));
    assert!(first.list().items.iter().all(|item| item.category != "事项类别"), "{:?}", first.list().items);
    assert!(doubts(&first).iter().any(|doubt| doubt.starts_with("2 上面是表头")), "{:?}", doubts(&first));
    let again = list(
        "清单.csv",
        &format!("{rows}基本履职,1,民生服务,做好路灯维护\n基本履职,2,同上,同上\n基本履职,3,同上,做好供水\n"),
    );
    assert_eq!(again.list().items.len(), 2);
    assert!(doubts(&again).iter().any(|doubt| doubt.starts_with("3 照抄之后")), "{:?}", doubts(&again));
}

#[test]
fn errors_in_cells_are_no_words() {
    use rust_xlsxwriter::{Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("基本履职").unwrap();
    for (column, heading) in ["序号", "事项类别", "事项名称"].into_iter().enumerate() {
        sheet.write(0, column as u16, heading).unwrap();
    }
    for (row, name) in [(1, "落实党建责任"), (2, "做好党员发展")] {
        sheet.write(row, 0, row).unwrap().write(row, 2, name).unwrap();
    }
    sheet.write(1, 1, "党的建设").unwrap();
    sheet.write_formula(2, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let document = read_bytes("清单.xlsx", book.save_to_buffer().unwrap()).unwrap();
    let imported = import(&[document], &Options::default()).unwrap();
    assert_eq!(told(&imported), ["B001 党的建设 落实党建责任", "B002 党的建设 做好党员发展"]);
    let lost: Vec<String> =
        imported.report().doubts.iter().filter(|d| d.severity == Severity::Lost).map(|d| d.place.to_string()).collect();
    assert_eq!(lost, ["基本履职!B3"]);
}

#[test]
fn a_list_in_text_may_have_more_than_a_hundred_items() {
    let lines: String = (1..=140).map(|n| format!("{n}.办理第{n}种事务\n")).collect();
    let imported = list("清单.txt", &format!("桐溪乡基本履职事项清单（140项）\n一、综合政务\n{lines}"));
    assert_eq!(imported.list().items.len(), 140);
    assert_eq!(imported.list().items[104].name, "办理第105种事务");
    assert!(!imported.is_doubtful(), "{:?}", imported.report().doubts);
}
