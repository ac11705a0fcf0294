//! The list as functions of the module: look-up, classification, export.

use crate::answer::Answer;
use crate::cache;
use crate::department::{Category, Department};
use crate::error;
use crate::item::Item;
use crate::thresholds::Thresholds;
use lvzhi::{LookupError, MOST_MATCHES, Role, Tier};
use pyo3::Borrowed;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

/// A tier from a member of `Tier` (a `str` too), a key, a Chinese name or a letter.
pub(crate) fn tier_of(object: &Bound<'_, PyAny>) -> PyResult<Tier> {
    error::text(object, "清单类别 tier ")?
        .parse()
        .map_err(|wrong: lvzhi::ParseWordError| error::value(object.py(), &format!("{}: {object}", wrong)))
}

/// A role from a member of `Role`, a key or a Chinese name.
pub(crate) fn role_of(object: &Bound<'_, PyAny>) -> PyResult<Role> {
    let text = error::text(object, "角色 role ")?;
    Role::ALL.into_iter().find(|role| role.key() == text || role.name() == text).ok_or_else(|| {
        let message = format!("{text}:应为 lead（牵头）、joint（协同）或 successor（承接） (no such role)");
        error::value(object.py(), &message)
    })
}

/// The item whose id or name is `key`, or an error with the nearest names.
pub(crate) fn find_item(py: Python<'_>, key: &str) -> PyResult<Py<Item>> {
    let list = lvzhi::catalogue();
    match list.resolve(key) {
        Ok(item) => cache::item(py, item),
        Err(error) => {
            let nearest = match error {
                LookupError::NoSuchId { id, items } => {
                    list.get(lvzhi::ItemId::new(id.tier(), items)).into_iter().map(shown).collect()
                }
                _ => list
                    .classify(key)
                    .map_or_else(|_| Vec::new(), |answer| answer.matches().map(|m| shown(m.item)).collect()),
            };
            Err(error::not_found(py, key, error, &nearest))
        }
    }
}

fn shown(item: lvzhi::Item<'_>) -> String {
    format!("{} {}", item.id(), item.name())
}

/// The department that people call `key`, or an error with the nearest names.
fn find_department(py: Python<'_>, key: &str) -> PyResult<lvzhi::Department<'static>> {
    let list = lvzhi::catalogue();
    list.department(key).ok_or_else(|| {
        let nearest: Vec<String> = list.departments_like(key).map(|near| near.name().to_owned()).collect();
        error::not_found(py, key, LookupError::NoSuchDepartment, &nearest)
    })
}

/// Whose duty is the matter that ``text`` is about?
///
/// ``top`` is the number of candidates, 1 to 16. With ``evidence`` the parts of the text that spoke for each candidate are
/// found at once; without, they are found when :attr:`Match.evidence` is first asked for. ``thresholds``: where an answer becomes
/// unlisted or unclear, if not where the list was calibrated to. White space, width, case and traditional characters do not
/// matter. Takes a few microseconds, more for longer texts.
///
/// Raises :class:`QueryError` (a ``ValueError``) for text of nothing but white space, of more than 65,536 bytes in UTF-8,
/// or with a lone surrogate; :class:`QueryTypeError` (a ``TypeError``) for anything but ``str``.
///
/// >>> answer = lvzhi.classify("老板欠我们工钱不给")
/// >>> answer.verdict
/// <Verdict.RECLAIMED: 'reclaimed'>
/// >>> answer.matches[0].item.lead.name
/// '巴楚县人力资源和社会保障局'
#[pyfunction]
#[pyo3(
    signature = (text, top = Top(3), evidence = false, thresholds = None),
    text_signature = "(text, top=3, evidence=False, thresholds=None)"
)]
pub(crate) fn classify(
    text: &Bound<'_, PyAny>,
    top: Top,
    evidence: bool,
    thresholds: Option<&Bound<'_, PyAny>>,
) -> PyResult<Answer> {
    let py = text.py();
    let query = error::text(text, "查询 text ")?;
    let answer = lvzhi::catalogue()
        .classify_with(query, top.0, Thresholds::of(thresholds)?)
        .map_err(|wrong| error::query(py, &wrong.to_string(), None))?;
    Ok(Answer::new(&answer, text.cast::<PyString>()?, query, evidence))
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
                    "top={shown}:应为 1 至 {MOST_MATCHES} 的整数 (expected a whole number from 1 to {MOST_MATCHES})"
                );
                Err(error::value(object.py(), &message))
            }
        }
    }
}

/// The item with this id, in any case, width or padding, or of this name.
///
/// Raises :class:`NotFoundError` (a ``KeyError``) with the nearest names.
///
/// >>> lvzhi.item("ｃ51") is lvzhi.item("做好国土调查工作")
/// True
#[pyfunction]
pub(crate) fn item(key: &Bound<'_, PyAny>) -> PyResult<Py<Item>> {
    find_item(key.py(), error::text(key, "编号或名称 key ")?)
}

/// The items, by tier and number: all, or those of a tier, a category, a department (in a role, if given).
///
/// Raises :class:`NotFoundError` for a category or department that the list does not hold, :class:`OptionError` (a
/// ``ValueError``) for what is no tier or role.
///
/// >>> len(lvzhi.items()), len(lvzhi.items(tier="收回"))
/// (292, 44)
/// >>> lvzhi.items(department="教育局", role="lead")[0].id
/// 'C016'
#[pyfunction]
#[pyo3(signature = (tier = None, category = None, department = None, role = None))]
pub(crate) fn items<'py>(
    py: Python<'py>,
    tier: Option<&Bound<'py, PyAny>>,
    category: Option<&Bound<'py, PyAny>>,
    department: Option<&Bound<'py, PyAny>>,
    role: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyList>> {
    let list = lvzhi::catalogue();
    let mut found = list.items();
    if let Some(tier) = tier {
        found = found.in_tier(tier_of(tier)?);
    }
    if let Some(category) = category {
        found = found.in_category(category_name(category)?);
    }
    let role = role.map(role_of).transpose()?;
    if let Some(department) = department {
        let department = match department.cast::<Department>() {
            Ok(department) => department.get().department,
            Err(_) => find_department(py, error::text(department, "部门 department ")?)?,
        };
        found = found.of_department(department, role);
    } else if role.is_some() {
        return Err(error::value(py, "指定 role 时须同时指定 department (role needs a department)"));
    }
    PyList::new(py, found.map(|item| cache::item(py, item)).collect::<PyResult<Vec<_>>>()?)
}

/// The name of a category that the list holds.
fn category_name(object: &Bound<'_, PyAny>) -> PyResult<&'static str> {
    if let Ok(category) = object.cast::<Category>() {
        return Ok(category.get().category.name());
    }
    let (py, list) = (object.py(), lvzhi::catalogue());
    let key = error::text(object, "事项类别 category ")?;
    let known = || Tier::ALL.into_iter().flat_map(|tier| list.categories(tier)).map(|category| category.name());
    known().find(|name| *name == key).ok_or_else(|| {
        let mut nearest: Vec<String> =
            known().filter(|name| name.chars().any(|c| key.contains(c))).map(str::to_owned).collect();
        nearest.sort_by_key(|name| std::cmp::Reverse(name.chars().filter(|&c| key.contains(c)).count()));
        nearest.dedup();
        nearest.truncate(3);
        error::not_found_with(py, key, "没有这个事项类别 (no such category)", &nearest)
    })
}

/// The department that people call ``key``: by its name, short name or an alias.
///
/// Raises :class:`NotFoundError` (a ``KeyError``) with the nearest names.
///
/// >>> lvzhi.department("人社局") is lvzhi.department("县人力资源和社会保障局")
/// True
#[pyfunction]
pub(crate) fn department(key: &Bound<'_, PyAny>) -> PyResult<Py<Department>> {
    let py = key.py();
    cache::department(py, find_department(py, error::text(key, "部门 key ")?)?)
}

/// All departments, in the order of the registry.
///
/// >>> len(lvzhi.departments())
/// 38
#[pyfunction]
pub(crate) fn departments(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let all = lvzhi::catalogue().departments().map(|department| cache::department(py, department));
    PyList::new(py, all.collect::<PyResult<Vec<_>>>()?)
}

/// The categories of a tier, or of all tiers in turn, in the order of the list.
///
/// >>> print(lvzhi.categories("basic")[0])
/// 党的建设
#[pyfunction]
#[pyo3(signature = (tier = None))]
pub(crate) fn categories<'py>(py: Python<'py>, tier: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyList>> {
    let tiers = match tier {
        Some(tier) => vec![tier_of(tier)?],
        None => Tier::ALL.to_vec(),
    };
    let all = tiers.into_iter().flat_map(|tier| lvzhi::catalogue().categories(tier));
    PyList::new(py, all.map(|category| Category { category }))
}

/// The category of this name in a tier: what pickles of categories call.
#[pyfunction]
pub(crate) fn category_by_name(tier: &Bound<'_, PyAny>, name: &str) -> PyResult<Category> {
    lvzhi::catalogue()
        .categories(tier_of(tier)?)
        .find(|category| category.name() == name)
        .map(|category| Category { category })
        .ok_or_else(|| error::not_found_with(tier.py(), name, "没有这个事项类别 (no such category)", &[]))
}

/// The list as lines of JSON: the township, the departments, the items. The same bytes in every language.
///
/// >>> import json
/// >>> json.loads(lvzhi.export().splitlines()[0])["name"]
/// '夏马勒乡'
#[pyfunction]
pub(crate) fn export() -> String {
    lvzhi::catalogue().export()
}

/// A line of the export, counted from 0, without its line break; ``None`` beyond the last.
#[pyfunction]
pub(crate) fn export_line(number: usize) -> Option<String> {
    lvzhi::catalogue().export_line(number)
}
