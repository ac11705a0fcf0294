//! The built-in list, compiled by `build.rs`.
#![allow(clippy::octal_escapes, reason = "digits may follow the NUL that stands behind each text")]

use lvzhi_tables::hash::{PerfectHash, Reading};
use lvzhi_tables::index::{Index, Logistic, TermRow};
use lvzhi_tables::layout::{
    CategoryRow, DepartmentRow, Displacement, FigureRow, GroupRow, ItemRow, KeyRow, KeyTable, LAYOUT, RepairRow, Run,
    Span, Tables, TakeoverRow, TownshipRow,
};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

// The build script may come from another version of the compiler than this library.
const _: () = assert!(
    TABLES.layout == LAYOUT,
    "lvzhi-compiler writes another layout than lvzhi reads: give both the same version"
);
