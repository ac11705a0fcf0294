//! What of a text is its matter, and what is only wrapped around it: mark-up, fields of forms, numbers, addresses, formulas.
//!
//! `docs/weights.md` has the rules, and `tests/slow_reading.py` a second version of them.

use crate::address::{address, names_place};
use crate::fold::{NUMERALS, begins, digit, ends, fold_char, folded};
use crate::frame::{Frame, Label};
use crate::index::Kind;
use crate::labels::{
    begins_line, by_shape, ends_label, in_brackets, is_not_ticked, note, objects, of_form, of_program,
};
use crate::markup::{Hidden, json_key, mailbox, markup};
use crate::speakers::{
    Speaker, has_caller, has_lines_of_speakers, is_agent_of_program, line_of_speaker, names_speaker, speaker,
};
use core::ops::Range;

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It may say what the text is about.
    Matter,
    /// A tag, an entity, a link, a key of JSON, a line's end in it.
    Markup,
    /// The label of a field, or what stands in a field beside the matter.
    Field,
    /// A number or a date, and nothing else.
    Number,
    /// An address, and nothing else.
    Address,
    /// A formula of letters, hotlines or offices.
    Formula,
    /// What stands in a field beside the matter, or thanks for another, but may be the matter where nothing else is: 备注, 处理结果.
    Beside,
}

/// The longest piece, folded, in bytes, that stands where nothing is said: longer ones are not looked up.
pub const LONGEST_NOTHING: usize = 12;

/// What stands in a field that seldom holds the matter is read as any other text if it has more characters than this: 事发地点：村口路灯坏了三个月.
const LONGEST_BESIDE: usize = 8;

/// A word of Latin letters or digits of at least so many characters is a name, a number or a piece of code: those that tell something, as WiFi
/// and ETC do, are shorter.
const LONG_LATIN: usize = 5;

/// The parts of a text, from left to right. What stands between them is punctuation and white space.
#[derive(Debug, Clone)]
pub struct Parts<'a, 't> {
    frame: &'a Frame<'a>,
    text: &'t str,
    at: usize,
    /// What the field says in which we are.
    field: Label,
    /// A label that is known stood before: the text is a form.
    is_form: bool,
    /// A hotline has spoken: the text is the record of a call or a chat.
    is_chat: bool,
    /// Whether anybody speaks to one, once that is known.
    has_caller: Option<bool>,
    /// Where what the last speaker says begins.
    speaks_from: usize,
    /// The value of a key comes that names who speaks; and whether that was a hotline, in an object of JSON.
    names_speaker: bool,
    is_agent: bool,
    /// Whether several lines of the text name who speaks and when, once that is known.
    names_speakers: Option<bool>,
    /// What a piece is besides what was told of it.
    waiting: [Option<(Range<usize>, Part)>; 2],
    /// What nobody reads.
    hidden: Hidden,
}

impl<'a, 't> Parts<'a, 't> {
    /// Of a text.
    #[must_use]
    pub const fn of(frame: &'a Frame<'a>, text: &'t str) -> Self {
        Self {
            frame,
            text,
            at: 0,
            field: Label::Body,
            is_form: false,
            is_chat: false,
            has_caller: None,
            speaks_from: 0,
            names_speaker: false,
            is_agent: false,
            names_speakers: None,
            waiting: [None, None],
            hidden: Hidden::new(),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What a piece is that begins at `start` and ends where we are.
    fn judged(&mut self, start: usize) -> (Range<usize>, Part) {
        let piece = self.text.get(start..self.at).unwrap_or("");
        let whole = start..self.at;
        let (before, behind) = (self.text.get(..start).unwrap_or(""), self.rest());
        let is_label = ends_label(piece, behind, self.is_form);
        if core::mem::take(&mut self.names_speaker) {
            self.is_agent = is_agent_of_program(piece);
            return (whole, Part::Field);
        }
        let line = self.line_of_speaker(start);
        if let Some(told) = speaker(before, piece, behind, self.is_chat)
            && (told.speaker == Speaker::Caller
                || self.is_chat
                || told.is_of_record
                || line.is_some()
                || self.has_caller())
        {
            self.field = if told.speaker == Speaker::Agent { Label::Reply } else { Label::Body };
            (self.is_form, self.is_chat) = (true, self.is_chat || told.speaker == Speaker::Agent);
            self.speaks_from = self.at.saturating_add(told.said);
            self.at = self.at.saturating_add(told.label);
            return (start..self.at, Part::Field);
        }
        if let Some(length) = line {
            self.at = start.saturating_add(length);
            self.field = Label::Body;
            return (start..self.at, Part::Field);
        }
        if is_label || is_short(piece) {
            let by_shape = if is_label { by_shape(piece, behind, self.is_form) } else { None };
            let named = by_shape.or_else(|| self.frame.label(piece));
            match named.or_else(|| if is_label { of_program(piece) } else { None }) {
                Some(Label::Nothing) => return (whole, Part::Formula),
                // Ordinary words stand in brackets, too: 【社区】.
                Some(Label::Aside | Label::Spare) if !self.is_form && in_brackets(piece, behind) => {}
                Some(label) if is_label => {
                    (self.field, self.is_form) = (label, true);
                    self.at = self.at.saturating_add(note(behind));
                    return (start..self.at, Part::Field);
                }
                _ => {}
            }
        }
        if self.is_form
            && is_label
            && let Some(label) = of_form(before, piece, behind)
        {
            self.field = label;
            self.at = self.at.saturating_add(note(behind));
            return (start..self.at, Part::Field);
        }
        let is_brief = || folded(piece).nth(LONGEST_BESIDE).is_none();
        if is_brief() && is_not_ticked(before, behind) {
            return (whole, Part::Field);
        }
        if self.field == Label::Reply
            && (objects(before, piece) || self.is_chat && start > self.speaks_from && begins_line(before))
        {
            self.field = Label::Body;
        }
        let field = self.field;
        if matches!(field, Label::Aside | Label::Spare) && !goes_on(piece, behind) {
            self.field = Label::Body;
        }
        if field == Label::Aside {
            return (whole, Part::Field);
        }
        if is_number(piece) {
            return (whole, Part::Number);
        }
        if is_long_latin(piece) {
            return (whole, Part::Markup);
        }
        if self.is_numbered_label(piece) {
            return (whole, Part::Field);
        }
        let address = address(piece);
        if address == piece.len() {
            return (whole, Part::Address);
        }
        let left = self.frame.left(piece.get(address..).unwrap_or(""));
        let place = |at: usize| start.saturating_add(at);
        let (from, to) = (place(address.saturating_add(left.start)), place(address.saturating_add(left.end)));
        if left.is_empty() {
            return (whole, Part::Formula);
        }
        if field == Label::Reply
            || field == Label::Spare && (is_brief() || names_place(piece))
            || is_settled(piece, behind)
        {
            return (whole, Part::Beside);
        }
        let end = (to < self.at).then_some((to..self.at, Part::Formula));
        if from > start {
            self.waiting = [Some((from..to, Part::Matter)), end];
            return (start..from, if from > place(address) { Part::Formula } else { Part::Address });
        }
        self.waiting = [end, None];
        (from..to, Part::Matter)
    }

    /// Whether a piece is a label of something else than the matter and its number, without a colon between: 电话13800000000.
    fn is_numbered_label(&self, piece: &str) -> bool {
        let label = piece.trim_end_matches(|c| is_digit(c) || fold_char(c).is_none());
        let number = folded(piece.get(label.len()..).unwrap_or("")).nth(LONG_LATIN.saturating_sub(1));
        number.is_some() && self.frame.label(label) == Some(Label::Aside)
    }

    /// Whether anybody speaks to a hotline; each text is looked through once.
    fn has_caller(&mut self) -> bool {
        let text = self.text;
        *self.has_caller.get_or_insert_with(|| has_caller(text))
    }

    /// The bytes of the line that a piece begins, if that is one of several that name who speaks and when; each text is looked through once.
    fn line_of_speaker(&mut self, start: usize) -> Option<usize> {
        let (before, line) = self.text.split_at_checked(start)?;
        if !before.is_empty() && !before.ends_with('\n') {
            return None;
        }
        let length = line_of_speaker(line)?;
        let text = self.text;
        self.names_speakers.get_or_insert_with(|| has_lines_of_speakers(text)).then_some(length)
    }
}

impl Iterator for Parts<'_, '_> {
    type Item = (Range<usize>, Part);

    fn next(&mut self) -> Option<Self::Item> {
        let [first, second] = self.waiting.clone();
        if first.is_some() {
            self.waiting = [second, None];
            return first;
        }
        loop {
            let start = self.at;
            let rest = self.rest();
            let c = rest.chars().next()?;
            if let Some(length) = self.hidden.begins(rest).or_else(|| markup(rest)).or_else(|| mailbox(rest)) {
                self.at = start.saturating_add(length);
                if let Some(key) = json_key(rest) {
                    let label = self.frame.label(key).filter(|label| *label != Label::Nothing);
                    self.field = label.or_else(|| of_program(key)).unwrap_or(Label::Body);
                    self.names_speaker = names_speaker(key);
                    if self.is_agent && self.field == Label::Body {
                        self.field = Label::Reply;
                    }
                }
                return Some((start..self.at, Part::Markup));
            }
            if !is_word(c) {
                self.is_agent &= c != '}';
                self.at = start.saturating_add(c.len_utf8());
                continue;
            }
            self.at = start.saturating_add(piece(rest));
            return Some(self.judged(start));
        }
    }
}

/// A set of the first pieces of a text that may say what it is about, by number. Those behind them are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut([u64; 4]);

impl LeftOut {
    /// How many pieces it may hold.
    pub(crate) const PIECES: usize = 256;

    pub(crate) fn insert(&mut self, piece: usize) {
        if let Some(word) = self.0.get_mut(piece / 64) {
            *word |= 1 << (piece % 64);
        }
    }

    pub(crate) fn holds(&self, piece: usize) -> bool {
        self.0.get(piece / 64).is_some_and(|word| (word >> (piece % 64)) & 1 == 1)
    }
}

/// What of a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// What may say what it is about; all of it where nothing may.
    #[default]
    Matter,
    /// The same without the pieces that speak of what carries matters rather than of one, such as a hotline.
    Carried(LeftOut),
    /// As [`Reading::Matter`], of a text that is about what carries matters itself.
    Carrier,
    /// All of it.
    Whole,
}

impl Reading {
    /// Calls `each` with the place and the text of each stretch that is read. Whether the text is nothing but what is wrapped around matters.
    pub fn each<'t>(self, frame: &Frame<'_>, text: &'t str, mut each: impl FnMut(usize, &'t str)) -> bool {
        let mut kept = |range: Range<usize>| each(range.start, text.get(range).unwrap_or(""));
        let mut pieces = 0usize;
        let any = match self {
            Self::Whole => false,
            Self::Matter | Self::Carrier => {
                each_kept(frame, text, |part| part == Part::Matter, &mut kept)
                    || each_kept(frame, text, |part| part == Part::Beside, &mut kept)
            }
            Self::Carried(left_out) => {
                let read = |part| {
                    let piece = pieces;
                    pieces = pieces.saturating_add(usize::from(part == Part::Matter));
                    part == Part::Matter && !left_out.holds(piece)
                };
                each_kept(frame, text, read, &mut kept)
            }
        };
        if !any && !matches!(self, Self::Carried(_)) {
            each(0, text);
        }
        !any && self != Self::Whole
    }
}

/// Calls `each` with the ranges of the parts of a text that are kept, and everything between two that are. Whether there is any.
fn each_kept(
    frame: &Frame<'_>,
    text: &str,
    mut kept: impl FnMut(Part) -> bool,
    mut each: impl FnMut(Range<usize>),
) -> bool {
    let mut open: Option<Range<usize>> = None;
    let mut any = false;
    for (range, part) in Parts::of(frame, text) {
        // A number is as punctuation: it stays where what is around it does.
        if kept(part) {
            any = true;
            open = Some(open.map_or(range.start, |open| open.start)..range.end);
        } else if part != Part::Number
            && let Some(open) = open.take()
        {
            each(open);
        }
    }
    if let Some(open) = open {
        each(open);
    }
    any
}

/// What stands between the levels of a classification: 城乡建设/市政设施/路灯.
const LEVELS: [&str; 11] = ["-", "/", ">", "&gt;", "、", "－", "／", "＞", "—", "→", "\\"];

/// Whether what a field says goes on behind a piece, in its line. Dates and times have punctuation of their own.
fn goes_on(piece: &str, behind: &str) -> bool {
    let blank = |c: char| fold_char(c).is_none() && !matches!(c, '\n' | '\r');
    let joins = behind.trim_start_matches(blank);
    if let Some(next) = LEVELS.iter().find_map(|level| joins.strip_prefix(level)) {
        return next.trim_start_matches(blank).starts_with(is_word);
    }
    let next = behind.strip_prefix([':', '.', '：', '．']);
    piece.ends_with(is_digit) && next.is_some_and(|next| next.starts_with(is_digit))
}

fn is_digit(c: char) -> bool {
    fold_char(c).and_then(digit).is_some()
}

/// Whether a piece may be one that stands where nothing is said.
fn is_short(piece: &str) -> bool {
    let mut length = 0usize;
    folded(piece).all(|(_, c)| {
        length = length.saturating_add(c.len_utf8());
        length <= LONGEST_NOTHING
    })
}

/// What a piece begins with that thanks for something, and with which of earlier matters; and what ends one that says that they are settled.
const THANKS: [&str; 6] = ["感谢", "首先感谢", "非常感谢", "十分感谢", "衷心感谢", "多谢"];
const EARLIER: [&str; 6] = ["上次", "上回", "之前", "此前", "前期", "前几天"];
const SETTLED: [&str; 7] = ["解决了", "办好了", "修好了", "弄好了", "处理了", "处理好了", "办结了"];

/// The first characters of these words: hardly any piece has one, and to know that costs less than to compare words.
const BEGINS_SETTLED: [char; 10] = ['感', '首', '非', '十', '衷', '多', '上', '之', '此', '前'];

/// The longest piece that only thanks, in characters; and what speaks of more than what was done, here or in what follows in the sentence, of
/// which so many characters are looked at.
const LONGEST_SETTLED: usize = 16;
const OPEN: &str = "但可现想望能请快没未不坏又再还怎咋吗求就算才谁只信费";
const LONGEST_NEXT: usize = 48;

/// Whether a piece thanks for something, or says of an earlier matter that it is settled: what somebody wants stands elsewhere, if at all.
fn is_settled(piece: &str, behind: &str) -> bool {
    if !folded(piece).next().is_some_and(|(_, c)| BEGINS_SETTLED.contains(&c)) {
        return false;
    }
    let is_open = |c: char| fold_char(c).is_some_and(|c| OPEN.chars().any(|open| open == c));
    let goes_on = || {
        let sentence = behind.chars().take(LONGEST_NEXT).take_while(|c| !matches!(c, '。' | '！' | '？' | '；' | '\n'));
        sentence.into_iter().any(is_open)
    };
    let is_earlier = || {
        EARLIER.iter().any(|word| begins(piece, word))
            && SETTLED.iter().any(|word| ends(piece, word))
            && folded(piece).any(|(_, c)| c == '反')
            && !goes_on()
    };
    folded(piece).nth(LONGEST_SETTLED).is_none()
        && !piece.chars().any(is_open)
        && (THANKS.iter().any(|word| begins(piece, word)) || is_earlier())
}

/// Whether a piece is of Latin letters and digits alone, and long.
fn is_long_latin(piece: &str) -> bool {
    let mut length = 0usize;
    folded(piece).all(|(_, c)| {
        length = length.saturating_add(1);
        c.is_ascii_alphanumeric()
    }) && length >= LONG_LATIN
}

/// Whether pieces are made of a character: Chinese or Latin.
pub(crate) fn is_word(c: char) -> bool {
    fold_char(c).is_some_and(|c| Kind::of(c) != Kind::Other)
}

/// The bytes of the piece that a text begins with. White space between single characters does not end it: 低 保.
#[expect(clippy::arithmetic_side_effects, reason = "counts of characters and bytes of a text")]
fn piece(text: &str) -> usize {
    let (mut end, mut run) = (0, 0);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or("");
        if at > 0 && markup(rest).is_some() {
            break;
        }
        if is_word(c) {
            (end, run) = (at + c.len_utf8(), run + 1);
        } else if fold_char(c).is_none() && run < 2 && is_single(rest) {
            run = 0;
        } else {
            break;
        }
    }
    end
}

/// Whether a single character stands behind the white space that a text begins with.
fn is_single(text: &str) -> bool {
    let mut words = text.trim_start_matches(|c| fold_char(c).is_none()).chars().map(is_word);
    words.next() == Some(true) && words.next() != Some(true)
}

/// The longest number behind 第, in characters: 第十一.
const LONGEST_ORDINAL: usize = 2;

/// What may stand beside digits in a number or a date.
const UNITS: [char; 11] = ['年', '月', '日', '号', '时', '分', '秒', '点', '个', '张', '元'];

/// Whether a piece says no more than how much, when, or which of several: 第二， 其三，.
fn is_number(piece: &str) -> bool {
    let mut ordinal = folded(piece).map(|(_, c)| c);
    if matches!(ordinal.next(), Some('第' | '其')) {
        let mut length = 0usize;
        return ordinal.all(|c| {
            length = length.saturating_add(1);
            digit(c).is_some() || NUMERALS.contains(&c)
        }) && (1..=LONGEST_ORDINAL).contains(&length);
    }
    let mut digits = false;
    folded(piece).all(|(_, c)| {
        digits |= digit(c).is_some();
        digit(c).is_some() || UNITS.contains(&c)
    }) && digits
}
