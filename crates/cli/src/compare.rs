//! `lvzhi compare`: the lists of several townships side by side.

use crate::open::{self, Choice};
use crate::review::Form;
use crate::{Failure, Outcome};
use lvzhi::Catalogue;
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 要比较的清单，任何形式 (the lists, in any form)
    #[arg(value_name = "LIST", required = true, num_args = 2..)]
    lists: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let inputs: Vec<&Path> = arguments.lists.iter().map(PathBuf::as_path).collect();
    arguments.form.check(&inputs)?;
    let lists = opened(&arguments.lists)?;
    let lists: Vec<&Catalogue> = lists.iter().collect();
    arguments.form.tell(&lvzhi_manage::compare(&lists), out)?;
    Ok(Outcome::Answered)
}

/// The lists in the order given. Those that are not compiled yet take most of the time: all cores share them.
fn opened(paths: &[PathBuf]) -> Result<Vec<Catalogue>, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = paths.len().div_ceil(cores).max(1);
    let open =
        |paths: &[PathBuf]| paths.iter().map(|path| open::list(&Choice::of(path))).collect::<Result<Vec<_>, _>>();
    let parts: Vec<Result<Vec<Catalogue>, Failure>> = std::thread::scope(|scope| {
        let running: Vec<_> = paths.chunks(share).map(|part| scope.spawn(move || open(part))).collect();
        let joined = running.into_iter().map(|thread| {
            // A panic in there is one here.
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        joined.collect()
    });
    Ok(parts.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
