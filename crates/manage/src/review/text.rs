//! A review as text.

use super::{Cell, Review};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

/// Rows of a table that are shown; the others are told by number.
const MOST_ROWS: usize = 200;

pub(super) fn text(review: &Review, columns: u16) -> String {
    let mut out = format!("{}\n", review.title);
    for fact in review.facts.iter().filter(|fact| fact.value != Cell::Nothing) {
        out += &format!("{}：{}\n", fact.label, fact.value.shown());
    }
    for note in &review.notes {
        out += &format!("· {note}\n");
    }
    for table in review.tables.iter().filter(|table| !table.rows.is_empty()) {
        // What nothing is known of in any row takes no room.
        let used: Vec<usize> = (0..table.columns.len())
            .filter(|&at| table.rows.iter().any(|row| row.get(at).is_some_and(|cell| *cell != Cell::Nothing)))
            .collect();
        let mut shown = Table::new();
        shown.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
        shown.set_header(used.iter().filter_map(|&at| table.columns.get(at)).map(|column| column.title.as_str()));
        for row in table.rows.iter().take(MOST_ROWS) {
            shown.add_row(used.iter().filter_map(|&at| row.get(at)).map(Cell::shown));
        }
        out += &format!("\n{}（{}）\n", table.title, table.rows.len());
        for line in shown.to_string().lines() {
            out += line.trim_end();
            out.push('\n');
        }
        let left_out = table.rows.len().saturating_sub(MOST_ROWS);
        if left_out > 0 {
            out += &format!(
                "…… 另有 {left_out} 行，请输出为 .xlsx 或 .json 查看 ({left_out} more rows: write a workbook or JSON)\n"
            );
        }
    }
    out
}
