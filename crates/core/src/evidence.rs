//! Why an item was matched: the parts of the text that spoke for it, and what they met. `docs/weights.md` has the rules, and
//! `tests/slow_classifier.py` a second version of them.

use crate::catalogue::Catalogue;
use crate::identity::same_list;
use crate::item::Item;
use core::cmp::Reverse;
use lvzhi_tables::fold::{fold_char, folded};
use lvzhi_tables::index::{is_single, terms};

/// Parts of a text that evidence names at the most.
pub const MOST_EVIDENCE: usize = 12;

/// A part of a text that spoke for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// First byte in the text; on a character boundary.
    pub start: usize,
    /// Byte behind the last; on a character boundary.
    pub end: usize,
    /// What the part met.
    pub met: Met,
    /// Its share in all that speaks for the item, in thousandths, rounded down.
    pub share: u16,
}

/// What a part of a text met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Met {
    /// 事项名称: the item's name has the same words.
    Name,
    /// 职责: a duty or a working method of the item has them.
    Duty,
    /// 部门: a department of the item is called so, or a part of its name is.
    Department,
    /// 说法: people who mean this item speak so.
    Phrase,
}

impl Met {
    /// All.
    pub const ALL: [Self; 4] = [Self::Name, Self::Duty, Self::Department, Self::Phrase];

    /// The key in exports: `name`, `duty`, `department`, `phrase`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Duty => "duty",
            Self::Department => "department",
            Self::Phrase => "phrase",
        }
    }

    /// The Chinese name: 名称, 职责, 部门, 说法.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "名称",
            Self::Duty => "职责",
            Self::Department => "部门",
            Self::Phrase => "说法",
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Part {
    start: usize,
    end: usize,
    /// A text may be of any length, so the sum takes 64 bits.
    weight: i64,
}

impl<'a> Catalogue<'a> {
    /// The parts of `text` that spoke for `item`, from left to right: those that carried most, the earlier of equal ones, at most
    /// [`MOST_EVIDENCE`], each at least a thirtieth of the whole. Empty where nothing did, and for an item of another list.
    /// Allocates nothing.
    ///
    /// ```
    /// let (list, text) = (lvzhi::catalogue(), "老板欠我们工钱不给");
    /// let best = list.classify(text)?.best().ok_or("no candidate")?;
    /// for part in list.evidence(text, best.item) {
    ///     println!("{} ({})", &text[part.start..part.end], part.met);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "no text is so long that its weights of eight bits, times 1000, need 64"
    )]
    pub fn evidence(&self, text: &str, item: Item<'_>) -> impl DoubleEndedIterator<Item = Evidence> + Clone + use<> {
        let mut kept = [Part::default(); MOST_EVIDENCE];
        let mut total = 0i64;
        let mut keep = |part: Part| {
            let rank = |part: Part| (part.weight, Reverse(part.start));
            let mut entering = part;
            for slot in &mut kept {
                // Places count too: of parts that weigh the same the last is driven out.
                if rank(entering) > rank(*slot) {
                    core::mem::swap(slot, &mut entering);
                }
            }
        };
        let index = &self.tables.index;
        let mut part = Part::default();
        for term in terms(if same_list(self.tables, item.tables) { text } else { "" }) {
            let weight = index.term(term.key).map_or(0, |number| index.postings(number).weight(item.index()));
            // A single character says little by itself: it counts within a pair, or where it is telling.
            let least = if is_single(term.key) { TELLING } else { 1 };
            if weight < least {
                continue;
            }
            total += i64::from(weight);
            if term.start > part.end || part.weight == 0 {
                keep(part);
                part = Part { start: term.start, end: term.end, weight: 0 };
            }
            part.end = part.end.max(term.end);
            part.weight += i64::from(weight);
        }
        keep(part);
        kept.sort_unstable_by_key(|part| (part.weight == 0, part.start));
        let kept = kept.map(|part| {
            (part.weight > 0 && part.weight * LEAST_SHARE >= total).then(|| Evidence {
                start: part.start,
                end: part.end,
                met: text.get(part.start..part.end).map_or(Met::Phrase, |part| met(part, item)),
                share: (part.weight * 1000 / total.max(1)) as u16,
            })
        });
        kept.into_iter().flatten()
    }
}

/// The weight from which a single character is evidence by itself.
const TELLING: i8 = 12;

/// A part that carries less than one in so many of the whole is no evidence.
const LEAST_SHARE: i64 = 30;

fn met(part: &str, item: Item<'_>) -> Met {
    let duties = item.upper_duties().chain(item.township_duties()).flat_map(|group| group.duties());
    let methods = item.takeover().filter_map(|takeover| takeover.method());
    if contains(item.name(), part) {
        Met::Name
    } else if item.departments().any(|(department, _)| {
        [department.name(), department.short()].into_iter().chain(department.aliases()).any(|name| contains(name, part))
    }) {
        Met::Department
    } else if duties.chain(methods).any(|duty| contains(duty, part)) {
        Met::Duty
    } else {
        Met::Phrase
    }
}

/// Whether the folded characters of `part` stand together in `text`.
fn contains(text: &str, part: &str) -> bool {
    folded(text).any(|(range, _)| {
        let mut rest = text.get(range.start..).unwrap_or("").chars().filter_map(fold_char);
        folded(part).all(|(_, c)| rest.next() == Some(c))
    })
}
