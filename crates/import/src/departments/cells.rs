//! Cells that name departments: one a line or between marks, with their roles before or behind them.

use super::names::{ends_as_one, looks_like_one, without_level};
use crate::text::{clean, key, length, words};
use std::collections::HashSet;

/// Marks of a cell that names nobody.
pub(crate) fn is_nobody(text: &str) -> bool {
    matches!(
        key(text).as_str(),
        "" | "无" | "-" | "--" | "—" | "——" | "/" | "\\" | "暂无" | "无承接部门" | "无对应部门"
    )
}

/// The departments that a cell names, as printed, in its order.
pub(crate) fn named(cell: &str, known: &HashSet<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for line in cell.split('\n') {
        for (at, piece) in line.split(['、', '，', ',', '；', ';', '/', '|', '。']).enumerate() {
            let piece = without_role(&clean(piece));
            let parts: Vec<&str> = piece_parts(line, &piece);
            for (n, part) in parts.into_iter().enumerate().filter(|(_, part)| !part.is_empty()) {
                pieces.push((part.to_owned(), at == 0 && n == 0));
            }
        }
    }
    let is_wrapped = is_wrapped(cell);
    // A name that was wrapped within the cell is put together again.
    for (piece, at_line_start) in pieces {
        let joins = at_line_start
            && out.last().is_some_and(|last| {
                let whole = format!("{last}{piece}");
                let apart = known.contains(&key(last)) && known.contains(&key(&piece));
                let rest = is_wrapped && has_level(last) && !has_level(&piece);
                !apart && (known.contains(&key(&whole)) || rest || !ends_as_one(last))
            });
        match out.last_mut() {
            Some(last) if joins => last.push_str(&piece),
            _ => out.push(piece),
        }
    }
    out.retain(|name| !is_nobody(name));
    let mut seen = HashSet::new();
    out.retain(|name| seen.insert(words(name)) && !words(name).is_empty());
    out
}

/// Whether names that marks set apart were wrapped at the width of their cell: all lines but the last are as long as each other.
fn is_wrapped(cell: &str) -> bool {
    let lines: Vec<String> = cell.split('\n').map(clean).filter(|line| !line.is_empty()).collect();
    let Some((last, full)) = lines.split_last() else { return false };
    let width = full.first().map_or(0, |line| length(line));
    width >= 4
        && full.iter().all(|line| length(line) == width)
        && length(last) <= width
        && lines.iter().any(|line| line.contains(['、', '，', ',', '；', ';']))
}

/// Whether a name begins with 县, 山阳县 or the like.
fn has_level(name: &str) -> bool {
    without_level(name).len() < name.len()
}

/// Names that only white space sets apart: the whole piece where it is one name.
fn piece_parts<'a>(line: &str, piece: &'a str) -> Vec<&'a str> {
    let spaced: Vec<String> = line.split_whitespace().map(clean).collect();
    if spaced.len() < 2
        || line.contains(['、', '，', ',', '；', ';'])
        || !spaced.iter().all(|part| looks_like_one(part))
    {
        return vec![piece];
    }
    let mut rest = piece;
    let mut parts = Vec::new();
    for part in &spaced {
        let Some(behind) = rest.strip_prefix(part.as_str()) else { return vec![piece] };
        parts.extend(rest.get(..part.len()));
        rest = behind;
    }
    parts
}

/// A name without the others that it stands for: 县应急管理局 of 县应急管理局等部门.
fn without_others(name: &str) -> Option<&str> {
    let (before, behind) = name.rsplit_once('等')?;
    let of =
        behind.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十两多几个家有关相关成员".contains(c));
    (matches!(of, "" | "部门" | "单位" | "部门单位" | "部门（单位）") && looks_like_one(before)).then_some(before)
}

/// Whether a cell speaks of departments that it does not name.
pub(crate) fn says_others(cell: &str) -> bool {
    cell.split(['\n', '、', '，', ',', '；', ';', '。']).any(|piece| without_others(&clean(piece)).is_some())
}

/// A name without 牵头单位： before it, （牵头） behind it, 等 behind it, or a number.
pub(super) fn without_role(piece: &str) -> String {
    let name = role_taken(piece);
    without_others(&name).map_or(name.clone(), str::to_owned)
}

fn role_taken(piece: &str) -> String {
    let roles = [
        "牵头", "主责", "责任", "配合", "协同", "参与", "协办", "主办", "承接", "收回", "协助", "主管", "部门", "单位",
    ];
    let behind = match piece.split_once(['：', ':']) {
        Some((role, name)) if length(role) <= 8 && roles.iter().any(|word| role.contains(word)) && !name.is_empty() => {
            name
        }
        _ => piece,
    };
    let behind = behind.trim_end_matches(['：', ':']);
    let behind = crate::clauses::ordinal(behind).map_or(behind, |(_, rest)| rest);
    for role in ["牵头", "主责", "责任", "配合", "协同", "参与", "协办", "主办", "承接", "收回", "协助"]
    {
        for (open, close) in [('（', '）'), ('(', ')')] {
            for noun in ["", "部门", "单位"] {
                let mark = format!("{open}{role}{noun}{close}");
                if let Some(name) = behind.strip_suffix(&mark).or_else(|| behind.strip_prefix(&mark)) {
                    return name.to_owned();
                }
            }
        }
    }
    behind.to_owned()
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::text::key;
    use std::collections::HashSet;

    fn none() -> HashSet<String> {
        HashSet::new()
    }

    #[test]
    fn cells_name_departments_in_many_ways() {
        for cell in [
            "县公安局、县民政局",
            "县公安局\n县民政局",
            "县公安局，县民政局",
            "县公安局；\n县民政局；",
            "牵头单位：县公安局\n配合单位：县民政局",
            "县公安局（牵头）、县民政局",
            "1.县公安局\n2.县民政局",
            "县公安局 县民政局",
            "县公\n安局、县民\n政局",
            "县公安局 县民政局\n",
        ] {
            assert_eq!(named(cell, &none()), ["县公安局", "县民政局"], "{cell}");
        }
        assert_eq!(named("巴楚县人力资\n源和社会保障局", &none()), ["巴楚县人力资源和社会保障局"]);
        // A part of a name that could be a name, at the width of the cell.
        assert_eq!(named("北辰县残疾人联\n合会、北辰县民\n政局", &none()), ["北辰县残疾人联合会", "北辰县民政局"]);
        assert_eq!(named("县公安局、县民政局\n县教育局、县水利局", &none()).len(), 4);
        assert_eq!(
            named("县文化和旅游局（县文物局）\n县住房和城乡建设局(县人防办)", &none()),
            ["县文化和旅游局（县文物局）", "县住房和城乡建设局(县人防办)"]
        );
        // What a cell holds as a whole is no name for that.
        let cell = HashSet::from([key("县水利局县应急管理局")]);
        assert_eq!(named("县水利局 县应急管理局", &cell), ["县水利局", "县应急管理局"]);
        assert_eq!(named("县水利局、县应急管理局等", &none()), ["县水利局", "县应急管理局"]);
        assert_eq!(named("县水利局、县应急管理局等3个部门", &none()), ["县水利局", "县应急管理局"]);
        assert_eq!(named("县水利局、县应急管理局等有关部门（单位）", &none()), ["县水利局", "县应急管理局"]);
        assert_eq!(named("县高等教育局", &none()), ["县高等教育局"]);
        assert!(named("无", &none()).is_empty() && named("——", &none()).is_empty());
        let known = HashSet::from([key("县委社会工作部")]);
        assert_eq!(named("县委社会\n工作部、县公安局", &known), ["县委社会工作部", "县公安局"]);
    }
}
