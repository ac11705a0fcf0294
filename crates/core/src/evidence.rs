//! Why an item was matched: the parts of the text that spoke for it, and what they met. `docs/weights.md` has the rules, and
//! `tests/slow_classifier.py` a second version of them.

use crate::catalogue::Catalogue;
use crate::identity::same_list;
use crate::item::Item;
use crate::matter::matters;
use crate::options::Options;
use core::cmp::Reverse;
use core::ops::Range;
use lvzhi_tables::escapes::{decoded, written};
use lvzhi_tables::fold::{fold_char, folded};
use lvzhi_tables::index::{Index, Term, is_single, terms};
use lvzhi_tables::own::{BLOCK, Shares};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::scores::Scores;
use lvzhi_tables::weights::Weights;
use lvzhi_tables::words::Met;

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

#[derive(Debug, Clone, Copy, Default)]
struct Part {
    start: usize,
    end: usize,
    /// A text may be of any length, so the sum takes 64 bits.
    weight: i64,
}

impl Catalogue {
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
    pub fn evidence(&self, text: &str, item: Item<'_>) -> impl DoubleEndedIterator<Item = Evidence> + Clone + use<> {
        self.evidence_with(text, item, Options::default())
    }

    /// As [`Catalogue::evidence`], for an answer that was asked for with these options: of them, [`Options::frames`] matters.
    pub fn evidence_with(
        &self,
        text: &str,
        item: Item<'_>,
        options: Options,
    ) -> impl DoubleEndedIterator<Item = Evidence> + Clone + use<> {
        let of_decoded = decoded(text, |said| {
            self.evidence_in(said, item, options).map(|part| {
                let part = part?;
                let Range { start, end } = written(text, part.start..part.end);
                Some(Evidence { start, end, ..part })
            })
        });
        let found = of_decoded.unwrap_or_else(|| self.evidence_in(text, item, options));
        found.into_iter().flatten()
    }

    /// In what a text stands for.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "no text is so long that its weights of eight bits, times 1000, need 64"
    )]
    fn evidence_in(&self, text: &str, item: Item<'_>, options: Options) -> [Option<Evidence>; MOST_EVIDENCE] {
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
        let mut part = Part::default();
        let same = same_list(self.tables(), item.tables);
        let (speaks, reading) = Speaks::of(text, item, options.reading());
        let mut see = |term: Term| {
            let weight = speaks.weight(term.key);
            // A single character says little by itself: it counts within a pair, or where it is telling.
            let least = if is_single(term.key) { TELLING } else { 1 };
            if weight < least {
                return;
            }
            total += weight;
            if term.start > part.end || part.weight == 0 {
                keep(part);
                part = Part { start: term.start, end: term.end, weight: 0 };
            }
            part.end = part.end.max(term.end);
            part.weight += weight;
        };
        reading.each(&matters().frame, if same { text } else { "" }, |from, text| {
            for Term { key, start, end } in terms(text) {
                see(Term { key, start: from + start, end: from + end });
            }
        });
        keep(part);
        let heaviest = kept.iter().map(|part| part.weight).max().unwrap_or(0);
        kept.sort_unstable_by_key(|part| (part.weight == 0, part.start));
        kept.map(|part| {
            let counts = part.weight * LEAST_SHARE >= total || part.weight == heaviest;
            (part.weight > 0 && counts).then(|| Evidence {
                start: part.start,
                end: part.end,
                met: text.get(part.start..part.end).map_or(Met::Phrase, |part| met(part, item)),
                share: (part.weight * 1000 / total.max(1)) as u16,
            })
        })
    }
}

/// Number of the matter through which a text met an item, 0 for none, and what of the text was read. A call of its own: the scores take much stack.
#[inline(never)]
fn met_through(text: &str, item: Item<'_>, reading: Reading) -> (u16, Reading) {
    let scores = Scores::of(matters(), text, reading);
    let link = item.tables.links.get(item.index());
    let met = link.zip(scores.as_ref()).map_or(0, |(link, scores)| scores.met(item.tables, link));
    (met, scores.as_ref().map_or(reading, Scores::reading))
}

/// What the terms of a text say for an item: through the matter by which the text met it, and through the item's own words.
struct Speaks<'a> {
    /// The class of the matter, if any.
    class: Option<usize>,
    own: Option<(Index<'a>, usize)>,
    /// What a step of the own words weighs in steps of the matters, in [`FINE`]ths.
    own_step: f32,
}

impl<'a> Speaks<'a> {
    /// And what of the text they are.
    fn of(text: &str, item: Item<'a>, reading: Reading) -> (Self, Reading) {
        let (tables, matters) = (item.tables, matters());
        let link = tables.links.get(item.index());
        let (met, reading) = met_through(text, item, reading);
        let block = tables.own.get(item.index() / BLOCK);
        let own_weight = link.map_or(0.0, |link| f32::from(link.own_weight.get()) / 64.0);
        let speaks = Self {
            class: usize::from(met).checked_sub(1),
            own: block.map(|row| (Index::of_row(row, &tables.parts), item.index() % BLOCK)),
            own_step: block.map_or(0.0, |row| own_weight * matters.index.scale / row.scale.get() * FINE as f32),
        };
        (speaks, reading)
    }

    /// What a term says for the item, in [`FINE`]ths of a step.
    fn weight(&self, key: u32) -> i64 {
        let index = &matters().index;
        let through =
            self.class.zip(index.term(key)).map_or(0, |(class, term)| Weights::of(index.said(term)).weight(class));
        let own = self.own.as_ref().and_then(|(own, item)| Some(Shares::of(own.said(own.term(key)?)).share(*item)));
        let own = own.map_or(0.0, |byte| f32::from(byte) * self.own_step);
        i64::from(through).saturating_mul(FINE).saturating_add(libm::roundf(own) as i64)
    }
}

/// Parts of a step in which evidence is counted.
const FINE: i64 = 64;

/// The weight from which a single character is evidence by itself.
const TELLING: i64 = 12 * FINE;

/// A part that carries less than one in so many of the whole is no evidence, unless none carries more.
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
