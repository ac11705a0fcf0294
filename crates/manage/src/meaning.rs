//! What people's labels mean in a list: an item, a tier, a category, a department, or that the list does not hold the matter.

use lvzhi::{Catalogue, Item, Tier};
use lvzhi_compiler::nearest;

/// Words for what a list does not hold.
const NOT_LISTED: [&str; 24] = [
    "清单外",
    "清单之外",
    "清单以外",
    "清单外事项",
    "非清单",
    "非清单事项",
    "不在清单",
    "不在清单内",
    "不在清单里",
    "不在清单上",
    "不在清单中",
    "不属于清单",
    "未列入",
    "未列入清单",
    "清单没有",
    "清单里没有",
    "清单无",
    "无",
    "没有",
    "-",
    "unlisted",
    "outside",
    "not listed",
    "not on the list",
];

/// Whether a label says that the list does not hold the matter.
#[must_use]
pub fn is_not_listed(label: &str) -> bool {
    NOT_LISTED.iter().any(|word| label.trim().eq_ignore_ascii_case(word))
}

/// What labels name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// Items, by id or name.
    Items,
    /// Tiers.
    Tiers,
    /// Categories.
    Categories,
    /// Departments, by any spelling; and the township itself, whose the basic items are.
    Departments,
}

impl Of {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 4] = [Self::Items, Self::Tiers, Self::Categories, Self::Departments];

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Items => "事项",
            Self::Tiers => "清单类别",
            Self::Categories => "事项类别",
            Self::Departments => "部门",
        }
    }

    /// What a label means, in one word for all its spellings: an id, the key of a tier, the name of a category or department.
    #[must_use]
    pub fn read(self, list: &Catalogue, label: &str) -> Option<String> {
        match self {
            Self::Items => item(list, label).map(|item| item.id().to_string()),
            Self::Tiers => label.parse::<Tier>().ok().map(|tier| tier.to_string()),
            Self::Categories => Tier::ALL
                .into_iter()
                .flat_map(|tier| list.categories(tier))
                .find(|category| category.name() == label)
                .map(|category| category.name().to_owned()),
            Self::Departments => {
                let own = Some(list.township().name()).filter(|name| *name == label.trim());
                own.or_else(|| list.department(label).map(|department| department.name())).map(str::to_owned)
            }
        }
    }

    /// What an item is in these words: one of them, or several departments.
    #[must_use]
    pub fn of(self, item: Item<'_>) -> Vec<String> {
        match self {
            Self::Items => vec![item.id().to_string()],
            Self::Tiers => vec![item.tier().to_string()],
            Self::Categories => vec![item.category().name().to_owned()],
            // The township, which is no department, is responsible for a basic item.
            Self::Departments if item.tier() == Tier::Basic => item.responsible().map(str::to_owned).collect(),
            Self::Departments => item.departments().map(|(department, _)| department.name().to_owned()).collect(),
        }
    }
}

/// The item that a label names: `C051`, its name, or both: `C051 做好国土调查工作`.
#[must_use]
pub fn item<'l>(list: &'l Catalogue, label: &str) -> Option<Item<'l>> {
    let label = label.trim();
    list.resolve(label).ok().or_else(|| list.item(label.split_whitespace().next()?))
}

/// The names of items nearest to a label that names none, for messages.
#[must_use]
pub fn nearest_items(list: &Catalogue, label: &str) -> Vec<String> {
    let near = nearest(label, list.items().map(|item| item.name()));
    near.into_iter().filter_map(|name| list.item_named(name)).map(|item| item.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_not_listed;

    #[test]
    fn words_for_what_a_list_does_not_hold() {
        for label in ["清单外", " 不在清单上 ", "清单之外", "Unlisted", "Not listed", "无"] {
            assert!(is_not_listed(label), "{label}");
        }
        for label in ["", "清单", "C051", "其他"] {
            assert!(!is_not_listed(label), "{label}");
        }
    }
}
