//! A file name where the words of a matter belong: it would be answered as a question.

use std::ffi::OsStr;
use std::path::Path;

/// How files end that hold matters, in tables, lines or documents.
const ENDINGS: [&str; 23] = [
    "xlsx", "xls", "xlsm", "xlsb", "ods", "et", "csv", "tsv", "parquet", "feather", "json", "jsonl", "ndjson", "txt",
    "md", "xml", "html", "doc", "docx", "wps", "odt", "rtf", "pdf",
];

/// Endings of tables that are read whole.
const TABLES: [&str; 7] = ["xlsx", "xls", "xlsm", "ods", "et", "csv", "tsv"];

/// Endings of tables that only the Python command reads.
const PYTHON: [&str; 2] = ["xlsb", "parquet"];

/// Whether a word is the name of a table that is there.
pub(crate) fn is_table(word: &OsStr) -> bool {
    let path = Path::new(word);
    let named = path.extension().is_some_and(|is| TABLES.iter().any(|table| is.eq_ignore_ascii_case(table)));
    named && path.is_file()
}

/// What to do with a file, by its name as it is written in a call, and its ending.
pub(crate) type Instead = fn(&str, &str) -> String;

/// What to do with a file in place of a task: `- < FILE` gives its text.
pub(crate) fn a_task(argument: &str, _ending: &str) -> String {
    format!(
        "请写明任务，或从标准输入读入它的文字 (say what the task is, or give its text on standard input): lvzhi admit - < {argument}"
    )
}

/// What to do with a file in place of a matter.
pub(crate) fn a_matter(argument: &str, ending: &str) -> String {
    if ["jsonl", "ndjson"].contains(&ending) {
        return format!("逐行答复请用 (a line each): lvzhi classify --jsonl {argument}");
    }
    if PYTHON.contains(&ending) {
        return format!(
            "这种表请用 Python 版 (such tables are read by the Python package): python -m lvzhi classify {argument}"
        );
    }
    "请写明要办的事，或给出 .xlsx、.csv 等表，或以 --jsonl 逐行读 {\"id\":…,\"q\":…} \
     (say what the matter is, or put the matters into a table, or into a file of lines {\"id\":…,\"q\":…} for --jsonl)"
        .to_owned()
}

/// What to do in place of asking for `text`, where it looks like the name of a file.
pub(crate) fn instead_of_a_matter(text: &str, how: Instead) -> Option<String> {
    let text = text.trim();
    let ending = ending(text);
    let there = Path::new(text).exists();
    let alone = !text.contains(['，', '。', '？', '！', '；', '\n']) && !is_address(text);
    let separated = text.contains(['/', '\\']);
    // No matter is told in ASCII alone, or with a name that happens to stand on the disk too.
    let looks = is_rooted(text)
        || ending.as_ref().is_some_and(|ending| is_known(ending) || separated || there)
        || there && (separated || text.is_ascii());
    if !looks || !(there || alone) {
        return None;
    }
    if !there {
        return Some(format!(
            "{text}：像是文件名，但没有这个文件。若这就是要办的事，请在末尾加上句号 \
             (looks like the name of a file, but there is none: check the name; if this is the matter itself, end it with 。)"
        ));
    }
    let ending = ending.unwrap_or_default();
    let argument = if text.contains(char::is_whitespace) { format!("\"{text}\"") } else { text.to_owned() };
    let how = how(&argument, &ending);
    Some(format!("{text}：这是文件，不是要办的事 (this is a file, not a matter)。{how}"))
}

/// What stands behind the last full stop of a file name, in small letters: two to eight letters and digits, the first a letter.
fn ending(text: &str) -> Option<String> {
    let name = text.rsplit(['/', '\\']).next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let plain =
        ending.starts_with(|c: char| c.is_ascii_alphabetic()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    (plain && !stem.trim().is_empty() && (2..=8).contains(&ending.len())).then(|| ending.to_ascii_lowercase())
}

/// Whether it is one of [`ENDINGS`], or a long enough one with a slip of the finger.
fn is_known(ending: &str) -> bool {
    let slipped = |known: &&str| known.len() > 2 && ending.len() > 2 && strsim::osa_distance(known, ending) == 1;
    ENDINGS.contains(&ending) || ENDINGS.iter().any(slipped)
}

/// Whether a path begins at a place of the file system: `/`, `./`, `../`, `~/`, `C:\`.
fn is_rooted(text: &str) -> bool {
    let drive = |rest: &str| rest.starts_with(":\\") || rest.starts_with(":/");
    ["/", "./", "../", "~/", ".\\", "..\\", "\\\\"].iter().any(|start| text.starts_with(start))
        || text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.get(1..).is_some_and(drive)
}

/// Web and mail addresses, about which people complain, end like file names.
fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.contains("://") || lower.contains("www.") || lower.contains('@')
}
