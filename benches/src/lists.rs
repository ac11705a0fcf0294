//! Lists beside the one built in.

use lvzhi::Catalogue;
use std::error::Error;
use std::path::Path;

/// Opens a compiled list, or compiles a folder in memory.
///
/// # Errors
/// What is wrong with the file or the folder.
pub fn open(path: &Path) -> Result<Catalogue, Box<dyn Error>> {
    if path.is_dir() {
        Ok(Catalogue::from_bytes(lvzhi_compiler::compile_path(path)?)?)
    } else {
        Ok(Catalogue::open(path)?)
    }
}

/// Compiles a folder in memory, with the covers of another file.
///
/// # Errors
/// What is wrong with the folder or the covers.
pub fn with_covers(folder: &Path, covers: &Path) -> Result<Catalogue, Box<dyn Error>> {
    let mut sources = lvzhi_compiler::Sources::read(folder)?;
    sources.files.push(("covers.toml", std::fs::read_to_string(covers)?));
    let list = lvzhi_compiler::parse(&sources)?;
    Ok(Catalogue::from_bytes(lvzhi_compiler::compile_read(folder, &list)?)?)
}
