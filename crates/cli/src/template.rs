//! `lvzhi template`: a form to fill in.

use crate::page::{BOLD, DIM};
use crate::{Failure, Outcome, output};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 生成的文件；已有的同名文件不会被覆盖 (the file; one that is there is never overwritten)
    #[arg(short, long, value_name = "LIST.xlsx", default_value = "清单.xlsx")]
    output: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let path = &arguments.output;
    // It may be filled in already.
    if path.exists() {
        let message = "已经存在，没有覆盖，请换一个文件名 (is there already and was left alone: give another name)";
        return Err(Failure::Misuse(format!("{}：{message}", path.display())));
    }
    if !output::has_ending(path, "xlsx") {
        let message = "写出的是 Excel 工作簿，文件名应以 .xlsx 结尾 (a workbook is written: end its name with .xlsx)";
        return Err(Failure::Misuse(format!("{}：{message}", path.display())));
    }
    let bytes = lvzhi_import::workbook::template().map_err(|error| Failure::Misuse(error.to_string()))?;
    output::replace(path, &bytes)?;
    let shown = path.display();
    writeln!(out, "{BOLD}{shown}{BOLD:#}：填写以后 (fill it in, then)")?;
    writeln!(out, "{DIM}lvzhi import {shown} -o 我们的清单{DIM:#}")?;
    writeln!(out, "{DIM}lvzhi --list {shown} classify 老板欠我们工钱不给{DIM:#}")?;
    Ok(Outcome::Answered)
}
