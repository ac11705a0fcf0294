//! `lvzhi diff`: what two editions of a list differ in.

use crate::open::{self, Choice};
use crate::review::Form;
use crate::{Failure, Outcome};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 旧版清单，任何形式 (the old edition, in any form)
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// 新版清单，任何形式 (the new edition, in any form)
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    arguments.form.check(&[&arguments.old, &arguments.new])?;
    let old = open::list(&Choice::of(&arguments.old))?;
    let new = open::list(&Choice::of(&arguments.new))?;
    arguments.form.tell(&lvzhi_manage::diff(&old, &new).review(), out)?;
    Ok(Outcome::Answered)
}
