//! Two editions of a list: what came, went, moved between tiers, and was worded anew.

mod changes;
mod clauses;
mod numbers;

use crate::review::{Cell, Column, Review, Table};
use crate::same::pair;
use crate::wording::pieces;
use lvzhi::{Catalogue, Item, Tier};

/// Why a list changes, as editors say it: what the column 原因 offers.
pub const REASONS: [&str; 4] = ["准入", "法律变化", "乡镇申请", "更正"];

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// An item that is new.
    Added,
    /// An item that is gone.
    Removed,
    /// An item in another tier.
    Moved,
    /// An item of another name.
    Renamed,
    /// An item of another number, for no reason that others give.
    Renumbered,
    /// An item in another category.
    Category,
    /// Other departments, or in other roles.
    Departments,
    /// A clause that is new.
    ClauseAdded,
    /// A clause that is gone.
    ClauseRemoved,
    /// A clause that was worded anew, or that another department answers for.
    ClauseChanged,
    /// A department of another name, in all its items.
    DepartmentRenamed,
    /// The list declares another number of items, categories or departments than before, or another name of its own.
    Declared,
}

impl ChangeKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 12] = [
        Self::Added,
        Self::Removed,
        Self::Moved,
        Self::Renamed,
        Self::Renumbered,
        Self::Category,
        Self::Departments,
        Self::ClauseAdded,
        Self::ClauseRemoved,
        Self::ClauseChanged,
        Self::DepartmentRenamed,
        Self::Declared,
    ];

    /// The key in JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::Renumbered => "renumbered",
            Self::Category => "category",
            Self::Departments => "departments",
            Self::ClauseAdded => "clause_added",
            Self::ClauseRemoved => "clause_removed",
            Self::ClauseChanged => "clause_changed",
            Self::DepartmentRenamed => "department_renamed",
            Self::Declared => "declared",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "新增事项",
            Self::Removed => "删去事项",
            Self::Moved => "调整类别",
            Self::Renamed => "改名",
            Self::Renumbered => "改序号",
            Self::Category => "改事项类别",
            Self::Departments => "改部门",
            Self::ClauseAdded => "新增条款",
            Self::ClauseRemoved => "删去条款",
            Self::ClauseChanged => "修改条款",
            Self::DepartmentRenamed => "部门更名",
            Self::Declared => "改公布的总数",
        }
    }
}

/// A change between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind it is.
    pub kind: ChangeKind,
    /// The item in the old edition.
    pub old_id: Option<String>,
    /// The item in the new edition.
    pub new_id: Option<String>,
    /// The name of the item in the new edition, or, where it is gone, in the old one.
    pub name: String,
    /// What part of it: 上级部门职责, 乡镇配合职责, ….
    pub part: &'static str,
    /// What the old edition says.
    pub old: String,
    /// What the new edition says.
    pub new: String,
    /// Why, as an editor says it: one of [`REASONS`], other words, or nothing yet.
    pub reason: String,
}

impl Change {
    /// A change of an item, without a reason.
    fn of(kind: ChangeKind, old: Option<Item<'_>>, new: Option<Item<'_>>, part: &'static str) -> Self {
        let id = |item: Option<Item<'_>>| item.map(|item| item.id().to_string());
        let name = new.map(|item| item.name()).or(old.map(|item| item.name())).unwrap_or_default().to_owned();
        let (old_id, new_id, reason) = (id(old), id(new), String::new());
        Self { kind, old_id, new_id, name, part, old: String::new(), new: String::new(), reason }
    }

    fn says(self, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self { old: old.into(), new: new.into(), ..self }
    }
}

/// An item whose number only follows from items that came or went before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Its id in the old edition.
    pub old_id: String,
    /// Its id in the new edition.
    pub new_id: String,
    /// Its name in the new edition.
    pub name: String,
}

/// All that two editions differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The editions, as they are called: township, date in force or version of the data.
    pub editions: [String; 2],
    /// The changes by kind, and then in the order of the new list.
    pub changes: Vec<Change>,
    /// Items whose numbers moved up or down with others.
    pub shifts: Vec<Shift>,
    /// Items of each tier, before and after.
    pub items: [[usize; 2]; 3],
    /// Items that are the same in both editions, whatever changed in them.
    pub kept: usize,
}

/// What two editions of a list differ in. Same items are found by name, duties and matters, not by number.
///
/// ```
/// let list = lvzhi::catalogue();
/// assert!(lvzhi_manage::diff(list, list).changes.is_empty());
/// ```
#[must_use]
pub fn diff(old: &Catalogue, new: &Catalogue) -> Difference {
    let pairing = pair(old, new);
    let (changes, shifts) = changes::changes(old, new, &pairing);
    let items = Tier::ALL.map(|tier| [old, new].map(|list| list.items().in_tier(tier).count()));
    Difference { editions: [called(old), called(new)], changes, shifts, items, kept: pairing.pairs.len() }
}

fn called(list: &Catalogue) -> String {
    let township = list.township();
    format!("{}{}（{}）", township.county(), township.name(), township.edition().unwrap_or(list.data_version()))
}

impl Difference {
    /// How many changes of a kind there are.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }

    /// For people and programs.
    #[must_use]
    pub fn review(&self) -> Review {
        let [old, new] = &self.editions;
        let mut review = Review::new("diff", format!("清单变更对照：{old} → {new}"));
        review.fact("old", "旧版", old.as_str());
        review.fact("new", "新版", new.as_str());
        review.fact("changes", "变更合计", self.changes.len());
        for kind in ChangeKind::ALL {
            let count = self.count(kind);
            if count > 0 {
                review.fact(kind.key(), kind.name(), count);
            }
        }
        review.fact("kept", "两版共有的事项", self.kept);
        review.fact("shifted", "序号顺延的事项", self.shifts.len());
        if !self.changes.is_empty() {
            review.notes.push(format!("“原因”一栏由编辑人填写：{}，或另写", REASONS.join("、")));
        }
        let changes = self.changes_table();
        review.tables = vec![changes, self.totals_table(), self.shifts_table()];
        review
    }

    fn changes_table(&self) -> Table {
        let mut table = Table::new(
            "changes",
            "变更",
            &[
                ("kind", "变更", 12),
                ("old_id", "旧编号", 8),
                ("new_id", "新编号", 8),
                ("name", "事项名称", 30),
                ("part", "部分", 12),
                ("old", "旧文", 40),
                ("new", "新文", 40),
                ("difference", "差异", 50),
            ],
        );
        table.columns.push(Column { choices: &REASONS, ..Column::new("reason", "原因", 12) });
        for change in &self.changes {
            let compared = !change.old.is_empty() && !change.new.is_empty();
            table.row([
                change.kind.name().into(),
                change.old_id.clone().into(),
                change.new_id.clone().into(),
                change.name.as_str().into(),
                change.part.into(),
                change.old.as_str().into(),
                change.new.as_str().into(),
                if compared { Cell::Marked(pieces(&change.old, &change.new)) } else { Cell::Nothing },
                change.reason.as_str().into(),
            ]);
        }
        table
    }

    fn totals_table(&self) -> Table {
        let columns = [("tier", "清单类别", 14), ("old", "旧版", 8), ("new", "新版", 8), ("change", "增减", 8)];
        let mut table = Table::new("totals", "总数", &columns);
        let signed = |old: usize, new: usize| match new.cmp(&old) {
            std::cmp::Ordering::Less => format!("-{}", old - new),
            std::cmp::Ordering::Equal => "0".to_owned(),
            std::cmp::Ordering::Greater => format!("+{}", new - old),
        };
        let [mut before, mut after] = [0, 0];
        for (tier, [old, new]) in Tier::ALL.into_iter().zip(self.items) {
            table.row([tier.to_string().into(), old.into(), new.into(), signed(old, new).into()]);
            before += old;
            after += new;
        }
        table.row(["合计".into(), before.into(), after.into(), signed(before, after).into()]);
        table
    }

    fn shifts_table(&self) -> Table {
        let columns = [("old_id", "旧编号", 8), ("new_id", "新编号", 8), ("name", "事项名称", 60)];
        let mut table = Table::new("shifted", "序号顺延", &columns);
        for shift in &self.shifts {
            table.row([shift.old_id.as_str().into(), shift.new_id.as_str().into(), shift.name.as_str().into()]);
        }
        table
    }
}
