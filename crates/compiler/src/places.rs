//! Where the items of a list stand by their meaning.

use lvzhi_tables::matters::Matters;
use lvzhi_tables::meaning::{DIMENSIONS, Place, STEPS};
use lvzhi_tables::reading::Reading;
use lvzhi_tables::row::I16;
use lvzhi_tables::scores::Scores;

/// A place before it is brought into steps.
pub(crate) type Numbers = [f64; DIMENSIONS];

/// Where the items of a list stand: between what their names and what all their texts mean. `texts` are those of each, of which the first
/// is its name.
pub(crate) fn places(texts: &[Vec<&str>], matters: &Matters<'_>) -> Vec<Place> {
    let direction =
        |text: &str| Scores::of(matters, text, Reading::Whole).map(|scores| scores.direction().unit().map(f64::from));
    let place = |texts: &Vec<&str>| {
        let mut sum = [0.0; DIMENSIONS];
        let name = texts.first().and_then(|name| direction(name));
        for part in [name, direction(&texts.join("。"))].into_iter().flatten() {
            sum.iter_mut().zip(part).for_each(|(sum, number)| *sum += number);
        }
        sum
    };
    centred(&texts.iter().map(place).collect::<Vec<Numbers>>())
}

/// Places of length 1, less the mean of those that are somewhere.
pub(crate) fn centred(places: &[Numbers]) -> Vec<Place> {
    let units: Vec<Numbers> = places.iter().map(unit).collect();
    let mut mean = [0.0; DIMENSIONS];
    let somewhere = units.iter().filter(|place| **place != [0.0; DIMENSIONS]);
    let count = somewhere.clone().count().max(1) as f64;
    for place in somewhere {
        mean.iter_mut().zip(place).for_each(|(mean, number)| *mean += number / count);
    }
    let centre = |place: &Numbers| {
        let mut centred = [I16::default(); DIMENSIONS];
        if *place != [0.0; DIMENSIONS] {
            for (to, (number, mean)) in centred.iter_mut().zip(place.iter().zip(&mean)) {
                *to = I16::new(libm::round((number - mean) * f64::from(STEPS)) as i16);
            }
        }
        centred
    };
    units.iter().map(centre).collect()
}

/// The direction of a place; all 0 for nowhere.
fn unit(place: &Numbers) -> Numbers {
    let length = place.iter().map(|number| number * number).sum::<f64>().sqrt();
    if length > 0.0 { place.map(|number| number / length) } else { *place }
}
