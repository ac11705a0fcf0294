//! `Answer`, `Match` and `Evidence`.

use crate::cache::{self, Member};
use crate::catalogue::find_item;
use crate::item::Item;
use crate::pages::{brief, html};
use lvzhi::{Met, Verdict};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyTupleMethods};
use std::sync::Arc;

/// A decimal fraction of four places, as the double that prints so: 0.93, not 0.9300000071525574.
pub(crate) fn decimal(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// Whether a verdict is a finding: a tier. Elsewhere the best candidate is a candidate, and nobody is responsible.
pub(crate) const fn is_finding(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Unlisted | Verdict::Unclear)
}

/// A candidate and what spoke for it, if that was asked for.
#[derive(Clone)]
struct Found {
    item: lvzhi::Item<'static>,
    score: f32,
    confidence: f32,
    evidence: Option<Arc<[lvzhi::Evidence]>>,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        (self.item, self.score, self.confidence) == (other.item, other.score, other.confidence)
    }
}

/// What the list says to a text: `lvzhi.classify(text)`.
///
/// Frozen, hashable, compared by text, verdict, confidence and matches. Pickles with the ids of its items.
///
/// >>> answer = lvzhi.classify("老板欠我们工钱不给", top=1)
/// >>> answer.verdict == "reclaimed", answer.verdict.label
/// (True, '上级部门收回')
/// >>> [match.item.id for match in answer.matches]
/// ['R009']
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Answer {
    text: Py<PyString>,
    verdict: Verdict,
    confidence: f32,
    matches: Vec<Found>,
}

impl Answer {
    pub(crate) fn new(
        answer: &lvzhi::Answer<'static>,
        text: &Bound<'_, PyString>,
        query: &str,
        evidence: bool,
    ) -> Self {
        let list = lvzhi::catalogue();
        let found = |m: lvzhi::Match<'static>| Found {
            item: m.item,
            score: m.score,
            confidence: m.confidence,
            evidence: evidence.then(|| list.evidence(query, m.item).collect()),
        };
        Self {
            text: text.clone().unbind(),
            verdict: answer.verdict,
            confidence: answer.confidence,
            matches: answer.matches().map(found).collect(),
        }
    }

    fn at(&self, py: Python<'_>, found: &Found) -> Match {
        Match { text: self.text.clone_ref(py), found: found.clone() }
    }
}

#[pymethods]
impl Answer {
    /// The text that was asked about.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.clone_ref(py)
    }

    /// Whose duty it is.
    #[getter]
    fn verdict(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.verdict.member(py)
    }

    /// The probability that the verdict and the best match are right, or that the list does not hold the matter: 0 to 1,
    /// four decimals.
    #[getter]
    fn confidence(&self) -> f64 {
        decimal(self.confidence)
    }

    /// The candidates, the best first: a tuple of :class:`Match`. Empty only where nothing of the text is known.
    #[getter]
    fn matches<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.matches.iter().map(|found| self.at(py, found)).collect::<Vec<_>>())
    }

    /// The best candidate, or ``None``.
    #[getter]
    fn best(&self, py: Python<'_>) -> Option<Match> {
        self.matches.first().map(|found| self.at(py, found))
    }

    /// Who is responsible (负责单位): the names of the township (basic), of the lead department (cooperative) or of the successors
    /// (reclaimed). Empty where the verdict is unlisted or unclear, where nobody does the matter any more, and where the scan
    /// lost the name.
    ///
    /// >>> lvzhi.classify("老板欠我们工钱不给").responsible
    /// ('巴楚县人力资源和社会保障局',)
    /// >>> lvzhi.classify("今天天气真好").responsible
    /// ()
    #[getter]
    fn responsible<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let best = self.matches.first().filter(|_| is_finding(self.verdict));
        PyTuple::new(py, best.into_iter().flat_map(|best| best.item.responsible()).collect::<Vec<_>>())
    }

    /// All of the answer as a ``dict`` of strings, numbers, lists and ``None``, such as ``json`` writes: text, verdict and its
    /// Chinese label, confidence, responsible; of each match the id, name, tier, category, score, confidence and evidence.
    ///
    /// >>> told = lvzhi.classify("老板欠我们工钱不给", top=1).to_dict()
    /// >>> told["verdict"], told["label"], told["matches"][0]["id"]
    /// ('reclaimed', '上级部门收回', 'R009')
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let told = PyDict::new(py);
        told.set_item("text", &self.text)?;
        told.set_item("verdict", self.verdict.key())?;
        told.set_item("label", self.verdict.name())?;
        told.set_item("confidence", self.confidence())?;
        told.set_item("responsible", self.responsible(py)?.to_list())?;
        let matches = self.matches.iter().map(|found| self.at(py, found).to_dict(py));
        told.set_item("matches", matches.collect::<PyResult<Vec<_>>>()?)?;
        Ok(told)
    }

    /// The answer as JSON, as ``lvzhi classify --json`` prints it.
    fn to_json(&self) -> String {
        // Numbers of four decimals print alike as f32 (in the core) and, by `decimal`, as f64.
        let number = |value: f32| format!("{:?}", decimal(value));
        let matches: Vec<String> = self
            .matches
            .iter()
            .map(|m| {
                let (score, confidence) = (number(m.score), number(m.confidence));
                format!("{{\"id\":\"{}\",\"score\":{score},\"confidence\":{confidence}}}", m.item.id())
            })
            .collect();
        let (verdict, confidence) = (self.verdict.key(), number(self.confidence));
        format!("{{\"verdict\":\"{verdict}\",\"confidence\":{confidence},\"matches\":[{}]}}", matches.join(","))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let matches = self.matches.iter().map(|found| at_rest(py, found)).collect::<PyResult<Vec<_>>>()?;
        let state = (self.text.clone_ref(py), self.verdict.key(), self.confidence, PyTuple::new(py, matches)?)
            .into_pyobject(py)?;
        Ok((py.import("lvzhi._native")?.getattr("rebuild_answer")?, state))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok((self.verdict, self.confidence) == (other.verdict, other.confidence)
            && self.matches == other.matches
            && self.text.bind(py).as_any().eq(other.text.bind(py))?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.text.bind(py).hash()
    }

    fn __repr__(&self) -> String {
        let nearest = match self.verdict {
            // No finding: what follows is a candidate.
            Verdict::Unlisted | Verdict::Unclear => "nearest ",
            _ => "",
        };
        let best = self
            .matches
            .first()
            .map_or_else(String::new, |m| format!(", {nearest}{} {}", m.item.id(), brief(m.item.name())));
        format!("<Answer {} {}{best}>", self.verdict.key(), decimal(self.confidence))
    }

    fn __str__(&self) -> String {
        let sure = (self.confidence * 100.0).round();
        let mut out = self.verdict.to_string();
        if self.verdict != Verdict::Unclear {
            out += &format!("（把握 {sure}%）");
        }
        // Of what is not on the list, the candidates are only near: their percentages are not sureness.
        let of = match self.verdict {
            Verdict::Unlisted => "，最接近的事项：",
            Verdict::Unclear if self.matches.is_empty() => "，没有认出任何词语，请换一种说法",
            Verdict::Unclear => "，请人工判断，候选：",
            _ => "",
        };
        let near = if self.verdict == Verdict::Unlisted { "相近 " } else { "" };
        out += of;
        for m in &self.matches {
            let who = m.item.lead().map_or_else(String::new, |lead| format!(" → {}", lead.name()));
            let sure = (m.confidence * 100.0).round();
            out += &format!("\n  {} {}（{}{who}，{near}{sure}%）", m.item.id(), m.item.name(), m.item.tier());
        }
        out
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "answer")
    }
}

/// An item that a text may fall under.
///
/// >>> match = lvzhi.classify("老板欠我们工钱不给").best
/// >>> match.item.id, 0 <= match.confidence <= 1
/// ('R009', True)
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Match {
    text: Py<PyString>,
    found: Found,
}

impl Match {
    fn parts(&self, py: Python<'_>) -> PyResult<Vec<Evidence>> {
        let text = self.text.to_str(py)?;
        Ok(match &self.found.evidence {
            Some(parts) => parts.iter().map(|&part| Evidence::new(text, part)).collect(),
            None => lvzhi::catalogue().evidence(text, self.found.item).map(|part| Evidence::new(text, part)).collect(),
        })
    }
}

#[pymethods]
impl Match {
    /// The item.
    #[getter]
    fn item(&self, py: Python<'_>) -> PyResult<Py<Item>> {
        cache::item(py, self.found.item)
    }

    /// How much more the text speaks for the item than for the nearest matter outside the list. Comparable between texts:
    /// about 1 is plain, below 0 is doubtful. Four decimals.
    #[getter]
    fn score(&self) -> f64 {
        decimal(self.found.score)
    }

    /// The probability that this is the right item: 0 to 1, four decimals.
    #[getter]
    fn confidence(&self) -> f64 {
        decimal(self.found.confidence)
    }

    /// The parts of the text that spoke for the item, from left to right: a tuple of :class:`Evidence`.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.parts(py)?)
    }

    /// The match as a ``dict``: id, name, tier, category, score, confidence, evidence.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let item = self.found.item;
        let told = PyDict::new(py);
        told.set_item("id", item.id().to_string())?;
        told.set_item("name", item.name())?;
        told.set_item("tier", item.tier().key())?;
        told.set_item("category", item.category().name())?;
        told.set_item("score", self.score())?;
        told.set_item("confidence", self.confidence())?;
        let mut evidence = Vec::new();
        for part in self.parts(py)? {
            let one = PyDict::new(py);
            one.set_item("start", part.start)?;
            one.set_item("end", part.end)?;
            one.set_item("text", &part.text)?;
            one.set_item("met", part.met.key())?;
            one.set_item("share", part.share())?;
            evidence.push(one);
        }
        told.set_item("evidence", evidence)?;
        Ok(told)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let state = (self.text.clone_ref(py), at_rest(py, &self.found)?).into_pyobject(py)?;
        Ok((py.import("lvzhi._native")?.getattr("rebuild_match")?, state))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.found == other.found && self.text.bind(py).as_any().eq(other.text.bind(py))?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        Ok(self.text.bind(py).hash()? ^ self.found.item.index() as isize)
    }

    fn __repr__(&self) -> String {
        let Found { item, score, confidence, .. } = &self.found;
        let (score, confidence) = (decimal(*score), decimal(*confidence));
        format!("<Match {} {} score={score} confidence={confidence}>", item.id(), brief(item.name()))
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "match")
    }
}

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
    start: usize,
    /// Character behind the last.
    #[pyo3(get)]
    end: usize,
    /// The part itself.
    #[pyo3(get)]
    text: String,
    met: Met,
    share: u16,
}

impl Evidence {
    fn new(text: &str, part: lvzhi::Evidence) -> Self {
        let before = text.get(..part.start).unwrap_or("").chars().count();
        let part_text = text.get(part.start..part.end).unwrap_or("");
        let end = before.saturating_add(part_text.chars().count());
        Self { start: before, end, text: part_text.to_owned(), met: part.met, share: part.share }
    }
}

#[pymethods]
impl Evidence {
    #[new]
    fn make(start: usize, end: usize, text: String, met: &str, share: f64) -> PyResult<Self> {
        Ok(Self { start, end, text, met: met_of(met)?, share: (share * 1000.0).round() as u16 })
    }

    /// What it met: the item's name, a duty, a department, or a way of speaking.
    #[getter]
    fn met(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.met.member(py)
    }

    /// Its share in what speaks for the item: 0 to 1, three decimals.
    #[getter]
    fn share(&self) -> f64 {
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

fn met_of(key: &str) -> PyResult<Met> {
    let known = [Met::Name, Met::Duty, Met::Department, Met::Phrase];
    known.into_iter().find(|met| met.key() == key).ok_or_else(|| {
        pyo3::exceptions::PyValueError::new_err("met 应为 name、duty、department 或 phrase (no such kind of evidence)")
    })
}

/// A candidate in a pickle: id, score, confidence. Evidence is found again from the text.
type AtRest = (String, f32, f32);

fn at_rest<'py>(py: Python<'py>, found: &Found) -> PyResult<Bound<'py, PyTuple>> {
    (found.item.id().to_string(), found.score, found.confidence).into_pyobject(py)
}

fn from_rest(py: Python<'_>, (id, score, confidence): AtRest) -> PyResult<Found> {
    Ok(Found { item: find_item(py, &id)?.get().item, score, confidence, evidence: None })
}

/// An answer from its parts: what pickles of answers call.
#[pyfunction]
pub(crate) fn rebuild_answer(
    py: Python<'_>,
    text: Py<PyString>,
    verdict: &str,
    confidence: f32,
    matches: Vec<AtRest>,
) -> PyResult<Answer> {
    let known = Verdict::ALL.into_iter().find(|known| known.key() == verdict);
    let verdict = known.ok_or_else(|| crate::error::value(py, &format!("{verdict}:不是判断 (no verdict)")))?;
    let matches = matches.into_iter().map(|found| from_rest(py, found)).collect::<PyResult<_>>()?;
    Ok(Answer { text, verdict, confidence, matches })
}

/// A match from its parts: what pickles of matches call.
#[pyfunction]
pub(crate) fn rebuild_match(py: Python<'_>, text: Py<PyString>, found: AtRest) -> PyResult<Match> {
    Ok(Match { text, found: from_rest(py, found)? })
}
