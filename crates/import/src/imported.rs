//! A list that was made of files, with everything told about it on the way.

use crate::document::Place;
use crate::error::ImportError;
use crate::folder;
use crate::report::{Doubt, Report, Severity, Total};
use crate::write::{self, WriteError, Written};
use lvzhi_compiler::{CompileError, Lacking, List, Problems, Sources, bind};
use lvzhi_tables::matters::Matters;
use lvzhi_tables::words::Tier;
use serde::Serialize;
use std::path::Path;

/// A list that was made of files.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    list: List,
    report: Report,
}

impl Imported {
    /// A list that the compiler accepts.
    pub(crate) fn new(list: List, mut report: Report) -> Result<Self, ImportError> {
        let list = checked(&list).map_err(ImportError::Unsound)?;
        report.doubts.sort_by(|a, b| (a.severity, &a.file, &a.place).cmp(&(b.severity, &b.file, &b.place)));
        Ok(Self { list, report })
    }

    /// The list.
    #[must_use]
    pub fn list(&self) -> &List {
        &self.list
    }

    /// Every doubt, the totals, and what rows without items were taken for.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The files of a list folder.
    #[must_use]
    pub fn sources(&self) -> Sources {
        folder::sources(&self.list)
    }

    /// Writes the list folder `folder`: a new one as a whole, or not at all. In one that was imported before, what an editor changed since then
    /// stays.
    ///
    /// # Errors
    /// Where the folder holds something else, or cannot be read or written.
    pub fn to_folder(&self, folder: &Path) -> Result<Written, WriteError> {
        write::folder(folder, self)
    }

    /// The compiled list, as a `.lvz` file holds it.
    ///
    /// # Errors
    /// Where the list is larger than a file has room for.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CompileError> {
        let matters = Matters::built_in().map_err(|_| CompileError::Missing { what: "matters", index: 0, rows: 0 })?;
        lvzhi_compiler::compile(&self.list, &matters)
    }

    /// The matter that each item was bound to, the least sure first.
    #[must_use]
    pub fn bound(&self) -> Vec<Bound> {
        let Ok(matters) = Matters::built_in() else { return Vec::new() };
        let mut bound: Vec<Bound> = (0..self.list.items.len())
            .filter_map(|at| {
                let item = self.list.items.get(at)?;
                let best = bind::proposals(&self.list, at, &matters).into_iter().next()?;
                let matter = lvzhi_compiler::matter_id(usize::from(best.matter));
                let confidence = (f64::from(best.confidence) * 100.0).round() / 100.0;
                Some(Bound { item: item.id(), name: item.name.clone(), matter, confidence, sure: best.is_sure() })
            })
            .collect();
        bound.sort_by(|a, b| a.confidence.total_cmp(&b.confidence).then_with(|| a.item.cmp(&b.item)));
        bound
    }

    /// Whether somebody has to look at the report.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.report.count(Severity::Lost) + self.report.count(Severity::Doubtful) > 0
    }
}

/// A list that was made or changed by program, checked as its folder would be: the compiler takes only what has passed this.
///
/// # Errors
/// Every rule of a sound list that it breaks.
pub fn checked(list: &List) -> Result<List, Problems> {
    lvzhi_compiler::parse(&folder::sources(list))
}

/// The list of an export, which is understood already.
pub(crate) fn of_export(file: &str, text: &str) -> Result<Imported, ImportError> {
    let list = lvzhi_compiler::parse_export(file.as_ref(), text).map_err(ImportError::Export)?;
    let mut report = Report::default();
    for (tier, declared) in Tier::ALL.into_iter().zip(list.township.items) {
        let found = list.items.iter().filter(|item| item.tier == tier).count() as u16;
        report.totals.push(Total { tier: tier.key(), of: "items".to_owned(), declared: Some(declared), found });
    }
    if let Some(Lacking { found: understood, remedy }) = lvzhi_compiler::lacking(&list) {
        // The line of the township declares them.
        let place = Place { row: 1, ..Place::default() };
        let (file, remedy) = (file.to_owned(), remedy.map(str::to_owned));
        let doubt = Doubt { severity: Severity::Doubtful, file, place, text: String::new(), understood, remedy };
        report.doubts.push(doubt);
    }
    Ok(Imported { list, report })
}

/// The matter (事由) that an item's words speak for most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bound {
    /// Id of the item.
    pub item: String,
    /// Its name.
    pub name: String,
    /// Id of the matter.
    pub matter: String,
    /// The probability that the item is about it.
    pub confidence: f64,
    /// Whether the list can be said to hold the matter.
    pub sure: bool,
}
