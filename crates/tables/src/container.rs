//! The container of compiled files: a header, a table of sections, the sections, each a run of rows.
//!
//! `docs/format.md` is the page to read these files from; this module is what it describes. Everything in a file is
//! little-endian and without alignment, so that rows are read where they stand: in a static, in a vector, in a mapped file.

use crate::row::{U16, U32, row};
use bytemuck::AnyBitPattern;
use core::fmt;

/// The first bytes of every file. The first is no ASCII, and a transfer as text would change the line breaks.
pub const MAGIC: [u8; 8] = *b"\x8FLVZ\r\n\x1A\n";

/// The format that this library reads. A file says the oldest format whose readers understand it.
pub const FORMAT: u16 = 2;

/// The longest file, in bytes: every offset fits into 32 bits with room to add.
pub const LONGEST_FILE: usize = 1 << 30;

/// Four letters that name a kind of file or a section.
pub type Tag = [u8; 4];

/// Names the table of sections itself in errors.
pub const TABLE: Tag = *b"TABL";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A township's list (清单), `.lvz`.
    List,
    /// The matters (事由), `.lvm`.
    Matters,
}

impl FileKind {
    /// The tag in the header.
    #[must_use]
    pub const fn tag(self) -> Tag {
        match self {
            Self::List => *b"LIST",
            Self::Matters => *b"MATT",
        }
    }

    /// In Chinese and in English, for messages.
    #[must_use]
    pub const fn names(self) -> [&'static str; 2] {
        match self {
            Self::List => ["清单文件 (.lvz)", "a compiled list (.lvz)"],
            Self::Matters => ["事由文件 (.lvm)", "compiled matters (.lvm)"],
        }
    }

    /// The kind of a tag.
    fn of_tag(tag: Tag) -> Option<Self> {
        [Self::List, Self::Matters].into_iter().find(|kind| kind.tag() == tag)
    }
}

row! {
    /// The header of a file.
    Header {
        /// [`MAGIC`].
        magic: [u8; 8],
        /// [`FORMAT`] of the writer.
        format: U16,
        /// Sections in the table behind the header.
        sections: U16,
        /// [`FileKind::tag`].
        kind: Tag,
        /// Bytes of the whole file.
        length: U32,
        /// CRC-32 (IEEE) of all bytes behind the header.
        checksum: U32,
    }
}

row! {
    /// Where a section stands.
    Section {
        /// Its name.
        tag: Tag,
        /// First byte, from the beginning of the file.
        start: U32,
        /// Bytes.
        length: U32,
    }
}

impl Header {
    /// The header of a file, and what stands behind it.
    fn of(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (header, rest) = bytes.split_first_chunk::<{ size_of::<Self>() }>()?;
        Some((bytemuck::must_cast(*header), rest))
    }
}

/// Why bytes are not a file that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileError {
    /// The first bytes are not those of a compiled file.
    NotAFile,
    /// Written for another purpose.
    Kind {
        /// What was to be opened.
        expected: FileKind,
        /// The tag that was found.
        found: Tag,
    },
    /// Written in a format that this library does not know.
    Format {
        /// The format found.
        found: u16,
    },
    /// Shorter or longer than its header says.
    Length {
        /// Bytes that the header promises.
        expected: u32,
        /// Bytes that are there.
        found: usize,
    },
    /// The bytes are not those that were written.
    Checksum,
    /// A section is missing, stands outside the file, or is no whole number of rows.
    Section(Tag),
    /// A row of a section refers to something that is not there, stands out of order, or holds a value that cannot be.
    Row {
        /// The section.
        section: Tag,
        /// The row, from 0.
        row: usize,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name =
            |tag: &Tag| -> [char; 4] { tag.map(|byte| if byte.is_ascii_graphic() { char::from(byte) } else { '?' }) };
        match self {
            Self::NotAFile => f.write_str(
                "不是编译好的清单文件 (not a compiled file: it does not begin as .lvz and .lvm files do; compile the list first)",
            ),
            Self::Kind { expected, found } => {
                let [wanted_zh, wanted] = expected.names();
                match FileKind::of_tag(*found).map(FileKind::names) {
                    Some([is_zh, is]) => write!(
                        f,
                        "文件种类不符：应为{wanted_zh}，实为{is_zh} (expected {wanted}, found {is}; give the other file)"
                    ),
                    None => {
                        let [a, b, c, d] = name(found);
                        write!(
                            f,
                            "文件种类不符：应为{wanted_zh}，实为 {a}{b}{c}{d} (expected {wanted}, found a file of kind {a}{b}{c}{d}; give another file, or use a library that is as new as the file)"
                        )
                    }
                }
            }
            Self::Format { found } => write!(
                f,
                "文件格式版本为 {found}，本程序只认 {FORMAT} (format {found}; this library reads format {FORMAT}: compile the list again, or use a library that is as new as the file)"
            ),
            Self::Length { expected, found } => write!(
                f,
                "文件不完整：应有 {expected} 字节，实有 {found} 字节 (cut off or added to: {expected} bytes expected, {found} found; copy the file again)"
            ),
            Self::Checksum => {
                f.write_str("文件已损坏，校验不符 (damaged: the checksum differs; copy the file again, or compile the list again)")
            }
            Self::Section(tag) => {
                let [a, b, c, d] = name(tag);
                write!(f, "文件已损坏：{a}{b}{c}{d} 节 (section {a}{b}{c}{d} is missing or outside the file; compile the list again)")
            }
            Self::Row { section, row } => {
                let [a, b, c, d] = name(section);
                write!(
                    f,
                    "文件已损坏：{a}{b}{c}{d} 节第 {row} 行 (row {row} of section {a}{b}{c}{d} refers to what is not there, or holds what cannot be; compile the list again)"
                )
            }
        }
    }
}

impl core::error::Error for FileError {}

/// A file whose header and table of sections are sound.
#[derive(Debug, Clone, Copy)]
pub struct Container<'a> {
    bytes: &'a [u8],
    sections: &'a [Section],
}

impl<'a> Container<'a> {
    /// Reads header and table, and compares the checksum.
    ///
    /// # Errors
    /// Every [`FileError`] but [`FileError::Row`].
    pub fn open(bytes: &'a [u8], kind: FileKind) -> Result<Self, FileError> {
        let container = Self::open_trusted(bytes, kind)?;
        let (header, rest) = Header::of(bytes).ok_or(FileError::NotAFile)?;
        if crc32fast::hash(rest) == header.checksum.get() { Ok(container) } else { Err(FileError::Checksum) }
    }

    /// As [`Container::open`], without the checksum: for bytes that are part of the program.
    ///
    /// # Errors
    /// As [`Container::open`], but for [`FileError::Checksum`].
    pub fn open_trusted(bytes: &'a [u8], kind: FileKind) -> Result<Self, FileError> {
        if !bytes.starts_with(&MAGIC) {
            return Err(FileError::NotAFile);
        }
        let cut_off = FileError::Length { expected: size_of::<Header>() as u32, found: bytes.len() };
        let (header, rest) = Header::of(bytes).ok_or(cut_off)?;
        if header.format.get() != FORMAT {
            return Err(FileError::Format { found: header.format.get() });
        }
        if header.kind != kind.tag() {
            return Err(FileError::Kind { expected: kind, found: header.kind });
        }
        let expected = header.length.get();
        if bytes.len() != expected as usize || bytes.len() > LONGEST_FILE {
            return Err(FileError::Length { expected, found: bytes.len() });
        }
        let table = usize::from(header.sections.get()).saturating_mul(size_of::<Section>());
        let (table, behind) = rest.split_at_checked(table).ok_or(FileError::Section(TABLE))?;
        let sections = bytemuck::try_cast_slice::<_, Section>(table).map_err(|_| FileError::Section(TABLE))?;
        // The sum is over what stands behind the header: this holds the number of sections to be what it was.
        let first = sections.first().map(|first| first.start.get() as usize);
        if first != bytes.len().checked_sub(behind.len()) {
            return Err(FileError::Section(TABLE));
        }
        Ok(Self { bytes, sections })
    }

    /// The names of the sections, in their order.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = Tag> + use<'a> {
        self.sections.iter().map(|section| section.tag)
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`FileError::Section`] where it is missing or stands outside the file.
    pub fn bytes(&self, tag: Tag) -> Result<&'a [u8], FileError> {
        let section = self.sections.iter().find(|section| section.tag == tag);
        let section = section.ok_or(FileError::Section(tag))?;
        let start = section.start.get() as usize;
        let end = start.checked_add(section.length.get() as usize).ok_or(FileError::Section(tag))?;
        self.bytes.get(start..end).ok_or(FileError::Section(tag))
    }

    /// The rows of a section.
    ///
    /// # Errors
    /// [`FileError::Section`], also where its bytes are no whole number of rows.
    pub fn rows<T: AnyBitPattern>(&self, tag: Tag) -> Result<&'a [T], FileError> {
        bytemuck::try_cast_slice(self.bytes(tag)?).map_err(|_| FileError::Section(tag))
    }

    /// The rows of a section that a file may leave out: none where it does.
    ///
    /// # Errors
    /// As [`Container::rows`], where the section is there.
    pub fn rows_if_any<T: AnyBitPattern>(&self, tag: Tag) -> Result<&'a [T], FileError> {
        if self.sections.iter().any(|section| section.tag == tag) { self.rows(tag) } else { Ok(&[]) }
    }

    /// The only row of a section.
    ///
    /// # Errors
    /// [`FileError::Section`], also where there is not exactly one row.
    pub fn row<T: AnyBitPattern>(&self, tag: Tag) -> Result<&'a T, FileError> {
        bytemuck::try_from_bytes(self.bytes(tag)?).map_err(|_| FileError::Section(tag))
    }
}
