//! `lvzhi evaluate`: how right a list is about texts with labels.

use crate::open::{self, Choice};
use crate::review::Form;
use crate::teach::{rows, texts};
use crate::{Failure, Outcome};
use lvzhi_manage::labels::{LABEL, Wanted};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 标注表：Excel、CSV，或每行一个 JSON (texts with labels: a workbook, CSV, or JSON lines)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 诉求所在的列，默认自动查找 (the column of the texts; found by itself if none)
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// 标注所在的列：事项、清单类别、事项类别或部门，清单没有的写 清单外 (the column of the labels: items, tiers, categories or departments, or 清单外)
    #[arg(long, value_name = "NAME")]
    label: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run(arguments: &Arguments, choice: &Choice, out: &mut impl Write) -> Result<Outcome, Failure> {
    let inputs: Vec<&Path> = std::iter::once(arguments.file.as_path()).chain(choice.path()).collect();
    arguments.form.check(&inputs)?;
    let list = open::list(choice)?;
    let label = Wanted { named: arguments.label.as_deref(), usual: &LABEL, option: "--label" };
    let rows = rows(&arguments.file, texts(arguments.column.as_deref(), "--column"), &[label])?;
    let review = lvzhi_manage::evaluate(&list, &rows)
        .map_err(|error| Failure::Misuse(format!("{}：{error}", arguments.file.display())))?;
    arguments.form.tell(&review, out)?;
    Ok(Outcome::Answered)
}
