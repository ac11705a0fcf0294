//! Labelling by people: which texts to give them, and how far two of them agree.

use crate::labels::Labelled;
use crate::meaning::{Of, is_not_listed};
use crate::review::{Cell, Review, Table};
use crate::sheets::places;
use crate::statistics::{Share, kappa};
use crate::teach::key;
use lvzhi::{Answer, Catalogue, Options, Reason, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Which texts are given to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// As many of each confidence: so that what is measured on them tells about all.
    Spread,
    /// Those first from which a list learns most: unsure ones, each of another matter.
    Informative,
}

/// Bands of confidence from which a sample is spread.
const BANDS: usize = 10;

/// A text and its answer.
struct Asked<'r, 'l> {
    row: &'r Labelled,
    answer: Answer<'l>,
}

/// A sample of texts for labelling, with what the list says and an empty column. The same texts give the same sample. Texts that differ in width, white space
/// or punctuation only are one, the first; what is too long to ask cannot be chosen; how many these were is among the notes.
#[must_use]
pub fn sample(list: &Catalogue, rows: &[Labelled], wanted: usize, choice: Choice) -> Review {
    let options = Options { top: 3, ..Options::default() };
    let mut met = BTreeSet::new();
    let (mut asked, mut doubles, mut unasked) = (Vec::new(), 0usize, Vec::new());
    for row in rows {
        match list.classify_with(&row.text, options) {
            Ok(_) if !met.insert(key(&row.text)) => doubles += 1,
            Ok(answer) => asked.push(Asked { row, answer }),
            Err(error) => unasked.push(format!("{}：{error}", row.place)),
        }
    }
    let chosen = match choice {
        Choice::Spread => spread(&asked, wanted),
        Choice::Informative => informative(&asked, wanted),
    };
    let columns = [
        ("place", "位置", 12),
        ("text", "诉求", 80),
        ("label", "正确事项", 24),
        ("verdict", "判断", 12),
        ("confidence", "把握", 10),
        ("candidates", "候选", 60),
    ];
    let mut table = Table::new("sample", "待标注", &columns);
    for asked in chosen {
        let candidates: Vec<String> = asked.answer.matches().map(|found| found.item.to_string()).collect();
        table.row([
            asked.row.place.as_str().into(),
            asked.row.text.as_str().into(),
            Cell::Nothing,
            asked.answer.verdict.to_string().into(),
            Cell::Share(f64::from(asked.answer.confidence)),
            candidates.join("；").into(),
        ]);
    }
    let mut review = Review::new("sample", "标注样本");
    review.fact("texts", "可选文本", asked.len());
    review.fact("chosen", "选出", table.rows.len());
    if doubles > 0 {
        review.notes.push(format!(
            "另有 {doubles} 条与前面的相同，没有再选 ({doubles} texts are there before: not chosen again)"
        ));
    }
    if !unasked.is_empty() {
        let shown = unasked.iter().take(3).cloned().collect::<Vec<_>>().join("；");
        review
            .notes
            .push(format!("{0} 条不能归类，没有选 ({0} texts cannot be asked: left out)：{shown}", unasked.len()));
    }
    review.notes.push("在“正确事项”一栏填编号、名称或 清单外；两人各填一份，不要互看，再比较一致性".to_owned());
    review.tables.push(table);
    review
}

/// From each band of confidence in turn; within one, evenly over the order given.
fn spread<'a, 'r, 'l>(asked: &'a [Asked<'r, 'l>], wanted: usize) -> Vec<&'a Asked<'r, 'l>> {
    let mut bands: Vec<Vec<&Asked<'_, '_>>> = (0..BANDS).map(|_| Vec::new()).collect();
    for asked in asked {
        let at = ((f64::from(asked.answer.confidence) * BANDS as f64) as usize).min(BANDS - 1);
        if let Some(band) = bands.get_mut(at) {
            band.push(asked);
        }
    }
    let mut shares = [0usize; BANDS];
    let mut left = wanted.min(asked.len());
    while left > 0 {
        for (share, band) in shares.iter_mut().zip(&bands) {
            if *share < band.len() && left > 0 {
                *share += 1;
                left -= 1;
            }
        }
    }
    let even = |(share, band): (&usize, &Vec<&'a Asked<'r, 'l>>)| {
        (0..*share).filter_map(|at| band.get(at * band.len() / share).copied()).collect::<Vec<_>>()
    };
    shares.iter().zip(&bands).flat_map(even).collect()
}

/// The least sure first, one of each matter before a second of any.
fn informative<'a, 'r, 'l>(asked: &'a [Asked<'r, 'l>], wanted: usize) -> Vec<&'a Asked<'r, 'l>> {
    let mut unsure: Vec<&Asked<'_, '_>> = asked.iter().collect();
    let margin = |asked: &Asked<'_, '_>| {
        let mut sure = asked.answer.matches().map(|found| found.confidence);
        let (first, second) = (sure.next().unwrap_or(0.0), sure.next().unwrap_or(0.0));
        // Near to even between the list and what lies outside it, or between two items.
        let listed = (2.0 * asked.answer.confidence - 1.0).abs();
        match (asked.answer.verdict, asked.answer.reason) {
            (Verdict::Unlisted, _) => listed,
            (Verdict::Unclear, Some(Reason::TiersNear)) => first - second,
            // What says too little teaches nothing.
            (Verdict::Unclear, _) => f32::INFINITY,
            _ => listed.min(first - second),
        }
    };
    unsure.sort_by(|a, b| margin(a).total_cmp(&margin(b)));
    let mut met: BTreeMap<Option<lvzhi::Matter>, usize> = BTreeMap::new();
    let mut rounds: Vec<(usize, usize, &Asked<'_, '_>)> = Vec::new();
    for (at, asked) in unsure.into_iter().enumerate() {
        let round = met.entry(asked.answer.matter).or_default();
        rounds.push((*round, at, asked));
        *round += 1;
    }
    rounds.sort_by_key(|(round, at, _)| (*round, *at));
    rounds.into_iter().take(wanted).map(|(.., asked)| asked).collect()
}

/// Labels that name nothing which are told one by one.
const UNKNOWN_SHOWN: usize = 10;

/// What is to be said of labels that the list does not know: a slip of the finger would count as a disagreement.
fn unknown(list: &Catalogue, rows: &[Labelled]) -> Option<String> {
    let mut unknown: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows {
        for label in row.labels.iter().filter_map(|labels| labels.first()) {
            if !is_not_listed(label) && Of::ALL.into_iter().all(|of| of.read(list, label).is_none()) {
                let found = unknown.entry(label).or_default();
                // Both people may have written it.
                if found.last() != Some(&row.place) {
                    found.push(row.place.clone());
                }
            }
        }
    }
    let shown = unknown.iter().take(UNKNOWN_SHOWN).map(|(label, found)| format!("“{label}”（{}）", places(found)));
    (!unknown.is_empty()).then(|| {
        format!(
            "清单里没有这 {0} 种标注，照原文比较；请改正后再比 ({0} labels name nothing of the list and are compared as they are: correct them)：{1}",
            unknown.len(),
            shown.collect::<Vec<_>>().join("；")
        )
    })
}

/// How far two people agree about the same texts: the two columns of labels of each row.
#[must_use]
pub fn agreement(list: &Catalogue, rows: &[Labelled]) -> Review {
    let meaning = |labels: Option<&Vec<String>>| -> Option<String> {
        let label = labels?.first()?;
        if is_not_listed(label) {
            return Some("清单外".to_owned());
        }
        Some(Of::ALL.into_iter().find_map(|of| of.read(list, label)).unwrap_or_else(|| label.clone()))
    };
    let mut pairs = Vec::new();
    let columns = [("place", "位置", 12), ("text", "原文", 80), ("first", "甲", 40), ("second", "乙", 40)];
    let mut table = Table::new("disagreements", "不一致的", &columns);
    let mut mixed: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut share = Share::default();
    let shown = |label: &str| list.item(label).map_or(label.to_owned(), |item| item.to_string());
    for row in rows {
        let (Some(first), Some(second)) = (meaning(row.labels.first()), meaning(row.labels.get(1))) else { continue };
        share.count(first == second);
        if first != second {
            table.row([
                row.place.as_str().into(),
                row.text.as_str().into(),
                shown(&first).into(),
                shown(&second).into(),
            ]);
            let pair = if first < second { (first.clone(), second.clone()) } else { (second.clone(), first.clone()) };
            *mixed.entry(pair).or_default() += 1;
        }
        pairs.push((first, second));
    }
    let kappa = kappa(&pairs);
    let mut review = Review::new("agreement", "两人标注的一致性");
    review.fact("texts", "两人都标了的", share.of);
    review.fact("agreed", "一致", Cell::Share(share.value()));
    let [low, high] = share.interval().map(Cell::Share);
    review.fact("low", "区间下限", low);
    review.fact("high", "区间上限", high);
    review.fact("kappa", "Kappa", kappa.map_or(Cell::Nothing, Cell::Number));
    let said = match kappa {
        Some(kappa) if kappa >= 0.8 => "一致性很好，标注可用",
        Some(kappa) if kappa >= 0.6 => "一致性尚可；请一起看不一致的，定下规则再标",
        Some(_) => "一致性差；先定规则、重新标注，再用来评估",
        None => "标注太少或只有一种，算不出 Kappa",
    };
    review.notes.push(said.to_owned());
    review.notes.extend(unknown(list, rows));
    let by_one = rows.iter().filter(|row| row.labels.iter().filter(|labels| !labels.is_empty()).count() == 1).count();
    if by_one > 0 {
        review.notes.push(format!(
            "{by_one} 条只有一人标注，没有比较 ({by_one} texts were labelled by one of the two: left out)"
        ));
    }
    let mut pairs = Table::new("pairs", "分歧", &[("one", "一", 40), ("other", "另一", 40), ("times", "次数", 8)]);
    let mut mixed: Vec<((String, String), usize)> = mixed.into_iter().collect();
    mixed.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    for ((one, other), times) in mixed {
        pairs.row([shown(&one).into(), shown(&other).into(), times.into()]);
    }
    review.tables = vec![pairs, table];
    review
}
