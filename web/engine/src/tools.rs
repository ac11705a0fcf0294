//! The functions of the module that make, mend, compare and save lists, and answer tables.

use crate::column::Column;
use crate::engine::{Engine, Result};
use crate::lists::Held;
use crate::{doubted, item, json, mend, said, uncompiled};
use lvzhi_import::Options as Facts;
use lvzhi_import::{tell, workbook};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// A list as a compiled file (`.lvz`).
    pub fn lvz(&self, list: u32) -> Result<Vec<u8>> {
        self.lists.get(list)?.bytes()
    }

    /// A list as a workbook in the layout in which lists are published.
    pub fn xlsx(&self, list: u32) -> Result<Vec<u8>> {
        workbook::official(&mend::model(self.list(list)?)?).map_err(said)
    }

    /// The form to fill in, for who has no list yet.
    pub fn template(&self) -> Result<Vec<u8>> {
        workbook::template().map_err(said)
    }

    /// Reads a file that is to be imported. Several make one list.
    #[wasm_bindgen(js_name = addFile)]
    pub fn add_file(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        self.files.push(lvzhi_import::read_bytes(name, bytes).map_err(said)?);
        Ok(())
    }

    /// Forgets the files that were read.
    #[wasm_bindgen(js_name = clearFiles)]
    pub fn clear_files(&mut self) {
        self.files.clear();
    }

    /// Makes a list of the files read: `{"list":1,"report":{…},"doubted":["C001",null,…]}`, the report as `lvzhi import --json` prints it, with the item
    /// that each of its doubts is about. What the files do not say can be given: `{"township":"…","county":"…","prefecture":"…","region":"…","code":"…","edition":"…","tier":"basic"}`.
    pub fn import(&mut self, facts: Option<String>) -> Result<String> {
        let facts = facts.map_or(Ok(Facts::default()), |text| mend::facts(&text))?;
        let imported = lvzhi_import::import(&self.files, &facts).map_err(said)?;
        let held = Held::open(imported.to_bytes().map_err(|error| uncompiled(&error))?)?;
        let report = tell::json(&imported, &imported.bound(), None);
        let doubted = json(&doubted::items(&self.files, &imported));
        Ok(format!("{{\"list\":{},\"report\":{report},\"doubted\":{doubted}}}", self.lists.add(held)))
    }

    /// A copy of the files read as a workbook, each doubt coloured and commented.
    pub fn marked(&self, facts: Option<String>) -> Result<Vec<u8>> {
        let facts = facts.map_or(Ok(Facts::default()), |text| mend::facts(&text))?;
        let imported = lvzhi_import::import(&self.files, &facts).map_err(said)?;
        workbook::marked(&self.files, imported.report()).map_err(said)
    }

    /// The matters that an item's words speak for, the best first: `[{"id":"M0001","name":"…","confidence":0.9},…]`.
    pub fn proposals(&self, list: u32, item: &str) -> Result<String> {
        mend::proposals(self.list(list)?, item)
    }

    /// Mends a list in place, by a JSON list of `{"item":"C001","name":"…"}`, `{"item":"C001","matters":["M0001","M0002"]}`, `{"department":"…","name":"…"}`,
    /// `{"township":{"township":"…","county":"…","prefecture":"…","region":"…","code":"…","edition":"2025-04-18"}}`, `{"remove":"C001"}`, or
    /// `{"rewrite":"C001","tier":"cooperative","cells":{"事项名称":"…"}}` with cells as `cells` gives them and no id for a new item. Gives a JSON
    /// list of what became of each: the item that was rewritten has another id where its tier is another, and doubts where its cells have.
    pub fn mend(&mut self, list: u32, edits: &str) -> Result<String> {
        let (mended, told) = mend::mended(self.list(list)?, edits)?;
        self.lists.replace(list, Held::open(mended)?)?;
        Ok(json(&told))
    }

    /// The cells of an item as they would stand in a list of this tier, `[["事项类别","…"],["事项名称","…"],…]`; those of a new one, without an id.
    pub fn cells(&self, list: u32, item: &str, tier: &str) -> Result<String> {
        let list = self.list(list)?;
        let tier = lvzhi::Tier::ALL.into_iter().find(|known| known.key() == tier);
        let tier = tier.ok_or_else(|| said("清单类别应为 basic、cooperative、reclaimed 之一 (no such tier)"))?;
        Ok(json(&item::cells(&mend::model(list)?, list, item, tier)?))
    }

    /// Teaches a list what people corrected, by a JSON list of `{"text":"…","item":"C001"}`, the item `清单外` where the list does not hold the
    /// matter. A text that was taught otherwise before is taught anew. Gives how many are kept now.
    pub fn teach(&mut self, list: u32, corrections: &str) -> Result<u32> {
        let (bytes, count) = mend::taught(self.lists.get(list)?, corrections)?;
        self.lists.replace(list, Held::open(bytes)?)?;
        Ok(count)
    }

    /// Two lists or more side by side, as a piece of HTML.
    pub fn compare(&self, lists: &[u32]) -> Result<String> {
        Ok(self.lists.compared(lists)?.to_fragment())
    }

    /// Two lists or more side by side, as a workbook.
    #[wasm_bindgen(js_name = compareXlsx)]
    pub fn compare_xlsx(&self, lists: &[u32]) -> Result<Vec<u8>> {
        self.lists.compared(lists)?.to_workbook().map_err(said)
    }

    /// Reads a file with a table of requests: its sheets, their columns, and which of them holds the requests.
    #[wasm_bindgen(js_name = tableRead)]
    pub fn table_read(&mut self, name: &str, bytes: Vec<u8>) -> Result<String> {
        let table = self.table.insert(Column::read(name, bytes)?);
        Ok(json(&table.about()))
    }

    /// Reads what was pasted: cells as spreadsheets put them onto the clipboard, or a request a line.
    #[wasm_bindgen(js_name = tablePaste)]
    pub fn table_paste(&mut self, text: &str) -> Result<String> {
        let table = self.table.insert(Column::pasted(text)?);
        Ok(json(&table.about()))
    }

    /// Chooses what is asked: a sheet and a column, both from 0, and how many rows of headings stand above. Gives the number of rows.
    #[wasm_bindgen(js_name = tableChoose)]
    pub fn table_choose(&mut self, sheet: u32, column: u32, headings: u32) -> Result<u32> {
        self.column_mut()?.choose(sheet, column, headings)
    }

    /// Answers the rows from `from` on, `count` at the most: a JSON list with an entry for each.
    #[wasm_bindgen(js_name = tableAnswer)]
    pub fn table_answer(&mut self, list: u32, from: u32, count: u32) -> Result<String> {
        let list = self.lists.get(list)?.list.clone();
        Ok(json(&self.column_mut()?.answer(&list, from, count)))
    }

    /// A whole row of the table, from 0, by the headings: `[["来电时间","…"],…]`.
    #[wasm_bindgen(js_name = tableRow)]
    pub fn table_row(&self, row: u32) -> Result<String> {
        Ok(json(&self.column()?.row(row)))
    }

    /// The rows, from 0, whose request has these words somewhere.
    #[wasm_bindgen(js_name = tableHaving)]
    pub fn table_having(&self, words: &str) -> Result<Vec<u32>> {
        Ok(self.column()?.having(words))
    }

    /// Notes what a person says of a text, for each row that has it: an item's id, `清单外`, or nothing, which takes it back. What was said is forgotten
    /// where another column is chosen.
    #[wasm_bindgen(js_name = tableCorrect)]
    pub fn table_correct(&mut self, text: &str, item: &str) -> Result<()> {
        self.column_mut()?.correct(text, item);
        Ok(())
    }

    /// The rows, from 0, of whose text something was said, each with its text: `[[4,"…"],…]`.
    #[wasm_bindgen(js_name = tableCorrected)]
    pub fn table_corrected(&self) -> Result<String> {
        Ok(json(&self.column()?.corrected()))
    }

    /// The table with its answers as a workbook.
    #[wasm_bindgen(js_name = tableXlsx)]
    pub fn table_xlsx(&self, list: u32) -> Result<Vec<u8>> {
        self.column()?.review(self.list(list)?).to_workbook().map_err(said)
    }

    fn column(&self) -> Result<&Column> {
        self.table.as_ref().ok_or_else(no_table)
    }

    fn column_mut(&mut self) -> Result<&mut Column> {
        self.table.as_mut().ok_or_else(no_table)
    }
}

fn no_table() -> JsError {
    said("还没有表格，请先拖入或粘贴 (no table yet: drop or paste one)")
}
