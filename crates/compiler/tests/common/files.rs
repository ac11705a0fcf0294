//! Compiled files as bytes, and walks over everything in them.
#![allow(unreachable_pub, missing_docs, dead_code, reason = "the fuzz targets use it too")]

use lvzhi_tables::container::{TABLE, Tag};
use lvzhi_tables::fold::folded;
use lvzhi_tables::keys::KeyTable;
use lvzhi_tables::layout::{Run, Span};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::rank::{Candidate, MOST_RANKED, rank};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::weights::Weights;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Where the sections of a file stand, read by hand.
pub struct Raw {
    pub sections: Vec<Place>,
}

/// Where a section stands.
pub struct Place {
    pub tag: Tag,
    pub start: usize,
    pub length: usize,
}

impl Raw {
    pub fn of(bytes: &[u8]) -> Self {
        let count = u16::from_le_bytes(bytes[10..12].try_into().unwrap());
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let rows = (0..usize::from(count)).map(|n| 24 + 12 * n);
        let place = |at: usize| Place {
            tag: bytes[at..at + 4].try_into().unwrap(),
            start: number(at + 4),
            length: number(at + 8),
        };
        Self { sections: rows.map(place).collect() }
    }

    /// The tags that an error may name.
    pub fn tags(&self) -> BTreeSet<Tag> {
        self.sections.iter().map(|place| place.tag).chain([TABLE]).collect()
    }

    pub fn section(&self, tag: Tag) -> &Place {
        self.sections.iter().find(|place| place.tag == tag).unwrap()
    }
}

/// The file with its checksum made anew.
pub fn checked(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = crc32fast::hash(&bytes[24..]);
    bytes[20..24].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Texts that matters and list know something of.
const TEXTS: [&str; 4] = ["残疾人补贴怎么申请", "拆除违法建筑", "低保", "明天下雨吗，家里揭不开锅"];

/// Looks at everything, counts what it has seen, and sums it.
struct Walk<'a> {
    text: &'a str,
    sum: DefaultHasher,
    rows: usize,
    bytes: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, sum: DefaultHasher::new(), rows: 0, bytes: 0 }
    }

    fn saw(&mut self, what: impl Hash) {
        self.rows += 1;
        what.hash(&mut self.sum);
    }

    fn text(&mut self, span: Span) -> &'a str {
        let text = span.of(self.text);
        assert_eq!(text.len(), span.len.get() as usize, "{span:?}");
        self.bytes += text.len();
        self.saw(text);
        text
    }

    fn texts<const N: usize>(&mut self, spans: [Span; N]) {
        for span in spans {
            self.text(span);
        }
    }

    fn run<T>(&mut self, run: Run, rows: &'a [T]) -> &'a [T] {
        let rows = run.of(rows);
        assert_eq!(rows.len(), run.len.get() as usize, "{run:?}");
        self.rows += rows.len();
        rows
    }

    fn keys(&mut self, table: &KeyTable<'_>, most: usize, longest: usize) {
        for row in table.keys {
            let key = self.text(row.key);
            assert!(key.len() <= longest.max(1024));
            // A key that stands twice has the value of one of them.
            let found = table.get(self.text, key.as_bytes()).unwrap();
            assert!(usize::from(found) < most);
            self.saw(found);
            self.saw(table.get(self.text, &key.as_bytes()[..key.len() / 2]));
        }
    }
}

/// Ranks, and checks what holds of every ranking.
fn ranked(walk: &mut Walk<'_>, matters: &Matters<'_>, list: &Tables<'_>, text: &str) {
    let Some(ranking) = rank(matters, list, text, Reading::Matter, MOST_RANKED) else { return };
    let found: Vec<Candidate> = ranking.best.iter().copied().filter(|candidate| candidate.item != u16::MAX).collect();
    assert_eq!(found.len(), list.items.len().min(MOST_RANKED));
    assert!(found.is_sorted_by(|a, b| a.score > b.score || a.score == b.score && a.item < b.item), "{found:?}");
    assert!(ranking.outside.is_finite() && ranking.length.is_finite() && !ranking.other_tier.is_nan());
    assert!(usize::from(ranking.matter) <= matters.matters.len());
    for candidate in found {
        assert!(usize::from(candidate.item) < list.items.len());
        assert!(usize::from(candidate.matter) <= matters.matters.len());
        assert!(candidate.score.is_finite());
        for logistic in [matters.head.right, matters.head.listed] {
            let probability = logistic.of(ranking.facts(candidate));
            assert!((0.0..=1.0).contains(&probability), "{probability}");
            walk.saw(probability.to_bits());
        }
        walk.saw((candidate.item, candidate.matter, candidate.score.to_bits()));
    }
    walk.saw((ranking.outside.to_bits(), ranking.other_tier.to_bits(), ranking.matter));
}

/// Everything that a list gives, in one number. What is seen stays in proportion to the file.
pub fn walk_list(list: &Tables<'_>, matters: &Matters<'_>) -> u64 {
    let mut walk = Walk::new(list.text);
    let township = list.township;
    for span in [
        township.data_version,
        township.edition,
        township.name,
        township.county,
        township.prefecture,
        township.region,
        township.code,
    ] {
        walk.text(span);
    }
    for row in list.figures {
        walk.texts([row.key, row.name, row.unit]);
        walk.saw(row.value.get());
    }
    let mut categories = [0; 3];
    for row in list.categories {
        walk.text(row.name);
        categories[usize::from(row.tier)] += usize::from(row.items.get());
    }
    let tiers: Vec<usize> = (0..3).map(|tier| list.tier(tier).len()).collect();
    assert_eq!(tiers.iter().sum::<usize>(), list.items.len());
    assert_eq!(categories.iter().sum::<usize>(), list.items.len());
    for row in list.departments {
        walk.texts([row.name, row.short]);
        for &alias in walk.run(row.aliases, list.spans) {
            walk.text(alias);
        }
        for item in walk.run(row.items, list.department_items) {
            walk.saw(list.items[usize::from(item.get())].category.get());
        }
        assert!(row.kind < 8);
    }
    for (at, row) in list.items.iter().enumerate() {
        walk.text(row.name);
        let category = &list.categories[usize::from(row.category.get())];
        assert_eq!(usize::from(category.tier), list.tier_of(at));
        for department in walk.run(row.departments, list.item_departments) {
            walk.saw(list.departments[usize::from(department.get())].kind);
        }
        for run in [row.upper_duties, row.township_duties] {
            for group in walk.run(run, list.groups) {
                walk.text(group.heading);
                walk.saw(list.departments.get(usize::from(group.department.get())).is_some());
                for &duty in walk.run(group.duties, list.spans) {
                    walk.text(duty);
                }
            }
        }
        for takeover in walk.run(row.takeovers, list.takeovers) {
            walk.text(takeover.method);
            walk.saw(list.departments.get(usize::from(takeover.department.get())).is_some());
        }
        for line in walk.run(row.lines, list.lines) {
            assert!(line.get() > 0);
        }
        for repair in walk.run(row.repairs, list.repairs) {
            walk.texts([repair.field, repair.scanned, repair.basis, repair.basis_zh]);
            assert!(repair.kind < 3);
        }
        for item in walk.run(row.related, list.related) {
            walk.saw(list.items[usize::from(item.get())].category.get());
        }
    }
    for row in list.links {
        let covers = walk.run(row.covers, list.covers);
        assert!(
            covers.is_sorted_by_key(|cover| cover.flags & 1 == 0)
                && covers.first().is_none_or(|cover| cover.flags & 1 == 1)
        );
        for cover in covers {
            walk.saw((cover.matter.get(), cover.offset().to_bits(), cover.sure, cover.flags));
        }
    }
    let longest = usize::from(township.longest_key.get());
    walk.keys(&list.names, list.items.len(), longest);
    walk.keys(&list.spellings, list.departments.len(), longest);
    for text in TEXTS {
        ranked(&mut walk, matters, list, text);
        walk.saw(list.names.get(list.text, text.as_bytes()));
    }
    for row in list.items {
        let name: String = folded(row.name.of(list.text)).map(|(_, c)| c).collect();
        walk.saw(list.names.get(list.text, name.as_bytes()));
        if list.items.len() < 10 {
            ranked(&mut walk, matters, list, &name);
        }
    }
    walk.sum.finish()
}

/// Everything that matters give.
pub fn walk_matters(matters: &Matters<'_>, list: &Tables<'_>) -> u64 {
    let mut walk = Walk::new(matters.text);
    walk.text(matters.head.version);
    walk.text(matters.head.fingerprint);
    for row in matters.acts.iter().chain(matters.fields) {
        walk.texts([row.key, row.name]);
    }
    for row in matters.matters {
        walk.texts([row.thing, row.name, row.body, row.basis]);
        walk.text(matters.acts[usize::from(row.act.get())].name);
        walk.text(matters.fields[usize::from(row.field.get())].name);
    }
    for term in 0..matters.index.len() {
        let weights = Weights::of(matters.index.said(term));
        for class in 0..=matters.matters.len() + 1 {
            walk.saw(weights.weight(class));
        }
        assert!(matters.index.rarity(term) > 0);
    }
    for text in TEXTS {
        ranked(&mut walk, matters, list, text);
    }
    walk.sum.finish()
}
