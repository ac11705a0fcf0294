//! The list that a verb asks: the one built in, or another, in whatever form it stands on the disk.

use crate::import::{self, Facts};
use crate::{Failure, console};
use lvzhi::Catalogue;
use lvzhi_compiler::{List, Problems};
use std::path::{Path, PathBuf};

/// Which list is asked.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Choice {
    /// 换用另一份清单：编译好的 .lvz、清单文件夹、lvzhi export 的输出，或 Excel、Word 等原文件 (another list than the one built in: compiled, a folder, an export, or the file it was published as)
    #[arg(long, value_name = "FILE|DIR", value_hint = clap::ValueHint::AnyPath)]
    list: Option<PathBuf>,
    /// 原文件中有几个乡镇时选一个 (the township to take, where such a file has several)
    #[arg(long, value_name = "NAME")]
    township: Option<String>,
}

impl Choice {
    /// A choice of this path.
    pub(crate) fn of(path: &Path) -> Self {
        Self { list: Some(path.to_owned()), township: None }
    }

    pub(crate) fn is_given(&self) -> bool {
        self.list.is_some() || self.township.is_some()
    }

    /// The file or folder; none for the list built in.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.list.as_deref()
    }

    /// What was given behind the verb, together with what was given before it.
    pub(crate) fn or(&self, before: &Self) -> Result<Self, Failure> {
        if self.list.is_some() && before.list.is_some() || self.township.is_some() && before.township.is_some() {
            let message =
                "--list 或 --township 写了两次，请只写一次 (--list or --township was given twice: give it once)";
            return Err(Failure::Misuse(message.to_owned()));
        }
        Ok(Self {
            list: self.list.clone().or_else(|| before.list.clone()),
            township: self.township.clone().or_else(|| before.township.clone()),
        })
    }

    /// What is known of the list beside its file.
    pub(crate) fn facts(&self) -> Facts {
        Facts { township: self.township.clone(), ..Facts::default() }
    }

    /// That the list is of the township that was asked for.
    fn fits(&self, name: &str) -> Result<(), Failure> {
        let Some(asked) = self.township.as_ref().filter(|asked| !name.ends_with(asked.as_str())) else { return Ok(()) };
        if !name.is_empty() && asked.ends_with(name) {
            return Ok(());
        }
        let of = self.path().map_or("内置清单 (built in)".to_owned(), |path| path.display().to_string());
        Err(Failure::Misuse(format!(
            "{of}：这是{name}的清单，没有{asked} (the list of {name}, not of {asked}: correct --township)"
        )))
    }
}

/// The list chosen: a compiled file, a folder, an export, or a file to import; the one built in where none is.
pub(crate) fn list(choice: &Choice) -> Result<Catalogue, Failure> {
    let Some(path) = choice.path() else {
        choice.fits(lvzhi::catalogue().township().name())?;
        return Ok(lvzhi::catalogue().clone());
    };
    let list = if is_compiled(path) {
        Catalogue::open(path).map_err(|error| Failure::Misuse(error.to_string()))?
    } else {
        let bytes = compiled(path, &choice.facts())?;
        Catalogue::from_bytes(bytes).map_err(|error| Failure::Misuse(format!("{}：{error}", path.display())))?
    };
    choice.fits(list.township().name())?;
    Ok(list)
}

/// The bytes of the compiled list at a path, in whatever form it stands there.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if !is_compiled(path) {
        return compiled(path, &Facts::default());
    }
    there(path)?;
    std::fs::read(path)
        .map_err(|error| Failure::Misuse(format!("{}：无法读取 (cannot be read): {error}", path.display())))
}

/// The compiled list of a folder, an export, or a file that has to be imported.
pub(crate) fn compiled(path: &Path, facts: &Facts) -> Result<Vec<u8>, Failure> {
    there(path)?;
    if !path.is_dir() && !is_export(path) {
        return import::compiled(path, facts);
    }
    let list = read(path)?;
    lvzhi_compiler::compile_read(path, &list).map_err(|problems| cannot_be_used(path, &problems))
}

/// A folder or an export; that an export may have been cut off is said.
fn read(path: &Path) -> Result<List, Failure> {
    let list = lvzhi_compiler::read(path).map_err(|problems| cannot_be_used(path, &problems))?;
    if !path.is_dir()
        && let Some(lacking) = lvzhi_compiler::lacking(&list)
    {
        console::tell(format_args!("lvzhi: {}：{lacking}", path.display()));
    }
    Ok(list)
}

/// The list chosen in the compiler's form, as [`list`] finds it.
pub(crate) fn model(choice: &Choice) -> Result<List, Failure> {
    match choice.path() {
        Some(path) if path.is_dir() || is_export(path) => {
            there(path)?;
            let list = read(path)?;
            choice.fits(&list.township.name)?;
            Ok(list)
        }
        Some(path) if is_foreign(path) => {
            let (_, imported) = import::imported(&[path.to_owned()], &choice.facts()).map_err(Failure::Misuse)?;
            Ok(imported.list().clone())
        }
        _ => model_of(&list(choice)?),
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
