//! `lvzhi classify --jsonl`: an answer a line.

use crate::classify::{Arguments, MATTER};
use crate::told::Told;
use crate::{Failure, Outcome, console};
use lvzhi::Catalogue;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// What editors on Windows begin a file with.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A line of the input. The id goes out byte for byte as it came in, whatever it is.
#[derive(Deserialize)]
struct Query<'l> {
    #[serde(borrow)]
    id: &'l RawValue,
    q: String,
}

/// What a line that is no query may still have.
#[derive(Deserialize)]
struct Named<'l> {
    #[serde(borrow)]
    id: &'l RawValue,
}

/// A line of the output. A line that could not be read has no id.
#[derive(Serialize)]
struct Line<'l> {
    id: Option<&'l RawValue>,
    #[serde(flatten)]
    said: Said<'l>,
}

#[derive(Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "one at a time, on the stack, and nearly all are answers")]
enum Said<'l> {
    Answer(Told<'l>),
    Error { error: String },
}

/// Answers each line of the one file named, or of standard input.
pub(crate) fn answer(
    list: &Catalogue,
    files: &[OsString],
    wish: &Arguments,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let (mut input, name) = open(files)?;
    let mut out = BufWriter::new(out);
    let mut answered = true;
    let mut misread_lines = 0usize;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| Failure::Misuse(format!("{name}：无法读取 (cannot be read): {error}")))? == 0 {
            break;
        }
        number += 1;
        let mark = if number == 1 && line.starts_with(MARK) { MARK.len() } else { 0 };
        if number == 1 && (line.starts_with(b"\xFF\xFE") || line.starts_with(b"\xFE\xFF")) {
            let message = "是 UTF-16，请另存为 UTF-8 (is UTF-16: save it as UTF-8)";
            return Err(Failure::Misuse(format!("{name}：{message}")));
        }
        // What was written on a Chinese Windows is in GB18030 from end to end, and each line can be told by itself.
        if std::str::from_utf8(&line).is_err()
            && let Some(text) = lvzhi_import::read::text_of(&line)
        {
            line = text.into_bytes();
        }
        let text = line.get(mark..).unwrap_or_default().trim_ascii_end();
        if text.is_empty() {
            continue;
        }
        // A line that is wrong has its answer in its place, and the others have theirs.
        let line = match query(text) {
            Ok(Query { id, q }) => {
                let said = match Told::of(list, &q, wish.options(MATTER), wish.besides) {
                    Ok(told) => Said::Answer(told),
                    Err(error) => Said::Error { error: error.to_string() },
                };
                Line { id: Some(id), said }
            }
            Err(error) => {
                let named = (!is_array(text)).then(|| serde_json::from_slice::<Named<'_>>(text).ok()).flatten();
                let error = misread(number, mark, &error);
                if misread_lines == 0 {
                    console::tell(format_args!("lvzhi: {name}：{error}"));
                }
                misread_lines += 1;
                Line { id: named.map(|line| line.id), said: Said::Error { error } }
            }
        };
        answered &= matches!(line.said, Said::Answer(_));
        serde_json::to_writer(&mut out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    if misread_lines > 1 {
        console::tell(format_args!(
            "lvzhi: {name}：共 {misread_lines} 行有误，均已在原处注明 ({misread_lines} lines like this, each told in its place)"
        ));
    }
    Ok(if answered { Outcome::Answered } else { Outcome::NothingFound })
}

/// The query of a line. The reader takes the values of an array for those of an object, in their order; nobody means that.
fn query(text: &[u8]) -> Result<Query<'_>, serde_json::Error> {
    if is_array(text) { Err(serde::de::Error::custom("an array")) } else { serde_json::from_slice(text) }
}

fn is_array(text: &[u8]) -> bool {
    text.trim_ascii_start().starts_with(b"[")
}

/// The input and what it is called in messages.
fn open(files: &[OsString]) -> Result<(Box<dyn BufRead>, String), Failure> {
    match files {
        [name] if name != "-" => {
            let shown = name.to_string_lossy().into_owned();
            match File::open(name) {
                Ok(file) => Ok((Box::new(BufReader::new(file)), shown)),
                Err(error) => Err(Failure::Misuse(format!("{shown}：无法读取 (cannot be read): {error}"))),
            }
        }
        [] | [_] => Ok((Box::new(std::io::stdin().lock()), "标准输入 (standard input)".to_owned())),
        _ => Err(Failure::Misuse("--jsonl 只接受一个文件 (one file at a time)".to_owned())),
    }
}

/// The reader sees one line only, and would call it the first.
fn misread(number: usize, mark: usize, error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = said.strip_suffix(&place).unwrap_or(&said);
    let byte = mark + error.column().max(1);
    format!(
        "第 {number} 行不是 {{\"id\":…,\"q\":…}}：第 {byte} 字节处有误 \
         (line {number} is no object with id and q: {reason}, at byte {byte} of the line)"
    )
}
