//! Workbooks: values, merges, what is hidden, formulas and errors.

use crate::common::{good, opendocument, remarks, tables, texts};
use lvzhi_import::document::{Merged, Place};
use lvzhi_import::report::Severity;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Image, Workbook};

#[test]
fn values_are_written_as_people_write_them() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(0, 0, 1).unwrap();
    sheet.write(0, 1, 1.5).unwrap();
    sheet.write(0, 2, 0.1 + 0.2).unwrap();
    sheet.write(0, 3, true).unwrap();
    sheet.write_with_format(0, 4, ExcelDateTime::from_ymd(2025, 4, 18).unwrap(), &day).unwrap();
    sheet.write(0, 5, "甲\r\n乙").unwrap();
    sheet.write(0, 6, "００１").unwrap();
    let document = good("a.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(texts(tables(&document)[0]), [["1", "1.5", "0.3", "TRUE", "2025-04-18", "甲\n乙", "００１"]]);
    assert_eq!(document.remarks, []);
}

#[test]
fn merged_ranges_are_cut_to_the_text() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("清单").unwrap();
    sheet.merge_range(0, 0, 0, 5, "标题", &Format::new()).unwrap();
    sheet.merge_range(1, 0, 3, 0, "党的建设", &Format::new()).unwrap();
    for row in 1..3 {
        sheet.write(row, 1, "事项").unwrap();
    }
    let document = good("a.xlsx", workbook.save_to_buffer().unwrap());
    let table = tables(&document)[0];
    assert_eq!((table.rows.len(), table.rows[0].cells.len()), (3, 2));
    assert_eq!(table.rows[0].cells[0].merged, Merged::Origin { rows: 1, columns: 2 });
    assert_eq!(table.rows[1].cells[0].merged, Merged::Origin { rows: 2, columns: 1 });
    assert_eq!(table.rows[2].cells[0].merged, Merged::Covered { row: 2, column: 1 });
    assert_eq!(table.rows[2].cells[1].place, Place { sheet: "清单".to_owned(), row: 3, column: 2 });
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("一").unwrap();
    for row in 0..5 {
        sheet.write(row, 0, "甲").unwrap();
        sheet.write(row, 1, "乙").unwrap();
    }
    sheet.set_row_hidden(1).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(1).unwrap();
    // Below the text: nothing to tell.
    sheet.set_row_hidden(9).unwrap();
    workbook.add_worksheet().set_name("二").unwrap().set_hidden(true).write(0, 0, "丙").unwrap();
    let document = good("a.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(
        remarks(&document),
        [
            ("一!第 2 行".to_owned(), "", "rows 2 to 3 are hidden; they are read as the others"),
            ("一!B1".to_owned(), "", "columns 2 to 2 are hidden; they are read as the others"),
            ("二!A1".to_owned(), "", "the sheet is hidden"),
        ]
    );
    let tables = tables(&document);
    let hidden: Vec<bool> = tables[0].rows.iter().map(|row| row.hidden).collect();
    assert_eq!(hidden, [false, true, true, false, false]);
    assert_eq!((tables[0].hidden, tables[1].hidden), (false, true));
}

#[test]
fn formulas_without_values_and_errors_are_told() {
    let sheet = r#"<worksheet><sheetData><row r="1">
        <c r="A1"><f>SUM(B1:B9)</f></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1"><f>1+2</f><v>3</v></c><c r="D1" t="str"><f>""</f><v></v></c>
        </row></sheetData></worksheet>"#;
    let document = good("a.xlsx", xlsx(&[("表", sheet)], &[]));
    assert_eq!(
        remarks(&document),
        [
            ("表!A1".to_owned(), "=SUM(B1:B9)", "a formula whose value is not in the file: read as empty"),
            ("表!B1".to_owned(), "#REF!", "the cell holds an error in place of a value"),
        ]
    );
    assert!(document.remarks.iter().all(|remark| remark.severity == Severity::Lost && remark.file == "a.xlsx"));
    assert_eq!(texts(tables(&document)[0]), [["", "#REF!", "3"]]);
    // rust_xlsxwriter gives each formula a value.
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, Formula::new("=1+2").set_result("3")).unwrap();
    assert_eq!(good("a.xlsx", workbook.save_to_buffer().unwrap()).remarks, []);
}

#[test]
fn pictures_and_covered_cells_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("扫描").unwrap();
    sheet.insert_image(0, 0, &Image::new_from_buffer(PIXEL).unwrap()).unwrap();
    let document = good("a.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(document.remarks[0].severity, Severity::Lost);
    assert_eq!(document.remarks[0].place.sheet, "扫描");
    assert!(document.remarks[0].understood[0].contains("图片"));

    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>乙</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>"#;
    let document = good("a.xlsx", xlsx(&[("表", sheet)], &[]));
    assert_eq!(texts(tables(&document)[0]), [["甲"], [""]]);
    assert_eq!(
        remarks(&document),
        [("表!A2".to_owned(), "乙", "a merged cell covers this one: nobody sees it, and it is not read")]
    );
}

#[test]
fn an_xls_of_old() {
    let document = lvzhi_import::read("tests/data/small.xls".as_ref()).unwrap();
    let tables = tables(&document);
    assert_eq!(
        texts(tables[0]),
        [
            ["山阳县桐溪乡基本履职事项清单", "", ""],
            ["序号", "事项类别", "事项名称"],
            ["1", "党的建设", "组织理论学习"],
            ["2", "", "党的建设"],
            ["3", "", "开展换届选举\n办理任免"],
            ["", "", ""],
            ["2025-04-18", "1.5", "TRUE"],
        ]
    );
    assert_eq!(tables[0].rows[2].cells[1].merged, Merged::Origin { rows: 3, columns: 1 });
    assert!(tables[0].rows[3].hidden && !tables[0].rows[4].hidden);
    assert!(tables[1].hidden);
    assert_eq!(
        remarks(&document),
        [
            ("基本履职!A8".to_owned(), "=…", "a formula whose value is not in the file: read as empty"),
            ("基本履职!第 4 行".to_owned(), "", "rows 4 to 4 are hidden; they are read as the others"),
            ("基本履职!A1".to_owned(), "", "columns 1 to 1 are hidden; they are read as the others"),
            ("旧稿!A1".to_owned(), "", "the sheet is hidden"),
        ]
    );
}

#[test]
fn an_ods() {
    let body = r##"<office:spreadsheet>
        <table:table table:name="配合履职"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
        <table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>标题</text:p></table:table-cell>
        <table:covered-table-cell table:number-columns-repeated="2"/></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>甲<text:s text:c="2"/>&amp;</text:p><text:p>乙</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell table:formula="of:=[.A1]"/><table:table-cell table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>丙</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>
        <table:table table:name="旧稿" table:style-name="藏"><table:table-row><table:table-cell><text:p>丁</text:p></table:table-cell></table:table-row></table:table>
        </office:spreadsheet>"##;
    let styles = r#"<style:style style:name="藏"><style:table-properties table:display="false"/></style:style>"#;
    let document = good("a.ods", opendocument(styles, body));
    let tables = tables(&document);
    assert_eq!(
        texts(tables[0]),
        [
            ["标题", "", ""],
            ["", "甲  &\n乙", "甲  &\n乙"],
            ["", "甲  &\n乙", "甲  &\n乙"],
            ["", "", ""],
            ["", "", ""],
            ["", "#DIV/0!", "丙"],
        ]
    );
    assert_eq!(tables[0].rows[0].cells[0].merged, Merged::Origin { rows: 1, columns: 3 });
    assert!(tables[0].rows[0].heading && !tables[0].rows[1].heading && tables[0].rows[3].hidden && tables[1].hidden);
    assert_eq!(
        remarks(&document),
        [
            ("配合履职!A6".to_owned(), "=[.A1]", "a formula whose value is not in the file: read as empty"),
            ("配合履职!B6".to_owned(), "#DIV/0!", "the cell holds an error in place of a value"),
            ("配合履职!第 4 行".to_owned(), "", "rows 4 to 5 are hidden; they are read as the others"),
            ("配合履职!C1".to_owned(), "", "columns 3 to 3 are hidden; they are read as the others"),
            ("旧稿!A1".to_owned(), "", "the sheet is hidden"),
        ]
    );
}

#[test]
fn a_workbook_in_one_xml() {
    let text = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="收回"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="Number">1</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">甲&#10;乙</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="3" ss:Formula="=1+2"/></Row><Row><Cell><Data ss:Type="DateTime">2025-04-18T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"#;
    let document = good("导出.xls", text);
    let table = tables(&document)[0];
    assert_eq!(table.sheet.as_deref(), Some("收回"));
    assert_eq!(
        texts(table),
        [["标题", "", ""], ["", "", ""], ["1", "", "甲\n乙"], ["", "", ""], ["2025-04-18", "", ""]]
    );
    assert_eq!(table.rows[0].cells[0].merged, Merged::Origin { rows: 1, columns: 3 });
    assert_eq!(table.rows[2].cells[0].merged, Merged::Origin { rows: 2, columns: 1 });
    assert!(table.rows[3].hidden);
    assert_eq!(document.remarks.len(), 3);
}

/// An XLSX with these sheets.
pub fn xlsx(sheets: &[(&str, &str)], others: &[(&str, &str)]) -> Vec<u8> {
    let (mut names, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (number, (name, sheet)) in (1..).zip(sheets) {
        names += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>"#);
        relations +=
            &format!(r#"<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml" Type="x/worksheet"/>"#);
        parts.push((format!("xl/worksheets/sheet{number}.xml"), (*sheet).to_owned()));
    }
    let own = [
        ("_rels/.rels", r#"<Relationships><Relationship Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/workbook.xml", format!(r#"<workbook xmlns:r="r"><sheets>{names}</sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
    ];
    parts.extend(own.map(|(name, text)| (name.to_owned(), text)));
    parts.extend(others.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    crate::common::packed(&parts)
}

/// A picture of one point.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82";
