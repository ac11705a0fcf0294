//! Checks what was read: every rule of a sound list, with the line that breaks it.

use crate::covers;
use crate::declared::{check_township, stands_twice};
use crate::keys::{sound_key, sound_text};
use crate::model::{Department, Group, Item, Kind, List, Repair, RepairKind, Takeover, Tier};
use crate::problem::{Message, Problem, Reporter, nearest, said};
use crate::raw::{RawDepartment, RawGroup, RawItem, RawList, RawRepair};
use crate::sources::{Sources, item_file};
use crate::words;
use std::collections::HashMap;
use toml::Spanned;

/// Items that all tiers may have together, and departments that a list may have: rows keep them in 16 bits.
const MOST_ROWS: usize = lvzhi_tables::layout::MOST_ROWS - 1;

/// Turns what was read into a list; `None` or new problems where it is not sound.
pub(crate) fn check(sources: &Sources, raw: RawList, problems: &mut Vec<Problem>) -> Option<List> {
    let mut report = sources.reporter("departments.toml");
    let departments = check_departments(raw.departments, &mut report);
    problems.extend(report.into_problems());

    let source_lines = sources.has("source.txt").then(|| sources.text("source.txt").lines().count());
    let declared = raw.township.declared.categories_by_tier();
    let mut items = Vec::new();
    let mut names = HashMap::new();
    for (tier, raws) in Tier::ALL.into_iter().zip(raw.items) {
        let [basic, cooperative, reclaimed] = &declared;
        let categories = match tier {
            Tier::Basic => basic,
            Tier::Cooperative => cooperative,
            Tier::Reclaimed => reclaimed,
        };
        let mut check = ItemCheck {
            report: sources.reporter(item_file(tier)),
            tier,
            categories,
            departments: &departments,
            names: &mut names,
            source_lines,
            last: 0,
        };
        for raw in raws {
            items.push(check.item(raw));
        }
        problems.extend(check.report.into_problems());
    }
    let mut report = sources.reporter("township.toml");
    let township = check_township(raw.township, &items, &mut report);
    problems.extend(report.into_problems());

    let ids: HashMap<String, usize> = items.iter().enumerate().map(|(at, item)| (item.id(), at)).collect();
    let phrases = words::phrases(sources, &ids, problems);
    let taught = words::taught(sources, &ids, problems);
    let covers = covers::check(sources, raw.covers, &ids, problems);
    Some(List { township: township?, departments, items, covers, phrases, taught })
}

fn check_departments(raws: Vec<RawDepartment>, report: &mut Reporter<'_>) -> Vec<Department> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut departments = Vec::new();
    if raws.len() > MOST_ROWS {
        let found = raws.len();
        let message = said(
            format!("{found} departments, at most {MOST_ROWS}; leave out those that no item names"),
            format!("共 {found} 个部门，最多 {MOST_ROWS} 个；请删去没有事项用到的"),
        );
        report.at_line(1, "department", message);
    }
    for raw in raws {
        let line = report.line_of(raw.name.span().start);
        let kind = Kind::ALL.into_iter().find(|kind| kind.key() == raw.kind.get_ref()).unwrap_or_else(|| {
            report.at(raw.kind.span().start, "kind", no_kind(raw.kind.get_ref(), &Kind::ALL.map(Kind::key)));
            Kind::Government
        });
        let mut own = Vec::new();
        let named = [("name", &raw.name), ("short", &raw.short)];
        for (field, spelling) in named.into_iter().chain(raw.aliases.iter().map(|alias| ("aliases", alias))) {
            let text = sound_text(report, field, spelling);
            let key = sound_key(report, field, spelling);
            if own.contains(&key) {
                if field == "aliases" {
                    let message = said(
                        format!("{text} stands twice in this entry; remove one"),
                        format!("“{text}”在这一条里写了两次；请删去一个"),
                    );
                    report.at(spelling.span().start, field, message);
                }
                continue;
            }
            if let Some(other) = seen.insert(key.clone(), line) {
                let message = said(
                    format!(
                        "{text} is also a spelling of the department at line {other}; a spelling names one department, so remove it from one"
                    ),
                    format!("“{text}”也是第 {other} 行那个部门的写法；一种写法只能指一个部门，请删去一处"),
                );
                report.at(spelling.span().start, field, message);
            }
            own.push(key);
        }
        departments.push(Department {
            name: raw.name.into_inner(),
            short: raw.short.into_inner(),
            aliases: raw.aliases.into_iter().map(Spanned::into_inner).collect(),
            kind,
        });
    }
    departments
}

/// The ends of a message about an unknown name: what may have been meant.
fn or_nearest<'a>(given: &str, wanted: impl IntoIterator<Item = &'a str>) -> [String; 2] {
    let near = nearest(given, wanted);
    if near.is_empty() {
        return Default::default();
    }
    [format!(", or use one of: {}", near.join(", ")), format!("，或改用：{}", near.join("、"))]
}

/// A kind that is none of those there are.
fn no_kind(given: &str, keys: &[&str]) -> Message {
    said(
        format!("{given:?} is not a kind; one of {}", keys.join(", ")),
        format!("“{given}”不是已有的种类；应为 {} 之一", keys.join("、")),
    )
}

struct ItemCheck<'a> {
    report: Reporter<'a>,
    tier: Tier,
    categories: &'a [String],
    departments: &'a [Department],
    /// The id of each name so far, folded, without punctuation: names are keys, so no two items may have the same.
    names: &'a mut HashMap<String, String>,
    /// Lines of source.txt; `None` where the folder has none.
    source_lines: Option<usize>,
    /// The number of the item before.
    last: u16,
}

impl ItemCheck<'_> {
    fn item(&mut self, raw: RawItem) -> Item {
        let number = *raw.number.get_ref();
        let start = raw.number.span().start;
        // Gaps are the document's, or an editor's who left an item out; what is told by an id stays what it is.
        if number <= self.last {
            let last = self.last;
            let message = said(
                format!(
                    "{number} behind {last}: numbers are those of the list (序号), from 1, and rise; correct the number, or move the item into its place"
                ),
                format!("序号 {number} 排在 {last} 之后；序号照清单编，从 1 起递增：请改正序号，或移到应有的位置"),
            );
            self.report.at(start, "number", message);
        }
        self.last = number;
        let at_lines = raw.lines.as_ref().map_or(start, |lines| lines.span().start);
        let lines = raw.lines.map(Spanned::into_inner).unwrap_or_default();
        if let Some(last) = self.source_lines
            && (lines.is_empty() || lines.iter().any(|&line| line == 0 || usize::from(line) > last))
        {
            let message = said(
                format!("give the lines of source.txt that the item was read from, 1 to {last}"),
                format!("请写出这一项出自 source.txt 的哪几行，1 至 {last}"),
            );
            self.report.at(at_lines, "lines", message);
        }
        if self.source_lines.is_none() && lines.contains(&0) {
            let message = said("0, but lines are counted from 1; correct it", "写作 0，行号从 1 起；请改正");
            self.report.at(at_lines, "lines", message);
        }
        let category = sound_text(&mut self.report, "category", &raw.category);
        if !self.categories.contains(&category) {
            let [near, near_zh] = or_nearest(&category, self.categories.iter().map(String::as_str));
            let message = said(
                format!(
                    "{category} is not among the declared categories of this part in township.toml; declare it there{near}"
                ),
                format!("township.toml 中这一部分没有类别“{category}”；请在那里补上{near_zh}"),
            );
            self.report.at(raw.category.span().start, "category", message);
        }
        let name = sound_text(&mut self.report, "name", &raw.name);
        let key = sound_key(&mut self.report, "name", &raw.name);
        let id = format!("{}{number:03}", self.tier.letter());
        if let Some(other) = self.names.insert(key, id.clone()) {
            let message = said(
                format!(
                    "{id} has the same name as {other}, punctuation left out; names tell items apart, so change one"
                ),
                format!("{id} 与 {other} 名称相同（不计标点）；名称用来区分事项，请改一个"),
            );
            self.report.at(raw.name.span().start, "name", message);
        }
        let named = !raw.departments.is_empty();
        let mut departments: Vec<usize> = Vec::new();
        for name in &raw.departments {
            let found = self.department("departments", name);
            if found.is_some_and(|found| departments.contains(&found)) {
                self.report.at(name.span().start, "departments", stands_twice(name.get_ref()));
            }
            departments.extend(found);
        }
        let upper_duties = self.groups("upper_duties", raw.upper_duties);
        let township_duties = self.groups("township_duties", raw.township_duties);
        let takeover: Vec<Takeover> = raw
            .takeover
            .into_iter()
            .map(|takeover| Takeover {
                department: takeover.department.and_then(|name| self.department("takeover.department", &name)),
                method: takeover.method.map(|method| sound_text(&mut self.report, "takeover.method", &method)),
            })
            .collect();
        let places: Vec<usize> = raw.repairs.iter().map(|repair| repair.field.span().start).collect();
        let repairs = raw.repairs.into_iter().map(|repair| self.repair(repair)).collect();
        let item = Item {
            tier: self.tier,
            number,
            category,
            name,
            departments,
            upper_duties,
            township_duties,
            takeover,
            lines,
            repairs,
        };
        self.shape(start, &item, named);
        let fields = fields_of(&item);
        for (repair, place) in item.repairs.iter().zip(places).filter(|(repair, _)| !fields.contains(&repair.field)) {
            let message = said(
                format!(
                    "{} names no field of this item; give one such as name or upper_duties[0].duties[1]",
                    repair.field
                ),
                format!("这一项没有 {} 这一栏；应为 name、upper_duties[0].duties[1] 之类", repair.field),
            );
            self.report.at(place, "repairs.field", message);
        }
        item
    }

    fn department(&mut self, field: &str, name: &Spanned<String>) -> Option<usize> {
        let found = self.departments.iter().position(|department| department.name == *name.get_ref());
        if found.is_none() {
            let [near, near_zh] =
                or_nearest(name.get_ref(), self.departments.iter().map(|department| department.name.as_str()));
            let message = said(
                format!("{} is not a canonical name in departments.toml; add it there{near}", name.get_ref()),
                format!("departments.toml 中没有“{}”这个名称；请在那里补上{near_zh}", name.get_ref()),
            );
            self.report.at(name.span().start, field, message);
        }
        found
    }

    fn groups(&mut self, field: &str, raws: Vec<RawGroup>) -> Vec<Group> {
        raws.into_iter()
            .map(|raw| Group {
                heading: raw.heading.map(|heading| sound_text(&mut self.report, &format!("{field}.heading"), &heading)),
                department: raw.department.and_then(|name| self.department(&format!("{field}.department"), &name)),
                duties: raw
                    .duties
                    .into_inner()
                    .iter()
                    .map(|duty| sound_text(&mut self.report, &format!("{field}.duties"), duty))
                    .collect(),
            })
            .collect()
    }

    fn repair(&mut self, raw: RawRepair) -> Repair {
        let field = sound_text(&mut self.report, "repairs.field", &raw.field);
        let kind = RepairKind::ALL.into_iter().find(|kind| kind.key() == raw.kind.get_ref()).unwrap_or_else(|| {
            let message = no_kind(raw.kind.get_ref(), &RepairKind::ALL.map(RepairKind::key));
            self.report.at(raw.kind.span().start, "repairs.kind", message);
            RepairKind::Unreadable
        });
        let scanned = if raw.scanned.get_ref().is_empty() {
            String::new()
        } else {
            sound_text(&mut self.report, "repairs.scanned", &raw.scanned)
        };
        let basis = sound_text(&mut self.report, "repairs.basis", &raw.basis);
        let basis_zh = raw.basis_zh.map(|text| sound_text(&mut self.report, "repairs.basis_zh", &text));
        Repair { field, scanned, kind, basis, basis_zh }
    }

    /// What an item of each tier must and must not have. `named`: it names departments, known or not.
    fn shape(&mut self, at: usize, item: &Item, named: bool) {
        let repaired = |field: &str| item.repairs.iter().any(|repair| repair.field == field);
        let mut wrong: Vec<(&str, Message)> = Vec::new();
        let duties = !item.upper_duties.is_empty() || !item.township_duties.is_empty();
        match item.tier {
            Tier::Basic => {
                if duties || !item.departments.is_empty() || !item.takeover.is_empty() {
                    let message = said(
                        "a basic item has no departments, duties or takeover; remove them",
                        "基本履职事项没有部门、职责和承接；请删去",
                    );
                    wrong.push(("item", message));
                }
            }
            Tier::Cooperative => {
                if !item.takeover.is_empty() {
                    let message =
                        said("only reclaimed items have one; remove it", "只有上级部门收回的事项才有；请删去");
                    wrong.push(("takeover", message));
                }
                if !named && !repaired("departments") {
                    let message = said(
                        "name a department, or record in a repair that the scan lost it",
                        "请写明部门；原文没有的，记入校勘（repairs）",
                    );
                    wrong.push(("departments", message));
                }
                for (field, groups) in
                    [("upper_duties", &item.upper_duties), ("township_duties", &item.township_duties)]
                {
                    if groups.is_empty() && !repaired(field) {
                        let message = said(
                            "give the duties, or record in a repair that the scan lost them",
                            "请写出职责；原文没有的，记入校勘（repairs）",
                        );
                        wrong.push((field, message));
                    }
                    for (n, group) in groups.iter().enumerate() {
                        if group.duties.is_empty() && !repaired(&format!("{field}[{n}].duties")) {
                            let message = said(
                                format!(
                                    "group {n} has no duties; give them, or record in a repair that the scan lost them"
                                ),
                                format!("第 {n} 组（从 0 数）没有职责；请写出，原文没有的，记入校勘（repairs）"),
                            );
                            wrong.push((field, message));
                        }
                    }
                }
            }
            Tier::Reclaimed => {
                if duties || !item.departments.is_empty() {
                    let message = said(
                        "a reclaimed item has takeovers, not departments or duties; remove them",
                        "上级部门收回的事项只有承接（takeover），没有部门和职责；请删去",
                    );
                    wrong.push(("item", message));
                }
                if item.takeover.is_empty() {
                    let message = said(
                        "say who took the item over, or that nobody does it any more",
                        "请写明由谁承接，或不再开展",
                    );
                    wrong.push(("takeover", message));
                }
                for (n, takeover) in item.takeover.iter().enumerate() {
                    if takeover.method.is_none() && !repaired(&format!("takeover[{n}].method")) {
                        let message = said(
                            format!("takeover {n} has no method; give it, or record in a repair that the scan lost it"),
                            format!("第 {n} 个承接（从 0 数）没有工作方式；请写出，原文没有的，记入校勘（repairs）"),
                        );
                        wrong.push(("takeover", message));
                    }
                }
            }
        }
        for (field, message) in wrong {
            self.report.at(at, field, message);
        }
    }
}

/// The path of each field of an item that a repair can be about.
fn fields_of(item: &Item) -> Vec<String> {
    let mut fields =
        ["category", "name", "departments", "upper_duties", "township_duties", "takeover"].map(str::to_owned).to_vec();
    for (head, groups) in [("upper_duties", &item.upper_duties), ("township_duties", &item.township_duties)] {
        for (n, group) in groups.iter().enumerate() {
            fields.extend(["heading", "department", "duties"].map(|part| format!("{head}[{n}].{part}")));
            fields.extend((0..group.duties.len()).map(|duty| format!("{head}[{n}].duties[{duty}]")));
        }
    }
    for n in 0..item.takeover.len() {
        fields.extend(["department", "method"].map(|part| format!("takeover[{n}].{part}")));
    }
    fields
}
