//! The form to fill in: one sheet of official columns, one for the township, one of instructions.

use super::supplement::{FACTS, TOWNSHIP};
use super::{WorkbookError, look};
use crate::document::Table;
use lvzhi_compiler::model::Tier;
use rust_xlsxwriter::{Color, DataValidation, DataValidationErrorStyle, Note};

/// What stands for the number in the example's row: such a row is no item.
const EXAMPLE: &str = "示例";

/// The sheet to fill in.
const SHEET: &str = "清单";

/// The sheet of instructions.
const HELP: &str = "填写说明";

/// Rows that the drop-downs reach to.
const LAST_ROW: u32 = 2000;

const COLUMNS: [(&str, f64); 8] = [
    ("序号", 7.0),
    ("清单类别", 16.0),
    ("事项类别", 16.0),
    ("事项名称", 32.0),
    ("对应上级部门", 24.0),
    ("上级部门职责", 48.0),
    ("乡镇（街道）配合职责", 48.0),
    ("承接部门及工作方式", 48.0),
];

/// What the cells of each column hold, for the note on its heading.
const NOTES: [&str; 8] = [
    "每个清单类别从 1 起连续编号。写“示例”的行不算事项。",
    "基本履职、配合履职或上级部门收回，从下拉框选。",
    "从下拉框选；没有合适的可以自己填写。",
    "照清单原文填写，全清单不得重名。",
    "只有配合履职填写。一行一个部门，牵头的写在最前面（单元格内换行：Alt+Enter）。",
    "只有配合履职填写。一行一条，写 1. 2. 3.；几个部门各有分工的，先单独一行写“县财政局：”，下面写它的职责。",
    "只有配合履职填写。一行一条，写 1. 2. 3.。",
    "只有上级部门收回填写。第一行“承接部门：县民政局”，第二行“工作方式：……”。没有承接部门的只写做法，如“不再开展此项工作。”",
];

/// 事项类别 that published lists use.
const CATEGORIES: [&str; 23] = [
    "党的建设",
    "经济发展",
    "民生服务",
    "平安法治",
    "乡村振兴",
    "精神文明建设",
    "社会管理",
    "安全稳定",
    "民族宗教",
    "社会保障",
    "自然资源",
    "生态环保",
    "城乡建设",
    "商贸流通",
    "交通运输",
    "文化和旅游",
    "卫生健康",
    "应急管理及消防",
    "市场监管",
    "投资促进",
    "人民武装",
    "综合政务",
    "教育培训监管",
];

const EXAMPLE_ROW: [&str; 8] = [
    EXAMPLE,
    "配合履职",
    "社会保障",
    "根治拖欠农民工工资（这一行是示例，填写时请删除或改写）",
    "县人力资源和社会保障局\n县公安局",
    "县人力资源和社会保障局：\n1.受理欠薪投诉举报，开展劳动保障监察执法；\n2.督促工程项目落实工资专用账户等制度。\n县公安局：\n侦办拒不支付劳动报酬案件。",
    "1.宣传工资支付保障政策和维权渠道；\n2.摸排在建工程欠薪苗头，及时通报。",
    "",
];

const INSTRUCTIONS: [&str; 12] = [
    "这是乡镇（街道）履行职责事项清单的填写模板。填好以后一条命令就能用：",
    "    lvzhi import 清单.xlsx -o 我们的清单        （生成清单文件夹，并报告哪里需要核对）",
    "    lvzhi --list 清单.xlsx classify 老板欠工钱不给   （直接问一件事归谁管）",
    "    lvzhi check 清单.xlsx                        （核对编号、类别、部门、重复和缺漏）",
    "一、先在“清单信息”表填写乡镇、县、市、省的名称，不要写简称。",
    "二、在“清单”表一行填一个事项。三类事项可以写在一起，也可以先后分开；每一类从 1 起连续编号。",
    "三、“示例”行不会当作事项，可以删除，也可以改写成自己的事项（把“示例”改成序号）。",
    "四、基本履职只填到事项名称；配合履职再填对应上级部门和双方职责；上级部门收回填承接部门及工作方式。",
    "五、单元格内换行用 Alt+Enter。文字照清单原文，不必改动；部门可以写全称，也可以写简称，同一个部门前后一致即可。",
    "六、已经有 Excel、Word 或网页清单的，不必誊抄：lvzhi import 可以直接读取。",
    "The form of a township's duty list. Fill in 清单信息 (township, county, prefecture, province) and a row of 清单 for each item, then run",
    "    lvzhi import 清单.xlsx -o DIR      (or ask it at once: lvzhi --list 清单.xlsx classify …). The row numbered 示例 is an example and is ignored.",
];

/// Whether a table is the sheet of instructions.
pub(super) fn is_instructions(table: &Table) -> bool {
    let first = table.rows.first().and_then(|row| row.cells.first());
    table.sheet.as_deref() == Some(HELP) && first.map(|cell| cell.text.as_str()) == INSTRUCTIONS.first().copied()
}

/// The bytes of an `.xlsx` to fill in.
///
/// # Errors
/// None is known.
pub fn template() -> Result<Vec<u8>, WorkbookError> {
    let mut book = look::workbook("履行职责事项清单")?;
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    let last = (COLUMNS.len() as u16).saturating_sub(1);
    sheet.merge_range(0, 0, 0, last, "履行职责事项清单", &look::title())?;
    sheet.set_row_height(0, 36)?;
    look::head(sheet, 1, &COLUMNS)?;
    look::on_paper(sheet, 2)?;
    for (column, note) in (0..).zip(NOTES) {
        sheet.insert_note(1, column, &Note::new(note).set_author("lvzhi"))?;
        sheet.set_column_format(column, &if column < 3 { look::centred() } else { look::body() })?;
    }
    let example = |format: rust_xlsxwriter::Format| format.set_italic().set_font_color(Color::RGB(0x7F7F7F));
    for (column, text) in (0..).zip(EXAMPLE_ROW) {
        let format = example(if column < 3 { look::centred() } else { look::body() });
        sheet.write_string_with_format(2, column, text, &format)?;
    }
    let tiers = DataValidation::new()
        .allow_list_strings(&Tier::ALL.map(Tier::name))?
        .set_error_title("清单类别")?
        .set_error_message("请从下拉框选：基本履职、配合履职、上级部门收回")?;
    sheet.add_data_validation(2, 1, LAST_ROW, 1, &tiers)?;
    // Another category than these is asked about and may stay.
    let categories = DataValidation::new()
        .allow_list_strings(&CATEGORIES)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("事项类别")?
        .set_error_message("常用类别里没有它。清单原文如此就保留。")?;
    sheet.add_data_validation(2, 2, LAST_ROW, 2, &categories)?;

    let sheet = book.add_worksheet();
    sheet.set_name(TOWNSHIP.sheet)?;
    look::head(sheet, 0, TOWNSHIP.columns)?;
    look::on_paper(sheet, 1)?;
    for (row, (_, label, example)) in (1..).zip(FACTS) {
        sheet.write_string_with_format(row, 0, label, &look::body())?;
        let mut cell = String::new();
        if !example.is_empty() {
            cell = format!("（如：{example}）");
        }
        sheet.write_string_with_format(row, 1, "", &look::body())?;
        sheet.write_string_with_format(row, 2, cell, &look::hint())?;
    }

    let sheet = book.add_worksheet();
    sheet.set_name(HELP)?;
    sheet.set_column_width(0, 120)?;
    look::on_paper(sheet, 0)?;
    for (row, line) in (0..).zip(INSTRUCTIONS) {
        sheet.write_string_with_format(row, 0, line, &look::text())?;
    }
    Ok(book.save_to_buffer()?)
}
