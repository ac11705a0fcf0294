//! Documents and pages: what of their structure is kept.

use crate::common::{docx, good, lines, opendocument, remarks, tables, texts};
use lvzhi_import::document::{Block, Merged};
use lvzhi_import::report::Severity;

/// A paragraph with one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell with these properties and paragraphs.
fn tc(properties: &str, paragraphs: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
}

#[test]
fn cells_that_span_columns_and_rows() {
    let rows = [
        format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", tc(r#"<w:gridSpan w:val="3"/>"#, &p("标题"))),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            tc(r#"<w:vMerge w:val="restart"/>"#, &p("甲")),
            tc("", &p("一")),
            tc("", &p("二"))
        ),
        format!(
            "<w:tr>{}{}</w:tr>",
            tc("<w:vMerge/>", "<w:p/>"),
            tc(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, &p("三"))
        ),
        format!(
            "<w:tr>{}{}</w:tr>",
            tc(r#"<w:vMerge w:val="restart"/>"#, &p("乙")),
            tc(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, "<w:p/>")
        ),
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}{}</w:tr>"#, tc("", &p("四")), tc("", &p("五"))),
    ];
    let document = good("a.docx", docx(&format!("<w:tbl>{}</w:tbl>", rows.concat()), &[]));
    let table = tables(&document)[0];
    assert_eq!(texts(table), [["标题", "", ""], ["甲", "一", "二"], ["", "三", ""], ["乙", "", ""], ["", "四", "五"]]);
    let merged = |row: usize, column: usize| table.rows[row].cells[column].merged;
    assert_eq!(merged(0, 0), Merged::Origin { rows: 1, columns: 3 });
    assert_eq!(merged(1, 0), Merged::Origin { rows: 2, columns: 1 });
    assert_eq!(merged(2, 0), Merged::Covered { row: 2, column: 1 });
    assert_eq!(merged(2, 1), Merged::Origin { rows: 2, columns: 2 });
    assert_eq!(merged(3, 2), Merged::Covered { row: 3, column: 2 });
    assert_eq!(merged(3, 0), Merged::No);
    assert!(table.rows[0].heading && !table.rows[1].heading);
}

#[test]
fn tracked_changes_breaks_and_fields() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">甲 </w:t><w:tab/><w:t>乙&amp;&#x4E19;</w:t><w:br/><w:t>丁</w:t><w:br w:type="page"/></w:r>
        <w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>
        <w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>
        <w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>留</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let document = good("a.docx", docx(body, &[]));
    assert_eq!(lines(&document), ["甲 \t乙&丙\n丁加链", "框", "外", "控件"]);
    assert_eq!(texts(tables(&document)[0]), [["留"]]);
    assert_eq!(document.remarks, []);
}

#[test]
fn numbers_that_word_counts() {
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"#;
    let styles = r#"<w:styles><w:style w:styleId="章"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let counted = |list: u32, level: u32, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let row = |number: String, name: &str| format!("<w:tr>{}{}</w:tr>", tc("", &number), tc("", &p(name)));
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="章"/></w:pPr><w:r><w:t>基本履职</w:t></w:r></w:p>"#.to_owned(),
        counted(2, 1, "党建"),
        counted(2, 1, "法治"),
        r#"<w:p><w:pPr><w:pStyle w:val="章"/></w:pPr><w:r><w:t>配合履职</w:t></w:r></w:p>"#.to_owned(),
        counted(2, 1, "民生"),
        counted(3, 0, "点"),
        counted(0, 0, "无"),
        format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row(counted(1, 0, ""), "甲"),
            row(counted(1, 0, ""), "乙"),
            row(counted(4, 0, ""), "丙")
        ),
    ];
    let document =
        good("a.docx", docx(&body.concat(), &[("word/numbering.xml", numbering), ("word/styles.xml", styles)]));
    assert_eq!(lines(&document), ["一、基本履职", "一.1.党建", "一.2.法治", "二、配合履职", "二.1.民生", "点", "无"]);
    assert_eq!(texts(tables(&document)[0]), [["1", "甲"], ["2", "乙"], ["7", "丙"]]);
}

#[test]
fn what_is_not_read_is_told() {
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        tc("", &p("内一")),
        tc("", &p("内二")),
        tc("", &p("内三"))
    );
    let body = [
        r#"<w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"#.to_owned(),
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &p("外")), tc("", &(p("前") + &inner + &p("后")))),
    ];
    let document = good("a.docx", docx(&body.concat(), &[]));
    assert_eq!(lines(&document), ["注", "藏"]);
    assert_eq!(texts(tables(&document)[0]), [["外", "前\n内一\t内二\n内三\n后"]]);
    let told = remarks(&document);
    assert_eq!(told[0], ("第 1 行".to_owned(), "注", "a footnote or endnote stands here, whose text is not read"));
    assert_eq!(told[1].2, "a picture stands here; text in it is not read");
    assert_eq!(told[2].2, "hidden text stands here; it is read as other text");
    assert_eq!(told[3].0, "表1!B1");
    assert_eq!(document.remarks[0].severity, Severity::Lost);
}

#[test]
fn an_odt() {
    let body = r#"<office:text><text:tracked-changes><text:p>删</text:p></text:tracked-changes><text:h>一、基本履职</text:h><text:p>说明<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p></text:note-body></text:note></text:p>
        <table:table table:name="Table1"><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙<text:line-break/>丙</text:p></table:table-cell></table:table-row>
        <table:table-row><table:covered-table-cell/><table:table-cell><text:p>丁</text:p></table:table-cell></table:table-row></table:table></office:text>"#;
    let document = good("a.odt", opendocument("", body));
    assert_eq!(lines(&document), ["一、基本履职", "说明"]);
    let table = tables(&document)[0];
    assert_eq!(texts(table), [["甲", "乙\n丙"], ["", "丁"]]);
    assert_eq!((table.sheet.as_deref(), table.rows[0].cells[0].place.sheet.as_str()), (None, "表1"));
    assert_eq!(table.rows[0].cells[0].merged, Merged::Origin { rows: 2, columns: 1 });
    assert_eq!(document.remarks.len(), 1);
}

#[test]
fn a_page_that_is_called_xls() {
    let page = "<html><head><title>不读</title><style>td{}</style><script>if (1<2) { '<table>' }</script></head><body><h1>桐溪乡&nbsp;清单</h1><p>说明<b>一</b></p>
        <table><thead><tr><th rowspan=2>序号<th colspan='2'>事项</thead>
        <tr><td>类别<td>名 称
        <tr style='display: none'><td>1</td><td rowspan=0>党建</td><td>甲<br>乙<p>丙</p></td></tr>
        <tr><td>2</td><td>丁<table><tr><td>内<td>外</table></td></tr></table><div>尾</div>";
    let document = good("导出.xls", page);
    assert_eq!(lines(&document), ["桐溪乡\u{A0}清单", "说明一", "尾"]);
    let table = tables(&document)[0];
    assert_eq!(
        texts(table),
        [["序号", "事项", ""], ["", "类别", "名 称"], ["1", "党建", "甲\n乙\n丙"], ["2", "", "丁\n内\t外"]]
    );
    assert_eq!(table.rows[0].cells[0].merged, Merged::Origin { rows: 2, columns: 1 });
    assert_eq!(table.rows[0].cells[1].merged, Merged::Origin { rows: 1, columns: 2 });
    assert_eq!(table.rows[2].cells[1].merged, Merged::Origin { rows: 2, columns: 1 });
    assert!(table.rows[0].heading && !table.rows[1].heading && table.rows[2].hidden);
    assert!(matches!(document.blocks[2], Block::Table(_)));
}

#[test]
fn a_page_in_gb18030() {
    let page = "<meta charset=gb2312><table><tr><td>序号</td><td>事项名称</td></tr><tr><td>1</td><td>防汛抗旱</td></tr></table>";
    let document = good("页.htm", encoding_rs::GB18030.encode(page).0.into_owned());
    assert_eq!(texts(tables(&document)[0]), [["序号", "事项名称"], ["1", "防汛抗旱"]]);
}
