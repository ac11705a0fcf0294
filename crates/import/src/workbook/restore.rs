//! The sheets that this library adds to a workbook, when it comes back: what they know goes into the list, and no one takes them for a part of it.

use super::supplement::{self, Fact, Supplement};
use super::{marked, template};
use crate::document::{Block, Document, Place, Table};
use crate::report::{Doubt, Report, Severity};
use crate::{ImportError, Imported, Options};
use lvzhi_compiler::departments_named;
use lvzhi_compiler::model::{Cover, Department, From, Item, List, MissingDepartments, Tier};
use std::collections::{HashMap, HashSet};

/// The documents without such sheets, and what the sheets say; `None` where there are none.
pub(crate) fn split(documents: &[Document]) -> Option<(Vec<Document>, Found)> {
    let is_ours = |block: &Block| matches!(block, Block::Table(table) if is_ours(table));
    if !documents.iter().flat_map(|document| &document.blocks).any(is_ours) {
        return None;
    }
    let mut found = Found::default();
    let mut rest = documents.to_vec();
    for document in &mut rest {
        if document.blocks.iter().any(is_ours) {
            found.file.clone_from(&document.file);
            found.supplement.read(document);
            document.blocks.retain(|block| !is_ours(block));
        }
    }
    Some((rest, found))
}

/// What the sheets of a document say of whose list it is, where it has any: the township, empty where it is not filled in; and whether they hold what only
/// the workbook of a whole list has.
pub(crate) fn whose(document: &Document) -> Option<(String, bool)> {
    let mut supplement = Supplement::default();
    supplement.read(document);
    let whole = !supplement.departments.is_empty() || !supplement.covers.is_empty();
    let township = supplement.fact(Fact::Name).unwrap_or_default().to_owned();
    (whole || !township.is_empty()).then_some((township, whole))
}

fn is_ours(table: &Table) -> bool {
    supplement::is_supplement(table) || marked::is_ours(table) || template::is_instructions(table)
}

/// What the sheets of a workbook say.
#[derive(Default)]
pub(crate) struct Found {
    file: String,
    supplement: Supplement,
}

impl Found {
    /// What was asked for, filled up with what the sheets say of the township.
    pub(crate) fn options(&self, given: &Options) -> Options {
        let or = |given: &Option<String>, fact: Fact| {
            given.clone().or_else(|| self.supplement.fact(fact).map(str::to_owned))
        };
        Options {
            township: or(&given.township, Fact::Name),
            county: or(&given.county, Fact::County),
            prefecture: or(&given.prefecture, Fact::Prefecture),
            region: or(&given.region, Fact::Region),
            code: or(&given.code, Fact::Code),
            edition: or(&given.edition, Fact::Edition),
            tier: given.tier,
        }
    }

    /// The list with what the sheets say. Where that does not go with items that were changed since, it is told and left out.
    pub(crate) fn restored(mut self, imported: Imported) -> Result<Imported, ImportError> {
        let mut report = imported.report().clone();
        for (sheet, row) in std::mem::take(&mut self.supplement.unread) {
            self.doubt(&mut report, sheet, row, ["这一行看不懂，未采用", "this row makes no sense and was left out"]);
        }
        let whole = self.applied(imported.list().clone(), report.clone());
        let whole = whole.and_then(|(list, report)| Imported::new(list, report));
        let Err(error) = &whole else { return whole };
        if self.supplement.repairs.is_empty() {
            return whole.map_err(|error| self.blamed(error));
        }
        let error = error.to_string();
        let understood = [
            "校勘与改动后的事项不符，未采用",
            "the repairs do not go with the items as they are now, and were left out",
        ];
        self.doubt(&mut report, "校勘", 1, understood);
        if let Some(doubt) = report.doubts.last_mut() {
            doubt.text = error;
        }
        self.supplement.repairs.clear();
        let whole = self.applied(imported.list().clone(), report);
        whole.and_then(|(list, report)| Imported::new(list, report)).map_err(|error| self.blamed(error))
    }

    /// The list was sound without the sheets.
    fn blamed(&self, error: ImportError) -> ImportError {
        match error {
            ImportError::Unsound(problems) => ImportError::Supplement { file: self.file.clone(), problems },
            other => other,
        }
    }

    fn doubt(&self, report: &mut Report, sheet: &str, row: u32, [zh, en]: [&str; 2]) {
        report.doubts.push(Doubt {
            severity: Severity::Lost,
            file: self.file.clone(),
            place: Place { sheet: sheet.to_owned(), row, column: 0 },
            text: String::new(),
            understood: [zh.to_owned(), en.to_owned()],
            remedy: ["请核对这张工作表，或删去这一行".to_owned(), "check this sheet, or remove the row".to_owned()],
        });
    }

    fn applied(&self, mut list: List, mut report: Report) -> Result<(List, Report), ImportError> {
        let supplement = &self.supplement;
        if let Some(version) = supplement.fact(Fact::Version) {
            version.clone_into(&mut list.township.data_version);
        }
        list.township.made_up |= supplement.fact(Fact::MadeUp) == Some("是");
        if !supplement.figures.is_empty() {
            list.township.figures.clone_from(&supplement.figures);
        }
        if !supplement.departments.is_empty() {
            register(&mut list, &supplement.departments);
        }
        self.by_item(&mut list, &mut report);
        declare(&mut list, supplement);
        Ok((list, report))
    }

    /// Covers, lines and repairs, which name their item by its id.
    fn by_item(&self, list: &mut List, report: &mut Report) {
        let supplement = &self.supplement;
        let places: HashMap<String, usize> = list.items.iter().enumerate().map(|(at, item)| (item.id(), at)).collect();
        let unknown = |sheet: &str, id: &str, report: &mut Report| {
            let (zh, en) = (format!("{id}：清单里没有这个编号，未采用"), format!("{id} is no item, and was left out"));
            self.doubt(report, sheet, 1, [&zh, &en]);
        };
        if !supplement.covers.is_empty() {
            list.covers.clear();
        }
        for (id, matter, main) in &supplement.covers {
            match places.get(id) {
                Some(&at) => list.covers.push((at, Cover { matter: *matter, main: *main, from: From::Stated })),
                None => unknown("事由", id, report),
            }
        }
        if !supplement.repairs.is_empty() {
            // The program's own notes on what it did not find are the editor's to make.
            list.items.iter_mut().for_each(|item| item.repairs.clear());
        }
        let mut at = |id: &str, sheet: &str, report: &mut Report, set: &mut dyn FnMut(&mut Item)| match places
            .get(id)
            .and_then(|&at| list.items.get_mut(at))
        {
            Some(item) => set(item),
            None => unknown(sheet, id, report),
        };
        for (id, lines) in &supplement.lines {
            at(id, "出处", report, &mut |item| item.lines.clone_from(lines));
        }
        for (id, repair) in &supplement.repairs {
            at(id, "校勘", report, &mut |item| item.repairs.push(repair.clone()));
        }
    }
}

/// Puts the registry of the sheet into the place of the one made by rule, and keeps behind it what it does not know.
fn register(list: &mut List, registry: &[Department]) {
    let spellings = |department: &Department| -> Vec<String> {
        [&department.name, &department.short].into_iter().chain(&department.aliases).cloned().collect()
    };
    let known: HashMap<String, usize> = registry
        .iter()
        .enumerate()
        .flat_map(|(at, department)| spellings(department).into_iter().map(move |name| (name, at)))
        .collect();
    let mut departments = registry.to_vec();
    let moved: Vec<usize> = std::mem::take(&mut list.departments)
        .into_iter()
        .map(|mut department| {
            let named = registry.iter().position(|other| other.name == department.name);
            if let Some(at) = named.or_else(|| known.get(&department.name).copied()) {
                return at;
            }
            // A spelling names one department.
            department.aliases.retain(|alias| !known.contains_key(alias));
            if known.contains_key(&department.short) {
                department.short.clone_from(&department.name);
            }
            departments.push(department);
            departments.len().saturating_sub(1)
        })
        .collect();
    list.departments = departments;
    let to = |at: &mut usize| *at = moved.get(*at).copied().unwrap_or(*at);
    for item in &mut list.items {
        item.departments.iter_mut().for_each(to);
        let mut seen = HashSet::new();
        item.departments.retain(|at| seen.insert(*at));
        let groups = item.upper_duties.iter_mut().chain(&mut item.township_duties);
        groups.filter_map(|group| group.department.as_mut()).for_each(to);
        item.takeover.iter_mut().filter_map(|takeover| takeover.department.as_mut()).for_each(to);
    }
}

/// The declared totals.
fn declare(list: &mut List, supplement: &Supplement) {
    let township = &mut list.township;
    township.missing_departments.clear();
    for ((slot, names), declared) in
        township.category_totals.iter_mut().zip(&township.categories).zip(supplement.declared_categories)
    {
        *slot = declared.or(*slot).filter(|declared| usize::from(*declared) != names.len());
    }
    let declared = township.departments.iter_mut().zip(supplement.declared_departments);
    for (tier, (slot, declared)) in Tier::ALL.into_iter().zip(declared) {
        *slot = declared.or(*slot);
        let found = u16::try_from(departments_named(&list.items, tier)).unwrap_or(u16::MAX);
        if let Some(missing) = declared.and_then(|declared| declared.checked_sub(found)).filter(|count| *count > 0) {
            // An editor has said that these cannot be found.
            township.missing_departments.push(MissingDepartments {
                tier,
                count: missing,
                hidden_in: Vec::new(),
                basis: "as in the workbook".to_owned(),
            });
        }
    }
}
