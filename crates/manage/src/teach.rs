//! Teaches a list what people corrected, and shows what that changes.

use crate::labels::Labelled;
use crate::meaning::{is_not_listed, item, nearest_items};
use crate::review::{Review, Table};
use lvzhi::{Answer, Catalogue, Reason, Verdict};
use lvzhi_compiler::{LONGEST_TAUGHT, TeachError};
use lvzhi_tables::fold::folded;
use lvzhi_tables::matters::Matters;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// A correction that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where it stands.
    pub place: String,
    /// What is wrong, and what to do: in Chinese and English.
    pub message: String,
}

/// Why a list was not taught: nothing was changed.
#[derive(Debug)]
pub enum Untaught {
    /// What is wrong with the corrections, all at once.
    Wrong(Vec<Wrong>),
    /// The list cannot be taught.
    List(TeachError),
}

/// What is wrong that is told one by one.
const SHOWN: usize = 20;

/// Where a correction of before stands: `words.tsv` of a folder, sections of a file.
const TAUGHT: &str = "以前教过的话 (words.tsv)";

impl fmt::Display for Untaught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(wrong) => {
                for Wrong { place, message } in wrong.iter().take(SHOWN) {
                    writeln!(f, "{place}：{message}")?;
                }
                if let Some(more) = wrong.len().checked_sub(SHOWN).filter(|more| *more > 0) {
                    writeln!(f, "另有 {more} 处 (and {more} more)")?;
                }
                write!(f, "共 {0} 处有误，什么都没有改 ({0} problems: nothing was changed)", wrong.len())
            }
            Self::List(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Untaught {}

/// Corrections that were understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The index of each one's item, or none where the list does not hold its matter, and its text; those of before included.
    pub taught: Vec<(Option<usize>, String)>,
    /// How many of them are new.
    pub new: usize,
    /// Those that say what was said before, by their places: left out.
    pub doubles: Vec<String>,
    /// Those without a label, by their places: left out, as nobody has looked at them yet.
    pub unlabelled: Vec<String>,
}

/// What is the same of texts that differ in width, white space or punctuation only: answers to them are the same, too.
pub(crate) fn key(text: &str) -> String {
    folded(text).map(|(_, c)| c).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text is nothing but what is wrapped around matters, such as 见附件 or 你好: whatever it is filed under says nothing of the next one. The built-in
/// list is asked, which nobody taught.
fn says_nothing(text: &str) -> bool {
    let answer = lvzhi::catalogue().classify(text);
    answer.is_ok_and(|answer| matches!(answer.reason, Some(Reason::OnlyFrame | Reason::TooLittle)))
}

/// What a list was taught: as corrections have it.
fn before(list: &Catalogue) -> Vec<(Option<usize>, String)> {
    list.taught().map(|taught| (taught.item.map(|item| item.index()), taught.text.to_owned())).collect()
}

/// What a list was taught without these texts, or texts that differ from them in width, white space or punctuation only.
///
/// # Errors
/// The texts that it was not taught.
pub fn without(list: &Catalogue, rows: &[Labelled]) -> Result<Corrections, Vec<Wrong>> {
    let mut taught = before(list);
    let keys: HashSet<String> = taught.iter().map(|(_, text)| key(text)).collect();
    let unknown = |row: &&Labelled| !keys.contains(&key(&row.text));
    let wrong: Vec<Wrong> = rows
        .iter()
        .filter(unknown)
        .map(|row| Wrong {
            place: row.place.clone(),
            message: format!("没有教过“{}” (was not taught: see what was)", beginning(&row.text)),
        })
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let forgotten: HashSet<String> = rows.iter().map(|row| key(&row.text)).collect();
    taught.retain(|(_, text)| !forgotten.contains(&key(text)));
    Ok(Corrections { taught, ..Corrections::default() })
}

/// As much of a text as tells which it is.
fn beginning(text: &str) -> String {
    text.chars().take(20).collect()
}

/// The labels of a row that name something else than its first one. A cell of several values comes whole before its parts, which may be parts of a name.
fn others<'r>(list: &Catalogue, labels: &'r [String]) -> Vec<&'r str> {
    let Some((first, rest)) = labels.split_first() else { return Vec::new() };
    let about = |label: &str| (is_not_listed(label), item(list, label).map(|item| item.index()));
    let others = rest.iter().filter(|label| !first.contains(label.as_str()) && about(label) != about(first));
    others.map(String::as_str).collect()
}

/// What corrections mean for a list, beside what it was taught before. The label of each is an id, a name, or 清单外; those without one are left out.
///
/// # Errors
/// Everything that is wrong with them: unknown items, texts about two things, texts that are too long, or that say nothing.
pub fn corrections(list: &Catalogue, rows: &[Labelled]) -> Result<Corrections, Vec<Wrong>> {
    let mut found = Corrections { taught: before(list), ..Corrections::default() };
    let mut known: HashMap<String, (String, Option<usize>)> =
        found.taught.iter().map(|(item, text)| (key(text), (TAUGHT.to_owned(), *item))).collect();
    let called = |at: Option<usize>| {
        at.and_then(|at| list.item_at(at)).map_or("清单外".to_owned(), |item| item.id().to_string())
    };
    let mut wrong = Vec::new();
    for row in rows {
        let labels = row.labels.first().map_or(&[][..], Vec::as_slice);
        let Some(label) = labels.first() else {
            found.unlabelled.push(row.place.clone());
            continue;
        };
        let mut refuse = |message: String| wrong.push(Wrong { place: row.place.clone(), message });
        let others = others(list, labels);
        if !others.is_empty() {
            let others = others.join("”和“");
            refuse(format!(
                "一条文字归到“{label}”和“{others}”；请只留一项 (one text is taught several things: keep one)"
            ));
            continue;
        }
        let about = if is_not_listed(label) {
            None
        } else if let Some(item) = item(list, label) {
            Some(item.index())
        } else {
            let near = nearest_items(list, label).join("、");
            let near = if near.is_empty() { near } else { format!("；相近的有 {near}") };
            refuse(format!(
                "清单里没有“{label}”{near}；清单没有的事请写 清单外 (no such item: give an id or a name, or 清单外 for what the list does not hold)"
            ));
            continue;
        };
        let length = row.text.chars().count();
        let key = key(&row.text);
        if key.is_empty() || length > LONGEST_TAUGHT {
            refuse(format!("文字为空或超过 {LONGEST_TAUGHT} 字；请摘出要点 (empty, or too long: give the gist)"));
            continue;
        }
        if says_nothing(&row.text) {
            refuse(format!(
                "“{}”没有说是什么事，没有可教的；请删去这一行 (says nothing of a matter, so there is nothing to teach: remove the row)",
                beginning(&row.text)
            ));
            continue;
        }
        match known.get(&key) {
            Some((_, before)) if *before == about => found.doubles.push(row.place.clone()),
            Some((place, before)) => refuse(format!(
                "同样的话在 {place} 归到 {}，这里归到 {}；请只留一处 (the same text is taught two things: keep one)",
                called(*before),
                called(about)
            )),
            None => {
                known.insert(key, (row.place.clone(), about));
                found.taught.push((about, row.text.clone()));
                found.new += 1;
            }
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

/// The compiled list `bytes` with these corrections in place of all that it was taught before.
///
/// # Errors
/// [`TeachError`], where `bytes` are no list, or the texts too many for a file.
pub fn taught(bytes: &[u8], corrections: &[(Option<usize>, String)]) -> Result<Vec<u8>, TeachError> {
    let matters = Matters::built_in()?;
    lvzhi_compiler::teach(bytes, corrections, &matters)
}

/// What an answer comes to, in a few words.
fn outcome(answer: &Answer<'_>) -> (String, String) {
    let id = answer.best().filter(|_| answer.is_finding()).map(|best| best.item.to_string());
    (answer.verdict.to_string(), id.unwrap_or_default())
}

/// Which answers to these texts a list gives otherwise than before.
#[must_use]
pub fn moves<'t>(before: &Catalogue, after: &Catalogue, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Review {
    let columns = [
        ("place", "位置", 12),
        ("text", "原文", 60),
        ("before", "原判断", 10),
        ("before_item", "原事项", 30),
        ("after", "现判断", 10),
        ("after_item", "现事项", 30),
    ];
    let mut table = Table::new("moves", "变动的答复", &columns);
    let (mut asked, mut listed) = (0usize, [0usize; 2]);
    for (place, text) in texts {
        let (Ok(old), Ok(new)) = (before.classify(text), after.classify(text)) else { continue };
        asked += 1;
        for (listed, answer) in listed.iter_mut().zip([&old, &new]) {
            *listed += usize::from(!matches!(answer.verdict, Verdict::Unlisted));
        }
        let ((was, was_item), (is, is_item)) = (outcome(&old), outcome(&new));
        if (&was, &was_item) != (&is, &is_item) {
            table.row([place.into(), text.into(), was.into(), was_item.into(), is.into(), is_item.into()]);
        }
    }
    let mut review = Review::new("moves", "教过以后变动的答复");
    review.fact("asked", "比较的文本", asked);
    review.fact("moved", "变动的答复", table.rows.len());
    review.fact("listed_before", "原在清单内", listed[0]);
    review.fact("listed_after", "现在清单内", listed[1]);
    review.tables.push(table);
    review
}
