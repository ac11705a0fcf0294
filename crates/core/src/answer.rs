//! Free text to items: scores, confidence, verdict.

use crate::catalogue::Catalogue;
use crate::error::{LONGEST_QUERY, QueryError};
use crate::item::Item;
use crate::matter::{Matter, matters};
use core::fmt;
use lvzhi_tables::fold::{folded, is_han};
use lvzhi_tables::list::Tables;
use lvzhi_tables::rank::{MOST_RANKED, Ranking, rank};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::words::Verdict;

/// Candidates that an answer holds at the most. It holds them itself, so that nothing is allocated to answer; who looks further down
/// than this is better served by the list ([`Catalogue::items`], [`Catalogue::categories`]).
pub const MOST_MATCHES: usize = MOST_RANKED;

/// Where the lines between verdicts are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Thresholds {
    /// A text is unlisted where the probability that the list holds it is below this. Default 0.5.
    pub listed: f32,
    /// A text is unclear where a candidate of another tier is behind the best by less than this score. Default 0.05.
    pub lead: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { listed: 0.5, lead: 0.05 }
    }
}

/// An item that a text may fall under.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'a> {
    /// The item.
    pub item: Item<'a>,
    /// The matter through which the text met the item; `None` where the item's own words alone did.
    pub matter: Option<Matter>,
    /// How much more the text speaks for the item than for the nearest matter outside the list. Comparable between texts:
    /// about 1 is plain, below 0 is doubtful. Four decimals.
    pub score: f32,
    /// The probability that this is the right item, calibrated on words that the index had not seen. Four decimals.
    pub confidence: f32,
}

/// What the list says about a text.
#[derive(Clone, Copy, PartialEq)]
pub struct Answer<'a> {
    /// Whose duty it is.
    pub verdict: Verdict,
    /// The probability that this is right: of the best match, or, where the verdict is [`Verdict::Unlisted`], that the
    /// list does not hold the matter. 0 to 1, four decimals.
    pub confidence: f32,
    /// The matter that the text is most likely about, whether the list holds it or not; `None` where nothing of the text is known.
    pub matter: Option<Matter>,
    matches: [Option<Match<'a>>; MOST_MATCHES],
}

impl<'a> Answer<'a> {
    /// Nothing of the text is known.
    const UNKNOWN: Self =
        Self { verdict: Verdict::Unclear, confidence: 0.0, matter: None, matches: [None; MOST_MATCHES] };

    /// The candidates, the best first, by score and then by id; also where the verdict is unlisted or unclear. Empty only
    /// where nothing of the text is known.
    pub fn matches(&self) -> impl DoubleEndedIterator<Item = Match<'a>> + Clone + '_ {
        self.matches.iter().copied().flatten()
    }

    /// The best candidate.
    #[must_use]
    pub fn best(&self) -> Option<Match<'a>> {
        self.matches().next()
    }

    /// For a matter that the list does not hold: who usually does it (通常由谁办), without a place name. `None` for every other
    /// verdict, and where that is not known.
    #[must_use]
    pub fn usual_body(&self) -> Option<&'static str> {
        self.matter.filter(|_| self.verdict == Verdict::Unlisted)?.body()
    }

    /// Who is responsible (负责单位), by name: [`Item::responsible`] of the best candidate where the verdict is a tier, and
    /// nobody where it is unlisted or unclear: a candidate is no finding.
    pub fn responsible(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let found = !matches!(self.verdict, Verdict::Unlisted | Verdict::Unclear);
        self.best().filter(|_| found).into_iter().flat_map(|best| best.item.responsible())
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Matches<'a, 'b>(&'b Answer<'a>);
        impl fmt::Debug for Matches<'_, '_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.0.matches()).finish()
            }
        }
        f.debug_struct("Answer")
            .field("verdict", &self.verdict)
            .field("confidence", &self.confidence)
            .field("matter", &self.matter)
            .field("matches", &Matches(self))
            .finish()
    }
}

impl Catalogue {
    /// Who is responsible for what `text` is about? With the three best candidates.
    ///
    /// Takes time linear in the text, allocates nothing. Width, case, traditional characters and white space between characters do not
    /// matter. What is wrapped around the matter is left out: mark-up, fields of forms, addresses, formulas of hotlines and letters; a text
    /// that says nothing else is [`Verdict::Unclear`].
    ///
    /// ```
    /// let answer = lvzhi::catalogue().classify("村口那棵几百年的老榆树有人要砍")?;
    /// assert_eq!(answer.best().map(|best| best.item.id().to_string()).as_deref(), Some("B098"));
    /// # Ok::<(), lvzhi::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// [`QueryError::Empty`] for text that folds to nothing, such as white space; [`QueryError::TooLong`] beyond [`LONGEST_QUERY`] bytes.
    pub fn classify(&self, text: &str) -> Result<Answer<'_>, QueryError> {
        self.classify_with(text, 3, Thresholds::default())
    }

    /// As [`Catalogue::classify`], with `top` candidates and your own thresholds.
    ///
    /// `top` is 1 to [`MOST_MATCHES`], 16; a number outside this range is brought into it, so that 0 gives one candidate and
    /// `usize::MAX` gives 16. The verdict and the confidence do not depend on it.
    ///
    /// ```
    /// use lvzhi::{MOST_MATCHES, Thresholds};
    ///
    /// let list = lvzhi::catalogue();
    /// let ask = |top| list.classify_with("老板欠我们工钱不给", top, Thresholds::default());
    /// assert_eq!(ask(usize::MAX)?.matches().count(), MOST_MATCHES);
    /// assert_eq!(ask(0)?.matches().count(), 1);
    /// # Ok::<(), lvzhi::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Catalogue::classify`].
    pub fn classify_with(&self, text: &str, top: usize, thresholds: Thresholds) -> Result<Answer<'_>, QueryError> {
        if text.len() > LONGEST_QUERY {
            return Err(QueryError::TooLong { bytes: text.len() });
        }
        if folded(text).next().is_none() {
            return Err(QueryError::Empty);
        }
        let top = top.clamp(1, MOST_MATCHES);
        let tables = self.tables();
        Ok(rank(matters(), tables, text, Reading::Matter, top)
            .map_or(Answer::UNKNOWN, |found| answer(tables, &found, top, says_enough(text), thresholds)))
    }
}

fn answer<'a>(
    tables: &'a Tables<'a>,
    ranking: &Ranking,
    top: usize,
    enough: bool,
    thresholds: Thresholds,
) -> Answer<'a> {
    let head = matters().head;
    let [first, ..] = ranking.best;
    let listed = head.listed.of(ranking.facts(first));
    let found = ranking.best.iter().filter(|candidate| candidate.item != u16::MAX);
    let mut matches = [None; MOST_MATCHES];
    for (slot, &candidate) in matches.iter_mut().zip(found).take(top) {
        *slot = Some(Match {
            item: Item { tables, index: candidate.item },
            matter: Matter::numbered(candidate.matter),
            score: rounded(candidate.score - ranking.outside),
            confidence: rounded(listed * head.right.of(ranking.facts(candidate))),
        });
    }
    let tier = Item { tables, index: first.item }.tier();
    let lead = first.score - ranking.other_tier;
    let right = matches.iter().flatten().next().map_or(0.0, |first| first.confidence);
    let (verdict, confidence) = if ranking.only_frame {
        (Verdict::Unclear, right)
    } else if listed < thresholds.listed {
        (Verdict::Unlisted, rounded(1.0 - listed))
    } else if !enough || lead < thresholds.lead {
        (Verdict::Unclear, right)
    } else {
        (tier.into(), right)
    };
    Answer { verdict, confidence, matter: Matter::numbered(ranking.matter), matches }
}

/// Whether a text has two different letters or Chinese characters. One character, however often, or a number names no matter, though
/// some item may be the only one to have it.
fn says_enough(text: &str) -> bool {
    let mut letters = folded(text).map(|(_, c)| c).filter(|&c| is_han(c) || c.is_ascii_lowercase());
    letters.next().is_some_and(|first| letters.any(|other| other != first))
}

/// To four decimals: what is printed is what is compared.
fn rounded(value: f32) -> f32 {
    libm::roundf(value * 10_000.0) / 10_000.0
}
