//! The vocabulary of headings: what columns and cards are called, and which part of an item each holds. New names go here.

use crate::text::heading_key;
use lvzhi_tables::words::Tier;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Field {
    /// 序号
    Number,
    /// 清单类别: basic, cooperative, reclaimed.
    Tier,
    /// The township, where a table has several.
    Township,
    /// 事项类别
    Category,
    /// 事项名称
    Name,
    /// 对应上级部门, or 承接部门 in the third part.
    Departments,
    /// 配合部门: joins, does not lead.
    Joint,
    /// 上级部门职责
    UpperDuties,
    /// 乡镇（街道）配合职责
    TownshipDuties,
    /// 承接部门及工作方式, in one column.
    Takeover,
    /// 工作方式
    Method,
    /// What a list has no place for: 备注, 依据, …
    Extra,
}

use Field::{
    Category, Departments, Extra, Joint, Method, Name, Number, Takeover, Township, TownshipDuties, UpperDuties,
};

/// Whole headings, as [`heading_key`] leaves them.
const HEADINGS: &[(Field, &[&str])] = &[
    (
        Number,
        &[
            "序号",
            "编号",
            "序",
            "号",
            "no",
            "顺序号",
            "事项序号",
            "事项编号",
            "事项编码",
            "编码",
            "项次",
            "清单编号",
            "number",
            "id",
        ],
    ),
    (
        Field::Tier,
        &[
            "清单类别",
            "清单类型",
            "清单名称",
            "清单分类",
            "清单性质",
            "履职类别",
            "履职类型",
            "履职方式",
            "履职性质",
            "履职分类",
            "事项性质",
            "事项属性",
            "职责类型",
            "职责性质",
            "清单",
            "所属清单",
            "履职清单类别",
            "履职清单类型",
            "责任类型",
            "事项层级",
            "tier",
        ],
    ),
    (
        Township,
        &[
            "乡镇",
            "镇街",
            "街道",
            "镇",
            "乡",
            "街镇",
            "苏木",
            "乡镇名称",
            "镇街名称",
            "街道名称",
            "所属乡镇",
            "所属镇街",
            "所属街道",
            "乡镇街道",
            "乡镇街道名称",
            "苏木乡镇",
            "填报单位",
            "编制单位",
            "township",
        ],
    ),
    (
        Category,
        &[
            "事项类别",
            "类别",
            "事项分类",
            "分类",
            "领域",
            "所属领域",
            "事项领域",
            "工作领域",
            "业务领域",
            "履职领域",
            "职责类别",
            "职责分类",
            "职责领域",
            "事项类型",
            "类型",
            "大类",
            "事项大类",
            "工作类别",
            "工作类型",
            "业务类别",
            "业务类型",
            "所属类别",
            "一级目录",
            "板块",
            "工作板块",
            "category",
            "类目",
            "事项所属类别",
            "方面",
        ],
    ),
    (
        Name,
        &[
            "事项名称",
            "事项",
            "赋权事项",
            "职权名称",
            "职责事项",
            "履职事项",
            "工作事项",
            "具体事项",
            "履职事项名称",
            "职责事项名称",
            "工作事项名称",
            "具体事项名称",
            "赋权事项名称",
            "事项内容",
            "履职内容",
            "职责名称",
            "任务名称",
            "工作任务",
            "权力事项",
            "权力名称",
            "权力事项名称",
            "权责事项",
            "基本履职事项",
            "配合履职事项",
            "收回事项",
            "收回事项名称",
            "上级部门收回事项",
            "基本事项",
            "配合事项",
            "配合事项名称",
            "基本职责",
            "主要职责",
            "子项名称",
            "事项名",
            "清单事项",
            "履行职责事项",
            "name",
            "职权事项",
            "行政职权名称",
            "职能名称",
            "具体职责",
            "职责内容",
            "任务事项",
            "基本履职事项名称",
            "配合履职事项名称",
            "回收事项",
            "回收事项名称",
            "事项具体名称",
            "业务名称",
            "二级目录",
        ],
    ),
    (
        Departments,
        &[
            "对应上级部门",
            "上级部门",
            "关联单位",
            "关联部门",
            "牵头部门",
            "牵头单位",
            "承接部门",
            "承接单位",
            "承接主体",
            "主管部门",
            "主责部门",
            "责任部门",
            "责任单位",
            "责任主体",
            "对应部门",
            "对应单位",
            "对应上级单位",
            "上级单位",
            "上级主管部门",
            "上级责任部门",
            "上级牵头部门",
            "行业主管部门",
            "业务主管部门",
            "职能部门",
            "县级部门",
            "区级部门",
            "市级部门",
            "旗级部门",
            "县直部门",
            "区直部门",
            "市直部门",
            "旗直部门",
            "县级主管部门",
            "区级主管部门",
            "县级主责部门",
            "区级主责部门",
            "县级责任部门",
            "县区部门",
            "收回部门",
            "收回单位",
            "回收部门",
            "回收单位",
            "涉及部门",
            "部门",
            "单位",
            "部门名称",
            "上级部门名称",
            "主责单位",
            "主办部门",
            "牵头责任部门",
            "接收部门",
            "实施部门",
            "department",
            "departments",
            "责任科室",
            "收回主体",
        ],
    ),
    (
        Joint,
        &[
            "配合部门",
            "配合单位",
            "协同部门",
            "协同单位",
            "协办部门",
            "协办单位",
            "参与部门",
            "参与单位",
            "协助部门",
            "其他部门",
            "会同部门",
            "配合责任部门",
            "联动部门",
        ],
    ),
    (
        UpperDuties,
        &[
            "上级部门职责",
            "主体责任",
            "部门职责",
            "上级职责",
            "部门主体责任",
            "上级部门主体责任",
            "上级主管部门职责",
            "主管部门职责",
            "牵头部门职责",
            "关联单位职责",
            "责任部门职责",
            "县级部门职责",
            "区级部门职责",
            "旗级部门职责",
            "市级部门职责",
            "县直部门职责",
            "区直部门职责",
            "职能部门职责",
            "部门责任",
            "上级部门责任",
            "上级部门主要职责",
            "主责部门职责",
            "对应上级部门职责",
            "上级单位职责",
            "部门工作职责",
            "承接部门职责",
            "部门履职内容",
            "主责",
        ],
    ),
    (
        TownshipDuties,
        &[
            "乡镇配合职责",
            "镇街配合职责",
            "街道配合职责",
            "街镇配合职责",
            "乡镇街道配合职责",
            "配合职责",
            "配合责任",
            "乡镇职责",
            "镇街职责",
            "街道职责",
            "镇配合职责",
            "乡配合职责",
            "苏木配合职责",
            "苏木乡镇配合职责",
            "乡镇配合责任",
            "镇街配合责任",
            "街道配合责任",
            "属地责任",
            "属地职责",
            "属地配合责任",
            "属地配合职责",
            "乡镇责任",
            "镇街责任",
            "乡镇配合内容",
            "配合内容",
            "配合任务",
            "协助职责",
            "配合工作职责",
            "乡镇履职内容",
            "本级职责",
            "乡镇配合工作",
            "镇街配合工作",
            "配合工作内容",
            "配合工作",
            "协同职责",
            "本级配合职责",
        ],
    ),
    (
        Takeover,
        &[
            "承接部门及工作方式",
            "承接部门及承接方式",
            "承接部门和工作方式",
            "承接单位及工作方式",
            "收回部门及工作方式",
            "收回部门及承接方式",
            "承接部门工作方式",
            "承接部门与工作方式",
            "承接主体及工作方式",
            "承接情况",
            "收回情况",
            "回收部门及工作方式",
            "承接部门及方式",
            "承接部门及履职方式",
        ],
    ),
    (
        Method,
        &[
            "工作方式",
            "承接方式",
            "收回方式",
            "回收方式",
            "承接工作方式",
            "处置方式",
            "处理方式",
            "承接后工作方式",
            "收回后工作方式",
            "具体工作方式",
            "工作措施",
            "工作方式说明",
            "方式",
            "做法",
            "工作要求",
            "承接方式及要求",
            "收回后履职方式",
            "部门工作方式",
        ],
    ),
    (
        Extra,
        &[
            "备注",
            "说明",
            "依据",
            "法律依据",
            "政策依据",
            "设定依据",
            "法定依据",
            "职责依据",
            "履职依据",
            "工作依据",
            "文件依据",
            "事项依据",
            "法律法规依据",
            "法律法规政策依据",
            "设立依据",
            "联系电话",
            "联系人",
            "页码",
            "办理时限",
            "事项来源",
            "来源",
            "附注",
            "收回理由",
            "收回原因",
            "完成时限",
        ],
    ),
];

/// The field of a heading that is in the vocabulary whole.
fn whole(key: &str) -> Option<Field> {
    HEADINGS.iter().find(|(_, names)| names.contains(&key)).map(|(field, _)| *field)
}

/// The field of a heading by the words in it.
fn by_words(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let body = has(&["部门", "单位", "主体", "机构", "科室"]);
    let local = has(&["乡", "镇", "街道", "苏木", "属地", "配合", "协助", "本级", "基层"]);
    let upper = has(&["上级", "部门", "单位", "主管", "主体", "牵头", "行业", "县", "区", "市", "旗", "主责"]);
    let duty = has(&["职责", "责任", "任务", "履职", "分工", "义务", "工作内容"]);
    Some(match () {
        () if has(&["依据", "备注", "电话", "联系", "时限", "理由", "来源"]) => Extra,
        () if has(&["序号", "编号", "编码"]) => Number,
        () if body && has(&["方式", "措施"]) => Takeover,
        () if has(&["方式", "措施"]) => Method,
        () if has(&["清单类", "履职类", "清单名"]) => Field::Tier,
        () if has(&["事项名称", "职权名称", "赋权事项"]) => Name,
        () if has(&["类别", "领域", "分类", "类型"]) => Category,
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

/// Whether a name with 配合 in it is nonetheless that of the department above.
fn upper_body(key: &str) -> bool {
    ["上级", "牵头", "主管", "主责", "对应", "承接", "收回", "回收"].iter().any(|word| key.contains(word))
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
    let both = format!("{above}{below}");
    // 名称, 职责, 部门 alone say less than with what stands above them.
    let vague = ["名称", "职责", "部门", "单位", "责任", "内容", "方式", "主责", "镇街", "乡镇", "街道"]
        .contains(&below.as_str());
    if above.is_empty() || above == below {
        return whole(&below).map(sure).or_else(|| by_words(&below).map(|field| Meaning { field, sure: false }));
    }
    let first = if vague { whole(&both) } else { whole(&below) };
    let second = if vague { by_words(&both).or_else(|| whole(&below)) } else { whole(&both) };
    first.or(second).map(sure).or_else(|| {
        let field = by_words(&below).or_else(|| by_words(&both))?;
        Some(Meaning { field, sure: false })
    })
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
    (key.chars().count() >= 2).then(|| whole(&key)).flatten().map(|field| (field, value.trim()))
}

/// The tier that a value of a column, or the name of a sheet or a file, names; none where it names several.
pub(crate) fn tier_of_value(text: &str) -> Option<Tier> {
    let key = heading_key(text);
    if let Some(tier) = tier_of_title(text) {
        return Some(tier);
    }
    one_of(
        &key,
        &[
            &["基本", "主责", "basic"],
            &["配合", "协助", "协同", "cooperat", "assist"],
            &["收回", "回收", "上收", "reclaim", "recall", "takeback"],
        ],
    )
}

/// The tier that a title or a section line names; none where it names several.
pub(crate) fn tier_of_title(text: &str) -> Option<Tier> {
    one_of(
        &crate::text::key(text),
        &[
            &["基本履职", "基本职责", "基本事项", "基本履行职责", "自主履职", "主责事项", "乡镇履职事项清单(基本"],
            &["配合履职", "配合职责清单", "配合事项", "配合履行职责", "协助履职", "协同履职", "配合职责事项"],
            &[
                "部门收回",
                "上级收回",
                "收回事项",
                "收回的事项",
                "收回清单",
                "收回履职",
                "收回职责",
                "部门回收",
                "上级回收",
                "回收事项",
                "回收清单",
                "上收事项",
                "收回类",
            ],
        ],
    )
}

fn one_of(key: &str, words: &[&[&str]; 3]) -> Option<Tier> {
    let mut found = Tier::ALL.into_iter().zip(words).filter(|(_, words)| words.iter().any(|word| key.contains(word)));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

/// Words that name a list of another kind.
pub(crate) const OTHER_KINDS: [&str; 14] = [
    "权责清单",
    "权力清单",
    "责任清单",
    "行政权力",
    "公共服务事项",
    "政务服务事项",
    "证明事项",
    "负面清单",
    "行政执法事项",
    "行政许可事项",
    "行政处罚事项",
    "权力类型",
    "职权类型",
    "实施主体",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_stands_twice() {
        let mut seen = std::collections::HashMap::new();
        for (field, names) in HEADINGS {
            for name in *names {
                assert_eq!(*name, heading_key(name), "written as it is looked up");
                assert_eq!(seen.insert(*name, field), None, "{name}");
            }
        }
    }

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
        let below = |text: &str, above: &str| meaning(text, above).map(|meaning| meaning.field);
        assert_eq!(below("名称", "上级部门"), Some(Departments));
        assert_eq!(below("职责", "上级部门"), Some(UpperDuties));
        assert_eq!(below("职责", "乡镇（街道）"), Some(TownshipDuties));
        assert_eq!(below("名称", "事项"), Some(Name));
        assert_eq!(below("类别", "事项"), Some(Category));
        assert_eq!(below("对应上级部门", "职责分工"), Some(Departments));
        assert_eq!(below("上级部门职责", "职责分工"), Some(UpperDuties));
        assert_eq!(below("部门", "承接"), Some(Departments));
        assert_eq!(below("方式", "承接"), Some(Method));
    }

    #[test]
    fn tiers_are_told_by_their_usual_names() {
        assert_eq!(tier_of_title("一、基本履职事项清单（82项）"), Some(Tier::Basic));
        assert_eq!(tier_of_title("上级部门回收事项"), Some(Tier::Reclaimed));
        assert_eq!(tier_of_title("履行职责事项清单（基本履职、配合履职、收回）"), None);
        assert_eq!(tier_of_value("配合"), Some(Tier::Cooperative));
        assert_eq!(tier_of_value("Recall"), Some(Tier::Reclaimed));
        assert_eq!(tier_of_value("Sheet1"), None);
    }
}
