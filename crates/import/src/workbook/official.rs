//! A list in the layout in which lists are published: a sheet for each tier, under a title, 事项类别 merged downwards.

use super::{WorkbookError, cells, look, supplement};
use lvzhi_compiler::List;
use lvzhi_compiler::model::{Item, Tier};
use rust_xlsxwriter::{Workbook, Worksheet};

/// Rows above the items: the title, and the headings.
const HEAD: u32 = 2;

/// The sheet of a tier, its headings and the widths of its columns.
struct Layout {
    sheet: &'static str,
    columns: &'static [(&'static str, f64)],
}

/// The columns of a tier's sheet.
const fn layout(tier: Tier) -> Layout {
    match tier {
        Tier::Basic => Layout {
            sheet: "基本履职事项",
            columns: &[("序号", 6.0), ("事项类别", 14.0), ("事项名称", 100.0)],
        },
        Tier::Cooperative => Layout {
            sheet: "配合履职事项",
            columns: &[
                ("序号", 6.0),
                ("事项类别", 10.0),
                ("事项名称", 24.0),
                ("对应上级部门", 22.0),
                ("上级部门职责", 60.0),
                ("乡镇（街道）配合职责", 60.0),
            ],
        },
        Tier::Reclaimed => Layout {
            sheet: "上级部门收回事项",
            columns: &[("序号", 6.0), ("事项类别", 14.0), ("事项名称", 46.0), ("承接部门及工作方式", 80.0)],
        },
    }
}

/// The bytes of an `.xlsx` that holds the list: three sheets as published, and behind them what those have no columns for (see `supplement.rs`).
///
/// # Errors
/// Where a text does not fit into a cell.
pub fn official(list: &List) -> Result<Vec<u8>, WorkbookError> {
    let mut book = look::workbook(&format!("{}履行职责事项清单", list.township.name))?;
    for tier in Tier::ALL {
        write(&mut book, list, tier)?;
    }
    supplement::write(&mut book, list)?;
    Ok(book.save_to_buffer()?)
}

/// The sheet in which items of this tier are published, and the headings and texts of this item's cells there, from 事项类别 on.
#[must_use]
pub fn item_cells(list: &List, item: &Item) -> (&'static str, Vec<(&'static str, String)>) {
    let Layout { sheet, columns } = layout(item.tier);
    let headings = columns.iter().skip(1).map(|(heading, _)| *heading);
    (sheet, headings.zip(std::iter::once(item.category.clone()).chain(cells_of(list, item))).collect())
}

/// The cells of an item from its name on.
fn cells_of(list: &List, item: &Item) -> Vec<String> {
    let name = item.name.clone();
    match item.tier {
        Tier::Basic => vec![name],
        Tier::Cooperative => vec![
            name,
            cells::departments(list, item),
            cells::duties(list, &item.upper_duties),
            cells::duties(list, &item.township_duties),
        ],
        Tier::Reclaimed => vec![name, cells::takeover(list, item)],
    }
}

fn write(book: &mut Workbook, list: &List, tier: Tier) -> Result<(), WorkbookError> {
    let items: Vec<&Item> = list.items.iter().filter(|item| item.tier == tier).collect();
    let Layout { sheet: name, columns } = layout(tier);
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let declared = list.township.items.get(tier as usize).map_or(items.len(), |declared| usize::from(*declared));
    let title = format!("{}{name}清单（{declared}项）", list.township.name);
    sheet.merge_range(0, 0, 0, (columns.len() as u16).saturating_sub(1), &title, &look::title())?;
    sheet.set_row_height(0, 36)?;
    look::head(sheet, 1, columns)?;
    look::on_paper(sheet, HEAD)?;
    let (centred, body) = (look::centred(), look::body());
    for (row, item) in (HEAD..).zip(&items) {
        sheet.write_number_with_format(row, 0, item.number, &centred)?;
        for ((column, (heading, _)), text) in (0..).zip(columns).skip(2).zip(cells_of(list, item)) {
            let text = look::fitting(&text, || format!("{} {heading}", item.id()))?;
            sheet.write_string_with_format(row, column, text, &body)?;
        }
    }
    categories(sheet, &items)
}

/// 事项类别: written once for neighbours of the same category, over all their rows.
fn categories(sheet: &mut Worksheet, items: &[&Item]) -> Result<(), WorkbookError> {
    let centred = look::centred();
    let mut first = HEAD;
    for run in items.chunk_by(|a, b| a.category == b.category) {
        let (Some(item), next) = (run.first(), first.saturating_add(run.len() as u32)) else { continue };
        match next.saturating_sub(1) {
            last if last > first => sheet.merge_range(first, 1, last, 1, &item.category, &centred)?,
            _ => sheet.write_string_with_format(first, 1, &item.category, &centred)?,
        };
        first = next;
    }
    Ok(())
}
