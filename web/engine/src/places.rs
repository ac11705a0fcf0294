//! Where items stand in a list, and what speaks of them by their places: items put in, moved to another tier, taken out.

use crate::said;
use lvzhi::Catalogue;
use lvzhi_compiler::model::{Cover, Item, List, Tier};
use std::cmp::Ordering;
use wasm_bindgen::JsError;

type Result<T> = core::result::Result<T, JsError>;

/// Where the item that is called so stands now: those before it may have been moved.
pub(crate) fn place(model: &List, list: &Catalogue, called: &str) -> Result<usize> {
    let id = list.resolve(called).map_err(said)?.id().to_string();
    let at = model.items.iter().position(|item| item.id() == id);
    at.ok_or_else(|| said(format_args!("{id} 已经移走或删去 ({id} was moved or removed)")))
}

/// Puts an item into a list: into its own place, or, where it is new or of another tier, behind the last of its tier. Gives its id.
pub(crate) fn put(model: &mut List, before: Option<(usize, Item)>, mut item: Item) -> String {
    let named = named_by_tier(&model.items);
    if let Some((at, old)) = &before
        && old.tier == item.tier
    {
        item.number = old.number;
        let id = item.id();
        if let Some(place) = model.items.get_mut(*at) {
            *place = item;
        }
        settle(model, named);
        return id;
    }
    let numbers = model.items.iter().filter(|other| other.tier == item.tier).map(|other| other.number);
    item.number = numbers.max().unwrap_or(0).saturating_add(1);
    let id = item.id();
    let place = model.items.iter().filter(|other| other.tier as usize <= item.tier as usize).count();
    model.items.insert(place, item);
    renumber(model, |at| Some(if at >= place { at.saturating_add(1) } else { at }));
    if let Some((from, _)) = before {
        let from = if from >= place { from.saturating_add(1) } else { from };
        // What was known of the item, and what it was taught, is known of it in its new place.
        renumber(model, |at| Some(if at == from { place } else { at }));
        take_out(model, from);
    }
    settle(model, named);
    id
}

fn take_out(model: &mut List, at: usize) {
    model.items.remove(at);
    renumber(model, |of| match of.cmp(&at) {
        Ordering::Less => Some(of),
        Ordering::Equal => None,
        Ordering::Greater => of.checked_sub(1),
    });
}

/// Takes an item out of a list.
pub(crate) fn remove(model: &mut List, list: &Catalogue, id: &str) -> Result<()> {
    let named = named_by_tier(&model.items);
    let at = place(model, list, id)?;
    if model.items.len() < 2 {
        return Err(said("清单里只剩这一项，不能删去 (the last item of a list stays)"));
    }
    take_out(model, at);
    settle(model, named);
    Ok(())
}

/// Gives everything that speaks of items by their places their new ones.
fn renumber(model: &mut List, to: impl Fn(usize) -> Option<usize>) {
    let moved = |(of, cover): (usize, Cover)| Some((to(of)?, cover));
    model.covers = std::mem::take(&mut model.covers).into_iter().filter_map(moved).collect();
    model.covers.sort_by_key(|(of, _)| *of);
    let moved = |(of, phrase): (usize, String)| Some((to(of)?, phrase));
    model.phrases = std::mem::take(&mut model.phrases).into_iter().filter_map(moved).collect();
    let moved = |(of, text): (Option<usize>, String)| match of {
        Some(of) => Some((Some(to(of)?), text)),
        None => Some((None, text)),
    };
    model.taught = std::mem::take(&mut model.taught).into_iter().filter_map(moved).collect();
}

/// What the list declares of itself, after its items have changed; it named so many departments before.
pub(crate) fn settle(model: &mut List, named: [usize; 3]) {
    for tier in Tier::ALL {
        let Some(declared) = model.township.categories.get_mut(tier as usize) else { continue };
        let held = model.items.iter().filter(|item| item.tier == tier).map(|item| &item.category);
        declared.retain(|name| held.clone().any(|own| own == name));
        for name in held {
            if !declared.contains(name) {
                declared.push(name.clone());
            }
        }
    }
    // How many departments a scan lost follows from how many are named: what is named now may be one of them.
    let now = named_by_tier(&model.items);
    let ids: Vec<String> = model.items.iter().map(Item::id).collect();
    model.township.missing_departments.retain_mut(|missing| {
        missing.hidden_in.retain(|id| ids.contains(id));
        now.get(missing.tier as usize) == named.get(missing.tier as usize)
    });
}

pub(crate) fn named_by_tier(items: &[Item]) -> [usize; 3] {
    Tier::ALL.map(|tier| lvzhi_compiler::departments_named(items, tier))
}

#[cfg(test)]
mod tests {
    use super::{Tier, remove};
    use crate::item::tests::{compiled, of};
    use crate::item::{cells, rewrite};
    use crate::mend::model;

    #[test]
    fn an_item_of_another_tier_goes_behind_that_tier_with_what_it_was_taught() {
        let list = lvzhi::catalogue();
        let mut mended = model(list).ok().unwrap();
        let taught = list.item("C065").unwrap().index();
        mended.taught.push((Some(taught), "田里冒烟".to_owned()));
        mended.taught.push((Some(taught + 1), "后一项".to_owned()));
        let next = list.item_at(taught + 1).unwrap();
        let texts = [("事项类别", "新的类别")];
        let (id, _) = rewrite(&mut mended, list, &of("C065", Tier::Basic, &texts)).ok().unwrap();
        assert_eq!(id, "B141");
        let changed = compiled(&mended);
        assert!(changed.item("C065").is_none());
        assert_eq!(changed.item("B141").unwrap().category().name(), "新的类别");
        assert_eq!(changed.item("B141").unwrap().name(), list.item("C065").unwrap().name());
        let told: Vec<String> = changed.taught().map(|taught| taught.item.unwrap().name().to_owned()).collect();
        assert_eq!(told, [list.item("C065").unwrap().name(), next.name()]);
        // And back, into the tier that it came from.
        let texts = [("对应上级部门", "县农业农村局"), ("上级部门职责", "牵头。"), ("乡镇（街道）配合职责", "配合。")];
        let mut mended = model(&changed).ok().unwrap();
        let (id, _) = rewrite(&mut mended, &changed, &of("B141", Tier::Cooperative, &texts)).ok().unwrap();
        assert_eq!(id, "C109");
        let back = compiled(&mended);
        assert!(back.categories(Tier::Basic).all(|category| category.name() != "新的类别"));
        let told: Vec<String> = back.taught().map(|taught| taught.item.unwrap().id().to_string()).collect();
        assert_eq!(told, ["C066", "C109"]);
    }

    #[test]
    fn items_are_added_and_taken_out() {
        let list = lvzhi::catalogue();
        let mut mended = model(list).ok().unwrap();
        let headings: Vec<&str> =
            cells(&mended, list, "", Tier::Reclaimed).ok().unwrap().into_iter().map(|(heading, _)| heading).collect();
        assert_eq!(headings, ["事项类别", "事项名称", "承接部门及工作方式"]);
        let texts = [
            ("事项类别", "社会管理"),
            ("事项名称", "收取停车费"),
            ("承接部门及工作方式", "承接部门：县城市管理局\n工作方式：直接收取。"),
        ];
        let (id, _) = rewrite(&mut mended, list, &of("", Tier::Reclaimed, &texts)).ok().unwrap();
        assert_eq!(id, "R045");
        remove(&mut mended, list, "b002").ok().unwrap();
        let changed = compiled(&mended);
        assert_eq!(changed.item_count(), list.item_count());
        assert!(changed.item("B002").is_none());
        assert!(changed.item("R045").unwrap().responsible().next().unwrap().contains("城市管理局"));
    }
}
