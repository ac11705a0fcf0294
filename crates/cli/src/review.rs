//! How the findings of a verb are told: as text or JSON where it was asked, as a workbook or a page where a file is named.

use crate::Failure;
use crate::output::{self, Kind};
use crate::page::{BOLD, width};
use lvzhi_manage::Review;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The form of what was found.
#[derive(Debug, clap::Args)]
pub(crate) struct Form {
    /// 输出为 JSON (as JSON)
    #[arg(long)]
    pub(crate) json: bool,
    /// 写入文件，按结尾定格式：.xlsx、.html、.json、.txt，可写几个 (write a file, in the form that its name ends in; may be repeated)
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// 覆盖已有的文件 (replace files that are there)
    #[arg(long, requires = "output")]
    force: bool,
}

/// What a file's name ends in.
const ENDINGS: [&str; 4] = ["xlsx", "html", "json", "txt"];

/// Columns of a text that no terminal shows.
const PLAIN: u16 = 160;

impl Form {
    /// Refuses what would destroy something, before anything is read.
    pub(crate) fn check(&self, inputs: &[&Path]) -> Result<(), Failure> {
        for path in &self.output {
            if !ENDINGS.iter().any(|ending| output::has_ending(path, ending)) {
                return Err(Failure::Misuse(format!(
                    "{}：文件名应以 .xlsx、.html、.json 或 .txt 结尾 (end the name with .xlsx, .html, .json or .txt)",
                    path.display()
                )));
            }
        }
        let force = self.force;
        let kind = |path: &Path| match output::has_ending(path, "xlsx") {
            true => Kind::Workbook { force },
            false => Kind::Told { force },
        };
        let outputs: Vec<(&Path, Kind)> = self.output.iter().map(|path| (path.as_path(), kind(path))).collect();
        output::check(inputs, &outputs)
    }

    /// Tells what was found.
    pub(crate) fn tell(&self, review: &Review, out: &mut impl Write) -> Result<(), Failure> {
        for path in &self.output {
            let bytes = if output::has_ending(path, "xlsx") {
                review.to_workbook().map_err(|error| Failure::Misuse(format!("{}：{error}", path.display())))?
            } else if output::has_ending(path, "html") {
                review.to_html().into_bytes()
            } else if output::has_ending(path, "json") {
                (review.to_json() + "\n").into_bytes()
            } else {
                review.to_text(PLAIN).into_bytes()
            };
            output::replace(path, &bytes)?;
        }
        if self.json {
            writeln!(out, "{}", review.to_json())?;
        } else if self.output.is_empty() {
            out.write_all(review.to_text(u16::try_from(width()).unwrap_or(PLAIN)).as_bytes())?;
        } else {
            writeln!(out, "{}", review.title)?;
            for fact in &review.facts {
                writeln!(out, "{}：{}", fact.label, fact.value.shown())?;
            }
            for path in &self.output {
                writeln!(out, "{BOLD}{}{BOLD:#}", path.display())?;
            }
        }
        Ok(())
    }
}
