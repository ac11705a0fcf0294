//! Pages for people: labelled lines, aligned for wide characters, wrapped to the terminal.

use anstyle::{AnsiColor, Style};
use lvzhi::{Item, Reason, Tier, Verdict};
use std::io::{Result, Write};
use unicode_width::UnicodeWidthStr;

/// Columns that a label takes.
const LABEL: usize = 10;

/// The widest page.
const WIDEST: usize = 100;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

/// The style of a verdict.
pub(crate) fn style_of(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Basic => AnsiColor::Green,
        Verdict::Cooperative => AnsiColor::Cyan,
        Verdict::Reclaimed => AnsiColor::Yellow,
        Verdict::Unlisted => AnsiColor::Red,
        Verdict::Unclear => AnsiColor::Magenta,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

/// Columns of the page.
pub(crate) fn width() -> usize {
    textwrap::termwidth().clamp(40, WIDEST)
}

/// `text` with spaces behind it up to `columns`.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(spaces))
}

/// A labelled paragraph.
pub(crate) fn field(out: &mut impl Write, label: &str, style: Style, text: &str) -> Result<()> {
    let first = padded(label, LABEL);
    let options = textwrap::Options::new(width() - LABEL);
    for (n, line) in textwrap::wrap(text, options).iter().enumerate() {
        let head = if n == 0 { first.clone() } else { " ".repeat(LABEL) };
        // A label alone, over the points that follow, has no spaces behind it.
        let head = if line.is_empty() { head.trim_end() } else { &head };
        writeln!(out, "{DIM}{head}{DIM:#}{style}{line}{style:#}")?;
    }
    Ok(())
}

/// A paragraph under a label, with a mark in front: `1. …`.
pub(crate) fn point(out: &mut impl Write, mark: &str, text: &str) -> Result<()> {
    let first = format!("{}{mark}", " ".repeat(LABEL));
    let rest = " ".repeat(first.width());
    let options = textwrap::Options::new(width()).initial_indent(&first).subsequent_indent(&rest);
    for line in textwrap::wrap(text, options) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// An item on a line: id, category, name, cut to the page.
pub(crate) fn item_line(out: &mut impl Write, item: Item<'_>, note: &str) -> Result<()> {
    let head = format!("{}  {}  ", item.id(), padded(item.category().name(), 16));
    let room = width().saturating_sub(head.width() + note.width() + 2);
    let name = cut(item.name(), room);
    if note.is_empty() {
        writeln!(out, "{head}{name}")
    } else {
        writeln!(out, "{head}{}  {DIM}{note}{DIM:#}", padded(&name, room))
    }
}

/// `text` cut to `columns`, with … where something was cut.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        let next = out.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if next + 1 > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// What the percentages of a matter that is not on the list mean.
pub(crate) fn unlisted_note(sure: u32) -> String {
    format!(
        "把握 {sure}% 指清单里没有这件事；各候选后面的百分比另行估算，只表示它与所说的事有多相近，不能与前者相加或比较"
    )
}

/// What the percentages of candidates mean where none is chosen.
pub(crate) const UNCLEAR_NOTE: &str = "各候选后面的百分比是它就是这件事的可能性，分别估算，加起来不一定是 100%";

/// Why nobody can tell, in a clause.
pub(crate) const fn unclear(reason: Reason) -> &'static str {
    match reason {
        Reason::TooLittle => "说得太少，请人工判断",
        Reason::TiersNear => "几级相近，难分高下，请人工判断",
        Reason::OnlyFrame => "只有套话，没有说是什么事，请人工判断",
        Reason::AsksList => "问的是清单本身，请用 lvzhi list 查看",
    }
}

/// What is said of a text that names another place.
pub(crate) const ELSEWHERE: &str = "提到了别的县或乡镇，请核对是否归本乡镇";

/// What a tier means for the township, in a clause.
pub(crate) const fn meaning(tier: Tier) -> &'static str {
    match tier {
        Tier::Basic => "乡镇自己负责",
        Tier::Cooperative => "县级部门牵头，乡镇配合",
        Tier::Reclaimed => "已由上级部门收回，乡镇不再承担",
    }
}
