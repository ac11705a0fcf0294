//! An item as people mend it: its cells as lists print them, read anew by the importer, so that what may stand in a file may stand here.

use crate::said;
use lvzhi::Catalogue;
use lvzhi_compiler::model::{Cover, Department, Group, Item, List, Takeover, Tier};
use lvzhi_import::document::{Block, Cell, Document, Place, Row, Table};
use lvzhi_import::report::{Doubt, Severity};
use lvzhi_import::{Options as Facts, import, workbook};
use serde::Deserialize;
use std::cmp::Ordering;
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

/// Where the item that is called so stands now: those before it may have been moved.
pub(crate) fn place(model: &List, list: &Catalogue, called: &str) -> Result<usize> {
    let id = list.resolve(called).map_err(said)?.id().to_string();
    let at = model.items.iter().position(|item| item.id() == id);
    at.ok_or_else(|| said(format_args!("{id} 已经移走或删去 ({id} was moved or removed)")))
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

/// Departments of an item that was read by itself, as those of the list that it goes into.
struct Departments<'a> {
    model: &'a mut List,
    list: &'a Catalogue,
    read: &'a [Department],
}

impl Departments<'_> {
    /// By its name or a spelling of it; what the list has not is added.
    fn own(&mut self, at: usize) -> Option<usize> {
        let read = self.read.get(at)?;
        let departments = &mut self.model.departments;
        let named = departments.iter().position(|own| own.name == read.name);
        let mut spellings = [&read.name, &read.short].into_iter().chain(&read.aliases);
        let spelt = || spellings.find_map(|spelling| self.list.department(spelling)).map(|own| own.index());
        named.or_else(spelt).or_else(|| {
            departments.push(read.clone());
            departments.len().checked_sub(1)
        })
    }

    fn all(&mut self, read: &[usize]) -> Vec<usize> {
        let mut all = Vec::new();
        for own in read.iter().filter_map(|at| self.own(*at)).collect::<Vec<_>>() {
            if !all.contains(&own) {
                all.push(own);
            }
        }
        all
    }

    fn groups(&mut self, read: &[Group]) -> Vec<Group> {
        let mut group =
            |group: &Group| Group { department: group.department.and_then(|at| self.own(at)), ..group.clone() };
        read.iter().map(&mut group).collect()
    }

    fn takeovers(&mut self, read: &[Takeover]) -> Vec<Takeover> {
        let mut takeover = |takeover: &Takeover| Takeover {
            department: takeover.department.and_then(|at| self.own(at)),
            method: takeover.method.clone(),
        };
        read.iter().map(&mut takeover).collect()
    }
}

/// Puts an item into a list: into its own place, or, where it is new or of another tier, behind the last of its tier. Gives its id.
fn put(model: &mut List, before: Option<(usize, Item)>, mut item: Item) -> String {
    let named = named_by_tier(&model.items);
    if let Some((at, old)) = &before
        && old.tier == item.tier
    {
        item.number = old.number;
        let id = item.id();
        if let Some(place) = model.items.get_mut(*at) {
            *place = item;
        }
        settle(model, named);
        return id;
    }
    let numbers = model.items.iter().filter(|other| other.tier == item.tier).map(|other| other.number);
    item.number = numbers.max().unwrap_or(0).saturating_add(1);
    let id = item.id();
    let place = model.items.iter().filter(|other| other.tier as usize <= item.tier as usize).count();
    model.items.insert(place, item);
    renumber(model, |at| Some(if at >= place { at.saturating_add(1) } else { at }));
    if let Some((from, _)) = before {
        let from = if from >= place { from.saturating_add(1) } else { from };
        // What was known of the item, and what it was taught, is known of it in its new place.
        renumber(model, |at| Some(if at == from { place } else { at }));
        take_out(model, from);
    }
    settle(model, named);
    id
}

fn take_out(model: &mut List, at: usize) {
    model.items.remove(at);
    renumber(model, |of| match of.cmp(&at) {
        Ordering::Less => Some(of),
        Ordering::Equal => None,
        Ordering::Greater => of.checked_sub(1),
    });
}

/// Takes an item out of a list.
pub(crate) fn remove(model: &mut List, list: &Catalogue, id: &str) -> Result<()> {
    let named = named_by_tier(&model.items);
    let at = place(model, list, id)?;
    if model.items.len() < 2 {
        return Err(said("清单里只剩这一项，不能删去 (the last item of a list stays)"));
    }
    take_out(model, at);
    settle(model, named);
    Ok(())
}

/// Gives everything that speaks of items by their places their new ones.
fn renumber(model: &mut List, to: impl Fn(usize) -> Option<usize>) {
    let moved = |(of, cover): (usize, Cover)| Some((to(of)?, cover));
    model.covers = std::mem::take(&mut model.covers).into_iter().filter_map(moved).collect();
    model.covers.sort_by_key(|(of, _)| *of);
    let moved = |(of, phrase): (usize, String)| Some((to(of)?, phrase));
    model.phrases = std::mem::take(&mut model.phrases).into_iter().filter_map(moved).collect();
    let moved = |(of, text): (Option<usize>, String)| match of {
        Some(of) => Some((Some(to(of)?), text)),
        None => Some((None, text)),
    };
    model.taught = std::mem::take(&mut model.taught).into_iter().filter_map(moved).collect();
}

/// What the list declares of itself, after its items have changed; it named so many departments before.
pub(crate) fn settle(model: &mut List, named: [usize; 3]) {
    for tier in Tier::ALL {
        let Some(declared) = model.township.categories.get_mut(tier as usize) else { continue };
        let held = model.items.iter().filter(|item| item.tier == tier).map(|item| &item.category);
        declared.retain(|name| held.clone().any(|own| own == name));
        for name in held {
            if !declared.contains(name) {
                declared.push(name.clone());
            }
        }
    }
    // How many departments a scan lost follows from how many are named: what is named now may be one of them.
    let now = named_by_tier(&model.items);
    let ids: Vec<String> = model.items.iter().map(Item::id).collect();
    model.township.missing_departments.retain_mut(|missing| {
        missing.hidden_in.retain(|id| ids.contains(id));
        now.get(missing.tier as usize) == named.get(missing.tier as usize)
    });
}

pub(crate) fn named_by_tier(items: &[Item]) -> [usize; 3] {
    Tier::ALL.map(|tier| lvzhi_compiler::departments_named(items, tier))
}

#[cfg(test)]
mod tests {
    use super::{Rewritten, Tier, cells, remove, rewrite};
    use crate::mend::model;
    use lvzhi::Catalogue;

    fn of(id: &str, tier: Tier, texts: &[(&str, &str)]) -> Rewritten {
        let cells = texts.iter().map(|(heading, text)| ((*heading).to_owned(), (*text).to_owned())).collect();
        Rewritten { rewrite: id.to_owned(), tier, cells }
    }

    /// The list compiled and opened again: whatever was mended must be a sound list.
    fn compiled(model: &lvzhi_compiler::List) -> Catalogue {
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

    #[test]
    fn an_item_of_another_tier_goes_behind_that_tier_with_what_it_was_taught() {
        let list = lvzhi::catalogue();
        let mut mended = model(list).ok().unwrap();
        let taught = list.item("C065").unwrap().index();
        mended.taught.push((Some(taught), "田里冒烟".to_owned()));
        mended.taught.push((Some(taught + 1), "后一项".to_owned()));
        let next = list.item_at(taught + 1).unwrap();
        let texts = [("事项类别", "新的类别")];
        let (id, _) = rewrite(&mut mended, list, &of("C065", Tier::Basic, &texts)).ok().unwrap();
        assert_eq!(id, "B141");
        let changed = compiled(&mended);
        assert!(changed.item("C065").is_none());
        assert_eq!(changed.item("B141").unwrap().category().name(), "新的类别");
        assert_eq!(changed.item("B141").unwrap().name(), list.item("C065").unwrap().name());
        let told: Vec<String> = changed.taught().map(|taught| taught.item.unwrap().name().to_owned()).collect();
        assert_eq!(told, [list.item("C065").unwrap().name(), next.name()]);
        // And back, into the tier that it came from.
        let texts = [("对应上级部门", "县农业农村局"), ("上级部门职责", "牵头。"), ("乡镇（街道）配合职责", "配合。")];
        let mut mended = model(&changed).ok().unwrap();
        let (id, _) = rewrite(&mut mended, &changed, &of("B141", Tier::Cooperative, &texts)).ok().unwrap();
        assert_eq!(id, "C109");
        let back = compiled(&mended);
        assert!(back.categories(Tier::Basic).all(|category| category.name() != "新的类别"));
        let told: Vec<String> = back.taught().map(|taught| taught.item.unwrap().id().to_string()).collect();
        assert_eq!(told, ["C066", "C109"]);
    }

    #[test]
    fn items_are_added_and_taken_out() {
        let list = lvzhi::catalogue();
        let mut mended = model(list).ok().unwrap();
        let headings: Vec<&str> =
            cells(&mended, list, "", Tier::Reclaimed).ok().unwrap().into_iter().map(|(heading, _)| heading).collect();
        assert_eq!(headings, ["事项类别", "事项名称", "承接部门及工作方式"]);
        let texts = [
            ("事项类别", "社会管理"),
            ("事项名称", "收取停车费"),
            ("承接部门及工作方式", "承接部门：县城市管理局\n工作方式：直接收取。"),
        ];
        let (id, _) = rewrite(&mut mended, list, &of("", Tier::Reclaimed, &texts)).ok().unwrap();
        assert_eq!(id, "R045");
        remove(&mut mended, list, "b002").ok().unwrap();
        let changed = compiled(&mended);
        assert_eq!(changed.item_count(), list.item_count());
        assert!(changed.item("B002").is_none());
        assert!(changed.item("R045").unwrap().responsible().next().unwrap().contains("城市管理局"));
    }
}
