//! Words of fixed sets (tiers, verdicts, roles, …): the one place of their keys and Chinese names, for the data, the library and every
//! wrapper. Read from the key or the Chinese name, printed as the Chinese name.

use crate::fold::fold_char;
use core::fmt;
use core::str::FromStr;

/// Whether `text` is `word`, in any case or width, with white space anywhere. `word` is folded already.
fn is_word(text: &str, word: &str) -> bool {
    text.chars().filter_map(fold_char).eq(word.chars())
}

/// A fixed set, as messages tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Set {
    chinese: &'static str,
    english: &'static str,
    /// Chinese name and key of each word.
    words: &'static [[&'static str; 2]],
}

/// Text that is no word of a fixed set. The message lists those there are.
///
/// ```
/// let error = "主管".parse::<lvzhi_tables::words::Role>().unwrap_err();
/// assert_eq!(error.to_string(), "不是部门角色，应为 牵头、协同 或 承接 (not a role: lead, joint or successor)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParseWordError(&'static Set);

impl fmt::Display for ParseWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Set { chinese, english, words }) = self;
        write!(f, "不是{chinese}，应为 ")?;
        listed(f, words.iter().map(|[name, _]| *name), "、", " 或 ")?;
        write!(f, " (not {english}: ")?;
        listed(f, words.iter().map(|[_, key]| *key), ", ", " or ")?;
        f.write_str(")")
    }
}

fn listed(
    f: &mut fmt::Formatter<'_>,
    words: impl ExactSizeIterator<Item = &'static str>,
    comma: &str,
    last: &str,
) -> fmt::Result {
    let end = words.len().saturating_sub(1);
    for (n, word) in words.enumerate() {
        f.write_str(match n {
            0 => "",
            n if n == end => last,
            _ => comma,
        })?;
        f.write_str(word)?;
    }
    Ok(())
}

impl core::error::Error for ParseWordError {}

macro_rules! words {
    (
        $(#[$about:meta])*
        $set:ident, $chinese:literal, $english:literal:
        $($(#[$doc:meta])* $word:ident $key:literal $name:literal $($also:literal)*,)*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $set {
            $($(#[$doc])* #[cfg_attr(feature = "serde", serde(rename = $key))] $word,)*
        }

        impl $set {
            /// All, in their order.
            pub const ALL: [Self; [$($key),*].len()] = [$(Self::$word),*];

            const SET: Set = Set { chinese: $chinese, english: $english, words: &[$([$name, $key]),*] };

            /// The key in data files and exports.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$word => $key,)*
                }
            }

            /// The Chinese name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $name,)*
                }
            }
        }

        impl FromStr for $set {
            type Err = ParseWordError;

            /// Reads a key or a Chinese name, in any case or width.
            fn from_str(text: &str) -> Result<Self, ParseWordError> {
                const SPELLINGS: &[($set, &[&str])] = &[$(($set::$word, &[$key, $name $(, $also)*])),*];
                let found = SPELLINGS.iter().find(|(_, words)| words.iter().any(|word| is_word(text, word)));
                found.map(|&(word, _)| word).ok_or(ParseWordError(&Self::SET))
            }
        }

        impl fmt::Display for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

words! {
    /// The parts of a list (清单类别). Read also from its letter, or from 基本, 配合, 收回.
    Tier, "清单类别", "a tier":
    /// 基本履职: what the township must do itself.
    Basic "basic" "基本履职" "b" "基本",
    /// 配合履职: what it helps a county department with.
    Cooperative "cooperative" "配合履职" "c" "配合",
    /// 上级部门收回: what a department took back.
    Reclaimed "reclaimed" "上级部门收回" "r" "收回",
}

words! {
    /// Whose duty a matter is (判断).
    Verdict, "判断", "a verdict":
    /// 基本履职: the township's own.
    Basic "basic" "基本履职",
    /// 配合履职: a department leads, the township helps.
    Cooperative "cooperative" "配合履职",
    /// 上级部门收回: a department's, or nobody's any more.
    Reclaimed "reclaimed" "上级部门收回",
    /// 清单外: not on the list.
    Unlisted "unlisted" "清单外",
    /// 待定: nobody can tell from the text; [`Reason`] says why.
    Unclear "unclear" "待定",
}

words! {
    /// What a department has to do with an item (角色).
    Role, "部门角色", "a role":
    /// 牵头: the first upper department that a cooperative item names.
    Lead "lead" "牵头",
    /// 协同: the others that it names.
    Joint "joint" "协同",
    /// 承接: who took a reclaimed item over.
    Successor "successor" "承接",
}

words! {
    /// What kind of body a department is (部门性质).
    Kind, "部门性质", "a kind of department":
    /// 党委部门
    Party "party" "党委部门",
    /// 人大
    Congress "congress" "人大",
    /// 政协
    Cppcc "cppcc" "政协",
    /// 政府部门
    Government "government" "政府部门",
    /// 群团组织
    MassOrganisation "mass_organisation" "群团组织",
    /// 垂直管理机构
    VerticalAgency "vertical_agency" "垂直管理机构",
    /// 事业单位
    PublicInstitution "public_institution" "事业单位",
    /// 银行
    Bank "bank" "银行",
}

words! {
    /// How a text that differs from the scan was come by (校勘类别).
    RepairKind, "校勘类别", "a kind of repair":
    /// Restored from the same document: certain.
    Restored "restored" "据原文复原",
    /// Supplied by the editor: a guess, or a plain title.
    Supplied "supplied" "编者拟补",
    /// Unreadable: what is legible is kept, the rest is lost.
    Unreadable "unreadable" "扫描无法辨认",
}

words! {
    /// What a part of a text met (依据类别).
    Met, "依据类别", "a kind of evidence":
    /// 事项名称: the item's name has the same words.
    Name "name" "名称",
    /// 职责: a duty or a working method of the item has them.
    Duty "duty" "职责",
    /// 部门: a department of the item is called so, or a part of its name is.
    Department "department" "部门",
    /// 说法: people who mean this item speak so.
    Phrase "phrase" "说法",
}

words! {
    /// Why an answer is unclear (待定原因).
    Reason, "待定原因", "a reason":
    /// 说得太少: nothing of the text is known, it is a single character or a number, or words of another language.
    TooLittle "too_little" "说得太少",
    /// 几级相近: candidates of different tiers are too close to tell.
    TiersNear "tiers_near" "几级相近",
    /// 只有套话: nothing but mark-up, fields of forms and formulas.
    OnlyFrame "only_frame" "只有套话",
    /// 问的是清单: it asks about the list itself, such as which matters are on it, or is the id of an item.
    AsksList "asks_list" "问的是清单",
}

words! {
    /// What a part of a text is that was left out as wrapped around the matter (外壳类别).
    FrameKind, "外壳类别", "a kind of frame":
    /// 标记: a tag, an entity, a link, a key of JSON.
    Markup "markup" "标记",
    /// 字段: the label of a field, or what stands in a field beside the matter.
    Field "field" "字段",
    /// 数字: a number, a date or a time.
    Number "number" "数字",
    /// 地址: an address.
    Address "address" "地址",
    /// 套话: a formula of letters, hotlines or offices.
    Formula "formula" "套话",
    /// 旁注: what stands in a field that seldom holds the matter, such as 处理结果.
    Beside "beside" "旁注",
    /// 热线: what speaks of the hotline that brought the matter.
    Hotline "hotline" "热线",
}

impl Tier {
    /// The tier at a place of the order, from 0; the last one for any place beyond.
    #[inline]
    #[must_use]
    pub const fn at(place: usize) -> Self {
        match place {
            0 => Self::Basic,
            1 => Self::Cooperative,
            _ => Self::Reclaimed,
        }
    }

    /// The letter of its ids: `B`, `C`, `R`.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Basic => 'B',
            Self::Cooperative => 'C',
            Self::Reclaimed => 'R',
        }
    }
}

impl From<Tier> for Verdict {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Basic => Self::Basic,
            Tier::Cooperative => Self::Cooperative,
            Tier::Reclaimed => Self::Reclaimed,
        }
    }
}
