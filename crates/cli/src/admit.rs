//! `lvzhi admit`: an opinion on a task that a department hands down (职责准入审查).

use crate::open::{self, Choice};
use crate::review::Form;
use crate::{Failure, Outcome, input, path};
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 部门交办的任务，只写 - 则读标准输入 (the task that a department hands down, or - alone for standard input)
    #[arg(value_name = "TASK", required = true)]
    task: Vec<OsString>,
    /// 交办单位，任何叫法 (who hands it down, by any spelling)
    #[arg(long, value_name = "DEPARTMENT")]
    from: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run(arguments: &Arguments, choice: &Choice, out: &mut impl Write) -> Result<Outcome, Failure> {
    let inputs: Vec<&Path> = choice.path().into_iter().collect();
    arguments.form.check(&inputs)?;
    let task = input::said(&arguments.task, path::a_task)?;
    let list = open::list(choice)?;
    let review = lvzhi_manage::admit(&list, &task, arguments.from.as_deref());
    arguments.form.tell(&review.map_err(|error| Failure::Misuse(error.to_string()))?, out)?;
    Ok(Outcome::Answered)
}
