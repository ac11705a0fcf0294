//! The verbs of the command: what they print, how they end, what they say to input that is off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{answered, lvzhi, refused};
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// Columns of a page where no terminal says otherwise.
const WIDTH: usize = 80;

/// Columns that a label takes.
const LABEL: usize = 10;

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

/// The columns in front of `part`.
fn column(line: &str, part: &str) -> usize {
    line[..line.find(part).unwrap_or_else(|| panic!("no {part} in {line}"))].width()
}

/// A page for people: labels in the first ten columns, nothing beyond the last column, no white space at line ends.
fn aligned(lines: &[String]) {
    for line in lines {
        assert!(line.width() <= WIDTH, "{} columns: {line}", line.width());
        assert_eq!(line.trim_end(), line, "{lines:#?}");
        let text = line.trim_start();
        if line.is_empty() || text != line {
            assert!(line.is_empty() || line.width() - text.width() >= LABEL, "{line}");
            continue;
        }
        // The text starts in the eleventh column, unless the label stands alone.
        let mut columns = 0;
        let rest = line.trim_start_matches(|c: char| {
            columns += c.to_string().width();
            columns <= LABEL
        });
        assert!(rest.is_empty() || line.width() - rest.width() == LABEL && !rest.starts_with(' '), "{line}");
    }
}

#[test]
fn classify_says_whose_duty_it_is() {
    let lines = answered(["classify", "老板欠我们工钱不给"]);
    aligned(&lines);
    let page = lines.join("\n");
    for part in [
        "判断      上级部门收回",
        "事项      R009  保障农民工工资支付",
        "承接      巴楚县人力资源和社会保障局",
        "依据      “",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    // Several words are one text.
    assert_eq!(lines, answered(["classify", "--", "老板欠我们工钱不给"]));
    let json_of = |words: &[&str]| answered([&["classify", "--json"], words].concat());
    assert_eq!(json_of(&["老板欠我们", "工钱不给"]), json_of(&["老板欠我们 工钱不给"]));
    for text in ["低保怎么申请", "残疾证在哪办", "今天天气怎么样", "村里路灯坏了", "有人在河道采沙", "C051", "a", "办"]
    {
        let run = lvzhi(["classify", text]);
        assert!(run.code <= 1, "{text}");
        aligned(&run.out.lines().map(str::to_owned).collect::<Vec<_>>());
    }
    // What starts with a minus sign needs the two dashes, as everywhere.
    refused(["classify", "-5度不供暖"], 2, &["--help"]);
    assert!(lvzhi(["classify", "--", "-5度不供暖"]).code <= 1);
}

#[test]
fn classify_as_json() {
    for (top, arguments) in [(3, vec![]), (1, vec!["--top", "1"]), (16, vec!["--top", "16"]), (7, vec!["--top=7"])] {
        let lines = answered([vec!["classify", "--json", "老板欠我们工钱不给"], arguments].concat());
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert!(line.starts_with("{\"verdict\":\"reclaimed\",\"confidence\":"), "{line}");
        let answer = json(line);
        let matches = answer["matches"].as_array().unwrap();
        assert_eq!(matches.len(), top);
        assert_eq!(matches[0]["id"], "R009");
        assert_eq!(matches[0]["confidence"], answer["confidence"]);
        let scores: Vec<f64> = matches.iter().map(|found| found["score"].as_f64().unwrap()).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
        assert!(matches.iter().all(|found| (0.0..=1.0).contains(&found["confidence"].as_f64().unwrap())));
    }
    // Nothing of the text is known: said as such, and exit code 1.
    let run = lvzhi(["classify", "--json", "🦀"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "{\"verdict\":\"unclear\",\"confidence\":0.0,\"matter\":null,\"matches\":[],\"reason\":\"too_little\"}\n")
    );
    let run = lvzhi(["classify", "🦀"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("没有认出任何词语"), "{}", run.out);
}

#[test]
fn classify_tells_frames_and_requests() {
    let text = "来电人：张三。老板欠我们工钱不给；蝗虫把庄稼吃光了";
    let lines = answered(["classify", "--json", "--frame", "--parts", text]);
    let told: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!(told["frame"][0], serde_json::json!({ "start": 0, "end": 9, "kind": "field" }));
    assert_eq!(told["parts"][0]["answer"]["matches"][0]["id"], "R009");
    assert_eq!(told["parts"][1]["answer"]["matches"][0]["id"], "C031");
    let page = answered(["classify", "--frame", "--parts", text]).join("\n");
    for words in ["〔来电人〕：〔张三〕。老板", "第 1 件", "第 2 件", "R009", "C031"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    // Who does not ask for them is told that there are several.
    for (text, several) in [(text, true), ("老板欠我们工钱不给", false)] {
        let page = answered(["classify", text]).join("\n");
        assert_eq!(page.contains("文中有 2 件事") && page.contains("--parts"), several, "{page}");
    }
    refused(["classify", "--frame", "--whole", "低保"], 2, &["cannot be used with"]);
}

#[test]
fn classify_says_why_it_cannot_tell_and_where_the_text_is_from() {
    let reason = |text: &str| answered(["classify", text]).join("\n");
    assert!(reason("同上").contains("待定 · 只有套话"));
    assert!(reason("我是石门镇的，路灯坏了").contains("提到了别的县或乡镇"));
    let careful = answered(["classify", "--json", "--setting", "careful", "--lead", "9", "低保停了"]).join("");
    assert!(careful.contains(r#""reason":"tiers_near""#), "{careful}");
    refused(["classify", "--setting", "bold", "低保"], 2, &["careful"]);
}

#[test]
fn classify_refuses_what_is_no_query() {
    let empty = ["查询为空", "the query is empty"];
    refused(["classify"], 2, &["say what the matter is"]);
    refused(["classify", "--json"], 2, &["say what the matter is"]);
    for text in ["", " ", "\t\n\u{3000}", "\u{200B}\u{FEFF}"] {
        refused(["classify", text], 2, &empty);
        refused(["classify", "--json", text], 2, &empty);
    }
    let longest = "欠".repeat(64 * 1024 / 3);
    assert_eq!(lvzhi(["classify", "--json", &longest]).code, 0);
    let long = "欠".repeat(64 * 1024 / 3 + 1);
    refused(["classify", &long], 2, &["查询过长：65538 字节", "at most 65536"]);
    for top in ["0", "17", "-1", "x", "", "3.0", "256", "99999999999999999999"] {
        let says = ["--top <N>", "应为 1 至 16 的整数", "a whole number from 1 to 16", "16 candidates at the most"];
        refused(["classify".to_owned(), format!("--top={top}"), "低保".to_owned()], 2, &says);
    }
    let help = answered(["classify", "--help"]).join(" ");
    for part in ["1 至 16", "candidates, 1 to 16"] {
        assert!(help.contains(part), "{help}");
    }
    refused(["classify", "低保", "--top"], 2, &["--top <N>"]);
    refused(["classify", "低保", "--json", "--jsonl"], 2, &["cannot be used with"]);
    refused(["classify", "低保", "--colour"], 2, &["--colour"]);
}

#[cfg(unix)]
#[test]
fn bytes_that_are_not_utf_8() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    // 低保 in GB 18030, as from a terminal that is set to it.
    let text = OsStr::from_bytes(b"\xB5\xCD\xB1\xA3");
    let verbs: [&[&str]; 7] = [
        &["classify"],
        &["classify", "--json"],
        &["show"],
        &["show", "--json"],
        &["departments"],
        &["list", "--category"],
        &["list", "--tier"],
    ];
    for verb in verbs {
        let arguments: Vec<OsString> = verb.iter().map(OsString::from).chain([text.to_owned()]).collect();
        refused(arguments, 2, &["UTF-8"]);
    }
    refused([OsStr::new("check"), text], 2, &["no such file or folder"]);
    refused([OsStr::new("classify"), OsStr::new("--jsonl"), text], 2, &["cannot be read"]);
    refused([text], 2, &["--help"]);
}

#[test]
fn show_prints_an_item_whole() {
    let lines = answered(["show", "C051"]);
    aligned(&lines);
    assert_eq!(lines[0], "事项      C051  做好国土调查工作");
    for spelling in ["c51", "Ｃ０５１", " c 051 ", "做好国土调查工作", "做好 國土調查 工作"] {
        assert_eq!(answered(["show", spelling]), lines, "{spelling}");
    }
    // An id or a name in several words.
    assert_eq!(answered(["show", "C", "51"]), lines);
    assert_eq!(answered(["show", "做好", "国土调查工作"]), lines);
    for (id, part) in
        [("R001", "清单未列承接部门"), ("C044", "扫描件缺失"), ("R041", "（扫描件缺失）"), ("B001", "乡镇自己负责")]
    {
        let lines = answered(["show", id]);
        aligned(&lines);
        assert!(lines.iter().any(|line| line.contains(part)), "{part} in {lines:#?}");
    }
    let lines = answered(["show", "C051", "--json"]);
    assert_eq!(lines.len(), 1);
    assert_eq!(json(&lines[0])["id"], "C051");
    assert_eq!(answered(["show", "--json", "c51"]), lines);
}

#[test]
fn every_item_fits_its_page() {
    for item in lvzhi::catalogue().items().step_by(3) {
        aligned(&answered(["show", &item.id().to_string()]));
    }
}

#[test]
fn show_of_what_is_not_there() {
    for (id, last) in [("C109", "C108"), ("b141", "B140"), ("R45", "R044"), ("C9999", "C108")] {
        let run = refused(["show", id], 1, &[&format!("最后一项是 {last}"), &format!("the last is {last}")]);
        assert_eq!(run.out, "");
    }
    let run = refused(["show", "国土调查"], 1, &["neither an id nor a name", "C051  做好国土调查工作"]);
    assert_eq!(run.out, "");
    for text in ["D001", "C0", "C1234567", "", " ", "没有的事", "--"] {
        assert!(lvzhi(["show", "--json", "--", text]).code == 1, "{text:?}");
    }
    refused(["show", &"长".repeat(30_000)], 1, &["neither an id nor a name"]);
    refused(["show"], 2, &["<ID|NAME>"]);
}

#[test]
fn list_prints_a_line_an_item() {
    let all = answered(["list"]);
    assert_eq!(all.len(), 292);
    for line in &all {
        assert!(line.width() <= WIDTH && line.trim_end() == line, "{line}");
        let head: String = line.chars().take_while(|c| !c.is_whitespace()).collect();
        let item = lvzhi::catalogue().item(&head).unwrap();
        assert_eq!(column(line, item.category().name()), 6, "{line}");
        let name: String = item.name().chars().take(5).collect();
        assert_eq!(line[..line.rfind(&name).unwrap()].width(), 24, "{line}");
        assert!(line.ends_with(item.name()) || line.ends_with('…'));
    }
    for (tier, count) in [("基本", 140), ("c", 108), ("reclaimed", 44), ("上级部门收回", 44), ("Ｂ", 140)] {
        assert_eq!(answered(["list", "--tier", tier]).len(), count, "{tier}");
    }
    assert_eq!(
        answered(["list", "--department", "人社局"]),
        answered(["list", "--department", "巴楚县人力资源和社会保障局"])
    );
    // Each condition takes something away.
    let ids = |arguments: &[&str]| -> BTreeSet<String> {
        answered([&["list"], arguments].concat()).iter().map(|line| line[..4].to_owned()).collect()
    };
    let conditions = [["--tier", "c"], ["--category", "民生服务"], ["--department", "人社局"]];
    let [tier, category, department] = conditions.each_ref().map(|condition| ids(condition));
    let all: BTreeSet<String> =
        tier.iter().filter(|id| category.contains(*id) && department.contains(*id)).cloned().collect();
    assert_eq!(ids(&conditions.concat()), all);
    for pair in [[&tier, &category], [&tier, &department], [&category, &department]] {
        assert!(
            pair[0].intersection(pair[1]).count() > all.len(),
            "a condition that takes nothing away proves nothing"
        );
    }
    let lines = answered(["list", "--tier", "r", "--json"]);
    assert_eq!(lines.len(), 44);
    assert!(lines.iter().all(|line| json(line)["tier"] == "reclaimed"));
}

#[test]
fn list_by_what_is_not_there() {
    refused(["list", "--tier", "村"], 2, &["不是清单类别", "basic, cooperative or reclaimed"]);
    refused(["list", "--tier", ""], 2, &["--tier"]);
    let run = refused(["list", "--category", "民生"], 1, &["no such category", "民生服务", "综合政务"]);
    assert_eq!(run.err.matches("民生服务").count(), 1, "{}", run.err);
    refused(["list", "--department", "市场管理局"], 1, &["no department", "相近的有", "巴楚县市场监督管理局"]);
    refused(["list", "--department", "?"], 1, &["lvzhi departments"]);
    refused(["list", "--department", ""], 1, &["no department"]);
    refused(["list", "--tier", "r", "--category", "党的建设"], 1, &["no item meets these conditions"]);
    refused(["list", "党的建设"], 2, &["--help"]);
}

#[test]
fn departments_are_a_table() {
    let lines = answered(["departments"]);
    assert_eq!(lines.len(), lvzhi::catalogue().departments().len());
    for (line, department) in lines.iter().zip(lvzhi::catalogue().departments()) {
        assert!(line.starts_with(department.name()));
        let columns =
            ["牵头", "协同", "承接", department.kind().name()].map(|part| line[..line.rfind(part).unwrap()].width());
        assert_eq!(columns, [36, 45, 54, 63], "{line}");
    }
    let lines = answered(["departments", "--json"]);
    assert!(lines.iter().all(|line| json(line)["type"] == "department"));
    assert_eq!(lines.len(), lvzhi::catalogue().departments().len());
    let page = answered(["departments", "人社局"]);
    assert_eq!(page[0], "部门      巴楚县人力资源和社会保障局");
    assert_eq!(page, answered(["departments", "县人社局"]));
    assert!(page.iter().any(|line| line == "承接 5 项"));
    assert!(page.iter().all(|line| line.width() <= WIDTH && line.trim_end() == line));
    let items = answered(["departments", "人社局", "--json"]);
    let of = |line: &String| page.iter().any(|shown| shown.starts_with(json(line)["id"].as_str().unwrap()));
    assert_eq!(items.len(), lvzhi::catalogue().department("人社局").unwrap().items(None).count());
    assert!(items.iter().all(of));
    for name in lvzhi::catalogue().departments().map(|department| department.name()) {
        answered(["departments", name]);
    }
    refused(["departments", "税务局"], 1, &["no department of the list is spelt so"]);
    refused(["departments", "巴楚县市场管理局"], 1, &["巴楚县市场监督管理局"]);
    refused(["departments", "!"], 1, &["lists them all"]);
}

#[test]
fn a_call_without_sense() {
    for arguments in [vec![], vec!["sing"], vec!["--verbose"], vec!["export", "x"], vec!["check", "a", "b"], vec![""]] {
        refused(arguments, 2, &["--help"]);
    }
    let version = answered(["--version"]);
    assert_eq!(version, [format!("lvzhi {}", env!("CARGO_PKG_VERSION"))]);
    let help = answered(["--help"]).join("\n");
    for part in ["classify", "show", "list", "departments", "export", "check", "0 已答复", "1 未找到", "2 用法有误"]
    {
        assert!(help.contains(part), "{part}");
    }
    for verb in ["classify", "show", "list", "departments", "export", "check"] {
        assert!(answered([verb, "--help"]).len() > 3);
    }
}

#[test]
fn thresholds_move_the_lines() {
    let verdict = |arguments: &[&str]| {
        let all: Vec<&str> =
            ["classify", "--json", "低保怎么申请"].into_iter().chain(arguments.iter().copied()).collect();
        json(&lvzhi(&all).out)["verdict"].clone()
    };
    assert_eq!(verdict(&[]), "basic");
    assert_eq!(verdict(&["--listed", "1"]), "unlisted");
    assert_eq!(verdict(&["--lead", "9"]), "unclear");
    for wrong in [["--listed", "1.5"], ["--listed", "nan"], ["--lead", "-1"], ["--lead", "inf"], ["--lead", "x"]] {
        assert_eq!(lvzhi(["classify", "低保", wrong[0], wrong[1]]).code, 2, "{wrong:?}");
    }
}

#[test]
fn what_is_off_about_the_words_of_a_call_is_said_in_chinese_too() {
    refused(["classify", "--json", "--jsonl", "x"], 2, &["--json 不能与 --jsonl 同用", "cannot be used"]);
    refused(["classify", "--whole", "--frame", "x"], 2, &["同用"]);
    refused(["show"], 2, &["还应写明", "required"]);
    refused(["classify", "--kein", "x"], 2, &["没有 --kein 这个选项"]);
    refused(["clasify", "x"], 2, &["没有 clasify 这个命令"]);
    refused(["classify", "--setting", "eagre", "x"], 2, &["不能是“eagre”"]);
    refused(["classify", "--json", "--json", "x"], 2, &["--json 只能写一次"]);
    refused(["classify", "x", "--top"], 2, &["后面还应写明"]);
}
