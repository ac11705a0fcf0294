//! What callers name things by: ids, names, tiers, roles, numbers of candidates; or an error with the nearest there are.

use crate::catalogue::Catalogue;
use crate::department::{Category, Department};
use crate::error;
use crate::item::Item;
use lvzhi::{LookupError, MOST_MATCHES, Role, Tier};
use pyo3::Borrowed;
use pyo3::prelude::*;

/// A tier from a member of `Tier` (a `str` too), a key, a Chinese name or a letter.
pub(crate) fn tier_of(object: &Bound<'_, PyAny>) -> PyResult<Tier> {
    error::text(object, "清单类别 tier ")?
        .parse()
        .map_err(|wrong: lvzhi::ParseWordError| error::value(object.py(), &format!("{object}：{wrong}")))
}

/// A role from a member of `Role`, a key or a Chinese name.
pub(crate) fn role_of(object: &Bound<'_, PyAny>) -> PyResult<Role> {
    error::text(object, "角色 role ")?
        .parse()
        .map_err(|wrong: lvzhi::ParseWordError| error::value(object.py(), &format!("{object}：{wrong}")))
}

/// How many candidates are wanted: 1 to 16.
#[derive(Clone, Copy)]
pub(crate) struct Top(pub(crate) usize);

impl<'py> FromPyObject<'_, 'py> for Top {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.extract::<usize>() {
            Ok(top) if (1..=MOST_MATCHES).contains(&top) => Ok(Self(top)),
            _ => {
                let shown = object.repr()?;
                let message = format!(
                    "top={shown}：应为 1 至 {MOST_MATCHES} 的整数 (expected a whole number from 1 to {MOST_MATCHES})"
                );
                Err(error::value(object.py(), &message))
            }
        }
    }
}

/// The item whose id or name is `key`, or an error with the nearest names.
pub(crate) fn find_item(catalogue: &Bound<'_, Catalogue>, key: &str) -> PyResult<Py<Item>> {
    let list = &catalogue.get().list;
    match list.resolve(key) {
        Ok(item) => Item::of(catalogue, item),
        Err(error) => {
            let nearest = match error {
                LookupError::NoSuchId { near, .. } => {
                    near.into_iter().flatten().filter_map(|id| list.get(id)).map(|item| item.to_string()).collect()
                }
                _ => list
                    .classify(key)
                    .map_or_else(|_| Vec::new(), |answer| answer.matches().map(|m| m.item.to_string()).collect()),
            };
            Err(error::not_found(catalogue.py(), key, error, &nearest))
        }
    }
}

/// The department that people call `key`, or an error with the nearest names.
pub(crate) fn find_department(catalogue: &Bound<'_, Catalogue>, key: &str) -> PyResult<Py<Department>> {
    let list = &catalogue.get().list;
    match list.department(key) {
        Some(department) => Department::of(catalogue, department),
        None => {
            let nearest: Vec<String> = list.departments_like(key).map(|near| near.name().to_owned()).collect();
            Err(error::not_found(catalogue.py(), key, LookupError::NoSuchDepartment, &nearest))
        }
    }
}

/// An item of the list, given itself or by its id or name.
pub(crate) fn item_of(catalogue: &Bound<'_, Catalogue>, object: &Bound<'_, PyAny>, what: &str) -> PyResult<Py<Item>> {
    match object.cast::<Item>() {
        Ok(item) => own(catalogue, item.get().catalogue(), object).map(|()| item.clone().unbind()),
        Err(_) => find_item(catalogue, error::text(object, what)?),
    }
}

/// A department of the list, given itself or by any spelling.
pub(crate) fn department_of(
    catalogue: &Bound<'_, Catalogue>,
    object: &Bound<'_, PyAny>,
    what: &str,
) -> PyResult<Py<Department>> {
    match object.cast::<Department>() {
        Ok(department) => own(catalogue, department.get().catalogue(), object).map(|()| department.clone().unbind()),
        Err(_) => find_department(catalogue, error::text(object, what)?),
    }
}

/// The name of a category that the list holds.
pub(crate) fn category_name(catalogue: &Bound<'_, Catalogue>, object: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(category) = object.cast::<Category>() {
        own(catalogue, category.get().catalogue(), object)?;
        return Ok(category.get().category().name().to_owned());
    }
    let list = &catalogue.get().list;
    let key = error::text(object, "事项类别 category ")?;
    let known = || Tier::ALL.into_iter().flat_map(|tier| list.categories(tier)).map(|category| category.name());
    if known().any(|name| name == key) {
        return Ok(key.to_owned());
    }
    let mut nearest: Vec<String> =
        known().filter(|name| name.chars().any(|c| key.contains(c))).map(str::to_owned).collect();
    nearest.sort_by_key(|name| std::cmp::Reverse(name.chars().filter(|&c| key.contains(c)).count()));
    nearest.dedup();
    nearest.truncate(3);
    Err(error::not_found_with(object.py(), key, "没有这个事项类别 (no such category)", &nearest))
}

/// Refuses what belongs to another list: it would match nothing, silently.
fn own(catalogue: &Bound<'_, Catalogue>, other: &Py<Catalogue>, object: &Bound<'_, PyAny>) -> PyResult<()> {
    if catalogue.is(other) {
        return Ok(());
    }
    let (own, other) = (catalogue.get().list.township(), other.get().list.township());
    let message = format!(
        "{object}：属于{}的清单，不属于{}的 (of another list: look it up in this one by its name)",
        other.name(),
        own.name()
    );
    Err(error::value(object.py(), &message))
}
