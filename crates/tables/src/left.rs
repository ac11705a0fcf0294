//! What of a text is left out when it is read: what is wrapped around its matter.

use crate::frame::Frame;
use crate::reading::{Part, Parts, Reading};
use crate::words::FrameKind;
use core::ops::Range;

/// The parts of a text that a reading leaves out, from left to right, and what they are. What stands between them is read, or is punctuation and
/// white space. Nothing of a text that is nothing but wrapping: all of it is read.
#[derive(Debug, Clone)]
pub struct Left<'a, 't> {
    parts: Parts<'a, 't>,
    reading: Reading,
    /// What is read where nothing may be the matter.
    read: Option<Part>,
    /// Parts that may be the matter, so far.
    pieces: usize,
    /// The part before was read.
    within: bool,
    /// Whether a stretch goes on behind the numbers where we are, once that is known.
    goes_on: Option<bool>,
}

impl<'a, 't> Left<'a, 't> {
    /// Of a text that is read in this way.
    #[must_use]
    pub fn of(frame: &'a Frame<'a>, text: &'t str, reading: Reading) -> Self {
        let parts = Parts::of(frame, text);
        let has = |kind| parts.clone().any(|(_, part)| part == kind);
        let read = match reading {
            Reading::Whole => None,
            Reading::Carried(_) => Some(Part::Matter),
            Reading::Matter | Reading::Carrier => [Part::Matter, Part::Beside].into_iter().find(|&part| has(part)),
        };
        Self { parts, reading, read, pieces: 0, within: false, goes_on: None }
    }

    /// Whether a part is read that stands behind so many pieces which may be the matter.
    fn is_read(&self, part: Part, pieces: usize) -> bool {
        let left_out = matches!(self.reading, Reading::Carried(left_out) if left_out.holds(pieces));
        Some(part) == self.read && !left_out
    }

    /// Whether a stretch goes on behind the numbers where we are: they are read as punctuation then. Each run of numbers is looked through once.
    fn goes_on(&mut self) -> bool {
        let next = || self.parts.clone().map(|(_, part)| part).find(|&part| part != Part::Number);
        let goes_on =
            self.goes_on.unwrap_or_else(|| self.within && next().is_some_and(|part| self.is_read(part, self.pieces)));
        self.goes_on = Some(goes_on);
        goes_on
    }
}

impl Iterator for Left<'_, '_> {
    type Item = (Range<usize>, FrameKind);

    fn next(&mut self) -> Option<Self::Item> {
        self.read?;
        loop {
            let (range, part) = self.parts.next()?;
            if part == Part::Number {
                if self.goes_on() {
                    continue;
                }
                return Some((range, FrameKind::Number));
            }
            self.within = self.is_read(part, self.pieces);
            self.pieces = self.pieces.saturating_add(usize::from(part == Part::Matter));
            self.goes_on = None;
            if !self.within {
                return Some((range, kind(part)));
            }
        }
    }
}

/// What a part is that is left out. One that may be the matter is left out only where it speaks of what carries matters.
const fn kind(part: Part) -> FrameKind {
    match part {
        Part::Matter => FrameKind::Hotline,
        Part::Markup => FrameKind::Markup,
        Part::Field => FrameKind::Field,
        Part::Number => FrameKind::Number,
        Part::Address => FrameKind::Address,
        Part::Formula => FrameKind::Formula,
        Part::Beside => FrameKind::Beside,
    }
}
