//! What a file is, by what it holds.

use super::delimited;
use super::encoding::{Decoded, decode};
use super::error::{Limit, ReadError, Unsupported};
use super::limits::Budget;
use super::package;
use super::remark::Remarks;
use crate::document::Place;
use crate::report::Severity;
use std::io::Cursor;

/// A kind of file, text already decoded.
#[derive(Debug)]
pub(crate) enum Kind {
    Xlsx,
    Xls,
    /// A sheet or a text of OpenDocument: its part `content.xml`.
    OpenDocument,
    Docx,
    Delimited(String, u8),
    Text(String),
    Html(String),
    SpreadsheetMl(String),
    /// The content of an OpenDocument, alone (FODS, FODT).
    FlatOpenDocument(String),
    /// Our own export.
    Export(String),
    Unsupported(Unsupported),
    Encrypted,
    Empty,
}

/// What the first bytes of files say that are not text.
const MAGIC: [(&[u8], Unsupported); 18] = [
    (b"%PDF-", Unsupported::Pdf),
    (b"{\\rtf", Unsupported::Rtf),
    (b"\x8FLVZ\r\n\x1A\n", Unsupported::Compiled),
    (b"\x89PNG", Unsupported::Picture),
    (b"\xFF\xD8\xFF", Unsupported::Picture),
    (b"GIF8", Unsupported::Picture),
    (b"BM", Unsupported::Picture),
    (b"II*\0", Unsupported::Picture),
    (b"MM\0*", Unsupported::Picture),
    (b"7z\xBC\xAF\x27\x1C", Unsupported::Archive),
    (b"Rar!", Unsupported::Archive),
    (b"\x1F\x8B", Unsupported::Archive),
    (b"BZh", Unsupported::Archive),
    (b"\xFD7zXZ", Unsupported::Archive),
    (b"\x09\x00\x04\x00", Unsupported::OldExcel),
    (b"\x09\x02\x06\x00", Unsupported::OldExcel),
    (b"\x09\x04\x06\x00", Unsupported::OldExcel),
    (b"\xDB\xA5", Unsupported::Doc),
];

/// What this file is.
pub(crate) fn kind(name: &str, bytes: &[u8], remarks: &mut Remarks) -> Result<Kind, ReadError> {
    let budget = Budget::new(name);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes, &budget);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes, &budget);
    }
    for (start, kind) in MAGIC {
        // Two letters are also the beginning of a text.
        let certain = start.len() > 2 || bytes.iter().take(64).any(|byte| *byte == 0);
        if bytes.starts_with(start) && certain {
            return Ok(Kind::Unsupported(kind));
        }
    }
    if bytes.get(..bytes.len().min(1024)).is_some_and(|start| start.windows(5).any(|five| five == b"%PDF-")) {
        return Ok(Kind::Unsupported(Unsupported::Pdf));
    }
    let decoded = decode(bytes);
    if decoded.text.len() > budget.most_text {
        return Err(budget.exceeded(Limit::Text));
    }
    if decoded.broken {
        tell_broken(&decoded, remarks);
    }
    let text = without_zeros(decoded.text, &budget, remarks)?;
    let kind = written(name, text);
    tell_other_name(name, &kind, remarks);
    Ok(kind)
}

/// A text without bytes of zero, which no text has: a few are told, of many the file is damaged.
fn without_zeros(text: String, budget: &Budget, remarks: &mut Remarks) -> Result<String, ReadError> {
    let zeros = text.bytes().filter(|byte| *byte == 0).count();
    if zeros == 0 {
        return Ok(text);
    }
    if zeros * 10 > text.len() {
        let whole = text.len();
        // A binary file that nobody knows has zeros, too, but hardly any text beside them.
        let rest = text.replace('\0', "");
        return if is_text(&rest) {
            Err(ReadError::Zeros { file: budget.file.clone(), zeros, whole })
        } else {
            Ok(text)
        };
    }
    let row = text.split('\n').position(|line| line.contains('\0')).unwrap_or_default() + 1;
    remarks.tell(
        Severity::Doubtful,
        Place { sheet: String::new(), row: u32::try_from(row).unwrap_or(u32::MAX), column: 0 },
        "",
        [
            &format!("文件里有 {zeros} 个空字节（NUL），文本文件不该有，已略去；文件可能没有传完整，或已损坏"),
            &format!("{zeros} bytes of zero, which no text has, were left out: the file may be damaged or incomplete"),
        ],
        ["请与原件核对，或重新复制、下载", "compare it with the original, or copy it anew"],
    );
    Ok(text.replace('\0', ""))
}

/// A text under the name of a workbook or a document: people think that it is one.
fn tell_other_name(name: &str, kind: &Kind, remarks: &mut Remarks) {
    let [chinese, english] = match kind {
        Kind::Delimited(_, b'\t') => ["制表符分隔的文本（TSV）", "text separated by tabs (TSV)"],
        Kind::Delimited(..) => ["分隔的文本（CSV）", "separated text (CSV)"],
        Kind::Text(_) => ["纯文本", "plain text"],
        _ => return,
    };
    let extension = extension(name);
    if !OFFICE.contains(&extension.as_str()) {
        return;
    }
    remarks.tell(
        Severity::Note,
        Place::default(),
        "",
        [
            &format!("文件名以 .{extension} 结尾，内容其实是{chinese}，已按文本读取"),
            &format!("named .{extension}, but it is {english}; read as such"),
        ],
        [
            "内容不对时，请用 WPS 或 Office 打开，另存为 .xlsx 后再导入",
            "where something is amiss, open it in WPS or Office, save it as .xlsx and import that",
        ],
    );
}

/// Endings of files that WPS and Office write.
const OFFICE: [&str; 9] = ["xlsx", "xls", "xlsm", "et", "ods", "docx", "doc", "wps", "odt"];

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase())
}

/// Some bytes are no characters of the encoding: where the first ones are.
fn tell_broken(decoded: &Decoded, remarks: &mut Remarks) {
    let lines = decoded.text.lines().zip(1..).filter(|(line, _)| line.contains('\u{FFFD}'));
    for (line, row) in lines.take(100) {
        let encoding = decoded.encoding.name();
        remarks.tell(
            Severity::Lost,
            Place { sheet: String::new(), row, column: 0 },
            line,
            [
                &format!("按 {encoding} 解码时有不认识的字节，以 \u{FFFD} 代替"),
                &format!("bytes that are no character of {encoding}, read as \u{FFFD}"),
            ],
            ["请在原文件中改正，或另存为 UTF-8 后再导入", "mend the text, or save the file as UTF-8 and import that"],
        );
    }
}

/// What a ZIP holds.
fn packed(bytes: &[u8], budget: &Budget) -> Result<Kind, ReadError> {
    let names = package::names(bytes, budget)?;
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    Ok(if has("xl/workbook.bin") {
        Kind::Unsupported(Unsupported::Xlsb)
    } else if has("xl/") {
        Kind::Xlsx
    } else if has("word/") {
        Kind::Docx
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Kind::OpenDocument
    } else if has("ppt/") {
        Kind::Unsupported(Unsupported::Slides)
    } else if has("OFD.xml") {
        Kind::Unsupported(Unsupported::Ofd)
    } else {
        Kind::Unsupported(Unsupported::Archive)
    })
}

/// What the container of Office of old holds, which an encrypted XLSX or DOCX is put into, too.
fn compound(bytes: &[u8], budget: &Budget) -> Result<Kind, ReadError> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| budget.damaged("Office 97–2003", error))?;
    Ok(if file.exists("EncryptedPackage") {
        Kind::Encrypted
    } else if file.exists("Workbook") || file.exists("Book") {
        Kind::Xls
    } else if file.exists("WordDocument") {
        Kind::Unsupported(Unsupported::Doc)
    } else if file.exists("PowerPoint Document") {
        Kind::Unsupported(Unsupported::Slides)
    } else {
        Kind::Unsupported(Unsupported::Binary)
    })
}

/// What a text is.
fn written(name: &str, text: String) -> Kind {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if start.is_empty() {
        return Kind::Empty;
    }
    if !is_text(&text) {
        return Kind::Unsupported(Unsupported::Binary);
    }
    if is_export(text.as_bytes()) {
        return Kind::Export(text);
    }
    if let Some(kind) = marked_up(start) {
        return kind(text);
    }
    let first: String = start.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    if matches!(first.as_str(), "{\"" | "[{" | "[\"" | "[[") {
        return Kind::Unsupported(Unsupported::Json);
    }
    let delimiter = match extension(name).as_str() {
        "csv" | "tsv" | "tab" => Some(delimited::likeliest(&text)),
        "xlsx" | "xls" | "xlsm" | "et" | "ods" if delimited::is_likely(&text) => Some(delimited::likeliest(&text)),
        "md" | "markdown" => None,
        _ => delimited::certain(&text),
    };
    match delimiter {
        Some(delimiter) => Kind::Delimited(text, delimiter),
        None => Kind::Text(text),
    }
}

/// What a text is that is marked up: a page, or a file of Office that is one XML.
fn marked_up(start: &str) -> Option<fn(String) -> Kind> {
    let head: String = start.chars().take(4_000).collect::<String>().to_ascii_lowercase();
    if head.starts_with("mime-version:") {
        return Some(|_| Kind::Unsupported(Unsupported::Mht));
    }
    if !head.starts_with('<') {
        return None;
    }
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && !head.contains("<html") {
        return Some(Kind::SpreadsheetMl);
    }
    if head.contains("<office:document") {
        return Some(Kind::FlatOpenDocument);
    }
    let word = ["progid=\"word.document\"", "<pkg:package", "<w:worddocument", "<w:document"];
    if word.iter().any(|mark| head.contains(mark)) && !head.contains("<html") {
        return Some(|_| Kind::Unsupported(Unsupported::WordXml));
    }
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
        "<div",
        "<p",
        "<h1",
        "<tr",
        "<style",
        "<!--",
        "<center",
    ];
    page.iter()
        .any(|mark| head.starts_with(mark) || (head.starts_with("<?xml") && head.contains(mark)))
        .then_some(Kind::Html)
}

/// Hardly any control characters, hardly any bytes that stood for no character.
fn is_text(text: &str) -> bool {
    let (mut all, mut strange) = (0_usize, 0_usize);
    for character in text.chars().take(100_000) {
        all += 1;
        strange += usize::from(
            character == '\u{FFFD}' || (character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{C}')),
        );
    }
    strange * 10 <= all
}

/// Whether this is what `lvzhi export` prints: JSON lines, the township first. It is imported as it stands.
#[must_use]
pub fn is_export(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.get(..line.len().min(200)).unwrap_or_default();
    let dense: Vec<u8> = line.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    dense.starts_with(br#"{"type":"township""#)
}
