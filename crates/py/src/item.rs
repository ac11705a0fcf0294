//! `Item`: an item of the list.

use crate::cache::{self, Member};
use crate::catalogue::{self, Catalogue};
use crate::department::Department;
use crate::duty::{DutyGroup, Repair, Takeover};
use crate::matter::Cover;
use crate::pages::{brief, html};
use lvzhi::{Item as View, Tier};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use self_cell::self_cell;

/// An item (事项) of the list: `lvzhi.item("C051")`.
///
/// Frozen, hashable, ordered as the list is; those of different lists by the `data_version` of these. There is one object for each item.
/// Pickles and copies with its list, by its id.
///
/// >>> import lvzhi
/// >>> item = lvzhi.item("c51")
/// >>> item.id, item.name, item.category
/// ('C051', '做好国土调查工作', '自然资源')
/// >>> item.tier
/// <Tier.COOPERATIVE: 'cooperative'>
/// >>> item.lead.name
/// '巴楚县自然资源局'
#[pyclass(frozen, module = "lvzhi", weakref)]
pub(crate) struct Item {
    held: Held,
    id: Py<PyString>,
    pub(crate) name: Py<PyString>,
    category: Py<PyString>,
}

self_cell!(
    /// A list, and an item of it.
    struct Held {
        owner: Py<Catalogue>,
        #[covariant]
        dependent: View,
    }
);

impl Item {
    /// The one object of an item of the list.
    pub(crate) fn of(catalogue: &Bound<'_, Catalogue>, item: lvzhi::Item<'_>) -> PyResult<Py<Self>> {
        let py = catalogue.py();
        catalogue.get().items.get(py, item.index(), || Py::new(py, Self::new(catalogue, item.id())?))
    }

    pub(crate) fn new(catalogue: &Bound<'_, Catalogue>, id: lvzhi::ItemId) -> PyResult<Self> {
        let py = catalogue.py();
        let held = Held::try_new(catalogue.clone().unbind(), |catalogue| {
            catalogue.get().list.get(id).ok_or_else(cache::gone)
        })?;
        let item = held.borrow_dependent();
        Ok(Self {
            id: PyString::new(py, &id.to_string()).unbind(),
            name: PyString::new(py, item.name()).unbind(),
            category: PyString::intern(py, item.category().name()).unbind(),
            held,
        })
    }

    /// The list that it is of.
    pub(crate) fn catalogue(&self) -> &Py<Catalogue> {
        self.held.borrow_owner()
    }

    pub(crate) fn item(&self) -> lvzhi::Item<'_> {
        *self.held.borrow_dependent()
    }

    fn department<'py>(&self, py: Python<'py>, department: lvzhi::Department<'_>) -> PyResult<Py<Department>> {
        Department::of(self.catalogue().bind(py), department)
    }
}

#[pymethods]
impl Item {
    /// The list that it is of: a :class:`Catalogue`.
    #[getter(catalogue)]
    fn of_catalogue(&self, py: Python<'_>) -> Py<Catalogue> {
        self.catalogue().clone_ref(py)
    }

    /// The id, such as ``"C051"``: a letter for the tier and the number, of three digits or more.
    #[getter]
    fn id(&self, py: Python<'_>) -> Py<PyString> {
        self.id.clone_ref(py)
    }

    /// The tier (清单类别).
    #[getter]
    fn tier(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.item().tier().member(py)
    }

    /// The number (序号), from 1 within the tier.
    #[getter]
    fn number(&self) -> u16 {
        self.item().number()
    }

    /// The category (事项类别), such as ``"民生服务"``.
    #[getter]
    fn category(&self, py: Python<'_>) -> Py<PyString> {
        self.category.clone_ref(py)
    }

    /// The name (事项名称), in the wording of the source.
    #[getter]
    fn name(&self, py: Python<'_>) -> Py<PyString> {
        self.name.clone_ref(py)
    }

    /// Pairs of department and role: the lead first, or the successors. Empty for basic items.
    #[getter]
    fn departments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let pairs = self
            .item()
            .departments()
            .map(|(department, role)| Ok((self.department(py, department)?, role.member(py)?)))
            .collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, pairs)
    }

    /// Who answers for the matter outside the township: the lead department or the first successor; ``None`` if nobody.
    #[getter]
    fn lead(&self, py: Python<'_>) -> PyResult<Option<Py<Department>>> {
        self.item().lead().map(|lead| self.department(py, lead)).transpose()
    }

    /// Who is responsible (负责单位): the names of the township (basic), of the lead department (cooperative) or of the successors
    /// (reclaimed). Empty where nobody does the matter any more, or the scan lost the name.
    #[getter]
    fn responsible<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.item().responsible().collect::<Vec<_>>())
    }

    /// The duties of the upper departments (上级部门职责): a tuple of :class:`DutyGroup`.
    #[getter]
    fn upper_duties<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let groups = slf.get().item().upper_duties().len();
        PyTuple::new(slf.py(), (0..groups).map(|index| DutyGroup { item: slf.clone().unbind(), upper: true, index }))
    }

    /// The duties of the township (乡镇配合职责): a tuple of :class:`DutyGroup`.
    #[getter]
    fn township_duties<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let groups = slf.get().item().township_duties().len();
        PyTuple::new(slf.py(), (0..groups).map(|index| DutyGroup { item: slf.clone().unbind(), upper: false, index }))
    }

    /// Who took a reclaimed item over, and how: a tuple of :class:`Takeover`.
    #[getter]
    fn takeover<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let rows = slf.get().item().takeover().len();
        PyTuple::new(slf.py(), (0..rows).map(|index| Takeover { item: slf.clone().unbind(), index }))
    }

    /// Whether nobody does the matter any more (不再开展).
    #[getter]
    fn is_discontinued(&self) -> bool {
        self.item().is_discontinued()
    }

    /// The lines of the source that it was read from, counted from 1.
    #[getter]
    fn source_lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.item().source_lines())
    }

    /// The matters that it covers, the main one first: a tuple of :class:`Cover`.
    #[getter]
    fn covers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.item().covers().map(Cover::of))
    }

    /// Where its wording differs from the scan, and why: a tuple of :class:`Repair`.
    #[getter]
    fn repairs<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let rows = slf.get().item().repairs().len();
        PyTuple::new(slf.py(), (0..rows).map(|index| Repair { item: slf.clone().unbind(), index }))
    }

    /// Items of other tiers about the same matter, the nearest first; three at the most.
    #[getter]
    fn related<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let items = self
            .item()
            .related()
            .map(|item| Self::of(self.catalogue().bind(py), item))
            .collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, items)
    }

    /// The item as in the export: a line of JSON, without a line break.
    fn to_json(&self) -> Option<String> {
        let list = &self.catalogue().get().list;
        list.export_line(list.departments().len().saturating_add(self.item().index()).saturating_add(1))
    }

    /// The item as in the export: a ``dict`` of strings, numbers, lists and ``None``.
    ///
    /// >>> lvzhi.item("C051").to_dict()["departments"]
    /// [{'name': '巴楚县自然资源局', 'role': 'lead'}]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(),))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<PyString>,))> {
        Ok((self.catalogue().bind(py).getattr("item")?, (self.id.clone_ref(py),)))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        slf
    }

    fn __richcmp__(&self, other: &Self, op: CompareOp, py: Python<'_>) -> bool {
        let rows = self.item().index().cmp(&other.item().index());
        op.matches(catalogue::order(py, self.catalogue(), other.catalogue()).then(rows))
    }

    fn __hash__(&self) -> u64 {
        catalogue::hash(self.catalogue(), self.item().index())
    }

    fn __repr__(&self) -> String {
        let item = self.item();
        let who = match (item.lead(), item.tier()) {
            (Some(lead), _) => match item.takeover().len() {
                0 | 1 => format!(", {}", lead.name()),
                several => format!(", {}等{several}个部门", lead.name()),
            },
            (None, Tier::Basic) => String::new(),
            (None, Tier::Cooperative) if item.source_lines().next().is_none() => ", 没有写明部门".to_owned(),
            (None, Tier::Cooperative) => ", 部门名称扫描件缺失".to_owned(),
            (None, Tier::Reclaimed) => ", 不再开展".to_owned(),
        };
        format!("<Item {} {} ({}, {}{who})>", item.id(), brief(item.name()), item.tier(), item.category().name())
    }

    fn __str__(&self) -> String {
        format!("{} {}", self.item().id(), self.item().name())
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "item")
    }
}
