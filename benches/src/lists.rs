//! Lists beside the one built in.

use lvzhi::Catalogue;
use std::error::Error;
use std::path::Path;

/// Opens a compiled list, or compiles a folder in memory.
///
/// # Errors
/// What is wrong with the file or the folder.
pub fn open(path: &Path) -> Result<Catalogue, Box<dyn Error>> {
    if path.is_dir() { Ok(Catalogue::from_bytes(lvzhi_compiler::compile_path(path)?)?) } else { Ok(Catalogue::open(path)?) }
}
