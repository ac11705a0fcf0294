//! From what files hold to a list: rows to items, items to a list, with every doubt.

mod beside;
mod build;
mod cards;
mod category;
mod cells;
mod columns;
mod headings;
mod held;
mod items;
mod left_out;
mod lines;
mod listed;
mod numbering;
mod prepare;
mod repeated;
mod rows;
mod settle;
mod tiers;
mod totals;
mod township;
mod vocabulary;

use crate::Options;
use crate::document::{Cell, Document, Place};
use crate::error::ImportError;
use crate::imported::Imported;
use crate::read::limits::ITEMS;
use crate::report::{Doubt, Part, Report, Role, Severity};
use held::Held;
use lvzhi_tables::words::Tier;
use totals::Declared;
use township::Names;
use vocabulary::Field;

/// The list that documents hold together.
pub(crate) fn list(documents: &[Document], options: &Options) -> Result<Imported, ImportError> {
    let prepared = prepare::cells(documents);
    let documents = prepared.as_deref().unwrap_or(documents);
    let mut found = Found::default();
    for (file, document) in documents.iter().enumerate() {
        found.report.doubts.extend(document.remarks.iter().cloned());
        rows::document(document, file, &mut found);
    }
    if found.items.is_empty() {
        return Err(nothing(documents, &found));
    }
    settle::tiers(&mut found, documents, options)?;
    let names = settle::township(&mut found, documents, options)?;
    if found.items.len() > ITEMS {
        return Err(ImportError::TooManyItems { found: found.items.len() });
    }
    build::list(found, names, documents, options)
}

/// What the walk through documents found.
#[derive(Debug, Default)]
struct Found {
    items: Vec<RawItem>,
    report: Report,
    /// Totals, with the township that they are of where it was known.
    declared: Vec<(Option<String>, Declared)>,
    /// Totals of categories: tier as far as known, category, items.
    of_categories: Vec<(Option<Tier>, String, u16)>,
    /// Townships that titles and file names speak of.
    names: Vec<Names>,
    /// Dates in force.
    edition: Option<String>,
    /// The first sign of a list of another kind.
    another: Option<(usize, Place, String)>,
}

/// How the tier of an item is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// By the name of the file.
    File,
    /// By a line before the table.
    Line,
    /// By the sheet's name.
    Sheet,
    /// By a title or a section line in the table.
    Title,
    /// By a cell of the item's row.
    Cell,
}

/// An item as its rows have it.
#[derive(Debug, Clone, Default)]
struct RawItem {
    /// Index of the document.
    file: usize,
    place: Place,
    township: Option<String>,
    /// Several townships have it, where the row says which.
    held: Option<Held>,
    tier: Option<(Tier, Said)>,
    /// The tier that the columns are of.
    shape: Option<Tier>,
    number: Option<Cell>,
    category: Option<String>,
    name: Vec<Cell>,
    /// Rows of the item, each with the cells of its other fields.
    rows: Vec<Vec<(Field, Cell)>>,
}

impl RawItem {
    /// The cell that stands for the item: its name, or else its number.
    fn cell(&self) -> Cell {
        let cell = self.name.first().or(self.number.as_ref()).cloned();
        cell.unwrap_or_else(|| Cell { place: self.place.clone(), ..Cell::default() })
    }

    fn name_text(&self) -> String {
        self.name.iter().map(|cell| crate::text::clean(&cell.text)).collect()
    }
}

impl Found {
    fn part(&mut self, document: &Document, place: &Place, role: Role, text: String) {
        let (file, place) = (document.file.clone(), place.clone());
        self.report.parts.push(Part { file, place, role, text });
    }

    fn doubt(&mut self, severity: Severity, file: &str, cell: &Cell, understood: [&str; 2], remedy: [&str; 2]) {
        self.report.doubts.push(Doubt {
            severity,
            file: file.to_owned(),
            place: cell.place.clone(),
            text: cell.text.clone(),
            understood: understood.map(str::to_owned),
            remedy: remedy.map(str::to_owned),
        });
    }
}

/// Why there is no list.
fn nothing(documents: &[Document], found: &Found) -> ImportError {
    if let Some((file, place, text)) = &found.another {
        let file = documents.get(*file).map_or(String::new(), |document| document.file.clone());
        return ImportError::AnotherKind { file, place: place.clone(), found: text.clone() };
    }
    if let Some(example) = found.report.parts.iter().find(|part| part.role == Role::Example) {
        return ImportError::Unfilled { file: example.file.clone(), place: example.place.clone() };
    }
    let texts = found.report.parts.iter().map(|part| part.text.chars().take(30).collect::<String>());
    let remarks = documents.iter().flat_map(|document| &document.remarks);
    ImportError::NoList {
        files: documents.iter().map(|document| document.file.clone()).collect(),
        found: texts.filter(|text| !text.is_empty()).take(5).collect(),
        told: remarks
            .filter(|remark| remark.place == Place::default())
            .map(|remark| remark.understood.clone())
            .collect(),
    }
}
