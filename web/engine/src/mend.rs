//! Lists that people mend: facts that files do not say, names, departments, matters, and what they taught.

use crate::departments::rename;
use crate::item::{self, Rewritten};
use crate::lists::Held;
use crate::{json, places, said, uncompiled};
use lvzhi::Catalogue;
use lvzhi_compiler::model::{Cover, From, List};
use lvzhi_compiler::{bind, matter_number, parse_export};
use lvzhi_import::Options as Facts;
use lvzhi_import::report::Doubt;
use lvzhi_manage::labels::Labelled;
use lvzhi_manage::teach::{Wrong, corrections, taught as teach};
use lvzhi_tables::fold::folded;
use lvzhi_tables::matters::Matters;
use serde::{Deserialize, Serialize};
use std::path::Path;
use wasm_bindgen::JsError;

type Result<T> = core::result::Result<T, JsError>;

/// A list in the compiler's form.
pub(crate) fn model(list: &Catalogue) -> Result<List> {
    parse_export(Path::new(list.data_version()), &list.export()).map_err(said)
}

/// What files may not say of their list, as the page gives it.
pub(crate) fn facts(text: &str) -> Result<Facts> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Given {
        township: Option<String>,
        county: Option<String>,
        prefecture: Option<String>,
        region: Option<String>,
        code: Option<String>,
        edition: Option<String>,
        tier: Option<lvzhi::Tier>,
    }
    let given: Given = serde_json::from_str(text).map_err(said)?;
    let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(Facts {
        township: filled(given.township),
        county: filled(given.county),
        prefecture: filled(given.prefecture),
        region: filled(given.region),
        code: filled(given.code),
        edition: filled(given.edition),
        tier: given.tier,
    })
}

/// The matters that an item's words speak for.
pub(crate) fn proposals(list: &Catalogue, item: &str) -> Result<String> {
    #[derive(Serialize)]
    struct Proposed {
        id: String,
        name: Option<&'static str>,
        confidence: f64,
    }
    let at = list.resolve(item).map_err(said)?.index();
    let matters = Matters::built_in().map_err(said)?;
    let proposed: Vec<Proposed> = bind::proposals(&model(list)?, at, &matters)
        .into_iter()
        .map(|proposal| Proposed {
            id: lvzhi_compiler::matter_id(usize::from(proposal.matter)),
            name: lvzhi::matter_numbered(proposal.matter).map(lvzhi::Matter::name),
            confidence: (f64::from(proposal.confidence) * 100.0).round() / 100.0,
        })
        .collect();
    Ok(json(&proposed))
}

/// A change of a list.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Edit {
    /// Another name of an item.
    Item { item: String, name: String },
    /// The matters that an item is mainly about. What an editor stated beside them stays.
    Matters { item: String, matters: Vec<String> },
    /// Another name of a department; the old one stays as a spelling. The name of another department makes one of both.
    Department { department: String, name: String },
    /// An item's cells, or those of a new one.
    Rewrite(Rewritten),
    /// An item that is none.
    Remove { remove: String },
    /// What the township is called, and from when the list is in force.
    Township { township: Called },
}

/// What is given of these is changed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Called {
    township: Option<String>,
    county: Option<String>,
    prefecture: Option<String>,
    region: Option<String>,
    code: Option<String>,
    edition: Option<String>,
}

/// What became of a change.
#[derive(Default, Serialize)]
pub(crate) struct Mended {
    /// The id of the item that was rewritten: another than before, where its tier is.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// What was doubtful in reading its cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<Doubt>,
}

/// The compiled list with these changes, and what became of each.
pub(crate) fn mended(list: &Catalogue, edits: &str) -> Result<(Vec<u8>, Vec<Mended>)> {
    let edits: Vec<Edit> = serde_json::from_str(edits).map_err(said)?;
    let mut model = model(list)?;
    let mut told = Vec::new();
    for edit in edits {
        let mut done = Mended::default();
        match edit {
            Edit::Rewrite(asked) => {
                let (item, doubts) = item::rewrite(&mut model, list, &asked)?;
                done = Mended { item: Some(item), doubts };
            }
            Edit::Remove { remove } => places::remove(&mut model, list, &remove)?,
            Edit::Item { item, name } => {
                let at = places::place(&model, list, &item)?;
                if let Some(item) = model.items.get_mut(at) {
                    item.name = name.trim().to_owned();
                }
            }
            Edit::Matters { item, matters } => {
                let at = places::place(&model, list, &item)?;
                about(&mut model, at, &matters)?;
            }
            Edit::Township { township: called } => {
                let township = &mut model.township;
                let fields = [
                    (&mut township.name, called.township),
                    (&mut township.county, called.county),
                    (&mut township.prefecture, called.prefecture),
                    (&mut township.region, called.region),
                    (&mut township.code, called.code),
                    (&mut township.edition, called.edition),
                ];
                for (field, name) in fields {
                    if let Some(name) = name {
                        *field = name.trim().to_owned();
                    }
                }
            }
            Edit::Department { department, name } => rename(&mut model, list, &department, name.trim())?,
        }
        told.push(done);
    }
    let matters = Matters::built_in().map_err(said)?;
    let model = lvzhi_import::checked(&model).map_err(said)?;
    Ok((lvzhi_compiler::compile(&model, &matters).map_err(|error| uncompiled(&error))?, told))
}

/// Makes an item be mainly about these matters.
fn about(model: &mut List, at: usize, matters: &[String]) -> Result<()> {
    if matters.is_empty() {
        return Err(said("请至少选一个事由 (choose one matter at least)"));
    }
    let mut main = Vec::new();
    for matter in matters {
        let number = matter_number(matter)
            .ok_or_else(|| said(format_args!("没有事由 {matter} (no matter {matter}: give an id such as M0001)")))?;
        main.push(number);
    }
    let beside = |cover: &Cover| cover.from == From::Stated && !cover.main && !main.contains(&cover.matter);
    model.covers.retain(|(of, cover)| *of != at || beside(cover));
    let covers = main.into_iter().map(|matter| (at, Cover { matter, main: true, from: From::Stated }));
    model.covers.extend(covers);
    model.covers.sort_by_key(|(of, _)| *of);
    Ok(())
}

/// The compiled list with these corrections beside what it was taught before, and how many it was taught in all.
pub(crate) fn taught(held: &Held, said_json: &str) -> Result<(Vec<u8>, u32)> {
    #[derive(Deserialize)]
    struct Correction {
        text: String,
        item: String,
    }
    let said_now: Vec<Correction> = serde_json::from_str(said_json).map_err(said)?;
    let key = |text: &str| -> String { folded(text).map(|(_, c)| c).filter(|c| c.is_alphanumeric()).collect() };
    let now: std::collections::BTreeSet<String> = said_now.iter().map(|correction| key(&correction.text)).collect();
    // Who corrects a text once more means the last word.
    let mut bytes = held.bytes()?;
    let kept: Vec<(Option<usize>, String)> = held
        .list
        .taught()
        .filter(|taught| !now.contains(&key(taught.text)))
        .map(|taught| (taught.item.map(|item| item.index()), taught.text.to_owned()))
        .collect();
    bytes = teach(&bytes, &kept).map_err(said)?;
    let list = Held::open(bytes.clone())?.list;
    let rows: Vec<Labelled> = (1..)
        .zip(said_now)
        .map(|(n, correction)| Labelled {
            place: format!("第 {n} 条"),
            text: correction.text,
            labels: vec![vec![correction.item]],
        })
        .collect();
    // A person corrects a row at a time, and sees which.
    let refused = |wrong: Vec<Wrong>| {
        let messages: Vec<String> = wrong.iter().map(|wrong| wrong.message.replace('\n', " ")).collect();
        said(messages.join("\n"))
    };
    let corrections = corrections(&list, &rows).map_err(refused)?;
    let count = corrections.taught.len() as u32;
    Ok((teach(&bytes, &corrections.taught).map_err(said)?, count))
}

#[cfg(test)]
mod tests {
    use super::mended;
    use lvzhi::Catalogue;

    /// The matters of an item: which, and whether it is mainly about each.
    fn matters(list: &Catalogue, id: &str) -> Vec<(String, bool)> {
        let item = list.item(id).unwrap();
        item.covers().filter_map(|cover| Some((cover.matter?.id().to_string(), cover.main))).collect()
    }

    #[test]
    fn an_item_is_mainly_about_as_many_matters_as_are_chosen_and_what_stands_beside_stays() {
        let list = lvzhi::catalogue();
        let is = |id: &str, main| (id.to_owned(), main);
        assert_eq!(matters(list, "B002"), [is("M0060", true), is("M0062", false)]);
        let after = |edit: &str| {
            let (bytes, _) = mended(list, edit).ok().unwrap();
            matters(&Catalogue::from_bytes(bytes).unwrap(), "B002")
        };
        let both = after(r#"[{"item":"B002","matters":["M0060","M0062"]}]"#);
        assert_eq!(both, [is("M0060", true), is("M0062", true)]);
        let others = after(r#"[{"item":"B002","matters":["M0001","M0052"]}]"#);
        assert_eq!(others, [is("M0001", true), is("M0052", true), is("M0062", false)]);
    }
}
