//! The list and answers as lines of JSON: one form for every language.

use crate::answer::Answer;
use crate::catalogue::Catalogue;
use crate::evidence::Evidence;
use crate::item::Item;
use serde::Serialize;
use std::string::String;
use std::vec::Vec;

/// JSON of a value whose keys are strings: cannot fail, and is empty if it should.
fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[derive(Serialize)]
struct Shown<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    met: crate::Met,
    share: f32,
}

impl Catalogue {
    /// How many lines the export has: the township, the departments, the items, what people taught the list.
    #[must_use]
    pub fn export_len(&self) -> usize {
        let rows = self.tables().departments.len().saturating_add(self.tables().items.len());
        rows.saturating_add(self.taught().len()).saturating_add(1)
    }

    /// A line of the export, without a line break: the township (0), the departments, the items, what people taught, in list order. `None`
    /// from [`Catalogue::export_len`] on.
    #[must_use]
    pub fn export_line(&self, number: usize) -> Option<String> {
        let Some(number) = number.checked_sub(1) else { return Some(line(&self.township())) };
        let departments = self.tables().departments.len();
        if let Some(department) = self.departments().nth(number) {
            return Some(line(&department));
        }
        let number = number.checked_sub(departments)?;
        if let Some(item) = self.items().nth(number) {
            return Some(line(&item));
        }
        self.taught().nth(number.checked_sub(self.item_count())?).map(|taught| line(&taught))
    }

    /// The export: JSON lines, each with a line break.
    ///
    /// ```
    /// let export = lvzhi::catalogue().export();
    /// assert_eq!(export.lines().count(), 1 + 38 + 292);
    /// ```
    #[must_use]
    pub fn export(&self) -> String {
        let mut out = line(&self.township()) + "\n";
        for department in self.departments() {
            out.push_str(&line(&department));
            out.push('\n');
        }
        for item in self.items() {
            out.push_str(&line(&item));
            out.push('\n');
        }
        for taught in self.taught() {
            out.push_str(&line(&taught));
            out.push('\n');
        }
        out
    }

    /// The evidence for an item as a JSON list of `{"start":…,"end":…,"text":"…","met":"name","share":0.42}`, with byte
    /// ranges of the text.
    #[must_use]
    pub fn evidence_json(&self, text: &str, item: Item<'_>) -> String {
        let parts: Vec<Shown<'_>> = self
            .evidence(text, item)
            .map(|Evidence { start, end, met, share }| Shown {
                start,
                end,
                text: text.get(start..end).unwrap_or(""),
                met,
                share: f32::from(share) / 1000.0,
            })
            .collect();
        line(&parts)
    }
}

impl Answer<'_> {
    /// The answer as JSON: `{"verdict":"cooperative","confidence":0.93,"matches":[{"id":"C051","score":1.1,"confidence":0.93}]}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        line(self)
    }
}
