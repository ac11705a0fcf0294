//! Whatever a file holds, reading it takes less memory than is stated, and not for ever.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]
#![allow(unsafe_code, reason = "an allocator that counts hands its arguments on unchanged")]

use lvzhi_import::read::{limits, read_bytes};
use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{Cursor, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator with the arguments as they came; only numbers are kept beside.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A ZIP with this part, the text repeated up to so many bytes between head and tail.
fn packed(others: &[(&str, &str)], name: &str, head: &str, text: &str, bytes: usize, tail: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in others {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    zip.write_all(head.as_bytes()).unwrap();
    let block = text.repeat(4_096);
    for _ in 0..bytes / block.len() {
        zip.write_all(block.as_bytes()).unwrap();
    }
    zip.write_all(tail.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn no_file_takes_more_memory_than_is_stated() {
    let workbook = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Type="/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", r#"<workbook><sheets/></workbook>"#),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
    ];
    let unpacked = limits::UNPACKED as usize - (1 << 20);
    let text = limits::TEXT - (1 << 20);
    let cell = ("<w:document><w:body><w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl></w:body></w:document>");
    let files = [
        ("shared texts", packed(&workbook, "xl/sharedStrings.xml", "<sst>", "<si><t/></si>", text, "</sst>")),
        (
            "formats",
            packed(&workbook, "xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>", text, "</cellXfs></styleSheet>"),
        ),
        ("paragraphs in a cell", packed(&[], "word/document.xml", cell.0, "<w:p/>", unpacked, cell.1)),
        (
            "one word",
            packed(
                &[],
                "word/document.xml",
                "<w:document><w:p><w:r><w:t>",
                "甲",
                unpacked,
                "</w:t></w:r></w:p></w:document>",
            ),
        ),
        (
            "repeated cells",
            packed(
                &[("META-INF/manifest.xml", "")],
                "content.xml",
                "<table:table><table:table-row>",
                r#"<table:table-cell table:number-columns-repeated="250"><text:p>甲</text:p></table:table-cell>"#,
                unpacked,
                "",
            ),
        ),
        ("commas", ",".repeat(text).into_bytes()),
        ("tabs", "\t甲".repeat(text / 4).into_bytes()),
        ("spaces", "甲  ".repeat(text / 5).into_bytes()),
        ("bars", "|\n".repeat(text / 2).into_bytes()),
        ("bars in prose", "a|b\n".repeat(text / 4).into_bytes()),
        ("contents", "甲\t1\n".repeat(text / 6).into_bytes()),
        ("attributes", format!("<table {}>", "a ".repeat(text / 2)).into_bytes()),
        ("tags", format!("<table>{}", "<td><tr>".repeat(text / 8)).into_bytes()),
        ("one tag", format!("<table><td>{}", "<b>".repeat(text / 3)).into_bytes()),
        ("nothing but GB18030", vec![0xB0; text]),
    ];
    for (what, bytes) in files {
        let length = bytes.len();
        MOST.store(NOW.load(Ordering::Relaxed), Ordering::Relaxed);
        let before = NOW.load(Ordering::Relaxed) - length;
        let start = Instant::now();
        let read = read_bytes("a", bytes);
        let (most, took) = (MOST.load(Ordering::Relaxed) - before, start.elapsed());
        println!(
            "{what}: {} MB of {} KB in {took:?}: {:?}",
            most >> 20,
            length >> 10,
            read.err().map(|error| error.to_string())
        );
        assert!(most <= limits::MEMORY, "{what}: {most}");
        assert!(took < Duration::from_secs(120), "{what}: {took:?}");
    }
}
