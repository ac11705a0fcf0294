//! `lvzhi evaluate`: how right a list is about texts with labels.

use crate::open::Choice;
use crate::texts::Texts;
use crate::{Failure, Outcome};
use lvzhi_manage::headings::LABELS;
use lvzhi_manage::labels::Wanted;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) texts: Texts,
    /// 标注所在的列：事项、清单类别、事项类别或部门，清单没有的写 清单外 (the column of the labels: items, tiers, categories or departments, or 清单外)
    #[arg(long, value_name = "NAME")]
    label: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, choice: &Choice, out: &mut impl Write) -> Result<Outcome, Failure> {
    let label = Wanted { named: arguments.label.as_deref(), usual: &LABELS, option: "--label" };
    let (list, rows) = arguments.texts.read(choice, &[label])?;
    let review = lvzhi_manage::evaluate(&list, &rows)
        .map_err(|error| Failure::Misuse(format!("{}：{error}", arguments.texts.file.display())))?;
    arguments.texts.form.tell(&review, out)?;
    Ok(Outcome::Answered)
}
