//! The layout of compiled tables: rows of integers over one text, in slices.
//!
//! The same type serves a list that is compiled into the program (slices of statics) and one compiled while it runs
//! (slices of vectors). Rows are printed by `Debug` into the generated source, so their fields are public.

use crate::hash::PerfectHash;

/// The version of this layout, raised when a row changes its meaning. The compiler writes it into the tables, and a library with
/// another one does not build with them.
pub const LAYOUT: u32 = 4;

/// Marks the absence of a department in a row.
pub const NO_DEPARTMENT: u8 = u8::MAX;

/// The two displacements of a bucket of a perfect hash: the first, which is hardly ever above 1, in the highest eight bits.
pub type Displacement = u32;

/// A piece of [`Tables::text`], in bytes; a NUL stands behind each piece, for readers in C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Bytes; 0 is the empty text, which stands for absence where a field may be absent.
    pub len: u32,
}

/// A run of rows in a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    /// First row.
    pub start: u32,
    /// Rows.
    pub len: u32,
}

/// A figure of the township's profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureRow {
    /// Key in exports, with the unit: `area_km2`.
    pub key: Span,
    /// Chinese name: 区域面积.
    pub name: Span,
    /// Value in the unit.
    pub value: u64,
    /// Chinese unit: 平方公里.
    pub unit: Span,
}

/// The township and its declared totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TownshipRow {
    /// 夏马勒乡
    pub name: Span,
    /// 巴楚县
    pub county: Span,
    /// 喀什地区
    pub prefecture: Span,
    /// 新疆维吾尔自治区
    pub region: Span,
    /// Nine-digit division code.
    pub code: Span,
    /// Declared items, by tier.
    pub items: [u16; 3],
    /// Declared categories, by tier.
    pub categories: [u16; 3],
    /// Declared departments, by tier; 0 where the list declares none.
    pub departments: [u16; 3],
    /// Departments declared but not found, by tier.
    pub missing_departments: [u16; 3],
}

/// A category of a tier; categories stand in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryRow {
    /// 0 basic, 1 cooperative, 2 reclaimed.
    pub tier: u8,
    /// 民生服务
    pub name: Span,
    /// Items in it.
    pub items: u16,
}

/// A department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepartmentRow {
    /// Canonical name.
    pub name: Span,
    /// As the list abbreviates it.
    pub short: Span,
    /// Other spellings, in [`Tables::spans`].
    pub aliases: Run,
    /// Index into the kinds.
    pub kind: u8,
    /// Its items in [`Tables::department_items`].
    pub items: Run,
}

/// An item of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemRow {
    /// Index into [`Tables::categories`].
    pub category: u8,
    /// Name.
    pub name: Span,
    /// In [`Tables::item_departments`], the first named first.
    pub departments: Run,
    /// The department's duties, in [`Tables::groups`].
    pub upper_duties: Run,
    /// The township's duties, in [`Tables::groups`].
    pub township_duties: Run,
    /// In [`Tables::takeovers`].
    pub takeovers: Run,
    /// In [`Tables::lines`].
    pub lines: Run,
    /// In [`Tables::repairs`].
    pub repairs: Run,
    /// In [`Tables::related`], the nearest first.
    pub related: Run,
}

/// A group of duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupRow {
    /// 一、… or empty.
    pub heading: Span,
    /// Index into [`Tables::departments`] or [`NO_DEPARTMENT`].
    pub department: u8,
    /// In [`Tables::spans`].
    pub duties: Run,
}

/// Who took an item over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeoverRow {
    /// Index into [`Tables::departments`] or [`NO_DEPARTMENT`].
    pub department: u8,
    /// Working method, or empty where the scan lost it.
    pub method: Span,
}

/// A repair of the scanned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepairRow {
    /// Path of the field.
    pub field: Span,
    /// Text as scanned.
    pub scanned: Span,
    /// 0 restored, 1 supplied, 2 unreadable.
    pub kind: u8,
    /// Reason.
    pub basis: Span,
    /// Reason in Chinese, or empty.
    pub basis_zh: Span,
}

/// A key and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRow {
    /// The key: folded, or as the list prints it.
    pub key: Span,
    /// An index into items or departments.
    pub value: u16,
}

/// A perfect hash from keys to indices.
#[derive(Debug, Clone, Copy)]
pub struct KeyTable<'a> {
    /// Gives each key its row.
    pub hash: PerfectHash<'a>,
    /// One a slot.
    pub keys: &'a [KeyRow],
}

impl KeyTable<'_> {
    /// The value of `key`, which must be folded already or written as the list prints it.
    #[inline]
    #[must_use]
    pub fn get(&self, text: &str, key: &[u8]) -> Option<u16> {
        let row = self.keys.get(self.hash.slot_of_text(key)?)?;
        let start = row.key.start as usize;
        // Bytes: no character need be looked for, since an equal text begins and ends where the key does.
        let is = text.as_bytes().get(start..start.checked_add(row.key.len as usize)?)?;
        (is == key).then_some(row.value)
    }
}

/// The compiled list.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// [`LAYOUT`] of the writer.
    pub layout: u32,
    /// Version of the data.
    pub data_version: Span,
    /// Every text of the list, each with a NUL behind it.
    pub text: &'a str,
    /// The township.
    pub township: TownshipRow,
    /// Its profile.
    pub figures: &'a [FigureRow],
    /// By tier, in the order of the list.
    pub categories: &'a [CategoryRow],
    /// In the order of the registry.
    pub departments: &'a [DepartmentRow],
    /// Duties and aliases.
    pub spans: &'a [Span],
    /// First item of each tier, and the number of all.
    pub tiers: [u16; 4],
    /// By tier and number.
    pub items: &'a [ItemRow],
    /// Groups of duties.
    pub groups: &'a [GroupRow],
    /// Takeovers.
    pub takeovers: &'a [TakeoverRow],
    /// Source lines.
    pub lines: &'a [u16],
    /// Repairs.
    pub repairs: &'a [RepairRow],
    /// Related items.
    pub related: &'a [u16],
    /// Departments of items.
    pub item_departments: &'a [u8],
    /// Items of departments, in the order of the list.
    pub department_items: &'a [u16],
    /// Items by name.
    pub names: KeyTable<'a>,
    /// Departments by spelling.
    pub spellings: KeyTable<'a>,
    /// Bytes of the longest key of both.
    pub longest_key: u32,
    /// What text is matched with.
    pub index: crate::index::Index<'a>,
}

/// The piece of `text` that `span` names; empty where the tables are broken.
#[inline]
#[must_use]
pub fn piece(text: &str, span: Span) -> &str {
    let start = span.start as usize;
    start.checked_add(span.len as usize).and_then(|end| text.get(start..end)).unwrap_or("")
}

/// The rows of `rows` that `run` names; empty where the tables are broken.
#[inline]
#[must_use]
pub fn rows<T>(rows: &[T], run: Run) -> &[T] {
    let start = run.start as usize;
    start.checked_add(run.len as usize).and_then(|end| rows.get(start..end)).unwrap_or(&[])
}
