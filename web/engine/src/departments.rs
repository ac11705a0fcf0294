//! The departments of a list: those of an item that was read by itself, and another name for one.

use crate::places::{named_by_tier, settle};
use crate::said;
use lvzhi::Catalogue;
use lvzhi_compiler::model::{Department, Group, List, Takeover};
use wasm_bindgen::JsError;

type Result<T> = core::result::Result<T, JsError>;

/// Departments of an item that was read by itself, as those of the list that it goes into.
pub(crate) struct Departments<'a> {
    pub(crate) model: &'a mut List,
    pub(crate) list: &'a Catalogue,
    pub(crate) read: &'a [Department],
}

impl Departments<'_> {
    /// By its name or a spelling of it; what the list has not is added.
    fn own(&mut self, at: usize) -> Option<usize> {
        let read = self.read.get(at)?;
        let departments = &mut self.model.departments;
        let named = departments.iter().position(|own| own.name == read.name);
        let mut spellings = [&read.name, &read.short].into_iter().chain(&read.aliases);
        let spelt = || spellings.find_map(|spelling| self.list.department(spelling)).map(|own| own.index());
        named.or_else(spelt).or_else(|| {
            departments.push(read.clone());
            departments.len().checked_sub(1)
        })
    }

    pub(crate) fn all(&mut self, read: &[usize]) -> Vec<usize> {
        let mut all = Vec::new();
        for own in read.iter().filter_map(|at| self.own(*at)).collect::<Vec<_>>() {
            if !all.contains(&own) {
                all.push(own);
            }
        }
        all
    }

    pub(crate) fn groups(&mut self, read: &[Group]) -> Vec<Group> {
        let mut group =
            |group: &Group| Group { department: group.department.and_then(|at| self.own(at)), ..group.clone() };
        read.iter().map(&mut group).collect()
    }

    pub(crate) fn takeovers(&mut self, read: &[Takeover]) -> Vec<Takeover> {
        let mut takeover = |takeover: &Takeover| Takeover {
            department: takeover.department.and_then(|at| self.own(at)),
            method: takeover.method.clone(),
        };
        read.iter().map(&mut takeover).collect()
    }
}

/// Gives a department another name; one that another department has makes one of both, with the spellings of both.
pub(crate) fn rename(model: &mut List, list: &Catalogue, department: &str, name: &str) -> Result<()> {
    // Departments that earlier changes joined are gone, and those behind them stand elsewhere.
    let place = |model: &List, spelling: &str| {
        let own = list.department(spelling)?.name();
        model.departments.iter().position(|known| known.name == own || known.aliases.iter().any(|alias| alias == own))
    };
    let at = place(model, department)
        .ok_or_else(|| said(format_args!("清单里没有部门“{department}” (no such department: correct the spelling)")))?;
    let other = place(model, name).filter(|other| *other != at);
    let Some(other) = other else {
        let Some(found) = model.departments.get_mut(at) else { return Ok(()) };
        let old = std::mem::replace(&mut found.name, name.to_owned());
        if found.short == old {
            found.short.clone_from(&found.name);
        }
        found.aliases.retain(|alias| alias != name);
        if !found.aliases.contains(&old) && old != name {
            found.aliases.push(old);
        }
        return Ok(());
    };
    let named = named_by_tier(&model.items);
    let gone = model.departments.remove(at);
    let stays = if other > at { other.saturating_sub(1) } else { other };
    if let Some(found) = model.departments.get_mut(stays) {
        for spelling in [gone.name, gone.short].into_iter().chain(gone.aliases) {
            if spelling != found.name && spelling != found.short && !found.aliases.contains(&spelling) {
                found.aliases.push(spelling);
            }
        }
    }
    let to = |of: usize| if of == at { stays } else { of.saturating_sub(usize::from(of > at)) };
    for item in &mut model.items {
        let mut seen = Vec::new();
        for of in item.departments.drain(..).map(to) {
            if !seen.contains(&of) {
                seen.push(of);
            }
        }
        item.departments = seen;
        let groups = item.upper_duties.iter_mut().chain(&mut item.township_duties).map(|group| &mut group.department);
        for of in groups.chain(item.takeover.iter_mut().map(|takeover| &mut takeover.department)).flatten() {
            *of = to(*of);
        }
    }
    settle(model, named);
    Ok(())
}
