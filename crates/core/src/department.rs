//! Departments (部门、单位): names, spellings, kinds. The items that name them: `items.rs`.

use core::fmt;
use lvzhi_tables::layout::DepartmentRow;
use lvzhi_tables::list::Tables;
use lvzhi_tables::words::Kind;

/// A department that the list names.
#[derive(Clone, Copy)]
pub struct Department<'a> {
    pub(crate) tables: &'a Tables<'a>,
    pub(crate) index: u16,
}

impl<'a> Department<'a> {
    pub(crate) fn row(&self) -> Option<&'a DepartmentRow> {
        self.tables.departments.get(usize::from(self.index))
    }

    /// The canonical name: 巴楚县人力资源和社会保障局.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.row().map_or("", |row| row.name.of(self.tables.text))
    }

    /// As the list abbreviates it: 县人力资源和社会保障局.
    #[must_use]
    pub fn short(&self) -> &'a str {
        self.row().map_or("", |row| row.short.of(self.tables.text))
    }

    /// Other spellings, of the list and of common speech: 人社局, ….
    pub fn aliases(&self) -> impl ExactSizeIterator<Item = &'a str> + DoubleEndedIterator + Clone + use<'a> {
        let tables = self.tables;
        let spans = self.row().map_or(&[][..], |row| row.aliases.of(tables.spans));
        spans.iter().map(move |&span| span.of(tables.text))
    }

    /// What kind of body it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.row().and_then(|row| Kind::ALL.get(usize::from(row.kind)).copied()).unwrap_or(Kind::Government)
    }

    /// Its place in the registry, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        usize::from(self.index)
    }
}

impl AsRef<str> for Department<'_> {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

impl fmt::Debug for Department<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Department").field(&self.name()).finish()
    }
}

impl fmt::Display for Department<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
