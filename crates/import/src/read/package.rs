//! Files that are packed as ZIP: workbooks and documents of Office, WPS and LibreOffice.

use super::error::{Limit, ReadError};
use super::limits::{Budget, ENTRIES, UNPACKED};
use super::xml;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A packed file whose parts have been unpacked once, so that their true size is known.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: &'static str,
}

impl<'a> Package<'a> {
    /// Opens a packed file and looks at the size of each part: what the directory says of it may be a lie.
    pub(crate) fn open(bytes: &'a [u8], format: &'static str, budget: &Budget) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| budget.damaged(format, error))?;
        if archive.len() > ENTRIES {
            return Err(budget.exceeded(Limit::Entries));
        }
        let mut left = UNPACKED;
        for index in 0..archive.len() {
            let locked = archive.by_index_raw(index).is_ok_and(|part| part.encrypted());
            if locked {
                return Err(ReadError::Password { file: budget.file.clone() });
            }
            let part = archive.by_index(index).map_err(|error| budget.damaged(format, error))?;
            let unpacked = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink())
                .map_err(|error| budget.damaged(format, error))?;
            left = left.checked_sub(unpacked).ok_or_else(|| budget.exceeded(Limit::Unpacked))?;
        }
        Ok(Self { archive, format })
    }

    /// The text of a part, if there is one of this name.
    pub(crate) fn text(&mut self, name: &str, budget: &Budget) -> Result<Option<String>, ReadError> {
        let Ok(part) = self.archive.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        part.take(UNPACKED).read_to_end(&mut bytes).map_err(|error| budget.damaged(self.format, error))?;
        Ok(Some(super::encoding::decode(&bytes).text))
    }

    /// The part that the others belong to, `usual` if the package does not say.
    pub(crate) fn main_part(&mut self, usual: &str, budget: &Budget) -> Result<String, ReadError> {
        let relations = self.text("_rels/.rels", budget)?.unwrap_or_default();
        let mut reader = Reader::from_str(&relations);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => {
                    let main = xml::attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
                    if let Some(target) = xml::attribute(&element, "Target").filter(|_| main) {
                        return Ok(target.trim_start_matches('/').to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(usual.to_owned())
    }

    /// The names of the parts that end so, whatever their case.
    pub(crate) fn named(&self, end: &str) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        names.filter(|name| name.to_ascii_lowercase().ends_with(end)).map(|name| name.into_owned()).collect()
    }

    /// Whether there is a part whose name begins so.
    pub(crate) fn has(&self, start: &str) -> bool {
        self.archive.file_names().any(|name| name.is_ok_and(|name| name.starts_with(start)))
    }
}

/// The names of the parts of a packed file, none of which is unpacked.
pub(crate) fn names(bytes: &[u8], budget: &Budget) -> Result<Vec<String>, ReadError> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| budget.damaged("XLSX/DOCX/ODS", error))?;
    if archive.len() > ENTRIES {
        return Err(budget.exceeded(Limit::Entries));
    }
    Ok(archive.file_names().flatten().map(|name| name.replace('\\', "/")).collect())
}
