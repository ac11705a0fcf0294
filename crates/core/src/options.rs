//! What a caller may set about answers: how many candidates, where the lines between verdicts are drawn, whether frames are told.

use lvzhi_tables::reading::Reading;

/// How a text is to be answered: [`Catalogue::classify_with`](crate::Catalogue::classify_with).
///
/// ```
/// use lvzhi::{Options, Thresholds};
///
/// let options = Options { top: 1, thresholds: Thresholds::CAREFUL, ..Options::default() };
/// let answer = lvzhi::catalogue().classify_with("老板欠我们工钱不给", options)?;
/// assert_eq!(answer.matches().count(), 1);
/// # Ok::<(), lvzhi::QueryError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Options {
    /// Candidates, 1 to [`MOST_MATCHES`](crate::MOST_MATCHES), 16. A number outside this range is brought into it, so that 0 gives one
    /// candidate and `usize::MAX` gives 16. The verdict and the confidence do not depend on it. Default 3.
    pub top: usize,
    /// Where the lines between verdicts are drawn. Default [`Thresholds::BALANCED`].
    pub thresholds: Thresholds,
    /// Whether what is wrapped around the matter is left out: mark-up, fields of forms, formulas. Default true; false reads all of the text,
    /// for texts that are known to be plain.
    pub frames: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { top: 3, thresholds: Thresholds::BALANCED, frames: true }
    }
}

impl Options {
    pub(crate) const fn reading(&self) -> Reading {
        if self.frames { Reading::Matter } else { Reading::Whole }
    }
}

/// Where the lines between verdicts are drawn. `docs/thresholds.md` shows what each costs, and by which rule the named ones were chosen.
///
/// ```
/// use lvzhi::Thresholds;
///
/// assert_eq!(Thresholds::default(), Thresholds::BALANCED);
/// assert_eq!(Thresholds::named("careful"), Some(Thresholds::CAREFUL));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Thresholds {
    /// A text is unlisted where the probability that the list holds it is below this. Default 0.25.
    pub listed: f32,
    /// A text is unclear where a candidate of another tier is behind the best by less than this score. Default 0.05.
    pub lead: f32,
}

impl Thresholds {
    /// 均衡 (the default). To be told that nobody here is responsible is the worse of two errors: an item that is wrong can be seen to be so.
    pub const BALANCED: Self = Self { listed: 0.25, lead: 0.05 };

    /// 宁可转人工: what is answered is right, and more is left to people.
    pub const CAREFUL: Self = Self { listed: 0.7, lead: 0.3 };

    /// 尽量归类: hardly anything that the list holds is called unlisted, and more of what it does not hold is given an item.
    pub const EAGER: Self = Self { listed: 0.2, lead: 0.0 };

    /// The named settings, by their names.
    pub const NAMED: [(&'static str, Self); 3] =
        [("balanced", Self::BALANCED), ("careful", Self::CAREFUL), ("eager", Self::EAGER)];

    /// The setting of a name: `balanced`, `careful` or `eager`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(is, _)| *is == name).map(|(_, thresholds)| thresholds)
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::BALANCED
    }
}
