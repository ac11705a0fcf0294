//! What of a text is its matter, and what is only wrapped around it: mark-up, fields of forms, numbers, addresses, formulas.
//!
//! `docs/weights.md` has the rules, and `tests/slow_reading.py` a second version of them.

use crate::address::{address, names_place};
use crate::columns::{Columns, ends_cell};
use crate::fold::{fold_char, folded};
use crate::frame::{Frame, Label};
use crate::labels::{
    begins_line, by_shape, ends_label, in_brackets, is_answer, is_before_long_cell, is_not_ticked, known, note,
    objects, of_form, of_program,
};
use crate::markup::{Hidden, element, json_key, mailbox, markup};
use crate::pieces::{LONG_LATIN, goes_on, is_digit, is_long_latin, is_number, is_settled, is_short, is_word, piece};
use crate::records::{field, is_field, is_title, matter_of};
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

/// What stands in a field that seldom holds the matter is read as any other text if it has more characters than this: 事发地点：村口路灯坏了三个月.
const LONGEST_BESIDE: usize = 8;

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
    /// Where the label of the matter stands, once that is known.
    matter_from: Option<Option<usize>>,
    /// Nothing stands yet behind the label of what somebody wants.
    begins_matter: bool,
    /// Where the field ends in which we are, or 0; and where the line does in which one was last begun.
    field_to: usize,
    line_to: usize,
    /// The table in which we are.
    columns: Option<Columns>,
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
            matter_from: None,
            begins_matter: false,
            field_to: 0,
            line_to: 0,
            columns: None,
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What a piece is that begins at `start` and ends where we are.
    fn judged(&mut self, start: usize) -> (Range<usize>, Part) {
        if let Some(cell) = self.columns.as_mut().map(|columns| columns.label(self.text, start)) {
            if let Some(label) = cell {
                return self.of_cell(start, label);
            }
            (self.columns, self.field) = (None, Label::Body);
        }
        self.named(start).unwrap_or_else(|| self.said(start))
    }

    /// What a piece is that stands in the cell of a table.
    fn of_cell(&mut self, start: usize, label: Label) -> (Range<usize>, Part) {
        self.field = label;
        match label {
            Label::Body | Label::Spare => self.said(start),
            Label::Aside => (start..self.at, Part::Field),
            Label::Reply | Label::Nothing => (start..self.at, Part::Beside),
        }
    }

    /// If a piece is what names a field or who speaks, that; from here on we are in what it names.
    #[inline(never)]
    fn named(&mut self, start: usize) -> Option<(Range<usize>, Part)> {
        let piece = self.text.get(start..self.at).unwrap_or("");
        let (before, behind) = (self.text.get(..start).unwrap_or(""), self.rest());
        let is_label = ends_label(piece, behind, self.is_form);
        if core::mem::take(&mut self.names_speaker) {
            self.is_agent = is_agent_of_program(piece);
            return Some((start..self.at, Part::Field));
        }
        let line = self.line_of_speaker(start);
        if let Some(told) = speaker(before, piece, behind, self.is_chat)
            && (told.speaker == Speaker::Caller
                || self.is_chat
                || told.is_of_record
                || line.is_some()
                || self.has_caller())
        {
            self.is_chat |= told.speaker == Speaker::Agent;
            self.speaks_from = self.at.saturating_add(told.said);
            let label = if told.speaker == Speaker::Agent { Label::Reply } else { Label::Body };
            return Some(self.begin(start, label, told.label));
        }
        if let Some(length) = line {
            self.at = start.saturating_add(length);
            self.field = Label::Body;
            return Some((start..self.at, Part::Field));
        }
        if ends_cell(behind)
            && let Some((columns, end)) = Columns::begin(self.frame, self.text, start)
        {
            (self.columns, self.at, self.field, self.field_to) = (Some(columns), end, Label::Body, 0);
            return Some((start..end, Part::Field));
        }
        if is_label || is_short(piece) {
            let by_shape = if is_label { by_shape(piece, behind, self.is_form) } else { None };
            let named = by_shape.or_else(|| self.frame.label(piece));
            match named.or_else(|| if is_label { of_program(piece) } else { None }) {
                Some(Label::Nothing) => return Some((start..self.at, Part::Formula)),
                // Ordinary words stand in brackets, too: 【社区】.
                Some(Label::Aside | Label::Spare) if !self.is_form && in_brackets(piece, behind) => {}
                Some(Label::Aside) if is_before_long_cell(behind) => {}
                Some(Label::Reply) if is_label && is_answer(before, piece) => {
                    return Some(self.begin(start, Label::Body, 0));
                }
                Some(label) if is_label => return Some(self.begin(start, label, note(behind))),
                _ => {}
            }
        }
        if self.is_form
            && is_label
            && let Some(label) = of_form(before, piece, behind)
        {
            return Some(self.begin(start, label, note(behind)));
        }
        let may_be = !self.is_chat && !self.begins_matter && is_field(before, piece, behind);
        if may_be && self.matter_from().is_some() {
            let named = self.begin(start, Label::Reply, note(behind));
            if self.line_to <= self.at {
                self.line_to = self.at.saturating_add(field(self.rest()));
            }
            if self.line_to == self.at {
                self.field = Label::Body;
            }
            self.field_to = self.line_to;
            return Some(named);
        }
        None
    }

    /// A label that begins at `start` ends so many bytes behind where we are.
    fn begin(&mut self, start: usize, label: Label, length: usize) -> (Range<usize>, Part) {
        self.at = self.at.saturating_add(length);
        (self.field, self.field_to, self.is_form, self.begins_matter) = (label, 0, true, label == Label::Body);
        (start..self.at, Part::Field)
    }

    /// What a piece is that names nothing.
    #[inline(never)]
    fn said(&mut self, start: usize) -> (Range<usize>, Part) {
        let piece = self.text.get(start..self.at).unwrap_or("");
        let whole = start..self.at;
        let (before, behind) = (self.text.get(..start).unwrap_or(""), self.rest());
        self.begins_matter = false;
        if self.field_to > 0 && start >= self.field_to {
            (self.field, self.field_to) = (Label::Body, 0);
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
        if matches!(field, Label::Aside | Label::Spare) && self.at >= self.field_to && !goes_on(piece, behind) {
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
            || self.matter_from().is_some_and(|matter| start < matter && is_title(before, piece, behind))
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

    /// We are in the value of a key of JSON, up to the next one or the end of the object.
    fn key(&mut self, key: &str) {
        self.names_speaker = names_speaker(key);
        let label = known(self.frame, key).unwrap_or(Label::Body);
        self.field = if self.is_agent && label == Label::Body { Label::Reply } else { label };
        self.field_to = usize::MAX;
    }

    /// We are in an element of XML, or behind one, if its name tells what it holds.
    fn element(&mut self, name: &str, closes: bool) {
        if closes {
            self.end();
        } else if let Some(label) = of_program(name) {
            // Elements of HTML have such names, too, and hold any text: <address>.
            let label = if label == Label::Aside { Label::Spare } else { label };
            (self.field, self.field_to) = (label, usize::MAX);
        }
    }

    /// We are behind the value of a key, or an element.
    fn end(&mut self) {
        if self.field_to == usize::MAX {
            (self.field, self.field_to) = (Label::Body, 0);
        }
    }

    /// Where the label of the matter stands, in a record; each text is looked through once.
    fn matter_from(&mut self) -> Option<usize> {
        let (frame, text) = (self.frame, self.text);
        *self.matter_from.get_or_insert_with(|| matter_of(frame, text))
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
                    self.key(key);
                } else if let Some((name, closes)) = element(rest) {
                    self.element(name, closes);
                }
                return Some((start..self.at, Part::Markup));
            }
            if !is_word(c) {
                if c == '}' {
                    self.is_agent = false;
                    self.end();
                } else if c == '\n' && self.field == Label::Aside {
                    self.end();
                }
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
