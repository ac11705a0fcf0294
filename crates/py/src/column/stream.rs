//! Texts from other libraries by the Arrow PyCapsule protocol, without a copy: a stream, or a single array.
//!
//! One of the three places of this package with unsafe code: structures are moved out of capsules, and functions of a stream are called.
#![allow(unsafe_code)]

use super::import::{self, Given, Unsound};
use super::texts::{ROWS, Texts};
use crate::error;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_data::ArrayData;
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::DataType;
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};
use std::ffi::CStr;
use std::ptr::NonNull;
use std::sync::Mutex;

/// The texts of an Arrow stream or array in chunks: an iterator over :class:`Texts`.
///
/// ``source`` has ``__arrow_c_stream__`` or ``__arrow_c_array__``. Of tables, ``column`` names the column of texts; it may be
/// left out where there is only one column. Raises :class:`OptionError` (a ``ValueError``) for a stream or array that was read
/// before or is not sound, ``RuntimeError`` where the producer fails.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct TextStream(Mutex<State>);

struct State {
    source: Source,
    /// The type of the texts, text as binary.
    texts: DataType,
    /// The place of the column of texts among the columns, where tables are given.
    of_table: Option<(usize, usize)>,
    /// What is left of the last array.
    rest: Option<ArrayData>,
}

enum Source {
    Stream(FFI_ArrowArrayStream),
    Array(FFI_ArrowArray),
    /// At its end, or failed: nothing is asked of it any more.
    Done,
}

/// Why a source gives no more.
enum Failure {
    Producer(String),
    Unsound(Unsound),
}

#[pymethods]
impl TextStream {
    #[new]
    #[pyo3(signature = (source, column = None))]
    fn new(source: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Self> {
        let py = source.py();
        let (schema, source) = if source.hasattr("__arrow_c_stream__")? {
            let mut stream = stream(&source.call_method0("__arrow_c_stream__")?)?;
            (schema_of(py, &mut stream)?, Source::Stream(stream))
        } else {
            let capsules = source.call_method0("__arrow_c_array__")?;
            let (schema, array) = capsules
                .extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()
                .map_err(|_| error::value(py, "__arrow_c_array__: 应为两个 capsule (expected two capsules)"))?;
            (schema_in(&schema)?, Source::Array(array_in(&array)?))
        };
        let (of_table, given) = match import::given(&schema).map_err(|wrong| unsound(py, &wrong))? {
            Given::Tables(mut fields) => {
                let names: Vec<String> = fields.iter().map(|(name, _)| name.clone()).collect();
                let index = choose(py, &names, column)?;
                (Some((index, names.len())), fields.swap_remove(index).1)
            }
            given => (None, given),
        };
        let other = match given {
            Given::Texts(texts) => return Ok(Self(Mutex::new(State { source, texts, of_table, rest: None }))),
            Given::Other(other) => other,
            Given::Tables(_) => "lists or structures".to_owned(),
        };
        let message =
            format!("这一列应为文本,而不是 {other} (expected a column of texts, not of {other}: cast it to string)");
        Err(error::wrong_type(py, &message, None))
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Texts>> {
        // Producers may read files: the interpreter goes on meanwhile. They take the GIL themselves if they need it.
        let next = py.detach(|| match self.0.lock() {
            Ok(mut state) => state.next_chunk(),
            Err(_) => Err(Failure::Producer("it failed before".to_owned())),
        });
        next.map_err(|failure| match failure {
            Failure::Unsound(wrong) => unsound(py, &wrong),
            Failure::Producer(message) => {
                PyRuntimeError::new_err(format!("无法读取 Arrow 数据流 (the Arrow stream cannot be read): {message}"))
            }
        })
    }
}

impl State {
    fn next_chunk(&mut self) -> Result<Option<Texts>, Failure> {
        let array = match self.rest.take() {
            Some(array) => array,
            None => loop {
                let Some(array) = self.next_array()? else { return Ok(None) };
                let array = import::texts(array, self.of_table, &self.texts);
                match array.inspect_err(|_| self.source = Source::Done).map_err(Failure::Unsound)? {
                    empty if empty.is_empty() => {}
                    array => break array,
                }
            },
        };
        let chunk = array.slice(0, array.len().min(ROWS));
        self.rest = (array.len() > ROWS).then(|| array.slice(ROWS, array.len().saturating_sub(ROWS)));
        Ok(Texts::from_arrow(chunk))
    }

    fn next_array(&mut self) -> Result<Option<FFI_ArrowArray>, Failure> {
        let mut stream = match std::mem::replace(&mut self.source, Source::Done) {
            Source::Stream(stream) => stream,
            Source::Array(array) => return Ok(Some(array)),
            Source::Done => return Ok(None),
        };
        let get_next = stream.get_next.ok_or_else(|| Failure::Unsound("a stream lacks get_next".to_owned()))?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is live (it was moved out of its capsule as such), and `array` is room for one array.
        let code = unsafe { get_next(&raw mut stream, &raw mut array) };
        if code != 0 {
            return Err(Failure::Producer(last_error(&mut stream, code)));
        }
        if array.is_released() {
            return Ok(None);
        }
        self.source = Source::Stream(stream);
        Ok(Some(array))
    }
}

fn unsound(py: Python<'_>, wrong: &str) -> PyErr {
    error::value(py, &format!("Arrow 数据不完好 (the Arrow data is not sound): {wrong}"))
}

fn read_before(py: Python<'_>) -> PyErr {
    error::value(py, "Arrow 数据已被读取，请重新生成 (the Arrow data was read before: make a new stream or array)")
}

/// What a capsule of this name holds.
fn held<T>(capsule: &Bound<'_, PyAny>, name: &'static CStr) -> PyResult<NonNull<T>> {
    let py = capsule.py();
    let wrong = || {
        error::value(py, &format!("应为名为 {0} 的 capsule (expected a capsule called {0})", name.to_string_lossy()))
    };
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| wrong())?;
    Ok(capsule.pointer_checked(Some(name)).map_err(|_| wrong())?.cast())
}

fn stream(capsule: &Bound<'_, PyAny>) -> PyResult<FFI_ArrowArrayStream> {
    let pointer = held(capsule, c"arrow_array_stream")?;
    // SAFETY: a capsule of this name holds a stream, by the protocol. It is moved out; what stays is marked as released.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    // Nothing else marks a stream that is gone: its other pointers may still be there, and lead into memory that was freed.
    if stream.release.is_none() { Err(read_before(capsule.py())) } else { Ok(stream) }
}

fn schema_in(capsule: &Bound<'_, PyAny>) -> PyResult<FFI_ArrowSchema> {
    let pointer = held(capsule, c"arrow_schema")?;
    // SAFETY: as for a stream.
    let schema = unsafe { FFI_ArrowSchema::from_raw(pointer.as_ptr()) };
    if schema.release.is_none() { Err(read_before(capsule.py())) } else { Ok(schema) }
}

fn array_in(capsule: &Bound<'_, PyAny>) -> PyResult<FFI_ArrowArray> {
    let pointer = held(capsule, c"arrow_array")?;
    // SAFETY: as for a stream.
    let array = unsafe { FFI_ArrowArray::from_raw(pointer.as_ptr()) };
    if array.is_released() { Err(read_before(capsule.py())) } else { Ok(array) }
}

fn schema_of(py: Python<'_>, stream: &mut FFI_ArrowArrayStream) -> PyResult<FFI_ArrowSchema> {
    let get_schema = stream.get_schema.ok_or_else(|| unsound(py, "a stream lacks get_schema"))?;
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
fn choose(py: Python<'_>, names: &[String], column: Option<&str>) -> PyResult<usize> {
    match (column, names) {
        (Some(name), _) => names
            .iter()
            .position(|known| known == name)
            .ok_or_else(|| error::not_found_with(py, name, "表中没有这一列 (the table has no such column)", names)),
        (None, [_]) => Ok(0),
        (None, _) => Err(error::value(
            py,
            &format!("请用 name= 指明诉求所在的列 (name the column of texts): {}", names.join("、")),
        )),
    }
}
