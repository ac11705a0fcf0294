//! Texts that begin or end in the middle, brackets without their other half, cells without duties, categories written in two ways.

use super::{Finding, Rule, Said, is_repaired};
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Item, Tier};
use std::collections::HashMap;

/// Brackets and quotation marks that come in pairs.
const PAIRS: [(char, char); 9] = [
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('‘', '’'),
    ('【', '】'),
    ('「', '」'),
    ('[', ']'),
];

/// What nothing ends with that is whole.
const OPEN: &str = "，、：,:（(《〈“‘【「[";

/// What nothing begins with.
const CLOSED: &str = "，、。；：！？,;:）)》〉”’】」]";

/// Of so many duties out of a hundred that end with a full stop or a semicolon, one without any is odd.
const ENDED: usize = 90;

/// The bracket of a text that has no other half.
pub(super) fn brackets(text: &str) -> Option<(String, Said)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut line = 0;
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|&(left, _)| left == c) {
            open.push((at, c));
        } else if let Some(&(left, _)) = PAIRS.iter().find(|&&(_, right)| right == c) {
            // A pair may be of two widths.
            let is_half = |&(_, open): &(usize, char)| open == left || "（(".contains(open) && "（(".contains(left);
            if open.last().is_some_and(is_half) {
                open.pop();
            } else if !is_mark(text.get(line..at).unwrap_or_default()) {
                return Some((
                    c.to_string(),
                    Said::new(format!("“{c}”前面没有对应的“{left}”"), format!("{c} without {left} before it")),
                ));
            }
        }
        if "，。；：,;:\n".contains(c) {
            line = at.saturating_add(c.len_utf8());
        }
    }
    let (_, c) = *open.first()?;
    let (_, right) = *PAIRS.iter().find(|&&(left, _)| left == c)?;
    Some((c.to_string(), Said::new(format!("“{c}”后面没有对应的“{right}”"), format!("{c} without {right} behind it"))))
}

/// The number of a clause, whose bracket is a single one: `1）`, `二)`.
fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// Texts that begin or end in the middle, and duties that are not there.
pub(super) fn cut(list: &List, item: &Item, texts: &[(String, &str)]) -> Vec<Finding> {
    let mut found = Vec::new();
    let ended = ends_are_marked(list);
    for (field, text) in texts.iter().filter(|(field, _)| !is_repaired(item, field)) {
        let is_duty = field.contains(".duties[");
        let last = text.chars().next_back();
        let message = if text.starts_with(|c| CLOSED.contains(c)) {
            Said::new("开头是标点，前面可能缺字", "it begins with punctuation: something before it may be missing")
        } else if text.ends_with(|c| OPEN.contains(c)) {
            Said::new("末尾没有说完", "it ends in the middle")
        } else if is_duty && is_numbered(text) {
            Said::new(
                "开头还有编号，可能是两条并作一条或拆错了",
                "it still has its number: clauses may have been joined or split wrongly",
            )
        } else if is_duty && ended && last.is_some_and(|c| !"。；;.！？!?…）)”》」】’".contains(c)) {
            Said::new("末尾没有标点，后面可能缺字", "no punctuation at its end: something may be missing")
        } else if text.chars().count() < 4 {
            Said::new("太短", "very short")
        } else {
            continue;
        };
        found.push(Finding::new(Rule::Cut, Some(item), field, *text, message));
    }
    let groups = [
        ("upper_duties", "上级部门职责", &item.upper_duties),
        ("township_duties", "乡镇配合职责", &item.township_duties),
    ];
    for (field, cell, groups) in groups {
        if item.tier == Tier::Cooperative && groups.iter().all(|group| group.duties.is_empty()) {
            let message = Said::new(format!("{cell}没有内容"), format!("no {}", field.replace('_', " ")));
            found.push(Finding::new(Rule::Empty, Some(item), field, &item.name, message));
        }
    }
    found
}

/// Whether the list ends its duties with punctuation.
fn ends_are_marked(list: &List) -> bool {
    let groups = list.items.iter().flat_map(|item| item.upper_duties.iter().chain(&item.township_duties));
    let (mut ended, mut all) = (0usize, 0usize);
    for duty in groups.flat_map(|group| &group.duties) {
        all = all.saturating_add(1);
        ended = ended.saturating_add(usize::from(duty.ends_with(['。', '；', ';', '.'])));
    }
    ended.saturating_mul(100) >= all.saturating_mul(ENDED)
}

/// Whether a duty begins with the number of a clause: `1.`, `（2）`, `③`, `4、`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']);
    let bracketed = rest.len() < text.len();
    let digits =
        rest.chars().take_while(|c| c.is_ascii_digit() || bracketed && "一二三四五六七八九十".contains(*c)).count();
    let mut behind = rest.chars().skip(digits);
    let mark = behind.next();
    let circled = text.starts_with(|c| ('①'..='⑳').contains(&c));
    let decimal = mark == Some('.') && behind.next().is_some_and(|c| c.is_ascii_digit());
    circled
        || (1..=2).contains(&digits)
            && mark.is_some_and(|c| if bracketed { "）)".contains(c) } else { ".、．)）".contains(c) })
            && !decimal
}

/// Categories of a tier that are taken up again after others, and such as are the same but for 和, 及 and the like.
pub(super) fn categories(list: &List) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut plain: HashMap<String, &str> = HashMap::new();
    for item in &list.items {
        let name = item.category.as_str();
        let key: String = name.chars().filter(|c| !"和及与、（）() ".contains(*c)).collect();
        let known = *plain.entry(key).or_insert(name);
        if known != name {
            let message = Said::new(
                format!("“{name}”与“{known}”像是同一个类别"),
                format!("{name} and {known} seem to be one category"),
            );
            if !found.iter().any(|other: &Finding| other.message == message) {
                found.push(Finding::new(Rule::Category, Some(item), "category", name, message));
            }
        }
    }
    for tier in Tier::ALL {
        let items: Vec<&Item> = list.items.iter().filter(|item| item.tier == tier).collect();
        let mut done: Vec<&str> = Vec::new();
        for run in items.chunk_by(|a, b| a.category == b.category) {
            let Some(first) = run.first() else { continue };
            if done.contains(&first.category.as_str()) {
                let message = Said::new(
                    format!("“{}”前面已经有过，中间隔着别的类别", first.category),
                    format!("{} is taken up again after other categories", first.category),
                );
                found.push(Finding::new(Rule::Category, Some(first), "category", &first.category, message));
            }
            done.push(&first.category);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{brackets, is_numbered};

    #[test]
    fn brackets_without_their_other_half() {
        for text in ["负责（含乡镇的工作", "落实《办法的要求", "做好”三会一课“", "办理审批）手续", "“两优一先评选"]
        {
            assert!(brackets(text).is_some(), "{text}");
        }
        for text in [
            "负责（含乡镇）的工作",
            "落实(办法）",
            "1）受理申请；2）审核",
            "“三会一课”、《办法（试行）》",
            "（一）受理",
        ] {
            assert_eq!(brackets(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_clauses() {
        for text in ["1.受理", "（2）审核", "③上报", "4、公示", "(一)受理"] {
            assert!(is_numbered(text), "{text}");
        }
        for text in ["12345热线办理", "2025年度考核", "1.5万亩耕地", "（试行）办法", "一次性补贴"]
        {
            assert!(!is_numbered(text), "{text}");
        }
    }
}
