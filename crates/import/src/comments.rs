//! A file of TOML written anew as an editor left it: comments, the order of keys and their notation stay, and only values that changed are
//! replaced.

use toml::Table;

/// A table of the file with its header; the first one has none.
#[derive(Debug, Default)]
struct Block {
    /// Comments and empty lines before the header.
    above: Vec<String>,
    /// `[declared]`, `[[department]]`, as written.
    header: Option<String>,
    entries: Vec<Entry>,
    /// Comments and empty lines behind the last entry that belong to no block below.
    behind: Vec<String>,
}

/// A key and its value.
#[derive(Debug)]
struct Entry {
    above: Vec<String>,
    lines: Vec<String>,
    value: Table,
}

/// The keys that tell blocks of one name apart, whichever they have.
const IDENTITY: [&str; 4] = ["name", "key", "item", "tier"];

/// `new` in the words of `old`; none where the editor's notation is another one, so that `new` has to stand as it is.
pub(crate) fn kept(old: &str, new: &str) -> Option<String> {
    let (mut before, after) = (blocks(old)?, blocks(new)?);
    let mut lines: Vec<String> = Vec::new();
    for block in &after {
        match before.iter().position(|other| other.is_same(block)) {
            Some(at) => before.remove(at).with(block, &mut lines),
            None => block.write(&mut lines),
        }
    }
    let text = lines.join("\n").trim_end().to_owned() + "\n";
    let same = text.parse::<Table>().ok()? == new.parse::<Table>().ok()?;
    same.then_some(text)
}

/// The blocks of a file; none where a line is part of nothing.
fn blocks(text: &str) -> Option<Vec<Block>> {
    let mut blocks = vec![Block::default()];
    let mut above: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for line in text.lines() {
        let bare = line.trim();
        if open.is_empty() && (bare.is_empty() || bare.starts_with('#')) {
            above.push(line.to_owned());
        } else if open.is_empty() && bare.starts_with('[') {
            // What is set apart from the header by an empty line is the end of the block before.
            let own = above.iter().rposition(|line| line.trim().is_empty()).unwrap_or(0);
            let own = above.split_off(own);
            blocks.last_mut()?.behind = std::mem::take(&mut above);
            blocks.push(Block { above: own, header: Some(line.to_owned()), ..Block::default() });
        } else {
            open.push(line.to_owned());
            // A value may go on over several lines.
            if let Ok(value) = open.join("\n").parse::<Table>() {
                let (above, lines) = (std::mem::take(&mut above), std::mem::take(&mut open));
                blocks.last_mut()?.entries.push(Entry { above, lines, value });
            }
        }
    }
    blocks.last_mut()?.behind.extend(above);
    open.is_empty().then_some(blocks)
}

impl Entry {
    fn key(&self) -> Option<&String> {
        self.value.keys().next()
    }

    /// The comment behind the value.
    fn comment(&self) -> Option<&str> {
        let last = self.lines.last()?;
        let before: String = self.lines.iter().rev().skip(1).rev().map(|line| format!("{line}\n")).collect();
        let starts = last.match_indices('#').map(|(at, _)| at);
        let comment = starts.filter_map(|at| Some((last.get(..at)?, last.get(at..)?)));
        comment
            .filter(|(value, _)| format!("{before}{value}").parse::<Table>().is_ok())
            .map(|(_, comment)| comment)
            .next()
    }
}

impl Block {
    fn name(&self) -> Option<&str> {
        let header = self.header.as_deref()?;
        Some(header.split('#').next().unwrap_or(header).trim())
    }

    fn get(&self, key: &str) -> Option<&toml::Value> {
        self.entries.iter().find_map(|entry| entry.value.get(key))
    }

    /// Whether both are the same table, whatever they say of it.
    fn is_same(&self, other: &Self) -> bool {
        self.name() == other.name()
            && (!self.name().is_some_and(|name| name.starts_with("[["))
                || IDENTITY.iter().all(|key| self.get(key) == other.get(key))
                    && self.get("matter") == other.get("matter"))
    }

    fn write(&self, lines: &mut Vec<String>) {
        lines.extend(self.above.iter().chain(&self.header).cloned());
        for entry in &self.entries {
            lines.extend(entry.above.iter().chain(&entry.lines).cloned());
        }
        lines.extend(self.behind.iter().cloned());
    }

    /// Writes this block with the values of another one.
    fn with(self, new: &Self, lines: &mut Vec<String>) {
        lines.extend(self.above.into_iter().chain(self.header));
        let mut known = Vec::new();
        for entry in self.entries {
            lines.extend(entry.above.iter().cloned());
            let Some(key) = entry.key().cloned() else { continue };
            if let Some(other) = new.entries.iter().find(|other| other.key() == Some(&key)) {
                if other.value == entry.value {
                    lines.extend(entry.lines);
                } else {
                    lines.extend(other.lines.iter().cloned());
                    if let (Some(comment), Some(last)) = (entry.comment(), lines.last_mut()) {
                        last.push(' ');
                        last.push_str(comment);
                    }
                }
            }
            known.push(key);
        }
        for entry in &new.entries {
            if entry.key().is_some_and(|key| !known.contains(key)) {
                lines.extend(entry.lines.iter().cloned());
            }
        }
        lines.extend(self.behind);
    }
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn comments_order_and_notation_stay() {
        let old = "# ours\n\n# asked in June\ncounty = '山阳县' # sure #1\nname = \"甲\"\n# gone\nedition = \"x\"\n\n# counted\n[declared]\nitems = {\n  basic = 1,\n} # 1\n# end of it\n\n# Li's\n[[d]]\nname = \"一\"\nshort = \"a#b\" # short\n\n# dropped\n[[d]]\nname = \"二\"\n\n# the end\n";
        let new = "name = \"乙\"\ncounty = \"山阳县\"\nregion = \"r\"\n\n[declared]\nitems = { basic = 2 }\n\n[[d]]\nname = \"零\"\n\n[[d]]\nname = \"一\"\nshort = \"c\"\n";
        let text = kept(old, new).unwrap();
        assert_eq!(
            text,
            "# ours\n\n# asked in June\ncounty = '山阳县' # sure #1\nname = \"乙\"\n# gone\nregion = \"r\"\n\n# counted\n[declared]\nitems = { basic = 2 } # 1\n# end of it\n\n[[d]]\nname = \"零\"\n\n# Li's\n[[d]]\nname = \"一\"\nshort = \"c\" # short\n"
        );
    }

    #[test]
    fn another_notation_is_left() {
        let new = "[declared]\nitems = { basic = 2 }\n";
        assert_eq!(kept("declared.items.basic = 1\n", new).as_deref(), Some(new));
        assert_eq!(kept("a = [", "a = 1\n"), None);
    }
}
