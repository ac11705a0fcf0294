//! `lvzhi sample` and `lvzhi agreement`: which texts people are to label, and how far two of them agree.

use crate::open::{self, Choice};
use crate::review::Form;
use crate::teach::{rows, texts};
use crate::{Failure, Outcome};
use lvzhi_manage::label::{self, agreement, sample};
use lvzhi_manage::labels::Wanted;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct SampleArguments {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 诉求表：Excel、CSV，或每行一个 JSON (the texts: a workbook, CSV, or JSON lines)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 诉求所在的列，默认自动查找 (the column of the texts; found by itself if none)
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// 选多少条 (how many)
    #[arg(long, value_name = "N", default_value_t = 200)]
    size: usize,
    /// 先选最没把握、各不相同的，供改正后教给清单；不写则各种把握都选，供评估 (those first from which the list learns most; else spread over the confidence, for measuring)
    #[arg(long)]
    informative: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run_sample(
    arguments: &SampleArguments,
    choice: &Choice,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let inputs: Vec<&Path> = std::iter::once(arguments.file.as_path()).chain(choice.path()).collect();
    arguments.form.check(&inputs)?;
    let list = open::list(choice)?;
    let rows = rows(&arguments.file, texts(arguments.column.as_deref(), "--column"), &[])?;
    let by = if arguments.informative { label::Choice::Informative } else { label::Choice::Spread };
    arguments.form.tell(&sample(&list, &rows, arguments.size, by), out)?;
    Ok(Outcome::Answered)
}

#[derive(Debug, clap::Args)]
pub(crate) struct AgreementArguments {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 标注表，两人各一列 (the texts, with a column of labels by each of two people)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 诉求所在的列，默认自动查找 (the column of the texts; found by itself if none)
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// 第一人标注的列 (the column of the first)
    #[arg(long, value_name = "NAME", default_value = "甲")]
    first: String,
    /// 第二人标注的列 (the column of the second)
    #[arg(long, value_name = "NAME", default_value = "乙")]
    second: String,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run_agreement(
    arguments: &AgreementArguments,
    choice: &Choice,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let inputs: Vec<&Path> = std::iter::once(arguments.file.as_path()).chain(choice.path()).collect();
    arguments.form.check(&inputs)?;
    let list = open::list(choice)?;
    let labels = [
        Wanted { named: Some(&arguments.first), usual: &[], option: "--first" },
        Wanted { named: Some(&arguments.second), usual: &[], option: "--second" },
    ];
    let rows = rows(&arguments.file, texts(arguments.column.as_deref(), "--column"), &labels)?;
    arguments.form.tell(&agreement(&list, &rows), out)?;
    Ok(Outcome::Answered)
}
