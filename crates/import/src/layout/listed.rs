//! Lists without tables: an item on a line of its own (`3.做好党员发展`), and below it the lines that begin with a label (`对应上级部门：…`).

use super::RawItem;
use super::category::{CategoryLine, category_line};
use super::headings::label;
use super::rows::Walk;
use super::vocabulary::Field;
use crate::clauses::{behind_number, ordinal};
use crate::document::Cell;
use crate::report::Role;
use crate::text::{clean, is_ended, length};
use lvzhi_tables::fold::digit;

/// The label whose value goes on, and how far its clauses are numbered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    clause: u16,
}

/// Longest category without a number or a count.
const LONGEST_CATEGORY: usize = 12;

/// Takes a line in; whether it is part of such a list.
pub(super) fn line(walk: &mut Walk<'_>, cell: &Cell, text: &str) -> bool {
    if let Some((field, value)) = labelled(text) {
        return begin(walk, cell, field, value);
    }
    if let Some(category) = category(walk, text) {
        walk.state.open = None;
        walk.category(category);
        walk.part(&cell.place, Role::Category, text.to_owned());
        return true;
    }
    if item(walk, cell, text) {
        return true;
    }
    go_on(walk, cell, text)
}

/// A label that belongs to an item, and what stands behind it.
fn labelled(text: &str) -> Option<(Field, &str)> {
    let text = text.trim_start_matches(['-', '•', '·', '●', '○', '▪', '■', '◆', '*']);
    let (field, value) = label(text)?;
    let of_item = !matches!(field, Field::Number | Field::Name | Field::Tier | Field::Township | Field::Category);
    of_item.then_some((field, value.trim_start_matches('*')))
}

/// The value of a label begins, if the item has none of it yet; else the line is a part of the value above.
fn begin(walk: &mut Walk<'_>, cell: &Cell, field: Field, value: &str) -> bool {
    let has_item = walk.found.items.len() > walk.state.first;
    let Some(item) = walk.found.items.last_mut().filter(|_| has_item) else { return false };
    let Some(row) = item.rows.last_mut() else { return false };
    if row.iter().any(|(of, _)| *of == field) {
        return go_on(walk, cell, &clean(&cell.text));
    }
    row.push((field, Cell { text: value.to_owned(), ..cell.clone() }));
    let clause = last_clause(value);
    walk.state.open = Some(Open { clause });
    let printed = clean(&cell.text);
    walk.part(&cell.place, Role::Heading, printed.strip_suffix(value).unwrap_or(&printed).to_owned());
    true
}

/// The number of the last clause on a line that may hold several.
fn last_clause(text: &str) -> u16 {
    let starts = text.char_indices().filter(|&(at, c)| {
        digit(c).is_some()
            && (at == 0 || text.get(..at).is_some_and(|before| before.ends_with(['；', '。', ';', '、', ' '])))
    });
    starts.filter_map(|(at, _)| Some(ordinal(text.get(at..)?)?.0)).next_back().unwrap_or(0)
}

/// A category above its items: with a number or a count, or a short line right above an item.
fn category(walk: &Walk<'_>, text: &str) -> Option<CategoryLine> {
    let digits = text.starts_with(|c: char| digit(c).is_some());
    let line = category_line(text)?;
    let next = walk.ahead.first().map(String::as_str).unwrap_or_default();
    // Where items have labels, 一、… above numbered clauses is a heading of duties.
    let is_item = || walk.state.open.is_none() || walk.ahead.get(1).is_some_and(|line| begins_item(walk, line));
    let above_item = || numbered(next).is_some_and(|(number, _)| is_next(walk, number)) && is_item();
    if line.count.is_some() {
        return Some(line);
    }
    let alone = !digits && !is_ended(text) && above_item();
    let fits = if line.marked { walk.state.open.is_none() || alone } else { alone && length(text) <= LONGEST_CATEGORY };
    (fits && !digits).then_some(line)
}

/// A number in digits and the name behind it.
fn numbered(text: &str) -> Option<(u16, &str)> {
    text.starts_with(|c: char| digit(c).is_some()).then(|| ordinal(text)).flatten()
}

/// Whether an item may have this number.
fn is_next(walk: &Walk<'_>, number: u16) -> bool {
    number == 1 || walk.state.last.is_none_or(|last| number == last.saturating_add(1))
}

/// Whether a line begins with a label that the present item has already, or that stands before one that it has.
fn begins_item(walk: &Walk<'_>, line: &str) -> bool {
    let row = walk.found.items.last().and_then(|item| item.rows.last());
    // Fields are in the order in which lists have them.
    labelled(line).is_some_and(|(field, _)| row.is_some_and(|row| row.iter().any(|(of, _)| *of >= field)))
}

/// An item, where its number runs on and the line is no clause of the label above.
fn item(walk: &mut Walk<'_>, cell: &Cell, text: &str) -> bool {
    // 5.12345热线办理 behind item 4.
    let running = || {
        let next = walk.state.last?.checked_add(1)?;
        behind_number(text, next).map(|name| (next, name))
    };
    let Some((number, name)) = numbered(text).or_else(running) else { return false };
    if !is_next(walk, number) || walk.state.last.is_none() && number != 1 {
        return false;
    }
    if let Some(Open { clause }) = walk.state.open {
        // Both may go on with this number: what has a label of the next item right below it is an item.
        let right_below = walk.ahead.first().is_some_and(|line| begins_item(walk, line));
        let label_below = walk.ahead.iter().find(|line| labelled(line).is_some());
        let is_clause = number == clause.saturating_add(1) || number == 1;
        if is_clause && !right_below || !label_below.is_some_and(|line| begins_item(walk, line)) {
            return false;
        }
    }
    let part = |text: String| Cell { text, place: cell.place.clone(), ..Cell::default() };
    walk.state.open = None;
    walk.state.last = Some(number);
    walk.found.items.push(RawItem {
        file: walk.file,
        place: cell.place.clone(),
        township: walk.state.township.clone(),
        held: None,
        tier: walk.state.tier,
        shape: None,
        number: Some(part(number.to_string())),
        category: walk.state.category.clone(),
        name: vec![part(name.to_owned())],
        rows: vec![Vec::new()],
    });
    true
}

/// A line of the value above.
fn go_on(walk: &mut Walk<'_>, cell: &Cell, text: &str) -> bool {
    let Some(open) = &mut walk.state.open else { return false };
    let Some((_, value)) =
        walk.found.items.last_mut().and_then(|item| item.rows.last_mut()).and_then(|row| row.last_mut())
    else {
        return false;
    };
    if let Some((number, _)) = numbered(text) {
        open.clause = number.max(last_clause(text));
    }
    if !value.text.is_empty() {
        value.text.push('\n');
    }
    value.text.push_str(cell.text.trim());
    true
}
