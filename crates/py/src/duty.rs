//! `DutyGroup`, `Takeover` and `Repair`: parts of an item, held as the item and a place in it.

use crate::cache::Member;
use crate::catalogue::{self, Catalogue};
use crate::department::Department;
use crate::item::Item;
use crate::keys::find_item;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// How a part pickles: the function that finds it again, and the list, the item's id, the name of the attribute, the place.
type Reduced<'py> = PyResult<(Bound<'py, PyAny>, (Py<Catalogue>, String, &'static str, usize))>;

fn reduced<'py>(py: Python<'py>, item: &Py<Item>, part: &'static str, index: usize) -> Reduced<'py> {
    let item = item.get();
    let state = (item.catalogue().clone_ref(py), item.item().id().to_string(), part, index);
    Ok((py.import("lvzhi._native")?.getattr("rebuild_part")?, state))
}

/// The object of a department that a part names.
fn named(
    py: Python<'_>,
    item: &Py<Item>,
    department: Option<lvzhi::Department<'_>>,
) -> PyResult<Option<Py<Department>>> {
    department.map(|department| Department::of(item.get().catalogue().bind(py), department)).transpose()
}

/// The hash of a part at a place of an item.
fn hash(item: &Py<Item>, place: usize) -> u64 {
    catalogue::hash(item.get().catalogue(), (item.get().item().index() << 16) | place)
}

/// A part of an item by the name of its attribute and its place: what pickles of parts call.
///
/// >>> lvzhi._native.rebuild_part(lvzhi.catalogue(), "C051", "upper_duties", 0)
/// <DutyGroup of C051: 3 duties>
#[pyfunction]
pub(crate) fn rebuild_part<'py>(
    catalogue: &Bound<'py, Catalogue>,
    item: &str,
    part: &str,
    index: usize,
) -> PyResult<Bound<'py, PyAny>> {
    find_item(catalogue, item)?.bind(catalogue.py()).getattr(part)?.get_item(index)
}

/// A group of duties (职责): those under a heading, of a department, or of the whole cell.
///
/// >>> group = lvzhi.item("C051").upper_duties[0]
/// >>> group.heading, group.department, len(group.duties)
/// (None, None, 3)
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct DutyGroup {
    pub(crate) item: Py<Item>,
    pub(crate) upper: bool,
    pub(crate) index: usize,
}

impl DutyGroup {
    fn row(&self) -> Option<lvzhi::DutyGroup<'_>> {
        let item = self.item.get().item();
        if self.upper { item.upper_duties().nth(self.index) } else { item.township_duties().nth(self.index) }
    }
}

#[pymethods]
impl DutyGroup {
    /// The heading as printed (一、干部考察工作), or ``None``.
    #[getter]
    fn heading(&self) -> Option<&str> {
        self.row()?.heading()
    }

    /// The department that the group is headed by (县财政局：), or ``None``.
    #[getter]
    fn department(&self, py: Python<'_>) -> PyResult<Option<Py<Department>>> {
        named(py, &self.item, self.row().and_then(|row| row.department()))
    }

    /// The clauses without their numbers, in their order, punctuation kept: a tuple of ``str``.
    #[getter]
    fn duties<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.row().into_iter().flat_map(|row| row.duties()).collect::<Vec<_>>())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py> {
        reduced(py, &self.item, if self.upper { "upper_duties" } else { "township_duties" }, self.index)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.item.is(&other.item) && (self.upper, self.index) == (other.upper, other.index)
    }

    fn __hash__(&self) -> u64 {
        hash(&self.item, (self.index << 1) | usize::from(self.upper))
    }

    fn __repr__(&self) -> String {
        let row = self.row();
        let head = row.and_then(|row| row.heading()).map_or_else(String::new, |heading| format!(" {heading}"));
        let who = row.and_then(|row| row.department()).map_or_else(String::new, |who| format!(" {}", who.name()));
        let duties = row.map_or(0, |row| row.duties().len());
        format!("<DutyGroup of {}:{head}{who} {duties} duties>", self.item.get().item().id())
    }
}

/// Who took a reclaimed item over (承接部门), and how (工作方式).
///
/// >>> takeover = lvzhi.item("R009").takeover[0]
/// >>> takeover.department.name
/// '巴楚县人力资源和社会保障局'
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Takeover {
    pub(crate) item: Py<Item>,
    pub(crate) index: usize,
}

impl Takeover {
    fn row(&self) -> Option<lvzhi::Takeover<'_>> {
        self.item.get().item().takeover().nth(self.index)
    }
}

#[pymethods]
impl Takeover {
    /// The department; ``None``: nobody does the matter any more.
    #[getter]
    fn department(&self, py: Python<'_>) -> PyResult<Option<Py<Department>>> {
        named(py, &self.item, self.row().and_then(|row| row.department()))
    }

    /// The method; ``None`` where the scan lost it.
    #[getter]
    fn method(&self) -> Option<&str> {
        self.row().and_then(|row| row.method())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py> {
        reduced(py, &self.item, "takeover", self.index)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.item.is(&other.item) && self.index == other.index
    }

    fn __hash__(&self) -> u64 {
        hash(&self.item, self.index)
    }

    fn __repr__(&self) -> String {
        let who = match self.row().and_then(|row| row.department()) {
            Some(department) => format!("by {}", department.name()),
            None => self.method().unwrap_or_default().to_owned(),
        };
        format!("<Takeover of {}: {who}>", self.item.get().item().id())
    }
}

/// A difference (校勘) between an item's wording and the scanned text.
///
/// >>> sorted({repair.kind.value for item in lvzhi.items() for repair in item.repairs})
/// ['restored', 'supplied', 'unreadable']
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Repair {
    pub(crate) item: Py<Item>,
    pub(crate) index: usize,
}

impl Repair {
    fn row(&self) -> Option<lvzhi::Repair<'_>> {
        self.item.get().item().repairs().nth(self.index)
    }
}

#[pymethods]
impl Repair {
    /// The path of the field: ``name``, ``departments``, ``upper_duties[0].duties[1]``.
    #[getter]
    fn field(&self) -> &str {
        self.row().map_or("", |row| row.field())
    }

    /// The text as scanned; empty where the scan has nothing.
    #[getter]
    fn scanned(&self) -> &str {
        self.row().map_or("", |row| row.scanned())
    }

    /// How the present text was come by.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.row().map_or(lvzhi::RepairKind::Unreadable, |row| row.kind()).member(py)
    }

    /// The reason, in English.
    #[getter]
    fn basis(&self) -> &str {
        self.row().map_or("", |row| row.basis())
    }

    /// The reason in Chinese, as pages show it.
    ///
    /// >>> lvzhi.item("C099").repairs[0].basis_zh
    /// '扫描件“防”字以后缺失；乡镇职责第1条写作“森林草原防灭火”'
    #[getter]
    fn basis_zh(&self) -> Option<&str> {
        self.row().and_then(|row| row.basis_zh())
    }

    /// The field in Chinese, as pages name it: ``事项名称``, ``上级职责第2组现第1条``. Clauses are counted as they stand now.
    ///
    /// >>> lvzhi.item("C051").repairs[0].place
    /// '对应上级部门'
    #[getter]
    fn place(&self) -> String {
        self.row().map_or_else(String::new, |row| row.place().to_string())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py> {
        reduced(py, &self.item, "repairs", self.index)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.item.is(&other.item) && self.index == other.index
    }

    fn __hash__(&self) -> u64 {
        hash(&self.item, self.index)
    }

    fn __repr__(&self) -> String {
        let kind = self.row().map_or("", |row| row.kind().key());
        format!("<Repair of {}: {} {kind}>", self.item.get().item().id(), self.field())
    }
}
