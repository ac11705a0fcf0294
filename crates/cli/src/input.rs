//! What a verb is asked about: the words behind it, or standard input where `-` stands in their place.

use crate::path::{Instead, instead_of_a_matter};
use crate::{Failure, text_of};
use std::ffi::OsString;
use std::io::Read;

/// The words of an argument as one text, unless they name a file, about which `how` says what to do; `-` alone stands for standard input.
pub(crate) fn said(words: &[OsString], how: Instead) -> Result<String, Failure> {
    match words {
        [dash] if dash == "-" => standard_input(),
        words if words.iter().any(|word| word == "-") => {
            let message = "- 表示从标准输入读文字，只能单独写；请去掉它，或去掉其余文字 (- stands for the text on standard input, and stands alone: leave it out, or the other words)";
            Err(Failure::Misuse(message.to_owned()))
        }
        words => {
            let text = text_of(words)?;
            instead_of_a_matter(&text, how).map_or(Ok(text), |message| Err(Failure::Misuse(message)))
        }
    }
}

/// One text from standard input, white space around it and all: ranges in answers count from where it begins.
fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Misuse(format!("标准输入无法读取 (standard input cannot be read): {error}")))?;
    let text = lvzhi_import::read::text_of(&bytes).ok_or_else(|| {
        let message = "标准输入应为 UTF-8、UTF-16、GB18030 或 Big5 编码的文字 (text in UTF-8, UTF-16, GB18030 or Big5 is expected on standard input)";
        Failure::Misuse(message.to_owned())
    })?;
    if text.trim().is_empty() {
        let message = "标准输入是空的，请写明要办的事 (standard input is empty: say what the matter is)";
        return Err(Failure::Misuse(message.to_owned()));
    }
    Ok(text)
}
