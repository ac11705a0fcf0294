//! The list that a verb asks: the one built in, or another, in whatever form it stands on the disk.

use crate::Failure;
use lvzhi::Catalogue;
use std::io::Write;
use std::path::Path;

/// The list at `path`: a compiled file, a folder, or an export; the one built in where there is no path.
pub(crate) fn list(path: Option<&Path>) -> Result<Catalogue, Failure> {
    let Some(path) = path else { return Ok(lvzhi::catalogue().clone()) };
    if path.is_dir() || is_export(path) {
        let bytes = compiled(path)?;
        return Catalogue::from_bytes(bytes).map_err(|error| Failure::Misuse(format!("{}：{error}", path.display())));
    }
    Catalogue::open(path).map_err(|error| Failure::Misuse(error.to_string()))
}

/// The compiled list of a folder or an export.
pub(crate) fn compiled(path: &Path) -> Result<Vec<u8>, Failure> {
    there(path)?;
    lvzhi_compiler::compile_path(path).map_err(|problems| {
        Failure::Misuse(format!("{}：清单有误，未能使用 (the list cannot be used)\n{problems}", path.display()))
    })
}

/// Whether a file's name is that of an export.
fn is_export(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"))
}

/// A path that leads nowhere is told before its files are missed one by one.
pub(crate) fn there(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let message = "没有这个文件或文件夹 (no such file or folder: give a compiled .lvz, the folder that holds township.toml, or an export)";
    Err(Failure::Misuse(format!("{}：{message}", path.display())))
}

/// The matters, a line of JSON each.
pub(crate) fn write_matters(out: &mut impl Write) -> std::io::Result<()> {
    for matter in lvzhi::matters() {
        serde_json::to_writer(&mut *out, &matter)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes a file beside `path` and puts it into its place: what was there stays until the new one is whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = tempfile::Builder::new().prefix(".lvzhi-").tempfile_in(folder).and_then(|mut beside| {
        beside.write_all(bytes)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = path.metadata().map_or(0o644, |there| there.permissions().mode());
            beside.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
        }
        beside.persist(path).map(drop).map_err(|error| error.error)
    });
    written.map_err(|error| Failure::Misuse(format!("{}：无法写入 (cannot be written): {error}", path.display())))
}
