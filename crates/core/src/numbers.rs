//! The numbers of a list of requests within a text: 2、 三、 ④ （5） B. 第六， 问题七：.

use lvzhi_tables::fold::{NUMERALS, digit, fold_char, is_han};

/// The number of a request in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    kind: Kind,
    /// From 1.
    pub(crate) value: u32,
    /// Bytes of it that are no part of the request.
    pub(crate) length: usize,
    /// A colon alone tells that it is one: 1：.
    by_colon: bool,
}

/// What numbers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// ② ⑵ ❷ ⒉ ㈡ Ⅱ., and a digit in a key.
    Symbol,
    Digits,
    Chinese,
    /// B. 乙、, which stand in names as well.
    Letter,
    /// 第二，
    Ordinal,
    /// 其二， 问题二：, which stand in other words as well: 尤其一， 这个问题一，.
    Named,
}

/// Symbols that are numbers by themselves, by the first and the last of a row.
const SYMBOLS: [(char, char); 6] = [('①', '⑳'), ('⑴', '⒇'), ('❶', '❿'), ('⒈', '⒛'), ('㈠', '㈩'), ('㊀', '㊉')];

/// What makes a digit a key: 2️⃣.
const KEY: [char; 2] = ['\u{FE0F}', '\u{20E3}'];

const FORMAL: [char; 10] = ['壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'];
const STEMS: [char; 8] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'];
const ROMAN: [char; 8] = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'Ⅶ', 'Ⅷ'];
const SMALL_ROMAN: [char; 8] = ['ⅰ', 'ⅱ', 'ⅲ', 'ⅳ', 'ⅴ', 'ⅵ', 'ⅶ', 'ⅷ'];

/// What stands behind a number, or closes what opened before it.
const MARKS: [char; 10] = ['、', '.', '．', ')', '）', '】', ']', '］', '〕', '〗'];

/// What counts numbers that stand beside each other: 一、二年级, 一、三、五大队.
const COUNTED: [char; 20] = [
    '、', '，', '年', '级', '大', '组', '队', '楼', '小', '班', '栋', '期', '号', '村', '社', '连', '师', '团', '中',
    '层',
];

/// Numbers that are words by themselves; 最后 is the one behind the last.
const SPOKEN: [(&str, u32); 11] = [
    ("一是", 1),
    ("二是", 2),
    ("三是", 3),
    ("四是", 4),
    ("五是", 5),
    ("六是", 6),
    ("首先", 1),
    ("其次", 2),
    ("头一个", 1),
    ("头一件", 1),
    ("头一桩", 1),
];

/// Words of an ordinal, and what may stand behind its number: 第一， 第二是 第三个问题, not 第一小学.
const OF_ORDINAL: [&str; 6] = ["第", "其", "问题", "诉求", "事项", "建议"];
const MARKS_BEHIND: [&str; 6] = ["，", ",", "、", "：", ":", " "];
const WORDS_BEHIND: [&str; 14] = [
    "个呢，",
    "桩，",
    "就是",
    "是",
    "点是",
    "点，",
    "点：",
    "件事是",
    "件事",
    "件是",
    "个问题是",
    "个问题",
    "个诉求",
    "个就是",
];

impl Number {
    /// Whether it begins a request behind `before`: it follows the last one, or stands apart. Right behind Chinese text only a symbol, digits and 第三，
    /// may begin a list; 三、 may be a part of it.
    pub(crate) fn begins(self, before: Option<char>, last: Option<Self>) -> bool {
        let follows = last.is_some_and(|last| last.kind == self.kind && last.value.checked_add(1) == Some(self.value));
        let is_apart = !before.is_some_and(char::is_alphanumeric);
        if self.by_colon {
            return is_apart && (follows || self.value == 1);
        }
        follows
            || match self.kind {
                Kind::Symbol => true,
                Kind::Digits => is_apart || before.is_some_and(|c| is_han(c) && c != '第'),
                Kind::Chinese => {
                    is_apart && (self.value == 1 || before.is_none_or(|c| matches!(c, '\n' | '\r' | '。' | '；')))
                }
                Kind::Letter => is_apart && self.value == 1,
                Kind::Named => is_apart,
                Kind::Ordinal => is_apart || before.is_none_or(is_han),
            }
    }
}

/// How far before a request its number is looked for, in characters: 第一件事是.
const LONGEST: usize = 8;

/// The number of a request that begins at this byte of a text, where nothing but punctuation and white space stands between.
pub(crate) fn number_before(text: &str, request: usize, last: Option<Number>) -> Option<Number> {
    let before = text.get(..request)?;
    let places = before.char_indices().rev().take(LONGEST).map(|(at, _)| at);
    let found = places.filter_map(|at| {
        let number = number(text.get(at..)?)?;
        let between = before.get(at.checked_add(number.length)?..)?;
        let earlier = text.get(..at)?.chars().next_back();
        (!between.contains(char::is_alphanumeric) && number.begins(earlier, last)).then_some(number)
    });
    found.last()
}

/// The number of a request that may begin here.
pub(crate) fn number(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    symbol(text, first).or_else(|| spoken(text)).or_else(|| ordinal(text)).or_else(|| marked(text, first))
}

fn spoken(text: &str) -> Option<Number> {
    let &(word, value) = SPOKEN.iter().find(|(word, _)| text.starts_with(word))?;
    Some(Number { kind: Kind::Named, value, length: word.len(), by_colon: false })
}

fn symbol(text: &str, first: char) -> Option<Number> {
    let (value, length) = match SYMBOLS.iter().find(|(one, last)| (*one..=*last).contains(&first)) {
        Some(&(one, _)) => (u32::from(first).checked_sub(u32::from(one))?.checked_add(1)?, first.len_utf8()),
        None => {
            let value = first.to_digit(10)?;
            let key = text.get(1..)?.find(|c| !KEY.contains(&c)).unwrap_or(text.len().checked_sub(1)?);
            (value, (key > 0).then(|| key.checked_add(1))??)
        }
    };
    Some(Number { kind: Kind::Symbol, value, length, by_colon: false })
}

fn place(among: &[char], c: char) -> Option<u32> {
    u32::try_from(among.iter().position(|number| *number == c)?).ok()?.checked_add(1)
}

/// The value of a digit, in any width.
fn value(c: char) -> Option<u32> {
    fold_char(c).and_then(digit).map(u32::from)
}

fn ordinal(text: &str) -> Option<Number> {
    let (at, rest) = OF_ORDINAL.iter().enumerate().find_map(|(at, word)| Some((at, text.strip_prefix(word)?)))?;
    let number = rest.chars().next()?;
    let behind = rest.get(number.len_utf8()..)?;
    // 问题一直没有人管 is no second problem.
    let words = if at == 0 { WORDS_BEHIND.as_slice() } else { &[] };
    let word = MARKS_BEHIND.iter().chain(words).find(|word| behind.starts_with(**word))?;
    let length = text.len().checked_sub(behind.len())?.checked_add(word.len())?;
    let value = place(&NUMERALS, number).or_else(|| value(number))?;
    Some(Number { kind: if at == 0 { Kind::Ordinal } else { Kind::Named }, value, length, by_colon: false })
}

fn marked(text: &str, first: char) -> Option<Number> {
    let more = |c: char| value(c).map(|value| (value, c.len_utf8()));
    let (kind, number, length) = if let Some(tens) = value(first) {
        match text.chars().nth(1).and_then(more) {
            Some((ones, length)) => {
                (Kind::Digits, tens.checked_mul(10)?.checked_add(ones)?, first.len_utf8().checked_add(length)?)
            }
            None => (Kind::Digits, tens, first.len_utf8()),
        }
    } else if let Some(value) = place(&NUMERALS, first).or_else(|| place(&FORMAL, first)) {
        (Kind::Chinese, value, first.len_utf8())
    } else if let Some(value) = place(&STEMS, first) {
        (Kind::Letter, value, first.len_utf8())
    } else if let Some(value) = place(&ROMAN, first).or_else(|| place(&SMALL_ROMAN, first)) {
        (Kind::Symbol, value, first.len_utf8())
    } else {
        let letter = fold_char(first).filter(|c| matches!(c, 'a'..='h'))?;
        (Kind::Letter, u32::from(letter).checked_sub(u32::from('a'))?.checked_add(1)?, first.len_utf8())
    };
    let mut behind = text.get(length..)?.chars();
    let mark = behind.next()?;
    let by_colon = matches!(mark, ':' | '：') && matches!(kind, Kind::Digits | Kind::Chinese);
    let next = behind.next()?;
    let is_more = match kind {
        Kind::Chinese => NUMERALS.contains(&next) && behind.next().is_some_and(|c| COUNTED.contains(&c)),
        Kind::Letter => STEMS.contains(&next) || fold_char(next).is_some_and(|c| c.is_ascii_alphabetic()),
        _ => false,
    };
    // 1、2号楼 and 1.5公里 are no lists, 1、2023年 and （1）3号楼 may be.
    let joins = matches!(mark, '、' | '.' | '．' | ':' | '：');
    let is_decimal =
        next.is_numeric() && joins && !is_year(text.get(length..).and_then(|rest| rest.strip_prefix(mark)));
    let is_number = (by_colon || MARKS.contains(&mark)) && !is_decimal && !is_more;
    is_number.then_some(Number { kind, value: number, length, by_colon })
}

/// Whether a text begins with a year: 2023年, 2023-05-01.
fn is_year(text: Option<&str>) -> bool {
    let mut year = text.unwrap_or("").chars();
    year.by_ref().take(4).all(|c| value(c).is_some()) && matches!(year.next(), Some('年' | '-' | '/'))
}
