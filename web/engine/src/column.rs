//! A table of requests: read, answered row by row, corrected, and written with its answers.

use crate::{headings, said};
use lvzhi::{Answer, Catalogue, Item, Matter, Options, Verdict};
use lvzhi_import::ReadError;
use lvzhi_import::document::{Block, Document};
use lvzhi_import::read::{Limit, Unsupported};
use lvzhi_manage::Review;
use lvzhi_manage::review::{self, Cell, Fact, Table};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsError;

/// Rows of each sheet that are shown before one is chosen.
const SHOWN: usize = 6;

/// Characters of a request that the page shows in its row.
const LONGEST_SHOWN: usize = 120;

/// What a cell of Excel holds, in halves of UTF-16, and what is written behind a text that was cut to fit.
const LONGEST_CELL: usize = 32_767;
const CUT: &str = "……（太长，已截短）";

/// Candidates that are kept of each answer.
const KEPT: usize = 3;

/// A sheet, its empty rows left out.
#[derive(Debug)]
struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
    columns: usize,
}

/// What is kept of an answer.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    verdict: Option<Verdict>,
    confidence: f32,
    matter: Option<Matter>,
    /// Places in the list, and how likely each is.
    items: [Option<(usize, f32)>; KEPT],
}

/// A table of requests.
#[derive(Debug)]
pub(crate) struct Column {
    name: String,
    sheets: Vec<Sheet>,
    /// The sheet, the column and the rows of headings that were chosen.
    chosen: (usize, usize, usize),
    answers: Vec<Kept>,
    /// Rows from the top that were asked: the others were not, where somebody stopped.
    asked: usize,
    corrected: BTreeMap<usize, String>,
}

/// A sheet as the page is told of it.
#[derive(Serialize)]
pub(crate) struct About<'a> {
    name: &'a str,
    rows: usize,
    columns: usize,
    /// The column of requests; none where no column holds text.
    column: Option<usize>,
    /// Whether a heading names it.
    named: bool,
    headings: usize,
    first: Vec<&'a [String]>,
}

/// An answer as the page shows it in a row.
#[derive(Serialize)]
pub(crate) struct Shown {
    text: String,
    /// None where the cell is empty, or too long to be asked.
    verdict: Option<Verdict>,
    item: Option<String>,
    confidence: f32,
    who: String,
    matter: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Column {
    pub(crate) fn read(name: &str, bytes: Vec<u8>) -> Result<Self, JsError> {
        let document = lvzhi_import::read_requests_bytes(name, bytes).map_err(|error| unread(&error))?;
        Self::of(name, sheets(document))
    }

    pub(crate) fn pasted(text: &str) -> Result<Self, JsError> {
        if text.contains('\t') {
            return Self::read("粘贴.tsv", text.as_bytes().to_vec());
        }
        let lines = text.lines().map(|line| vec![line.trim().to_owned()]);
        Self::of("粘贴", vec![sheet("", lines.collect())])
    }

    fn of(name: &str, sheets: Vec<Sheet>) -> Result<Self, JsError> {
        let sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
        if sheets.is_empty() {
            return Err(said(format_args!(
                "{name}：里面没有表格，请给出有一列诉求的 Excel 或 CSV (no table: give a workbook or CSV with a column of requests)"
            )));
        }
        Ok(Self {
            name: name.to_owned(),
            sheets,
            chosen: (0, 0, 0),
            answers: Vec::new(),
            asked: 0,
            corrected: BTreeMap::new(),
        })
    }

    pub(crate) fn about(&self) -> Vec<About<'_>> {
        let about = self.sheets.iter().map(|sheet| {
            let found = headings::find(&sheet.rows);
            About {
                name: &sheet.name,
                rows: sheet.rows.len(),
                columns: sheet.columns,
                column: found.column,
                named: found.named,
                headings: found.headings,
                first: sheet.rows.iter().take(SHOWN).map(Vec::as_slice).collect(),
            }
        });
        about.collect()
    }

    pub(crate) fn choose(&mut self, sheet: u32, column: u32, headings: u32) -> Result<u32, JsError> {
        let chosen = self.sheets.get(sheet as usize).filter(|sheet| (column as usize) < sheet.columns);
        let chosen = chosen.ok_or_else(|| said("没有这一列 (no such column)"))?;
        let rows = chosen.rows.len().saturating_sub(headings as usize);
        self.chosen = (sheet as usize, column as usize, headings as usize);
        self.answers = vec![Kept::default(); rows];
        self.asked = 0;
        self.corrected.clear();
        Ok(rows as u32)
    }

    fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.chosen.0)
    }

    fn rows(&self) -> &[Vec<String>] {
        self.sheet().and_then(|sheet| sheet.rows.get(self.chosen.2..)).unwrap_or_default()
    }

    /// The text of the lowest row of headings, or the letter of the column.
    fn heading(&self, column: usize) -> String {
        let row = self.chosen.2.checked_sub(1).and_then(|at| self.sheet()?.rows.get(at));
        let text = row.and_then(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        text.map_or_else(|| format!("列{}", column.saturating_add(1)), str::to_owned)
    }

    pub(crate) fn row(&self, row: u32) -> Vec<(String, &str)> {
        let cells = self.rows().get(row as usize).map(Vec::as_slice).unwrap_or_default();
        cells.iter().enumerate().map(|(at, cell)| (self.heading(at), cell.as_str())).collect()
    }

    pub(crate) fn answer(&mut self, list: &Catalogue, from: u32, count: u32) -> Vec<Shown> {
        let (from, column) = (from as usize, self.chosen.1);
        let Some(sheet) = self.sheets.get(self.chosen.0) else { return Vec::new() };
        let rows = sheet.rows.get(self.chosen.2..).unwrap_or_default();
        let wanted = rows.iter().skip(from).take(count as usize);
        let mut shown = Vec::with_capacity(count as usize);
        for (row, kept) in wanted.zip(self.answers.iter_mut().skip(from)) {
            let text = row.get(column).map_or("", String::as_str);
            shown.push(match list.classify_with(text, Options::default()) {
                Ok(answer) => {
                    *kept = Kept::of(&answer);
                    Shown::of(text, &answer)
                }
                Err(error) => {
                    *kept = Kept::default();
                    Shown::unasked(text, (!text.trim().is_empty()).then(|| error.to_string()))
                }
            });
        }
        self.asked = self.asked.max(from.saturating_add(shown.len()));
        shown
    }

    /// The rows whose request has these words, all of it, not only what the page shows.
    pub(crate) fn having(&self, words: &str) -> Vec<u32> {
        let rows = (0u32..).zip(self.rows());
        rows.filter(|(_, row)| row.get(self.chosen.1).is_some_and(|cell| cell.contains(words)))
            .map(|(at, _)| at)
            .collect()
    }

    pub(crate) fn correct(&mut self, row: u32, item: &str) {
        if item.is_empty() {
            self.corrected.remove(&(row as usize));
        } else {
            self.corrected.insert(row as usize, item.to_owned());
        }
    }

    /// Rows that were not asked, nor answered by a person.
    fn unasked(&self) -> usize {
        let rest = (self.asked..self.answers.len()).filter(|at| !self.corrected.contains_key(at));
        rest.count()
    }

    /// Rows that were asked and have no answer: empty ones, and those too long to be asked.
    fn empty(&self) -> usize {
        let asked = self.answers.iter().take(self.asked).enumerate();
        asked.filter(|(at, kept)| kept.verdict.is_none() && !self.corrected.contains_key(at)).count()
    }

    /// The table with its answers: what was there, and behind it what was found.
    pub(crate) fn review(&self, list: &Catalogue) -> Review {
        let columns = self.sheet().map_or(0, |sheet| sheet.columns);
        let own = (0..columns).map(|at| {
            let width = if at == self.chosen.1 { 60 } else { 14 };
            column(format!("own{at}"), fitting(&self.heading(at)).unwrap_or_else(|| self.heading(at)), width)
        });
        let added = [
            ("verdict", "判断", 14),
            ("item", "事项编号", 10),
            ("name", "事项", 40),
            ("category", "事项类别", 14),
            ("responsible", "负责单位", 26),
            ("confidence", "把握", 8),
            ("matter", "事由", 22),
            ("usual", "清单外通常由谁办", 26),
            ("others", "其他可能", 20),
            ("corrected", "人工更正", 30),
        ];
        let added = added.map(|(key, title, width)| column(key.to_owned(), title.to_owned(), width));
        let mut table =
            Table { key: "answers", title: "结果", columns: own.chain(added).collect(), rows: Vec::new() };
        let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
        let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
        let mut cut = 0usize;
        for (at, (row, kept)) in self.rows().iter().zip(&self.answers).enumerate() {
            let mut cells: Vec<Cell> = Vec::with_capacity(table.columns.len());
            for at in 0..columns {
                let text = row.get(at).map_or("", String::as_str);
                let fitting = fitting(text);
                cut = cut.saturating_add(usize::from(fitting.is_some()));
                cells.push(fitting.map_or_else(|| text.into(), Cell::from));
            }
            // What a person said counts, where one did.
            let said = self.corrected.get(&at).map(|item| list.item(item));
            let verdict =
                said.map_or(kept.verdict, |item| Some(item.map_or(Verdict::Unlisted, |item| item.tier().into())));
            let who = said.map_or_else(|| kept.who(list), |item| item.map_or_else(String::new, responsible));
            if let Some(verdict) = verdict {
                *verdicts.entry(verdict).or_default() += 1;
            }
            if !who.is_empty() {
                *bodies.entry(who).or_default() += 1;
            }
            cells.extend(said.map_or_else(|| kept.cells(list), |item| kept.corrected(list, item)));
            cells.push(said.map_or(Cell::Nothing, |_| format!("人工更正；原判断：{}", kept.before(list)).into()));
            table.rows.push(cells);
        }
        let mut bodies: Vec<(String, usize)> = bodies.into_iter().collect();
        bodies.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let unasked = self.unasked();
        let mut notes = vec![
            "判断由程序按清单作出，把握低的请人工核对；有人在网页中改正过的行，判断、事项和负责单位是改正后的，“人工更正”一列写明原判断"
                .to_owned(),
        ];
        if unasked > 0 {
            notes.push(format!(
                "判断中途停止：“结果”中末尾 {unasked} 行没有判断，统计中也没有。要全部判断，请在网页中重新判断后再下载"
            ));
        }
        if cut > 0 {
            notes.push(format!(
                "{cut} 个单元格的文字超过 Excel 每格 {LONGEST_CELL} 字的上限，只保留了开头，末尾写有“{CUT}”；判断仍按全文作出，全文在原来的文件里"
            ));
        }
        let facts = [
            ("file", "来源", Cell::from(self.name.as_str())),
            ("list", "清单", list.data_version().into()),
            ("rows", "行数", self.answers.len().into()),
            ("answered", "有判断的行", verdicts.values().sum::<usize>().into()),
            ("empty", "空白或没能判断的行", self.empty().into()),
            ("unasked", "中途停止、没有判断的行", unasked.into()),
            ("corrected", "人工更正", self.corrected.len().into()),
        ];
        Review {
            kind: "column",
            title: format!("{} 归属判断", list.township().name()),
            facts: facts.into_iter().map(|(key, label, value)| Fact { key, label, value }).collect(),
            notes,
            tables: vec![
                table,
                counts(
                    "verdicts",
                    "按判断统计",
                    verdicts.into_iter().map(|(verdict, n)| (verdict.name().to_owned(), n)),
                ),
                counts("bodies", "按负责单位统计", bodies.into_iter()),
            ],
        }
    }
}

impl Kept {
    fn of(answer: &Answer<'_>) -> Self {
        let mut items = [None; KEPT];
        for (slot, found) in items.iter_mut().zip(answer.matches()) {
            *slot = Some((found.item.index(), found.confidence));
        }
        Self { verdict: Some(answer.verdict), confidence: answer.confidence, matter: answer.matter, items }
    }

    fn is_finding(&self) -> bool {
        self.verdict.is_some_and(|verdict| !matches!(verdict, Verdict::Unlisted | Verdict::Unclear))
    }

    fn best<'a>(&self, list: &'a Catalogue) -> Option<Item<'a>> {
        let (at, _) = self.items.first().copied().flatten().filter(|_| self.is_finding())?;
        list.item_at(at)
    }

    fn who(&self, list: &Catalogue) -> String {
        self.best(list).map_or_else(String::new, responsible)
    }

    /// What the program said, in a word or two.
    fn before(&self, list: &Catalogue) -> String {
        let Some(verdict) = self.verdict else { return "无".to_owned() };
        self.best(list).map_or_else(|| verdict.name().to_owned(), |item| format!("{} {}", verdict.name(), item.id()))
    }

    /// The cells of a row of which a person said that it is this item, or that the list has none for it.
    fn corrected(&self, list: &Catalogue, item: Option<Item<'_>>) -> [Cell; 9] {
        let [.., matter, usual, _] = self.cells(list);
        // Who usually does it was told of what the list has not, and stays so.
        let stays = item.is_none() && self.verdict == Some(Verdict::Unlisted);
        let (matter, usual) = if stays { (matter, usual) } else { (Cell::Nothing, Cell::Nothing) };
        [
            item.map_or(Verdict::Unlisted, |item| item.tier().into()).name().into(),
            item.map(|item| item.id().to_string()).into(),
            item.map(|item| item.name()).into(),
            item.map(|item| item.category().name()).into(),
            item.map(responsible).into(),
            Cell::Nothing,
            matter,
            usual,
            Cell::Nothing,
        ]
    }

    fn cells(&self, list: &Catalogue) -> [Cell; 9] {
        let Some(verdict) = self.verdict else { return [const { Cell::Nothing }; 9] };
        let best = self.best(list);
        let others = self.items.iter().flatten().skip(usize::from(best.is_some()));
        let others: Vec<String> = others
            .filter_map(|(at, sure)| Some(format!("{}（{:.0}%）", list.item_at(*at)?.id(), sure * 100.0)))
            .collect();
        let usual = self.matter.filter(|_| verdict == Verdict::Unlisted);
        let usual = usual.and_then(|matter| {
            let basis = matter.basis().map_or(String::new(), |basis| format!("（{basis}）"));
            Some(format!("{}{basis}", matter.body()?))
        });
        [
            verdict.name().into(),
            best.map(|item| item.id().to_string()).into(),
            best.map(|item| item.name()).into(),
            best.map(|item| item.category().name()).into(),
            self.who(list).into(),
            Cell::Share(f64::from(self.confidence)),
            self.matter.map(Matter::name).into(),
            usual.into(),
            others.join("、").into(),
        ]
    }
}

impl Shown {
    fn of(text: &str, answer: &Answer<'_>) -> Self {
        let who = match answer.usual_body() {
            Some(body) => body.to_owned(),
            None => answer.responsible().collect::<Vec<_>>().join("、"),
        };
        Self {
            text: cut(text),
            verdict: Some(answer.verdict),
            item: answer.best().filter(|_| answer.is_finding()).map(|best| best.item.id().to_string()),
            confidence: answer.confidence,
            who,
            matter: answer.matter.map(Matter::name),
            error: None,
        }
    }

    fn unasked(text: &str, error: Option<String>) -> Self {
        Self { text: cut(text), verdict: None, item: None, confidence: 0.0, who: String::new(), matter: None, error }
    }
}

fn responsible(item: Item<'_>) -> String {
    item.responsible().collect::<Vec<_>>().join("、")
}

fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// The beginning of a text that is longer than a cell of Excel may be; none where it fits.
fn fitting(text: &str) -> Option<String> {
    text.encode_utf16().nth(LONGEST_CELL)?;
    // Characters may be two of those that Excel counts.
    let kept: String = text.chars().take(LONGEST_CELL / 2 - CUT.len()).collect();
    Some(kept + CUT)
}

/// Why a table was not read. The importer speaks of lists where it says what to do: here it is a table of requests.
fn unread(error: &ReadError) -> JsError {
    match error {
        ReadError::Empty { file } => said(format_args!(
            "{file}：文件是空的，请选择写有诉求的表 (there is nothing in the file: choose the table of requests)"
        )),
        ReadError::Unsupported { file, kind: Unsupported::Compiled } => said(format_args!(
            "{file}：这是一份清单，不是诉求表；请在“我的清单”里打开它 (this is a list, not a table of requests: open it under “My lists”)"
        )),
        ReadError::Unsupported { file, kind: Unsupported::Json } => said(format_args!(
            "{file}：不能读取 JSON；请把诉求表存为 .xlsx 或 .csv (JSON is not read: save the table of requests as .xlsx or .csv)"
        )),
        ReadError::TooLarge {
            file, limit: Limit::Unpacked | Limit::Entries | Limit::Tables | Limit::Nesting, ..
        } => said(format_args!(
            "{file}：文件太大或太复杂；请另存一份，只留写着诉求的工作表 (too large or too intricate: save a copy that holds nothing but the sheet of requests)"
        )),
        error => said(error),
    }
}

fn column(key: String, title: String, width: u16) -> review::Column {
    review::Column { key, title, width, choices: &[] }
}

fn counts(key: &'static str, title: &'static str, rows: impl Iterator<Item = (String, usize)>) -> Table {
    let columns =
        vec![column("name".to_owned(), "名称".to_owned(), 40), column("count".to_owned(), "件数".to_owned(), 10)];
    Table { key, title, columns, rows: rows.map(|(name, count)| vec![name.into(), count.into()]).collect() }
}

fn sheet(name: &str, rows: Vec<Vec<String>>) -> Sheet {
    let rows: Vec<Vec<String>> =
        rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
    Sheet { name: name.to_owned(), columns: rows.iter().map(Vec::len).max().unwrap_or(0), rows }
}

/// The tables of a file; of one that has none, its lines. What is hidden comes last.
fn sheets(document: Document) -> Vec<Sheet> {
    let (mut sheets, mut hidden, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for block in document.blocks {
        match block {
            Block::Line(cell) => lines.push(vec![cell.text]),
            Block::Table(table) => {
                let rows = table.rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect());
                let found = sheet(table.sheet.as_deref().unwrap_or(""), rows.collect());
                if table.hidden { hidden.push(found) } else { sheets.push(found) }
            }
        }
    }
    sheets.append(&mut hidden);
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) { vec![sheet("", lines)] } else { sheets }
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn what_was_pasted_is_answered_and_written_with_what_stood_beside_it() {
        let Ok(mut column) =
            Column::pasted("号\t诉求\n1\t老板欠我们工钱不给\n2\t\n3\t村口那棵几百年的老榆树有人要砍\n")
        else {
            panic!("no table")
        };
        assert_eq!(column.about()[0].column, Some(1));
        assert_eq!(column.choose(0, 1, 1).ok(), Some(3));
        let answers = column.answer(lvzhi::catalogue(), 0, 10);
        assert_eq!(
            answers.iter().map(|row| row.item.as_deref()).collect::<Vec<_>>(),
            [Some("R009"), None, Some("B098")]
        );
        column.correct(1, "B001");
        let review = column.review(lvzhi::catalogue());
        assert_eq!(review.tables[0].rows[0][0].shown(), "1");
        assert_eq!(
            review.tables[0].cell(1, "corrected").map(|cell| cell.shown()),
            Some("人工更正；原判断：无".to_owned())
        );
        // What was corrected stands in the columns of the answer.
        assert_eq!(review.tables[0].cell(1, "item").map(|cell| cell.shown()), Some("B001".to_owned()));
        assert_eq!(review.tables[0].cell(1, "verdict").map(|cell| cell.shown()), Some("基本履职".to_owned()));
        assert!(review.to_workbook().is_ok());
        // The counts follow what a person said: a row without an answer has one, another has none any more.
        column.correct(0, "清单外");
        let review = column.review(lvzhi::catalogue());
        let count = |name: &str| {
            let rows = &review.table("verdicts")?.rows;
            rows.iter().find(|row| row[0].shown() == name).map(|row| row[1].shown())
        };
        assert_eq!(count("基本履职").as_deref(), Some("2"));
        assert_eq!(count("清单外").as_deref(), Some("1"));
        assert_eq!(count("上级部门收回"), None);
        assert_eq!(review.tables[0].cell(0, "verdict").map(|cell| cell.shown()), Some("清单外".to_owned()));
    }

    #[test]
    fn a_cell_longer_than_excel_allows_is_cut_and_rows_that_were_not_asked_are_counted() {
        let long = "𠮷".repeat(40_000);
        let Ok(mut column) = Column::pasted(&format!("诉求\t附注\n老板欠我们工钱不给\t{long}\n路灯坏了\t\n"))
        else {
            panic!("no table")
        };
        assert_eq!(column.choose(0, 0, 1).ok(), Some(2));
        column.answer(lvzhi::catalogue(), 0, 1);
        let review = column.review(lvzhi::catalogue());
        assert!(review.to_workbook().is_ok());
        assert!(review.notes.iter().any(|note| note.contains("1 个单元格")));
        assert!(review.notes.iter().any(|note| note.contains("末尾 1 行没有判断")));
        assert_eq!(column.having(&"𠮷".repeat(3)), Vec::<u32>::new());
        assert_eq!(column.having("路灯"), [1]);
    }
}
