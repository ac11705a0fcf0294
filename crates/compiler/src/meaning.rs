//! Learns which terms lead to the places of matters.
//!
//! The places of matters (`meaning.tsv`) come from a sentence encoder. Terms get theirs by ridge regression: the place of each example's
//! matter from the terms of the example, solved by conjugate gradients. Additions and multiplications of `f64` in a fixed order give the
//! same places on every machine, however many threads there are.

use crate::error::{CompileError, Rows};
use crate::places::{Numbers, centred};
use crate::train::Vector;
use lvzhi_tables::meaning::{DIMENSIONS, Lead, NOWHERE, Place};
use lvzhi_tables::row::U16;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Mutex;

/// Terms of fewer examples lead nowhere: these 24,000 are as right as the 40,000 most common ones.
const LEAST_EXAMPLES: u32 = 12;

/// What a term's place costs by its length.
const RIDGE: f64 = 5.0;

/// Steps towards the solution.
const ROUNDS: usize = 30;

/// Numbers of a place that are solved together: they stay in the nearer caches.
const TOGETHER: usize = 16;
const _: () = assert!(DIMENSIONS.is_multiple_of(TOGETHER));
type Lanes = [f64; TOGETHER];

/// All but this share of the numbers of terms' places fit into their steps; the rest are cut.
const UNCUT: f64 = 0.999;

/// What was learnt.
#[derive(Debug, Default)]
pub(crate) struct Learnt {
    pub(crate) of_term: Vec<U16>,
    pub(crate) terms: Vec<Lead>,
    pub(crate) matters: Vec<Place>,
}

/// An example: its terms among those that have a place, and one over the length of their vector.
struct Example {
    terms: std::ops::Range<usize>,
    scale: f64,
    matter: usize,
}

/// What is solved: the examples over the terms that get a place.
struct Problem {
    examples: Vec<Example>,
    /// Of all examples, one after another: the places of their terms.
    terms: Vec<u32>,
    rarity: Vec<f64>,
    given: Vec<Numbers>,
}

/// Learns from the vectors of examples and the indexes of their matters. `given`: where the matters stand, by index.
pub(crate) fn learn(
    vectors: &[Vector],
    matter_of: &[Option<usize>],
    rarity: &[u8],
    given: &BTreeMap<usize, Numbers>,
    matters: usize,
    threads: NonZero<usize>,
) -> Result<Learnt, CompileError> {
    let mut places = vec![[0.0; DIMENSIONS]; matters];
    for (&matter, place) in given {
        *places.row_mut(matter, "the place of matter")? = *place;
    }
    let stands = |matter: &Option<usize>| matter.filter(|matter| given.contains_key(matter));
    let told = || vectors.iter().zip(matter_of).filter_map(|(vector, matter)| Some((vector, stands(matter)?)));
    let mut examples_of = vec![0u32; rarity.len()];
    for &term in told().flat_map(|(vector, _)| &vector.terms) {
        *examples_of.row_mut(term as usize, "term")? += 1;
    }
    // The most common where there are more than a number of 16 bits tells apart.
    let mut least = LEAST_EXAMPLES;
    while examples_of.iter().filter(|&&examples| examples >= least).count() >= usize::from(NOWHERE) {
        least += 1;
    }
    let (mut of_term, mut kept) = (vec![U16::new(NOWHERE); rarity.len()], Vec::new());
    for ((place, &examples), &rarity) in of_term.iter_mut().zip(&examples_of).zip(rarity) {
        if examples >= least {
            *place = U16::new(kept.len() as u16);
            kept.push(f64::from(rarity));
        }
    }
    let mut problem = Problem { examples: Vec::new(), terms: Vec::new(), rarity: kept, given: places };
    for (vector, matter) in told() {
        let (from, mut squares) = (problem.terms.len(), 0.0);
        for &term in &vector.terms {
            let place = of_term.row(term as usize, "term")?.get();
            if place != NOWHERE {
                let rarity = problem.rarity.row(usize::from(place), "term")?;
                squares += rarity * rarity;
                problem.terms.push(u32::from(place));
            }
        }
        if squares > 0.0 {
            let terms = from..problem.terms.len();
            problem.examples.push(Example { terms, scale: 1.0 / squares.sqrt(), matter });
        }
    }
    let mut solved: Vec<Result<Vec<Lanes>, CompileError>> = vec![Ok(Vec::new()); DIMENSIONS / TOGETHER];
    let slots = Mutex::new(solved.iter_mut().enumerate());
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                loop {
                    let next = slots.lock().ok().and_then(|mut slots| slots.next());
                    let Some((at, slot)) = next else { break };
                    *slot = problem.solve(at * TOGETHER);
                }
            });
        }
    });
    let solved: Vec<Vec<Lanes>> = solved.into_iter().collect::<Result<_, _>>()?;
    Ok(Learnt { terms: stepped(&problem.rarity, &solved)?, of_term, matters: centred(&problem.given) })
}

impl Problem {
    /// The numbers of terms' places from `first` on.
    fn solve(&self, first: usize) -> Result<Vec<Lanes>, CompileError> {
        // What the examples' places are short of, told back to their terms.
        let mut short = Vec::with_capacity(self.examples.len());
        for example in &self.examples {
            let given = self.given.row(example.matter, "the place of matter")?;
            let mut lanes = [0.0; TOGETHER];
            lanes.iter_mut().zip(given.iter().skip(first)).for_each(|(lane, &given)| *lane = given);
            short.push(lanes);
        }
        let mut solution = vec![[0.0; TOGETHER]; self.rarity.len()];
        let mut rest = self.back(&short)?;
        let mut step = rest.clone();
        let mut squares = dot(&rest, &rest);
        for _ in 0..ROUNDS {
            let mut image = self.back(&self.forth(&step)?)?;
            for (image, step) in image.iter_mut().zip(&step) {
                image.iter_mut().zip(step).for_each(|(image, step)| *image += RIDGE * step);
            }
            let along = dot(&step, &image);
            let far = ratio(&squares, &along);
            for ((solution, rest), (step, image)) in solution.iter_mut().zip(&mut rest).zip(step.iter().zip(&image)) {
                solution.iter_mut().zip(step.iter().zip(&far)).for_each(|(number, (step, far))| *number += far * step);
                rest.iter_mut().zip(image.iter().zip(&far)).for_each(|(number, (image, far))| *number -= far * image);
            }
            let now = dot(&rest, &rest);
            let keep = ratio(&now, &squares);
            for (step, rest) in step.iter_mut().zip(&rest) {
                step.iter_mut().zip(rest).zip(&keep).for_each(|((step, rest), keep)| *step = rest + keep * *step);
            }
            squares = now;
        }
        Ok(solution)
    }

    /// From terms to examples.
    fn forth(&self, terms: &[Lanes]) -> Result<Vec<Lanes>, CompileError> {
        let weighed: Vec<Lanes> =
            terms.iter().zip(&self.rarity).map(|(lanes, rarity)| lanes.map(|lane| lane * rarity)).collect();
        let mut examples = Vec::with_capacity(self.examples.len());
        for example in &self.examples {
            let mut sum = [0.0; TOGETHER];
            for &term in self.terms_of(example)? {
                let lanes = weighed.row(term as usize, "term")?;
                sum.iter_mut().zip(lanes).for_each(|(sum, lane)| *sum += lane);
            }
            examples.push(sum.map(|sum| sum * example.scale));
        }
        Ok(examples)
    }

    /// From examples to terms.
    fn back(&self, examples: &[Lanes]) -> Result<Vec<Lanes>, CompileError> {
        let mut sums = vec![[0.0; TOGETHER]; self.rarity.len()];
        for (example, lanes) in self.examples.iter().zip(examples) {
            let lanes = lanes.map(|lane| lane * example.scale);
            for &term in self.terms_of(example)? {
                let sum = sums.row_mut(term as usize, "term")?;
                sum.iter_mut().zip(&lanes).for_each(|(sum, lane)| *sum += lane);
            }
        }
        for (sum, rarity) in sums.iter_mut().zip(&self.rarity) {
            *sum = sum.map(|sum| sum * rarity);
        }
        Ok(sums)
    }

    fn terms_of(&self, example: &Example) -> Result<&[u32], CompileError> {
        let rows = self.terms.len();
        let terms = self.terms.get(example.terms.clone());
        terms.ok_or(CompileError::Missing { what: "the terms of example", index: example.terms.end, rows })
    }
}

fn dot(a: &[Lanes], b: &[Lanes]) -> Lanes {
    let mut sums = [0.0; TOGETHER];
    for (a, b) in a.iter().zip(b) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums
}

/// Nothing where there is nothing to divide by: such a number is solved.
fn ratio(a: &Lanes, b: &Lanes) -> Lanes {
    let mut ratios = *a;
    ratios.iter_mut().zip(b).for_each(|(ratio, b)| *ratio = if *b > 0.0 { *ratio / b } else { 0.0 });
    ratios
}

/// The places of terms, times their rarity, in steps that nearly all fit into.
fn stepped(rarity: &[f64], solved: &[Vec<Lanes>]) -> Result<Vec<Lead>, CompileError> {
    let mut places: Vec<Numbers> = Vec::with_capacity(rarity.len());
    for (term, rarity) in rarity.iter().enumerate() {
        let mut place = [0.0; DIMENSIONS];
        for (lanes, part) in place.chunks_mut(TOGETHER).zip(solved) {
            let solved = part.row(term, "the place of term")?;
            lanes.iter_mut().zip(solved).for_each(|(lane, solved)| *lane = solved * rarity);
        }
        places.push(place);
    }
    let mut sizes: Vec<f64> = places.iter().flatten().map(|number| number.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let largest = sizes.get((sizes.len() as f64 * UNCUT) as usize).copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
    let most = f64::from(i8::MAX);
    let step = |number: f64| libm::round(number / largest * most).clamp(-most, most) as i8;
    Ok(places.iter().map(|place| place.map(step)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lvzhi_tables::row::I16;

    fn given(first: f64) -> Numbers {
        let mut place = [0.0; DIMENSIONS];
        place[0] = first;
        place
    }

    /// Twelve examples of each of two matters: term 0 is of both, 1 of the first, 2 of the second, 3 of one example.
    fn learnt() -> Learnt {
        let example = |terms: &[u32]| Vector { terms: terms.to_vec(), scale: 1.0 };
        let mut vectors = vec![example(&[0, 1]); 12];
        vectors.extend(vec![example(&[0, 2]); 12]);
        vectors.push(example(&[2, 3]));
        let mut matter_of = vec![Some(0); 12];
        matter_of.extend([Some(1); 13]);
        let places = BTreeMap::from([(0, given(10.0)), (1, given(-10.0))]);
        learn(&vectors, &matter_of, &[16, 16, 16, 16], &places, 3, NonZero::<usize>::MIN).unwrap()
    }

    #[test]
    fn terms_lead_to_the_matters_that_they_are_said_of() {
        let learnt = learnt();
        let places: Vec<u16> = learnt.of_term.iter().map(|place| place.get()).collect();
        assert_eq!(places, [0, 1, 2, NOWHERE], "a term of a single example leads nowhere");
        let [both, first, second] = learnt.terms[..] else { panic!("three places: {:?}", learnt.terms) };
        assert!(first[0] > 100 && second[0] < -100, "{} {}", first[0], second[0]);
        assert!(both[0].abs() < 40, "{}", both[0]);
        assert!(learnt.terms.iter().all(|place| place[1..] == [0; DIMENSIONS - 1]));
        assert_eq!(learnt.matters[0][0].get(), 256, "of length 1");
        assert_eq!(learnt.matters[2], [I16::default(); DIMENSIONS], "a matter without a place stands nowhere");
    }

    /// As the equations say it: (XᵀX + RIDGE) W = XᵀZ, by elimination.
    #[test]
    fn conjugate_gradients_solve_the_equations() {
        let terms: [&[u32]; 6] = [&[0, 1], &[1, 2], &[0, 2], &[2], &[0], &[0, 1, 2]];
        let goals = [1.0, -2.0, 0.5, 3.0, 0.0, -1.0];
        let rarity = [3.0, 1.0, 2.0];
        let given = goals.map(given).to_vec();
        let mut problem = Problem { examples: Vec::new(), terms: terms.concat(), rarity: rarity.to_vec(), given };
        let mut from = 0;
        for (matter, terms) in terms.iter().enumerate() {
            problem.examples.push(Example { terms: from..from + terms.len(), scale: 0.5, matter });
            from += terms.len();
        }
        let mut rows = [[0.0; 4]; 3];
        for (terms, goal) in terms.iter().zip(goals) {
            let value = |term: usize| if terms.contains(&(term as u32)) { rarity[term] * 0.5 } else { 0.0 };
            for (a, row) in rows.iter_mut().enumerate() {
                (0..3).for_each(|b| row[b] += value(a) * value(b));
                row[3] += value(a) * goal;
            }
        }
        (0..3).for_each(|at| rows[at][at] += RIDGE);
        for at in 0..3 {
            for other in (0..3).filter(|&other| other != at) {
                let factor = rows[other][at] / rows[at][at];
                (0..4).for_each(|column| rows[other][column] -= factor * rows[at][column]);
            }
        }
        let solved = problem.solve(0).unwrap();
        for (term, row) in rows.iter().enumerate() {
            assert!((solved[term][0] - row[3] / row[term]).abs() < 1e-9, "term {term}: {:?}", solved[term]);
        }
    }
}
