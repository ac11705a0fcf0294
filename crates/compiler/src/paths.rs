//! A list on the disk: a folder, or an export.

use crate::model::List;
use crate::problem::{Problem, Problems};
use crate::read::parse;
use crate::sources::Sources;
use crate::tables::compile;
use lvzhi_tables::matters::Matters;
use std::path::Path;

/// Reads and checks the list in the folder `path`, or, with the feature `export`, in an export of one (`.jsonl`).
///
/// # Errors
/// Everything that is wrong with it, all at once.
pub fn read(path: &Path) -> Result<List, Problems> {
    #[cfg(feature = "export")]
    if path.is_file() {
        let failed = |message: String| {
            Problems(vec![Problem { file: path.to_owned(), line: 1, field: "file".to_owned(), message }])
        };
        let bytes = std::fs::read(path).map_err(|error| failed(format!("cannot be read ({error})")))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            failed(format!("no export: not UTF-8 from byte {}; write it anew", error.utf8_error().valid_up_to()))
        })?;
        return crate::export::parse_export(path, &text);
    }
    parse(&Sources::read(path)?)
}

/// The compiled list of the folder `path`, or, with the feature `export`, of an export of one (`.jsonl`), bound to the project's matters.
///
/// # Errors
/// Everything that is wrong with the list, all at once.
pub fn compile_path(path: &Path) -> Result<Vec<u8>, Problems> {
    let list = read(path)?;
    let matters = Matters::built_in().map_err(|error| {
        let message = format!("the matters of this library cannot be opened: {error}");
        Problems(vec![Problem { file: "matters.lvm".into(), line: 1, field: "file".to_owned(), message }])
    })?;
    compile(&list, &matters).map_err(|error| {
        let field = "list".to_owned();
        Problems(vec![Problem { file: path.to_owned(), line: 1, field, message: error.to_string() }])
    })
}
