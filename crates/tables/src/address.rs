//! The address that a piece of text begins with: 桐溪乡石门村3组12号.

use crate::fold::{NUMERALS, digit, fold_char, folded};

/// The longest address, in characters.
const LONGEST: usize = 48;

/// The longest name of a place without what kind of place it is, in characters: of more, the piece may be a sentence.
pub(crate) const LONGEST_NAME: usize = 4;

/// The longest name of an autonomous area, in characters: 克孜勒苏柯尔克孜自治州.
pub(crate) const LONGEST_PEOPLE: usize = 8;

/// Kinds of places, the wider ones first, the longer of several that begin alike: an address goes from the wider to the narrower.
pub(crate) const KINDS: [&[&[char]]; 7] = [
    &[&['自', '治', '区'], &['省']],
    &[&['自', '治', '州'], &['地', '区'], &['市'], &['州'], &['盟']],
    &[&['自', '治', '县'], &['自', '治', '旗'], &['县'], &['区'], &['旗']],
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

/// The characters that kinds begin with.
const BEGINS: [char; 29] = [
    '自', '省', '地', '市', '州', '盟', '县', '区', '旗', '街', '苏', '镇', '乡', '社', '小', '嘎', '村', '屯', '庄',
    '路', '巷', '单', '组', '号', '栋', '幢', '楼', '室', '户',
];

/// The kind of villages, estates and streets.
const ESTATE: usize = 4;

/// The kinds of townships.
const TOWNSHIPS: &[&[char]] = KINDS[ESTATE - 1];

/// From this kind on there is a number before, and there may be several of one kind: 3号楼2单元.
const NUMBERED: usize = 5;

/// From this kind on one alone is a count.
const COUNTED: usize = 6;

/// What makes another word of a numbered kind: 红星村3户口没迁.
const NO_KIND: [(char, char); 6] = [('户', '口'), ('户', '籍'), ('组', '织'), ('楼', '道'), ('楼', '梯'), ('号', '码')];

/// What stands in no name of a place, but in sentences about places: 对辖区主次街道, 各乡镇.
pub(crate) const NO_NAME: [char; 42] = [
    '的', '在', '是', '有', '和', '与', '及', '或', '把', '被', '对', '从', '到', '向', '往', '至', '由', '各', '每',
    '没', '不', '挖', '缺', '问', '已', '搬', '全', '辖', '本', '该', '这', '那', '我', '你', '他', '她', '它', '们',
    '要', '请', '修', '建',
];

/// What people say before where they live, as often as it comes; the longer of two that begin alike first.
const BEFORE: [&[char]; 8] = [&['我', '们'], &['本', '人'], &['位', '于'], &['我'], &['家'], &['住'], &['在'], &['是']];

/// What people say behind an address, as often as it comes; the longer of two that begin alike first.
const BEHIND: [&[char]; 15] = [
    &['旁', '边'],
    &['对', '面'],
    &['门', '口'],
    &['门', '前'],
    &['附', '近'],
    &['路', '口'],
    &['东', '侧'],
    &['西', '侧'],
    &['南', '侧'],
    &['北', '侧'],
    &['院', '内'],
    &['院'],
    &['内'],
    &['旁'],
    &['处'],
];

/// Whether a kind may begin with a character: hardly any does, and to know that costs less than to compare words.
#[inline]
pub(crate) fn begins_kind(c: char) -> bool {
    BEGINS.iter().fold(false, |any, &begin| any | (begin == c))
}

/// The bytes of the address that `piece`, which has no punctuation, begins with: all of them where it is nothing else, 0 where it is none. One that
/// something follows goes down to a number: 石门村3组, but not 石门村.
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "counts of characters of a text")]
pub(crate) fn address(piece: &str) -> usize {
    // Most pieces have no number, and end otherwise: to know that costs less than to read them.
    let is_number = |c: char| digit(c).is_some() || NUMERALS.contains(&c);
    let last = piece.chars().rev().find_map(fold_char);
    let may_end = last.is_some_and(|last| ENDS.contains(&last));
    if !may_end && !folded(piece).any(|(_, c)| is_number(c)) {
        return 0;
    }
    let mut buffer = ['\0'; LONGEST];
    let mut length = 0;
    for (slot, (_, c)) in buffer.iter_mut().zip(folded(piece)) {
        (*slot, length) = (c, length + 1);
    }
    let all = buffer.get(..length).unwrap_or(&[]);
    let is_whole = folded(piece).nth(length).is_none();
    let mut rest = strip(all, &BEFORE);
    // What is left behind the longest address so far, and whether it goes down to a number.
    let mut found: Option<(&[char], bool)> = None;
    let (mut level, mut kinds, mut name, mut number, mut numbers) = (0, 0, 0, false, 0);
    // The last number stood right behind what kinds end with: 幸福路24, but not 村里路灯不亮2.
    let (mut at_kind, mut before) = (false, '\0');
    while let Some((&c, behind)) = rest.split_first() {
        let kinds_here = if begins_kind(c) { KINDS.as_slice() } else { &[] };
        let kind = kinds_here.iter().enumerate().find_map(|(level, words)| {
            let word = words.iter().find(|word| rest.starts_with(word))?;
            let longest = if word.first() == Some(&'自') { LONGEST_PEOPLE } else { LONGEST_NAME };
            let behind = rest.get(word.len()..)?;
            // A village that gave a township its name: 韩各庄镇.
            let is_in_name = level == ESTATE && TOWNSHIPS.iter().any(|kind| behind.starts_with(kind));
            let is_other = behind.first().is_some_and(|next| NO_KIND.contains(&(c, *next)));
            Some((level, behind)).filter(|_| name <= longest && !is_in_name && !is_other)
        });
        match kind {
            Some((kind, behind)) if number || name > 0 && kind < NUMBERED => {
                // An estate may stand behind the number of a street.
                if kind < level && kind != ESTATE || kind == level && kinds > 0 && kind < NUMBERED {
                    break;
                }
                (level, kinds, name, number, before) = (kind, kinds + 1, 0, false, '区');
                rest = behind;
                // 残疾户2户 counts households.
                if kinds > 1 || numbers > 0 && kind < COUNTED {
                    found = Some((rest, kind >= NUMBERED && kinds > 1));
                }
                continue;
            }
            _ if is_number(c) => {
                at_kind = if number { at_kind } else { ENDS.contains(&before) };
                (name, number, numbers) = (0, true, numbers + 1);
            }
            _ => (name, number) = (name + 1, false),
        }
        // Many a village is called so: 韩各庄.
        let is_named = c == '各' && behind.first() == Some(&'庄');
        if name > LONGEST_PEOPLE || NO_NAME.contains(&c) && !is_named {
            break;
        }
        (before, rest) = (c, behind);
    }
    let ends_in_number = rest.is_empty() && number && at_kind && (kinds > 1 || kinds > 0 && numbers > 0);
    match found {
        _ if ends_in_number && is_whole => piece.len(),
        Some((rest, _)) if is_whole && strip(rest, &BEHIND).is_empty() => piece.len(),
        Some((rest, true)) => folded(piece).nth(length.saturating_sub(rest.len())).map_or(0, |(range, _)| range.start),
        _ => 0,
    }
}

/// The longest name of a place that ends with what stands behind addresses, in characters.
const LONGEST_PLACE: usize = 16;

/// Whether a piece is no more than the name of a place: 养老院门口, 石门村桥头路口. It ends as addresses do, and says nothing of the place.
#[must_use]
pub(crate) fn names_place(piece: &str) -> bool {
    let mut buffer = ['\0'; LONGEST_PLACE];
    let mut rest = folded(piece).map(|(_, c)| c);
    let length = buffer.iter_mut().zip(rest.by_ref()).map(|(slot, c)| *slot = c).count();
    let all = buffer.get(..length).unwrap_or(&[]);
    let kinds = KINDS.iter().copied().flatten().chain(&BEHIND);
    let mut names = kinds.into_iter().filter_map(|end| all.strip_suffix(*end));
    rest.next().is_none() && names.any(|name| !name.iter().any(|c| NO_NAME.contains(c)))
}

/// What is left when a text's beginnings are taken away.
fn strip<'c>(mut text: &'c [char], beginnings: &[&[char]]) -> &'c [char] {
    while let Some(behind) = beginnings.iter().find_map(|word| text.strip_prefix(*word)) {
        text = behind;
    }
    text
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{BEGINS, ENDS, KINDS, address, names_place};
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_begins_and_ends_with_one_of_the_characters() {
        let kinds = || KINDS.into_iter().flatten();
        let begins: BTreeSet<char> = kinds().filter_map(|kind| kind.first().copied()).collect();
        assert_eq!(begins, BEGINS.into_iter().collect());
        let ends: BTreeSet<char> = kinds().filter_map(|kind| kind.last().copied()).collect();
        assert_eq!(ends, ENDS.into_iter().collect());
    }

    #[test]
    fn an_address_that_something_follows_goes_down_to_a_number() {
        for (written, behind) in
            [("石门村3组", "水渠垮了"), ("我家住石门镇茶垭社区二组", "没有路灯"), ("金桂小区３号楼２单元", "漏水")]
        {
            assert_eq!(address(&std::format!("{written}{behind}")), written.len(), "{written}{behind}");
        }
    }

    #[test]
    fn a_place_is_told_from_what_is_said_of_it() {
        for place in ["桐溪乡养老院门口", "石门村桥头路口", "老粮站对面", "金桂小区"] {
            assert!(names_place(place), "{place}");
        }
        for other in [
            "",
            "请修我们村的路",
            "村口路灯坏了三个月",
            "老粮站对面有人倒垃圾",
            "一二三四五六七八九十一二三四五六七路口",
        ] {
            assert!(!names_place(other), "{other}");
        }
    }

    #[test]
    fn addresses_and_what_only_names_places() {
        for written in [
            "桐溪乡石门村3组",
            "我住在云岭省青岚市山阳县桐溪乡",
            "幸福路２４号",
            "我家住石门镇茶垭社区",
            "阳光小区3号楼2单元501室",
            "桐 溪 乡 石 门 村",
            "石门村三组",
            "新疆维吾尔自治区喀什地区",
            "克孜勒苏柯尔克孜自治州乌恰县",
            "龙潭北路1号金桂小区3号楼501",
            "石门村3组12号院旁边",
            "韩各庄镇李家屯3号",
            "靠山屯乡综合楼201室",
        ] {
            assert_eq!(address(written), written.len(), "{written}");
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
            "村里路灯不亮2",
            "残疾户2户",
            "三组没路",
            "物业没问过任何一户",
            "小区门口垃圾没人清运2",
        ] {
            assert_eq!(address(other), 0, "{other}");
        }
    }
}
