//! Which rows of a table are its headings, and which of its columns holds what people want.

use std::collections::HashSet;

/// Headings of such columns, those that tell most first.
pub const REQUESTS: [&str; 40] = [
    "诉求内容",
    "工单内容",
    "来电内容",
    "反映内容",
    "投诉内容",
    "留言内容",
    "信访内容",
    "咨询内容",
    "求助内容",
    "事件内容",
    "受理内容",
    "诉求描述",
    "事件描述",
    "问题描述",
    "事项描述",
    "工单描述",
    "情况描述",
    "主要内容",
    "具体内容",
    "详细内容",
    "诉求详情",
    "反映问题",
    "反映事项",
    "诉求",
    "内容",
    "描述",
    "正文",
    "文本",
    "原文",
    "问题",
    "留言",
    "任务",
    "事项",
    "诉求标题",
    "工单标题",
    "标题",
    "q",
    "text",
    "content",
    "description",
];

/// Headings of labels: items and what else says whose a request is, the likeliest first.
pub const LABELS: [&str; 15] = [
    "正确事项",
    "改正",
    "事项编号",
    "事项",
    "编号",
    "事项名称",
    "标注",
    "标签",
    "归属",
    "清单类别",
    "事项类别",
    "部门",
    "gold",
    "label",
    "item",
];

/// Headings that stand beside those of requests.
const OTHERS: [&str; 38] = [
    "序号",
    "工单编号",
    "工单号",
    "流水号",
    "受理编号",
    "姓名",
    "来电人",
    "反映人",
    "联系人",
    "来电人姓名",
    "电话",
    "联系电话",
    "来电号码",
    "手机",
    "手机号",
    "联系方式",
    "地址",
    "住址",
    "事发地址",
    "所属区域",
    "区域",
    "乡镇",
    "村",
    "社区",
    "时间",
    "日期",
    "来电时间",
    "受理时间",
    "办理时限",
    "类型",
    "类别",
    "诉求类型",
    "承办单位",
    "办理单位",
    "办理结果",
    "办理情况",
    "状态",
    "备注",
];

/// Rows in which headings are looked for.
const WITHIN: usize = 20;

/// Rows that are looked at where no heading tells.
pub const LOOKED_AT: usize = 200;

/// Characters that a heading has at the most.
const LONGEST: usize = 16;

/// Chinese characters that a request has at the least, on average.
const CHINESE: usize = 4;

/// The share of Chinese among its characters, at the least.
const SHARE: f64 = 0.6;

/// The headings of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// One for each column, empty where there is none.
    pub names: Vec<String>,
    /// Rows above the first one of the table's own: titles and headings.
    pub rows: usize,
    /// Whether the table has headings; else the columns are called `列1`, `列2`.
    pub there: bool,
    /// The lowest row of headings, as a table repeats it on each page.
    lowest: Vec<String>,
}

impl Head {
    /// Whether a row repeats the headings.
    #[must_use]
    pub fn is_repeated(&self, row: &[String]) -> bool {
        let several = self.lowest.iter().filter(|name| !name.is_empty()).count() > 1;
        several
            && row.len() == self.lowest.len()
            && row.iter().zip(&self.lowest).all(|(cell, name)| tidy(cell) == *name)
    }
}

/// What a column is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Its heading.
    Heading,
    /// The length of its texts, or that there is no other.
    Length,
}

/// The headings of a table, where the caller names some of them.
#[must_use]
pub fn head(rows: &[Vec<String>], named: &[&str]) -> Head {
    let usual = usual(rows);
    let has = |names: &[String]| named.iter().all(|wanted| names.iter().any(|name| name == wanted));
    if has(&usual.names) {
        return usual;
    }
    let plain = |row: &Vec<String>| row.iter().map(|cell| tidy(cell)).collect::<Vec<_>>();
    let found = rows.iter().take(WITHIN).map(plain).enumerate().find(|(_, names)| has(names));
    match found {
        // The name of a group of columns is that of none of them.
        Some((at, _)) if usual.there && usual.lowest != usual.names && at + 2 == usual.rows => usual,
        Some((at, names)) => Head { lowest: names.clone(), names, rows: at + 1, there: true },
        None => usual,
    }
}

/// The headings of a table by themselves: the row with known ones, else the first of several cells that does not look like a request with its facts.
fn usual(rows: &[Vec<String>]) -> Head {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let columns = (0..width).filter(|&at| rows.iter().any(|row| is_filled(row, at))).count();
    // A title stands in a cell alone.
    let whole = |row: &Vec<String>| (0..width).filter(|&at| is_filled(row, at)).count() > usize::from(columns > 1);
    let mut first = rows.iter().take(WITHIN).enumerate().filter(|(_, row)| whole(row));
    let known = first.clone().find(|(_, row)| is_known(row)).map(|(at, _)| at);
    let below = |at: usize| rows.get(at + 1..).unwrap_or_default();
    let likely = first.next().filter(|(at, row)| is_likely(row, below(*at), columns)).map(|(at, _)| at);
    let Some(at) = known.or(likely) else {
        // Titles above a table without headings are none of its rows.
        let above = rows.iter().position(whole).unwrap_or(0);
        let names = (1..=width).map(|at| format!("列{at}")).collect();
        return Head { names, rows: above, there: false, lowest: Vec::new() };
    };
    let upper: Vec<String> = (0..width)
        .map(|column| rows.get(at).and_then(|row| row.get(column)).map_or_else(String::new, |cell| tidy(cell)))
        .collect();
    let below = rows
        .get(at + 1)
        .map(|row| (0..width).map(|at| row.get(at).map_or_else(String::new, |cell| tidy(cell))).collect::<Vec<_>>());
    match below.and_then(|below| Some((two_rows(&upper, &below)?, below))) {
        Some((names, lowest)) => Head { names, rows: at + 2, there: true, lowest },
        None => Head { lowest: upper.clone(), names: upper, rows: at + 1, there: true },
    }
}

fn is_filled(row: &[String], at: usize) -> bool {
    row.get(at).is_some_and(|cell| !cell.trim().is_empty())
}

/// Whether a row has headings that such tables have: one word may be a cell's in a row of facts, two are not.
fn is_known(row: &[String]) -> bool {
    let known = row.iter().filter(|cell| is_usual(&plain(cell))).count();
    known > 1 || known == 1 && !row.iter().any(|cell| is_value(cell))
}

fn is_usual(plain: &str) -> bool {
    REQUESTS.iter().chain(&LABELS).chain(&OTHERS).any(|name| *name == plain)
}

/// Whether a row without known headings may hold headings: short words without numbers; in a table of one column, words well below the length of what
/// follows, since a request in their place would be lost.
fn is_likely(row: &[String], rest: &[Vec<String>], columns: usize) -> bool {
    let filled = || row.iter().filter(|cell| !cell.trim().is_empty());
    let words = filled().all(|cell| {
        !is_value(cell)
            && tidy(cell).chars().count() <= LONGEST
            && !cell.contains(['，', '。', '？', '！', '；', ',', '?', '!'])
    });
    let usual = || {
        let lengths: Vec<usize> = rest
            .iter()
            .take(LOOKED_AT)
            .flatten()
            .map(|cell| cell.trim().chars().count())
            .filter(|&length| length > 0)
            .collect();
        lengths.iter().sum::<usize>() / lengths.len().max(1)
    };
    words && (columns > 1 || filled().all(|cell| cell.trim().chars().count() * 2 <= usual()))
}

/// Whether a cell is a number, a date or a code, which no heading is.
fn is_value(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii() || c.is_whitespace() || "年月日时分秒上下午－—：／".contains(c))
}

/// The names where a second row of headings stands below groups of columns: below 来电人 姓名 and 电话, below 序号 nothing.
fn two_rows(upper: &[String], below: &[String]) -> Option<Vec<String>> {
    let filled = || below.iter().filter(|cell| !cell.is_empty());
    let words = filled().all(|cell| cell.chars().count() <= LONGEST && !is_value(cell));
    // Each word stands in a group: below its first column, whose neighbour has no heading, or below such a neighbour.
    let mut group = "";
    let mut names = Vec::new();
    for (at, (above, cell)) in upper.iter().zip(below).enumerate() {
        let next_is_free = upper.get(at + 1).is_some_and(String::is_empty);
        if !above.is_empty() {
            group = if next_is_free { above } else { "" };
        }
        if !cell.is_empty() && group.is_empty() {
            return None;
        }
        let alone = filled().filter(|other| *other == cell).count() == 1 && !upper.contains(cell);
        names.push(match (cell.is_empty(), alone) {
            (true, _) => above.clone(),
            (_, true) => cell.clone(),
            _ => format!("{group}{cell}"),
        });
    }
    (words && filled().any(|cell| is_usual(&plain(cell))) && below.iter().any(String::is_empty)).then_some(names)
}

/// A heading without what stands around it in forms.
fn plain(name: &str) -> String {
    let marks = |c: char| matches!(c, '（' | '）' | '(' | ')' | '[' | ']' | '【' | '】' | '*' | '：' | ':');
    name.split_whitespace().collect::<String>().trim_matches(marks).to_lowercase()
}

/// A cell on one line.
pub(crate) fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is to be said where a heading looks like a request itself: one in the place of the headings would be lost unsaid.
#[must_use]
pub fn no_heading(name: &str) -> Option<String> {
    (name.chars().count() > LONGEST).then(|| {
        format!(
            "“{name}”当作标题，没有回答；若是诉求，请在上面加一行标题 (taken for a heading and not answered: put headings above it if it is a request)"
        )
    })
}

/// The column of requests in a table with these headings and rows, and what told it: that of the most telling heading, else the only one, else the one with
/// the longest texts that are mostly Chinese. Columns that are `taken` hold something else.
#[must_use]
pub fn requests<'a>(
    head: &[String],
    rows: impl Iterator<Item = &'a Vec<String>> + Clone,
    taken: &[usize],
) -> Option<(usize, By)> {
    let free = |at: &usize| !taken.contains(at) && head.get(*at).is_some_and(|name| !name.is_empty());
    let named: Vec<usize> = (0..head.len()).filter(free).collect();
    let plain: Vec<(usize, String)> = named.iter().filter_map(|&at| Some((at, plain(head.get(at)?)))).collect();
    for wanted in REQUESTS {
        let mut columns = plain.iter().filter(|(_, name)| name == wanted);
        if let (Some((at, _)), None) = (columns.next(), columns.next()) {
            return Some((*at, By::Heading));
        }
    }
    if let [one] = *named.as_slice() {
        return Some((one, By::Length));
    }
    let length = |&at: &usize| {
        let cells = rows.clone().take(LOOKED_AT).filter_map(|row| row.get(at)).map(String::as_str);
        length(&cells.filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>()).map(|length| (length, at))
    };
    let longest = named.iter().filter_map(length).reduce(|best, next| if next.0 > best.0 { next } else { best });
    longest.map(|(_, at)| (at, By::Length))
}

/// The Chinese characters of a text of the column on average; nothing where it holds no such texts.
fn length(texts: &[&str]) -> Option<f64> {
    let count = |is: &dyn Fn(char) -> bool| texts.iter().flat_map(|text| text.chars()).filter(|&c| is(c)).count();
    let (all, chinese) = (count(&|c| !c.is_whitespace()), count(&|c| ('\u{3400}'..='\u{9fff}').contains(&c)));
    let distinct: HashSet<&&str> = texts.iter().collect();
    // Names of offices and categories come again and again.
    let holds = !texts.is_empty()
        && chinese >= CHINESE * texts.len()
        && chinese as f64 >= SHARE * all as f64
        && distinct.len() * 2 >= texts.len();
    holds.then(|| chinese as f64 / texts.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::{By, Head, head, requests};

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    /// The headings, and the column of requests with what told it.
    fn found(rows: &[&[&str]]) -> (Head, Option<(usize, By)>) {
        let rows = table(rows);
        let head = head(&rows, &[]);
        let column = requests(&head.names, rows.iter().skip(head.rows), &[]);
        (head, column)
    }

    #[test]
    fn a_known_heading_decides_wherever_it_stands() {
        let (head, column) = found(&[
            &["三月工单汇总表", ""],
            &["填报：综合办，请各单位核对", "2026年3月"],
            &["办理意见，由各单位认真填写", "诉求内容"],
            &["已转有关单位认真办理并按时答复来电人，谢谢", "路灯坏了"],
        ]);
        assert_eq!((head.rows, column), (3, Some((1, By::Heading))));
    }

    #[test]
    fn two_rows_of_headings_are_one() {
        let (head, column) = found(&[
            &["三月工单", "", "", "", ""],
            &["序号", "来电人", "", "诉求", ""],
            &["", "姓名", "电话", "标题", "内容"],
            &["1", "张三", "13800000000", "路灯", "村口的路灯坏了三个月没人修"],
        ]);
        assert_eq!(head.names, ["序号", "姓名", "电话", "标题", "内容"]);
        assert_eq!((head.rows, column), (3, Some((4, By::Heading))));
        assert!(head.is_repeated(&["", "姓名", "电话", "标题", "内容"].map(str::to_owned)));
        // The name of a group is that of no column.
        let rows = table(&[&["序号", "诉求", ""], &["", "标题", "内容"], &["1", "路灯", "村口的路灯坏了三个月没人修"]]);
        assert_eq!(super::head(&rows, &["诉求"]).names, ["序号", "标题", "内容"]);
        // The same word in two groups is told apart by them.
        let (head, _) = found(&[
            &["序号", "来电人", "", "承办人", "", "诉求内容"],
            &["", "姓名", "电话", "姓名", "电话", ""],
            &["1", "张三", "1", "李四", "2", "村口的路灯坏了"],
        ]);
        assert_eq!(head.names, ["序号", "来电人姓名", "来电人电话", "承办人姓名", "承办人电话", "诉求内容"]);
        // A first row of facts is none.
        let (head, _) = found(&[&["序号", "诉求", ""], &["", "路灯坏了", "无"], &["2", "老板欠我们工钱", ""]]);
        assert_eq!(head.rows, 1);
    }

    #[test]
    fn a_table_without_headings_loses_no_row() {
        let (head, column) = found(&[
            &["1", "2026-11-01", "老板欠我们工钱不给", "一村"],
            &["2", "2026-11-02", "公积金怎么提取", "一村"],
        ]);
        assert_eq!((head.rows, head.there, column), (0, false, Some((2, By::Length))));
        assert_eq!(head.names, ["列1", "列2", "列3", "列4"]);
        let (head, column) = found(&[&["村口的路灯坏了三个月没人修"], &["老板欠我们工钱一直不给"]]);
        assert_eq!((head.rows, column), (0, Some((0, By::Length))));
        let (head, _) = found(&[&["群众反映"], &["村口的路灯坏了三个月没人修"], &["老板欠我们工钱一直不给"]]);
        assert_eq!((head.rows, head.there), (1, true));
    }

    #[test]
    fn without_a_known_heading_the_column_with_most_to_read_is_taken() {
        let (head, column) = found(&[
            &["号", "来电人说", "处理"],
            &["1", "村口的路灯坏了三个月没人修", "已办结转各单位知晓存档备查完毕"],
            &["2", "老板欠我们工钱一直不给怎么办", "已办结转各单位知晓存档备查完毕"],
            &["3", "邻居半夜烧秸秆全村都是烟", "已办结转各单位知晓存档备查完毕"],
        ]);
        assert_eq!((head.rows, column), (1, Some((1, By::Length))));
    }

    #[test]
    fn numbers_and_codes_are_no_requests() {
        assert_eq!(found(&[&["编码", "数量"], &["A-1", "3"], &["A-2", "4"]]).1, None);
        assert_eq!(found(&[]), (Head::default(), None));
    }
}
