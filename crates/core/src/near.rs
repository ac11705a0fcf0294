//! The departments whose names are nearest to a text that is no spelling of any.

use crate::catalogue::Catalogue;
use crate::department::Department;
use crate::township::Township;
use core::cmp::Reverse;
use lvzhi_tables::fold::fold_char;

impl Catalogue {
    /// The departments whose names share most characters with `spelling`, the nearest first, equally near ones in the order of
    /// the registry: three at the most, none without a common character. Names of the list's own county, prefecture, region
    /// and township do not count, nor do the characters that offices end in (局, 委, 会, 部, 办). For messages after
    /// [`Catalogue::department`] found nothing.
    ///
    /// ```
    /// let list = lvzhi::catalogue();
    /// assert!(list.department("市场管理局").is_none());
    /// let nearest = list.departments_like("市场管理局").next().ok_or("none is near")?;
    /// assert_eq!(nearest.name(), "巴楚县市场监督管理局");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn departments_like(&self, spelling: &str) -> impl DoubleEndedIterator<Item = Department<'_>> + use<'_> {
        let mut best: [Option<(usize, Department<'_>)>; 3] = [None; 3];
        let places = places(self.township());
        for department in self.departments() {
            let mut name = ['\0'; LONGEST_NAME];
            for (slot, c) in name.iter_mut().zip(beside_places(department.name(), &places)) {
                *slot = c;
            }
            let spelt = beside_places(spelling, &places).filter_map(fold_char);
            let common = spelt.filter(|&c| telling(c) && name.contains(&c)).count();
            let mut entry = Some((common, department)).filter(|&(common, _)| common > 0);
            let rank = |entry: Option<(usize, Department<'_>)>| entry.map(|(common, of)| (common, Reverse(of.index())));
            for slot in &mut best {
                // Places count too: one that is driven out stays before a later one that is as near.
                if rank(entry) > rank(*slot) {
                    core::mem::swap(slot, &mut entry);
                }
            }
        }
        best.into_iter().flatten().map(|(_, department)| department)
    }
}

/// Characters of a department's name that are compared.
const LONGEST_NAME: usize = 48;

/// Nearly every office of the country ends in one of these: they tell nothing.
const fn telling(c: char) -> bool {
    !matches!(c, '局' | '委' | '会' | '部' | '办')
}

/// What the list's places are called, in full and then without the last character (巴楚 for 巴楚县).
fn places(township: Township<'_>) -> [&str; 8] {
    let full = [township.region(), township.prefecture(), township.county(), township.name()];
    let [a, b, c, d] = full;
    let [e, f, g, h] = full.map(|name| {
        let mut chars = name.chars();
        chars.next_back();
        // A single character is part of too many words.
        Some(chars.as_str()).filter(|short| short.chars().nth(1).is_some()).unwrap_or("")
    });
    [a, b, c, d, e, f, g, h]
}

/// The characters of `text` that are not of a place's name.
fn beside_places<'t>(mut text: &'t str, places: &'t [&str]) -> impl Iterator<Item = char> + 't {
    core::iter::from_fn(move || {
        let named =
            |text: &'t str| places.iter().filter(|place| !place.is_empty()).find_map(|place| text.strip_prefix(place));
        while let Some(behind) = named(text) {
            text = behind;
        }
        let mut chars = text.chars();
        let c = chars.next();
        text = chars.as_str();
        c
    })
}
