//! Small helpers over quick-xml.

use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, whatever the prefix of its name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// A number in an attribute.
pub(crate) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether an attribute says yes. Absent, it says what `absent` says.
pub(crate) fn yes(element: &BytesStart<'_>, name: &str, absent: bool) -> bool {
    attribute(element, name).map_or(absent, |value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// What an entity stands for; itself, if nobody knows.
pub(crate) fn entity(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}
