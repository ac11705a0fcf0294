//! How a list is opened: from a file, from bytes, from what is compiled in.

use crate::catalogue::Catalogue;
use crate::held::Held;
use crate::matter::matters;
use alloc::boxed::Box;
#[cfg(feature = "std")]
use core::fmt;
use lvzhi_tables::container::FileError;
#[cfg(feature = "std")]
use lvzhi_tables::container::{Container, FileKind, Header, LONGEST_FILE};
use lvzhi_tables::list::Tables;
use once_cell::race::OnceBox;

/// The list that is built in, as `build.rs` compiled it from `data/xiamale`.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/xiamale.lvz"));

/// The list that is built in: that of 夏马勒乡, 292 items. The first call opens it, in microseconds; the others give the same.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static OPENED: OnceBox<Catalogue> = OnceBox::new();
    OPENED.get_or_init(|| {
        // Now, so that no later call of the list allocates.
        matters();
        let held = Held::open(Box::new(BUILT_IN), |bytes| Tables::open_trusted(bytes));
        Box::new(Catalogue { held: held.unwrap_or_else(|_| Held::empty()) })
    })
}

impl Catalogue {
    /// Opens a compiled list (`.lvz`) that stands in memory, such as `include_bytes!("ours.lvz")` or a mapped file: anything that
    /// holds bytes. The rows are used where they stand; what holds them is dropped with the last clone of the list.
    ///
    /// # Errors
    /// What is wrong with the bytes, and in which section: they are checked once, so that no later call can meet a broken
    /// offset.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, FileError> {
        matters();
        Ok(Self { held: Held::open(Box::new(bytes), |bytes| Tables::open(bytes))? })
    }

    /// As [`Catalogue::from_bytes`], for a list that is compiled into the program.
    ///
    /// # Errors
    /// As [`Catalogue::from_bytes`].
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, FileError> {
        Self::from_bytes(bytes)
    }

    /// Opens a compiled list (`.lvz`) from a file, which is read whole and then let go of.
    ///
    /// ```no_run
    /// let list = lvzhi::Catalogue::open("ours.lvz")?;
    /// println!("{}", list.township().name());
    /// # Ok::<(), lvzhi::OpenError>(())
    /// ```
    ///
    /// # Errors
    /// [`OpenError`]: the file cannot be read, or is no sound list.
    #[cfg(feature = "std")]
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let opened = read_list(path).and_then(|bytes| Self::from_bytes(bytes).map_err(OpenErrorKind::File));
        opened.map_err(|kind| OpenError { path: path.to_owned(), kind })
    }
}

/// The bytes of a list file. The header is read first, and then no more than it promises: what stands in the place of a list may be of any
/// length, or have no end.
#[cfg(feature = "std")]
fn read_list(path: &std::path::Path) -> Result<std::vec::Vec<u8>, OpenErrorKind> {
    use std::io::Read;
    let mut file = std::fs::File::open(path)?;
    let mut bytes = std::vec::Vec::new();
    file.by_ref().take(size_of::<Header>() as u64).read_to_end(&mut bytes)?;
    let Err(error) = Container::open_trusted(&bytes, FileKind::List) else { return Ok(bytes) };
    let FileError::Length { expected, .. } = error else { return Err(OpenErrorKind::File(error)) };
    let about = file.metadata()?;
    let found = usize::try_from(about.len()).unwrap_or(usize::MAX);
    if about.is_file() && (found != expected as usize || found > LONGEST_FILE) {
        return Err(OpenErrorKind::File(FileError::Length { expected, found }));
    }
    let behind = (expected as usize).min(LONGEST_FILE).saturating_sub(bytes.len());
    bytes.try_reserve_exact(if about.is_file() { behind } else { 0 }).map_err(std::io::Error::from)?;
    // A byte that is too many tells that the file has more.
    file.take((behind as u64).saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a list could not be opened from a file.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct OpenError {
    path: std::path::PathBuf,
    kind: OpenErrorKind,
}

#[cfg(feature = "std")]
#[derive(Debug)]
enum OpenErrorKind {
    Read(std::io::Error),
    File(FileError),
}

#[cfg(feature = "std")]
impl From<std::io::Error> for OpenErrorKind {
    fn from(error: std::io::Error) -> Self {
        Self::Read(error)
    }
}

#[cfg(feature = "std")]
impl OpenError {
    /// What is wrong with the bytes of the file; `None` where it could not be read.
    #[must_use]
    pub fn file_error(&self) -> Option<FileError> {
        match self.kind {
            OpenErrorKind::File(error) => Some(error),
            OpenErrorKind::Read(_) => None,
        }
    }
}

#[cfg(feature = "std")]
impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            OpenErrorKind::Read(error) => write!(f, "{path}：无法读取 (cannot be read): {error}"),
            OpenErrorKind::File(error) => write!(f, "{path}：{error}"),
        }
    }
}

#[cfg(feature = "std")]
impl core::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            OpenErrorKind::Read(error) => Some(error),
            OpenErrorKind::File(error) => Some(error),
        }
    }
}
