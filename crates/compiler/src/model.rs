//! A list as it is read and checked: owned values, in the words of the field.

use lvzhi_tables::index::Logistic;

/// A whole list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The township and its declared totals.
    pub township: Township,
    /// The registry of departments.
    pub departments: Vec<Department>,
    /// Basic, cooperative, reclaimed; by number within each.
    pub items: Vec<Item>,
    /// How people put the items: (index of the item, phrase).
    pub phrases: Vec<(usize, String)>,
    /// Matters that the list does not hold: (topic, phrase).
    pub outside: Vec<(String, String)>,
    /// Words of address, courtesy and narrative, which say nothing of the matter.
    pub background: Vec<String>,
    /// How scores become probabilities.
    pub calibration: Calibration,
}

/// How scores become probabilities (`calibration.toml`). A list without the file takes those of the built-in one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// That a candidate is the right item.
    pub right: Logistic,
    /// That the list holds the matter at all.
    pub listed: Logistic,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            right: Logistic { constant: 0.0, score: 1.0, over_outside: 2.0, over_rival: 4.0, length: 0.0 },
            listed: Logistic { constant: 0.0, score: 1.0, over_outside: 6.0, over_rival: 0.0, length: 0.0 },
        }
    }
}

/// The parts of a list (清单), in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// 基本履职
    Basic,
    /// 配合履职
    Cooperative,
    /// 上级部门收回
    Reclaimed,
}

impl Tier {
    /// All, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Cooperative, Self::Reclaimed];

    /// The key in data files and exports.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Cooperative => "cooperative",
            Self::Reclaimed => "reclaimed",
        }
    }

    /// The letter of its ids.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Basic => 'B',
            Self::Cooperative => 'C',
            Self::Reclaimed => 'R',
        }
    }
}

/// The township.
#[derive(Debug, Clone, PartialEq)]
pub struct Township {
    /// Version of the data.
    pub data_version: String,
    /// 夏马勒乡
    pub name: String,
    /// 巴楚县
    pub county: String,
    /// 喀什地区
    pub prefecture: String,
    /// 新疆维吾尔自治区
    pub region: String,
    /// Nine digits.
    pub code: String,
    /// The profile.
    pub figures: Vec<Figure>,
    /// Declared items by tier.
    pub items: [u16; 3],
    /// Declared categories by tier, in the document's order.
    pub categories: [Vec<String>; 3],
    /// Declared departments by tier.
    pub departments: [Option<u16>; 3],
    /// Declared departments that cannot be found.
    pub missing_departments: Vec<MissingDepartments>,
}

/// A figure of the profile.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Key in exports, with the unit.
    pub key: String,
    /// Chinese name.
    pub name: String,
    /// Value in the unit.
    pub value: u64,
    /// Chinese unit.
    pub unit: String,
}

/// Departments that the list declares and the scan lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingDepartments {
    /// Of this part.
    pub tier: Tier,
    /// How many.
    pub count: u16,
    /// Ids of the rows that could hide them.
    pub hidden_in: Vec<String>,
    /// Reason.
    pub basis: String,
}

/// A department (部门、单位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Canonical name.
    pub name: String,
    /// As the list abbreviates it.
    pub short: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Index into [`KINDS`].
    pub kind: usize,
}

/// Kinds of departments, by their keys in data files and exports.
pub const KINDS: [&str; 8] =
    ["party", "congress", "cppcc", "government", "mass_organisation", "vertical_agency", "public_institution", "bank"];

/// Kinds of repairs, by their keys in data files and exports.
pub const REPAIR_KINDS: [&str; 3] = ["restored", "supplied", "unreadable"];

/// An item (事项).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Part of the list.
    pub tier: Tier,
    /// 序号, from 1 within the tier.
    pub number: u16,
    /// 事项类别
    pub category: String,
    /// 事项名称
    pub name: String,
    /// Indices of the upper departments, the first named first.
    pub departments: Vec<usize>,
    /// 上级部门职责
    pub upper_duties: Vec<Group>,
    /// 乡镇配合职责
    pub township_duties: Vec<Group>,
    /// 承接部门及工作方式
    pub takeover: Vec<Takeover>,
    /// Lines of source.txt, from 1.
    pub lines: Vec<u16>,
    /// Repairs of the scanned text.
    pub repairs: Vec<Repair>,
}

impl Item {
    /// `C051`
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}{:03}", self.tier.letter(), self.number)
    }
}

/// A group of duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// 一、…
    pub heading: Option<String>,
    /// Index of the department that the group is headed by.
    pub department: Option<usize>,
    /// Clauses without their numbers.
    pub duties: Vec<String>,
}

/// Who took an item over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeover {
    /// `None`: nobody does it any more.
    pub department: Option<usize>,
    /// `None`: the scan lost it.
    pub method: Option<String>,
}

/// A repair of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// `name`, `upper_duties[0].duties[1]`, …
    pub field: String,
    /// Text as scanned.
    pub scanned: String,
    /// Index into [`REPAIR_KINDS`].
    pub kind: usize,
    /// Reason.
    pub basis: String,
    /// Reason in Chinese, for pages.
    pub basis_zh: Option<String>,
}
