//! Columns that a list has no place for: each is named, since an unknown heading may be that of a part of the list.

use super::columns::{Columns, Grid, is_blank};
use super::headings::meaning;
use super::rows::Walk;
use super::vocabulary::Field;
use crate::document::Cell;
use crate::report::{Doubt, Severity};
use crate::text::clean;

impl<'a> Walk<'a> {
    /// Names the columns that are left out, where they hold anything.
    pub(super) fn left_out(&mut self, grid: &Grid<'a>, row: usize, taken: usize, columns: &Columns) {
        for at in columns.of(Field::Extra) {
            let mut heads = grid.rows.iter().skip(row).take(taken).filter_map(|cells| cells.get(at).copied());
            let Some(cell) = heads.rfind(|cell| !is_blank(cell)) else { continue };
            let filled =
                grid.rows.iter().skip(row + taken).filter_map(|cells| cells.get(at)).any(|cell| !is_blank(cell));
            if filled {
                let doubt = self.doubt_of(cell);
                self.found.report.doubts.push(doubt);
            }
        }
    }

    fn doubt_of(&self, cell: &Cell) -> Doubt {
        let name = clean(&cell.text);
        // 备注, 依据: known, and no part of a list.
        let known = meaning(&cell.text, "").is_some_and(|meaning| meaning.field == Field::Extra);
        let (severity, understood, remedy) = if known {
            (
                Severity::Note,
                [
                    format!("“{name}”一列清单没有对应的位置，未收入"),
                    format!("lists have no place for {name}: left out"),
                ],
                ["需要时另行保存", "keep it elsewhere, where it is needed"],
            )
        } else {
            (
                Severity::Doubtful,
                [format!("不知“{name}”一列是什么，未收入"), format!("a column of unknown heading, {name}: left out")],
                [
                    "如是清单的内容，请把表头改为通用的名称（如“事项类别”“上级部门职责”）后重新导入",
                    "give it a usual heading (事项类别, 上级部门职责) and import again, where it is part of the list",
                ],
            )
        };
        Doubt {
            severity,
            file: self.document.file.clone(),
            place: cell.place.clone(),
            text: cell.text.clone(),
            understood,
            remedy: remedy.map(str::to_owned),
        }
    }
}
