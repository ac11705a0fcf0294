//! What is wrong with a list on disk, said so that it can be mended.

use std::fmt;
use std::path::PathBuf;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The field.
    pub field: String,
    /// What is wrong, and what to do.
    pub message: String,
    /// The same in Chinese, for those who keep lists; none for the project's own matters.
    pub message_zh: Option<String>,
}

/// What is wrong, and what to do: in both languages where the problem is a list's.
#[derive(Debug)]
pub(crate) struct Message {
    en: String,
    zh: Option<String>,
}

/// A message in English and in Chinese.
pub(crate) fn said(en: impl Into<String>, zh: impl Into<String>) -> Message {
    Message { en: en.into(), zh: Some(zh.into()) }
}

impl<T: Into<String>> From<T> for Message {
    fn from(en: T) -> Self {
        Self { en: en.into(), zh: None }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file.display(), self.line, self.field, self.message)?;
        self.message_zh.as_ref().map_or(Ok(()), |chinese| write!(f, "（{chinese}）"))
    }
}

impl Problem {
    pub(crate) fn new(file: PathBuf, line: usize, field: &str, message: impl Into<Message>) -> Self {
        let Message { en, zh } = message.into();
        Self { file, line, field: field.to_owned(), message: en, message_zh: zh }
    }
}

/// Everything that is wrong with a list: never empty, in the order of files and lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    pub(crate) fn sorted(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        Self(problems)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        write!(f, "共 {0} 处有误，没有编译：{0} problem(s); nothing was compiled", self.0.len())
    }
}

impl std::error::Error for Problems {}

/// Collects problems of one file.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    file: PathBuf,
    text: &'a str,
    /// Where each line but the first begins.
    lines: Vec<usize>,
    found: Vec<Problem>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(file: PathBuf, text: &'a str) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { file, text, lines, found: Vec::new() }
    }

    /// Reports a problem at a byte of the file.
    pub(crate) fn at(&mut self, byte: usize, field: &str, message: impl Into<Message>) {
        let line = self.line_of(byte);
        self.at_line(line, field, message);
    }

    /// Reports a problem at a line of the file.
    pub(crate) fn at_line(&mut self, line: usize, field: &str, message: impl Into<Message>) {
        self.found.push(Problem::new(self.file.clone(), line, field, message));
    }

    /// The line of a byte, from 1.
    pub(crate) fn line_of(&self, byte: usize) -> usize {
        1 + self.lines.partition_point(|&start| start <= byte)
    }

    /// Reports what the parser of TOML could not read; `message` makes of its words what is said.
    pub(crate) fn syntax(&mut self, error: &toml::de::Error, message: impl FnOnce(String) -> Message) {
        let at = error.span().map_or(0, |span| span.start);
        let line = self.text.lines().nth(self.line_of(at) - 1).unwrap_or("");
        let field = field_of(error.message(), line);
        self.at(at, field, message(error.message().replace('\n', " ")));
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.found
    }
}

/// The field that a complaint of the parser is about: the one it names, or the key of its line.
fn field_of<'a>(message: &'a str, line: &'a str) -> &'a str {
    let named = ["missing field `", "unknown field `", "duplicate field `"]
        .into_iter()
        .find_map(|start| message.strip_prefix(start)?.split('`').next());
    let key = || line.split_once('=').map(|(key, _)| key.trim());
    let plain = |key: &&str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    named.or_else(key).filter(plain).unwrap_or("syntax")
}

/// The `wanted` names nearest to `given` by edit distance, for messages: at most three, none without a common character.
pub fn nearest<'a>(given: &str, wanted: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let length = given.chars().count();
    let mut scored: Vec<(usize, &str)> = wanted
        .into_iter()
        .map(|name| (strsim::levenshtein(given, name), name))
        .filter(|&(d, name)| d < length.max(name.chars().count()))
        .collect();
    scored.sort();
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}
