//! Walks through a document from its top: titles and sections set what holds for the rows below them, rows of a table become items.

use super::category::{CategoryLine, category_line, is_note, is_page_number};
use super::columns::{Columns, Grid, headings, is_blank};
use super::listed::{self, Open};
use super::tiers::{tier_of_title, tier_of_value};
use super::totals::declared;
use super::township::{self, Names};
use super::vocabulary::{Field, OTHER_KINDS};
use super::{Found, Said, cards, lines};
use crate::document::{Block, Cell, Document, Merged, Place, Table};
use crate::report::{Role, Severity};
use crate::text::{clean, key, length, number};
use lvzhi_tables::words::Tier;
use std::collections::HashSet;

/// What holds for the next row.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Said by the name of the file or the sheet, by a title or by a section line.
    pub(super) tier: Option<(Tier, Said)>,
    /// A title stood before the next table.
    pub(super) titled: bool,
    pub(super) township: Option<String>,
    pub(super) category: Option<String>,
    /// The category of what no line and no column gives one.
    pub(super) sheet: Option<String>,
    pub(super) columns: Option<Columns>,
    /// In the contents (目录): the tiers that were met there.
    pub(super) contents: Option<Vec<Tier>>,
    /// The document has tables.
    pub(super) tables: bool,
    /// The values of a tier column and a township column, where they are given once.
    pub(super) told: (Option<Tier>, Option<String>),
    /// Items of the document begin here.
    pub(super) first: usize,
    /// No row stood since the headings were repeated, or since the table began.
    pub(super) broken: bool,
    /// The label of an item whose value goes on, in a list without tables.
    pub(super) open: Option<Open>,
    /// The last line of the name above, which the line below may go on with.
    pub(super) name: Option<String>,
    /// Categories of a list without tables have numbers or counts.
    pub(super) marked: bool,
    /// The last number.
    pub(super) last: Option<u16>,
}

pub(super) struct Walk<'a> {
    pub(super) document: &'a Document,
    pub(super) file: usize,
    pub(super) found: &'a mut Found,
    pub(super) state: State,
    /// Cells that hold something which the reader could not tell: a formula without its value, an error.
    pub(super) unread: HashSet<&'a Place>,
    /// The lines below the present one, up to the next table: as many as have to be looked at.
    pub(super) ahead: Vec<String>,
    /// How wide the widest line of text is, where the page may have broken lines.
    pub(super) width: usize,
    /// Right below stands a table of items that has no column of categories.
    pub(super) above_uncategorised: bool,
    /// Sheets are called by categories.
    by_sheet: bool,
}

/// Adds what a document holds.
pub(super) fn document(document: &Document, file: usize, found: &mut Found) {
    let first = found.items.len();
    let unread = document.remarks.iter().filter(|remark| remark.severity == Severity::Lost && remark.place.column > 0);
    let unread = unread.map(|remark| &remark.place).collect();
    let mut walk = Walk {
        document,
        file,
        found,
        state: State { first, ..State::default() },
        unread,
        ahead: Vec::new(),
        width: listed::page_width(document),
        above_uncategorised: false,
        by_sheet: false,
    };
    let stem = document.file.rsplit_once('.').map_or(document.file.as_str(), |(stem, _)| stem);
    walk.state.tier = tier_of_value(stem).map(|tier| (tier, Said::File));
    let names = township::of_title(&format!("{stem}清单"));
    walk.named(names);
    let tables =
        document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let visible = tables.clone().any(|table| !table.hidden && !table.rows.is_empty());
    walk.state.tables = tables.clone().any(|table| !table.rows.is_empty());
    // One sheet alone may be called anything.
    walk.by_sheet = tables.clone().filter(|table| !table.hidden && sheet_category(table).is_some()).count() > 1;
    if cards::are_lines(document) {
        cards::lines(&mut walk);
        return;
    }
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Line(cell) => {
                walk.look_ahead(at);
                lines::line(&mut walk, cell);
            }
            Block::Table(table) if table.hidden && visible => walk.hidden(table),
            Block::Table(table) => walk.table(table),
        }
    }
}

/// Whether a table of items has no column of categories.
fn has_no_category(table: &Table) -> bool {
    let grid = Grid::new(table.rows.iter().map(|row| row.cells.iter().collect()).collect());
    let heading = |row: usize| table.rows.get(row).is_some_and(|row| row.heading);
    let columns = (0..grid.rows.len().min(3)).find_map(|row| headings(&grid, row, heading(row)));
    columns.is_some_and(|(columns, _)| columns.has(Field::Name) && !columns.has(Field::Category))
}

/// The category that the name of a sheet is, whose table has no column of categories: 党的建设.
fn sheet_category(table: &Table) -> Option<CategoryLine> {
    let sheet = table.sheet.as_deref()?;
    let other = ["清单", "事项", "附件", "汇总", "履职", "说明", "目录", "封面"];
    let place = ["县", "区", "市", "旗", "乡", "镇", "街道", "苏木", "表"];
    let named = tier_of_value(sheet).is_none()
        && !other.iter().any(|word| sheet.contains(word))
        && !place.iter().any(|word| sheet.ends_with(word));
    let line = category_line(sheet).filter(|line| named && line.name.chars().all(|c| !c.is_ascii()))?;
    has_no_category(table).then_some(line)
}

/// Lines that are looked at below a line.
const AHEAD: usize = 6;

impl<'a> Walk<'a> {
    /// Takes the lines below a block, up to the next table.
    fn look_ahead(&mut self, at: usize) {
        let below = self.document.blocks.iter().skip(at.saturating_add(1));
        let lines = below.map_while(|block| if let Block::Line(cell) = block { Some(clean(&cell.text)) } else { None });
        self.ahead = lines.filter(|line| !line.is_empty() && !is_page_number(line)).take(AHEAD).collect();
        let next = self.document.blocks.get(at.saturating_add(1));
        self.above_uncategorised = matches!(next, Some(Block::Table(table)) if has_no_category(table));
    }

    pub(super) fn part(&mut self, place: &Place, role: Role, text: String) {
        self.found.part(self.document, place, role, text);
    }

    pub(super) fn doubt(&mut self, severity: Severity, cell: &Cell, understood: [&str; 2], remedy: [&str; 2]) {
        let file = self.document.file.clone();
        self.found.doubt(severity, &file, cell, understood, remedy);
    }

    /// Takes in what a title says of the township.
    fn named(&mut self, names: Names) {
        if !names.township.is_empty() {
            self.state.township = Some(names.township.clone());
        }
        if !names.is_empty() && !self.found.names.contains(&names) {
            self.found.names.push(names);
        }
    }

    /// Takes in everything that a title, a section line or a paragraph says.
    pub(super) fn told(&mut self, text: &str) {
        self.counted(text);
        if length(text) <= 60 {
            self.named(township::of_title(text));
        }
    }

    /// Takes in totals and dates alone: the words of an item say of no township that the list is its own.
    pub(super) fn counted(&mut self, text: &str) {
        let township = self.state.township.clone();
        self.found.declared.extend(declared(text).into_iter().map(|declared| (township.clone(), declared)));
        if length(text) <= 60 && self.found.edition.is_none() {
            self.found.edition = township::edition(text);
        }
    }

    /// Notes words that only a list of another kind has.
    pub(super) fn kind(&mut self, text: &str, place: &Place) {
        if self.found.another.is_none() && length(text) <= 60 {
            let text = key(text);
            if let Some(kind) = OTHER_KINDS.iter().find(|kind| text.contains(**kind)) {
                self.found.another = Some((self.file, place.clone(), (*kind).to_owned()));
            }
        }
    }

    pub(super) fn section(&mut self, tier: Tier, said: Said) {
        if self.state.tier.map(|(tier, _)| tier) != Some(tier) {
            self.state.category = None;
            self.state.last = None;
        }
        (self.state.open, self.state.name) = (None, None);
        self.state.tier = Some((tier, said));
    }

    fn hidden(&mut self, table: &Table) {
        let Some(cell) = table.rows.iter().flat_map(|row| &row.cells).find(|cell| !is_blank(cell)) else { return };
        self.doubt(
            Severity::Lost,
            cell,
            ["隐藏的工作表，没有读入", "a hidden sheet, which was not read"],
            ["需要时取消隐藏后重新导入", "show the sheet and import again, where it is part of the list"],
        );
    }

    fn table(&mut self, table: &'a Table) {
        self.state.contents = None;
        if let Some(sheet) = &table.sheet {
            self.state.first = self.found.items.len();
            // Sheets stand on their own; what their names do not say the file may say.
            self.state.columns = None;
            (self.state.category, self.state.last) = (None, None);
            self.state.sheet = sheet_category(table).filter(|_| self.by_sheet).map(|line| line.name);
            if let Some(tier) = tier_of_value(sheet) {
                self.state.tier = Some((tier, Said::Sheet));
            } else if self.state.tier.is_some_and(|(_, said)| said != Said::File) {
                self.state.tier = None;
            }
            if township::is_township(sheet) {
                self.named(Names { township: sheet.clone(), ..Names::default() });
            } else {
                self.named(township::of_title(&format!("{sheet}清单")));
            }
        }
        if let Some(row) = table.rows.iter().find(|row| row.hidden && row.cells.iter().any(|cell| !is_blank(cell)))
            && let Some(cell) = row.cells.iter().find(|cell| !is_blank(cell))
        {
            self.doubt(
                Severity::Doubtful,
                cell,
                ["表中有隐藏的行，已照常读入", "hidden rows, read like the others"],
                ["如不属于清单，请删除后重新导入", "delete them and import again, where they are not part of the list"],
            );
        }
        let heading: Vec<bool> = table.rows.iter().map(|row| row.heading).collect();
        let grid = Grid::new(table.rows.iter().map(|row| row.cells.iter().collect()).collect());
        let first = (0..grid.rows.len()).find_map(|row| {
            let (columns, _) = headings(&grid, row, heading.get(row).copied().unwrap_or(false))?;
            Some(columns)
        });
        if first.is_none() && cards::table(self, &grid) {
            return;
        }
        let starts = first.as_ref().map(Columns::segments).unwrap_or_default();
        if starts.is_empty() {
            self.rows(&grid, &heading);
        } else {
            let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
            for (&from, to) in starts.iter().zip(ends.clone()) {
                let (tier, township) = (self.state.tier, self.state.township.clone());
                (self.state.columns, self.state.category, self.state.last) = (None, None, None);
                self.rows(&grid.part(if Some(&from) == starts.first() { 0 } else { from }, to), &heading);
                (self.state.tier, self.state.township) = (tier, township);
            }
        }
        self.state.titled = false;
    }

    fn rows(&mut self, grid: &Grid<'a>, heading: &[bool]) {
        // Columns of the table before hold for one that has none, where it is as wide.
        let width = grid.rows.first().map_or(0, Vec::len);
        if self.state.columns.as_ref().is_some_and(|columns| columns.fields.len() != width) {
            self.state.columns = None;
        }
        let carried = self.state.columns.is_some();
        let has_heading =
            (0..grid.rows.len()).any(|row| headings(grid, row, heading.get(row).copied().unwrap_or(false)).is_some());
        if has_heading && !carried {
            self.state.columns = None;
        }
        self.state.broken = true;
        self.state.told = (None, None);
        let mut row = 0;
        while let Some(cells) = grid.rows.get(row) {
            if cells.iter().all(|cell| is_blank(cell)) {
                // An item of which nothing could be read is one all the same.
                if cells.iter().any(|cell| self.unread.contains(&cell.place))
                    && let Some(columns) = self.state.columns.clone()
                {
                    let covered = cells.iter().any(|cell| grid.is_from_above(cell));
                    self.item(grid, row, &columns, covered);
                }
                row += 1;
                continue;
            }
            if let Some((columns, taken)) = headings(grid, row, heading.get(row).copied().unwrap_or(false)) {
                self.headings(grid, row, taken, columns);
                row += taken;
                continue;
            }
            self.row(grid, row);
            row += 1;
        }
    }

    fn headings(&mut self, grid: &Grid<'a>, row: usize, taken: usize, columns: Columns) {
        for cells in grid.rows.iter().skip(row).take(taken) {
            let text = joined(cells);
            if let Some(cell) = cells.iter().find(|cell| !is_blank(cell)) {
                self.kind(&text, &cell.place);
                self.part(&cell.place, Role::Heading, text);
            }
        }
        // A table of other columns, which no title was put above, is of another tier.
        let other = self.state.columns.as_ref().is_some_and(|before| before.shape() != columns.shape());
        if other && !self.state.titled && self.state.tier.is_some_and(|(_, said)| said == Said::Line) {
            self.state.tier = None;
            (self.state.category, self.state.last) = (None, None);
        }
        self.state.broken = true;
        let first = self.state.columns.as_ref() != Some(&columns);
        for at in columns.of(Field::CategoryNumber).filter(|_| first) {
            let rows = grid.rows.iter().skip(row).take(taken);
            let Some(cell) = rows.filter_map(|cells| cells.get(at).copied()).next_back() else { continue };
            self.doubt(
                Severity::Note,
                grid.whole(cell),
                ["类别的序号，类别按名称收入，不另收", "numbers of categories, which lists tell by name; not kept"],
                ["不需处理", "nothing"],
            );
        }
        if first {
            self.left_out(grid, row, taken, &columns);
            // A column of duties that is called by the township's own name.
            let names = columns.of(Field::TownshipDuties).filter_map(|at| columns.names.get(at));
            if let Some(name) = names.into_iter().find(|name| township::is_township(name)) {
                self.named(Names { township: name.clone(), ..Names::default() });
            }
        }
        self.state.columns = Some(columns);
    }

    fn row(&mut self, grid: &Grid<'a>, row: usize) {
        let Some(cells) = grid.rows.get(row) else { return };
        let own: Vec<(usize, &'a Cell)> =
            cells.iter().enumerate().filter(|(_, cell)| !is_blank(cell)).map(|(at, cell)| (at, *cell)).collect();
        let Some(&(at, first)) = own.first() else { return };
        let covered = cells.iter().any(|cell| grid.is_from_above(cell));
        let Some(columns) = self.state.columns.clone() else {
            self.prelude(&own, first);
            return;
        };
        let single = own.len() == 1 && !covered;
        let text = clean(&first.text);
        let told = || if own.len() == 1 { text.clone() } else { joined(cells) };
        if own.iter().take(3).any(|(_, cell)| matches!(key(&cell.text).as_str(), "合计" | "总计" | "小计" | "共计"))
        {
            self.told(&told());
            self.part(&first.place, Role::Total, told());
            return;
        }
        if single && is_page_number(&text) {
            self.part(&first.place, Role::Text, told());
            return;
        }
        if columns.of(Field::Number).any(|at| grid.cell(row, at).is_some_and(|cell| key(&cell.text) == "示例")) {
            self.part(&first.place, Role::Example, told());
            return;
        }
        // 一 ｜ 党的建设（18项）
        let numbered = own.len() == 2 && !covered && is_han(&text) && columns.has(Field::Number);
        if single || numbered {
            let (at, cell) = if numbered { own.get(1).copied().unwrap_or((at, first)) } else { (at, first) };
            let field = columns.fields.get(at).copied().flatten();
            let wide = matches!(cell.merged, Merged::Origin { columns: 2.., .. });
            if self.section_row(cell, field, wide, numbered, &told()) {
                return;
            }
        }
        self.item(grid, row, &columns, covered);
    }

    /// Rows above the headings.
    fn prelude(&mut self, own: &[(usize, &'a Cell)], first: &'a Cell) {
        let texts: Vec<String> = own.iter().map(|(_, cell)| clean(&cell.text)).collect();
        let title =
            texts.first().filter(|text| length(text) <= 60 && !text.contains('。')).cloned().unwrap_or_default();
        if let Some(tier) = tier_of_title(&title).filter(|_| texts.len() == 1) {
            self.section(tier, Said::Title);
        }
        for text in &texts {
            self.told(text);
        }
        self.kind(&title, &first.place);
        let role = if texts.len() == 1 && !title.is_empty() { Role::Title } else { Role::Text };
        self.part(&first.place, role, texts.join("｜"));
    }

    /// A row with a single text that is no item: a tier, a township, a category, a note.
    fn section_row(&mut self, cell: &Cell, field: Option<Field>, wide: bool, numbered: bool, told: &str) -> bool {
        let text = clean(&cell.text);
        let outside = wide || matches!(field, None | Some(Field::Number | Field::Category | Field::Tier));
        let short = length(&text) <= 40 && !text.contains(['。', '；']);
        if short
            && outside
            && let Some(tier) = tier_of_title(&text)
        {
            self.told(told);
            self.section(tier, Said::Title);
            self.part(&cell.place, Role::Title, told.to_owned());
            return true;
        }
        let names = township::of_title(&text);
        if short && outside && (township::is_township(&text) || !names.township.is_empty()) {
            self.told(told);
            if township::is_township(&text) {
                self.named(Names { township: text, ..Names::default() });
            }
            (self.state.category, self.state.last) = (None, None);
            self.part(&cell.place, Role::Title, told.to_owned());
            return true;
        }
        if is_note(&text) && (outside || field == Some(Field::Name)) {
            self.told(told);
            self.part(&cell.place, Role::Text, told.to_owned());
            return true;
        }
        if let Some(line) = category_line(&text)
            && (outside || numbered || (field == Some(Field::Name) && line.marked))
            && number(&text).is_none()
        {
            self.category(line);
            self.part(&cell.place, Role::Category, told.to_owned());
            return true;
        }
        if field == Some(Field::Number) && number(&text).is_some() {
            self.doubt(
                Severity::Lost,
                cell,
                ["只有序号，没有事项", "a number without an item"],
                ["请核对这一行是否缺少内容", "see whether the row lost its text"],
            );
            return true;
        }
        if outside && wide {
            self.told(told);
            self.part(&cell.place, Role::Text, told.to_owned());
            return true;
        }
        false
    }

    pub(super) fn category(&mut self, line: CategoryLine) {
        if let Some(count) = line.count {
            let tier =
                self.state.tier.map(|(tier, _)| tier).or_else(|| self.state.columns.as_ref().and_then(Columns::shape));
            self.found.of_categories.push((tier, line.name.clone(), count));
        }
        self.state.category = Some(line.name);
    }
}

fn is_han(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    crate::text::han_number(text).is_some()
}

pub(super) fn joined(cells: &[&Cell]) -> String {
    let texts = cells.iter().map(|cell| clean(&cell.text)).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("｜")
}
