//! Writes what a list's index has learnt as plain text: `cargo run --release -p lvzhi-compiler --example weights -- data/xiamale FILE`.
//!
//! For whoever wants to check an answer, or to score texts without this library: `docs/weights.md` describes the lines, and
//! `tests/slow_classifier.py` reads them.

use lvzhi_compiler::{BuiltTables, read};
use lvzhi_tables::fold::fold_char;
use lvzhi_tables::index::Logistic;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A term as it is written: one character, or two.
fn written(key: u32) -> String {
    [key >> 16, key & 0xFFFF].into_iter().filter(|&unit| unit != 0).filter_map(char::from_u32).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(folder), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("give the list folder and the file to write".into());
    };
    let list = read(Path::new(&folder))?;
    let built = BuiltTables::of(&list);
    let tables = built.tables();
    let index = tables.index;
    let classes = usize::from(index.classes);
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "items\t{}", index.items)?;
    writeln!(out, "classes\t{classes}")?;
    let tiers: Vec<String> = tables.tiers.iter().map(u16::to_string).collect();
    writeln!(out, "tiers\t{}", tiers.join("\t"))?;
    // `{:?}` writes the shortest decimal that reads back as the same number of 32 bits.
    writeln!(out, "scale\t{:?}", index.scale)?;
    for (name, l) in [("right", index.right), ("listed", index.listed)] {
        let Logistic { constant, score, over_outside, over_rival, length } = l;
        writeln!(out, "{name}\t{constant:?}\t{score:?}\t{over_outside:?}\t{over_rival:?}\t{length:?}")?;
    }
    for (class, bias) in index.bias.iter().enumerate() {
        writeln!(out, "bias\t{class}\t{bias:?}")?;
    }
    // One row more than terms: it only says where the last postings end.
    for (number, row) in index.terms.iter().enumerate().take(index.terms.len().saturating_sub(1)) {
        write!(out, "term\t{}\t{}", written(row.key), row.rarity())?;
        let postings = index.postings(number);
        for class in 0..classes {
            match postings.weight(class) {
                0 => {}
                weight => write!(out, "\t{class}:{weight}")?,
            }
        }
        writeln!(out)?;
    }
    for (place, item) in list.items.iter().enumerate() {
        writeln!(out, "name\t{place}\t{}", item.name)?;
        let departments = item.departments.iter().copied();
        let departments = departments.chain(item.takeover.iter().filter_map(|takeover| takeover.department));
        for department in departments.filter_map(|at| list.departments.get(at)) {
            for spelling in [&department.name, &department.short].into_iter().chain(&department.aliases) {
                writeln!(out, "department\t{place}\t{spelling}")?;
            }
        }
        let duties = item.upper_duties.iter().chain(&item.township_duties).flat_map(|group| &group.duties);
        for duty in duties.chain(item.takeover.iter().filter_map(|takeover| takeover.method.as_ref())) {
            writeln!(out, "duty\t{place}\t{duty}")?;
        }
    }
    for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        match fold_char(c) {
            Some(folded) if folded == c => {}
            Some(folded) => writeln!(out, "fold\t{:X}\t{:X}", u32::from(c), u32::from(folded))?,
            None => writeln!(out, "fold\t{:X}\t", u32::from(c))?,
        }
    }
    out.flush()?;
    Ok(())
}
