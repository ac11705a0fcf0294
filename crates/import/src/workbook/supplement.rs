//! What a list knows and its published layout has no column for: the township, the registry of departments, stated matters, lines of the source,
//! repairs. Sheets behind those of the tiers, written here and read here, so that a list goes into a workbook and comes back whole.

use super::{WorkbookError, look};
use crate::document::{Block, Document, Table};
use lvzhi_compiler::model::{Cover, Department, Figure, From, Kind, Repair, RepairKind, Tier, Township};
use lvzhi_compiler::{List, matter_id, matter_number};
use rust_xlsxwriter::Workbook;

/// A sheet: its name, its columns and their widths.
pub(super) struct Layout {
    pub(super) sheet: &'static str,
    pub(super) columns: &'static [(&'static str, f64)],
}

pub(super) const TOWNSHIP: Layout = Layout {
    sheet: "清单信息",
    columns: &[("项目", 26.0), ("内容", 40.0), ("单位", 10.0), ("代号", 42.0)],
};
const DEPARTMENTS: Layout = Layout {
    sheet: "部门",
    columns: &[("部门名称", 36.0), ("简称", 30.0), ("又称", 50.0), ("性质", 16.0)],
};
const COVERS: Layout = Layout { sheet: "事由", columns: &[("编号", 8.0), ("事由", 10.0), ("主次", 8.0)] };
const LINES: Layout = Layout { sheet: "出处", columns: &[("编号", 8.0), ("原文行", 30.0)] };
const REPAIRS: Layout = Layout {
    sheet: "校勘",
    columns: &[
        ("编号", 8.0),
        ("字段", 26.0),
        ("扫描件文字", 50.0),
        ("方式", 14.0),
        ("依据", 50.0),
        ("依据（中文）", 50.0),
    ],
};

/// Every sheet of this kind.
const ALL: [&Layout; 5] = [&TOWNSHIP, &DEPARTMENTS, &COVERS, &LINES, &REPAIRS];

/// Rows of 清单信息 that a township fills in, and an example of each.
pub(super) const FACTS: [(Fact, &str, &str); 8] = [
    (Fact::Name, "乡镇（街道）", "幸福镇"),
    (Fact::County, "县（市、区、旗）", "安居县"),
    (Fact::Prefecture, "市（州、地区、盟）", "太平市"),
    (Fact::Region, "省（自治区、直辖市）", "某某省"),
    (Fact::Code, "区划代码（九位，可不填）", ""),
    (Fact::Edition, "施行日期（可不填）", "2025-01-01"),
    (Fact::Version, "数据版本（可不填）", ""),
    (Fact::MadeUp, "虚构示例", ""),
];

/// A fact of the township.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// 乡镇、街道
    Name,
    /// 县、市、区、旗
    County,
    /// 市、州、地区、盟
    Prefecture,
    /// 省、自治区、直辖市
    Region,
    /// Nine digits.
    Code,
    /// Date in force.
    Edition,
    /// Version of the data.
    Version,
    /// 是 where the list is an example.
    MadeUp,
}

impl Fact {
    fn of(self, township: &Township) -> &str {
        match self {
            Self::Name => &township.name,
            Self::County => &township.county,
            Self::Prefecture => &township.prefecture,
            Self::Region => &township.region,
            Self::Code => &township.code,
            Self::Edition => &township.edition,
            Self::Version => &township.data_version,
            Self::MadeUp => {
                if township.made_up {
                    "是"
                } else {
                    ""
                }
            }
        }
    }
}

/// 载明部门数（配合履职）: the label of a declared total.
fn declared_label(of: &str, tier: Tier) -> String {
    format!("载明{of}数（{}）", tier.name())
}

pub(super) fn write(book: &mut Workbook, list: &List) -> Result<(), WorkbookError> {
    let township = &list.township;
    let facts = FACTS.iter().map(|(fact, label, _)| [(*label).to_owned(), fact.of(township).to_owned()]);
    // Declared items stand in the titles.
    let totals = [("类别", township.category_totals), ("部门", township.departments)];
    let declared = totals.into_iter().flat_map(|(of, counts)| {
        let counts = Tier::ALL.into_iter().zip(counts);
        counts.filter_map(move |(tier, count)| Some([declared_label(of, tier), count?.to_string()]))
    });
    let facts = facts.filter(|[_, value]| !value.is_empty()).chain(declared).map(Vec::from);
    let figures = township.figures.iter();
    let figures = figures.map(|f| vec![f.name.clone(), f.value.to_string(), f.unit.clone(), f.key.clone()]);
    rows(book, &TOWNSHIP, facts.chain(figures))?;
    let department =
        |d: &Department| vec![d.name.clone(), d.short.clone(), d.aliases.join("\n"), d.kind.name().to_owned()];
    rows(book, &DEPARTMENTS, list.departments.iter().map(department))?;
    // What the program found it finds again; only an editor's word has to be kept.
    let stated = list.covers.iter().filter(|(_, cover)| cover.from == From::Stated);
    let cover = |(item, cover): &(usize, Cover)| {
        let id = list.items.get(*item)?.id();
        Some(vec![id, matter_id(usize::from(cover.matter)), (if cover.main { "主" } else { "次" }).to_owned()])
    };
    rows(book, &COVERS, stated.filter_map(cover))?;
    let sourced = list.items.iter().filter(|item| !item.lines.is_empty());
    let lines = |lines: &[u16]| lines.iter().map(u16::to_string).collect::<Vec<_>>().join("、");
    rows(book, &LINES, sourced.map(|item| vec![item.id(), lines(&item.lines)]))?;
    let repaired = list.items.iter().flat_map(|item| item.repairs.iter().map(move |repair| (item, repair)));
    rows(
        book,
        &REPAIRS,
        repaired.map(|(item, Repair { field, scanned, kind, basis, basis_zh })| {
            let zh = basis_zh.clone().unwrap_or_default();
            vec![item.id(), field.clone(), scanned.clone(), kind.name().to_owned(), basis.clone(), zh]
        }),
    )
}

/// A sheet of rows, where there are any.
fn rows(book: &mut Workbook, layout: &Layout, rows: impl Iterator<Item = Vec<String>>) -> Result<(), WorkbookError> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    let sheet = book.add_worksheet();
    sheet.set_name(layout.sheet)?;
    look::head(sheet, 0, layout.columns)?;
    look::on_paper(sheet, 1)?;
    let body = look::body();
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(&cells) {
            let text = look::fitting(text, || format!("{} 第 {} 行", layout.sheet, row + 1))?;
            sheet.write_string_with_format(row, column, text, &body)?;
        }
    }
    Ok(())
}

/// What the sheets of this kind in a workbook say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Supplement {
    /// Facts of the township, those that are filled in.
    pub(super) facts: Vec<(Fact, String)>,
    /// Declared categories by tier, where they are not those that are there.
    pub(super) declared_categories: [Option<u16>; 3],
    /// Declared departments by tier.
    pub(super) declared_departments: [Option<u16>; 3],
    /// The profile.
    pub(super) figures: Vec<Figure>,
    /// The registry, in its order.
    pub(super) departments: Vec<Department>,
    /// Stated covers: id of the item, number of the matter, whether it is the main one.
    pub(super) covers: Vec<(String, u16, bool)>,
    /// Lines of the source by id of the item.
    pub(super) lines: Vec<(String, Vec<u16>)>,
    /// Repairs by id of the item.
    pub(super) repairs: Vec<(String, Repair)>,
    /// Rows that could not be read: sheet, row from 1.
    pub(super) unread: Vec<(&'static str, u32)>,
}

impl Supplement {
    /// A fact of the township, where it is filled in.
    pub(super) fn fact(&self, fact: Fact) -> Option<&str> {
        self.facts.iter().find(|(of, _)| *of == fact).map(|(_, value)| value.as_str())
    }
}

/// Whether a table is such a sheet: its name and its headings are those written here.
pub(super) fn is_supplement(table: &Table) -> bool {
    layout_of(table).is_some()
}

fn layout_of(table: &Table) -> Option<&'static Layout> {
    let name = table.sheet.as_deref()?;
    let layout = ALL.into_iter().find(|layout| layout.sheet == name)?;
    let first = table.rows.first()?;
    let same = layout.columns.iter().zip(&first.cells).all(|((heading, _), cell)| cell.text.trim() == *heading);
    (same && first.cells.len() >= layout.columns.len()).then_some(layout)
}

impl Supplement {
    /// Reads the sheets of this kind in a document.
    pub(super) fn read(&mut self, document: &Document) {
        for block in &document.blocks {
            let Block::Table(table) = block else { continue };
            let Some(layout) = layout_of(table) else { continue };
            for row in table.rows.iter().skip(1) {
                let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
                if cells.iter().all(|cell| cell.is_empty()) {
                    continue;
                }
                if self.row(layout.sheet, &cells).is_none() {
                    self.unread.push((layout.sheet, row.cells.first().map_or(0, |cell| cell.place.row)));
                }
            }
        }
    }

    /// Takes a row in; `None` where it makes no sense.
    fn row(&mut self, sheet: &str, cells: &[&str]) -> Option<()> {
        let [first, second, rest @ ..] = cells else { return None };
        let (first, second) = ((*first).to_owned(), (*second).to_owned());
        let text = |at: usize| rest.get(at).map_or(String::new(), |text| (*text).to_owned());
        if sheet == TOWNSHIP.sheet {
            return self.about_township(first, second, text(0), text(1));
        }
        if sheet == DEPARTMENTS.sheet {
            let aliases =
                text(0).lines().map(|alias| alias.trim().to_owned()).filter(|alias| !alias.is_empty()).collect();
            let kind: Kind = text(1).parse().ok()?;
            let short = if second.is_empty() { first.clone() } else { second };
            self.departments.push(Department { name: first, short, aliases, kind });
        } else if sheet == COVERS.sheet {
            self.covers.push((first, matter_number(&second)?, text(0) == "主"));
        } else if sheet == LINES.sheet {
            let lines: Option<Vec<u16>> = second.split('、').map(|line| line.trim().parse().ok()).collect();
            self.lines.push((first, lines?));
        } else {
            let kind: RepairKind = text(1).parse().ok()?;
            let zh = Some(text(3)).filter(|zh| !zh.is_empty());
            self.repairs.push((first, Repair { field: second, scanned: text(0), kind, basis: text(2), basis_zh: zh }));
        }
        Some(())
    }

    fn about_township(&mut self, label: String, value: String, unit: String, key: String) -> Option<()> {
        if value.is_empty() {
            return Some(());
        }
        if !key.is_empty() {
            self.figures.push(Figure { key, name: label, value: value.parse().ok()?, unit });
        } else if let Some((fact, ..)) = FACTS.iter().find(|(_, known, _)| *known == label) {
            self.facts.push((*fact, value));
        } else {
            let slots = [("类别", &mut self.declared_categories), ("部门", &mut self.declared_departments)];
            let (tier, slots) = slots.into_iter().find_map(|(of, slots)| {
                let tier = Tier::ALL.into_iter().position(|tier| declared_label(of, tier) == label)?;
                Some((tier, slots))
            })?;
            *slots.get_mut(tier)? = Some(value.parse().ok()?);
        }
        Some(())
    }
}
