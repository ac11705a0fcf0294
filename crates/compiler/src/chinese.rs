//! What is wrong with a list, in Chinese: for those who keep lists, beside the English for those who keep programs.

/// English, as it is reported, and Chinese; `{}` stands for what differs, in the same order.
const SAID: &[(&str, &str)] = &[
    ("{} {}, at most {}; leave some out", "{1}共 {0}，最多 {2}；请减少一些"),
    // Texts.
    (
        "empty, or white space at an end; give the text, or leave the field out",
        "是空的，或首尾有空格；请填写，或删去这一栏",
    ),
    ("{} bytes, at most {} in what is looked up; shorten it", "长 {} 字节，供查找的文字最多 {} 字节；请缩短"),
    ("{} bytes, at most {}; shorten it", "长 {} 字节，最多 {} 字节；请缩短"),
    ("holds the control character {}; remove it", "含有控制字符 {}；请删去"),
    ("nothing but punctuation, which look-up leaves out; give words", "只有标点，查找时会略去；请写出文字"),
    // The township.
    (
        "a township's division code has nine digits; give them, or leave it out",
        "乡镇的区划代码是九位数字；请写全，或不写",
    ),
    ("{} items, at most {}", "共 {} 项，最多 {} 项"),
    ("{} categories, at most {} together; join some", "共 {} 个类别，合计最多 {} 个；请合并一些"),
    (
        "no item of this part is in {}; remove it, or put items into it",
        "这一部分没有事项属于“{}”；请删去，或把事项归入",
    ),
    ("a list without items; add some", "清单里没有事项；请添加"),
    (
        "no part of a list; give one of basic, cooperative, reclaimed",
        "没有这一类清单；应为 basic、cooperative、reclaimed 之一",
    ),
    ("{} is no item; give an id such as C051", "没有事项 {}；请写 C051 这样的编号"),
    (
        "{} declared, {} found, {} stated as missing; correct the statement in missing_departments, or name the rest",
        "载明 {} 个，实有 {} 个，注明缺失 {} 个；请改正 missing_departments，或补上其余部门",
    ),
    (
        "{} is the key of a figure above; keys tell figures apart, so change one",
        "{} 与上面一项指标的 key 相同；key 用来区分指标，请改一个",
    ),
    // Departments.
    (
        "{} departments, at most {}; leave out those that no item names",
        "共 {} 个部门，最多 {} 个；请删去没有事项用到的",
    ),
    ("{} is not a kind; one of {}", "{} 不是已有的种类；应为 {} 之一"),
    ("{} stands twice in this entry; remove one", "“{}”在这一条里写了两次；请删去一个"),
    (
        "{} is also a spelling of the department at line {}; a spelling names one department, so remove it from one",
        "“{}”也是第 {} 行那个部门的写法；一种写法只能指一个部门，请删去一处",
    ),
    // Items.
    (
        "{} behind {}: numbers are those of the list (序号), from 1, and rise; correct the number, or move the item into its place",
        "序号 {} 排在 {} 之后；序号照清单编，从 1 起递增：请改正序号，或移到应有的位置",
    ),
    (
        "give the lines of source.txt that the item was read from, 1 to {}",
        "请写出这一项出自 source.txt 的哪几行，1 至 {}",
    ),
    ("0, but lines are counted from 1; correct it", "写作 0，行号从 1 起；请改正"),
    (
        "{} is not among the declared categories of this part in township.toml; declare it there, or use one of: {}",
        "township.toml 中这一部分没有类别“{}”；请在那里补上，或改用：{}",
    ),
    (
        "{} is not among the declared categories of this part in township.toml; declare it there",
        "township.toml 中这一部分没有类别“{}”；请在那里补上",
    ),
    (
        "{} has the same name as {}, punctuation left out; names tell items apart, so change one",
        "{} 与 {} 名称相同（不计标点）；名称用来区分事项，请改一个",
    ),
    ("{} stands twice; remove one", "“{}”写了两次；请删去一个"),
    (
        "{} is not a canonical name in departments.toml; add it there, or use one of: {}",
        "departments.toml 中没有“{}”这个名称；请在那里补上，或改用：{}",
    ),
    (
        "{} is not a canonical name in departments.toml; add it there",
        "departments.toml 中没有“{}”这个名称；请在那里补上",
    ),
    (
        "{} names no field of this item; give one such as name or upper_duties[0].duties[1]",
        "这一项没有 {} 这一栏；应为 name、upper_duties[0].duties[1] 之类",
    ),
    ("a basic item has no departments, duties or takeover; remove them", "基本履职事项没有部门、职责和承接；请删去"),
    ("only reclaimed items have one; remove it", "只有上级部门收回的事项才有；请删去"),
    ("name a department, or record in a repair that the scan lost it", "请写明部门；原文没有的，记入校勘（repairs）"),
    ("give the duties, or record in a repair that the scan lost them", "请写出职责；原文没有的，记入校勘（repairs）"),
    (
        "group {} has no duties; give them, or record in a repair that the scan lost them",
        "第 {} 组（从 0 数）没有职责；请写出，原文没有的，记入校勘（repairs）",
    ),
    (
        "a reclaimed item has takeovers, not departments or duties; remove them",
        "上级部门收回的事项只有承接（takeover），没有部门和职责；请删去",
    ),
    ("say who took the item over, or that nobody does it any more", "请写明由谁承接，或不再开展"),
    (
        "takeover {} has no method; give it, or record in a repair that the scan lost it",
        "第 {} 个承接（从 0 数）没有工作方式；请写出，原文没有的，记入校勘（repairs）",
    ),
    // Covers and phrases.
    ("{} is no item of this list; give an id such as B001", "清单里没有 {} 这一项；请写 B001 这样的编号"),
    ("{} is no id of a matter; give one such as M0042", "{} 不是事由的编号；应为 M0042 这样的编号"),
    (
        "a bound cover has a confidence from 0 to 1; give it, or bind anew",
        "bound 的一条要有 0 至 1 的 confidence；请补上，或重新运行 lvzhi bind",
    ),
    (
        "give stated (without a confidence) or bound (with one)",
        "应为 stated（不带 confidence）或 bound（带 confidence）",
    ),
    ("the same item and matter as at line {}; remove one", "与第 {} 行的事项和事由相同；请删去一条"),
    (
        "{} is not known to this version, whose matters run to {}; use a newer one, or leave the cover out",
        "本版本没有事由 {}，只到 {}；请换用新版本，或不写这一条",
    ),
    (
        "{} has stated covers, but no main one among them; give one of them main = true",
        "{} 指定的事由中没有主要的；请给其中一个写上 main = true",
    ),
    (
        "{} has covers, but no main one; give one of them main = true",
        "{} 的事由中没有主要的；请给其中一个写上 main = true",
    ),
    ("give the {}, a tab and the phrase", "每行应为 {}、制表符、说法"),
    ("empty, or white space at an end; give the {} before the tab", "是空的，或首尾有空格；请在制表符前写上 {}"),
    ("the same phrase as in line {}; remove one", "与第 {} 行的说法相同；请删去一行"),
    ("empty; give a phrase or remove the line", "是空的；请写上说法，或删去这一行"),
    ("{} characters, at most {}; shorten it", "共 {} 字，最多 {} 字；请缩短"),
    ("white space at an end, or a control character; remove it", "首尾有空格，或含有控制字符；请删去"),
    ("lines are sorted by their bytes; sort the file", "各行应按字节排序；请排序"),
    // Files.
    ("not UTF-8 from byte {}; save the file as UTF-8", "第 {} 字节起不是 UTF-8；请另存为 UTF-8 编码"),
    (
        "cannot be read ({}); a list folder needs this file, see SOURCE.md of the built-in list",
        "无法读取（{}）；清单文件夹要有这个文件，参见内置清单的 SOURCE.md",
    ),
    ("cannot be read ({})", "无法读取（{}）"),
    ("{}; see the fields of the built-in list", "写法有误（{}）；请对照内置清单的各栏"),
    (
        "no export: not UTF-8 from byte {}; write it anew",
        "不是 lvzhi export 的输出：第 {} 字节起不是 UTF-8；请重新导出",
    ),
    (
        "no line of an export ({}); write it anew with lvzhi export",
        "不是 lvzhi export 的输出（{}）；请用 lvzhi export 重新导出",
    ),
    ("a second township; remove one, an export is of one list", "又有一个乡镇；一份输出只有一份清单，请删去一个"),
    (
        "no township; write the export anew, its first line is one of type township",
        "没有乡镇；请重新导出，第一行应是 township",
    ),
    ("{}, but tier and number make {}; write the export anew", "{} 与清单类别、序号不符，应为 {}；请重新导出"),
];

/// A message in Chinese; none where it is not known.
pub(crate) fn chinese(message: &str) -> Option<String> {
    SAID.iter().find_map(|(english, chinese)| Some(filled(chinese, &parts(english, message)?)))
}

/// What stands for the `{}` of a pattern in a message.
fn parts<'m>(pattern: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let mut fixed = pattern.split("{}");
    let mut rest = message.strip_prefix(fixed.next()?)?;
    let mut found = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(text) = fixed.next() {
        // The last stretch is the end of the message.
        let at = if fixed.peek().is_none() {
            rest.ends_with(text).then(|| rest.len() - text.len())?
        } else {
            rest.find(text)?
        };
        found.push(rest.get(..at)?);
        rest = rest.get(at + text.len()..)?;
    }
    rest.is_empty().then_some(found)
}

fn filled(pattern: &str, parts: &[&str]) -> String {
    let mut out = pattern.to_owned();
    for (n, part) in parts.iter().enumerate() {
        let numbered = format!("{{{n}}}");
        // What is filled in may hold braces itself: each place is filled once, from the left.
        out = if out.contains(&numbered) { out.replacen(&numbered, part, 1) } else { out.replacen("{}", part, 1) };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn messages_are_said_in_chinese() {
        let said = |message: &str| chinese(message).unwrap_or_default();
        assert_eq!(
            said("B002 has the same name as B001, punctuation left out; names tell items apart, so change one"),
            "B002 与 B001 名称相同（不计标点）；名称用来区分事项，请改一个"
        );
        assert_eq!(
            said("县局 is not a canonical name in departments.toml; add it there, or use one of: 县公安局, 县教育局"),
            "departments.toml 中没有“县局”这个名称；请在那里补上，或改用：县公安局, 县教育局"
        );
        assert_eq!(said("70000 items, at most 65535; leave some out"), "items共 70000，最多 65535；请减少一些");
        assert_eq!(
            said("missing field `basic`; see the fields of the built-in list"),
            "写法有误（missing field `basic`）；请对照内置清单的各栏"
        );
        assert_eq!(chinese("something else"), None);
    }
}
