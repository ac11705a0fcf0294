//! What makes a piece of a text the label of a field: what stands behind it, and, of labels that no file names, its shape.

use crate::fold::{begins, ends, fold_char, folded};
use crate::frame::Label;
use crate::reading::is_word;

/// A label of fewer characters needs a colon: 小区 with a space behind it is a word as well.
const SHORTEST_LABEL: usize = 3;

/// The longest label that is told by its shape, in characters.
const LONGEST_LABEL: usize = 12;

/// The longest note behind a label, in bytes: 办理结果（选填）：.
const LONGEST_NOTE: usize = 32;

/// The longest label of a form that no file names, and the longest value behind it, in characters: 婚姻状况：离异.
const LONGEST_OF_FORM: usize = 8;

/// Whether what stands behind a piece makes it a label.
pub(crate) fn ends_label(piece: &str, behind: &str) -> bool {
    let behind = behind.get(note(behind)..).unwrap_or("");
    let rest = behind.trim_start_matches(|c| fold_char(c).is_none());
    let (blank, _) = behind.split_at_checked(behind.len().saturating_sub(rest.len())).unwrap_or_default();
    let Some(written) = rest.chars().next() else { return false };
    match fold_char(written) {
        // Folded, those of Chinese forms are as round ones, which hold notes: 低保（标题）.
        _ if matches!(written, '】' | '〕' | '〗' | '』') => true,
        Some(':' | '"' | '|' | '=' | ']' | '<') => true,
        Some(c) if is_word(c) && !blank.is_empty() => {
            blank.chars().any(|c| matches!(c, '\t' | '\n')) || folded(piece).nth(SHORTEST_LABEL - 1).is_some()
        }
        _ => false,
    }
}

/// The bytes of a note in round brackets with a colon behind it, if one stands there; without the colon.
pub(crate) fn note(behind: &str) -> usize {
    let is_open = |c: char| matches!(c, '(' | '（');
    if !behind.starts_with(is_open) {
        return 0;
    }
    let close =
        behind.char_indices().take_while(|(at, _)| *at < LONGEST_NOTE).find(|(_, c)| matches!(c, ')' | '）' | '\n'));
    let Some((at, close @ (')' | '）'))) = close else { return 0 };
    let end = at.saturating_add(close.len_utf8());
    if value(behind.get(end..).unwrap_or("")).is_some() { end } else { 0 }
}

/// What stands behind the colon that a text begins with, if it does, after any blanks.
fn value(behind: &str) -> Option<&str> {
    let blank = |c: char| fold_char(c).is_none();
    Some(behind.trim_start_matches(blank).strip_prefix([':', '：'])?.trim_start_matches(blank))
}

/// Who asks, and what they do who go on behind a reply: 市民追问：.
const ASKERS: [&str; 7] = ["市民", "群众", "网友", "来电人", "用户", "业主", "村民"];
const ASK: [&str; 7] = ["追问", "又问", "补充", "回复", "留言", "反映", "再次来电"];

/// What a label of a reply ends with, by itself: 县水利局答复：.
const REPLY: [&str; 4] = ["答复", "回复", "答复如下", "回复如下"];

/// What bodies are called that reply, and how a reply begins behind the name of one: 水利局：已派人抢修.
const BODIES: [&str; 16] =
    ["局", "镇", "乡", "办", "街道", "中心", "公司", "委", "院", "所", "队", "站", "处", "部门", "单位", "政府"];
const BEGINS_REPLY: [&str; 12] =
    ["已", "现已", "经核", "经查", "经调查", "经现场", "经了解", "我局", "我镇", "我乡", "我办", "我单位"];
const BEGINS_NO_REPLY: &str = "已经";

/// What a salutation begins with: 尊敬的张书记：.
const SALUTATIONS: [&str; 2] = ["尊敬的", "敬爱的"];

/// What a label is that tells it by its shape: who replied, who asked again, 是否保密, a salutation.
pub(crate) fn by_shape(piece: &str, behind: &str) -> Option<Label> {
    let said = value(behind.get(note(behind)..)?)?;
    if folded(piece).nth(LONGEST_LABEL).is_some() {
        return None;
    }
    if ASK.iter().any(|word| ends(piece, word)) && ASKERS.iter().any(|who| begins(piece, who)) {
        return Some(Label::Body);
    }
    if REPLY.iter().any(|word| ends(piece, word)) {
        return Some(Label::Reply);
    }
    if begins(piece, "是否") {
        return Some(Label::Aside);
    }
    if SALUTATIONS.iter().any(|word| begins(piece, word)) {
        return Some(Label::Nothing);
    }
    let replies = BODIES.iter().any(|body| ends(piece, body))
        && BEGINS_REPLY.iter().any(|word| begins(said, word))
        && !begins(said, BEGINS_NO_REPLY);
    replies.then_some(Label::Reply)
}

/// What labels of what somebody wants end with.
const OF_MATTER: [&str; 8] = ["内容", "诉求", "问题", "描述", "事项", "标题", "主题", "详情"];

/// What labels of what stands beside it end with, however long it is.
const BESIDE: [&str; 12] =
    ["分类", "类别", "类型", "编号", "时间", "日期", "电话", "号码", "渠道", "来源", "状态", "形式"];

/// What the label of a form is that no file names: a short piece with a colon where a line or a cell begins. It is one of what somebody wants if
/// it says so, and else if what stands behind it is short and ends the line or the cell. `before` is all of the text before it.
pub(crate) fn of_form(before: &str, piece: &str, behind: &str) -> Option<Label> {
    let is_end = |c: char| matches!(c, '\n' | '\r' | '\t' | '|');
    let said = value(behind)?;
    let is_first = before.is_empty() || before.ends_with(is_end);
    // White space within a word is meant to be nothing, wherever it stands.
    let is_spaced = piece.chars().any(|c| fold_char(c).is_none());
    if !is_first || is_spaced || folded(piece).nth(LONGEST_OF_FORM).is_some() || folded(piece).nth(1).is_none() {
        return None;
    }
    if OF_MATTER.iter().any(|word| ends(piece, word)) {
        return Some(Label::Body);
    }
    if BESIDE.iter().any(|word| ends(piece, word)) {
        return Some(Label::Aside);
    }
    let words = said.find(|c| !is_word(c)).unwrap_or(said.len());
    let (word, rest) = said.split_at_checked(words)?;
    let is_short = !word.is_empty() && folded(word).nth(LONGEST_OF_FORM).is_none();
    (said.is_empty() || is_short && (rest.is_empty() || rest.starts_with(is_end))).then_some(Label::Spare)
}

/// The longest name of who speaks in a chat, in characters.
const LONGEST_SPEAKER: usize = 6;

/// Whether a piece is who speaks in a chat: at the beginning of a line, with nothing but a time behind it: 李四 10:02.
pub(crate) fn names_speaker(before: &str, piece: &str, behind: &str) -> bool {
    if !(before.is_empty() || before.ends_with('\n')) || !behind.starts_with([' ', '\u{3000}', '\t']) {
        return false;
    }
    let Some((line, _)) = behind.split_once('\n') else { return false };
    let is_time = |c: char| c.is_ascii_digit() || c.is_ascii_whitespace() || "：:/-.年月日上下午\u{3000}".contains(c);
    let minutes = line.find([':', '：']).and_then(|at| line.get(at..)).unwrap_or("").trim_start_matches([':', '：']);
    let has_minutes = minutes.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_digit));
    has_minutes && line.chars().all(is_time) && folded(piece).nth(LONGEST_SPEAKER).is_none()
}
