//! Looking things up among the matters: by words of their names, by what they stand near to, and by the items that cover them.

use crate::catalogue::Catalogue;
use crate::item::Item;
use crate::matter::{Cover, Matter, all_matters, matter, matters};
use lvzhi_tables::fold::folded;
use lvzhi_tables::meaning::{Place, cosine};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::scores::Scores;

/// How many near matters are told at the most.
const MOST_NEAR: usize = 3;

/// Matters whose places have a cosine below this are not taken for each other.
const ALIKE: f32 = 0.5;

/// A matter is near to a text where it scores more than this, with its nearness; one whose own words the text has scores about 0 and more.
const NEAR: f32 = -0.55;

/// The matters that `words` name, by number: the one of this id; those of the field of this name; else those whose names hold each of the words, which white
/// space parts. Width, case and traditional characters do not matter. None where nothing but white space is given.
///
/// ```
/// let named: Vec<_> = lvzhi::matters_named("护照").map(|matter| matter.thing()).collect();
/// assert!(named.contains(&"普通护照"));
/// ```
pub fn matters_named(words: &str) -> impl Iterator<Item = Matter> + Clone + '_ {
    let by_id = matter(words.trim());
    let of_field = all_matters().any(|matter| equal(matter.field(), words));
    all_matters().filter(move |matter| match by_id {
        Some(one) => *matter == one,
        None if of_field => equal(matter.field(), words),
        None => {
            let mut all = words.split_whitespace().peekable();
            all.peek().is_some() && all.all(|word| contains(matter.name(), word))
        }
    })
}

/// The matters that a text speaks of, by its words and its meaning, the nearest first: three at the most, none that is far.
///
/// ```
/// let near = lvzhi::matters_like("护照丢了怎么补").next().ok_or("none")?;
/// assert_eq!(near.thing(), "普通护照");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn matters_like(text: &str) -> impl DoubleEndedIterator<Item = Matter> + use<> {
    let scores = Scores::of(matters(), text, Reading::Matter);
    let direction = scores.as_ref().map(Scores::direction);
    best(all_matters().filter_map(|matter| {
        let score = scores.as_ref()?.matter(matter.id().number()) + direction.as_ref()?.nearness(place(matter)?);
        (score > NEAR).then_some((score, matter))
    }))
}

impl Matter {
    /// The wider matter of which this one is a part: who answers for that one answers for this one.
    #[must_use]
    pub fn within(self) -> Option<Self> {
        Self::numbered(self.row()?.within.get())
    }

    /// The matters that are parts of this one, by number.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        matters().parts_of(self.id().number()).filter_map(Self::numbered)
    }

    /// Others that this one is easily taken for (易混), the likeliest first, three at the most: those that stand next to it by their meaning. Computed from what
    /// people say of them, not judged by anybody; what it is a part of, and its own parts, are not among them.
    ///
    /// ```
    /// let lamps = lvzhi::matters_named("村庄路灯").next().ok_or("none")?;
    /// assert_eq!(lamps.near().next().map(|other| other.thing()), Some("城市路灯"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn near(self) -> impl DoubleEndedIterator<Item = Self> + use<> {
        let apart = move |other: &Self| *other != self && other.within() != Some(self) && self.within() != Some(*other);
        best(all_matters().filter(apart).filter_map(|other| {
            let cosine = cosine(place(self)?, place(other)?);
            (cosine >= ALIKE).then_some((cosine, other))
        }))
    }
}

/// Where a matter stands by its meaning.
fn place(matter: Matter) -> Option<&'static Place> {
    matters().meaning.of_matter(matter.id().number())
}

impl Catalogue {
    /// The items that cover a matter, those that are mainly about it first, then in the order of the list. Who covers a matter covers its parts, where no item
    /// covers those by itself.
    ///
    /// ```
    /// let list = lvzhi::catalogue();
    /// let matter = list.item("R009").and_then(|item| item.covers().next()).and_then(|cover| cover.matter).ok_or("none")?;
    /// let (item, cover) = list.covering(matter).next().ok_or("nobody")?;
    /// assert!(cover.main);
    /// assert_eq!(item.id().to_string(), "R009");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn covering(&self, matter: Matter) -> impl Iterator<Item = (Item<'_>, Cover)> + Clone + use<'_> {
        [true, false].into_iter().flat_map(move |main| {
            self.items().filter_map(move |item| {
                let cover = item.covers().find(|cover| cover.matter == Some(matter))?;
                (cover.main == main).then_some((item, cover))
            })
        })
    }
}

/// The best of what is scored, the best first, equal ones in their order.
fn best(
    scored: impl Iterator<Item = (f32, Matter)>,
) -> core::iter::Flatten<core::array::IntoIter<Option<Matter>, MOST_NEAR>> {
    let mut best: [(f32, Option<Matter>); MOST_NEAR] = [(f32::NEG_INFINITY, None); MOST_NEAR];
    for (score, matter) in scored {
        let mut entry = (score, Some(matter));
        for slot in &mut best {
            if entry.0 > slot.0 {
                core::mem::swap(slot, &mut entry);
            }
        }
    }
    best.map(|(_, matter)| matter).into_iter().flatten()
}

/// Whether two texts are the same once they are folded.
fn equal(one: &str, other: &str) -> bool {
    folded(one).map(|(_, c)| c).eq(folded(other).map(|(_, c)| c))
}

/// Whether a text holds a word, once both are folded.
fn contains(text: &str, word: &str) -> bool {
    let mut rest = folded(text).map(|(_, c)| c);
    loop {
        let mut here = rest.clone();
        if folded(word).all(|(_, c)| here.next() == Some(c)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}
