//! Where the wording of an item differs from the scan (校勘), and why.

use crate::item::Item;
use core::fmt;
use lvzhi_tables::layout::{RepairRow, piece};

/// How a text that differs from the scan was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum RepairKind {
    /// Restored from the same document: certain.
    Restored,
    /// Supplied by the editor: a guess, or a plain title.
    Supplied,
    /// Unreadable: what is legible is kept, the rest is lost.
    Unreadable,
}

impl RepairKind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Restored, Self::Supplied, Self::Unreadable];

    /// The key in exports: `restored`, `supplied`, `unreadable`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Supplied => "supplied",
            Self::Unreadable => "unreadable",
        }
    }

    /// The Chinese name: 据原文复原, 编者拟补, 扫描无法辨认.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Restored => "据原文复原",
            Self::Supplied => "编者拟补",
            Self::Unreadable => "扫描无法辨认",
        }
    }
}

/// A difference between an item's wording and the scanned text.
#[derive(Clone, Copy)]
pub struct Repair<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) row: &'a RepairRow,
}

impl<'a> Repair<'a> {
    /// The path of the field: `name`, `departments`, `upper_duties[0].duties[1]`. A whole cell (`upper_duties`) means that
    /// something was lost or taken out of it.
    #[must_use]
    pub fn field(&self) -> &'a str {
        piece(self.item.tables.text, self.row.field)
    }

    /// The text as scanned; empty where the scan has nothing.
    #[must_use]
    pub fn scanned(&self) -> &'a str {
        piece(self.item.tables.text, self.row.scanned)
    }

    /// How the present text was come by.
    #[must_use]
    pub fn kind(&self) -> RepairKind {
        RepairKind::ALL.get(usize::from(self.row.kind)).copied().unwrap_or(RepairKind::Unreadable)
    }

    /// The reason. In English in the built-in list.
    #[must_use]
    pub fn basis(&self) -> &'a str {
        piece(self.item.tables.text, self.row.basis)
    }

    /// The reason in Chinese, as pages show it; `None` where the list gives none.
    #[must_use]
    pub fn basis_zh(&self) -> Option<&'a str> {
        let text = piece(self.item.tables.text, self.row.basis_zh);
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
