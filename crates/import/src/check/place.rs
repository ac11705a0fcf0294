//! Where a finding stands on the disk: the file and line of a list folder, or the line of an export.

use super::Finding;
use lvzhi_compiler::model::Tier;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// Finds the lines of findings in the folder or export that the list was read from; those of a list in another form have none.
pub fn locate(path: &Path, findings: &mut [Finding]) {
    let read = |file: PathBuf| std::fs::read_to_string(&file).ok().map(|text| (file, text));
    if !path.is_dir() {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"))
            && let Some((file, text)) = read(path.to_owned())
        {
            let lines: Vec<&str> = text.lines().collect();
            for finding in findings {
                if finding.field.starts_with("declared.") {
                    finding.source = Some(Source { file: file.clone(), line: 1 });
                    continue;
                }
                let start = match &finding.item {
                    Some(id) => format!("{{\"type\":\"item\",\"id\":\"{id}\""),
                    None => format!("{{\"type\":\"department\",\"name\":\"{}\"", finding.text),
                };
                let line = lines.iter().position(|line| line.starts_with(&start));
                finding.source = line.map(|line| Source { file: file.clone(), line: line.saturating_add(1) });
            }
        }
        return;
    }
    let files = Tier::ALL.map(|tier| (tier, read(path.join(format!("{}.toml", tier.key())))));
    let departments = read(path.join("departments.toml"));
    let township = read(path.join("township.toml"));
    for finding in findings {
        finding.source = match &finding.item {
            Some(id) => files
                .iter()
                .find(|(tier, _)| id.starts_with(tier.letter()))
                .and_then(|(_, file)| file.as_ref())
                .and_then(|(file, text)| Some(Source { file: file.clone(), line: line_of(text, id, &finding.text)? })),
            None if finding.field.starts_with("declared.") => township.as_ref().and_then(|(file, text)| {
                let key = finding.field.trim_start_matches("declared.");
                let line = text.lines().position(|line| line.starts_with(key))?;
                Some(Source { file: file.clone(), line: line.saturating_add(1) })
            }),
            None => departments.as_ref().and_then(|(file, text)| {
                let line = text.lines().position(|line| line.starts_with("name") && line.contains(&finding.text))?;
                Some(Source { file: file.clone(), line: line.saturating_add(1) })
            }),
        };
    }
}

/// The line of an item that holds the words, or else its first.
fn line_of(text: &str, id: &str, words: &str) -> Option<usize> {
    let number: u16 = id.get(1..)?.parse().ok()?;
    let is_number = |line: &str| {
        let value = line.strip_prefix("number").and_then(|rest| rest.trim_start().strip_prefix('='));
        value.and_then(|value| value.trim().parse().ok()) == Some(number)
    };
    let first = text.lines().position(is_number)?;
    let block = text.lines().skip(first).take_while(|line| line.trim() != "[[item]]");
    let at = block.into_iter().position(|line| line.contains(words)).unwrap_or(0);
    Some(first.saturating_add(at).saturating_add(1))
}
