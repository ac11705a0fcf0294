//! The departments (部门、单位) of a list: each once, with its kind, its short name and its spellings; and who stands before a colon.

mod cells;
mod names;
mod words;

pub(crate) use cells::{is_nobody, named, says_others};
pub(crate) use names::{kind, looks_like_one};

use crate::clauses::{Head, Heads};
use crate::text::{key, length, words};
use cells::without_role;
use lvzhi_compiler::model::Department;
use names::{abbreviates, is_nameless, shortened, without_level};
use std::collections::{HashMap, HashSet};

/// Departments are compared with one another where they are no more than this; those of a whole county are some hundreds.
const MOST_COMPARED: usize = 1_000;

/// Departments as the cells of a list name them, each once, in the order of the list.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// As first printed.
    names: Vec<String>,
    /// The names without their county.
    cores: Vec<String>,
    /// By the name without punctuation, which look-up leaves out.
    by_words: HashMap<String, usize>,
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
        let at = *self.by_words.entry(words(name)).or_insert(self.names.len());
        if at == self.names.len() {
            self.names.push(name.to_owned());
            self.cores.push(self.core(name));
        }
        at
    }

    /// Its name as first printed.
    pub(crate) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_words.get(&words(name)).copied()
    }

    /// The one among `these` that a spelling shortens.
    fn shortened(&self, spelling: &str, these: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let wanted = self.core(spelling);
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = these.clone().filter(|&at| self.cores.get(at).is_some_and(|core| is(core)));
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
        let mut found = Vec::new();
        if self.names.len() > MOST_COMPARED {
            return found;
        }
        for (name, core) in self.names.iter().zip(&self.cores) {
            for (other, whole) in self.names.iter().zip(&self.cores) {
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
    use lvzhi_compiler::model::Kind;

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
