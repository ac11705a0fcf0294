//! `Department` and `Category`: the two other ways into the list.

use crate::cache::{self, Member};
use crate::catalogue::role_of;
use crate::item::Item;
use crate::pages::html;
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};

/// A department (部门、单位) that the list names: `lvzhi.department("人社局")`.
///
/// Frozen, hashable, ordered as the registry is. There is one object for each department. Pickles and copies by its name.
///
/// >>> office = lvzhi.department("人社局")
/// >>> office.name, office.kind.value
/// ('巴楚县人力资源和社会保障局', 'government')
/// >>> len(office.items(lvzhi.Role.SUCCESSOR))
/// 5
#[pyclass(frozen, module = "lvzhi", weakref)]
pub(crate) struct Department {
    pub(crate) department: lvzhi::Department<'static>,
    pub(crate) name: Py<PyString>,
}

impl Department {
    pub(crate) fn new(py: Python<'_>, department: lvzhi::Department<'static>) -> Self {
        Self { department, name: PyString::new(py, department.name()).unbind() }
    }
}

#[pymethods]
impl Department {
    /// The canonical name: ``"巴楚县人力资源和社会保障局"``.
    #[getter]
    fn name(&self, py: Python<'_>) -> Py<PyString> {
        self.name.clone_ref(py)
    }

    /// As the list abbreviates it: ``"县人力资源和社会保障局"``.
    #[getter]
    fn short(&self) -> &'static str {
        self.department.short()
    }

    /// Other spellings, of the list and of common speech: a tuple of ``str``.
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.department.aliases())
    }

    /// What kind of body it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.department.kind().member(py)
    }

    /// The items that name it, in the role given or in any (``None``), in the order of the list.
    #[pyo3(signature = (role = None))]
    fn items<'py>(&self, py: Python<'py>, role: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyList>> {
        let role = role.map(role_of).transpose()?;
        let items =
            self.department.items(role).map(|item| cache::item(py, item)).collect::<PyResult<Vec<Py<Item>>>>()?;
        PyList::new(py, items)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<PyString>,))> {
        Ok((py.import("lvzhi")?.getattr("department")?, (self.name.clone_ref(py),)))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        slf
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp) -> bool {
        op.matches(self.department.index().cmp(&other.department.index()))
    }

    fn __hash__(&self) -> usize {
        self.department.index()
    }

    fn __repr__(&self) -> String {
        let department = self.department;
        format!(
            "<Department {} ({}, {} 项)>",
            department.name(),
            department.kind().name(),
            department.items(None).count()
        )
    }

    fn __str__(&self) -> &'static str {
        self.department.name()
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "department")
    }
}

/// A category (事项类别) of a tier. The same name in two tiers is two categories.
///
/// >>> [len(lvzhi.categories(tier)) for tier in lvzhi.Tier]
/// [20, 18, 10]
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Category {
    pub(crate) category: lvzhi::Category<'static>,
}

impl Category {
    fn key(&self) -> (lvzhi::Tier, &'static str) {
        (self.category.tier(), self.category.name())
    }
}

#[pymethods]
impl Category {
    /// The name, such as ``"民生服务"``.
    #[getter]
    fn name(&self) -> &'static str {
        self.category.name()
    }

    /// The tier.
    #[getter]
    fn tier(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.category.tier().member(py)
    }

    /// Its items, by number.
    fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let items = self.category.items().map(|item| cache::item(py, item)).collect::<PyResult<Vec<Py<Item>>>>()?;
        PyList::new(py, items)
    }

    fn __len__(&self) -> usize {
        self.category.len()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (&'static str, &'static str))> {
        let (tier, name) = self.key();
        Ok((py.import("lvzhi._native")?.getattr("category_by_name")?, (tier.key(), name)))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.category == other.category
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.key().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!("<Category {} ({}, {} 项)>", self.category.name(), self.category.tier(), self.category.len())
    }

    fn __str__(&self) -> &'static str {
        self.category.name()
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "category")
    }
}
