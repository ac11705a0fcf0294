//! Writes the container of compiled files: sections of rows behind a header and a table.

use crate::error::{CompileError, at_most};
use lvzhi_tables::container::{FORMAT, FileKind, Header, LONGEST_FILE, MAGIC, Section, Tag};
use lvzhi_tables::layout::Span;
use lvzhi_tables::row::{U16, U32};
use std::collections::HashMap;

/// Every text of a file, each once, with a NUL behind it.
#[derive(Debug)]
pub(crate) struct Texts {
    text: String,
    known: HashMap<String, Span>,
}

impl Texts {
    pub(crate) fn new() -> Self {
        // The empty text is the first, so that its piece, too, has a NUL behind it.
        Self { text: String::from("\0"), known: HashMap::new() }
    }

    /// The place of a text.
    pub(crate) fn intern(&mut self, text: &str) -> Span {
        if text.is_empty() {
            return Span::default();
        }
        if let Some(&span) = self.known.get(text) {
            return span;
        }
        let span = Span::new(self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        self.text.push('\0');
        self.known.insert(text.to_owned(), span);
        span
    }
}

/// A file in the making.
#[derive(Debug)]
pub(crate) struct Writer {
    kind: FileKind,
    sections: Vec<(Tag, Vec<u8>)>,
}

impl Writer {
    pub(crate) fn new(kind: FileKind) -> Self {
        Self { kind, sections: Vec::new() }
    }

    /// Adds a section of rows.
    pub(crate) fn rows<T: bytemuck::NoUninit>(&mut self, tag: Tag, rows: &[T]) {
        self.sections.push((tag, bytemuck::must_cast_slice::<T, u8>(rows).to_vec()));
    }

    /// Adds the section of texts.
    pub(crate) fn texts(&mut self, tag: Tag, texts: &Texts) {
        self.rows(tag, texts.text.as_bytes());
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where it is longer than a file may be, so that an offset in it may not have fitted.
    pub(crate) fn finish(self) -> Result<Vec<u8>, CompileError> {
        let bytes: usize = self.sections.iter().map(|(_, bytes)| bytes.len() + size_of::<Section>()).sum();
        at_most("bytes", size_of::<Header>() + bytes, LONGEST_FILE)?;
        let head = size_of::<Header>();
        let mut table = Vec::with_capacity(self.sections.len());
        let mut body = Vec::new();
        let first = head + self.sections.len() * size_of::<Section>();
        for (tag, bytes) in &self.sections {
            table.push(Section {
                tag: *tag,
                start: U32::new((first + body.len()) as u32),
                length: U32::new(bytes.len() as u32),
            });
            body.extend_from_slice(bytes);
        }
        let mut rest = bytemuck::must_cast_slice::<_, u8>(&table).to_vec();
        rest.extend_from_slice(&body);
        let header = Header {
            magic: MAGIC,
            format: U16::new(FORMAT),
            sections: U16::new(self.sections.len() as u16),
            kind: self.kind.tag(),
            length: U32::new((head + rest.len()) as u32),
            checksum: U32::new(crc32fast::hash(&rest)),
        };
        let mut out = bytemuck::bytes_of(&header).to_vec();
        out.extend_from_slice(&rest);
        Ok(out)
    }
}
