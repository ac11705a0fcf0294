//! Lines outside tables: titles, contents, categories, running text.

use super::category::category_line;
use super::rows::Walk;
use super::tiers::tier_of_title;
use super::{RawItem, Said};
use crate::document::Cell;
use crate::report::Role;
use crate::text::{clean, key, length};

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
    walk.told(&text);
    walk.kind(&text, &cell.place);
    if let Some(tier) = tier {
        walk.section(tier, Said::Line);
        walk.state.titled = true;
        walk.part(&cell.place, Role::Title, text);
        return;
    }
    let listed = !walk.state.tables && walk.state.tier.is_some();
    if listed && numbered(walk, cell, &text) {
        return;
    }
    if let Some(category) = category_line(&text).filter(|line| line.marked && (line.count.is_some() || listed)) {
        walk.category(category);
        walk.part(&cell.place, Role::Category, text);
        return;
    }
    let is_title =
        length(&text) <= 40 && ["清单", "事项"].iter().any(|word| text.contains(word)) && !text.contains('。');
    walk.part(&cell.place, if is_title { Role::Title } else { Role::Text }, text);
}

/// An item on a line of its own: 3.做好党员发展, where the number runs on and the document has no tables.
fn numbered(walk: &mut Walk<'_>, cell: &Cell, text: &str) -> bool {
    let digits = text.starts_with(|c: char| lvzhi_tables::fold::digit(c).is_some());
    let Some((ordinal, name)) = crate::clauses::ordinal(text).filter(|_| digits) else { return false };
    let runs_on = ordinal == 1 || walk.state.last.is_some_and(|last| ordinal == last.saturating_add(1));
    if !runs_on || category_line(text).is_some_and(|line| line.count.is_some()) {
        return false;
    }
    let part = |text: String| Cell { text, place: cell.place.clone(), ..Cell::default() };
    walk.state.last = Some(ordinal);
    walk.found.items.push(RawItem {
        file: walk.file,
        place: cell.place.clone(),
        township: walk.state.township.clone(),
        tier: walk.state.tier,
        shape: None,
        number: Some(part(ordinal.to_string())),
        category: walk.state.category.clone(),
        name: vec![part(name.to_owned())],
        rows: vec![Vec::new()],
    });
    true
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
