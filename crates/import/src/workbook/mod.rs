//! Lists as workbooks: in the layout in which they are published, as a form to fill in, and as a copy with every doubt marked.

mod cells;
mod error;
mod look;
mod marked;
mod official;
mod restore;
mod supplement;
mod template;

pub use error::WorkbookError;
pub use marked::marked;
pub use official::{item_cells, official};
pub use template::template;

pub(crate) use restore::{split, whose};
