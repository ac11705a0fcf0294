//! What a list stands on: bytes, whoever holds them, and the rows in them.

use alloc::boxed::Box;
use alloc::sync::Arc;
use lvzhi_tables::container::FileError;
use lvzhi_tables::list::Tables;

/// Bytes of a compiled list, whoever holds them.
pub(crate) type Bytes = Box<dyn AsRef<[u8]> + Send + Sync>;

self_cell::self_cell!(
    /// Bytes, and the rows in them.
    pub(crate) struct Held {
        owner: Bytes,
        #[covariant]
        dependent: Tables,
    }
);

impl Held {
    /// Opens what `bytes` hold.
    pub(crate) fn open(
        bytes: Bytes,
        open: impl for<'a> FnOnce(&'a [u8]) -> Result<Tables<'a>, FileError>,
    ) -> Result<Arc<Self>, FileError> {
        Ok(Arc::new(Self::try_new(bytes, |bytes| open((**bytes).as_ref()))?))
    }

    /// A list of nothing: what is left of a built-in list that cannot be opened, which a test rules out.
    pub(crate) fn empty() -> Arc<Self> {
        Arc::new(Self::new(Box::new([]), |_| Tables::EMPTY))
    }
}
