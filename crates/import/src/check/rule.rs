//! The rules, their names, and what to do about what they find.

use super::Said;
use crate::report::Severity;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A rule of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The list does not hold what it declares.
    Totals,
    /// Numbers that are missing between those of items.
    Numbers,
    /// Characters that betray a damaged scan.
    Damage,
    /// Brackets or quotation marks without their other half.
    Brackets,
    /// A text that begins or ends in the middle, or that still has its number.
    Cut,
    /// A cell or a group without duties.
    Empty,
    /// Two items that say nearly the same.
    Double,
    /// A duty that stands twice in an item.
    DoubleDuty,
    /// A department that seems to be in the registry twice, or a duty of one that the item does not name.
    Department,
    /// A department that no item names.
    Unused,
    /// A category that is written in two ways, or taken up again.
    Category,
    /// An item that covers no matter.
    NoMatter,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 12] = [
        Self::Totals,
        Self::Numbers,
        Self::Damage,
        Self::Brackets,
        Self::Cut,
        Self::Empty,
        Self::Double,
        Self::DoubleDuty,
        Self::Department,
        Self::Unused,
        Self::Category,
        Self::NoMatter,
    ];

    /// Key in JSON and on the command line, and Chinese name.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Totals => ("totals", "总数不符"),
            Self::Numbers => ("numbers", "序号不连续"),
            Self::Damage => ("damage", "疑似扫描损坏"),
            Self::Brackets => ("brackets", "括号不成对"),
            Self::Cut => ("cut", "文字不完整"),
            Self::Empty => ("empty", "职责缺失"),
            Self::Double => ("double", "事项疑似重复"),
            Self::DoubleDuty => ("double-duty", "职责重复"),
            Self::Department => ("department", "部门存疑"),
            Self::Unused => ("unused", "部门未用"),
            Self::Category => ("category", "类别存疑"),
            Self::NoMatter => ("no-matter", "没有对应事由"),
        }
    }

    /// Key in JSON and on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.words().0
    }

    /// Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().1
    }

    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Empty | Self::Unused => Severity::Note,
            _ => Severity::Doubtful,
        }
    }

    pub(super) fn remedy(self) -> Said {
        let (zh, en) = match self {
            Self::Totals => (
                "对照原件核对有无遗漏；原件的总数就是这样写的，可以不改，用 --allow totals 略过",
                "see in the original whether something is missing; where it errs itself, leave it and pass --allow totals",
            ),
            Self::Numbers => (
                "对照原件核对有无遗漏；有意删去的不必重新编号，编号保持不变",
                "see in the original whether an item is missing; where it was left out, the others keep their numbers",
            ),
            Self::Damage => (
                "对照原件改正；看不清的字写 □，并记入校勘",
                "correct it after the original; write □ for what is illegible, with a repair",
            ),
            Self::Brackets => {
                ("对照原件补上另一半，或删去多余的一半", "add the other half after the original, or remove this one")
            }
            Self::Cut => (
                "对照原件补全，或与上一条、下一条合并",
                "complete it after the original, or join it with its neighbour",
            ),
            Self::Empty => ("原件有的话请补上", "add them if the original has them"),
            Self::Double => {
                ("如果是同一件事，删去一项；不是的话不必改动", "remove one if they are the same; else leave them")
            }
            Self::DoubleDuty => ("删去一条，或对照原件改正", "remove one, or correct it after the original"),
            Self::Department => (
                "同一部门只登记一次，另一种写法放进 aliases；职责中的部门应列入对应上级部门",
                "keep one entry and put the other spelling into its aliases; name each department of the duties in the item",
            ),
            Self::Unused => ("可以从部门表中删去", "it can be left out"),
            Self::Category => ("统一写法；同一类别的事项排在一起", "write it in one way, and keep its items together"),
            Self::NoMatter => (
                "用 lvzhi bind 查看候选，在 covers.toml 指定事由；或在 phrases.tsv 写几句群众的说法",
                "see lvzhi bind, state a matter in covers.toml, or write what people say into phrases.tsv",
            ),
        };
        Said::new(zh, en)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.key() == text || rule.name() == text)
            .ok_or_else(|| format!("没有这条规则，应为 (no such rule, one of) {}", Self::ALL.map(Self::key).join(", ")))
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
