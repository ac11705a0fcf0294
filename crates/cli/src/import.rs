//! `lvzhi import`: the files that a township has into a list folder, with a report of every doubt.

use crate::output::{self, Kind};
use crate::page::{BOLD, DIM};
use crate::{Failure, Outcome, console, open};
use lvzhi::Tier;
use lvzhi_import::document::Document;
use lvzhi_import::report::Severity;
use lvzhi_import::{Imported, Options, tell, workbook};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 清单文件，可以有几个：Excel、WPS、Word、CSV、网页、Markdown、文本 (the files of one list)
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// 写入的清单文件夹；不填则只报告 (the list folder to write; only a report without it)
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    facts: Facts,
    /// 报告输出为 JSON (the report as JSON)
    #[arg(long)]
    pub(crate) json: bool,
    /// 报告写入文件 (write the report to a file)
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// 另存一份标出存疑之处的 Excel：单元格上色、加批注，附报告表 (a copy as a workbook, each doubt a coloured cell with a comment)
    #[arg(long, value_name = "COPY.xlsx")]
    marked: Option<PathBuf>,
    /// --marked 的文件已经存在时覆盖 (replace the copy that is there)
    #[arg(long, requires = "marked")]
    force: bool,
}

impl Arguments {
    /// What is written, and where.
    fn outputs(&self) -> Vec<(&Path, Kind)> {
        let outputs = [
            (&self.output, Kind::Folder),
            (&self.marked, Kind::Workbook { force: self.force }),
            (&self.report, Kind::Report),
        ];
        outputs.into_iter().filter_map(|(path, kind)| Some((path.as_deref()?, kind))).collect()
    }
}

/// What files may not say of their list.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Facts {
    /// 乡镇（街道）；文件中有几个乡镇时选一个 (the township; where there are several, the one to take)
    #[arg(long, value_name = "NAME")]
    pub(crate) township: Option<String>,
    /// 县（市、区、旗） (the county)
    #[arg(long, value_name = "NAME")]
    pub(crate) county: Option<String>,
    /// 市（州、地区、盟） (the prefecture)
    #[arg(long, value_name = "NAME")]
    pub(crate) prefecture: Option<String>,
    /// 省（自治区、直辖市） (the province or region)
    #[arg(long, value_name = "NAME")]
    pub(crate) region: Option<String>,
    /// 九位区划代码 (the division code)
    #[arg(long, value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// 施行日期，如 2025-04-18 (date in force)
    #[arg(long, value_name = "DATE")]
    pub(crate) edition: Option<String>,
    /// 表中没有写明时的清单类别 (the tier of tables that do not say theirs)
    #[arg(long, value_name = "TIER")]
    pub(crate) tier: Option<Tier>,
}

impl Facts {
    fn options(&self) -> Options {
        Options {
            township: self.township.clone(),
            county: self.county.clone(),
            prefecture: self.prefecture.clone(),
            region: self.region.clone(),
            code: self.code.clone(),
            edition: self.edition.clone(),
            tier: self.tier,
        }
    }
}

/// The files as they were read, and the list that they hold together.
pub(crate) fn imported(files: &[PathBuf], facts: &Facts) -> Result<(Vec<Document>, Imported), String> {
    let documents: Result<Vec<_>, _> = files.iter().map(|file| lvzhi_import::read(file)).collect();
    let documents = documents.map_err(|error| error.to_string())?;
    let imported = lvzhi_import::import(&documents, &facts.options()).map_err(|error| error.to_string())?;
    Ok((documents, imported))
}

/// The compiled list of a file that has to be imported; that it has doubts is said.
pub(crate) fn compiled(path: &Path, facts: &Facts) -> Result<Vec<u8>, Failure> {
    let (_, imported) = imported(&[path.to_owned()], facts).map_err(Failure::Misuse)?;
    if imported.is_doubtful() {
        let doubts = imported.report().count(Severity::Lost) + imported.report().count(Severity::Doubtful);
        console::tell(format_args!(
            "lvzhi: {}：{doubts} 处存疑，用 lvzhi import 查看 ({doubts} doubts: lvzhi import shows them)",
            path.display()
        ));
    }
    imported.to_bytes().map_err(|error| Failure::Misuse(format!("{}：{error}", path.display())))
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    for file in &arguments.files {
        open::there(file)?;
        // Read as a file, a folder would be an error of the system without a remedy.
        if file.is_dir() {
            let message = "是文件夹；请写出其中的文件，可以有几个。已是清单文件夹的，不必导入，直接用 --list 或 lvzhi check (is a folder: name the files in it; a list folder needs no import, but is used with --list)";
            return Err(Failure::Misuse(format!("{}：{message}", file.display())));
        }
    }
    let inputs: Vec<&Path> = arguments.files.iter().map(PathBuf::as_path).collect();
    output::check(&inputs, &arguments.outputs())?;
    let (documents, imported) = match imported(&arguments.files, &arguments.facts) {
        Ok(read) => read,
        Err(message) => {
            console::tell(format_args!("lvzhi: {message}"));
            return Ok(Outcome::NothingFound);
        }
    };
    // All that can fail is made before anything is written.
    let copy = arguments.marked.as_ref().map(|path| Ok((path, workbook::marked(&documents, imported.report())?)));
    let copy = copy.transpose().map_err(|error: workbook::WorkbookError| Failure::Misuse(error.to_string()))?;
    let covers = imported.bound();
    let written = arguments.output.as_ref().map(|folder| imported.to_folder(folder)).transpose();
    let written = written.map_err(|error| Failure::Misuse(error.to_string()))?;
    if let Some((path, copy)) = copy {
        output::replace(path, &copy)?;
    }
    let lost = imported.report().count(Severity::Lost);
    if lost > 0 && arguments.report.is_some() {
        console::tell(format_args!("lvzhi: {lost} 处未收入，见报告 ({lost} places left out: see the report)"));
    }
    let report = if arguments.json {
        tell::json(&imported, &covers, written.as_ref()) + "\n"
    } else {
        tell::text(&imported, &covers, written.as_ref())
    };
    match &arguments.report {
        Some(path) => output::replace(path, report.as_bytes())?,
        None => out.write_all(report.as_bytes())?,
    }
    if let (Some(written), Some(folder)) = (&written, &arguments.output)
        && !(arguments.json && arguments.report.is_none())
    {
        let files = if written.files.is_empty() {
            "没有改动 (nothing changed)".to_owned()
        } else {
            written.files.join("、")
        };
        writeln!(out, "\n{BOLD}{}{BOLD:#}：{files}", folder.display())?;
        let conflicts = written.conflicts.len();
        if conflicts > 0 && arguments.report.is_some() {
            writeln!(
                out,
                "  {conflicts} 处与文件不同，见报告 ({conflicts} places differ from the file: see the report)"
            )?;
        }
        if !written.again {
            let folder = folder.display();
            writeln!(out, "{DIM}核对以后：lvzhi compile {folder} -o {folder}.lvz{DIM:#}")?;
        }
    }
    Ok(Outcome::Answered)
}
