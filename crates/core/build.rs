//! Compiles the built-in list, `data/xiamale`, into the file that `src/opened.rs` includes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    match compile(&root.join("data"), &out.join("xiamale.lvz")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn compile(data: &Path, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    if !data.is_dir() {
        return Err(format!(
            "{} is no folder: `data` in the crate is a symbolic link to the data folder of the workspace; on Windows check the repository out with core.symlinks=true",
            data.display()
        )
        .into());
    }
    let folder = data.join("xiamale");
    println!("cargo::rerun-if-changed={}", folder.display());
    std::fs::write(out, lvzhi_compiler::compile_path(&folder)?)?;
    Ok(())
}
