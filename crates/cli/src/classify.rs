//! `lvzhi classify`: whose duty is it?

use crate::page::{self, BOLD, DIM, field, style_of};
use crate::show::responsibility;
use crate::told::{Besides, Told, framed};
use crate::{Failure, Outcome, input, lines, open, path, table};
use anstyle::Style;
use lvzhi::{Answer, Catalogue, MOST_MATCHES, Match, Options, Thresholds, Verdict, percent};
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: open::Choice,
    /// 要办的事，一句话即可，只写 - 则读标准输入；或一个表文件，如 工单.xlsx；与 --jsonl 同用时填文件名，不填则读标准输入 (the matter, or - alone for standard input; or a table; with --jsonl a file, standard input if none)
    #[arg(value_name = "TEXT")]
    pub(crate) text: Vec<OsString>,
    /// 输出一行 JSON (print a line of JSON)
    #[arg(long, conflicts_with = "jsonl")]
    pub(crate) json: bool,
    /// 逐行读入 {"id":…,"q":…}，逐行答复 (read objects with id and q, a line each)
    #[arg(long)]
    pub(crate) jsonl: bool,
    #[arg(long, value_name = "N", value_parser = top, help = top_help())]
    top: Option<usize>,
    /// 判断的松紧：balanced 均衡，careful 宁可转人工，eager 尽量归类 (where the lines between verdicts are drawn)
    #[arg(long, value_name = "NAME", default_value = "balanced", value_parser = Thresholds::NAMED.map(|(name, _)| name))]
    setting: String,
    /// 判为清单外的界线，0 至 1：清单有此事的概率低于它即为清单外；默认随 --setting (unlisted where the probability that the list holds it is below this)
    #[arg(long, value_name = "P", value_parser = listed)]
    listed: Option<f32>,
    /// 判为待定的界线：归属不同的候选得分相差不到它即为待定；默认随 --setting (unclear where a candidate of another tier is this near)
    #[arg(long, value_name = "D", value_parser = lead)]
    lead: Option<f32>,
    /// 全文照读，不略去套话、表单字段和标记 (read all of the text: leave out no formulas, fields or mark-up)
    #[arg(long)]
    whole: bool,
    #[command(flatten)]
    pub(crate) besides: Besides,
    #[command(flatten)]
    pub(crate) table: table::Wish,
}

impl Arguments {
    /// What is asked for, with so many candidates where the caller does not say.
    pub(crate) fn options(&self, top: usize) -> Options {
        let setting = Thresholds::named(&self.setting).unwrap_or_default();
        let thresholds =
            Thresholds { listed: self.listed.unwrap_or(setting.listed), lead: self.lead.unwrap_or(setting.lead) };
        Options { top: self.top.unwrap_or(top), thresholds, frames: !self.whole }
    }
}

fn listed(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "应为 0 至 1 的数 (expected a probability, 0 to 1)".to_owned())
}

fn lead(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number: &f32| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "应为不小于 0 的数 (expected 0 or more)".to_owned())
}

/// Candidates that are told of one matter, where the caller does not say.
pub(crate) const MATTER: usize = 3;

fn top_help() -> String {
    format!(
        "候选事项数，1 至 {MOST_MATCHES}，默认 {MATTER}，表默认 1；整个清单请用 lvzhi list (candidates, 1 to {MOST_MATCHES}, {MATTER} if not said, 1 for tables: an answer holds no more; lvzhi list shows all items)"
    )
}

/// How many candidates are asked for: as many as an answer holds, at the most.
fn top(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|top| (1..=MOST_MATCHES).contains(top)).ok_or_else(|| {
        format!(
            "应为 1 至 {MOST_MATCHES} 的整数，一次答复最多给出 {MOST_MATCHES} 个候选 \
             (expected a whole number from 1 to {MOST_MATCHES}: an answer holds {MOST_MATCHES} candidates at the most)"
        )
    })
}

pub(crate) fn run(
    list: &Catalogue,
    arguments: &Arguments,
    list_file: Option<&Path>,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    if let Some(file) = arguments.table().filter(|_| !arguments.jsonl) {
        return table::answer(list, file, arguments, list_file, out);
    }
    if arguments.table.is_given() {
        let message = "--column、--sheet、-o 用于一个表文件，例如 lvzhi classify 工单.xlsx -o 结果.xlsx (these options go with one table)";
        return Err(Failure::Misuse(message.to_owned()));
    }
    if arguments.jsonl {
        return lines::answer(list, &arguments.text, arguments, out);
    }
    if arguments.text.is_empty() {
        return Err(Failure::Misuse(
            "请写明要办的事，例如 lvzhi classify 老板欠我们工钱不给 (say what the matter is)".to_owned(),
        ));
    }
    let text = input::said(&arguments.text, path::a_matter)?;
    let options = arguments.options(MATTER);
    let told = Told::of(list, &text, options, arguments.besides).map_err(|error| Failure::Misuse(error.to_string()))?;
    if arguments.json {
        serde_json::to_writer(&mut *out, &told).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(outcome(&told.answer));
    }
    if let Some(frame) = &told.frame {
        framed(out, &text, frame)?;
    }
    let parts = told.parts.as_deref().unwrap_or_default();
    if parts.len() < 2 {
        page(out, list, &text, options, &told.answer)?;
        if told.parts.is_none() {
            several(out, list, &text, options)?;
        }
        return Ok(outcome(&told.answer));
    }
    for (n, part) in (1..).zip(parts) {
        if n > 1 {
            writeln!(out)?;
        }
        let words = text.get(part.start..part.end).unwrap_or("");
        field(out, &format!("第 {n} 件"), BOLD, &words.split_whitespace().collect::<Vec<_>>().join(" "))?;
        page(out, list, words, options, &part.answer)?;
    }
    Ok(Outcome::Answered)
}

/// Says so where a text has several requests, of which the answer is that of the most weighty.
fn several(out: &mut impl Write, list: &Catalogue, text: &str, options: Options) -> std::io::Result<()> {
    let count = list.classify_parts(text, options).map_or(1, Iterator::count);
    if count < 2 {
        return Ok(());
    }
    field(out, "说明", DIM, &format!("文中有 {count} 件事，这里答的是最要紧的一件；--parts 分开答复"))
}

fn outcome(answer: &Answer<'_>) -> Outcome {
    if answer.best().is_some() { Outcome::Answered } else { Outcome::NothingFound }
}

fn page(
    out: &mut impl Write,
    list: &Catalogue,
    text: &str,
    options: Options,
    answer: &Answer<'_>,
) -> std::io::Result<()> {
    let plain = Style::new();
    let verdict = answer.verdict;
    let meaning = match verdict {
        Verdict::Unlisted => "清单里没有这件事，下列事项只是最接近的，不是结论",
        Verdict::Unclear => answer.reason.map_or("", page::unclear),
        _ => answer.best().map_or("", |best| page::meaning(best.item.tier())),
    };
    let sure = percent(answer.confidence);
    let head = if verdict == Verdict::Unclear {
        format!("{} · {meaning}", verdict.name())
    } else {
        format!("{} · {meaning}（把握 {sure}%）", verdict.name())
    };
    field(out, "判断", style_of(verdict), &head)?;
    if answer.elsewhere {
        field(out, "属地", style_of(Verdict::Unclear), page::ELSEWHERE)?;
    }
    let Some(best) = answer.best() else {
        return field(out, "", plain, "没有认出任何词语，请换一种说法");
    };
    match verdict {
        Verdict::Unlisted => {
            usually(out, answer)?;
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
                matched(out, list, text, options, found)?;
            }
            Ok(())
        }
        _ => {
            matched(out, list, text, options, best)?;
            candidates(out, "其他可能", "", answer.matches().skip(1))
        }
    }
}

/// What a matter that the list does not hold is about, and who usually does it: a fact about law, not the list's word.
fn usually(out: &mut impl Write, answer: &Answer<'_>) -> std::io::Result<()> {
    let Some(matter) = answer.matter else { return Ok(()) };
    field(out, "事由", Style::new(), matter.name())?;
    let Some(body) = answer.usual_body() else { return Ok(()) };
    let basis = matter.basis().map_or(String::new(), |basis| format!("（依据{basis}）"));
    field(out, "通常由", BOLD, &format!("{body}{basis}"))
}

fn matched(
    out: &mut impl Write,
    list: &Catalogue,
    text: &str,
    options: Options,
    found: Match<'_>,
) -> std::io::Result<()> {
    let item = found.item;
    field(out, "事项", BOLD, &format!("{}  {}", item.id(), item.name()))?;
    field(out, "类别", Style::new(), item.category().name())?;
    if let Some(matter) = found.matter {
        field(out, "事由", Style::new(), matter.name())?;
    }
    responsibility(out, item)?;
    let parts: Vec<String> = list
        .evidence_with(text, item, options)
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
        let sure = percent(found.confidence);
        field(
            out,
            label,
            Style::new(),
            &format!("{}  {}（{}{who}，{near}{sure}%）", item.id(), page::cut(item.name(), 60), item.tier()),
        )?;
    }
    Ok(())
}
