//! Who speaks in the record of a call or a chat: what the hotline says is no matter, what callers say is.

use crate::fold::{digit, fold_char};
use crate::labels::value;
use crate::pieces::is_word;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// For a hotline.
    Agent,
    /// Who wants something of it.
    Caller,
}

/// Who speaks for a hotline, and what may stand before and behind that; and who speaks to it.
const AGENTS: [&str; 11] =
    ["客服", "坐席", "座席", "话务员", "接线员", "机器人", "IVR", "系统", "系统消息", "系统提示", "自动回复"];
const BEFORE_AGENT: [&str; 6] = ["在线", "人工", "智能", "热线", "平台", "12345"];
const BEHIND_AGENT: [&str; 5] = ["", "人员", "员", "代表", "专员"];
/// What these end with: few labels do, and to know that costs less than to compare words.
const ENDS_AGENT: [char; 10] = ['服', '席', '员', '人', 'R', '统', '息', '示', '复', '表'];
const CALLERS: [&str; 17] = [
    "市民",
    "群众",
    "网友",
    "来电人",
    "来电者",
    "用户",
    "业主",
    "村民",
    "居民",
    "家属",
    "客户",
    "诉求人",
    "反映人",
    "投诉人",
    "咨询人",
    "访客",
    "本人",
];

/// What a hotline begins with; how long, in characters, the names may be that stand behind such labels in a form instead (接线员：张三); and what
/// stands in no name.
const OPENINGS: [&str; 12] = ["您好", "你好", "喂", "欢迎", "请", "好的", "嗯", "是的", "这边", "已", "我们", "稍等"];
const LONGEST_AGENT: usize = 6;
const LONGEST_CALLER: usize = 8;
const IN_NO_NAME: &str = "的了被没不坏我怎吗么什给请要漏停";

/// What may stand behind the name of a speaker.
const BEHIND_SPEAKERS: [char; 11] = [':', '：', '(', '（', '[', '【', ']', '】', ' ', '\u{3000}', '\t'];

/// What a note beside a speaker stands in, and bytes within which it and a time end: 客服【5502】 2025-04-28 13:02:15：.
const NOTES: [(char, char); 4] = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];
const LONGEST_NOTE: usize = 32;
const LONGEST_TIME: usize = 32;

/// What in a time is no digit.
const IN_TIMES: [char; 8] = [' ', '-', '/', '.', ':', '年', '月', '日'];

/// The label of a speaker, which stands behind a piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) speaker: Speaker,
    /// It has a number or a note, as records have, and as somebody who tells of a call in a letter does not: 客服：请耐心等待.
    pub(crate) is_of_record: bool,
    /// How many bytes behind the piece belong to it, and come before what is said.
    pub(crate) label: usize,
    pub(crate) said: usize,
}

/// Who speaks behind a piece: 坐席001：您好. That a text is such a record and no form with the names of both is known by what they say, and once the
/// hotline has said something (`is_chat`). `before` is all of the text before the piece.
pub(crate) fn speaker(before: &str, piece: &str, behind: &str, is_chat: bool) -> Option<Told> {
    // Most pieces end otherwise. Somebody who tells of a call goes on in the sentence: 我打了电话，客服：不归我们管.
    if !behind.starts_with(BEHIND_SPEAKERS) || before.ends_with(['，', ',']) {
        return None;
    }
    let (note, rest) = noted(behind.strip_prefix([']', '】']).unwrap_or(behind));
    let name = without_number(piece);
    let is_caller = CALLERS.contains(&name);
    if !is_caller && !is_agent(piece) && !is_agent(note) {
        return None;
    }
    let is_of_record = name.len() < piece.len() || !note.is_empty();
    let up_to = |rest: &str| behind.len().saturating_sub(rest.len());
    let (said, label) = match value(rest) {
        Some(said) => (said, up_to(rest)),
        None => behind_time(rest).map(|said| (said, up_to(said)))?,
    };
    let told = |speaker| Told { speaker, is_of_record, label, said: up_to(said) };
    let longer = |length: usize| said.chars().take_while(|&c| is_word(c)).nth(length).is_some();
    if is_caller {
        let mut first = said.chars().take_while(|&c| is_word(c));
        let is_sentence = first.any(|c| IN_NO_NAME.chars().any(|no| no == c));
        return (is_chat || is_sentence || longer(LONGEST_CALLER)).then_some(told(Speaker::Caller));
    }
    let speaks = is_chat || OPENINGS.iter().any(|word| said.starts_with(word)) || longer(LONGEST_AGENT);
    speaks.then_some(told(Speaker::Agent))
}

/// Whether anybody speaks to a hotline in a text.
pub(crate) fn has_caller(text: &str) -> bool {
    let mut at = 0usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at_checked(length).unwrap_or_default();
        let told = speaker(text.get(..at).unwrap_or(""), piece, behind, false);
        if told.is_some_and(|told| told.speaker == Speaker::Caller) {
            return true;
        }
        at = at.saturating_add(length).saturating_add(behind.chars().next().map_or(0, char::len_utf8));
    }
    false
}

/// Without the number of a speaker: 坐席A12, 用户8821.
fn without_number(piece: &str) -> &str {
    let is_number = |c| fold_char(c).is_none_or(|c| digit(c).is_some() || c.is_ascii_alphabetic() || c == '号');
    let name = piece.trim_end_matches(is_number);
    if name.is_empty() { piece } else { name }
}

/// Whether a name is of who speaks for a hotline: 在线客服, 坐席A12, 客服小美.
fn is_agent(name: &str) -> bool {
    let name = without_number(name);
    let mut all = name.chars();
    let last = all.next_back();
    let named = all.as_str().strip_suffix("小");
    if named.is_none() && !last.is_some_and(|last| ENDS_AGENT.contains(&last)) {
        return false;
    }
    let name = named.unwrap_or(name);
    let agents = BEHIND_AGENT.iter().filter_map(|behind| name.strip_suffix(behind));
    let mut before = agents.flat_map(|agent| AGENTS.iter().filter_map(|word| agent.strip_suffix(word)));
    before.any(|before| before.is_empty() || BEFORE_AGENT.contains(&before))
}

/// The note in brackets that a text begins with, after any blanks, and what stands behind it: one without Chinese characters, with the number of
/// a clerk, or that says who speaks. Others may be the matter: 本人（申请残疾证）：.
fn noted(behind: &str) -> (&str, &str) {
    let text = behind.trim_start_matches([' ', '\u{3000}', '\t']);
    let within = || {
        let (_, close) = NOTES.iter().find(|(open, _)| text.starts_with(*open))?;
        let mut inside = text.chars();
        inside.next()?;
        let inside = inside.as_str();
        let (at, _) = inside.char_indices().take_while(|(at, _)| *at < LONGEST_NOTE).find(|(_, c)| c == close)?;
        let (note, rest) = inside.split_at_checked(at)?;
        let is_plain = !note.chars().any(|c| !c.is_ascii() && is_word(c)) || note.starts_with("工号") || is_agent(note);
        Some((note, rest.get(close.len_utf8()..)?)).filter(|_| is_plain)
    };
    within().unwrap_or(("", behind))
}

/// What stands behind the time that a text begins with, and a colon or a line's end behind that.
fn behind_time(text: &str) -> Option<&str> {
    let is_digit = |c| fold_char(c).and_then(digit).is_some();
    let mut within = text.char_indices().take_while(|(at, _)| *at <= LONGEST_TIME);
    let (end, _) = within.find(|&(_, c)| !is_digit(c) && !IN_TIMES.contains(&c))?;
    let (time, rest) = text.split_at_checked(end)?;
    let is_time = time.chars().any(|c| c == ':') && time.chars().any(is_digit);
    if !is_time {
        return None;
    }
    if time.trim_end_matches(' ').ends_with(':') {
        return Some(rest);
    }
    let said = rest.strip_prefix(['：', '\n', '\r'])?;
    Some(said.trim_start_matches(|c| fold_char(c).is_none()))
}

/// The longest line that names who speaks in a chat, in bytes, and the longest name there, in characters; what stands in such names besides words.
const LONGEST_LINE: usize = 96;
const LONGEST_NAME: usize = 16;
const IN_NAMES: [char; 8] = ['-', '_', '·', '(', ')', '（', '）', ' '];

/// The bytes of the line that a text begins with, if a name and a time are all of it: 小李 10:21.
fn name_and_time(text: &str) -> Option<usize> {
    let end = text.bytes().take(LONGEST_LINE).position(|byte| byte == b'\n');
    let end = end.or_else(|| (text.len() < LONGEST_LINE).then_some(text.len()))?;
    let line = text.get(..end)?.trim_end_matches([' ', '\r']);
    let name = line.trim_end_matches(|c: char| c.is_ascii_digit() || IN_TIMES.contains(&c));
    let time = line.get(name.len()..)?;
    let is_time =
        time.starts_with(' ') && time.ends_with(|c: char| c.is_ascii_digit()) && time.bytes().any(|b| b == b':');
    if !is_time {
        return None;
    }
    let is_name = |c: char| (is_word(c) || IN_NAMES.contains(&c)) && !IN_NO_NAME.chars().any(|no| no == c);
    let named = !name.is_empty() && name.chars().all(is_name) && name.chars().nth(LONGEST_NAME).is_none();
    named.then_some(end)
}

/// As [`name_and_time`], where something is said in the next line.
pub(crate) fn line_of_speaker(text: &str) -> Option<usize> {
    let end = name_and_time(text)?;
    let next = text.get(end.saturating_add(1)..)?;
    let is_said = next.chars().next().is_some_and(|c| fold_char(c).is_some()) && name_and_time(next).is_none();
    is_said.then_some(end)
}

/// Whether a text has more than one [`line_of_speaker`]: a single one may be what somebody wants, and when.
pub(crate) fn has_lines_of_speakers(text: &str) -> bool {
    let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
    let lines = core::iter::once(0).chain(ends.map(|(at, _)| at.saturating_add(1)));
    lines.filter(|&start| text.get(start..).and_then(line_of_speaker).is_some()).nth(1).is_some()
}

/// Keys of programs under which they name who speaks, and the names of those who speak for a hotline.
const SPEAKERS: [&str; 9] =
    ["role", "sender", "from", "speaker", "spk", "senderType", "sender_type", "fromType", "userType"];
const LATIN_AGENTS: [&str; 9] =
    ["agent", "assistant", "bot", "robot", "system", "service", "staff", "server", "operator"];

/// Whether a key names who speaks: "role":"agent".
pub(crate) fn names_speaker(key: &str) -> bool {
    SPEAKERS.contains(&key)
}

/// Whether the value of such a key is who speaks for a hotline.
pub(crate) fn is_agent_of_program(value: &str) -> bool {
    is_agent(value) || LATIN_AGENTS.iter().any(|agent| value.eq_ignore_ascii_case(agent))
}
