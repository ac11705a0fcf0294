//! A list as one object, for a page that shows it, and the words of fixed sets.

use lvzhi::{Catalogue, FrameKind, Item, ItemId, Kind, Met, Reason, RepairKind, Role, Taught, Tier, Township, Verdict};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::BTreeMap;

/// A list, item by item in the form of the export, with what the export leaves to whoever reads it.
pub(crate) struct Whole<'a>(pub(crate) &'a Catalogue);

#[derive(serde::Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    item: Item<'a>,
    related: Vec<ItemId>,
    responsible: Vec<&'a str>,
    repair_basis: Vec<&'a str>,
}

impl<'a> Shown<'a> {
    fn of(item: Item<'a>) -> Self {
        Self {
            item,
            related: item.related().map(|other| other.id()).collect(),
            responsible: item.responsible().collect(),
            repair_basis: item.repairs().map(|repair| repair.basis_zh().unwrap_or(repair.basis())).collect(),
        }
    }
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let list = self.0;
        let township: Township<'_> = list.township();
        let mut out = serializer.serialize_struct("Whole", 6)?;
        out.serialize_field("township", &township)?;
        out.serialize_field("profile", &township.profile().collect::<Vec<_>>())?;
        let categories: Vec<_> = Tier::ALL.into_iter().flat_map(|tier| list.categories(tier)).collect();
        out.serialize_field("categories", &categories)?;
        out.serialize_field("departments", &list.departments().collect::<Vec<_>>())?;
        let items: Vec<Shown<'_>> = (0..list.item_count()).filter_map(|at| list.item_at(at)).map(Shown::of).collect();
        out.serialize_field("items", &items)?;
        out.serialize_field("taught", &list.taught().collect::<Vec<Taught<'_>>>())?;
        out.end()
    }
}

type Words = BTreeMap<&'static str, &'static str>;

/// Each fixed set: its keys with their Chinese names.
pub(crate) fn words() -> BTreeMap<&'static str, Words> {
    macro_rules! sets {
        ($($name:literal $set:ident),*) => {
            [$(($name, $set::ALL.iter().map(|word| (word.key(), word.name())).collect())),*].into()
        };
    }
    sets!(
        "tier" Tier, "verdict" Verdict, "role" Role, "kind" Kind, "repair" RepairKind, "met" Met, "reason" Reason,
        "frame" FrameKind
    )
}
