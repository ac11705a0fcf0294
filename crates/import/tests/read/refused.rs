//! What is not read, and why: other kinds, damage, passwords, and more than the limits allow.

use crate::common::{bad, compound, docx, good, lines, opendocument, packed, tables};
use crate::workbooks::xlsx;
use lvzhi_import::read::{Limit, ReadError, Unsupported, limits};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "序号").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn other_kinds_are_told_apart_with_advice() {
    let utf_8 = |text: &str| text.as_bytes().to_vec();
    let kinds = [
        (b"%PDF-1.7\n".to_vec(), Unsupported::Pdf, "PDF 转 Excel"),
        ([b"\xEF\xBB\xBF\n", b"%PDF-1.4".as_slice()].concat(), Unsupported::Pdf, "OCR"),
        (compound("WordDocument", b"x"), Unsupported::Doc, "另存为 .docx"),
        (compound("PowerPoint Document", b"x"), Unsupported::Slides, ".xlsx"),
        (compound("Contents", b"x"), Unsupported::Binary, ".xlsx"),
        (packed(&[("OFD.xml", "<ofd/>")]), Unsupported::Ofd, "OFD"),
        (packed(&[("ppt/presentation.xml", "<p/>")]), Unsupported::Slides, ".docx"),
        (packed(&[("xl/workbook.bin", "")]), Unsupported::Xlsb, "另存为 .xlsx"),
        (packed(&[("清单.xlsx", "")]), Unsupported::Archive, "解压"),
        (b"Rar!\x1A\x07\0".to_vec(), Unsupported::Archive, "解压"),
        (b"\x89PNG\r\n\x1A\n\0".to_vec(), Unsupported::Picture, "文字识别"),
        (b"BM\0\0\0\0".to_vec(), Unsupported::Picture, "文字识别"),
        (utf_8(r"{\rtf1\ansi}"), Unsupported::Rtf, ".docx"),
        (utf_8("MIME-Version: 1.0\nContent-Type: multipart/related\n"), Unsupported::Mht, ".html"),
        (
            utf_8("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"),
            Unsupported::WordXml,
            ".docx",
        ),
        (utf_8("[{\"序号\": 1}]"), Unsupported::Json, ".jsonl"),
        (b"\x8FLVZ\r\n\x1A\n\0\0".to_vec(), Unsupported::Compiled, "--list"),
        (b"\x09\x04\x06\0\0\0".to_vec(), Unsupported::OldExcel, "另存为 .xlsx"),
        ((0..=255).cycle().take(5_000).collect(), Unsupported::Binary, ".ods"),
    ];
    for (bytes, expected, advice) in kinds {
        // The name says another thing.
        let error = bad("清单.xlsx", bytes);
        assert!(matches!(error, ReadError::Unsupported { kind, .. } if kind == expected), "{error:?} for {expected:?}");
        let text = error.to_string();
        assert!(text.starts_with("清单.xlsx：") && text.contains(advice), "{text}");
    }
    // A text that begins with the letters of a picture.
    assert_eq!(lines(&good("a.txt", "BMI 指数登记\n")), ["BMI 指数登记"]);
}

#[test]
fn names_do_not_matter() {
    assert_eq!(tables(&good("清单.csv", workbook())).len(), 1);
    assert_eq!(tables(&good("清单", docx("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", &[]))).len(), 1);
    assert_eq!(tables(&good("清单.doc", "序号\t事项\n1\t甲\n")).len(), 1);
}

#[test]
fn an_empty_file() {
    for bytes in ["", " \r\n\t\n", "\u{FEFF}"] {
        assert!(matches!(bad("a.csv", bytes), ReadError::Empty { .. }), "{bytes:?}");
    }
    // An empty sheet has no rows.
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    assert_eq!(tables(&good("a.xlsx", workbook.save_to_buffer().unwrap()))[0].rows, []);
}

#[test]
fn passwords() {
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat();
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let encrypted = [begin, record(0x002F, &[1, 0, 1, 0, 1, 0]), record(0x000A, &[])].concat();
    let manifest = r#"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"x").unwrap();
    let mut locked = zip.finish().unwrap().into_inner();
    // The flag of encryption, of the part and in the directory.
    let directory = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    let files = [
        compound("EncryptedPackage", b"x"),
        compound("Workbook", &encrypted),
        packed(&[("mimetype", "x"), ("content.xml", "x"), ("META-INF/manifest.xml", manifest)]),
        locked,
    ];
    for bytes in files {
        let error = bad("清单.xlsx", bytes);
        assert!(matches!(error, ReadError::Password { .. }), "{error:?}");
    }
}

#[test]
fn damaged_files_are_errors() {
    let xls = std::fs::read("tests/data/small.xls").unwrap();
    let files =
        [workbook(), docx("<w:p/>", &[]), opendocument("", "<office:text><text:p>甲</text:p></office:text>"), xls];
    for whole in files {
        for keep in [30, whole.len() / 3, whole.len() / 2, whole.len() - 30] {
            let error = lvzhi_import::read_bytes("a", whole[..keep].to_vec());
            // An XLS whose end is missing may still hold all that was in it.
            let fine =
                matches!(error, Err(ReadError::Damaged { .. })) || whole.starts_with(b"\xD0\xCF") && error.is_ok();
            assert!(fine, "{keep} of {}: {error:?}", whole.len());
        }
        for at in (0..whole.len()).step_by(19) {
            let mut broken = whole.clone();
            broken[at] ^= 0x55;
            // No panic comes out.
            let _ = lvzhi_import::read_bytes("a", broken);
        }
    }
    let broken = ["<w:p><w:r>", "<w:tbl><w:tr>", "<w:p></w:q>"];
    for body in broken {
        assert!(matches!(bad("a.docx", docx(body, &[])), ReadError::Damaged { format: "DOCX", .. }), "{body}");
    }
}

/// Which limit a file exceeds.
fn exceeded(bytes: Vec<u8>) -> Limit {
    match bad("a", bytes) {
        ReadError::TooLarge { limit, .. } => limit,
        error => panic!("{error:?}"),
    }
}

#[test]
fn the_limits_on_tables() {
    let sheet = |cells: &str| xlsx(&[("表", &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"))], &[]);
    assert_eq!(exceeded(sheet(r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#)), Limit::Rows);
    assert_eq!(exceeded(sheet(r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#)), Limit::Columns);
    assert_eq!(exceeded(sheet(r#"<row r="49999"><c r="IV49999"><v>1</v></c></row>"#)), Limit::Cells);
    assert_eq!(tables(&good("a", sheet(r#"<row r="1900"><c r="IV1900"><v>1</v></c></row>"#)))[0].rows.len(), 1_900);
    let csv = "甲,乙,丙\n".repeat(limits::ROWS as usize + 1);
    assert_eq!(exceeded(csv.clone().into_bytes()), Limit::Rows);
    // A table of requests may be longer than a list.
    let requests = lvzhi_import::read::read_requests_bytes("a", csv.into_bytes()).unwrap();
    assert_eq!(tables(&requests)[0].rows.len(), limits::ROWS as usize + 1);
    let more = "甲,乙,丙\n".repeat(limits::REQUEST_ROWS as usize + 1);
    assert!(lvzhi_import::read::read_requests_bytes("a", more.into_bytes()).is_err());
    let repeated = r#"<office:spreadsheet><table:table><table:table-row table:number-rows-repeated="40000"><table:table-cell table:number-columns-repeated="200"><text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"#;
    assert_eq!(exceeded(opendocument("", repeated)), Limit::Cells);
    let spans = "<table><tr><td colspan=300>甲</td><td>乙</td></tr></table>";
    assert_eq!(exceeded(spans.as_bytes().to_vec()), Limit::Columns);
    let nested = "<w:tbl><w:tr><w:tc>".repeat(limits::NESTING + 2);
    assert_eq!(exceeded(docx(&nested, &[])), Limit::Nesting);
    let lines = "甲\n".repeat(limits::LINES + 1);
    assert_eq!(exceeded(lines.into_bytes()), Limit::Rows);
}

#[test]
fn the_limits_on_sizes() {
    assert_eq!(exceeded(vec![b'a'; limits::FILE as usize + 1]), Limit::File);
    // A bomb: zeros pack a thousandfold.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..=limits::UNPACKED >> 20 {
        zip.write_all(&block).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    assert_eq!(exceeded(bomb), Limit::Unpacked);
    // One long text that many cells share.
    let texts = format!(r#"<sst uniqueCount="1"><si><t>{}</t></si></sst>"#, "甲".repeat(30_000));
    let cells: String =
        (1..=1_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    assert_eq!(exceeded(xlsx(&[("表", &sheet)], &[("xl/sharedStrings.xml", &texts)])), Limit::Text);
}

#[test]
fn counts_that_lie_take_no_memory() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><f t="shared" si="9999999999" ref="A1:A2">1</f><v>1</v></c></row></sheetData></worksheet>"#;
    assert_eq!(tables(&good("a", xlsx(&[("表", sheet)], &[])))[0].rows.len(), 1);
    let texts = r#"<sst uniqueCount = "99999999999999"><si><t>甲</t></si></sst>"#;
    let error = bad("a", xlsx(&[("表", sheet)], &[("xl/sharedStrings.xml", texts)]));
    assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
    let formats = "<xf/>".repeat(40_000);
    let styles = format!(
        r#"<styleSheet><fonts><font><name val="{}"/></font></fonts><cellXfs>{formats}</cellXfs></styleSheet>"#,
        "a".repeat(10_000)
    );
    let error = bad("a", xlsx(&[("表", sheet)], &[("xl/styles.xml", &styles)]));
    assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
    // An XLS that says it has four thousand million rows.
    let mut bytes = std::fs::read("tests/data/small.xls").unwrap();
    let size = bytes.windows(4).position(|four| four == [0, 2, 14, 0]).unwrap();
    bytes[size + 8..size + 12].fill(0xFF);
    assert_eq!(tables(&good("a.xls", bytes))[0].rows.len(), 7);
}

#[test]
fn zeros_in_a_text_are_told_and_many_are_refused() {
    let text = "序号,事项类别,事项名称\n1,党的建设,做好党员发展\n";
    let document = good("清单.csv", text.replace("\n1", "\n\u{0}1"));
    assert_eq!(tables(&document)[0].rows[1].cells[0].text, "1");
    let [remark] = document.remarks.as_slice() else { panic!("{:?}", document.remarks) };
    assert!(remark.place.row == 2 && remark.understood[0].contains("空字节"), "{remark:?}");
    for rest in [5_000, 100] {
        let error = bad("清单.csv", [text.as_bytes(), &vec![0; rest]].concat());
        assert!(matches!(error, ReadError::Zeros { zeros, .. } if zeros == rest), "{error:?}");
        assert!(error.to_string().contains("没有传完整") && error.to_string().contains("重新复制"), "{error}");
    }
    assert!(matches!(bad("清单.xlsx", vec![0; 4_000]), ReadError::Zeros { zeros: 4_000, whole: 4_000, .. }));
    // UTF-16 has such bytes, and is text.
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(good("清单.csv", utf_16).remarks.is_empty());
}

#[test]
fn a_text_under_the_name_of_a_workbook_is_said_to_be_one() {
    // Irregular, as people write it.
    let table = "序号,事项类别,事项名称\n1,党的建设,做好党员发展,\n2,党的建设\n3,党的建设,办好党校\n";
    for name in ["清单.xlsx", "清单.XLS"] {
        let document = good(name, table);
        assert_eq!(tables(&document)[0].rows.len(), 4);
        let [remark] = document.remarks.as_slice() else { panic!("{:?}", document.remarks) };
        assert!(remark.understood[0].contains("CSV") && remark.remedy[0].contains("另存为 .xlsx"), "{remark:?}");
    }
    assert!(good("清单.csv", table).remarks.is_empty());
    // Nor is a list found in it: the message says so, too.
    let error = lvzhi_import::import(&[good("清单.xlsx", "名单\n张三\n李四\n")], &Default::default()).unwrap_err();
    assert!(error.to_string().contains("内容其实是纯文本"), "{error}");
}

#[test]
fn a_table_under_another_name_may_have_short_rows() {
    let document = good(
        "清单.txt",
        "清单类别\t序号\t事项名称\t承接部门\n基本履职\t1\t做好党员发展\n收回\t1\t\"评选\n先进\"\t县民政局\n",
    );
    assert_eq!(tables(&document)[0].rows.len(), 3);
    assert_eq!(tables(&document)[0].rows[2].cells[2].text, "评选\n先进");
}
