//! `Thresholds`: where an answer becomes unlisted or unclear.

use crate::arguments::{Number, Words};
use crate::error;
use pyo3::prelude::*;
use std::hash::{Hash, Hasher};

/// Where an answer becomes unlisted (清单外) or unclear (待定): the ``thresholds`` of :func:`classify` and :func:`classify_many`.
///
/// ``listed``: a text is unlisted where the probability that the list holds it is below this, 0 to 1. ``lead``: a text is unclear
/// where a candidate of another tier is behind the best by less than this score, 0 or more. Frozen, hashable, picklable. In its place a name will do:
/// ``"balanced"``, the default, ``"careful"`` (宁可转人工), ``"eager"`` (尽量归类).
///
/// >>> strict = lvzhi.Thresholds(listed=0.9)
/// >>> strict
/// Thresholds(listed=0.9, lead=0.05)
/// >>> lvzhi.classify("路边的树倒了", thresholds=lvzhi.Thresholds(listed=1.0)).verdict.label
/// '清单外'
#[pyclass(frozen, module = "lvzhi", eq, hash)]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Thresholds {
    /// Below this probability that the list holds a text, it is unlisted.
    #[pyo3(get)]
    listed: f64,
    /// Below this distance from a candidate of another tier, a text is unclear.
    #[pyo3(get)]
    lead: f64,
}

// Numbers, as both are by then.
impl Eq for Thresholds {}

impl Hash for Thresholds {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shown().hash(state);
    }
}

impl Thresholds {
    /// Those of an argument: the core's own for ``None``.
    pub(crate) fn of(given: Option<&Bound<'_, PyAny>>) -> PyResult<lvzhi::Thresholds> {
        let Some(given) = given else { return Ok(lvzhi::Thresholds::default()) };
        let named = given.extract::<&str>().ok().and_then(lvzhi::Thresholds::named);
        if let Some(named) = named {
            return Ok(named);
        }
        let own = given.cast::<Self>().map_err(|_| {
            let message = "thresholds：应为 lvzhi.Thresholds(listed=…, lead=…) 或 \"balanced\"、\"careful\"、\"eager\" (expected lvzhi.Thresholds or one of these names)";
            error::value(given.py(), message)
        })?;
        let Self { listed, lead } = *own.get();
        Ok(lvzhi::Thresholds { listed: listed as f32, lead: lead as f32 })
    }

    fn shown(&self) -> String {
        format!("Thresholds(listed={:?}, lead={:?})", self.listed, self.lead)
    }
}

/// The core's default, as the double that prints so.
fn default() -> (f64, f64) {
    let lvzhi::Thresholds { listed, lead } = lvzhi::Thresholds::default();
    (crate::answer::decimal(listed), crate::answer::decimal(lead))
}

#[pymethods]
impl Thresholds {
    #[new]
    #[pyo3(signature = (listed = Number(default().0), lead = Number(default().1)), text_signature = "(listed=0.25, lead=0.05)")]
    fn make(py: Python<'_>, listed: Number, lead: Number) -> PyResult<Self> {
        let (listed, lead) = (listed.0, lead.0);
        if !(0.0..=1.0).contains(&listed) {
            let message = format!("listed={listed}：应为 0 至 1 的数 (expected a probability, 0 to 1)");
            return Err(error::value(py, &message));
        }
        if !(lead.is_finite() && lead >= 0.0) {
            return Err(error::value(py, &format!("lead={lead}：应为不小于 0 的数 (expected 0 or more)")));
        }
        // Minus zero equals zero, and should hash alike.
        Ok(Self { listed: listed + 0.0, lead: lead + 0.0 })
    }

    /// The setting of a name: ``"balanced"``, ``"careful"`` or ``"eager"``.
    ///
    /// >>> lvzhi.Thresholds.named("balanced") == lvzhi.Thresholds()
    /// True
    #[staticmethod]
    fn named(py: Python<'_>, name: Words) -> PyResult<Self> {
        let (decimal, name) = (crate::answer::decimal, name.0);
        match lvzhi::Thresholds::named(&name) {
            Some(lvzhi::Thresholds { listed, lead }) => Ok(Self { listed: decimal(listed), lead: decimal(lead) }),
            None => Err(error::value(py, &format!("{name}：应为 balanced、careful 或 eager (expected one of these)"))),
        }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (f64, f64)) {
        (py.get_type::<Self>().into_any(), (self.listed, self.lead))
    }

    fn __repr__(&self) -> String {
        self.shown()
    }
}
