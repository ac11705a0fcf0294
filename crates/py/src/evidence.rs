//! `Evidence`: a part of a text that spoke for an item.

use crate::arguments::{Number, Whole, Words};
use crate::cache::Member;
use crate::error;
use lvzhi::Met;
use pyo3::prelude::*;

/// A part of a text that spoke for an item.
///
/// ``text[start:end]`` of the query is ``text``: places are counted in characters, as Python does.
///
/// >>> part = lvzhi.classify("老板欠我们工钱不给").best.evidence[0]
/// >>> "老板欠我们工钱不给"[part.start:part.end] == part.text
/// True
#[pyclass(frozen, module = "lvzhi", eq, hash)]
#[derive(PartialEq, Eq, Hash, Clone)]
pub(crate) struct Evidence {
    /// First character in the query.
    #[pyo3(get)]
    pub(crate) start: usize,
    /// Character behind the last.
    #[pyo3(get)]
    pub(crate) end: usize,
    /// The part itself.
    #[pyo3(get)]
    pub(crate) text: String,
    pub(crate) met: Met,
    share: u16,
}

impl Evidence {
    pub(crate) fn new(text: &str, part: lvzhi::Evidence) -> Self {
        let before = text.get(..part.start).unwrap_or("").chars().count();
        let part_text = text.get(part.start..part.end).unwrap_or("");
        let end = before.saturating_add(part_text.chars().count());
        Self { start: before, end, text: part_text.to_owned(), met: part.met, share: part.share }
    }
}

#[pymethods]
impl Evidence {
    #[new]
    fn make(py: Python<'_>, start: Whole, end: Whole, text: Words, met: Words, share: Number) -> PyResult<Self> {
        let met = met.0.parse().map_err(|wrong: lvzhi::ParseWordError| error::value(py, &wrong.to_string()))?;
        Ok(Self { start: start.0, end: end.0, text: text.0, met, share: (share.0 * 1000.0).round() as u16 })
    }

    /// What it met: the item's name, a duty, a department, or a way of speaking.
    #[getter]
    fn met(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.met.member(py)
    }

    /// Its share in what speaks for the item: 0 to 1, three decimals.
    #[getter]
    pub(crate) fn share(&self) -> f64 {
        f64::from(self.share) / 1000.0
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, EvidenceState)> {
        let state = (self.start, self.end, self.text.clone(), self.met.key(), self.share());
        Ok((py.get_type::<Self>().into_any(), state))
    }

    fn __repr__(&self) -> String {
        format!("<Evidence {:?} [{}:{}] {} {}>", self.text, self.start, self.end, self.met.key(), self.share())
    }
}

/// Evidence in a pickle: the arguments of its constructor.
type EvidenceState = (usize, usize, String, &'static str, f64);
