//! Writes tables as Rust source, the same on every machine.

use crate::perfect_hash::Solved;
use crate::tables::{BuiltKeys, BuiltTables};
use std::fmt::{Debug, Write};

/// The source of a `TABLES` constant that holds the tables; it expects the names of `lvzhi_tables` in scope.
#[must_use]
pub fn source(built: &BuiltTables) -> String {
    let tables = built.tables();
    let mut out = String::from("// Written by lvzhi-compiler from the list folder. Do not edit.\n");
    let mut slices = Slices { out: &mut out };
    slices.slice("FIGURES", "FigureRow", tables.figures);
    slices.slice("CATEGORIES", "CategoryRow", tables.categories);
    slices.slice("DEPARTMENTS", "DepartmentRow", tables.departments);
    slices.slice("SPANS", "Span", tables.spans);
    slices.slice("ITEMS", "ItemRow", tables.items);
    slices.slice("GROUPS", "GroupRow", tables.groups);
    slices.slice("TAKEOVERS", "TakeoverRow", tables.takeovers);
    slices.slice("LINES", "u16", tables.lines);
    slices.slice("REPAIRS", "RepairRow", tables.repairs);
    slices.slice("RELATED", "u16", tables.related);
    slices.slice("ITEM_DEPARTMENTS", "u8", tables.item_departments);
    slices.slice("DEPARTMENT_ITEMS", "u16", tables.department_items);
    slices.keys("NAMES", &built.names);
    slices.keys("SPELLINGS", &built.spellings);
    let index = &tables.index;
    slices.hash("TERMS", &built.index.hash);
    slices.slice("TERMS", "TermRow", index.terms);
    slices.slice("POSTINGS", "u8", index.postings);
    slices.slice("BIAS", "f32", index.bias);
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "pub(crate) static TABLES: Tables<'static> = Tables {{\n    layout: {},\n    data_version: {:?},\n    text: {:?},\n    \
         township: {:?},\n    figures: &FIGURES,\n    categories: &CATEGORIES,\n    departments: &DEPARTMENTS,\n    spans: &SPANS,\n    \
         tiers: {:?},\n    items: &ITEMS,\n    groups: &GROUPS,\n    takeovers: &TAKEOVERS,\n    lines: &LINES,\n    repairs: &REPAIRS,\n    \
         related: &RELATED,\n    item_departments: &ITEM_DEPARTMENTS,\n    department_items: &DEPARTMENT_ITEMS,\n    names: NAMES,\n    \
         spellings: SPELLINGS,\n    longest_key: {},\n    index: Index {{\n        items: {},\n        classes: {},\n        hash: TERMS_HASH,\n        terms: &TERMS,\n        \
         postings: &POSTINGS,\n        bias: &BIAS,\n        scale: {:?},\n        right: {:?},\n        listed: {:?},\n    }},\n}};",
        tables.layout,
        tables.data_version,
        tables.text,
        tables.township,
        tables.tiers,
        tables.longest_key,
        index.items,
        index.classes,
        index.scale,
        index.right,
        index.listed,
    );
    out
}

struct Slices<'a> {
    out: &'a mut String,
}

impl Slices<'_> {
    fn slice<T: Debug>(&mut self, name: &str, kind: &str, rows: &[T]) {
        let _ = write!(self.out, "static {name}: [{kind}; {}] = [", rows.len());
        for (at, row) in rows.iter().enumerate() {
            let end = if at % 16 == 15 { ",\n" } else { ", " };
            let _ = write!(self.out, "{row:?}{end}");
        }
        self.out.push_str("];\n");
    }

    fn hash(&mut self, name: &str, hash: &Solved) {
        self.slice(&format!("{name}_DISPLACEMENTS"), "Displacement", &hash.displacements);
        let _ = writeln!(
            self.out,
            "const {name}_HASH: PerfectHash<'static> = PerfectHash::new({}, Reading::{:?}, &{name}_DISPLACEMENTS, {});",
            hash.seed,
            hash.reading,
            hash.order.len()
        );
    }

    fn keys(&mut self, name: &str, table: &BuiltKeys) {
        self.hash(name, &table.hash);
        self.slice(&format!("{name}_KEYS"), "KeyRow", &table.keys);
        let _ = writeln!(
            self.out,
            "const {name}: KeyTable<'static> = KeyTable {{ hash: {name}_HASH, keys: &{name}_KEYS }};"
        );
    }
}
