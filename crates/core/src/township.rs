//! The township: its names, its profile, what its list declares of itself.

use core::fmt;
use lvzhi_tables::elsewhere::Home;
use lvzhi_tables::layout::{FigureRow, Span};
use lvzhi_tables::list::Tables;
use lvzhi_tables::row::U16;
use lvzhi_tables::words::Tier;

/// The township whose list this is.
#[derive(Clone, Copy)]
pub struct Township<'a> {
    pub(crate) tables: &'a Tables<'a>,
}

impl<'a> Township<'a> {
    fn text(&self, span: Span) -> &'a str {
        span.of(self.tables.text)
    }

    /// 夏马勒乡
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.text(self.tables.township.name)
    }

    /// 巴楚县
    #[must_use]
    pub fn county(&self) -> &'a str {
        self.text(self.tables.township.county)
    }

    /// 喀什地区
    #[must_use]
    pub fn prefecture(&self) -> &'a str {
        self.text(self.tables.township.prefecture)
    }

    /// 新疆维吾尔自治区
    #[must_use]
    pub fn region(&self) -> &'a str {
        self.text(self.tables.township.region)
    }

    /// Its names, to tell whether a text names another place.
    pub(crate) fn home(&self) -> Home<'a> {
        Home { township: self.name(), county: self.county(), prefecture: self.prefecture(), region: self.region() }
    }

    /// The division code (行政区划代码), nine digits: 653130203; `None` for a list whose code is unknown.
    #[must_use]
    pub fn code(&self) -> Option<&'a str> {
        Some(self.text(self.tables.township.code)).filter(|code| !code.is_empty())
    }

    /// The date on which the list came into force; `None` where it is not known.
    #[must_use]
    pub fn edition(&self) -> Option<&'a str> {
        Some(self.text(self.tables.township.edition)).filter(|edition| !edition.is_empty())
    }

    /// Whether the list is an example that somebody made up.
    #[must_use]
    pub fn is_made_up(&self) -> bool {
        self.tables.township.made_up != 0
    }

    /// The profile that the list gives, in its order.
    pub fn profile(&self) -> impl ExactSizeIterator<Item = Figure<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        tables.figures.iter().map(move |row| Figure { tables, row })
    }

    /// Items that the list declares for a tier (source lines 11 to 19).
    #[must_use]
    pub fn declared_items(&self, tier: Tier) -> u16 {
        of(&self.tables.township.items, tier)
    }

    /// Categories that the list declares for a tier.
    #[must_use]
    pub fn declared_categories(&self, tier: Tier) -> u16 {
        of(&self.tables.township.categories, tier)
    }

    /// Departments that the list declares for a tier; `None` for basic items, which name none.
    #[must_use]
    pub fn declared_departments(&self, tier: Tier) -> Option<u16> {
        Some(of(&self.tables.township.departments, tier)).filter(|&count| count > 0)
    }

    /// Declared departments that cannot be found, because the scan lost their names.
    #[must_use]
    pub fn missing_departments(&self, tier: Tier) -> u16 {
        of(&self.tables.township.missing_departments, tier)
    }
}

fn of(counts: &[U16; 3], tier: Tier) -> u16 {
    counts.get(tier as usize).map_or(0, |count| count.get())
}

impl fmt::Debug for Township<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Township")
            .field("name", &self.name())
            .field("county", &self.county())
            .field("prefecture", &self.prefecture())
            .field("region", &self.region())
            .field("code", &self.code())
            .finish_non_exhaustive()
    }
}

/// A figure of the township's profile.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    tables: &'a Tables<'a>,
    row: &'a FigureRow,
}

impl<'a> Figure<'a> {
    /// The key in exports, with the unit: `area_km2`.
    #[must_use]
    pub fn key(&self) -> &'a str {
        self.row.key.of(self.tables.text)
    }

    /// The Chinese name: 区域面积.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.row.name.of(self.tables.text)
    }

    /// The value, in the unit.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.row.value.get()
    }

    /// The Chinese unit: 平方公里.
    #[must_use]
    pub fn unit(&self) -> &'a str {
        self.row.unit.of(self.tables.text)
    }
}

impl fmt::Debug for Figure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Figure")
            .field("key", &self.key())
            .field("name", &self.name())
            .field("value", &self.value())
            .field("unit", &self.unit())
            .finish()
    }
}
