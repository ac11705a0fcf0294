//! `lvzhi teach`: corrections into a list, shown before they are kept.

use crate::console;
use crate::open;
use crate::output::{self, Kind};
use crate::page::{BOLD, DIM};
use crate::review::Form;
use crate::texts::rows;
use crate::{Failure, Outcome};
use lvzhi::Catalogue;
use lvzhi_manage::headings::LABELS;
use lvzhi_manage::labels::{Wanted, WantedText};
use lvzhi_manage::teach::{Corrections, Untaught, corrections, moves, taught, without};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 要教的清单：清单文件夹、编译好的 .lvz，或别的形式 (the list to teach: a folder, a compiled list, or another form)
    #[arg(value_name = "LIST")]
    list: PathBuf,
    /// 改正表：一列原文，一列事项编号或名称，清单没有的写 清单外 (the corrections: texts, and ids or names, or 清单外)
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// 原文所在的列 (the column of the texts)
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// 事项所在的列 (the column of the items)
    #[arg(long, value_name = "NAME")]
    item: Option<String>,
    /// 撤回：--from 里的话不再算教过，不用写事项 (take back: the texts of --from are taught no more, items are not needed)
    #[arg(long, conflicts_with = "item")]
    forget: bool,
    /// 另比较这个表中的文本，看哪些答复会变 (texts of another table, to see which answers move)
    #[arg(long = "try", value_name = "FILE")]
    tried: Option<PathBuf>,
    /// --try 的表中诉求所在的列 (the column of the texts there)
    #[arg(long, value_name = "NAME", requires = "tried")]
    try_column: Option<String>,
    /// 保存到清单里：文件夹写入 words.tsv，.lvz 就地更新；不写则只看不存 (keep it in the list: words.tsv of a folder, or the compiled file itself)
    #[arg(long)]
    keep: bool,
    /// 教过的清单另存为 .lvz (write the taught list to another file)
    #[arg(long, value_name = "LIST.lvz", conflicts_with = "keep")]
    to: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) form: Form,
}

pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome, Failure> {
    let words = arguments.list.join("words.tsv");
    let mut inputs: Vec<&Path> = vec![&arguments.from];
    inputs.extend(arguments.tried.as_deref());
    arguments.form.check(&inputs)?;
    let kept = match (&arguments.to, arguments.keep) {
        (Some(path), _) => {
            inputs.push(&arguments.list);
            Some(path.as_path())
        }
        (None, true) if arguments.list.is_dir() => Some(words.as_path()),
        (None, true) if output::has_ending(&arguments.list, "lvz") => Some(arguments.list.as_path()),
        (None, true) => {
            let message = "只有清单文件夹和 .lvz 能就地保存；请用 --to 另存为 .lvz (only a folder or a compiled list is taught in place: name a file by --to)";
            return Err(Failure::Misuse(format!("{}：{message}", arguments.list.display())));
        }
        (None, false) => None,
    };
    if let Some(path) = kept.filter(|path| *path != words) {
        output::check(&inputs, &[(path, Kind::List)])?;
    }
    // What is replaced in the end must be what was read here: somebody else may teach the list meanwhile.
    let was = kept.map(output::Was::of).transpose()?;
    let bytes = open::bytes(&arguments.list)?;
    let shown = |error: &dyn std::fmt::Display| Failure::Misuse(format!("{}：{error}", arguments.list.display()));
    let before = Catalogue::from_bytes(bytes.clone()).map_err(|error| shown(&error))?;
    let label = Wanted { named: arguments.item.as_deref(), usual: &LABELS, option: "--item" };
    let others = if arguments.forget { &[][..] } else { &[label] };
    let text = WantedText { named: arguments.column.as_deref(), option: "--column" };
    let corrected = rows(&arguments.from, text, others)?;
    let lessons = if arguments.forget { without(&before, &corrected) } else { corrections(&before, &corrected) };
    let corrections = match lessons {
        Ok(corrections) => corrections,
        Err(wrong) => {
            console::tell(format_args!("lvzhi: {}", Untaught::Wrong(wrong)));
            return Ok(Outcome::NothingFound);
        }
    };
    let bytes = taught(&bytes, &corrections.taught).map_err(|error| shown(&error))?;
    let after = Catalogue::from_bytes(bytes.clone()).map_err(|error| shown(&error))?;
    if let Some(path) = &arguments.to {
        output::keeps_taught(path, &after)?;
    }
    let tried = match &arguments.tried {
        Some(path) => rows(path, WantedText { named: arguments.try_column.as_deref(), option: "--try-column" }, &[])?,
        None => corrected,
    };
    let review = moves(&before, &after, tried.iter().map(|row| (row.place.as_str(), row.text.as_str())));
    arguments.form.tell(&review, out)?;
    for place in &corrections.doubles {
        console::tell(format_args!("lvzhi: {place}：与前面的相同，没有再记 (said before: left out)"));
    }
    if let Some(note) = skipped(&corrections) {
        console::tell(format_args!("lvzhi: {}：{note}", arguments.from.display()));
    }
    match kept.zip(was.as_ref()) {
        Some((path, was)) if path == words => {
            let id = |at: Option<usize>| Some(before.item_at(at?)?.id().to_string());
            let lines = corrections.taught.iter().map(|(item, text)| (id(*item), text.as_str()));
            output::replace_unchanged(path, was, lvzhi_compiler::words_tsv(lines).as_bytes())?;
        }
        Some((path, was)) => output::replace_unchanged(path, was, &bytes)?,
        None => {}
    }
    let (new, all) = (corrections.new, corrections.taught.len());
    let done = match kept {
        Some(path) if arguments.forget => {
            let gone = before.taught().len().saturating_sub(all);
            format!("{BOLD}{}{BOLD:#}：撤回 {gone} 条，还有 {all} 条 ({gone} taken back, {all} left)", path.display())
        }
        Some(path) => format!("{BOLD}{}{BOLD:#}：新教 {new} 条，共 {all} 条 ({new} new, {all} in all)", path.display()),
        None => format!("{DIM}没有保存；看过以后用 --keep 或 --to 保存 (nothing was kept: --keep or --to does){DIM:#}"),
    };
    // JSON is read by programs, and is all that stands there.
    if !arguments.form.json {
        writeln!(out, "{done}")?;
    }
    Ok(Outcome::Answered)
}

/// What is to be said of rows that nobody has filled in yet.
fn skipped(corrections: &Corrections) -> Option<String> {
    let count = corrections.unlabelled.len();
    (count > 0).then(|| format!("{count} 行没有写事项，没有教 ({count} rows have no item: left out)"))
}
