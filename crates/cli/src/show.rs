//! `lvzhi show`: an item, whole.

use crate::page::{self, BOLD, DIM, field, point};
use crate::{Failure, Outcome, console, open, text_of};
use anstyle::Style;
use lvzhi::{Catalogue, DutyGroup, Item, RepairKind, Role, Tier};
use std::ffi::OsString;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: open::Choice,
    /// 编号（C051、c51 均可）或名称 (an id or a name)
    #[arg(required = true, value_name = "ID|NAME")]
    item: Vec<OsString>,
    /// 输出 JSON (print JSON)
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(list: &Catalogue, arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let text = text_of(&arguments.item)?;
    let item = match list.resolve(&text) {
        Ok(item) => item,
        Err(error) => {
            console::tell(format_args!("lvzhi: {text}：{error}"));
            if let Ok(answer) = list.classify(&text) {
                for found in answer.matches() {
                    console::tell(format_args!("    {}  {}", found.item.id(), found.item.name()));
                }
            }
            return Ok(Outcome::NothingFound);
        }
    };
    if arguments.json {
        serde_json::to_writer(&mut *out, &item).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        whole(out, item)?;
    }
    Ok(Outcome::Answered)
}

/// An item with everything that the list says of it.
pub(crate) fn whole(out: &mut impl Write, item: Item<'_>) -> std::io::Result<()> {
    let plain = Style::new();
    field(out, "事项", BOLD, &format!("{}  {}", item.id(), item.name()))?;
    field(out, "类别", plain, &format!("{} · {}", item.tier(), item.category().name()))?;
    field(out, "归属", plain, page::meaning(item.tier()))?;
    responsibility(out, item)?;
    for (n, other) in item.related().enumerate() {
        let label = if n == 0 { "相关" } else { "" };
        field(out, label, plain, &format!("{}  {}（{}）", other.id(), other.name(), other.tier()))?;
    }
    for (n, cover) in item.covers().enumerate() {
        let label = if n == 0 { "事由" } else { "" };
        let name = cover.matter.map_or("（本版本未收录）", lvzhi::Matter::name);
        field(out, label, plain, &format!("{name}{}", if cover.stated { "" } else { "（由程序对应）" }))?;
    }
    let lines: Vec<String> = item.source_lines().map(|line| line.to_string()).collect();
    if !lines.is_empty() {
        field(out, "出处", DIM, &format!("原文第 {} 行", lines.join("、")))?;
    }
    for (n, repair) in item.repairs().enumerate() {
        let label = if n == 0 { "校勘" } else { "" };
        let basis = repair.basis_zh().unwrap_or(repair.basis());
        field(out, label, DIM, &format!("{}（{}）：{basis}", repair.place(), repair_name(item, repair.kind())))?;
    }
    Ok(())
}

/// Who leads, who joins, who succeeds, and each side's duties.
pub(crate) fn responsibility(out: &mut impl Write, item: Item<'_>) -> std::io::Result<()> {
    for role in [Role::Lead, Role::Joint] {
        let names: Vec<&str> = item.departments().filter(|&(_, is)| is == role).map(|(d, _)| d.name()).collect();
        if !names.is_empty() {
            field(out, role.name(), BOLD, &names.join("、"))?;
        }
    }
    match item.tier() {
        Tier::Basic => {}
        Tier::Cooperative => {
            if item.lead().is_none() {
                let missing = if is_scanned(item) {
                    "扫描件缺失，原文未见部门名称"
                } else {
                    "原文没有写明部门"
                };
                field(out, "牵头", DIM, missing)?;
            }
            duties(out, "上级职责", item.upper_duties(), missing(item, "upper_duties"))?;
            duties(out, "乡镇职责", item.township_duties(), missing(item, "township_duties"))?;
        }
        Tier::Reclaimed => {
            for takeover in item.takeover() {
                match takeover.department() {
                    Some(department) => field(out, "承接", BOLD, department.name())?,
                    None => field(out, "承接", BOLD, "清单未列承接部门")?,
                }
                let missing = if is_scanned(item) { "（扫描件缺失）" } else { "（原文没有写明）" };
                field(out, "做法", Style::new(), takeover.method().unwrap_or(missing))?;
            }
        }
    }
    Ok(())
}

/// Whether an item was read from the lines of a scan: what others lack was never there, and not lost.
pub(crate) fn is_scanned(item: Item<'_>) -> bool {
    item.source_lines().next().is_some()
}

/// What is to be said where something of a cell could not be read, or is not there.
fn missing(item: Item<'_>, cell: &str) -> &'static str {
    let lost = item.repairs().any(|repair| repair.kind() == RepairKind::Unreadable && repair.field().starts_with(cell));
    match (lost, is_scanned(item)) {
        (false, _) => " ",
        (true, true) => "（扫描件有缺损，以下为可辨认部分）",
        (true, false) => "（原文此处为空或不全）",
    }
}

/// How a repair is called: what a file that was not scanned lacks is not illegible.
fn repair_name(item: Item<'_>, kind: RepairKind) -> &'static str {
    if kind == RepairKind::Unreadable && !is_scanned(item) { ABSENT } else { kind.name() }
}

/// What a file that was not scanned does not have.
pub(crate) const ABSENT: &str = "原文为空";

fn duties<'a>(
    out: &mut impl Write,
    label: &str,
    groups: impl Iterator<Item = DutyGroup<'a>>,
    missing: &str,
) -> std::io::Result<()> {
    field(out, label, DIM, missing)?;
    for group in groups {
        if let Some(heading) = group.heading() {
            point(out, "", heading)?;
        }
        if let Some(department) = group.department() {
            point(out, "", &format!("{}：", department.name()))?;
        }
        let many = group.duties().len() > 1;
        for (n, duty) in group.duties().enumerate() {
            let mark = if many { format!("{}. ", n + 1) } else { String::new() };
            point(out, &mark, duty)?;
        }
    }
    Ok(())
}
