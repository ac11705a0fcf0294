//! The files of a list folder.

use crate::problem::{Problem, Problems, Reporter, said};
use lvzhi_tables::words::Tier;
use std::path::{Path, PathBuf};

/// The text of each file of a list folder.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder, for messages.
    pub folder: PathBuf,
    /// `(file name, text)`.
    pub files: Vec<(&'static str, String)>,
}

/// Files that a list folder must have.
pub const REQUIRED: [&str; 5] =
    ["township.toml", "departments.toml", "basic.toml", "cooperative.toml", "reclaimed.toml"];

/// Files that a list folder may have: without covers its items are bound to matters by their words, without the source's text its
/// lines are not checked. `words.tsv` is what people taught the list.
pub const OPTIONAL: [&str; 4] = ["source.txt", "covers.toml", "phrases.tsv", "words.tsv"];

/// Text without the mark that editors on Windows begin a file with.
pub(crate) fn unmarked(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    text
}

/// The file of a tier.
pub(crate) const fn item_file(tier: Tier) -> &'static str {
    match tier {
        Tier::Basic => "basic.toml",
        Tier::Cooperative => "cooperative.toml",
        Tier::Reclaimed => "reclaimed.toml",
    }
}

impl Sources {
    /// Reads the files of `folder`.
    ///
    /// # Errors
    /// A problem for each file that is missing or not UTF-8.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        let mut sources = Self { folder: folder.to_owned(), files: Vec::new() };
        let mut problems = Vec::new();
        for name in REQUIRED.into_iter().chain(OPTIONAL) {
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => sources.files.push((name, unmarked(text))),
                    Err(error) => {
                        let sound = error.utf8_error().valid_up_to();
                        let line = 1 + error.as_bytes().iter().take(sound).filter(|&&b| b == b'\n').count();
                        let message = said(
                            format!("not UTF-8 from byte {sound}; save the file as UTF-8"),
                            format!("第 {sound} 字节起不是 UTF-8；请另存为 UTF-8 编码"),
                        );
                        problems.push(Problem::new(path, line, "file", message));
                    }
                },
                Err(error) if OPTIONAL.contains(&name) && error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    let message = said(
                        format!(
                            "cannot be read ({error}); a list folder needs this file, see SOURCE.md of the built-in list"
                        ),
                        format!("无法读取（{error}）；清单文件夹要有这个文件，参见内置清单的 SOURCE.md"),
                    );
                    problems.push(Problem::new(path, 1, "file", message));
                }
            }
        }
        if problems.is_empty() { Ok(sources) } else { Err(Problems::sorted(problems)) }
    }

    /// Whether there is this file.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(file, _)| *file == name)
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.files.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text)
    }

    pub(crate) fn reporter(&self, name: &str) -> Reporter<'_> {
        Reporter::new(self.folder.join(name), self.text(name))
    }
}
