//! Looking things up among the matters: by words of their names, by what they stand near to, and by the items that cover them.

use crate::catalogue::Catalogue;
use crate::item::Item;
use crate::matter::{Cover, Matter, all_matters, matter, matters};
use alloc::boxed::Box;
use lvzhi_tables::fold::folded;
use lvzhi_tables::index::Postings;
use lvzhi_tables::rank::Scores;
use lvzhi_tables::reading::Reading;
use lvzhi_tables::sums::MOST_CLASSES;
use once_cell::race::OnceBox;

/// How many near matters are told at the most.
const MOST_NEAR: usize = 3;

/// Matters whose words have a cosine below this are not taken for each other.
const SHARED: f32 = 0.03;

/// A matter is near to a text where it scores more than this; one whose own words the text has scores about 0 and more.
const NEAR: f32 = -0.8;

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

/// The matters whose words a text has most of, the nearest first: three at the most, none that is far.
///
/// ```
/// let near = lvzhi::matters_like("护照丢了怎么补").next().ok_or("none")?;
/// assert_eq!(near.thing(), "普通护照");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn matters_like(text: &str) -> impl DoubleEndedIterator<Item = Matter> + use<> {
    let scores = Scores::of(matters(), text, Reading::Matter);
    best(all_matters().filter_map(|matter| {
        let score = scores.as_ref()?.matter(matter.id().number());
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

    /// Others that this one is easily taken for (易混), the likeliest first, three at the most: those with which it shares most of the words by which people
    /// tell of it. Computed from the learnt words, not judged by anybody; what it is a part of, and its own parts, are not among them.
    ///
    /// ```
    /// let lamps = lvzhi::matters_named("村庄路灯").next().ok_or("none")?;
    /// assert_eq!(lamps.near().next().map(|other| other.thing()), Some("城市路灯"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn near(self) -> impl DoubleEndedIterator<Item = Self> + use<> {
        let shared = shared(class_of(self));
        let length = lengths().get(class_of(self)).copied().unwrap_or(0.0);
        let apart = move |other: &Self| *other != self && other.within() != Some(self) && self.within() != Some(*other);
        best(all_matters().filter(apart).filter_map(|other| {
            let at = class_of(other);
            let both = length * lengths().get(at)?;
            let cosine = if both > 0.0 { shared.get(at)? / both } else { 0.0 };
            (cosine >= SHARED).then_some((cosine, other))
        }))
    }
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

/// The place of a matter among the classes.
fn class_of(matter: Matter) -> usize {
    usize::from(matter.id().number()).saturating_sub(1)
}

/// The weights of a term in the classes that speak of it, each by its size, for or against: a class has weights for terms of its own texts only. Nothing of
/// terms that most matters have.
fn weights(term: usize) -> impl Iterator<Item = (usize, f32)> + Clone {
    let index = &matters().index;
    let steps = match index.postings(term) {
        Postings::Sparse(steps) => steps,
        Postings::Dense(_) => &[],
    };
    let rarity = f32::from(index.rarity(term));
    steps.iter().scan(0usize, move |class, &[step, weight]| {
        *class = class.saturating_add(usize::from(step));
        Some((*class, f32::from((weight as i8).unsigned_abs()) * rarity))
    })
}

/// All terms by their numbers.
fn each_term() -> impl Iterator<Item = usize> {
    (0..).take_while(|&term| matters().index.key(term).is_some())
}

/// What each class has in common with one: sums over the terms of both.
fn shared(class: usize) -> [f32; MOST_CLASSES] {
    let mut shared = [0.0; MOST_CLASSES];
    for term in each_term() {
        let weights = weights(term);
        let Some((_, own)) = weights.clone().find(|&(at, weight)| at == class && weight > 0.0) else { continue };
        for (at, weight) in weights {
            if let Some(sum) = shared.get_mut(at) {
                *sum += own * weight;
            }
        }
    }
    shared
}

/// The length of each class's weights.
fn lengths() -> &'static [f32; MOST_CLASSES] {
    static LENGTHS: OnceBox<[f32; MOST_CLASSES]> = OnceBox::new();
    LENGTHS.get_or_init(|| {
        let mut lengths = Box::new([0.0f32; MOST_CLASSES]);
        for (at, weight) in each_term().flat_map(weights) {
            if let Some(sum) = lengths.get_mut(at) {
                *sum += weight * weight;
            }
        }
        lengths.iter_mut().for_each(|length| *length = libm::sqrtf(*length));
        lengths
    })
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
