//! `lvzhi pages`, which the help does not show: the manual and the completions, for those who make packages. Both are made of the definitions
//! of the arguments.

use crate::{Failure, Outcome};
use clap::{Command, ValueEnum};
use clap_complete::Shell;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 写入的文件夹 (the folder to write man1 and completions into)
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, command: &Command, out: &mut impl Write) -> Result<Outcome, Failure> {
    let [manual, completions] = ["man1", "completions"].map(|name| arguments.folder.join(name));
    for folder in [&manual, &completions] {
        std::fs::create_dir_all(folder)?;
    }
    let mut command = shown(command);
    clap_mangen::generate_to(command.clone(), &manual)?;
    for shell in Shell::value_variants() {
        let path = clap_complete::generate_to(*shell, &mut command, "lvzhi", &completions)?;
        if *shell == Shell::PowerShell {
            // Without the mark, the PowerShell of Windows takes the file for one in the system's code page.
            let text = std::fs::read(&path)?;
            std::fs::write(&path, [b"\xEF\xBB\xBF", text.as_slice()].concat())?;
        }
        writeln!(out, "{}", path.display())?;
    }
    writeln!(out, "{}", manual.display())?;
    Ok(Outcome::Answered)
}

/// The command without what its help does not show: completions would offer it.
fn shown(command: &Command) -> Command {
    let text = |found: Option<&clap::builder::StyledStr>| found.cloned().unwrap_or_default();
    Command::new("lvzhi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(text(command.get_about()))
        .after_help(text(command.get_after_help()))
        .args(command.get_arguments().cloned())
        .subcommands(command.get_subcommands().filter(|verb| !verb.is_hide_set()).cloned())
}
