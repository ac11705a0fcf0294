//! A table of texts: which file, which columns, by which list, and how what is found is told. What `evaluate`, `sample` and `agreement` share.

use crate::open::{self, Choice};
use crate::review::Form;
use crate::{Failure, console};
use lvzhi::Catalogue;
use lvzhi_manage::labels::{self, Labelled, Wanted, WantedText};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Texts {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 诉求表：Excel、CSV，或每行一个 JSON (the texts: a workbook, CSV, or JSON lines)
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 诉求所在的列，默认自动查找 (the column of the texts; found by itself if none)
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

impl Texts {
    /// The list and the rows of the table, once it is sure that no output destroys either.
    pub(crate) fn read(&self, choice: &Choice, others: &[Wanted<'_>]) -> Result<(Catalogue, Vec<Labelled>), Failure> {
        let inputs: Vec<&Path> = std::iter::once(self.file.as_path()).chain(choice.path()).collect();
        self.form.check(&inputs)?;
        let list = open::list(choice)?;
        let rows = rows(&self.file, WantedText { named: self.column.as_deref(), option: "--column" }, others)?;
        Ok((list, rows))
    }
}

/// The rows of a table, or what is wrong with it. What was left out of it is said.
pub(crate) fn rows(path: &Path, text: WantedText<'_>, others: &[Wanted<'_>]) -> Result<Vec<Labelled>, Failure> {
    open::there(path)?;
    let texts = labels::labelled(path, text, others).map_err(|error| Failure::Misuse(error.to_string()))?;
    for note in &texts.notes {
        console::tell(format_args!("lvzhi: {}：{note}", path.display()));
    }
    Ok(texts.rows)
}
