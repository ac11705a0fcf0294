//! Queries with their right answers, in the two forms that evaluation sets have.

use lvzhi::{Catalogue, ItemId};
use serde::Deserialize;
use std::error::Error;
use std::path::Path;

/// A query.
#[derive(Debug, Clone)]
pub struct Query {
    /// What was asked.
    pub text: String,
    /// Places of the right items, in the order of the file; empty outside the list.
    pub gold: Vec<usize>,
    /// Style (`citizen`, …) or set of real messages (`l`, …); `out` outside the list.
    pub style: String,
    /// Outside the list: `near` or `far` where the file tells, else empty.
    pub kind: String,
}

impl Query {
    /// Whether the list holds the matter.
    #[must_use]
    pub fn in_scope(&self) -> bool {
        !self.gold.is_empty()
    }
}

#[derive(Deserialize)]
struct Line {
    q: String,
    gold: Vec<String>,
    #[serde(default)]
    style: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    scope: Option<String>,
    #[serde(default)]
    set: Option<String>,
}

/// Reads a file of queries, one JSON object a line: composed ones (`gold`, `style`, `kind`), or real messages (`scope`,
/// `set`), of which those in dispute are left out.
///
/// # Errors
/// What cannot be read, with its line.
pub fn read(list: &Catalogue, file: &Path) -> Result<Vec<Query>, Box<dyn Error>> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let mut queries = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let at = |error: &dyn std::fmt::Display| format!("{name}:{number}: {error}");
        let line: Line = serde_json::from_str(line).map_err(|error| at(&error))?;
        if line.scope.as_deref() == Some("disputed") {
            continue;
        }
        let mut gold = Vec::new();
        for id in &line.gold {
            let item =
                id.parse::<ItemId>().ok().and_then(|id| list.get(id)).ok_or_else(|| at(&format!("no item {id}")))?;
            gold.push(item.index());
        }
        if line.scope.as_deref().is_some_and(|scope| (scope == "in") == gold.is_empty()) {
            return Err(at(&"`scope` and `gold` contradict each other").into());
        }
        let style = if gold.is_empty() { "out".to_owned() } else { line.style.or(line.set).unwrap_or_default() };
        queries.push(Query { text: line.q, gold, style, kind: line.kind.unwrap_or_default() });
    }
    Ok(queries)
}
