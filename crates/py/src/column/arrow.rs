//! Replies as an Arrow stream: a record batch for each chunk, texts as dictionaries with signed indices.

use super::replies::{Choice, Chunk, Column, codes, confidences};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Int8Type, Int16Type};
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int8Array, Int16Array, RecordBatch, RecordBatchIterator, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::sync::{Arc, LazyLock};

/// The dictionaries, made once: batches and streams share them.
static VALUES: LazyLock<Vec<ArrayRef>> = LazyLock::new(|| {
    let values = |column| Choice::of(column).map_or(&[][..], |choice| choice.values.as_slice());
    Column::ALL.map(|column| Arc::new(StringArray::from_iter_values(values(column))) as ArrayRef).into()
});

/// Whether the indices of a column fit eight bits.
fn is_small(values: &ArrayRef) -> bool {
    values.len() <= 128
}

/// The name of a column for a rank: `id`, `id_2`, ….
fn named(name: &str, rank: usize) -> String {
    if rank == 0 { name.to_owned() } else { format!("{name}_{}", rank.saturating_add(1)) }
}

/// The columns of choices for a rank: a row has one verdict.
fn columns(rank: usize) -> impl Iterator<Item = (Column, &'static ArrayRef)> {
    Column::ALL.into_iter().zip(VALUES.iter()).filter(move |&(column, _)| rank == 0 || column != Column::Verdict)
}

/// The schema for `top` candidates.
pub(crate) fn schema(top: usize) -> SchemaRef {
    let mut fields = Vec::new();
    for rank in 0..top {
        for (column, values) in columns(rank) {
            let key = if is_small(values) { DataType::Int8 } else { DataType::Int16 };
            let data_type = DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
            fields.push(Field::new(named(column.name(), rank), data_type, true));
        }
        fields.push(Field::new(named("confidence", rank), DataType::Float64, true));
    }
    Arc::new(Schema::new(fields))
}

/// The replies as a stream. Batches are made when they are asked for.
pub(crate) fn stream(chunks: Arc<Vec<Chunk>>, top: usize) -> FFI_ArrowArrayStream {
    let schema = schema(top);
    let of_batch = Arc::clone(&schema);
    let batches = (0..chunks.len()).map(move |n| match chunks.get(n) {
        Some(chunk) => batch(chunk, top, &of_batch),
        None => Err(ArrowError::InvalidArgumentError("no such chunk".to_owned())),
    });
    FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, schema)))
}

fn batch(chunk: &Chunk, top: usize, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let mut arrays: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    for rank in 0..top {
        for (column, values) in columns(rank) {
            let codes = codes(chunk, column, rank);
            let valid = codes.into_iter().map(|code| (code >= 0).then_some(code));
            let values = Arc::clone(values);
            arrays.push(if is_small(&values) {
                let keys: Int8Array = valid.map(|code| code.map(|code| code as i8)).collect();
                Arc::new(DictionaryArray::<Int8Type>::try_new(keys, values)?)
            } else {
                let keys: Int16Array = valid.collect();
                Arc::new(DictionaryArray::<Int16Type>::try_new(keys, values)?)
            });
        }
        let confidences = confidences(chunk, rank).into_iter();
        let array: Float64Array = confidences.map(|value| (!value.is_nan()).then_some(value)).collect();
        arrays.push(Arc::new(array));
    }
    RecordBatch::try_new(Arc::clone(schema), arrays)
}
