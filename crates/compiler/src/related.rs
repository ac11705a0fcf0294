//! Finds the items of other tiers that are about the same thing.

use crate::error::{CompileError, Rows};
use crate::model::{Cover, List};
use crate::own_words::Own;
use lvzhi_tables::matters::Matters;

/// Items shown as related to another, at the most.
const MOST: usize = 3;

/// The cosine from which two items count as about the same thing: of the pairs between 0.2 and this, most were not.
const LEAST: f64 = 0.25;

/// For each item the items of other tiers nearest to it: the cosine of their names and of the names of the matters they cover.
pub(crate) fn related(
    list: &List,
    covers: &[Vec<Cover>],
    matters: &Matters<'_>,
) -> Result<Vec<Vec<u16>>, CompileError> {
    let named = |cover: &Cover| {
        let row = matters.matters.get(usize::from(cover.matter).checked_sub(1)?)?;
        Some(row.name.of(matters.text))
    };
    let texts: Vec<Vec<&str>> = list
        .items
        .iter()
        .zip(covers)
        .map(|(item, covers)| std::iter::once(item.name.as_str()).chain(covers.iter().filter_map(named)).collect())
        .collect();
    let own = Own::of(&texts)?;
    let mut spread = vec![0.0; own.vocabulary.keys.len()];
    let mut all = Vec::with_capacity(list.items.len());
    for (item, vector) in list.items.iter().zip(&own.vectors) {
        for &(term, share) in vector {
            *spread.row_mut(term as usize, "term")? = share;
        }
        let mut near: Vec<(f64, u16)> = Vec::new();
        for (at, (other, vector)) in (0u16..).zip(list.items.iter().zip(&own.vectors)) {
            if other.tier == item.tier {
                continue;
            }
            let mut cosine = 0.0;
            for &(term, share) in vector {
                cosine += spread.row(term as usize, "term")? * share;
            }
            if cosine >= LEAST {
                near.push((cosine, at));
            }
        }
        spread.fill(0.0);
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        all.push(near.into_iter().take(MOST).map(|(_, at)| at).collect());
    }
    Ok(all)
}
