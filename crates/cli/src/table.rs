//! `lvzhi classify 工单.xlsx`: a table of requests, with the answers beside them.

use crate::classify::Arguments;
use crate::output::{self, Kind};
use crate::page::BOLD;
use crate::{Failure, Outcome, console, path};
use lvzhi::Catalogue;
use lvzhi_manage::Answers;
use lvzhi_manage::requests::{Requests, Wanted};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Requests that cannot be answered which are told one by one.
const SHOWN: usize = 20;

/// What Excel needs at the beginning of a file to read it as UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What is asked for where a table is named.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "表 Tables (.xlsx, .xls, .ods, .et, .csv, .tsv)")]
pub(crate) struct Wish {
    /// 诉求所在的列，默认自动查找 (the column of the requests; found by itself if none)
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// 工作表，默认为有诉求的第一张 (the sheet, by name or number; the first with requests if none)
    #[arg(long, value_name = "NAME|N")]
    sheet: Option<String>,
    /// 写入 .csv、.tsv 或 .xlsx，不填则按 CSV 输出到屏幕 (where to write; CSV to standard output if none)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// 覆盖已有的文件 (replace a file that is there)
    #[arg(long, requires = "output")]
    force: bool,
}

impl Wish {
    /// Whether there is an option that only goes with a table.
    pub(crate) const fn is_given(&self) -> bool {
        self.column.is_some() || self.sheet.is_some() || self.output.is_some()
    }
}

impl Arguments {
    /// The table that is named in the place of a matter, or by an option that only goes with one.
    pub(crate) fn table(&self) -> Option<&Path> {
        let [alone] = self.text.as_slice() else { return None };
        (alone != "-" && (self.table.is_given() || path::is_table(alone))).then(|| Path::new(alone))
    }
}

pub(crate) fn answer(
    list: &Catalogue,
    file: &Path,
    arguments: &Arguments,
    list_file: Option<&Path>,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let wish = &arguments.table;
    if arguments.json || arguments.besides.frame {
        let message = "--json 和 --frame 用于一件事，表请用 -o (are for one matter: use -o with tables)";
        return Err(Failure::Misuse(message.to_owned()));
    }
    if let Some(path) = &wish.output {
        let kind = match output::has_ending(path, "xlsx") {
            true => Kind::Workbook { force: wish.force },
            false if ["csv", "tsv"].iter().any(|ending| output::has_ending(path, ending)) => {
                Kind::Told { force: wish.force }
            }
            false => {
                let message = "文件名应以 .csv、.tsv 或 .xlsx 结尾 (end the name with .csv, .tsv or .xlsx)";
                return Err(Failure::Misuse(format!("{}：{message}", path.display())));
            }
        };
        let inputs: Vec<&Path> = [Some(file), list_file].into_iter().flatten().collect();
        output::check(&inputs, &[(path, kind)])?;
    }
    let wanted = Wanted { column: wish.column.as_deref(), sheet: wish.sheet.as_deref() };
    let requests = Requests::read(file, wanted).map_err(|error| Failure::Misuse(error.to_string()))?;
    let answers = Answers::of(list, &requests, arguments.options(1), arguments.besides.parts);
    for note in requests.notes.iter().chain(&answers.notes) {
        console::tell(format_args!("lvzhi: {}：{note}", file.display()));
    }
    match &wish.output {
        None => out.write_all(&answers.to_delimited(b','))?,
        Some(path) if output::has_ending(path, "xlsx") => {
            let bytes =
                answers.to_workbook().map_err(|error| Failure::Misuse(format!("{}：{error}", path.display())))?;
            output::replace(path, &bytes)?;
        }
        Some(path) => {
            let delimiter = if output::has_ending(path, "tsv") { b'\t' } else { b',' };
            output::replace(path, &[MARK, &answers.to_delimited(delimiter)].concat())?;
        }
    }
    for wrong in answers.wrong.iter().take(SHOWN) {
        console::tell(format_args!("lvzhi: {wrong}"));
    }
    let more = answers.wrong.len().saturating_sub(SHOWN);
    if more > 0 {
        console::tell(format_args!("lvzhi: 另有 {more} 行 (and {more} more)"));
    }
    if let Some(path) = &wish.output {
        writeln!(out, "{BOLD}{}{BOLD:#}：{} 行 ({1} rows)", path.display(), answers.requests)?;
    }
    Ok(if answers.wrong.is_empty() { Outcome::Answered } else { Outcome::NothingFound })
}
