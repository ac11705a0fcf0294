//! Why something cannot be compiled though no rule of its folder is broken, and look-ups that say so.

use std::fmt;

/// Why a sound list, or sound matters, cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CompileError {
    /// Something refers to a row that is not there. A list that was read from a folder has no such thing: then it is a fault of the
    /// compiler.
    Missing {
        /// What was looked for.
        what: &'static str,
        /// Its index.
        index: usize,
        /// How many there are.
        rows: usize,
    },
    /// A spelling by which one thing is to be found, of items, departments or labels, is there twice. A list that was read from a folder has no
    /// such thing: `check` names both.
    Twice {
        /// The spelling, as it is looked up.
        spelling: String,
    },
    /// More than a compiled file has room for.
    TooLarge {
        /// What.
        what: &'static str,
        /// How many, or how many bytes.
        found: usize,
        /// How many there may be.
        most: usize,
    },
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { what, index, rows } => {
                write!(
                    f,
                    "{what} {index} is named, of {rows}; correct what names it, or report this as a fault of lvzhi"
                )
            }
            Self::Twice { spelling } => write!(
                f,
                "“{spelling}” leads to two items or departments: correct names and aliases so that each is there once"
            ),
            Self::TooLarge { what, found, most } => write!(f, "{found} {what}, at most {most}; leave some out"),
        }
    }
}

impl CompileError {
    /// The message in Chinese.
    #[must_use]
    pub fn chinese(&self) -> String {
        match self {
            Self::Missing { what, index, rows } => {
                format!(
                    "写到了第 {index} 个（从 0 数）{what}，而只有 {rows} 个；请改正写到它的地方，或作为 lvzhi 的缺陷反馈"
                )
            }
            Self::Twice { spelling } => {
                format!("“{spelling}”指向两个事项或部门；请改正名称和简称，使每个只出现一次")
            }
            Self::TooLarge { what, found, most } => {
                let what = match *what {
                    "items" => "事项",
                    "departments" => "部门",
                    "categories" => "类别",
                    "bytes" => "字节",
                    what => what,
                };
                format!("{what}共 {found}，最多 {most}；请减少一些")
            }
        }
    }
}

impl std::error::Error for CompileError {}

/// Rows of which each that is named must be there: nothing is passed over in silence.
pub(crate) trait Rows<T> {
    /// The row at a place.
    fn row(&self, index: usize, what: &'static str) -> Result<&T, CompileError>;

    /// The row at a place, to be written.
    fn row_mut(&mut self, index: usize, what: &'static str) -> Result<&mut T, CompileError>;
}

impl<T> Rows<T> for [T] {
    #[inline]
    fn row(&self, index: usize, what: &'static str) -> Result<&T, CompileError> {
        self.get(index).ok_or_else(|| missing(what, index, self.len()))
    }

    #[inline]
    fn row_mut(&mut self, index: usize, what: &'static str) -> Result<&mut T, CompileError> {
        let rows = self.len();
        self.get_mut(index).ok_or_else(|| missing(what, index, rows))
    }
}

#[cold]
const fn missing(what: &'static str, index: usize, rows: usize) -> CompileError {
    CompileError::Missing { what, index, rows }
}

/// `found` as it is, where there may be so many.
pub(crate) fn at_most(what: &'static str, found: usize, most: usize) -> Result<usize, CompileError> {
    if found <= most { Ok(found) } else { Err(CompileError::TooLarge { what, found, most }) }
}

#[cfg(test)]
mod tests {
    use super::CompileError;

    #[test]
    fn what_is_too_large_is_said_in_both_languages() {
        let error = CompileError::TooLarge { what: "items", found: 70_000, most: 65_534 };
        assert_eq!(error.to_string(), "70000 items, at most 65534; leave some out");
        assert_eq!(error.chinese(), "事项共 70000，最多 65534；请减少一些");
    }
}
