//! `lvzhi check`: is the list sound, and does it hold what it declares?

use crate::page::{BOLD, DIM, padded};
use crate::{Failure, Outcome, open};
use lvzhi::{Catalogue, RepairKind, Tier};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 清单文件夹、编译好的清单或 lvzhi export 的输出；不填则核对内置清单 (a list; the one built in if none)
    #[arg(value_name = "DIR|FILE")]
    path: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

pub(crate) fn run(path: Option<&Path>, out: &mut impl Write) -> Result<Outcome, Failure> {
    if let Some(path) = path {
        open::there(path)?;
        // What is wrong with a list is the answer here.
        if path.is_dir()
            && let Err(problems) = lvzhi_compiler::compile_path(path)
        {
            writeln!(out, "{problems}")?;
            return Ok(Outcome::NothingFound);
        }
    }
    reconcile(out, &open::list(path)?)?;
    Ok(Outcome::Answered)
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
    for tier in Tier::ALL {
        let items = list.items().in_tier(tier).len();
        let categories = list.categories(tier).len();
        let departments =
            list.departments().filter(|department| department.items(None).any(|item| item.tier() == tier)).count();
        let mut line = format!(
            "{}事项 {items}/{}  类别 {categories}/{}",
            padded(tier.name(), 14),
            township.declared_items(tier),
            township.declared_categories(tier)
        );
        if let Some(declared) = township.declared_departments(tier) {
            line += &format!("  部门 {departments}/{declared}");
            let missing = township.missing_departments(tier);
            if missing > 0 {
                line += &format!("（另有 {missing} 个的名称扫描件缺失）");
            }
        }
        writeln!(out, "{line}")?;
    }
    let repairs =
        |kind: RepairKind| list.items().flat_map(|item| item.repairs()).filter(|repair| repair.kind() == kind).count();
    let counts: Vec<String> = RepairKind::ALL.map(|kind| format!("{} {}", kind.name(), repairs(kind))).into();
    writeln!(out, "{}{}", padded("校勘", 14), counts.join("  "))?;
    writeln!(out, "{DIM}前为实有数，后为清单载明数 (found/declared){DIM:#}")
}
