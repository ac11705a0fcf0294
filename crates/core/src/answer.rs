//! Free text to items: scores, confidence, verdict.

use crate::catalogue::Catalogue;
use crate::error::{LONGEST_QUERY, QueryError};
use crate::item::Item;
use crate::matter::{Matter, matters};
use crate::options::{Options, Thresholds};
use core::fmt;
use lvzhi_tables::elsewhere::is_elsewhere;
use lvzhi_tables::escapes::decoded;
use lvzhi_tables::fold::{folded, is_han};
use lvzhi_tables::list::Tables;
use lvzhi_tables::rank::{MOST_RANKED, Ranking, rank};
use lvzhi_tables::words::{Reason, Verdict};

/// Candidates that an answer holds at the most. It holds them itself, so that nothing is allocated to answer; who looks further down
/// than this is better served by the list ([`Catalogue::items`], [`Catalogue::categories`]).
pub const MOST_MATCHES: usize = MOST_RANKED;

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
    /// Why it is unclear; `None` for every other verdict.
    pub reason: Option<Reason>,
    /// The probability that this is right: of the best match, or, where the verdict is [`Verdict::Unlisted`], that the
    /// list does not hold the matter. 0 to 1, four decimals.
    pub confidence: f32,
    /// Whether the text names a county or township other than the list's own: 我是石门镇的. It is answered all the same.
    pub elsewhere: bool,
    /// The matter that the text is most likely about, whether the list holds it or not; `None` where nothing of the text is known.
    pub matter: Option<Matter>,
    matches: [Option<Match<'a>>; MOST_MATCHES],
    facts: Facts,
}

/// What a verdict is drawn from, with thresholds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Facts {
    /// Why it is unclear, whatever the thresholds.
    unclear: Option<Reason>,
    /// The probability that the list holds the matter.
    listed: f32,
    /// Whether the text says enough to name a matter of the list.
    says_enough: bool,
    /// How far the best candidate is ahead of those of other tiers.
    lead: f32,
}

impl<'a> Answer<'a> {
    /// Nothing of the text is known.
    const UNKNOWN: Self = Self {
        verdict: Verdict::Unclear,
        reason: Some(Reason::TooLittle),
        confidence: 0.0,
        elsewhere: false,
        matter: None,
        matches: [None; MOST_MATCHES],
        facts: Facts { unclear: Some(Reason::TooLittle), listed: 0.0, says_enough: false, lead: 0.0 },
    };

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

    /// The answer to the same text with other thresholds, as [`Catalogue::classify_with`] gives it: to try many takes no longer than one.
    ///
    /// ```
    /// use lvzhi::{Options, Thresholds};
    ///
    /// let (list, thresholds) = (lvzhi::catalogue(), Thresholds { listed: 0.9, ..Thresholds::default() });
    /// let answer = list.classify("国土调查谁来做")?;
    /// assert_eq!(answer.with_thresholds(thresholds), list.classify_with("国土调查谁来做", Options { thresholds, ..Options::default() })?);
    /// # Ok::<(), lvzhi::QueryError>(())
    /// ```
    #[must_use]
    pub fn with_thresholds(mut self, thresholds: Thresholds) -> Self {
        let Facts { unclear, listed, says_enough, lead } = self.facts;
        let best = self.best();
        let right = best.map_or(0.0, |best| best.confidence);
        let open = |reason| (Verdict::Unclear, Some(reason), right);
        (self.verdict, self.reason, self.confidence) = if let Some(reason) = unclear {
            open(reason)
        } else if listed < thresholds.listed {
            (Verdict::Unlisted, None, rounded(1.0 - listed))
        } else if !says_enough {
            open(Reason::TooLittle)
        } else if lead < thresholds.lead {
            open(Reason::TiersNear)
        } else {
            (best.map_or(Verdict::Unclear, |best| best.item.tier().into()), None, right)
        };
        self
    }

    /// For a matter that the list does not hold: who usually does it (通常由谁办), without a place name. `None` for every other
    /// verdict, and where that is not known.
    #[must_use]
    pub fn usual_body(&self) -> Option<&'static str> {
        self.matter.filter(|_| self.verdict == Verdict::Unlisted)?.body()
    }

    /// Whether the verdict is a tier: elsewhere a candidate is no finding.
    #[must_use]
    pub const fn is_finding(&self) -> bool {
        !matches!(self.verdict, Verdict::Unlisted | Verdict::Unclear)
    }

    /// Who is responsible (负责单位), by name: [`Item::responsible`] of the best candidate where the verdict is a tier, and
    /// nobody where it is unlisted or unclear: a candidate is no finding.
    pub fn responsible(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.best().filter(|_| self.is_finding()).into_iter().flat_map(|best| best.item.responsible())
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
        let mut out = f.debug_struct("Answer");
        out.field("verdict", &self.verdict).field("confidence", &self.confidence);
        // As in JSON: what is out of the ordinary, where it is so.
        self.reason.iter().for_each(|reason| _ = out.field("reason", reason));
        if self.elsewhere {
            out.field("elsewhere", &true);
        }
        out.field("matter", &self.matter).field("matches", &Matches(self)).finish()
    }
}

impl Catalogue {
    /// Who is responsible for what `text` is about? With the three best candidates.
    ///
    /// Takes time linear in the text, allocates nothing. Width, case, traditional characters and white space between characters do not
    /// matter. Characters that a program wrote as numbers (`\\u6751`, `&#26449;`, `%E6%9D%91`) are read as characters. What is wrapped around the
    /// matter is left out: mark-up, fields of forms, addresses, formulas of hotlines and letters; a text that says nothing else is [`Verdict::Unclear`].
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
        self.classify_with(text, Options::default())
    }

    /// As [`Catalogue::classify`], with so many candidates, your own thresholds, or of text that no frame is wrapped around.
    ///
    /// ```
    /// use lvzhi::{MOST_MATCHES, Options};
    ///
    /// let list = lvzhi::catalogue();
    /// let ask = |top| list.classify_with("老板欠我们工钱不给", Options { top, ..Options::default() });
    /// assert_eq!(ask(usize::MAX)?.matches().count(), MOST_MATCHES);
    /// assert_eq!(ask(0)?.matches().count(), 1);
    /// # Ok::<(), lvzhi::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Catalogue::classify`].
    pub fn classify_with(&self, text: &str, options: Options) -> Result<Answer<'_>, QueryError> {
        if text.len() > LONGEST_QUERY {
            return Err(QueryError::TooLong { bytes: text.len() });
        }
        if folded(text).next().is_none() {
            return Err(QueryError::Empty);
        }
        let of_decoded = decoded(text, |text| self.answer_to(text, options));
        Ok(of_decoded.unwrap_or_else(|| self.answer_to(text, options)))
    }

    /// The answer to what a text stands for.
    fn answer_to(&self, text: &str, options: Options) -> Answer<'_> {
        let top = options.top.clamp(1, MOST_MATCHES);
        let tables = self.tables();
        let answer = rank(matters(), tables, text, options.reading(), top)
            .map_or_else(|| unknown(text), |found| answer(tables, &found, top, text, options.thresholds));
        Answer { elsewhere: is_elsewhere(text, &self.township().home()), ..answer }
    }
}

/// To a text of which the matters know no term.
fn unknown<'a>(text: &str) -> Answer<'a> {
    let unclear = Some(if is_id(text) { Reason::AsksList } else { Reason::TooLittle });
    let facts = Facts { unclear, ..Answer::UNKNOWN.facts };
    Answer { reason: unclear, facts, ..Answer::UNKNOWN }
}

fn answer<'a>(tables: &'a Tables<'a>, ranking: &Ranking, top: usize, text: &str, thresholds: Thresholds) -> Answer<'a> {
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
    let unclear = if ranking.only_frame {
        Some(Reason::OnlyFrame)
    } else if matters().is_of_list(ranking.matter) || is_id(text) {
        Some(Reason::AsksList)
    } else {
        is_foreign(text).then_some(Reason::TooLittle)
    };
    let facts = Facts { unclear, listed, says_enough: says_enough(text), lead: first.score - ranking.other_tier };
    let answer = Answer { matter: Matter::numbered(ranking.matter), matches, facts, ..Answer::UNKNOWN };
    answer.with_thresholds(thresholds)
}

/// Whether a text has two different letters or Chinese characters. One character, however often, or a number names no matter, though
/// some item may be the only one to have it.
fn says_enough(text: &str) -> bool {
    let mut letters = folded(text).map(|(_, c)| c).filter(|&c| is_han(c) || c.is_ascii_lowercase());
    letters.next().is_some_and(|first| letters.any(|other| other != first))
}

/// Whether a text is the id of an item, such as C051, and no more.
fn is_id(text: &str) -> bool {
    let mut rest = folded(text).map(|(_, c)| c);
    rest.next().is_some_and(|first| matches!(first, 'b' | 'c' | 'r'))
        && rest.next().is_some_and(|c| c.is_ascii_digit())
        && rest.all(|c| c.is_ascii_digit())
}

/// A text without a Chinese character that has more letters than this is foreign: KTV, PM2.5 and their like, which people use in Chinese, are short.
const LONGEST_WORD: usize = 8;

/// Whether a text speaks another language, or Chinese in Latin letters, of which the matters know nothing.
fn is_foreign(text: &str) -> bool {
    let mut letters = folded(text).map(|(_, c)| c).filter(|&c| is_han(c) || c.is_ascii_lowercase());
    letters.by_ref().take(LONGEST_WORD).all(|c| !is_han(c))
        && letters.next().is_some_and(|c| !is_han(c))
        && !letters.any(is_han)
}

/// A confidence or another share in per cent, as pages show it: halves go up, by the four decimals that answers have. The float beside
/// them would round 0.145 down and 0.265 up or down by how wide it is, so that two languages showed different numbers.
///
/// ```
/// assert_eq!((lvzhi::percent(0.145), lvzhi::percent(0.1449)), (15, 14));
/// ```
#[must_use]
pub fn percent(share: f32) -> u32 {
    libm::floorf((libm::roundf(share * 10_000.0) + 50.0) / 100.0) as u32
}

/// To four decimals: what is printed is what is compared.
fn rounded(value: f32) -> f32 {
    libm::roundf(value * 10_000.0) / 10_000.0
}
