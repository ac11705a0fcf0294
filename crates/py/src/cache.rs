//! What is made once, at import: the objects of items, departments and enum members.

use crate::department::Department;
use crate::item::Item;
use lvzhi::{Kind, Met, RepairKind, Role, Tier, Verdict};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

static CACHE: PyOnceLock<Cache> = PyOnceLock::new();

/// The made objects. 292 items and 38 departments take about 30 µs and 60 KB.
pub(crate) struct Cache {
    items: Vec<Py<Item>>,
    departments: Vec<Py<Department>>,
    tiers: Vec<Py<PyAny>>,
    verdicts: Vec<Py<PyAny>>,
    roles: Vec<Py<PyAny>>,
    kinds: Vec<Py<PyAny>>,
    met: Vec<Py<PyAny>>,
    repair_kinds: Vec<Py<PyAny>>,
}

/// Fills the cache. Called at import, once.
pub(crate) fn fill(py: Python<'_>) -> PyResult<()> {
    let enums = py.import("lvzhi._enums")?;
    let members = |class: &str, values: &[(&str, &str)]| -> PyResult<Vec<Py<PyAny>>> {
        let class = enums.getattr(class)?;
        let member = |&(key, name): &(&str, &str)| {
            let member = class.call1((key,))?;
            member.setattr("label", name)?;
            Ok(member.unbind())
        };
        values.iter().map(member).collect()
    };
    let list = lvzhi::catalogue();
    let cache = Cache {
        items: list.items().map(|item| Py::new(py, Item::new(py, item))).collect::<PyResult<_>>()?,
        departments: list
            .departments()
            .map(|department| Py::new(py, Department::new(py, department)))
            .collect::<PyResult<_>>()?,
        tiers: members("Tier", &Tier::ALL.map(|it| (it.key(), it.name())))?,
        verdicts: members("Verdict", &Verdict::ALL.map(|it| (it.key(), it.name())))?,
        roles: members("Role", &Role::ALL.map(|it| (it.key(), it.name())))?,
        kinds: members("Kind", &Kind::ALL.map(|it| (it.key(), it.name())))?,
        met: members("Met", &[Met::Name, Met::Duty, Met::Department, Met::Phrase].map(|it| (it.key(), it.name())))?,
        repair_kinds: members("RepairKind", &RepairKind::ALL.map(|it| (it.key(), it.name())))?,
    };
    // A second import in the same process finds the first cache: it says the same.
    let _ = CACHE.set(py, cache);
    Ok(())
}

fn get<'py, T>(py: Python<'py>, of: impl Fn(&Cache) -> &Vec<Py<T>>, index: usize) -> PyResult<Py<T>> {
    CACHE
        .get(py)
        .and_then(|cache| of(cache).get(index))
        .map(|object| object.clone_ref(py))
        .ok_or_else(|| PyRuntimeError::new_err("lvzhi 未完成导入 (lvzhi was not imported to its end)"))
}

/// The one object of an item.
pub(crate) fn item(py: Python<'_>, item: lvzhi::Item<'static>) -> PyResult<Py<Item>> {
    get(py, |cache| &cache.items, item.index())
}

/// The one object of a department.
pub(crate) fn department(py: Python<'_>, department: lvzhi::Department<'static>) -> PyResult<Py<Department>> {
    get(py, |cache| &cache.departments, department.index())
}

/// The Python enum member of a value of the core.
pub(crate) trait Member {
    /// The member.
    fn member(self, py: Python<'_>) -> PyResult<Py<PyAny>>;
}

macro_rules! member {
    ($type:ty, $field:ident) => {
        impl Member for $type {
            fn member(self, py: Python<'_>) -> PyResult<Py<PyAny>> {
                get(py, |cache| &cache.$field, self as usize)
            }
        }
    };
}

// Members stand in the cache in the order in which the core declares them.
member!(Tier, tiers);
member!(Verdict, verdicts);
member!(Role, roles);
member!(Kind, kinds);
member!(Met, met);
member!(RepairKind, repair_kinds);
