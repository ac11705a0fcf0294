//! A list of six items and four matters, as strings: small enough to be broken in every byte.
#![allow(unreachable_pub, missing_docs, dead_code, reason = "the fuzz targets use it too")]

use lvzhi_compiler::learn::Learnt;
use lvzhi_compiler::matters::Matters;
use lvzhi_compiler::{List, Sources, parse};
use std::path::Path;

/// Six items that hold whatever an item may hold: headings, groups of departments, lost cells, texts that stand twice.
pub const SMALL: [(&str, &str); 8] = [
    (
        "township.toml",
        r#"
data_version = "small-1"
name = "柳树乡"
county = "清河县"
prefecture = "临江市"
region = "江东省"
code = "990101201"

[[figure]]
key = "villages"
name = "行政村"
value = 18446744073709551615
unit = "个"

[declared]
items = { basic = 2, cooperative = 2, reclaimed = 2 }
departments = { cooperative = 4, reclaimed = 1 }

[declared.categories]
basic = ["民生服务", "党的建设"]
cooperative = ["民生服务"]
reclaimed = ["城乡建设", "民生服务"]

[[missing_departments]]
tier = "cooperative"
count = 1
hidden_in = ["C002"]
basis = "the cell is lost"
"#,
    ),
    (
        "departments.toml",
        r#"
[[department]]
name = "清河县民政局"
short = "县民政局"
kind = "government"
aliases = ["民政局", "民政"]

[[department]]
name = "清河县残联"
short = "清河县 残联"
kind = "mass_organisation"

[[department]]
name = "清河县供电公司"
short = "供电公司"
kind = "public_institution"
aliases = ["State Grid 清河", "国网\"清河\""]
"#,
    ),
    (
        "basic.toml",
        r#"
[[item]]
number = 1
lines = [1]
category = "民生服务"
name = "做好低保、特困人员救助供养申请受理"

[[item]]
number = 2
lines = [2, 9]
category = "党的建设"
name = "宣传\"两个确立\"，抓好Ａ类、B类党组织"

[[item.repairs]]
field = "category"
scanned = ""
kind = "restored"
basis = "the cell is empty"
"#,
    ),
    (
        "cooperative.toml",
        r#"
[[item]]
number = 1
lines = [3, 4]
category = "民生服务"
name = "残疾人两项补贴发放"
departments = ["清河县残联", "清河县民政局", "清河县供电公司"]

[[item.upper_duties]]
heading = "一、审核"
department = "清河县民政局"
duties = ["审核材料；", "发放补贴。"]

[[item.upper_duties]]
department = "清河县残联"
duties = ["认定残疾等级。"]

[[item.township_duties]]
duties = ["发放补贴。", "受理申请，逐户核实。"]

[[item]]
number = 2
lines = [5]
category = "民生服务"
name = "线路下的树木修剪"

[[item.upper_duties]]
heading = "二、停电"
duties = []

[[item.township_duties]]
duties = ["组织村民修剪线路下的树木。"]

[[item.repairs]]
field = "departments"
scanned = "県"
kind = "unreadable"
basis = "the cell is lost"

[[item.repairs]]
field = "upper_duties[0].duties"
scanned = ""
kind = "supplied"
basis = "cut off after the heading"
"#,
    ),
    (
        "reclaimed.toml",
        r#"
[[item]]
number = 1
lines = [6]
category = "城乡建设"
name = "拆除违法建筑"

[[item.takeover]]
method = "不再开展此项工作。"

[[item]]
number = 2
lines = [7]
category = "民生服务"
name = "残疾人两项补贴的追缴"

[[item.takeover]]
department = "清河县民政局"
method = "由县民政局追缴。"

[[item.takeover]]
department = "清河县民政局"

[[item.repairs]]
field = "takeover[1].method"
scanned = ""
kind = "unreadable"
basis = "cut off"
"#,
    ),
    ("source.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
    (
        "covers.toml",
        r#"
[[cover]]
item = "B001"
matter = "M0001"
main = true
from = "stated"

[[cover]]
item = "B001"
matter = "M0003"
from = "stated"

[[cover]]
item = "R001"
matter = "M0003"
main = true
from = "bound"
confidence = 0.5
"#,
    ),
    ("phrases.tsv", "B001\t家里揭不开锅了\nC001\t残疾证每月能领多少钱\nC002\t树枝碰到电线了\n"),
];

/// The small list.
pub fn small() -> List {
    let files = SMALL.map(|(name, text)| (name, text.to_owned())).to_vec();
    parse(&Sources { folder: "/srv/township/small".into(), files }).unwrap()
}

/// Four matters, of which one is hardly ever on a list.
pub const MATTERS: [(&str, &str); 9] = [
    (
        "acts.toml",
        r#"
[[act]]
key = "apply"
name = "申请"

[[act]]
key = "handle"
name = "处理"
"#,
    ),
    (
        "registry/civil-affairs.toml",
        r#"
field = "民政"

[[matter]]
id = "M0001"
thing = "最低生活保障"
act = "apply"
body = "民政部门"
basis = "《社会救助暂行办法》"

[[matter]]
id = "M0002"
thing = "残疾人补贴"
act = "apply"
"#,
    ),
    (
        "registry/housing.toml",
        r#"
field = "住房城乡建设"

[[matter]]
id = "M0003"
thing = "违法建筑"
act = "handle"

[[matter]]
id = "M0004"
thing = "天气预报"
act = "handle"
seldom = true
"#,
    ),
    (
        "words/civil-affairs.tsv",
        "M0001\t低保怎么申请\nM0001\t家里揭不开锅了\nM0002\t残疾补贴没有发\nM0002\t残疾证每月能领多少钱\n",
    ),
    ("words/housing.tsv", "M0003\t违章建筑谁来拆\nM0003\t邻居违法盖房\nM0004\t明天下雨吗\n"),
    ("wording.tsv", "M0001\t最低生活保障的受理和审核\nM0003\t违法建筑的巡查和拆除\n"),
    ("background.txt", "您好\n请问一下\n"),
    ("frames/labels.tsv", "aside\t受理时间\nbody\t诉求内容\nnothing\t同上\nreply\t处理结果\n"),
    ("frames/formulas.txt", "市民来电反映\n请尽快处理\n谢谢领导\n"),
];

/// Their probabilities.
pub const CALIBRATION: &str = r"
[listed]
constant = -0.46
over_outside = 6.11
over_rival = -0.74
length = -0.05
held = 1.5

[right]
constant = -2.32
over_outside = 2.23
over_rival = 5.93
length = 0.07
";

/// Writes files into a folder.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// The small matters.
pub fn small_matters() -> Matters {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &MATTERS);
    write(folder.path(), &[("calibration.toml", CALIBRATION)]);
    Matters::read(folder.path()).unwrap()
}

/// The small matters, learnt and compiled.
pub fn small_matters_file() -> Vec<u8> {
    let matters = small_matters();
    Learnt::from(&matters, &matters.examples()).unwrap().compile(&matters).unwrap()
}
