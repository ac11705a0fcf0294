//! Replies as an Arrow stream: a record batch for each chunk, choices as dictionaries with signed indices.

use super::chunk::Chunk;
use super::fields::{Fact, Field, Kind};
use super::replies::Held;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type};
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, PrimitiveArray, RecordBatch, RecordBatchIterator, StringArray,
};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use std::sync::Arc;

/// The type of the indices of a column that chooses from so many texts.
fn key(values: usize) -> DataType {
    match values {
        0..=128 => DataType::Int8,
        129..=32_768 => DataType::Int16,
        _ => DataType::Int32,
    }
}

/// The schema of a table.
pub(crate) fn schema(held: &Held) -> SchemaRef {
    let fields = held.fields.iter().map(|field| {
        let data_type = match field.fact.kind() {
            "number" => DataType::Float64,
            "text" => DataType::Utf8,
            _ => DataType::Dictionary(Box::new(key(held.wish.values(field.fact).len())), Box::new(DataType::Utf8)),
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
    Ok(match field.fact.kind() {
        "number" => {
            let numbers = chunk.confidences(field).into_iter();
            Arc::new(numbers.map(|value| (!value.is_nan()).then_some(value)).collect::<Float64Array>())
        }
        "text" => Arc::new(held.texts(chunk, field).into_iter().collect::<StringArray>()),
        _ => {
            let codes = chunk.codes(&held.wish, field);
            match key(values.len()) {
                DataType::Int8 => dictionary::<Int8Type>(&codes, |code| code as i8, values)?,
                DataType::Int16 => dictionary::<Int16Type>(&codes, |code| code as i16, values)?,
                _ => dictionary::<Int32Type>(&codes, |code| code, values)?,
            }
        }
    })
}

/// A column of choices by their places among the texts; below zero: null.
fn dictionary<K: ArrowDictionaryKeyType>(
    codes: &[i32],
    narrow: impl Fn(i32) -> K::Native,
    values: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    let keys: PrimitiveArray<K> = codes.iter().map(|&code| (code >= 0).then(|| narrow(code))).collect();
    Ok(Arc::new(DictionaryArray::<K>::try_new(keys, Arc::clone(values))?))
}
