//! The rows of a compiled list: integers over one text. How they stand in a file: `list.rs` and `docs/format.md`.

use crate::row::{I16, U16, U32, U64, row};

/// Marks the absence of a department in a row.
pub const NO_DEPARTMENT: u16 = u16::MAX;

/// Items, departments or categories that a list may have.
pub const MOST_ROWS: usize = u16::MAX as usize;

/// The longest text of a list, in bytes: what a few bytes of a row stand for stays in proportion to the file.
pub const LONGEST_TEXT: usize = 16 * 1024;

/// The longest key of a list, folded, in bytes: look-up folds what it is asked in a buffer of this size.
pub const LONGEST_KEY: usize = 1024;

/// The two displacements of a bucket of a perfect hash: the first, which is hardly ever above 1, in the highest eight bits.
pub type Displacement = U32;

row! {
    /// A piece of the text, in bytes; a NUL stands behind each piece, for readers in C.
    Span {
        /// First byte.
        start: U32,
        /// Bytes; 0 is the empty text, which stands for absence where a field may be absent.
        len: U32,
    }
}

row! {
    /// A run of rows of another section.
    Run {
        /// First row.
        start: U32,
        /// Rows.
        len: U32,
    }
}

row! {
    /// A figure of the township's profile.
    FigureRow {
        /// Key in exports, with the unit: `area_km2`.
        key: Span,
        /// Chinese name: 区域面积.
        name: Span,
        /// Value in the unit.
        value: U64,
        /// Chinese unit: 平方公里.
        unit: Span,
    }
}

row! {
    /// The township, its declared totals, and what else there is once in a list.
    TownshipRow {
        /// Version of the data.
        data_version: Span,
        /// Date in force, or empty.
        edition: Span,
        /// 夏马勒乡
        name: Span,
        /// 巴楚县
        county: Span,
        /// 喀什地区
        prefecture: Span,
        /// 新疆维吾尔自治区
        region: Span,
        /// Nine-digit division code, or empty where it is unknown.
        code: Span,
        /// Declared items, by tier.
        items: [U16; 3],
        /// Declared categories, by tier.
        categories: [U16; 3],
        /// Declared departments, by tier; 0 where the list declares none.
        departments: [U16; 3],
        /// Departments declared but not found, by tier.
        missing_departments: [U16; 3],
        /// First item of each tier, and the number of all.
        tiers: [U16; 4],
        /// Bytes of the longest key of names and spellings.
        longest_key: U16,
        /// 1 for an example that is made up, else 0.
        made_up: u8,
    }
}

impl TownshipRow {
    /// Of a list of nothing.
    pub const EMPTY: Self = bytemuck::zeroed();
}

row! {
    /// A category of a tier; categories stand in the order of the list.
    CategoryRow {
        /// 0 basic, 1 cooperative, 2 reclaimed.
        tier: u8,
        /// 民生服务
        name: Span,
        /// Items in it.
        items: U16,
    }
}

row! {
    /// A department.
    DepartmentRow {
        /// Canonical name.
        name: Span,
        /// As the list abbreviates it.
        short: Span,
        /// Other spellings, in the spans.
        aliases: Run,
        /// Index into the kinds.
        kind: u8,
        /// Its items in the department items.
        items: Run,
    }
}

row! {
    /// An item of the list.
    ItemRow {
        /// Index into the categories.
        category: U16,
        /// Name.
        name: Span,
        /// In the item departments, the first named first.
        departments: Run,
        /// The department's duties, in the groups.
        upper_duties: Run,
        /// The township's duties, in the groups.
        township_duties: Run,
        /// In the takeovers.
        takeovers: Run,
        /// In the lines.
        lines: Run,
        /// In the repairs.
        repairs: Run,
        /// In the related items, the nearest first.
        related: Run,
    }
}

row! {
    /// What joins an item to matters: all that ranking reads of it, apart from the rest so that it stays in the nearest cache.
    LinkRow {
        /// In the covers, the main one first.
        covers: Run,
        /// How much the item's own words count beside its matters, in 64ths; 0 where these have no part in ranking.
        own_weight: U16,
    }
}

row! {
    /// A matter that an item covers.
    CoverRow {
        /// The item: ranking goes from matters to items.
        item: U16,
        /// Number of the matter: M0001 is 1.
        matter: U16,
        /// Added to the matter's score where it speaks for the item, in 1024ths: 0 for the main matter, less for others, never more.
        offset: I16,
        /// How sure the cover is, from 0 to 255; 255 where an editor stated it.
        sure: u8,
        /// [`CoverRow::MAIN`], [`CoverRow::STATED`], [`CoverRow::WEAK`].
        flags: u8,
    }
}

impl CoverRow {
    /// The item is mainly about the matter.
    pub const MAIN: u8 = 1;
    /// An editor said so; else the classifier found it.
    pub const STATED: u8 = 2;
    /// Too unsure to say that the list holds the matter.
    pub const WEAK: u8 = 4;

    /// What is added to the matter's score.
    #[inline]
    #[must_use]
    pub fn offset(&self) -> f32 {
        f32::from(self.offset.get()) / 1024.0
    }

    /// Whether a flag is set.
    #[inline]
    #[must_use]
    pub const fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

row! {
    /// A group of duties.
    GroupRow {
        /// 一、… or empty.
        heading: Span,
        /// Index into the departments or [`NO_DEPARTMENT`].
        department: U16,
        /// In the spans.
        duties: Run,
    }
}

row! {
    /// Who took an item over.
    TakeoverRow {
        /// Index into the departments or [`NO_DEPARTMENT`].
        department: U16,
        /// Working method, or empty where the source has none.
        method: Span,
    }
}

row! {
    /// A repair of the scanned text.
    RepairRow {
        /// Path of the field.
        field: Span,
        /// Text as scanned.
        scanned: Span,
        /// 0 restored, 1 supplied, 2 unreadable.
        kind: u8,
        /// Reason.
        basis: Span,
        /// Reason in Chinese, or empty.
        basis_zh: Span,
    }
}

row! {
    /// A key and what it stands for.
    KeyRow {
        /// The key: folded, or as the list prints it.
        key: Span,
        /// An index into items or departments.
        value: U16,
    }
}

row! {
    /// A perfect hash: where its displacements stand, and how it reads keys.
    HashRow {
        /// Seed.
        seed: U64,
        /// In the displacements.
        displacements: Run,
        /// How many slots there are.
        slots: U32,
        /// 0 [`crate::hash::Reading::Sampled`], 1 [`crate::hash::Reading::Whole`].
        reading: u8,
    }
}

impl Span {
    /// A span of `len` bytes from `start` on.
    #[must_use]
    pub const fn new(start: u32, len: u32) -> Self {
        Self { start: U32::new(start), len: U32::new(len) }
    }

    /// The piece of `text` that it names; empty where the tables are broken.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        let start = self.start.get() as usize;
        start.checked_add(self.len.get() as usize).and_then(|end| text.get(start..end)).unwrap_or("")
    }

    /// Whether it is a piece of `text` with a NUL behind it, and not longer than [`LONGEST_TEXT`].
    #[must_use]
    pub fn is_piece_of(self, text: &str) -> bool {
        let (start, len) = (self.start.get() as usize, self.len.get() as usize);
        let Some(end) = start.checked_add(len) else { return false };
        len <= LONGEST_TEXT && text.get(start..end).is_some() && text.as_bytes().get(end) == Some(&0)
    }
}

impl Run {
    /// A run of `len` rows from `start` on.
    #[must_use]
    pub const fn new(start: u32, len: u32) -> Self {
        Self { start: U32::new(start), len: U32::new(len) }
    }

    /// The rows that it names; none where the tables are broken.
    #[inline]
    #[must_use]
    pub fn of<T>(self, rows: &[T]) -> &[T] {
        let start = self.start.get() as usize;
        start.checked_add(self.len.get() as usize).and_then(|end| rows.get(start..end)).unwrap_or(&[])
    }
}

/// How far the runs over some rows have come. Runs stand in the order of what they belong to and share no row, so that to walk
/// them all takes time in proportion to the file, whatever it holds.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    end: usize,
}

impl Runs {
    /// Whether all rows of the next run are there, and none of them was in one before.
    pub(crate) fn next<T>(&mut self, run: Run, rows: &[T]) -> bool {
        let (start, len) = (run.start.get() as usize, run.len.get() as usize);
        let Some(end) = start.checked_add(len).filter(|&end| end <= rows.len()) else { return false };
        if len == 0 {
            return true;
        }
        let in_order = start >= self.end;
        self.end = end;
        in_order
    }
}
