//! A file that somebody imports, mutated: never a panic, never more than the limits; rows as wide as one another, cells where they say they
//! are, merged cells that agree with one another; what is not read is refused in one line. What is read makes a list that the compiler takes, or
//! none for a reason that lies in the file.
//!
//! The first byte chooses what the rest is. Packed files would seldom survive a mutation, so they are packed here, from parts or from a stream.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi_import::document::{Block, Document, Merged, Table};
use lvzhi_import::read::{limits, read_bytes};
use lvzhi_import::{ImportError, Options, import};
use lvzhi_tables::words::Tier;
use std::io::{Cursor, Write};

/// The parts of a ZIP that no mutation touches, unless it names them.
const XLSX: [(&str, &str); 3] = [
    ("_rels/.rels", r#"<Relationships><Relationship Type="/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
    ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="x/worksheet"/></Relationships>"#,
    ),
];

fuzz_target!(
    init: {
        // calamine's own panics are errors of ours: see `guarded` in crates/import/src/read.rs.
        std::panic::set_hook(Box::new(|info| {
            if !info.location().is_some_and(|at| at.file().contains("calamine")) {
                eprintln!("{info}");
                std::process::abort();
            }
        }));
    },
    |bytes: &[u8]| {
        let Some((how, rest)) = bytes.split_first() else { return };
        let (name, file) = match how % 8 {
            0 => ("a", rest.to_vec()),
            1 => ("a.csv", rest.to_vec()),
            2 => ("a.md", rest.to_vec()),
            3 => ("a.html", [b"<table>", rest].concat()),
            4 => ("a.xlsx", packed(&XLSX, rest)),
            5 => ("a.docx", packed(&[], rest)),
            6 => ("a.ods", packed(&[("mimetype", ""), ("META-INF/manifest.xml", "")], rest)),
            _ => ("a.xls", compound(rest)),
        };
        match read_bytes(name, file) {
            Ok(document) => {
                check(&document);
                understand(document, how & 8 == 8);
            }
            Err(error) => assert!(error.to_string().starts_with(name), "{error}"),
        }
    }
);

/// Makes a list of it, with the tier and the township given or not.
fn understand(document: Document, given: bool) {
    let told = |text: &str| given.then(|| text.to_owned());
    let options = Options { township: told("桐溪乡"), county: told("山阳县"), tier: given.then_some(Tier::Basic), ..Options::default() };
    match import(&[document], &options) {
        Ok(imported) => assert!(!imported.list().items.is_empty()),
        Err(ImportError::Unsound(problems)) => panic!("{problems}"),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A ZIP of parts, each behind a line `==== name`.
fn packed(parts: &[(&str, &str)], bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let own = text.split("==== ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in own.chain(parts.iter().copied()) {
        // A name that is there already is refused.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(text.as_bytes()).expect("into memory");
        }
    }
    zip.finish().expect("into memory").into_inner()
}

/// The container of an XLS around a stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("into memory");
    file.create_stream("Workbook").and_then(|mut to| to.write_all(stream)).expect("into memory");
    file.flush().expect("into memory");
    file.into_inner().into_inner()
}

fn check(document: &Document) {
    let mut cells = 0;
    for block in &document.blocks {
        match block {
            Block::Line(line) => assert!(!line.text.trim().is_empty() && line.place.column == 0 && line.place.row > 0),
            Block::Table(table) => {
                check_table(table);
                cells += table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
            }
        }
    }
    assert!(cells <= limits::CELLS);
}

fn check_table(table: &Table) {
    let cell = |row: u32, column: u32| &table.rows[row as usize - 1].cells[column as usize - 1];
    for (row, cells) in (1..).zip(&table.rows) {
        assert_eq!(cells.cells.len(), table.rows[0].cells.len());
        for (column, one) in (1..).zip(&cells.cells) {
            assert_eq!((one.place.row, one.place.column), (row, column));
            assert!(!one.text.contains('\r'), "{:?}", one.text);
            match one.merged {
                Merged::No => {}
                Merged::Origin { rows, columns } => {
                    assert!(rows > 1 || columns > 1);
                    let last = cell(row + rows - 1, column + columns - 1);
                    assert_eq!(last.merged, Merged::Covered { row, column });
                }
                Merged::Covered { row: above, column: left } => {
                    assert!(one.text.is_empty());
                    let Merged::Origin { rows, columns } = cell(above, left).merged else { panic!("{table:?}") };
                    assert!((above..above + rows).contains(&row) && (left..left + columns).contains(&column));
                }
            }
        }
    }
}
