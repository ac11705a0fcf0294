//! Items as rows have them into a list in the compiler's form: departments, duties, takeovers, numbers, totals.

use super::headings::Field;
use super::totals::Declared;
use super::township::{self, Names};
use super::{Found, RawItem};
use crate::Options;
use crate::clauses::{self, Group as Clauses};
use crate::departments::{Own, Registry, is_nobody, named};
use crate::document::{Cell, Document};
use crate::error::ImportError;
use crate::imported::Imported;
use crate::report::{Doubt, Part, Report, Role, Severity, Total};
use crate::takeover;
use crate::text::{clean, key, number};
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Group, Item, MissingDepartments, Repair, RepairKind, Takeover, Tier, Township};
use lvzhi_tables::layout::{LONGEST_KEY, LONGEST_TEXT};
use std::collections::{HashMap, HashSet};

/// The category of items that the file gives none.
const NO_CATEGORY: &str = "未分类";

/// Makes the list.
pub(super) fn list(
    mut found: Found,
    mut names: Names,
    documents: &[Document],
    options: &Options,
) -> Result<Imported, ImportError> {
    let mut raws: [Vec<RawItem>; 3] = Default::default();
    for raw in std::mem::take(&mut found.items) {
        let Some((tier, _)) = raw.tier else { continue };
        if let Some(of) = Tier::ALL.iter().position(|of| *of == tier).and_then(|at| raws.get_mut(at)) {
            of.push(raw);
        }
    }
    let inferred = places(&raws, &mut names);
    let mut build = Build {
        documents,
        known: known_names(&raws),
        registry: Registry::new(&names.county),
        report: std::mem::take(&mut found.report),
        names: HashMap::new(),
        items: Vec::new(),
    };
    // Departments first: duties name them in short.
    for raw in raws.iter().flatten() {
        build.register(raw);
    }
    for (tier, raws) in Tier::ALL.into_iter().zip(raws) {
        build.tier(tier, raws);
    }
    for (short, long) in build.registry.twins() {
        let understood = [
            format!("“{short}”与“{long}”可能是同一部门，按两个部门收入"),
            format!("{short} may be {long}; kept as two departments"),
        ];
        let remedy = [
            "是同一部门的，在 departments.toml 中并为一条，简称写进 aliases".to_owned(),
            "make them one in departments.toml, with the short name among its aliases, where they are one".to_owned(),
        ];
        build.report.doubts.push(about_the_list(Severity::Doubtful, short, understood, remedy));
    }
    if let Some((branch, text)) = &inferred {
        let understood =
            [format!("县、市按部门名称“{text}”推定"), format!("county and prefecture by the name of {text}")];
        let remedy = [
            "请核对，或用 --county、--prefecture 写明".to_owned(),
            "see whether they are right, or give --county and --prefecture".to_owned(),
        ];
        build.report.doubts.push(about_the_list(Severity::Note, branch, understood, remedy));
    }
    build.facts(&names, options);
    let township = build.township(names, &found, options);
    let list = List {
        township,
        departments: build.registry.departments(),
        items: build.items,
        covers: Vec::new(),
        phrases: Vec::new(),
    };
    Imported::new(list, build.report)
}

/// The county and the prefecture, where only the name of a branch says them: what it says, and that name.
fn places(raws: &[Vec<RawItem>; 3], names: &mut Names) -> Option<(String, String)> {
    if !names.county.is_empty() && !names.prefecture.is_empty() {
        return None;
    }
    let cells = raws.iter().flatten().flat_map(|raw| raw.rows.iter().flatten()).map(|(_, cell)| cell);
    let ((prefecture, county), text) = cells
        .flat_map(|cell| cell.text.split(['\n', '、', '，', '：']))
        .find_map(|text| Some((township::branch(text)?, clean(text))))?;
    if !names.county.is_empty() && names.county != county {
        return None;
    }
    let before = names.clone();
    names.fill(&Names { prefecture: prefecture.clone(), county: county.clone(), ..Names::default() });
    (*names != before).then(|| (format!("{prefecture}{county}"), text))
}

/// Names of departments that stand whole on a line or between commas.
fn known_names(raws: &[Vec<RawItem>; 3]) -> HashSet<String> {
    let mut known = HashSet::new();
    let cells = raws.iter().flatten().flat_map(|raw| raw.rows.iter().flatten());
    for (_, cell) in cells.filter(|(field, _)| matches!(field, Field::Departments | Field::Joint)) {
        let pieces: Vec<&str> = cell.text.split(['、', '，', ',', '；', ';']).collect();
        known.extend(pieces.iter().filter(|piece| !piece.trim().contains('\n')).map(|piece| key(piece)));
    }
    known
}

fn about_the_list(severity: Severity, text: &str, understood: [String; 2], remedy: [String; 2]) -> Doubt {
    Doubt { severity, file: String::new(), place: Default::default(), text: text.to_owned(), understood, remedy }
}

struct Build<'a> {
    documents: &'a [Document],
    known: HashSet<String>,
    registry: Registry,
    report: Report,
    /// Names of items so far, as look-up compares them.
    names: HashMap<String, usize>,
    items: Vec<Item>,
}

impl Build<'_> {
    fn doubt(&mut self, severity: Severity, file: usize, cell: &Cell, understood: [String; 2], remedy: [&str; 2]) {
        let file = self.documents.get(file).map_or(String::new(), |document| document.file.clone());
        let (place, text) = (cell.place.clone(), cell.text.clone());
        self.report.doubts.push(Doubt { severity, file, place, text, understood, remedy: remedy.map(str::to_owned) });
    }

    fn say(&mut self, severity: Severity, file: usize, cell: &Cell, understood: [&str; 2], remedy: [&str; 2]) {
        self.doubt(severity, file, cell, understood.map(str::to_owned), remedy);
    }

    /// The departments that a cell names, by their canonical names.
    fn named(&self, text: &str) -> Vec<String> {
        named(text, &self.known)
    }

    /// Enters the departments of an item's cells.
    fn register(&mut self, raw: &RawItem) {
        for (field, cell) in raw.rows.iter().flatten() {
            let names = match field {
                Field::Departments | Field::Joint if raw.tier.is_some_and(|(tier, _)| tier != Tier::Basic) => {
                    self.named(&cell.text)
                }
                Field::Takeover => {
                    let own = Own { registry: &self.registry, departments: &[] };
                    let found = takeover::combined(&cell.text, &own, |text| named(text, &self.known));
                    found.into_iter().flat_map(|takeover| takeover.departments).collect()
                }
                _ => continue,
            };
            for name in names {
                self.registry.add(&name);
            }
        }
    }

    fn tier(&mut self, tier: Tier, raws: Vec<RawItem>) {
        let mut number = 0u16;
        let printed: Vec<Option<u16>> =
            raws.iter().map(|raw| raw.number.as_ref().and_then(|cell| self::number(&cell.text))).collect();
        let anew = starts_anew(&printed);
        // A category that is missing at the top is that of the row below.
        let mut categories: Vec<Option<String>> = raws.iter().map(|raw| raw.category.clone()).collect();
        let mut below: Option<String> = None;
        for category in categories.iter_mut().rev() {
            match category {
                Some(known) => below = Some(known.clone()),
                None => category.clone_from(&below),
            }
        }
        let mut told_anew = false;
        for ((raw, printed), category) in raws.into_iter().zip(printed).zip(categories) {
            if self.is_repeated(tier, &raw) {
                continue;
            }
            number = number.saturating_add(1);
            if let (Some(printed), Some(cell)) = (printed, &raw.number)
                && printed != number
            {
                if !anew {
                    let understood = [
                        format!("序号 {printed}，按顺序改为 {number}"),
                        format!("number {printed}, counted as {number}"),
                    ];
                    self.doubt(
                        Severity::Note,
                        raw.file,
                        cell,
                        understood,
                        ["请核对序号是否有缺漏", "see whether items are missing"],
                    );
                } else if !std::mem::replace(&mut told_anew, true) {
                    let understood = [
                        "序号在每个类别重新开始，按清单连续编号",
                        "numbers begin again in each category; counted on through the list",
                    ];
                    self.say(Severity::Note, raw.file, cell, understood, ["不需处理", "nothing"]);
                }
            }
            let item = self.item(tier, number, category, &raw);
            self.items.push(item);
        }
    }

    /// Whether an item is there already, word for word: it is told, and passed over.
    fn is_repeated(&mut self, tier: Tier, raw: &RawItem) -> bool {
        let name = raw.name_text();
        let Some(&at) = self.names.get(&words(&name)) else { return false };
        let Some(before) = self.items.get(at).cloned() else { return false };
        if before.tier != tier || before.name != name {
            return false;
        }
        let doubts = self.report.doubts.len();
        let mut twin = self.read(tier, before.number, Some(before.category.clone()), raw, name);
        twin.repairs.clear();
        let mut plain = before.clone();
        plain.repairs.clear();
        let same = twin == plain;
        let told = self.report.doubts.split_off(doubts);
        if same {
            self.report.doubts.extend(told.into_iter().filter(|doubt| doubt.severity == Severity::Lost));
            let file = self.documents.get(raw.file).map_or(String::new(), |document| document.file.clone());
            let text = format!("{} {}", before.id(), before.name);
            self.report.parts.push(Part { file, place: raw.place.clone(), role: Role::Repeated, text });
        }
        same
    }

    fn item(&mut self, tier: Tier, number: u16, category: Option<String>, raw: &RawItem) -> Item {
        let mut repairs = Vec::new();
        let mut name = raw.name_text();
        let cell = raw.cell();
        if words(&name).is_empty() {
            name = format!("{}第{number}项（名称缺失）", tier.name());
            repairs.push(supplied("name", "", "the file has no name here", "文件中没有事项名称"));
            let understood = ["没有事项名称", "an item without a name"];
            self.say(Severity::Lost, raw.file, &cell, understood, ["请补上名称", "write the name"]);
        }
        if key(&name).len() > LONGEST_KEY {
            let short: String = name.chars().take(LONGEST_KEY / 4).collect();
            let understood = ["事项名称过长，已截短", "a name that is too long, cut"];
            self.say(
                Severity::Lost,
                raw.file,
                &cell,
                understood,
                ["请核对这一格是否把几格连在一起", "see whether cells ran together here"],
            );
            name = short;
        }
        let printed = name.clone();
        let mut copy = 2;
        while self.names.contains_key(&words(&name)) {
            name = format!("{printed}（{copy}）");
            copy += 1;
        }
        if name != printed {
            repairs.push(supplied("name", &printed, "another item has the same name", "与另一事项同名"));
            let understood =
                [format!("与另一事项同名，改称“{name}”"), format!("the name of another item: called {name}")];
            self.doubt(
                Severity::Doubtful,
                raw.file,
                &cell,
                understood,
                ["名称应能区分事项，请改写其中一个", "names tell items apart: change one of them"],
            );
        }
        self.names.insert(words(&name), self.items.len());
        let category = category.unwrap_or_else(|| {
            repairs.push(supplied("category", "", "the file has no category here", "文件中没有事项类别"));
            let understood =
                [format!("没有事项类别，归入“{NO_CATEGORY}”"), format!("no category: put into {NO_CATEGORY}")];
            self.doubt(Severity::Doubtful, raw.file, &cell, understood, ["请补上类别", "write its category"]);
            NO_CATEGORY.to_owned()
        });
        let mut item = self.read(tier, number, Some(category), raw, name);
        repairs.append(&mut item.repairs);
        item.repairs = repairs;
        item
    }

    /// An item with everything that its cells say.
    fn read(&mut self, tier: Tier, number: u16, category: Option<String>, raw: &RawItem, name: String) -> Item {
        let mut item = Item {
            tier,
            number,
            category: category.unwrap_or_default(),
            name,
            departments: Vec::new(),
            upper_duties: Vec::new(),
            township_duties: Vec::new(),
            takeover: Vec::new(),
            lines: Vec::new(),
            repairs: Vec::new(),
        };
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
        for cell in cells(&[Field::Takeover, Field::Method, Field::Extra]) {
            self.left_out(raw.file, Field::Extra, cell);
        }
        for name in departments {
            let at = self.registry.add(&name);
            if !item.departments.contains(&at) {
                item.departments.push(at);
            }
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
            for cell in of(Field::Extra).chain(of(Field::TownshipDuties)) {
                self.left_out(raw.file, if is_nobody(&cell.text) { Field::TownshipDuties } else { Field::Extra }, cell);
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

    /// Doubts about the township's own facts.
    fn facts(&mut self, names: &Names, options: &Options) {
        let facts = [
            (&names.township, "乡镇（街道）名称", "the township's name", "--township"),
            (&names.county, "县（市、区、旗）", "the county", "--county"),
            (&names.prefecture, "市（州、地区、盟）", "the prefecture", "--prefecture"),
            (&names.region, "省（自治区、直辖市）", "the region", "--region"),
        ];
        for (value, chinese, english, option) in facts {
            if value.is_empty() {
                let understood =
                    [format!("文件中没有{chinese}，留空"), format!("the file does not say {english}; left empty")];
                let remedy = [
                    format!("用 {option} 写明，或填入 township.toml"),
                    format!("give {option}, or write it in township.toml"),
                ];
                self.report.doubts.push(about_the_list(Severity::Note, "", understood, remedy));
            }
        }
        if options.code.is_none() {
            let understood =
                ["没有九位区划代码".to_owned(), "the division code of nine digits is not known".to_owned()];
            let remedy = ["需要时用 --code 写明".to_owned(), "give --code, where it is needed".to_owned()];
            self.report.doubts.push(about_the_list(Severity::Note, "", understood, remedy));
        }
    }

    /// The township, with declared totals that hold; those that do not are told.
    fn township(&mut self, names: Names, found: &Found, options: &Options) -> Township {
        let mut declared: [[Option<u16>; 3]; 3] = Default::default();
        for (_, total) in &found.declared {
            let (kind, tier, value) = match *total {
                Declared::Items(tier, value) => (0, tier, value),
                Declared::Categories(tier, value) => (1, tier, value),
                Declared::Departments(tier, value) => (2, tier, value),
            };
            let slot = Tier::ALL.iter().position(|of| *of == tier).and_then(|at| declared.get_mut(kind)?.get_mut(at));
            if let Some(slot) = slot {
                *slot = slot.or(Some(value));
            }
        }
        let [items_declared, categories_declared, departments_declared] = declared;
        let mut items = [0u16; 3];
        let mut categories: [Vec<String>; 3] = Default::default();
        let mut departments = [None; 3];
        let mut missing_departments = Vec::new();
        for (at, tier) in Tier::ALL.into_iter().enumerate() {
            let of = || self.items.iter().filter(|item| item.tier == tier);
            let mut names: Vec<String> = Vec::new();
            for item in of() {
                if !names.contains(&item.category) {
                    names.push(item.category.clone());
                }
            }
            let count = of().count() as u16;
            let bodies = lvzhi_compiler::departments_named(&self.items, tier) as u16;
            let get = |declared: &[Option<u16>; 3]| declared.get(at).copied().flatten();
            let totals = [
                ("items", get(&items_declared), count),
                ("categories", get(&categories_declared), names.len() as u16),
                ("departments", get(&departments_declared), bodies),
            ];
            for (of, declared, found) in totals {
                if of != "departments" || tier != Tier::Basic {
                    self.total(tier, of, declared, found);
                }
            }
            let by_name: Vec<(String, u16)> = found
                .of_categories
                .iter()
                .filter(|(of, name, _)| (*of == Some(tier)) && names.contains(name))
                .map(|(_, name, count)| (name.clone(), *count))
                .collect();
            for (name, declared) in by_name {
                let found = self.items.iter().filter(|item| item.tier == tier && item.category == name).count() as u16;
                self.total(tier, &name, Some(declared), found);
            }
            let declared = get(&departments_declared).filter(|declared| *declared >= bodies && tier != Tier::Basic);
            if let Some(missing) = declared.map(|declared| declared - bodies).filter(|missing| *missing > 0) {
                missing_departments.push(MissingDepartments {
                    tier,
                    count: missing,
                    hidden_in: Vec::new(),
                    basis: "declared in the imported file, and not named by any item of it".to_owned(),
                });
            }
            for (slot, value) in [(items.get_mut(at), count)] {
                if let Some(slot) = slot {
                    *slot = value;
                }
            }
            if let Some(slot) = departments.get_mut(at) {
                *slot = declared;
            }
            if let Some(slot) = categories.get_mut(at) {
                *slot = names;
            }
        }
        let edition = options.edition.clone().or_else(|| found.edition.clone()).unwrap_or_default();
        let data_version = if edition.is_empty() { "imported".to_owned() } else { format!("imported-{edition}") };
        Township {
            data_version,
            name: names.township,
            county: names.county,
            prefecture: names.prefecture,
            region: names.region,
            code: options.code.clone().unwrap_or_default(),
            edition,
            made_up: false,
            figures: Vec::new(),
            items,
            categories,
            departments,
            missing_departments,
        }
    }

    fn total(&mut self, tier: Tier, of: &str, declared: Option<u16>, found: u16) {
        let total = Total { tier: tier.key(), of: of.to_owned(), declared, found };
        if total.differs() {
            let declared = declared.unwrap_or_default();
            let what = match of {
                "items" => "事项",
                "categories" => "类别",
                "departments" => "部门",
                category => category,
            };
            let understood = [
                format!("{}：{what}载明 {declared}，实有 {found}", tier.name()),
                format!("{}: {of}: {declared} declared, {found} found", tier.key()),
            ];
            let remedy = [
                "请核对是否漏读，或原文有误".to_owned(),
                "see whether something was not read, or the original errs".to_owned(),
            ];
            self.report.doubts.push(about_the_list(Severity::Doubtful, of, understood, remedy));
        }
        self.report.totals.push(total);
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

/// Whether numbers begin again at 1, more than once, and run on from there.
fn starts_anew(numbers: &[Option<u16>]) -> bool {
    let numbers: Vec<u16> = numbers.iter().flatten().copied().collect();
    let runs = |pair: &[u16]| matches!(pair, [a, b] if *b == a.saturating_add(1) || *b == 1);
    numbers.first() == Some(&1)
        && numbers.windows(2).all(runs)
        && numbers.iter().filter(|&&number| number == 1).count() > 1
}

/// What look-up compares: folded, without punctuation.
fn words(text: &str) -> String {
    key(text).chars().filter(|&c| !lvzhi_tables::fold::is_punctuation(c)).collect()
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

fn supplied(field: &str, scanned: &str, basis: &str, basis_zh: &str) -> Repair {
    Repair {
        field: field.to_owned(),
        scanned: scanned.to_owned(),
        kind: RepairKind::Supplied,
        basis: basis.to_owned(),
        basis_zh: Some(basis_zh.to_owned()),
    }
}
