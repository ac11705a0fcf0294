//! Replies as an Arrow stream: a record batch for each chunk, choices as dictionaries with signed indices.

use super::chunk::Chunk;
use super::fields::{Fact, Field};
use super::replies::Held;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Int8Type, Int16Type};
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int8Array, Int16Array, RecordBatch, RecordBatchIterator, StringArray,
};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use std::sync::Arc;

/// Whether the indices of a column fit eight bits.
fn is_small(values: usize) -> bool {
    values <= 128
}

/// The schema of a table.
pub(crate) fn schema(held: &Held) -> SchemaRef {
    let fields = held.fields.iter().map(|field| {
        let data_type = match field.fact.kind() {
            "number" => DataType::Float64,
            "text" => DataType::Utf8,
            _ => {
                let key = if is_small(held.wish.values(field.fact).len()) { DataType::Int8 } else { DataType::Int16 };
                DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8))
            }
        };
        arrow_schema::Field::new(&field.heading, data_type, true)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The replies as a stream. Batches are made when they are asked for.
pub(crate) fn stream(held: Arc<Held>) -> FFI_ArrowArrayStream {
    let schema = schema(&held);
    let of_batch = Arc::clone(&schema);
    // Batches and the stream share the dictionaries.
    let values = held.fields.iter().map(|field| values(&held, field.fact)).collect::<Vec<_>>();
    let batches = (0..held.chunks.len()).map(move |n| match held.chunks.get(n) {
        Some(chunk) => {
            let columns = held.fields.iter().zip(&values).map(|(field, values)| column(&held, chunk, field, values));
            RecordBatch::try_new(Arc::clone(&of_batch), columns.collect::<Result<_, _>>()?)
        }
        None => Err(ArrowError::InvalidArgumentError("no such chunk".to_owned())),
    });
    FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, schema)))
}

fn values(held: &Held, fact: Fact) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(held.wish.values(fact)))
}

fn column(held: &Held, chunk: &Chunk, field: &Field, values: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let codes = || chunk.codes(field).into_iter().map(|code| (code >= 0).then_some(code));
    Ok(match field.fact.kind() {
        "number" => {
            let numbers = chunk.confidences(field).into_iter();
            Arc::new(numbers.map(|value| (!value.is_nan()).then_some(value)).collect::<Float64Array>())
        }
        "text" => Arc::new(held.texts(chunk, field).into_iter().collect::<StringArray>()),
        _ if is_small(values.len()) => {
            let keys: Int8Array = codes().map(|code| code.map(|code| code as i8)).collect();
            Arc::new(DictionaryArray::<Int8Type>::try_new(keys, Arc::clone(values))?)
        }
        _ => Arc::new(DictionaryArray::<Int16Type>::try_new(codes().collect::<Int16Array>(), Arc::clone(values))?),
    })
}
