//! The records of an XLS, walked before calamine reads them.
//!
//! calamine trusts a workbook: it makes room for as many cells as the file says, copies a text for each cell that has it, and follows positions
//! blindly. So what it need not see is taken out first (sizes, names, formulas), what is too short for what it says to be too, and each shared
//! text is left in the one cell that has it first; where the others are is kept here. The length of the stream stays the same, since sheets are
//! found by their position. What calamine does not tell is noted on the way: hidden rows and columns, and pictures.

use super::error::{Limit, ReadError};
use super::limits::{Budget, COLUMNS, ROWS};
use std::collections::{BTreeMap, BTreeSet};

/// What calamine does not tell of a sheet, rows and columns from 0.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) hidden_rows: BTreeSet<u32>,
    pub(crate) hidden_columns: BTreeSet<u32>,
    pub(crate) pictures: bool,
    /// Formulas whose value is nothing, which also means that it was never worked out.
    pub(crate) formulas: Vec<At>,
    /// Cells whose text is that of another.
    pub(crate) same: Vec<(At, At)>,
}

/// Row and column, from 0.
pub(crate) type At = (u32, u32);

/// The name of the format.
pub(crate) const FORMAT: &str = "XLS";
/// A record of any kind that nobody reads.
const NOTHING: u16 = 0x0201;
/// The most that goes on from one record to the next; calamine takes time with the square of it.
const CONTINUED: usize = 10_000;
/// The most bytes of shared texts.
const SHARED: usize = 32 << 20;

mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const EXTERN_SHEET: u16 = 0x0017;
    pub(super) const NAME: u16 = 0x0018;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const OBJECT: u16 = 0x005D;
    pub(super) const COLUMN: u16 = 0x007D;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const MULTIPLE_NUMBERS: u16 = 0x00BD;
    pub(super) const RICH_LABEL: u16 = 0x00D6;
    pub(super) const MERGED: u16 = 0x00E5;
    pub(super) const SHARED_TEXTS: u16 = 0x00FC;
    pub(super) const SHARED_LABEL: u16 = 0x00FD;
    pub(super) const TAB_IDS: u16 = 0x013D;
    pub(super) const SIZE: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const LOGICAL: u16 = 0x0205;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const SHORT_NUMBER: u16 = 0x027E;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// A record: where it begins, its kind and the length of its data.
#[derive(Debug, Clone, Copy)]
struct Record {
    at: usize,
    kind: u16,
    length: usize,
}

impl Record {
    fn end(self) -> usize {
        self.at + 4 + self.length
    }
}

/// The workbook's stream.
struct Stream<'a> {
    bytes: &'a mut [u8],
}

impl Stream<'_> {
    fn record(&self, at: usize) -> Option<Record> {
        let head: [u8; 4] = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let [k0, k1, l0, l1] = head;
        let record = Record { at, kind: u16::from_le_bytes([k0, k1]), length: u16::from_le_bytes([l0, l1]).into() };
        (record.end() <= self.bytes.len()).then_some(record)
    }

    fn data(&self, record: Record) -> &[u8] {
        self.bytes.get(record.at + 4..record.end()).unwrap_or_default()
    }

    fn two(&self, record: Record, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data(record).get(at..at + 2)?.try_into().ok()?))
    }

    fn four(&self, record: Record, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data(record).get(at..at + 4)?.try_into().ok()?))
    }

    /// Makes a record one that nobody reads.
    fn take_out(&mut self, record: Record) {
        if let Some(kind) = self.bytes.get_mut(record.at..record.at + 2) {
            kind.copy_from_slice(&NOTHING.to_le_bytes());
        }
    }
}

/// Looks at each record; facts by sheet, in the order of the workbook.
pub(crate) fn prepare(bytes: &mut [u8], budget: &Budget) -> Result<Vec<Facts>, ReadError> {
    let mut stream = Stream { bytes };
    let length = stream.bytes.len();
    let positions = globals(&mut stream, budget)?;
    let mut facts = Vec::new();
    let (mut walked, mut cells) = (0_usize, 0_usize);
    for position in positions {
        let mut sheet = Sheet::default();
        let end = sheet.walk(&mut stream, position, budget)?;
        // Sheets that begin within others would be read again and again.
        walked = walked.saturating_add(end.saturating_sub(position));
        if walked > length {
            return Err(budget.damaged(FORMAT, "工作表互相重叠 / sheets overlap"));
        }
        cells = cells.saturating_add(sheet.room());
        if cells > super::limits::CELLS {
            return Err(budget.exceeded(Limit::Cells));
        }
        facts.push(sheet.facts);
    }
    Ok(facts)
}

/// The part before the sheets: where each of them begins.
fn globals(stream: &mut Stream<'_>, budget: &Budget) -> Result<Vec<usize>, ReadError> {
    let mut positions = Vec::new();
    let (mut at, mut continued, mut shared, mut in_shared) = (0, 0_usize, 0_usize, false);
    while let Some(record) = stream.record(at) {
        at = record.end();
        if record.kind == kind::CONTINUE {
            continued += 1;
        } else {
            (continued, in_shared) = (0, record.kind == kind::SHARED_TEXTS);
        }
        if in_shared {
            shared = shared.saturating_add(record.length);
        }
        if continued > CONTINUED || shared > SHARED {
            return Err(budget.exceeded(Limit::Text));
        }
        match record.kind {
            kind::FILE_PASS => return Err(ReadError::Password { file: budget.file.clone() }),
            kind::SHEET => {
                let position =
                    stream.four(record, 0).map(|position| position as usize).filter(|at| *at < stream.bytes.len());
                let Some(position) = position.filter(|_| record.length >= 8) else {
                    return Err(budget.damaged(FORMAT, "工作表的位置在文件之外 / a sheet beyond the end"));
                };
                positions.push(position);
                if positions.len() > super::limits::TABLES {
                    return Err(budget.exceeded(Limit::Tables));
                }
            }
            kind::NAME | kind::EXTERN_SHEET | kind::TAB_IDS => stream.take_out(record),
            kind::END => break,
            _ => {}
        }
    }
    Ok(positions)
}

/// A sheet being walked.
#[derive(Debug, Default)]
struct Sheet {
    facts: Facts,
    /// Where each shared text stands first.
    first: BTreeMap<u32, At>,
    /// The corners of what has values.
    corners: Option<(At, At)>,
}

impl Sheet {
    /// Walks to the end of the sheet, passing over what is within (charts).
    fn walk(&mut self, stream: &mut Stream<'_>, from: usize, budget: &Budget) -> Result<usize, ReadError> {
        let (mut at, mut depth, mut continued) = (from, 0_usize, 0_usize);
        while let Some(record) = stream.record(at) {
            at = record.end();
            continued = if record.kind == kind::CONTINUE { continued + 1 } else { 0 };
            if continued > CONTINUED {
                return Err(budget.exceeded(Limit::Text));
            }
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => break,
                kind::END => depth -= 1,
                _ if depth > 1 => {}
                _ => self.record(stream, record, budget)?,
            }
        }
        Ok(at)
    }

    fn record(&mut self, stream: &mut Stream<'_>, record: Record, budget: &Budget) -> Result<(), ReadError> {
        let least = match record.kind {
            kind::SIZE => {
                stream.take_out(record);
                return Ok(());
            }
            kind::NUMBER => 14,
            kind::SHARED_LABEL | kind::SHORT_NUMBER => 10,
            kind::LABEL | kind::RICH_LABEL | kind::LOGICAL => 8,
            kind::FORMULA => 22,
            kind::MULTIPLE_NUMBERS => 12,
            kind::MERGED => {
                let ranges = usize::from(stream.two(record, 0).unwrap_or(u16::MAX));
                // calamine counts their places in 16 bits.
                if ranges > 8_000 || record.length < 2 + 8 * ranges {
                    stream.take_out(record);
                }
                return Ok(());
            }
            kind::ROW => {
                let row = stream.two(record, 0).map(u32::from).filter(|row| *row < ROWS);
                if stream.two(record, 12).is_some_and(|flags| flags & 0x20 != 0) {
                    self.facts.hidden_rows.extend(row);
                }
                return Ok(());
            }
            kind::COLUMN => {
                let (first, last) = (stream.two(record, 0).unwrap_or(1), stream.two(record, 2).unwrap_or(0));
                if stream.two(record, 8).is_some_and(|flags| flags & 1 != 0) {
                    self.facts
                        .hidden_columns
                        .extend((u32::from(first)..=u32::from(last)).take_while(|column| *column < COLUMNS));
                }
                return Ok(());
            }
            kind::OBJECT => {
                // Neither a note nor the arrow of a filter.
                self.facts.pictures |= !matches!(stream.two(record, 4), None | Some(0x14 | 0x19));
                return Ok(());
            }
            _ => return Ok(()),
        };
        let place = stream.two(record, 0).zip(stream.two(record, 2));
        let Some((row, column)) = place.filter(|_| record.length >= least) else {
            stream.take_out(record);
            return Ok(());
        };
        let mut last = column;
        if record.kind == kind::MULTIPLE_NUMBERS {
            last = stream.two(record, record.length - 2).unwrap_or(0);
            if last < column || record.length != 6 + 6 * (usize::from(last - column) + 1) {
                stream.take_out(record);
                return Ok(());
            }
        }
        let at = (u32::from(row), u32::from(column));
        budget.place(at.0, u32::from(last))?;
        if record.kind == kind::FORMULA {
            if stream.data(record).get(6) == Some(&3) && stream.two(record, 12) == Some(u16::MAX) {
                self.facts.formulas.push(at);
            }
            // Its value stands before; of the formula, no token is left.
            if let Some(length) = stream.bytes.get_mut(record.at + 24..record.at + 26) {
                length.fill(0);
            }
        }
        if record.kind == kind::SHARED_LABEL {
            let text = stream.four(record, 6).unwrap_or(u32::MAX);
            if let Some(first) = self.first.get(&text) {
                self.facts.same.push((at, *first));
                stream.take_out(record);
            } else {
                self.first.insert(text, at);
            }
        }
        let (low, high) = self.corners.unwrap_or((at, at));
        self.corners = Some(((low.0.min(at.0), low.1.min(at.1)), (high.0.max(at.0), high.1.max(last.into()))));
        Ok(())
    }

    /// How many cells calamine makes room for.
    fn room(&self) -> usize {
        let Some((low, high)) = self.corners else { return 0 };
        ((high.0 - low.0 + 1) as usize).saturating_mul((high.1 - low.1 + 1) as usize)
    }
}
