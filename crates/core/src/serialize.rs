//! `Serialize` for the types that views of tables make up, in the form of the export.

use crate::answer::{Answer, Match};
use crate::catalogue::Catalogue;
use crate::category::Category;
use crate::department::Department;
use crate::evidence::Evidence;
use crate::frame::FramePart;
use crate::id::ItemId;
use crate::item::{DutyGroup, Item, Takeover};
use crate::items::Items;
use crate::matter::{Cover, Matter, MatterId};
use crate::parts::Part;
use crate::repair::Repair;
use crate::taught::Taught;
use crate::township::{Figure, Township};
use lvzhi_tables::words::{Kind, Role, Tier};
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// A sequence that is made while it is written.
struct Seq<I>(I);

impl<I: Iterator + Clone> Serialize for Seq<I>
where
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

impl Serialize for ItemId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ItemId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = ItemId;
            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("an item id such as C051")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ItemId, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl Serialize for Catalogue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Catalogue", 3)?;
        out.serialize_field("township", &self.township())?;
        out.serialize_field("departments", &Seq(self.departments()))?;
        out.serialize_field("items", &self.items())?;
        out.end()
    }
}

impl Serialize for Taught<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Taught", 3)?;
        out.serialize_field("type", "taught")?;
        out.serialize_field("item", &self.item.map(|item| item.id()))?;
        out.serialize_field("text", self.text)?;
        out.end()
    }
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.clone())
    }
}

impl Serialize for Category<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Category", 3)?;
        out.serialize_field("tier", &self.tier())?;
        out.serialize_field("name", self.name())?;
        out.serialize_field("items", &self.len())?;
        out.end()
    }
}

impl Serialize for Township<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data_version = self.tables.township.data_version.of(self.tables.text);
        let mut out = serializer.serialize_struct("Township", 11)?;
        out.serialize_field("type", "township")?;
        out.serialize_field("name", self.name())?;
        out.serialize_field("county", self.county())?;
        out.serialize_field("prefecture", self.prefecture())?;
        out.serialize_field("region", self.region())?;
        out.serialize_field("code", &self.code())?;
        out.serialize_field("data_version", data_version)?;
        out.serialize_field("edition", &self.edition())?;
        out.serialize_field("made_up", &self.is_made_up())?;
        out.serialize_field("profile", &Profile(*self))?;
        out.serialize_field("declared", &Declared(*self))?;
        out.end()
    }
}

struct Profile<'a>(Township<'a>);

impl Serialize for Profile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(self.0.profile().len()))?;
        for figure in self.0.profile() {
            out.serialize_entry(figure.key(), &figure.value())?;
        }
        out.end()
    }
}

impl Serialize for Figure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Figure", 4)?;
        out.serialize_field("key", self.key())?;
        out.serialize_field("name", self.name())?;
        out.serialize_field("value", &self.value())?;
        out.serialize_field("unit", self.unit())?;
        out.end()
    }
}

struct Declared<'a>(Township<'a>);

impl Serialize for Declared<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Declared", 5)?;
        for tier in Tier::ALL {
            out.serialize_field(tier.key(), &self.0.declared_items(tier))?;
        }
        out.serialize_field("categories", &Tier::ALL.map(|tier| self.0.declared_categories(tier)))?;
        out.serialize_field("departments", &Tier::ALL.map(|tier| self.0.declared_departments(tier)))?;
        out.end()
    }
}

impl Serialize for Department<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Department", 5)?;
        out.serialize_field("type", "department")?;
        out.serialize_field("name", self.name())?;
        out.serialize_field("short", self.short())?;
        out.serialize_field("aliases", &Seq(self.aliases()))?;
        out.serialize_field::<Kind>("kind", &self.kind())?;
        out.end()
    }
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Item", 13)?;
        out.serialize_field("type", "item")?;
        out.serialize_field("id", &self.id())?;
        out.serialize_field("tier", &self.tier())?;
        out.serialize_field("number", &self.number())?;
        out.serialize_field("category", self.category().name())?;
        out.serialize_field("name", self.name())?;
        out.serialize_field(
            "departments",
            &Seq(self.departments().map(|(department, role)| InRole { department, role })),
        )?;
        out.serialize_field("upper_duties", &Seq(self.upper_duties()))?;
        out.serialize_field("township_duties", &Seq(self.township_duties()))?;
        out.serialize_field("takeover", &Seq(self.takeover()))?;
        out.serialize_field("matters", &Seq(self.covers()))?;
        out.serialize_field("source_lines", &Seq(self.source_lines()))?;
        out.serialize_field("repairs", &Seq(self.repairs()))?;
        out.end()
    }
}

struct InRole<'a> {
    department: Department<'a>,
    role: Role,
}

impl Serialize for InRole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("InRole", 2)?;
        out.serialize_field("name", self.department.name())?;
        out.serialize_field("role", &self.role)?;
        out.end()
    }
}

impl Serialize for DutyGroup<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("DutyGroup", 3)?;
        out.serialize_field("heading", &self.heading())?;
        out.serialize_field("department", &self.department().map(|department| department.name()))?;
        out.serialize_field("duties", &Seq(self.duties()))?;
        out.end()
    }
}

impl Serialize for Takeover<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Takeover", 2)?;
        out.serialize_field("department", &self.department().map(|department| department.name()))?;
        out.serialize_field("method", &self.method())?;
        out.end()
    }
}

impl Serialize for Repair<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Repair", 4)?;
        out.serialize_field("field", self.field())?;
        out.serialize_field("scanned", self.scanned())?;
        out.serialize_field("kind", &self.kind())?;
        out.serialize_field("basis", self.basis())?;
        out.end()
    }
}

impl Serialize for Match<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Match", 4)?;
        out.serialize_field("id", &self.item.id())?;
        out.serialize_field("score", &self.score)?;
        out.serialize_field("confidence", &self.confidence)?;
        out.serialize_field("matter", &self.matter.map(Matter::id))?;
        out.end()
    }
}

impl Serialize for MatterId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Matter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Matter", 7)?;
        out.serialize_field("type", "matter")?;
        out.serialize_field("id", &self.id())?;
        out.serialize_field("thing", self.thing())?;
        out.serialize_field("act", self.act())?;
        out.serialize_field("field", self.field())?;
        out.serialize_field("body", &self.body())?;
        out.serialize_field("basis", &self.basis())?;
        out.end()
    }
}

impl Serialize for Cover {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Cover", 4)?;
        out.serialize_field("id", &self.matter.map(Matter::id))?;
        out.serialize_field("name", &self.matter.map(Matter::name))?;
        out.serialize_field("main", &self.main)?;
        out.serialize_field("from", if self.stated { "stated" } else { "bound" })?;
        out.end()
    }
}

/// What an answer tells of its best matter.
struct About(Matter);

impl Matter {
    /// In the form that answers have it in, for answers that others write.
    #[doc(hidden)]
    #[must_use]
    pub fn in_answers(self) -> impl Serialize {
        About(self)
    }
}

impl Serialize for About {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("About", 4)?;
        out.serialize_field("id", &self.0.id())?;
        out.serialize_field("name", self.0.name())?;
        out.serialize_field("body", &self.0.body())?;
        out.serialize_field("basis", &self.0.basis())?;
        out.end()
    }
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Answer", 6)?;
        out.serialize_field("verdict", &self.verdict)?;
        out.serialize_field("confidence", &self.confidence)?;
        out.serialize_field("matter", &self.matter.map(About))?;
        out.serialize_field("matches", &Seq(self.matches()))?;
        // What is out of the ordinary stands there only where it is so.
        match &self.reason {
            Some(reason) => out.serialize_field("reason", reason)?,
            None => out.skip_field("reason")?,
        }
        if self.elsewhere {
            out.serialize_field("elsewhere", &true)?;
        } else {
            out.skip_field("elsewhere")?;
        }
        out.end()
    }
}

impl Serialize for FramePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("FramePart", 3)?;
        out.serialize_field("start", &self.start)?;
        out.serialize_field("end", &self.end)?;
        out.serialize_field("kind", &self.kind)?;
        out.end()
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Part", 3)?;
        out.serialize_field("start", &self.start)?;
        out.serialize_field("end", &self.end)?;
        out.serialize_field("answer", &self.answer)?;
        out.end()
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Evidence", 4)?;
        out.serialize_field("start", &self.start)?;
        out.serialize_field("end", &self.end)?;
        out.serialize_field("met", &self.met)?;
        // As in `Catalogue::evidence_json`: a part of one.
        out.serialize_field("share", &(f32::from(self.share) / 1000.0))?;
        out.end()
    }
}
