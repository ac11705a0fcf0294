//! The list as a search engine would be given it: one text an item.

use lvzhi::{Catalogue, Item};

/// Name twice, category, departments, duties and working methods of each item, in the order of the list.
#[must_use]
pub fn documents(list: &Catalogue) -> Vec<String> {
    list.items().map(document).collect()
}

fn document(item: Item<'_>) -> String {
    let mut parts = vec![item.name(), item.name(), item.category().name()];
    parts.extend(item.departments().map(|(department, _)| department.name()));
    parts.extend(duties(item));
    parts.join("\n")
}

/// The duties and working methods of an item.
pub fn duties<'a>(item: Item<'a>) -> impl Iterator<Item = &'a str> {
    let groups = item.upper_duties().chain(item.township_duties());
    groups.flat_map(|group| group.duties()).chain(item.takeover().filter_map(|takeover| takeover.method()))
}
