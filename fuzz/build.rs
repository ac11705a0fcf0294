//! Compiles the built-in list once more: the library keeps its tables to itself, and the slow twin needs them.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../data/xiamale");
    for file in lvzhi_compiler::REQUIRED.into_iter().chain(lvzhi_compiler::OPTIONAL) {
        println!("cargo::rerun-if-changed={}", folder.join(file).display());
    }
    let built = lvzhi_compiler::BuiltTables::of(&lvzhi_compiler::read(folder)?);
    let out = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    std::fs::write(Path::new(&out).join("tables.rs"), lvzhi_compiler::source(&built))?;
    Ok(())
}
