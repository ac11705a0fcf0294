//! Prints every character that folding changes, and what becomes of it, in hexadecimal: for `tests/slow_classifier.py`.

use lvzhi_tables::fold::fold_char;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        match fold_char(c) {
            Some(same) if same == c => {}
            Some(other) => writeln!(out, "{:X}\t{:X}", u32::from(c), u32::from(other))?,
            None => writeln!(out, "{:X}\t", u32::from(c))?,
        }
    }
    out.flush()
}
