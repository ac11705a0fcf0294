//! Writes a list folder: a new one through a temporary folder, one that is there file by file, keeping what was edited.

use crate::comments;
use crate::folder::{item_file, sources};
use crate::imported::Imported;
use crate::keep::{self, RECORD};
use crate::report::Doubt;
use lvzhi_compiler::model::{Tier, Township};
use lvzhi_compiler::{List, Problems};
use std::collections::HashMap;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The files that are new or have changed, without the record of the import.
    pub files: Vec<&'static str>,
    /// Whether the folder was there.
    pub again: bool,
    /// Where the editor and the file say different things.
    pub conflicts: Vec<Doubt>,
}

/// Why a folder was not written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The folder holds something else than a list that was imported.
    Occupied(PathBuf),
    /// The folder holds the list of another township.
    Another {
        /// The folder.
        folder: PathBuf,
        /// Whose list is in it.
        holds: String,
        /// Whose list was to be written.
        found: String,
    },
    /// The list in the folder is broken.
    Broken(PathBuf, Problems),
    /// What came of both breaks a rule.
    Unsound(PathBuf, Problems),
    /// It cannot be read or written.
    Io(PathBuf, std::io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(folder) => write!(
                f,
                "{}：文件夹不是空的，也不是导入的清单；请换一个文件夹 (not empty, and no list that was imported: give another folder)",
                folder.display()
            ),
            Self::Another { folder, holds, found } => write!(
                f,
                "{}：文件夹中是{holds}的清单，要写入的是{found}的，没有写入；请换一个文件夹。如果是同一个乡镇改了名，先在其中的 township.toml 里改 name、county，再导入 \
                 (the folder holds the list of {holds}, and this is that of {found}; nothing was written: give another folder, or, if it is the same township by a new name, change name and county in its township.toml first)",
                folder.display()
            ),
            Self::Broken(folder, problems) => write!(
                f,
                "{}：文件夹中的清单有误，请先改正，或换一个文件夹 (the list in the folder is broken: correct it, or give another folder)\n{problems}",
                folder.display()
            ),
            Self::Unsound(folder, problems) => write!(
                f,
                "{}：修改过的内容与文件合并后不合规则，请换一个文件夹导入后比较 (what was edited and what is in the file do not go together: import into another folder, and compare)\n{problems}",
                folder.display()
            ),
            Self::Io(path, error) => write!(f, "{}：无法读写 (cannot be read or written): {error}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

/// Writes what was imported into a folder.
pub(crate) fn folder(folder: &Path, imported: &Imported) -> Result<Written, WriteError> {
    let failed = |error| WriteError::Io(folder.to_owned(), error);
    let empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(error)),
    };
    if empty { new(folder, imported).map_err(failed) } else { again(folder, imported) }
}

/// The folder that a path stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn new(folder: &Path, imported: &Imported) -> std::io::Result<Written> {
    let files = imported.sources();
    std::fs::create_dir_all(parent(folder))?;
    let beside = tempfile::Builder::new().prefix(".lvzhi-").tempdir_in(parent(folder))?;
    for (name, text) in &files.files {
        std::fs::write(beside.path().join(name), text)?;
    }
    std::fs::write(beside.path().join(RECORD), keep::record(&files))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(beside.path(), std::fs::Permissions::from_mode(0o755))?;
    }
    if folder.exists() {
        // It is empty.
        std::fs::remove_dir(folder)?;
    }
    std::fs::rename(beside.path(), folder)?;
    // It stands elsewhere now.
    let _ = beside.keep();
    Ok(Written { files: files.files.iter().map(|(name, _)| *name).collect(), ..Written::default() })
}

fn again(folder: &Path, imported: &Imported) -> Result<Written, WriteError> {
    let io = |path: &Path, error| WriteError::Io(path.to_owned(), error);
    let record = folder.join(RECORD);
    let base = match std::fs::read_to_string(&record) {
        Ok(text) => keep::recorded(&text).ok_or_else(|| WriteError::Occupied(folder.to_owned()))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(WriteError::Occupied(folder.to_owned()));
        }
        Err(error) => return Err(io(&record, error)),
    };
    let ours = lvzhi_compiler::read(folder).map_err(|problems| WriteError::Broken(folder.to_owned(), problems))?;
    let theirs = &imported.list().township;
    // What an editor corrected in the folder is as good as what the last file said.
    if ![&base.township, &ours.township].into_iter().any(|there| is_one(there, theirs)) {
        let whose = |township: &Township| format!("{}{}", township.county, township.name);
        let (holds, found) = (whose(&ours.township), whose(theirs));
        return Err(WriteError::Another { folder: folder.to_owned(), holds, found });
    }
    let merged = keep::merge(&base, &ours, imported.list())
        .map_err(|problems| WriteError::Unsound(folder.to_owned(), problems))?;
    let (before, after) = (sources(&ours), sources(&merged.list));
    let mut staged = Vec::new();
    let mut files = Vec::new();
    for (name, text) in &after.files {
        if before.files.iter().any(|(other, same)| other == name && same == text) {
            continue;
        }
        let path = folder.join(name);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        let kept = kept(name, &old, &ours, &merged.list).or_else(|| comments::kept(&old, text));
        let text = kept.unwrap_or_else(|| text.clone());
        staged.push((path, text));
        files.push(*name);
    }
    staged.push((record, keep::record(&imported.sources())));
    replace(folder, staged).map_err(|error| io(folder, error))?;
    Ok(Written { files, again: true, conflicts: merged.doubts })
}

/// Whether two townships may be one: neither says a name or a county that is not the other's.
fn is_one(a: &Township, b: &Township) -> bool {
    is_same(&a.name, &b.name) && is_same(&a.county, &b.county)
}

/// Whether two names may be one: 巴楚县夏马勒乡 is 夏马勒乡, 石桥镇 is not 桥镇. What is not known may be anything.
fn is_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let rest = long.strip_suffix(short);
    short.is_empty()
        || rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(['省', '市', '州', '盟', '县', '区', '旗']))
}

/// Writes all files beside their places, then puts them there.
fn replace(folder: &Path, files: Vec<(PathBuf, String)>) -> std::io::Result<()> {
    let mut written = Vec::new();
    for (path, text) in files {
        let mut beside = tempfile::Builder::new().prefix(".lvzhi-").tempfile_in(folder)?;
        beside.write_all(text.as_bytes())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = path.metadata().map_or(0o644, |there| there.permissions().mode());
            beside.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
        }
        written.push((beside, path));
    }
    for (beside, path) in written {
        beside.persist(path).map_err(|error| error.error)?;
    }
    Ok(())
}

/// The new text of a file of items in which those that are as they were keep their own words, comments and all. None for other files.
fn kept(name: &str, old: &str, ours: &List, merged: &List) -> Option<String> {
    let tier = Tier::ALL.into_iter().find(|tier| item_file(*tier) == name)?;
    let of = |list: &List| -> Vec<String> {
        let items = list.items.iter().filter(|item| item.tier == tier);
        items.map(|item| crate::folder::item(list, item)).collect()
    };
    let (head, blocks) = blocks(old);
    let before = of(ours);
    if blocks.len() != before.len() {
        return None;
    }
    let known: HashMap<&String, &String> = before.iter().zip(&blocks).collect();
    let after = of(merged);
    let texts: Vec<&str> =
        after.iter().map(|text| known.get(text).map_or(text.trim_end(), |block| block.trim_end())).collect();
    Some(format!("{head}{}\n", texts.join("\n\n")))
}

/// What stands before the first item, and each item with the comments right above it.
fn blocks(text: &str) -> (String, Vec<String>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut starts = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.trim() == "[[item]]") {
        let above = lines.iter().take(at).rev().take_while(|line| line.starts_with('#')).count();
        starts.push(at - above);
    }
    let slice = |from: usize, to: usize| {
        let lines: Vec<&str> = lines.iter().take(to).skip(from).copied().collect();
        lines.join("\n") + "\n"
    };
    let first = starts.first().copied().unwrap_or(lines.len());
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let head = if first == 0 { String::new() } else { slice(0, first) };
    (head, starts.iter().zip(ends).map(|(&from, to)| slice(from, to)).collect())
}
