//! Departments (部门、单位): what a cell names, what kind each is, and how people shorten its name.

use crate::clauses::{Head, Heads};
use crate::department_words::{ENDINGS, KINDS, SHORT};
use crate::text::{clean, key, length, words};
use lvzhi_compiler::model::{Department, Kind};
use std::collections::{HashMap, HashSet};

/// Departments as the cells of a list name them, each once, in the order of the list.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// As first printed.
    names: Vec<String>,
    by_key: HashMap<String, usize>,
    /// Other spellings that the list itself uses: of the department at a place.
    printed: HashMap<usize, Vec<String>>,
    county: String,
}

impl Registry {
    /// `county`: 山阳县, which names may begin with; empty where it is unknown.
    pub(crate) fn new(county: &str) -> Self {
        Self { county: county.to_owned(), ..Self::default() }
    }

    /// The place of a department of this name, which is new or known.
    pub(crate) fn add(&mut self, name: &str) -> usize {
        let at = *self.by_key.entry(key(name)).or_insert(self.names.len());
        if at == self.names.len() {
            self.names.push(name.to_owned());
        }
        at
    }

    /// Its name as first printed.
    pub(crate) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_key.get(&key(name)).copied()
    }

    /// The one among `these` that a spelling shortens.
    fn shortened(&self, spelling: &str, these: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let wanted = self.core(spelling);
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = these.clone().filter(|&at| is(&self.core(self.name(at))));
            let first = found.next()?;
            found.next().is_none().then_some(first)
        };
        // 县水利局 is 巴楚县水利局, whatever else it might shorten.
        only(&|core| core == wanted).or_else(|| only(&|core| abbreviates(&wanted, core)))
    }

    /// A name without its county: 教育局 of 山阳县教育局, 组织部 of 县委组织部.
    fn core(&self, name: &str) -> String {
        let name = key(name);
        let name = name.strip_prefix("中共").unwrap_or(&name);
        let name = name.strip_prefix(key(&self.county).as_str()).filter(|rest| !rest.is_empty()).unwrap_or(name);
        let rest = without_level(name);
        rest.strip_prefix("委员会")
            .or_else(|| rest.strip_prefix('委'))
            .filter(|rest| length(rest) >= 2)
            .unwrap_or(rest)
            .to_owned()
    }

    /// The department that an item's cell of duties is headed by: one of the item's own, or else another one of the list.
    pub(crate) fn resolve(&self, spelling: &str, own: &[usize]) -> Option<usize> {
        let exact = self.find(spelling);
        if let Some(exact) = exact.filter(|at| own.contains(at)) {
            return Some(exact);
        }
        self.shortened(spelling, own.iter().copied())
            .or(exact)
            .or_else(|| looks_like_one(spelling).then(|| self.shortened(spelling, 0..self.names.len())).flatten())
    }

    /// Remembers a spelling that the list itself uses.
    pub(crate) fn printed(&mut self, at: usize, spelling: &str) {
        if key(spelling) != key(self.name(at)) {
            let known = self.printed.entry(at).or_default();
            if !known.iter().any(|other| other == spelling) {
                known.push(spelling.to_owned());
            }
        }
    }

    /// Pairs of names of which one seems to shorten the other: (short, long).
    pub(crate) fn twins(&self) -> Vec<(&str, &str)> {
        let cores: Vec<String> = self.names.iter().map(|name| self.core(name)).collect();
        let mut found = Vec::new();
        for (name, core) in self.names.iter().zip(&cores) {
            for (other, whole) in self.names.iter().zip(&cores) {
                if name != other
                    && length(name) <= length(other)
                    && name < other
                    && (core == whole || abbreviates(core, whole))
                    || (name != other && length(name) < length(other) && abbreviates(core, whole))
                {
                    found.push((name.as_str(), other.as_str()));
                }
            }
        }
        found.dedup();
        found
    }

    /// The registry of the list: kinds, short names and spellings by rule.
    pub(crate) fn departments(&self) -> Vec<Department> {
        let mut taken: HashMap<String, usize> = HashMap::new();
        for (at, name) in self.names.iter().enumerate() {
            taken.insert(words(name), at);
        }
        // Spellings that would name two departments name none.
        let mut wanted: Vec<Vec<String>> = Vec::new();
        let mut claims: HashMap<String, HashSet<usize>> = HashMap::new();
        for (at, name) in self.names.iter().enumerate() {
            let mut spellings = self.printed.get(&at).cloned().unwrap_or_default();
            spellings.extend(self.spellings(name));
            for spelling in &spellings {
                claims.entry(words(spelling)).or_default().insert(at);
            }
            wanted.push(spellings);
        }
        let names = self.names.iter().zip(wanted).enumerate();
        names
            .map(|(at, (name, spellings))| {
                let free = |spelling: &str| {
                    let key = words(spelling);
                    !key.is_empty()
                        && taken.get(&key).is_none_or(|&of| of == at)
                        && claims.get(&key).is_none_or(|claims| claims.len() == 1)
                };
                let short = self.short(name).filter(|short| free(short)).unwrap_or_else(|| name.clone());
                let mut seen = HashSet::from([words(name), words(&short)]);
                let aliases =
                    spellings.into_iter().filter(|spelling| free(spelling) && seen.insert(words(spelling))).collect();
                Department { name: name.clone(), short, aliases, kind: kind(name) }
            })
            .collect()
    }

    /// 县教育局 of 山阳县教育局.
    fn short(&self, name: &str) -> Option<String> {
        let level = self.county.chars().last()?;
        let rest = name.strip_prefix(&self.county)?;
        (length(rest) >= 2).then(|| format!("{level}{rest}"))
    }

    /// What people call it.
    fn spellings(&self, name: &str) -> Vec<String> {
        let own = name.strip_prefix(&self.county).unwrap_or(name);
        let bare = without_level(own);
        let level = if bare.len() < own.len() { own.get(..own.len() - bare.len()) } else { None };
        let level = level.map(str::to_owned).or_else(|| {
            let level = self.county.chars().last().filter(|_| own.len() < name.len());
            level.map(|level| level.to_string())
        });
        let party = bare.strip_prefix('委').filter(|rest| length(rest) >= 2);
        let bare = party.unwrap_or(bare);
        if level.is_none() || length(bare) < 2 {
            return Vec::new();
        }
        let level = level.unwrap_or_default();
        let mut out = vec![bare.to_owned()];
        for short in shortened(bare) {
            out.push(short.clone());
            out.push(if party.is_some() { format!("{level}委{short}") } else { format!("{level}{short}") });
        }
        if !self.county.is_empty() {
            let of = if party.is_some() { "委" } else { "" };
            out.push(format!("{}{of}{bare}", self.county));
            if party.is_some() {
                out.push(format!("中共{}委{bare}", self.county));
            }
        }
        if party.is_none() {
            out.push(format!("{level}{bare}"));
        }
        out
    }
}

/// Shorter forms of a name without its county.
fn shortened(bare: &str) -> Vec<String> {
    let mut out = Vec::new();
    let known = SHORT.iter().filter(|(long, _)| bare.starts_with(long)).max_by_key(|(long, _)| long.len());
    if let Some((long, shorts)) = known {
        let rest = bare.get(long.len()..).unwrap_or_default();
        let rest = match rest {
            "委员会" => "委",
            "办公室" => "办",
            // 残疾人联合会 is 残联.
            "会" => "",
            rest => rest,
        };
        out.extend(shorts.iter().map(|short| format!("{short}{rest}")));
    }
    for (long, short) in [("委员会", "委"), ("办公室", "办"), ("救援大队", "大队")] {
        if let Some(start) = bare.strip_suffix(long).filter(|start| length(start) >= 2) {
            out.push(format!("{start}{short}"));
        }
    }
    out.retain(|short| short != bare && length(short) >= 2);
    out
}

/// A name without 县, 山阳县, 区 and the like before it.
fn without_level(name: &str) -> &str {
    // 市场, 市政, 市容, 区划, 州府 begin names themselves.
    let own = |rest: &str| {
        ["场监", "监", "政工", "政管", "政公用", "政设施", "政园林", "容", "划", "域", "场"]
            .iter()
            .any(|start| rest.starts_with(start))
    };
    let mut chars = name.char_indices().peekable();
    let mut end = None;
    while let Some((at, c)) = chars.next() {
        if at > 8 * 3 {
            break;
        }
        let rest = chars.peek().and_then(|&(next, _)| name.get(next..)).unwrap_or_default();
        if matches!(c, '县' | '区' | '市' | '旗' | '州' | '盟' | '省' | '乡' | '镇') && length(rest) >= 2 && !own(rest)
        {
            // 县, alone or behind the name of a county.
            if at == 0 || (at >= 3 && !matches!(c, '乡' | '镇')) && !rest.starts_with('村') {
                end = Some(rest);
                // 青岚市生态环境局山阳县分局 keeps what is in its middle.
                if ["生态", "委"].iter().any(|start| rest.starts_with(start)) || at == 0 {
                    break;
                }
            }
        }
        if matches!(c, '局' | '部' | '会' | '中' | '社') {
            break;
        }
    }
    end.unwrap_or(name)
}

/// Whether `short` is made of characters of `long` in their order, with its first one first.
fn abbreviates(short: &str, long: &str) -> bool {
    if short == long {
        return true;
    }
    let (shorts, longs) = (length(short), length(long));
    if shorts < 2 || shorts >= longs {
        return false;
    }
    // 卫健委 is 卫生健康局 as well; 残联 is 残疾人联合会.
    let body = |text: &str| {
        let body = text
            .strip_suffix("委员会")
            .or_else(|| text.strip_suffix("办公室"))
            .or_else(|| text.strip_suffix(['局', '委', '办', '会']));
        body.unwrap_or(text).to_owned()
    };
    let (short_body, long_body) = (body(short), body(long));
    if shortened(long).iter().any(|known| known == short || body(known) == short_body && !short_body.is_empty()) {
        return true;
    }
    if short_body.is_empty() || short_body.chars().next() != long_body.chars().next() {
        return false;
    }
    let mut rest = long_body.chars();
    short_body.chars().all(|c| rest.any(|other| other == c)) && length(&short_body) >= 2
}

/// Whether a text ends as names of departments do, and is none of those that have no name.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let text = key(text);
    (2..=30).contains(&length(&text))
        && ENDINGS.iter().any(|ending| text.ends_with(ending))
        && !text.chars().any(|c| matches!(c, '。' | '；' | ';' | ',' | '，' | ':' | '：'))
        && !["负责", "开展", "组织开展", "做好", "落实", "配合", "协助"].iter().any(|verb| text.starts_with(verb))
}

/// Bodies without a name: 各相关部门.
fn is_nameless(text: &str) -> bool {
    let text = key(text);
    ["部门", "单位", "成员单位", "部门单位"].iter().any(|ending| text.ends_with(ending)) && length(&text) <= 20
}

/// What kind of body a department is, by its name.
pub(crate) fn kind(name: &str) -> Kind {
    let found = KINDS.iter().find(|(_, words)| words.iter().any(|word| name.contains(word)));
    found.map_or(Kind::Government, |(kind, _)| *kind)
}

/// Marks of a cell that names nobody.
pub(crate) fn is_nobody(text: &str) -> bool {
    matches!(
        key(text).as_str(),
        "" | "无" | "-" | "--" | "—" | "——" | "/" | "\\" | "暂无" | "无承接部门" | "无对应部门"
    )
}

/// The departments that a cell names, as printed, in its order.
pub(crate) fn named(cell: &str, known: &HashSet<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for line in cell.split('\n') {
        for (at, piece) in line.split(['、', '，', ',', '；', ';', '/', '|', '。']).enumerate() {
            let piece = without_role(&clean(piece));
            let parts: Vec<&str> = piece_parts(line, &piece);
            for part in parts {
                if !part.is_empty() {
                    pieces.push((part.to_owned(), at == 0));
                }
            }
        }
    }
    // A name that was wrapped within the cell is put together again.
    for (piece, at_line_start) in pieces {
        let joins = at_line_start
            && out.last().is_some_and(|last| {
                let whole = format!("{last}{piece}");
                let apart = known.contains(&key(last)) && known.contains(&key(&piece));
                !apart && (known.contains(&key(&whole)) || !ENDINGS.iter().any(|ending| last.ends_with(ending)))
            });
        match out.last_mut() {
            Some(last) if joins => last.push_str(&piece),
            _ => out.push(piece),
        }
    }
    out.retain(|name| !is_nobody(name));
    let mut seen = HashSet::new();
    out.retain(|name| seen.insert(words(name)) && !words(name).is_empty());
    out
}

/// Names that only white space sets apart: the whole piece where it is one name.
fn piece_parts<'a>(line: &str, piece: &'a str) -> Vec<&'a str> {
    let spaced: Vec<String> = line.split_whitespace().map(clean).collect();
    if spaced.len() < 2
        || line.contains(['、', '，', ',', '；', ';'])
        || !spaced.iter().all(|part| looks_like_one(part))
    {
        return vec![piece];
    }
    let mut rest = piece;
    let mut parts = Vec::new();
    for part in &spaced {
        let Some(behind) = rest.strip_prefix(part.as_str()) else { return vec![piece] };
        parts.extend(rest.get(..part.len()));
        rest = behind;
    }
    parts
}

/// A name without 牵头单位： before it, （牵头） behind it, or a number.
fn without_role(piece: &str) -> String {
    let roles = [
        "牵头", "主责", "责任", "配合", "协同", "参与", "协办", "主办", "承接", "收回", "协助", "主管", "部门", "单位",
    ];
    let behind = match piece.split_once(['：', ':']) {
        Some((role, name)) if length(role) <= 8 && roles.iter().any(|word| role.contains(word)) && !name.is_empty() => {
            name
        }
        _ => piece,
    };
    let behind = behind.trim_end_matches(['：', ':']);
    let behind = crate::clauses::ordinal(behind).map_or(behind, |(_, rest)| rest);
    for role in ["牵头", "主责", "责任", "配合", "协同", "参与", "协办", "主办", "承接", "收回", "协助"]
    {
        for (open, close) in [('（', '）'), ('(', ')')] {
            for noun in ["", "部门", "单位"] {
                let mark = format!("{open}{role}{noun}{close}");
                if let Some(name) = behind.strip_suffix(&mark).or_else(|| behind.strip_prefix(&mark)) {
                    return name.to_owned();
                }
            }
        }
    }
    behind.to_owned()
}

/// The departments that may head the duties of an item.
pub(crate) struct Own<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) departments: &'a [usize],
}

impl Own<'_> {
    fn one(&self, text: &str) -> Option<String> {
        if let Some(at) = self.registry.resolve(text, self.departments) {
            return Some(self.registry.name(at).to_owned());
        }
        // A department that no cell names: it has its level, or its county, before it.
        let bare = without_level(text);
        let level =
            bare.len() < text.len() || (!self.registry.county.is_empty() && text.starts_with(&self.registry.county));
        (level && looks_like_one(text) && !is_nameless(text) && length(text) <= 24).then(|| text.to_owned())
    }
}

impl Heads for Own<'_> {
    fn head(&self, text: &str) -> Option<Head> {
        let text = without_role(text.trim_matches(['【', '】', '[', ']', '〔', '〕']));
        let text = text.as_str();
        if let Some(name) = self.one(text) {
            return Some(Head::Department(name));
        }
        let parts: Vec<&str> =
            text.split(['、', '，', ',', '和', '及', '与']).filter(|part| !part.is_empty()).collect();
        let listed: Vec<&str> = text.split(['、', '，', ',']).filter(|part| !part.is_empty()).collect();
        let all =
            |parts: &[&str]| parts.len() > 1 && parts.iter().all(|part| self.one(part).is_some() || is_nameless(part));
        if all(&listed) || all(&parts) || (is_nameless(text) && length(text) <= 12) {
            return Some(Head::Several);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> HashSet<String> {
        HashSet::new()
    }

    #[test]
    fn cells_name_departments_in_many_ways() {
        for cell in [
            "县公安局、县民政局",
            "县公安局\n县民政局",
            "县公安局，县民政局",
            "县公安局；\n县民政局；",
            "牵头单位：县公安局\n配合单位：县民政局",
            "县公安局（牵头）、县民政局",
            "1.县公安局\n2.县民政局",
            "县公安局 县民政局",
            "县公\n安局、县民\n政局",
        ] {
            assert_eq!(named(cell, &none()), ["县公安局", "县民政局"], "{cell}");
        }
        assert_eq!(named("巴楚县人力资\n源和社会保障局", &none()), ["巴楚县人力资源和社会保障局"]);
        assert!(named("无", &none()).is_empty() && named("——", &none()).is_empty());
        let known = HashSet::from([key("县委社会工作部")]);
        assert_eq!(named("县委社会\n工作部、县公安局", &known), ["县委社会工作部", "县公安局"]);
    }

    #[test]
    fn duties_name_departments_by_their_short_names() {
        let mut registry = Registry::new("安居区");
        let own: Vec<usize> = [
            "安居区住房和城乡建设局",
            "安居区人力资源和社会保障局",
            "安居区卫生健康局",
            "安居区委组织部",
            "区残疾人联合会",
            "安居区市场监督管理局",
        ]
        .map(|name| registry.add(name))
        .into();
        for (spelling, at) in [
            ("区住建局", 0),
            ("住建局", 0),
            ("区人社局", 1),
            ("区卫健局", 2),
            ("区卫健委", 2),
            ("区委组织部", 3),
            ("组织部", 3),
            ("区残联", 4),
            ("市监局", 5),
            ("区市场监管局", 5),
            ("安居区住建局", 0),
        ] {
            assert_eq!(registry.resolve(spelling, &own), Some(at), "{spelling}");
        }
        assert_eq!(registry.resolve("区公安局", &own), None);
        assert_eq!(registry.resolve("负责宣传的局", &own), None);
    }

    #[test]
    fn kinds_short_names_and_spellings_follow_from_names() {
        let mut registry = Registry::new("山阳县");
        for name in [
            "山阳县教育局",
            "县委组织部",
            "县人力资源和社会保障局",
            "青岚市生态环境局山阳县分局",
            "国网山阳县供电公司",
            "县残疾人联合会",
            "县卫生健康委员会",
            "县气象局",
        ] {
            registry.add(name);
        }
        let departments = registry.departments();
        let of = |name: &str| departments.iter().find(|d| d.name == name).unwrap();
        assert_eq!(of("山阳县教育局").short, "县教育局");
        assert!(of("山阳县教育局").aliases.contains(&"教育局".to_owned()));
        assert_eq!(of("县委组织部").kind, Kind::Party);
        assert!(of("县委组织部").aliases.contains(&"组织部".to_owned()), "{:?}", of("县委组织部"));
        assert!(of("县人力资源和社会保障局").aliases.contains(&"人社局".to_owned()));
        assert!(of("县人力资源和社会保障局").aliases.contains(&"县人社局".to_owned()));
        assert!(of("县残疾人联合会").aliases.contains(&"残联".to_owned()), "{:?}", of("县残疾人联合会"));
        assert_eq!(of("县残疾人联合会").kind, Kind::MassOrganisation);
        assert!(of("县卫生健康委员会").aliases.contains(&"卫健委".to_owned()));
        assert_eq!(of("青岚市生态环境局山阳县分局").kind, Kind::VerticalAgency);
        assert_eq!(of("国网山阳县供电公司").kind, Kind::PublicInstitution);
        assert_eq!(of("县气象局").kind, Kind::VerticalAgency);
    }
}
