//! The replies to the rows of a chunk: short codes, so that a million rows take little memory.

use super::fields::{By, Fact, Field, Wish};
use lvzhi::{Answer, Verdict};
use std::sync::Arc;

/// In place of a verdict: nothing was asked.
pub(crate) const MISSING: i8 = -1;

/// In place of a verdict: what was asked cannot be a query.
pub(crate) const ERROR: i8 = -2;

/// In place of an item: there is no candidate. No list has so many items.
pub(crate) const NONE: u16 = u16::MAX;

/// In place of the number of a matter: none.
pub(crate) const NO_MATTER: u16 = 0;

/// What an answer tells besides: the place of its reason from 1, or 0, and [`ELSEWHERE`].
pub(crate) fn besides_of(answer: &Answer<'_>) -> u8 {
    let reason = answer.reason.map_or(0, |reason| (reason as u8).saturating_add(1));
    reason | if answer.elsewhere { ELSEWHERE } else { 0 }
}

/// The text names another place.
const ELSEWHERE: u8 = 1 << 7;

/// A candidate: the item's place in the list, or [`NONE`].
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) item: u16,
    pub(crate) confidence: f32,
}

const NOBODY: Found = Found { item: NONE, confidence: f32::NAN };

/// What spoke for a candidate, as text.
pub(crate) type Evidence = Option<Arc<str>>;

/// Replies to the rows of a chunk.
pub(crate) struct Chunk {
    /// The row of the column that the chunk begins with.
    pub(crate) start: usize,
    /// Of each row: a verdict's place in `Verdict::ALL`, [`MISSING`] or [`ERROR`].
    pub(crate) verdicts: Vec<i8>,
    pub(crate) confidences: Vec<f32>,
    /// Of each row: the number of its matter, or [`NO_MATTER`].
    pub(crate) matters: Vec<u16>,
    /// Of each row: what [`besides_of`] its answer tells.
    pub(crate) besides: Vec<u8>,
    /// Of each row: `top` candidates.
    pub(crate) found: Vec<Found>,
    /// Of each candidate, if that was asked for; else empty.
    pub(crate) evidence: Vec<Evidence>,
    /// The text of each row, if that was asked for; else empty.
    pub(crate) parts: Vec<Evidence>,
    top: usize,
}

/// The reply to a row.
pub(crate) struct Reply {
    pub(crate) verdict: i8,
    confidence: f32,
    matter: u16,
    besides: u8,
    found: Vec<Found>,
    evidence: Vec<Evidence>,
    part: Evidence,
}

impl Chunk {
    pub(crate) fn new(start: usize, rows: usize, top: usize, evidence: bool, parts: bool) -> Self {
        let candidates = rows.saturating_mul(top);
        Self {
            start,
            verdicts: vec![MISSING; rows],
            confidences: vec![f32::NAN; rows],
            matters: vec![NO_MATTER; rows],
            besides: vec![0; rows],
            found: vec![NOBODY; candidates],
            evidence: vec![None; if evidence { candidates } else { 0 }],
            parts: vec![None; if parts { rows } else { 0 }],
            top,
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.verdicts.len()
    }

    pub(crate) fn reply(&self, row: usize) -> Reply {
        Reply {
            verdict: self.verdicts.get(row).copied().unwrap_or(MISSING),
            confidence: self.confidences.get(row).copied().unwrap_or(f32::NAN),
            matter: self.matters.get(row).copied().unwrap_or(NO_MATTER),
            besides: self.besides.get(row).copied().unwrap_or(0),
            part: self.parts.get(row).cloned().flatten(),
            found: self.found.chunks(self.top).nth(row).unwrap_or(&[]).to_vec(),
            evidence: self.evidence.chunks(self.top).nth(row).unwrap_or(&[]).to_vec(),
        }
    }

    pub(crate) fn set(&mut self, row: usize, reply: &Reply) {
        if let Some(verdict) = self.verdicts.get_mut(row) {
            *verdict = reply.verdict;
        }
        if let Some(confidence) = self.confidences.get_mut(row) {
            *confidence = reply.confidence;
        }
        if let Some(matter) = self.matters.get_mut(row) {
            *matter = reply.matter;
        }
        if let Some(besides) = self.besides.get_mut(row) {
            *besides = reply.besides;
        }
        if let Some(part) = self.parts.get_mut(row) {
            part.clone_from(&reply.part);
        }
        for (slot, found) in self.found.chunks_mut(self.top).nth(row).into_iter().flatten().zip(&reply.found) {
            *slot = *found;
        }
        for (slot, evidence) in self.evidence.chunks_mut(self.top).nth(row).into_iter().flatten().zip(&reply.evidence) {
            slot.clone_from(evidence);
        }
    }

    /// The places of a column's texts among those that it chooses from; negative: none.
    pub(crate) fn codes(&self, wish: &Wish, field: &Field) -> Vec<i32> {
        if field.fact == Fact::Verdict {
            return self.verdicts.iter().map(|&verdict| i32::from(verdict.max(MISSING))).collect();
        }
        match field.fact {
            Fact::Reason => {
                return self.besides.iter().map(|besides| i32::from(besides & !ELSEWHERE).wrapping_sub(1)).collect();
            }
            Fact::Elsewhere => {
                let told = |(besides, verdict): (&u8, &i8)| match (*verdict < 0, besides & ELSEWHERE) {
                    (true, _) => -1,
                    (false, flag) => i32::from(flag != 0),
                };
                return self.besides.iter().zip(&self.verdicts).map(told).collect();
            }
            _ => {}
        }
        let Some(choice) = wish.choices().get(field.fact) else { return vec![-1; self.rows()] };
        let items = self.found.iter().skip(field.candidate.unwrap_or(0)).step_by(self.top).map(|found| found.item);
        if field.candidate.is_some() {
            return items.map(|item| choice.place(item)).collect();
        }
        let told = |of: u16, is_told: bool| if is_told { choice.place(of) } else { -1 };
        match (choice.by, field.fact) {
            // The best candidate is a finding where the verdict is a tier.
            (By::Item, _) => {
                items.zip(&self.verdicts).map(|(item, &verdict)| told(item, is_finding(verdict))).collect()
            }
            (By::Matter, Fact::UsualBody) => {
                let rows = self.matters.iter().zip(&self.verdicts);
                rows.map(|(&matter, &verdict)| told(matter, verdict == Verdict::Unlisted as i8)).collect()
            }
            (By::Matter, _) => self.matters.iter().map(|&matter| choice.place(matter)).collect(),
        }
    }

    /// The confidences of the verdicts, or of the candidates of a rank; NaN: none.
    pub(crate) fn confidences(&self, field: &Field) -> Vec<f64> {
        let decimal = crate::answer::decimal;
        match field.candidate {
            None => self.confidences.iter().map(|&value| decimal(value)).collect(),
            Some(rank) => {
                self.found.iter().skip(rank).step_by(self.top).map(|found| decimal(found.confidence)).collect()
            }
        }
    }

    /// The evidence for the candidates of a rank.
    pub(crate) fn evidence(&self, rank: usize) -> impl Iterator<Item = Option<&str>> {
        self.evidence.iter().skip(rank).step_by(self.top).map(Option::as_deref)
    }
}

fn is_finding(verdict: i8) -> bool {
    let verdict = usize::try_from(verdict).ok().and_then(|verdict| Verdict::ALL.get(verdict));
    verdict.is_some_and(|&verdict| crate::answer::is_finding(verdict))
}
