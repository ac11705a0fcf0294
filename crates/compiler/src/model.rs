//! A list as it is read and checked: owned values, in the words of the field.

pub use lvzhi_tables::words::{Kind, RepairKind, Tier};

/// A whole list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The township and its declared totals.
    pub township: Township,
    /// The registry of departments.
    pub departments: Vec<Department>,
    /// Basic, cooperative, reclaimed; by number within each.
    pub items: Vec<Item>,
    /// Which matters items cover: (index of the item, cover), as `covers.toml` has them.
    pub covers: Vec<(usize, Cover)>,
    /// The list's own phrases: (index of the item, phrase).
    pub phrases: Vec<(usize, String)>,
    /// What people taught the list: (index of the item, or none for what the list does not hold, text).
    pub taught: Vec<(Option<usize>, String)>,
}

/// An item covers a matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cover {
    /// Number of the matter: M0001 is 1.
    pub matter: u16,
    /// Whether the item is mainly about it.
    pub main: bool,
    /// Where this is known from.
    pub from: From,
}

/// Where a cover is known from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum From {
    /// An editor stated it.
    Stated,
    /// The classifier found it.
    Bound {
        /// The probability that it is right.
        confidence: f32,
        /// How far its score is behind that of the main matter.
        behind: f32,
    },
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
    /// Nine digits, or empty where it is unknown.
    pub code: String,
    /// Date in force, or empty.
    pub edition: String,
    /// Whether the list is an example that is made up.
    pub made_up: bool,
    /// The profile.
    pub figures: Vec<Figure>,
    /// Declared items by tier, which need not be those that are there.
    pub items: [u16; 3],
    /// Declared categories by tier, in the document's order.
    pub categories: [Vec<String>; 3],
    /// Declared numbers of categories by tier, where they are not those of the categories that are there.
    pub category_totals: [Option<u16>; 3],
    /// Declared departments by tier.
    pub departments: [Option<u16>; 3],
    /// Declared departments that cannot be found.
    pub missing_departments: Vec<MissingDepartments>,
}

/// A figure of the profile.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Key in exports, with the unit.
    pub key: String,
    /// Chinese name.
    pub name: String,
    /// Value in the unit.
    pub value: u64,
    /// Chinese unit; empty where it is not known.
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
    /// What kind of body it is.
    pub kind: Kind,
}

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
    /// An item of which nothing else is known.
    #[must_use]
    pub const fn new(tier: Tier, number: u16, category: String, name: String) -> Self {
        Self {
            tier,
            number,
            category,
            name,
            departments: Vec::new(),
            upper_duties: Vec::new(),
            township_duties: Vec::new(),
            takeover: Vec::new(),
            lines: Vec::new(),
            repairs: Vec::new(),
        }
    }

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
    /// How the present text was come by.
    pub kind: RepairKind,
    /// Reason.
    pub basis: String,
    /// Reason in Chinese, for pages.
    pub basis_zh: Option<String>,
}
