//! Which tier a title, a sheet, a file or a cell names.

use crate::text::heading_key;
use lvzhi_tables::words::Tier;

/// The tier that a value of a column, or the name of a sheet or a file, names; none where it names several.
pub(crate) fn tier_of_value(text: &str) -> Option<Tier> {
    let key = heading_key(text);
    if let Some(tier) = tier_of_title(text) {
        return Some(tier);
    }
    one_of(
        &key,
        &[
            &["基本", "主责", "basic"],
            &["配合", "协助", "协同", "cooperat", "assist"],
            &["收回", "回收", "上收", "reclaim", "recall", "takeback"],
        ],
    )
}

/// The tier that a title or a section line names; none where it names several.
pub(crate) fn tier_of_title(text: &str) -> Option<Tier> {
    one_of(
        &crate::text::key(text),
        &[
            &["基本履职", "基本职责", "基本事项", "基本履行职责", "自主履职", "主责事项", "乡镇履职事项清单(基本"],
            &["配合履职", "配合职责清单", "配合事项", "配合履行职责", "协助履职", "协同履职", "配合职责事项"],
            &[
                "部门收回",
                "上级收回",
                "收回事项",
                "收回的事项",
                "收回清单",
                "收回履职",
                "收回职责",
                "部门回收",
                "上级回收",
                "回收事项",
                "回收清单",
                "上收事项",
                "收回类",
            ],
        ],
    )
}

fn one_of(key: &str, words: &[&[&str]; 3]) -> Option<Tier> {
    let mut found = Tier::ALL.into_iter().zip(words).filter(|(_, words)| words.iter().any(|word| key.contains(word)));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_are_told_by_their_usual_names() {
        assert_eq!(tier_of_title("一、基本履职事项清单（82项）"), Some(Tier::Basic));
        assert_eq!(tier_of_title("上级部门回收事项"), Some(Tier::Reclaimed));
        assert_eq!(tier_of_title("履行职责事项清单（基本履职、配合履职、收回）"), None);
        assert_eq!(tier_of_value("配合"), Some(Tier::Cooperative));
        assert_eq!(tier_of_value("Recall"), Some(Tier::Reclaimed));
        assert_eq!(tier_of_value("Sheet1"), None);
    }
}
