//! A review as a page of HTML, in light and dark, on screen and on paper.

use super::{Cell, Piece, Review, Table};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = "
:root{color-scheme:light dark;--line:#8884;--faint:#8882;--out:#c0392b;--in:#1e8449}
body{font:15px/1.6 'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif;max-width:1280px;margin:2em auto;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em}dt{opacity:.7}dd{margin:0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:var(--faint);position:sticky;top:0;white-space:nowrap}td.number{text-align:right;white-space:nowrap}td.short{white-space:nowrap}
del{color:var(--out)}ins{color:var(--in);text-decoration:underline}
.bar{display:inline-block;height:.6em;background:#2f7fb8;margin-right:.5em;border-radius:2px}
@media print{body{max-width:none;margin:0}th{position:static}}
";

pub(super) fn page(review: &Review) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (review.title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (content(review, usize::MAX)) }
        }
    };
    page.into_string()
}

/// Rows of a table that a notebook shows.
const IN_NOTEBOOKS: usize = 20;

/// Without a page around it and without looks of its own, each table cut: for notebooks.
pub(super) fn fragment(review: &Review) -> String {
    content(review, IN_NOTEBOOKS).into_string()
}

fn content(review: &Review, rows: usize) -> Markup {
    html! {
        h1 { (review.title) }
        dl { @for fact in review.facts.iter().filter(|fact| fact.value != Cell::Nothing) { dt { (fact.label) } dd { (cell(&fact.value)) } } }
        @if !review.notes.is_empty() { ul { @for note in &review.notes { li { (note) } } } }
        @for part in review.tables.iter().filter(|table| !table.rows.is_empty()) { (table(part, rows)) }
    }
}

fn table(table: &Table, most: usize) -> Markup {
    html! {
        h2 id=(table.key) { (table.title) "（" (table.rows.len()) "）" }
        div.wide {
            table {
                thead { tr { @for column in &table.columns { th { (column.title) } } } }
                tbody {
                    @for row in table.rows.iter().take(most) {
                        tr {
                            @for (column, value) in table.columns.iter().zip(row) {
                                td.number[is_number(value)].short[column.width <= SHORT] { (cell(value)) }
                            }
                        }
                    }
                }
            }
        }
        @if table.rows.len() > most { p { "…… 另有 " (table.rows.len() - most) " 行" } }
    }
}

/// Columns of this width and less are not broken into lines.
const SHORT: u16 = 12;

fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Whole(_) | Cell::Number(_) | Cell::Share(_))
}

fn cell(cell: &Cell) -> Markup {
    match cell {
        Cell::Marked(pieces) => html! {
            @for piece in pieces {
                @match piece {
                    Piece::Same(text) => (text),
                    Piece::Out(text) => del { (text) },
                    Piece::In(text) => ins { (text) },
                }
            }
        },
        Cell::Share(share) => html! {
            span.bar style={ "width:" (format!("{:.1}", share.clamp(0.0, 1.0) * 5.0)) "em" } {}
            (cell.shown())
        },
        other => html! { (other.shown()) },
    }
}
