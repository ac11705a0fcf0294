//! `lvzhi check`: is the list sound, and does it hold what it declares?

use crate::page::{BOLD, DIM, padded};
use crate::{Failure, Outcome};
use lvzhi::{Catalogue, Loaded, RepairKind, Tier};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 清单文件夹；不填则核对内置清单 (a list folder; the built-in list if none)
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let Some(folder) = &arguments.folder else {
        reconcile(out, lvzhi::catalogue())?;
        return Ok(Outcome::Answered);
    };
    if !folder.is_dir() {
        return Err(Failure::Misuse(format!(
            "{}：没有这个文件夹 (no such folder: give the folder that holds township.toml)",
            folder.display()
        )));
    }
    match Loaded::read(folder) {
        Ok(loaded) => {
            reconcile(out, &loaded.view().catalogue())?;
            Ok(Outcome::Answered)
        }
        Err(problems) => {
            writeln!(out, "{problems}")?;
            Ok(Outcome::NothingFound)
        }
    }
}

fn reconcile(out: &mut impl Write, list: &Catalogue<'_>) -> std::io::Result<()> {
    let township = list.township();
    writeln!(
        out,
        "{BOLD}{}{}{}履职事项清单{BOLD:#}  {DIM}{} · {}{DIM:#}",
        township.prefecture(),
        township.county(),
        township.name(),
        township.code(),
        list.data_version()
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
