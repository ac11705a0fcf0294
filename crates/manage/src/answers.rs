//! Whose each request of a table is: the table with the answers beside, as CSV or as a workbook.

use crate::columns::{CANDIDATE, Fact, ROW};
use crate::requests::Requests;
use crate::review::{Cell, Column, Table, WorkbookError, workbook_of};
use lvzhi::{Answer, Catalogue, Match, Options, QueryError};

/// Stands before the headings of results where the table has such headings itself.
const BESIDE: &str = "履职";

/// Characters that a cell of Excel holds.
const LONGEST_CELL: usize = 32_767;

/// A table of requests with the answers beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The columns of the requests, then those of the answers.
    table: Table,
    /// How many requests there were.
    pub requests: usize,
    /// Requests that could not be answered: where they stand, and why.
    pub wrong: Vec<String>,
    /// What is to be said of the columns, in Chinese and English.
    pub notes: Vec<String>,
}

impl Answers {
    /// Answers each request, with `options.top` candidates. With `parts` a request that has several matters gets a row for each.
    #[must_use]
    pub fn of(list: &Catalogue, requests: &Requests, options: Options, parts: bool) -> Self {
        let facts = facts(options.top, parts);
        let (prefix, notes) = prefix(requests, &facts);
        let mut columns: Vec<Column> = requests.head.iter().map(|name| Column::new(name, name, 20)).collect();
        columns.extend(facts.iter().map(|&(fact, rank)| {
            let heading = format!("{prefix}{}", fact.heading(rank));
            Column::new(&heading, &heading, width(fact))
        }));
        let table = Table { key: "answers", title: "归类", columns, rows: Vec::new() };
        let mut answers = Self { table, requests: requests.rows.len(), wrong: Vec::new(), notes };
        for (place, kept) in &requests.rows {
            let text = kept.get(requests.column).map_or("", |text| text.trim());
            let mut push = |answer: Option<&Told<'_>>, part: &str, error: Option<&str>| {
                let row = kept.iter().map(|cell| Cell::from(cell.as_str()));
                let told = facts.iter().map(|&(fact, rank)| match fact {
                    Fact::Part => part.into(),
                    Fact::Error => error.into(),
                    _ => answer.map_or(Cell::Nothing, |answer| answer.cell(fact, rank)),
                });
                answers.table.rows.push(row.chain(told).collect());
            };
            // A blank cell is a missing request: nothing was asked.
            if text.is_empty() {
                push(None, "", None);
                continue;
            }
            match asked(list, text, options, parts) {
                Ok(found) => found.iter().for_each(|told| push(Some(told), told.text, None)),
                Err(error) => {
                    push(None, text, Some(&error.to_string()));
                    answers.wrong.push(format!("{place}：{error}"));
                }
            }
        }
        answers
    }

    /// As delimited text in UTF-8.
    #[must_use]
    pub fn to_delimited(&self, delimiter: u8) -> Vec<u8> {
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        // A vector takes all that is written to it, and every row has as many cells as there are headings.
        let _ = out.write_record(self.table.columns.iter().map(|column| &column.title));
        for row in &self.table.rows {
            let _ = out.write_record(row.iter().map(|cell| match cell {
                Cell::Share(share) => share.to_string(),
                cell => cell.shown(),
            }));
        }
        out.into_inner().unwrap_or_default()
    }

    /// As a workbook with one sheet.
    ///
    /// # Errors
    /// Where the format does not allow something, such as more rows than a sheet holds.
    pub fn to_workbook(&self) -> Result<Vec<u8>, WorkbookError> {
        let mut table = self.table.clone();
        for cell in table.rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell
                && text.encode_utf16().nth(LONGEST_CELL).is_some()
            {
                // Cut with room for characters that are two of those that Excel counts.
                *text = text.chars().take(LONGEST_CELL / 2).collect();
            }
        }
        workbook_of(&table)
    }
}

/// The columns of the answers: facts of the row, and of each candidate by its rank from 1.
fn facts(top: usize, parts: bool) -> Vec<(Fact, Option<usize>)> {
    let row = parts.then_some(Fact::Part).into_iter().chain(ROW).chain([Fact::Error]).map(|fact| (fact, None));
    let of_candidate = CANDIDATE.into_iter().filter(|fact| *fact != Fact::Evidence);
    row.chain((1..=top).flat_map(|rank| of_candidate.clone().map(move |fact| (fact, Some(rank))))).collect()
}

/// What stands before the headings, and what is to be said of it.
fn prefix(requests: &Requests, facts: &[(Fact, Option<usize>)]) -> (String, Vec<String>) {
    let same = |prefix: &str| {
        let headings = facts.iter().map(|(fact, rank)| format!("{prefix}{}", fact.heading(*rank)));
        headings.filter(|heading| requests.head.contains(heading)).collect::<Vec<_>>().join("、")
    };
    let (mut prefix, there) = (String::new(), same(""));
    while !same(&prefix).is_empty() {
        prefix += BESIDE;
    }
    let told = || {
        format!(
            "表中已有 {there} 列；结果列冠以“{prefix}” (the table has such columns already: results are headed {prefix}…)"
        )
    };
    let notes = (!there.is_empty()).then(told).into_iter().collect();
    (prefix, notes)
}

const fn width(fact: Fact) -> u16 {
    match fact {
        Fact::Name | Fact::Departments | Fact::Part | Fact::Evidence => 40,
        Fact::Responsible | Fact::Matter | Fact::UsualBody | Fact::Error => 26,
        _ => 14,
    }
}

/// An answer and the text that it is to.
struct Told<'a> {
    text: &'a str,
    answer: Answer<'a>,
}

/// The answers to a request, or to each of its parts.
fn asked<'a>(list: &'a Catalogue, text: &'a str, options: Options, parts: bool) -> Result<Vec<Told<'a>>, QueryError> {
    if !parts {
        return Ok(vec![Told { text, answer: list.classify_with(text, options)? }]);
    }
    let parts = list.classify_parts(text, options)?;
    Ok(parts.map(|part| Told { text: text.get(part.start..part.end).unwrap_or(""), answer: part.answer }).collect())
}

impl Told<'_> {
    /// What the answer says, or the candidate of a rank.
    fn cell(&self, fact: Fact, rank: Option<usize>) -> Cell {
        let answer = &self.answer;
        if let Some(rank) = rank {
            let found = answer.matches().nth(rank.saturating_sub(1));
            return found.map_or(Cell::Nothing, |found| of_match(found, fact));
        }
        let finding = || answer.best().filter(|_| answer.is_finding());
        match fact {
            Fact::Verdict => answer.verdict.name().into(),
            Fact::Confidence => Cell::Share(decimal(answer.confidence)),
            Fact::Responsible => joined(answer.responsible()),
            Fact::Matter => answer.matter.map(|matter| matter.name()).into(),
            Fact::UsualBody => answer.usual_body().into(),
            Fact::Reason => answer.reason.map(|reason| reason.name()).into(),
            Fact::Elsewhere => (if answer.elsewhere { "是" } else { "否" }).into(),
            Fact::Departments => {
                finding().map_or(Cell::Nothing, |found| joined(found.item.departments().map(|(is, _)| is.name())))
            }
            _ => finding().map_or(Cell::Nothing, |found| of_match(found, fact)),
        }
    }
}

fn of_match(found: Match<'_>, fact: Fact) -> Cell {
    match fact {
        Fact::Id => found.item.id().to_string().into(),
        Fact::Name => found.item.name().into(),
        Fact::Tier => found.item.tier().name().into(),
        Fact::Category => found.item.category().name().into(),
        Fact::Confidence => Cell::Share(decimal(found.confidence)),
        _ => Cell::Nothing,
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Cell {
    names.collect::<Vec<_>>().join("、").into()
}

/// The number that people read: 0.9 and not 0.8999999762.
fn decimal(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}
