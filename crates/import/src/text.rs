//! Text of cells: white space that layout put there is dropped, everything else is kept as written.

use lvzhi_tables::fold::folded;

/// Characters that are only there for layout.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}')
}

/// Text on one line: white space stays, once, between letters and digits of ASCII, and nowhere else.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut spaced = false;
    for c in text.chars() {
        if is_space(c) {
            spaced = true;
            continue;
        }
        if spaced && c.is_ascii_alphanumeric() && out.ends_with(|before: char| before.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        spaced = false;
        out.push(c);
    }
    out
}

/// Text in one width and script, without white space: to compare, never to keep.
pub(crate) fn key(text: &str) -> String {
    folded(text).map(|(_, c)| c).filter(|&c| !is_space(c)).collect()
}

/// [`key`] without what stands in brackets and without punctuation: to compare headings.
pub(crate) fn heading_key(text: &str) -> String {
    let mut depth = 0u32;
    let mut out = String::new();
    for c in key(text).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth = depth.saturating_add(1),
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// How many characters.
pub(crate) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether a sentence or a clause ends here.
pub(crate) fn is_ended(text: &str) -> bool {
    text.ends_with(['。', '；', ';', '：', ':', '！', '？', '.'])
}

/// A whole number in Chinese numerals, to 99.
pub(crate) fn han_number(text: &str) -> Option<u16> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u16 + 1);
    let chars: Vec<char> = text.chars().map(|c| if c == '〇' { '零' } else { c }).collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        ['十', ones] => Some(10u16.saturating_add(digit(*ones)?)),
        [tens, '十'] => Some(digit(*tens)?.saturating_mul(10)),
        [tens, '十', ones] => Some(digit(*tens)?.saturating_mul(10).saturating_add(digit(*ones)?)),
        [ones] => digit(*ones),
        _ => None,
    }
}

/// A number as lists print it in their first column: `7`, `7.`, `７、`, `（7）`, `C007`, `7.0`, `七`.
pub(crate) fn number(text: &str) -> Option<u16> {
    let key = key(text);
    let key = key.strip_suffix(".0").unwrap_or(&key);
    let bare = key.trim_matches(|c: char| !c.is_alphanumeric());
    let digits =
        bare.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits = digits.strip_prefix('第').unwrap_or(digits).trim_end_matches(['项', '条', '号']);
    if !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.parse().ok();
    }
    han_number(digits)
}

/// The whole numbers of a text, each with the text before it and behind it.
pub(crate) fn numbers(text: &str) -> Vec<(&str, u16, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let Some(start) = rest.find(|c: char| c.is_ascii_digit()).map(|at| from + at) else { break };
        let digits = text.get(start..).map_or(0, |tail| tail.bytes().take_while(u8::is_ascii_digit).count());
        let end = start + digits;
        if let (Some(before), Some(Ok(value)), Some(behind)) =
            (text.get(..start), text.get(start..end).map(str::parse), text.get(end..))
        {
            found.push((before, value, behind));
        }
        from = end.max(start + 1);
    }
    found
}

/// What look-up compares: folded, without punctuation.
pub(crate) fn words(text: &str) -> String {
    key(text).chars().filter(|&c| !lvzhi_tables::fold::is_punctuation(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::{clean, heading_key, number, numbers};

    #[test]
    fn white_space_of_layout_goes_and_words_stay_apart() {
        assert_eq!(clean(" 党 的\n建设 \u{3000}"), "党的建设");
        assert_eq!(clean("推广 Wi Fi 6 和12345 热线"), "推广Wi Fi 6和12345热线");
    }

    #[test]
    fn numbers_are_read_as_lists_print_them() {
        for text in ["7", "7.", "７、", "（7）", "C007", "7.0", "七", "第7项", "No.7", " 7\n"] {
            assert_eq!(number(text), Some(7), "{text}");
        }
        assert_eq!(number("二十三"), Some(23));
        for text in ["", "合计", "7.5", "县公安局", "123456"] {
            assert_eq!(number(text), None, "{text}");
        }
        let found: Vec<u16> = numbers("共200项，其中82项").into_iter().map(|(_, value, _)| value).collect();
        assert_eq!(found, [200, 82]);
    }

    #[test]
    fn headings_are_compared_without_brackets_and_spaces() {
        assert_eq!(heading_key("乡镇（街道）\n配合职责"), "乡镇配合职责");
        assert_eq!(heading_key("序 号"), "序号");
        assert_eq!(heading_key("镇/街配合职责："), "镇街配合职责");
    }
}
