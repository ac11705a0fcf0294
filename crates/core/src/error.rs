//! Errors: what was expected, what was found, what to do.

use crate::id::ItemId;
use core::fmt;

/// The longest text that can be a query, in bytes.
pub const LONGEST_QUERY: usize = 64 * 1024;

/// A key that the list does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LookupError {
    /// An id beyond the last item of its tier.
    NoSuchId {
        /// The id asked for.
        id: ItemId,
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
                    "没有 {id}：{}事项为 {letter}001 至 {letter}{items:03} (no {id}: ids of this tier run from {letter}001 to {letter}{items:03})",
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
            Self::Empty => f.write_str("查询为空，请输入要办的事 (the query is empty: say what the matter is)"),
            Self::TooLong { bytes } => write!(
                f,
                "查询过长：{bytes} 字节，最多 {LONGEST_QUERY} 字节，请只保留诉求部分 (the query has {bytes} bytes, at most {LONGEST_QUERY}: keep the request itself)"
            ),
        }
    }
}

impl core::error::Error for QueryError {}
