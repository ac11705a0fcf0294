//! Errors: what was expected, what was found, what to do.

use crate::answer::{LONGEST_QUERY, Verdict};
use crate::department::{Kind, Role};
use crate::evidence::Met;
use crate::id::Tier;
use crate::repair::RepairKind;
use core::fmt;

/// Text that is no item id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParseIdError(());

impl ParseIdError {
    pub(crate) const fn not_an_id() -> Self {
        Self(())
    }
}

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "不是事项编号,编号形如 B001、C051、R009 (not an item id: a letter B, C or R and a number, such as C051)",
        )
    }
}

impl core::error::Error for ParseIdError {}

/// Text that is no word of a fixed set: no [`Tier`], [`Verdict`], [`Role`], [`Kind`], [`RepairKind`] or [`Met`]. The message
/// lists those there are.
///
/// ```
/// let error = "主管".parse::<lvzhi::Role>().unwrap_err();
/// assert_eq!(error.to_string(), "不是部门角色,应为 牵头、协同 或 承接 (not a role: lead, joint or successor)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParseWordError(Words);

/// A fixed set of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Words {
    Tier,
    Verdict,
    Role,
    Kind,
    RepairKind,
    Met,
}

impl ParseWordError {
    pub(crate) const fn not_of(words: Words) -> Self {
        Self(words)
    }
}

impl fmt::Display for ParseWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Words::Tier => expected(f, "清单类别", "a tier", &Tier::ALL.map(|is| [is.name(), is.key()])),
            Words::Verdict => expected(f, "判断", "a verdict", &Verdict::ALL.map(|is| [is.name(), is.key()])),
            Words::Role => expected(f, "部门角色", "a role", &Role::ALL.map(|is| [is.name(), is.key()])),
            Words::Kind => expected(f, "部门性质", "a kind of department", &Kind::ALL.map(|is| [is.name(), is.key()])),
            Words::RepairKind => {
                expected(f, "校勘类别", "a kind of repair", &RepairKind::ALL.map(|is| [is.name(), is.key()]))
            }
            Words::Met => expected(f, "依据类别", "a kind of evidence", &Met::ALL.map(|is| [is.name(), is.key()])),
        }
    }
}

fn expected(f: &mut fmt::Formatter<'_>, chinese: &str, english: &str, words: &[[&str; 2]]) -> fmt::Result {
    write!(f, "不是{chinese},应为 ")?;
    listed(f, words.iter().map(|[name, _]| *name), "、", " 或 ")?;
    write!(f, " (not {english}: ")?;
    listed(f, words.iter().map(|[_, key]| *key), ", ", " or ")?;
    f.write_str(")")
}

fn listed<'w>(
    f: &mut fmt::Formatter<'_>,
    words: impl ExactSizeIterator<Item = &'w str>,
    comma: &str,
    last: &str,
) -> fmt::Result {
    let end = words.len().saturating_sub(1);
    for (n, word) in words.enumerate() {
        f.write_str(if n == 0 {
            ""
        } else if n == end {
            last
        } else {
            comma
        })?;
        f.write_str(word)?;
    }
    Ok(())
}

impl core::error::Error for ParseWordError {}

/// A key that the list does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LookupError {
    /// An id beyond the last item of its tier.
    NoSuchId {
        /// The id asked for.
        id: crate::ItemId,
        /// Items that the tier has.
        items: u16,
    },
    /// Neither an id nor a name of the list.
    NoSuchName,
    /// No spelling of a department of the list.
    NoSuchDepartment,
}

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchId { id, items } => {
                let letter = id.tier().letter();
                write!(
                    f,
                    "没有 {id}:{}事项为 {letter}001 至 {letter}{items:03} (no {id}: ids of this tier run from {letter}001 to {letter}{items:03})",
                    id.tier()
                )
            }
            Self::NoSuchName => f.write_str("清单中没有这个编号或名称 (neither an id nor a name of the list)"),
            Self::NoSuchDepartment => f.write_str("清单中没有这个部门 (no department of the list is spelt so)"),
        }
    }
}

impl core::error::Error for LookupError {}

/// Text that cannot be classified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryError {
    /// Nothing but white space and control characters.
    Empty,
    /// More than [`LONGEST_QUERY`] bytes.
    TooLong {
        /// Bytes of the text.
        bytes: usize,
    },
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("查询为空,请输入要办的事 (the query is empty: say what the matter is)"),
            Self::TooLong { bytes } => write!(
                f,
                "查询过长:{bytes} 字节,最多 {LONGEST_QUERY} 字节,请只保留诉求部分 (the query has {bytes} bytes, at most {LONGEST_QUERY}: keep the request itself)"
            ),
        }
    }
}

impl core::error::Error for QueryError {}
