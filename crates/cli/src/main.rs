//! `lvzhi`: whose duty is this? (这件事归谁管？)
#![forbid(unsafe_code)]

mod bind;
mod check;
mod classify;
mod compile;
mod export;
mod import;
mod lines;
mod list;
mod open;
mod page;
mod path;
mod show;
mod template;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// 履职：一件事归谁管、谁牵头、各自做什么。Whose duty is a matter, by a township's duty list.
#[derive(Debug, Parser)]
#[command(
    name = "lvzhi",
    version,
    about,
    after_help = "退出码 exit codes: 0 已答复 answered · 1 未找到，或核对有误 nothing found, or a check failed · 2 用法有误 misuse"
)]
struct Arguments {
    /// 换用另一份清单：编译好的 .lvz、清单文件夹、lvzhi export 的输出，或 Excel、Word 等原文件 (another list than the one built in: compiled, a folder, an export, or the file it was published as)
    #[arg(long, global = true, value_name = "FILE|DIR", value_hint = clap::ValueHint::AnyPath)]
    list: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// 这件事归谁管 (whose duty is it?)
    Classify(classify::Arguments),
    /// 按编号或名称查看事项 (an item by id or name)
    Show(show::Arguments),
    /// 列出事项，可按清单类别、事项类别、部门筛选 (items, filtered)
    List(list::Arguments),
    /// 列出部门，或查看一个部门的事项 (departments, or one of them)
    Departments(list::DepartmentArguments),
    /// 输出整个清单：每行一个 JSON，或官方格式的 Excel (the whole list: JSON lines, or a workbook in the official layout)
    Export(export::Arguments),
    /// 生成空白的清单模板，填好即可使用 (a form to fill in)
    Template(template::Arguments),
    /// 核对清单：总数、编号、类别、部门、重复、缺漏、扫描损坏 (check a list, or the one built in)
    Check(check::Arguments),
    /// 把 Excel、Word、CSV 等文件导入为清单文件夹，并报告存疑之处 (make a list folder of the files that you have, with a report)
    Import(import::Arguments),
    /// 编译清单文件夹、lvzhi export 的输出或 Excel、Word 等原文件 (compile a list into one file)
    Compile(compile::Arguments),
    /// 为每个事项找出对应的事由，写入 covers.toml (find the matters that each item covers)
    Bind(bind::Arguments),
}

/// How a verb ended.
enum Outcome {
    Answered,
    NothingFound,
}

/// Why a verb could not be carried out.
#[derive(Debug)]
enum Failure {
    /// The words of the call are off: said to the user, exit code 2.
    Misuse(String),
    /// Output could not be written.
    Output(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let result = run(&arguments, &mut out);
    match result.and_then(|outcome| out.flush().map(|()| outcome).map_err(Failure::from)) {
        Ok(Outcome::Answered) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Err(Failure::Misuse(message)) => {
            eprintln!("lvzhi: {message}");
            ExitCode::from(2)
        }
        // A reader that stops reading, as `head` does, is no failure.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            eprintln!("lvzhi: 无法输出 (cannot write): {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let list = || open::list(arguments.list.as_deref());
    let no_list = |what: &str| match &arguments.list {
        None => Ok(()),
        Some(_) => Err(Failure::Misuse(format!("{what} 不用 --list，请直接写出路径 (takes a path, not --list)"))),
    };
    match &arguments.verb {
        Verb::Classify(arguments) => classify::run(&list()?, arguments, out),
        Verb::Show(arguments) => show::run(&list()?, arguments, out),
        Verb::List(arguments) => list::run(&list()?, arguments, out),
        Verb::Departments(arguments) => list::run_departments(&list()?, arguments, out),
        Verb::Export(verb) => export::run(verb, arguments.list.as_deref(), out),
        Verb::Template(arguments) => no_list("template").and_then(|()| template::run(arguments, out)),
        Verb::Check(verb) => check::run(verb, verb.path().or(arguments.list.as_deref()), out),
        Verb::Import(arguments) => no_list("import").and_then(|()| import::run(arguments, out)),
        Verb::Compile(arguments) => no_list("compile").and_then(|()| compile::run(arguments, out)),
        Verb::Bind(arguments) => no_list("bind").and_then(|()| bind::run(arguments, out)),
    }
}

/// The words of an argument as text.
fn text_of(words: &[OsString]) -> Result<String, Failure> {
    let texts: Option<Vec<&str>> = words.iter().map(|word| word.to_str()).collect();
    texts.map(|texts| texts.join(" ")).ok_or_else(|| {
        Failure::Misuse(
            "输入的文字不是 UTF-8 编码，请检查终端的编码设置 (the text is not UTF-8: check the terminal's encoding)"
                .to_owned(),
        )
    })
}
