//! What a comparison or a measurement found, as facts and tables: one form for text, JSON, pages and workbooks.

mod page;
mod text;
mod workbook;

pub use workbook::WorkbookError;
pub(crate) use workbook::of_table as workbook_of;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// What was found: a few facts, remarks for the reader, and tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    /// What kind of work it is of, in one word: `diff`, `evaluation`, …
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// What matters most, one a line.
    #[serde(serialize_with = "by_key")]
    pub facts: Vec<Fact>,
    /// Advice and reservations, each a sentence or two.
    pub notes: Vec<String>,
    /// The tables by their keys.
    #[serde(serialize_with = "tables_by_key")]
    pub tables: Vec<Table>,
}

/// A fact with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its key in JSON.
    pub key: &'static str,
    /// What people read.
    pub label: &'static str,
    /// The fact.
    pub value: Cell,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its key in JSON.
    pub key: &'static str,
    /// The heading, and the name of its sheet.
    pub title: &'static str,
    /// The columns from the left.
    pub columns: Vec<Column>,
    /// The rows from the top, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key in JSON and frames.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// How wide it is in a workbook, in characters.
    pub width: u16,
    /// What an editor may choose from, where the column is left to one.
    pub choices: &'static [&'static str],
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Nothing,
    /// Text.
    Text(String),
    /// A text beside another, piece by piece.
    Marked(Vec<Piece>),
    /// A number of things.
    Whole(usize),
    /// Some measure, three decimals.
    Number(f64),
    /// A part of all, from 0 to 1, three decimals.
    Share(f64),
}

/// A piece of a text that was compared with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the old one alone.
    Out(String),
    /// In the new one alone.
    In(String),
}

impl Review {
    /// A review of this kind with nothing in it.
    pub(crate) fn new(kind: &'static str, title: impl Into<String>) -> Self {
        Self { kind, title: title.into(), facts: Vec::new(), notes: Vec::new(), tables: Vec::new() }
    }

    /// Adds a fact.
    pub(crate) fn fact(&mut self, key: &'static str, label: &'static str, value: impl Into<Cell>) {
        self.facts.push(Fact { key, label, value: value.into() });
    }

    /// The table of this key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// As text, for a terminal of so many columns.
    #[must_use]
    pub fn to_text(&self, columns: u16) -> String {
        text::text(self, columns)
    }

    /// As one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Keys are strings and numbers are finite: cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As a page of HTML that needs nothing beside it.
    #[must_use]
    pub fn to_html(&self) -> String {
        page::page(self)
    }

    /// As a piece of HTML for notebooks: without looks of its own, its tables cut.
    #[must_use]
    pub fn to_fragment(&self) -> String {
        page::fragment(self)
    }

    /// As a workbook (`.xlsx`): the facts, and a sheet for each table.
    ///
    /// # Errors
    /// Where the format does not allow something, such as a text longer than a cell holds.
    pub fn to_workbook(&self) -> Result<Vec<u8>, WorkbookError> {
        workbook::workbook(self)
    }
}

impl Table {
    /// A table of these columns without rows.
    pub(crate) fn new(key: &'static str, title: &'static str, columns: &[(&str, &str, u16)]) -> Self {
        let columns = columns.iter().map(|&(key, title, width)| Column::new(key, title, width));
        Self { key, title, columns: columns.collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    /// The cell of a row in the column of this key.
    #[must_use]
    pub fn cell(&self, row: usize, key: &str) -> Option<&Cell> {
        let at = self.columns.iter().position(|column| column.key == key)?;
        self.rows.get(row)?.get(at)
    }
}

impl Column {
    /// A column without choices.
    pub(crate) fn new(key: impl Into<String>, title: impl Into<String>, width: u16) -> Self {
        Self { key: key.into(), title: title.into(), width, choices: &[] }
    }
}

impl Cell {
    /// As people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Marked(pieces) => marked(pieces),
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => format!("{number:.3}"),
            Self::Share(share) => format!("{:.1}%", share * 100.0),
        }
    }
}

/// Pieces as text: what went out in `[-…-]`, what came in in `{+…+}`.
fn marked(pieces: &[Piece]) -> String {
    let shown = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Out(text) => format!("[-{text}-]"),
        Piece::In(text) => format!("{{+{text}+}}"),
    };
    pieces.iter().map(shown).collect()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Whole(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Nothing, Into::into)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Marked(pieces) => serializer.serialize_str(&marked(pieces)),
            Self::Whole(number) => serializer.serialize_u64(*number as u64),
            Self::Number(number) | Self::Share(number) => serializer.serialize_f64(rounded(*number)),
        }
    }
}

fn by_key<S: Serializer>(facts: &[Fact], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facts.iter().map(|fact| (fact.key, &fact.value)))
}

fn tables_by_key<S: Serializer>(tables: &[Table], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(tables.iter().map(|table| (table.key, table)))
}

impl Serialize for Table {
    /// A list of rows, each an object.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Row<'t>(&'t Table, &'t [Cell]);
        impl Serialize for Row<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Self(table, cells) = self;
                let mut map = serializer.serialize_map(Some(cells.len()))?;
                for (column, cell) in table.columns.iter().zip(*cells) {
                    map.serialize_entry(&column.key, cell)?;
                }
                map.end()
            }
        }
        serializer.collect_seq(self.rows.iter().map(|row| Row(self, row)))
    }
}
