//! Items as rows have them into a list in the compiler's form: departments, duties, takeovers, numbers, totals.

use super::numbering::Numbering;
use super::totals::Declared;
use super::township::{self, Names};
use super::vocabulary::Field;
use super::{Found, RawItem};
use crate::Options;
use crate::departments::{Own, Registry, named};
use crate::document::{Cell, Document};
use crate::error::ImportError;
use crate::imported::Imported;
use crate::report::{Doubt, Part, Report, Role, Severity, Total};
use crate::takeover;
use crate::text::{clean, key, number, words};
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Item, Repair, RepairKind, Tier, Township};
use lvzhi_tables::layout::LONGEST_KEY;
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
    for mut raw in std::mem::take(&mut found.items) {
        let Some((tier, _)) = raw.tier else { continue };
        let own = if tier == Tier::Reclaimed { Field::Method } else { Field::TownshipDuties };
        for (field, _) in raw.rows.iter_mut().flatten().filter(|(field, _)| *field == Field::Shared) {
            *field = own;
        }
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
        last_printed: None,
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
            "请核对，或用 --county、--prefecture（Python：county=、prefecture=）写明".to_owned(),
            "see whether they are right, or give --county and --prefecture, county= and prefecture= in Python"
                .to_owned(),
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
        taught: Vec::new(),
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

pub(super) struct Build<'a> {
    documents: &'a [Document],
    pub(super) known: HashSet<String>,
    pub(super) registry: Registry,
    pub(super) report: Report,
    /// Names of items so far, as look-up compares them.
    names: HashMap<String, usize>,
    items: Vec<Item>,
    /// The last number of the tier before.
    last_printed: Option<u16>,
}

impl Build<'_> {
    pub(super) fn doubt(
        &mut self,
        severity: Severity,
        file: usize,
        cell: &Cell,
        understood: [String; 2],
        remedy: [&str; 2],
    ) {
        let file = self.documents.get(file).map_or(String::new(), |document| document.file.clone());
        let (place, text) = (cell.place.clone(), cell.text.clone());
        self.report.doubts.push(Doubt { severity, file, place, text, understood, remedy: remedy.map(str::to_owned) });
    }

    pub(super) fn say(
        &mut self,
        severity: Severity,
        file: usize,
        cell: &Cell,
        understood: [&str; 2],
        remedy: [&str; 2],
    ) {
        self.doubt(severity, file, cell, understood.map(str::to_owned), remedy);
    }

    /// The departments that a cell names, by their canonical names.
    pub(super) fn named(&self, text: &str) -> Vec<String> {
        named(text, &self.known)
    }

    /// Enters the departments of an item's cells.
    fn register(&mut self, raw: &RawItem) {
        let is_named = raw.rows.iter().flatten().any(|(field, _)| matches!(field, Field::Departments | Field::Joint));
        if !is_named && raw.tier.is_some_and(|(tier, _)| tier == Tier::Cooperative) {
            for name in self.headed(raw) {
                self.registry.add(&name);
            }
        }
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
        let printed: Vec<Option<u16>> =
            raws.iter().map(|raw| raw.number.as_ref().and_then(|cell| self::number(&cell.text))).collect();
        let mut numbering = Numbering::of(&printed, std::mem::take(&mut self.last_printed));
        self.last_printed = printed.iter().flatten().next_back().copied();
        self.one_tier_in_two_files(tier, &raws, &printed);
        // A category that is missing at the top is that of the row below.
        let mut categories: Vec<Option<String>> = raws.iter().map(|raw| raw.category.clone()).collect();
        let mut below: Option<String> = None;
        for category in categories.iter_mut().rev() {
            match category {
                Some(known) => below = Some(known.clone()),
                None => category.clone_from(&below),
            }
        }
        for ((raw, printed), category) in raws.into_iter().zip(printed).zip(categories) {
            if self.is_repeated(tier, &raw) {
                continue;
            }
            let (number, told) = numbering.next(printed);
            if let (Some([zh, en]), Some(cell)) = (told, &raw.number) {
                let remedy = ["请核对序号是否有缺漏", "see whether items are missing"];
                self.doubt(Severity::Note, raw.file, cell, [zh, en], remedy);
            }
            let item = self.item(tier, number, category, &raw);
            self.items.push(item);
        }
    }

    /// Two files that both number items of a tier from 1 may be the lists of two townships that do not say their names.
    fn one_tier_in_two_files(&mut self, tier: Tier, raws: &[RawItem], printed: &[Option<u16>]) {
        let first = raws.first().map(|raw| raw.file);
        let mut others = raws.iter().zip(printed).filter(|(raw, _)| Some(raw.file) != first);
        let begins = |number: &Option<u16>| *number == Some(1);
        if let Some((raw, number)) = others.next()
            && begins(number)
            && printed.first().is_some_and(begins)
        {
            let understood = [
                format!("两个文件都有{}，序号都从 1 开始，合为一份清单", tier.name()),
                format!("two files have items of {}, numbered from 1 in both: taken for one list", tier.key()),
            ];
            let remedy = [
                "如是两个乡镇的清单，请一个一个导入，各用各的文件夹",
                "import each on its own, into a folder of its own, where they are of two townships",
            ];
            self.doubt(Severity::Doubtful, raw.file, &raw.cell(), understood, remedy);
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
            let understood = [
                format!("与前面的 {} 一字不差，没有再列", before.id()),
                format!("word for word {} from above: not listed again", before.id()),
            ];
            let remedy =
                ["如是另一事项，请改写名称后重新导入", "change its name and import again, where it is another item"];
            self.doubt(Severity::Note, raw.file, &raw.cell(), understood, remedy);
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

    /// Doubts about the township's own facts.
    fn facts(&mut self, names: &Names, options: &Options) {
        let facts = [
            (&names.township, "乡镇（街道）名称", "the township's name", "township"),
            (&names.county, "县（市、区、旗）", "the county", "county"),
            (&names.prefecture, "市（州、地区、盟）", "the prefecture", "prefecture"),
            (&names.region, "省（自治区、直辖市）", "the region", "region"),
        ];
        for (value, chinese, english, name) in facts {
            if value.is_empty() {
                let understood =
                    [format!("文件中没有{chinese}，留空"), format!("the file does not say {english}; left empty")];
                let remedy = [
                    format!("用 --{name}（Python：{name}=）写明，或填入 township.toml"),
                    format!("give --{name}, {name}= in Python, or write it in township.toml"),
                ];
                self.report.doubts.push(about_the_list(Severity::Note, "", understood, remedy));
            }
        }
        if options.code.is_none() {
            let understood =
                ["没有九位区划代码".to_owned(), "the division code of nine digits is not known".to_owned()];
            let remedy = [
                "需要时用 --code（Python：code=）写明".to_owned(),
                "give --code, code= in Python, where it is needed".to_owned(),
            ];
            self.report.doubts.push(about_the_list(Severity::Note, "", understood, remedy));
        }
    }

    /// The township with what it declares, which is kept where the file holds something else, and told.
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
        let mut category_totals = [None; 3];
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
            if let Some(slot) = items.get_mut(at) {
                *slot = get(&items_declared).unwrap_or(count);
            }
            if let Some(slot) = category_totals.get_mut(at) {
                *slot = get(&categories_declared).filter(|declared| usize::from(*declared) != names.len());
            }
            if let Some(slot) = departments.get_mut(at) {
                *slot = get(&departments_declared).filter(|_| tier != Tier::Basic);
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
            category_totals,
            departments,
            missing_departments: Vec::new(),
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

fn supplied(field: &str, scanned: &str, basis: &str, basis_zh: &str) -> Repair {
    Repair {
        field: field.to_owned(),
        scanned: scanned.to_owned(),
        kind: RepairKind::Supplied,
        basis: basis.to_owned(),
        basis_zh: Some(basis_zh.to_owned()),
    }
}
