//! A table with its answers as it is written: all that was there, what was found behind it, and the counts.

use crate::column::Column;
use crate::kept::responsible;
use lvzhi::{Catalogue, Verdict};
use lvzhi_manage::Review;
use lvzhi_manage::review::{self, Cell, Fact, Table};
use std::collections::BTreeMap;

/// What a cell of Excel holds, in halves of UTF-16, and what is written behind a text that was cut to fit.
const LONGEST_CELL: usize = 32_767;
const CUT: &str = "……（太长，已截短）";

impl Column {
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
            let said = self.said(at).map(|item| list.item(item));
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
            ("corrected", "人工更正", self.corrected().len().into()),
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

/// The beginning of a text that is longer than a cell of Excel may be; none where it fits.
fn fitting(text: &str) -> Option<String> {
    text.encode_utf16().nth(LONGEST_CELL)?;
    // Characters may be two of those that Excel counts.
    let kept: String = text.chars().take(LONGEST_CELL / 2 - CUT.len()).collect();
    Some(kept + CUT)
}

fn column(key: String, title: String, width: u16) -> review::Column {
    review::Column { key, title, width, choices: &[] }
}

fn counts(key: &'static str, title: &'static str, rows: impl Iterator<Item = (String, usize)>) -> Table {
    let columns =
        vec![column("name".to_owned(), "名称".to_owned(), 40), column("count".to_owned(), "件数".to_owned(), 10)];
    Table { key, title, columns, rows: rows.map(|(name, count)| vec![name.into(), count.into()]).collect() }
}

#[cfg(test)]
mod tests {
    use crate::column::Column;

    #[test]
    fn what_was_pasted_is_answered_and_written_with_what_stood_beside_it() {
        // Too long to be asked, so that it has no answer.
        let long = "路灯坏了".repeat(10_000);
        let Ok(mut column) = Column::pasted(&format!(
            "号\t诉求\n1\t老板欠我们工钱不给\n2\t\n3\t村口那棵几百年的老榆树有人要砍\n4\t{long}\n"
        )) else {
            panic!("no table")
        };
        assert_eq!(column.about()[0].column, Some(1));
        assert_eq!(column.choose(0, 1, 1).ok(), Some(4));
        let answers = column.answer(lvzhi::catalogue(), 0, 10);
        assert_eq!(
            answers.iter().map(|row| row.item.as_deref()).collect::<Vec<_>>(),
            [Some("R009"), None, Some("B098"), None]
        );
        // Of an empty row nothing can be said: it would be said of all that are empty.
        column.correct("", "B001");
        assert_eq!(column.corrected(), []);
        column.correct(&long, "B001");
        assert_eq!(column.corrected(), [(3, long.as_str())]);
        let review = column.review(lvzhi::catalogue());
        assert_eq!(review.tables[0].rows[0][0].shown(), "1");
        assert_eq!(
            review.tables[0].cell(3, "corrected").map(|cell| cell.shown()),
            Some("人工更正；原判断：无".to_owned())
        );
        // What was corrected stands in the columns of the answer.
        assert_eq!(review.tables[0].cell(3, "item").map(|cell| cell.shown()), Some("B001".to_owned()));
        assert_eq!(review.tables[0].cell(3, "verdict").map(|cell| cell.shown()), Some("基本履职".to_owned()));
        assert!(review.to_workbook().is_ok());
        // The counts follow what a person said: a row without an answer has one, another has none any more.
        column.correct("老板欠我们工钱不给", "清单外");
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
