//! Cells of duties: lines and numbers into clauses, clauses into groups under a heading or a department.

mod heads;
mod marks;
mod running;

pub(crate) use marks::ordinal;
pub(crate) use running::behind_number;

use crate::text::{clean, is_ended, length, words};
use lvzhi_tables::fold::is_han;
use marks::{Kind, Mark, mark};
use running::{Last, begins, behind_end, numbered};

/// Clauses that stand under one heading or one department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// As printed, without a colon at its end.
    pub(crate) heading: Option<String>,
    /// The department, by its canonical name.
    pub(crate) department: Option<String>,
    /// Without their numbers.
    pub(crate) duties: Vec<String>,
}

/// Who stands before a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Head {
    /// One department, by its canonical name.
    Department(String),
    /// Several departments, or bodies that have no name (各相关部门).
    Several,
}

/// What stands before a colon, where it names a department.
pub(crate) trait Heads {
    /// `None` where it names none.
    fn head(&self, text: &str) -> Option<Head>;
}

/// The longest heading of a group, in characters.
const LONGEST_HEADING: usize = 40;

/// The groups of a cell.
pub(crate) fn groups(text: &str, heads: &impl Heads) -> Vec<Group> {
    let mut reader = Reader { heads, groups: Vec::new(), numbered: None, last: 0, apart: false, over: None };
    let lines: Vec<String> = lines(&unwrapped(text, heads), heads);
    let separate = are_separate(&lines);
    for (at, line) in lines.iter().enumerate() {
        let next = lines.iter().skip(at + 1).find(|line| !line.is_empty()).map(String::as_str);
        reader.line(line, next, separate);
    }
    reader.groups
}

/// The narrowest cell that text is wrapped in, in characters.
const NARROWEST: usize = 8;

/// The text of a cell whose lines were broken at its width, on lines of its own again: every line that stops in the middle is as long as the
/// longest, but for a character that a mark took with it.
fn unwrapped(text: &str, heads: &impl Heads) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let cleaned: Vec<String> = lines.iter().map(|line| clean(line)).collect();
    let width = cleaned.iter().map(|line| length(line)).max().unwrap_or_default();
    let mut last: Last = None;
    let goes_on: Vec<bool> = cleaned
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let (next, after) = (cleaned.get(at + 1), cleaned.get(at + 2).map(String::as_str));
            last = mark(line).map(|mark| (mark.kind, mark.ordinal)).or(last);
            let found = next.and_then(|next| numbered(next, last, line, after));
            last = found.as_ref().map(|mark| (mark.kind, mark.ordinal)).or(last);
            let Some(next) = next.filter(|next| !next.is_empty() && found.is_none()) else { return false };
            let bare = without_mark(line);
            // 县自然资源和规划 ｜ 局：
            let cut = colon(next)
                .and_then(|at| next.get(..at))
                .is_some_and(|rest| heads.head(&format!("{bare}{rest}")).is_some());
            !line.is_empty() && !is_ended(line) && (cut || heads.head(bare).is_none())
        })
        .collect();
    let full = |(line, goes_on): (&String, &bool)| !goes_on || length(line) + 1 >= width;
    if width < NARROWEST || !cleaned.iter().zip(&goes_on).all(full) {
        return text.to_owned();
    }
    let ends = goes_on.iter().map(|goes_on| if *goes_on { "" } else { "\n" });
    let joined: String = lines.iter().zip(ends).flat_map(|(line, end)| [*line, end]).collect();
    joined.strip_suffix('\n').map_or(joined.clone(), str::to_owned)
}

/// The lines of a cell, cleaned; clauses and departments that share a line are set on lines of their own.
fn lines(text: &str, heads: &impl Heads) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.split('\n') {
        let line = spaced_marks(&heads::unframed(line, heads));
        for line in line.split('\n') {
            let cleaned = clean(line);
            if cleaned.is_empty() {
                if line.is_empty() || line.trim().is_empty() {
                    out.push(String::new());
                }
                continue;
            }
            let mut rest = Some(cleaned.as_str());
            while let Some(line) = rest {
                rest = apart(line, heads, &mut out);
            }
        }
    }
    out
}

/// White space before a number, or behind the end of a sentence, stands where a line ended.
fn spaced_marks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
        let breaks =
            c.is_whitespace() && is_ended(out.trim_end()) && !out.trim_end().ends_with('.') && mark(rest).is_some();
        out.push(if breaks { '\n' } else { c });
    }
    out
}

/// Splits a line where a clause with the next number, or a department with a colon, begins behind the end of a sentence: what
/// stands behind a heading is left.
fn apart<'t>(line: &'t str, names: &impl Heads, out: &mut Vec<String>) -> Option<&'t str> {
    if let Some(at) = heads::heading(line, names, None) {
        out.extend(line.get(..at).map(str::to_owned));
        return line.get(at..);
    }
    let mut wanted = heads::first(line, names).and_then(heads::next);
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in line.char_indices() {
        let rest = line.get(at..).unwrap_or_default();
        let ended = before.is_some_and(|before| matches!(before, '。' | '；' | ';'));
        // 1.排查2.警示3.宣传
        let runs = || before.is_some_and(is_han) && mark(rest).is_some_and(|mark| runs_on(&mark, rest));
        if at > start && (ended || (wanted.is_some() && runs())) {
            let next = if ended { behind_end(rest, wanted) } else { mark(rest) };
            let follows = next.as_ref().is_some_and(|next| wanted == Some((next.kind, next.ordinal)));
            let department = || {
                let head = colon(rest).and_then(|colon| rest.get(..colon));
                head.filter(|head| length(head) <= LONGEST_HEADING && !head.contains(['。', '；', ';', '，', ',']))
                    .is_some_and(|head| names.head(without_mark(head)).is_some())
            };
            // 村：1.巡查。 begins the count once more.
            let kind = wanted.map(|(kind, _)| kind);
            if ended && kind.is_some() && heads::heading(rest, names, kind).is_some() {
                out.extend(line.get(start..at).map(str::to_owned));
                return Some(rest);
            }
            if follows || (ended && department()) {
                out.extend(line.get(start..at).map(str::to_owned));
                start = at;
                wanted = if follows { next } else { heads::first(rest, names) }.and_then(heads::next);
            }
        }
        before = Some(c);
    }
    out.extend(line.get(start..).map(str::to_owned));
    None
}

/// Where a colon stands that a heading may end in.
fn colon(text: &str) -> Option<usize> {
    text.char_indices().take(LONGEST_HEADING + 1).find(|&(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at)
}

/// Whether a number within a sentence begins a clause: words follow it.
fn runs_on(mark: &Mark, rest: &str) -> bool {
    matches!(mark.kind, Kind::Digit | Kind::Circled)
        && rest.get(mark.length..).and_then(|behind| behind.chars().next()).is_some_and(is_han)
}

fn without_mark(text: &str) -> &str {
    mark(text).and_then(|mark| text.get(mark.length..)).unwrap_or(text)
}

/// Whether lines without numbers and without punctuation are clauses each, and not one text that was wrapped: wrapped lines are about as
/// long as each other, but for the last.
fn are_separate(lines: &[String]) -> bool {
    let lengths: Vec<usize> = lines.iter().filter(|line| !line.is_empty()).map(|line| length(line)).collect();
    let full = lengths.split_last().map_or(&[][..], |(_, full)| full);
    match (full.iter().min(), full.iter().max()) {
        (Some(least), Some(most)) => most - least > 3,
        _ => false,
    }
}

struct Reader<'a, H> {
    heads: &'a H,
    groups: Vec<Group>,
    /// How the clauses of the last group are numbered.
    numbered: Option<Kind>,
    /// The last number.
    last: u16,
    /// An empty line was met.
    apart: bool,
    /// The department that the headings below it belong to.
    over: Option<String>,
}

impl<H: Heads> Reader<'_, H> {
    fn open(&mut self, heading: Option<String>, department: Option<String>) {
        let empty = self.groups.last_mut().filter(|last| last.duties.is_empty());
        match empty {
            // A department right below a heading belongs to it.
            Some(last) if heading.is_none() && last.department.is_none() && last.heading.is_some() => {
                last.department = department;
                self.over = None;
            }
            // Headings right below a department are parts of its duties.
            Some(last) if department.is_none() && last.heading.is_none() && last.department.is_some() => {
                self.over.clone_from(&last.department);
                last.heading = heading;
            }
            _ => {
                let over = if department.is_none() { self.over.clone() } else { None };
                self.over.clone_from(&over);
                self.groups.push(Group { heading, department: department.or(over), duties: Vec::new() });
            }
        }
        (self.numbered, self.last, self.apart) = (None, 0, false);
    }

    fn clause(&mut self, text: &str) {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.duties.push(text.to_owned());
        }
    }

    /// Adds to the last clause, or begins the first one.
    fn append(&mut self, text: &str) {
        match self.groups.last_mut().and_then(|group| group.duties.last_mut()) {
            Some(last) => last.push_str(text),
            None => self.clause(text),
        }
    }

    /// The number that a line begins with.
    fn mark(&self, line: &str, next: Option<&str>) -> Option<Mark> {
        let before = self.groups.last().and_then(|group| group.duties.last()).map_or("", String::as_str);
        numbered(line, self.numbered.map(|kind| (kind, self.last)), before, next)
    }

    fn is_ended(&self) -> bool {
        self.groups.last().and_then(|group| group.duties.last()).is_none_or(|last| is_ended(last))
    }

    fn has_clauses(&self) -> bool {
        self.groups.last().is_some_and(|group| !group.duties.is_empty())
    }

    fn line(&mut self, line: &str, next: Option<&str>, separate: bool) {
        if line.is_empty() {
            self.apart = self.has_clauses();
            return;
        }
        let (mut line, mut mark) = (line, self.mark(line, next));
        let mut bare = without_mark(line);
        while let Some(behind) = self.department(bare, next) {
            if behind.is_empty() {
                return;
            }
            (line, mark) = (behind, self.mark(behind, next));
            bare = without_mark(behind);
        }
        if self.heading(line, bare, mark.as_ref(), next) {
            return;
        }
        let begins_anew = mark.as_ref().is_none_or(|mark| mark.ordinal == 1);
        if std::mem::take(&mut self.apart) && begins_anew && (self.is_ended() || mark.is_some()) {
            self.groups.push(Group::default());
            (self.numbered, self.last) = (None, 0);
        }
        match mark {
            Some(mark) if self.numbered == Some(mark.kind) || (self.numbered.is_none() && self.takes(&mark)) => {
                // A line that was wrapped before a number is no clause.
                if self.has_clauses() && !self.is_ended() && mark.ordinal != self.last.saturating_add(1) {
                    self.append(line);
                    return;
                }
                (self.numbered, self.last) = (Some(mark.kind), mark.ordinal);
                self.clause(line.get(mark.length..).unwrap_or(bare));
            }
            Some(_) => {
                self.append(line);
            }
            None if !self.has_clauses() => self.clause(line),
            // What follows a numbered clause on a line of its own is part of it.
            None if self.numbered.is_some() => self.append(line),
            None if self.is_ended() || separate => self.clause(line),
            None => self.append(line),
        }
    }

    /// Whether a number begins the numbering of a group: the first clause, or behind one that has none.
    fn takes(&self, mark: &Mark) -> bool {
        !self.has_clauses() || (self.is_ended() && mark.ordinal == 1)
    }

    /// A department with a colon, or alone on its line: what stands behind it.
    fn department<'t>(&mut self, line: &'t str, next: Option<&str>) -> Option<&'t str> {
        let framed = line.starts_with('【') && line.ends_with('】');
        let colon = colon(line).filter(|_| !framed);
        let head = colon.and_then(|colon| line.get(..colon)).unwrap_or(line);
        if length(head) > LONGEST_HEADING
            || head.contains(['。', '；', ';'])
            || (colon.is_none() && self.has_clauses() && !self.is_ended())
        {
            return None;
        }
        let numbered_below = || next.and_then(begins).is_some_and(|mark| mark.ordinal == 1);
        if colon.is_none() && !framed && !numbered_below() {
            return None;
        }
        match self.heads.head(head) {
            Some(Head::Department(name)) => self.open(None, Some(name)),
            Some(Head::Several) => self.open(Some(head.to_owned()), None),
            None => return None,
        }
        Some(colon.and_then(|colon| line.get(colon..)).unwrap_or_default().trim_start_matches(['：', ':']))
    }

    /// Whether a heading with the number before this one stands above: 二、 is one where 一、 is, even if nothing is left below it.
    fn is_next_heading(&self, mark: &Mark) -> bool {
        let mut headings = self.groups.iter().rev().filter_map(|group| self::mark(group.heading.as_deref()?));
        headings
            .find(|above| above.kind == mark.kind)
            .is_some_and(|above| above.ordinal.saturating_add(1) == mark.ordinal)
    }

    /// `一、…` above clauses that are numbered otherwise, or a line that ends in a colon above numbered clauses.
    fn heading(&mut self, line: &str, bare: &str, mark: Option<&Mark>, next: Option<&str>) -> bool {
        let below = next.and_then(begins);
        let heading = line.trim_end_matches(['：', ':']);
        let is_blank = words(heading).is_empty() || bare.is_empty();
        if length(heading) > LONGEST_HEADING || heading.contains(['。', '；', ';']) || is_blank {
            return false;
        }
        let is_heading = match mark {
            Some(mark) if matches!(mark.kind, Kind::Han | Kind::HanBracket) => {
                !heading.ends_with('，')
                    && self.numbered != Some(mark.kind)
                    && (below.map_or_else(|| next.is_some_and(is_ended), |below| below.kind != mark.kind)
                        || self.is_next_heading(mark))
            }
            Some(_) => false,
            None => {
                heading.len() < line.len()
                    && below.is_some_and(|below| below.ordinal == 1)
                    && (!self.has_clauses() || (self.is_ended() && self.numbered != Some(Kind::Han)))
            }
        };
        if is_heading {
            self.open(Some(heading.to_owned()), None);
        }
        is_heading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Departments end in 局.
    struct Ends;
    impl Heads for Ends {
        fn head(&self, text: &str) -> Option<Head> {
            let text = text.trim_matches(['【', '】']);
            let several = text.contains('、') || text.ends_with("相关部门");
            (text.ends_with('局') || several)
                .then(|| if several { Head::Several } else { Head::Department(text.to_owned()) })
        }
    }

    fn told(text: &str) -> String {
        let groups = groups(text, &Ends);
        let told = groups.iter().map(|group| {
            format!(
                "{}|{}|{}",
                group.heading.as_deref().unwrap_or("-"),
                group.department.as_deref().unwrap_or("-"),
                group.duties.join("/")
            )
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn clauses_are_told_by_their_numbers() {
        assert_eq!(told("1.一；\n2.二。"), "-|-|一；/二。");
        assert_eq!(told("1、一；2、二；3、三。"), "-|-|一；/二；/三。");
        assert_eq!(told("（1）一；（2）二。"), "-|-|一；/二。");
        assert_eq!(told("①一；②二。"), "-|-|一；/二。");
        assert_eq!(told("１．一；\n２．二。"), "-|-|一；/二。");
        assert_eq!(told("1. 一；  2. 二。"), "-|-|一；/二。");
        assert_eq!(told("一、宣传政策，登记造册；\n二、上报情况。"), "-|-|宣传政策，登记造册；/上报情况。");
        assert_eq!(told("负责宣传。"), "-|-|负责宣传。");
        assert_eq!(told("1.排查2.警示3.宣传"), "-|-|排查/警示/宣传");
        // No clause begins within a number, a date or a wrapped line.
        assert_eq!(told("1.种植2.5万亩；2.在3月1日前上报。"), "-|-|种植2.5万亩；/在3月1日前上报。");
        assert_eq!(told("1.报送三类\n对象名单；\n2.公示。"), "-|-|报送三类对象名单；/公示。");
        assert_eq!(told("1.甲；\n2.2025年起巡查；\n3.乙。"), "-|-|甲；/2025年起巡查；/乙。");
        // Lines that end at the width of the cell, in a clause without a number and in the name of a department.
        assert_eq!(
            told("县公安局：\n1.甲。\n认定低保边缘家庭等\n对象身份。\n县自然资源和规划\n局：发布通告，检查\n落实。"),
            "-|县公安局|甲。认定低保边缘家庭等对象身份。 -|县自然资源和规划局|发布通告，检查落实。"
        );
        assert_eq!(
            told("县公安局：\n认定低保边缘家庭等\n对象身份。\n县民政局：\n组织演练，统筹全县\n救援力量。"),
            "-|县公安局|认定低保边缘家庭等对象身份。 -|县民政局|组织演练，统筹全县救援力量。"
        );
        assert_eq!(told("县公安局、县民政\n局：发布通告，统\n筹。"), "县公安局、县民政局|-|发布通告，统筹。");
        // A clause may begin with a number of its own where the count runs on.
        assert_eq!(told("1.甲；\n2.1日内通报；\n3.乙。"), "-|-|甲；/1日内通报；/乙。");
        assert_eq!(told("1.甲；\n2.24小时内上报。"), "-|-|甲；/24小时内上报。");
        assert_eq!(told("1.甲；2.5月底前完成；3.12345热线办理。"), "-|-|甲；/5月底前完成；/12345热线办理。");
        assert_eq!(told("1、甲；\n2、3个工作日内上报。"), "-|-|甲；/3个工作日内上报。");
        assert_eq!(told("县教育局：1.3日内办结；2.公示。"), "-|县教育局|3日内办结；/公示。");
        assert_eq!(told("1.建立工作台账\n2.3日内上报\n3.督导"), "-|-|建立工作台账/3日内上报/督导");
        // … and else it is a decimal, or the number of a part.
        assert_eq!(told("1.种植\n2.5万亩；\n2.上报。"), "-|-|种植2.5万亩；/上报。");
        assert_eq!(told("1.范围为：\n2.5公里以内。"), "-|-|范围为：2.5公里以内。");
        assert_eq!(told("1.巡查。\n2.5公里以内禁止烧荒。\n2.上报。"), "-|-|巡查。2.5公里以内禁止烧荒。/上报。");
        assert_eq!(told("1.巡查。2.5公里以内禁止烧荒。2.上报。"), "-|-|巡查。2.5公里以内禁止烧荒。/上报。");
        assert_eq!(told("1.甲；\n2.1乙；\n2.2丙。"), "-|-|甲；2.1乙；2.2丙。");
        // Parts of a clause stay in it.
        assert_eq!(told("1.负责：\n（1）甲；\n（2）乙。\n2.丙。"), "-|-|负责：（1）甲；（2）乙。/丙。");
    }

    #[test]
    fn groups_have_a_department_or_a_heading() {
        assert_eq!(told("县公安局：\n1.甲；\n2.乙。\n县民政局：\n丙。"), "-|县公安局|甲；/乙。 -|县民政局|丙。");
        assert_eq!(told("县公安局：1.甲；2.乙。县民政局：丙。"), "-|县公安局|甲；/乙。 -|县民政局|丙。");
        assert_eq!(told("1.县公安局：负责甲。\n2.县民政局：负责乙。"), "-|县公安局|负责甲。 -|县民政局|负责乙。");
        assert_eq!(told("【县公安局】\n甲。\n【县民政局】\n1.乙。"), "-|县公安局|甲。 -|县民政局|乙。");
        assert_eq!(told("【县公安局】1.甲。2.乙。【县民政局】1.丙。"), "-|县公安局|甲。/乙。 -|县民政局|丙。");
        assert_eq!(told("【县公安局】：负责甲。【县民政局】：负责乙。"), "-|县公安局|负责甲。 -|县民政局|负责乙。");
        assert_eq!(told("1.落实【枫桥经验】要求；2.乙。"), "-|-|落实【枫桥经验】要求；/乙。");
        assert_eq!(
            told("1.县公安局：（1）甲；（2）乙。\n2.县民政局：（1）丙。"),
            "-|县公安局|甲；/乙。 -|县民政局|丙。"
        );
        assert_eq!(told("1.县公安局：（1）甲；（2）乙。2.县民政局：（1）丙。"), "-|县公安局|甲；/乙。 -|县民政局|丙。");
        assert_eq!(told("桐溪乡：1.甲。2.乙。"), "桐溪乡|-|甲。/乙。");
        assert_eq!(told("桐溪乡：1.甲。2.乙。村（社区）：1.丙。"), "桐溪乡|-|甲。/乙。 村（社区）|-|丙。");
        assert_eq!(told("1.甲。重点检查：（1）乙；（2）丙。2.丁。"), "-|-|甲。重点检查：（1）乙；（2）丙。/丁。");
        assert_eq!(told("县公安局\n1.甲；\n县民政局\n1.乙。"), "-|县公安局|甲； -|县民政局|乙。");
        assert_eq!(told("县公安局、县民政局：\n甲。"), "县公安局、县民政局|-|甲。");
        assert_eq!(
            told("一、推荐工作\n1.甲；\n2.乙。\n二、考察工作\n1.丙。"),
            "一、推荐工作|-|甲；/乙。 二、考察工作|-|丙。"
        );
        assert_eq!(told("一、推荐工作\n1.甲。\n二、考察工作"), "一、推荐工作|-|甲。 二、考察工作|-|");
        assert_eq!(told("（一）推荐\n县公安局：\n1.甲。"), "（一）推荐|县公安局|甲。");
        assert_eq!(
            told("县公安局：\n（一）牵头\n1.甲。\n（二）督导\n1.乙。\n县民政局：\n丙。"),
            "（一）牵头|县公安局|甲。 （二）督导|县公安局|乙。 -|县民政局|丙。"
        );
        assert_eq!(told("宣传方面：\n1.甲；\n2.乙。"), "宣传方面|-|甲；/乙。");
        assert_eq!(told("1.甲。\n\n1.乙。"), "-|-|甲。 -|-|乙。");
        assert_eq!(told("县水利局：\n推进节水型\n\n1.甲；\n2.乙。"), "-|县水利局|推进节水型 -|-|甲；/乙。");
        assert_eq!(told("甲被截断\n\n1.乙；\n2.丙。"), "-|-|甲被截断 -|-|乙；/丙。");
    }

    #[test]
    fn lines_without_numbers_are_clauses_where_sentences_end() {
        assert_eq!(told("宣传政策。\n组织报名。"), "-|-|宣传政策。/组织报名。");
        assert_eq!(
            told("宣传国家政策和地方\n性法规，组织报名工\n作。"),
            "-|-|宣传国家政策和地方性法规，组织报名工作。"
        );
        assert_eq!(told("宣传政策\n组织群众报名参加\n公示"), "-|-|宣传政策/组织群众报名参加/公示");
    }
}
