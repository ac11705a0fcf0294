//! Whether a piece of text is an address and nothing else: 桐溪乡石门村3组12号.

use crate::fold::{digit, fold_char, folded};

/// The longest address, in characters.
const LONGEST: usize = 48;

/// The longest name of a place without what kind of place it is, in characters: of more, the piece may be a sentence.
const LONGEST_NAME: usize = 4;

/// Kinds of places, the wider ones first, the longer of several that begin alike: an address goes from the wider to the narrower.
const KINDS: [&[&[char]]; 7] = [
    &[&['自', '治', '区'], &['省']],
    &[&['地', '区'], &['市'], &['州'], &['盟']],
    &[&['县'], &['区'], &['旗']],
    &[&['街', '道'], &['苏', '木'], &['镇'], &['乡']],
    &[&['社', '区'], &['小', '区'], &['嘎', '查'], &['村'], &['屯'], &['庄'], &['路'], &['街'], &['巷']],
    &[&['单', '元'], &['组'], &['号'], &['栋'], &['幢'], &['楼']],
    &[&['室'], &['户']],
];

/// The characters that kinds end with.
const ENDS: [char; 26] = [
    '省', '区', '市', '州', '盟', '县', '旗', '道', '木', '镇', '乡', '查', '村', '屯', '庄', '路', '街', '巷', '元',
    '组', '号', '栋', '幢', '楼', '室', '户',
];

/// From this kind on there is a number before, and there may be several of one kind: 3号楼2单元.
const NUMBERED: usize = 5;

/// Numbers that are no digits.
const COUNTS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// What stands in no name of a place, but in sentences about places: 对辖区主次街道, 各乡镇.
const NO_NAME: [char; 35] = [
    '的', '在', '是', '有', '和', '与', '及', '或', '把', '被', '对', '从', '到', '向', '往', '至', '由', '各', '每',
    '全', '辖', '本', '该', '这', '那', '我', '你', '他', '她', '它', '们', '要', '请', '修', '建',
];

/// What people say before where they live, as often as it comes; the longer of two that begin alike first.
const BEFORE: [&[char]; 8] = [&['我', '们'], &['本', '人'], &['位', '于'], &['我'], &['家'], &['住'], &['在'], &['是']];

/// Whether `piece`, which has no punctuation, is an address and nothing else.
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "counts of characters of a text")]
pub(crate) fn is_address(piece: &str) -> bool {
    // Most pieces end otherwise, and this costs less than to read them.
    let last = piece.chars().rev().find_map(fold_char);
    if !last.is_some_and(|last| ENDS.contains(&last) || digit(last).is_some()) {
        return false;
    }
    let mut buffer = ['\0'; LONGEST];
    let mut length = 0;
    for (_, c) in folded(piece) {
        let Some(slot) = buffer.get_mut(length) else { return false };
        (*slot, length) = (c, length + 1);
    }
    let mut rest = buffer.get(..length).unwrap_or(&[]);
    while let Some(behind) = BEFORE.iter().find_map(|before| rest.strip_prefix(*before)) {
        rest = behind;
    }
    let (mut level, mut kinds, mut name, mut number, mut numbers) = (0, 0, 0, false, 0);
    while let Some((&c, behind)) = rest.split_first() {
        let kind = KINDS.iter().enumerate().find_map(|(level, words)| {
            let behind = words.iter().find_map(|word| rest.strip_prefix(*word))?;
            Some((level, behind))
        });
        match kind {
            Some((kind, behind)) if number || name > 0 && kind < NUMBERED => {
                if kind < level || kind == level && kinds > 0 && kind < NUMBERED {
                    return false;
                }
                (level, kinds, name, number, rest) = (kind, kinds + 1, 0, false, behind);
                continue;
            }
            _ if digit(c).is_some() || COUNTS.contains(&c) => (name, number, numbers) = (0, true, numbers + 1),
            _ => (name, number) = (name + 1, false),
        }
        if name > LONGEST_NAME || NO_NAME.contains(&c) {
            return false;
        }
        rest = behind;
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
            KINDS.into_iter().flatten().filter_map(|kind| kind.last().copied()).collect();
        assert_eq!(ends, ENDS.into_iter().collect());
    }

    #[test]
    fn addresses_and_what_only_names_places() {
        for address in [
            "桐溪乡石门村3组",
            "我住在云岭省青岚市山阳县桐溪乡",
            "幸福路２４号",
            "我家住石门镇茶垭社区",
            "阳光小区3号楼2单元501室",
            "桐 溪 乡 石 门 村",
            "石门村三组",
        ] {
            assert!(is_address(address), "{address}");
        }
        for other in [
            "",
            "村",
            "3",
            "12345",
            "县里",
            "对照乡镇",
            "农村户籍分户",
            "村里的住户",
            "对辖区主次街道",
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
