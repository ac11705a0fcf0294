//! `FramePart`, `Part`: what of a text was left out, and the requests of a text that has several; `ticket`: its fields as one text.

use crate::answer::Answer;
use crate::arguments::{Whole, Words};
use crate::cache::Member;
use crate::error;
use lvzhi::FrameKind;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// A part of a text that is wrapped around its matter: ``lvzhi.frame(text)``. ``text[start:end]`` is ``text``: places are counted in characters.
///
/// >>> lvzhi.frame("老板欠我们工钱不给，谢谢领导")
/// (<FramePart "谢谢领导" [10:14] formula>,)
#[pyclass(frozen, module = "lvzhi", eq, hash)]
#[derive(PartialEq, Eq, Hash, Clone)]
pub(crate) struct FramePart {
    /// First character in the text.
    #[pyo3(get)]
    start: usize,
    /// Character behind the last.
    #[pyo3(get)]
    end: usize,
    /// The part itself.
    #[pyo3(get)]
    text: String,
    kind: FrameKind,
}

/// Its parts, as its constructor takes them.
type FrameState = (usize, usize, String, &'static str);

#[pymethods]
impl FramePart {
    #[new]
    fn make(py: Python<'_>, start: Whole, end: Whole, text: Words, kind: Words) -> PyResult<Self> {
        let kind = kind.0.parse().map_err(|wrong: lvzhi::ParseWordError| error::value(py, &wrong.to_string()))?;
        Ok(Self { start: start.0, end: end.0, text: text.0, kind })
    }

    /// What it is: mark-up, a field, a number, an address, a formula, ….
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.kind.member(py)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, FrameState)> {
        let state = (self.start, self.end, self.text.clone(), self.kind.key());
        Ok((py.get_type::<Self>().into_any(), state))
    }

    fn __repr__(&self) -> String {
        format!("<FramePart {:?} [{}:{}] {}>", self.text, self.start, self.end, self.kind.key())
    }
}

/// Counts of characters before places of a text, asked for from left to right.
pub(crate) struct Places<'t> {
    text: &'t str,
    byte: usize,
    characters: usize,
}

impl<'t> Places<'t> {
    pub(crate) const fn of(text: &'t str) -> Self {
        Self { text, byte: 0, characters: 0 }
    }

    pub(crate) fn before(&mut self, byte: usize) -> usize {
        let more = self.text.get(self.byte..byte).map_or(0, |text| text.chars().count());
        (self.byte, self.characters) = (byte, self.characters.saturating_add(more));
        self.characters
    }
}

/// What is left out of a text when it is classified, from left to right: a tuple of :class:`FramePart`. Empty for a text that is nothing else: all of that is
/// read. Frames are the same for all lists.
///
/// >>> [part.text for part in lvzhi.frame("工单编号：20260317004 诉求内容：路灯坏了")]
/// ['工单编号', '20260317004', '诉求内容']
#[pyfunction]
pub(crate) fn frame<'py>(text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
    let words = error::text(text, "查询 text ")?;
    let mut places = Places::of(words);
    let parts = lvzhi::frame(words).map(|part| FramePart {
        start: places.before(part.start),
        end: places.before(part.end),
        text: words.get(part.start..part.end).unwrap_or("").to_owned(),
        kind: part.kind,
    });
    PyTuple::new(text.py(), parts.collect::<Vec<_>>())
}

/// A ticket (工单) whose fields stand apart, as the text that can be classified: the form that every text is read as. What title and body say counts, the
/// category does not, for it is the operator's guess.
///
/// >>> print(lvzhi.ticket("老板欠我们工钱不给", title="咨询", category="劳动保障/其他"))
/// 标题：咨询
/// 诉求类型：劳动保障/其他
/// 诉求内容：老板欠我们工钱不给
#[pyfunction]
#[pyo3(signature = (body, title = None, category = None))]
pub(crate) fn ticket(body: Words, title: Option<Words>, category: Option<Words>) -> String {
    let text = |field: &'_ Option<Words>| field.as_ref().map_or("", |words| words.0.as_str()).to_owned();
    let (title, category) = (text(&title), text(&category));
    lvzhi::Ticket { title: &title, category: &category, body: &body.0 }.to_string()
}

/// A part of a message that speaks of one request: ``lvzhi.classify_parts(text)``. ``text[start:end]`` is ``answer.text``.
///
/// >>> [part.answer.best.item.id for part in lvzhi.classify_parts("老板欠我们工钱不给；蝗虫把庄稼吃光了")]
/// ['R009', 'C031']
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Part {
    /// First character in the text.
    #[pyo3(get)]
    pub(crate) start: usize,
    /// Character behind the last.
    #[pyo3(get)]
    pub(crate) end: usize,
    /// The answer to the part by itself: an :class:`Answer`.
    #[pyo3(get)]
    pub(crate) answer: Py<Answer>,
}

#[pymethods]
impl Part {
    #[new]
    fn make(start: Whole, end: Whole, answer: Py<Answer>) -> Self {
        Self { start: start.0, end: end.0, answer }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (usize, usize, Py<Answer>)) {
        (py.get_type::<Self>().into_any(), (self.start, self.end, self.answer.clone_ref(py)))
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok((self.start, self.end) == (other.start, other.end) && self.answer.bind(py).eq(other.answer.bind(py))?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.answer.bind(py).hash()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Part [{}:{}] {}>", self.start, self.end, self.answer.bind(py).repr()?))
    }
}
