//! An item as people mend it: its cells as lists print them, read anew by the importer, so that what may stand in a file may stand here.

use crate::departments::Departments;
use crate::places::{place, put};
use crate::said;
use lvzhi::Catalogue;
use lvzhi_compiler::model::{Item, List, Tier};
use lvzhi_import::document::{Block, Cell, Document, Place, Row, Table};
use lvzhi_import::report::{Doubt, Severity};
use lvzhi_import::{Options as Facts, import, workbook};
use serde::Deserialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsError;

type Result<T> = core::result::Result<T, JsError>;

/// What is to stand in an item's cells, by their headings. What is not given stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rewritten {
    /// The item's id; empty for a new one.
    rewrite: String,
    tier: Tier,
    cells: BTreeMap<String, String>,
}

/// Where the cells of `workbook::item_cells` stand, with the field of the list that each fills.
const CATEGORY: (usize, &str) = (0, "category");
const NAME: (usize, &str) = (1, "name");
const DEPARTMENTS: (usize, &str) = (2, "departments");
const UPPER: (usize, &str) = (3, "upper_duties");
const TOWNSHIP: (usize, &str) = (4, "township_duties");
const TAKEOVER: (usize, &str) = (2, "takeover");

/// The headings and texts of an item's cells as they would stand if it were of this tier; of a new one, if it has no id.
pub(crate) fn cells(model: &List, list: &Catalogue, id: &str, tier: Tier) -> Result<Vec<(&'static str, String)>> {
    let mut item = found(model, list, id)?.map_or_else(|| blank(tier), |(_, item)| item.clone());
    item.tier = tier;
    Ok(workbook::item_cells(model, &item).1)
}

fn found<'m>(model: &'m List, list: &Catalogue, id: &str) -> Result<Option<(usize, &'m Item)>> {
    if id.is_empty() {
        return Ok(None);
    }
    let at = place(model, list, id)?;
    Ok(model.items.get(at).map(|item| (at, item)))
}

fn blank(tier: Tier) -> Item {
    Item::new(tier, 0, String::new(), String::new())
}

/// Puts these cells into the place of an item's, and gives its id, which is another where the tier is, and what was doubtful in reading them.
pub(crate) fn rewrite(model: &mut List, list: &Catalogue, asked: &Rewritten) -> Result<(String, Vec<Doubt>)> {
    let tier = asked.tier;
    let printed = cells(model, list, &asked.rewrite, tier)?;
    let wanted: Vec<&str> =
        printed.iter().map(|(heading, is)| asked.cells.get(*heading).map_or(is.as_str(), |text| text.trim())).collect();
    if wanted.get(NAME.0).is_none_or(|name| name.is_empty()) {
        return Err(said("请写上事项名称 (give the item's name)"));
    }
    let before = found(model, list, &asked.rewrite)?.map(|(at, item)| (at, item.clone()));
    let (read, doubts) = read(model, tier, &printed, &wanted)?;
    let Some(new) = read.items.first() else {
        return Err(said("读不出事项，请写全各格 (no item can be read: fill in its cells)"));
    };
    // A cell that nobody touched keeps what it is made of, with the repairs of its text.
    let old = before.as_ref().map(|(_, item)| item).filter(|item| item.tier == tier);
    let touched = |at: usize| printed.get(at).map(|(_, is)| is.as_str()) != wanted.get(at).copied();
    let same = |(at, _): (usize, &str)| old.filter(|_| !touched(at));
    let mut own = Departments { model, list, read: &read.departments };
    let (cooperative, reclaimed) = (tier == Tier::Cooperative, tier == Tier::Reclaimed);
    let mut item = Item {
        category: same(CATEGORY).unwrap_or(new).category.clone(),
        name: same(NAME).unwrap_or(new).name.clone(),
        lines: before.as_ref().map(|(_, item)| item.lines.clone()).unwrap_or_default(),
        ..blank(tier)
    };
    if cooperative {
        item.departments = same(DEPARTMENTS).map_or_else(|| own.all(&new.departments), |old| old.departments.clone());
        item.upper_duties = same(UPPER).map_or_else(|| own.groups(&new.upper_duties), |old| old.upper_duties.clone());
        item.township_duties =
            same(TOWNSHIP).map_or_else(|| own.groups(&new.township_duties), |old| old.township_duties.clone());
    } else if reclaimed {
        item.takeover = same(TAKEOVER).map_or_else(|| own.takeovers(&new.takeover), |old| old.takeover.clone());
    }
    let fields: &[(usize, &str)] = match tier {
        Tier::Basic => &[CATEGORY, NAME],
        Tier::Cooperative => &[CATEGORY, NAME, DEPARTMENTS, UPPER, TOWNSHIP],
        Tier::Reclaimed => &[CATEGORY, NAME, TAKEOVER],
    };
    let stays = |field: &str| fields.iter().any(|of| field.starts_with(of.1) && same(*of).is_some());
    let kept = old.map(|old| old.repairs.as_slice()).unwrap_or_default();
    item.repairs = kept.iter().filter(|repair| stays(&repair.field)).cloned().collect();
    item.repairs.extend(new.repairs.iter().filter(|repair| !stays(&repair.field)).cloned());
    Ok((put(model, before, item), doubts))
}

/// The list of one item that the importer makes of these cells.
fn read(model: &List, tier: Tier, printed: &[(&'static str, String)], wanted: &[&str]) -> Result<(List, Vec<Doubt>)> {
    let row = |number: u32, texts: Vec<&str>| {
        let cell = |(column, text): (u32, &str)| Cell {
            text: text.to_owned(),
            place: Place { row: number, column, ..Place::default() },
            ..Cell::default()
        };
        Row { cells: (1..).zip(texts).map(cell).collect(), ..Row::default() }
    };
    let headings = std::iter::once("序号").chain(printed.iter().map(|(heading, _)| *heading));
    let texts = std::iter::once("1").chain(wanted.iter().copied());
    let rows = vec![row(1, headings.collect()), row(2, texts.collect())];
    let (sheet, _) = workbook::item_cells(model, &blank(tier));
    let table = Table { sheet: Some(sheet.to_owned()), rows, ..Table::default() };
    let document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
    let township = &model.township;
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let facts = Facts {
        township: filled(&township.name),
        county: filled(&township.county),
        prefecture: filled(&township.prefecture),
        region: filled(&township.region),
        code: filled(&township.code),
        edition: filled(&township.edition),
        tier: Some(tier),
    };
    let imported = import(&[document], &facts).map_err(said)?;
    let is_of_the_row = |doubt: &&Doubt| doubt.place.row == 2 && doubt.severity != Severity::Note;
    let doubts = imported.report().doubts.iter().filter(is_of_the_row).cloned().collect();
    Ok((imported.list().clone(), doubts))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Rewritten, Tier, rewrite};
    use crate::mend::model;
    use lvzhi::Catalogue;

    pub(crate) fn of(id: &str, tier: Tier, texts: &[(&str, &str)]) -> Rewritten {
        let cells = texts.iter().map(|(heading, text)| ((*heading).to_owned(), (*text).to_owned())).collect();
        Rewritten { rewrite: id.to_owned(), tier, cells }
    }

    /// The list compiled and opened again: whatever was mended must be a sound list.
    pub(crate) fn compiled(model: &lvzhi_compiler::List) -> Catalogue {
        let matters = lvzhi_tables::matters::Matters::built_in().unwrap();
        let checked = lvzhi_import::checked(model).unwrap();
        Catalogue::from_bytes(lvzhi_compiler::compile(&checked, &matters).unwrap()).unwrap()
    }

    #[test]
    fn what_nobody_touched_stays_and_what_is_written_is_read_as_from_a_file() {
        let list = lvzhi::catalogue();
        let mut lists = model(list).ok().unwrap();
        let before = lists.clone();
        for id in ["B001", "C065", "C073", "R009"] {
            let tier = list.item(id).unwrap().tier();
            let (same, _) = rewrite(&mut lists, list, &of(id, tier, &[])).ok().unwrap();
            assert_eq!(same, id);
        }
        assert!(lists == before);
        let texts = [
            ("对应上级部门", "县农业农村局\n县消防救援大队"),
            ("上级部门职责", "县农业农村局：\n1.牵头秸秆综合利用。\n2.检查焚烧。\n县消防救援大队：\n扑灭火情。"),
        ];
        let (id, doubts) = rewrite(&mut lists, list, &of("C065", Tier::Cooperative, &texts)).ok().unwrap();
        assert_eq!((id.as_str(), doubts.len()), ("C065", 0));
        let changed = compiled(&lists);
        let item = changed.item("C065").unwrap();
        let names: Vec<&str> = item.departments().map(|(department, _)| department.name()).collect();
        assert_eq!(names[0], "巴楚县农业农村局");
        // The list calls it 局, and knows the other name.
        assert_eq!(names[1], "巴楚县消防救援局");
        let duties: Vec<Vec<&str>> = item.upper_duties().map(|group| group.duties().collect()).collect();
        assert_eq!(duties, [vec!["牵头秸秆综合利用。", "检查焚烧。"], vec!["扑灭火情。"]]);
        assert_eq!(item.name(), list.item("C065").unwrap().name());
        let same: Vec<Vec<&str>> = item.township_duties().map(|group| group.duties().collect()).collect();
        let was: Vec<Vec<&str>> =
            list.item("C065").unwrap().township_duties().map(|group| group.duties().collect()).collect();
        assert_eq!(same, was);
    }
}
