//! Compiles the built-in list, `data/xiamale`, into the tables that `src/tables.rs` includes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    match compile(&root.join("data/xiamale"), &out.join("tables.rs")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn compile(folder: &Path, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    if !folder.is_dir() {
        return Err(format!(
            "{} is no folder: `data` in the crate is a symbolic link to the data folder of the workspace; on Windows check the repository out with core.symlinks=true",
            folder.display()
        )
        .into());
    }
    for file in lvzhi_compiler::REQUIRED.into_iter().chain(lvzhi_compiler::OPTIONAL) {
        println!("cargo::rerun-if-changed={}", folder.join(file).display());
    }
    let list = lvzhi_compiler::read(folder)?;
    let built = lvzhi_compiler::BuiltTables::of(&list);
    std::fs::write(out, lvzhi_compiler::source(&built))?;
    Ok(())
}
