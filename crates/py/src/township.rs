//! `Township` and `Figure`: whose list this is.

use crate::catalogue::{self, Catalogue};
use crate::keys::tier_of;
use crate::pages::html;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// The township (乡镇) whose list it is: `lvzhi.township`, `catalogue.township`.
///
/// >>> lvzhi.township.name, lvzhi.township.county, lvzhi.township.code
/// ('夏马勒乡', '巴楚县', '653130203')
/// >>> lvzhi.township.declared_items("basic")
/// 140
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Township {
    pub(crate) catalogue: Py<Catalogue>,
}

/// How a township or a figure pickles: a function, the list, a name in it.
type Reduced<'py, Name> = PyResult<(Bound<'py, PyAny>, (Py<Catalogue>, Name))>;

impl Township {
    fn township(&self) -> lvzhi::Township<'_> {
        self.catalogue.get().list.township()
    }
}

/// A figure of a township by its key: what pickles of figures call.
#[pyfunction]
pub(crate) fn rebuild_figure(catalogue: &Bound<'_, Catalogue>, key: &str) -> PyResult<Figure> {
    let index = catalogue.get().list.township().profile().position(|figure| figure.key() == key);
    let missing = "概况中没有这个数字 (the profile has no such figure)";
    index
        .map(|index| Figure { catalogue: catalogue.clone().unbind(), index })
        .ok_or_else(|| crate::error::not_found_with(catalogue.py(), key, missing, &[]))
}

#[pymethods]
impl Township {
    /// The list: a :class:`Catalogue`.
    #[getter]
    fn catalogue(&self, py: Python<'_>) -> Py<Catalogue> {
        self.catalogue.clone_ref(py)
    }

    /// ``"夏马勒乡"``
    #[getter]
    fn name(&self) -> &str {
        self.township().name()
    }

    /// ``"巴楚县"``
    #[getter]
    fn county(&self) -> &str {
        self.township().county()
    }

    /// ``"喀什地区"``
    #[getter]
    fn prefecture(&self) -> &str {
        self.township().prefecture()
    }

    /// ``"新疆维吾尔自治区"``
    #[getter]
    fn region(&self) -> &str {
        self.township().region()
    }

    /// The division code (行政区划代码), nine digits: ``"653130203"``; ``None`` for a list whose code is unknown.
    #[getter]
    fn code(&self) -> Option<&str> {
        self.township().code()
    }

    /// The date on which the list came into force; ``None`` where it is not known.
    #[getter]
    fn edition(&self) -> Option<&str> {
        self.township().edition()
    }

    /// Whether the list is an example that somebody made up.
    #[getter]
    fn made_up(&self) -> bool {
        self.township().is_made_up()
    }

    /// The profile that the list gives: a tuple of :class:`Figure`.
    #[getter]
    fn profile<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let figures = self.township().profile().len();
        PyTuple::new(py, (0..figures).map(|index| Figure { catalogue: self.catalogue.clone_ref(py), index }))
    }

    /// Items that the list declares for a tier.
    fn declared_items(&self, tier: &Bound<'_, PyAny>) -> PyResult<u16> {
        Ok(self.township().declared_items(tier_of(tier)?))
    }

    /// Categories that the list declares for a tier.
    fn declared_categories(&self, tier: &Bound<'_, PyAny>) -> PyResult<u16> {
        Ok(self.township().declared_categories(tier_of(tier)?))
    }

    /// Departments that the list declares for a tier; ``None`` for basic items, which name none.
    fn declared_departments(&self, tier: &Bound<'_, PyAny>) -> PyResult<Option<u16>> {
        Ok(self.township().declared_departments(tier_of(tier)?))
    }

    /// Declared departments that cannot be found, because the scan lost their names.
    fn missing_departments(&self, tier: &Bound<'_, PyAny>) -> PyResult<u16> {
        Ok(self.township().missing_departments(tier_of(tier)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, &'static str> {
        Ok((py.import("builtins")?.getattr("getattr")?, (self.catalogue.clone_ref(py), "township")))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.catalogue.is(&other.catalogue)
    }

    fn __hash__(&self) -> u64 {
        catalogue::hash(&self.catalogue, 0)
    }

    fn __repr__(&self) -> String {
        let t = self.township();
        let code = t.code().map_or_else(String::new, |code| format!(" {code}"));
        let made_up = if t.is_made_up() { " made up" } else { "" };
        format!("<Township {}{}{}{}{code}{made_up}>", t.region(), t.prefecture(), t.county(), t.name())
    }

    fn __str__(&self) -> &str {
        self.township().name()
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html(slf, "township")
    }
}

/// A figure of the township's profile.
///
/// >>> print(lvzhi.township.profile[0])
/// 距县城 22 公里
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Figure {
    catalogue: Py<Catalogue>,
    index: usize,
}

impl Figure {
    fn row(&self) -> Option<lvzhi::Figure<'_>> {
        self.catalogue.get().list.township().profile().nth(self.index)
    }
}

#[pymethods]
impl Figure {
    /// The key in exports, with the unit: ``"area_km2"``.
    #[getter]
    fn key(&self) -> &str {
        self.row().map_or("", |row| row.key())
    }

    /// The Chinese name: ``"区域面积"``.
    #[getter]
    fn name(&self) -> &str {
        self.row().map_or("", |row| row.name())
    }

    /// The value, in the unit.
    #[getter]
    fn value(&self) -> u64 {
        self.row().map_or(0, |row| row.value())
    }

    /// The Chinese unit: ``"平方公里"``.
    #[getter]
    fn unit(&self) -> &str {
        self.row().map_or("", |row| row.unit())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.catalogue.is(&other.catalogue) && self.index == other.index
    }

    fn __hash__(&self) -> u64 {
        catalogue::hash(&self.catalogue, self.index)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, &str> {
        Ok((py.import("lvzhi._native")?.getattr("rebuild_figure")?, (self.catalogue.clone_ref(py), self.key())))
    }

    fn __repr__(&self) -> String {
        format!("<Figure {} {} {}>", self.key(), self.value(), self.unit())
    }

    fn __str__(&self) -> String {
        format!("{} {} {}", self.name(), self.value(), self.unit())
    }
}
