//! Tables of a whole county in which one row is of several townships: a column for each with a mark (√), or their names in a cell.

use super::columns::{Columns, Grid};
use super::township::is_township;
use super::vocabulary::Field;
use crate::text::{clean, key};

/// The townships that have an item, where one row is of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    By(Vec<String>),
    /// 各乡镇
    ByAll,
}

/// Marks that say yes. A circle does where nothing stronger stands in the table.
const YES: [&str; 15] = ["√", "✓", "✔", "☑", "■", "●", "★", "▲", "是", "有", "1", "y", "yes", "v", "○"];
/// Marks that say no.
const NO: [&str; 14] = ["", "×", "✗", "✘", "☐", "□", "否", "无", "0", "n", "no", "-", "—", "/"];

fn bare(text: &str) -> String {
    key(text).trim_matches(['(', ')', '。', '.', ',']).to_owned()
}

/// Whether a cell holds a mark and nothing else.
pub(super) fn is_mark(text: &str) -> bool {
    let text = bare(text);
    YES.contains(&text.as_str()) || NO.contains(&text.as_str())
}

/// The townships whose columns are marked in a row; none where the table has no such columns.
pub(super) fn marked(grid: &Grid<'_>, row: usize, columns: &Columns) -> Option<Held> {
    if !columns.has(Field::Holder) {
        return None;
    }
    let weak = columns.of(Field::Holder).all(|at| {
        let mut cells = grid.rows.iter().filter_map(|row| row.get(at));
        cells.all(|cell| bare(&cell.text) == "○" || !YES.contains(&bare(&cell.text).as_str()))
    });
    let says_yes = |at: usize| {
        grid.cell(row, at).is_some_and(|cell| {
            let mark = bare(&grid.whole(cell).text);
            // √（仅限城区） is a mark, too.
            let begins = mark.starts_with(['√', '✓', '✔', '☑', '●']);
            begins || YES.contains(&mark.as_str()) && (weak || mark != "○")
        })
    };
    let names = columns.of(Field::Holder).filter(|&at| says_yes(at));
    Some(Held::By(names.filter_map(|at| columns.names.get(at).cloned()).collect()))
}

/// The townships that a cell names where it names more than one, or all.
pub(super) fn listed(text: &str) -> Option<Held> {
    let whole = key(text);
    let all = ["各", "全部", "所有", "全县", "全区", "全市", "全旗"];
    let bodies = ["乡", "镇", "街道", "苏木"];
    if all.iter().any(|word| whole.starts_with(word)) && bodies.iter().any(|word| whole.contains(word))
        || matches!(whole.as_str(), "全部" | "所有" | "通用")
    {
        return Some(Held::ByAll);
    }
    let names = text.split(['、', '，', ',', '；', ';', '/', '\n']).map(clean).filter(|name| !name.is_empty());
    let names: Vec<String> = names.collect();
    (names.len() > 1 && names.iter().all(|name| is_township(name))).then_some(Held::By(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_one_township_or_several_or_all() {
        let by = |names: &[&str]| Some(Held::By(names.iter().map(|name| (*name).to_owned()).collect()));
        assert_eq!(listed("桐溪乡、石桥镇\n青山街道"), by(&["桐溪乡", "石桥镇", "青山街道"]));
        assert_eq!(listed("各乡镇（街道）"), Some(Held::ByAll));
        assert_eq!(listed("全部"), Some(Held::ByAll));
        assert_eq!(listed("桐溪乡"), None);
        assert_eq!(listed("桐溪乡、县民政局"), None);
    }

    #[test]
    fn marks_are_told_from_words() {
        for text in ["√", "（√）", "是", "×", "", "—", "1", "○"] {
            assert!(is_mark(text), "{text}");
        }
        for text in ["县民政局", "2", "无承接部门"] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
