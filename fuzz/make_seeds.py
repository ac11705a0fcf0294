#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets from the built-in list, the words of matters and a few strange texts: python3 fuzz/make_seeds.py

Nothing is taken from data/eval. seeds/compiler is written by hand: a list of six items in one file. The files that open_list and
open_matters break are compiled as they start; their seeds are changes. Needs Python 3.11 or newer.
"""

import pathlib
import shutil
import struct
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent
LIST = ROOT.parent / "data" / "xiamale"
SEEDS = ROOT / "seeds"

STRANGE = {
    "empty": "",
    "spaces": " \u3000\t\u200b\ufeff",
    "wide": "ＫＴＶ　太吵 ①② Ｗｉ-ｆｉ",
    "traditional": "農村公路壞了，自來水停了三天",
    "beyond": "😀\u200b\ufeff低保\U00020000\U0010ffff",
    "repeated": "水" * 300,
    "private": "\ue5e5\ue7c7\ufe10村\u20ac",
}


def items(name):
    return tomllib.loads((LIST / name).read_text(encoding="utf-8"))["item"]


def phrases(step):
    files = sorted((ROOT.parent / "data" / "matters" / "words").glob("*.tsv"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line.split("\t")[1] for line in lines[::step]]


def write(target, name, data):
    (SEEDS / target).mkdir(parents=True, exist_ok=True)
    (SEEDS / target / name).write_bytes(data)


def capi(function, text=b"", text_how=0, outputs=0, encoding=1, to=2, capacity=64, size=12, numbers=(0, 0, 0, 0)):
    """The head that fuzz_targets/capi.rs reads, and the text."""
    return struct.pack("<6BH4h", function, text_how, outputs, encoding, to, capacity, size, *numbers) + text


def imported():
    """Small files of each kind; the first byte is what fuzz_targets/import_read.rs does with the rest."""
    csv = '序号,事项类别,事项名称\r\n1,党的建设,"甲,\n乙"\r\n\r\n2,,丙\r\n'
    markdown = "# 清单\n\n| 序号 | 名称 |\n|---|---|\n| 1 | 甲<br>乙 |\n\n序号\t名称\n1\t甲\n\n序号  类别  名称\n1     党建  甲\n"
    drawn = "┌──┬──┐\n│序│名│\n├──┼──┤\n│1 │甲│\n│  │乙│\n├──┼──┤\n│2 │丙│\n└──┴──┘\n"
    page = "<thead><tr><th rowspan=2>序号<th colspan=2>名称</thead><tr><td>甲<br>乙<td style='display:none'><table><tr><td>丙</table></table><p>尾"
    sheet = """==== xl/worksheets/sheet1.xml
<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45765</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>甲</t></is></c><c t="e"><v>#REF!</v></c><c><f t="shared" si="0" ref="C3:C4">A1</f></c></row></sheetData>
<mergeCells><mergeCell ref="A1:A2"/></mergeCells><drawing/></worksheet>==== xl/sharedStrings.xml
<sst uniqueCount="1"><si><r><t>序</t></r><rPh><t>xu</t></rPh><r><t>号</t></r></si></sst>==== xl/styles.xml
<styleSheet><fonts><font><name val="a"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>==== xl/media/a.png
"""
    document = """==== word/document.xml
<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>标题&amp;</w:t><w:tab/><w:br/></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:ins><w:r><w:t>乙</w:t></w:r></w:ins></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:del><w:r><w:delText>丁</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl></w:body></w:document>==== word/numbering.xml
<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
    opened = """==== content.xml
<o><style:style style:name="a"><style:table-properties table:display="false"/></style:style><office:spreadsheet><table:table table:name="表" table:style-name="a"><table:table-column table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>甲<text:s text:c="3"/>乙</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="3" table:formula="of:=1"/></table:table-row></table:table></office:spreadsheet></o>"""
    xml = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table><Column ss:Hidden="1"/><Row ss:Index="2"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell ss:Index="4" ss:Formula="=1"/></Row></Table></Worksheet></Workbook>"""
    workbook = (ROOT.parent / "crates/import/tests/data/small.xls").read_bytes()
    tiers = (
        "山阳县桐溪乡履行职责事项清单\n\n一、基本履职事项（2项）\n\n|序号|类别|事项名称|\n|---|---|---|\n|1|党的建设|办好党校|\n|2||做好养老服务|\n\n二、配合履职事项\n\n"
        "|序号|类别|事项名称|对应上级部门|上级部门职责|乡镇配合职责|\n|---|---|---|---|---|---|\n"
        "|1|民生|救灾|县民政局、县应急局|县民政局：<br>1.甲；<br>2.乙。<br>县应急局：丙。|（1）丁。（2）戊。|\n||||||己。|\n\n三、上级部门收回事项\n\n"
        "|序号|类别|事项名称|承接部门及工作方式|\n|---|---|---|---|\n|1|民生|评选|承接部门：县民政局<br>工作方式：不再开展。|\n"
    )
    county = "序号,清单类别,事项类别,事项名称,桐溪乡,石桥镇\n1,基本履职,党的建设,办好党校,√,\n2,收回,民生,评选,√,√\n"
    cards = "基本履职事项\n序号：1\n事项类别：民生\n事项名称：救灾\n\n配合履职事项\n序号：1\n事项名称：防汛\n对应上级部门：县水利局\n上级部门职责：\n1.甲。\n2.乙。\n乡镇配合职责：丙。\n"
    numbered = "桐溪乡配合履职事项清单\n（一）民生（1项）\n1.救灾\n对应上级部门：县民政局\n上级部门职责：（1）甲；（2）乙。\n乡镇配合职责：丙。\n2.防汛\n"
    seeds = {
        ("tiers", 2): tiers.encode(),
        ("county", 9): county.encode(),
        ("cards", 0): cards.encode(),
        ("numbered", 8): numbered.encode(),
        ("csv", 1): csv.encode(),
        ("gb18030", 0): csv.encode("gb18030"),
        ("utf_16", 1): csv.encode("utf-16"),
        ("markdown", 2): markdown.encode(),
        ("drawn", 0): drawn.encode(),
        ("page", 3): page.encode(),
        ("xlsx", 4): sheet.encode(),
        ("docx", 5): document.encode(),
        ("ods", 6): opened.encode(),
        ("xml", 0): xml.encode(),
        ("xls", 0): workbook,
        # The stream of the workbook begins behind the head of its container.
        ("biff", 7): workbook[512:],
        ("export", 0): b'{"type":"township","name":"x"}\n',
    }
    return seeds


def main():
    for target in ["classify", "lookup", "encodings", "capi", "linear", "import_read", "open_list", "open_matters"]:
        shutil.rmtree(SEEDS / target, ignore_errors=True)
    names = [items(f"{tier}.toml")[n]["name"] for tier in ["basic", "cooperative", "reclaimed"] for n in (0, 20)]
    own = phrases(3000)
    # A long text, which meets more terms than the small table of the index holds.
    long = "。".join(phrases(300))[:900]

    texts = {f"phrase{n}": text for n, text in enumerate(own)}
    for n, (name, text) in enumerate((texts | {"long": long} | STRANGE).items()):
        write("classify", name, bytes([n * 41 % 256]) + text.encode())
    departments = tomllib.loads((LIST / "departments.toml").read_text(encoding="utf-8"))["department"]
    keys = names + [departments[0]["name"], departments[5]["short"], departments[9]["aliases"][0], "县 人社局"]
    keys += ["Ｃ 051", "b140", "R9999", "C①②", "收回", "cooperative"]
    for n, key in enumerate(keys):
        write("lookup", f"key{n}", key.encode())
    for n, code in enumerate(["utf-8", "gb18030", "utf-16-le"]):
        strange = {name: STRANGE[name] for name in ["spaces", "beyond", "private"]}
        for name, text in {"phrase": own[0], "id": "C051", "name": names[1], "department": keys[7], **strange}.items():
            # Encoding, conversion into the next one, room for 40 bytes.
            how = n + (n + 1) % 3 * 3
            write("encodings", f"{code}_{name}", bytes([how, 40]) + text.encode(code, "replace"))
        write("encodings", f"{code}_cut", bytes([n, 9]) + names[0].encode(code)[:-1])
    cooperative, reclaimed, all_of_tier = (160, 1, 0, 0), (260, 0, 0, 0), (3, 1, -1000, -1000)
    for function in range(45):
        text = {27: "C051", 28: names[0], 14: keys[6], 33: "收回"}.get(function, own[1])
        numbers = dict.fromkeys((20, 21, 24, 39, 40), cooperative) | dict.fromkeys((25, 41), reclaimed) | {30: all_of_tier}
        numbers = numbers.get(function, (1, 1, 1, 0))
        write("capi", f"f{function:02}", capi(function, text.encode(), numbers=numbers))
    for name, text in {"phrase": own[2], "wide": STRANGE["wide"], "name": names[3]}.items():
        write("linear", name, text.encode())
    for (name, how), text in imported().items():
        write("import_read", name, bytes([how]) + text)
    for target in ["open_list", "open_matters"]:
        # A changed byte in the table, in the first rows, in the middle, near the end; a cut; a file of nothing but a header.
        for n, place in enumerate([24, 30, 33, 300, 302, 2_000, 5_000, 9_999]):
            write(target, f"change{n}", struct.pack("<BHB", 0, place, 255) + struct.pack("<HB", place + 1, 0))
        write(target, "cut", struct.pack("<BHB", 8, 4_000, 1))
        write(target, "header", bytes([1]) + bytes(24))
    print(sum(1 for seed in SEEDS.rglob("*") if seed.is_file()), "seeds")


if __name__ == "__main__":
    main()
