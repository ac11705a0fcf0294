//! Reads a list folder into a [`List`]: syntax here, sense in [`crate::check`].

use crate::check;
use crate::covers::RawCovers;
use crate::model::{List, Tier};
use crate::problem::{Problem, Problems, said};
use crate::raw::{RawDepartments, RawItems, RawList, RawTownship};
use crate::sources::{Sources, item_file};
use serde::Deserialize;

/// A file of the folder, or a problem.
fn parsed<'a, T: Deserialize<'a>>(sources: &'a Sources, name: &str, problems: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(sources.text(name)) {
        Ok(value) => Some(value),
        Err(error) => {
            let mut report = sources.reporter(name);
            report.syntax(&error, |error| {
                said(
                    format!("{error}; see the fields of the built-in list"),
                    format!("写法有误（{error}）；请对照内置清单的各栏"),
                )
            });
            problems.extend(report.into_problems());
            None
        }
    }
}

/// Checks a list whose files are in memory.
///
/// # Errors
/// Everything that is wrong with it, all at once.
pub fn parse(sources: &Sources) -> Result<List, Problems> {
    let mut problems = Vec::new();
    let township: Option<RawTownship> = parsed(sources, "township.toml", &mut problems);
    let departments: Option<RawDepartments> = parsed(sources, "departments.toml", &mut problems);
    let items = Tier::ALL.map(|tier| {
        let name = item_file(tier);
        parsed::<RawItems>(sources, name, &mut problems).map(|file| file.item)
    });
    let covers = if sources.text("covers.toml").is_empty() {
        Some(RawCovers::default())
    } else {
        parsed(sources, "covers.toml", &mut problems)
    };
    let (Some(township), Some(departments), Some(covers), [Some(basic), Some(cooperative), Some(reclaimed)]) =
        (township, departments, covers, items)
    else {
        return Err(Problems::sorted(problems));
    };
    let raw = RawList { township, departments: departments.department, items: [basic, cooperative, reclaimed], covers };
    match check::check(sources, raw, &mut problems) {
        Some(list) if problems.is_empty() => Ok(list),
        _ => Err(Problems::sorted(problems)),
    }
}
