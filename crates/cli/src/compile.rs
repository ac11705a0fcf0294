//! `lvzhi compile`: a list on disk into one file.

use crate::output::{self, Kind};
use crate::page::{BOLD, DIM};
use crate::{Failure, Outcome, open};
use lvzhi::Catalogue;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 清单文件夹、lvzhi export 的输出 .jsonl，或 Excel、Word 等原文件 (a list folder, an export, or the file that you have)
    #[arg(value_name = "DIR|FILE")]
    from: PathBuf,
    #[command(flatten)]
    facts: crate::import::Facts,
    /// 编译好的文件，通常以 .lvz 结尾 (the compiled list)
    #[arg(short, long, value_name = "LIST.lvz")]
    output: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    output::check(&[&arguments.from], &[(&arguments.output, Kind::List)])?;
    let bytes = open::compiled(&arguments.from, &arguments.facts)?;
    let length = bytes.len();
    // What is written can be opened: else nothing is.
    let shown = |error| Failure::Misuse(format!("{}：{error}", arguments.from.display()));
    let list = Catalogue::from_bytes(bytes.clone()).map_err(shown)?;
    output::keeps_taught(&arguments.output, &list)?;
    output::replace(&arguments.output, &bytes)?;
    let stated = list.items().filter(|item| item.covers().any(|cover| cover.stated)).count();
    let (name, items) = (list.township().name(), list.items().len());
    writeln!(out, "{BOLD}{}{BOLD:#}：{name}，{items} 项，{length} 字节", arguments.output.display())?;
    writeln!(
        out,
        "{DIM}事由：{stated} 项由人指定，{} 项由程序对应 ({stated} items have matters stated by an editor, {0} are bound by the program){DIM:#}",
        items - stated
    )?;
    Ok(Outcome::Answered)
}
