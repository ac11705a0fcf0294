//! `lvzhi sample` and `lvzhi agreement`: which texts people are to label, and how far two of them agree.

use crate::open::Choice;
use crate::texts::Texts;
use crate::{Failure, Outcome};
use lvzhi_manage::label::{self, agreement, sample};
use lvzhi_manage::labels::Wanted;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(crate) struct SampleArguments {
    #[command(flatten)]
    pub(crate) texts: Texts,
    /// 选多少条 (how many)
    #[arg(long, value_name = "N", default_value_t = 200)]
    size: usize,
    /// 先选最没把握、各不相同的，供改正后教给清单；不写则各种把握都选，供评估 (those first from which the list learns most; else spread over the confidence, for measuring)
    #[arg(long)]
    informative: bool,
}

pub(crate) fn run_sample(
    arguments: &SampleArguments,
    choice: &Choice,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let (list, rows) = arguments.texts.read(choice, &[])?;
    let by = if arguments.informative { label::Choice::Informative } else { label::Choice::Spread };
    arguments.texts.form.tell(&sample(&list, &rows, arguments.size, by), out)?;
    Ok(Outcome::Answered)
}

#[derive(Debug, clap::Args)]
pub(crate) struct AgreementArguments {
    #[command(flatten)]
    pub(crate) texts: Texts,
    /// 第一人标注的列 (the column of the first)
    #[arg(long, value_name = "NAME", default_value = "甲")]
    first: String,
    /// 第二人标注的列 (the column of the second)
    #[arg(long, value_name = "NAME", default_value = "乙")]
    second: String,
}

pub(crate) fn run_agreement(
    arguments: &AgreementArguments,
    choice: &Choice,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    if arguments.first == arguments.second {
        let message = "--first 和 --second 是同一列，请写明两人各自的列 (are one column: name that of each)";
        return Err(Failure::Misuse(message.to_owned()));
    }
    let labels = [
        Wanted { named: Some(&arguments.first), usual: &[], option: "--first" },
        Wanted { named: Some(&arguments.second), usual: &[], option: "--second" },
    ];
    let (list, rows) = arguments.texts.read(choice, &labels)?;
    arguments.texts.form.tell(&agreement(&list, &rows), out)?;
    Ok(Outcome::Answered)
}
