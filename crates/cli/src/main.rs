//! `lvzhi`: whose duty is this? (这件事归谁管？)

mod admit;
mod bind;
mod check;
mod classify;
mod compare;
mod compile;
mod console;
mod diff;
mod evaluate;
mod export;
mod import;
mod input;
mod label;
mod lines;
mod list;
mod matters;
mod open;
mod output;
mod page;
mod pages;
mod path;
mod review;
mod show;
mod table;
mod teach;
mod template;
mod texts;
mod told;

use clap::{CommandFactory, Parser, Subcommand};
use open::Choice;
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
    #[command(flatten)]
    choice: Choice,
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
    /// 查看事由：群众要办的事通常由谁办、依据什么、清单里哪几项管 (matters: what people need, who usually does it, and the items that cover it)
    Matters(matters::Arguments),
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
    /// 对照两个版本的清单：增删、调整、改名、条款变化 (what two editions of a list differ in)
    Diff(diff::Arguments),
    /// 比较几个乡镇的清单：各家都有的、只有一家有的、类别不一的 (the lists of several townships side by side)
    Compare(compare::Arguments),
    /// 把改正的归类教给清单，先看后存 (teach a list what people corrected; shown before it is kept)
    Teach(teach::Arguments),
    /// 用带标注的文本评估清单：正确率、混淆、把握、界线 (how right a list is about texts with labels)
    Evaluate(evaluate::Arguments),
    /// 选出供人标注的文本 (texts for people to label)
    Sample(label::SampleArguments),
    /// 两人标注的一致性 (how far two people agree)
    Agreement(label::AgreementArguments),
    /// 职责准入审查：部门交办的任务该不该接 (is a task that a department hands down the township's?)
    Admit(admit::Arguments),
    /// 写出手册页和各种命令行的补全脚本，供打包用 (the manual and completions, for packages)
    #[command(hide = true)]
    Pages(pages::Arguments),
}

impl Verb {
    /// Whether what it writes is read by programs: JSON, in UTF-8 wherever it goes.
    fn is_for_programs(&self) -> bool {
        match self {
            Self::Classify(verb) => verb.json || verb.jsonl || verb.table().is_some(),
            Self::Show(verb) => verb.json,
            Self::List(verb) => verb.json,
            Self::Departments(verb) => verb.json,
            Self::Matters(verb) => verb.json,
            Self::Export(verb) => verb.xlsx.is_none(),
            Self::Check(verb) => verb.json,
            Self::Import(verb) => verb.json,
            Self::Bind(verb) => verb.json,
            Self::Diff(verb) => verb.form.json,
            Self::Compare(verb) => verb.form.json,
            Self::Teach(verb) => verb.form.json,
            Self::Evaluate(verb) => verb.texts.form.json,
            Self::Sample(verb) => verb.texts.form.json,
            Self::Agreement(verb) => verb.texts.form.json,
            Self::Admit(verb) => verb.form.json,
            Self::Template(_) | Self::Compile(_) | Self::Pages(_) => false,
        }
    }
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
    /// A file that was to be replaced is not what was read any more: nothing was written.
    Changed(PathBuf),
    /// Output could not be written.
    Output(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(u8::try_from(console::usage(&error)).unwrap_or(2)),
    };
    let mut out = console::out(arguments.verb.is_for_programs());
    let result = run(&arguments, &mut out);
    match result.and_then(|outcome| out.flush().map(|()| outcome).map_err(Failure::from)) {
        Ok(Outcome::Answered) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Err(Failure::Misuse(message)) => {
            console::tell(format_args!("lvzhi: {message}"));
            ExitCode::from(2)
        }
        Err(Failure::Changed(path)) => {
            console::tell(format_args!(
                "lvzhi: {}：读入以后被别人改过，没有写入，请再运行一次 (was changed since it was read, and nothing was written: run this again)",
                path.display()
            ));
            ExitCode::from(2)
        }
        // A reader that stops reading, as `head` does, is no failure.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            console::tell(format_args!("lvzhi: 无法输出 (cannot write): {error}"));
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let whole = &arguments.choice;
    // The file to work on is named by the verbs themselves.
    let unasked = |what: &str| match whole.is_given() {
        false => Ok(()),
        true => Err(Failure::Misuse(format!(
            "{what} 不用 --list，请在 {what} 后面直接写出文件或文件夹 (asks no list: name the file or folder behind {what})"
        ))),
    };
    match &arguments.verb {
        Verb::Classify(verb) => {
            let choice = verb.choice.or(whole)?;
            classify::run(&open::list(&choice)?, verb, choice.path(), out)
        }
        Verb::Show(verb) => show::run(&open::list(&verb.choice.or(whole)?)?, verb, out),
        Verb::List(verb) => list::run(&open::list(&verb.choice.or(whole)?)?, verb, out),
        Verb::Departments(verb) => list::run_departments(&open::list(&verb.choice.or(whole)?)?, verb, out),
        Verb::Matters(verb) => matters::run(&open::list(&verb.choice.or(whole)?)?, verb, out),
        Verb::Export(verb) => export::run(verb, &verb.choice.or(whole)?, out),
        Verb::Check(verb) => check::run(verb, &verb.choice.or(whole)?, out),
        Verb::Template(verb) => unasked("template").and_then(|()| template::run(verb, out)),
        Verb::Import(verb) => unasked("import").and_then(|()| import::run(verb, out)),
        Verb::Compile(verb) => unasked("compile").and_then(|()| compile::run(verb, out)),
        Verb::Bind(verb) => unasked("bind").and_then(|()| bind::run(verb, out)),
        Verb::Pages(verb) => unasked("pages").and_then(|()| pages::run(verb, &Arguments::command(), out)),
        Verb::Compare(verb) => unasked("compare").and_then(|()| compare::run(verb, out)),
        Verb::Teach(verb) => unasked("teach").and_then(|()| teach::run(verb, out)),
        Verb::Evaluate(verb) => evaluate::run(verb, &verb.texts.choice.or(whole)?, out),
        Verb::Sample(verb) => label::run_sample(verb, &verb.texts.choice.or(whole)?, out),
        Verb::Agreement(verb) => label::run_agreement(verb, &verb.texts.choice.or(whole)?, out),
        Verb::Admit(verb) => admit::run(verb, &verb.choice.or(whole)?, out),
        Verb::Diff(verb) => unasked("diff").and_then(|()| diff::run(verb, out)),
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
