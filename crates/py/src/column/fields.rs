//! The columns of a table of replies: which there are, how they are headed, and the texts that they choose from.

use crate::catalogue::Catalogue;
use lvzhi::{Catalogue as List, Item, Matter, Reason, Tier, Verdict};
pub(crate) use lvzhi_manage::columns::Fact;
use lvzhi_manage::columns::{CANDIDATE, ROW};
use pyo3::prelude::*;
use std::collections::HashMap;

/// What of a column's values is known beforehand.
pub(crate) trait Kind {
    /// `number`, `text`, or `choice`: one of a few texts.
    fn kind(self) -> &'static str;

    /// What its texts are known from beforehand.
    fn told_by(self) -> Option<By>;
}

impl Kind for Fact {
    fn kind(self) -> &'static str {
        match self {
            Self::Confidence => "number",
            // Ids are joined with those of other tables, where they are text.
            Self::Id | Self::Evidence | Self::Error | Self::Part => "text",
            _ => "choice",
        }
    }

    fn told_by(self) -> Option<By> {
        match self {
            Self::Responsible | Self::Id | Self::Name | Self::Tier | Self::Category | Self::Departments => {
                Some(By::Item)
            }
            Self::Matter | Self::UsualBody => Some(By::Matter),
            Self::Verdict | Self::Confidence | Self::Reason | Self::Elsewhere => None,
            Self::Evidence | Self::Error | Self::Part => None,
        }
    }
}

/// What a choice depends on.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum By {
    Item,
    Matter,
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
pub(crate) struct Wish {
    pub(crate) catalogue: Py<Catalogue>,
    pub(crate) top: usize,
    pub(crate) evidence: bool,
    /// Whether there is a column for what is wrong with a row.
    pub(crate) errors: bool,
    /// Whether there is a column for the texts, which are parts of messages.
    pub(crate) parts: bool,
    /// Stands before each heading.
    pub(crate) prefix: String,
    /// Whether headings, verdicts and tiers are in Chinese.
    pub(crate) chinese: bool,
}

impl Wish {
    /// The same with other headings.
    pub(crate) fn headed(&self, py: Python<'_>, prefix: String, chinese: bool) -> Self {
        let &Self { ref catalogue, top, evidence, errors, parts, .. } = self;
        Self { catalogue: catalogue.clone_ref(py), top, evidence, errors, parts, prefix, chinese }
    }

    pub(crate) fn choices(&self) -> &Choices {
        let Catalogue { list, choices, .. } = self.catalogue.get();
        choices.get_or_init(|| Choices::of(list))
    }

    /// The columns, in order.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let wanted = |fact: &Fact| self.evidence || *fact != Fact::Evidence;
        let row = self.parts.then_some(Fact::Part).into_iter().chain(ROW).chain(self.errors.then_some(Fact::Error));
        let row = row.map(|fact| (fact, None));
        let candidates =
            (0..self.top).flat_map(|rank| CANDIDATE.into_iter().filter(wanted).map(move |fact| (fact, Some(rank))));
        row.chain(candidates).map(|(fact, candidate)| self.field(fact, candidate)).collect()
    }

    fn field(&self, fact: Fact, candidate: Option<usize>) -> Field {
        let rank = candidate.map(|rank| rank.saturating_add(1));
        let key = rank.map_or_else(|| fact.key().to_owned(), |rank| format!("candidate_{rank}_{}", fact.key()));
        let heading = if self.chinese { fact.heading(rank) } else { key.clone() };
        Field { fact, candidate, heading: format!("{}{heading}", self.prefix), key }
    }

    /// The texts that a column chooses from, in the order in which a person would sort: that of the list.
    pub(crate) fn values(&self, fact: Fact) -> Vec<&str> {
        match (fact, self.chinese) {
            (Fact::Verdict, true) => Verdict::ALL.map(Verdict::name).into(),
            (Fact::Verdict, false) => Verdict::ALL.map(Verdict::key).into(),
            (Fact::Reason, true) => Reason::ALL.map(Reason::name).into(),
            (Fact::Reason, false) => Reason::ALL.map(Reason::key).into(),
            (Fact::Elsewhere, true) => vec!["否", "是"],
            (Fact::Elsewhere, false) => vec!["no", "yes"],
            (Fact::Tier, true) => Tier::ALL.map(Tier::name).into(),
            _ => self
                .choices()
                .get(fact)
                .map_or_else(Vec::new, |choice| choice.values.iter().map(String::as_str).collect()),
        }
    }
}

/// The choices of a list. Made when its first column is asked for.
pub(crate) struct Choices(HashMap<&'static str, Choice>);

impl Choices {
    fn of(list: &List) -> Self {
        let facts = ROW.into_iter().chain([Fact::Tier]);
        let choice = |fact: Fact| {
            Some((
                fact.key(),
                match fact.told_by()? {
                    By::Item => Choice::new(By::Item, list.items().map(|item| of_item(item, fact))),
                    // Matters are numbered from 1.
                    By::Matter => Choice::new(
                        By::Matter,
                        std::iter::once(None).chain(lvzhi::matters().map(|m| of_matter(m, fact))),
                    ),
                },
            ))
        };
        Self(facts.filter_map(choice).collect())
    }

    pub(crate) fn get(&self, fact: Fact) -> Option<&Choice> {
        self.0.get(fact.key())
    }
}

/// The texts of a fact about items or matters, and the text of each of these (-1: none).
pub(crate) struct Choice {
    pub(crate) by: By,
    values: Vec<String>,
    places: Vec<i32>,
}

impl Choice {
    fn new(by: By, texts: impl Iterator<Item = Option<String>>) -> Self {
        let mut choice = Self { by, values: Vec::new(), places: Vec::new() };
        let mut known: HashMap<String, i32> = HashMap::new();
        for text in texts {
            let place = text.filter(|text| !text.is_empty()).map_or(-1, |text| {
                *known.entry(text).or_insert_with_key(|text| {
                    choice.values.push(text.clone());
                    (choice.values.len() as i32).saturating_sub(1)
                })
            });
            choice.places.push(place);
        }
        choice
    }

    /// The place, among the texts, of that of an item or a matter.
    pub(crate) fn place(&self, of: u16) -> i32 {
        self.places.get(usize::from(of)).copied().unwrap_or(-1)
    }
}

fn of_item(item: Item<'_>, fact: Fact) -> Option<String> {
    Some(match fact {
        Fact::Id => item.id().to_string(),
        Fact::Name => item.name().to_owned(),
        Fact::Tier => item.tier().key().to_owned(),
        Fact::Category => item.category().name().to_owned(),
        Fact::Responsible => item.responsible().collect::<Vec<_>>().join("、"),
        Fact::Departments => item.departments().map(|(department, _)| department.name()).collect::<Vec<_>>().join("、"),
        _ => return None,
    })
}

fn of_matter(matter: Matter, fact: Fact) -> Option<String> {
    match fact {
        Fact::Matter => Some(matter.name().to_owned()),
        Fact::UsualBody => matter.body().map(str::to_owned),
        _ => None,
    }
}
