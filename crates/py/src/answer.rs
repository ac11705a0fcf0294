//! `Answer` and `Match`.

mod rest;

use rest::at_rest;
pub(crate) use rest::{rebuild_answer, rebuild_match};

use crate::cache::{self, Member};
use crate::catalogue::Catalogue;
use crate::evidence::Evidence;
use crate::item::Item;
use crate::matter::{Matter, about};
use crate::pages::{brief, html};
use lvzhi::{ItemId, Options, Reason, Verdict};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyTupleMethods};
use serde::Serialize;
use std::sync::Arc;

/// A decimal fraction of four places, as the double that prints so: 0.93, not 0.9300000071525574.
pub(crate) fn decimal(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// Whether a verdict is a finding: a tier. Elsewhere the best candidate is a candidate, and nobody is responsible.
pub(crate) const fn is_finding(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Unlisted | Verdict::Unclear)
}

/// Who usually does the matter of an answer, where the list does not hold it.
pub(crate) fn usual_body(verdict: Verdict, matter: Option<lvzhi::Matter>) -> Option<&'static str> {
    matter.filter(|_| verdict == Verdict::Unlisted)?.body()
}

/// A candidate and what spoke for it, if that was asked for.
#[derive(Clone)]
struct Found {
    item: ItemId,
    matter: Option<lvzhi::Matter>,
    score: f32,
    confidence: f32,
    evidence: Option<Arc<[lvzhi::Evidence]>>,
}

impl Found {
    fn item<'a>(&self, list: &'a Py<Catalogue>) -> PyResult<lvzhi::Item<'a>> {
        list.get().list.get(self.item).ok_or_else(cache::gone)
    }
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        let told = |of: &Self| (of.item, of.matter, of.score, of.confidence);
        told(self) == told(other)
    }
}

/// What the list says to a text: `lvzhi.classify(text)`.
///
/// Frozen, hashable, compared by list, text, verdict, confidence, matter and matches. Pickles with its list and the ids of its items.
///
/// >>> answer = lvzhi.classify("老板欠我们工钱不给", top=1)
/// >>> answer.verdict == "reclaimed", answer.verdict.label
/// (True, '上级部门收回')
/// >>> [match.item.id for match in answer.matches]
/// ['R009']
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Answer {
    catalogue: Py<Catalogue>,
    text: Py<PyString>,
    verdict: Verdict,
    confidence: f32,
    reason: Option<Reason>,
    elsewhere: bool,
    matter: Option<lvzhi::Matter>,
    matches: Vec<Found>,
    frames: bool,
}

impl Answer {
    pub(crate) fn new(
        catalogue: &Bound<'_, Catalogue>,
        answer: &lvzhi::Answer<'_>,
        text: &Bound<'_, PyString>,
        query: &str,
        options: Options,
        evidence: bool,
    ) -> Self {
        let found = |m: lvzhi::Match<'_>| Found {
            item: m.item.id(),
            matter: m.matter,
            score: m.score,
            confidence: m.confidence,
            evidence: evidence.then(|| catalogue.get().list.evidence_with(query, m.item, options).collect()),
        };
        Self {
            catalogue: catalogue.clone().unbind(),
            text: text.clone().unbind(),
            verdict: answer.verdict,
            confidence: answer.confidence,
            reason: answer.reason,
            elsewhere: answer.elsewhere,
            matter: answer.matter,
            matches: answer.matches().map(found).collect(),
            frames: options.frames,
        }
    }

    fn at(&self, py: Python<'_>, found: &Found) -> Match {
        let (catalogue, text) = (self.catalogue.clone_ref(py), self.text.clone_ref(py));
        Match { catalogue, text, found: found.clone(), frames: self.frames }
    }
}

/// An answer as JSON: numbers of four decimals print alike as f32 (in the core) and, by `decimal`, as f64.
#[derive(Serialize)]
struct Told<'a> {
    verdict: &'a str,
    confidence: f64,
    matter: Option<ToldMatter>,
    matches: Vec<ToldMatch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    elsewhere: bool,
}

#[derive(Serialize)]
struct ToldMatter {
    id: String,
    name: &'static str,
    body: Option<&'static str>,
    basis: Option<&'static str>,
}

#[derive(Serialize)]
struct ToldMatch {
    id: String,
    score: f64,
    confidence: f64,
    matter: Option<String>,
}

#[pymethods]
impl Answer {
    /// The list that was asked: a :class:`Catalogue`.
    #[getter]
    fn catalogue(&self, py: Python<'_>) -> Py<Catalogue> {
        self.catalogue.clone_ref(py)
    }

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

    /// Why the verdict is unclear: a member of :class:`Reason`; ``None`` for every other verdict.
    ///
    /// >>> lvzhi.classify("同上").reason.label
    /// '只有套话'
    #[getter]
    fn reason(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.reason.map(|reason| reason.member(py)).transpose()
    }

    /// Whether the text names a county or township other than the list's own. It is answered all the same.
    ///
    /// >>> lvzhi.classify("我是石门镇的，路灯坏了").elsewhere
    /// True
    #[getter]
    const fn elsewhere(&self) -> bool {
        self.elsewhere
    }

    /// The matter (事由) that the text is most likely about, whether the list holds it or not: a :class:`Matter`; ``None`` where nothing of
    /// the text is known.
    ///
    /// >>> print(lvzhi.classify("老板欠我们工钱不给").matter.field)
    /// 人力资源和社会保障
    #[getter]
    fn matter(&self) -> Option<Matter> {
        self.matter.map(Matter)
    }

    /// For a matter that the list does not hold: who usually does it (通常由谁办), without a place name. ``None`` for every other
    /// verdict, and where that is not known.
    ///
    /// >>> lvzhi.classify("公积金怎么提取").usual_body
    /// '住房公积金管理中心'
    #[getter]
    fn usual_body(&self) -> Option<&'static str> {
        usual_body(self.verdict, self.matter)
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
        match self.matches.first().filter(|_| is_finding(self.verdict)) {
            Some(best) => PyTuple::new(py, best.item(&self.catalogue)?.responsible().collect::<Vec<_>>()),
            None => Ok(PyTuple::empty(py)),
        }
    }

    /// All of the answer as a ``dict`` of strings, numbers, lists and ``None``, such as ``json`` writes: text, verdict and its
    /// Chinese label, confidence, responsible, matter (id, name, body, basis), usual_body; of each match the id, name, tier, category, score,
    /// confidence, matter (its id) and evidence; reason and elsewhere.
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
        told.set_item("matter", self.matter.map(|matter| about(py, matter)).transpose()?)?;
        told.set_item("usual_body", self.usual_body())?;
        let matches = self.matches.iter().map(|found| self.at(py, found).to_dict(py));
        told.set_item("matches", matches.collect::<PyResult<Vec<_>>>()?)?;
        told.set_item("reason", self.reason.map(Reason::key))?;
        told.set_item("elsewhere", self.elsewhere)?;
        Ok(told)
    }

    /// The answer as JSON, as ``lvzhi classify --json`` prints it.
    fn to_json(&self) -> PyResult<String> {
        let of = |m: &Found| ToldMatch {
            id: m.item.to_string(),
            score: decimal(m.score),
            confidence: decimal(m.confidence),
            matter: m.matter.map(|matter| matter.id().to_string()),
        };
        let about = |matter: lvzhi::Matter| ToldMatter {
            id: matter.id().to_string(),
            name: matter.name(),
            body: matter.body(),
            basis: matter.basis(),
        };
        let told = Told {
            verdict: self.verdict.key(),
            confidence: decimal(self.confidence),
            matter: self.matter.map(about),
            matches: self.matches.iter().map(of).collect(),
            reason: self.reason,
            elsewhere: self.elsewhere,
        };
        serde_json::to_string(&told).map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let matches = self.matches.iter().map(at_rest).collect::<Vec<_>>();
        let state = (
            self.catalogue.clone_ref(py),
            self.text.clone_ref(py),
            self.verdict.key(),
            self.confidence,
            self.matter(),
            PyTuple::new(py, matches)?,
            (self.reason.map(Reason::key), self.elsewhere, self.frames),
        );
        Ok((py.import("lvzhi._native")?.getattr("rebuild_answer")?, state.into_pyobject(py)?))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        let told = |of: &Self| (of.verdict, of.confidence, of.reason, of.elsewhere, of.matter);
        Ok(self.catalogue.is(&other.catalogue)
            && told(self) == told(other)
            && self.matches == other.matches
            && self.text.bind(py).as_any().eq(other.text.bind(py))?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.text.bind(py).hash()
    }

    fn __repr__(&self) -> PyResult<String> {
        let nearest = match self.verdict {
            // No finding: what follows is a candidate.
            Verdict::Unlisted | Verdict::Unclear => "nearest ",
            _ => "",
        };
        let best = match self.matches.first() {
            Some(m) => format!(", {nearest}{} {}", m.item, brief(m.item(&self.catalogue)?.name())),
            None => String::new(),
        };
        Ok(format!("<Answer {} {}{best}>", self.verdict.key(), decimal(self.confidence)))
    }

    fn __str__(&self) -> PyResult<String> {
        let sure = lvzhi::percent(self.confidence);
        let mut out = self.verdict.to_string();
        match self.reason {
            None => out += &format!("（把握 {sure}%）"),
            Some(reason) => out += &format!("（{reason}）"),
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
            let item = m.item(&self.catalogue)?;
            let who = item.lead().map_or_else(String::new, |lead| format!(" → {}", lead.name()));
            let sure = lvzhi::percent(m.confidence);
            out += &format!("\n  {} {}（{}{who}，{near}{sure}%）", item.id(), item.name(), item.tier());
        }
        if let Some(body) = self.usual_body() {
            out += &format!("\n  通常由{body}办理");
        }
        Ok(out)
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
    catalogue: Py<Catalogue>,
    text: Py<PyString>,
    found: Found,
    frames: bool,
}

impl Match {
    fn parts(&self, py: Python<'_>) -> PyResult<Vec<Evidence>> {
        let text = self.text.to_str(py)?;
        Ok(match &self.found.evidence {
            Some(parts) => parts.iter().map(|&part| Evidence::new(text, part)).collect(),
            None => {
                let options = Options { frames: self.frames, ..Options::default() };
                let item = self.found.item(&self.catalogue)?;
                let parts = self.catalogue.get().list.evidence_with(text, item, options);
                parts.map(|part| Evidence::new(text, part)).collect()
            }
        })
    }
}

#[pymethods]
impl Match {
    /// The item.
    #[getter]
    fn item(&self, py: Python<'_>) -> PyResult<Py<Item>> {
        Item::of(self.catalogue.bind(py), self.found.item(&self.catalogue)?)
    }

    /// The matter (事由) through which the text met the item: a :class:`Matter`; ``None`` where the item's own words alone did.
    #[getter]
    fn matter(&self) -> Option<Matter> {
        self.found.matter.map(Matter)
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

    /// The match as a ``dict``: id, name, tier, category, score, confidence, matter (its id), evidence.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let item = self.found.item(&self.catalogue)?;
        let told = PyDict::new(py);
        told.set_item("id", item.id().to_string())?;
        told.set_item("name", item.name())?;
        told.set_item("tier", item.tier().key())?;
        told.set_item("category", item.category().name())?;
        told.set_item("score", self.score())?;
        told.set_item("confidence", self.confidence())?;
        told.set_item("matter", self.found.matter.map(|matter| matter.id().to_string()))?;
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
        let (catalogue, text) = (self.catalogue.clone_ref(py), self.text.clone_ref(py));
        let state = (catalogue, text, at_rest(&self.found), self.frames).into_pyobject(py)?;
        Ok((py.import("lvzhi._native")?.getattr("rebuild_match")?, state))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.catalogue.is(&other.catalogue)
            && self.found == other.found
            && self.text.bind(py).as_any().eq(other.text.bind(py))?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        Ok(self.text.bind(py).hash()? ^ isize::from(self.found.item.number().cast_signed()))
    }

    fn __repr__(&self) -> PyResult<String> {
        let Found { item, score, confidence, .. } = &self.found;
        let (score, confidence) = (decimal(*score), decimal(*confidence));
        let name = self.found.item(&self.catalogue)?.name();
        Ok(format!("<Match {item} {} score={score} confidence={confidence}>", brief(name)))
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "match")
    }
}
