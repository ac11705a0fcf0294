//! The functions of the module, on the lists that it holds: what an answer needs. `tools.rs` has the others, which take most of the code and
//! stand in a module of their own in the page, so that the first answer need not wait for them.

#[cfg(feature = "tools")]
use crate::column::Column;
use crate::lists::{Held, Lists};
use crate::{ask, json, said, whole};
use lvzhi::{Catalogue, Options};
#[cfg(feature = "tools")]
use lvzhi_import::document::Document;
use wasm_bindgen::prelude::*;

pub(crate) type Result<T> = core::result::Result<T, JsError>;

/// The library with its lists. List 0 is the one built in; others are opened, and have the number that they were given until they are closed.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    pub(crate) lists: Lists,
    #[cfg(feature = "tools")]
    pub(crate) files: Vec<Document>,
    #[cfg(feature = "tools")]
    pub(crate) table: Option<Column>,
}

/// What may be set about answers; nothing given is the default.
fn options(text: Option<String>) -> Result<Options> {
    text.map_or(Ok(Options::default()), |text| serde_json::from_str(&text).map_err(said))
}

#[wasm_bindgen]
impl Engine {
    /// The library, with the list built in.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn list(&self, list: u32) -> Result<&Catalogue> {
        self.lists.get(list).map(|held| &held.list)
    }

    /// The version of the library.
    pub fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    /// The answer to a text, as `lvzhi classify --json` prints it. Options are those of the library: `{"top":3,"thresholds":{…},"frames":true}`.
    pub fn classify(&self, list: u32, text: &str, options_json: Option<String>) -> Result<String> {
        let answer = self.list(list)?.classify_with(text, options(options_json)?).map_err(said)?;
        Ok(answer.to_json())
    }

    /// The answers to each request of a text, as a JSON list of `{"start":…,"end":…,"answer":{…}}` with places in bytes of UTF-8.
    pub fn parts(&self, list: u32, text: &str, options_json: Option<String>) -> Result<String> {
        let parts: Vec<_> = self.list(list)?.classify_parts(text, options(options_json)?).map_err(said)?.collect();
        Ok(json(&parts))
    }

    /// What a page shows of a text: the text cut into what was read, left out and decisive, and each request with its answer.
    pub fn ask(&self, list: u32, text: &str) -> Result<String> {
        Ok(json(&ask::asked(self.list(list)?, text).map_err(said)?))
    }

    /// The words of a text that spoke for an item, as a JSON list.
    pub fn evidence(&self, list: u32, text: &str, item: &str) -> Result<String> {
        let list = self.list(list)?;
        let item = list.resolve(item).map_err(said)?;
        Ok(list.evidence_json(text, item))
    }

    /// The id of the item that `text` names, by its id or its name.
    pub fn resolve(&self, list: u32, text: &str) -> Result<String> {
        Ok(self.list(list)?.resolve(text).map_err(said)?.id().to_string())
    }

    /// The name of the department that people call so; nothing where there is none.
    pub fn department(&self, list: u32, spelling: &str) -> Result<Option<String>> {
        Ok(self.list(list)?.department(spelling).map(|department| department.name().to_owned()))
    }

    /// All of a list as one object: township, categories, departments, items with their related ones, what was taught.
    pub fn whole(&self, list: u32) -> Result<String> {
        Ok(json(&whole::Whole(self.list(list)?)))
    }

    /// The words of fixed sets: `{"verdict":{"basic":"基本履职",…},…}`.
    pub fn words(&self) -> String {
        json(&whole::words())
    }

    /// A list as lines of JSON, as `lvzhi export` prints it.
    pub fn export(&self, list: u32) -> Result<String> {
        Ok(self.list(list)?.export())
    }

    /// Opens a compiled list (`.lvz`), and gives its number.
    pub fn open(&mut self, bytes: Vec<u8>) -> Result<u32> {
        let held = Held::open(bytes)?;
        Ok(self.lists.add(held))
    }

    /// Lets go of a list.
    pub fn close(&mut self, list: u32) {
        self.lists.close(list);
    }
}
