//! Why no list can be made of what files hold.

use crate::document::Place;
use lvzhi_compiler::Problems;
use std::fmt;

/// Why no list can be made of what files hold, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// No table and no cards with the headings of a duty list.
    NoList {
        /// The files.
        files: Vec<String>,
        /// The first words that were found in them.
        found: Vec<String>,
        /// What was to be said of the files as a whole, in Chinese and in English.
        told: Vec<[String; 2]>,
    },
    /// A form of `lvzhi template` in which nothing but the example row stands.
    Unfilled {
        /// The file.
        file: String,
        /// The example row.
        place: Place,
    },
    /// The file is a list, but of another kind: 权责清单, 公共服务事项清单, …
    AnotherKind {
        /// The file.
        file: String,
        /// Where it says so.
        place: Place,
        /// What it says.
        found: String,
    },
    /// Nothing says whether items are basic, cooperative or reclaimed.
    NoTier {
        /// The file.
        file: String,
        /// The first such item.
        place: Place,
        /// Its name.
        item: String,
        /// How many items are in doubt.
        items: usize,
    },
    /// The lists of several townships, of which none was chosen.
    SeveralTownships {
        /// Their names, with the number of items of each.
        found: Vec<(String, usize)>,
    },
    /// The chosen township is none of those that were found.
    NoSuchTownship {
        /// The one chosen.
        asked: String,
        /// Those there are.
        found: Vec<String>,
    },
    /// Two files that hold the same.
    SameFile {
        /// The one that was given first.
        first: String,
        /// The other one.
        again: String,
    },
    /// Files each of which is a whole list, or parts of the lists of several townships, where those of one list are expected.
    WholeLists {
        /// The files, each with its township, which is empty where it is not said.
        lists: Vec<(String, String)>,
    },
    /// More items than any list has.
    TooManyItems {
        /// How many.
        found: usize,
    },
    /// An export that is broken.
    Export(Problems),
    /// The sheets behind those of the tiers contradict one another.
    Supplement {
        /// The file.
        file: String,
        /// What was found.
        problems: Problems,
    },
    /// What was understood breaks a rule of the compiler: a fault of the importer.
    Unsound(Problems),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoList { files, found, told } => {
                let (files, found) = (files.join("、"), found.join("｜"));
                let found = if found.is_empty() { "没有任何文字 / nothing" } else { &found };
                let told: String = told.iter().map(|[zh, en]| format!("{zh} ({en})。")).collect();
                write!(
                    f,
                    "{files}：{told}没有找到履行职责事项清单的表格（应有“序号、事项类别、事项名称”等表头；读到的是：{found}）。请确认文件，或照 lvzhi template 的模板填写 \
                     (no table of a duty list: headings such as 序号, 事项类别, 事项名称 are expected, found {found}; check the file, or fill in the form that lvzhi template writes)"
                )
            }
            Self::Unfilled { file, place } => write!(
                f,
                "{file} {place}：这是还没有填写的模板，只有一行“示例”。请在表头下面逐行填写序号、清单类别、事项类别、事项名称等（把“示例”改成序号，或另起一行），并在“乡镇”表中填写乡镇，然后再导入 \
                 (the form of lvzhi template, not filled in yet: below the headings, give a row for each item with 序号, 清单类别, 事项类别, 事项名称, …, numbered 1, 2, 3 in place of 示例, and the township in the sheet 乡镇; then import it again)"
            ),
            Self::AnotherKind { file, place, found } => write!(
                f,
                "{file} {place}：这是另一种清单（{found}），不是乡镇履行职责事项清单（基本履职、配合履职、上级部门收回）。请换用履行职责事项清单 \
                 (a list of another kind, {found}: give the township's list of duties, 基本履职, 配合履职, 上级部门收回)"
            ),
            Self::NoTier { file, place, item, items } => write!(
                f,
                "{file} {place}：看不出“{item}”等 {items} 项属于基本履职、配合履职还是上级部门收回。请在工作表名、标题或一列中写明，或加 --tier（Python：tier=） \
                 (nothing says whether {items} items from here on are basic, cooperative or reclaimed: say so in the sheet's name, a title or a column, or with --tier, tier= in Python)"
            ),
            Self::SeveralTownships { found } => {
                let found: Vec<String> = found.iter().map(|(name, items)| format!("{name}（{items} 项）")).collect();
                let found = found.join("、");
                write!(
                    f,
                    "文件中有几个乡镇的清单：{found}。请用 --township（Python：township=）选一个 (lists of several townships, {found}: choose one with --township, township= in Python)"
                )
            }
            Self::NoSuchTownship { asked, found } => {
                let found = found.join("、");
                write!(
                    f,
                    "文件中没有 {asked} 的清单，只有：{found} ({asked} has no list here; there are {found}: correct --township, township= in Python)"
                )
            }
            Self::SameFile { first, again } => write!(
                f,
                "{first} 和 {again} 的内容相同，一份清单只能读一次。请只写其中一个 (these two files hold the same: name only one of them)"
            ),
            Self::WholeLists { lists } => {
                let lists = lists.iter().map(|(file, township)| match township.as_str() {
                    "" => file.clone(),
                    township => format!("{file}（{township}）"),
                });
                let lists = lists.collect::<Vec<_>>().join("、");
                write!(
                    f,
                    "一次只能导入一份清单，而这些文件中有完整的清单，或是不同乡镇的：{lists}。请一份一份导入，各用各的文件夹 (one list at a time, and among these files are whole lists, or those of several townships: import each on its own, into a folder of its own)"
                )
            }
            Self::TooManyItems { found } => {
                let most = crate::read::limits::ITEMS;
                write!(
                    f,
                    "共 {found} 项，一份清单最多 {most} 项（一个乡镇通常只有几百项）。请删去清单以外的行，用 --township（Python：township=）选一个乡镇，或拆成几个文件 ({found} items, and a list has at most {most}: delete rows that are not part of it, choose one township with --township, township= in Python, or split the file)"
                )
            }
            Self::Supplement { file, problems } => write!(
                f,
                "{file}：清单后面的附加表（清单信息、部门、事由、出处、校勘）前后不符，未能导入。请照下面改正，或删去这些表后再导入 (the sheets behind the list, 清单信息, 部门, 事由, 出处, 校勘, contradict one another: correct them, or delete them and import again)\n{problems}"
            ),
            Self::Export(problems) => write!(f, "lvzhi export 的输出有误 (the export is broken)\n{problems}"),
            Self::Unsound(problems) => write!(
                f,
                "导入的结果不合规则，这是 lvzhi 的缺陷，请连同文件反馈 (what was understood breaks a rule; this is a fault of lvzhi, please report it with the file)\n{problems}"
            ),
        }
    }
}

impl std::error::Error for ImportError {}
