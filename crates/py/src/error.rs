//! Errors of the core as Python exceptions: classes of `lvzhi._errors`, with the core's messages.

use lvzhi::LookupError;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

/// An instance of a class of `lvzhi._errors`.
fn instance<'py, A>(py: Python<'py>, class: &str, arguments: A) -> PyErr
where
    A: pyo3::call::PyCallArgs<'py>,
{
    let made =
        py.import("lvzhi._errors").and_then(|module| module.getattr(class)).and_then(|class| class.call1(arguments));
    match made {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// Text that cannot be a query; `row` is its row in a column, from 0.
pub(crate) fn query(py: Python<'_>, message: &str, row: Option<usize>) -> PyErr {
    instance(py, "QueryError", (message, row))
}

/// Text in a column that cannot be a query, where such rows cannot be left empty.
pub(crate) fn query_in(py: Python<'_>, message: &str, row: usize) -> PyErr {
    instance(py, "QueryError", (message, row, ""))
}

/// Something that is no text where text is wanted.
pub(crate) fn wrong_type(py: Python<'_>, message: &str, row: Option<usize>) -> PyErr {
    instance(py, "QueryTypeError", (message, row))
}

/// A value that is none of those that are known, with the known ones.
pub(crate) fn value(py: Python<'_>, message: &str) -> PyErr {
    instance(py, "OptionError", (message,))
}

/// A file that is not there.
pub(crate) fn missing_file(py: Python<'_>, message: &str) -> PyErr {
    instance(py, "MissingFileError", (message,))
}

/// A file that cannot be read.
pub(crate) fn file(py: Python<'_>, message: &str) -> PyErr {
    instance(py, "FileError", (message,))
}

/// What is no sound list, with its problems one by one.
pub(crate) fn list(py: Python<'_>, message: &str, problems: &[String]) -> PyErr {
    match PyTuple::new(py, problems) {
        Ok(problems) => instance(py, "ListError", (message, problems)),
        Err(error) => error,
    }
}

/// A key that the list does not hold, with the nearest names.
pub(crate) fn not_found(py: Python<'_>, key: &str, error: LookupError, nearest: &[String]) -> PyErr {
    not_found_with(py, key, &error.to_string(), nearest)
}

/// As [`not_found`], with a message of one's own.
pub(crate) fn not_found_with(py: Python<'_>, key: &str, message: &str, nearest: &[String]) -> PyErr {
    match PyTuple::new(py, nearest) {
        Ok(nearest) => instance(py, "NotFoundError", (key, message, nearest)),
        Err(error) => error,
    }
}

/// The text of a Python `str`, or an error that says what it is instead. Not copied.
pub(crate) fn text<'a>(object: &'a Bound<'_, PyAny>, what: &str) -> PyResult<&'a str> {
    let py = object.py();
    match object.cast::<PyString>() {
        Ok(text) => text.to_str().map_err(|_| query(py, SURROGATE, None)),
        Err(_) => Err(wrong_type(py, &not_text(object, what), None)),
    }
}

/// Half of a pair of surrogates: text that no encoding can hold.
pub(crate) const SURROGATE: &str = "文本含有不成对的代理字符，请按正确编码重新读取,或用 text.encode('utf-8', 'replace').decode() 清理 (the text has a lone surrogate: read it again in its right encoding, or replace the character)";

/// What to say of an object that is no text.
pub(crate) fn not_text(object: &Bound<'_, PyAny>, what: &str) -> String {
    let class = object.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
    format!("{what}应为 str，而不是 {class}，请先用 str() 转换 (expected str, not {class}: convert it first)")
}
