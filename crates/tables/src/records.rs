//! Records: texts of fields, one of which tells at length what somebody wants. There, fields that are not in the file of labels are told by what
//! their names end with, and titles of papers before that field say nothing.

use crate::fold::{begins, ends, fold_char, folded};
use crate::frame::{Frame, Label};
use crate::labels::{known, note, value};
use crate::pieces::is_word;

/// Characters that a field must hold beside formulas: 诉求：希望尽快解决 holds none.
const SHORTEST_MATTER: usize = 7;

/// Characters of a field that are looked through for that.
const LONGEST_MATTER: usize = 64;

/// The longest label that no file names, in characters.
const LONGEST_LABEL: usize = 10;

/// What the names of fields end with that hold something beside the matter, behind one more character at least: 督办要求, but not 要求.
const BESIDE: [&str; 47] = [
    "人",
    "员",
    "干部",
    "对象",
    "姓名",
    "性别",
    "年龄",
    "签字",
    "单位",
    "部门",
    "科室",
    "窗口",
    "时间",
    "日期",
    "号",
    "电话",
    "地址",
    "住址",
    "地点",
    "路线",
    "来源",
    "去向",
    "方式",
    "类型",
    "类别",
    "分类",
    "标签",
    "等级",
    "级别",
    "状态",
    "节点",
    "条件",
    "依据",
    "要求",
    "措施",
    "意见",
    "理由",
    "口径",
    "推荐",
    "匹配",
    "确认",
    "答复",
    "结果",
    "情况",
    "评价",
    "满意度",
    "次数",
];

/// What the labels of headings end with: what somebody wants may stand elsewhere, too.
const HEADINGS: [&str; 5] = ["标题", "主题", "题目", "title", "subject"];

/// What papers and those who keep them are called: a title says nothing of the matter. The longest, in bytes, with all that stands beside it
/// in its line, and what stands in sentences only.
const PAPERS: [&str; 25] = [
    "工单",
    "单",
    "登记表",
    "表",
    "告知书",
    "通知书",
    "函",
    "卡",
    "登记簿",
    "登记",
    "记录",
    "笔录",
    "台账",
    "日志",
    "日记",
    "纪要",
    "快报",
    "平台",
    "中心",
    "热线",
    "办公室",
    "政府",
    "会议",
    "系统",
    "委员会",
];
const LONGEST_TITLE: usize = 96;
const IN_SENTENCES: [char; 8] = ['。', '！', '？', '，', '!', '?', ',', '…'];

/// What ends a field.
const ENDS: [char; 6] = ['\n', '\r', '\t', '|', '｜', '【'];
const SENTENCE_ENDS: [char; 3] = ['。', '！', '？'];

/// What stands before a label besides white space: the field before it ends there. And what does besides before one that is known: numbers of
/// sections, the quotation marks of keys.
const BEFORE_LABELS: [char; 8] = ['|', '｜', '；', ';', '#', '】', '【', '['];
const BEFORE_NAMES: [char; 7] = ['{', '}', '"', '\'', ',', '、', '.'];

/// How many bytes behind the name of a field belong to it: 0 where its line ends there.
pub(crate) fn field(behind: &str) -> usize {
    let said = behind.trim_start_matches(|c| !is_word(c) && !matches!(c, '\n' | '\r'));
    let ends = |c: char| ENDS.contains(&c) || SENTENCE_ENDS.contains(&c);
    let length = said.find(ends).unwrap_or(said.len());
    if length == 0 { 0 } else { behind.len().saturating_sub(said.len()).saturating_add(length) }
}

/// Where the label stands of the first field that holds what somebody wants, in bytes.
#[inline(never)]
pub(crate) fn matter_of(frame: &Frame<'_>, text: &str) -> Option<usize> {
    let mut at = 0usize;
    // Looked for first: most texts have no field.
    if !text
        .as_bytes()
        .windows(2)
        .any(|two| matches!(two, [b':' | b'\t' | b'|' | b'\n' | b'=', _] | [0xBC, 0x9A] | [0x80, 0x91]))
    {
        return None;
    }
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = word(rest);
        let (piece, behind) = rest.split_at_checked(length)?;
        let (before, _) = text.split_at_checked(at)?;
        let begins = begins_field(before) || before.ends_with(BEFORE_NAMES);
        let is_label = length > 0 && begins && ends_name(behind) && known(frame, piece) == Some(Label::Body);
        let tells = is_label && !HEADINGS.iter().any(|word| ends(piece, word));
        if tells && holds_matter(frame, behind.trim_start_matches(|c| !is_word(c))) {
            return Some(at);
        }
        at = at.saturating_add(length).saturating_add(behind.chars().next().map_or(0, char::len_utf8));
    }
    None
}

/// Whether the name of a field, or of a column, is plainly of something beside the matter, though no file has it.
pub(crate) fn is_beside(name: &str) -> bool {
    let is_longer = |word: &str| folded(name).nth(word.chars().count()).is_some();
    begins(name, "是否") || BESIDE.iter().any(|word| ends(name, word) && is_longer(word))
}

/// Whether a piece is the label of a field in a record. `before` is all of the text before it.
pub(crate) fn is_field(before: &str, piece: &str, behind: &str) -> bool {
    // Few pieces have such an end.
    if !behind.starts_with([':', '：', '】', '(', '（', ' ', '\u{3000}']) {
        return false;
    }
    let named =
        value(behind.get(note(behind)..).unwrap_or("")).is_some() || before.ends_with('【') && behind.starts_with('】');
    named
        && begins_field(before)
        && folded(piece).nth(LONGEST_LABEL).is_none()
        && !piece.chars().any(|c| fold_char(c).is_none())
        && is_beside(piece)
}

/// Whether a piece names a paper, or who keeps it, where no sentence stands. `before` and `behind` are all of the text around it.
pub(crate) fn is_title(before: &str, piece: &str, behind: &str) -> bool {
    if !PAPERS.iter().any(|word| ends(piece, word)) {
        return false;
    }
    let ends = |c: &char| ENDS.contains(c) || matches!(c, '；' | ';' | '】' | '#' | '\u{3000}');
    let before = before.chars().rev().take_while(|c| !ends(c));
    let mut length = 0usize;
    before.chain(piece.chars()).chain(behind.chars().take_while(|c| !ends(c))).all(|c| {
        length = length.saturating_add(c.len_utf8());
        length <= LONGEST_TITLE && !IN_SENTENCES.contains(&c)
    })
}

/// The bytes of the run of word characters that a text begins with.
fn word(text: &str) -> usize {
    text.chars().take_while(|&c| is_word(c)).map(char::len_utf8).fold(0, usize::saturating_add)
}

/// Whether a field may begin behind a text.
fn begins_field(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| fold_char(c).is_none() || BEFORE_LABELS.contains(&c))
}

/// Whether what stands behind a piece ends the name of a field.
fn ends_name(behind: &str) -> bool {
    let behind = behind.get(note(behind)..).unwrap_or("");
    let closed = behind.strip_prefix(['"', '\'']).unwrap_or(behind);
    value(closed).is_some() || behind.starts_with(['】', ']', '\t', '|', '｜', '\n', '\r', '='])
}

/// Whether the field that a text begins with says more than formulas, at its beginning.
fn holds_matter(frame: &Frame<'_>, text: &str) -> bool {
    let within = text.char_indices().take(LONGEST_MATTER).find(|(_, c)| ENDS.contains(c));
    let end = within.or_else(|| text.char_indices().nth(LONGEST_MATTER)).map_or(text.len(), |(at, _)| at);
    let said = text.get(..end).unwrap_or("");
    let pieces = said.split(|c| !is_word(c)).map(|piece| piece.get(frame.left(piece)).unwrap_or(""));
    pieces.flat_map(str::chars).nth(SHORTEST_MATTER.saturating_sub(1)).is_some()
}
