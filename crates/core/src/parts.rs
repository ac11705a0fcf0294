//! A message with several requests: the parts that speak of one each, with an answer for each. `docs/parts.md` has the figures.

use crate::answer::{Answer, Match};
use crate::catalogue::Catalogue;
use crate::error::QueryError;
use crate::frame::reading;
use crate::matter::matters;
use crate::options::Options;
use core::ops::Range;
use lvzhi_tables::fold::{digit, fold_char, folded, is_han};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::words::Verdict;

/// Parts that a message has at the most: what stands behind the last belongs to it.
pub const MOST_PARTS: usize = 16;

/// A part of a message, and what the list says to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part<'a> {
    /// First byte in the text; on a character boundary.
    pub start: usize,
    /// Byte behind the last; on a character boundary.
    pub end: usize,
    /// The answer to the part by itself.
    pub answer: Answer<'a>,
}

/// Words that a further request begins with.
const FURTHER: [&str; 13] =
    ["另外", "还有", "此外", "同时", "再就是", "再有", "再一个", "其次", "二是", "三是", "四是", "五是", "顺便"];

/// Numbers of a list that are no digits, and what makes one of them an ordinal behind 第: 第一， 第二是 第三个问题, not 第一小学.
const NUMBERS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const BEHIND_ORDINAL: [&str; 11] = ["，", ",", "、", "：", ":", "是", "点", "件事", "个问题", "个事", "个诉求"];

/// A piece of a short message that names an item is a request from this probability on, one of a long message from that: whoever tells a long story names
/// many things in passing.
const SURE: f32 = 0.4;
const SURE_IN_LONG: f32 = 0.7;

/// A piece of fewer characters says too little by itself; so it does, where the list does not hold what it speaks of, by less than that, and, where it
/// announces others, by less than the last.
const LEAST: usize = 2;
const LEAST_OUTSIDE: usize = 4;
const LEAST_BEFORE_LIST: usize = 8;

/// A message of which more characters, or more pieces, are read is a long one, unless it is a list of requests.
const SHORT: usize = 70;
const FEW: usize = 4;

/// A list of requests says so many different things at least, and of ten of its pieces at least so many name an item that no other piece has named. In a
/// story, sentences speak of the same again.
const LIST: usize = 3;
const LIST_OF_TEN: usize = 7;

/// A request of a long message has one in so many of its characters.
const SHARE: usize = 7;

/// Characters behind which a list is looked for that a piece announces: what is left out may stand between (反映两 个问题：).
const LONGEST_ANNOUNCEMENT: usize = 16;

/// Candidates of one piece among which the item of another must not be: they are about the same. And candidates of a long message among which the
/// item of a request must be.
const NEAR: usize = 3;

impl Catalogue {
    /// What the list says to each request of a message, from left to right: at least one part, at most [`MOST_PARTS`]. A message is cut at the ends of
    /// sentences and lines and before 另外, 还有, 二是 and their like; a piece that says too little by itself, or speaks of the same as the one
    /// before, stays with that. A text of one request is one part, all of it, and its answer is that of [`Catalogue::classify_with`].
    ///
    /// Takes time linear in the text, allocates nothing.
    ///
    /// ```
    /// use lvzhi::Options;
    ///
    /// let text = "老板欠我们工钱不给，另外村口那棵几百年的老榆树有人要砍";
    /// let parts = lvzhi::catalogue().classify_parts(text, Options::default())?;
    /// let told: Vec<_> = parts.filter_map(|part| Some((&text[part.start..part.end], part.answer.best()?.item.id().to_string()))).collect();
    /// assert_eq!(told, [("老板欠我们工钱不给", "R009".to_owned()), ("另外村口那棵几百年的老榆树有人要砍", "B098".to_owned())]);
    /// # Ok::<(), lvzhi::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Catalogue::classify`].
    pub fn classify_parts(
        &self,
        text: &str,
        options: Options,
    ) -> Result<impl DoubleEndedIterator<Item = Part<'_>> + Clone, QueryError> {
        let part = |range: Range<usize>| -> Result<Part<'_>, QueryError> {
            let answer = self.classify_with(text.get(range.clone()).unwrap_or(""), options)?;
            Ok(Part { start: range.start, end: range.end, answer })
        };
        let mut parts: [Option<Part<'_>>; MOST_PARTS] = [None; MOST_PARTS];
        let mut count = 0usize;
        // Of all of the text at first: it may be no query.
        let whole = part(0..text.len())?;
        for range in self.requests(text, options).into_iter().flatten() {
            let next = part(range)?;
            match count.checked_sub(1).and_then(|at| parts.get_mut(at)).and_then(Option::as_mut) {
                // Together with what joined them, two may turn out to speak of the same.
                Some(before) if is_same(&before.answer, &next.answer) => *before = part(before.start..next.end)?,
                _ => {
                    if let Some(slot) = parts.get_mut(count) {
                        (*slot, count) = (Some(next), count.saturating_add(1));
                    }
                }
            }
        }
        if let ([first, ..], 0 | 1) = (&mut parts, count) {
            *first = Some(whole);
        }
        Ok(parts.into_iter().flatten())
    }

    /// The places of the requests of a text, each from the first byte that speaks of it to the last; none or one where there is but one.
    fn requests(&self, text: &str, options: Options) -> [Option<Range<usize>>; MOST_PARTS] {
        let mut found = [const { None }; MOST_PARTS];
        let reading = reading(text, options.reading());
        let characters = |piece: &Range<usize>| folded(text.get(piece.clone()).unwrap_or("")).count();
        let (mut pieces, mut length, mut is_numbered) = (0usize, 0usize, false);
        each_piece(text, reading, |piece, stands| {
            pieces = pieces.saturating_add(1);
            length = length.saturating_add(characters(&piece));
            is_numbered |= stands == Stands::InList;
        });
        if pieces < 2 {
            return found;
        }
        let near = Options { top: NEAR, ..options };
        let is_short = is_numbered || pieces <= FEW && length <= SHORT || self.is_list(text, reading, near);
        let whole = if is_short { None } else { self.classify_with(text, near).ok() };
        let mut count = 0usize;
        // What the request where we are is about, once a piece has said it.
        let mut about: Option<Answer<'_>> = None;
        each_piece(text, reading, |piece, stands| {
            let words = text.get(piece.clone()).unwrap_or("");
            let characters = characters(&piece);
            let is_request = |said: &Answer<'_>| match &whole {
                _ if stands == Stands::BeforeList => {
                    characters >= LEAST_BEFORE_LIST && said.is_finding() && said.confidence >= SURE_IN_LONG
                }
                None => is_request(said, characters),
                Some(whole) => is_request_of_many(said, whole) && characters.saturating_mul(SHARE) >= length,
            };
            let said = self.classify_with(words, Options { frames: false, ..near }).ok().filter(is_request);
            // 反映两个问题： is no part of the first of them.
            if stands == Stands::BeforeList && said.is_none() {
                return;
            }
            let is_further = matches!((&about, &said), (Some(about), Some(said)) if !is_same(about, said));
            if count == 0 || is_further && count < MOST_PARTS {
                count = count.saturating_add(1);
                about = None;
            }
            if let Some(slot) = count.checked_sub(1).and_then(|at| found.get_mut(at)) {
                let start = slot.as_ref().map_or(piece.start, |range: &Range<usize>| range.start);
                *slot = Some(start..piece.end);
            }
            about = about.or(said);
        });
        found
    }

    /// Whether nearly every piece of what is read of a text asks for something else.
    fn is_list(&self, text: &str, reading: Reading, options: Options) -> bool {
        let mut different: [Option<Answer<'_>>; MOST_PARTS] = [None; MOST_PARTS];
        let (mut pieces, mut count) = (0usize, 0usize);
        each_piece(text, reading, |piece, _| {
            let words = text.get(piece).unwrap_or("");
            pieces = pieces.saturating_add(1);
            let said = self.classify_with(words, Options { frames: false, ..options });
            let Some(said) = said.ok().filter(|said| said.is_finding() && said.confidence >= SURE) else { return };
            if !different.iter().flatten().any(|before| is_same(before, &said))
                && let Some(slot) = different.get_mut(count)
            {
                (*slot, count) = (Some(said), count.saturating_add(1));
            }
        });
        count >= LIST && count.saturating_mul(10) >= pieces.saturating_mul(LIST_OF_TEN)
    }
}

/// Whether a piece of a short message, of so many characters, says by itself what it is about.
fn is_request(said: &Answer<'_>, characters: usize) -> bool {
    match said.verdict {
        Verdict::Unlisted => characters >= LEAST_OUTSIDE,
        _ => characters >= LEAST && said.confidence >= SURE,
    }
}

/// Whether a piece of a long message is more than told in passing: all of the message speaks of it too.
fn is_request_of_many(said: &Answer<'_>, whole: &Answer<'_>) -> bool {
    said.is_finding() && said.confidence >= SURE_IN_LONG && among(said.best(), whole)
}

/// Whether an item is among the first candidates of an answer.
fn among(best: Option<Match<'_>>, of: &Answer<'_>) -> bool {
    best.is_some_and(|best| of.matches().take(NEAR).any(|near| near.item == best.item))
}

/// Whether two pieces speak of the same: of one matter, or of an item that is among the first candidates of the other.
fn is_same(one: &Answer<'_>, other: &Answer<'_>) -> bool {
    one.matter == other.matter || among(one.best(), other) || among(other.best(), one)
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// In a text.
    Alone,
    /// In a list, behind its number.
    InList,
    /// Before a list, which it may announce.
    BeforeList,
}

/// Calls `each` with the range of each piece of what is read of a text: sentences, lines, and what a word of [`FURTHER`] or a number in a list begins, which
/// is no part of it.
fn each_piece(text: &str, reading: Reading, mut each: impl FnMut(Range<usize>, Stands)) {
    // The number that the piece where we are has.
    let mut last: Option<Number> = None;
    reading.each(&matters().frame, text, |from, stretch| {
        let mut give = |start: usize, end: usize, stands: Stands| {
            let piece = stretch.get(start..end).unwrap_or("").trim_end_matches(is_beside);
            let words = piece.trim_start_matches(is_beside);
            let start = from.saturating_add(start).saturating_add(piece.len().saturating_sub(words.len()));
            let end = start.saturating_add(words.len());
            let announces = stands == Stands::Alone && announces(text.get(end..).unwrap_or(""));
            if !words.is_empty() {
                each(start..end, if announces { Stands::BeforeList } else { stands });
            }
        };
        let (mut start, mut stands, mut before) = (0, Stands::Alone, None);
        for (at, c) in stretch.char_indices() {
            let rest = stretch.get(at..).unwrap_or("");
            let number = number(rest).filter(|number| number.begins(before, last));
            if number.is_some() || begins_ordinal(rest) {
                give(start, at, stands);
                (start, stands) = (at.saturating_add(number.map_or(0, |number| number.length)), Stands::InList);
                last = number.or(last);
            } else if is_end(c) || FURTHER.iter().any(|word| rest.starts_with(word)) {
                give(start, at, stands);
                (start, stands) = (at, Stands::Alone);
            }
            before = Some(c);
        }
        give(start, stretch.len(), stands);
    });
}

/// What is no part of a piece where it stands at its edge.
fn is_beside(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a sentence or a line ends here.
const fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…' | '\n' | '\r')
}

/// The number of a request in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    kind: Kind,
    /// From 1.
    value: u32,
    /// Bytes of its digits.
    length: usize,
}

/// What numbers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Circled,
    Digits,
    Chinese,
    Letter,
}

impl Number {
    /// Whether it begins a request behind `before`: it follows the last one, or stands apart. One of digits may stand right behind Chinese text, where 三、
    /// may be a part of it.
    fn begins(self, before: Option<char>, last: Option<Self>) -> bool {
        let follows = last.is_some_and(|last| last.kind == self.kind && last.value.checked_add(1) == Some(self.value));
        let is_apart = !before.is_some_and(char::is_alphanumeric);
        follows
            || match self.kind {
                Kind::Circled => true,
                Kind::Digits => is_apart || before.is_some_and(|c| is_han(c) && c != '第'),
                Kind::Chinese => is_apart,
                Kind::Letter => is_apart && self.value == 1,
            }
    }
}

/// The number of a request that may begin here: 2、 三、 4. 12） ⑥ ⑴ ❷ B.
fn number(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if let Some(one) = match first {
        '①'..='⑳' => Some('①'),
        '⑴'..='⒇' => Some('⑴'),
        '❶'..='❿' => Some('❶'),
        _ => None,
    } {
        let value = u32::from(first).checked_sub(u32::from(one))?.checked_add(1)?;
        return Some(Number { kind: Kind::Circled, value, length: first.len_utf8() });
    }
    let value_of = |c: char| fold_char(c).and_then(digit).map(u32::from);
    let (kind, value, length) = if let Some(tens) = value_of(first) {
        let second = text.chars().nth(1).and_then(|c| Some((value_of(c)?, c.len_utf8())));
        match second {
            Some((ones, more)) => {
                (Kind::Digits, tens.checked_mul(10)?.checked_add(ones)?, first.len_utf8().checked_add(more)?)
            }
            None => (Kind::Digits, tens, first.len_utf8()),
        }
    } else if let Some(at) = NUMBERS.iter().position(|number| *number == first) {
        (Kind::Chinese, u32::try_from(at).ok()?.checked_add(1)?, first.len_utf8())
    } else {
        let letter = fold_char(first).filter(|c| matches!(c, 'a'..='h'))?;
        (Kind::Letter, u32::from(letter).checked_sub(u32::from('a'))?.checked_add(1)?, first.len_utf8())
    };
    let mut behind = text.get(length..)?.chars();
    let is_marked = matches!(behind.next(), Some('、' | '.' | '．' | ')' | '）'));
    let is_more =
        |c: char| c.is_numeric() || kind == Kind::Letter && fold_char(c).is_some_and(|c| c.is_ascii_alphabetic());
    (is_marked && behind.next().is_some_and(|c| !is_more(c))).then_some(Number { kind, value, length })
}

/// Whether a list begins in what follows a piece, at once or behind the colon with which the sentence of the piece ends.
fn announces(behind: &str) -> bool {
    let sentence = behind.char_indices().take(LONGEST_ANNOUNCEMENT).take_while(|(_, c)| !is_end(*c));
    let colon = sentence.into_iter().find(|(_, c)| matches!(c, '：' | ':'));
    let behind_colon = colon.and_then(|(at, c)| behind.get(at.saturating_add(c.len_utf8())..));
    [behind, behind_colon.unwrap_or("")].into_iter().any(|list| {
        let list = list.trim_start_matches(is_between);
        begins_ordinal(list) || number(list).is_some_and(|number| number.value == 1)
    })
}

/// What may stand between a piece and the number of the next one: ⑴ and its like are no letters.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '（' | '(')
}

/// Whether 第一，, 第二是 or their like begin here.
fn begins_ordinal(text: &str) -> bool {
    let rest = text.strip_prefix('第').and_then(|rest| rest.strip_prefix(NUMBERS));
    rest.is_some_and(|rest| BEHIND_ORDINAL.iter().any(|word| rest.starts_with(word)))
}
