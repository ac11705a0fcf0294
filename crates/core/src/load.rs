//! Lists read and compiled while the program runs.

use crate::catalogue::Catalogue;
use lvzhi_compiler::{BuiltTables, List, Problems};
use lvzhi_tables::layout::Tables;
use std::fmt;
use std::path::Path;

/// A list that was read from a folder. Its catalogue has every method of the built-in one.
///
/// ```no_run
/// let loaded = lvzhi::Loaded::read(std::path::Path::new("data/xiamale"))?;
/// let list = loaded.view();
/// println!("{} 项", list.catalogue().items().len());
/// # Ok::<(), lvzhi::Problems>(())
/// ```
pub struct Loaded {
    list: List,
    tables: BuiltTables,
}

impl Loaded {
    /// Reads, checks and compiles the list in `folder`. Takes seconds for a list with a phrase bank: weights are learnt.
    ///
    /// # Errors
    /// Everything that is wrong with the folder, each with file, line, field and remedy.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        let list = lvzhi_compiler::read(folder)?;
        let tables = BuiltTables::of(&list);
        Ok(Self { list, tables })
    }

    /// The checked list as it was read, for linters.
    #[must_use]
    pub fn list(&self) -> &List {
        &self.list
    }

    /// The tables of the list, from which [`View::catalogue`] is made.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View { tables: self.tables.tables() }
    }
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Loaded").field(&self.view().catalogue()).finish()
    }
}

/// The tables of a loaded list.
#[derive(Clone, Copy)]
pub struct View<'a> {
    tables: Tables<'a>,
}

impl View<'_> {
    /// The list.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue<'_> {
        Catalogue { tables: &self.tables }
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("View").field(&self.catalogue()).finish()
    }
}
