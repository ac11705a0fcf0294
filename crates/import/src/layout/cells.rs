//! What the cells of an item say: departments, duties and takeovers.

use super::RawItem;
use super::build::Build;
use super::vocabulary::Field;
use crate::clauses::{self, Group as Clauses, Head, Heads};
use crate::departments::{Own, is_nobody, named, says_others};
use crate::document::Cell;
use crate::report::Severity;
use crate::takeover;
use crate::text::{clean, words};
use lvzhi_compiler::model::{Group, Item, Repair, RepairKind, Takeover, Tier};
use lvzhi_tables::layout::LONGEST_TEXT;
use std::collections::HashSet;

impl Build<'_> {
    /// An item with everything that its cells say.
    pub(super) fn read(
        &mut self,
        tier: Tier,
        number: u16,
        category: Option<String>,
        raw: &RawItem,
        name: String,
    ) -> Item {
        let mut item = Item::new(tier, number, category.unwrap_or_default(), name);
        match tier {
            Tier::Basic => {
                for (field, cell) in raw.rows.iter().flatten() {
                    self.left_out(raw.file, *field, cell);
                }
            }
            Tier::Cooperative => self.cooperative(&mut item, raw),
            Tier::Reclaimed => self.reclaimed(&mut item, raw),
        }
        item
    }

    fn left_out(&mut self, file: usize, field: Field, cell: &Cell) {
        if field != Field::Extra && is_nobody(&cell.text) {
            return;
        }
        let understood = if field == Field::Extra {
            ["清单没有这一列，未收入", "a column that lists have no place for, left out"]
        } else {
            ["这一类事项没有这一列，未收入", "items of this tier have no such column; left out"]
        };
        self.say(Severity::Lost, file, cell, understood, ["需要时另行保存", "keep it elsewhere, where it is needed"]);
    }

    fn cooperative(&mut self, item: &mut Item, raw: &RawItem) {
        let cells = |fields: &[Field]| -> Vec<&Cell> {
            let all = raw.rows.iter().flatten();
            all.filter(|(field, _)| fields.contains(field)).map(|(_, cell)| cell).collect()
        };
        let mut departments = Vec::new();
        for field in [Field::Departments, Field::Joint] {
            let texts: Vec<&str> = cells(&[field]).iter().map(|cell| cell.text.as_str()).collect();
            departments.extend(self.named(&texts.join("\n")));
        }
        for cell in cells(&[Field::Departments, Field::Joint]).into_iter().filter(|cell| says_others(&cell.text)) {
            self.say(
                Severity::Note,
                raw.file,
                cell,
                ["“等”中没有写明的部门，未收入", "departments that the cell does not name (等), left out"],
                ["需要时写明全部部门", "name all departments, where they are needed"],
            );
        }
        for (field, cell) in raw.rows.iter().flatten() {
            if matches!(field, Field::Takeover | Field::Method | Field::Extra) {
                self.left_out(raw.file, *field, cell);
            }
        }
        for name in departments {
            let at = self.registry.add(&name);
            if !item.departments.contains(&at) {
                item.departments.push(at);
            }
        }
        if item.departments.is_empty() {
            self.departments_of_duties(item, raw);
        }
        if item.departments.is_empty() {
            item.repairs.push(lost("departments"));
            let cell = raw.cell();
            let understood = ["没有对应上级部门", "no department is named"];
            self.say(
                Severity::Doubtful,
                raw.file,
                &cell,
                understood,
                ["请补上牵头部门", "name the department that leads"],
            );
        }
        for field in [Field::UpperDuties, Field::TownshipDuties] {
            let (groups, place) = (self.groups(item, raw, field), cells(&[field]));
            let path = if field == Field::UpperDuties { "upper_duties" } else { "township_duties" };
            if groups.is_empty() {
                item.repairs.push(lost(path));
                let cell = place.first().map(|cell| (*cell).clone()).unwrap_or_else(|| raw.cell());
                let what = if field == Field::UpperDuties {
                    ["上级部门职责", "upper duties"]
                } else {
                    ["乡镇配合职责", "duties of the township"]
                };
                let understood = [format!("没有{}", what[0]), format!("no {}", what[1])];
                self.doubt(
                    Severity::Doubtful,
                    raw.file,
                    &cell,
                    understood,
                    ["请核对原文是否为空", "see whether the cell is empty in the original"],
                );
            }
            for (n, group) in groups.iter().enumerate() {
                if group.duties.is_empty() {
                    item.repairs.push(lost(&format!("{path}[{n}].duties")));
                    if let Some(cell) = place.first() {
                        let understood = ["标题或部门下面没有职责", "a heading or a department without duties"];
                        self.say(
                            Severity::Doubtful,
                            raw.file,
                            cell,
                            understood,
                            ["请核对原文", "look at the original"],
                        );
                    }
                }
            }
            if field == Field::UpperDuties { item.upper_duties = groups } else { item.township_duties = groups }
        }
    }

    /// The departments that head duties, where no other cell names any: 牵头部门及职责 in one column.
    fn departments_of_duties(&mut self, item: &mut Item, raw: &RawItem) {
        let names = self.headed(raw);
        for name in &names {
            let at = self.registry.add(name);
            if !item.departments.contains(&at) {
                item.departments.push(at);
            }
        }
        if let Some((_, cell)) = raw.rows.iter().flatten().find(|(field, _)| *field == Field::UpperDuties)
            && !names.is_empty()
        {
            self.say(
                Severity::Note,
                raw.file,
                cell,
                ["没有单列部门，按职责前的部门", "no department on its own; those that head the duties were taken"],
                ["请核对对应上级部门", "see whether they are the ones"],
            );
        }
    }

    /// The departments that head the upper duties of an item, in their order.
    pub(super) fn headed(&self, raw: &RawItem) -> Vec<String> {
        let own = Own { registry: &self.registry, departments: &[] };
        let cells = raw.rows.iter().flatten().filter(|(field, _)| *field == Field::UpperDuties);
        let groups = cells.flat_map(|(_, cell)| clauses::groups(&cell.text, &own));
        let names = groups.flat_map(|group| match (group.department, group.heading) {
            (Some(department), _) => vec![department],
            // 县水利局、县应急管理局：, and not 一、监测预警
            (None, Some(heading)) if own.head(&heading) == Some(Head::Several) => {
                let named = self.named(&heading);
                named.into_iter().filter(|name| matches!(own.head(name), Some(Head::Department(_)))).collect()
            }
            _ => Vec::new(),
        });
        names.collect()
    }

    /// The groups of a cell of duties, in all rows of the item.
    fn groups(&mut self, item: &Item, raw: &RawItem, field: Field) -> Vec<Group> {
        let mut texts: Vec<(Option<usize>, String)> = Vec::new();
        let several = raw.rows.iter().filter(|row| row.iter().any(|(of, _)| *of == Field::Departments)).count() > 1;
        for row in &raw.rows {
            let cells: Vec<&Cell> = row.iter().filter(|(of, _)| *of == field).map(|(_, cell)| cell).collect();
            if cells.is_empty() {
                continue;
            }
            let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n");
            if is_nobody(&text) {
                continue;
            }
            // A department in each row, its duties beside it.
            let own = row.iter().find(|(of, _)| *of == Field::Departments).map(|(_, cell)| self.named(&cell.text));
            let of = match own.as_deref() {
                Some([one]) if several && field == Field::UpperDuties => self.registry.find(one),
                _ => None,
            };
            match texts.last_mut() {
                Some((_, before)) if of.is_none() => {
                    // What a page break cut in two goes on where it stopped.
                    if crate::text::is_ended(&clean(before)) || clauses::ordinal(&clean(&text)).is_some() {
                        before.push('\n');
                    }
                    before.push_str(&text);
                }
                _ => texts.push((of, text)),
            }
        }
        let mut groups = Vec::new();
        for (of, text) in texts {
            let read = clauses::groups(&text, &Own { registry: &self.registry, departments: &item.departments });
            for Clauses { heading, department, duties } in read {
                let duties = duties
                    .into_iter()
                    .flat_map(|duty| self.fitting(raw, duty))
                    .filter(|duty| !words(duty).is_empty())
                    .collect();
                let department = match department {
                    Some(name) => Some(self.registry.find(&name).unwrap_or_else(|| self.new_department(raw, &name))),
                    None if heading.is_none() => of,
                    None => None,
                };
                groups.push(Group { heading, department, duties });
            }
            self.spellings(&text, item);
        }
        groups
    }

    /// Remembers by which short names duties speak of departments.
    fn spellings(&mut self, text: &str, item: &Item) {
        let heads: Vec<String> = text
            .split(['\n', '。', '；'])
            .filter_map(|line| line.split_once(['：', ':']))
            .map(|(head, _)| clean(head))
            .collect();
        for head in heads.iter().filter(|head| crate::text::length(head) <= 30) {
            let bare = clauses::ordinal(head).map_or(head.as_str(), |(_, rest)| rest);
            if let Some(at) = self.registry.resolve(bare, &item.departments) {
                self.registry.printed(at, bare);
            }
        }
    }

    fn new_department(&mut self, raw: &RawItem, name: &str) -> usize {
        let at = self.registry.add(name);
        let cell = raw.cell();
        let understood = [
            format!("职责中的“{name}”没有列在部门一栏"),
            format!("{name} has duties, but no cell names it as a department"),
        ];
        self.doubt(
            Severity::Doubtful,
            raw.file,
            &cell,
            understood,
            ["请核对部门名称", "see whether it is another name of one"],
        );
        at
    }

    /// A text in pieces that a list can hold.
    fn fitting(&mut self, raw: &RawItem, text: String) -> Vec<String> {
        if text.len() <= LONGEST_TEXT {
            return vec![text];
        }
        let cell = raw.cell();
        let understood = ["一条职责过长，已分成几条", "a duty that is too long, cut into several"];
        self.say(Severity::Doubtful, raw.file, &cell, understood, ["请核对原文", "look at the original"]);
        let chars: Vec<char> = text.chars().collect();
        chars.chunks(LONGEST_TEXT / 4).map(|piece| piece.iter().collect()).collect()
    }

    fn reclaimed(&mut self, item: &mut Item, raw: &RawItem) {
        let own = Own { registry: &self.registry, departments: &[] };
        let mut found = takeover::combined(&takeover_text(raw), &own, |text| named(text, &self.known));
        let mut bodies: Vec<String> = Vec::new();
        for row in &raw.rows {
            let of = |field: Field| row.iter().filter(move |(of, _)| *of == field).map(|(_, cell)| cell);
            for field in [Field::Extra, Field::TownshipDuties] {
                for cell in of(field) {
                    self.left_out(raw.file, field, cell);
                }
            }
            let names: Vec<String> =
                of(Field::Departments).chain(of(Field::Joint)).flat_map(|cell| self.named(&cell.text)).collect();
            let method: Vec<String> = of(Field::Method)
                .chain(of(Field::UpperDuties))
                .map(|cell| cell.text.clone())
                .filter(|text| !is_nobody(text))
                .collect();
            if !method.is_empty() {
                let text = method.join("\n");
                let own = Own { registry: &self.registry, departments: &[] };
                let by_heads = takeover::by_heads(&text, &own);
                let read = takeover::combined(&text, &own, |text| named(text, &self.known));
                let method = || read.iter().map(|takeover| takeover.method.as_str()).collect::<String>();
                if by_heads.len() > 1 {
                    let headed: Vec<String> =
                        by_heads.iter().flat_map(|takeover| takeover.departments.clone()).collect();
                    bodies.extend(names.into_iter().filter(|name| !headed.contains(name)));
                    found.extend(by_heads);
                } else if !names.is_empty() {
                    let mut departments = names;
                    departments.extend(read.iter().flat_map(|takeover| takeover.departments.clone()));
                    let mut seen = HashSet::new();
                    departments.retain(|name| seen.insert(name.clone()));
                    found.push(takeover::Takeover { departments, method: method() });
                } else {
                    let plain = read.iter().all(|takeover| takeover.departments.is_empty());
                    match found.last_mut().filter(|_| plain) {
                        Some(last) => last.method.push_str(&method()),
                        None => found.extend(read),
                    }
                }
            } else if !names.is_empty() {
                bodies.extend(names);
            }
        }
        if !bodies.is_empty() {
            // A department without a method: on a row of its own, or in a cell beside an empty one.
            match found.first_mut() {
                Some(first) if first.departments.is_empty() => first.departments = bodies,
                _ => found.push(takeover::Takeover { departments: bodies, method: String::new() }),
            }
        }
        for takeover::Takeover { departments, method } in found {
            self.takeovers(item, raw, &departments, &method);
        }
        if item.takeover.is_empty() {
            item.takeover.push(Takeover { department: None, method: None });
            item.repairs.push(lost("takeover[0].method"));
            let cell = raw.cell();
            let understood = ["没有承接部门和工作方式", "nobody is said to have taken it over"];
            self.say(
                Severity::Doubtful,
                raw.file,
                &cell,
                understood,
                ["请补上承接部门和工作方式", "say who took it over, and how"],
            );
        }
    }

    /// One takeover for each department; the method is that of all.
    fn takeovers(&mut self, item: &mut Item, raw: &RawItem, departments: &[String], method: &str) {
        let mut method = Some(method.to_owned()).filter(|method| !words(method).is_empty());
        let cell = raw.rows.iter().flatten().map(|(_, cell)| cell.clone()).next().unwrap_or_else(|| raw.cell());
        if let Some(long) = method.take_if(|method| method.len() > LONGEST_TEXT) {
            let understood = ["工作方式过长，已截短", "a method that is too long, cut"];
            self.say(Severity::Lost, raw.file, &cell, understood, ["请核对原文", "look at the original"]);
            method = Some(long.chars().take(LONGEST_TEXT / 4).collect());
        }
        let mut bodies: Vec<Option<usize>> = departments.iter().map(|name| Some(self.registry.add(name))).collect();
        if bodies.is_empty() {
            let actor = method.as_deref().filter(|method| !takeover::is_ended(method)).and_then(takeover::actor);
            let known = actor.and_then(|actor| self.registry.resolve(actor, &[]).map(|at| (at, actor.to_owned())));
            if let Some((at, name)) = &known {
                let understood = [
                    format!("没有单列承接部门，按文中的“{name}”"),
                    format!("no department on its own; {name} in the text was taken"),
                ];
                self.doubt(
                    Severity::Doubtful,
                    raw.file,
                    &cell,
                    understood,
                    ["请核对承接部门", "see whether it is the one"],
                );
                bodies.push(Some(*at));
            } else {
                bodies.push(None);
            }
        }
        for body in bodies {
            if method.is_none() {
                item.repairs.push(lost(&format!("takeover[{}].method", item.takeover.len())));
                let understood = ["没有工作方式", "no method is told"];
                self.say(Severity::Doubtful, raw.file, &cell, understood, ["请补上工作方式", "say how it is done now"]);
            }
            item.takeover.push(Takeover { department: body, method: method.clone() });
        }
    }
}

/// The cells of 承接部门及工作方式 in all rows of an item: what a page break cut in two goes on where it stopped.
fn takeover_text(raw: &RawItem) -> String {
    let mut text = String::new();
    for (_, cell) in raw.rows.iter().flatten().filter(|(field, _)| *field == Field::Takeover) {
        let before = clean(text.rsplit('\n').next().unwrap_or_default());
        let whole = crate::text::is_ended(&before)
            || crate::departments::looks_like_one(&before)
            || takeover::is_labelled(&cell.text);
        if whole && !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&cell.text);
    }
    text
}

fn lost(field: &str) -> Repair {
    Repair {
        field: field.to_owned(),
        scanned: String::new(),
        kind: RepairKind::Unreadable,
        basis: "empty in the imported file".to_owned(),
        basis_zh: Some("导入的文件中为空".to_owned()),
    }
}
