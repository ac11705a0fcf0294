//! Items that say nearly the same, and duties that stand twice in an item.
//!
//! Texts are compared by the pairs of neighbouring characters that they share. Of each text only its rarest pairs are looked up, as many as one
//! of them must be shared by texts this near, so that long lists are compared as fast as short ones.

use super::{Finding, Rule, Said};
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Group, Item};
use lvzhi_tables::fold::{folded, is_punctuation};
use std::collections::{BTreeSet, HashMap};

/// Texts that share so many of the pairs of both, in hundredths, are nearly the same.
const NEAR: usize = 70;

/// Duties of fewer pairs are alike by chance.
const SHORTEST_DUTIES: usize = 30;

type Pairs = BTreeSet<(char, char)>;

fn pairs(texts: &[&str]) -> Pairs {
    let mut out = Pairs::new();
    for text in texts {
        let chars: Vec<char> = folded(text).map(|(_, c)| c).filter(|&c| !is_punctuation(c)).collect();
        out.extend(chars.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
    }
    out
}

/// The duties of both sides.
fn duties(item: &Item) -> Vec<&str> {
    let groups = item.upper_duties.iter().chain(&item.township_duties);
    groups.flat_map(|group: &Group| &group.duties).map(String::as_str).collect()
}

/// For each item, what of it says nearly the same as an item before it.
pub(super) fn doubles(list: &List) -> Vec<Vec<Finding>> {
    let mut found: Vec<Vec<Finding>> = list.items.iter().map(|_| Vec::new()).collect();
    let names: Vec<Pairs> = list.items.iter().map(|item| pairs(&[&item.name])).collect();
    let cells: Vec<Pairs> = list
        .items
        .iter()
        .map(|item| pairs(&duties(item)))
        .map(|all| if all.len() < SHORTEST_DUTIES { Pairs::new() } else { all })
        .collect();
    for (field, what, sets) in [("name", ["名称", "names"], names), ("upper_duties", ["职责", "duties"], cells)] {
        for (a, b, share) in near(&sets) {
            let (Some(first), Some(item), Some(found)) = (list.items.get(a), list.items.get(b), found.get_mut(b))
            else {
                continue;
            };
            let ([zh, en], id) = (what, first.id());
            let message = Said::new(
                format!("{zh}与 {id}“{}”有 {share}% 相同", first.name),
                format!("its {en} are the same as those of {id} to {share} %"),
            );
            found.push(Finding::new(Rule::Double, Some(item), field, &item.name, message));
        }
    }
    found
}

/// Pairs of sets that are near: the earlier, the later, how much they share in hundredths.
fn near(sets: &[Pairs]) -> Vec<(usize, usize, usize)> {
    let mut count: HashMap<(char, char), usize> = HashMap::new();
    for pair in sets.iter().flatten() {
        let count = count.entry(*pair).or_default();
        *count = count.saturating_add(1);
    }
    let mut holders: HashMap<(char, char), Vec<usize>> = HashMap::new();
    let mut out = Vec::new();
    for (b, set) in sets.iter().enumerate().filter(|(_, set)| set.len() > 1) {
        let mut rarest: Vec<_> = set.iter().map(|pair| (count.get(pair).copied().unwrap_or(0), *pair)).collect();
        rarest.sort_unstable();
        // Sets that share this much of both share at least so many; one of the others and one more must be among them.
        let shared = set.len().saturating_mul(NEAR).div_ceil(100);
        let keep = set.len().saturating_sub(shared).saturating_add(1);
        let mut candidates: Vec<usize> = Vec::new();
        for (_, pair) in rarest.into_iter().take(keep) {
            let known = holders.entry(pair).or_default();
            candidates.extend(known.iter());
            known.push(b);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for a in candidates {
            let Some(other) = sets.get(a) else { continue };
            let both = set.intersection(other).count();
            let all = set.len().saturating_add(other.len()).saturating_sub(both);
            let share = both.saturating_mul(100).checked_div(all).unwrap_or(0);
            if share >= NEAR {
                out.push((a, b, share));
            }
        }
    }
    out
}

/// A duty that stands twice in a cell.
pub(super) fn within(item: &Item) -> Vec<Finding> {
    let mut found = Vec::new();
    for (field, groups) in [("upper_duties", &item.upper_duties), ("township_duties", &item.township_duties)] {
        let mut seen: HashMap<Vec<char>, String> = HashMap::new();
        for (n, group) in groups.iter().enumerate() {
            // Two departments may well have the same duty.
            if group.department.is_some() {
                seen.clear();
            }
            for (d, duty) in group.duties.iter().enumerate() {
                let key = folded(duty).map(|(_, c)| c).filter(|&c| !is_punctuation(c)).collect();
                let place = format!("{field}[{n}].duties[{d}]");
                if let Some(first) = seen.get(&key) {
                    let message = Said::new(format!("与 {first} 相同"), format!("the same as {first}"));
                    found.push(Finding::new(Rule::DoubleDuty, Some(item), &place, duty, message));
                } else {
                    seen.insert(key, place);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{near, pairs};

    #[test]
    fn near_texts_are_found_and_others_are_not() {
        let texts = [
            "违规领取高龄津贴的追缴",
            "违规领取高龄津贴追缴",
            "违规领取低保金的追缴",
            "村庄规划编制",
            "村庄规划的编制",
        ];
        let sets: Vec<_> = texts.iter().map(|text| pairs(&[text])).collect();
        let found: Vec<(usize, usize)> = near(&sets).into_iter().map(|(a, b, _)| (a, b)).collect();
        assert_eq!(found, [(0, 1)]);
    }

    #[test]
    fn looking_up_rare_pairs_finds_what_comparing_all_finds() {
        let words = ["宣传", "巡查", "上报", "整改", "登记", "审核", "公示", "劝导"];
        let texts: Vec<String> = (0..400usize)
            .map(|n| (0..12).map(|k| words[(n / 3 * (k + 7) * 31 + k * (n % 3) * usize::from(k > 9)) % 8]).collect())
            .collect();
        let sets: Vec<_> = texts.iter().map(|text| pairs(&[text.as_str()])).collect();
        let mut all = Vec::new();
        for b in 0..sets.len() {
            for a in 0..b {
                let both = sets[a].intersection(&sets[b]).count();
                let share = both * 100 / (sets[a].len() + sets[b].len() - both);
                if share >= super::NEAR {
                    all.push((a, b, share));
                }
            }
        }
        let mut found = near(&sets);
        found.sort_unstable();
        all.sort_unstable();
        assert!(all.len() > 100, "{}", all.len());
        assert_eq!(found, all);
    }
}
