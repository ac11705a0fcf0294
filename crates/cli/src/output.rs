//! Files that a verb writes: never over one that it reads, never two at one place, and whole or not at all.

use crate::Failure;
use lvzhi::{Catalogue, Taught};
use std::collections::HashSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What a file that is written holds, and with it what it may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A compiled list: replaces another one.
    List,
    /// A workbook, in which somebody may have worked: replaces one only where the caller says so.
    Workbook {
        /// `--force`
        force: bool,
    },
    /// A report: replaces another one.
    Report,
    /// Text, a page or JSON, in which nobody works but which may be something else: as a workbook.
    Told {
        /// `--force`
        force: bool,
    },
    /// A list folder: what it may be written into, the importer decides.
    Folder,
}

/// What the files of a list folder are called.
const LIST_FILES: [&str; 11] = [
    "township.toml",
    "departments.toml",
    "basic.toml",
    "cooperative.toml",
    "reclaimed.toml",
    "covers.toml",
    "phrases.tsv",
    "words.tsv",
    "imported.jsonl",
    "source.txt",
    "SOURCE.md",
];

/// Refuses what would destroy something, before anything is read or written.
pub(crate) fn check(inputs: &[&Path], outputs: &[(&Path, Kind)]) -> Result<(), Failure> {
    let read: Vec<PathBuf> = inputs.iter().map(|path| place(path)).collect();
    let folder = outputs.iter().find(|(_, kind)| *kind == Kind::Folder).map(|(path, _)| place(path));
    let mut taken: Vec<PathBuf> = Vec::new();
    for (path, kind) in outputs {
        let refuse = |message: &str| Err(Failure::Misuse(format!("{}：{message}", path.display())));
        if is_device(path) {
            continue;
        }
        let place = place(path);
        let named = |file: &&str| place.file_name().is_some_and(|name| name.eq_ignore_ascii_case(file));
        let of_folder = LIST_FILES.iter().any(named);
        if read.contains(&place) || of_folder && read.iter().any(|read| Some(read.as_path()) == place.parent()) {
            return refuse(
                "要写入的就是读入的文件，没有写入，请换一个文件名 (is what is read here, and was left alone: give the output another name)",
            );
        }
        if taken.contains(&place) {
            return refuse(
                "两项输出写到同一个文件，没有写入，请换一个文件名 (two outputs at one place, nothing was written: give one another name)",
            );
        }
        let within = *kind != Kind::Folder && folder.as_deref().is_some_and(|folder| place.parent() == Some(folder));
        if of_folder && within {
            return refuse(
                "这是清单文件夹自己的文件名，会把清单覆盖，没有写入，请换一个文件名 (the list folder has a file of this name, which it would replace; nothing was written: give the output another name)",
            );
        }
        if *kind != Kind::Folder && place.is_dir() {
            return refuse("是文件夹，请写明文件名 (is a folder: give the name of a file)");
        }
        if matches!(kind, Kind::Workbook { .. }) && !has_ending(path, "xlsx") {
            return refuse(
                "写出的是 Excel 工作簿，文件名应以 .xlsx 结尾 (a workbook is written: end its name with .xlsx)",
            );
        }
        match kind {
            Kind::List if !may_replace(&place, |first| first.starts_with(b"\x8FLVZ")) => {
                return refuse(
                    "已经存在，且不是编译好的清单，没有覆盖，请换一个文件名 (is there already and is no compiled list; left alone: give another name)",
                );
            }
            Kind::Workbook { force: false } | Kind::Told { force: false } if place.exists() => {
                return refuse(
                    "已经存在，没有覆盖；请换一个文件名，确要覆盖请加 --force (is there already and was left alone: give another name, or --force to replace it)",
                );
            }
            Kind::Report if !may_replace(&place, lvzhi_import::tell::is_report) => {
                return refuse(
                    "已经存在，且不是导入的报告，没有覆盖，请换一个文件名 (is there already and is no report of an import; left alone: give another name)",
                );
            }
            _ => {}
        }
        // The list folder is made first; what is written into it has a place then.
        if *kind != Kind::Folder && !within {
            tempfile::tempfile_in(parent(&place)).map_err(|error| cannot(path, &error))?;
        }
        taken.push(place);
    }
    Ok(())
}

/// Whether a file's name ends so, in any case.
pub(crate) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// The folder that a path stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a path leads: the file itself behind links, or the place where it would be.
fn place(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // A link may lead to a file that is not there yet; more than a few behind each other lead nowhere.
    for _ in 0..40 {
        if let Ok(place) = path.canonicalize() {
            return place;
        }
        let Ok(target) = path.read_link() else { break };
        path = parent(&path).join(target);
    }
    // A folder that is still to be made has its place, too: below the first one that is there.
    let mut below = Vec::new();
    let mut above = path.as_path();
    let there = loop {
        match (above.canonicalize(), above.file_name()) {
            (Ok(there), _) => break there,
            (Err(_), Some(name)) => below.push(name),
            (Err(_), None) => break above.to_owned(),
        }
        above = parent(above);
    };
    below.iter().rev().fold(there, |path, name| path.join(name))
}

/// Refuses where a compiled list is about to be replaced that was taught what the new one was not, since nobody could teach it again; also where
/// that cannot be told, as of one that a newer program wrote.
pub(crate) fn keeps_taught(path: &Path, new: &Catalogue) -> Result<(), Failure> {
    let refuse = |why: String| {
        let message =
            "没有写入；请换一个文件名，或先删除它 (nothing was written: choose another name, or delete the file first)";
        Err(Failure::Misuse(format!("{}：{why}，{message}", path.display())))
    };
    if is_device(path) || path.metadata().map_or(0, |there| there.len()) == 0 {
        return Ok(());
    }
    let old = match Catalogue::open(path) {
        Ok(old) => old,
        Err(error) => return refuse(format!("无法知道它教过什么 (what it was taught cannot be told): {error}")),
    };
    let about = |taught: Taught<'_>| (taught.text.to_owned(), taught.item.map(|item| item.id()));
    let kept: HashSet<_> = new.taught().map(about).collect();
    let lost = old.taught().map(about).filter(|taught| !kept.contains(taught)).count();
    if lost == 0 {
        Ok(())
    } else {
        refuse(format!("这个清单教过，其中 {lost} 条会丢失 (would lose {lost} taught texts)"))
    }
}

/// Something that is neither a file nor a folder, as `/dev/stdout` or a pipe: it is written to, not replaced.
fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Whether there is nothing at a place, nothing in it, or something that begins as it should.
fn may_replace(place: &Path, begins: impl Fn(&[u8]) -> bool) -> bool {
    let Ok(file) = std::fs::File::open(place) else { return !place.exists() };
    let mut first = Vec::new();
    file.take(4096).read_to_end(&mut first).is_ok() && (first.is_empty() || begins(&first))
}

/// Writes a file beside `path` and puts it into its place: what was there stays until the new one is whole. A link stays one, and what it leads to is replaced.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if is_device(path) {
        return std::fs::File::options().write(true).open(path).and_then(|mut to| to.write_all(bytes)).or_else(
            |error| match error.kind() {
                std::io::ErrorKind::BrokenPipe => Ok(()),
                _ => Err(cannot(path, &error)),
            },
        );
    }
    let place = place(path);
    let written = tempfile::Builder::new().prefix(".lvzhi-").tempfile_in(parent(&place)).and_then(|mut beside| {
        beside.write_all(bytes)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = place.metadata().map_or(0o644, |there| there.permissions().mode());
            beside.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
        }
        beside.persist(&place).map(drop).map_err(|error| error.error)
    });
    written.map_err(|error| cannot(path, &error))
}

/// What stood at a place when it was read; nothing where there was no file.
pub(crate) struct Was(Option<Vec<u8>>);

impl Was {
    /// What stands at a path now.
    pub(crate) fn of(path: &Path) -> Result<Self, Failure> {
        if is_device(path) {
            return Ok(Self(None));
        }
        match std::fs::read(path) {
            Ok(bytes) => Ok(Self(Some(bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self(None)),
            Err(error) => Err(Failure::Misuse(format!("{}：无法读取 (cannot be read): {error}", path.display()))),
        }
    }
}

/// As [`replace`], but only what is still as it was: what somebody else wrote there meanwhile is not lost.
pub(crate) fn replace_unchanged(path: &Path, was: &Was, bytes: &[u8]) -> Result<(), Failure> {
    if !is_device(path) && Was::of(path)?.0 != was.0 {
        return Err(Failure::Changed(path.to_owned()));
    }
    replace(path, bytes)
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    let remedy =
        "请写一个已有的、可以写入的文件夹中的文件名 (give a file in a folder that is there and can be written to)";
    Failure::Misuse(format!("{}：无法写入 (cannot be written): {error}；{remedy}", path.display()))
}
