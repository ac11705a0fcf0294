//! The native half of the Python package `lvzhi`: frozen classes over lists, and columns.
//!
//! A list belongs to its `Catalogue`; every other object holds that, so the list is let go when the last of them is. The objects of items and
//! departments are one for each row: those of the built-in list are made at import, those of an opened list when first asked for.
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod answer;
mod arguments;
mod cache;
mod catalogue;
mod column;
mod department;
mod duty;
mod error;
mod evidence;
mod imported;
mod item;
mod keys;
mod matter;
mod open;
mod pages;
mod parts;
mod review;
mod thresholds;
mod township;

use pyo3::prelude::*;

/// The native module behind `lvzhi`. Private: import `lvzhi`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::answer::{Answer, Match, rebuild_answer, rebuild_match};
    #[pymodule_export]
    use crate::catalogue::{Catalogue, catalogue, rebuild_catalogue};
    #[pymodule_export]
    use crate::column::{Classifier, Replies, TextStream, Texts, rebuild_replies};
    #[pymodule_export]
    use crate::department::{Category, Department, rebuild_category};
    #[pymodule_export]
    use crate::duty::{DutyGroup, Repair, Takeover, rebuild_part};
    #[pymodule_export]
    use crate::evidence::Evidence;
    #[pymodule_export]
    use crate::imported::{Report, import_list};
    #[pymodule_export]
    use crate::item::Item;
    #[pymodule_export]
    use crate::matter::{Cover, Matter, matter, matters};
    #[pymodule_export]
    use crate::open::open;
    #[pymodule_export]
    use crate::pages::{check, column_of_requests, columns, wrap};
    #[pymodule_export]
    use crate::parts::{FramePart, Part, frame, ticket};
    #[pymodule_export]
    use crate::review::{Review, compare};
    #[pymodule_export]
    use crate::thresholds::Thresholds;
    #[pymodule_export]
    use crate::township::{Figure, Township, rebuild_figure};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::cache::fill(module.py())?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("LONGEST_QUERY", lvzhi::LONGEST_QUERY)?;
        module.add("MOST_MATCHES", lvzhi::MOST_MATCHES)?;
        module.add("MOST_PARTS", lvzhi::MOST_PARTS)?;
        Ok(())
    }
}
