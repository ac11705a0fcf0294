//! What a heading means by the headings beside it: 职责 behind 上级部门 is that of the department.

use super::columns::Columns;
use super::vocabulary::Field;
use crate::text::heading_key;

/// Headings that say what is done, and not by whom.
const DUTIES: [&str; 9] =
    ["职责", "责任", "履职内容", "职责内容", "工作职责", "工作内容", "主要职责", "具体职责", "工作任务"];

/// Settles what headings of one table leave open.
pub(super) fn settle(columns: &mut Columns) {
    bodies_beside_duties(columns);
    duties_beside_bodies(columns);
    name_of_cooperation(columns);
}

fn set(columns: &mut Columns, at: usize, field: Field) {
    if let Some(slot) = columns.fields.get_mut(at) {
        *slot = Some(field);
    }
}

/// 上级部门 ｜ 上级部门职责 ｜ 乡镇职责 below one heading: the first of them holds departments.
fn bodies_beside_duties(columns: &mut Columns) {
    let upper: Vec<usize> = columns.of(Field::UpperDuties).collect();
    let says = |at: &&usize| {
        columns.names.get(**at).is_some_and(|name| ["职责", "责任", "任务"].iter().any(|word| name.contains(word)))
    };
    let bodies: Vec<usize> = upper.iter().filter(|at| !says(at)).copied().collect();
    if bodies.len() < upper.len() && !columns.has(Field::Departments) {
        for at in bodies {
            set(columns, at, Field::Departments);
        }
    }
}

/// 事项名称 ｜ 上级部门 ｜ 履职内容: the duties of the department to the left, or how it works where it took the item over.
fn duties_beside_bodies(columns: &mut Columns) {
    if columns.has(Field::UpperDuties) || columns.has(Field::Method) || columns.has(Field::Takeover) {
        return;
    }
    let names = columns.of(Field::Name).count();
    let is_open = |at: usize| match columns.fields.get(at).copied().flatten() {
        Some(Field::Extra) | None => true,
        Some(Field::Name) => names > 1,
        _ => false,
    };
    let says = |at: usize| columns.names.get(at).is_some_and(|name| DUTIES.contains(&heading_key(name).as_str()));
    let beside = columns.of(Field::Departments).find(|at| is_open(at + 1) && says(at + 1));
    if let Some(at) = beside {
        let taken = columns.names.get(at).is_some_and(|name| took_over(name));
        set(columns, at + 1, if taken { Field::Method } else { Field::UpperDuties });
    }
}

/// 乡镇配合事项 names the item where nothing else does.
fn name_of_cooperation(columns: &mut Columns) {
    let of_cooperation = |at: &usize| columns.names.get(*at).is_some_and(|name| heading_key(name).ends_with("事项"));
    let found = columns.of(Field::TownshipDuties).find(of_cooperation);
    if let Some(at) = found.filter(|_| !columns.has(Field::Name)) {
        set(columns, at, Field::Name);
    }
}

/// Whether a heading is that of who took an item over.
pub(super) fn took_over(heading: &str) -> bool {
    ["承接", "收回", "回收", "接收"].iter().any(|word| heading.contains(word))
}
