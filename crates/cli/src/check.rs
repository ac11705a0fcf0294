//! `lvzhi check`: is the list sound, does it hold what it declares, and where should somebody look?

use crate::import;
use crate::open::Choice;
use crate::page::{BOLD, DIM, padded};
use crate::show::{ABSENT, is_scanned};
use crate::{Failure, Outcome, open};
use lvzhi::{Catalogue, RepairKind, Tier};
use lvzhi_compiler::{Problem, Problems};
use lvzhi_import::check::{self, Finding, Rule};
use lvzhi_import::report::{Doubt, Severity};
use lvzhi_import::{Imported, tell};
use lvzhi_tables::matters::Matters;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 清单文件夹、编译好的清单、lvzhi export 的输出，或 Excel、Word 等原文件；不填则核对内置清单 (a list in any form; the one built in if none)
    #[arg(value_name = "DIR|FILE")]
    path: Option<PathBuf>,
    /// 输出 JSON (print JSON)
    #[arg(long)]
    pub(crate) json: bool,
    /// 有请核对之处也算不合格，退出码 1；用于自动检查 (what should be looked at counts as a failure: for CI)
    #[arg(long)]
    strict: bool,
    /// 不报告这条规则，可重复使用 (leave a rule out; may be given again)
    #[arg(long, value_name = "RULE", help = allow_help())]
    allow: Vec<Rule>,
}

fn allow_help() -> String {
    format!(
        "不报告这条规则，可重复使用 (leave a rule out; may be given again): {}",
        Rule::ALL.map(Rule::key).join(", ")
    )
}

impl Arguments {
    /// The list to check: the path, or else that of `--list`.
    fn chosen(&self, choice: &Choice) -> Result<Choice, Failure> {
        match &self.path {
            Some(path) => choice.or(&Choice::of(path)),
            None => Ok(choice.clone()),
        }
    }
}

/// What a check found, as JSON.
#[derive(Serialize)]
struct Page<'a> {
    list: String,
    sound: bool,
    totals: Vec<Total>,
    problems: Vec<Wrong<'a>>,
    findings: &'a [Finding],
    /// Of the import, where the list is a file of another kind.
    doubts: &'a [Doubt],
}

impl Page<'_> {
    fn unsound(list: String) -> Self {
        Self { list, sound: false, totals: Vec::new(), problems: Vec::new(), findings: &[], doubts: &[] }
    }
}

/// What is wrong with the files, so that nothing can be compiled.
#[derive(Serialize)]
struct Wrong<'a> {
    file: &'a Path,
    line: usize,
    field: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<&'a str>,
}

impl<'a> From<&'a Problem> for Wrong<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self {
            file: &problem.file,
            line: problem.line,
            field: &problem.field,
            message: &problem.message,
            message_zh: problem.message_zh.as_deref(),
        }
    }
}

/// What a tier holds and declares.
#[derive(Serialize)]
struct Total {
    tier: Tier,
    items: [usize; 2],
    categories: [usize; 2],
    departments: [Option<usize>; 2],
    #[serde(skip_serializing_if = "is_none")]
    missing_departments: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

pub(crate) fn run(arguments: &Arguments, choice: &Choice, out: &mut impl Write) -> Result<Outcome, Failure> {
    let choice = &arguments.chosen(choice)?;
    let path = choice.path();
    let name = path.map_or("内置清单".to_owned(), |path| path.display().to_string());
    let matters = Matters::built_in().map_err(|error| Failure::Misuse(error.to_string()))?;
    let (model, list, import) = match path {
        Some(path) if open::is_foreign(path) => match import::imported(&[path.to_owned()], &choice.facts()) {
            Ok((_, imported)) => {
                let bytes = imported.to_bytes().map_err(|error| Failure::Misuse(format!("{name}：{error}")))?;
                let list = Catalogue::from_bytes(bytes).map_err(|error| Failure::Misuse(format!("{name}：{error}")))?;
                (imported.list().clone(), list, Some(imported))
            }
            Err(message) => return Err(Failure::Misuse(message)),
        },
        // What is wrong with a list is the answer here.
        Some(path) if path.is_dir() || path.is_file() && open::is_export(path) => match lvzhi_compiler::read(path) {
            Ok(model) => {
                let list = open::list(choice)?;
                (model, list, None)
            }
            Err(problems) => return broken(arguments, name, &problems, out),
        },
        _ => {
            path.map_or(Ok(()), open::there)?;
            let list = open::list(choice)?;
            (open::model_of(&list)?, list, None)
        }
    };
    let mut findings = check::check(&model, &matters);
    findings.retain(|finding| !arguments.allow.contains(&finding.rule));
    if let Some(path) = path {
        check::locate(path, &mut findings);
    }
    let report = import.as_ref().map(Imported::report);
    let told = |severity| report.map_or(0, |report| report.count(severity));
    // What a file holds and the list does not is wrong; what is doubtful is for those who want to know.
    let doubts = check::doubts(&findings) + told(Severity::Doubtful);
    let met = !findings.iter().any(|finding| finding.rule == Rule::Totals);
    let sound = met && told(Severity::Lost) == 0 && !(arguments.strict && doubts > 0);
    if arguments.json {
        let doubts = report.map_or(&[][..], |report| &report.doubts);
        json(&Page { sound, totals: totals(&list), findings: &findings, doubts, ..Page::unsound(name) }, out)?;
    } else {
        reconcile(out, &list)?;
        writeln!(out)?;
        for line in check::lines(&findings) {
            writeln!(out, "{line}")?;
        }
        if let Some(imported) = &import {
            writeln!(out)?;
            write!(out, "{}", tell::text(imported, &[], None))?;
        }
    }
    Ok(if sound { Outcome::Answered } else { Outcome::NothingFound })
}

fn json(page: &Page<'_>, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, page)?;
    writeln!(out)
}

/// A list that cannot be used: the rest is checked once it can.
fn broken(arguments: &Arguments, list: String, problems: &Problems, out: &mut impl Write) -> Result<Outcome, Failure> {
    if arguments.json {
        let problems = problems.0.iter().map(Wrong::from).collect();
        json(&Page { problems, ..Page::unsound(list) }, out)?;
    } else {
        writeln!(out, "{problems}")?;
    }
    Ok(Outcome::NothingFound)
}

fn totals(list: &Catalogue) -> Vec<Total> {
    let township = list.township();
    Tier::ALL
        .into_iter()
        .map(|tier| {
            let departments =
                list.departments().filter(|department| department.items(None).any(|item| item.tier() == tier));
            Total {
                tier,
                items: [list.items().in_tier(tier).len(), township.declared_items(tier).into()],
                categories: [list.categories(tier).len(), township.declared_categories(tier).into()],
                departments: [Some(departments.count()), township.declared_departments(tier).map(usize::from)],
                missing_departments: township.missing_departments(tier).into(),
            }
        })
        .collect()
}

fn reconcile(out: &mut impl Write, list: &Catalogue) -> std::io::Result<()> {
    let township = list.township();
    writeln!(
        out,
        "{BOLD}{}{}{}履职事项清单{BOLD:#}  {DIM}{}{}{}{DIM:#}",
        township.prefecture(),
        township.county(),
        township.name(),
        township.code().map_or(String::new(), |code| format!("{code} · ")),
        list.data_version(),
        if township.is_made_up() { " · 虚构示例 (made up)" } else { "" },
    )?;
    for Total { tier, items, categories, departments, missing_departments } in totals(list) {
        let [items, declared] = items;
        let [categories, declared_categories] = categories;
        let mut line =
            format!("{}事项 {items}/{declared}  类别 {categories}/{declared_categories}", padded(tier.name(), 14));
        if let [Some(departments), Some(declared)] = departments {
            line += &format!("  部门 {departments}/{declared}");
            if missing_departments > 0 {
                line += &format!("（另有 {missing_departments} 个未见名称）");
            }
        }
        writeln!(out, "{line}")?;
    }
    let repairs = |kind: RepairKind, scanned: bool| {
        let of = list.items().filter(|item| is_scanned(*item) == scanned).flat_map(|item| item.repairs());
        of.filter(|repair| repair.kind() == kind).count()
    };
    let count = |kind: RepairKind| match kind {
        RepairKind::Unreadable => repairs(kind, true),
        _ => repairs(kind, true) + repairs(kind, false),
    };
    let mut counts: Vec<String> = RepairKind::ALL.map(|kind| format!("{} {}", kind.name(), count(kind))).into();
    let absent = repairs(RepairKind::Unreadable, false);
    if absent > 0 {
        counts.push(format!("{ABSENT} {absent}"));
    }
    writeln!(out, "{}{}", padded("校勘", 14), counts.join("  "))?;
    writeln!(out, "{DIM}前为实有数，后为清单载明数 (found/declared){DIM:#}")
}
