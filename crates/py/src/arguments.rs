//! Arguments that say what is wrong with them. Python adds to the error which argument it was.

use crate::catalogue::Catalogue;
use crate::error;
use pyo3::Borrowed;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::path::PathBuf;

/// A `str` without lone surrogates.
pub(crate) struct Words(pub(crate) String);

/// A number of things.
pub(crate) struct Whole(pub(crate) usize);

/// Any number.
pub(crate) struct Number(pub(crate) f64);

/// The path of a file or folder.
pub(crate) struct File(pub(crate) PathBuf);

/// A list.
pub(crate) struct List(pub(crate) Py<Catalogue>);

/// The name of the class of an object.
fn class(object: Borrowed<'_, '_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string())
}

impl<'py> FromPyObject<'_, 'py> for Words {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        error::text(&object, "").map(|text| Self(text.to_owned()))
    }
}

impl<'py> FromPyObject<'_, 'py> for Whole {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        object.extract().map(Self).or_else(|_| {
            let shown = object.repr()?;
            let message = format!("{shown}：应为不小于 0 的整数 (expected a whole number of at least 0)");
            Err(error::value(object.py(), &message))
        })
    }
}

impl<'py> FromPyObject<'_, 'py> for Number {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        object.extract().map(Self).or_else(|_| {
            let shown = object.repr()?;
            Err(error::value(object.py(), &format!("{shown}：应为数 (expected a number)")))
        })
    }
}

impl<'py> FromPyObject<'_, 'py> for File {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        object.extract().map(Self).map_err(|wrong: PyErr| {
            if wrong.is_instance_of::<PyTypeError>(py) {
                let class = class(object);
                let message = format!(
                    "应为文件名，而不是 {class} (expected the path of a file, str or os.PathLike, not {class})"
                );
                error::wrong_type(py, &message, None)
            } else {
                error::file(py, &format!("没有文件能叫这个名字 (no file can have this name): {wrong}"))
            }
        })
    }
}

impl<'py> FromPyObject<'_, 'py> for List {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        object.extract().map(Self).map_err(|_| {
            let class = class(object);
            let message = format!("应为清单 lvzhi.Catalogue，而不是 {class} (expected a Catalogue, not {class}: lvzhi.open(path) opens one)");
            error::wrong_type(object.py(), &message, None)
        })
    }
}
