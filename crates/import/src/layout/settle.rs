//! What has to be known of every item before there is a list: its tier, and whose list it is.

use super::held::Held;
use super::township::Names;
use super::{Found, RawItem, Said};
use crate::Options;
use crate::document::Document;
use crate::error::ImportError;
use crate::report::{Doubt, Severity};
use lvzhi_tables::words::Tier;

/// Gives every item its tier: as it is said, else by its columns, else by what the other tables leave.
pub(super) fn tiers(found: &mut Found, documents: &[Document], options: &Options) -> Result<(), ImportError> {
    let mut misled = Vec::new();
    for (at, item) in found.items.iter_mut().enumerate() {
        item.tier = match (item.tier, item.shape) {
            // A line before a table, or a file's name, may speak of something else; columns do not.
            (Some((tier, Said::Line | Said::File)), Some(shape)) if tier != shape => {
                misled.push((at, tier, shape));
                Some((shape, Said::Title))
            }
            (Some(said), _) => Some(said),
            (None, Some(shape)) => Some((shape, Said::Title)),
            (None, None) => options.tier.map(|tier| (tier, Said::Title)),
        };
    }
    if let Some(&(at, tier, shape)) = misled.first() {
        doubt(
            found,
            documents,
            at,
            Severity::Doubtful,
            [
                format!("标题说是{}，表头却是{}的，按表头处理（{} 项）", tier.name(), shape.name(), misled.len()),
                format!(
                    "the title says {}, the columns are those of {}: taken by the columns ({} items)",
                    tier.key(),
                    shape.key(),
                    misled.len()
                ),
            ],
            ["请核对标题和表头".to_owned(), "look at the title and the headings".to_owned()],
        );
    }
    let known = |tier: Tier| found.items.iter().any(|item| item.tier.is_some_and(|(of, _)| of == tier));
    let others = (known(Tier::Cooperative) || known(Tier::Reclaimed)) && !known(Tier::Basic);
    let untold: Vec<usize> =
        found.items.iter().enumerate().filter(|(_, item)| item.tier.is_none()).map(|(at, _)| at).collect();
    let Some(&first) = untold.first() else { return Ok(()) };
    // Only basic items have nothing but a name, and a township has such items.
    if others && untold.iter().all(|&at| found.items.get(at).is_some_and(|item| item.rows.iter().all(Vec::is_empty))) {
        for &at in &untold {
            if let Some(item) = found.items.get_mut(at) {
                item.tier = Some((Tier::Basic, Said::Title));
            }
        }
        doubt(
            found,
            documents,
            first,
            Severity::Note,
            [
                format!("没有写明清单类别；只有名称、没有部门和职责，按基本履职处理（{} 项）", untold.len()),
                format!(
                    "no tier is said; items without departments and duties are taken for basic ones ({} items)",
                    untold.len()
                ),
            ],
            ["如不对，请在标题中写明".to_owned(), "say the tier in a title, where this is wrong".to_owned()],
        );
        return Ok(());
    }
    if let Some((file, place, text)) = &found.another {
        return Err(ImportError::AnotherKind {
            file: name_of(documents, *file),
            place: place.clone(),
            found: text.clone(),
        });
    }
    let item = found.items.get(first);
    Err(ImportError::NoTier {
        file: item.map_or(String::new(), |item| name_of(documents, item.file)),
        place: item.map(|item| item.place.clone()).unwrap_or_default(),
        item: item.map(RawItem::name_text).unwrap_or_default(),
        items: untold.len(),
    })
}

fn name_of(documents: &[Document], file: usize) -> String {
    documents.get(file).map_or(String::new(), |document| document.file.clone())
}

fn doubt(
    found: &mut Found,
    documents: &[Document],
    item: usize,
    severity: Severity,
    understood: [String; 2],
    remedy: [String; 2],
) {
    let Some(raw) = found.items.get(item) else { return };
    let (file, place, text) = (name_of(documents, raw.file), raw.place.clone(), raw.name_text());
    found.report.doubts.push(Doubt { severity, file, place, text, understood, remedy });
}

/// Whose list it is: the township that was asked for, or the only one; its items alone are left.
pub(super) fn township(found: &mut Found, documents: &[Document], options: &Options) -> Result<Names, ImportError> {
    let nobody = String::new();
    for item in &mut found.items {
        item.township = item.township.take().and_then(|name| {
            let parts = super::township::of_name(&name);
            let township = if parts.township.is_empty() { name } else { parts.township.clone() };
            if !parts.is_empty() && !found.names.contains(&parts) {
                found.names.push(parts);
            }
            Some(township).filter(|name| super::township::is_township(name))
        });
    }
    let mut met: Vec<(String, usize)> = Vec::new();
    for item in &found.items {
        let names = match &item.held {
            Some(Held::By(names)) => names.as_slice(),
            Some(Held::ByAll) => &[],
            None => std::slice::from_ref(item.township.as_ref().unwrap_or(&nobody)),
        };
        for name in names {
            match met.iter_mut().find(|(known, _)| known == name) {
                Some((_, items)) => *items += 1,
                None => met.push((name.clone(), 1)),
            }
        }
    }
    let named: Vec<(String, usize)> = met.iter().filter(|(name, _)| !name.is_empty()).cloned().collect();
    let asked = options.township.as_deref().map(crate::text::clean).filter(|asked| !asked.is_empty());
    let same = |name: &str, asked: &str| {
        // 桐溪 is 桐溪乡 in a table that says the rest above.
        let short = ["乡", "镇", "街道", "苏木"].iter().any(|ending| asked.strip_suffix(ending) == Some(name));
        name == asked || name.ends_with(asked) || asked.ends_with(name) || short
    };
    let chosen = match (&asked, named.as_slice()) {
        (None, []) => None,
        (Some(asked), []) => Some(asked.clone()),
        (None, [(only, _)]) => Some(only.clone()),
        (Some(asked), [(only, _)])
            if met.len() == 1 && !same(only, asked) && !found.items.iter().any(|item| item.township.is_none()) =>
        {
            return Err(ImportError::NoSuchTownship { asked: asked.clone(), found: vec![only.clone()] });
        }
        (Some(asked), several) => match several.iter().find(|(name, _)| same(name, asked)) {
            Some((name, _)) => Some(name.clone()),
            None => {
                let found = several.iter().map(|(name, _)| name.clone()).collect();
                return Err(ImportError::NoSuchTownship { asked: asked.clone(), found });
            }
        },
        (None, several) => return Err(ImportError::SeveralTownships { found: several.to_vec() }),
    };
    let mut names = Names::default();
    if let Some(chosen) = &chosen {
        let whole = super::township::of_name(chosen);
        names = if whole.township.is_empty() { Names { township: chosen.clone(), ..Names::default() } } else { whole };
        if let Some(asked) = asked.filter(|asked| super::township::is_township(asked) && asked.starts_with(chosen)) {
            names.township = asked;
        }
        let marked = found.items.iter().any(|item| item.held.is_some());
        // Beside marked tables, one that says nothing of townships is of all.
        let unsaid_is_of_all = marked && found.items.iter().all(|item| item.township.is_none());
        if named.len() > 1 || marked {
            let left = |item: &RawItem| match &item.held {
                Some(Held::By(names)) => !names.contains(chosen),
                Some(Held::ByAll) => false,
                None => item.township.as_ref() != Some(chosen) && !unsaid_is_of_all,
            };
            if let Some(at) = found.items.iter().position(left) {
                let items = found.items.iter().filter(|item| left(item)).count();
                let understood = [
                    format!("另有不属于{chosen}的 {items} 项，未导入"),
                    format!("{items} items that are not of {chosen}, left out"),
                ];
                let remedy = [
                    "需要时用 --township（Python：township=）另行导入".to_owned(),
                    "import them with --township, township= in Python, of their own".to_owned(),
                ];
                doubt(found, documents, at, Severity::Note, understood, remedy);
                if marked {
                    // Totals are those of the whole table.
                    found.declared.retain(|(of, _)| of.is_some());
                    found.of_categories.clear();
                }
            }
            found.items.retain(|item| !left(item));
            found.declared.retain(|(of, _)| of.as_ref().is_none_or(|of| of == chosen));
        }
    }
    for known in &found.names {
        if known.township.is_empty() || known.township == names.township {
            names.fill(&Names { township: String::new(), ..known.clone() });
        }
    }
    for (own, told) in [
        (&mut names.county, &options.county),
        (&mut names.prefecture, &options.prefecture),
        (&mut names.region, &options.region),
    ] {
        if let Some(told) = told {
            own.clone_from(told);
        }
    }
    Ok(names)
}
