//! What was understood of a file, and every doubt on the way.

use crate::document::Place;
use serde::Serialize;

/// What an import found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The most harmful first, then by file and place.
    pub doubts: Vec<Doubt>,
    /// Declared and found.
    pub totals: Vec<Total>,
    /// Rows and lines that hold no item, and what they were taken for.
    pub parts: Vec<Part>,
}

/// How much a doubt matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something of the file did not come into the list.
    Lost,
    /// It was understood, but may have been meant otherwise.
    Doubtful,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The Chinese word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lost => "未收入",
            Self::Doubtful => "存疑",
            Self::Note => "提示",
        }
    }
}

/// A place of the file where somebody should look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// How much it matters.
    pub severity: Severity,
    /// The file.
    pub file: String,
    /// Where.
    pub place: Place,
    /// The text of the cell.
    pub text: String,
    /// What was understood, in Chinese and in English.
    pub understood: [String; 2],
    /// What to do, in Chinese and in English.
    pub remedy: [String; 2],
}

/// A row or line that holds no item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The file.
    pub file: String,
    /// Its first cell.
    pub place: Place,
    /// What it was taken for.
    pub role: Role,
    /// Its text, cells separated by a bar.
    pub text: String,
}

/// What a row or line without an item was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The title of a list, a tier or a township.
    Title,
    /// Headings of columns, or the labels of cards.
    Heading,
    /// A category, above its items.
    Category,
    /// 目录
    Contents,
    /// 说明, notes, signatures.
    Text,
    /// 合计
    Total,
    /// A line drawn between cards.
    Rule,
    /// The example row of the template.
    Example,
    /// The same item once more.
    Repeated,
}

/// A total that a list declares of itself, beside what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// `basic`, `cooperative`, `reclaimed`.
    pub tier: &'static str,
    /// `items`, `categories`, `departments`, or the name of a category.
    pub of: String,
    /// What the list says; none where it says nothing.
    pub declared: Option<u16>,
    /// What is there.
    pub found: u16,
}

impl Total {
    /// Whether the list says otherwise.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.declared.is_some_and(|declared| declared != self.found)
    }
}

impl Report {
    /// How many doubts are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.doubts.iter().filter(|doubt| doubt.severity == severity).count()
    }
}
