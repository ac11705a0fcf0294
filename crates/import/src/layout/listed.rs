//! Lists without tables: an item on a line of its own (`3.做好党员发展`), and below it the lines that begin with a label (`对应上级部门：…`).

use super::RawItem;
use super::category::{CategoryLine, category_line, is_note};
use super::headings::label;
use super::rows::Walk;
use super::vocabulary::Field;
use crate::clauses::{behind_number, ordinal};
use crate::document::{Block, Cell, Document};
use crate::report::{Role, Severity};
use crate::takeover::says_both;
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
        // 承接部门：县民政局；工作方式：… on one line.
        let both = matches!(field, Field::Departments | Field::Method) && says_both(text);
        let (field, value) = if both { (Field::Takeover, text) } else { (field, value) };
        return begin(walk, cell, field, value);
    }
    if is_rest_of_name(walk, text) {
        return name_goes_on(walk, cell, text);
    }
    if let Some(category) = category(walk, text) {
        (walk.state.open, walk.state.name) = (None, None);
        walk.state.marked |= category.marked;
        walk.category(category);
        walk.part(&cell.place, Role::Category, text.to_owned());
        return true;
    }
    item(walk, cell, text) || go_on(walk, cell, text) || unread(walk, cell, text)
}

/// How wide the widest line of a document is, where it has nothing but lines; 0 where no page broke them.
pub(super) fn page_width(document: &Document) -> usize {
    let lines = document.blocks.iter().map(|block| if let Block::Line(cell) = block { Some(cell) } else { None });
    let widths: Option<Vec<usize>> = lines.map(|line| line.map(|cell| width(&clean(&cell.text)))).collect();
    widths.and_then(|widths| widths.into_iter().max()).unwrap_or_default()
}

/// The width of a text in columns: two for a Chinese character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How much a line that was broken may fall short of the widest, in columns: a mark takes a character with it.
const SHORT: usize = 4;

/// Whether a line goes on with the name above, which a page (of a PDF) broke where its line was full.
fn is_rest_of_name(walk: &Walk<'_>, text: &str) -> bool {
    let Some(above) = &walk.state.name else { return false };
    let full = width(above) + SHORT >= walk.width;
    let begins = ordinal(text).is_some() || category_line(text).is_some_and(|line| line.marked);
    full && !is_ended(above) && !begins && !is_note(text)
}

fn name_goes_on(walk: &mut Walk<'_>, cell: &Cell, text: &str) -> bool {
    let Some(item) = walk.found.items.last_mut() else { return false };
    item.name.push(cell.clone());
    let (first, whole) = (item.name.len() == 2, Cell { text: item.name_text(), ..item.cell() });
    walk.state.name = Some(text.to_owned());
    if first {
        walk.doubt(
            Severity::Note,
            &whole,
            ["名称在原文中分成几行，已接成一行", "a name that was broken over lines, put together again"],
            ["请核对名称", "see whether the name is whole"],
        );
    }
    true
}

/// A line between the items that is part of none of them: told, since it may be the rest of a name or of a duty.
fn unread(walk: &mut Walk<'_>, cell: &Cell, text: &str) -> bool {
    let signed = !super::township::of_title(text).is_empty() || super::township::edition(text).is_some();
    let has_item = walk.found.items.len() > walk.state.first;
    if !has_item || signed || is_note(text) || walk.ahead.is_empty() {
        return false;
    }
    walk.part(&cell.place, Role::Text, text.to_owned());
    walk.doubt(
        Severity::Doubtful,
        cell,
        ["事项之间的文字，不知属于哪一项，未收入", "a line between items that belongs to none of them; left out"],
        [
            "如是上面名称或职责的后半部分，请接在一行后重新导入",
            "put it on the line that it goes on with, and import again",
        ],
    );
    true
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
    walk.state.name = None;
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
    // Where categories have numbers, a short line without one is no category.
    let short = || alone && !walk.state.marked && length(text) <= LONGEST_CATEGORY;
    let fits = if line.marked { walk.state.open.is_none() || alone } else { short() };
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
    // Fields are in the order in which lists have them; what tells who took over may tell the method, too.
    let stands_before = |of: Field, field: Field| of >= field || of == Field::Takeover && field == Field::Method;
    let has = |field: Field| row.is_some_and(|row| row.iter().any(|(of, _)| stands_before(*of, field)));
    labelled(line).is_some_and(|(field, _)| has(field))
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
        // What is broken over lines has the rest of its name between.
        let mut below = walk.ahead.iter().filter(|line| labelled(line).is_some() || ordinal(line).is_some());
        let right_below = below.next().is_some_and(|line| begins_item(walk, line));
        let label_below = walk.ahead.iter().find(|line| labelled(line).is_some());
        let is_clause = number == clause.saturating_add(1) || number == 1;
        if is_clause && !right_below || !label_below.is_some_and(|line| begins_item(walk, line)) {
            return false;
        }
    }
    let part = |text: String| Cell { text, place: cell.place.clone(), ..Cell::default() };
    (walk.state.open, walk.state.name) = (None, Some(text.to_owned()));
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
