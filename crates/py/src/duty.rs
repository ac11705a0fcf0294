//! `DutyGroup`, `Takeover` and `Repair`: parts of an item, held as the item and a place in it.

use crate::cache::{self, Member};
use crate::department::Department;
use lvzhi::ItemId;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// How a part pickles: the function that finds it again, and the item, the name of the list in it, the place.
type Reduced<'py> = PyResult<(Bound<'py, PyAny>, (String, &'static str, usize))>;

fn reduced<'py>(py: Python<'py>, id: ItemId, list: &'static str, index: usize) -> Reduced<'py> {
    Ok((py.import("lvzhi._native")?.getattr("rebuild_part")?, (id.to_string(), list, index)))
}

/// A part of an item by the name of its attribute and its place: what pickles of parts call.
///
/// >>> lvzhi._native.rebuild_part("C051", "upper_duties", 0)
/// <DutyGroup of C051: 3 duties>
#[pyfunction]
pub(crate) fn rebuild_part<'py>(py: Python<'py>, item: &str, part: &str, index: usize) -> PyResult<Bound<'py, PyAny>> {
    crate::catalogue::find_item(py, item)?.bind(py).getattr(part)?.get_item(index)
}

/// A group of duties (职责): those under a heading, of a department, or of the whole cell.
///
/// >>> group = lvzhi.item("C051").upper_duties[0]
/// >>> group.heading, group.department, len(group.duties)
/// (None, None, 3)
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct DutyGroup {
    item: lvzhi::Item<'static>,
    upper: bool,
    index: usize,
    group: lvzhi::DutyGroup<'static>,
}

/// The groups of a side of an item.
pub(crate) fn groups(item: lvzhi::Item<'static>, upper: bool) -> impl Iterator<Item = DutyGroup> {
    let (one, two) = if upper { (Some(item.upper_duties()), None) } else { (None, Some(item.township_duties())) };
    let all = one.into_iter().flatten().chain(two.into_iter().flatten());
    all.enumerate().map(move |(index, group)| DutyGroup { item, upper, index, group })
}

#[pymethods]
impl DutyGroup {
    /// The heading as printed (一、干部考察工作), or ``None``.
    #[getter]
    fn heading(&self) -> Option<&'static str> {
        self.group.heading()
    }

    /// The department that the group is headed by (县财政局：), or ``None``.
    #[getter]
    fn department(&self, py: Python<'_>) -> PyResult<Option<Py<Department>>> {
        self.group.department().map(|department| cache::department(py, department)).transpose()
    }

    /// The clauses without their numbers, in their order, punctuation kept: a tuple of ``str``.
    #[getter]
    fn duties<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.group.duties())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py> {
        reduced(py, self.item.id(), if self.upper { "upper_duties" } else { "township_duties" }, self.index)
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.item, self.upper, self.index) == (other.item, other.upper, other.index)
    }

    fn __hash__(&self) -> usize {
        (self.item.index() << 8) | (self.index << 1) | usize::from(self.upper)
    }

    fn __repr__(&self) -> String {
        let head = self.group.heading().map_or_else(String::new, |heading| format!(" {heading}"));
        let who = self.group.department().map_or_else(String::new, |department| format!(" {}", department.name()));
        format!("<DutyGroup of {}:{head}{who} {} duties>", self.item.id(), self.group.duties().len())
    }
}

/// Who took a reclaimed item over (承接部门), and how (工作方式).
///
/// >>> takeover = lvzhi.item("R009").takeover[0]
/// >>> takeover.department.name
/// '巴楚县人力资源和社会保障局'
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Takeover {
    pub(crate) item: lvzhi::Item<'static>,
    pub(crate) index: usize,
}

impl Takeover {
    fn row(&self) -> Option<lvzhi::Takeover<'static>> {
        self.item.takeover().nth(self.index)
    }
}

#[pymethods]
impl Takeover {
    /// The department; ``None``: nobody does the matter any more.
    #[getter]
    fn department(&self, py: Python<'_>) -> PyResult<Option<Py<Department>>> {
        let department = self.row().and_then(|row| row.department());
        department.map(|department| cache::department(py, department)).transpose()
    }

    /// The method; ``None`` where the scan lost it.
    #[getter]
    fn method(&self) -> Option<&'static str> {
        self.row().and_then(|row| row.method())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py> {
        reduced(py, self.item.id(), "takeover", self.index)
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.item, self.index) == (other.item, other.index)
    }

    fn __hash__(&self) -> usize {
        (self.item.index() << 8) | self.index
    }

    fn __repr__(&self) -> String {
        let who = match self.row().and_then(|row| row.department()) {
            Some(department) => format!("by {}", department.name()),
            None => self.method().unwrap_or_default().to_owned(),
        };
        format!("<Takeover of {}: {who}>", self.item.id())
    }
}

/// A difference (校勘) between an item's wording and the scanned text.
///
/// >>> sorted({repair.kind.value for item in lvzhi.items() for repair in item.repairs})
/// ['restored', 'supplied', 'unreadable']
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Repair {
    pub(crate) item: lvzhi::Item<'static>,
    pub(crate) index: usize,
}

impl Repair {
    fn row(&self) -> Option<lvzhi::Repair<'static>> {
        self.item.repairs().nth(self.index)
    }
}

#[pymethods]
impl Repair {
    /// The path of the field: ``name``, ``departments``, ``upper_duties[0].duties[1]``.
    #[getter]
    fn field(&self) -> &'static str {
        self.row().map_or("", |row| row.field())
    }

    /// The text as scanned; empty where the scan has nothing.
    #[getter]
    fn scanned(&self) -> &'static str {
        self.row().map_or("", |row| row.scanned())
    }

    /// How the present text was come by.
    #[getter]
    fn kind(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.row().map_or(lvzhi::RepairKind::Unreadable, |row| row.kind()).member(py)
    }

    /// The reason, in English.
    #[getter]
    fn basis(&self) -> &'static str {
        self.row().map_or("", |row| row.basis())
    }

    /// The reason in Chinese, as pages show it.
    ///
    /// >>> lvzhi.item("C099").repairs[0].basis_zh
    /// '扫描件“防”字以后缺失；乡镇职责第1条写作“森林草原防灭火”'
    #[getter]
    fn basis_zh(&self) -> Option<&'static str> {
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
        reduced(py, self.item.id(), "repairs", self.index)
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.item, self.index) == (other.item, other.index)
    }

    fn __hash__(&self) -> usize {
        (self.item.index() << 8) | self.index
    }

    fn __repr__(&self) -> String {
        let kind = self.row().map_or("", |row| row.kind().key());
        format!("<Repair of {}: {} {kind}>", self.item.id(), self.field())
    }
}
