//! Departments: one body under two names, names that nothing uses, duties of one that the item does not name.

use super::{Finding, Rule, Said, is_repaired};
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Group, Item};
use std::collections::HashSet;

/// A shorter name of fewer characters, without its place, says too little to be taken for another.
const SHORTEST: usize = 3;

/// What is odd about the registry.
pub(super) fn registry(list: &List) -> Vec<Finding> {
    let mut found = Vec::new();
    let plain: Vec<Vec<char>> =
        list.departments.iter().map(|department| without_place(list, &department.name)).collect();
    for (n, (department, name)) in list.departments.iter().zip(&plain).enumerate() {
        let others = list.departments.iter().zip(&plain).take(n);
        if let Some((other, _)) = others.into_iter().find(|(_, other)| is_same(name, other)) {
            let message = Said::new(
                format!("“{}”与“{}”像是同一个部门", department.name, other.name),
                format!("{} and {} seem to be one department", department.name, other.name),
            );
            found.push(Finding::new(Rule::Department, None, "departments", &department.name, message));
        }
    }
    let groups = |item: &Item| {
        item.upper_duties.iter().chain(&item.township_duties).filter_map(|group| group.department).collect::<Vec<_>>()
    };
    let named: HashSet<usize> = list
        .items
        .iter()
        .flat_map(|item| {
            let successors = item.takeover.iter().filter_map(|takeover| takeover.department);
            item.departments.iter().copied().chain(successors).chain(groups(item)).collect::<Vec<_>>()
        })
        .collect();
    for (_, department) in list.departments.iter().enumerate().filter(|(at, _)| !named.contains(at)) {
        let message = Said::new("没有事项用到这个部门", "no item names it");
        found.push(Finding::new(Rule::Unused, None, "departments", &department.name, message));
    }
    found
}

/// A name without the place before it: 巴楚县财政局, 县财政局 and 财政局 are one.
fn without_place(list: &List, name: &str) -> Vec<char> {
    let township = &list.township;
    let mut rest = name.strip_prefix("中共").unwrap_or(name);
    for place in [&township.region, &township.prefecture, &township.county] {
        // An agency of the prefecture for the county names both.
        let bare = place.trim_end_matches(['县', '市', '区', '旗']);
        rest = rest
            .strip_prefix(place.as_str())
            .or_else(|| rest.strip_prefix(bare).filter(|_| bare.chars().count() > 1))
            .unwrap_or(rest);
    }
    let rest = rest.trim_start_matches(['县', '市', '区', '旗']);
    // 委员会 is 委 for short, 办公室 is 办.
    let short = [("委员会", "员会"), ("办公室", "公室")].into_iter().find(|(end, _)| rest.ends_with(end));
    short.and_then(|(_, tail)| rest.strip_suffix(tail)).unwrap_or(rest).chars().collect()
}

/// Whether two names, without their places, are of one body: the shorter one is made of characters of the longer in their order, and they begin
/// and end alike, as 人社局 and 人力资源和社会保障局 do.
fn is_same(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a == b {
        return true;
    }
    let mut rest = long.iter();
    short.len() >= SHORTEST
        && !short.starts_with(&['委'])
        && short.first() == long.first()
        && short.last() == long.last()
        && short.iter().all(|c| rest.any(|other| other == c))
}

/// Departments with duties in an item that does not name them, and named ones without duties beside others that have some.
pub(super) fn of_item(list: &List, item: &Item) -> Vec<Finding> {
    let heads = |groups: &[Group]| groups.iter().filter_map(|group| group.department).collect::<Vec<_>>();
    let upper = heads(&item.upper_duties);
    let name = |at: usize| list.departments.get(at).map_or("", |department| department.name.as_str());
    let mut found = Vec::new();
    if is_repaired(item, "departments") || is_repaired(item, "upper_duties") {
        return found;
    }
    for &at in upper.iter().filter(|at| !item.departments.contains(at)) {
        let message = Said::new(
            format!("上级部门职责里有“{0}”，对应上级部门里没有", name(at)),
            format!("{} has duties, but is not among the departments of the item", name(at)),
        );
        found.push(Finding::new(Rule::Department, Some(item), "departments", name(at), message));
    }
    // Headings may name several at once.
    let headed = |at: usize| {
        let short = list.departments.get(at).map_or("", |department| department.short.as_str());
        item.upper_duties
            .iter()
            .filter_map(|group| group.heading.as_ref())
            .any(|heading| heading.contains(name(at)) || heading.contains(short))
    };
    let all_headed = item.upper_duties.iter().all(|group| group.department.is_some() || group.heading.is_some());
    if !upper.is_empty() && all_headed {
        for &at in item.departments.iter().filter(|&&at| !upper.contains(&at) && !headed(at)) {
            let message = Said::new(
                format!("对应上级部门里有“{0}”，上级部门职责里没有它的职责", name(at)),
                format!("{} is named, but has no duties where the others have theirs", name(at)),
            );
            found.push(Finding::new(Rule::Department, Some(item), "upper_duties", name(at), message));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{is_same, without_place};
    use lvzhi_compiler::List;

    fn list() -> List {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/xiamale");
        lvzhi_compiler::read(&folder).unwrap()
    }

    #[test]
    fn one_body_under_two_names() {
        let list = list();
        let same = |a: &str, b: &str| {
            let (a, b) = (without_place(&list, a), without_place(&list, b));
            is_same(&a, &b) && is_same(&b, &a)
        };
        for (a, b) in [
            ("县人社局", "巴楚县人力资源和社会保障局"),
            ("县水利局", "县水利和湖泊局"),
            ("县发改委", "县发展和改革委员会"),
            ("县政府办", "巴楚县政府办公室"),
            ("财政局", "巴楚县财政局"),
            ("喀什地区生态环境局巴楚县分局", "县生态环境局巴楚县分局"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("县民政局", "县财政局"),
            ("县委办", "县委编办"),
            ("县公安局", "县公安局交警大队"),
            ("县卫生健康局", "县文化和旅游局"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
