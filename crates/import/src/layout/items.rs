//! Rows of a table that are items, or what a page break left of one.

use super::category::category_line;
use super::columns::{Columns, Grid, is_blank};
use super::held::{Held, is_mark, listed, marked};
use super::repeated;
use super::rows::{Walk, joined};
use super::tiers::tier_of_value;
use super::township;
use super::vocabulary::Field;
use super::{RawItem, Said};
use crate::document::Cell;
use crate::report::{Role, Severity};
use crate::text::{clean, number};

impl<'a> Walk<'a> {
    /// A row of an item, or what a page break left of one.
    pub(super) fn item(&mut self, grid: &Grid<'a>, row: usize, columns: &Columns, covered: bool) {
        let value = |field: Field| -> Option<Cell> {
            let mut cells = columns.of(field).filter_map(|at| grid.cell(row, at)).filter(|cell| !is_blank(cell));
            let mut first = cells.next()?.clone();
            for more in cells {
                first.text = format!("{}\n{}", first.text, more.text);
            }
            Some(first)
        };
        let above =
            |field: Field| columns.of(field).filter_map(|at| grid.cell(row, at)).any(|cell| grid.is_from_above(cell));
        let whole = |field: Field| {
            let cell = columns.of(field).filter_map(|at| grid.cell(row, at)).next()?;
            grid.is_from_above(cell).then(|| clean(&grid.whole(cell).text))
        };
        let unread = |field: Field| -> Option<Cell> {
            let mut cells = columns.of(field).filter_map(|at| grid.cell(row, at));
            cells.find(|cell| is_blank(cell) && self.unread.contains(&cell.place)).cloned()
        };
        // What could not be read is there: such a row is an item of its own, not the rest of the one above.
        let is_unread = unread(Field::Number).or_else(|| unread(Field::Name)).is_some();
        let (numbered, name) = (value(Field::Number), value(Field::Name).or_else(|| unread(Field::Name)));
        let printed = numbered.as_ref().and_then(|cell| number(&cell.text));
        let mut others: Vec<(Field, Cell)> = Vec::new();
        for (at, field) in columns.fields.iter().enumerate() {
            let Some(field) = field else { continue };
            let is_other = !matches!(
                field,
                Field::Number
                    | Field::Name
                    | Field::Tier
                    | Field::Township
                    | Field::Category
                    | Field::CategoryNumber
                    | Field::Holder
            );
            let Some(cell) = grid.cell(row, at).filter(|cell| !is_blank(cell)) else { continue };
            if is_other {
                others.push((*field, cell.clone()));
            } else if *field == Field::Holder && !is_mark(&cell.text) {
                // √（仅限城区）
                others.push((Field::Extra, cell.clone()));
            }
        }
        if !is_unread
            && let Some(cell) = numbered.as_ref().filter(|_| printed.is_none())
            && (cell.text.contains(['：', ':']) || name.is_none() && others.is_empty())
        {
            self.aside(grid, row, cell);
            return;
        }
        // 桐溪乡 ｜ 13 ｜ 9 ｜ 7: how many items a township has.
        if name.is_none()
            && !is_unread
            && others.len() > 1
            && others.iter().all(|(_, cell)| number(&cell.text).is_some())
        {
            let cells = grid.rows.get(row).map_or(&[][..], Vec::as_slice);
            let place = &others.first().map_or_else(Default::default, |(_, cell)| cell.place.clone());
            self.part(place, Role::Total, joined(cells));
            return;
        }
        let broken = std::mem::take(&mut self.state.broken);
        let started = self.found.items.len() > self.state.first;
        let of_row = value(Field::Category).map(|cell| {
            let text = clean(&cell.text);
            category_line(&text).map_or(text, |line| line.name)
        });
        // The same words in the list of another township, or in another part of the list, are another item.
        let (of_township, of_tier) = (value(Field::Township), value(Field::Tier));
        let in_place = !columns.has(Field::Holder)
            && of_township.is_none_or(|cell| self.state.told.1.as_deref() == Some(clean(&cell.text).as_str()))
            && of_tier.is_none_or(|cell| self.state.told.0 == tier_of_value(&cell.text));
        let again = name.as_ref().filter(|_| started && in_place && !is_unread).and_then(|name| {
            let (item, category) = (self.found.items.last()?, of_row.as_deref());
            repeated::adds(item, numbered.as_ref(), name, category, &others)
        });
        if let (Some(added), Some(name)) = (again, &name) {
            self.again(added, name);
            return;
        }
        // The item's number and name are merged down over this row, or are missing as a page break leaves them.
        let merged_on = covered && above(Field::Name) && name.is_none() && numbered.is_none();
        let next = self.next_number(grid, row, columns);
        let goes_on = match (&numbered, &name) {
            (None, None) => started && !others.is_empty(),
            // Numbers run on around it: the rest of a name.
            (None, Some(_)) if columns.has(Field::Number) => {
                let runs_on =
                    matches!((self.state.last, next), (Some(last), Some(next)) if next == last.saturating_add(1));
                started
                    && self.state.last.is_some()
                    && (runs_on || (next.is_none() && broken && others.is_empty() && value(Field::Category).is_none()))
            }
            _ => false,
        };
        if started && !is_unread && (merged_on || goes_on) {
            if !covered
                && name.is_none()
                && let Some((_, cell)) = others.first()
            {
                self.doubt(
                    Severity::Note,
                    cell,
                    ["没有序号和名称，接在上一事项后面", "without a number and a name: goes on with the item above"],
                    [
                        "如是单独的事项，请补上序号和名称后重新导入",
                        "number and name it and import again, where it is an item",
                    ],
                );
            }
            let category = value(Field::Category);
            if let Some(item) = self.found.items.last_mut() {
                item.name.extend(name.clone());
                item.rows.push(others);
            }
            if let Some(name) = name.filter(|_| !merged_on) {
                self.doubt(
                    Severity::Doubtful,
                    &name,
                    ["没有序号，作为上一事项名称的后半部分", "without a number: taken for the rest of the name above"],
                    ["如是单独的事项，请补上序号后重新导入", "number the row and import again, where it is an item"],
                );
            }
            if let Some(cell) =
                category.filter(|cell| self.state.category.as_deref() != Some(clean(&cell.text).as_str()))
            {
                self.doubt(
                    Severity::Lost,
                    &cell,
                    ["续行中的类别，未使用", "a category in a row that goes on with the item above; left out"],
                    ["请核对这一行", "look at the row"],
                );
            }
            return;
        }
        let Some(place) = name.as_ref().or(numbered.as_ref()).map(|cell| cell.place.clone()).or_else(|| {
            let first = others.first().map(|(_, cell)| cell)?;
            Some(first.place.clone())
        }) else {
            // A category alone, or a tier: it holds for the rows below.
            if let Some(cell) = value(Field::Category).or_else(|| value(Field::Tier)).or_else(|| value(Field::Township))
            {
                self.carry(&value, &whole);
                self.part(&cell.place, Role::Category, clean(&cell.text));
            }
            return;
        };
        self.carry(&value, &whole);
        let cell_tier = self.state.told.0.filter(|_| columns.has(Field::Tier)).map(|tier| (tier, Said::Cell));
        let several = || listed(self.state.told.1.as_deref().filter(|_| columns.has(Field::Township))?);
        let held = marked(grid, row, columns).or_else(several);
        let township =
            self.state.told.1.clone().filter(|_| columns.has(Field::Township)).or_else(|| self.state.township.clone());
        if let Some(cell) = numbered.as_ref().filter(|_| printed.is_none()) {
            self.doubt(
                Severity::Doubtful,
                cell,
                ["序号不是数字，按顺序编号", "no number; the item was numbered by its place"],
                ["请核对序号", "see what number it has"],
            );
        }
        if name.is_some()
            && numbered.is_none()
            && columns.has(Field::Number)
            && let Some(cell) = &name
        {
            self.doubt(
                Severity::Doubtful,
                cell,
                ["没有序号，作为单独的事项", "without a number: taken for an item of its own"],
                [
                    "如是上一事项的后半部分，请合并后重新导入",
                    "join it with the row above and import again, where it is the rest of that",
                ],
            );
        }
        self.state.last = printed.or_else(|| self.state.last.map(|last| last.saturating_add(1)));
        self.found.items.push(RawItem {
            file: self.file,
            place,
            township: township.filter(|_| held.is_none()),
            held,
            tier: cell_tier.or(self.state.tier),
            shape: columns.shape(),
            number: numbered,
            category: self.state.category.clone().or_else(|| self.state.sheet.clone()),
            name: name.into_iter().collect(),
            rows: vec![others],
        });
    }

    /// Adds what a row says that repeats the item above.
    fn again(&mut self, added: Vec<(Field, Cell)>, name: &Cell) {
        let Some(item) = self.found.items.last_mut() else { return };
        item.rows.push(added);
        if item.rows.len() == 2 {
            self.doubt(
                Severity::Note,
                name,
                ["与上一行同名，作为同一事项", "the name of the row above: taken for the same item"],
                ["如是另一事项，请改写名称后重新导入", "change its name and import again, where it is another item"],
            );
        }
    }

    /// A row with words where numbers stand, and no item: 审核：张三 ｜ 制表：李四.
    fn aside(&mut self, grid: &Grid<'a>, row: usize, cell: &Cell) {
        let cells = grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        self.part(&cell.place, Role::Text, joined(cells));
        if !cell.text.contains(['：', ':']) {
            self.doubt(
                Severity::Doubtful,
                cell,
                ["序号不是数字，又没有事项名称，没有作为事项", "neither a number nor a name: taken for no item"],
                ["如是事项，请补上序号和名称后重新导入", "number and name it and import again, where it is an item"],
            );
        }
    }

    /// Takes the category, tier and township of a row, or leaves those above it.
    fn carry(&mut self, value: &impl Fn(Field) -> Option<Cell>, whole: &impl Fn(Field) -> Option<String>) {
        let text = |field: Field| value(field).map(|cell| clean(&cell.text)).or_else(|| whole(field));
        if let Some(category) = text(Field::Category) {
            match category_line(&category) {
                Some(line) => {
                    let told = line.count.is_some() && self.state.category.as_ref() == Some(&line.name);
                    if told { self.state.category = Some(line.name) } else { self.category(line) }
                }
                None => self.state.category = Some(category),
            }
        }
        if let Some(tier) =
            value(Field::Tier).or_else(|| whole(Field::Tier).map(|text| Cell { text, ..Cell::default() }))
        {
            let told = tier_of_value(&tier.text);
            if told.is_none() {
                self.doubt(
                    Severity::Doubtful,
                    &tier,
                    ["看不出是哪一类清单", "no tier of a list"],
                    ["请写 基本履职、配合履职 或 上级部门收回", "write 基本履职, 配合履职 or 上级部门收回"],
                );
            }
            if told != self.state.told.0 {
                self.state.last = None;
                if value(Field::Category).is_none() && whole(Field::Category).is_none() {
                    self.state.category = None;
                }
            }
            self.state.told.0 = told;
        }
        // Names on lines of their own stay apart.
        let several = |text: &str| match listed(text)? {
            Held::By(names) => Some(names.join("、")),
            Held::ByAll => None,
        };
        let township = value(Field::Township).and_then(|cell| several(&cell.text)).or_else(|| text(Field::Township));
        if let Some(township) = township {
            if self.state.told.1.as_ref() != Some(&township) {
                self.state.last = None;
            }
            let known = listed(&township).is_some();
            if let Some(cell) = value(Field::Township).filter(|_| {
                !known && !township::is_township(&township) && township::of_name(&township).township.is_empty()
            }) {
                self.doubt(
                    Severity::Note,
                    &cell,
                    ["不是乡镇（街道）的名称，未使用", "not the name of a township; left out"],
                    ["不需处理", "nothing"],
                );
            }
            self.state.told.1 = Some(township);
        }
    }

    /// The next number below a row, where the headings are still the same.
    fn next_number(&self, grid: &Grid<'a>, row: usize, columns: &Columns) -> Option<u16> {
        let at = columns.of(Field::Number).next()?;
        grid.rows.iter().skip(row + 1).find_map(|row| number(&row.get(at)?.text))
    }
}
