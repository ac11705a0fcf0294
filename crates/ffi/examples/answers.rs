//! What the library in Rust says, for the C tests to be held to.
//!
//! ```text
//! answers export [LIST.lvz]             the export, as `lvzhi export` prints it
//! answers QUERIES.jsonl [LIST.lvz]      for lines with "q": lines {"q":…,"answer":…,"evidence":…}, in the form of data/conformance.jsonl
//! ```

use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let list = match std::env::args().nth(2) {
        Some(file) => lvzhi::Catalogue::open(file)?,
        None => lvzhi::Catalogue::default(),
    };
    let mut out = std::io::stdout().lock();
    let what = std::env::args().nth(1).ok_or("answers export|QUERIES.jsonl [LIST.lvz]")?;
    if what == "export" {
        out.write_all(list.export().as_bytes())?;
        return Ok(());
    }
    for line in std::fs::read_to_string(&what)?.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let query =
            line.get("q").and_then(|q| q.as_str()).ok_or_else(|| format!("{what}: a line without q: {line}"))?;
        let text = serde_json::to_string(query)?;
        let answer = list.classify(query)?;
        let evidence = answer.best().map_or_else(|| "[]".to_owned(), |best| list.evidence_json(query, best.item));
        writeln!(out, "{{\"q\":{text},\"answer\":{},\"evidence\":{evidence}}}", answer.to_json())?;
    }
    Ok(())
}
