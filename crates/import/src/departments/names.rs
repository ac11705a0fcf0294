//! What names of departments tell: the county or level before them, shorter forms, the kind of body.

use super::words::{ENDINGS, KINDS, SHORT};
use crate::text::{key, length};
use lvzhi_compiler::model::Kind;

/// Shorter forms of a name without its county.
pub(super) fn shortened(bare: &str) -> Vec<String> {
    let mut out = Vec::new();
    let known = SHORT.iter().filter(|(long, _)| bare.starts_with(long)).max_by_key(|(long, _)| long.len());
    if let Some((long, shorts)) = known {
        let rest = bare.get(long.len()..).unwrap_or_default();
        let rest = match rest {
            "委员会" => "委",
            "办公室" => "办",
            // 残疾人联合会 is 残联.
            "会" => "",
            rest => rest,
        };
        out.extend(shorts.iter().map(|short| format!("{short}{rest}")));
    }
    for (long, short) in [("委员会", "委"), ("办公室", "办"), ("救援大队", "大队")] {
        if let Some(start) = bare.strip_suffix(long).filter(|start| length(start) >= 2) {
            out.push(format!("{start}{short}"));
        }
    }
    out.retain(|short| short != bare && length(short) >= 2);
    out
}

/// A name without 县, 山阳县, 区 and the like before it.
pub(super) fn without_level(name: &str) -> &str {
    // 市场, 市政, 市容, 区划, 州府 begin names themselves.
    let own = |rest: &str| {
        ["场监", "监", "政工", "政管", "政公用", "政设施", "政园林", "容", "划", "域", "场"]
            .iter()
            .any(|start| rest.starts_with(start))
    };
    let mut chars = name.char_indices().peekable();
    let mut end = None;
    while let Some((at, c)) = chars.next() {
        if at > 8 * 3 {
            break;
        }
        let rest = chars.peek().and_then(|&(next, _)| name.get(next..)).unwrap_or_default();
        if matches!(c, '县' | '区' | '市' | '旗' | '州' | '盟' | '省' | '乡' | '镇') && length(rest) >= 2 && !own(rest)
        {
            // 县, alone or behind the name of a county.
            if at == 0 || (at >= 3 && !matches!(c, '乡' | '镇')) && !rest.starts_with('村') {
                end = Some(rest);
                // 青岚市生态环境局山阳县分局 keeps what is in its middle.
                if ["生态", "委"].iter().any(|start| rest.starts_with(start)) || at == 0 {
                    break;
                }
            }
        }
        if matches!(c, '局' | '部' | '会' | '中' | '社') {
            break;
        }
    }
    end.unwrap_or(name)
}

/// Whether `short` is made of characters of `long` in their order, with its first one first.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    if short == long {
        return true;
    }
    let (shorts, longs) = (length(short), length(long));
    if shorts < 2 || shorts >= longs {
        return false;
    }
    // 卫健委 is 卫生健康局 as well; 残联 is 残疾人联合会.
    let body = |text: &str| {
        let body = text
            .strip_suffix("委员会")
            .or_else(|| text.strip_suffix("办公室"))
            .or_else(|| text.strip_suffix(['局', '委', '办', '会']));
        body.unwrap_or(text).to_owned()
    };
    let (short_body, long_body) = (body(short), body(long));
    if shortened(long).iter().any(|known| known == short || body(known) == short_body && !short_body.is_empty()) {
        return true;
    }
    if short_body.is_empty() || short_body.chars().next() != long_body.chars().next() {
        return false;
    }
    let mut rest = long_body.chars();
    short_body.chars().all(|c| rest.any(|other| other == c)) && length(&short_body) >= 2
}

/// Whether a text ends as names of departments do, with another name in brackets behind it or without: 县文化和旅游局（县文物局）.
pub(super) fn ends_as_one(name: &str) -> bool {
    let bare =
        name.strip_suffix(['）', ')']).and_then(|inside| inside.rsplit_once(['（', '('])).map(|(before, _)| before);
    ENDINGS.iter().any(|ending| bare.unwrap_or(name).ends_with(ending))
}

/// Whether a text ends as names of departments do, and is none of those that have no name.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let text = key(text);
    (2..=30).contains(&length(&text))
        && ends_as_one(&text)
        && !text.chars().any(|c| matches!(c, '。' | '；' | ';' | ',' | '，' | ':' | '：'))
        && !["负责", "开展", "组织开展", "做好", "落实", "配合", "协助"].iter().any(|verb| text.starts_with(verb))
}

/// Bodies without a name: 各相关部门.
pub(super) fn is_nameless(text: &str) -> bool {
    let text = key(text);
    ["部门", "单位", "成员单位", "部门单位"].iter().any(|ending| text.ends_with(ending)) && length(&text) <= 20
}

/// What kind of body a department is, by its name.
pub(crate) fn kind(name: &str) -> Kind {
    let found = KINDS.iter().find(|(_, words)| words.iter().any(|word| name.contains(word)));
    found.map_or(Kind::Government, |(kind, _)| *kind)
}
