//! `lvzhi bind`: which matters the items of a list folder cover.

use crate::page::{BOLD, DIM, cut, padded};
use crate::{Failure, Outcome, open, output};
use lvzhi::{Matter, percent};
use lvzhi_compiler::bind::{Proposal, bind, proposals, reasons};
use lvzhi_compiler::{List, covers_toml, model};
use lvzhi_tables::matters::Matters;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// The file in a list folder that says which matters items cover.
const FILE: &str = "covers.toml";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 清单文件夹 (a list folder)
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// 只列出，不写入 covers.toml (only show)
    #[arg(long)]
    dry_run: bool,
    /// 每个候选输出一行 JSON (print each candidate as a line of JSON)
    #[arg(long)]
    pub(crate) json: bool,
}

/// A candidate, as a reconciliation service gives it.
#[derive(Serialize)]
struct Candidate<'a> {
    item: String,
    matter: lvzhi::MatterId,
    name: &'a str,
    score: f32,
    confidence: f32,
    #[serde(rename = "match")]
    sure: bool,
    main: bool,
    reason: Vec<&'a str>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    open::there(folder)?;
    if !folder.is_dir() {
        let message = "不是清单文件夹 (not a list folder: only a folder has a covers.toml to write; unpack an export with an editor)";
        return Err(Failure::Misuse(format!("{}：{message}", folder.display())));
    }
    let list = lvzhi_compiler::read(folder).map_err(|problems| Failure::Misuse(problems.to_string()))?;
    let matters = Matters::built_in().map_err(|error| Failure::Misuse(error.to_string()))?;
    let unstated = list.items.iter().enumerate().filter(|(at, _)| !is_stated(&list, *at));
    let found: Vec<_> = unstated.map(|(at, item)| (item, proposals(&list, at, &matters))).collect();
    // Written before anything is printed: a reader that stops reading must not leave the folder as it was.
    if !arguments.dry_run {
        let path = folder.join(FILE);
        let old = if path.exists() { std::fs::read_to_string(&path)? } else { String::new() };
        let text =
            covers_toml(&old, &list, &bind(&list, &matters)).map_err(|error| Failure::Misuse(error.to_string()))?;
        output::replace(&path, text.as_bytes())?;
    }
    for (item, proposals) in &found {
        for (n, proposal) in proposals.iter().enumerate() {
            let Some(matter) = lvzhi::matter_numbered(proposal.matter) else { continue };
            let reason = reasons(&item.name, proposal.matter, &matters);
            if arguments.json {
                let candidate = Candidate {
                    item: item.id(),
                    matter: matter.id(),
                    name: matter.name(),
                    score: proposal.score,
                    confidence: proposal.confidence,
                    sure: proposal.is_sure(),
                    main: n == 0,
                    reason,
                };
                serde_json::to_writer(&mut *out, &candidate).map_err(std::io::Error::from)?;
                writeln!(out)?;
            } else {
                line(out, item, matter, proposal, &reason, n == 0)?;
            }
        }
    }
    let (items, bound) = (list.items.len(), found.len());
    let stated = items - bound;
    let unsure = found.iter().filter(|(_, proposals)| !proposals.first().is_some_and(Proposal::is_sure)).count();
    if !arguments.json {
        writeln!(
            out,
            "{BOLD}{items} 项{BOLD:#}：{stated} 项由人指定，未改动；{bound} 项由程序对应，其中 {unsure} 项没有把握，请核对 \
             {DIM}({stated} stated by an editor and kept, {bound} bound, {unsure} of them unsure: look at these){DIM:#}"
        )?;
    }
    Ok(Outcome::Answered)
}

fn is_stated(list: &List, item: usize) -> bool {
    list.covers.iter().any(|(of, cover)| *of == item && cover.from == model::From::Stated)
}

/// The main candidate stands beside the item, others below it.
fn line(
    out: &mut impl Write,
    item: &model::Item,
    matter: Matter,
    proposal: &Proposal,
    reason: &[&str],
    main: bool,
) -> std::io::Result<()> {
    let head = if main { format!("{}  {}", item.id(), cut(&item.name, 40)) } else { String::new() };
    let sure = if proposal.is_sure() { "✓" } else { "？" };
    let because = if reason.is_empty() { String::new() } else { format!("  依据 {}", reason.join("、")) };
    let sureness = percent(proposal.confidence);
    writeln!(out, "{}{sure} {}  {sureness}%{DIM}{because}{DIM:#}", padded(&head, 48), matter.name())
}
