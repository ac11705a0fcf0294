//! Whatever a file holds, reading it takes less memory than is stated, and not for ever.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]
#![allow(unsafe_code, reason = "an allocator that counts hands its arguments on unchanged")]

use lvzhi_import::read::{limits, read_bytes};
use lvzhi_import::{ImportError, Options, import};
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
    for _ in 0..bytes.checked_div(block.len()).unwrap_or(0) {
        zip.write_all(block.as_bytes()).unwrap();
    }
    zip.write_all(tail.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// How many bytes a file holds, unpacked.
fn unpacked_length(bytes: &[u8]) -> usize {
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return bytes.len() };
    (0..zip.len()).map(|at| zip.by_index(at).unwrap().size() as usize).sum()
}

fn rows(items: usize, second: &str) -> String {
    (1..=items).map(|n| format!("{n},{second},事项{n}\n")).collect()
}

/// One after the other: the allocator counts what all threads take.
static ALONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[test]
fn a_list_takes_no_more_memory_than_is_stated() {
    let _alone = ALONE.lock().unwrap();
    let cooperative = |n: usize| {
        format!(
            "{n},类别,事项第{n}号的名称,县第{n}号管理局,\"县第{n}号管理局：\n1.负责审批；\n2.开展检查。\",1.做好宣传；2.协助检查。\n"
        )
    };
    let head = "序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n";
    let files = [
        ("cooperative", head.to_owned() + &(1..10_000).map(cooperative).collect::<String>()),
        (
            "cooperative, long",
            head.to_owned()
                + &(1..9_000)
                    .map(|n| cooperative(n).replace("做好宣传", &"做好宣传，".repeat(200)))
                    .collect::<String>(),
        ),
        ("basic", "序号,事项类别,事项名称\n".to_owned() + &rows(limits::ITEMS, "类别")),
        ("one name", "序号,事项类别,事项名称\n".to_owned() + &"1,类别,事项\n".repeat(limits::ITEMS)),
        ("several townships", "序号,乡镇,事项名称\n".to_owned() + &rows(1_000, "桐溪乡") + &rows(48_000, "石桥镇")),
    ];
    for (what, text) in files {
        let length = text.len();
        MOST.store(NOW.load(Ordering::Relaxed), Ordering::Relaxed);
        let before = NOW.load(Ordering::Relaxed) - length;
        let start = Instant::now();
        let document = read_bytes("配合履职.csv", text.into_bytes()).unwrap();
        let tier = Some(if what.starts_with("cooperative") { "cooperative" } else { "basic" }.parse().unwrap());
        let options = Options { tier, township: Some("桐溪乡".to_owned()), ..Options::default() };
        let imported = import(&[document], &options);
        let (most, took) = (MOST.load(Ordering::Relaxed) - before, start.elapsed());
        let items = imported.unwrap().list().items.len();
        println!("{what}: {} MB of {} KB in {took:?}: {items} items", most >> 20, length >> 10);
        assert!(
            most <= limits::PER_BYTE * length + limits::PER_ITEM * items + limits::BESIDE,
            "{what}: {most} of {length}"
        );
        assert!(most <= limits::MEMORY && took < Duration::from_secs(120), "{what}: {most} {took:?}");
    }
    let text = "序号,事项类别,事项名称\n".to_owned() + &rows(limits::ITEMS + 1, "类别");
    let document = read_bytes("基本履职.csv", text.into_bytes()).unwrap();
    let error = import(&[document], &Options::default()).unwrap_err();
    assert!(matches!(error, ImportError::TooManyItems { found } if found == limits::ITEMS + 1), "{error}");
    assert!(error.to_string().contains("最多 20000 项"), "{error}");
}

#[test]
fn no_file_takes_more_memory_than_is_stated() {
    let _alone = ALONE.lock().unwrap();
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
        (
            "few bytes, many cells",
            packed(
                &[("META-INF/manifest.xml", "")],
                "content.xml",
                r#"<table:table><table:table-row table:number-rows-repeated="1990"><table:table-cell table:number-columns-repeated="250"><text:p>甲</text:p></table:table-cell></table:table-row>"#,
                "",
                0,
                "</table:table>",
            ),
        ),
        ("few bytes, wide cells", "<table><tr><td colspan=250 rowspan=1990>甲".to_owned().into_bytes()),
    ];
    for (what, bytes) in files {
        let (length, holds) = (bytes.len(), unpacked_length(&bytes));
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
        assert!(most <= limits::PER_BYTE * holds + limits::BESIDE, "{what}: {most} of {holds}");
        assert!(took < Duration::from_secs(120), "{what}: {took:?}");
    }
}
