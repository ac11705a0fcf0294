//! `Department` and `Category`: the two other ways into the list.

use crate::cache::{self, Member};
use crate::catalogue::{self, Catalogue};
use crate::error;
use crate::item::Item;
use crate::keys::{role_of, tier_of};
use crate::pages::html;
use lvzhi::{Category as CategoryView, Department as DepartmentView};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};
use self_cell::self_cell;

/// A department (部门、单位) that the list names: `lvzhi.department("人社局")`.
///
/// Frozen, hashable, ordered as the registry is; those of different lists by the `data_version` of these. There is one object for each
/// department. Pickles and copies with its list, by its name.
///
/// >>> office = lvzhi.department("人社局")
/// >>> office.name, office.kind.value
/// ('巴楚县人力资源和社会保障局', 'government')
/// >>> len(office.items(lvzhi.Role.SUCCESSOR))
/// 5
#[pyclass(frozen, module = "lvzhi", weakref)]
pub(crate) struct Department {
    held: HeldDepartment,
    pub(crate) name: Py<PyString>,
}

self_cell!(
    /// A list, and a department of it.
    struct HeldDepartment {
        owner: Py<Catalogue>,
        #[covariant]
        dependent: DepartmentView,
    }
);

impl Department {
    /// The one object of a department of the list.
    pub(crate) fn of(catalogue: &Bound<'_, Catalogue>, department: lvzhi::Department<'_>) -> PyResult<Py<Self>> {
        let py = catalogue.py();
        let index = department.index();
        catalogue.get().departments.get(py, index, || Py::new(py, Self::new(catalogue, index)?))
    }

    pub(crate) fn new(catalogue: &Bound<'_, Catalogue>, index: usize) -> PyResult<Self> {
        let held = HeldDepartment::try_new(catalogue.clone().unbind(), |catalogue| {
            catalogue.get().list.departments().nth(index).ok_or_else(cache::gone)
        })?;
        Ok(Self { name: PyString::new(catalogue.py(), held.borrow_dependent().name()).unbind(), held })
    }

    /// The list that it is of.
    pub(crate) fn catalogue(&self) -> &Py<Catalogue> {
        self.held.borrow_owner()
    }

    pub(crate) fn department(&self) -> lvzhi::Department<'_> {
        *self.held.borrow_dependent()
    }
}

#[pymethods]
impl Department {
    /// The list that it is of: a :class:`Catalogue`.
    #[getter(catalogue)]
    fn of_catalogue(&self, py: Python<'_>) -> Py<Catalogue> {
        self.catalogue().clone_ref(py)
    }

    /// The canonical name: ``"巴楚县人力资源和社会保障局"``.
    #[getter]
    fn name(&self, py: Python<'_>) -> Py<PyString> {
        self.name.clone_ref(py)
    }

    /// As the list abbreviates it: ``"县人力资源和社会保障局"``.
    #[getter]
    fn short(&self) -> &str {
        self.department().short()
    }

    /// Other spellings, of the list and of common speech: a tuple of ``str``.
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.department().aliases())
    }

    /// What kind of body it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.department().kind().member(py)
    }

    /// The items that name it, in the role given or in any (``None``), in the order of the list.
    #[pyo3(signature = (role = None))]
    fn items<'py>(&self, py: Python<'py>, role: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyList>> {
        let role = role.map(role_of).transpose()?;
        let catalogue = self.catalogue().bind(py);
        let items =
            self.department().items(role).map(|item| Item::of(catalogue, item)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, items)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<PyString>,))> {
        Ok((self.catalogue().bind(py).getattr("department")?, (self.name.clone_ref(py),)))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        slf
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp, py: Python<'_>) -> bool {
        let rows = self.department().index().cmp(&other.department().index());
        op.matches(catalogue::order(py, self.catalogue(), other.catalogue()).then(rows))
    }

    fn __hash__(&self) -> u64 {
        catalogue::hash(self.catalogue(), self.department().index())
    }

    fn __repr__(&self) -> String {
        let department = self.department();
        format!(
            "<Department {} ({}, {} 项)>",
            department.name(),
            department.kind().name(),
            department.items(None).count()
        )
    }

    fn __str__(&self) -> &str {
        self.department().name()
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
    held: HeldCategory,
}

self_cell!(
    /// A list, and a category of it.
    struct HeldCategory {
        owner: Py<Catalogue>,
        #[covariant]
        dependent: CategoryView,
    }
);

impl Category {
    /// The category at a place within a tier.
    pub(crate) fn new(catalogue: &Bound<'_, Catalogue>, tier: lvzhi::Tier, place: usize) -> PyResult<Self> {
        let held = HeldCategory::try_new(catalogue.clone().unbind(), |catalogue| {
            catalogue.get().list.categories(tier).nth(place).ok_or_else(cache::gone)
        })?;
        Ok(Self { held })
    }

    /// The list that it is of.
    pub(crate) fn catalogue(&self) -> &Py<Catalogue> {
        self.held.borrow_owner()
    }

    pub(crate) fn category(&self) -> lvzhi::Category<'_> {
        *self.held.borrow_dependent()
    }
}

/// The category of this name in a tier: what pickles of categories call.
#[pyfunction]
pub(crate) fn rebuild_category(
    catalogue: &Bound<'_, Catalogue>,
    tier: &Bound<'_, PyAny>,
    name: &str,
) -> PyResult<Category> {
    let tier = tier_of(tier)?;
    match catalogue.get().list.categories(tier).position(|category| category.name() == name) {
        Some(place) => Category::new(catalogue, tier, place),
        None => Err(error::not_found_with(catalogue.py(), name, "没有这个事项类别 (no such category)", &[])),
    }
}

#[pymethods]
impl Category {
    /// The list that it is of: a :class:`Catalogue`.
    #[getter(catalogue)]
    fn of_catalogue(&self, py: Python<'_>) -> Py<Catalogue> {
        self.catalogue().clone_ref(py)
    }

    /// The name, such as ``"民生服务"``.
    #[getter]
    fn name(&self) -> &str {
        self.category().name()
    }

    /// The tier.
    #[getter]
    fn tier(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.category().tier().member(py)
    }

    /// Its items, by number.
    fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let catalogue = self.catalogue().bind(py);
        let items = self.category().items().map(|item| Item::of(catalogue, item)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, items)
    }

    fn __len__(&self) -> usize {
        self.category().len()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, CategoryAtRest<'_>)> {
        let at_rest = (self.catalogue().clone_ref(py), self.category().tier().key(), self.category().name());
        Ok((py.import("lvzhi._native")?.getattr("rebuild_category")?, at_rest))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.catalogue().is(other.catalogue()) && self.category().index() == other.category().index()
    }

    fn __hash__(&self) -> u64 {
        catalogue::hash(self.catalogue(), self.category().index())
    }

    fn __repr__(&self) -> String {
        format!("<Category {} ({}, {} 项)>", self.category().name(), self.category().tier(), self.category().len())
    }

    fn __str__(&self) -> &str {
        self.category().name()
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "category")
    }
}

/// A category in a pickle: its list, tier and name.
type CategoryAtRest<'a> = (Py<Catalogue>, &'static str, &'a str);
