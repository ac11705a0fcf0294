//! Items as cards: a label, then its value; in lines of text, in a table of two columns, or with an item in each column.

use super::category::{category_line, is_page_number};
use super::columns::{Grid, is_blank};
use super::headings::{label, meaning};
use super::held::listed;
use super::rows::{Walk, joined};
use super::tiers::{tier_of_title, tier_of_value};
use super::vocabulary::Field;
use super::{RawItem, Said};
use crate::document::{Block, Cell, Document};
use crate::report::{Role, Severity};
use crate::text::{clean, is_ended, length, number};

/// A card in the making.
#[derive(Default)]
struct Card {
    fields: Vec<(Field, Cell)>,
}

impl Card {
    fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(of, _)| *of == field)
    }

    /// Whether a label begins the next card.
    fn ends_before(&self, field: Field) -> bool {
        matches!(field, Field::Number | Field::Name | Field::Tier) && self.has(field)
            || (field == Field::Number && self.has(Field::Name))
    }

    /// Adds a line to the value of the last label.
    fn push(&mut self, cell: &Cell) {
        if let Some((_, value)) = self.fields.last_mut() {
            if clean(&value.text).is_empty() {
                *value = cell.clone();
            } else {
                value.text.push('\n');
                value.text.push_str(&cell.text);
            }
        }
    }
}

/// Whether the lines of a document are cards: labels of items stand alone on lines, the name among them.
pub(super) fn are_lines(document: &Document) -> bool {
    let (mut labels, mut names, mut rows) = (0, 0, 0);
    for block in &document.blocks {
        match block {
            Block::Line(cell) => {
                if let Some((field, _)) = label(&clean(&cell.text)) {
                    labels += 1;
                    names += usize::from(field == Field::Name);
                }
            }
            Block::Table(table) => rows += table.rows.len(),
        }
    }
    names >= 1 && labels >= 3 && rows == 0
}

/// Reads a document of such lines.
pub(super) fn lines(walk: &mut Walk<'_>) {
    let mut card = Card::default();
    let document = walk.document;
    let cells =
        document.blocks.iter().filter_map(|block| if let Block::Line(cell) = block { Some(cell) } else { None });
    let lines: Vec<(&Cell, String)> =
        cells.map(|cell| (cell, clean(&cell.text))).filter(|(_, text)| !text.is_empty()).collect();
    for (at, (cell, text)) in lines.iter().enumerate() {
        let (cell, text) = (*cell, text.clone());
        if text.chars().all(|c| !c.is_alphanumeric()) {
            end(walk, &mut card);
            walk.part(&cell.place, Role::Rule, text);
            continue;
        }
        if is_page_number(&text) {
            walk.part(&cell.place, Role::Text, text);
            continue;
        }
        let inside = card.has(Field::Name) || card.has(Field::Number);
        match label(&text) {
            // A label that is in the card already is text of a duty.
            Some((field, value)) if card.ends_before(field) || !card.has(field) => {
                if card.ends_before(field) {
                    end(walk, &mut card);
                }
                let mut value_cell = cell.clone();
                value.clone_into(&mut value_cell.text);
                card.fields.push((field, value_cell));
                let printed = text.strip_suffix(value).unwrap_or(&text).to_owned();
                walk.part(&cell.place, Role::Heading, printed);
            }
            _ => {
                // Right above the next card, a line without an end is no duty of this one.
                let next = lines.get(at.saturating_add(1)).and_then(|(_, next)| label(next));
                let between = next.is_some_and(|(field, _)| card.ends_before(field)) && !is_ended(&text);
                let framed = between || text.starts_with(['【', '《', '[', '〔', '#']);
                let complete = !inside
                    || card.fields.last().is_some_and(|(field, value)| {
                        matches!(field, Field::Name | Field::Category) && !clean(&value.text).is_empty()
                    });
                if let Some(tier) = tier_of_title(&text).filter(|_| length(&text) <= 40 && (framed || complete)) {
                    end(walk, &mut card);
                    walk.told(&text);
                    walk.section(tier, Said::Title);
                    walk.part(&cell.place, Role::Title, text);
                } else if card.fields.is_empty()
                    || between && category_line(&text).is_some_and(|line| line.count.is_some())
                {
                    end(walk, &mut card);
                    walk.told(&text);
                    match category_line(&text).filter(|line| line.marked && line.count.is_some()) {
                        Some(category) => {
                            walk.category(category);
                            walk.part(&cell.place, Role::Category, text);
                        }
                        None => walk.part(&cell.place, Role::Text, text),
                    }
                } else {
                    card.push(cell);
                }
            }
        }
    }
    end(walk, &mut card);
}

/// Makes an item of a card.
fn end(walk: &mut Walk<'_>, card: &mut Card) {
    let card = std::mem::take(card);
    let value = |field: Field| {
        card.fields.iter().find(|(of, cell)| *of == field && !is_blank(cell)).map(|(_, cell)| cell.clone())
    };
    let Some(place) = value(Field::Name).or_else(|| value(Field::Number)).map(|cell| cell.place) else {
        for (_, cell) in card.fields.iter().filter(|(_, cell)| !is_blank(cell)) {
            walk.doubt(
                Severity::Lost,
                cell,
                ["没有事项名称，未收入", "a card without a name, left out"],
                ["请补上事项名称", "write the name of its item"],
            );
        }
        return;
    };
    if let Some(category) = value(Field::Category) {
        let text = clean(&category.text);
        walk.state.category = Some(category_line(&text).map_or(text, |line| line.name));
    }
    let has = |field| card.has(field);
    let cooperative = has(Field::UpperDuties) || has(Field::TownshipDuties);
    let reclaimed = has(Field::Takeover) || has(Field::Method);
    let shape = match (cooperative, reclaimed) {
        (true, false) => Some(lvzhi_tables::words::Tier::Cooperative),
        (false, true) => Some(lvzhi_tables::words::Tier::Reclaimed),
        _ => None,
    };
    let told = value(Field::Tier).and_then(|cell| tier_of_value(&cell.text)).map(|tier| (tier, Said::Cell));
    let township = value(Field::Township).map(|cell| clean(&cell.text)).or_else(|| walk.state.township.clone());
    let held = value(Field::Township).and_then(|cell| listed(&cell.text));
    let (number, name, category) = (value(Field::Number), value(Field::Name), walk.state.category.clone());
    let known = [Field::Number, Field::Name, Field::Category, Field::Tier, Field::Township];
    let others = card.fields.into_iter().filter(|(field, cell)| !known.contains(field) && !is_blank(cell)).collect();
    walk.found.items.push(RawItem {
        file: walk.file,
        place,
        township: township.filter(|_| held.is_none()),
        held,
        tier: told.or(walk.state.tier),
        shape,
        number,
        category,
        name: name.into_iter().collect(),
        rows: vec![others],
    });
}

/// A table without a row of headings: labels in its first column, or before each value. Whether it is one.
pub(super) fn table(walk: &mut Walk<'_>, grid: &Grid<'_>) -> bool {
    let heading = |cell: &Cell| meaning(&cell.text, "").filter(|meaning| meaning.sure).map(|meaning| meaning.field);
    let in_first = grid.rows.iter().filter_map(|row| row.first()).filter_map(|cell| heading(cell));
    let in_first: Vec<Field> = in_first.collect();
    if in_first.len() < 2
        || !in_first.contains(&Field::Name)
            && !grid.rows.iter().flatten().any(|cell| heading(cell) == Some(Field::Name))
    {
        return false;
    }
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    let pairs = grid.rows.iter().any(|row| row.iter().skip(2).any(|cell| heading(cell).is_some()));
    if width > 2 && !pairs && !merged_wide(grid) {
        // An item in each column.
        for column in 1..width {
            let mut card = Card::default();
            for row in &grid.rows {
                let (Some(first), Some(cell)) = (row.first(), row.get(column)) else { continue };
                if let Some(field) = heading(first)
                    && !is_blank(grid.whole(cell))
                {
                    let mut value = (*cell).clone();
                    grid.whole(cell).text.clone_into(&mut value.text);
                    card.fields.push((field, value));
                }
            }
            end(walk, &mut card);
        }
        for row in &grid.rows {
            let Some(first) = row.first() else { continue };
            let role = if heading(first).is_some() { Role::Heading } else { Role::Text };
            if heading(first).is_some() {
                walk.part(&first.place, role, clean(&first.text));
            } else if row.iter().any(|cell| !is_blank(cell)) {
                walk.told(&joined(row));
                walk.part(&first.place, role, joined(row));
            }
        }
        return true;
    }
    let mut card = Card::default();
    for row in &grid.rows {
        let own: Vec<&Cell> = row.iter().filter(|cell| !is_blank(cell)).copied().collect();
        let Some(first) = own.first() else { continue };
        let alone = own.len() == 1 && number(&first.text).is_none();
        if alone && (heading(first).is_none() || tier_of_title(&first.text).is_some()) {
            let text = clean(&first.text);
            if let Some(tier) = tier_of_title(&text).filter(|_| length(&text) <= 40) {
                end(walk, &mut card);
                walk.section(tier, Said::Title);
                walk.told(&text);
                walk.part(&first.place, Role::Title, text);
            } else if card.fields.is_empty() {
                walk.told(&text);
                walk.part(&first.place, Role::Text, text);
            } else {
                // The label stands above, merged or left out on a new page.
                card.push(first);
            }
            continue;
        }
        let mut labelled = false;
        for cell in own {
            match heading(cell).filter(|field| !labelled || !card.has(*field)) {
                Some(field) => {
                    if card.ends_before(field) {
                        end(walk, &mut card);
                    }
                    walk.part(&cell.place, Role::Heading, clean(&cell.text));
                    card.fields.push((field, Cell { place: cell.place.clone(), ..Cell::default() }));
                    labelled = true;
                }
                None if card.fields.is_empty() => walk.part(&cell.place, Role::Text, clean(&cell.text)),
                None => {
                    card.push(cell);
                    labelled = false;
                }
            }
        }
    }
    end(walk, &mut card);
    true
}

/// Whether values are merged over several columns: then the columns are no items.
fn merged_wide(grid: &Grid<'_>) -> bool {
    grid.rows
        .iter()
        .filter_map(|row| row.get(1))
        .any(|cell| matches!(cell.merged, crate::document::Merged::Origin { columns: 2.., .. }))
}
