//! Compiles the list folder into the file that `src/main.rs` includes.

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let list = Path::new("../../data/tongxi");
    println!("cargo::rerun-if-changed={}", list.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    std::fs::write(out.join("ours.lvz"), lvzhi_compiler::compile_path(list)?)?;
    Ok(())
}
