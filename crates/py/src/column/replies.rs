//! The replies to a column, as Python sees them.

use super::arrow;
use super::chunk::{Chunk, ERROR, Found, NONE};
use super::fields::{Fact, Field, Kind, Wish};
use crate::arguments::Words;
use crate::catalogue::Catalogue;
use crate::error;
use crate::keys::{Top, find_item};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList, PyString, PyTuple};
use std::collections::HashMap;
use std::sync::Arc;

/// Rows that could not be classified, in order, with the reason.
pub(crate) type Errors = Vec<(usize, Arc<str>)>;

/// The replies to a column. Private: `lvzhi.Table` holds one.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct Replies(pub(crate) Arc<Held>);

/// What streams share with the replies that they are of.
pub(crate) struct Held {
    pub(crate) wish: Wish,
    pub(crate) fields: Vec<Field>,
    pub(crate) chunks: Arc<Vec<Chunk>>,
    pub(crate) errors: Arc<Errors>,
}

impl Held {
    /// The reasons of a chunk's rows in error, by rows of the chunk.
    fn errors_of(&self, chunk: &Chunk) -> HashMap<usize, &str> {
        let from = self.errors.partition_point(|&(row, _)| row < chunk.start);
        let rest = self.errors.iter().skip(from).map(|(row, why)| (row.saturating_sub(chunk.start), &**why));
        rest.take_while(|&(row, _)| row < chunk.rows()).collect()
    }

    /// The texts of a chunk's rows in a column of texts.
    pub(crate) fn texts<'a>(&'a self, chunk: &'a Chunk, field: &Field) -> Vec<Option<&'a str>> {
        match (field.fact, field.candidate) {
            (Fact::Error, _) => {
                let errors = self.errors_of(chunk);
                (0..chunk.rows()).map(|row| errors.get(&row).copied()).collect()
            }
            (Fact::Evidence, Some(rank)) => chunk.evidence(rank).collect(),
            (Fact::Part, _) => chunk.parts.iter().map(Option::as_deref).collect(),
            _ => {
                let values = self.wish.values(field.fact);
                let codes = chunk.codes(&self.wish, field).into_iter();
                codes.map(|code| usize::try_from(code).ok().and_then(|code| values.get(code)).copied()).collect()
            }
        }
    }
}

impl Replies {
    pub(crate) fn new(wish: Wish, chunks: Vec<Chunk>, errors: Errors) -> Self {
        Self::of(wish, Arc::new(chunks), Arc::new(errors))
    }

    fn of(wish: Wish, chunks: Arc<Vec<Chunk>>, errors: Arc<Errors>) -> Self {
        Self(Arc::new(Held { fields: wish.fields(), wish, chunks, errors }))
    }

    fn field(&self, column: usize) -> PyResult<&Field> {
        self.0.fields.get(column).ok_or_else(|| PyRuntimeError::new_err("no such column"))
    }
}

#[pymethods]
impl Replies {
    /// Of each column: its heading, its name whatever it is headed, and its kind: ``"choice"``, ``"text"`` or ``"number"``.
    #[getter]
    fn fields(&self) -> Vec<(&str, &str, &'static str)> {
        self.0.fields.iter().map(|field| (field.heading.as_str(), field.key.as_str(), field.fact.kind())).collect()
    }

    /// The list that was asked.
    #[getter]
    fn catalogue(&self, py: Python<'_>) -> Py<Catalogue> {
        self.0.wish.catalogue.clone_ref(py)
    }

    /// Rows that could not be classified, with the reason.
    #[getter]
    fn errors(&self) -> Vec<(usize, &str)> {
        self.0.errors.iter().map(|(row, why)| (*row, &**why)).collect()
    }

    /// The texts that a column of choices (or of ids) chooses from.
    fn values(&self, column: usize) -> PyResult<Vec<&str>> {
        Ok(self.0.wish.values(self.field(column)?.fact))
    }

    /// The choices as bytes of signed 32-bit integers in the machine's order; -1: missing.
    fn codes<'py>(&self, py: Python<'py>, column: usize) -> PyResult<Bound<'py, PyBytes>> {
        let field = self.field(column)?;
        let all = self.0.chunks.iter().flat_map(|chunk| chunk.codes(&self.0.wish, field));
        Ok(PyBytes::new(py, &all.flat_map(i32::to_ne_bytes).collect::<Vec<u8>>()))
    }

    /// The numbers of a column as bytes of doubles in the machine's order; NaN: missing.
    fn numbers<'py>(&self, py: Python<'py>, column: usize) -> PyResult<Bound<'py, PyBytes>> {
        let field = self.field(column)?;
        let all = self.0.chunks.iter().flat_map(|chunk| chunk.confidences(field));
        Ok(PyBytes::new(py, &all.flat_map(f64::to_ne_bytes).collect::<Vec<u8>>()))
    }

    /// The texts of a column of texts, ``None`` where there is none. Equal ids and reasons are one object.
    fn texts<'py>(&self, py: Python<'py>, column: usize) -> PyResult<Bound<'py, PyList>> {
        let field = self.field(column)?;
        let mut made: HashMap<&str, Bound<'py, PyString>> = HashMap::new();
        let list = PyList::empty(py);
        for chunk in self.0.chunks.iter() {
            for text in self.0.texts(chunk, field) {
                match text {
                    None => list.append(py.None())?,
                    Some(text) if matches!(field.fact, Fact::Evidence | Fact::Part) => list.append(text)?,
                    Some(text) => list.append(&*made.entry(text).or_insert_with(|| PyString::new(py, text)))?,
                }
            }
        }
        Ok(list)
    }

    /// The same replies with other headings: all begin with ``prefix``, and are in Chinese if so wished, as verdicts and tiers are.
    fn headed(&self, py: Python<'_>, prefix: Words, chinese: bool) -> Self {
        let Held { wish, chunks, errors, .. } = &*self.0;
        Self::of(wish.headed(py, prefix.0, chinese), Arc::clone(chunks), Arc::clone(errors))
    }

    /// The rows ``start``, ``start + step``, …, so many.
    fn slice(&self, py: Python<'_>, start: usize, step: isize, rows: usize) -> PyResult<Self> {
        let Held { wish, chunks, errors, .. } = &*self.0;
        let outside = || PyRuntimeError::new_err("no such row");
        let reasons: HashMap<usize, &Arc<str>> = errors.iter().map(|(row, why)| (*row, why)).collect();
        let mut taken = Chunk::new(0, rows, wish.top, wish.evidence, wish.parts);
        let mut of_taken = Errors::new();
        let mut row = start;
        for n in 0..rows {
            let at = chunks.partition_point(|chunk| chunk.start <= row).checked_sub(1).ok_or_else(outside)?;
            let chunk = chunks.get(at).ok_or_else(outside)?;
            taken.set(n, &chunk.reply(row.saturating_sub(chunk.start)));
            of_taken.extend(reasons.get(&row).map(|&why| (n, Arc::clone(why))));
            row = row.wrapping_add_signed(step);
        }
        Ok(Self::new(wish.headed(py, wish.prefix.clone(), wish.chinese), vec![taken], of_taken))
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer that wants other types casts: the protocol allows it.
        let _ = requested_schema;
        PyCapsule::new_with_value(py, arrow::stream(Arc::clone(&self.0)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = arrow_schema::ffi::FFI_ArrowSchema::try_from(&*arrow::schema(&self.0))
            .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let Held { wish, chunks, .. } = &*self.0;
        let bytes = |all: Vec<u8>| PyBytes::new(py, &all);
        let found = || chunks.iter().flat_map(|chunk| &chunk.found);
        let wish_at_rest = (wish.top, wish.evidence, wish.errors, wish.parts, wish.prefix.as_str(), wish.chinese);
        let rows = (
            bytes(chunks.iter().flat_map(|chunk| &chunk.verdicts).flat_map(|verdict| verdict.to_le_bytes()).collect()),
            bytes(chunks.iter().flat_map(|chunk| &chunk.confidences).flat_map(|sure| sure.to_le_bytes()).collect()),
            bytes(chunks.iter().flat_map(|chunk| &chunk.matters).flat_map(|matter| matter.to_le_bytes()).collect()),
            bytes(found().flat_map(|found| found.item.to_le_bytes()).collect()),
            bytes(found().flat_map(|found| found.confidence.to_le_bytes()).collect()),
            chunks.iter().flat_map(|chunk| chunk.evidence.iter().map(Option::as_deref)).collect::<Vec<_>>(),
            bytes(chunks.iter().flat_map(|chunk| chunk.besides.iter().copied()).collect()),
            chunks.iter().flat_map(|chunk| chunk.parts.iter().map(Option::as_deref)).collect::<Vec<_>>(),
        );
        // Items are told by their ids, which never change their meaning; their places in the list may. So do the numbers of matters.
        let ids: Vec<&str> = self.0.wish.values(Fact::Id);
        let state = (self.catalogue(py), wish_at_rest, ids, rows, self.errors()).into_pyobject(py)?;
        Ok((py.import("lvzhi._native")?.getattr("rebuild_replies")?, state))
    }

    fn __len__(&self) -> usize {
        self.0.chunks.iter().map(Chunk::rows).sum()
    }
}

type WishAtRest = (Top, bool, bool, bool, String, bool);
type RowsAtRest = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<Option<String>>, Vec<u8>, Vec<Option<String>>);

/// Replies from their parts: what pickles of tables call.
#[pyfunction]
pub(crate) fn rebuild_replies(
    catalogue: &Bound<'_, Catalogue>,
    wish: WishAtRest,
    ids: Vec<String>,
    rows: RowsAtRest,
    errors: Vec<(usize, String)>,
) -> PyResult<Replies> {
    let (Top(top), evidence, errors_shown, parts, prefix, chinese) = wish;
    let (verdicts, confidences, matters, items, sure, spoke, besides, texts) = rows;
    let catalogue_held = catalogue.clone().unbind();
    let wish = Wish { catalogue: catalogue_held, top, evidence, errors: errors_shown, parts, prefix, chinese };
    let mut places = Vec::with_capacity(ids.len());
    for id in &ids {
        places.push(find_item(catalogue, id)?.get().item().index() as u16);
    }
    let place = |at: u16| places.get(usize::from(at)).copied().unwrap_or(NONE);
    let numbers =
        |bytes: &[u8]| -> Vec<u16> { bytes.as_chunks().0.iter().map(|two| u16::from_le_bytes(*two)).collect() };
    let floats =
        |bytes: &[u8]| -> Vec<f32> { bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect() };
    let mut chunk = Chunk::new(0, verdicts.len(), top, evidence, parts);
    let told =
        (chunk.confidences.len(), chunk.matters.len(), chunk.found.len(), chunk.found.len(), chunk.evidence.len());
    let told = (told, chunk.besides.len(), chunk.parts.len());
    chunk.verdicts = verdicts.into_iter().map(|verdict| i8::from_le_bytes([verdict]).max(ERROR)).collect();
    chunk.confidences = floats(&confidences);
    chunk.matters = numbers(&matters);
    let items = numbers(&items).into_iter().map(place);
    let found: Vec<f32> = floats(&sure);
    let lengths = (chunk.confidences.len(), chunk.matters.len(), items.len(), found.len(), spoke.len());
    let lengths = (lengths, besides.len(), texts.len());
    if told != lengths {
        return Err(error::value(catalogue.py(), "表的存档不完整 (a pickled table is not whole)"));
    }
    chunk.found = items.zip(found).map(|(item, confidence)| Found { item, confidence }).collect();
    chunk.besides = besides;
    chunk.parts = texts.into_iter().map(|text| text.map(Arc::from)).collect();
    chunk.evidence = spoke.into_iter().map(|text| text.map(Arc::from)).collect();
    let errors = errors.into_iter().map(|(row, why)| (row, Arc::from(why))).collect();
    Ok(Replies::new(wish, vec![chunk], errors))
}
