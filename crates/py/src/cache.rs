//! What there is one object of: the rows of a list, and the members of enums.

use crate::catalogue;
use lvzhi::{FrameKind, Kind, Met, Reason, RepairKind, Role, Tier, Verdict};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::pyclass::PyClass;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyWeakrefMethods, PyWeakrefReference};
use std::sync::{Mutex, PoisonError};

/// The objects of a list's rows, one for each row. They hold their list, so the list must not hold them: it knows them by weak references.
/// Only the built-in list, which stays anyway, keeps its own.
pub(crate) struct Made<T> {
    kept: PyOnceLock<Vec<Py<T>>>,
    known: Mutex<Vec<Option<Py<PyWeakrefReference>>>>,
}

impl<T: PyClass> Made<T> {
    pub(crate) fn new() -> Self {
        Self { kept: PyOnceLock::new(), known: Mutex::default() }
    }

    /// Keeps the objects of all rows for good.
    pub(crate) fn keep(&self, py: Python<'_>, all: Vec<Py<T>>) {
        // A second import in the same process finds the first objects: they say the same.
        let _ = self.kept.set(py, all);
    }

    /// The one object of a row; `make` makes it where there is none.
    pub(crate) fn get(&self, py: Python<'_>, row: usize, make: impl FnOnce() -> PyResult<Py<T>>) -> PyResult<Py<T>> {
        if let Some(kept) = self.kept.get(py) {
            return kept.get(row).map(|object| object.clone_ref(py)).ok_or_else(gone);
        }
        if let Some(object) = self.known(py, row, None)? {
            return Ok(object);
        }
        let made = make()?;
        let weak = PyWeakrefReference::new(made.bind(py).as_any())?.unbind();
        // Another thread may have made it meanwhile.
        Ok(self.known(py, row, Some(weak))?.unwrap_or(made))
    }

    /// The object of a row that is known and alive; if there is none, `new` is known from now on. Nothing in here lets another thread run,
    /// which might wait for the lock.
    fn known(&self, py: Python<'_>, row: usize, new: Option<Py<PyWeakrefReference>>) -> PyResult<Option<Py<T>>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Some(weak)) = known.get(row)
            && let Some(object) = weak.bind(py).upgrade_as::<T>()?
        {
            return Ok(Some(object.unbind()));
        }
        if new.is_some() {
            if known.len() <= row {
                known.resize_with(row.saturating_add(1), || None);
            }
            if let Some(slot) = known.get_mut(row) {
                *slot = new;
            }
        }
        Ok(None)
    }
}

/// For what cannot be: a row of a list that the list does not have.
pub(crate) fn gone() -> PyErr {
    PyRuntimeError::new_err("清单中没有这一行 (the list has no such row): please report this")
}

static MEMBERS: PyOnceLock<Members> = PyOnceLock::new();

/// The members of the enums.
struct Members {
    tiers: Vec<Py<PyAny>>,
    verdicts: Vec<Py<PyAny>>,
    roles: Vec<Py<PyAny>>,
    kinds: Vec<Py<PyAny>>,
    met: Vec<Py<PyAny>>,
    repair_kinds: Vec<Py<PyAny>>,
    reasons: Vec<Py<PyAny>>,
    frame_kinds: Vec<Py<PyAny>>,
}

/// Finds the members, and makes the objects of the built-in list. Called at import, once.
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
    let all = Members {
        tiers: members("Tier", &Tier::ALL.map(|it| (it.key(), it.name())))?,
        verdicts: members("Verdict", &Verdict::ALL.map(|it| (it.key(), it.name())))?,
        roles: members("Role", &Role::ALL.map(|it| (it.key(), it.name())))?,
        kinds: members("Kind", &Kind::ALL.map(|it| (it.key(), it.name())))?,
        met: members("Met", &Met::ALL.map(|it| (it.key(), it.name())))?,
        repair_kinds: members("RepairKind", &RepairKind::ALL.map(|it| (it.key(), it.name())))?,
        reasons: members("Reason", &Reason::ALL.map(|it| (it.key(), it.name())))?,
        frame_kinds: members("FrameKind", &FrameKind::ALL.map(|it| (it.key(), it.name())))?,
    };
    let _ = MEMBERS.set(py, all);
    catalogue::keep_built_in(py)
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
                MEMBERS
                    .get(py)
                    .and_then(|members| members.$field.get(self as usize))
                    .map(|member| member.clone_ref(py))
                    .ok_or_else(|| PyRuntimeError::new_err("lvzhi 未完成导入 (lvzhi was not imported to its end)"))
            }
        }
    };
}

// Members stand in the order in which the core declares them.
member!(Tier, tiers);
member!(Verdict, verdicts);
member!(Role, roles);
member!(Kind, kinds);
member!(Met, met);
member!(RepairKind, repair_kinds);
member!(Reason, reasons);
member!(FrameKind, frame_kinds);
