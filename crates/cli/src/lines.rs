//! `lvzhi classify --jsonl`: an answer a line.

use crate::classify::Arguments;
use crate::{Failure, Outcome};
use lvzhi::{Answer, Catalogue};
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

/// A line of the output.
#[derive(Serialize)]
struct Line<'l> {
    id: &'l RawValue,
    #[serde(flatten)]
    said: Said<'l>,
}

#[derive(Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "one at a time, on the stack, and nearly all are answers")]
enum Said<'l> {
    Answer(Answer<'l>),
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
        let text = line.get(mark..).unwrap_or_default().trim_ascii_end();
        if text.is_empty() {
            continue;
        }
        // What was answered before stands; the caller sees where to go on.
        let query: Query<'_> = serde_json::from_slice(text).map_err(|error| misread(number, mark, &error))?;
        let said = match list.classify_with(&query.q, wish.top(), wish.thresholds()) {
            Ok(answer) => Said::Answer(answer),
            Err(error) => {
                answered = false;
                Said::Error { error: error.to_string() }
            }
        };
        serde_json::to_writer(&mut out, &Line { id: query.id, said }).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(if answered { Outcome::Answered } else { Outcome::NothingFound })
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
fn misread(number: usize, mark: usize, error: &serde_json::Error) -> Failure {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = said.strip_suffix(&place).unwrap_or(&said);
    let byte = mark + error.column();
    Failure::Misuse(format!(
        "第 {number} 行不是 {{\"id\":…,\"q\":…}}：第 {byte} 字节处有误 \
         (line {number} is no object with id and q: {reason}, at byte {byte} of the line)"
    ))
}
