//! The list that a verb asks: the one built in, or another, in whatever form it stands on the disk.

use crate::Failure;
use crate::import::{self, Facts};
use lvzhi::Catalogue;
use lvzhi_compiler::{List, Problems};
use std::io::Write;
use std::path::Path;

/// The list at `path`: a compiled file, a folder, or an export; the one built in where there is no path.
pub(crate) fn list(path: Option<&Path>) -> Result<Catalogue, Failure> {
    let Some(path) = path else { return Ok(lvzhi::catalogue().clone()) };
    if !is_compiled(path) {
        let bytes = compiled(path, &Facts::default())?;
        return Catalogue::from_bytes(bytes).map_err(|error| Failure::Misuse(format!("{}：{error}", path.display())));
    }
    Catalogue::open(path).map_err(|error| Failure::Misuse(error.to_string()))
}

/// The compiled list of a folder, an export, or a file that has to be imported.
pub(crate) fn compiled(path: &Path, facts: &Facts) -> Result<Vec<u8>, Failure> {
    there(path)?;
    if !path.is_dir() && !is_export(path) {
        return import::compiled(path, facts);
    }
    lvzhi_compiler::compile_path(path).map_err(|problems| cannot_be_used(path, &problems))
}

/// The list at `path` in the compiler's form, as [`list`] finds it.
pub(crate) fn model(path: Option<&Path>) -> Result<List, Failure> {
    match path {
        Some(path) if path.is_dir() || is_export(path) => {
            there(path)?;
            lvzhi_compiler::read(path).map_err(|problems| cannot_be_used(path, &problems))
        }
        Some(path) if is_foreign(path) => {
            let (_, imported) = import::imported(&[path.to_owned()], &Facts::default()).map_err(Failure::Misuse)?;
            Ok(imported.list().clone())
        }
        _ => model_of(&list(path)?),
    }
}

/// A list in the compiler's form.
pub(crate) fn model_of(list: &Catalogue) -> Result<List, Failure> {
    let name = Path::new(list.data_version());
    lvzhi_compiler::parse_export(name, &list.export()).map_err(|problems| cannot_be_used(name, &problems))
}

/// A list with problems where a sound one is needed.
fn cannot_be_used(path: &Path, problems: &Problems) -> Failure {
    Failure::Misuse(format!("{}：清单有误，未能使用 (the list cannot be used)\n{problems}", path.display()))
}

/// Whether a file's name is that of an export.
pub(crate) fn is_export(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"))
}

/// Whether a file has to be imported.
pub(crate) fn is_foreign(path: &Path) -> bool {
    path.is_file() && !is_export(path) && !is_compiled(path)
}

/// Whether a file is a compiled list, or is called one; a path that leads nowhere is opened as one, which says so.
fn is_compiled(path: &Path) -> bool {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("lvz"));
    let begins = || {
        let mut first = [0; 4];
        std::fs::File::open(path)
            .is_ok_and(|mut file| std::io::Read::read_exact(&mut file, &mut first).is_ok() && first == *b"\x8FLVZ")
    };
    !path.is_dir() && (named || !path.exists() || begins())
}

/// A path that leads nowhere is told before its files are missed one by one.
pub(crate) fn there(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let message = "没有这个文件或文件夹 (no such file or folder: give a compiled .lvz, the folder that holds township.toml, or an export)";
    Err(Failure::Misuse(format!("{}：{message}", path.display())))
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
