//! Reads and writes `covers.toml`: which matters the items of a list cover.

use crate::model::{Cover, From, List};
use crate::problem::{Problem, said};
use crate::sources::Sources;
use crate::words::no_item;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use toml::Spanned;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCovers {
    #[serde(default)]
    cover: Vec<RawCover>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCover {
    item: Spanned<String>,
    matter: Spanned<String>,
    #[serde(default)]
    main: bool,
    from: Spanned<String>,
    confidence: Option<f32>,
}

/// Covers with the index of their item, in the order of the file.
pub(crate) fn check(
    sources: &Sources,
    raw: RawCovers,
    ids: &HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, Cover)> {
    let mut report = sources.reporter("covers.toml");
    let mut seen: HashMap<(usize, u16), usize> = HashMap::new();
    // The id of each item with covers, and where its first stands.
    let mut lines: HashMap<usize, (String, usize)> = HashMap::new();
    // Where the program's own matters cannot be opened, binding says so.
    let known = lvzhi_tables::matters::Matters::built_in().map_or(usize::MAX, |matters| matters.matters.len());
    let mut found = Vec::new();
    for raw in raw.cover {
        let at = raw.item.span().start;
        let line = report.line_of(at);
        let Some(&item) = ids.get(raw.item.get_ref()) else {
            report.at(at, "item", no_item(raw.item.get_ref()));
            continue;
        };
        let Some(matter) = matter_number(raw.matter.get_ref()) else {
            let message = said(
                format!("{} is no id of a matter; give one such as M0042", raw.matter.get_ref()),
                format!("{} 不是事由的编号；应为 M0042 这样的编号", raw.matter.get_ref()),
            );
            report.at(raw.matter.span().start, "matter", message);
            continue;
        };
        let from = match (raw.from.get_ref().as_str(), raw.confidence) {
            ("stated", None) => From::Stated,
            ("bound", Some(confidence)) if (0.0..=1.0).contains(&confidence) => From::Bound { confidence, behind: 0.0 },
            ("bound", _) => {
                let message = said(
                    "a bound cover has a confidence from 0 to 1; give it, or bind anew",
                    "bound 的一条要有 0 至 1 的 confidence；请补上，或重新运行 lvzhi bind",
                );
                report.at(raw.from.span().start, "confidence", message);
                continue;
            }
            _ => {
                let message = said(
                    "give stated (without a confidence) or bound (with one)",
                    "应为 stated（不带 confidence）或 bound（带 confidence）",
                );
                report.at(raw.from.span().start, "from", message);
                continue;
            }
        };
        if let Some(first) = seen.insert((item, matter), line) {
            let message = said(
                format!("the same item and matter as at line {first}; remove one"),
                format!("与第 {first} 行的事项和事由相同；请删去一条"),
            );
            report.at(at, "cover", message);
            continue;
        }
        if from == From::Stated && usize::from(matter) > known {
            let (id, last) = (raw.matter.get_ref(), matter_id(known));
            let message = said(
                format!(
                    "{id} is not known to this version, whose matters run to {last}; use a newer one, or leave the cover out"
                ),
                format!("本版本没有事由 {id}，只到 {last}；请换用新版本，或不写这一条"),
            );
            report.at(raw.matter.span().start, "matter", message);
        }
        lines.entry(item).or_insert_with(|| (raw.item.get_ref().clone(), line));
        found.push((item, Cover { matter, main: raw.main, from }));
    }
    let stated: HashSet<usize> =
        found.iter().filter(|(_, cover)| cover.from == From::Stated).map(|(item, _)| *item).collect();
    // What an editor states of an item is all that counts of it.
    let counts = |(item, cover): &&(usize, Cover)| cover.from == From::Stated || !stated.contains(item);
    let mains: HashSet<usize> =
        found.iter().filter(counts).filter(|(_, cover)| cover.main).map(|(item, _)| *item).collect();
    let mut without: Vec<usize> = found.iter().map(|(item, _)| *item).filter(|item| !mains.contains(item)).collect();
    without.dedup();
    for item in without {
        let Some((id, line)) = lines.remove(&item) else { continue };
        let (kind, of) = if stated.contains(&item) {
            ("stated covers, but no main one among them", "指定的事由")
        } else {
            ("covers, but no main one", "的事由")
        };
        let message = said(
            format!("{id} has {kind}; give one of them main = true"),
            format!("{id} {of}中没有主要的；请给其中一个写上 main = true"),
        );
        report.at_line(line, "main", message);
    }
    problems.extend(report.into_problems());
    found
}

#[derive(Serialize)]
struct Out {
    cover: Vec<OutCover>,
}

#[derive(Serialize)]
struct OutCover {
    item: String,
    matter: String,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    main: bool,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

/// What a file of covers begins with.
const HEAD: &str = "\
# Which matters (事由) each item covers: `main` where it answers before other items, at least one for each item; others beside. `bound` covers were found by the program and are replaced when it
# binds again; an editor who makes one `stated` (without confidence) keeps it, and all of its item with it.
";

/// The text of `covers.toml` with these covers: what an editor stated stays as it stands in `old`, comments and all; the bound ones
/// are written anew behind it.
///
/// # Errors
/// Those of the writer of TOML: none is known for these values.
pub fn covers_toml(old: &str, list: &List, covers: &[Vec<Cover>]) -> Result<String, toml::ser::Error> {
    let stated: Vec<bool> = list.covers.iter().map(|(_, cover)| cover.from == From::Stated).collect();
    let kept = kept(old, &stated);
    let write = |stated_too: bool| {
        let covers = list.items.iter().zip(covers).flat_map(|(item, covers)| {
            covers.iter().filter(move |cover| stated_too || cover.from != From::Stated).map(|cover| {
                let (from, confidence) = match cover.from {
                    From::Stated => ("stated", None),
                    From::Bound { confidence, .. } => ("bound", Some(hundredths(confidence))),
                };
                OutCover {
                    item: item.id(),
                    matter: matter_id(usize::from(cover.matter)),
                    main: cover.main,
                    from,
                    confidence,
                }
            })
        });
        let out = Out { cover: covers.collect() };
        // Without a block, the writer would name an empty list, which no block of the old text may stand before.
        if out.cover.is_empty() { Ok(String::new()) } else { toml::to_string(&out) }
    };
    let text = match kept {
        Some(kept) => format!("{}\n\n{}", kept.trim_end(), write(false)?),
        None => format!("{HEAD}\n{}", write(true)?),
    };
    Ok(text.trim_end().to_owned() + "\n")
}

/// To two decimals, as a decimal fraction prints it.
fn hundredths(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

/// The blocks of `old` that are stated, with what stands before the first block. `None` where there are none, or where the blocks are not
/// those that were read, as in another notation.
fn kept(old: &str, stated: &[bool]) -> Option<String> {
    let lines: Vec<&str> = old.lines().collect();
    let mut starts: Vec<usize> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.trim() == "[[cover]]") {
        // Comments right above a block are about it.
        let above = lines.iter().take(at).rev().take_while(|line| line.starts_with('#')).count();
        starts.push(at - above);
    }
    if starts.len() != stated.len() || starts.is_empty() {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let first = starts.first().copied().unwrap_or_default();
    let mut kept: Vec<&str> = lines.iter().take(first).copied().collect();
    for ((&start, end), _) in starts.iter().zip(ends).zip(stated).filter(|(_, stated)| **stated) {
        kept.extend(lines.iter().take(end).skip(start));
    }
    Some(kept.join("\n"))
}

/// The id of a matter: M0001 is 1.
#[must_use]
pub fn matter_id(number: usize) -> String {
    format!("M{number:04}")
}

/// The number in the id of a matter.
#[must_use]
pub fn matter_number(id: &str) -> Option<u16> {
    let digits =
        id.strip_prefix('M').filter(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))?;
    digits.parse().ok().filter(|&number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::kept;

    const OLD: &str = "# head\n\n[[cover]]\nitem = \"B001\"\n\n# looked at by Li\n[[cover]]\nitem = \"B002\"\n\n[[cover]]\nitem = \"B003\"\n";

    #[test]
    fn stated_blocks_stay_as_they_are() {
        let text = kept(OLD, &[false, true, false]);
        assert_eq!(text.as_deref(), Some("# head\n\n# looked at by Li\n[[cover]]\nitem = \"B002\"\n"));
        // Another notation than blocks is written anew.
        assert_eq!(kept(OLD, &[true, true]), None);
        assert_eq!(kept("cover = [{ item = \"B001\" }]", &[true]), None);
    }

    #[test]
    fn ids_of_matters_are_read_as_they_are_written() {
        for number in [1u16, 42, 513, 2000, 9999] {
            assert_eq!(super::matter_number(&super::matter_id(usize::from(number))), Some(number));
        }
        for wrong in ["M0000", "M1", "m0001", "M00001", "0001", "M001a", "M+001"] {
            assert_eq!(super::matter_number(wrong), None, "{wrong}");
        }
    }
}
