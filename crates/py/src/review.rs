//! What comparing, measuring and checking found: facts, remarks and tables.

use crate::arguments::{File, List, Words};
use crate::catalogue::Catalogue;
use crate::error;
use crate::imported::write;
use lvzhi_manage::labels::Labelled;
use lvzhi_manage::review::{Cell, Table};
use lvzhi_manage::teach;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use std::fmt::Display;

/// What comparing, measuring or checking found: ``facts``, ``notes`` for the reader, and ``tables``.
///
/// Rows of columns are named by their number, from 0: 第 0 条 is the first. ``str()`` of it is text, :meth:`to_pandas` and :meth:`to_polars` give a table as a frame, :meth:`save` writes a workbook, a page or JSON by the
/// ending of the name. Shows itself in notebooks.
///
/// >>> review = lvzhi.catalogue().admit("开展国土调查")
/// >>> review.kind, sorted(review.tables)
/// ('admission', ['candidates', 'clauses'])
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Review {
    review: lvzhi_manage::Review,
}

impl Review {
    pub(crate) fn of(review: lvzhi_manage::Review) -> Self {
        Self { review }
    }
}

fn value<'py>(py: Python<'py>, cell: &Cell) -> PyResult<Bound<'py, PyAny>> {
    Ok(match cell {
        Cell::Nothing => py.None().into_bound(py),
        Cell::Whole(number) => number.into_pyobject(py)?.into_any(),
        Cell::Number(number) | Cell::Share(number) => number.into_pyobject(py)?.into_any(),
        text => text.shown().into_pyobject(py)?.into_any(),
    })
}

#[pymethods]
impl Review {
    /// What kind of work it is of: ``"diff"``, ``"evaluation"``, ``"comparison"``, ``"admission"``, ``"moves"``, ``"sample"`` or ``"agreement"``.
    #[getter]
    fn kind(&self) -> &str {
        self.review.kind
    }

    /// The heading.
    #[getter]
    fn title(&self) -> &str {
        &self.review.title
    }

    /// What matters most, by key.
    #[getter]
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let facts = PyDict::new(py);
        for fact in &self.review.facts {
            facts.set_item(fact.key, value(py, &fact.value)?)?;
        }
        Ok(facts)
    }

    /// Advice and reservations.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.review.notes.clone()
    }

    /// The tables by key: each a list of rows, each row a dict.
    #[getter]
    fn tables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tables = PyDict::new(py);
        for table in &self.review.tables {
            let rows = PyList::empty(py);
            for cells in &table.rows {
                let row = PyDict::new(py);
                for (column, cell) in table.columns.iter().zip(cells) {
                    row.set_item(&column.key, value(py, cell)?)?;
                }
                rows.append(row)?;
            }
            tables.set_item(table.key, rows)?;
        }
        Ok(tables)
    }

    /// The columns of a table, by key: what its keys are called in Chinese.
    fn columns<'py>(&self, py: Python<'py>, table: Words) -> PyResult<Bound<'py, PyDict>> {
        let found = self.review.table(&table.0).ok_or_else(|| {
            let known: Vec<&str> = self.review.tables.iter().map(|table| table.key).collect();
            let known = known.join("、");
            error::value(py, &format!("没有表 {}，只有 {known} (no such table: one of {known})", table.0))
        })?;
        let columns = PyDict::new(py);
        for column in &found.columns {
            columns.set_item(&column.key, &column.title)?;
        }
        Ok(columns)
    }

    /// A table as a frame of pandas; the first one if none is named.
    #[pyo3(signature = (table = None))]
    fn to_pandas<'py>(slf: &Bound<'py, Self>, table: Option<Words>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("lvzhi._reviews")?.call_method1("to_pandas", (slf, table.map(|table| table.0)))
    }

    /// A table as a frame of polars; the first one if none is named.
    #[pyo3(signature = (table = None))]
    fn to_polars<'py>(slf: &Bound<'py, Self>, table: Option<Words>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("lvzhi._reviews")?.call_method1("to_polars", (slf, table.map(|table| table.0)))
    }

    /// All of it as one JSON object.
    fn to_json(&self) -> String {
        self.review.to_json()
    }

    /// As a page of HTML that needs nothing beside it.
    fn to_html(&self) -> String {
        self.review.to_html()
    }

    /// Writes it to a file, in the form that its name ends in: ``.xlsx``, ``.html``, ``.json`` or ``.txt``.
    ///
    /// Raises :class:`OptionError` (a ``ValueError``) for another ending, :class:`FileError` (an ``OSError``) where it cannot be written.
    fn save(&self, py: Python<'_>, path: File) -> PyResult<()> {
        let path = path.0;
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let bytes = match ending.as_str() {
            "xlsx" => {
                let book = py.detach(|| self.review.to_workbook());
                book.map_err(|wrong| error::file(py, &format!("{}：{wrong}", path.display())))?
            }
            "html" => self.review.to_html().into_bytes(),
            "json" => (self.review.to_json() + "\n").into_bytes(),
            "txt" => self.review.to_text(PLAIN).into_bytes(),
            _ => {
                let told =
                    "文件名应以 .xlsx、.html、.json 或 .txt 结尾 (end the name with .xlsx, .html, .json or .txt)";
                return Err(error::value(py, &format!("{}：{told}", path.display())));
            }
        };
        write(py, &path, &bytes)
    }

    fn _repr_html_(&self) -> String {
        self.review.to_fragment()
    }

    fn __str__(&self) -> String {
        self.review.to_text(PLAIN)
    }

    fn __repr__(&self) -> String {
        let tables: Vec<String> =
            self.review.tables.iter().map(|table| format!("{} {}", table.key, table.rows.len())).collect();
        format!("<Review {}: {}>", self.review.kind, tables.join(", "))
    }
}

/// Columns of a text that no terminal shows.
const PLAIN: u16 = 160;

/// What is told where rows are named by their number.
const FROM_ZERO: &str = "位置从 0 起，与 Python 的下标一致 (positions count from 0, as indexes in Python do)";

impl Review {
    /// A review of columns from Python.
    pub(crate) fn of_columns(mut review: lvzhi_manage::Review) -> Self {
        let names_rows = |table: &Table| !table.rows.is_empty() && table.columns.iter().any(|c| c.key == "place");
        if review.tables.iter().any(names_rows) {
            review.notes.push(FROM_ZERO.to_owned());
        }
        Self { review }
    }
}

/// An argument that is a column, and its name.
pub(crate) type Column<'a, 'py> = (&'static str, &'a Bound<'py, PyAny>);

/// Columns of texts and labels as rows; without texts, of empty ones.
pub(crate) fn rows(
    list: &Bound<'_, Catalogue>,
    texts: Option<Column<'_, '_>>,
    labels: &[Column<'_, '_>],
) -> PyResult<Vec<Labelled>> {
    let py = list.py();
    let module = py.import("lvzhi._reviews")?;
    let read = |(name, column): &Column<'_, '_>| {
        let rows: Vec<Vec<Bound<'_, PyAny>>> = module.call_method1("labels", (list, *column, *name))?.extract()?;
        let sound = |(at, labels): (usize, Vec<_>)| labels.iter().map(|label| text_in(label, at)).collect();
        rows.into_iter().enumerate().map(sound).collect::<PyResult<Vec<Vec<String>>>>()
    };
    let labels: Vec<Vec<Vec<String>>> = labels.iter().map(read).collect::<PyResult<_>>()?;
    let texts: Vec<Option<String>> = match texts {
        Some((name, column)) => {
            let texts: Vec<Option<Bound<'_, PyAny>>> = module.call_method1("texts", (column, name))?.extract()?;
            let texts = texts.iter().enumerate();
            texts.map(|(at, text)| text.as_ref().map(|text| text_in(text, at)).transpose()).collect::<PyResult<_>>()?
        }
        None => vec![None; labels.first().map_or(0, Vec::len)],
    };
    if let Some(other) = labels.iter().find(|column| column.len() != texts.len()) {
        let (texts, labels) = (texts.len(), other.len());
        let told =
            format!("文本 {texts} 条，标注 {labels} 条，应一样多 ({texts} texts, {labels} labels: give one for each)");
        return Err(error::value(py, &told));
    }
    let row = |(at, text): (usize, Option<String>)| Labelled {
        place: format!("第 {at} 条"),
        text: text.unwrap_or_default(),
        labels: labels.iter().map(|column| column.get(at).cloned().unwrap_or_default()).collect(),
    };
    let without_texts = labels.len() > 1;
    let rows = texts.into_iter().enumerate().map(row);
    Ok(rows.filter(|row| without_texts || !row.text.trim().is_empty()).collect())
}

/// The text of a `str` in a row of a column.
pub(crate) fn text_in(object: &Bound<'_, PyAny>, row: usize) -> PyResult<String> {
    let text = object.cast::<PyString>()?.to_str();
    text.map(str::to_owned).map_err(|_| error::query_in(object.py(), error::SURROGATE, row))
}

/// A list like this one that knows these corrections; or why not.
pub(crate) fn corrected(
    list: &Bound<'_, Catalogue>,
    corrected: impl FnOnce(&lvzhi::Catalogue) -> Result<teach::Corrections, Vec<teach::Wrong>> + Send,
) -> PyResult<Py<Catalogue>> {
    let py = list.py();
    let (list, held) = (&list.get().list, list.get().compiled(py)?);
    let held = held.as_bytes(py);
    let taught = py.detach(|| {
        let corrections = corrected(list).map_err(teach::Untaught::Wrong)?;
        teach::taught(held, &corrections.taught).map_err(teach::Untaught::List)
    });
    let taught = taught.map_err(|wrong| match &wrong {
        teach::Untaught::Wrong(all) => {
            let problems: Vec<String> = all.iter().map(|wrong| format!("{}：{}", wrong.place, wrong.message)).collect();
            error::list(py, &from_zero(&wrong), &problems)
        }
        teach::Untaught::List(_) => error::list(py, &wrong.to_string(), &[]),
    })?;
    Catalogue::opened(py, PyBytes::new(py, &taught)).map_err(|wrong| wrong.raised(py))
}

/// A message that names rows by their number.
pub(crate) fn from_zero(message: &impl Display) -> String {
    format!("{message}。{FROM_ZERO}")
}

/// The lists of several townships side by side, by the matters of their items: a :class:`Review` with the tables ``townships``, ``tiers`` (the same
/// matter in different tiers), ``single`` (what only one has), ``common`` (what all have) and ``matrix`` (matter × township).
///
/// >>> lvzhi.compare([lvzhi.catalogue(), lvzhi.catalogue()]).facts["tiers"]
/// 0
#[pyfunction]
pub(crate) fn compare(lists: &Bound<'_, PyAny>) -> PyResult<Review> {
    let py = lists.py();
    let lists = lists.try_iter().map_err(|_| {
        let message = "lists 应为几份清单 (expected the catalogues of several townships: a list of them)";
        error::wrong_type(py, message, None)
    })?;
    let lists = lists.map(|list| list?.extract()).collect::<PyResult<Vec<List>>>()?;
    let lists: Vec<&lvzhi::Catalogue> = lists.iter().map(|list| &list.0.get().list).collect();
    Ok(py.detach(|| Review::of(lvzhi_manage::compare(&lists))))
}
