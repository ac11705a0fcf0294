//! Rows that say the number and the name of the item above once more: a row for each of its departments.

use super::RawItem;
use super::vocabulary::Field;
use crate::document::Cell;
use crate::text::{clean, number, words};

/// What a row adds to the item above, whose number and name it repeats; none where it is an item of its own.
pub(super) fn adds(
    item: &RawItem,
    numbered: Option<&Cell>,
    name: &Cell,
    category: Option<&str>,
    others: &[(Field, Cell)],
) -> Option<Vec<(Field, Cell)>> {
    let same_number = numbered.is_none_or(|cell| {
        let above = item.number.as_ref().and_then(|above| number(&above.text));
        above.is_some() && above == number(&cell.text)
    });
    let same_category = category.is_none_or(|category| item.category.as_deref() == Some(category));
    if !same_number || !same_category || words(&item.name_text()) != words(&clean(&name.text)) {
        return None;
    }
    let above = |field: Field| item.rows.iter().flatten().filter(move |(of, _)| *of == field).map(|(_, cell)| cell);
    let same = |cell: &Cell, above: &Cell| words(&cell.text) == words(&above.text);
    let of_last = |field: Field, cell: &Cell| above(field).next_back().is_some_and(|above| same(cell, above));
    let same_departments = others
        .iter()
        .filter(|(field, _)| *field == Field::Departments)
        .all(|(field, cell)| above(*field).next().is_some() && of_last(*field, cell));
    let is_new = |(field, cell): &&(Field, Cell)| match field {
        Field::Departments => !same_departments,
        // Two departments may have the same duty, or take over in the same way.
        Field::UpperDuties | Field::Method | Field::Takeover => !same_departments || !of_last(*field, cell),
        field => !above(*field).any(|above| same(cell, above)),
    };
    let added: Vec<(Field, Cell)> = others.iter().filter(is_new).cloned().collect();
    // Word for word the row above: told as that, further on.
    (!added.is_empty()).then_some(added)
}
