//! A list on the disk: a folder, or an export.

use crate::model::List;
use crate::problem::{Message, Problem, Problems, said};
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
        let bytes = std::fs::read(path).map_err(|error| {
            one(path, "file", said(format!("cannot be read ({error})"), format!("无法读取（{error}）")))
        })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let sound = error.utf8_error().valid_up_to();
            let message = said(
                format!("no export: not UTF-8 from byte {sound}; write it anew"),
                format!("不是 lvzhi export 的输出：第 {sound} 字节起不是 UTF-8；请重新导出"),
            );
            one(path, "file", message)
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
    compile_read(path, &read(path)?)
}

/// The compiled form of a list that [`read`] gave for `path`, bound to the project's matters.
///
/// # Errors
/// Where the list is larger than a file has room for.
pub fn compile_read(path: &Path, list: &List) -> Result<Vec<u8>, Problems> {
    let matters = Matters::built_in().map_err(|error| {
        let message = said(
            format!("the matters of this library cannot be opened: {error}; report this as a fault of lvzhi"),
            format!("本程序自带的事由打不开（{error}）；这是 lvzhi 的缺陷，请反馈"),
        );
        one(Path::new("matters.lvm"), "file", message)
    })?;
    compile(list, &matters).map_err(|error| one(path, "list", said(error.to_string(), error.chinese())))
}

/// One problem with a file as a whole.
fn one(file: &Path, field: &str, message: Message) -> Problems {
    Problems(vec![Problem::new(file.to_owned(), 1, field, message)])
}
