//! Texts from other libraries by the Arrow C stream interface (PyCapsule protocol), without a copy.
//!
//! One of the two places of this package with unsafe code: a stream is moved out of a capsule, and its functions are called.
#![allow(unsafe_code)]

use super::texts::{ROWS, Texts};
use crate::error;
use arrow_array::ffi::from_ffi_and_data_type;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_data::ArrayData;
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, Field, Fields};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};
use std::ffi::CStr;
use std::sync::Mutex;

/// The texts of an Arrow stream in chunks: an iterator over :class:`Texts`.
///
/// ``source`` has ``__arrow_c_stream__``. Of a stream of tables, ``column`` names the column of texts; it may be left out
/// where there is only one column.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct TextStream(Mutex<State>);

struct State {
    stream: FFI_ArrowArrayStream,
    /// What the stream gives, with text types as binary.
    data_type: DataType,
    /// The column of texts, where the stream gives tables.
    column: Option<usize>,
    /// What is left of the last array.
    rest: Option<ArrayData>,
}

#[pymethods]
impl TextStream {
    #[new]
    #[pyo3(signature = (source, column = None))]
    fn new(source: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Self> {
        let py = source.py();
        let capsule = source.call_method0("__arrow_c_stream__")?;
        let capsule =
            capsule.cast::<PyCapsule>().map_err(|_| PyValueError::new_err("__arrow_c_stream__: no capsule"))?;
        let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
        // SAFETY: a capsule of this name holds a stream, by the protocol. It is moved out; what stays is marked as released.
        let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
        let schema = schema_of(&mut stream)?;
        let given = DataType::try_from(&schema).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let column = match &given {
            DataType::Struct(fields) => Some(choose(py, fields, column)?),
            _ => None,
        };
        let texts = match (&given, column) {
            (DataType::Struct(fields), Some(index)) => {
                fields.get(index).map_or(&DataType::Null, |field| field.data_type())
            }
            _ => &given,
        };
        if !is_text(texts) {
            let message = format!(
                "这一列应为文本,而不是 {texts} (expected a column of texts, not of {texts}: cast it to string)"
            );
            return Err(error::wrong_type(py, &message, None));
        }
        Ok(Self(Mutex::new(State { stream, data_type: as_binary(&given), column, rest: None })))
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Texts>> {
        // Producers may read files: the interpreter goes on meanwhile. They take the GIL themselves if they need it.
        py.detach(|| self.0.lock().map_err(|_| "the stream failed before".to_owned())?.next_chunk()).map_err(
            |message| {
                PyRuntimeError::new_err(format!("无法读取 Arrow 数据流 (the Arrow stream cannot be read): {message}"))
            },
        )
    }
}

impl State {
    fn next_chunk(&mut self) -> Result<Option<Texts>, String> {
        let array = match self.rest.take() {
            Some(array) => array,
            None => loop {
                match self.next_array()? {
                    None => return Ok(None),
                    Some(array) if array.is_empty() => {}
                    Some(array) => break array,
                }
            },
        };
        let chunk = array.slice(0, array.len().min(ROWS));
        self.rest = (array.len() > ROWS).then(|| array.slice(ROWS, array.len().saturating_sub(ROWS)));
        Ok(Texts::from_arrow(chunk))
    }

    /// Whether the column holds nulls only.
    fn is_null(&self) -> bool {
        match (&self.data_type, self.column) {
            (DataType::Struct(fields), Some(index)) => {
                fields.get(index).is_some_and(|field| *field.data_type() == DataType::Null)
            }
            (data_type, _) => *data_type == DataType::Null,
        }
    }

    fn next_array(&mut self) -> Result<Option<ArrayData>, String> {
        let get_next = self.stream.get_next.ok_or("the stream was released")?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is live (not released), and `array` is room for one array.
        let code = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if code != 0 {
            return Err(last_error(&mut self.stream, code));
        }
        if array.is_released() {
            return Ok(None);
        }
        if self.is_null() {
            // Producers do not agree on the buffers of nulls: their number is all there is to know.
            return Ok(Some(ArrayData::new_null(&DataType::Null, array.len())));
        }
        // SAFETY: the producer promises arrays of the schema's type; text is laid out as binary is.
        let data =
            unsafe { from_ffi_and_data_type(array, self.data_type.clone()) }.map_err(|error| error.to_string())?;
        Ok(Some(match self.column {
            None => data,
            // The part of the column that the table shows.
            Some(index) => {
                let column = data.child_data().get(index).ok_or("a batch lacks the column")?;
                if column.len() < data.offset().saturating_add(data.len()) {
                    return Err("a column is shorter than its batch".to_owned());
                }
                column.slice(data.offset(), data.len())
            }
        }))
    }
}

fn schema_of(stream: &mut FFI_ArrowArrayStream) -> PyResult<FFI_ArrowSchema> {
    let released = || PyValueError::new_err("数据流已被读取 (the stream was read before: make a new one)");
    let get_schema = stream.get_schema.ok_or_else(released)?;
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the stream is live, and `schema` is room for one schema.
    let code = unsafe { get_schema(&raw mut *stream, &raw mut schema) };
    if code == 0 { Ok(schema) } else { Err(PyRuntimeError::new_err(last_error(stream, code))) }
}

fn last_error(stream: &mut FFI_ArrowArrayStream, code: i32) -> String {
    let text = stream.get_last_error.map(|get_last_error| {
        // SAFETY: the stream is live; the text belongs to it until the next call.
        let text = unsafe { get_last_error(&raw mut *stream) };
        if text.is_null() { String::new() } else { unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned() }
    });
    format!("error {code} {}", text.unwrap_or_default())
}

/// The place of the column of texts in a table.
fn choose(py: Python<'_>, fields: &Fields, column: Option<&str>) -> PyResult<usize> {
    let names: Vec<String> = fields.iter().map(|field| field.name().clone()).collect();
    match (column, names.as_slice()) {
        (Some(name), _) => names
            .iter()
            .position(|known| known == name)
            .ok_or_else(|| error::not_found_with(py, name, "表中没有这一列 (the table has no such column)", &names)),
        (None, [_]) => Ok(0),
        (None, _) => Err(error::value(
            py,
            &format!("请用 name= 指明诉求所在的列 (name the column of texts): {}", names.join("、")),
        )),
    }
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// The type with text as binary, which is laid out alike.
fn as_binary(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Utf8 => DataType::Binary,
        DataType::LargeUtf8 => DataType::LargeBinary,
        DataType::Utf8View => DataType::BinaryView,
        DataType::Dictionary(key, values) => DataType::Dictionary(key.clone(), Box::new(as_binary(values))),
        DataType::Struct(fields) => DataType::Struct(
            fields
                .iter()
                .map(|field| Field::new(field.name(), as_binary(field.data_type()), field.is_nullable()))
                .collect(),
        ),
        other => other.clone(),
    }
}
