//! What each threshold would cost and win on these texts.

use super::Asked;
use crate::meaning::Of;
use crate::review::{Cell, Table};
use crate::statistics::Share;
use lvzhi::Verdict;

const LISTED: [f32; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const LEADS: [f32; 5] = [0.0, 0.05, 0.2, 0.4, 0.7];

/// A pair of thresholds and what comes of it.
struct Row {
    thresholds: lvzhi::Thresholds,
    name: Option<&'static str>,
    /// Of what the list holds: called unlisted.
    missed: Share,
    /// Of what it does not hold: called unlisted.
    told: Share,
    /// Left to people.
    unclear: Share,
    /// Of those that are given an item: given the right one.
    right: Share,
    /// Of all: given the right item, or rightly called unlisted.
    settled: Share,
}

/// All that were tried.
pub(super) struct Thresholds {
    rows: Vec<Row>,
}

impl Thresholds {
    pub(super) fn of(asked: &[Asked<'_, '_>], of: Of) -> Self {
        let named = lvzhi::Thresholds::NAMED.map(|(name, thresholds)| (Some(name), thresholds));
        let by_listed = LISTED.map(|listed| lvzhi::Thresholds { listed, ..lvzhi::Thresholds::BALANCED });
        let by_lead = LEADS.map(|lead| lvzhi::Thresholds { lead, ..lvzhi::Thresholds::BALANCED });
        let others = by_listed.into_iter().chain(by_lead).map(|thresholds| (None, thresholds));
        let all = named.into_iter().chain(others.filter(|(_, of)| *of != lvzhi::Thresholds::BALANCED));
        Self { rows: all.map(|(name, thresholds)| row(asked, of, name, thresholds)).collect() }
    }

    pub(super) fn table(&self) -> Table {
        let columns = [
            ("setting", "设置", 12),
            ("listed", "listed", 8),
            ("lead", "lead", 8),
            ("missed", "清单内误判为清单外", 18),
            ("told", "清单外判为清单外", 18),
            ("unclear", "待定", 10),
            ("right", "归到事项的正确率", 18),
            ("settled", "全部答对", 12),
        ];
        let mut table = Table::new("thresholds", "界线的得失", &columns);
        for row in &self.rows {
            let share = |share: Share| if share.of == 0 { Cell::Nothing } else { Cell::Share(share.value()) };
            table.row([
                row.name.into(),
                Cell::Number(f64::from(row.thresholds.listed)),
                Cell::Number(f64::from(row.thresholds.lead)),
                share(row.missed),
                share(row.told),
                share(row.unclear),
                share(row.right),
                share(row.settled),
            ]);
        }
        table
    }

    /// Whether another setting would do clearly better than the usual one.
    pub(super) fn advice(&self) -> Option<String> {
        let usual = self.rows.iter().find(|row| row.thresholds == lvzhi::Thresholds::BALANCED)?;
        // Without texts outside the list the lowest line would always win.
        if usual.told.of == 0 || usual.missed.of == 0 {
            return None;
        }
        let best = self.rows.iter().max_by(|a, b| a.settled.value().total_cmp(&b.settled.value()))?;
        let lvzhi::Thresholds { listed, lead } = best.thresholds;
        // Within the interval the difference may be chance.
        let [_, high] = usual.settled.interval();
        let said = if best.settled.value() > high {
            format!(
                "建议用 listed={listed}、lead={lead}：全部答对由 {:.1}% 升到 {:.1}%，清单内误判 {:.1}%",
                usual.settled.value() * 100.0,
                best.settled.value() * 100.0,
                best.missed.value() * 100.0
            )
        } else {
            format!(
                "界线用默认值即可：最好的一组（listed={listed}、lead={lead}）全部答对 {:.1}%，默认 {:.1}%，相差在误差之内",
                best.settled.value() * 100.0,
                usual.settled.value() * 100.0
            )
        };
        Some(said)
    }
}

fn row(asked: &[Asked<'_, '_>], of: Of, name: Option<&'static str>, thresholds: lvzhi::Thresholds) -> Row {
    let nothing = Share::default();
    let mut row =
        Row { thresholds, name, missed: nothing, told: nothing, unclear: nothing, right: nothing, settled: nothing };
    for asked in asked {
        let answer = asked.answer.with_thresholds(thresholds);
        let right = asked.place(of) == Some(0);
        let unlisted = answer.verdict == Verdict::Unlisted;
        if asked.is_inside() {
            row.missed.count(unlisted)
        } else {
            row.told.count(unlisted)
        }
        row.unclear.count(answer.verdict == Verdict::Unclear);
        if answer.is_finding() {
            row.right.count(right);
        }
        row.settled.count(if asked.is_inside() { answer.is_finding() && right } else { unlisted });
    }
    row
}
