//! Whether a list holds what it declares of itself.

use super::{Finding, Rule, Said};
use lvzhi_compiler::{List, Total, totals_that_differ};

/// The totals that are not met.
pub(super) fn totals(list: &List) -> Vec<Finding> {
    totals_that_differ(list).into_iter().map(finding).collect()
}

fn finding(Total { tier, of, declared, found }: Total) -> Finding {
    let (what, field) = match of {
        "items" => ("事项", "declared.items"),
        "categories" => ("类别", "declared.category_totals"),
        _ => ("部门", "declared.departments"),
    };
    let message = Said::new(
        format!("{}：清单载明{what} {declared}，实有 {found}", tier.name()),
        format!("{}: {declared} {of} declared, {found} found", tier.key()),
    );
    Finding::new(Rule::Totals, None, field, declared.to_string(), message)
}
