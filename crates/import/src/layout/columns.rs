//! Which column of a table holds what: rows of headings, in one row or two, and what the cells below say of them.

use super::beside::{self, took_over};
use super::headings::{Meaning, meaning};
use super::held::is_mark;
use super::tiers::tier_of_value;
use super::vocabulary::Field;
use crate::document::{Cell, Merged};
use crate::text::{clean, length, number};
use lvzhi_tables::words::Tier;
use std::collections::HashMap;

/// A table whose merged cells can be asked for their text.
pub(super) struct Grid<'a> {
    pub(super) rows: Vec<Vec<&'a Cell>>,
    origins: HashMap<(u32, u32), &'a Cell>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(rows: Vec<Vec<&'a Cell>>) -> Self {
        let origins = rows.iter().flatten().filter(|cell| matches!(cell.merged, Merged::Origin { .. }));
        let origins = origins.map(|cell| ((cell.place.row, cell.place.column), *cell)).collect();
        Self { rows, origins }
    }

    /// The columns from one to another, as a table of its own.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        let rows = self.rows.iter().map(|row| row.iter().take(to).skip(from).copied().collect()).collect();
        Self { rows, origins: self.origins.clone() }
    }

    /// The cell that covers this one, or itself.
    pub(super) fn whole(&self, cell: &'a Cell) -> &'a Cell {
        match cell.merged {
            Merged::Covered { row, column } => self.origins.get(&(row, column)).copied().unwrap_or(cell),
            _ => cell,
        }
    }

    /// Whether the cell is covered from a row above its own, by one with text.
    pub(super) fn is_from_above(&self, cell: &'a Cell) -> bool {
        let whole = self.whole(cell);
        whole.place.row < cell.place.row && !is_blank(whole)
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&'a Cell> {
        self.rows.get(row)?.get(column).copied()
    }
}

pub(super) fn is_blank(cell: &Cell) -> bool {
    clean(&cell.text).is_empty()
}

/// What the columns of a table hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// By column; none where its heading is empty.
    pub(super) fields: Vec<Option<Field>>,
    /// The headings.
    pub(super) names: Vec<String>,
}

impl Columns {
    pub(super) fn has(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }

    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        self.fields.iter().enumerate().filter(move |(_, of)| **of == Some(field)).map(|(at, _)| at)
    }

    /// The tier that has such columns: none where they are of several, or of any.
    pub(super) fn shape(&self) -> Option<Tier> {
        let cooperative = self.has(Field::UpperDuties) || self.has(Field::TownshipDuties);
        let named = self.of(Field::Departments).filter_map(|at| self.names.get(at)).any(|name| took_over(name));
        let reclaimed = self.has(Field::Takeover) || self.has(Field::Method) || (named && !cooperative);
        match (cooperative, reclaimed) {
            (true, false) => Some(Tier::Cooperative),
            (false, true) => Some(Tier::Reclaimed),
            _ => None,
        }
    }

    /// Where the columns begin once more: two lists side by side.
    pub(super) fn segments(&self) -> Vec<usize> {
        let Some(first) = self.fields.iter().flatten().next().copied() else { return Vec::new() };
        if self.of(Field::Name).count() < 2 || self.of(first).count() < 2 {
            return Vec::new();
        }
        let starts: Vec<usize> = self.of(first).collect();
        let whole =
            |from: usize, to: usize| self.fields.iter().take(to).skip(from).any(|field| *field == Some(Field::Name));
        let ends = starts.iter().skip(1).copied().chain([self.fields.len()]);
        if starts.iter().zip(ends).all(|(&from, to)| whole(from, to)) { starts } else { Vec::new() }
    }
}

/// Cells of a heading have at the most so many characters.
const LONGEST: usize = 30;

/// The headings that begin in a row: what they mean, and how many rows they take up.
pub(super) fn headings(grid: &Grid<'_>, row: usize, repeats: bool) -> Option<(Columns, usize)> {
    let cells = grid.rows.get(row)?;
    let own: Vec<&Cell> = cells.iter().filter(|cell| !is_blank(cell)).copied().collect();
    if own.iter().any(|cell| length(&clean(&cell.text)) > LONGEST || is_arabic(&cell.text)) || own.is_empty() {
        return None;
    }
    let meanings: Vec<Meaning> = own.iter().filter_map(|cell| meaning(&cell.text, "")).collect();
    let mut sure: Vec<Field> = meanings.iter().filter(|meaning| meaning.sure).map(|meaning| meaning.field).collect();
    sure.sort_unstable();
    sure.dedup();
    let named = meanings.iter().any(|meaning| meaning.field == Field::Name);
    let alone = cells.len() == 1 && sure == [Field::Name];
    let enough = sure.len() >= 2 && (named || sure.contains(&Field::Number)) || (repeats && named);
    if !(enough || alone) || meanings.len() * 2 < own.len() {
        return None;
    }
    // What the headings themselves are merged over is theirs, whatever the others say below.
    let spans = own.iter().filter(|cell| meaning(&cell.text, "").is_some_and(|meaning| meaning.sure));
    let spans = spans.map(|cell| if let Merged::Origin { rows, .. } = cell.merged { rows as usize } else { 1 });
    let mut rows = spans.max().filter(|rows| *rows <= 3).unwrap_or(1);
    while rows < 3 && continues(grid, row, row + rows) {
        rows += 1;
    }
    Some((columns(grid, row, rows), rows))
}

/// Whether a text is a number in digits.
fn is_arabic(text: &str) -> bool {
    number(text).is_some() && clean(text).chars().any(|c| lvzhi_tables::fold::digit(c).is_some())
}

/// Whether a row goes on with the headings that began in `first`.
fn continues(grid: &Grid<'_>, first: usize, row: usize) -> bool {
    let Some(cells) = grid.rows.get(row) else { return false };
    let own: Vec<(usize, &Cell)> =
        cells.iter().enumerate().filter(|(_, cell)| !is_blank(cell)).map(|(at, cell)| (at, *cell)).collect();
    let fits = |&(at, cell): &(usize, &Cell)| {
        length(&clean(&cell.text)) <= LONGEST
            && !is_arabic(&cell.text)
            && meaning(&cell.text, above(grid, first, row, at)).is_some()
    };
    // A column that has a heading of its own above has none here.
    let free = own.iter().filter(|(at, _)| {
        grid.cell(first, *at).is_some_and(|cell| {
            matches!(cell.merged, Merged::Covered { .. } | Merged::Origin { columns: 2.., .. })
                || is_blank(cell)
                || next_is_blank(grid, first, *at)
        })
    });
    // One township alone is a section of the table.
    let section = own.len() == 1
        && own.iter().any(|(_, cell)| meaning(&cell.text, "").is_some_and(|meaning| meaning.field == Field::Holder));
    !own.is_empty() && !section && own.iter().all(fits) && free.count() == own.len()
}

/// Whether the heading to the right is empty: one that stands over several columns without being merged.
fn next_is_blank(grid: &Grid<'_>, row: usize, column: usize) -> bool {
    grid.cell(row, column + 1).is_some_and(is_blank)
}

/// What stands over a cell in the rows of headings above.
fn above<'a>(grid: &Grid<'a>, first: usize, row: usize, column: usize) -> &'a str {
    for row in (first..row).rev() {
        for column in (0..=column).rev() {
            let Some(cell) = grid.cell(row, column) else { break };
            let whole = grid.whole(cell);
            if !is_blank(whole) {
                return whole.text.as_str();
            }
            // A merged cell without text stands over nothing.
            if whole.merged != Merged::No {
                break;
            }
        }
    }
    ""
}

fn columns(grid: &Grid<'_>, first: usize, rows: usize) -> Columns {
    let width = grid.rows.get(first).map_or(0, Vec::len);
    let mut columns = Columns::default();
    for column in 0..width {
        let lowest = (first..first + rows).rev().find_map(|row| {
            let cell = grid.cell(row, column)?;
            (!is_blank(cell)).then_some((row, cell))
        });
        let (text, over) = match lowest {
            Some((row, cell)) if row > first => (cell.text.clone(), above(grid, first, row, column).to_owned()),
            Some((_, cell)) => (cell.text.clone(), String::new()),
            // A heading that is merged over several columns, with none below it, is that of each.
            None => {
                let merged =
                    (first..first + rows).rev().find_map(|row| grid.cell(row, column).map(|cell| grid.whole(cell)));
                (merged.map_or(String::new(), |cell| cell.text.clone()), String::new())
            }
        };
        columns.fields.push(
            meaning(&text, &over).map(|meaning| meaning.field).or((!clean(&text).is_empty()).then_some(Field::Extra)),
        );
        columns.names.push(clean(&text));
    }
    beside::settle(&mut columns);
    below(grid, first + rows, &mut columns);
    columns
}

/// What the cells under the headings say of them.
fn below(grid: &Grid<'_>, from: usize, columns: &mut Columns) {
    let values = |column: usize| {
        let cells = grid.rows.iter().skip(from).filter_map(move |row| row.get(column).copied());
        cells.map(|cell| clean(&cell.text)).filter(|text| !text.is_empty()).take(300)
    };
    let share = |column: usize, is: &dyn Fn(&str) -> bool| {
        let (mut all, mut are) = (0usize, 0usize);
        for text in values(column) {
            all += 1;
            are += usize::from(is(&text));
        }
        (all, are)
    };
    let is_tier = |text: &str| length(text) <= 16 && tier_of_value(text).is_some();
    let is_duties = |column: usize| {
        let (all, sentences) =
            share(column, &|text| text.contains('。') || length(text) >= 20 && text.contains("负责"));
        all > 0 && sentences * 5 >= all * 4
    };
    let names = columns.names.clone();
    let taken = |column: usize| names.get(column).is_some_and(|name| took_over(name));
    for column in 0..columns.fields.len() {
        let field = columns.fields.get(column).copied().flatten();
        let (all, tiers) = share(column, &is_tier);
        let tells_tier = all > 0 && tiers * 5 >= all * 4;
        let new = match field {
            Some(Field::Category | Field::Extra) if tells_tier && !columns.has(Field::Tier) => Some(Field::Tier),
            // 履职方式 of what was taken over.
            Some(Field::Tier) if all > 0 && tiers * 2 < all && is_duties(column) => Some(Field::Method),
            Some(Field::Tier) if all > 0 && tiers * 2 < all => {
                Some(if columns.has(Field::Category) { Field::Extra } else { Field::Category })
            }
            // Sentences under the name of a body are its duties.
            Some(Field::Departments | Field::Joint) if !columns.has(Field::UpperDuties) && is_duties(column) => {
                Some(if columns.has(Field::Name) && !taken(column) { Field::UpperDuties } else { Field::Takeover })
            }
            // 上级部门 ｜ 清溪镇: what the township does, by its own name.
            Some(Field::Holder)
                if share(column, &is_mark).1 * 2 < all
                    && columns.of(Field::Holder).count() == 1
                    && !columns.has(Field::TownshipDuties)
                    && (columns.has(Field::UpperDuties) || is_duties(column)) =>
            {
                Some(Field::TownshipDuties)
            }
            // An odd cell among marks (待定) does not take the township out of the table: the report names the cell.
            Some(Field::Holder) if share(column, &is_mark).1 * 2 < all => Some(Field::Extra),
            Some(Field::Township) if !columns.has(Field::TownshipDuties) && is_duties(column) => {
                Some(Field::TownshipDuties)
            }
            None if all > 0 => {
                let (_, numbers) = share(column, &|text| is_arabic(text));
                let is_number = !columns.has(Field::Number) && numbers * 5 >= all * 4;
                Some(if is_number { Field::Number } else { Field::Extra })
            }
            field => field,
        };
        if let Some(slot) = columns.fields.get_mut(column) {
            *slot = new;
        }
    }
    // 一 ｜ 党的建设 below one heading that stands over the first of them and is not merged.
    let counts = |at: &usize| {
        let (all, are) = share(*at, &|text| number(text).is_some());
        all > 0 && all == are
    };
    let bare = |at: usize| names.get(at).is_some_and(String::is_empty);
    let first = columns.of(Field::Category).find(|at| counts(at) && bare(at + 1) && !counts(&(at + 1)));
    if let Some(at) = first.filter(|at| columns.fields.get(at + 1) == Some(&Some(Field::Extra))) {
        for (at, field) in [(at, Field::CategoryNumber), (at + 1, Field::Category)] {
            if let Some(slot) = columns.fields.get_mut(at) {
                *slot = Some(field);
            }
        }
    }
    // An item has one name, one number, one category; further columns of the kind are left to the report.
    for field in [Field::Name, Field::Number, Field::Category, Field::Tier, Field::Township] {
        let all: Vec<usize> = columns.of(field).collect();
        if !columns.segments().is_empty() {
            break;
        }
        let says = |at: &usize| columns.names.get(*at).is_some_and(|name| name.contains("名称"));
        // 一 ｜ 党的建设 ｜ 1: the numbers of categories are fewer than those of items.
        let numbers = |at: &usize| share(*at, &|text| number(text).is_some()).1;
        let is_numbers = |at: &usize| share(*at, &|text| number(text).is_some()).0 == numbers(at);
        let kept = match field {
            Field::Number => all.iter().copied().rev().max_by_key(numbers),
            // 一 ｜ 党的建设 below one heading.
            Field::Category => all.iter().copied().find(|at| !is_numbers(at)).or(all.first().copied()),
            _ => all.iter().copied().find(says).or(all.first().copied()),
        };
        for at in all.into_iter().filter(|at| Some(*at) != kept) {
            let counts = matches!(field, Field::Number | Field::Category) && is_numbers(&at);
            if let Some(slot) = columns.fields.get_mut(at) {
                *slot = Some(if counts { Field::CategoryNumber } else { Field::Extra });
            }
        }
    }
}
