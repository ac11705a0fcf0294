//! Writes `data/conformance.jsonl`: `cargo run --release -p lvzhi --features json --example conformance`.
//!
//! 2,000 queries with the exact answers of this library; the wrappers are held to them byte for byte. A line is
//! `{"q":"…","answer":{…}}` or `{"q":"…","error":"empty"}`. The queries are made here, from the list and from templates, in a fixed
//! order: names and pieces of duties, how people would wrap them, bad input of every kind.

use lvzhi::{QueryError, Thresholds, catalogue};
use std::error::Error;
use std::io::Write;
use std::path::Path;

/// How people wrap a matter.
const FRAMES: [&str; 10] = [
    "{}",
    "请问{}找哪个部门？",
    "领导您好，我们村{}的事情一直没人管，希望尽快解决，谢谢！",
    "关于{}的通知，请各乡镇认真落实并于本周五前报送",
    "来电人反映{}，请核实处理",
    "  {}  ",
    "{}{}",
    "我想咨询一下 {} 需要什么材料",
    "XX小区{}，打了好几次电话都没有结果！！！",
    "ＡＢＣ{}１２３",
];

/// Texts that are no queries, or hardly.
fn strange() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\u{3000}",
        "\t\r\n",
        "\u{0}",
        "\u{200B}\u{FEFF}",
        "的",
        "水",
        "a",
        "1",
        "12345",
        "119",
        "？",
        "，。！",
        "😀",
        "😀🚜🐑",
        "\u{FFFD}",
        "asdf",
        "hello world",
        "ｋｔｖ",
        "KTV",
        "https://example.com/?q=1",
        "null",
        "None",
        "'; DROP TABLE items; --",
        "<b>低保</b>",
        "{\"q\":\"低保\"}",
        "\\u4f4e\\u4fdd",
        "農村公路壞了",
        "自來水停了三天",
        "Уйғур",
        "ئۇيغۇرچە",
        "日本語のテスト",
        "한국어",
        "العربية",
        "𠀀𠀁𠀂",
        "低\u{0}保",
        "低\n保",
        "低 保",
        "(((((((((",
        "。。。。。。",
        "一一一一一一一一",
    ]
    .map(str::to_owned)
    .into();
    for (text, times) in
        [("水", 20_000), ("低保", 5_000), ("ab", 20_000), (" ", 30_000), ("😀", 10_000), ("啊", 21_845), ("啊", 21_846)]
    {
        texts.push(text.repeat(times));
    }
    texts
}

fn queries() -> Vec<String> {
    let list = catalogue();
    let mut matters: Vec<String> = list.items().map(|item| item.name().to_owned()).collect();
    for item in list.items() {
        let groups = item.upper_duties().chain(item.township_duties());
        matters.extend(groups.flat_map(|group| group.duties()).map(str::to_owned));
    }
    for department in list.departments() {
        matters.extend(department.aliases().map(str::to_owned));
    }
    let mut queries = strange();
    let mut n = 0usize;
    while queries.len() < 2000 {
        // Steps prime to the numbers of matters and frames: every frame meets matters of every kind.
        let matter = matters.get(n * 7 % matters.len()).map_or("", String::as_str);
        let other = matters.get(n * 131 % matters.len()).map_or("", String::as_str);
        let frame = FRAMES.get(n % FRAMES.len()).copied().unwrap_or("{}");
        let piece: String = match n % 4 {
            0 => matter.to_owned(),
            1 => matter.chars().take(6 + n % 9).collect(),
            2 => matter.chars().skip(n % 5).step_by(2).collect(),
            _ => matter.chars().rev().take(12).collect(),
        };
        queries.push(frame.replacen("{}", &piece, 1).replacen("{}", other, 1));
        n += 1;
    }
    queries
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/conformance.jsonl");
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for query in queries() {
        let text = serde_json::to_string(&query)?;
        match catalogue().classify_with(&query, 3, Thresholds::default()) {
            Ok(answer) => writeln!(out, "{{\"q\":{text},\"answer\":{}}}", answer.to_json())?,
            Err(QueryError::TooLong { .. }) => writeln!(out, "{{\"q\":{text},\"error\":\"too_long\"}}")?,
            Err(_) => writeln!(out, "{{\"q\":{text},\"error\":\"empty\"}}")?,
        }
    }
    out.flush()?;
    Ok(())
}
