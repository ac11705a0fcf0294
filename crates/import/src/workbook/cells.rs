//! The cells of an item as lists print them: departments one a line, duties as numbered clauses under the department or the heading that they belong to.

use lvzhi_compiler::List;
use lvzhi_compiler::model::{Group, Item};

/// 对应上级部门: one a line, the one that leads first.
pub(super) fn departments(list: &List, item: &Item) -> String {
    let names: Vec<&str> = item.departments.iter().filter_map(|&at| name(list, at)).collect();
    names.join("\n")
}

/// 上级部门职责 or 乡镇（街道）配合职责.
pub(super) fn duties(list: &List, groups: &[Group]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (n, group) in groups.iter().enumerate() {
        let department = group.department.and_then(|at| name(list, at));
        if n > 0 && group.heading.is_none() && department.is_none() {
            // Nothing else says that these clauses are not those of the group above.
            lines.push(String::new());
        }
        if let Some(heading) = &group.heading {
            // `一、…` is seen to be a heading; anything else is by its colon.
            lines.push(if is_numbered(heading) { heading.clone() } else { format!("{heading}：") });
        }
        if let Some(department) = department {
            lines.push(format!("{department}："));
        }
        match group.duties.as_slice() {
            [one] if !looks_like_a_mark(one) => lines.push(one.clone()),
            many => lines.extend((1..).zip(many).map(|(n, duty)| format!("{n}.{duty}"))),
        }
    }
    lines.join("\n")
}

/// 承接部门及工作方式.
pub(super) fn takeover(list: &List, item: &Item) -> String {
    let mut lines = Vec::new();
    for takeover in &item.takeover {
        if let Some(department) = takeover.department.and_then(|at| name(list, at)) {
            lines.push(format!("承接部门：{department}"));
            lines.extend(takeover.method.iter().map(|method| format!("工作方式：{}", on_lines(method))));
        } else {
            lines.extend(takeover.method.iter().map(|method| on_lines(method)));
        }
    }
    lines.join("\n")
}

/// A way of working with numbered clauses, each on a line: `1.…；2.…`.
fn on_lines(method: &str) -> String {
    let mut out = String::new();
    let mut rest = method;
    if method.starts_with("1.") {
        for n in 2u32.. {
            let marks = [format!("；{n}."), format!("。{n}.")];
            let Some(at) = marks.iter().filter_map(|mark| rest.find(mark.as_str())).min() else { break };
            let (clause, behind) = rest.split_at(at.saturating_add('；'.len_utf8()));
            out.push_str(clause);
            out.push('\n');
            rest = behind;
        }
    }
    out + rest
}

fn name(list: &List, at: usize) -> Option<&str> {
    list.departments.get(at).map(|department| department.name.as_str())
}

/// Whether a heading begins with its number: `一、`, `（二）`, `第三，`.
fn is_numbered(heading: &str) -> bool {
    let rest = heading.trim_start_matches(['（', '(', '第']);
    rest.starts_with(|c| "一二三四五六七八九十".contains(c))
        && rest
            .trim_start_matches(|c| "一二三四五六七八九十".contains(c))
            .starts_with(['、', '）', ')', '.', '．', '，', '部'])
}

/// Whether a single duty would be taken for a heading, for a department or for a numbered clause if it stood alone.
fn looks_like_a_mark(duty: &str) -> bool {
    duty.ends_with(['：', ':'])
        || is_numbered(duty)
        || duty.starts_with(|c: char| c.is_ascii_digit() || c == '（' || c == '(')
}
