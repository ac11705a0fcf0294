//! Lines that name a category above its items, and notes that are neither.

use crate::text::{clean, key, length};

/// Notes under and over tables, and at their page breaks.
pub(super) fn is_note(text: &str) -> bool {
    [
        "注：",
        "注:",
        "备注",
        "说明：",
        "说明:",
        "填表",
        "填报",
        "审核人",
        "制表",
        "单位：",
        "单位:",
        "日期：",
        "备注：",
        "续表",
        "续上",
        "（续",
        "(续",
        "接下",
        "接上",
        "（接",
        "(接",
        "转下",
        "（转",
        "(转",
        "※",
        "*",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// Whether a text numbers a page: 第1页, 第 1 页 共 9 页, — 2 —.
pub(super) fn is_page_number(text: &str) -> bool {
    let text = key(text);
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '─' | '·');
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if text.starts_with(dash) && text.ends_with(dash) {
        return digits(text.trim_matches(dash));
    }
    text.ends_with('页') && text.chars().all(|c| c.is_ascii_digit() || "第页共/,，".contains(c))
}

/// A category above its items: 一、党的建设（18项）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CategoryLine {
    pub(super) name: String,
    pub(super) count: Option<u16>,
    /// It has a number before it or a count behind it.
    pub(super) marked: bool,
}

/// The category that a line names; none where it is no name of one.
pub(super) fn category_line(text: &str) -> Option<CategoryLine> {
    let text = clean(text);
    let text = text.trim_matches(['【', '】', '#', '*', '★', '●', '■', '◆', '-']);
    let bare = crate::clauses::ordinal(text).map_or(text, |(_, rest)| rest);
    let bare = bare.strip_prefix("类别：").or_else(|| bare.strip_prefix("事项类别：")).unwrap_or(bare);
    let folded = key(bare);
    // A count at the end: （18项）, 18项, (18)
    let end = folded.trim_end_matches([')', ']', '。']);
    let counted = end.strip_suffix(['项', '条', '个', '件']).unwrap_or(end);
    let start = counted.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = counted.get(start.len()..).unwrap_or_default();
    let bracketed = end.len() < folded.len();
    let has_unit = counted.len() < end.len();
    let count = digits.parse::<u16>().ok().filter(|_| has_unit || bracketed);
    let name = if count.is_some() {
        // The same stretch of the text as printed: folding keeps the number of characters.
        let kept = length(start.trim_end_matches(['(', '[', '共', '计', ':', '-', '—', '–', ',']));
        bare.chars().filter(|c| !c.is_whitespace()).take(kept).collect::<String>()
    } else {
        bare.trim_end_matches(['：', ':']).to_owned()
    };
    let fits =
        (2..=20).contains(&length(&name)) && name.chars().all(|c| c.is_alphabetic() || "、（）()·与和及“”".contains(c));
    fits.then(|| CategoryLine { marked: count.is_some() || bare.len() < text.len(), name, count })
}

#[cfg(test)]
mod tests {
    use super::{category_line, is_page_number};

    #[test]
    fn pages_are_numbered_in_several_ways() {
        for text in ["第1页", "第 1 页 共 9 页", "第１页，共９页", "— 2 —", "-12-", "1/9页", "·3·"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2", "（2）", "第1项", "—", "主页", "网页制作1页"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn categories_are_told_with_and_without_their_counts() {
        let told = |text: &str| category_line(text).map(|line| (line.name, line.count));
        let party = |count| Some(("党的建设".to_owned(), count));
        assert_eq!(told("一、党的建设（18项）"), party(Some(18)));
        assert_eq!(told("（一）党的建设（共18项）"), party(Some(18)));
        assert_eq!(told("党的建设（１８项）"), party(Some(18)));
        assert_eq!(told("党的建设 18项"), party(Some(18)));
        assert_eq!(told("党的建设(18)"), party(Some(18)));
        assert_eq!(told("党的建设"), party(None));
        assert_eq!(told("1.党的建设"), party(None));
        assert_eq!(told("应急管理及消防").map(|told| told.0).as_deref(), Some("应急管理及消防"));
        assert_eq!(told("负责宣传，做好服务。"), None);
        assert_eq!(told("12345"), None);
    }
}
