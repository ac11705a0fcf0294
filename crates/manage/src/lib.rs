//! What people do with a township's duty list (乡镇履行职责事项清单) over the years, on top of the library: compare editions and townships,
//! teach it what they corrected, measure it on their own texts, and check whether a task that is handed down is theirs.
//!
//! Every result is a [`Review`]: facts, remarks and tables, as text, JSON, a page of HTML or a workbook.
#![forbid(unsafe_code)]

mod admit;
mod answers;
pub mod columns;
mod compare;
pub mod diff;
pub mod evaluate;
pub mod headings;
pub mod label;
pub mod labels;
pub mod meaning;
pub mod requests;
pub mod review;
mod same;
mod sheets;
pub mod statistics;
pub mod teach;
mod wording;

pub use admit::admit;
pub use answers::Answers;
pub use compare::compare;
pub use diff::{Change, ChangeKind, Difference, diff};
pub use evaluate::evaluate;
pub use review::Review;
