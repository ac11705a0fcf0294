//! `lvzhi list` and `lvzhi departments`.

use crate::page::{self, BOLD, DIM, field, padded};
use crate::{Failure, Outcome, console, open, text_of};
use anstyle::Style;
use lvzhi::{Catalogue, Department, LookupError, Role, Tier};
use std::ffi::OsString;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: open::Choice,
    /// 清单类别：基本、配合、收回 (basic, cooperative, reclaimed)
    #[arg(long, value_name = "TIER")]
    tier: Option<Tier>,
    /// 事项类别，如 民生服务 (category)
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// 部门，全称、简称、俗称都可以，如 人社局 (department, by any of its spellings)
    #[arg(long, value_name = "NAME")]
    department: Option<String>,
    /// 每行输出一个 JSON (print JSON lines)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DepartmentArguments {
    #[command(flatten)]
    pub(crate) choice: open::Choice,
    /// 部门，全称、简称、俗称都可以，如 人社局 (a department, by any of its spellings)
    #[arg(value_name = "NAME")]
    name: Vec<OsString>,
    /// 每行输出一个 JSON (print JSON lines)
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(list: &Catalogue, arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let mut items = list.items();
    if let Some(tier) = arguments.tier {
        items = items.in_tier(tier);
    }
    if let Some(name) = &arguments.category {
        let known = Tier::ALL.into_iter().flat_map(|tier| list.categories(tier));
        let Some(category) = known.clone().find(|category| category.name() == name) else {
            let mut names: Vec<&str> = known.map(|category| category.name()).collect();
            names.sort_unstable();
            names.dedup();
            console::tell(format_args!(
                "lvzhi: {name}：没有这个事项类别 (no such category)。清单中的事项类别有 (there are): {}",
                names.join("、")
            ));
            return Ok(Outcome::NothingFound);
        };
        items = items.in_category(category.name());
    }
    if let Some(name) = &arguments.department {
        let Some(department) = department(list, name) else { return Ok(Outcome::NothingFound) };
        items = items.of_department(department, None);
    }
    let mut found = false;
    for item in items {
        found = true;
        if arguments.json {
            serde_json::to_writer(&mut *out, &item).map_err(std::io::Error::from)?;
            writeln!(out)?;
        } else {
            page::item_line(out, item, "")?;
        }
    }
    if !found {
        console::tell(format_args!("lvzhi: 没有符合条件的事项 (no item meets these conditions)"));
    }
    Ok(if found { Outcome::Answered } else { Outcome::NothingFound })
}

pub(crate) fn run_departments(
    list: &Catalogue,
    arguments: &DepartmentArguments,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    if arguments.name.is_empty() {
        for department in list.departments() {
            if arguments.json {
                serde_json::to_writer(&mut *out, &department).map_err(std::io::Error::from)?;
                writeln!(out)?;
                continue;
            }
            let counts = Role::ALL.map(|role| department.items(role).count());
            let [lead, joint, successor] = counts;
            writeln!(
                out,
                "{}{DIM}牵头 {lead:>2}  协同 {joint:>2}  承接 {successor:>2}  {}{DIM:#}",
                padded(department.name(), 36),
                department.kind().name(),
            )?;
        }
        return Ok(Outcome::Answered);
    }
    let text = text_of(&arguments.name)?;
    let Some(department) = department(list, &text) else { return Ok(Outcome::NothingFound) };
    if arguments.json {
        for item in department.items(None) {
            serde_json::to_writer(&mut *out, &item).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        return Ok(Outcome::Answered);
    }
    field(out, "部门", BOLD, department.name())?;
    field(out, "性质", Style::new(), department.kind().name())?;
    let aliases: Vec<&str> = department.aliases().collect();
    field(out, "又称", DIM, &aliases.join("、"))?;
    for role in Role::ALL {
        let count = department.items(role).count();
        if count > 0 {
            writeln!(out)?;
            writeln!(out, "{BOLD}{} {count} 项{BOLD:#}", role.name())?;
            for item in department.items(role) {
                page::item_line(out, item, "")?;
            }
        }
    }
    Ok(Outcome::Answered)
}

/// The department, or a message with the nearest ones.
fn department<'a>(list: &'a Catalogue, name: &str) -> Option<Department<'a>> {
    let found = list.department(name);
    if found.is_none() {
        let near: Vec<&str> = list.departments_like(name).map(|department| department.name()).collect();
        let hint = if near.is_empty() {
            "lvzhi departments 可列出全部部门 (lists them all)".to_owned()
        } else {
            format!("相近的有 (the nearest are): {}", near.join("、"))
        };
        console::tell(format_args!("lvzhi: {name}：{}。{hint}", LookupError::NoSuchDepartment));
    }
    found
}
