//! Matters (事由): what somebody may want from government, whoever does it; and which of them an item covers.

use alloc::boxed::Box;
use core::fmt;
use lvzhi_tables::fold::folded;
use lvzhi_tables::layout::{CoverRow, Span};
use lvzhi_tables::matters::{MatterRow, Matters, NamedRow};
use once_cell::race::OnceBox;

/// The matters that every list is asked through.
pub(crate) fn matters() -> &'static Matters<'static> {
    static OPENED: OnceBox<Matters<'static>> = OnceBox::new();
    OPENED.get_or_init(|| Box::new(Matters::built_in().unwrap_or(Matters::EMPTY)))
}

/// A matter: a thing and an act, such as 高龄津贴 · 申请. Matters belong to no list; ids are stable and never reused.
///
/// ```
/// let matter = lvzhi::matter("M0042").ok_or("no such matter")?;
/// assert_eq!(matter.id().to_string(), "M0042");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Matter {
    number: u16,
}

/// The id of a matter, printed `M0042`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatterId(u16);

impl MatterId {
    /// The number, from 1.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for MatterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M{:04}", self.0)
    }
}

/// All matters, by number.
pub fn all_matters() -> impl ExactSizeIterator<Item = Matter> + DoubleEndedIterator + Clone {
    (0..matters().matters.len()).map(|at| Matter { number: (at as u16).saturating_add(1) })
}

/// The matter with this id: `M0042`, also `m42` and in full width.
#[must_use]
pub fn matter(id: &str) -> Option<Matter> {
    let mut folded = folded(id).map(|(_, c)| c);
    let begins = folded.next() == Some('m');
    let digit = |number: u16, c: char| number.checked_mul(10)?.checked_add(c.to_digit(10)? as u16);
    // There is no matter 0.
    let number = folded.try_fold(0, digit).filter(|_| begins)?;
    Matter::numbered(number)
}

/// The matter of this number: M0042 is 42.
#[must_use]
pub fn matter_numbered(number: u16) -> Option<Matter> {
    Matter::numbered(number)
}

impl Matter {
    /// The matter of this number, if there is one.
    pub(crate) fn numbered(number: u16) -> Option<Self> {
        let known = number > 0 && usize::from(number) <= matters().matters.len();
        known.then_some(Self { number })
    }

    pub(crate) fn row(self) -> Option<&'static MatterRow> {
        matters().matters.get(usize::from(self.number).checked_sub(1)?)
    }

    fn text(self, span: impl Fn(&MatterRow) -> Span) -> &'static str {
        self.row().map_or("", |row| span(row).of(matters().text))
    }

    fn named(self, rows: &'static [NamedRow], at: impl Fn(&MatterRow) -> u16) -> Option<&'static NamedRow> {
        rows.get(usize::from(at(self.row()?)))
    }

    /// The id.
    #[must_use]
    pub const fn id(self) -> MatterId {
        MatterId(self.number)
    }

    /// 事: 高龄津贴.
    #[must_use]
    pub fn thing(self) -> &'static str {
        self.text(|row| row.thing)
    }

    /// The thing and the act: 高龄津贴 · 申请.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.text(|row| row.name)
    }

    /// The key of the act in exports: `apply`.
    #[must_use]
    pub fn act(self) -> &'static str {
        self.named(matters().acts, |row| row.act.get()).map_or("", |act| act.key.of(matters().text))
    }

    /// The field (领域): 民政.
    #[must_use]
    pub fn field(self) -> &'static str {
        self.named(matters().fields, |row| row.field.get()).map_or("", |field| field.name.of(matters().text))
    }

    /// Who usually does it (通常由谁办), without a place name; `None` where that is not known. A fact about China's law, not of a
    /// list.
    #[must_use]
    pub fn body(self) -> Option<&'static str> {
        Some(self.text(|row| row.body)).filter(|text| !text.is_empty())
    }

    /// The law or notice that says so, by name; `None` where that is not certain.
    #[must_use]
    pub fn basis(self) -> Option<&'static str> {
        Some(self.text(|row| row.basis)).filter(|text| !text.is_empty())
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Matter({} {})", self.id(), self.name())
    }
}

/// A matter that an item covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cover {
    /// The matter; `None` where this library knows no matter of that id: the list was compiled with a newer one.
    pub matter: Option<Matter>,
    /// Whether the item is mainly about it.
    pub main: bool,
    /// Whether an editor stated it; else the classifier bound it.
    pub stated: bool,
}

impl Cover {
    pub(crate) fn of(row: &CoverRow) -> Self {
        Self {
            matter: Matter::numbered(row.matter.get()),
            main: row.is(CoverRow::MAIN),
            stated: row.is(CoverRow::STATED),
        }
    }
}
