//! The columns of a table of replies: which there are, how they are headed, and the texts that they choose from.

use lvzhi::{Item, Tier, Verdict};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A fact of a reply or of a candidate.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fact {
    Verdict,
    Confidence,
    Responsible,
    Id,
    Name,
    Tier,
    Category,
    Departments,
    Evidence,
    Error,
}

/// What is told of a finding: a verdict that is a tier. Of other rows only the verdict and its confidence are told.
const FINDING: [Fact; 7] =
    [Fact::Verdict, Fact::Confidence, Fact::Responsible, Fact::Id, Fact::Name, Fact::Category, Fact::Departments];

/// What is told of a candidate, whatever the verdict.
const CANDIDATE: [Fact; 5] = [Fact::Id, Fact::Name, Fact::Tier, Fact::Confidence, Fact::Evidence];

impl Fact {
    const fn key(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Confidence => "confidence",
            Self::Responsible => "responsible",
            Self::Id => "id",
            Self::Name => "name",
            Self::Tier => "tier",
            Self::Category => "category",
            Self::Departments => "departments",
            Self::Evidence => "evidence",
            Self::Error => "error",
        }
    }

    const fn chinese(self) -> &'static str {
        match self {
            Self::Verdict => "判断",
            Self::Confidence => "把握",
            Self::Responsible => "负责单位",
            Self::Id => "编号",
            Self::Name => "事项名称",
            Self::Tier => "清单类别",
            Self::Category => "事项类别",
            Self::Departments => "全部部门",
            Self::Evidence => "依据",
            Self::Error => "未答原因",
        }
    }

    /// `number`, `text`, or `choice`: one of a few texts.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Confidence => "number",
            // Ids are joined with those of other tables, where they are text.
            Self::Id | Self::Evidence | Self::Error => "text",
            _ => "choice",
        }
    }

    /// Whether its texts are known beforehand.
    const fn is_chosen(self) -> bool {
        !matches!(self, Self::Confidence | Self::Evidence | Self::Error)
    }
}

/// A column.
pub(crate) struct Field {
    pub(crate) fact: Fact,
    /// The rank of the candidate that it is about, from 0; `None`: about the row.
    pub(crate) candidate: Option<usize>,
    /// Its name, whatever it is headed.
    pub(crate) key: String,
    pub(crate) heading: String,
}

/// What a table is asked to hold.
#[derive(Clone)]
pub(crate) struct Wish {
    pub(crate) top: usize,
    pub(crate) evidence: bool,
    /// Whether there is a column for what is wrong with a row.
    pub(crate) errors: bool,
    /// Stands before each heading.
    pub(crate) prefix: String,
    /// Whether headings, verdicts and tiers are in Chinese.
    pub(crate) chinese: bool,
}

impl Wish {
    /// The columns, in order.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let wanted = |fact: &Fact| self.evidence || *fact != Fact::Evidence;
        let row = FINDING.into_iter().chain(self.errors.then_some(Fact::Error)).map(|fact| (fact, None));
        let candidates =
            (0..self.top).flat_map(|rank| CANDIDATE.into_iter().filter(wanted).map(move |fact| (fact, Some(rank))));
        row.chain(candidates).map(|(fact, candidate)| self.field(fact, candidate)).collect()
    }

    fn field(&self, fact: Fact, candidate: Option<usize>) -> Field {
        let rank = candidate.map(|rank| rank.saturating_add(1));
        let key = rank.map_or_else(|| fact.key().to_owned(), |rank| format!("candidate_{rank}_{}", fact.key()));
        let chinese = || rank.map_or_else(|| fact.chinese().to_owned(), |rank| format!("候选{rank}{}", fact.chinese()));
        let heading = if self.chinese { chinese() } else { key.clone() };
        Field { fact, candidate, heading: format!("{}{heading}", self.prefix), key }
    }

    /// The texts that a column chooses from, in the order in which a person would sort: that of the list.
    pub(crate) fn values(&self, fact: Fact) -> Vec<&'static str> {
        match (fact, self.chinese) {
            (Fact::Verdict, true) => Verdict::ALL.map(Verdict::name).into(),
            (Fact::Verdict, false) => Verdict::ALL.map(Verdict::key).into(),
            (Fact::Tier, true) => Tier::ALL.map(Tier::name).into(),
            _ => Choice::of(fact).map_or_else(Vec::new, |choice| choice.values.iter().map(String::as_str).collect()),
        }
    }
}

/// The texts of a fact about items, and the text of each item (-1: none).
pub(crate) struct Choice {
    values: Vec<String>,
    of_item: Vec<i16>,
}

impl Choice {
    pub(crate) fn of(fact: Fact) -> Option<&'static Self> {
        static ALL: LazyLock<HashMap<&str, Choice>> = LazyLock::new(|| {
            let facts = FINDING.into_iter().chain([Fact::Tier]).filter(|fact| fact.is_chosen());
            facts.map(|fact| (fact.key(), Choice::new(fact))).collect()
        });
        ALL.get(fact.key())
    }

    fn new(fact: Fact) -> Self {
        let mut choice = Self { values: Vec::new(), of_item: Vec::new() };
        let mut places: HashMap<String, i16> = HashMap::new();
        for item in lvzhi::catalogue().items() {
            let place = text_of(item, fact).map_or(-1, |text| {
                *places.entry(text).or_insert_with_key(|text| {
                    choice.values.push(text.clone());
                    (choice.values.len() as i16).saturating_sub(1)
                })
            });
            choice.of_item.push(place);
        }
        choice
    }

    pub(crate) fn place(&self, item: i16) -> i16 {
        usize::try_from(item).ok().and_then(|item| self.of_item.get(item)).copied().unwrap_or(-1)
    }
}

fn text_of(item: Item<'static>, fact: Fact) -> Option<String> {
    let text = match fact {
        Fact::Id => item.id().to_string(),
        Fact::Name => item.name().to_owned(),
        Fact::Tier => item.tier().key().to_owned(),
        Fact::Category => item.category().name().to_owned(),
        Fact::Responsible => item.responsible().collect::<Vec<_>>().join("、"),
        Fact::Departments => item.departments().map(|(department, _)| department.name()).collect::<Vec<_>>().join("、"),
        Fact::Verdict | Fact::Confidence | Fact::Evidence | Fact::Error => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}
