//! Heads that share a line with their clauses: 【县水利局】1.预警。, 清溪镇：1.转移。2.上报。

use super::marks::{Kind, Mark, mark};
use super::running::{Last, begins};
use super::{Heads, LONGEST_HEADING, colon, without_mark};
use crate::text::{is_ended, length};

/// The line with each department in 【】 on a line of its own, where its duties stand on the same line.
pub(super) fn unframed(line: &str, heads: &impl Heads) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, frame)) = rest.split_once('【') {
        let Some((name, behind)) = frame.split_once('】') else { break };
        out.push_str(before);
        let stands_alone = out.trim().is_empty() || is_ended(out.trim_end()) || begins(behind.trim_start()).is_some();
        let is_head = stands_alone && !behind.trim().is_empty() && heads.head(name).is_some();
        if is_head && !out.trim().is_empty() {
            out.push('\n');
        }
        out.push('【');
        out.push_str(name);
        out.push('】');
        if is_head {
            out.push('\n');
        }
        rest = if is_head { behind.trim_start_matches(['：', ':']) } else { behind };
    }
    out.push_str(rest);
    out
}

/// The number that the clauses of a line begin with, behind its head if it has one: 1. and 县水利局：1., but （1） in 1.县水利局：（1）.
pub(super) fn first(line: &str, heads: &impl Heads) -> Option<Mark> {
    let own = super::marks::any(line);
    let bare = if own.is_some() { without_mark(line) } else { line };
    let inner = colon(bare).and_then(|at| {
        let head = bare.get(..at)?;
        let inner = begins(bare.get(at..)?.trim_start_matches(['：', ':']))?;
        (own.is_none() || heads.head(head).is_some()).then_some(inner)
    });
    inner.or(own)
}

/// Where the clauses begin behind a heading at the start of a text that is no department: 清溪镇：｜1.转移。 In the middle of a line it
/// begins their count once more.
pub(super) fn heading(text: &str, heads: &impl Heads, before: Option<Kind>) -> Option<usize> {
    let at = colon(text)?;
    let (head, behind) = text.split_at_checked(at)?;
    let clauses = behind.trim_start_matches(['：', ':']);
    let below = begins(clauses).filter(|below| below.ordinal == 1)?;
    let plain = !head.is_empty()
        && length(head) <= LONGEST_HEADING
        && !head.contains(['。', '；', ';', '，', ','])
        && mark(head).is_none()
        && heads.head(head).is_none();
    (plain && before.is_none_or(|before| before == below.kind)).then_some(text.len() - clauses.len())
}

/// The number behind this one.
pub(super) fn next(mark: Mark) -> Last {
    Some((mark.kind, mark.ordinal.saturating_add(1)))
}
