//! Items (事项) and what they say: duties of both sides, takeovers. Their repairs: `repair.rs`.

use crate::category::Category;
use crate::department::Department;
use crate::id::ItemId;
use crate::matter::Cover;
use crate::township::Township;
use core::fmt;
use lvzhi_tables::layout::{GroupRow, ItemRow, NO_DEPARTMENT, Run, TakeoverRow};
use lvzhi_tables::list::Tables;
use lvzhi_tables::row::U16;
use lvzhi_tables::words::{Role, Tier};

/// An item of the list. Copying it copies a reference.
///
/// Items are equal where they are the same item of the same list, and stand in the order of the list: by tier and number.
///
/// ```
/// use std::collections::BTreeSet;
///
/// let list = lvzhi::catalogue();
/// let found: BTreeSet<_> = ["R009", "c51", "B98"].iter().filter_map(|id| list.item(id)).collect();
/// let shown: Vec<String> = found.iter().map(|item| item.to_string()).collect();
/// assert_eq!(shown[1], "C051 做好国土调查工作");
/// ```
#[derive(Clone, Copy)]
pub struct Item<'a> {
    pub(crate) tables: &'a Tables<'a>,
    pub(crate) index: u16,
}

impl<'a> Item<'a> {
    /// The item at a place of the list, counted from 0 over all tiers. The caller has checked the place.
    #[inline]
    pub(crate) fn at(tables: &'a Tables<'a>, index: usize) -> Self {
        Self { tables, index: index as u16 }
    }

    #[inline]
    fn row(&self) -> Option<&'a ItemRow> {
        self.tables.items.get(usize::from(self.index))
    }

    pub(crate) fn run(&self, run: impl Fn(&ItemRow) -> Run) -> Run {
        self.row().map_or(Run::default(), run)
    }

    /// Its place in the list, from 0 over all tiers.
    #[inline]
    #[must_use]
    pub fn index(&self) -> usize {
        usize::from(self.index)
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> ItemId {
        let tier = self.tier();
        ItemId::new(tier, self.tables.number_of(self.index()))
    }

    /// The tier.
    #[inline]
    #[must_use]
    pub fn tier(&self) -> Tier {
        Tier::at(self.tables.tier_of(self.index()))
    }

    /// The number, 序号, from 1 within the tier.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.id().number()
    }

    /// The category, 事项类别.
    #[must_use]
    pub fn category(&self) -> Category<'a> {
        Category { tables: self.tables, index: self.row().map_or(0, |row| row.category.get()) }
    }

    /// The name, 事项名称, in the wording of the source.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.row().map_or("", |row| row.name.of(self.tables.text))
    }

    /// The departments with their roles: for a cooperative item the lead first; for a reclaimed one the successors. Empty
    /// for basic items, for a matter that nobody does any more, and where the scan lost the name.
    pub fn departments(&self) -> impl DoubleEndedIterator<Item = (Department<'a>, Role)> + Clone + use<'a> {
        let tables = self.tables;
        let named = self.run(|row| row.departments).of(tables.item_departments);
        let takeovers = self.run(|row| row.takeovers).of(tables.takeovers);
        let upper = named.iter().enumerate().map(move |(n, &index)| {
            (Department { tables, index: index.get() }, if n == 0 { Role::Lead } else { Role::Joint })
        });
        let successors = takeovers
            .iter()
            .filter(|row| row.department.get() != NO_DEPARTMENT)
            .map(move |row| (Department { tables, index: row.department.get() }, Role::Successor));
        upper.chain(successors)
    }

    /// Who answers for the matter outside the township: the lead department or the first successor.
    #[must_use]
    pub fn lead(&self) -> Option<Department<'a>> {
        self.departments().next().map(|(department, _)| department)
    }

    /// Who is responsible (负责单位), by name: the township for a basic item, the lead department for a cooperative one, the
    /// successors for a reclaimed one, each once. Empty where nobody does the matter any more, or the scan lost the name.
    ///
    /// ```
    /// let wages = lvzhi::catalogue().item("R009").ok_or("no such item")?;
    /// assert_eq!(wages.responsible().collect::<Vec<_>>(), ["巴楚县人力资源和社会保障局"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn responsible(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let township = (self.tier() == Tier::Basic).then(|| Township { tables: self.tables }.name());
        let departments = self.departments();
        let earlier = departments.clone();
        let own = departments.enumerate().filter(move |&(n, (department, role))| {
            role != Role::Joint && !earlier.clone().take(n).any(|(before, _)| before == department)
        });
        township.into_iter().chain(own.map(|(_, (department, _))| department.name()))
    }

    /// The duties of the upper departments (上级部门职责) of a cooperative item.
    pub fn upper_duties(&self) -> impl ExactSizeIterator<Item = DutyGroup<'a>> + DoubleEndedIterator + Clone + use<'a> {
        self.groups(self.run(|row| row.upper_duties))
    }

    /// The duties of the township (乡镇配合职责) of a cooperative item. The duty of a basic item is its name.
    pub fn township_duties(
        &self,
    ) -> impl ExactSizeIterator<Item = DutyGroup<'a>> + DoubleEndedIterator + Clone + use<'a> {
        self.groups(self.run(|row| row.township_duties))
    }

    fn groups(&self, run: Run) -> impl ExactSizeIterator<Item = DutyGroup<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        run.of(tables.groups).iter().map(move |row| DutyGroup { tables, row })
    }

    /// Who took a reclaimed item over, and how.
    pub fn takeover(&self) -> impl ExactSizeIterator<Item = Takeover<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        self.run(|row| row.takeovers).of(tables.takeovers).iter().map(move |row| Takeover { tables, row })
    }

    /// Whether nobody does the matter any more (不再开展).
    #[must_use]
    pub fn is_discontinued(&self) -> bool {
        self.tier() == Tier::Reclaimed && self.takeover().all(|takeover| takeover.department().is_none())
    }

    /// The lines of the source, from 1, that it was read from.
    #[must_use]
    pub fn source_lines(&self) -> impl ExactSizeIterator<Item = u32> + DoubleEndedIterator + Clone + use<'a> {
        self.run(|row| row.lines).of(self.tables.lines).iter().map(|line| line.get())
    }

    /// The matters that it covers, the main one first.
    pub fn covers(&self) -> impl ExactSizeIterator<Item = Cover> + DoubleEndedIterator + Clone + use<'a> {
        let link = self.tables.links.get(self.index());
        link.map_or(Run::default(), |link| link.covers).of(self.tables.covers).iter().map(Cover::of)
    }

    /// Items of other tiers about the same matter, the nearest first; three at the most. For example, receiving
    /// applications for medical aid (B091) and deciding on them (R012).
    pub fn related(&self) -> impl ExactSizeIterator<Item = Item<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        self.run(|row| row.related)
            .of(self.tables.related)
            .iter()
            .map(move |&index| Item { tables, index: index.get() })
    }
}

impl From<Item<'_>> for ItemId {
    fn from(item: Item<'_>) -> Self {
        item.id()
    }
}

/// The id and the name: C051 做好国土调查工作.
impl fmt::Display for Item<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id(), self.name())
    }
}

impl fmt::Debug for Item<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({} {})", self.id(), self.name())
    }
}

/// A group of duties under a heading, of a department, or of the whole cell.
#[derive(Clone, Copy)]
pub struct DutyGroup<'a> {
    tables: &'a Tables<'a>,
    row: &'a GroupRow,
}

impl<'a> DutyGroup<'a> {
    /// The heading as printed: 一、干部考察工作.
    #[must_use]
    pub fn heading(&self) -> Option<&'a str> {
        some_text(self.row.heading.of(self.tables.text))
    }

    /// The department that the group is headed by (县财政局:).
    #[must_use]
    pub fn department(&self) -> Option<Department<'a>> {
        some_department(self.tables, self.row.department)
    }

    /// The clauses without their numbers, in their order, punctuation kept. Empty where the scan lost them.
    pub fn duties(&self) -> impl ExactSizeIterator<Item = &'a str> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        self.row.duties.of(tables.spans).iter().map(move |&span| span.of(tables.text))
    }
}

impl fmt::Debug for DutyGroup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DutyGroup")
            .field("heading", &self.heading())
            .field("department", &self.department())
            .field("duties", &self.duties().len())
            .finish()
    }
}

/// Who took a reclaimed item over.
#[derive(Clone, Copy)]
pub struct Takeover<'a> {
    tables: &'a Tables<'a>,
    row: &'a TakeoverRow,
}

impl<'a> Takeover<'a> {
    /// 承接部门; `None`: nobody does it any more.
    #[must_use]
    pub fn department(&self) -> Option<Department<'a>> {
        some_department(self.tables, self.row.department)
    }

    /// 工作方式; `None` where the scan lost it.
    #[must_use]
    pub fn method(&self) -> Option<&'a str> {
        some_text(self.row.method.of(self.tables.text))
    }
}

impl fmt::Debug for Takeover<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Takeover").field("department", &self.department()).field("method", &self.method()).finish()
    }
}

fn some_text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn some_department<'a>(tables: &'a Tables<'a>, index: U16) -> Option<Department<'a>> {
    (index.get() != NO_DEPARTMENT).then_some(Department { tables, index: index.get() })
}
