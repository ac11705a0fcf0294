//! How the command speaks: in UTF-8; but text for people that is redirected on Windows (`| more`, `> file.txt`, a variable of PowerShell) is
//! read in the code page of the console, which is 936 (GBK) on a Chinese system, and so it is written in that one.
//! A terminal shows every character whatever its code page: the standard library hands it UTF-16.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::fmt::Display;
use std::io::{IsTerminal, Result, Write};

/// The code pages of simplified Chinese: GBK, and GB18030, which writes the same bytes for what both have.
const CHINESE: [u32; 2] = [936, 54936];

/// Standard output. What is for programs (JSON) is in UTF-8 everywhere.
pub(crate) fn out(for_programs: bool) -> Box<dyn Write> {
    let stdout = std::io::stdout();
    if for_programs || stdout.is_terminal() || !CHINESE.contains(&code_page()) {
        Box::new(anstream::AutoStream::auto(stdout.lock()))
    } else {
        Box::new(anstream::StripStream::new(Box::new(Gb18030::new(stdout.lock())) as Box<dyn Write>))
    }
}

/// Says something to the user, a line of its own on standard error.
pub(crate) fn tell(message: impl Display) {
    // There is nobody left to tell that it cannot be said.
    let _ = says(std::io::stderr(), &format!("{message}\n"));
}

/// What there is to say of the words of the call, the help among it; and the exit code.
pub(crate) fn usage(error: &clap::Error) -> i32 {
    let text = error.render().to_string();
    let chinese = CHINESE.contains(&code_page());
    if let Some(said) = in_chinese(error) {
        tell(format_args!("lvzhi: {said}"));
    }
    let _ = match error.use_stderr() {
        true if chinese && !std::io::stderr().is_terminal() => says(std::io::stderr(), &text),
        false if chinese && !std::io::stdout().is_terminal() => says(std::io::stdout(), &text),
        _ => error.print(),
    };
    error.exit_code()
}

/// What is off about the words of a call, in Chinese: the parser says it in English, with what to type.
fn in_chinese(error: &clap::Error) -> Option<String> {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = told(ContextKind::InvalidArg);
    let value = || told(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::ArgumentConflict
            if told(ContextKind::PriorArg).is_empty() || told(ContextKind::PriorArg) == argument =>
        {
            format!("{argument} 只能写一次")
        }
        ErrorKind::ArgumentConflict => format!("{argument} 不能与 {} 同用", told(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => format!("还应写明 {argument}"),
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidSubcommand => format!("没有 {} 这个命令", told(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value().is_empty() => format!("{argument} 后面还应写明内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 不能是“{}”", value()),
        ErrorKind::TooManyValues => format!("{argument} 不用再写“{}”", value()),
        _ => return None,
    })
}

fn says(mut stream: impl Write + IsTerminal, text: &str) -> Result<()> {
    if stream.is_terminal() || !CHINESE.contains(&code_page()) {
        stream.write_all(text.as_bytes())
    } else {
        Gb18030::new(stream).write_all(text.as_bytes())
    }
}

/// The code page in which what the command writes is read; 0 where there is no console.
#[cfg(windows)]
#[expect(unsafe_code, reason = "a call of the system")]
fn code_page() -> u32 {
    // SAFETY: takes nothing, gives a number, and needs nothing to be there.
    unsafe { windows_sys::Win32::System::Console::GetConsoleOutputCP() }
}

#[cfg(not(windows))]
const fn code_page() -> u32 {
    65001
}

/// Writes in GB18030 the UTF-8 that is written to it.
struct Gb18030<W> {
    stream: W,
    /// The beginning of a character of which the rest is still to come.
    begun: Vec<u8>,
}

impl<W: Write> Gb18030<W> {
    const fn new(stream: W) -> Self {
        Self { stream, begun: Vec::new() }
    }
}

impl<W: Write> Write for Gb18030<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.begun.len(),
        };
        let rest = self.begun.split_off(whole);
        let whole = std::mem::replace(&mut self.begun, rest);
        self.stream.write_all(&encoding_rs::GB18030.encode(&String::from_utf8_lossy(&whole)).0)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::Gb18030;
    use std::io::Write;

    #[test]
    fn characters_are_whole_however_they_arrive() {
        let mut stream = Gb18030::new(Vec::new());
        for byte in "归谁管？〔𠮷〕\n".bytes() {
            stream.write_all(&[byte]).unwrap();
        }
        stream.write_all("a欠b".as_bytes()).unwrap();
        assert_eq!(
            stream.stream, b"\xB9\xE9\xCB\xAD\xB9\xDC\xA3\xBF\xA1\xB2\x95\x34\xB2\x35\xA1\xB3\na\xC7\xB7b",
            "{:x?}",
            stream.stream
        );
    }
}
