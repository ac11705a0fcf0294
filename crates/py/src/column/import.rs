//! Columns of texts out of the structures of the Arrow C data interface, checked before anything behind them is read.
//!
//! The import of arrow-rs takes such structures for sound and asserts where they are not: a panic at best. Here what the interface
//! lets a consumer see is looked at first (released or moved structures, numbers below zero, missing pointers, counts of buffers
//! and children), and the arrays are validated by arrow-rs (offsets, keys, views). How long the memory behind a pointer is,
//! the interface does not say: that alone is believed.
//!
//! One of the three places of this package with unsafe code: pointers of foreign structures are followed.
#![allow(unsafe_code)]

use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_data::ArrayData;
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::DataType;
use arrow_schema::ffi::FFI_ArrowSchema;
use std::ffi::CStr;
use std::ptr::NonNull;
use std::sync::Arc;

/// What is wrong with a structure.
pub(crate) type Unsound = String;

/// What a producer gives.
pub(crate) enum Given {
    /// Texts, with their type, text as binary.
    Texts(DataType),
    /// Something else than texts, called so.
    Other(String),
    /// Tables of such columns, by name.
    Tables(Vec<(String, Given)>),
}

/// Reads a schema.
pub(crate) fn given(schema: &FFI_ArrowSchema) -> Result<Given, Unsound> {
    if format(schema)? != "+s" {
        return column(schema);
    }
    let fields = counted(schema.n_children)?;
    if fields > 0 && schema.children.is_null() {
        return Err("a schema lacks its children".to_owned());
    }
    let field = |n| {
        // SAFETY: there are as many pointers as the schema says, and they are not missing.
        let field = unsafe { schema.children.add(n).read_unaligned().as_ref() }.ok_or("a schema lacks a child")?;
        Ok((name(field), column(field)?))
    };
    Ok(Given::Tables((0..fields).map(field).collect::<Result<_, Unsound>>()?))
}

fn column(schema: &FFI_ArrowSchema) -> Result<Given, Unsound> {
    let format = format(schema)?;
    // SAFETY: null, or a schema that lives as long as this one.
    if let Some(values) = unsafe { schema.dictionary.as_ref() } {
        return Ok(match (key(format), column(values)?) {
            (Some(key), Given::Texts(values)) if !matches!(values, DataType::Dictionary(..)) => {
                Given::Texts(DataType::Dictionary(Box::new(key), Box::new(values)))
            }
            (_, Given::Other(values)) => Given::Other(format!("Dictionary({values})")),
            _ => Given::Other("Dictionary".to_owned()),
        });
    }
    Ok(match format {
        "n" => Given::Texts(DataType::Null),
        // Producers do not promise that text is valid UTF-8, and binary is laid out alike.
        "u" => Given::Texts(DataType::Binary),
        "U" => Given::Texts(DataType::LargeBinary),
        "vu" => Given::Texts(DataType::BinaryView),
        // Types with children are not looked into.
        nested if nested.starts_with('+') => Given::Other(format!("lists or structures ({nested})")),
        other => Given::Other(DataType::try_from(schema).map_or_else(|_| other.to_owned(), |known| known.to_string())),
    })
}

/// The type of the keys of a dictionary.
fn key(format: &str) -> Option<DataType> {
    Some(match format {
        "c" => DataType::Int8,
        "C" => DataType::UInt8,
        "s" => DataType::Int16,
        "S" => DataType::UInt16,
        "i" => DataType::Int32,
        "I" => DataType::UInt32,
        "l" => DataType::Int64,
        "L" => DataType::UInt64,
        _ => return None,
    })
}

fn format(schema: &FFI_ArrowSchema) -> Result<&str, Unsound> {
    if schema.release.is_none() {
        return Err("a schema was released or moved away".to_owned());
    }
    if schema.format.is_null() {
        return Err("a schema lacks its format".to_owned());
    }
    // SAFETY: not null, so a C string that lives as long as the schema.
    let format = unsafe { CStr::from_ptr(schema.format) };
    format.to_str().map_err(|_| "a format is not UTF-8".to_owned())
}

fn name(schema: &FFI_ArrowSchema) -> String {
    if schema.name.is_null() {
        return String::new();
    }
    // SAFETY: as for the format.
    unsafe { CStr::from_ptr(schema.name) }.to_string_lossy().into_owned()
}

/// The texts of an array: itself, or the column `index` of the table of so many `fields` that it is.
pub(crate) fn texts(
    array: FFI_ArrowArray,
    of_table: Option<(usize, usize)>,
    texts: &DataType,
) -> Result<ArrayData, Unsound> {
    let owner = Arc::new(array);
    let Some((index, fields)) = of_table else { return Foreign { array: &owner, owner: &owner }.read(texts) };
    let table = Foreign { array: &owner, owner: &owner };
    let (offset, rows) = table.extent()?;
    if counted(owner.n_children)? != fields || owner.children.is_null() {
        return Err(format!("a batch has {} columns instead of {fields}", owner.n_children));
    }
    // SAFETY: there are as many pointers as the schema has fields, `index` among them, and they are not missing.
    let column = unsafe { owner.children.add(index).read_unaligned().as_ref() }.ok_or("a batch lacks the column")?;
    let column = Foreign { array: column, owner: &owner }.read(texts)?;
    // The part of the column that the table shows.
    if column.len() < offset.checked_add(rows).ok_or("too long")? {
        return Err("a column is shorter than its batch".to_owned());
    }
    let column = column.slice(offset, rows);
    match table.nulls(offset, rows)? {
        Some(nulls) if *texts != DataType::Null => {
            let nulls = NullBuffer::union(column.nulls(), Some(&nulls));
            column.into_builder().nulls(nulls).build().map_err(|error| error.to_string())
        }
        _ => Ok(column),
    }
}

/// An array whose memory is `owner`'s.
struct Foreign<'a> {
    array: &'a FFI_ArrowArray,
    owner: &'a Arc<FFI_ArrowArray>,
}

impl Foreign<'_> {
    /// Offset and length.
    fn extent(&self) -> Result<(usize, usize), Unsound> {
        if self.array.release.is_none() {
            return Err("an array was released or moved away".to_owned());
        }
        Ok((counted(self.array.offset)?, counted(self.array.length)?))
    }

    fn read(&self, data_type: &DataType) -> Result<ArrayData, Unsound> {
        let (offset, rows) = self.extent()?;
        if *data_type == DataType::Null || rows == 0 {
            // Producers do not agree on the buffers of nulls: their number is all there is to know. Empty arrays may lack theirs.
            return Ok(ArrayData::new_null(data_type, rows));
        }
        let end = offset.checked_add(rows).ok_or("too long")?;
        let offsets = |width| end.checked_add(1).and_then(|ends| ends.checked_mul(width)).ok_or("too long");
        let fixed = |width: usize| end.checked_mul(width).ok_or("too long");
        let mut children = Vec::new();
        let buffers = match data_type {
            DataType::Binary => {
                self.expect_buffers(3)?;
                let offsets = self.buffer(1, offsets(4)?)?;
                let last = offsets.last_chunk().map_or(0, |last| i64::from(i32::from_ne_bytes(*last)));
                vec![offsets, self.buffer(2, counted(last)?)?]
            }
            DataType::LargeBinary => {
                self.expect_buffers(3)?;
                let offsets = self.buffer(1, offsets(8)?)?;
                let last = offsets.last_chunk().map_or(0, |last| i64::from_ne_bytes(*last));
                vec![offsets, self.buffer(2, counted(last)?)?]
            }
            DataType::BinaryView => {
                // Nulls, views, any number of buffers of text, the lengths of these.
                let texts = counted(self.array.n_buffers)?.checked_sub(3).ok_or("an array of views lacks buffers")?;
                let mut buffers = vec![self.buffer(1, fixed(16)?)?];
                let lengths = self.buffer(texts.saturating_add(2), texts.checked_mul(8).ok_or("too long")?)?;
                for (n, length) in lengths.as_chunks().0.iter().enumerate() {
                    buffers.push(self.buffer(n.saturating_add(2), counted(i64::from_ne_bytes(*length))?)?);
                }
                buffers
            }
            DataType::Dictionary(key, values) => {
                self.expect_buffers(2)?;
                // SAFETY: null, or an array that lives as long as this one.
                let dictionary = unsafe { self.array.dictionary.as_ref() }.ok_or("a dictionary lacks its values")?;
                children.push(Foreign { array: dictionary, owner: self.owner }.read(values)?);
                vec![self.buffer(1, fixed(key.primitive_width().unwrap_or(8))?)?]
            }
            _ => return Err(format!("texts are not laid out as {data_type}")),
        };
        // Buffers may stand anywhere in memory; numbers are read at their own alignment.
        let array = ArrayData::builder(data_type.clone()).len(rows).offset(offset).nulls(self.nulls(offset, rows)?);
        let array = array.buffers(buffers).child_data(children).align_buffers(true);
        array.build().map_err(|error| error.to_string())
    }

    fn nulls(&self, offset: usize, rows: usize) -> Result<Option<NullBuffer>, Unsound> {
        let (nulls, buffers) = (self.array.null_count, counted(self.array.n_buffers)?);
        if nulls == 0 || rows == 0 {
            return Ok(None);
        }
        let end = offset.checked_add(rows).ok_or("too long")?;
        if buffers == 0 || self.pointer(0)?.is_none() {
            // Below zero, nobody counted them.
            return if nulls < 0 { Ok(None) } else { Err(format!("{nulls} nulls, and nothing says which")) };
        }
        let bits = self.buffer(0, end.div_ceil(8))?;
        Ok(Some(NullBuffer::new(BooleanBuffer::new(bits, offset, rows))))
    }

    fn expect_buffers(&self, wanted: i64) -> Result<(), Unsound> {
        let found = self.array.n_buffers;
        if found == wanted { Ok(()) } else { Err(format!("an array has {found} buffers instead of {wanted}")) }
    }

    /// The place of a buffer. The caller knows that there are as many.
    fn pointer(&self, index: usize) -> Result<Option<NonNull<u8>>, Unsound> {
        if self.array.buffers.is_null() || index >= counted(self.array.n_buffers)? {
            return Err("an array lacks its buffers".to_owned());
        }
        // SAFETY: there are as many pointers as the array says, `index` among them.
        let pointer = unsafe { self.array.buffers.add(index).read_unaligned() };
        Ok(NonNull::new(pointer.cast_mut().cast()))
    }

    fn buffer(&self, index: usize, bytes: usize) -> Result<Buffer, Unsound> {
        if bytes == 0 {
            return Ok(Buffer::from_vec(Vec::<u8>::new()));
        }
        if bytes > isize::MAX as usize {
            return Err("too long".to_owned());
        }
        let pointer = self.pointer(index)?.ok_or_else(|| format!("buffer {index} of an array is missing"))?;
        // SAFETY: the producer promises that so many bytes stay there until the array is released, which `owner` does when the
        // last buffer is dropped.
        Ok(unsafe { Buffer::from_custom_allocation(pointer, bytes, Arc::<FFI_ArrowArray>::clone(self.owner)) })
    }
}

/// A number that counts something.
fn counted(number: i64) -> Result<usize, Unsound> {
    usize::try_from(number).map_err(|_| format!("a count below zero: {number}"))
}
