//! The files of a list folder as they are written, field by field, before anything is checked.

use crate::covers::RawCovers;
use crate::model::Figure;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug)]
pub(crate) struct RawList {
    pub(crate) township: RawTownship,
    pub(crate) departments: Vec<RawDepartment>,
    pub(crate) items: [Vec<RawItem>; 3],
    pub(crate) covers: RawCovers,
}

/// `township.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTownship {
    pub(crate) data_version: Spanned<String>,
    pub(crate) name: Spanned<String>,
    pub(crate) county: Spanned<String>,
    pub(crate) prefecture: Spanned<String>,
    pub(crate) region: Spanned<String>,
    pub(crate) code: Option<Spanned<String>>,
    pub(crate) edition: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) made_up: bool,
    #[serde(default)]
    pub(crate) figure: Vec<Spanned<Figure>>,
    pub(crate) declared: RawDeclared,
    #[serde(default)]
    pub(crate) missing_departments: Vec<RawMissing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDeclared {
    pub(crate) items: ByTier<Spanned<u16>>,
    pub(crate) categories: ByTier<Spanned<Vec<Spanned<String>>>>,
    #[serde(default)]
    pub(crate) category_totals: ByTier<Option<u16>>,
    pub(crate) departments: ByTier<Option<Spanned<u16>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByTier<T> {
    pub(crate) basic: T,
    pub(crate) cooperative: T,
    pub(crate) reclaimed: T,
}

impl RawDeclared {
    /// The declared categories of each tier.
    pub(crate) fn categories_by_tier(&self) -> [Vec<String>; 3] {
        let list =
            |names: &Spanned<Vec<Spanned<String>>>| names.get_ref().iter().map(|name| name.get_ref().clone()).collect();
        [&self.categories.basic, &self.categories.cooperative, &self.categories.reclaimed].map(list)
    }
}

impl<T> ByTier<T> {
    pub(crate) fn into_array(self) -> [T; 3] {
        [self.basic, self.cooperative, self.reclaimed]
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMissing {
    pub(crate) tier: Spanned<String>,
    pub(crate) count: u16,
    pub(crate) hidden_in: Vec<Spanned<String>>,
    pub(crate) basis: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDepartments {
    #[serde(default)]
    pub(crate) department: Vec<RawDepartment>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDepartment {
    pub(crate) name: Spanned<String>,
    pub(crate) short: Spanned<String>,
    pub(crate) kind: Spanned<String>,
    #[serde(default)]
    pub(crate) aliases: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawItems {
    #[serde(default)]
    pub(crate) item: Vec<RawItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawItem {
    pub(crate) number: Spanned<u16>,
    pub(crate) lines: Option<Spanned<Vec<u16>>>,
    pub(crate) category: Spanned<String>,
    pub(crate) name: Spanned<String>,
    #[serde(default)]
    pub(crate) departments: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) upper_duties: Vec<RawGroup>,
    #[serde(default)]
    pub(crate) township_duties: Vec<RawGroup>,
    #[serde(default)]
    pub(crate) takeover: Vec<RawTakeover>,
    #[serde(default)]
    pub(crate) repairs: Vec<RawRepair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawGroup {
    pub(crate) heading: Option<Spanned<String>>,
    pub(crate) department: Option<Spanned<String>>,
    pub(crate) duties: Spanned<Vec<Spanned<String>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTakeover {
    pub(crate) department: Option<Spanned<String>>,
    pub(crate) method: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRepair {
    pub(crate) field: Spanned<String>,
    pub(crate) scanned: Spanned<String>,
    pub(crate) kind: Spanned<String>,
    pub(crate) basis: Spanned<String>,
    pub(crate) basis_zh: Option<Spanned<String>>,
}
