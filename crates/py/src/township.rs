//! `Township` and `Figure`: whose list this is.

use crate::catalogue::tier_of;
use crate::pages::html;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// The township (乡镇) whose list is built in: `lvzhi.township`.
///
/// >>> lvzhi.township.name, lvzhi.township.county, lvzhi.township.code
/// ('夏马勒乡', '巴楚县', '653130203')
/// >>> lvzhi.township.declared_items("basic")
/// 140
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Township {
    township: lvzhi::Township<'static>,
}

impl Township {
    pub(crate) fn new() -> Self {
        Self { township: lvzhi::catalogue().township() }
    }
}

/// The township of the built-in list: what pickles of it call.
#[pyfunction]
pub(crate) fn rebuild_township() -> Township {
    Township::new()
}

/// A figure of the township by its key: what pickles of figures call.
#[pyfunction]
pub(crate) fn rebuild_figure(py: Python<'_>, key: &str) -> PyResult<Figure> {
    let figure = lvzhi::catalogue().township().profile().find(|figure| figure.key() == key);
    let missing = "概况中没有这个数字 (the profile has no such figure)";
    figure.map(|figure| Figure { figure }).ok_or_else(|| crate::error::not_found_with(py, key, missing, &[]))
}

#[pymethods]
impl Township {
    /// ``"夏马勒乡"``
    #[getter]
    fn name(&self) -> &'static str {
        self.township.name()
    }

    /// ``"巴楚县"``
    #[getter]
    fn county(&self) -> &'static str {
        self.township.county()
    }

    /// ``"喀什地区"``
    #[getter]
    fn prefecture(&self) -> &'static str {
        self.township.prefecture()
    }

    /// ``"新疆维吾尔自治区"``
    #[getter]
    fn region(&self) -> &'static str {
        self.township.region()
    }

    /// The division code (行政区划代码), nine digits: ``"653130203"``.
    #[getter]
    fn code(&self) -> &'static str {
        self.township.code()
    }

    /// The profile that the list gives: a tuple of :class:`Figure`.
    #[getter]
    fn profile<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.township.profile().map(|figure| Figure { figure }))
    }

    /// Items that the list declares for a tier.
    fn declared_items(&self, tier: &Bound<'_, PyAny>) -> PyResult<u16> {
        Ok(self.township.declared_items(tier_of(tier)?))
    }

    /// Categories that the list declares for a tier.
    fn declared_categories(&self, tier: &Bound<'_, PyAny>) -> PyResult<u16> {
        Ok(self.township.declared_categories(tier_of(tier)?))
    }

    /// Departments that the list declares for a tier; ``None`` for basic items, which name none.
    fn declared_departments(&self, tier: &Bound<'_, PyAny>) -> PyResult<Option<u16>> {
        Ok(self.township.declared_departments(tier_of(tier)?))
    }

    /// Declared departments that cannot be found, because the scan lost their names.
    fn missing_departments(&self, tier: &Bound<'_, PyAny>) -> PyResult<u16> {
        Ok(self.township.missing_departments(tier_of(tier)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, ())> {
        Ok((py.import("lvzhi._native")?.getattr("rebuild_township")?, ()))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.township.code() == other.township.code()
    }

    fn __hash__(&self) -> u64 {
        self.township.code().parse().unwrap_or(0)
    }

    fn __repr__(&self) -> String {
        let t = self.township;
        format!("<Township {}{}{}{} {}>", t.region(), t.prefecture(), t.county(), t.name(), t.code())
    }

    fn __str__(&self) -> &'static str {
        self.township.name()
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
    figure: lvzhi::Figure<'static>,
}

#[pymethods]
impl Figure {
    /// The key in exports, with the unit: ``"area_km2"``.
    #[getter]
    fn key(&self) -> &'static str {
        self.figure.key()
    }

    /// The Chinese name: ``"区域面积"``.
    #[getter]
    fn name(&self) -> &'static str {
        self.figure.name()
    }

    /// The value, in the unit.
    #[getter]
    fn value(&self) -> u64 {
        self.figure.value()
    }

    /// The Chinese unit: ``"平方公里"``.
    #[getter]
    fn unit(&self) -> &'static str {
        self.figure.unit()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.figure.key() == other.figure.key()
    }

    fn __hash__(&self) -> u64 {
        self.figure.value()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (&'static str,))> {
        Ok((py.import("lvzhi._native")?.getattr("rebuild_figure")?, (self.figure.key(),)))
    }

    fn __repr__(&self) -> String {
        format!("<Figure {} {} {}>", self.figure.key(), self.figure.value(), self.figure.unit())
    }

    fn __str__(&self) -> String {
        format!("{} {} {}", self.figure.name(), self.figure.value(), self.figure.unit())
    }
}
