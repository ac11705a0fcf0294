//! Learns the weights of terms from the list and from people's words.
//!
//! Each class (an item, or a matter outside the list) is told from all others by a linear support vector machine with
//! squared hinge loss, solved in the dual by coordinate descent (Hsieh et al., "A Dual Coordinate Descent Method for
//! Large-scale Linear SVM", ICML 2008, algorithm 1). A class has weights only for terms that its own texts hold, so the
//! tables stay small. Additions and multiplications of `f64` in a fixed order give the same weights on every machine.

use crate::error::{CompileError, Rows};
use std::num::NonZero;
use std::sync::Mutex;

/// A text as a sparse vector of unit length: the value of a term is its rarity over the length.
#[derive(Debug, Clone)]
pub(crate) struct Vector {
    /// Sorted.
    pub(crate) terms: Vec<u32>,
    /// One over the length of the vector of rarities.
    pub(crate) scale: f64,
}

/// What a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Membership {
    /// Its classes: a matter; and, where lists hardly hold it, what lies outside in general.
    pub(crate) of: [Option<usize>; 2],
    /// The wider matter of which the matter is a part, whose class it is too, at a lower price: what is said of the part widens the class, but
    /// must not make it the first for everything near.
    pub(crate) within: Option<usize>,
}

/// How the machine is trained. Chosen by cross-validation over the phrases: DESIGN.md, "Words to items".
#[derive(Debug, Clone, Copy)]
pub(crate) struct Training {
    /// Price of an error.
    pub(crate) cost: f64,
    /// Price of an error about a text of a matter that is a part of the class's.
    pub(crate) part_cost: f64,
    /// Passes over the examples at the most.
    pub(crate) passes: usize,
    /// Stops when no example violates its condition by more.
    pub(crate) tolerance: f64,
    /// Threads that train; what they learn does not depend on how many there are.
    pub(crate) threads: NonZero<usize>,
}

impl Default for Training {
    fn default() -> Self {
        Self { cost: 0.5, part_cost: 0.15, passes: 60, tolerance: 0.1, threads: NonZero::<usize>::MIN }
    }
}

/// The weights of one class: its terms, sorted, the weight of each times its rarity, and the bias.
#[derive(Debug, Clone)]
pub(crate) struct ClassWeights {
    pub(crate) terms: Vec<u32>,
    pub(crate) weights: Vec<f64>,
    pub(crate) bias: f64,
}

/// Trains every class against the rest. `classes_of` says for each text which classes it belongs to, `rarity` is that of
/// each term.
pub(crate) fn train(
    vectors: &[Vector],
    classes_of: &[Membership],
    classes: usize,
    rarity: &[u8],
    training: Training,
) -> Result<Vec<ClassWeights>, CompileError> {
    let mut results: Vec<Option<Result<ClassWeights, CompileError>>> = vec![None; classes];
    // A thread takes the next class when it is done with one: classes differ much in size.
    let slots = Mutex::new(results.iter_mut().enumerate());
    std::thread::scope(|scope| {
        for _ in 0..training.threads.get() {
            scope.spawn(|| {
                let mut machine = Machine::new(vectors, classes_of, rarity);
                loop {
                    let next = slots.lock().ok().and_then(|mut slots| slots.next());
                    let Some((class, slot)) = next else { break };
                    *slot = Some(machine.train(class, training));
                }
            });
        }
    });
    let missing = |index| CompileError::Missing { what: "the weights of class", index, rows: classes };
    results.into_iter().enumerate().map(|(class, result)| result.unwrap_or(Err(missing(class)))).collect()
}

struct Machine<'a> {
    vectors: &'a [Vector],
    classes_of: &'a [Membership],
    rarity: &'a [u8],
    /// Place of each term among the class's terms, from 1; 0 is none.
    place: Vec<u32>,
}

/// An example of a class: +1 or -1, and its terms among those of the class.
pub(crate) struct Example {
    pub(crate) sign: f64,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// One over the length of the whole text's vector.
    pub(crate) scale: f64,
    /// Square of the vector's length over the class's terms.
    pub(crate) square: f64,
    /// Half of one over the price of an error.
    pub(crate) diagonal: f64,
}

impl<'a> Machine<'a> {
    fn new(vectors: &'a [Vector], classes_of: &'a [Membership], rarity: &'a [u8]) -> Self {
        Self { vectors, classes_of, rarity, place: vec![0; rarity.len()] }
    }

    fn train(&mut self, class: usize, training: Training) -> Result<ClassWeights, CompileError> {
        let mut terms: Vec<u32> = self
            .vectors
            .iter()
            .zip(self.classes_of)
            .filter(|(_, membership)| membership.of.contains(&Some(class)))
            .flat_map(|(vector, _)| vector.terms.iter().copied())
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let mut squares = Vec::with_capacity(terms.len());
        for (place, &term) in (1u32..).zip(&terms) {
            *self.place.row_mut(term as usize, "term")? = place;
            let rarity = f64::from(*self.rarity.row(term as usize, "the rarity of term")?);
            squares.push(rarity * rarity);
        }
        let (examples, places) = self.examples(class, &squares, training)?;
        let (weights, bias) = descend(&examples, &places, &squares, training)?;
        for &term in &terms {
            *self.place.row_mut(term as usize, "term")? = 0;
        }
        Ok(ClassWeights { terms, weights, bias })
    }

    fn examples(
        &self,
        class: usize,
        squares: &[f64],
        training: Training,
    ) -> Result<(Vec<Example>, Vec<u32>), CompileError> {
        let mut examples = Vec::with_capacity(self.vectors.len());
        let mut places = Vec::new();
        for (vector, membership) in self.vectors.iter().zip(self.classes_of) {
            let from = places.len();
            let mut square = 0.0;
            for &term in &vector.terms {
                // Terms that are none of the class's have no place.
                let Some(place) = self.place.row(term as usize, "term")?.checked_sub(1) else { continue };
                square += squares.row(place as usize, "the square of term")?;
                places.push(place);
            }
            let part = membership.within == Some(class);
            let sign = if part || membership.of.contains(&Some(class)) { 1.0 } else { -1.0 };
            let diagonal = 0.5 / if part { training.part_cost } else { training.cost };
            let square = square * vector.scale * vector.scale;
            examples.push(Example { sign, from, to: places.len(), scale: vector.scale, square, diagonal });
        }
        Ok((examples, places))
    }
}

/// Examples that stay in the nearest caches, in whatever order they are met.
const NEAR: usize = 1 << 13;

/// The places of so many examples in an order in which those of one class stand apart: a fixed one, so that training has one result.
pub(crate) fn scattered(examples: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..examples as u32).collect();
    Shuffle(0x9E37_79B9_7F4A_7C15).shuffle(&mut order, examples);
    order
}

/// Dual coordinate descent with shrinking of examples that stay at the bound; the bias is the weight of a constant 1. Examples are walked
/// through as they stand, which must be [`scattered`], until so few are left that another order costs nothing.
///
/// Weights are kept times the rarity of their term, so that an example is no more than the places of its terms and one
/// scale: what is walked through again and again stays in the cache. `squares` are those of the terms' rarities.
pub(crate) fn descend(
    examples: &[Example],
    places: &[u32],
    squares: &[f64],
    training: Training,
) -> Result<(Vec<f64>, f64), CompileError> {
    let mut weights = vec![0.0f64; squares.len()];
    let mut bias = 0.0f64;
    let mut alpha = vec![0.0f64; examples.len()];
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut random = Shuffle(0x2545_F491_4F6C_DD1D);
    let mut active = order.len();
    let mut bound = f64::INFINITY;
    for _ in 0..training.passes {
        let mut largest = f64::NEG_INFINITY;
        let mut smallest = f64::INFINITY;
        if active <= NEAR {
            random.shuffle(&mut order, active);
        }
        let mut at = 0;
        while at < active {
            let number = *order.row(at, "example")? as usize;
            let example = examples.row(number, "example")?;
            let diagonal = example.diagonal;
            let alpha = alpha.row_mut(number, "example")?;
            let rows = places.len();
            let own = places.get(example.from..example.to);
            let own = own.ok_or(CompileError::Missing { what: "the terms of example", index: example.to, rows })?;
            let mut sum = 0.0;
            for &place in own {
                sum += weights.row(place as usize, "the weight of term")?;
            }
            let gradient = example.sign * (sum * example.scale + bias) - 1.0 + *alpha * diagonal;
            let mut violation = gradient;
            if *alpha == 0.0 {
                if gradient > bound {
                    active -= 1;
                    order.swap(at, active);
                    continue;
                }
                violation = gradient.min(0.0);
            }
            largest = largest.max(violation);
            smallest = smallest.min(violation);
            if violation.abs() > 1e-12 {
                let old = *alpha;
                *alpha = (old - gradient / (example.square + 1.0 + diagonal)).max(0.0);
                let step = (*alpha - old) * example.sign;
                for &place in own {
                    let square = squares.row(place as usize, "the square of term")?;
                    *weights.row_mut(place as usize, "the weight of term")? += step * example.scale * square;
                }
                bias += step;
            }
            at += 1;
        }
        if largest - smallest <= training.tolerance {
            if active == order.len() {
                break;
            }
            active = order.len();
            bound = f64::INFINITY;
        } else {
            bound = if largest > 0.0 { largest } else { f64::INFINITY };
        }
    }
    Ok((weights, bias))
}

/// A fixed sequence of permutations (xorshift64*), so that training has one result.
struct Shuffle(u64);

impl Shuffle {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let wide = u128::from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)) * bound as u128;
        (wide >> 64) as usize
    }

    fn shuffle(&mut self, order: &mut [u32], len: usize) {
        for at in (1..len.min(order.len())).rev() {
            let other = self.below(at + 1);
            order.swap(at, other);
        }
    }
}
