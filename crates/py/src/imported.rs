//! Lists from the files that people have, and from frames: what was understood, and every doubt on the way.

use crate::arguments::{File, Words};
use crate::catalogue::{Catalogue, Unopened};
use crate::error;
use crate::keys::tier_of;
use crate::review::text_in;
use lvzhi_import::document::{Block, Cell, Document, Place, Row, Table};
use lvzhi_import::report::{Doubt, Severity};
use lvzhi_import::{ImportError, Imported, Options, ReadError, Written, tell, workbook};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// What an import found: every doubt with its place, the totals that the list declares beside those that were found.
///
/// ``str()`` of it is the report for people, :meth:`to_json` for programs, :meth:`save` a copy of the file as a workbook in which each doubt is
/// a coloured cell with a comment.
#[pyclass(frozen, module = "lvzhi")]
pub(crate) struct Report {
    documents: Vec<Document>,
    imported: Imported,
    /// What came of the folder that it was last written into.
    written: Mutex<Option<Written>>,
}

#[pymethods]
impl Report {
    /// The doubts, the most harmful first: named tuples of severity (``lost``, ``doubtful``, ``note``), file, place as spreadsheets write it
    /// (``基本履职!C7``), sheet, row and column from 1, text, understood, remedy.
    #[getter]
    fn doubts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        doubts(py, &self.imported.report().doubts)
    }

    /// Whether somebody has to look: something was lost, or may have been meant otherwise.
    #[getter]
    fn is_doubtful(&self) -> bool {
        self.imported.is_doubtful()
    }

    /// The report as one JSON object: totals, doubts, the matters that items were bound to, rows that hold no item, and what became of the folder
    /// that it was last written into.
    fn to_json(&self) -> String {
        tell::json(&self.imported, &self.imported.bound(), self.written().as_ref())
    }

    /// Writes a copy of the source as a workbook (``.xlsx``), each doubt a coloured cell with a comment, and a sheet of them all with links.
    ///
    /// Raises :class:`OptionError` (a ``ValueError``) for another ending, :class:`FileError` (an ``OSError``) where it cannot be written.
    fn save(&self, py: Python<'_>, path: File) -> PyResult<()> {
        let path = path.0;
        must_end(py, &path, ".xlsx")?;
        let copy = py.detach(|| workbook::marked(&self.documents, self.imported.report()));
        write(py, &path, &copy.map_err(|wrong| error::file(py, &format!("{}：{wrong}", path.display())))?)
    }

    /// Writes the list as a folder of text files, to be edited and compiled; returns the names of the files that are new or have changed. A folder
    /// that such a call has written keeps what was edited in it: the ``conflicts`` of the result are the places where the folder and the file say
    /// different things, as named tuples like :attr:`doubts`, and its ``again`` says whether the folder was there.
    ///
    /// Raises :class:`FileError` (an ``OSError``) where the folder holds something else or cannot be written.
    fn to_folder<'py>(&self, py: Python<'py>, path: File) -> PyResult<Bound<'py, PyTuple>> {
        let written = py.detach(|| self.imported.to_folder(&path.0));
        let written = written.map_err(|wrong| error::file(py, &wrong.to_string()))?;
        let class = py.import("lvzhi._report")?.getattr("Written")?;
        let told = class.call1((PyTuple::new(py, &written.files)?, written.again, doubts(py, &written.conflicts)?))?;
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = Some(written);
        Ok(told.cast_into()?)
    }

    fn __str__(&self) -> String {
        tell::text(&self.imported, &self.imported.bound(), self.written().as_ref())
    }

    fn __repr__(&self) -> String {
        let report = self.imported.report();
        let [lost, doubtful, notes] = [Severity::Lost, Severity::Doubtful, Severity::Note].map(|s| report.count(s));
        format!("<Report: {lost} lost, {doubtful} doubtful, {notes} notes>")
    }
}

impl Report {
    fn written(&self) -> Option<Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Doubts as named tuples.
fn doubts<'py>(py: Python<'py>, doubts: &[Doubt]) -> PyResult<Bound<'py, PyTuple>> {
    let class = py.import("lvzhi._report")?.getattr("Doubt")?;
    let doubts = doubts.iter().map(|doubt| {
        let severity = match doubt.severity {
            Severity::Lost => "lost",
            Severity::Doubtful => "doubtful",
            Severity::Note => "note",
        };
        let said = |[zh, en]: &[String; 2]| format!("{zh} ({en})");
        let place = &doubt.place;
        class.call1((
            severity,
            &doubt.file,
            place.to_string(),
            &place.sheet,
            place.row,
            place.column,
            &doubt.text,
            said(&doubt.understood),
            said(&doubt.remedy),
        ))
    });
    PyTuple::new(py, doubts.collect::<PyResult<Vec<_>>>()?)
}

/// Writes a file that takes the place of what is there when all is written.
pub(crate) fn write(py: Python<'_>, path: &std::path::Path, bytes: &[u8]) -> PyResult<()> {
    py.import("lvzhi._replacing")?.call_method1("write", (path, PyBytes::new(py, bytes))).map(drop)
}

/// Refuses a name that promises another form than is written.
pub(crate) fn must_end(py: Python<'_>, path: &std::path::Path, ending: &str) -> PyResult<()> {
    py.import("lvzhi._replacing")?.call_method1("must_end", (path, ending)).map(drop)
}

/// What files may not say of their list.
pub(crate) struct Facts<'py> {
    pub(crate) township: Option<Words>,
    pub(crate) county: Option<Words>,
    pub(crate) prefecture: Option<Words>,
    pub(crate) region: Option<Words>,
    pub(crate) code: Option<Words>,
    pub(crate) edition: Option<Words>,
    pub(crate) tier: Option<Bound<'py, PyAny>>,
}

impl Facts<'_> {
    fn options(self) -> PyResult<Options> {
        let Self { township, county, prefecture, region, code, edition, tier } = self;
        let [township, county, prefecture, region, code, edition] =
            [township, county, prefecture, region, code, edition].map(|fact| fact.map(|Words(fact)| fact));
        let tier = tier.as_ref().map(tier_of).transpose()?;
        Ok(Options { township, county, prefecture, region, code, edition, tier })
    }
}

/// A list from the file it was published as: XLSX, XLS, ODS, DOCX, CSV, HTML, Markdown, text. Several files make one list.
///
/// The result is a :class:`Catalogue` like any other; its :attr:`Catalogue.report` says what was doubtful, and where. Nothing is written:
/// ``save`` keeps the list as a compiled file, ``report.to_folder`` as text to be edited. What the file does not say of its township can be given;
/// ``tier`` is that of tables that do not say theirs; ``township`` chooses one where the file holds several.
///
/// Raises :class:`MissingFileError` (a ``FileNotFoundError``), :class:`FileError` (an ``OSError``), and :class:`ListError` (a ``ValueError``)
/// where the file cannot be read or is no duty list: with the place and what to do.
///
/// >>> try:
/// ...     lvzhi.import_list("没有.xlsx")
/// ... except FileNotFoundError as error:
/// ...     print(type(error).__name__)
/// MissingFileError
#[pyfunction]
#[pyo3(
    signature = (*paths, township = None, county = None, prefecture = None, region = None, code = None, edition = None, tier = None),
    text_signature = "(*paths, township=None, county=None, prefecture=None, region=None, code=None, edition=None, tier=None)"
)]
#[allow(clippy::too_many_arguments, reason = "keywords of a Python function")]
pub(crate) fn import_list(
    py: Python<'_>,
    paths: &Bound<'_, PyTuple>,
    township: Option<Words>,
    county: Option<Words>,
    prefecture: Option<Words>,
    region: Option<Words>,
    code: Option<Words>,
    edition: Option<Words>,
    tier: Option<Bound<'_, PyAny>>,
) -> PyResult<Py<Catalogue>> {
    let path = |path: Bound<'_, PyAny>| path.extract().map(|File(path)| path);
    let paths: Vec<PathBuf> = paths.iter().map(path).collect::<PyResult<_>>()?;
    if paths.is_empty() {
        return Err(error::value(py, "请给出清单文件 (give the file of a list)"));
    }
    let facts = Facts { township, county, prefecture, region, code, edition, tier };
    let documents: Result<Vec<Document>, ReadError> =
        py.detach(|| paths.iter().map(|path| lvzhi_import::read(path)).collect());
    let documents = documents.map_err(|wrong| match &wrong {
        ReadError::Io { error, .. } if error.kind() == std::io::ErrorKind::NotFound => {
            error::missing_file(py, &wrong.to_string())
        }
        ReadError::Io { .. } => error::file(py, &wrong.to_string()),
        _ => error::list(py, &wrong.to_string(), &[]),
    })?;
    imported(py, documents, facts)
}

/// A list from the rows of a frame, the first of which are its headings.
pub(crate) fn of_rows(py: Python<'_>, rows: Vec<Vec<Bound<'_, PyAny>>>, facts: Facts<'_>) -> PyResult<Py<Catalogue>> {
    // Rows count from 0 below the headings.
    let text = |(at, row): (usize, Vec<_>)| row.iter().map(|cell| text_in(cell, at.saturating_sub(1))).collect();
    let rows = rows.into_iter().enumerate().map(text).collect::<PyResult<Vec<Vec<String>>>>()?;
    let rows = (1..).zip(rows).map(|(row, texts)| Row {
        cells: (1..)
            .zip(texts)
            .map(|(column, text)| {
                let place = Place { sheet: "表".to_owned(), row, column };
                Cell { text, place, ..Cell::default() }
            })
            .collect(),
        hidden: false,
        heading: row == 1,
    });
    let table = Table { sheet: Some("表".to_owned()), hidden: false, rows: rows.collect() };
    let document = Document { file: "DataFrame".to_owned(), blocks: vec![Block::Table(table)], ..Document::default() };
    imported(py, vec![document], facts)
}

fn imported(py: Python<'_>, documents: Vec<Document>, facts: Facts<'_>) -> PyResult<Py<Catalogue>> {
    let options = facts.options()?;
    let done = py.detach(|| {
        lvzhi_import::import(&documents, &options).map(|imported| {
            let bytes = imported.to_bytes();
            (imported, bytes)
        })
    });
    let (imported, bytes) = done.map_err(|wrong: ImportError| {
        let problems = match &wrong {
            ImportError::Export(problems) | ImportError::Unsound(problems) => {
                problems.0.iter().map(ToString::to_string).collect()
            }
            _ => Vec::new(),
        };
        error::list(py, &wrong.to_string(), &problems)
    })?;
    let bytes = bytes.map_err(|wrong| error::list(py, &wrong.to_string(), &[]))?;
    let list = Catalogue::opened(py, PyBytes::new(py, &bytes)).map_err(|wrong: Unopened| wrong.raised(py))?;
    list.get().keep_report(Py::new(py, Report { documents, imported, written: Mutex::default() })?);
    Ok(list)
}
