//! Errors: what was expected, what was found, what to do.

use crate::id::ItemId;
use core::fmt;

/// The longest text that can be a query, in bytes.
pub const LONGEST_QUERY: usize = 64 * 1024;

/// A key that the list does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LookupError {
    /// An id that no item has: beyond the last of its tier, or in a gap of its numbers.
    NoSuchId {
        /// The id asked for.
        id: ItemId,
        /// Items that the tier has.
        items: u16,
        /// The ids of the tier right before and right behind it; `None` where there is none.
        near: [Option<ItemId>; 2],
    },
    /// Neither an id nor a name of the list.
    NoSuchName,
    /// No spelling of a department of the list.
    NoSuchDepartment,
}

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchId { id, items, near } => {
                let tier = id.tier();
                match near {
                    [Some(before), Some(after)] => write!(
                        f,
                        "没有 {id}：{tier}共 {items} 项，编号有空缺，前后是 {before} 和 {after} (no {id}: {items} items of this tier, not every number is used; the nearest are {before} and {after})"
                    ),
                    [Some(last), None] => write!(
                        f,
                        "没有 {id}：{tier}共 {items} 项，最后一项是 {last} (no {id}: {items} items of this tier, the last is {last})"
                    ),
                    [None, Some(first)] => write!(
                        f,
                        "没有 {id}：{tier}共 {items} 项，第一项是 {first} (no {id}: {items} items of this tier, the first is {first})"
                    ),
                    [None, None] => {
                        write!(f, "没有 {id}：清单里没有{tier}事项 (no {id}: the list has no items of this tier)")
                    }
                }
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
