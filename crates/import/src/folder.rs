//! A list as the files of a folder, written as an editor would write them: one duty a line, in the order of the list.

use lvzhi_compiler::model::{Cover, Department, Figure, From, Group, Item, List, Repair, Takeover, Tier, Township};
use lvzhi_compiler::{Sources, matter_id};
use std::fmt::Write;
use toml::Value;

/// What the folder's file of a tier is called.
pub(crate) const fn item_file(tier: Tier) -> &'static str {
    match tier {
        Tier::Basic => "basic.toml",
        Tier::Cooperative => "cooperative.toml",
        Tier::Reclaimed => "reclaimed.toml",
    }
}

/// The files of a list.
pub(crate) fn sources(list: &List) -> Sources {
    let mut files =
        vec![("township.toml", township(&list.township)), ("departments.toml", departments(&list.departments))];
    for tier in Tier::ALL {
        let items = list.items.iter().filter(|item| item.tier == tier);
        files.push((item_file(tier), items.map(|item| self::item(list, item)).collect::<Vec<_>>().join("\n")));
    }
    let stated: Vec<&(usize, Cover)> = list.covers.iter().filter(|(_, cover)| cover.from == From::Stated).collect();
    if !stated.is_empty() {
        files.push(("covers.toml", covers(list, &stated)));
    }
    if !list.phrases.is_empty() {
        let mut lines: Vec<String> = list
            .phrases
            .iter()
            .filter_map(|(item, phrase)| Some(format!("{}\t{phrase}\n", list.items.get(*item)?.id())))
            .collect();
        lines.sort();
        files.push(("phrases.tsv", lines.concat()));
    }
    if !list.taught.is_empty() {
        let id = |item: Option<usize>| item.and_then(|item| list.items.get(item)).map(Item::id);
        let lines = list.taught.iter().map(|(item, text)| (id(*item), text.as_str()));
        files.push(("words.tsv", lvzhi_compiler::words_tsv(lines)));
    }
    Sources { folder: Default::default(), files }
}

/// A text as TOML writes it.
fn text(value: &str) -> String {
    Value::String(value.to_owned()).to_string()
}

fn texts(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| text(value)).collect();
    format!("[{}]", values.join(", "))
}

fn field(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(" = ");
    out.push_str(&text(value));
    out.push('\n');
}

fn township(township: &Township) -> String {
    let mut out = String::from("# The township and what its list declares of itself.\n");
    field(&mut out, "data_version", &township.data_version);
    for (key, value) in [("edition", &township.edition)] {
        if !value.is_empty() {
            field(&mut out, key, value);
        }
    }
    if township.made_up {
        out.push_str("made_up = true\n");
    }
    for (key, value) in [
        ("name", &township.name),
        ("county", &township.county),
        ("prefecture", &township.prefecture),
        ("region", &township.region),
    ] {
        field(&mut out, key, value);
    }
    if !township.code.is_empty() {
        field(&mut out, "code", &township.code);
    }
    for Figure { key, name, value, unit } in &township.figures {
        out.push_str("\n[[figure]]\n");
        field(&mut out, "key", key);
        field(&mut out, "name", name);
        let _ = writeln!(out, "value = {value}");
        field(&mut out, "unit", unit);
    }
    let by_tier = |values: [Option<u16>; 3]| {
        let values =
            Tier::ALL.into_iter().zip(values).filter_map(|(tier, value)| Some(format!("{} = {}", tier.key(), value?)));
        values.collect::<Vec<_>>().join(", ")
    };
    let _ = write!(
        out,
        "\n[declared]\nitems = {{ {} }}\ndepartments = {{ {} }}\n",
        by_tier(township.items.map(Some)),
        by_tier(township.departments)
    );
    if township.category_totals.iter().any(Option::is_some) {
        let _ = writeln!(out, "category_totals = {{ {} }}", by_tier(township.category_totals));
    }
    out.push_str("\n[declared.categories]\n");
    for (tier, categories) in Tier::ALL.into_iter().zip(&township.categories) {
        let _ = writeln!(out, "{} = {}", tier.key(), texts(categories));
    }
    for missing in &township.missing_departments {
        out.push_str("\n[[missing_departments]]\n");
        field(&mut out, "tier", missing.tier.key());
        let _ = writeln!(out, "count = {}\nhidden_in = {}", missing.count, texts(&missing.hidden_in));
        field(&mut out, "basis", &missing.basis);
    }
    out
}

fn departments(departments: &[Department]) -> String {
    let mut out = String::from(
        "# Departments (部门、单位) that the list names, in its order. name: as printed; short: without the county; aliases: other spellings.\n",
    );
    for Department { name, short, aliases, kind } in departments {
        out.push_str("\n[[department]]\n");
        field(&mut out, "name", name);
        field(&mut out, "short", short);
        field(&mut out, "kind", kind.key());
        let _ = writeln!(out, "aliases = {}", texts(aliases));
    }
    out
}

/// An item as it stands in the file of its tier.
pub(crate) fn item(list: &List, item: &Item) -> String {
    let name = |at: &usize| list.departments.get(*at).map(|department| department.name.clone());
    let mut out = String::from("[[item]]\n");
    let _ = writeln!(out, "number = {}", item.number);
    if !item.lines.is_empty() {
        let lines: Vec<String> = item.lines.iter().map(u16::to_string).collect();
        let _ = writeln!(out, "lines = [{}]", lines.join(", "));
    }
    field(&mut out, "category", &item.category);
    field(&mut out, "name", &item.name);
    let departments: Vec<String> = item.departments.iter().filter_map(name).collect();
    if !departments.is_empty() {
        let _ = writeln!(out, "departments = {}", texts(&departments));
    }
    for (key, groups) in [("upper_duties", &item.upper_duties), ("township_duties", &item.township_duties)] {
        for Group { heading, department, duties } in groups {
            let _ = writeln!(out, "\n[[item.{key}]]");
            if let Some(heading) = heading {
                field(&mut out, "heading", heading);
            }
            if let Some(department) = department.as_ref().and_then(name) {
                field(&mut out, "department", &department);
            }
            if duties.is_empty() {
                out.push_str("duties = []\n");
                continue;
            }
            out.push_str("duties = [\n");
            for duty in duties {
                let _ = writeln!(out, "  {},", text(duty));
            }
            out.push_str("]\n");
        }
    }
    for Takeover { department, method } in &item.takeover {
        out.push_str("\n[[item.takeover]]\n");
        if let Some(department) = department.as_ref().and_then(name) {
            field(&mut out, "department", &department);
        }
        if let Some(method) = method {
            field(&mut out, "method", method);
        }
    }
    for Repair { field: path, scanned, kind, basis, basis_zh } in &item.repairs {
        out.push_str("\n[[item.repairs]]\n");
        field(&mut out, "field", path);
        field(&mut out, "scanned", scanned);
        field(&mut out, "kind", kind.key());
        field(&mut out, "basis", basis);
        if let Some(basis_zh) = basis_zh {
            field(&mut out, "basis_zh", basis_zh);
        }
    }
    out
}

fn covers(list: &List, stated: &[&(usize, Cover)]) -> String {
    let mut out = String::from(
        "# Which matters (事由) items cover, as an editor stated it. The others are bound by the program.\n",
    );
    for (item, cover) in stated {
        let Some(item) = list.items.get(*item) else { continue };
        out.push_str("\n[[cover]]\n");
        field(&mut out, "item", &item.id());
        field(&mut out, "matter", &matter_id(usize::from(cover.matter)));
        if cover.main {
            out.push_str("main = true\n");
        }
        field(&mut out, "from", "stated");
    }
    out
}
