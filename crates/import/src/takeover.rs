//! Cells of the third part: who took an item over (承接部门), and how the work is done now (工作方式).

use crate::clauses::{Head, Heads};
use crate::text::{clean, length};

/// Who took an item over, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Takeover {
    /// As printed; none where nobody does it any more.
    pub(crate) departments: Vec<String>,
    /// On one line.
    pub(crate) method: String,
}

const BODY: [&str; 13] = [
    "承接部门",
    "承接单位",
    "承接主体",
    "收回部门",
    "收回单位",
    "回收部门",
    "回收单位",
    "责任部门",
    "责任单位",
    "实施部门",
    "主管部门",
    "接收部门",
    "牵头部门",
];
const METHOD: [&str; 13] = [
    "工作方式",
    "承接方式",
    "收回方式",
    "回收方式",
    "处置方式",
    "处理方式",
    "履职方式",
    "工作措施",
    "具体方式",
    "承接工作方式",
    "具体措施",
    "工作要求",
    "方式",
];

/// A stretch of a cell behind one of its labels.
enum Part {
    Body(String),
    Method(String),
    Plain(String),
}

/// The label that a text begins with, and what stands behind its colon.
fn label<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = text.strip_prefix(label)?;
        let rest = rest.strip_prefix("（单位）").unwrap_or(rest);
        rest.strip_prefix(['：', ':'])
    })
}

/// Whether a text begins with a label of its own.
pub(crate) fn is_labelled(text: &str) -> bool {
    let text = clean(text);
    label(&text, &BODY).is_some() || label(&text, &METHOD).is_some()
}

/// Whether a text says both by their labels: 承接部门：县民政局；工作方式：…
pub(crate) fn says_both(text: &str) -> bool {
    let parts = parts(text);
    parts.iter().any(|part| matches!(part, Part::Body(_))) && parts.iter().any(|part| matches!(part, Part::Method(_)))
}

/// The stretches of a cell, labels at the start of lines, of sentences, or behind white space.
fn parts(text: &str) -> Vec<Part> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = clean(line);
        let mut start = 0;
        for (at, _) in line.char_indices().skip(1) {
            if at < start {
                continue;
            }
            let rest = line.get(at..).unwrap_or_default();
            let inner = line.get(start..at).unwrap_or_default();
            let begins = label(rest, &BODY).is_some() || label(rest, &METHOD).is_some();
            // 承接工作方式 ends in 工作方式, and that in 方式.
            let within = ["承接", "收回", "收回后", "工作", "回收", "处置", "处理", "履职", "具体", "承接工作"]
                .iter()
                .any(|part| inner.ends_with(part));
            if begins && !within {
                lines.extend(line.get(start..at).map(str::to_owned));
                start = at;
            }
        }
        lines.extend(line.get(start..).map(str::to_owned));
    }
    let mut parts: Vec<Part> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let bare = crate::clauses::ordinal(line).map_or(line.as_str(), |(_, rest)| rest);
        let line = if label(bare, &BODY).is_some() || label(bare, &METHOD).is_some() { bare } else { line };
        if let Some(rest) = label(line, &BODY) {
            parts.push(Part::Body(rest.to_owned()));
        } else if let Some(rest) = label(line, &METHOD) {
            parts.push(Part::Method(rest.to_owned()));
        } else {
            match parts.last_mut() {
                // Names on lines of their own, until the method is told.
                Some(Part::Body(body)) => {
                    body.push('\n');
                    body.push_str(line);
                }
                Some(Part::Method(text) | Part::Plain(text)) => text.push_str(line),
                None => parts.push(Part::Plain(line.to_owned())),
            }
        }
    }
    parts
}

/// Who took an item over by a cell that tells both; `named` takes the names of a stretch apart.
pub(crate) fn combined(text: &str, heads: &impl Heads, named: impl Fn(&str) -> Vec<String>) -> Vec<Takeover> {
    let mut found: Vec<Takeover> = Vec::new();
    for part in parts(text) {
        match part {
            Part::Body(names) => found.push(Takeover { departments: named(&names), method: String::new() }),
            Part::Method(method) => match found.last_mut() {
                Some(last) if last.method.is_empty() => last.method = method,
                Some(last) => last.method.push_str(&method),
                None => found.push(Takeover { departments: Vec::new(), method }),
            },
            Part::Plain(_) => found.extend(plain(text, heads, &named)),
        }
    }
    found.retain(|takeover| !takeover.departments.is_empty() || !takeover.method.is_empty());
    found
}

/// A cell without labels: names on the first line, or before a colon, or the method alone.
fn plain(text: &str, heads: &impl Heads, named: &impl Fn(&str) -> Vec<String>) -> Vec<Takeover> {
    let headed = by_heads(text, heads);
    if !headed.is_empty() {
        return headed;
    }
    let lines: Vec<String> = text.split('\n').map(clean).filter(|line| !line.is_empty()).collect();
    if let [first, rest @ ..] = lines.as_slice()
        && !rest.is_empty()
        && heads.head(first).is_some()
    {
        return vec![Takeover { departments: named(first), method: rest.concat() }];
    }
    if let [only] = lines.as_slice()
        && heads.head(only).is_some()
    {
        return vec![Takeover { departments: named(only), method: String::new() }];
    }
    vec![Takeover { departments: Vec::new(), method: lines.concat() }]
}

/// `县公安局：……。县民政局：……。`: each body with its own method; none where a sentence stands under no head.
pub(crate) fn by_heads(text: &str, heads: &impl Heads) -> Vec<Takeover> {
    let mut found: Vec<Takeover> = Vec::new();
    for line in text.split('\n').map(clean).filter(|line| !line.is_empty()) {
        for sentence in line.split_inclusive(['。', '；', ';']) {
            let bare = crate::clauses::ordinal(sentence).map_or(sentence, |(_, rest)| rest);
            let colon = bare.char_indices().take(31).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
            let head =
                colon.and_then(|colon| Some((bare.get(..colon)?, bare.get(colon..)?.trim_start_matches(['：', ':']))));
            match head.and_then(|(head, rest)| Some((heads.head(head)?, head, rest))) {
                Some((Head::Department(name), _, rest)) => {
                    found.push(Takeover { departments: vec![name], method: rest.to_owned() });
                }
                Some((Head::Several, head, rest)) => {
                    let departments = crate::departments::named(head, &std::collections::HashSet::new());
                    found.push(Takeover { departments, method: rest.to_owned() });
                }
                None => match found.last_mut() {
                    Some(last) => last.method.push_str(sentence),
                    None => return Vec::new(),
                },
            }
        }
    }
    found
}

/// Whether a method says that the work is not done any more.
pub(crate) fn is_ended(method: &str) -> bool {
    ["不再开展", "不再承担", "不再组织", "取消"].iter().any(|word| method.contains(word))
}

/// The body that a method itself names as the one that acts: 由县民政局负责…
pub(crate) fn actor(method: &str) -> Option<&str> {
    let rest = method.split_once('由')?.1;
    let end = rest.char_indices().take(25).find(|&(at, _)| {
        let (name, behind) = rest.split_at(at);
        crate::departments::looks_like_one(name)
            && [
                "负责", "会同", "组织", "牵头", "依法", "统筹", "对", "按", "承担", "开展", "直接", "统一", "、", "，",
                "在", "通过", "审", "行使",
            ]
            .iter()
            .any(|verb| behind.starts_with(verb))
    })?;
    rest.get(..end.0).filter(|name| length(name) >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::departments::named;
    use std::collections::HashSet;

    struct Ends;
    impl Heads for Ends {
        fn head(&self, text: &str) -> Option<Head> {
            text.ends_with('局')
                .then(|| if text.contains('、') { Head::Several } else { Head::Department(text.to_owned()) })
        }
    }

    fn told(text: &str) -> Vec<String> {
        let found = combined(text, &Ends, |names| named(names, &HashSet::new()));
        found.iter().map(|takeover| format!("{}|{}", takeover.departments.join("+"), takeover.method)).collect()
    }

    #[test]
    fn cells_tell_who_and_how() {
        assert_eq!(told("承接部门：县民政局\n工作方式：1.甲；\n2.乙。"), ["县民政局|1.甲；2.乙。"]);
        assert_eq!(told("承接部门: 县民政局 工作方式: 由县民政局办理。"), ["县民政局|由县民政局办理。"]);
        assert_eq!(told("收回部门：县民政局\n承接方式：甲。"), ["县民政局|甲。"]);
        assert_eq!(told("承接部门：县民政局、县公安局\n工作方式：甲。"), ["县民政局+县公安局|甲。"]);
        assert_eq!(
            told("承接部门：县民政局\n工作方式：甲。\n承接部门：县公安局\n工作方式：乙。"),
            ["县民政局|甲。", "县公安局|乙。"]
        );
        assert_eq!(told("不再开展此项工作。"), ["|不再开展此项工作。"]);
        assert_eq!(told("工作方式：不再开展此项工作。"), ["|不再开展此项工作。"]);
        assert_eq!(told("县民政局：甲。县公安局：乙。"), ["县民政局|甲。", "县公安局|乙。"]);
        assert_eq!(told("县民政局\n甲。"), ["县民政局|甲。"]);
        assert_eq!(told("县民政局"), ["县民政局|"]);
        assert_eq!(actor("由县民政局负责办理。"), Some("县民政局"));
        assert_eq!(actor("不再开展。"), None);
    }
}
