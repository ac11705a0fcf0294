//! `lvzhi classify`: whose duty is it?

use crate::page::{self, BOLD, DIM, field, style_of};
use crate::show::responsibility;
use crate::{Failure, Outcome, text_of};
use anstyle::Style;
use lvzhi::{Answer, Catalogue, MOST_MATCHES, Match, Thresholds, Verdict};
use serde::Deserialize;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 要办的事，一句话即可；与 --jsonl 同用时填文件名，不填则读标准输入 (the matter; with --jsonl a file, standard input if none)
    #[arg(value_name = "TEXT")]
    text: Vec<OsString>,
    /// 输出一行 JSON (print a line of JSON)
    #[arg(long, conflicts_with = "jsonl")]
    json: bool,
    /// 逐行读入 {"id":…,"q":…}，逐行答复 (read objects with id and q, a line each)
    #[arg(long)]
    jsonl: bool,
    /// 列出几个候选事项 (candidates)
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=MOST_MATCHES as i64))]
    top: u8,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let list = lvzhi::catalogue();
    let top = usize::from(arguments.top);
    if arguments.jsonl {
        return many(&arguments.text, top, out);
    }
    if arguments.text.is_empty() {
        return Err(Failure::Misuse(
            "请写明要办的事，例如 lvzhi classify 老板欠我们工钱不给 (say what the matter is)".to_owned(),
        ));
    }
    let text = text_of(&arguments.text)?;
    let answer =
        list.classify_with(&text, top, Thresholds::default()).map_err(|error| Failure::Misuse(error.to_string()))?;
    if arguments.json {
        writeln!(out, "{}", answer.to_json())?;
    } else {
        page(out, list, &text, &answer)?;
    }
    Ok(if answer.best().is_some() { Outcome::Answered } else { Outcome::NothingFound })
}

fn page(out: &mut impl Write, list: &Catalogue<'_>, text: &str, answer: &Answer<'_>) -> std::io::Result<()> {
    let plain = Style::new();
    let verdict = answer.verdict;
    let meaning = match verdict {
        Verdict::Unlisted => "清单里没有这件事，下列事项只是最接近的，不是结论",
        Verdict::Unclear => "归属不同的候选难分高下，或说得太少，请人工判断",
        _ => answer.best().map_or("", |best| page::meaning(best.item.tier())),
    };
    let sure = (answer.confidence * 100.0).round();
    let head = if verdict == Verdict::Unclear {
        format!("{} · {meaning}", verdict.name())
    } else {
        format!("{} · {meaning}（把握 {sure}%）", verdict.name())
    };
    field(out, "判断", style_of(verdict), &head)?;
    let Some(best) = answer.best() else {
        return field(out, "", plain, "没有认出任何词语，请换一种说法");
    };
    match verdict {
        Verdict::Unlisted => {
            candidates(out, "最接近", "相近 ", answer.matches())?;
            field(out, "说明", DIM, &page::unlisted_note(sure))
        }
        Verdict::Unclear => {
            candidates(out, "候选", "", answer.matches())?;
            field(out, "说明", DIM, page::UNCLEAR_NOTE)?;
            // The best of each tier is shown with its duties: the reader decides between them.
            let other = answer.matches().find(|other| other.item.tier() != best.item.tier());
            for found in [Some(best), other].into_iter().flatten() {
                writeln!(out)?;
                matched(out, list, text, found)?;
            }
            Ok(())
        }
        _ => {
            matched(out, list, text, best)?;
            candidates(out, "其他可能", "", answer.matches().skip(1))
        }
    }
}

fn matched(out: &mut impl Write, list: &Catalogue<'_>, text: &str, found: Match<'_>) -> std::io::Result<()> {
    let item = found.item;
    field(out, "事项", BOLD, &format!("{}  {}", item.id(), item.name()))?;
    field(out, "类别", Style::new(), item.category().name())?;
    responsibility(out, item)?;
    let item = list.get(item.id());
    let parts: Vec<String> = item
        .into_iter()
        .flat_map(|item| list.evidence(text, item))
        .filter_map(|part| text.get(part.start..part.end).map(|words| format!("“{words}”（{}）", part.met.name())))
        .collect();
    if !parts.is_empty() {
        field(out, "依据", DIM, &parts.join(" "))?;
    }
    Ok(())
}

/// Candidates, a line each; `near` stands before their percentages.
fn candidates<'a>(
    out: &mut impl Write,
    label: &str,
    near: &str,
    matches: impl Iterator<Item = Match<'a>>,
) -> std::io::Result<()> {
    for (n, found) in matches.enumerate() {
        let label = if n == 0 { label } else { "" };
        let item = found.item;
        let who = item.lead().map_or(String::new(), |lead| format!(" → {}", lead.name()));
        let sure = (found.confidence * 100.0).round();
        field(
            out,
            label,
            Style::new(),
            &format!("{}  {}（{}{who}，{near}{sure}%）", item.id(), page::cut(item.name(), 60), item.tier()),
        )?;
    }
    Ok(())
}

/// A line of the input.
#[derive(Deserialize)]
struct Query {
    id: serde_json::Value,
    q: String,
}

fn many(file: &[OsString], top: usize, out: &mut impl Write) -> Result<Outcome, Failure> {
    let mut input: Box<dyn BufRead> = match file {
        [] => Box::new(BufReader::new(std::io::stdin().lock())),
        [name] if name == "-" => Box::new(BufReader::new(std::io::stdin().lock())),
        [name] => match std::fs::File::open(name) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => {
                return Err(Failure::Misuse(format!("{}：无法读取 (cannot be read): {error}", name.to_string_lossy())));
            }
        },
        _ => return Err(Failure::Misuse("--jsonl 只接受一个文件 (one file at a time)".to_owned())),
    };
    let mut out = BufWriter::new(out);
    let mut answered = true;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = input.by_ref().read_until(b'\n', &mut line).map_err(|error| Failure::Misuse(error.to_string()))?;
        if read == 0 {
            break;
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let query: Query = serde_json::from_slice(&line).map_err(|error| {
            // What was answered before stands; the caller sees where to go on.
            Failure::Misuse(format!(
                "第 {number} 行不是 {{\"id\":…,\"q\":…}} (line {number} is no object with id and q): {error}"
            ))
        })?;
        match lvzhi::catalogue().classify_with(&query.q, top, Thresholds::default()) {
            Ok(answer) => {
                let json = answer.to_json();
                writeln!(out, "{{\"id\":{},{}", query.id, json.trim_start_matches('{'))?;
            }
            Err(error) => {
                answered = false;
                let message = serde_json::Value::from(error.to_string());
                writeln!(out, "{{\"id\":{},\"error\":{message}}}", query.id)?;
            }
        }
    }
    out.flush()?;
    Ok(if answered { Outcome::Answered } else { Outcome::NothingFound })
}
