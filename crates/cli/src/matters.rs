//! `lvzhi matters`: what people may want from government, whoever does it, as a page to read.

use crate::page::{self, BOLD, DIM, field, padded};
use crate::{Failure, Outcome, console, open, text_of};
use anstyle::Style;
use lvzhi::{Catalogue, Matter};
use serde::Serialize;
use std::ffi::OsString;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: open::Choice,
    /// 事由名称中的词、编号（如 M0123）或领域（如 公安）；不填则列出全部 (words of a matter's name, its id or its field; all if none)
    #[arg(value_name = "WORD")]
    words: Vec<OsString>,
    /// 每行输出一个 JSON (print JSON lines)
    #[arg(long)]
    pub(crate) json: bool,
}

/// A matter with what a list and the other matters make of it.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    matter: Matter,
    /// The wider matter of which it is a part.
    within: Option<lvzhi::MatterId>,
    /// Easily taken for it: computed.
    near: Vec<Named>,
    items: Vec<Covering<'a>>,
}

#[derive(Serialize)]
struct Named {
    id: lvzhi::MatterId,
    name: &'static str,
}

#[derive(Serialize)]
struct Covering<'a> {
    id: lvzhi::ItemId,
    name: &'a str,
    main: bool,
    from: &'static str,
}

impl<'a> Told<'a> {
    fn of(list: &'a Catalogue, matter: Matter) -> Self {
        let near = matter.near().map(|near| Named { id: near.id(), name: near.name() });
        let items = list.covering(matter).map(|(item, cover)| Covering {
            id: item.id(),
            name: item.name(),
            main: cover.main,
            from: if cover.stated { "stated" } else { "bound" },
        });
        Self { matter, within: matter.within().map(Matter::id), near: near.collect(), items: items.collect() }
    }
}

pub(crate) fn run(list: &Catalogue, arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let words = text_of(&arguments.words)?;
    if words.trim().is_empty() {
        return registry(list, lvzhi::matters(), arguments.json, out);
    }
    let mut found: Vec<Matter> = lvzhi::matters_named(&words).collect();
    if found.is_empty() {
        found = lvzhi::matters_like(&words).collect();
        let said = if found.is_empty() {
            "；lvzhi matters 可列出全部事由 (no matter has such a name: lvzhi matters lists them all)"
        } else {
            "，以下是按说法最接近的 (no matter has such a name; these are nearest to the words)"
        };
        console::tell(format_args!("lvzhi: 没有哪个事由的名称含“{words}”{said}"));
        if found.is_empty() {
            return Ok(Outcome::NothingFound);
        }
    }
    // A field is a part of the registry, which is read as one.
    if found.len() > 1 && found.iter().all(|matter| matter.field() == words.trim()) {
        return registry(list, found.into_iter(), arguments.json, out);
    }
    for (n, matter) in found.into_iter().enumerate() {
        if arguments.json {
            line(list, matter, out)?;
            continue;
        }
        if n > 0 {
            writeln!(out)?;
        }
        whole(list, matter, out)?;
    }
    Ok(Outcome::Answered)
}

fn line(list: &Catalogue, matter: Matter, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &Told::of(list, matter)).map_err(std::io::Error::from)?;
    writeln!(out)
}

/// Matters by field, a line each.
fn registry(
    list: &Catalogue,
    matters: impl Iterator<Item = Matter> + Clone,
    json: bool,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    if json {
        for matter in matters {
            line(list, matter, out)?;
        }
        return Ok(Outcome::Answered);
    }
    let mut fields: Vec<&str> = Vec::new();
    for matter in matters.clone() {
        if !fields.contains(&matter.field()) {
            fields.push(matter.field());
        }
    }
    for (n, name) in fields.into_iter().enumerate() {
        let here = matters.clone().filter(|matter| matter.field() == name);
        if n > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{BOLD}{name} {} 个{BOLD:#}", here.clone().count())?;
        for matter in here {
            let head = format!("{}  {}", matter.id(), padded(matter.name(), 44));
            let room = page::width().saturating_sub(head.width() + 2);
            writeln!(out, "{head}  {DIM}{}{DIM:#}", page::cut(matter.body().unwrap_or(""), room))?;
        }
    }
    Ok(Outcome::Answered)
}

/// A matter with everything that is known of it.
fn whole(list: &Catalogue, matter: Matter, out: &mut impl Write) -> std::io::Result<()> {
    let plain = Style::new();
    let called = |matter: Matter| format!("{}  {}", matter.id(), matter.name());
    field(out, "事由", BOLD, &called(matter))?;
    field(out, "领域", plain, matter.field())?;
    field(out, "通常由", BOLD, matter.body().unwrap_or("（没有记载）"))?;
    if let Some(basis) = matter.basis() {
        field(out, "依据", plain, basis)?;
    }
    if let Some(wider) = matter.within() {
        field(out, "属于", plain, &called(wider))?;
    }
    let mut lines = |label: &str, lines: Vec<String>| {
        lines.iter().enumerate().try_for_each(|(n, line)| field(out, if n == 0 { label } else { "" }, plain, line))
    };
    lines("包括", matter.parts().map(called).collect())?;
    lines("易混", matter.near().map(|near| format!("{}（{}）", called(near), near.field())).collect())?;
    let items = list.covering(matter).map(|(item, cover)| {
        let share = if cover.main { "主" } else { "兼" };
        let by = if cover.stated { "" } else { "，由程序对应" };
        format!("{}  {}（{}，{share}{by}）", item.id(), page::cut(item.name(), 60), item.tier())
    });
    let items: Vec<String> = items.collect();
    let none = || vec![format!("{}的清单没有对应的事项", list.township().name())];
    lines("清单", if items.is_empty() { none() } else { items })?;
    field(out, "说明", DIM, NOTE)
}

/// What is fact and what is reckoned.
const NOTE: &str = "通常由谁办是一般规定，不是清单的话；易混是按各事由的说法算出来的，没有人逐条核对";
