//! Whether a list holds what it declares of itself, and whether its numbers run on.

use super::{Finding, Rule, Said};
use lvzhi_compiler::model::Item;
use lvzhi_compiler::{List, Total, totals_that_differ};

/// The totals that are not met.
pub(super) fn totals(list: &List) -> Vec<Finding> {
    totals_that_differ(list).into_iter().map(finding).collect()
}

/// The items in front of which numbers are missing.
pub(super) fn numbers(list: &List) -> Vec<Finding> {
    let mut last: Option<&Item> = None;
    let mut found = Vec::new();
    for item in &list.items {
        let before = last.filter(|before| before.tier == item.tier).map_or(0, |before| before.number);
        if item.number != before.saturating_add(1) {
            let message = Said::new(
                format!("序号 {} 之前缺 {} 个", item.number, item.number.saturating_sub(before).saturating_sub(1)),
                format!("number {} behind {before}", item.number),
            );
            found.push(Finding::new(Rule::Numbers, Some(item), "number", item.number.to_string(), message));
        }
        last = Some(item);
    }
    found
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
