//! The lists of several townships side by side: what all have, what only one has, and the same matter in different tiers.

use crate::review::{Cell, Column, Review, Table};
use lvzhi::{Catalogue, Item, Matter, Tier};
use std::collections::{BTreeMap, BTreeSet};

/// What a list says of a matter.
#[derive(Debug, Clone, Default)]
struct Holders<'l> {
    /// The items that are mainly about it.
    main: Vec<Item<'l>>,
    /// The items that cover it beside others.
    beside: Vec<Item<'l>>,
}

impl Holders<'_> {
    fn is_empty(&self) -> bool {
        self.main.is_empty() && self.beside.is_empty()
    }
}

/// Compares lists by the matters that their items are mainly about. What only one list has, none of the others covers even beside other matters.
///
/// Names of townships that occur twice are told apart by county, and else by their place in the order given.
#[must_use]
pub fn compare(lists: &[&Catalogue]) -> Review {
    let names = names(lists);
    let mut matrix: BTreeMap<Matter, Vec<Holders<'_>>> = BTreeMap::new();
    for (at, list) in lists.iter().enumerate() {
        for item in list.items() {
            for cover in item.covers() {
                let Some(matter) = cover.matter else { continue };
                let row = matrix.entry(matter).or_insert_with(|| vec![Holders::default(); lists.len()]);
                if let Some(holders) = row.get_mut(at) {
                    if cover.main { holders.main.push(item) } else { holders.beside.push(item) }
                }
            }
        }
    }
    // What no list is mainly about, none of them names.
    matrix.retain(|_, row| row.iter().any(|holders| !holders.main.is_empty()));
    let mut review = Review::new("comparison", format!("清单比较：{} 份", lists.len()));
    review.fact("lists", "清单", lists.len());
    review.fact("matters", "涉及的事由", matrix.len());
    let tables = Tables { names: &names, matrix: &matrix };
    let all = tables.common();
    let one = tables.single();
    let tiers = tables.tiers();
    review.fact("common", "各家都有", all.rows.len());
    review.fact("single", "只有一家有", one.rows.len());
    review.fact("tiers", "类别不一", tiers.rows.len());
    review.notes.push(
        "按事项主要对应的事由比较，“只有一家有”的，别家连兼带管的也没有；对应由程序根据文字得出的，措辞含混的事项可能对错，下结论前请看原文".to_owned(),
    );
    review.tables = vec![townships(lists, &names), tiers, one, all, tables.whole()];
    review
}

fn names(lists: &[&Catalogue]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut named = Vec::with_capacity(lists.len());
    for (at, list) in lists.iter().enumerate() {
        let township = list.township();
        let (short, long) = (township.name().to_owned(), format!("{}{}", township.county(), township.name()));
        let twice = lists.iter().filter(|other| other.township().name() == township.name()).count() > 1;
        let mut name = if twice { long } else { short };
        if seen.contains(&name) {
            name = format!("{name} {}", at + 1);
        }
        seen.insert(name.clone());
        named.push(name);
    }
    named
}

fn townships(lists: &[&Catalogue], names: &[String]) -> Table {
    let columns = [
        ("township", "乡镇", 20),
        ("edition", "施行日期", 12),
        ("items", "事项", 8),
        ("basic", "基本履职", 10),
        ("cooperative", "配合履职", 10),
        ("reclaimed", "上级部门收回", 14),
        ("departments", "部门", 8),
    ];
    let mut table = Table::new("townships", "清单", &columns);
    for (list, name) in lists.iter().zip(names) {
        let [basic, cooperative, reclaimed] = Tier::ALL.map(|tier| Cell::from(list.items().in_tier(tier).count()));
        let edition = list.township().edition();
        let departments = list.departments().len().into();
        table.row([
            name.as_str().into(),
            edition.into(),
            list.item_count().into(),
            basic,
            cooperative,
            reclaimed,
            departments,
        ]);
    }
    table
}

struct Tables<'m, 'l> {
    names: &'m [String],
    matrix: &'m BTreeMap<Matter, Vec<Holders<'l>>>,
}

/// The tiers of items, each once, in the order of tiers.
fn tiers_of(items: &[Item<'_>]) -> BTreeSet<Tier> {
    items.iter().map(|item| item.tier()).collect()
}

fn joined<T: ToString>(things: impl IntoIterator<Item = T>) -> String {
    things.into_iter().map(|thing| thing.to_string()).collect::<Vec<_>>().join("、")
}

impl Tables<'_, '_> {
    /// What some item of every list is mainly about.
    fn common(&self) -> Table {
        let columns = [("matter", "事由", 10), ("name", "名称", 36), ("field", "领域", 12), ("tiers", "清单类别", 36)];
        let mut table = Table::new("common", "各家都有", &columns);
        for (matter, row) in self.matrix.iter().filter(|(_, row)| row.iter().all(|holders| !holders.main.is_empty())) {
            let tiers: BTreeSet<Tier> = row.iter().flat_map(|holders| tiers_of(&holders.main)).collect();
            table.row([
                matter.id().to_string().into(),
                matter.name().into(),
                matter.field().into(),
                joined(tiers).into(),
            ]);
        }
        table
    }

    /// What only one list has: no item of the others covers it, not even beside others.
    fn single(&self) -> Table {
        let columns = [
            ("matter", "事由", 10),
            ("name", "名称", 36),
            ("township", "乡镇", 20),
            ("tiers", "清单类别", 16),
            ("items", "事项", 60),
        ];
        let mut table = Table::new("single", "只有一家有", &columns);
        if self.names.len() < 2 {
            return table;
        }
        for (matter, row) in self.matrix {
            let mut having = self.names.iter().zip(row).filter(|(_, holders)| !holders.is_empty());
            if let (Some((name, holders)), None) = (having.next(), having.next()) {
                table.row([
                    matter.id().to_string().into(),
                    matter.name().into(),
                    name.as_str().into(),
                    joined(tiers_of(&holders.main)).into(),
                    joined(&holders.main).into(),
                ]);
            }
        }
        table
    }

    /// What lists have in different tiers.
    fn tiers(&self) -> Table {
        let columns = [
            ("matter", "事由", 10),
            ("name", "名称", 36),
            ("basic", "基本履职", 40),
            ("cooperative", "配合履职", 40),
            ("reclaimed", "上级部门收回", 40),
        ];
        let mut table = Table::new("tiers", "类别不一", &columns);
        for (matter, row) in self.matrix {
            let sets: Vec<BTreeSet<Tier>> =
                row.iter().map(|holders| tiers_of(&holders.main)).filter(|tiers| !tiers.is_empty()).collect();
            // A list that splits a matter over tiers differs from one that has it in a single one, too.
            if sets.windows(2).any(|pair| pair.first() != pair.last()) {
                let in_tier = |tier: Tier| -> Cell {
                    let having = self.names.iter().zip(row).filter_map(|(name, holders)| {
                        let items =
                            joined(holders.main.iter().filter(|item| item.tier() == tier).map(|item| item.id()));
                        (!items.is_empty()).then(|| format!("{name} {items}"))
                    });
                    joined(having).into()
                };
                let [basic, cooperative, reclaimed] = Tier::ALL.map(in_tier);
                table.row([matter.id().to_string().into(), matter.name().into(), basic, cooperative, reclaimed]);
            }
        }
        table
    }

    /// Matter × township: the tiers in which each has it, or 兼 and those of items that cover it beside others.
    fn whole(&self) -> Table {
        let columns = [("matter", "事由", 10), ("name", "名称", 36), ("field", "领域", 12)];
        let mut table = Table::new("matrix", "事由×乡镇", &columns);
        table.columns.extend(self.names.iter().map(|name| Column::new(name, name, 14)));
        for (matter, row) in self.matrix {
            let mut cells = vec![matter.id().to_string().into(), matter.name().into(), matter.field().into()];
            cells.extend(row.iter().map(|holders| {
                let beside = || joined(tiers_of(&holders.beside).iter().map(|tier| format!("兼：{tier}")));
                Cell::from(if holders.main.is_empty() { beside() } else { joined(tiers_of(&holders.main)) })
            }));
            table.rows.push(cells);
        }
        table
    }
}
