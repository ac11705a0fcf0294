//! Where the wording of an item differs from the scan (校勘), and why.

use crate::item::Item;
use core::fmt;
use lvzhi_tables::layout::RepairRow;
use lvzhi_tables::words::RepairKind;

/// A difference between an item's wording and the scanned text.
#[derive(Clone, Copy)]
pub struct Repair<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) row: &'a RepairRow,
}

impl<'a> Item<'a> {
    /// Where its wording differs from the scan, and why.
    pub fn repairs(&self) -> impl ExactSizeIterator<Item = Repair<'a>> + DoubleEndedIterator + Clone + use<'a> {
        let item = *self;
        item.run(|row| row.repairs).of(item.tables.repairs).iter().map(move |row| Repair { item, row })
    }
}

impl<'a> Repair<'a> {
    /// The path of the field: `name`, `departments`, `upper_duties[0].duties[1]`. A whole cell (`upper_duties`) means that
    /// something was lost or taken out of it.
    #[must_use]
    pub fn field(&self) -> &'a str {
        self.row.field.of(self.item.tables.text)
    }

    /// The text as scanned; empty where the scan has nothing.
    #[must_use]
    pub fn scanned(&self) -> &'a str {
        self.row.scanned.of(self.item.tables.text)
    }

    /// How the present text was come by.
    #[must_use]
    pub fn kind(&self) -> RepairKind {
        RepairKind::ALL.get(usize::from(self.row.kind)).copied().unwrap_or(RepairKind::Unreadable)
    }

    /// The reason. In English in the built-in list.
    #[must_use]
    pub fn basis(&self) -> &'a str {
        self.row.basis.of(self.item.tables.text)
    }

    /// The reason in Chinese, as pages show it; `None` where the list gives none.
    #[must_use]
    pub fn basis_zh(&self) -> Option<&'a str> {
        let text = self.row.basis_zh.of(self.item.tables.text);
        (!text.is_empty()).then_some(text)
    }

    /// The [`field`](Self::field) in Chinese, as pages name it: 事项名称, 上级职责第2组部门, 乡镇职责现第1条. Clauses are
    /// counted as they stand now (现); the scan may have lost some before them. A group is named where a side has several.
    #[must_use]
    pub fn place(&self) -> Place<'a> {
        Place(*self)
    }
}

impl fmt::Debug for Repair<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repair").field("field", &self.field()).field("kind", &self.kind()).finish_non_exhaustive()
    }
}

/// The field of a repair in Chinese: what [`Repair::place`] gives, to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a>(Repair<'a>);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(repair) = self;
        let (cell, inner) = repair.field().split_once('.').unwrap_or((repair.field(), ""));
        let (cell, group) = numbered(cell);
        let (name, several) = match cell {
            "name" => ("事项名称", false),
            "category" => ("事项类别", false),
            "departments" => ("对应上级部门", false),
            "upper_duties" => ("上级职责", repair.item.upper_duties().len() > 1),
            "township_duties" => ("乡镇职责", repair.item.township_duties().len() > 1),
            "takeover" => ("承接部门", repair.item.takeover().len() > 1),
            other => (other, false),
        };
        f.write_str(name)?;
        match (cell, group.filter(|_| several)) {
            (_, None) => Ok(()),
            ("takeover", Some(number)) => write!(f, "之{number}"),
            (_, Some(number)) => write!(f, "第{number}组"),
        }?;
        let (inner, clause) = numbered(inner);
        match (inner, clause) {
            ("", _) => Ok(()),
            ("duties", Some(clause)) => write!(f, "现第{clause}条"),
            ("duties", None) => f.write_str("各条"),
            ("heading", _) => f.write_str("标题"),
            ("department", _) => f.write_str("部门"),
            ("method", _) => f.write_str("的工作方式"),
            (other, _) => f.write_str(other),
        }
    }
}

/// `duties[1]` as `duties` and 2, its number counted from 1.
fn numbered(step: &str) -> (&str, Option<usize>) {
    let parts = step.strip_suffix(']').and_then(|step| step.split_once('['));
    let number = parts.and_then(|(name, index)| Some((name, index.parse::<usize>().ok()?.checked_add(1)?)));
    number.map_or((step, None), |(name, number)| (name, Some(number)))
}
