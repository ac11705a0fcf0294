//! Whether a piece of text is an address and nothing else: 桐溪乡石门村3组12号.

use crate::fold::{digit, fold_char};

/// The longest name of a place without what kind of place it is, in characters: of more, the piece may be a sentence.
const LONGEST_NAME: usize = 4;

/// Kinds of places, the wider ones first; an address goes from the wider to the narrower.
const KINDS: [&[&str]; 7] = [
    &["省", "自治区"],
    &["市", "州", "盟", "地区"],
    &["县", "区", "旗"],
    &["镇", "乡", "街道", "苏木"],
    &["村", "社区", "小区", "嘎查", "屯", "庄", "路", "街", "巷"],
    &["组", "号", "栋", "幢", "楼", "单元"],
    &["室", "户"],
];

/// The characters that kinds end with.
const ENDS: &str = "省区市州盟县旗镇乡道木村查屯庄路街巷组号栋幢楼元室户";

/// From this kind on there may be several of one kind: 3号楼2单元.
const NUMBERED: usize = 5;

/// What people say before where they live.
const BEFORE: [&str; 10] = ["我们", "我家", "本人", "我", "家", "住在", "住", "位于", "在", "是"];

/// Whether `piece`, which has no punctuation, is an address and nothing else.
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "counts of characters of a text")]
pub(crate) fn is_address(piece: &str) -> bool {
    // Most pieces end otherwise, and this costs less than to read them.
    if !piece.chars().next_back().is_some_and(|last| ENDS.contains(last) || fold_char(last).and_then(digit).is_some()) {
        return false;
    }
    let mut rest = piece;
    while let Some(behind) = BEFORE.iter().find_map(|before| rest.strip_prefix(before)) {
        rest = behind;
    }
    let (mut level, mut kinds, mut name, mut number, mut numbers) = (0, 0, 0, false, 0);
    while let Some(c) = rest.chars().next() {
        let kind = KINDS.iter().enumerate().find_map(|(level, words)| {
            Some((level, words.iter().filter_map(|word| rest.strip_prefix(word)).min_by_key(|rest| rest.len())?))
        });
        match kind {
            Some((kind, behind)) if name > 0 || number => {
                if kind < level || kind == level && kinds > 0 && kind < NUMBERED {
                    return false;
                }
                (level, kinds, name, number, rest) = (kind, kinds + 1, 0, false, behind);
                continue;
            }
            _ if fold_char(c).and_then(digit).is_some() => (name, number, numbers) = (0, true, numbers + 1),
            _ => (name, number) = (name + 1, false),
        }
        if name > LONGEST_NAME {
            return false;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    name == 0 && (kinds > 1 || kinds > 0 && numbers > 0)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{ENDS, KINDS, is_address};

    #[test]
    fn every_kind_ends_with_one_of_the_ends() {
        let ends: std::collections::BTreeSet<char> =
            KINDS.into_iter().flatten().filter_map(|kind| kind.chars().next_back()).collect();
        assert_eq!(ends, ENDS.chars().collect());
    }

    #[test]
    fn addresses_and_what_only_names_places() {
        for address in [
            "桐溪乡石门村3组",
            "我住在云岭省青岚市山阳县桐溪乡",
            "幸福路２４号",
            "我家住石门镇茶垭社区",
            "阳光小区3号楼2单元501室",
        ] {
            assert!(is_address(address), "{address}");
        }
        for other in [
            "",
            "村",
            "3",
            "12345",
            "乡镇村",
            "县里",
            "对照乡镇",
            "我们村的路",
            "挑选5名村干部组成小分队",
            "重新明确每个乡领导联系哪个村",
            "从村里到县城的路",
            "请修村路",
            "3组的水渠",
            "村村通公路",
        ] {
            assert!(!is_address(other), "{other}");
        }
    }
}
