//! The native half of the Python package `lvzhi`: frozen classes over the built-in list, and columns.
//!
//! Everything is read from the static tables of the core. Classes hold references into them; the objects for items and
//! departments are made once, at import, with the strings that are handed out most.
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod answer;
mod cache;
mod catalogue;
mod column;
mod department;
mod duty;
mod error;
mod item;
mod pages;
mod thresholds;
mod township;

use pyo3::prelude::*;

/// The native module behind `lvzhi`. Private: import `lvzhi`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::answer::{Answer, Evidence, Match, rebuild_answer, rebuild_match};
    #[pymodule_export]
    use crate::catalogue::{
        categories, category_by_name, classify, department, departments, export, export_line, item, items,
    };
    #[pymodule_export]
    use crate::column::{Classifier, Replies, TextStream, Texts, rebuild_replies};
    #[pymodule_export]
    use crate::department::{Category, Department};
    #[pymodule_export]
    use crate::duty::{DutyGroup, Repair, Takeover, rebuild_part};
    #[pymodule_export]
    use crate::item::Item;
    #[pymodule_export]
    use crate::pages::{check, columns, wrap};
    #[pymodule_export]
    use crate::thresholds::Thresholds;
    #[pymodule_export]
    use crate::township::{Figure, Township, rebuild_figure, rebuild_township};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::cache::fill(module.py())?;
        let list = lvzhi::catalogue();
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("data_version", list.data_version())?;
        module.add("LONGEST_QUERY", lvzhi::LONGEST_QUERY)?;
        module.add("MOST_MATCHES", lvzhi::MOST_MATCHES)?;
        module.add("township", crate::township::Township::new())?;
        Ok(())
    }
}
