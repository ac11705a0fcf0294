//! The township by titles and file names: 云岭省青岚市山阳县桐溪乡履行职责事项清单.

use crate::text::{key, length};

/// Who a list is of, as far as a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) region: String,
    pub(crate) prefecture: String,
    pub(crate) county: String,
    pub(crate) township: String,
}

impl Names {
    /// Takes what is missing from another text.
    pub(crate) fn fill(&mut self, other: &Self) {
        let pairs = [
            (&mut self.region, &other.region),
            (&mut self.prefecture, &other.prefecture),
            (&mut self.county, &other.county),
            (&mut self.township, &other.township),
        ];
        for (own, other) in pairs {
            if own.is_empty() {
                own.clone_from(other);
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What begins to say what the list is of, where its name ends.
const BEHIND: [&str; 16] = [
    "基本履职",
    "配合履职",
    "上级部门收回",
    "上级收回",
    "收回",
    "回收",
    "履行职责",
    "履职",
    "职责",
    "事项",
    "清单",
    "权责",
    "党委",
    "人民政府",
    "政府",
    "基本",
];

/// Names that are of no township: 乡镇履行职责事项清单.
const NOBODY: [&str; 14] =
    ["乡镇", "镇街", "街镇", "街道", "乡", "镇", "本乡", "本镇", "各乡镇", "全镇", "全乡", "各镇", "苏木", "街乡"];

/// Words that items begin with, and names do not: 加强镇党委自身建设 is of no 加强镇.
const VERBS: [&str; 32] = [
    "加强", "落实", "推进", "开展", "做好", "负责", "组织", "配合", "指导", "参与", "建立", "健全", "完善", "强化",
    "推动", "协助", "承担", "编制", "制定", "实施", "履行", "规范", "深化", "提升", "贯彻", "执行", "抓好", "统筹",
    "监督", "支持", "维护", "坚持",
];

/// Whether a text is a title of a list or names a body and says nothing else: 桐溪乡人民政府.
fn names_a_list(title: &str, behind: &str) -> bool {
    ["清单", "事项", "目录"].iter().any(|word| title.contains(word))
        || behind.chars().all(|c| !c.is_alphabetic() || "党委员会人民政府办公室盖章".contains(c))
}

/// The names before 履行职责事项清单 in a title.
pub(crate) fn of_title(title: &str) -> Names {
    let title = title.rsplit(['《', '/', '\\']).next().unwrap_or(title);
    let at = BEHIND.iter().filter_map(|word| title.find(word)).min();
    let Some((head, behind)) = at.and_then(|at| title.split_at_checked(at)) else { return Names::default() };
    if !names_a_list(title, behind) {
        return Names::default();
    }
    let head = head.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '）');
    // 附件1：, 关于印发
    let head = head.rsplit(['：', ':', '】', '—', '-', '_', '·', '“', '"']).next().unwrap_or(head);
    let head = head.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii());
    let mut head = head;
    for word in ["附件", "关于印发", "关于公布", "关于", "印发", "公布", "中共"] {
        head = head
            .strip_prefix(word)
            .unwrap_or(head)
            .trim_start_matches(|c: char| c.is_numeric() || !c.is_alphanumeric());
    }
    of_name(head)
}

/// The parts of 云岭省青岚市山阳县桐溪乡.
pub(crate) fn of_name(name: &str) -> Names {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    if length(&name) > 40 {
        return Names::default();
    }
    let mut names = Names::default();
    let mut rest = name.as_str();
    if let Some((region, behind)) = cut(rest, &["自治区", "省", "特别行政区"], 2) {
        (names.region, rest) = (region.to_owned(), behind);
    } else if let Some(city) = ["北京市", "天津市", "上海市", "重庆市"].into_iter().find(|city| rest.starts_with(city))
    {
        names.region = city.to_owned();
        rest = rest.strip_prefix(city).unwrap_or(rest);
    }
    if let Some((prefecture, behind)) = cut(rest, &["自治州", "地区", "盟", "市"], 2) {
        (names.prefecture, rest) = (prefecture.to_owned(), behind);
    }
    if let Some((county, behind)) =
        cut(rest, &["自治县", "自治旗", "林区", "特区", "新区", "开发区", "县", "旗", "市", "区"], 1)
    {
        (names.county, rest) = (county.to_owned(), behind);
    }
    let township = rest.strip_suffix("办事处").unwrap_or(rest);
    if is_township(township) {
        names.township = township.to_owned();
    }
    // 昆山市玉山镇: a city without districts is what a county is.
    if names.county.is_empty() && names.prefecture.ends_with('市') && !names.township.is_empty() {
        names.county = std::mem::take(&mut names.prefecture);
    }
    let nobody = |name: &String| ["全", "各", "本", "我"].iter().any(|word| name.starts_with(word));
    if (names.township.is_empty() && !rest.is_empty()) || nobody(&names.county) || nobody(&names.prefecture) {
        // Words that are no names: nothing of this is one.
        return Names::default();
    }
    names
}

/// Cuts a text behind the first of these endings that has a name of so many characters before it.
fn cut<'a>(text: &'a str, endings: &[&str], least: usize) -> Option<(&'a str, &'a str)> {
    let found = endings.iter().filter_map(|ending| {
        let mut from = 0;
        loop {
            let at = text.get(from..)?.find(ending)? + from;
            let end = at + ending.len();
            let (name, behind) = (text.get(..at)?, text.get(end..)?);
            // 市中区, 县城镇, 城区街道: what is left has to be a name of its own, or nothing.
            let own = ["街道", "道", "中区", "辖区", "城区"].iter().all(|start| !behind.starts_with(start))
                || behind.starts_with("中区");
            if length(name) >= least && length(name) <= 12 && own {
                return Some((end, text.get(..end)?, behind));
            }
            from = end;
        }
    });
    found.min_by_key(|(end, name, _)| (*end, usize::MAX - name.len())).map(|(_, name, behind)| (name, behind))
}

/// Whether a text is the name of a township.
pub(crate) fn is_township(name: &str) -> bool {
    (2..=14).contains(&length(name))
        && !NOBODY.contains(&name)
        && ["乡", "镇", "街道", "苏木", "街道办事处", "民族乡", "农场", "林场"]
            .iter()
            .any(|ending| name.ends_with(ending))
        && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && !["各", "全", "本", "上级", "部门", "以上", "乡镇"].iter().any(|word| name.starts_with(word))
        && !VERBS.iter().any(|verb| name.starts_with(verb))
        && !["乡镇", "镇街", "街镇"].iter().any(|word| name.ends_with(word))
        && !is_of_county(name)
}

/// 江湾区街道: those of a county, and not one of them. 城区街道 and 开发区街道 are names.
fn is_of_county(name: &str) -> bool {
    let county = ["街道", "苏木", "乡", "镇"].into_iter().find_map(|ending| name.strip_suffix(ending));
    county.is_some_and(|county| {
        length(county) >= 3
            && county.ends_with(['县', '区', '市', '旗'])
            && !["发区", "新区", "园区", "城区", "矿区", "林区", "社区", "景区"]
                .iter()
                .any(|word| county.ends_with(word))
    })
}

/// The prefecture and the county in the name of a branch: 青岚市 and 山阳县 of 青岚市生态环境局山阳县分局.
pub(crate) fn branch(department: &str) -> Option<(String, String)> {
    let (before, behind) = department.split_once("生态环境局")?;
    let before = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let county = behind.split_once("分局")?.0;
    let ends = |name: &str, endings: &[&str]| {
        length(name) >= 2 && length(name) <= 12 && endings.iter().any(|ending| name.ends_with(ending))
    };
    (ends(before, &["市", "州", "地区", "盟"]) && ends(county, &["县", "区", "市", "旗"]))
        .then(|| (before.to_owned(), county.to_owned()))
}

/// A date in force: 2025-04-18 of （2025年4月18日公布）.
pub(crate) fn edition(text: &str) -> Option<String> {
    let text = key(text);
    let says = ["公布", "印发", "发布", "施行", "实施", "执行", "生效", "修订"].iter().any(|word| text.contains(word));
    let numbers = crate::text::numbers(&text);
    let date = numbers.windows(3).find_map(|found| match found {
        [(_, year, a), (_, month, b), (_, day, c)]
            if (2000..2100).contains(year) && a.starts_with('年') && b.starts_with('月') && c.starts_with('日') =>
        {
            Some((*year, *month, *day))
        }
        _ => None,
    })?;
    let alone = length(&text) <= 14;
    ((says || alone) && length(&text) <= 60 && (1..=12).contains(&date.1) && (1..=31).contains(&date.2))
        .then(|| format!("{:04}-{:02}-{:02}", date.0, date.1, date.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(title: &str) -> String {
        let Names { region, prefecture, county, township } = of_title(title);
        [region, prefecture, county, township].join("|")
    }

    #[test]
    fn titles_name_the_township() {
        assert_eq!(told("山阳县桐溪乡履行职责事项清单"), "||山阳县|桐溪乡");
        assert_eq!(told("云岭省青岚市山阳县桐溪乡履行职责事项清单（82项）"), "云岭省|青岚市|山阳县|桐溪乡");
        assert_eq!(
            told("新疆维吾尔自治区喀什地区 巴楚县夏马勒乡 履职事项清单"),
            "新疆维吾尔自治区|喀什地区|巴楚县|夏马勒乡"
        );
        assert_eq!(told("桐溪乡基本履职事项清单（82项）"), "|||桐溪乡");
        assert_eq!(told("附件1：安居区幸福街道办事处配合履职事项清单"), "||安居区|幸福街道");
        assert_eq!(told("北京市海淀区上地街道履行职责事项清单"), "北京市||海淀区|上地街道");
        assert_eq!(told("昆山市玉山镇履职事项清单"), "||昆山市|玉山镇");
        assert_eq!(told("济宁市市中区观音阁街道履职清单"), "|济宁市|市中区|观音阁街道");
        assert_eq!(
            told("内蒙古自治区锡林郭勒盟东乌珠穆沁旗乌里雅斯太镇履职事项清单"),
            "内蒙古自治区|锡林郭勒盟|东乌珠穆沁旗|乌里雅斯太镇"
        );
        assert_eq!(told("阿荣旗霍尔奇苏木履行职责清单"), "||阿荣旗|霍尔奇苏木");
        assert_eq!(told("关于印发《山阳县桐溪乡履行职责事项清单》的通知"), "||山阳县|桐溪乡");
        for none in [
            "乡镇履行职责事项清单",
            "一、基本履职事项清单（82项）",
            "乡镇（街道）履行职责事项清单",
            "履行职责事项清单",
            "上级部门收回事项",
            "江湾区街道基本履职事项清单",
            "加强镇党委自身建设，落实民主集中制",
            "落实镇党委主体责任",
            "落实镇人大职责事项清单",
            "做好街道党委书记述职",
            "镇党委、镇政府重点工作督办",
            "清溪镇党委理论学习中心组学习",
        ] {
            assert_eq!(told(none), "|||", "{none}");
        }
        assert_eq!(told("填报单位：桐溪乡人民政府（盖章）"), "|||桐溪乡");
        assert_eq!(told("桐溪乡人民政府关于印发履职事项清单的通知"), "|||桐溪乡");
        assert_eq!(told("城区街道履职事项清单"), "|||城区街道");
        assert_eq!(edition("（2025年4月18日公布）").as_deref(), Some("2025-04-18"));
        assert_eq!(edition("２０２５年４月１８日").as_deref(), Some("2025-04-18"));
        assert_eq!(edition("2025年，按照省、市、县统一部署"), None);
        assert_eq!(branch("县公安局、青岚市生态环境局山阳县分局"), Some(("青岚市".to_owned(), "山阳县".to_owned())));
        assert_eq!(branch("市生态环境局分局"), None);
    }
}
