//! Mark-up: tags, entities, keys of JSON, links, addresses of e-mail.

/// The longest tag, in bytes.
const LONGEST_TAG: usize = 512;

/// The longest entity, in bytes: `&nbsp;`.
const LONGEST_ENTITY: usize = 10;

/// What stands before text in which nothing is mark-up.
const CDATA: &str = "<![CDATA[";

/// What holds text that nobody reads: how it begins, and how it ends.
const HIDDEN: [(&str, &str); 3] = [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->")];

/// The longest name of a mailbox, in bytes.
const LONGEST_MAILBOX: usize = 64;

/// Finds what nobody reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hidden {
    /// Which of [`HIDDEN`] has no end any more: it is not looked for again.
    endless: [bool; HIDDEN.len()],
}

impl Hidden {
    pub(crate) const fn new() -> Self {
        Self { endless: [false; HIDDEN.len()] }
    }

    /// The bytes of what nobody reads, if the rest of a text begins with it.
    pub(crate) fn begins(&mut self, rest: &str) -> Option<usize> {
        let begins = |begin: &str| rest.get(..begin.len()).is_some_and(|text| text.eq_ignore_ascii_case(begin));
        let (at, (_, end)) = HIDDEN.iter().enumerate().find(|(_, (begin, _))| begins(begin))?;
        let endless = self.endless.get_mut(at).filter(|endless| !**endless)?;
        let mut places = 0..rest.len();
        let ends = |at: usize| rest.as_bytes().get(at..).and_then(|rest| rest.get(..end.len()));
        let found = places.find(|&at| ends(at).is_some_and(|text| text.eq_ignore_ascii_case(end.as_bytes())));
        *endless = found.is_none();
        Some(found?.saturating_add(end.len()))
    }
}

/// The bytes of the address of e-mail that a text begins with, if it does.
pub(crate) fn mailbox(text: &str) -> Option<usize> {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
    let bytes = text.as_bytes();
    let name = bytes.iter().take(LONGEST_MAILBOX).position(|b| !is_part(b)).filter(|&name| name > 0)?;
    let host = bytes.get(name..)?.strip_prefix(b"@")?.iter().take(LONGEST_MAILBOX).take_while(|b| is_part(b)).count();
    (host > 0).then_some(name.saturating_add(host).saturating_add(1))
}

/// Whether what stands between `<` and `>` is a tag: its name is of ASCII, and white space or a slash ends it. `<低保>` and `<b超>` are text.
fn is_tag(inside: &[u8]) -> bool {
    let name = match inside {
        [b'/' | b'!' | b'?', name @ ..] | name => name,
    };
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
    let behind = name.iter().find(|b| !is_name(b));
    name.first().is_some_and(u8::is_ascii_alphabetic)
        && behind.is_none_or(|&b| b.is_ascii_whitespace() || b == b'/' || b == b'?')
}

/// The name of the tag that a text begins with, if it does, and whether it closes an element.
pub(crate) fn element(text: &str) -> Option<(&str, bool)> {
    let inside = text.strip_prefix('<')?;
    let (name, closes) = inside.strip_prefix('/').map_or((inside, false), |name| (name, true));
    let end = name.bytes().take(LONGEST_TAG).position(|b| !b.is_ascii_alphanumeric() && b != b'_')?;
    Some((name.get(..end).filter(|name| !name.is_empty())?, closes))
}

/// Tags whose attributes describe what is shown elsewhere.
const DESCRIBED: [&[u8]; 4] = [b"a ", b"img ", b"meta ", b"link "];

/// The fewest bytes of Chinese in a row that an attribute says something with: eight characters.
const SHORTEST_ATTRIBUTE: usize = 3 * 8;

/// Whether the attributes of a tag say something: some programs write each field as one. `<row xm="…" nr="八月的高龄津贴没有打到卡上"/>`.
fn holds_words(inside: &[u8]) -> bool {
    let is_described = |name: &&[u8]| inside.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    let mut run = 0usize;
    let long = inside.iter().any(|byte| {
        run = if byte.is_ascii() { 0 } else { run.saturating_add(1) };
        run >= SHORTEST_ATTRIBUTE
    });
    long && !DESCRIBED.iter().any(is_described)
}

/// The key of JSON, or of a dictionary in another language, that a text begins with, if it does, without its quotation marks.
pub(crate) fn json_key(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = text.get(1..)?;
    let end = text.bytes().take(LONGEST_TAG).position(|b| !b.is_ascii_alphanumeric() && b != b'_')?;
    let (key, behind) = text.split_at_checked(end)?;
    let is_key = end > 0 && behind.strip_prefix(mark)?.trim_start_matches(' ').starts_with(':');
    is_key.then_some(key)
}

/// The bytes of the mark-up that a text begins with, if it does.
pub(crate) fn markup(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        // What it holds is text as any other.
        b'<' if text.starts_with(CDATA) => Some(CDATA.len()),
        b'<' => {
            let inside = bytes.get(1..)?;
            let end = inside.iter().take(LONGEST_TAG).position(|&b| b == b'>' || b == b'<')?;
            let tag =
                inside.get(..end).filter(|tag| inside.get(end) == Some(&b'>') && is_tag(tag) && !holds_words(tag));
            tag.map(|_| end.saturating_add(2))
        }
        b'&' => {
            let inside = bytes.get(1..)?;
            let end = inside.iter().take(LONGEST_ENTITY).position(|&b| !b.is_ascii_alphanumeric() && b != b'#')?;
            (end > 0 && inside.get(end) == Some(&b';')).then_some(end.saturating_add(2))
        }
        b'"' | b'\'' => {
            // Behind it a quotation mark, blanks and a colon.
            let behind = text.get(json_key(text)?.len().saturating_add(2)..)?;
            let blanks = behind.len().saturating_sub(behind.trim_start_matches(' ').len());
            Some(text.len().saturating_sub(behind.len()).saturating_add(blanks).saturating_add(1))
        }
        // A line's end in a text of JSON.
        b'\\' => {
            let is_end = matches!(bytes.get(1), Some(b'n' | b'r' | b't'));
            (is_end && !bytes.get(2).is_some_and(u8::is_ascii_alphanumeric)).then_some(2)
        }
        b'h' | b'w' => link(text),
        _ => None,
    }
}

/// The bytes of the link that a text begins with, if it does. Quotation marks and angle brackets stand around links (RFC 3986, appendix C).
pub(crate) fn link(text: &str) -> Option<usize> {
    // Looked for only where a link begins: a run of these letters would be gone through from each of them.
    let begins = ["http://", "https://", "www."].into_iter().any(|begin| text.starts_with(begin));
    let ends = |byte: u8| !byte.is_ascii_graphic() || matches!(byte, b'"' | b'<' | b'>');
    begins.then(|| text.bytes().position(ends).unwrap_or(text.len()))
}
