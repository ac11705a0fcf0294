//! Lines outside tables: titles, contents, categories, running text.

use super::category::{category_line, is_page_number};
use super::rows::Walk;
use super::tiers::tier_of_title;
use super::{Said, listed};
use crate::clauses::ordinal;
use crate::document::Cell;
use crate::report::Role;
use crate::text::{clean, is_ended, key, length};

/// Takes a line in.
pub(super) fn line(walk: &mut Walk<'_>, cell: &Cell) {
    let raw = cell.text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '>' | '=' | '_'));
    let text = clean(raw);
    if clean(&cell.text).is_empty() {
        return;
    }
    if text.chars().all(|c| !c.is_alphanumeric()) {
        walk.part(&cell.place, Role::Rule, clean(&cell.text));
        return;
    }
    // Where a page ends, within a duty too.
    if is_page_number(&text) {
        walk.part(&cell.place, Role::Text, text);
        return;
    }
    if matches!(key(&text).as_str(), "目录" | "目次") {
        walk.state.contents = Some(Vec::new());
        walk.part(&cell.place, Role::Contents, text);
        return;
    }
    let tier = tier_of_title(&text).filter(|_| length(&text) <= 40 && !text.contains(['。', '；']));
    if is_contents(raw) || contents_go_on(walk, tier, &text) {
        walk.told(&text);
        walk.part(&cell.place, Role::Contents, text);
        return;
    }
    let is_listed = !walk.state.tables && walk.state.tier.is_some();
    // In a list, numbered lines and sentences are items and duties, whatever 清单 they speak of.
    if is_listed
        && tier.is_none()
        && (ordinal(&text).is_some() || text.contains(['。', '；']) || !text.contains("清单"))
    {
        walk.counted(&text);
    } else {
        walk.told(&text);
    }
    walk.kind(&text, &cell.place);
    if let Some(tier) = tier {
        walk.section(tier, Said::Line);
        walk.state.titled = true;
        walk.part(&cell.place, Role::Title, text);
        return;
    }
    if is_listed && listed::line(walk, cell, &text) {
        return;
    }
    // 一、党的建设 above its table.
    let above_table = walk.state.tables && walk.state.tier.is_some() && walk.above_uncategorised && !is_ended(&text);
    if let Some(category) = category_line(&text).filter(|line| line.marked && line.count.is_some() || above_table) {
        walk.category(category);
        walk.part(&cell.place, Role::Category, text);
        return;
    }
    let is_title =
        length(&text) <= 40 && ["清单", "事项"].iter().any(|word| text.contains(word)) && !text.contains('。');
    walk.part(&cell.place, if is_title { Role::Title } else { Role::Text }, text);
}

/// A line with a page number behind a tab or dots.
fn is_contents(raw: &str) -> bool {
    let text = raw.trim_end();
    let head = text.trim_end_matches(|c: char| lvzhi_tables::fold::digit(c).is_some());
    head.len() < text.len() && head.ends_with(['\t', '…', '.', '·', '．']) && length(head) > 3
        || (head.len() < text.len() && head.ends_with("    "))
}

/// Whether a line below 目录 is still of it: it names a tier for the first time, or is short and names none.
fn contents_go_on(walk: &mut Walk<'_>, tier: Option<lvzhi_tables::words::Tier>, text: &str) -> bool {
    let Some(met) = &mut walk.state.contents else { return false };
    let goes_on = match tier {
        Some(tier) if met.contains(&tier) => false,
        Some(tier) => {
            met.push(tier);
            true
        }
        None => length(text) <= 30 && met.len() < 3,
    };
    if !goes_on {
        walk.state.contents = None;
    }
    goes_on
}
