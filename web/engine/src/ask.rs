//! What a page shows of a text: the text itself in pieces, and each request with its answer.

use lvzhi::{Answer, Catalogue, Options, Part, QueryError, Verdict};
use serde::Serialize;

/// A text with what is to be said of it.
#[derive(Serialize)]
pub(crate) struct Asked<'a> {
    /// The answer to the whole text.
    answer: Answer<'a>,
    /// All of the text, from left to right.
    pieces: Vec<Piece<'a>>,
    /// The requests; one where the text has one.
    parts: Vec<Request<'a>>,
}

/// A request of a text.
#[derive(Serialize)]
struct Request<'a> {
    words: &'a str,
    answer: Answer<'a>,
    /// Who usually does what the list does not hold.
    usual_body: Option<&'static str>,
}

/// A piece of a text.
#[derive(Serialize)]
struct Piece<'a> {
    text: &'a str,
    /// The request that it belongs to, from 0.
    part: usize,
    #[serde(flatten)]
    of: Of,
}

#[derive(Clone, Copy, Serialize)]
#[serde(tag = "of", rename_all = "lowercase")]
enum Of {
    /// Read, and of no weight.
    Read,
    /// Left out.
    Frame { kind: lvzhi::FrameKind },
    /// It spoke for the item.
    Evidence { met: lvzhi::Met, share: f32 },
}

pub(crate) fn asked<'a>(list: &'a Catalogue, text: &'a str) -> Result<Asked<'a>, QueryError> {
    let options = Options::default();
    let answer = list.classify_with(text, options)?;
    let found: Vec<Part<'a>> = list.classify_parts(text, options)?.collect();
    let several = found.len() > 1;
    let mut marks: Vec<(usize, usize, Of)> =
        lvzhi::frame(text).map(|part| (part.start, part.end, Of::Frame { kind: part.kind })).collect();
    for part in &found {
        let answer = if several { part.answer } else { answer };
        // What is nearest to a matter that the list does not hold is no finding: nothing spoke for it.
        let Some(best) = answer.best().filter(|_| answer.verdict != Verdict::Unlisted) else { continue };
        let (from, words) =
            if several { (part.start, text.get(part.start..part.end).unwrap_or("")) } else { (0, text) };
        marks.extend(list.evidence_with(words, best.item, options).map(|said| {
            let of = Of::Evidence { met: said.met, share: f32::from(said.share) / 1000.0 };
            (from.saturating_add(said.start), from.saturating_add(said.end), of)
        }));
    }
    let parts = found.iter().map(|part| {
        let answer = if several { part.answer } else { answer };
        let words = if several { text.get(part.start..part.end).unwrap_or("") } else { text };
        Request { words, answer, usual_body: answer.usual_body() }
    });
    Ok(Asked { answer, pieces: pieces(text, marks, &found), parts: parts.collect() })
}

/// The text cut at the marks; where two overlap, the first counts.
fn pieces<'a>(text: &'a str, mut marks: Vec<(usize, usize, Of)>, parts: &[Part<'_>]) -> Vec<Piece<'a>> {
    marks.sort_by_key(|(start, end, _)| (*start, *end));
    let part_at = |at: usize| parts.iter().filter(|part| part.start <= at).count().saturating_sub(1);
    let mut pieces = Vec::new();
    let mut behind = 0;
    // A piece belongs to one request: where one begins, it is cut.
    let mut push = |mut from: usize, to: usize, of: Of| {
        let cuts = parts.iter().map(|part| part.start).filter(|cut| (from..to).contains(cut)).chain([to]);
        for cut in cuts.collect::<Vec<_>>() {
            if let Some(text) = text.get(from..cut).filter(|text| !text.is_empty()) {
                pieces.push(Piece { text, part: part_at(from), of });
            }
            from = cut;
        }
    };
    for (start, end, of) in marks {
        if start < behind {
            continue;
        }
        push(behind, start, Of::Read);
        push(start, end, of);
        behind = end;
    }
    push(behind, text.len(), Of::Read);
    pieces
}
