//! A chunk of a column of texts.

use super::string::Characters;
use crate::catalogue::Catalogue;
use crate::error;
use crate::thresholds::Thresholds;
use arrow_array::{Array, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_buffer::ArrowNativeType;
use arrow_data::ArrayData;
use arrow_schema::DataType;
use lvzhi::{LONGEST_QUERY, Options, QueryError};
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyList, PyString};

/// Rows of a chunk at the most: enough to keep all cores busy, and little memory.
pub(crate) const ROWS: usize = 1 << 16;

/// Bytes of text that a chunk copies from Python at the most before it ends early.
const BYTES: usize = 1 << 25;

/// A row of a column.
pub(crate) enum Cell<'a> {
    /// None, NaN, NA, null.
    Missing,
    /// Text.
    Text(&'a str),
    /// What cannot be classified, and why.
    Wrong(String),
}

/// A chunk of texts, at most 65,536 rows. Made by :meth:`Texts.from_list` or by a :class:`TextStream`.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct Texts(Source);

enum Source {
    /// Copied out of Python strings, one behind the other.
    Owned {
        text: String,
        rows: Vec<Row>,
    },
    /// Columns of Arrow. Text is read as binary, because producers do not promise that it is valid UTF-8.
    Binary(BinaryArray),
    LargeBinary(LargeBinaryArray),
    BinaryView(BinaryViewArray),
    /// A dictionary: the values, and for each row its place in them.
    Dictionary {
        values: Box<Texts>,
        keys: Vec<Option<usize>>,
    },
    /// A column of nulls only.
    Null(usize),
}

/// A row of texts that were copied out of Python.
enum Row {
    Missing,
    Text(std::ops::Range<usize>),
    /// Too long to copy: how many bytes.
    TooLong(usize),
    /// Something else than text.
    Wrong(String),
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        match &self.0 {
            Source::Owned { rows, .. } => rows.len(),
            Source::Binary(array) => array.len(),
            Source::LargeBinary(array) => array.len(),
            Source::BinaryView(array) => array.len(),
            Source::Dictionary { keys, .. } => keys.len(),
            Source::Null(rows) => *rows,
        }
    }

    /// The row at `index`, which is below [`Texts::len`].
    pub(crate) fn get(&self, index: usize) -> Cell<'_> {
        match &self.0 {
            Source::Owned { text, rows } => match rows.get(index) {
                Some(Row::Text(range)) => Cell::Text(text.get(range.clone()).unwrap_or("")),
                Some(Row::TooLong(bytes)) => Cell::Wrong(QueryError::TooLong { bytes: *bytes }.to_string()),
                Some(Row::Wrong(message)) => Cell::Wrong(message.clone()),
                Some(Row::Missing) | None => Cell::Missing,
            },
            Source::Binary(array) => cell(array.is_valid(index).then(|| array.value(index))),
            Source::LargeBinary(array) => cell(array.is_valid(index).then(|| array.value(index))),
            Source::BinaryView(array) => cell(array.is_valid(index).then(|| array.value(index))),
            Source::Dictionary { values, keys } => match keys.get(index) {
                Some(&Some(key)) if key < values.len() => values.get(key),
                _ => Cell::Missing,
            },
            Source::Null(_) => Cell::Missing,
        }
    }

    /// Whether a row holds another type than text (wrong bytes and lengths are another matter).
    pub(crate) fn is_wrong_type(&self, index: usize) -> bool {
        matches!(&self.0, Source::Owned { rows, .. } if matches!(rows.get(index), Some(Row::Wrong(m)) if m != error::SURROGATE))
    }

    /// From a column of Arrow, whose text types were read as binary. `None`: no column of texts.
    ///
    /// Arrays are made of the few types that are wanted: `make_array` would bring in all types of Arrow.
    pub(crate) fn from_arrow(array: ArrayData) -> Option<Self> {
        Some(Self(match array.data_type() {
            DataType::Binary => Source::Binary(array.into()),
            DataType::LargeBinary => Source::LargeBinary(array.into()),
            DataType::BinaryView => Source::BinaryView(array.into()),
            DataType::Null => Source::Null(array.len()),
            DataType::Dictionary(key, _) => {
                let keys = match **key {
                    DataType::Int8 => keys::<i8>(&array),
                    DataType::Int16 => keys::<i16>(&array),
                    DataType::Int32 => keys::<i32>(&array),
                    DataType::Int64 => keys::<i64>(&array),
                    DataType::UInt8 => keys::<u8>(&array),
                    DataType::UInt16 => keys::<u16>(&array),
                    DataType::UInt32 => keys::<u32>(&array),
                    DataType::UInt64 => keys::<u64>(&array),
                    _ => return None,
                };
                let values = Self::from_arrow(array.child_data().first()?.clone())?;
                Source::Dictionary { values: Box::new(values), keys }
            }
            _ => return None,
        }))
    }
}

/// For each row of a dictionary its place in the values.
fn keys<K: ArrowNativeType>(array: &ArrayData) -> Vec<Option<usize>> {
    let keys = array.buffer::<K>(0).iter().take(array.len()).enumerate();
    keys.map(|(row, key)| array.is_valid(row).then(|| key.as_usize())).collect()
}

fn cell(bytes: Option<&[u8]>) -> Cell<'_> {
    match bytes.map(simdutf8::compat::from_utf8) {
        None => Cell::Missing,
        Some(Ok(text)) => Cell::Text(text),
        Some(Err(error)) => Cell::Wrong(format!(
            "第 {0} 字节起不是 UTF-8，请按正确编码(常为 GB18030)重新读取 (not UTF-8 from byte {0}: read it again in its right encoding, often GB18030)",
            error.valid_up_to()
        )),
    }
}

impl Texts {
    fn split(&self, list: &lvzhi::Catalogue, options: Options) -> (Self, Vec<usize>) {
        let (mut all, mut rows, mut of) = (String::new(), Vec::new(), Vec::new());
        for row in 0..self.len() {
            match self.get(row) {
                Cell::Missing => rows.push(Row::Missing),
                Cell::Wrong(message) => rows.push(Row::Wrong(message)),
                Cell::Text(text) => {
                    let mut add = |part: &str| {
                        let start = all.len();
                        all.push_str(part);
                        rows.push(Row::Text(start..all.len()));
                    };
                    match list.classify_parts(text, options) {
                        Ok(parts) => parts.for_each(|part| add(text.get(part.start..part.end).unwrap_or(""))),
                        // What is wrong is said when it is classified.
                        Err(QueryError::TooLong { bytes }) => rows.push(Row::TooLong(bytes)),
                        Err(_) => add(text),
                    }
                }
            }
            of.resize(rows.len(), row);
        }
        (Self(Source::Owned { text: all, rows }), of)
    }
}

#[pymethods]
impl Texts {
    /// The parts of these texts that speak of one request each, and the row that each is of. A row that is no text is one part.
    #[pyo3(signature = (catalogue, thresholds = None, frames = true))]
    fn parts(
        &self,
        py: Python<'_>,
        catalogue: &Bound<'_, Catalogue>,
        thresholds: Option<&Bound<'_, PyAny>>,
        frames: bool,
    ) -> PyResult<(Self, Vec<usize>)> {
        let options = Options { top: 1, thresholds: Thresholds::of(thresholds)?, frames };
        let list = &catalogue.get().list;
        Ok(py.detach(|| self.split(list, options)))
    }

    /// A chunk of ``rows`` (objects: ``str``, or None, NaN, NA for missing), from ``start`` on, and the row to go on at.
    ///
    /// Texts are copied: a view into a Python string would leave its UTF-8 form behind in each, for good.
    #[staticmethod]
    fn from_list(rows: &Bound<'_, PyList>, start: usize) -> PyResult<(Self, usize)> {
        let end = rows.len().min(start.saturating_add(ROWS));
        let (mut characters, mut text) = (Characters::default(), String::new());
        let mut out = Vec::with_capacity(end.saturating_sub(start));
        for index in start..end {
            if text.len() >= BYTES {
                break;
            }
            out.push(row(&rows.get_item(index)?, &mut characters, &mut text)?);
        }
        let next = start.saturating_add(out.len());
        Ok((Self(Source::Owned { text, rows: out }), next))
    }

    fn __len__(&self) -> usize {
        self.len()
    }
}

/// Copies a Python object.
fn row(object: &Bound<'_, PyAny>, characters: &mut Characters, text: &mut String) -> PyResult<Row> {
    let Ok(string) = object.cast::<PyString>() else {
        return Ok(if is_missing(object)? {
            Row::Missing
        } else {
            Row::Wrong(error::not_text(object, "单元格 cell "))
        });
    };
    let surrogate = || Row::Wrong(error::SURROGATE.to_owned());
    let Some(all) = characters.of(string, LONGEST_QUERY) else {
        // Too long, then: its bytes are counted for the message.
        return Ok(string.encode_utf8().map_or_else(|_| surrogate(), |bytes| Row::TooLong(bytes.as_bytes().len())));
    };
    if all.iter().any(|&character| char::from_u32(character).is_none()) {
        return Ok(surrogate());
    }
    let start = text.len();
    text.reserve(all.len().saturating_mul(3));
    text.extend(all.iter().filter_map(|&character| char::from_u32(character)));
    let bytes = text.len().saturating_sub(start);
    if bytes > LONGEST_QUERY {
        text.truncate(start);
        return Ok(Row::TooLong(bytes));
    }
    Ok(Row::Text(start..text.len()))
}

/// Whether an object stands for nothing: None, a NaN of any kind, pandas' NA and NaT (which do not equal themselves, or
/// do not say).
fn is_missing(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if object.is_none() {
        return Ok(true);
    }
    if let Ok(number) = object.cast::<PyFloat>() {
        return Ok(number.value().is_nan());
    }
    let class = object.get_type().name()?;
    let class = class.to_str()?;
    Ok(matches!(class, "NAType" | "NaTType") || (class.starts_with("float") && object.ne(object)?))
}
