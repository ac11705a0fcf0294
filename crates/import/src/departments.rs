//! Departments (部门、单位): what a cell names, what kind each is, and how people shorten its name.

use crate::clauses::{Head, Heads};
use crate::text::{clean, key, length};
use lvzhi_compiler::model::{Department, Kind};
use std::collections::{HashMap, HashSet};

/// How names of departments end.
const ENDINGS: [&str; 52] = [
    "局", "委", "办", "部", "厅", "院", "中心", "会", "社", "队", "站", "所", "公司", "处", "银行", "校", "馆", "台",
    "室", "政府", "联", "团", "集团", "人大", "政协", "工委", "园", "司", "库", "机关", "支行", "基金", "行", "学院",
    "单位", "部门", "组", "厂", "段", "场", "企业", "法庭", "监委", "纪委", "妇联", "残联", "科协", "庭", "科", "股",
    "署", "关",
];

/// Long words in names, and how people shorten them: the first is the most usual.
const SHORT: &[(&str, &[&str])] = &[
    ("人力资源和社会保障", &["人社", "人力社保"]),
    ("发展和改革", &["发改", "发展改革"]),
    ("发展改革", &["发改"]),
    ("住房和城乡建设", &["住建", "住房城乡建设"]),
    ("住房城乡建设", &["住建"]),
    ("卫生健康", &["卫健"]),
    ("市场监督管理", &["市监", "市场监管"]),
    ("自然资源和规划", &["自规", "自然资源", "资规"]),
    ("自然资源", &["自然资源"]),
    ("农业农村", &["农业", "农业农村"]),
    ("农牧和科技", &["农科"]),
    ("农牧", &["农牧"]),
    ("交通运输", &["交通"]),
    ("文化体育广播电视和旅游", &["文旅", "文体广旅", "文广旅"]),
    ("文化广播电视和旅游", &["文旅", "文广旅"]),
    ("文化广电旅游体育", &["文旅", "文广旅体"]),
    ("文化旅游广电", &["文旅"]),
    ("文化和旅游", &["文旅"]),
    ("文化旅游", &["文旅"]),
    ("医疗保障", &["医保"]),
    ("生态环境", &["生态环境", "环保"]),
    ("应急管理", &["应急"]),
    ("林业和草原", &["林草"]),
    ("林业草原", &["林草"]),
    ("综合行政执法", &["综合执法", "城管"]),
    ("城市管理综合执法", &["城管", "城管执法"]),
    ("城市管理综合行政执法", &["城管", "城管执法"]),
    ("城市管理和综合执法", &["城管"]),
    ("城市管理", &["城管"]),
    ("退役军人事务", &["退役军人"]),
    ("科学技术", &["科技"]),
    ("科技和经济信息化", &["科经信", "经信"]),
    ("工业和信息化", &["工信"]),
    ("工业信息化", &["工信"]),
    ("商务和工业信息化", &["商工", "商信"]),
    ("民族宗教事务", &["民宗"]),
    ("民族宗教", &["民宗"]),
    ("行政审批服务", &["审批"]),
    ("行政审批", &["审批"]),
    ("教育体育", &["教体"]),
    ("教育和体育", &["教体"]),
    ("教育科技", &["教科"]),
    ("水利和湖泊", &["水利"]),
    ("水务", &["水务", "水利"]),
    ("残疾人联合", &["残联"]),
    ("妇女联合", &["妇联"]),
    ("文学艺术界联合", &["文联"]),
    ("工商业联合", &["工商联"]),
    ("归国华侨联合", &["侨联"]),
    ("科学技术协", &["科协"]),
    ("供销合作社联合社", &["供销社", "供销联社"]),
    ("供销合作联社", &["供销社"]),
    ("机构编制委员会", &["编委", "编"]),
    ("社会工作", &["社工"]),
    ("网络安全和信息化委员会", &["网信"]),
    ("政法委员会", &["政法委"]),
    ("巡察工作领导小组", &["巡察"]),
    ("机关事务服务", &["机关事务"]),
    ("乡村振兴", &["乡村振兴"]),
    ("数据和政务服务", &["数据"]),
    ("党委", &["党委"]),
];

/// Kinds by words in the name; the first that is there decides.
const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Bank, &["银行", "支行", "信用社", "信用联社", "农信", "农商行"]),
    (Kind::Congress, &["人大常委会", "人民代表大会", "人大"]),
    (Kind::Cppcc, &["政协", "政治协商"]),
    (
        Kind::VerticalAgency,
        &[
            "分局",
            "税务局",
            "气象局",
            "消防救援",
            "消防大队",
            "海关",
            "烟草专卖",
            "邮政管理",
            "调查队",
            "金融监督管理",
            "金融监管",
            "海事局",
            "通信管理",
            "公积金管理",
            "国家安全局",
            "人民银行",
            "边境管理",
        ],
    ),
    (
        Kind::MassOrganisation,
        &[
            "联合会",
            "妇联",
            "残联",
            "团委",
            "共青团",
            "总工会",
            "工会",
            "科协",
            "协会",
            "红十字会",
            "工商联",
            "文联",
            "侨联",
            "供销",
            "计生协",
            "关工委",
            "慈善总会",
            "学会",
            "合作社联合社",
        ],
    ),
    (
        Kind::Party,
        &[
            "委组织部",
            "委宣传部",
            "委统战部",
            "委政法委",
            "委编办",
            "委社会工作部",
            "委社工部",
            "委网信办",
            "委巡察",
            "委办",
            "委党校",
            "纪委",
            "监委",
            "组织部",
            "宣传部",
            "统战部",
            "政法委",
            "编办",
            "社会工作部",
            "网信办",
            "巡察办",
            "委机构编制",
            "委全面",
            "委农村工作",
            "委老干部",
            "委员会组织",
            "工委",
            "委改革办",
            "委农办",
            "委国安办",
            "委外事",
        ],
    ),
    (
        Kind::PublicInstitution,
        &[
            "中心",
            "医院",
            "学校",
            "中学",
            "小学",
            "馆",
            "电视台",
            "广播台",
            "公司",
            "集团",
            "学院",
            "研究所",
            "管护站",
            "保护区",
            "卫生院",
            "林场",
            "农场",
            "牧场",
            "管理站",
            "供电所",
            "管理所",
        ],
    ),
];

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

/// What look-up compares: folded, without punctuation.
fn words(text: &str) -> String {
    key(text).chars().filter(|&c| !lvzhi_tables::fold::is_punctuation(c)).collect()
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
