//! Whether a text names a county or township other than a list's own.
//!
//! Few texts do, and a wrong flag sends a clerk looking: only explicit names with their kind count, where they stand as names do.
//! `docs/weights.md` has the rules, and `tests/slow_classifier.py` a second version of them.

use crate::address::{KINDS, LONGEST_NAME, LONGEST_PEOPLE, NO_NAME, begins_kind};
use crate::fold::{fold_char, folded, is_han};

/// The names of a list's own place, from the township to the region; those that are not known are empty.
#[derive(Debug, Clone, Copy)]
pub struct Home<'a> {
    /// 夏马勒乡
    pub township: &'a str,
    /// 巴楚县
    pub county: &'a str,
    /// 喀什地区
    pub prefecture: &'a str,
    /// 新疆维吾尔自治区
    pub region: &'a str,
}

/// How much of a text is looked at for a chain of places, in characters.
const WINDOW: usize = 40;

/// What people say before the place that they come from: a single name counts behind it.
const FROM: [&[char]; 9] = [
    &['我', '是'],
    &['我', '们', '是'],
    &['本', '人', '是'],
    &['来', '自'],
    &['家', '住'],
    &['家', '在'],
    &['我', '住'],
    &['住', '在'],
    &['位', '于'],
];

/// What may stand before a place, too. Behind these, and at the beginning of a piece, a single name counts where [`CLOSES`] follows.
const BEFORE: [&[char]; 3] = [&['在'], &['反', '映'], &['关', '于']];

/// What shows that the name is over: 石门镇的.
const CLOSES: char = '的';

/// Kinds of places from the region to the township, by their level in [`KINDS`]; villages and streets are behind them.
const TOWNSHIP: usize = 3;
const COUNTY: usize = 2;
const CITY: usize = 1;

/// What stands in no name, besides [`NO_NAME`].
const NOBODY: [char; 2] = ['某', '几'];

/// What stands in no name, but in sentences before a kind of place: 配合县农业农村局.
const VERBS: [[char; 2]; 44] = [
    ['配', '合'],
    ['协', '助'],
    ['支', '持'],
    ['联', '系'],
    ['服', '务'],
    ['督', '促'],
    ['指', '导'],
    ['组', '织'],
    ['落', '实'],
    ['推', '进'],
    ['推', '动'],
    ['做', '好'],
    ['加', '强'],
    ['开', '展'],
    ['完', '善'],
    ['实', '施'],
    ['促', '进'],
    ['发', '展'],
    ['参', '加'],
    ['报', '送'],
    ['根', '据'],
    ['按', '照'],
    ['会', '同'],
    ['协', '调'],
    ['结', '合'],
    ['申', '请'],
    ['举', '报'],
    ['投', '诉'],
    ['咨', '询'],
    ['支', '援'],
    ['统', '筹'],
    ['负', '责'],
    ['提', '供'],
    ['通', '知'],
    ['打', '造'],
    ['创', '建'],
    ['整', '治'],
    ['清', '扫'],
    ['改', '造'],
    ['经', '过'],
    ['走', '访'],
    ['联', '合'],
    ['汇', '总'],
    ['上', '报'],
];

/// What ends what is no name, by the last character of the kind: 小区, 县级市, 家乡, 城镇.
const GENERIC: [(char, &str); 8] = [
    ('省', "外本全邻"),
    ('市', "城省级县超夜门菜早集股上大本全外邻"),
    ('县', "困范点进强边大小外邻贫境业粮近壁他级"),
    ('区', "市小社城景辖山牧灾园校库林片地郊厂学老新矿病营护发业务民宅治济域能居住商边贫禁特险中游"),
    ('旗', "国红锦彩党军降升"),
    ('镇', "乡城集小古村市重色心点范县"),
    ('乡', "家老返回故城同异他离还外下归思之大"),
    ('道', "一条个河街渠通管轨铁车航人大主商老"),
];

/// What follows a kind that is a part of a word: 县城, 乡村.
const WORDS: [(char, &str); 3] =
    [('县', "城里级域委内外直长际官乡镇"), ('乡', "村镇亲里下间土愁音贤情风规约俗邻"), ('市', "场民政容区面里内外委")];

/// Whether `text` names a county or township elsewhere: an explicit name with its kind, in a chain of places, or where people say where they come from;
/// never where the list's own township or county is named.
#[must_use]
pub fn is_elsewhere(text: &str, home: &Home<'_>) -> bool {
    let is_kind = |c: char| matches!(c, '省' | '市' | '县' | '区' | '旗' | '镇' | '乡' | '道' | '木' | '州' | '盟');
    // Most texts name no place, and to know that costs little.
    if !text.chars().any(|c| fold_char(c).is_some_and(is_kind)) {
        return false;
    }
    let mut before = None;
    let mut found = false;
    for (range, c) in folded(text) {
        if !is_han(c) {
            before = None;
            continue;
        }
        let begins = before.is_none();
        before = Some(c);
        if begins || leads(c) {
            let mut buffer = ['\0'; WINDOW];
            let rest = folded(text.get(range.start..).unwrap_or("")).map(|(_, c)| c).take_while(|&c| is_han(c));
            let length = buffer.iter_mut().zip(rest).map(|(slot, c)| *slot = c).count();
            if names_other(buffer.get(..length).unwrap_or(&[]), begins, home) {
                found = true;
                break;
            }
        }
    }
    found && ![home.township, home.county].iter().any(|own| is_named(text, own))
}

/// Whether what people say before a place may begin with a character: [`FROM`], [`BEFORE`].
const fn leads(c: char) -> bool {
    matches!(c, '我' | '本' | '来' | '家' | '住' | '位' | '在' | '反' | '关')
}

/// Whether a place elsewhere stands here: behind what people say before a place, or, where a piece begins, at once.
fn names_other(text: &[char], begins: bool, home: &Home<'_>) -> bool {
    let behind = |words: &[&[char]]| words.iter().find_map(|word| text.strip_prefix(*word));
    if !text.first().is_some_and(|&c| leads(c)) {
        return begins && is_other(text, false, home);
    }
    match (behind(&FROM), behind(&BEFORE)) {
        (Some(rest), _) => is_other(rest, true, home),
        (_, Some(rest)) => is_other(rest, false, home),
        _ => begins && is_other(text, false, home),
    }
}

/// Whether a text begins with the name of another place: a chain of at least two, or a single one that is plainly a name.
fn is_other(text: &[char], is_from: bool, home: &Home<'_>) -> bool {
    let Some(first) = place(text, 0) else { return false };
    let other = |place: &Place<'_>| place.level <= TOWNSHIP && !home.is(place);
    if let Some(second) = first.narrower() {
        let stands = second.level <= TOWNSHIP || first.level >= COUNTY && first.last() != '区';
        // A street is no township where nothing wider stands before it.
        let stands = stands && (is_from || first.last() != '道');
        return stands
            && (other(&first) || core::iter::successors(Some(second), Place::narrower).any(|place| other(&place)));
    }
    let closes = first.behind.first() == Some(&CLOSES);
    let is_name = match first.level {
        CITY => is_from && first.last() == '市',
        COUNTY => is_from || closes && first.last() != '区',
        TOWNSHIP => is_from || closes && first.last() != '道',
        _ => false,
    };
    is_name && other(&first)
}

/// A place: its name and its kind.
struct Place<'c> {
    name: &'c [char],
    kind: &'c [char],
    level: usize,
    behind: &'c [char],
}

impl<'c> Place<'c> {
    /// The narrower place that stands behind.
    fn narrower(&self) -> Option<Self> {
        place(self.behind, self.level.saturating_add(1))
    }

    /// The last character of its kind.
    fn last(&self) -> char {
        self.kind.last().copied().unwrap_or(' ')
    }
}

/// The place that a text begins with, if it is of this level or a narrower one.
fn place(text: &[char], from: usize) -> Option<Place<'_>> {
    for at in 0..=LONGEST_PEOPLE.min(text.len()) {
        let (name, rest) = text.split_at_checked(at)?;
        let kinds = if rest.first().is_some_and(|&c| begins_kind(c)) { KINDS.as_slice() } else { &[] };
        let kinds = kinds.iter().enumerate().take(TOWNSHIP + 2).skip(from);
        let kind =
            kinds.filter_map(|(level, kinds)| Some((level, *kinds.iter().find(|kind| rest.starts_with(kind))?))).next();
        // A single character is a part of the name: 郑州市. So is the kind of a village where no wider place stands before: 石家庄市.
        let Some((level, kind)) = kind.filter(|&(level, _)| at > 1 && (from > 0 || level <= TOWNSHIP)) else {
            if rest.first().is_some_and(|c| NO_NAME.contains(c) || NOBODY.contains(c)) {
                return None;
            }
            continue;
        };
        let longest = if kind.first() == Some(&'自') { LONGEST_PEOPLE } else { LONGEST_NAME };
        let behind = rest.get(kind.len()..)?;
        let last = kind.last()?;
        let of = |words: &[(char, &str)], next: Option<&char>| {
            words.iter().any(|(kind, words)| kind == last && next.is_some_and(|&next| words.chars().any(|c| c == next)))
        };
        let is_verb = name.windows(2).any(|pair| matches!(pair, [a, b] if VERBS.contains(&[*a, *b])));
        let is_name = at <= longest && !is_verb && !of(&GENERIC, name.last()) && !of(&WORDS, behind.first());
        return is_name.then_some(Place { name, kind, level, behind });
    }
    None
}

impl Home<'_> {
    /// Whether a place is the list's own, or has its own in it. 喀什市 may be meant by who writes from 喀什地区.
    fn is(&self, place: &Place<'_>) -> bool {
        let own = |name: &str| folded(parts(name).0).map(|(_, c)| c).eq(place.name.iter().copied());
        [self.township, self.county, self.prefecture, self.region].into_iter().any(own)
    }
}

/// The name of a place without its kind, and the kind.
fn parts(name: &str) -> (&str, &str) {
    let kinds = KINDS.iter().take(TOWNSHIP + 1).copied().flatten();
    let ends = |kind: &[char]| {
        let mut left = name.char_indices().rev();
        let starts = kind.iter().rev().map(|c| left.next().filter(|(_, is)| is == c).map(|(at, _)| at)).last()?;
        name.split_at_checked(starts?)
    };
    kinds.filter_map(|kind| ends(kind)).min_by_key(|(stem, _)| stem.len()).unwrap_or((name, ""))
}

/// Whether the name of a place stands in a text, with its kind or, if it has two characters or more, without.
fn is_named(text: &str, name: &str) -> bool {
    let (stem, _) = parts(name);
    let words = if stem.chars().nth(1).is_some() { stem } else { name };
    !words.is_empty()
        && folded(text).any(|(range, _)| {
            let mut rest = text.get(range.start..).unwrap_or("").chars().filter_map(fold_char);
            folded(words).all(|(_, c)| rest.next() == Some(c))
        })
}

#[cfg(test)]
mod tests {
    use super::{BEFORE, FROM, leads};

    #[test]
    fn what_stands_before_a_place_begins_with_one_of_the_characters() {
        let words = FROM.into_iter().chain(BEFORE);
        assert!(words.filter_map(|word| word.first().copied()).all(leads));
    }
}
