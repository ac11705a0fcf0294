//! Characters that a sound list does not have: what scanning, text recognition and copying from PDF leave behind.

use super::Said;

/// Characters of a text that betray damage, with a few around them.
pub(super) fn damage(text: &str) -> Vec<(String, Said)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<(String, Said)> = Vec::new();
    let mut after = 0;
    for at in 0..chars.len() {
        let Some(what) = (at >= after).then(|| wrong_at(&chars, at)).flatten() else { continue };
        // One report for what stands together.
        after = at.saturating_add(4);
        found.push((around(&chars, at), what));
    }
    if let Some(at) = repeated(&chars) {
        found.push((
            around(&chars, at),
            Said::new("同样的几个字连着出现三次以上", "the same characters three times in a row"),
        ));
    }
    found
}

fn around(chars: &[char], at: usize) -> String {
    chars.iter().skip(at.saturating_sub(4)).take(10).collect()
}

fn wrong_at(chars: &[char], at: usize) -> Option<Said> {
    let c = *chars.get(at)?;
    let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
    let next = chars.get(at.saturating_add(1)).copied();
    by_itself(c).or_else(|| match c {
        '口' if !is_word_with_mouth(before, next) => Some(Said::new(
            "这里的“口”可能是认错的字或看不清的字",
            "口 may stand for a character that could not be read",
        )),
        '，' | '。' | '；' | '、' | '：' if next.is_some_and(|next| "，。；、：".contains(next)) => {
            Some(Said::new("标点连用", "two punctuation marks in a row"))
        }
        'A'..='Z' | 'a'..='z' => latin(chars, at),
        _ => None,
    })
}

/// What is damage wherever it stands.
fn by_itself(c: char) -> Option<Said> {
    let (zh, en) = match c {
        '\u{FFFD}' => ("解码失败留下的替换字符", "a replacement character: the text was decoded wrongly"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => {
            ("私用区字符，换一台电脑就显示不出", "a private-use character, which other fonts do not have")
        }
        '\u{2500}'..='\u{259F}' => {
            ("制表符或方块，多半是表格线被当成了文字", "a box-drawing character: a line of the table read as text")
        }
        '□' | '■' | '▢' | '囗' => ("看不清的字", "a character that could not be read"),
        '\u{2E80}'..='\u{2FDF}' => (
            "部首字符，看着像汉字但查找不到，多半是从 PDF 复制的",
            "a radical that only looks like a character, as copied from PDF",
        ),
        '\u{F900}'..='\u{FAFF}' => {
            ("兼容汉字，看着一样但查找不到", "a compatibility ideograph, which look-up does not find")
        }
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {
            ("看不见的字符", "an invisible character")
        }
        '|' | '^' | '`' | '{' | '}' | '\\' | '~' | '¦' | '¬' => {
            ("多半是表格线或污点被当成了文字", "a stray mark, a line or a spot read as text")
        }
        '\u{370}'..='\u{5FF}'
        | '\u{600}'..='\u{6FF}'
        | '\u{E00}'..='\u{E7F}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{AC00}'..='\u{D7AF}' => {
            ("其他文字的字母，多半是认错的字", "a letter of another script: a misread character")
        }
        _ => return None,
    };
    Some(Said::new(zh, en))
}

/// A lone letter amid Chinese, as text recognition makes of strokes, unless it is one of those that Chinese writes: A 级, B 超, 3D, K12, （A）.
fn latin(chars: &[char], at: usize) -> Option<Said> {
    let letter = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphabetic);
    if at.checked_sub(1).is_some_and(letter) {
        return None;
    }
    let length = (at..).take_while(|&at| letter(at)).count();
    let end = at.saturating_add(length);
    let run: String = chars.iter().skip(at).take(length).collect();
    let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
    let next = chars.get(end).copied();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let upper = run.chars().all(|c| c.is_ascii_uppercase());
    let fine = if upper {
        length > 1
            || digit(before) != digit(next)
            || next.is_some_and(|c| "级类型光超射座区证照形盘码字站栋号段线股轮角、/+-—）)”’".contains(c))
            || before.is_some_and(|c| "、/+-第".contains(c))
    } else {
        length > 3
            || run.starts_with(|c: char| c.is_ascii_uppercase())
            || run.ends_with(|c: char| c.is_ascii_uppercase())
            || digit(before)
            || [before, next].into_iter().flatten().any(|c| ".@/:_-".contains(c))
            || ["e", "km", "kg", "mm", "cm", "app"].contains(&run.as_str())
    };
    (!fine).then(|| Said::new("夹在汉字中间的字母，多半是认错的字", "a lone letter amid Chinese: a misread character"))
}

/// Whether 口 makes a word with what stands before or behind it.
fn is_word_with_mouth(before: Option<char>, next: Option<char>) -> bool {
    const BEFORE: &str = "人路窗户出进关接渡缺河井对港牲排污放胃岔道亲巷门洞卡山海张刀虎伤裂收封开水入借村街端江湖闸坝沟埠浦隘哨活灭糊养住五两三四一二几多满随改信插豁领袖袋闭合切创顺绕拗可爽矿煤炉灶槽塘桥渠源泄溢堤垭沙汉老龙石断火喷风峡泉涵涌交枪流吞吐";
    const BEHIND: &str = "岸腔罩头号径粮述碑蹄袋才味令供服音语红感碱子技角诀哨译传授吻袜琴罚村镇乡组社门糧岩";
    before.is_some_and(|c| BEFORE.contains(c)) || next.is_some_and(|c| BEHIND.contains(c))
}

/// Where two to eight characters stand three times in a row.
fn repeated(chars: &[char]) -> Option<usize> {
    (2..=8usize).find_map(|length| {
        let whole = length.saturating_mul(3);
        chars.windows(whole).position(|window| {
            let mut parts = window.chunks(length);
            let first = parts.next();
            first.is_some_and(|part| {
                part.iter().any(|c| c != part.first().unwrap_or(c)) && !part.iter().all(char::is_ascii)
            }) && parts.all(|part| Some(part) == first)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::damage;

    #[test]
    fn damage_is_seen() {
        for text in [
            "加强\u{FFFD}安全",
            "党的\u{E001}设",
            "│做好宣传",
            "做好口食安全",
            "负责1H1工作",
            "指导l村",
            "做好、、宣传",
            "审核ни材料",
            "⼈民调解",
            "开展\u{200B}巡查",
            "一字相求一字相求一字相求",
            "加强对□□的监管",
            "落实W责任",
            "协助rn部门",
        ] {
            assert_eq!(damage(text).len(), 1, "{text}: {:?}", damage(text));
        }
    }

    #[test]
    fn sound_words_are_left_alone() {
        for text in [
            "开展C、D级食品经营主体食品安全包保工作",
            "办理12345热线转办事项，安装政务类APP",
            "PM2.5监测、VOCs治理、K12学科、5G基站、3D打印、4S店、B超、X光机、A级景区",
            "口岸、人口、窗口、户口、路口、入河排污口、口蹄疫、出口、缺口、岩口村、十字路口",
            "推进“互联网+督查”，登录www.gov.cn",
            "推动“e政通”，长5km，（A）类",
            "清理“三无”船舶……依法处置——从严",
        ] {
            assert_eq!(damage(text), [], "{text}");
        }
    }
}
