//! A message with several requests: the parts that speak of one each, with an answer for each. `docs/parts.md` has the figures.

use crate::answer::{Answer, Match};
use crate::catalogue::Catalogue;
use crate::error::QueryError;
use crate::frame::reading;
use crate::matter::matters;
use crate::numbers::{Number, number, number_before};
use crate::options::Options;
use core::ops::Range;
use lvzhi_tables::escapes::{decoded, written};
use lvzhi_tables::fold::{folded, is_han};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::words::{Reason, Verdict};

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

/// Words that a further request begins with, and what may not stand behind 还有: of the same matter, 还有人 did the same.
const FURTHER: [&str; 21] = [
    "另外",
    "还有",
    "此外",
    "同时",
    "再就是",
    "再有",
    "再一个",
    "最后，",
    "至于",
    "接着又",
    "另据",
    "再说一",
    "顺便",
    "另一方面",
    "另，",
    "另：",
    "再者",
    "对了，",
    "还想问",
    "还想咨询",
    "还想反映",
];
const STILL: [&str; 8] = ["人", "些", "一部分", "部分", "很多", "许多", "不少", "多少"];

/// A piece of a short message that names an item is a request from this probability on, one of a long message from that: whoever tells a long story names
/// many things in passing.
const SURE: f32 = 0.4;
const SURE_IN_LONG: f32 = 0.7;

/// A piece of fewer letters or Chinese characters names an item only as surely as one of a long message; so many say too little where the list does not
/// hold what they speak of. A piece that announces others says too little by fewer characters than the third, or, as a sentence of its own, the last.
const LEAST: usize = 5;
const LEAST_OUTSIDE: usize = 8;
const LEAST_BEFORE_LIST: usize = 8;
const LEAST_SENTENCE_BEFORE_LIST: usize = 6;

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
    /// sentences and lines and before 另外, 还有, 二是 and their like, and behind the numbers of a list; a piece that says too little by itself, or speaks of the same as
    /// the one before, stays with that. A text of one request is one part, all of it, and its answer is that of [`Catalogue::classify_with`].
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
        let of_decoded = decoded(text, |said| {
            let parts = self.parts_of(said, options)?.map(|part| {
                let part = part?;
                let Range { start, end } = written(text, part.start..part.end);
                Some(Part { start, end, ..part })
            });
            Ok(parts)
        });
        let parts = of_decoded.unwrap_or_else(|| self.parts_of(text, options))?;
        Ok(parts.into_iter().flatten())
    }

    /// The parts of what a text stands for.
    fn parts_of(&self, text: &str, options: Options) -> Result<[Option<Part<'_>>; MOST_PARTS], QueryError> {
        let part = |range: Range<usize>| -> Result<Part<'_>, QueryError> {
            let answer = self.classify_with(text.get(range.clone()).unwrap_or(""), options)?;
            Ok(Part { start: range.start, end: range.end, answer })
        };
        let mut parts: [Option<Part<'_>>; MOST_PARTS] = [None; MOST_PARTS];
        let mut count = 0usize;
        // Of all of the text at first: it may be no query.
        let whole = part(0..text.len())?;
        for (range, stands) in self.requests(text, options).into_iter().flatten() {
            let next = part(range)?;
            match count.checked_sub(1).and_then(|at| parts.get_mut(at)).and_then(Option::as_mut) {
                // Together with what joined them, two may turn out to speak of the same.
                Some(before) if stands.goes_on(&before.answer, &next.answer) => *before = part(before.start..next.end)?,
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
        Ok(parts)
    }

    /// The places of the requests of a text, each from the first byte that speaks of it to the last, and how its first piece stands; none or one
    /// where there is but one.
    fn requests(&self, text: &str, options: Options) -> [Option<(Range<usize>, Stands)>; MOST_PARTS] {
        let mut found = [const { None }; MOST_PARTS];
        let reading = reading(text, options.reading());
        let characters = |piece: &Range<usize>| folded(text.get(piece.clone()).unwrap_or("")).count();
        let (mut pieces, mut length, mut numbered) = (0usize, 0usize, 0usize);
        each_piece(text, reading, |piece, stands| {
            pieces = pieces.saturating_add(1);
            length = length.saturating_add(characters(&piece));
            numbered = numbered.saturating_add(usize::from(stands == Stands::InList));
        });
        if pieces < 2 {
            return found;
        }
        let near = Options { top: NEAR, ..options };
        let is_short = numbered > 1 || pieces <= FEW && length <= SHORT || self.is_list(text, reading, near);
        let whole = if is_short { None } else { self.classify_with(text, near).ok() };
        let mut count = 0usize;
        // What the request where we are is about, once a piece has said it.
        let mut about: Option<Answer<'_>> = None;
        each_piece(text, reading, |piece, stands| {
            let words = text.get(piece.clone()).unwrap_or("");
            let characters = characters(&piece);
            let letters = folded(words).filter(|&(_, c)| is_han(c) || c.is_ascii_lowercase()).count();
            let is_request = |said: &Answer<'_>| match &whole {
                _ if stands == Stands::BeforeList => {
                    let is_sentence = text.get(piece.end..).is_some_and(|behind| behind.starts_with(is_end));
                    let least = if is_sentence { LEAST_SENTENCE_BEFORE_LIST } else { LEAST_BEFORE_LIST };
                    characters >= least && said.is_finding() && said.confidence >= SURE_IN_LONG
                }
                // What stands around a list tells its story.
                None if numbered > 1 && stands == Stands::Alone => {
                    letters >= LEAST_OUTSIDE && said.is_finding() && said.confidence >= SURE_IN_LONG
                }
                None => is_request(said, letters),
                Some(whole) => is_request_of_many(said, whole) && characters.saturating_mul(SHARE) >= length,
            };
            let is_beside = |said: &Answer<'_>| {
                let is_sure = said.is_finding() && said.confidence >= SURE_IN_LONG;
                stands == Stands::InList && (is_paper(words) || is_remedy(words) && !is_sure)
            };
            let said = self.classify_with(words, near).ok();
            let said = said.filter(|said| is_request(said) && !is_beside(said));
            // 反映两个问题： is no part of the first of them.
            if stands == Stands::BeforeList && said.is_none() {
                return;
            }
            let is_further = matches!((&about, &said), (Some(about), Some(said)) if !stands.goes_on(about, said));
            if count == 0 || is_further && count < MOST_PARTS {
                count = count.saturating_add(1);
                about = None;
            }
            if let Some(slot) = count.checked_sub(1).and_then(|at| found.get_mut(at)) {
                let (start, stands) =
                    slot.as_ref().map_or((piece.start, stands), |(range, stands)| (range.start, *stands));
                *slot = Some((start..piece.end, stands));
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
            let said = self.classify_with(words, options);
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

/// Whether a piece of a short message, of so many letters, says by itself what it is about.
fn is_request(said: &Answer<'_>, letters: usize) -> bool {
    match said.verdict {
        Verdict::Unlisted => letters >= LEAST_OUTSIDE,
        _ if said.reason == Some(Reason::OnlyFrame) => false,
        _ => said.confidence >= if letters < LEAST { SURE_IN_LONG } else { SURE },
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

/// Papers that people list, and what copies of them are called.
const PAPERS: [&str; 18] = [
    "身份证",
    "户口本",
    "户口簿",
    "结婚证",
    "残疾证",
    "低保证",
    "房产证",
    "土地证",
    "营业执照",
    "银行卡",
    "照片",
    "病历",
    "申请表",
    "申请书",
    "委托书",
    "收入证明",
    "无房证明",
    "诊断证明",
];
const COPIES: [&str; 2] = ["复印件", "原件"];

/// Whether a piece is no more than a paper, of which a list is none of requests.
fn is_paper(words: &str) -> bool {
    let paper = COPIES.iter().find_map(|copy| words.strip_suffix(copy)).unwrap_or(words);
    PAPERS.contains(&paper)
}

/// What a remedy begins with that people ask for beside their matter, and the longest one, in characters.
const REMEDIES: [&str; 9] = ["赔偿", "赔礼", "公开道歉", "道歉", "追究", "退还", "退款", "返还", "补偿损失"];
const LONGEST_REMEDY: usize = 8;

/// Whether a piece is no more than a remedy: 赔偿损失.
fn is_remedy(words: &str) -> bool {
    folded(words).nth(LONGEST_REMEDY).is_none() && REMEDIES.iter().any(|remedy| words.starts_with(remedy))
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

impl Stands {
    /// Whether a request that stands so only says more of the one before. What people number they mean as something of its own, unless it is of the
    /// same item.
    fn goes_on(self, before: &Answer<'_>, said: &Answer<'_>) -> bool {
        match (self, before.best(), said.best()) {
            (Self::InList, Some(one), Some(other)) if before.is_finding() && said.is_finding() => {
                one.item == other.item
            }
            (Self::InList, ..) => before.matter == said.matter,
            _ => is_same(before, said),
        }
    }
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
        // Numbers may be left out themselves.
        let number_outside = number_before(text, from, last);
        last = number_outside.or(last);
        let (mut start, mut before) = (0, None);
        let mut stands = if number_outside.is_some() { Stands::InList } else { Stands::Alone };
        for (at, c) in stretch.char_indices() {
            let rest = stretch.get(at..).unwrap_or("");
            if let Some(number) = number(rest).filter(|number| number.begins(before, last)) {
                give(start, at, stands);
                (start, stands, last) = (at.saturating_add(number.length), Stands::InList, Some(number));
            } else if is_end(c) || begins_further(rest) {
                give(start, at, stands);
                (start, stands) = (at, Stands::Alone);
            }
            before = Some(c);
        }
        give(start, stretch.len(), stands);
    });
}

/// Whether a further request begins here.
fn begins_further(text: &str) -> bool {
    let behind = FURTHER.iter().find_map(|word| Some((*word, text.strip_prefix(word)?)));
    behind.is_some_and(|(word, behind)| word != "还有" || !STILL.iter().any(|same| behind.starts_with(same)))
}

/// What is no part of a piece where it stands at its edge.
fn is_beside(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a sentence or a line ends here.
const fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…' | '\n' | '\r')
}

/// Whether a list begins in what follows a piece, at once or behind the colon with which the sentence of the piece ends.
fn announces(behind: &str) -> bool {
    let sentence = behind.char_indices().take(LONGEST_ANNOUNCEMENT).take_while(|(_, c)| !is_end(*c));
    let colon = sentence.into_iter().find(|(_, c)| matches!(c, '：' | ':'));
    let behind_colon = colon.and_then(|(at, c)| behind.get(at.saturating_add(c.len_utf8())..));
    [behind, behind_colon.unwrap_or("")]
        .into_iter()
        .any(|list| number(list.trim_start_matches(is_between)).is_some_and(|number| number.value == 1))
}

/// What may stand between a piece and the number of the next one: ⑴ and its like are no letters.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '（' | '(')
}
