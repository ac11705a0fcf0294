//! What `lvzhi classify` tells of a text: the answer and, on request, what of the text was left out, and its requests one by one.

use anstyle::Style;
use lvzhi::{Answer, Catalogue, FramePart, Options, Part, QueryError};
use serde::Serialize;
use std::io::Write;

use crate::page::{DIM, field};

/// What is asked for besides the answer.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(crate) struct Besides {
    /// 另列出略去的套话、表单字段、地址、标记，以〔〕标出 (tell what was left out as wrapped around the matter)
    #[arg(long, conflicts_with = "whole")]
    pub(crate) frame: bool,
    /// 一段话说了几件事的，分开答复；表中每件事一行 (answer each request of a message that has several; in a table a row for each)
    #[arg(long)]
    pub(crate) parts: bool,
}

/// The answer to a text, with what was asked for besides: as JSON, keys behind those of the answer.
#[derive(Serialize)]
pub(crate) struct Told<'a> {
    #[serde(flatten)]
    pub(crate) answer: Answer<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) frame: Option<Vec<FramePart>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<Vec<Part<'a>>>,
}

impl<'a> Told<'a> {
    pub(crate) fn of(list: &'a Catalogue, text: &str, options: Options, besides: Besides) -> Result<Self, QueryError> {
        let parts = besides.parts.then(|| list.classify_parts(text, options).map(Iterator::collect)).transpose()?;
        let frame = besides.frame.then(|| lvzhi::frame(text).collect());
        Ok(Self { answer: list.classify_with(text, options)?, frame, parts })
    }
}

/// The text, in its own lines, with brackets around what was left out.
pub(crate) fn framed(out: &mut impl Write, text: &str, frame: &[FramePart]) -> std::io::Result<()> {
    let (mut shown, mut behind) = (String::new(), 0);
    for part in frame {
        let between = |from, to| text.get(from..to).unwrap_or("");
        shown += &format!("{}〔{}〕", between(behind, part.start), between(part.start, part.end));
        behind = part.end;
    }
    shown += text.get(behind..).unwrap_or("");
    for (n, line) in shown.lines().enumerate() {
        field(out, if n == 0 { "原文" } else { "" }, Style::new(), line)?;
    }
    let mut kinds: Vec<&str> = frame.iter().map(|part| part.kind.name()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let said = if kinds.is_empty() {
        "没有略去什么".to_owned()
    } else {
        format!("〔〕中的略去不看：{}", kinds.join("、"))
    };
    field(out, "", DIM, &said)
}
