//! What a list says of itself: how many items, categories and departments each tier has.

use super::tiers::tier_of_title;
use crate::text::{key, numbers};
use lvzhi_tables::words::Tier;

/// A declared total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared {
    Items(Tier, u16),
    Categories(Tier, u16),
    Departments(Tier, u16),
}

/// Words for a tier in running text, as [`tier_of_title`] knows them.
const WORDS: [&str; 12] = [
    "基本履职",
    "基本职责",
    "基本事项",
    "配合履职",
    "配合事项",
    "协助履职",
    "上级部门收回",
    "上级收回",
    "收回事项",
    "部门收回",
    "上级部门回收",
    "回收事项",
];

/// The totals that a paragraph or a title declares.
pub(crate) fn declared(text: &str) -> Vec<Declared> {
    let text = key(text);
    let mut found = Vec::new();
    let first = WORDS.iter().filter_map(|word| Some((text.find(word)?, *word))).min();
    let of = first.filter(|(at, _)| *at < 60).and_then(|(_, word)| tier_of_title(word));
    for (before, value, behind) in numbers(&text) {
        let unit = behind.trim_start_matches('个');
        if behind.starts_with('项') || behind.starts_with('条') {
            // 基本履职事项82项: only words that lead to the number stand between.
            let word = WORDS.iter().filter_map(|word| Some((before.rfind(word)?, *word))).max();
            let Some((at, word)) = word else { continue };
            let between = before.get(at + word.len()..).unwrap_or_default();
            if between.chars().all(|c| "事项清单类共计有列出梳理为:(,、 ".contains(c))
                && let Some(tier) = tier_of_title(word)
            {
                found.push(Declared::Items(tier, value));
            }
        } else if let Some(tier) = of {
            let kinds = ["个方面", "个类别", "个领域", "个大类", "大类", "类", "方面"];
            if kinds.iter().any(|word| behind.starts_with(word)) {
                found.push(Declared::Categories(tier, value));
            } else if behind.starts_with('个') && ["部门", "单位", "上级部门"].iter().any(|word| unit.starts_with(word))
            {
                found.push(Declared::Departments(tier, value));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use Declared::{Categories, Departments, Items};
    use Tier::{Basic, Cooperative, Reclaimed};

    #[test]
    fn paragraphs_declare_totals() {
        assert_eq!(
            declared("共200项。其中：基本履职事项82项，配合履职事项64项，上级部门收回事项54项。"),
            [Items(Basic, 82), Items(Cooperative, 64), Items(Reclaimed, 54)]
        );
        assert_eq!(
            declared(
                "配合履职事项清单是以上级部门为主责任的事项。主要包括党的建设、综合政务18个类别,共有配合履职事项108项,涉及39个部门(单位)。"
            ),
            [Categories(Cooperative, 18), Items(Cooperative, 108), Departments(Cooperative, 39)]
        );
        assert_eq!(declared("2.配合履职事项清单（64项）\t6"), [Items(Cooperative, 64)]);
        assert_eq!(declared("桐溪乡基本履职事项清单（８２项）"), [Items(Basic, 82)]);
        assert_eq!(declared("辖区面积126.7平方公里"), []);
    }
}
