//! How right a list is about texts with labels: shares with their intervals, by tier, category and department, what it mixes up, whether its
//! confidence can be believed, and what each threshold would cost and win.

mod thresholds;

use crate::labels::Labelled;
use crate::meaning::{Of, is_not_listed};
use crate::review::{Cell, Review, Table};
use crate::sheets::places;
use crate::statistics::Share;
use lvzhi::{Answer, Catalogue, Options, QueryError, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Examples of a confusion that are shown.
const EXAMPLES: usize = 3;

/// Characters of an example that are shown; the whole text is among the mistakes.
const LONGEST_EXAMPLE: usize = 80;

/// Bins of the confidence.
const BINS: usize = 10;

/// Candidates that are looked at.
const TOP: usize = 3;

/// Labels that name nothing which are told one by one.
const LABELS_SHOWN: usize = 10;

/// Why texts cannot be measured.
#[derive(Debug)]
pub enum EvaluateError {
    /// Labels that name nothing of the list, with their places: of the reading that fits most.
    Labels {
        /// What the labels were taken for.
        of: Of,
        /// The labels and where they stand.
        unknown: Vec<(String, String)>,
    },
    /// No row has a label.
    Nothing,
    /// A text that cannot be asked.
    Text {
        /// Where it stands.
        place: String,
        /// Why.
        error: QueryError,
    },
}

impl fmt::Display for EvaluateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Labels { of, unknown } => {
                let mut by_label: BTreeMap<&str, Vec<String>> = BTreeMap::new();
                for (place, label) in unknown {
                    by_label.entry(label).or_default().push(place.clone());
                }
                let mut labels: Vec<_> = by_label.into_iter().collect();
                labels.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
                for (label, found) in labels.iter().take(LABELS_SHOWN) {
                    writeln!(f, "{}：清单里没有“{label}”这个{}", places(found), of.name())?;
                }
                if let Some(more) = labels.len().checked_sub(LABELS_SHOWN).filter(|more| *more > 0) {
                    writeln!(f, "另有 {more} 种标注 (and {more} more labels)")?;
                }
                write!(
                    f,
                    "标注应全是事项、全是清单类别、全是事项类别或全是部门，清单没有的写 清单外 ({} labels name nothing of the list: give items, tiers, categories or departments, or 清单外)",
                    unknown.len()
                )
            }
            Self::Nothing => f.write_str("没有带标注的文本 (no text has a label: give labels)"),
            Self::Text { place, error } => write!(f, "{place}：{error}"),
        }
    }
}

impl std::error::Error for EvaluateError {}

/// A text and what is right for it; nothing where the list does not hold its matter.
struct Asked<'r, 'l> {
    row: &'r Labelled,
    right: BTreeSet<String>,
    answer: Answer<'l>,
}

impl Asked<'_, '_> {
    fn is_inside(&self) -> bool {
        !self.right.is_empty()
    }

    /// The place of the first right candidate.
    fn place(&self, of: Of) -> Option<usize> {
        self.answer.matches().position(|found| of.of(found.item).iter().any(|is| self.right.contains(is)))
    }

    /// Whether the verdict is right: that the list does not hold the matter, or else the first candidate.
    fn is_right(&self, of: Of) -> bool {
        match self.answer.verdict {
            Verdict::Unlisted => !self.is_inside(),
            _ => self.place(of) == Some(0),
        }
    }
}

/// Measures a list. The first column of labels says what is right; a text with several labels is right with any of them, one whose label is
/// 清单外, or an empty list in JSON lines, is outside the list. Texts without a label are left out.
///
/// # Errors
/// [`EvaluateError`]: labels name nothing, or a text cannot be asked.
pub fn evaluate(list: &Catalogue, rows: &[Labelled]) -> Result<Review, EvaluateError> {
    let all = rows.len();
    let rows: Vec<&Labelled> = rows.iter().filter(|row| !labels(row).is_empty()).collect();
    let unlabelled = all.saturating_sub(rows.len());
    let (of, right) = understood(list, &rows)?;
    let options = Options { top: TOP, ..Options::default() };
    let mut asked = Vec::with_capacity(rows.len());
    for (row, right) in rows.into_iter().zip(right) {
        let answer = list.classify_with(&row.text, options);
        let answer = answer.map_err(|error| EvaluateError::Text { place: row.place.clone(), error })?;
        asked.push(Asked { row, right, answer });
    }
    let mut review = review(list, of, &asked);
    if unlabelled > 0 {
        review.notes.push(format!("{unlabelled} 条没有标注，没有计入 ({unlabelled} texts have no label: left out)"));
    }
    Ok(review)
}

/// What people say is right for a text.
fn labels(row: &Labelled) -> &[String] {
    row.labels.first().map_or(&[], Vec::as_slice)
}

/// What the labels of a row mean.
type Right = BTreeSet<String>;

/// What the labels are of, and what they say of each row.
fn understood(list: &Catalogue, rows: &[&Labelled]) -> Result<(Of, Vec<Right>), EvaluateError> {
    if rows.is_empty() {
        return Err(EvaluateError::Nothing);
    }
    let mut best: Option<(Of, Vec<(String, String)>)> = None;
    for of in Of::ALL {
        let mut unknown = Vec::new();
        let mut right = Vec::with_capacity(rows.len());
        for row in rows {
            let named: Vec<&String> = labels(row).iter().filter(|label| !is_not_listed(label)).collect();
            let read: Right = named.iter().filter_map(|label| of.read(list, label)).collect();
            if let (true, Some(label)) = (read.is_empty(), named.first()) {
                unknown.push((row.place.clone(), (*label).clone()));
            }
            right.push(read);
        }
        if unknown.is_empty() {
            return Ok((of, right));
        }
        if best.as_ref().is_none_or(|(_, least)| unknown.len() < least.len()) {
            best = Some((of, unknown));
        }
    }
    let (of, unknown) = best.unwrap_or((Of::Items, Vec::new()));
    Err(EvaluateError::Labels { of, unknown })
}

fn review(list: &Catalogue, of: Of, asked: &[Asked<'_, '_>]) -> Review {
    let township = list.township().name();
    let mut review =
        Review::new("evaluation", format!("归类质量评估：{township}，{} 条，标注为{}", asked.len(), of.name()));
    let inside: Vec<&Asked<'_, '_>> = asked.iter().filter(|asked| asked.is_inside()).collect();
    let outside = asked.len() - inside.len();
    let counted = |is: &dyn Fn(&Asked<'_, '_>) -> bool| {
        let mut share = Share::default();
        inside.iter().for_each(|asked| share.count(is(asked)));
        share
    };
    let shares = [
        ("right_at_1", "第一个就对", counted(&|asked| asked.place(of) == Some(0))),
        ("right_within_3", "前三个中有对的", counted(&|asked| asked.place(of).is_some())),
    ];
    review.fact("texts", "文本", asked.len());
    review.fact("inside", "清单内", inside.len());
    review.fact("outside", "清单外", outside);
    let mut overall = Table::new("overall", "总体", &INTERVAL_COLUMNS);
    for (key, label, share) in shares {
        if share.of > 0 {
            review.fact(key, label, Cell::Share(share.value()));
        }
        interval_row(&mut overall, label, share);
    }
    if of == Of::Items {
        let tier =
            |asked: &Asked<'_, '_>| asked.answer.best().is_some_and(|best| has_tier(list, asked, best.item.tier()));
        interval_row(&mut overall, "清单类别对", counted(&tier));
    }
    let verdict = |is: Verdict, inside: bool| {
        let mut share = Share::default();
        for asked in asked.iter().filter(|asked| asked.is_inside() == inside) {
            share.count(asked.answer.verdict == is);
        }
        share
    };
    interval_row(&mut overall, "清单内误判为清单外", verdict(Verdict::Unlisted, true));
    interval_row(&mut overall, "清单外判为清单外", verdict(Verdict::Unlisted, false));
    interval_row(&mut overall, "清单内判为待定", verdict(Verdict::Unclear, true));
    // What people see: the confidence of each verdict, whichever it is.
    let outcomes: Vec<(f64, bool)> =
        asked.iter().map(|asked| (f64::from(asked.answer.confidence), asked.is_right(of))).collect();
    let error = calibration_error(&outcomes);
    review.fact("calibration_error", "把握的平均误差", Cell::Number(error));
    let thresholds = thresholds::Thresholds::of(asked, of);
    review.notes.extend(notes(&outcomes, inside.len(), outside));
    review.notes.extend(thresholds.advice());
    review.tables = vec![overall];
    if of == Of::Items {
        review.tables.extend(groups(list, of, &inside));
    }
    review.tables.extend([
        confusions(list, of, &inside),
        calibration(&outcomes),
        thresholds.table(),
        mistakes(of, asked),
    ]);
    review
}

fn has_tier(list: &Catalogue, asked: &Asked<'_, '_>, tier: lvzhi::Tier) -> bool {
    asked.right.iter().filter_map(|id| list.item(id)).any(|item| item.tier() == tier)
}

const INTERVAL_COLUMNS: [(&str, &str, u16); 6] = [
    ("measure", "指标", 24),
    ("share", "比例", 10),
    ("low", "区间下限", 10),
    ("high", "区间上限", 10),
    ("part", "条数", 8),
    ("of", "共", 8),
];

fn interval_row(table: &mut Table, name: &str, share: Share) {
    if share.of > 0 {
        let [low, high] = share.interval().map(Cell::Share);
        table.row([name.into(), Cell::Share(share.value()), low, high, share.part.into(), share.of.into()]);
    }
}

/// Shares by tier, by category and by department of the right item.
fn groups(list: &Catalogue, of: Of, inside: &[&Asked<'_, '_>]) -> Vec<Table> {
    let by = |key: &'static str, title: &'static str, group: Of| {
        let mut groups: BTreeMap<String, [Share; 2]> = BTreeMap::new();
        for asked in inside {
            let Some(item) = asked.right.first().and_then(|id| list.item(id)) else { continue };
            for name in group.of(item) {
                let [first, within] = groups.entry(name).or_default();
                first.count(asked.place(of) == Some(0));
                within.count(asked.place(of).is_some());
            }
        }
        let columns = [
            ("group", title, 36),
            ("texts", "文本", 8),
            ("right_at_1", "第一个就对", 12),
            ("low", "区间下限", 10),
            ("high", "区间上限", 10),
            ("right_within_3", "前三个中有对的", 14),
        ];
        let mut table = Table::new(key, title, &columns);
        let mut groups: Vec<(String, [Share; 2])> = groups.into_iter().collect();
        groups.sort_by_key(|(_, [first, _])| std::cmp::Reverse(first.of));
        for (name, [first, within]) in groups {
            let [low, high] = first.interval().map(Cell::Share);
            let [first_share, within] = [first, within].map(|share| Cell::Share(share.value()));
            table.row([name.into(), first.of.into(), first_share, low, high, within]);
        }
        table
    };
    vec![
        by("by_tier", "按清单类别", Of::Tiers),
        by("by_category", "按事项类别", Of::Categories),
        by("by_department", "按部门", Of::Departments),
    ]
}

/// As people read what a label means: an item with its name.
fn shown(list: &Catalogue, of: Of, meaning: &str) -> String {
    match of {
        Of::Items => list.item(meaning).map_or(meaning.to_owned(), |item| item.to_string()),
        _ => meaning.to_owned(),
    }
}

fn confusions(list: &Catalogue, of: Of, inside: &[&Asked<'_, '_>]) -> Table {
    let mut pairs: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for asked in inside.iter().filter(|asked| asked.place(of) != Some(0)) {
        let given = asked.answer.best().and_then(|best| of.of(best.item).into_iter().next()).unwrap_or_default();
        let right = asked.right.first().cloned().unwrap_or_default();
        pairs.entry((right, given)).or_default().push(&asked.row.text);
    }
    let columns = [("right", "应为", 40), ("given", "答为", 40), ("times", "次数", 8), ("examples", "例", 80)];
    let mut table = Table::new("confusions", "混淆", &columns);
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(_, texts)| std::cmp::Reverse(texts.len()));
    for ((right, given), texts) in pairs {
        let examples: Vec<String> = texts.iter().take(EXAMPLES).map(|text| beginning(text)).collect();
        let [right, given] = [right, given].map(|meaning| Cell::from(shown(list, of, &meaning)));
        table.row([right, given, texts.len().into(), examples.join(" ／ ").into()]);
    }
    table
}

/// As much of a text as tells what it is about.
fn beginning(text: &str) -> String {
    let cut: String = text.chars().take(LONGEST_EXAMPLE).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}

/// Mean distance between confidence and share of right answers over the bins, by their sizes.
fn calibration_error(outcomes: &[(f64, bool)]) -> f64 {
    let gaps =
        bins(outcomes).map(|bin| bin.iter().map(|(sure, right)| sure - f64::from(u8::from(*right))).sum::<f64>());
    gaps.iter().map(|gap| gap.abs()).sum::<f64>() / outcomes.len().max(1) as f64
}

fn bins(outcomes: &[(f64, bool)]) -> [Vec<(f64, bool)>; BINS] {
    let mut bins: [Vec<(f64, bool)>; BINS] = Default::default();
    for &outcome in outcomes {
        let at = ((outcome.0 * BINS as f64) as usize).min(BINS - 1);
        if let Some(bin) = bins.get_mut(at) {
            bin.push(outcome);
        }
    }
    bins
}

fn calibration(outcomes: &[(f64, bool)]) -> Table {
    let columns = [
        ("from", "把握自", 8),
        ("to", "至", 8),
        ("texts", "文本", 8),
        ("confidence", "平均把握", 12),
        ("right", "实际正确", 12),
        ("low", "区间下限", 10),
        ("high", "区间上限", 10),
    ];
    let mut table = Table::new("calibration", "把握是否可信", &columns);
    for (at, bin) in bins(outcomes).iter().enumerate().filter(|(_, bin)| !bin.is_empty()) {
        let share = Share { part: bin.iter().filter(|(_, right)| *right).count(), of: bin.len() };
        let mean = bin.iter().map(|(sure, _)| sure).sum::<f64>() / bin.len() as f64;
        let [from, to] = [at, at + 1].map(|bound| Cell::Share(bound as f64 / BINS as f64));
        let [low, high] = share.interval().map(Cell::Share);
        table.row([from, to, bin.len().into(), Cell::Share(mean), Cell::Share(share.value()), low, high]);
    }
    table
}

/// Every text that is not answered rightly.
fn mistakes(of: Of, asked: &[Asked<'_, '_>]) -> Table {
    let columns = [
        ("place", "位置", 12),
        ("text", "原文", 80),
        ("right", "应为", 20),
        ("verdict", "判断", 12),
        ("given", "第一候选", 40),
        ("confidence", "把握", 10),
    ];
    let mut table = Table::new("mistakes", "答错的", &columns);
    for asked in asked {
        if !asked.is_right(of) {
            let labels: Vec<&str> = asked.right.iter().map(String::as_str).collect();
            let labels = if asked.is_inside() { labels.join("、") } else { "清单外".to_owned() };
            let best = asked.answer.best().map(|best| best.item.to_string());
            table.row([
                asked.row.place.as_str().into(),
                asked.row.text.as_str().into(),
                labels.into(),
                asked.answer.verdict.to_string().into(),
                best.into(),
                Cell::Share(f64::from(asked.answer.confidence)),
            ]);
        }
    }
    table
}

/// Reservations about what was measured.
fn notes(outcomes: &[(f64, bool)], inside: usize, outside: usize) -> Vec<String> {
    let mut notes = vec!["区间为 Wilson 95% 区间：再取一批同样的文本，比例多半仍在其中".to_owned()];
    if inside + outside < 100 {
        notes.push(format!("只有 {} 条，区间很宽；标注到 200 条以上再下结论", inside + outside));
    }
    if outside == 0 {
        notes.push("没有标为“清单外”的文本，看不出清单没有的事会不会被误收；请补标一些".to_owned());
    }
    let all = outcomes.len().max(1) as f64;
    let sure = outcomes.iter().map(|(sure, _)| sure).sum::<f64>() / all;
    let right = outcomes.iter().filter(|(_, right)| *right).count() as f64 / all;
    if !outcomes.is_empty() && (sure - right).abs() > 0.05 {
        let than = if sure > right { "偏高" } else { "偏低" };
        notes.push(format!("把握{than}：平均 {:.1}%，实际正确 {:.1}%", sure * 100.0, right * 100.0));
    }
    notes
}
