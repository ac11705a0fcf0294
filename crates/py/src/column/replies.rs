//! The replies to a column: short codes, a chunk at a time.

use super::arrow;
use crate::error;
use lvzhi::{Item, Tier, Verdict};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// In place of a verdict: nothing was asked.
pub(crate) const MISSING: i8 = -1;

/// In place of a verdict: what was asked cannot be a query.
pub(crate) const ERROR: i8 = -2;

/// A candidate: the item's place in the list, or -1.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) item: i16,
    pub(crate) confidence: f32,
}

const NOBODY: Found = Found { item: -1, confidence: f32::NAN };

/// Replies to the rows of a chunk.
pub(crate) struct Chunk {
    /// The row of the column that the chunk begins with.
    pub(crate) start: usize,
    /// Of each row: a verdict's place in `Verdict::ALL`, [`MISSING`] or [`ERROR`].
    pub(crate) verdicts: Vec<i8>,
    pub(crate) confidences: Vec<f32>,
    /// Of each row: `top` candidates.
    pub(crate) found: Vec<Found>,
    top: usize,
}

/// The reply to a row.
pub(crate) struct Reply {
    pub(crate) verdict: i8,
    confidence: f32,
    found: Vec<Found>,
}

impl Chunk {
    pub(crate) fn new(start: usize, rows: usize, top: usize) -> Self {
        Self {
            start,
            verdicts: vec![MISSING; rows],
            confidences: vec![f32::NAN; rows],
            found: vec![NOBODY; rows.saturating_mul(top)],
            top,
        }
    }

    pub(crate) fn reply(&self, row: usize) -> Reply {
        Reply {
            verdict: self.verdicts.get(row).copied().unwrap_or(MISSING),
            confidence: self.confidences.get(row).copied().unwrap_or(f32::NAN),
            found: self.found.chunks(self.top).nth(row).unwrap_or(&[]).to_vec(),
        }
    }

    pub(crate) fn set(&mut self, row: usize, reply: &Reply) {
        if let Some(verdict) = self.verdicts.get_mut(row) {
            *verdict = reply.verdict;
        }
        if let Some(confidence) = self.confidences.get_mut(row) {
            *confidence = reply.confidence;
        }
        for (slot, found) in self.found.chunks_mut(self.top).nth(row).into_iter().flatten().zip(&reply.found) {
            *slot = *found;
        }
    }
}

/// A column of replies that is a choice of texts.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Column {
    Verdict,
    Id,
    Name,
    Tier,
    Category,
    Lead,
    Departments,
}

impl Column {
    /// All, in the order of a table.
    pub(crate) const ALL: [Self; 7] =
        [Self::Verdict, Self::Id, Self::Name, Self::Tier, Self::Category, Self::Lead, Self::Departments];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Id => "id",
            Self::Name => "name",
            Self::Tier => "tier",
            Self::Category => "category",
            Self::Lead => "lead_department",
            Self::Departments => "departments",
        }
    }
}

/// The texts that a column chooses from, and the choice for each item (-1: none).
pub(crate) struct Choice {
    pub(crate) values: Vec<String>,
    of_item: Vec<i16>,
}

/// Of each column but the verdict.
static CHOICES: LazyLock<Vec<Choice>> = LazyLock::new(|| Column::ALL.into_iter().map(Choice::new).collect());

impl Choice {
    fn new(column: Column) -> Self {
        let list = lvzhi::catalogue();
        let mut choice = Self { values: Vec::new(), of_item: Vec::new() };
        // The order in which a person would sort: that of the list.
        match column {
            Column::Verdict => choice.values = Verdict::ALL.map(|verdict| verdict.key().to_owned()).into(),
            Column::Tier => choice.values = Tier::ALL.map(|tier| tier.key().to_owned()).into(),
            _ => {}
        }
        let mut places: HashMap<String, i16> =
            choice.values.iter().enumerate().map(|(n, value)| (value.clone(), n as i16)).collect();
        for item in list.items() {
            let place = text_of(item, column).map_or(-1, |text| {
                *places.entry(text).or_insert_with_key(|text| {
                    choice.values.push(text.clone());
                    (choice.values.len() as i16).saturating_sub(1)
                })
            });
            choice.of_item.push(place);
        }
        choice
    }

    pub(crate) fn of(column: Column) -> Option<&'static Self> {
        CHOICES.get(column as usize)
    }

    fn place(&self, item: i16) -> i16 {
        usize::try_from(item).ok().and_then(|item| self.of_item.get(item)).copied().unwrap_or(-1)
    }
}

fn text_of(item: Item<'static>, column: Column) -> Option<String> {
    let text = match column {
        Column::Verdict => return None,
        Column::Id => item.id().to_string(),
        Column::Name => item.name().to_owned(),
        Column::Tier => item.tier().key().to_owned(),
        Column::Category => item.category().name().to_owned(),
        Column::Lead => item.lead()?.name().to_owned(),
        Column::Departments => {
            let names: Vec<&str> = item.departments().map(|(department, _)| department.name()).collect();
            names.join("、")
        }
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Codes of a column of a chunk, for the candidate of a rank (from 0); negative: none.
pub(crate) fn codes(chunk: &Chunk, column: Column, rank: usize) -> Vec<i16> {
    if column == Column::Verdict {
        return chunk.verdicts.iter().map(|&verdict| i16::from(verdict.max(-1))).collect();
    }
    let Some(choice) = Choice::of(column) else { return Vec::new() };
    chunk.found.iter().skip(rank).step_by(chunk.top).map(|found| choice.place(found.item)).collect()
}

/// Confidences of a chunk: of the verdicts (rank 0) or of the candidates of a rank; NaN: none.
pub(crate) fn confidences(chunk: &Chunk, rank: usize) -> Vec<f64> {
    let decimal = crate::answer::decimal;
    if rank == 0 {
        return chunk.confidences.iter().map(|&value| decimal(value)).collect();
    }
    chunk.found.iter().skip(rank).step_by(chunk.top).map(|found| decimal(found.confidence)).collect()
}

/// The replies to a column. Private: `lvzhi.Table` holds one.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct Replies {
    top: usize,
    chunks: Arc<Vec<Chunk>>,
    errors: Vec<(usize, String)>,
}

impl Replies {
    pub(crate) fn new(top: usize, chunks: Vec<Chunk>, errors: Vec<(usize, String)>) -> Self {
        Self { top, chunks: Arc::new(chunks), errors }
    }
}

#[pymethods]
impl Replies {
    /// Candidates of each row.
    #[getter]
    fn top(&self) -> usize {
        self.top
    }

    /// Rows that could not be classified, with the reason: the first 10,000.
    #[getter]
    fn errors(&self) -> Vec<(usize, String)> {
        self.errors.clone()
    }

    /// The columns of choices, in order.
    #[staticmethod]
    fn choices() -> Vec<&'static str> {
        Column::ALL.map(Column::name).into()
    }

    /// The values that a column chooses from.
    #[staticmethod]
    fn values(py: Python<'_>, column: &str) -> PyResult<Vec<String>> {
        Ok(Choice::of(column_of(py, column)?).map_or_else(Vec::new, |choice| choice.values.clone()))
    }

    /// The codes of a column as bytes of signed 16-bit integers in the machine's order; -1: missing.
    fn codes<'py>(&self, py: Python<'py>, column: &str, rank: usize) -> PyResult<Bound<'py, PyBytes>> {
        let column = column_of(py, column)?;
        let all = self.chunks.iter().flat_map(|chunk| codes(chunk, column, rank));
        let bytes: Vec<u8> = all.flat_map(i16::to_ne_bytes).collect();
        Ok(PyBytes::new(py, &bytes))
    }

    /// The confidences as bytes of doubles in the machine's order; NaN: missing.
    fn confidences<'py>(&self, py: Python<'py>, rank: usize) -> Bound<'py, PyBytes> {
        let all = self.chunks.iter().flat_map(|chunk| confidences(chunk, rank));
        let bytes: Vec<u8> = all.flat_map(f64::to_ne_bytes).collect();
        PyBytes::new(py, &bytes)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer that wants other types casts: the protocol allows it.
        let _ = requested_schema;
        PyCapsule::new_with_value(py, arrow::stream(Arc::clone(&self.chunks), self.top), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = arrow_schema::ffi::FFI_ArrowSchema::try_from(&*arrow::schema(self.top))
            .map_err(|error| pyo3::exceptions::PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.verdicts.len()).sum()
    }
}

fn column_of(py: Python<'_>, name: &str) -> PyResult<Column> {
    Column::ALL
        .into_iter()
        .find(|column| column.name() == name)
        .ok_or_else(|| error::not_found_with(py, name, "没有这一列 (no such column)", &[]))
}
