//! The built-in list, compiled by `build.rs`.
#![allow(clippy::octal_escapes, reason = "digits may follow the NUL that stands behind each text")]

use lvzhi_tables::hash::{PerfectHash, Reading};
use lvzhi_tables::index::{Index, Logistic, TermRow};
use lvzhi_tables::layout::{
    CategoryRow, DepartmentRow, Displacement, FigureRow, GroupRow, ItemRow, KeyRow, KeyTable, RepairRow, Run, Span,
    Tables, TakeoverRow, TownshipRow,
};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
