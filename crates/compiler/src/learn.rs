//! Learns the weights of terms for matters, and writes the compiled matters (`.lvm`).

use crate::error::{CompileError, Rows};
use crate::file::{Texts, Writer};
use crate::formulas;
use crate::matters::Matters;
use crate::meaning;
use crate::perfect_hash;
use crate::train::{self, ClassWeights, Membership, Training, Vector, train};
use crate::vocabulary::{Packed, Sections, Vocabulary, fits};
use lvzhi_tables::container::FileKind;
use lvzhi_tables::frame::{FrameRow, Label};
use lvzhi_tables::index::{IndexRow, is_single, terms};
use lvzhi_tables::layout::KeyRow;
use lvzhi_tables::matters::{MatterRow, MattersRow, MattersTags, NamedRow};
use lvzhi_tables::row::{F32, U16};
use lvzhi_tables::weights::{CHUNK, DENSE_WEIGHTS, LEAST_WEIGHT, MIDDLE, MOST_WEIGHT, sparse};
use std::collections::BTreeMap;
use std::num::NonZero;

/// Weights are kept in this many steps against a matter, and one less for it: finer ones make no query more right, the library larger and sums wider.
const STEPS: f64 = -(LEAST_WEIGHT as f64);

/// Weights are scaled so that this share of them fits into the steps; the rest are cut to the largest.
const UNCUT: f64 = 0.9995;

/// Weights smaller than this part of a step are left out.
const SMALLEST: f64 = 0.65;

/// The act of small talk, and how much less it scores: people complain and thank by the way in messages about something else.
const CHAT: &str = "chat";
const BY_THE_WAY: f32 = 0.1;

/// A term that speaks about more than this share of the classes has a dense row.
const DENSE_SHARE: f64 = 0.1;

/// A text to learn from, and the index of its matter; `None`: of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example<'a> {
    /// The text.
    pub text: &'a str,
    /// Index of the matter.
    pub matter: Option<usize>,
}

impl Matters {
    /// Everything that they give to learn from.
    #[must_use]
    pub fn examples(&self) -> Vec<Example<'_>> {
        let said = self.wording.iter().chain(&self.words);
        let of_matters = said.map(|(matter, text)| Example { text, matter: Some(*matter) });
        of_matters.chain(self.background.iter().map(|text| Example { text, matter: None })).collect()
    }
}

/// What was learnt: one index over all matters.
#[derive(Debug)]
pub struct Learnt {
    row: IndexRow,
    frame: FrameRow,
    /// The labels of fields, folded, by slot of their hash, and what they are.
    labels: Vec<(String, Label)>,
    sections: Sections,
    bias: Vec<F32>,
    meaning: meaning::Learnt,
}

impl Learnt {
    /// Learns from examples of these matters, with as many threads as there are processors.
    ///
    /// # Errors
    /// As [`Learnt::with_threads`].
    pub fn from(matters: &Matters, examples: &[Example<'_>]) -> Result<Self, CompileError> {
        Self::with_threads(matters, examples, std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN))
    }

    /// Learns from examples of these matters. However many threads do, they learn the same.
    ///
    /// # Errors
    /// Where an example names a matter that is not there.
    pub fn with_threads(
        matters: &Matters,
        examples: &[Example<'_>],
        threads: NonZero<usize>,
    ) -> Result<Self, CompileError> {
        let general = matters.matters.len();
        for matter in examples.iter().filter_map(|example| example.matter) {
            matters.matters.row(matter, "matter")?;
        }
        let places = train::scattered(examples.len());
        let examples: Vec<Example<'_>> =
            places.iter().map(|&at| examples.row(at as usize, "example").copied()).collect::<Result<_, _>>()?;
        let seldom = |matter: usize| matters.matters.get(matter).is_some_and(|matter| matter.seldom);
        let vocabulary = vocabulary(&examples)?;
        let vectors: Vec<Vector> =
            examples.iter().map(|example| vector(&vocabulary, example.text)).collect::<Result<_, _>>()?;
        // The last class is what lies outside of every list in general.
        let classes_of: Vec<Membership> = examples
            .iter()
            .map(|example| {
                let within = example.matter.and_then(|matter| matters.matters.get(matter)?.within);
                let outside = example.matter.filter(|&matter| seldom(matter)).map(|_| general);
                Membership { of: [example.matter, outside], within }
            })
            .collect();
        let training = Training { threads, ..Training::default() };
        let learnt = train(&vectors, &classes_of, general + 1, &vocabulary.rarity, training)?;
        let mut packed = pack(&vocabulary, &learnt)?;
        let matter_of: Vec<Option<usize>> = examples.iter().map(|example| example.matter).collect();
        packed.meaning = meaning::learn(&vectors, &matter_of, &vocabulary.rarity, &matters.meaning, general, threads)?;
        for (bias, matter) in packed.bias.iter_mut().zip(&matters.matters) {
            if matters.acts.get(matter.act).is_some_and(|act| act.key == CHAT) {
                *bias = F32::new(bias.get() - BY_THE_WAY);
            }
        }
        let labels: Vec<&str> = matters.labels.iter().map(|(_, label)| label.as_str()).collect();
        let hash = perfect_hash::texts(&labels)?;
        packed.frame = formulas::learn(matters, &hash, &mut packed.sections)?;
        for &at in &hash.order {
            let (what, label) = matters.labels.row(at, "label")?;
            packed.labels.push((label.clone(), *what));
        }
        Ok(packed)
    }

    /// The bytes of the compiled matters.
    ///
    /// # Errors
    /// Where they are more than a file has room for.
    pub fn compile(&self, matters: &Matters) -> Result<Vec<u8>, CompileError> {
        let mut texts = Texts::new();
        let named = |texts: &mut Texts, named: &[crate::matters::Named]| -> Vec<NamedRow> {
            named
                .iter()
                .map(|named| NamedRow { key: texts.intern(&named.key), name: texts.intern(&named.name) })
                .collect()
        };
        let acts = named(&mut texts, &matters.acts);
        let fields = named(&mut texts, &matters.fields);
        let rows: Vec<MatterRow> = matters
            .matters
            .iter()
            .map(|matter| MatterRow {
                thing: texts.intern(&matter.thing),
                name: texts.intern(&matters.name(matter)),
                act: U16::new(matter.act as u16),
                field: U16::new(matter.field as u16),
                body: texts.intern(matter.body.as_deref().unwrap_or_default()),
                basis: texts.intern(matter.basis.as_deref().unwrap_or_default()),
                flags: U16::new(
                    u16::from(matter.carries) * MatterRow::CARRIES + u16::from(matter.of_list) * MatterRow::OF_LIST,
                ),
                within: U16::new(matter.within.map_or(0, |within| within as u16 + 1)),
            })
            .collect();
        let head = MattersRow {
            version: texts.intern(env!("CARGO_PKG_VERSION")),
            fingerprint: texts.intern(&matters.fingerprint),
            right: matters.calibration.right,
            listed: matters.calibration.listed,
        };
        let labels: Vec<KeyRow> = self
            .labels
            .iter()
            .map(|(label, what)| KeyRow { key: texts.intern(label), value: U16::new(*what as u16) })
            .collect();
        let mut file = Writer::new(FileKind::Matters);
        file.rows(MattersTags::HEAD, &[head]);
        file.texts(MattersTags::TEXT, &texts);
        file.rows(MattersTags::ACTS, &acts);
        file.rows(MattersTags::FIELDS, &fields);
        file.rows(MattersTags::MATTERS, &rows);
        file.rows(MattersTags::BIAS, &self.bias);
        file.rows(MattersTags::INDEX, &[self.row]);
        file.rows(MattersTags::FRAME, &[self.frame]);
        file.rows(MattersTags::LABELS, &labels);
        file.rows(MattersTags::DISPLACEMENTS, &self.sections.displacements);
        file.rows(MattersTags::TERMS, &self.sections.terms);
        file.rows(MattersTags::POSTINGS, &self.sections.postings);
        file.rows(MattersTags::PLACE_OF_TERM, &self.meaning.of_term);
        file.rows(MattersTags::TERM_PLACES, &self.meaning.terms);
        file.rows(MattersTags::MATTER_PLACES, &self.meaning.matters);
        file.finish()
    }
}

fn vocabulary(examples: &[Example<'_>]) -> Result<Vocabulary, CompileError> {
    let mut frequency: BTreeMap<u32, u32> = BTreeMap::new();
    for example in examples {
        for key in distinct(example.text) {
            *frequency.entry(key).or_default() += 1;
        }
    }
    // A pair that one text alone has is a name or a turn of phrase.
    frequency.retain(|&key, &mut count| count > 1 || is_single(key));
    Vocabulary::of(frequency, examples.len())
}

fn vector(vocabulary: &Vocabulary, text: &str) -> Result<Vector, CompileError> {
    let mut numbers: Vec<u32> = distinct(text).into_iter().filter_map(|key| vocabulary.number(key)).collect();
    numbers.sort_unstable();
    let mut squares = 0.0;
    for &number in &numbers {
        let rarity = f64::from(*vocabulary.rarity.row(number as usize, "the rarity of term")?);
        squares += rarity * rarity;
    }
    Ok(Vector { terms: numbers, scale: 1.0 / squares.sqrt().max(f64::MIN_POSITIVE) })
}

fn pack(vocabulary: &Vocabulary, learnt: &[ClassWeights]) -> Result<Learnt, CompileError> {
    let mut by_term: Vec<Vec<(u16, f64)>> = vec![Vec::new(); vocabulary.keys.len()];
    for (class, weights) in (0u16..).zip(learnt) {
        for (&term, &weight) in weights.terms.iter().zip(&weights.weights) {
            by_term.row_mut(term as usize, "term")?.push((class, weight));
        }
    }
    let scale = scale_of(&by_term);
    // What is more than an index has room for keeps the larger weights.
    let mut smallest = SMALLEST;
    let postings = loop {
        let postings = postings(&by_term, learnt.len(), scale, smallest)?;
        if fits(&postings) || smallest > STEPS {
            break postings;
        }
        smallest += 1.0;
    };
    let mut sections = Sections::default();
    let row = vocabulary.pack(&postings, learnt.len(), scale as f32, &mut sections)?;
    let bias = learnt.iter().map(|weights| F32::new(weights.bias as f32)).collect();
    Ok(Learnt {
        row,
        frame: FrameRow::default(),
        labels: Vec::new(),
        sections,
        bias,
        meaning: meaning::Learnt::default(),
    })
}

/// What each term says, of weights from `smallest` on in steps of `1 / scale`.
fn postings(
    by_term: &[Vec<(u16, f64)>],
    classes: usize,
    scale: f64,
    smallest: f64,
) -> Result<Vec<Packed>, CompileError> {
    by_term
        .iter()
        .map(|row| {
            let (least, most) = (f64::from(LEAST_WEIGHT), f64::from(MOST_WEIGHT));
            let kept: Vec<(u16, i8)> = row
                .iter()
                .map(|&(class, weight)| (class, weight * scale))
                .filter(|(_, weight)| weight.abs() >= smallest)
                .map(|(class, weight)| (class, libm::round(weight).clamp(least, most) as i8))
                .collect();
            packed(&kept, kept.len() as f64 > DENSE_SHARE * classes as f64, classes)
        })
        .collect()
}

/// [`lvzhi_tables::weights::Weights`] of classes, sorted by class; `dense`: of each of so many classes, where all have room.
fn packed(weights: &[(u16, i8)], dense: bool, classes: usize) -> Result<Packed, CompileError> {
    if !dense || !weights.iter().all(|(_, weight)| DENSE_WEIGHTS.contains(weight)) {
        let bytes = weights.iter().flat_map(|&(class, weight)| sparse(class, weight)).collect();
        return Ok(Packed { dense: false, bytes });
    }
    let mut bytes = vec![MIDDLE << 4 | MIDDLE; classes.div_ceil(2 * CHUNK) * CHUNK];
    for &(class, weight) in weights {
        let (chunk, at) = (usize::from(class) / (2 * CHUNK), usize::from(class) % (2 * CHUNK));
        let byte = bytes.row_mut(chunk * CHUNK + at % CHUNK, "class")?;
        // To add 8 to a number of four bits is to turn its highest bit round, which the middle does.
        *byte ^= (weight as u8 & 15) << if at < CHUNK { 0 } else { 4 };
    }
    Ok(Packed { dense, bytes })
}

/// The factor that brings all but the largest few weights into [`STEPS`].
fn scale_of(by_term: &[Vec<(u16, f64)>]) -> f64 {
    let mut sizes: Vec<f64> = by_term.iter().flatten().map(|&(_, weight)| weight.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let at = (sizes.len() as f64 * UNCUT) as usize;
    sizes.get(at).or(sizes.last()).map_or(1.0, |&size| STEPS / size.max(f64::MIN_POSITIVE))
}

/// The distinct terms of a text, sorted.
fn distinct(text: &str) -> Vec<u32> {
    let mut keys: Vec<u32> = terms(text).map(|term| term.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
