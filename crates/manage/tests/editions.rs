//! 夏马勒's list against a copy that was edited in forty recorded ways: the forty are found, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::Catalogue;
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Cover, Department, Group, Item, Takeover, Tier};
use lvzhi_manage::diff::{ChangeKind, diff};
use lvzhi_tables::matters::Matters;
use std::path::Path;

/// The list in pieces that can be edited, and what was done to it: the kind of change, the item's name, the old text, the new one.
struct Edited {
    list: List,
    items: Vec<(Item, Vec<Cover>)>,
    done: Vec<(ChangeKind, String, String, String)>,
}

impl Edited {
    fn new() -> Self {
        let list = lvzhi_compiler::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/xiamale")).unwrap();
        let covers = |at: usize| list.covers.iter().filter(|(of, _)| *of == at).map(|(_, cover)| *cover).collect();
        let items = list.items.iter().cloned().enumerate().map(|(at, item)| (item, covers(at))).collect();
        Self { list, items, done: Vec::new() }
    }

    fn at(&self, id: &str) -> usize {
        self.items.iter().position(|(item, _)| item.id() == id).unwrap()
    }

    fn item(&mut self, id: &str) -> &mut Item {
        let at = self.at(id);
        &mut self.items[at].0
    }

    fn record(&mut self, kind: ChangeKind, name: &str, old: &str, new: &str) {
        self.done.push((kind, name.to_owned(), old.to_owned(), new.to_owned()));
    }

    /// Adds an item behind another one of its tier.
    fn add(&mut self, behind: &str, name: &str, fill: impl FnOnce(&mut Item)) {
        let at = self.at(behind);
        let mut item = Item { repairs: Vec::new(), lines: Vec::new(), ..self.items[at].0.clone() };
        name.clone_into(&mut item.name);
        // No id is asked for again.
        item.number = 900 + self.done.len() as u16;
        fill(&mut item);
        self.items.insert(at + 1, (item, Vec::new()));
        self.record(ChangeKind::Added, name, "", "");
    }

    fn remove(&mut self, id: &str) {
        let at = self.at(id);
        let (item, _) = self.items.remove(at);
        self.record(ChangeKind::Removed, &item.name, "", "");
    }

    fn move_to(&mut self, id: &str, tier: Tier) {
        let at = self.at(id);
        let (mut item, covers) = self.items.remove(at);
        let category = self.list.township.categories[tier as usize].first().unwrap().clone();
        (item.tier, item.category, item.number) = (tier, category, 900 + self.done.len() as u16);
        (item.departments, item.upper_duties, item.township_duties, item.takeover) = Default::default();
        item.repairs.clear();
        match tier {
            Tier::Basic => {}
            Tier::Cooperative => {
                item.departments = vec![0];
                item.upper_duties = vec![group("制定方案并组织实施。")];
                item.township_duties = vec![group("配合做好有关工作。")];
            }
            Tier::Reclaimed => {
                item.takeover =
                    vec![Takeover { department: Some(0), method: Some("由部门直接办理。".to_owned()) }];
            }
        }
        let last = self.items.iter().rposition(|(item, _)| item.tier == tier).unwrap();
        let name = item.name.clone();
        self.items.insert(last + 1, (item, covers));
        self.record(ChangeKind::Moved, &name, "", "");
    }

    fn rename(&mut self, id: &str, name: &str) {
        let old = std::mem::replace(&mut self.item(id).name, name.to_owned());
        self.record(ChangeKind::Renamed, name, &old, name);
    }

    /// Puts an item in front of another one of its tier.
    fn put(&mut self, id: &str, before: &str) {
        let at = self.at(id);
        let moved = self.items.remove(at);
        let name = moved.0.name.clone();
        let before = self.at(before);
        self.items.insert(before, moved);
        self.record(ChangeKind::Renumbered, &name, "", "");
    }

    fn categorise(&mut self, id: &str, category: usize) {
        let at = self.at(id);
        let tier = self.items[at].0.tier;
        let new = self.list.township.categories[tier as usize][category].clone();
        let item = &mut self.items[at].0;
        let old = std::mem::replace(&mut item.category, new.clone());
        assert_ne!(old, new, "{id}");
        let name = item.name.clone();
        self.record(ChangeKind::Category, &name, &old, &new);
    }

    fn departments(&mut self, id: &str, edit: impl FnOnce(&mut Item)) {
        let item = self.item(id);
        edit(item);
        let name = item.name.clone();
        self.record(ChangeKind::Departments, &name, "", "");
    }

    /// The list as it is now, numbered anew.
    fn compiled(&self) -> Catalogue {
        let mut list = self.list.clone();
        let mut last = [0u16; 3];
        let (mut items, mut covers) = (Vec::new(), Vec::new());
        for (at, (item, of)) in self.items.iter().enumerate() {
            let number = &mut last[item.tier as usize];
            *number += 1;
            items.push(Item { number: *number, ..item.clone() });
            covers.extend(of.iter().map(|cover| (at, *cover)));
        }
        (list.items, list.covers, list.township.items) = (items, covers, last);
        compile(&list)
    }
}

fn compile(list: &List) -> Catalogue {
    Catalogue::from_bytes(lvzhi_compiler::compile(list, &Matters::built_in().unwrap()).unwrap()).unwrap()
}

fn group(duty: &str) -> Group {
    Group { heading: None, department: None, duties: vec![duty.to_owned()] }
}

/// Items that something else is done to.
const TAKEN: [&str; 8] = ["C001", "C005", "C020", "C033", "C050", "C060", "C070", "C090"];

/// An item with more than so many clauses of the upper departments in its first group, that nothing else is done to.
fn with_clauses(edited: &Edited, clauses: usize, nth: usize) -> String {
    let fits = |item: &&Item| {
        let enough = item.upper_duties.first().is_some_and(|group| group.duties.len() > clauses);
        enough && item.departments.len() < 3 && !TAKEN.contains(&item.id().as_str())
    };
    let mut found = edited.items.iter().map(|(item, _)| item).filter(fits);
    found.nth(nth).unwrap().id()
}

#[test]
fn forty_edits_are_found_and_nothing_else() {
    use ChangeKind as Kind;
    let mut edited = Edited::new();

    // Clauses: before numbers move, so that ids are those of the list.
    for (nth, clause) in
        ["建立台账并按月通报。", "组织业务培训。", "公布监督电话。", "按年度开展评估。"].into_iter().enumerate()
    {
        let id = with_clauses(&edited, 2, nth * 3);
        let item = edited.item(&id);
        item.upper_duties[0].duties.push(clause.to_owned());
        let name = item.name.clone();
        edited.record(Kind::ClauseAdded, &name, "", clause);
    }
    for nth in 0..3 {
        let id = with_clauses(&edited, 3, 1 + nth * 4);
        let item = edited.item(&id);
        let gone = item.upper_duties[0].duties.remove(1);
        item.repairs.clear();
        let name = item.name.clone();
        edited.record(Kind::ClauseRemoved, &name, &gone, "");
    }
    for nth in 0..4 {
        let id = with_clauses(&edited, 1, 30 + nth * 3);
        let item = edited.item(&id);
        let clause = &mut item.upper_duties[0].duties[0];
        let old = clause.clone();
        clause.insert_str(clause.char_indices().nth(4).unwrap().0, "按规定");
        let (name, new) = (item.name.clone(), clause.clone());
        edited.record(Kind::ClauseChanged, &name, &old, &new);
    }

    // Departments: another lead, one more, one less, another successor.
    edited.departments("C001", |item| {
        let other = (item.departments[0] + 3) % 10;
        let before = std::mem::replace(&mut item.departments[0], other);
        for group in &mut item.upper_duties {
            group.department = group.department.map(|at| if at == before { other } else { at });
        }
    });
    edited.departments("C005", |item| {
        let other = (0..).find(|at| !item.departments.contains(at)).unwrap();
        item.departments.push(other);
    });
    // One that no clauses stand under: those would have to be somebody else's.
    let heads = |item: &Item, at: usize| item.upper_duties.iter().any(|group| group.department == Some(at));
    let spare = |item: &Item| item.departments.len() > 2 && !heads(item, *item.departments.last().unwrap());
    let joint = edited.items.iter().find(|(item, _)| spare(item)).unwrap().0.id();
    edited.departments(&joint, |item| item.departments.truncate(item.departments.len() - 1));
    edited.departments("R010", |item| {
        let takeover = &mut item.takeover[0];
        takeover.department = Some((takeover.department.unwrap() + 1) % 10);
    });

    edited.categorise("B010", 3);
    edited.categorise("C020", 4);
    edited.categorise("R005", 3);

    edited.rename("B020", "对村民委员会设立、撤销和范围调整提出意见并按程序报批");
    let name = edited.item("B040").name.clone();
    edited.rename("B040", &format!("{name}等工作"));
    let name = edited.item("B091").name.replace("负责", "承担");
    edited.rename("B091", &format!("依法{name}"));
    let name = edited.item("C060").name.clone();
    edited.rename("C060", &format!("协助{name}"));
    let name = edited.item("R020").name.clone();
    edited.rename("R020", &format!("{name}（含变更）"));

    edited.move_to("B050", Tier::Cooperative);
    edited.move_to("C070", Tier::Basic);
    edited.move_to("R030", Tier::Basic);
    edited.move_to("B060", Tier::Reclaimed);

    for id in ["B030", "B099", "C033", "C090", "R040"] {
        edited.remove(id);
    }
    edited.add("B012", "负责辖区共享单车停放点位的日常提醒", |_| {});
    edited.add("B120", "组织村民参与无人机航拍测绘志愿服务", |_| {});
    edited.add("C011", "开展水上漂流项目安全联合检查", |item| {
        item.upper_duties = vec![group("核发漂流项目经营许可。")];
        item.township_duties = vec![group("发现无证漂流及时上报。")];
    });
    edited.add("C100", "做好射电望远镜电磁静默区管理", |item| {
        item.upper_duties = vec![group("划定静默区范围并公告。")];
        item.township_duties = vec![group("宣传静默区要求。")];
    });
    edited.add("R012", "核发热气球飞行许可", |item| {
        item.takeover = vec![Takeover { department: Some(2), method: Some("由部门核发许可。".to_owned()) }];
    });

    edited.put("B080", "B005");
    edited.put("C050", "C102");

    // A department of another name, everywhere.
    let is = |department: &&mut Department| department.name == "巴楚县自然资源局";
    let department = edited.list.departments.iter_mut().find(is).unwrap();
    let (old, new) = (department.name.clone(), "巴楚县自然资源和规划局");
    (department.name, department.short) = (new.to_owned(), "县自然资源和规划局".to_owned());
    edited.record(Kind::DepartmentRenamed, new, &old, new);

    assert_eq!(edited.done.len(), 40);
    let found = diff(lvzhi::catalogue(), &edited.compiled());
    let mut expected: Vec<String> =
        edited.done.iter().map(|(kind, name, old, new)| format!("{kind:?} {name} {old} {new}")).collect();
    // Where a change says more than was recorded, its kind and item are compared.
    let mut seen: Vec<String> = found
        .changes
        .iter()
        .map(|change| {
            let (old, new) = match change.kind {
                Kind::Added | Kind::Removed | Kind::Moved | Kind::Renumbered | Kind::Departments => ("", ""),
                _ => (change.old.as_str(), change.new.as_str()),
            };
            // Clauses are told with who answers for them.
            let bare = |text: &str| match change.kind {
                Kind::ClauseAdded | Kind::ClauseRemoved => text.rsplit('：').next().unwrap().to_owned(),
                _ => text.to_owned(),
            };
            format!("{:?} {} {} {}", change.kind, change.name, bare(old), bare(new))
        })
        .collect();
    expected.sort();
    seen.sort();
    let missed: Vec<&String> = expected.iter().filter(|change| !seen.contains(change)).collect();
    let more: Vec<&String> = seen.iter().filter(|change| !expected.contains(change)).collect();
    assert!(missed.is_empty() && more.is_empty(), "not found: {missed:#?}\nfound beside: {more:#?}");
    assert_eq!(seen.len(), 40);
}

#[test]
fn an_edition_differs_from_itself_in_nothing() {
    let list = lvzhi::catalogue();
    let found = diff(list, list);
    assert_eq!((found.changes.len(), found.shifts.len(), found.kept), (0, 0, 292));
}
