//! Lists from files, folders and exports.

use crate::arguments::File;
use crate::catalogue::{Catalogue, Unopened};
use crate::error;
use lvzhi_compiler::Lacking;
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::ffi::CString;
use std::io;
use std::path::Path;

/// Opens a list: a compiled one (``.lvz``), the folder of one, or an export (``.jsonl``).
///
/// Folders and exports are compiled in memory, which takes some hundredths of a second; a compiled list is read whole, and takes less than
/// a thousandth. What is not open already is a new :class:`Catalogue`; lists of the same bytes are one. The list is freed with the last object of it.
///
/// An export that lacks the last of the items that it declares, as one that was cut off does, gives a ``UserWarning``.
///
/// Raises :class:`MissingFileError` (a ``FileNotFoundError``) where there is no such file, :class:`FileError` (an ``OSError``) where it cannot
/// be read, :class:`ListError` (a ``ValueError``) where it is no sound list.
///
/// >>> try:
/// ...     lvzhi.open("没有.lvz")
/// ... except FileNotFoundError as error:
/// ...     print(error)
/// 没有.lvz：没有这个文件或文件夹 (no such file or folder: give a compiled .lvz, the folder that holds township.toml, or an export)
#[pyfunction]
pub(crate) fn open(py: Python<'_>, path: File) -> PyResult<Py<Catalogue>> {
    let path = path.0;
    let (bytes, lacking) = py.detach(|| read(&path)).map_err(|wrong| wrong.raised(py, &path))?;
    if let Some(lacking) = lacking {
        let message = format!("{}：{lacking}", path.display());
        PyErr::warn(py, &py.get_type::<PyUserWarning>(), &CString::new(message).unwrap_or_default(), 1)?;
    }
    Catalogue::opened(py, PyBytes::new(py, &bytes)).map_err(|wrong| match wrong {
        Unopened::File(wrong) => {
            let compiled = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("lvz"));
            let hint = if compiled { "" } else { IMPORT };
            error::list(py, &format!("{}：{wrong}{hint}", path.display()), &[])
        }
        Unopened::Python(wrong) => wrong,
    })
}

/// What to do with the file that a list was published as.
const IMPORT: &str = "。Excel、Word 等清单原文件请用 lvzhi.import_list 导入 (the file that a list was published as: lvzhi.import_list reads it)";

/// Why a path is no list.
enum Wrong {
    File(io::Error),
    Problems(lvzhi_compiler::Problems),
}

/// The compiled list at a path; and what to say of an export that lacks the last of its items.
fn read(path: &Path) -> Result<(Vec<u8>, Option<Lacking>), Wrong> {
    let is_folder = std::fs::metadata(path).map_err(Wrong::File)?.is_dir();
    let is_export = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    if is_folder || is_export {
        let list = lvzhi_compiler::read(path).map_err(Wrong::Problems)?;
        let lacking = lvzhi_compiler::lacking(&list).filter(|_| is_export);
        let bytes = lvzhi_compiler::compile_read(path, &list).map_err(Wrong::Problems)?;
        Ok((bytes, lacking))
    } else {
        Ok((std::fs::read(path).map_err(Wrong::File)?, None))
    }
}

impl Wrong {
    fn raised(self, py: Python<'_>, path: &Path) -> PyErr {
        let path = path.display();
        match self {
            Self::File(wrong) if wrong.kind() == io::ErrorKind::NotFound => {
                let what = "没有这个文件或文件夹 (no such file or folder: give a compiled .lvz, the folder that holds township.toml, or an export)";
                error::missing_file(py, &format!("{path}：{what}"))
            }
            Self::File(wrong) => error::file(py, &format!("{path}：无法读取 (cannot be read): {wrong}")),
            Self::Problems(problems) => {
                let message = format!("{path}：清单有误，未能使用 (the list cannot be used)\n{problems}");
                let problems: Vec<String> = problems.0.iter().map(ToString::to_string).collect();
                error::list(py, &message, &problems)
            }
        }
    }
}
