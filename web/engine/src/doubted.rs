//! Which item each doubt of a report is about, so that it can be mended where it is told.

use lvzhi_import::Imported;
use lvzhi_import::document::{Block, Document, Place};
use std::collections::{HashMap, HashSet};

/// The ids, in the order of the report; none for what is about no item.
pub(crate) fn items(documents: &[Document], imported: &Imported) -> Vec<Option<String>> {
    let named: HashMap<String, String> =
        imported.list().items.iter().map(|item| (letters(&item.name), item.id())).collect();
    let report = imported.report();
    let spot = |file: &str, place: &Place| (file.to_owned(), place.sheet.clone(), place.row);
    let without: HashSet<_> = report.parts.iter().map(|part| spot(&part.file, &part.place)).collect();
    let mut of = HashMap::new();
    for document in documents {
        let mut above: Option<&String> = None;
        let mut row = |place: &Place, texts: &mut dyn Iterator<Item = &str>| {
            let at = spot(&document.file, place);
            // An item goes on over rows that do not say its name, until a row that holds no item.
            let own = texts.filter_map(|text| named.get(&letters(text))).next();
            above = if without.contains(&at) { None } else { own.or(above) };
            if let Some(id) = above {
                of.insert(at, id.clone());
            }
        };
        for block in &document.blocks {
            match block {
                Block::Line(cell) => row(&cell.place, &mut std::iter::once(cell.text.as_str())),
                Block::Table(table) => {
                    for cells in table.rows.iter().map(|row| &row.cells) {
                        if let Some(first) = cells.first() {
                            row(&first.place, &mut cells.iter().map(|cell| cell.text.as_str()));
                        }
                    }
                }
            }
        }
    }
    report.doubts.iter().map(|doubt| of.get(&spot(&doubt.file, &doubt.place)).cloned()).collect()
}

/// A text without what importing may change: white space and punctuation.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use lvzhi_import::{Options, import, read_bytes};

    #[test]
    fn a_doubt_is_about_the_item_of_its_row() {
        let csv = "序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n\
                   1,民生服务,发放高龄津贴,县民政局,审批。,受理。\n\
                   2,民生服务,查处非法采砂,,牵头查处。,发现上报。\n\
                   合计,2,,,,\n";
        let document = read_bytes("清单.csv", csv.into()).unwrap();
        let options = Options { township: Some("东岭乡".to_owned()), ..Options::default() };
        let documents = [document];
        let imported = import(&documents, &options).unwrap();
        let items = super::items(&documents, &imported);
        let told: Vec<(u32, Option<&str>)> =
            imported.report().doubts.iter().zip(&items).map(|(doubt, id)| (doubt.place.row, id.as_deref())).collect();
        assert!(told.contains(&(3, Some("C002"))), "{told:?}");
        assert!(told.iter().all(|(row, id)| *row == 3 || *id != Some("C002")), "{told:?}");
    }
}
