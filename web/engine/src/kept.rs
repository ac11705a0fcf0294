//! An answer to a row of a table: what is kept of it, what the page shows, and the cells that are written.

use lvzhi::{Answer, Catalogue, Item, Matter, Verdict};
use lvzhi_manage::review::Cell;
use serde::Serialize;

/// Characters of a request that the page shows in its row.
const LONGEST_SHOWN: usize = 120;

/// Candidates that are kept of each answer.
const KEPT: usize = 3;

/// What is kept of an answer.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kept {
    pub(crate) verdict: Option<Verdict>,
    pub(crate) confidence: f32,
    pub(crate) matter: Option<Matter>,
    /// Places in the list, and how likely each is.
    pub(crate) items: [Option<(usize, f32)>; KEPT],
}

/// An answer as the page shows it in a row.
#[derive(Serialize)]
pub(crate) struct Shown {
    pub(crate) text: String,
    /// None where the cell is empty, or too long to be asked.
    pub(crate) verdict: Option<Verdict>,
    pub(crate) item: Option<String>,
    pub(crate) confidence: f32,
    pub(crate) who: String,
    pub(crate) matter: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

impl Kept {
    pub(crate) fn of(answer: &Answer<'_>) -> Self {
        let mut items = [None; KEPT];
        for (slot, found) in items.iter_mut().zip(answer.matches()) {
            *slot = Some((found.item.index(), found.confidence));
        }
        Self { verdict: Some(answer.verdict), confidence: answer.confidence, matter: answer.matter, items }
    }

    pub(crate) fn is_finding(&self) -> bool {
        self.verdict.is_some_and(|verdict| !matches!(verdict, Verdict::Unlisted | Verdict::Unclear))
    }

    pub(crate) fn best<'a>(&self, list: &'a Catalogue) -> Option<Item<'a>> {
        let (at, _) = self.items.first().copied().flatten().filter(|_| self.is_finding())?;
        list.item_at(at)
    }

    pub(crate) fn who(&self, list: &Catalogue) -> String {
        self.best(list).map_or_else(String::new, responsible)
    }

    /// What the program said, in a word or two.
    pub(crate) fn before(&self, list: &Catalogue) -> String {
        let Some(verdict) = self.verdict else { return "无".to_owned() };
        self.best(list).map_or_else(|| verdict.name().to_owned(), |item| format!("{} {}", verdict.name(), item.id()))
    }

    /// The cells of a row of which a person said that it is this item, or that the list has none for it.
    pub(crate) fn corrected(&self, list: &Catalogue, item: Option<Item<'_>>) -> [Cell; 9] {
        let [.., matter, usual, _] = self.cells(list);
        // Who usually does it was told of what the list has not, and stays so.
        let stays = item.is_none() && self.verdict == Some(Verdict::Unlisted);
        let (matter, usual) = if stays { (matter, usual) } else { (Cell::Nothing, Cell::Nothing) };
        [
            item.map_or(Verdict::Unlisted, |item| item.tier().into()).name().into(),
            item.map(|item| item.id().to_string()).into(),
            item.map(|item| item.name()).into(),
            item.map(|item| item.category().name()).into(),
            item.map(responsible).into(),
            Cell::Nothing,
            matter,
            usual,
            Cell::Nothing,
        ]
    }

    pub(crate) fn cells(&self, list: &Catalogue) -> [Cell; 9] {
        let Some(verdict) = self.verdict else { return [const { Cell::Nothing }; 9] };
        let best = self.best(list);
        let others = self.items.iter().flatten().skip(usize::from(best.is_some()));
        let others: Vec<String> = others
            .filter_map(|(at, sure)| Some(format!("{}（{}%）", list.item_at(*at)?.id(), lvzhi::percent(*sure))))
            .collect();
        let usual = self.matter.filter(|_| verdict == Verdict::Unlisted);
        let usual = usual.and_then(|matter| {
            let basis = matter.basis().map_or(String::new(), |basis| format!("（{basis}）"));
            Some(format!("{}{basis}", matter.body()?))
        });
        [
            verdict.name().into(),
            best.map(|item| item.id().to_string()).into(),
            best.map(|item| item.name()).into(),
            best.map(|item| item.category().name()).into(),
            self.who(list).into(),
            Cell::Share(f64::from(self.confidence)),
            self.matter.map(Matter::name).into(),
            usual.into(),
            others.join("、").into(),
        ]
    }
}

impl Shown {
    pub(crate) fn of(text: &str, answer: &Answer<'_>) -> Self {
        let who = match answer.usual_body() {
            Some(body) => body.to_owned(),
            None => answer.responsible().collect::<Vec<_>>().join("、"),
        };
        Self {
            text: cut(text),
            verdict: Some(answer.verdict),
            item: answer.best().filter(|_| answer.is_finding()).map(|best| best.item.id().to_string()),
            confidence: answer.confidence,
            who,
            matter: answer.matter.map(Matter::name),
            error: None,
        }
    }

    pub(crate) fn unasked(text: &str, error: Option<String>) -> Self {
        Self { text: cut(text), verdict: None, item: None, confidence: 0.0, who: String::new(), matter: None, error }
    }
}

pub(crate) fn responsible(item: Item<'_>) -> String {
    item.responsible().collect::<Vec<_>>().join("、")
}

fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
