//! What the tests of reading share.

use lvzhi_import::document::{Block, Document, Table};
use lvzhi_import::read::{ReadError, read_bytes};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes that are a good file.
pub fn good(name: &str, bytes: impl Into<Vec<u8>>) -> Document {
    read_bytes(name, bytes.into()).unwrap()
}

/// Reads bytes that are not.
pub fn bad(name: &str, bytes: impl Into<Vec<u8>>) -> ReadError {
    read_bytes(name, bytes.into()).unwrap_err()
}

/// The tables of a document.
pub fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    tables.collect()
}

/// The lines of a document.
pub fn lines(document: &Document) -> Vec<&str> {
    let lines = document.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line.text.as_str()),
        Block::Table(_) => None,
    });
    lines.collect()
}

/// The texts of a table.
pub fn texts(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

/// What is told: place and text of the cell, and the English of what was understood.
pub fn remarks(document: &Document) -> Vec<(String, &str, &str)> {
    let remarks = document.remarks.iter();
    remarks.map(|remark| (remark.place.to_string(), remark.text.as_str(), remark.understood[1].as_str())).collect()
}

/// A ZIP of these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX with this body, and other parts.
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="w" xmlns:mc="mc" xmlns:v="v"><w:body>{body}</w:body></w:document>"#);
    let mut parts = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    parts.extend(others);
    packed(&parts)
}

/// An ODS or ODT with this in its body.
pub fn opendocument(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"#
    );
    packed(&[("mimetype", "x"), ("content.xml", &content), ("META-INF/manifest.xml", "<manifest:manifest/>")])
}

/// A container of Office of old with this stream.
pub fn compound(stream: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
