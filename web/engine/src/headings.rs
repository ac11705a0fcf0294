//! Which column of a table holds the requests, and how many rows of headings stand above it.

use lvzhi_manage::headings::{By, head, requests};

/// What was found out about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Found {
    /// The column of requests, from 0; none where no column holds text.
    pub(crate) column: Option<usize>,
    /// Whether a heading names it.
    pub(crate) named: bool,
    /// Rows of titles and headings.
    pub(crate) headings: usize,
}

/// The column of requests, and the rows above the first one.
pub(crate) fn find(rows: &[Vec<String>]) -> Found {
    let head = head(rows, &[]);
    let found = requests(&head.names, rows.iter().skip(head.rows), &[]);
    Found { column: found.map(|(at, _)| at), named: found.is_some_and(|(_, by)| by == By::Heading), headings: head.rows }
}
