//! What headings of columns and labels of cards mean, by the vocabulary or by the words in them.

use super::tiers::tier_of_title;
use super::township::is_township;
use super::vocabulary::{Field, HEADINGS};
use crate::text::{clean, heading_key};
use Field::{Category, Departments, Extra, Joint, Method, Name, Number, Takeover, TownshipDuties, UpperDuties};

/// The field of a heading that is in the vocabulary whole.
fn whole(key: &str) -> Option<Field> {
    HEADINGS.iter().find(|(_, names)| names.contains(&key)).map(|(field, _)| *field)
}

/// The field of a heading by the words in it.
fn by_words(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let body = has(&["部门", "单位", "主体", "机构", "科室"]);
    let local = has(&["乡", "镇", "街道", "苏木", "属地", "配合", "协助", "本级", "基层"]);
    let town = has(&["乡", "镇", "街道", "苏木", "属地", "本级", "基层"]);
    let upper = has(&["上级", "部门", "单位", "主管", "主体", "牵头", "行业", "县", "区", "市", "旗", "主责"]);
    let duty = has(&["职责", "责任", "任务", "履职", "分工", "义务", "工作内容"]);
    Some(match () {
        () if says_who_has_it(key) => Field::Township,
        () if has(&["依据", "备注", "电话", "联系", "时限", "理由", "来源"]) => Extra,
        () if has(&["序号", "编号", "编码"]) => Number,
        // 收回后由谁承办
        () if has(&["由谁"]) => Departments,
        () if body && has(&["方式", "措施"]) => Takeover,
        () if has(&["方式", "措施"]) => Method,
        () if has(&["清单类", "履职类", "清单名"]) => Field::Tier,
        () if has(&["事项名称", "职权名称", "赋权事项"]) => Name,
        () if has(&["类别", "领域", "分类", "类型"]) => Category,
        // 上级部门配合职责 is the duty of the department.
        () if duty && of_upper_body(key) => UpperDuties,
        // 配合部门及职责 is that of departments, too.
        () if duty && body && !town && ["部门", "单位"].iter().any(|body| key.contains(&format!("{body}及"))) => {
            UpperDuties
        }
        () if duty && local && !key.ends_with("部门") && !key.ends_with("单位") && !key.ends_with("事项") => {
            TownshipDuties
        }
        () if duty && upper && !key.ends_with("部门") && !key.ends_with("单位") && !key.ends_with("主体") => {
            UpperDuties
        }
        () if body && local && !upper_body(key) => Joint,
        () if body => Departments,
        () if has(&["事项", "名称"]) => Name,
        () => return None,
    })
}

/// Whether duties are those of a body above the township, which the heading begins with.
fn of_upper_body(key: &str) -> bool {
    ["上级", "县", "区", "市", "旗"].iter().any(|word| key.starts_with(word))
        && ["部门", "单位"].iter().any(|word| key.contains(word))
        && !["乡", "镇", "街", "苏木", "属地"].iter().any(|word| key.contains(word))
        && !["部门", "单位", "主体", "事项"].iter().any(|word| key.ends_with(word))
}

/// Whether a name with 配合 in it is nonetheless that of the department above.
fn upper_body(key: &str) -> bool {
    ["上级", "牵头", "主管", "主责", "对应", "承接", "收回", "回收"].iter().any(|word| key.contains(word))
}

/// Whose duties a column holds that a body alone heads (上级部门 ｜ 乡镇), below a heading of duties (职责分工).
fn duties_of_body(below: &str, above: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| above.contains(word));
    let of_duties =
        has(&["职责", "责任", "分工", "任务", "职能"]) && !has(&["部门", "单位", "乡", "镇", "街", "县", "区"]);
    of_duties.then(|| bare_body(below)).flatten()
}

/// The duties of a body that is named by its level alone; none for a heading that says which body it is (对应上级部门, 牵头部门) or what of it.
fn bare_body(key: &str) -> Option<Field> {
    let made_of = |words: &str| !key.is_empty() && key.chars().all(|c| words.contains(c));
    let local = ["乡", "镇", "街", "苏木", "属地", "本级", "基层"].iter().any(|word| key.contains(word));
    if local && made_of("乡镇街道苏木办事处场级层面属地本基人民政府党委工和及或一端") {
        return Some(TownshipDuties);
    }
    let of_upper = ["上级", "县", "区", "市", "旗", "州", "部门", "单位", "行业"].iter().any(|word| key.contains(word));
    (of_upper && made_of("上级县区市旗州省直属层面主管行业业务职能有关相关各部门单位及和或科室一端"))
        .then_some(UpperDuties)
}

/// The longest heading, in characters.
const LONGEST: usize = 24;

/// What a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) field: Field,
    /// It stands in the vocabulary, whole.
    pub(crate) sure: bool,
}

/// What a heading means that stands below `above`, which may be empty.
pub(crate) fn meaning(text: &str, above: &str) -> Option<Meaning> {
    let (below, above) = (heading_key(text), heading_key(above));
    if below.is_empty() || below.chars().count() > LONGEST {
        return None;
    }
    let sure = |field| Meaning { field, sure: true };
    if is_shared(text) {
        return Some(sure(Field::Shared));
    }
    if let Some(field) = duties_of_body(&below, &above) {
        return Some(sure(field));
    }
    let both = format!("{above}{below}");
    // 名称, 职责, 部门 alone say less than with what stands above them.
    let vague = ["名称", "职责", "部门", "单位", "责任", "内容", "方式", "主责", "镇街", "乡镇", "街道"]
        .contains(&below.as_str());
    if above.is_empty() || above == below {
        let of_words = || if is_holder(text) { Some(Field::Holder) } else { by_words(&below) };
        return whole(&below).map(sure).or_else(|| of_words().map(|field| Meaning { field, sure: false }));
    }
    let first = if vague { whole(&both) } else { whole(&below) };
    let second = if vague { by_words(&both).or_else(|| whole(&below)) } else { whole(&both) };
    // 桐溪 and 石桥 below 适用乡镇.
    let holder = || is_holder(text) || (says_who_has_it(&above) && by_words(&below).is_none());
    first.or(second).map(sure).or_else(|| {
        let field = if holder() { Some(Field::Holder) } else { by_words(&below).or_else(|| by_words(&both)) }?;
        Some(Meaning { field, sure: false })
    })
}

/// 乡镇职责/工作方式: a column that two parts of a list share.
fn is_shared(text: &str) -> bool {
    let parts = text.split(['/', '／', '|', '｜', '或']).map(heading_key);
    let parts: Vec<Option<Field>> = parts.map(|part| whole(&part).or_else(|| by_words(&part))).collect();
    parts.len() == 2 && parts.contains(&Some(TownshipDuties)) && parts.contains(&Some(Method))
}

/// Whether a heading is the name of a township.
fn is_holder(text: &str) -> bool {
    is_township(&clean(text))
}

/// Whether names of townships stand below this heading: 适用乡镇（街道）.
fn says_who_has_it(key: &str) -> bool {
    whole(key) == Some(Field::Township)
        || ["适用", "涉及", "承担", "认领"].iter().any(|word| key.starts_with(word))
            && ["乡", "镇", "街", "苏木", "范围"].iter().any(|word| key.contains(word))
}

/// The field that a label of a card names, with what stands behind its colon.
pub(crate) fn label(line: &str) -> Option<(Field, &str)> {
    let (label, value) = match line.find(['：', ':']) {
        Some(at) => {
            let (label, rest) = line.split_at(at);
            (label, rest.trim_start_matches(['：', ':']))
        }
        None => (line, ""),
    };
    if value.is_empty() && tier_of_title(line).is_some() {
        return None;
    }
    let key = heading_key(label);
    let field = whole(&key).or_else(|| duties_of_named(&key))?;
    (key.chars().count() >= 2).then_some((field, value.trim()))
}

/// 清溪镇职责, 清溪镇配合职责
fn duties_of_named(key: &str) -> Option<Field> {
    let endings = ["配合职责", "职责", "配合责任", "责任"];
    let name = endings.iter().find_map(|ending| key.strip_suffix(ending))?;
    is_township(name).then_some(TownshipDuties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_other_towns_are_understood() {
        let of = |text: &str| meaning(text, "").map(|meaning| meaning.field);
        assert_eq!(of("乡镇（街道）配合职责"), Some(TownshipDuties));
        assert_eq!(of("镇 街\n配合职责"), Some(TownshipDuties));
        assert_eq!(of("区直部门（单位）主体责任"), Some(UpperDuties));
        assert_eq!(of("县级行业主管部门职责"), Some(UpperDuties));
        assert_eq!(of("乡镇履职责任"), Some(TownshipDuties));
        assert_eq!(of("对应上级\n部门（单位）"), Some(Departments));
        assert_eq!(of("区级牵头部门"), Some(Departments));
        assert_eq!(of("承接部门（单位）及工作方式"), Some(Takeover));
        assert_eq!(of("收回后的工作方式"), Some(Method));
        assert_eq!(of("法律法规依据"), Some(Extra));
        assert_eq!(of("１"), None);
        assert_eq!(of("乡镇职责/工作方式"), Some(Field::Shared));
        assert_eq!(of("镇/街配合职责"), Some(TownshipDuties));
        for text in ["镇职责：1.宣传。", "清溪镇职责：1.宣传。", "清溪镇配合职责：1.宣传。"]
        {
            assert_eq!(label(text), Some((TownshipDuties, "1.宣传。")), "{text}");
        }
        assert_eq!(label("落实属地责任：1.宣传。"), None);
        let below = |text: &str, above: &str| meaning(text, above).map(|meaning| meaning.field);
        assert_eq!(below("名称", "上级部门"), Some(Departments));
        assert_eq!(below("职责", "上级部门"), Some(UpperDuties));
        assert_eq!(below("职责", "乡镇（街道）"), Some(TownshipDuties));
        assert_eq!(below("名称", "事项"), Some(Name));
        assert_eq!(below("类别", "事项"), Some(Category));
        assert_eq!(below("对应上级部门", "职责分工"), Some(Departments));
        assert_eq!(below("上级部门职责", "职责分工"), Some(UpperDuties));
        assert_eq!(below("部门", "承接"), Some(Departments));
        // Whose duties they are, below a heading of duties.
        for above in ["职责", "职责分工", "职责划分", "工作职责", "责任分工", "工作任务"] {
            for upper in
                ["上级部门", "县级部门", "县直部门", "部门", "县级", "上级主管部门", "区直部门（单位）", "市级有关部门"]
            {
                assert_eq!(below(upper, above), Some(UpperDuties), "{above}/{upper}");
            }
            for local in ["乡镇（街道）", "乡镇", "街道", "街道办事处", "镇", "苏木乡镇", "乡级", "镇街", "属地"]
            {
                assert_eq!(below(local, above), Some(TownshipDuties), "{above}/{local}");
            }
            for body in ["牵头部门", "对应上级部门", "责任单位"] {
                assert_eq!(below(body, above), Some(Departments), "{above}/{body}");
            }
        }
        assert_eq!(of("上级部门配合职责"), Some(UpperDuties));
        for both in ["上级部门及职责", "牵头部门及职责", "协同部门及职责", "配合部门（单位）及职责", "主责部门及其职责"]
        {
            assert_eq!(of(both), Some(UpperDuties), "{both}");
        }
        assert_eq!(of("乡镇配合上级部门职责"), Some(TownshipDuties));
        assert_eq!(below("方式", "承接"), Some(Method));
    }
}
