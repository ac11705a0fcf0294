//! 职责准入审查: whether a township has to take on a task that a department hands down, and which clause says so.

use crate::headings::tidy;
use crate::review::{Cell, Review, Table};
use crate::wording::Terms;
use lvzhi::{Answer, Catalogue, Item, Options, QueryError, Reason, Verdict, percent};

/// Below this confidence somebody has to look.
const SURE: f32 = 0.8;

/// A candidate of another tier that is as likely as this is a doubt.
const RIVAL: f32 = 0.15;

/// Clauses of a side that are cited at the most.
const CITED: usize = 2;

/// A candidate behind the first that is less likely than this is not worth a line.
const LIKELY: f32 = 0.01;

/// Characters of one of several tasks that are shown.
const SHOWN: usize = 40;

/// Clauses that share less than this with the task are not about it.
const NEAR: f64 = 0.12;

/// An opinion on a task: is it on the list, in which tier, whose is it, which clause to cite, and what is doubtful.
///
/// `from` is who hands it down, as they are called.
///
/// # Errors
/// [`QueryError`]: the task is empty or too long.
pub fn admit(list: &Catalogue, task: &str, from: Option<&str>) -> Result<Review, QueryError> {
    let answer = list.classify_with(task, Options { top: 5, ..Options::default() })?;
    let township = list.township();
    let mut review = Review::new("admission", "职责准入审查意见");
    review.fact("township", "乡镇", format!("{}{}", township.county(), township.name()));
    review.fact(
        "list",
        "依据清单",
        format!("{}履行职责事项清单（{}）", township.name(), township.edition().unwrap_or(list.data_version())),
    );
    review.fact("from", "交办单位", from);
    review.fact("task", "交办任务", task.trim());
    review.fact("verdict", "判断", answer.verdict.to_string());
    review.fact("confidence", "把握", Cell::Share(f64::from(answer.confidence)));
    let best = answer.best().filter(|_| answer.is_finding()).map(|best| best.item);
    review.fact("item", "事项", best.map(|item| item.to_string()));
    review.fact("matter", "事由", answer.matter.map(|matter| matter.name().to_owned()));
    let body: Vec<&str> = answer.responsible().collect();
    review.fact("responsible", "负责单位", body.join("、"));
    review.fact("usual_body", "通常承办单位", answer.usual_body());
    let basis = answer.matter.and_then(|matter| matter.basis());
    review.fact("basis", "法律依据", basis);
    let several = several(list, task)?;
    let first = if several.is_some() { "（文中不止一件任务，只就最要紧的一件）" } else { "" };
    review.fact("opinion", "审查意见", format!("{first}{}", opinion(list, &answer, best)));
    review.notes = several.into_iter().collect();
    review.notes.extend(doubts(list, &answer, best, from));
    review.tables = vec![clauses(task, best), candidates(&answer)];
    Ok(review)
}

/// What is to be said of a text with more than one task, which is one opinion nonetheless.
fn several(list: &Catalogue, task: &str) -> Result<Option<String>, QueryError> {
    let parts: Vec<_> = list.classify_parts(task, Options::default())?.collect();
    let words: Vec<String> = parts
        .iter()
        .filter_map(|part| {
            Some(format!("“{}”（{}）", beginning(task.get(part.start..part.end)?), part.answer.best()?.item))
        })
        .collect();
    Ok((parts.len() > 1).then(|| {
        format!("存疑：文中有 {} 件任务，本意见只审了最要紧的一件，请分开逐件审查：{}", parts.len(), words.join("；"))
    }))
}

/// As much of a task as tells which it is.
fn beginning(task: &str) -> String {
    let task = tidy(task);
    let cut: String = task.chars().take(SHOWN).collect();
    if cut.len() < task.len() { cut + "…" } else { cut }
}

fn opinion(list: &Catalogue, answer: &Answer<'_>, best: Option<Item<'_>>) -> String {
    let township = list.township().name();
    let names = |bodies: Vec<&str>| if bodies.is_empty() { "有关部门".to_owned() } else { bodies.join("、") };
    let item = best.map(|item| format!("“{} {}”", item.id(), item.name())).unwrap_or_default();
    match answer.verdict {
        Verdict::Basic => format!("属于基本履职事项{item}，由{township}承担，不需另行准入。"),
        Verdict::Cooperative => format!(
            "属于配合履职事项{item}：由{}牵头并承担其职责，{township}只按清单所列条款配合；超出条款的工作应按职责准入程序另行报批。",
            names(answer.responsible().collect())
        ),
        Verdict::Reclaimed if best.is_some_and(|item| item.is_discontinued()) => {
            format!("属于已经取消、不再开展的事项{item}，{township}不承担，建议退回。")
        }
        Verdict::Reclaimed => format!(
            "属于上级部门收回事项{item}，已由{}承接，{township}不再承担，建议退回。",
            names(answer.responsible().collect())
        ),
        Verdict::Unlisted => {
            let usual = answer.usual_body().map(|body| format!("此类事务通常由{body}办理；")).unwrap_or_default();
            format!(
                "不在{township}履行职责事项清单之内。{usual}未经职责准入程序批准，{township}不承担；确需乡镇承担的，请交办单位提请准入，并明确人员、经费、权限。"
            )
        }
        Verdict::Unclear if answer.best().is_none() => {
            "凭现有文字不能判定，也没有相近的事项，请补充任务内容后再审。".to_owned()
        }
        Verdict::Unclear => "凭现有文字不能判定，请补充任务内容后再审，或由人工比照下列候选事项判断。".to_owned(),
    }
}

/// What whoever signs should look at, each named.
fn doubts(list: &Catalogue, answer: &Answer<'_>, best: Option<Item<'_>>, from: Option<&str>) -> Vec<String> {
    let mut doubts = Vec::new();
    let mut doubt = |said: String| doubts.push(format!("存疑：{said}"));
    if answer.confidence < SURE {
        doubt(format!("把握只有 {}%，请核对原文", percent(answer.confidence)));
    }
    match answer.reason {
        Some(Reason::TooLittle) => doubt("任务说得太少".to_owned()),
        Some(Reason::TiersNear) => doubt("几个类别的事项相近，难分高下".to_owned()),
        Some(Reason::OnlyFrame) => doubt("只有套话，没有说是什么任务".to_owned()),
        Some(Reason::AsksList) => doubt("问的是清单本身".to_owned()),
        None => {}
    }
    if answer.elsewhere {
        doubt("文中提到别的县或乡镇".to_owned());
    }
    for rival in answer.matches().skip(1) {
        if best.is_some_and(|item| item.tier() != rival.item.tier()) && rival.confidence >= RIVAL {
            doubt(format!("也可能是{} {}（{}%）", rival.item.tier(), rival.item, percent(rival.confidence)));
        }
    }
    if let Some(item) = best {
        if item.covers().all(|cover| !cover.stated) {
            doubt("该事项与事由的对应由程序得出，未经人工确认".to_owned());
        }
        if item.repairs().len() > 0 {
            doubt(format!("该事项的文字有 {} 处由扫描件修复", item.repairs().len()));
        }
    }
    if let Some(from) = from {
        match (list.department(from), best) {
            (None, _) => doubt(format!("清单没有“{from}”这个部门，请核对交办单位")),
            (Some(department), Some(item)) if !item.departments().any(|(is, _)| is == department) => {
                let others: Vec<&str> = item.departments().map(|(is, _)| is.name()).collect();
                let whose = if others.is_empty() { "乡镇自己".to_owned() } else { others.join("、") };
                doubt(format!("该事项对应{whose}，不是交办的{}", department.name()));
            }
            _ => {}
        }
    }
    doubts
}

/// The clauses to cite, those nearest to the task first.
fn clauses(task: &str, item: Option<Item<'_>>) -> Table {
    let columns = [("part", "部分", 14), ("department", "部门", 24), ("clause", "条款", 90)];
    let mut table = Table::new("clauses", "引用条款", &columns);
    let Some(item) = item else { return table };
    let wanted = Terms::of([task]);
    table.row(["事项名称".into(), Cell::Nothing, item.name().into()]);
    for (part, groups) in
        [("上级部门职责", item.upper_duties().collect::<Vec<_>>()), ("乡镇配合职责", item.township_duties().collect())]
    {
        let mut found: Vec<(f64, &str, &str)> = Vec::new();
        for group in groups {
            let under = group.department().map(|department| department.name()).or(group.heading()).unwrap_or_default();
            found.extend(group.duties().map(|duty| (wanted.nearness(&Terms::of([duty])), under, duty)));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        // Where no clause is about the task itself, the nearest still says what that side does.
        let near = found.iter().filter(|(near, ..)| *near >= NEAR).count();
        for (_, under, duty) in found.into_iter().take(near.clamp(1, CITED)) {
            table.row([part.into(), under.into(), duty.into()]);
        }
    }
    for takeover in item.takeover() {
        let under = takeover.department().map(|department| department.name()).unwrap_or_default();
        table.row(["承接部门及工作方式".into(), under.into(), takeover.method().unwrap_or("（原文未载明）").into()]);
    }
    table
}

fn candidates(answer: &Answer<'_>) -> Table {
    let columns = [("item", "事项", 60), ("tier", "清单类别", 14), ("confidence", "可能性", 10)];
    let mut table = Table::new("candidates", "候选事项", &columns);
    let likely = answer.matches().enumerate().filter(|(at, found)| *at == 0 || found.confidence >= LIKELY);
    for (_, found) in likely {
        let sure = Cell::Share(f64::from(found.confidence));
        table.row([found.item.to_string().into(), found.item.tier().to_string().into(), sure]);
    }
    table
}
