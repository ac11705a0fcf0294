//! `Matter` and `Cover`: what somebody may want from government, whoever does it, and which of them an item covers.

use crate::error;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// A matter (事由): a thing and an act, whoever does it. `lvzhi.matter("M0042")`.
///
/// Matters belong to no list: items of any list cover them. Frozen, hashable, ordered by id; pickles by its id, which is never reused.
///
/// >>> matter = lvzhi.classify("公积金怎么提取").matter
/// >>> matter == lvzhi.matter(matter.id), matter.thing
/// (True, '住房公积金')
#[pyclass(frozen, module = "lvzhi", eq, ord, hash, from_py_object)]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Matter(pub(crate) lvzhi::Matter);

#[pymethods]
impl Matter {
    /// The id, such as ``"M0042"``.
    #[getter]
    fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// The thing (事).
    #[getter]
    fn thing(&self) -> &'static str {
        self.0.thing()
    }

    /// The thing and the act: ``"高龄津贴 · 申请"``.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.name()
    }

    /// The key of the act: ``"apply"``.
    #[getter]
    fn act(&self) -> &'static str {
        self.0.act()
    }

    /// The field (领域): ``"民政"``.
    #[getter]
    fn field(&self) -> &'static str {
        self.0.field()
    }

    /// Who usually does it (通常由谁办), without a place name; ``None`` where that is not known. A fact about China's law, not of a list.
    #[getter]
    fn body(&self) -> Option<&'static str> {
        self.0.body()
    }

    /// The law or notice that says so, by name; ``None`` where that is not certain.
    #[getter]
    fn basis(&self) -> Option<&'static str> {
        self.0.basis()
    }

    /// The wider matter of which it is a part: who answers for that one answers for this one. ``None`` for most.
    #[getter]
    fn within(&self) -> Option<Self> {
        self.0.within().map(Self)
    }

    /// Matters that it is easily taken for (易混), the likeliest first, three at the most. Computed from what people say of each, not judged by anybody.
    ///
    /// >>> lvzhi.matters("村庄路灯")[0].near[0].thing
    /// '城市路灯'
    #[getter]
    fn near(&self) -> Vec<Self> {
        self.0.near().map(Self).collect()
    }

    /// The matter as a line of JSON, without a line break, as ``lvzhi export --matters`` prints it.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.0).map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// The same as a ``dict``.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json()?,))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.import("lvzhi._native")?.getattr("matter")?, (self.id(),)))
    }

    fn __repr__(&self) -> String {
        format!("<Matter {} {}>", self.id(), self.name())
    }

    fn __str__(&self) -> &'static str {
        self.name()
    }
}

/// What an answer tells of its matter.
pub(crate) fn about<'py>(py: Python<'py>, matter: lvzhi::Matter) -> PyResult<Bound<'py, PyDict>> {
    let told = PyDict::new(py);
    told.set_item("id", matter.id().to_string())?;
    told.set_item("name", matter.name())?;
    told.set_item("body", matter.body())?;
    told.set_item("basis", matter.basis())?;
    Ok(told)
}

/// The matter with this id.
///
/// Raises :class:`NotFoundError` (a ``KeyError``).
///
/// >>> print(lvzhi.matter("M0001").id)
/// M0001
#[pyfunction]
pub(crate) fn matter(id: &Bound<'_, PyAny>) -> PyResult<Matter> {
    let text = error::text(id, "事由编号 id ")?;
    lvzhi::matter(text).map(Matter).ok_or_else(|| {
        let last = lvzhi::matters().next_back().map_or_else(String::new, |last| last.id().to_string());
        let message = format!("没有这个事由，编号为 M0001 至 {last} (no such matter: ids run from M0001 to {last})");
        error::not_found_with(id.py(), text, &message, &[])
    })
}

/// All matters, by id; or those that a word names: an id, a field (领域), else words of the name, all of which it has.
///
/// :meth:`Catalogue.covering` has the items that cover one, :attr:`Matter.near` what it is easily taken for.
///
/// >>> lvzhi.matters()[0] == lvzhi.matter("M0001")
/// True
/// >>> print(*(f"{matter}：{matter.body}" for matter in lvzhi.matters("护照")))
/// 普通护照 · 申请：公安机关出入境管理机构
#[pyfunction]
#[pyo3(signature = (word = None))]
pub(crate) fn matters<'py>(py: Python<'py>, word: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyList>> {
    match word {
        None => PyList::new(py, lvzhi::matters().map(Matter)),
        Some(word) => {
            let named = lvzhi::matters_named(error::text(word, "词 word ")?);
            PyList::new(py, named.map(Matter).collect::<Vec<_>>())
        }
    }
}

/// A matter, given itself or by its id.
pub(crate) fn matter_of(object: &Bound<'_, PyAny>) -> PyResult<lvzhi::Matter> {
    match object.cast::<Matter>() {
        Ok(given) => Ok(given.get().0),
        Err(_) => matter(object).map(|matter| matter.0),
    }
}

/// A matter that an item covers: `Item.covers`.
///
/// >>> [cover.main for cover in lvzhi.item("C051").covers][0]
/// True
#[pyclass(frozen, module = "lvzhi", eq, hash)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Cover {
    matter: Option<lvzhi::Matter>,
    main: bool,
    stated: bool,
}

impl Cover {
    pub(crate) fn of(cover: lvzhi::Cover) -> Self {
        let lvzhi::Cover { matter, main, stated, .. } = cover;
        Self { matter, main, stated }
    }
}

#[pymethods]
impl Cover {
    #[new]
    fn make(matter: Option<&Matter>, main: bool, stated: bool) -> Self {
        Self { matter: matter.map(|matter| matter.0), main, stated }
    }

    /// The matter; ``None`` where this version knows none of that id: the list was compiled with a newer one.
    #[getter]
    fn matter(&self) -> Option<Matter> {
        self.matter.map(Matter)
    }

    /// Whether the item is mainly about it.
    #[getter]
    fn main(&self) -> bool {
        self.main
    }

    /// Whether an editor stated it; else it was bound by the item's words.
    #[getter]
    fn stated(&self) -> bool {
        self.stated
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (Option<Matter>, bool, bool)) {
        (py.get_type::<Self>().into_any(), (self.matter(), self.main, self.stated))
    }

    fn __repr__(&self) -> String {
        let matter = self.matter.map_or_else(|| "?".to_owned(), |matter| format!("{} {matter}", matter.id()));
        let (main, from) = (if self.main { "main" } else { "secondary" }, if self.stated { "stated" } else { "bound" });
        format!("<Cover {matter} {main} {from}>")
    }
}
