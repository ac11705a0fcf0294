//! What makes a piece of a text the label of a field: what stands behind it, and, of labels that no file names, its shape.

use crate::fold::{begins, digit, ends, fold_char, folded};
use crate::frame::{Frame, Label};
use crate::pieces::is_word;

/// A label of fewer characters needs a colon, unless another one stood before: 小区 with a space behind it is a word as well.
const SHORTEST_LABEL: usize = 3;

/// The longest label that is told by its shape, in characters.
const LONGEST_LABEL: usize = 12;

/// Bytes within which the closing bracket of a note behind a label begins: 办理结果（选填）：.
const LONGEST_NOTE: usize = 32;

/// The longest label of a form that no file names, in characters.
const LONGEST_OF_FORM: usize = 8;

/// The brackets behind labels.
const CLOSING: [char; 5] = ['】', '〕', '〗', '』', ']'];

/// Whether what stands behind a piece makes it a label.
pub(crate) fn ends_label(piece: &str, behind: &str, is_form: bool) -> bool {
    let behind = behind.get(note(behind)..).unwrap_or("");
    let rest = behind.trim_start_matches(|c| fold_char(c).is_none());
    let (blank, _) = behind.split_at_checked(behind.len().saturating_sub(rest.len())).unwrap_or_default();
    let Some(written) = rest.chars().next() else { return false };
    match fold_char(written) {
        // Folded, those of Chinese forms are as round ones, which hold notes: 低保（标题）.
        _ if CLOSING.contains(&written) => true,
        Some(':' | '"' | '|' | '=' | ']' | '<') => true,
        Some(c) if is_word(c) && !blank.is_empty() => {
            is_form
                || blank.chars().any(|c| matches!(c, '\t' | '\n'))
                || folded(piece).nth(SHORTEST_LABEL - 1).is_some()
        }
        _ => false,
    }
}

/// The longest cell, in characters, that holds something beside the matter: of 电话 in a row without labels, the next cell may be the matter.
const LONGEST_CELL: usize = 24;

/// Whether the cell behind a label is too long to hold something beside the matter.
pub(crate) fn is_before_long_cell(behind: &str) -> bool {
    let cell = behind.trim_start_matches([' ', '\u{3000}']).strip_prefix(['\t', '|', '｜']);
    let said = cell.map(|cell| cell.chars().take_while(|c| !matches!(c, '\n' | '\r' | '\t' | '|' | '｜')));
    said.is_some_and(|mut said| said.nth(LONGEST_CELL).is_some())
}

/// Whether a short piece is a label by no more than the bracket behind it.
pub(crate) fn in_brackets(piece: &str, behind: &str) -> bool {
    behind.get(note(behind)..).is_some_and(|behind| behind.starts_with(CLOSING))
        && folded(piece).nth(SHORTEST_LABEL - 1).is_none()
}

/// The bytes of a note in round brackets with a colon or the end of a label behind it, if one stands there, and of the blanks before it.
pub(crate) fn note(behind: &str) -> usize {
    let text = behind.trim_start_matches([' ', '\u{3000}']);
    if !text.starts_with(['(', '（']) {
        return 0;
    }
    let mut within = text.char_indices().take_while(|(at, _)| *at < LONGEST_NOTE);
    let Some((at, close @ (')' | '）'))) = within.find(|(_, c)| matches!(c, ')' | '）' | '\n')) else { return 0 };
    let rest = text.get(at.saturating_add(close.len_utf8())..).unwrap_or("");
    if value(rest).is_some() || rest.starts_with(CLOSING) { behind.len().saturating_sub(rest.len()) } else { 0 }
}

/// What stands behind the colon that a text begins with, if it does, after any blanks.
pub(crate) fn value(behind: &str) -> Option<&str> {
    let blank = |c: char| fold_char(c).is_none();
    Some(behind.trim_start_matches(blank).strip_prefix([':', '：'])?.trim_start_matches(blank))
}

/// Whether a text has one of these characters, which are folded already.
fn has(text: &str, wanted: &str) -> bool {
    folded(text).any(|(_, c)| wanted.chars().any(|w| w == c))
}

/// Who asks, and what they do who go on behind a reply: 市民追问：.
const ASKERS: [&str; 8] = ["市民", "群众", "网友", "来电人", "用户", "业主", "村民", "家属"];
const ASK: [&str; 10] = ["追问", "又问", "补充", "回复", "留言", "反映", "表示", "不认可", "不满意", "再次来电"];

/// What a label of a reply ends with, by itself: 县水利局答复：; and what is said of a reply that somebody wants, or was given: 一直未答复：.
const REPLY: [&str; 4] = ["答复", "回复", "答复如下", "回复如下"];
const NO_REPLY: &str = "请求未没无不望盼等待尽的";

/// What public bodies are called that reply in a form, and how a reply begins behind the name of one: 水利局：已派人抢修.
const BODIES: [&str; 7] = ["局", "镇", "乡", "街道", "街道办", "政府", "部门"];
const BEGINS_REPLY: [&str; 12] =
    ["已", "现已", "经核", "经查", "经调查", "经现场", "经了解", "我局", "我镇", "我乡", "我办", "我单位"];
const BEGINS_NO_REPLY: &str = "已经";

/// What a salutation begins with, and what it ends with: 尊敬的张书记：.
const SALUTATIONS: [&str; 2] = ["尊敬的", "敬爱的"];
const SALUTED: [&str; 9] = ["书记", "长", "主任", "领导", "同志", "部门", "政府", "局", "热线"];

/// The label of an answer, and how far before it, in characters, a question may stand that an office asks: 问：您反映什么？ 答：.
const ANSWER: &str = "答";
const LONGEST_QUESTION: usize = 48;

/// Whether an answer is that of somebody who was asked for what he wants.
pub(crate) fn is_answer(before: &str, piece: &str) -> bool {
    let asked = |what: [char; 2]| before.chars().rev().take(LONGEST_QUESTION).any(|c| what.contains(&c));
    piece == ANSWER && asked(['？', '?']) && asked(['您', '你'])
}

/// What a label is that tells it by its shape: who replied, who asked again, 是否保密, a salutation. Whether a public body only says something or
/// replies is told by what stood before: a form or none.
pub(crate) fn by_shape(piece: &str, behind: &str, is_form: bool) -> Option<Label> {
    let said = value(behind.get(note(behind)..)?)?;
    if folded(piece).nth(LONGEST_LABEL).is_some() {
        return None;
    }
    if ASK.iter().any(|word| ends(piece, word)) && ASKERS.iter().any(|who| begins(piece, who)) {
        return Some(Label::Body);
    }
    if REPLY.iter().any(|word| ends(piece, word)) && !has(piece, NO_REPLY) {
        return Some(Label::Reply);
    }
    if begins(piece, "是否") {
        let said = said.trim_start_matches(BOXES);
        let word = said.get(..said.find(|c| !is_word(c)).unwrap_or(said.len()))?;
        return matches!(word, "是" | "否" | "有" | "无").then_some(Label::Aside);
    }
    if SALUTATIONS.iter().any(|word| begins(piece, word)) && SALUTED.iter().any(|word| ends(piece, word)) {
        return Some(Label::Nothing);
    }
    let replies = is_form
        && BODIES.iter().any(|body| ends(piece, body))
        && BEGINS_REPLY.iter().any(|word| begins(said, word))
        && !begins(said, BEGINS_NO_REPLY);
    replies.then_some(Label::Reply)
}

/// What labels end with of what somebody wants, of what stands beside it, and of a number beside it.
const OF_MATTER: [&str; 18] = [
    "内容", "诉求", "问题", "描述", "事项", "标题", "主题", "详情", "正文", "原话", "自述", "陈述", "概况", "摘要",
    "概要", "事由", "案由", "经过",
];
const BESIDE: [&str; 6] = ["分类", "渠道", "等级", "级别", "姓名", "职务"];
const NUMBERED: [&str; 6] = ["编号", "单号", "号码", "时限", "期限", "次数"];

/// What a label is, wherever it stands: by the file of labels, as a key of a program, or because it ends as those of what somebody wants do.
pub(crate) fn known(frame: &Frame<'_>, piece: &str) -> Option<Label> {
    let by_ending = || {
        let is_short = folded(piece).nth(LONGEST_OF_FORM).is_none();
        (is_short && OF_MATTER.iter().any(|word| ends(piece, word))).then_some(Label::Body)
    };
    let of_file = frame.label(piece).filter(|&label| label != Label::Nothing);
    of_file.or_else(|| of_program(piece)).or_else(by_ending)
}

/// What the label of a form is that no file names: a short piece with a colon where a line or a cell begins. `before` is all of the text before it.
pub(crate) fn of_form(before: &str, piece: &str, behind: &str) -> Option<Label> {
    let said = value(behind.get(note(behind)..)?)?;
    let is_first = before.is_empty() || before.ends_with(['\n', '\r', '\t', '|', '；', ';']);
    // White space within a word is meant to be nothing, wherever it stands.
    let is_spaced = piece.chars().any(|c| fold_char(c).is_none());
    if !is_first || is_spaced || folded(piece).nth(LONGEST_OF_FORM).is_some() {
        return None;
    }
    if OF_MATTER.iter().any(|word| ends(piece, word)) {
        return Some(Label::Body);
    }
    let is_number = said.chars().next().and_then(fold_char).and_then(digit).is_some();
    let is_beside =
        BESIDE.iter().any(|word| ends(piece, word)) || is_number && NUMBERED.iter().any(|word| ends(piece, word));
    is_beside.then_some(Label::Aside)
}

/// What keys of programs end with, of what somebody wants, of a reply, and of what stands beside: appealContent, town_name.
const KEYS_OF_MATTER: [&str; 15] = [
    "content",
    "desc",
    "description",
    "text",
    "question",
    "problem",
    "title",
    "subject",
    "message",
    "msg",
    "detail",
    "details",
    "appeal",
    "complaint",
    "request",
];
const KEYS_OF_REPLY: [&str; 6] = ["reply", "answer", "result", "feedback", "response", "opinion"];
const KEYS_BESIDE: [&str; 46] = [
    "town",
    "village",
    "street",
    "district",
    "county",
    "city",
    "name",
    "person",
    "phone",
    "mobile",
    "tel",
    "id",
    "code",
    "no",
    "num",
    "number",
    "time",
    "date",
    "type",
    "status",
    "state",
    "addr",
    "address",
    "area",
    "region",
    "dept",
    "department",
    "org",
    "unit",
    "user",
    "url",
    "level",
    "lng",
    "lat",
    "sex",
    "age",
    "count",
    "flag",
    "by",
    "source",
    "channel",
    "priority",
    "owner",
    "category",
    "version",
    "seq",
];

/// An ending of so many letters or fewer counts only where it begins a word of the key: orderNo and order_no, but not piano.
const LONGEST_ENDING: usize = 3;

/// What a label in Latin letters is that no file names, such as a program's key.
pub(crate) fn of_program(key: &str) -> Option<Label> {
    let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let ends_with = |word: &&str| {
        let at = key.len().checked_sub(word.len())?;
        let (before, ending) = key.split_at_checked(at)?;
        let begins_word = at == 0 || before.ends_with('_') || ending.starts_with(|c: char| c.is_ascii_uppercase());
        (ending.eq_ignore_ascii_case(word) && (begins_word || word.len() > LONGEST_ENDING)).then_some(())
    };
    let any = |words: &[&str]| is_key && words.iter().find_map(ends_with).is_some();
    if any(&KEYS_OF_MATTER) {
        Some(Label::Body)
    } else if any(&KEYS_OF_REPLY) {
        Some(Label::Reply)
    } else {
        any(&KEYS_BESIDE).then_some(Label::Aside)
    }
}

/// Boxes of forms on paper, and those of them that nobody has ticked.
const BOXES: [char; 7] = ['□', '☐', '☑', '☒', '■', '√', '✓'];
const EMPTY_BOXES: [char; 2] = ['□', '☐'];

/// How far from an empty box one is looked for that somebody ticked, in characters to either side.
const CHOICES: usize = 64;

/// Whether nobody ticked the box of a choice, but another one beside it: □投诉 ☑求助. A box behind a word stands for what somebody made unreadable:
/// 王□□占了我家地. `before` and `behind` are all of the text around it.
pub(crate) fn is_not_ticked(before: &str, behind: &str) -> bool {
    let Some(earlier) = before.trim_end_matches([' ', '\u{3000}']).strip_suffix(EMPTY_BOXES) else { return false };
    let is_ticked = |c: char| BOXES.contains(&c) && !EMPTY_BOXES.contains(&c);
    !earlier.ends_with(|c| is_word(c) || EMPTY_BOXES.contains(&c))
        && (earlier.chars().rev().take(CHOICES).any(is_ticked) || behind.chars().take(CHOICES).any(is_ticked))
}

/// What a line begins with that answers a reply.
const OBJECTIONS: [&str; 8] = ["但", "可是", "然而", "不过", "到现在", "到今天", "至今", "请问"];

/// Whether somebody goes on behind a reply: in a line of its own, which objects to it or asks. `before` is all of the text before it.
pub(crate) fn objects(before: &str, piece: &str) -> bool {
    begins_line(before)
        && OBJECTIONS.iter().any(|word| begins(piece, word))
        && !piece.chars().any(|c| fold_char(c).is_none())
}

/// Whether a line begins behind a text, indented or not.
pub(crate) fn begins_line(before: &str) -> bool {
    before.trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n')
}
