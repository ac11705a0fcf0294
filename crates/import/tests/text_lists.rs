//! Lists of text alone: numbered items, each with lines that begin with a label, in the ways in which people lay them out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{compare, truth};
use lvzhi_compiler::model::Tier;
use lvzhi_import::report::Severity;
use lvzhi_import::{Imported, Options, import, read_bytes};

/// How a list is laid out.
#[derive(Debug, Clone, Copy)]
struct Style {
    /// Clauses of a duty on one line.
    one_line: bool,
    /// Values begin on the line below their label.
    below: bool,
    blank: bool,
    /// What stands before and behind a category.
    category: [&'static str; 2],
}

fn text(style: Style) -> String {
    let mut out = String::from("山阳县桐溪乡履行职责事项清单\n\n");
    for tier in Tier::ALL {
        out += &format!("{}事项清单\n\n", ["基本履职", "配合履职", "上级部门收回"][tier as usize]);
        let mut last = String::new();
        let items = truth().items.into_iter().filter(|item| item.tier() == tier);
        for item in items {
            if item.category != last {
                out += &format!("{}{}{}\n", style.category[0], item.category, style.category[1]);
                last.clone_from(&item.category);
            }
            let blank = if style.blank { "\n" } else { "" };
            out += &format!("{}. {}\n{blank}", item.number, item.name);
            let mut field = |label: &str, value: &str| {
                let value = if style.one_line { value.replace('\n', "") } else { value.to_owned() };
                out += &format!("{label}{}{value}\n{blank}", if style.below { "\n" } else { "：" });
            };
            match tier {
                Tier::Basic => {}
                Tier::Cooperative => {
                    field("对应上级部门", &item.departments.join("、"));
                    field("上级部门职责", &item.upper_duties);
                    field("乡镇配合职责", &item.township_duties);
                }
                Tier::Reclaimed => {
                    field("承接部门", &item.departments.join("、"));
                    field("工作方式", &item.method);
                }
            }
        }
    }
    out
}

fn list(text: &str) -> Imported {
    let document = read_bytes("清单.txt", text.as_bytes().to_vec()).unwrap();
    import(&[document], &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn labels_below_numbered_items_are_their_cells() {
    let wanted = truth();
    for category in [["一、", ""], ["（一）", "（共5项）"], ["", ""], ["【", "】"]] {
        for (one_line, below, blank) in [
            (false, false, false),
            (true, false, false),
            (false, true, false),
            (false, false, true),
            (true, true, true),
        ] {
            let style = Style { one_line, below, blank, category };
            let imported = list(&text(style));
            let (equal, wrong) = compare(imported.list(), &wanted.items.iter().collect::<Vec<_>>());
            assert!(wrong.is_empty(), "{style:?}: {} wrong, {equal} right: {}", wrong.len(), wrong[0]);
            assert_eq!(imported.report().count(Severity::Lost), 0, "{style:?}");
        }
    }
}

#[test]
fn headings_of_duties_are_no_categories() {
    let imported = list(
        "桐溪乡配合履职事项清单\n一、党的建设\n1.推荐干部\n对应上级部门：县委组织部\n上级部门职责：\n一、推荐工作\n1.制定方案；\n2.组织推荐。\n二、考察工作\n1.组织考察。\n乡镇配合职责：提出人选。\n2.预防溺水\n对应上级部门：县教育局\n上级部门职责：组织排查。\n备注：夏季\n乡镇配合职责：开展巡查。\n二、民生服务\n3.防范诈骗\n对应上级部门：县公安局\n上级部门职责：打击犯罪。\n乡镇配合职责：开展宣传。\n",
    );
    let items = &imported.list().items;
    let told: Vec<(&str, &str)> = items.iter().map(|item| (item.name.as_str(), item.category.as_str())).collect();
    assert_eq!(told, [("推荐干部", "党的建设"), ("预防溺水", "党的建设"), ("防范诈骗", "民生服务")]);
    let headings: Vec<Option<&str>> = items[0].upper_duties.iter().map(|group| group.heading.as_deref()).collect();
    assert_eq!(headings, [Some("一、推荐工作"), Some("二、考察工作")]);
    let lost: Vec<&str> =
        imported.report().doubts.iter().filter(|d| d.severity == Severity::Lost).map(|d| d.text.as_str()).collect();
    assert_eq!(lost, ["夏季"]);
}

#[test]
fn an_item_may_begin_with_a_number_of_its_own() {
    let text = "桐溪乡基本履职事项清单\n一、综合政务\n1.做好政务公开\n2.12345热线办理\n3.值班值守\n";
    let imported = import(&[read_bytes("清单.txt", text.as_bytes().to_vec()).unwrap()], &Options::default()).unwrap();
    let names: Vec<&str> = imported.list().items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["做好政务公开", "12345热线办理", "值班值守"]);
    // A number in brackets is that of a clause.
    let text = "桐溪乡配合履职事项清单\n一、党的建设\n1.档案管理\n上级部门职责：县委组织部负责。\n乡镇配合职责：\n（1）收集；\n（2）核对。\n\
        2.换届选举\n上级部门职责：县委组织部负责。\n乡镇配合职责：\n（1）协助。\n";
    let imported = import(&[read_bytes("清单.txt", text.as_bytes().to_vec()).unwrap()], &Options::default()).unwrap();
    assert_eq!(imported.list().items[0].township_duties[0].duties, ["收集；", "核对。"]);
}

#[test]
fn words_of_items_are_no_townships() {
    let text = "云岭县清溪镇履职事项清单\n一、基本履职事项\n（一）党的建设\n1.落实党中央决策部署。\n2.加强镇党委自身建设，落实民主集中制。\n\
        3.落实镇党委主体责任\n4.落实镇履职事项清单制度\n5.发展党员。\n";
    let imported = import(&[read_bytes("清单.txt", text.as_bytes().to_vec()).unwrap()], &Options::default()).unwrap();
    assert_eq!((imported.list().township.name.as_str(), imported.list().items.len()), ("清溪镇", 5));
}

#[test]
fn a_name_that_a_page_broke_is_whole_again() {
    let text = "云岭县清溪镇履职事项清单\n一、基本履职事项（共4项）\n（一）党的建设\n\
        1.深入学习贯彻习近平新时代中国特色社会主义思想，坚持和加强\n党的全面领导，贯彻落实党中央决策部署，推进学习教育常态化长\n— 1 —\n\n效化\n\
        2.发展党员\n3.推进党风廉政建设和反腐败工作，落实中央八项规定及其实施细\n则精神。\n4.开展党员教育\n清溪镇人民政府\n2025年4月18日\n";
    let imported = list(text);
    let names: Vec<&str> = imported.list().items.iter().map(|item| item.name.as_str()).collect();
    let wanted = [
        "深入学习贯彻习近平新时代中国特色社会主义思想，坚持和加强党的全面领导，贯彻落实党中央决策部署，推进学习教育常态化长效化",
        "发展党员",
        "推进党风廉政建设和反腐败工作，落实中央八项规定及其实施细则精神。",
        "开展党员教育",
    ];
    assert_eq!(names, wanted);
    assert!(imported.list().items.iter().all(|item| item.category == "党的建设"));
    assert!(!imported.is_doubtful(), "{:?}", imported.report().doubts);
    // What may be the rest of a name, or not, is told.
    let imported = list(
        "桐溪乡基本履职事项清单\n一、党的建设\n1.深入学习贯彻党的创新理论\n和决策部署\n2.发展党员\n3.开展党员教育培训和日常管理监督服务\n",
    );
    let told: Vec<&str> = imported.report().doubts.iter().map(|doubt| doubt.text.as_str()).collect();
    assert!(imported.is_doubtful() && told.contains(&"和决策部署"), "{told:?}");
}

#[test]
fn page_numbers_are_no_duties() {
    let text = "云岭县清溪镇履职事项清单\n二、配合履职事项\n（一）平安法治\n1.社区矫正\n对应上级部门：县司法局、县公\n- 3 -\n安局\n上级部门职责：\n\
        县司法局：\n（1）监督管理；\n— 4 —\n\n（2）安置帮教。\n第 5 页 共 9 页\n县公安局：\n（1）查处。\n第6页\n乡镇配合职责：\n（1）协助。\n";
    let imported = list(text);
    let duties: Vec<&str> =
        imported.list().items[0].upper_duties.iter().flat_map(|group| &group.duties).map(String::as_str).collect();
    assert_eq!(duties, ["监督管理；", "安置帮教。", "查处。"]);
    assert_eq!(imported.list().departments.len(), 2, "{:?}", imported.list().departments);
    // … of a card neither.
    let card = "序号：1\n事项类别：平安法治\n事项名称：社区矫正\n对应上级部门：县司法局\n上级部门职责：\n1.监督管理；\n— 4 —\n2.安置帮教。\n乡镇配合职责：\n1.协助。\n";
    let duties = list(card).list().items[0].upper_duties[0].duties.clone();
    assert_eq!(duties, ["监督管理；", "安置帮教。"]);
}

#[test]
fn labels_by_the_name_of_the_township_and_two_on_one_line() {
    for label in ["镇职责", "清溪镇职责", "本镇职责"] {
        let text = format!(
            "云岭县清溪镇配合履职事项清单\n一、平安法治\n1. 反诈\n牵头单位：县公安局\n部门职责：（1）打击。\n{label}：（1）宣传；（2）劝阻。\n"
        );
        let imported = list(&text);
        let item = &imported.list().items[0];
        assert_eq!(item.upper_duties.len(), 1, "{label}");
        assert_eq!(item.township_duties[0].duties, ["宣传；", "劝阻。"], "{label}");
    }
    let text = "云岭县清溪镇上级部门收回事项\n（一）民生服务\n1.津贴追缴\n承接部门：县民政局；工作方式：县民政局牵头，会同财政部门追缴。\n2.评选先进\n工作方式：不再开展。\n";
    let imported = list(text);
    let takeover = &imported.list().items[0].takeover;
    assert_eq!(takeover.len(), 1, "{takeover:?}");
    assert_eq!(takeover[0].method.as_deref(), Some("县民政局牵头，会同财政部门追缴。"));
    assert_eq!(imported.list().departments.len(), 1, "{:?}", imported.list().departments);
}

#[test]
fn a_table_between_spaces_as_pdftotext_lays_it_out() {
    let text = "            云岭县清溪镇履职事项清单\n\n    一、配合履职事项清单\n\
        序号    类别        事项名称              上级部门                上级部门职责                  乡镇职责\n\
        1       党的建设    党员档案数字化管理    县委组织部              1.制定党员档案管理办法；      1.收集、整理。\n\n\
        2       经济发展    规模以上企业用电监    县发展和改革局          县发展和改革局：              1.协助核查；\n\
        \u{20}                   测                    县工业和信息化局        1.建立用电监测机制；          2.上报。\n\
        \u{20}                                                                 县工业和信息化局：\n\
        \u{20}                                                                 1.汇总数据。\n\n\
        \u{20}                         - 1 -\n\n\
        3       平安法治    反诈                  县公安局                1.开展预警劝阻。              1.宣传。\n\n";
    let imported = list(text);
    let list = imported.list();
    let names: Vec<&str> = list.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["党员档案数字化管理", "规模以上企业用电监测", "反诈"]);
    assert_eq!(list.items[1].departments.len(), 2, "{:?}", list.departments);
    let duties: Vec<&Vec<String>> = list.items[1].upper_duties.iter().map(|group| &group.duties).collect();
    assert_eq!(duties, [&["建立用电监测机制；".to_owned()], &["汇总数据。".to_owned()]]);
    assert_eq!(list.items[1].township_duties[0].duties, ["协助核查；", "上报。"]);
}
