//! Learns the matters anew and writes `matters.lvm`: `cargo run --release -p lvzhi-compiler --example learn -- data/matters`.

use lvzhi_compiler::learn::Learnt;
use lvzhi_compiler::matters::Matters;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: learn FOLDER")?);
    let matters = Matters::read(&folder)?;
    let bytes = Learnt::from(&matters, &matters.examples())?.compile(&matters)?;
    let (out, beside) = (folder.join("matters.lvm"), folder.join(".matters.lvm.part"));
    std::fs::write(&beside, &bytes)?;
    std::fs::rename(&beside, &out)?;
    println!("{} matters, {} bytes: {}", matters.matters.len(), bytes.len(), out.display());
    Ok(())
}
