//! Which lists are open: the one built in, and others by their bytes, each one object while it lives.

use super::Catalogue;
use crate::department::Department;
use crate::error;
use crate::item::Item;
use lvzhi::FileError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyWeakrefMethods, PyWeakrefReference};
use std::cmp::Ordering;
use std::sync::{Mutex, PoisonError};

impl Catalogue {
    /// The list in these bytes: the one that is open already, or a new one.
    pub(crate) fn opened(py: Python<'_>, bytes: Bound<'_, PyBytes>) -> Result<Py<Self>, Unopened> {
        if let Some(open) = open_already(py, &bytes, None)? {
            return Ok(open);
        }
        let held = PyBackedBytes::from(bytes.clone());
        let list = py.detach(|| lvzhi::Catalogue::from_bytes(held))?;
        let made = Bound::new(py, Self::new(list, Some(bytes.clone().unbind())))?;
        let weak = PyWeakrefReference::new(made.as_any())?.unbind();
        // Another thread may have opened it meanwhile.
        Ok(open_already(py, &bytes, Some(weak))?.unwrap_or_else(|| made.unbind()))
    }

    /// The compiled list.
    pub(crate) fn compiled(&self, py: Python<'_>) -> PyResult<Py<PyBytes>> {
        if let Some(bytes) = &self.bytes {
            return Ok(bytes.clone_ref(py));
        }
        // A list compiles from its export to what it was compiled to.
        let failed = |wrong: String| error::list(py, &wrong, &[]);
        let bytes = py.detach(|| {
            let list = lvzhi_compiler::parse_export(self.list.data_version().as_ref(), &self.list.export());
            let list = list.map_err(|problems| problems.to_string())?;
            let matters = lvzhi_tables::matters::Matters::built_in().map_err(|wrong| wrong.to_string())?;
            lvzhi_compiler::compile(&list, &matters).map_err(|wrong| wrong.to_string())
        });
        Ok(PyBytes::new(py, &bytes.map_err(failed)?).unbind())
    }
}

/// The bytes that an object holds.
pub(super) fn bytes_of<'py>(data: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let py = data.py();
    Ok(match data.cast::<PyBytes>() {
        Ok(bytes) => bytes.clone(),
        // Whatever else holds bytes, such as a memoryview, is copied. A number would make as many zeros, a str has none.
        Err(_) => py
            .import("builtins")?
            .getattr("memoryview")?
            .call1((data,))
            .and_then(|view| view.call_method0("tobytes"))
            .map_err(|_| error::wrong_type(py, &not_bytes(data), None))?
            .cast_into()?,
    })
}

/// What to say of an object that holds no bytes.
fn not_bytes(object: &Bound<'_, PyAny>) -> String {
    let class = object.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
    format!(
        "data 应为 bytes，而不是 {class}，文件请用 lvzhi.open(path) 打开 (expected bytes, not {class}: open a file by lvzhi.open(path))"
    )
}

/// Why bytes could not be opened.
pub(crate) enum Unopened {
    File(FileError),
    Python(PyErr),
}

impl From<FileError> for Unopened {
    fn from(wrong: FileError) -> Self {
        Self::File(wrong)
    }
}

impl From<PyErr> for Unopened {
    fn from(wrong: PyErr) -> Self {
        Self::Python(wrong)
    }
}

impl Unopened {
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        match self {
            Self::File(wrong) => error::list(py, &wrong.to_string(), &[]),
            Self::Python(wrong) => wrong,
        }
    }
}

/// The opened list of these bytes, if it is alive; if there is none, `new` is known from now on. Nothing in here lets another thread run, which
/// might wait for the lock.
fn open_already(
    py: Python<'_>,
    bytes: &Bound<'_, PyBytes>,
    new: Option<Py<PyWeakrefReference>>,
) -> PyResult<Option<Py<Catalogue>>> {
    static OPEN: Mutex<Vec<Py<PyWeakrefReference>>> = Mutex::new(Vec::new());
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    open.retain(|weak| weak.bind(py).upgrade().is_some());
    for weak in &*open {
        if let Some(list) = weak.bind(py).upgrade_as::<Catalogue>()?
            && list.get().bytes.as_ref().is_some_and(|held| held.as_bytes(py) == bytes.as_bytes())
        {
            return Ok(Some(list.unbind()));
        }
    }
    open.extend(new);
    Ok(None)
}

/// The order of lists: by `data_version`, then by their bytes, the built-in one first. Equal ones are one object.
pub(crate) fn order<'a>(py: Python<'a>, one: &'a Py<Catalogue>, other: &'a Py<Catalogue>) -> Ordering {
    if one.is(other) {
        return Ordering::Equal;
    }
    let (one, other) = (one.get(), other.get());
    let bytes = |list: &'a Catalogue| list.bytes.as_ref().map(|bytes| bytes.as_bytes(py));
    one.list.data_version().cmp(other.list.data_version()).then_with(|| bytes(one).cmp(&bytes(other)))
}

/// The hash of a part of a list.
pub(crate) fn hash(list: &Py<Catalogue>, place: usize) -> u64 {
    list.get().salt.wrapping_add(place as u64)
}

static BUILT_IN: PyOnceLock<Py<Catalogue>> = PyOnceLock::new();

fn built_in(py: Python<'_>) -> PyResult<&Bound<'_, Catalogue>> {
    BUILT_IN
        .get_or_try_init(py, || Py::new(py, Catalogue::new(lvzhi::catalogue().clone(), None)))
        .map(|list| list.bind(py))
}

/// Makes the objects of the built-in list, which stay. Called at import: 292 items and 38 departments take about 30 µs and 60 KB.
pub(crate) fn keep_built_in(py: Python<'_>) -> PyResult<()> {
    let catalogue = built_in(py)?;
    let Catalogue { list, items, departments, .. } = catalogue.get();
    let all = list.items().map(|item| Py::new(py, Item::new(catalogue, item.id())?));
    items.keep(py, all.collect::<PyResult<_>>()?);
    let all = list.departments().map(|department| Py::new(py, Department::new(catalogue, department.index())?));
    departments.keep(py, all.collect::<PyResult<_>>()?);
    Ok(())
}

/// The list that is built in: that of 夏马勒乡 (巴楚县), one object.
///
/// >>> lvzhi.catalogue() is lvzhi.item("C051").catalogue
/// True
#[pyfunction]
pub(crate) fn catalogue(py: Python<'_>) -> PyResult<Py<Catalogue>> {
    Ok(built_in(py)?.clone().unbind())
}

/// An opened list from its bytes: what pickles of lists call.
#[pyfunction]
pub(crate) fn rebuild_catalogue(data: &Bound<'_, PyBytes>) -> PyResult<Py<Catalogue>> {
    Catalogue::from_bytes(data)
}
