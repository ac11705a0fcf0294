//! Answers and candidates from their parts: what pickles hold.

use super::{Answer, Found, Match};
use crate::catalogue::Catalogue;
use crate::error;
use crate::keys::find_item;
use crate::matter::Matter;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A candidate in a pickle: id, score, confidence, matter. Evidence is found again from the text.
pub(super) type AtRest = (String, f32, f32, Option<Matter>);

pub(super) fn at_rest(found: &Found) -> AtRest {
    (found.item.to_string(), found.score, found.confidence, found.matter.map(Matter))
}

fn from_rest(catalogue: &Bound<'_, Catalogue>, (id, score, confidence, matter): AtRest) -> PyResult<Found> {
    let item = find_item(catalogue, &id)?.get().item().id();
    Ok(Found { item, matter: matter.map(|matter| matter.0), score, confidence, evidence: None })
}

/// An answer from its parts: what pickles of answers call.
#[pyfunction]
pub(crate) fn rebuild_answer(
    catalogue: &Bound<'_, Catalogue>,
    text: Py<PyString>,
    verdict: &str,
    confidence: f32,
    matter: Option<Matter>,
    matches: Vec<AtRest>,
    besides: (Option<String>, bool, bool),
) -> PyResult<Answer> {
    let wrong = |wrong: lvzhi::ParseWordError| error::value(catalogue.py(), &wrong.to_string());
    let verdict = verdict.parse().map_err(wrong)?;
    let (reason, elsewhere, frames) = besides;
    let reason = reason.map(|key| key.parse().map_err(wrong)).transpose()?;
    let matches = matches.into_iter().map(|found| from_rest(catalogue, found)).collect::<PyResult<_>>()?;
    let matter = matter.map(|matter| matter.0);
    let catalogue = catalogue.clone().unbind();
    Ok(Answer { catalogue, text, verdict, confidence, reason, elsewhere, matter, matches, frames })
}

/// A match from its parts: what pickles of matches call.
#[pyfunction]
pub(crate) fn rebuild_match(
    catalogue: &Bound<'_, Catalogue>,
    text: Py<PyString>,
    found: AtRest,
    frames: bool,
) -> PyResult<Match> {
    Ok(Match { catalogue: catalogue.clone().unbind(), text, found: from_rest(catalogue, found)?, frames })
}
