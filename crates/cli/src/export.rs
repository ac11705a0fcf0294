//! `lvzhi export`: the list, or the matters, for other programs and for people with a spreadsheet.

use crate::open::Choice;
use crate::output::{self, Kind};
use crate::page::BOLD;
use crate::{Failure, Outcome, open};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// 输出全部事由，而不是清单 (the matters in place of the list)
    #[arg(long, conflicts_with = "xlsx")]
    matters: bool,
    /// 写成官方格式的 Excel 文件 (write a workbook in the official layout)
    #[arg(long, value_name = "LIST.xlsx")]
    pub(crate) xlsx: Option<PathBuf>,
    /// 覆盖已有的 Excel 文件 (replace a workbook that is there)
    #[arg(long, requires = "xlsx")]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments, choice: &Choice, out: &mut impl Write) -> Result<Outcome, Failure> {
    if let Some(path) = &arguments.xlsx {
        let inputs: Vec<&Path> = choice.path().into_iter().collect();
        output::check(&inputs, &[(path, Kind::Workbook { force: arguments.force })])?;
        let list = open::model(choice)?;
        let bytes = lvzhi_import::workbook::official(&list).map_err(|error| Failure::Misuse(error.to_string()))?;
        output::replace(path, &bytes)?;
        writeln!(out, "{BOLD}{}{BOLD:#}：{}，{} 项", path.display(), list.township.name, list.items.len())?;
    } else if arguments.matters {
        for matter in lvzhi::matters() {
            serde_json::to_writer(&mut *out, &matter).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    } else {
        out.write_all(open::list(choice)?.export().as_bytes())?;
    }
    Ok(Outcome::Answered)
}
