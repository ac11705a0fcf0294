"""Workbooks through the command: values go out as they came in, and all else of the workbook stays."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lvzhi.__main__ import main
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

DAY = datetime.date(2024, 5, 1)
MOMENT = datetime.datetime(2024, 5, 1, 8, 30)
ROWS: list[list[Any]] = [
    ["工单表", None, None, None, None, None, None],
    ["电话", "数", "日期", "时刻", "急", "身份证", "诉求"],
    [13899990000, 123, DAY, MOMENT, True, "653130199001010012", "老板欠我们工钱不给"],
    [None, 1.5, None, None, False, "00012", None],
    [99836, -3, DAY, MOMENT, None, "=1+1", "低保怎么申请"],
    [1, 2, DAY, MOMENT, None, "", 5],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with blank rows above, a title, three sheets, a formula, styles."""
    made = openpyxl.Workbook()
    first = made.active
    first.title = "说明"
    first.append(["填表说明", None, DAY])
    sheet = made.create_sheet("工单")
    for n, row in enumerate(ROWS, 3):
        for m, value in enumerate(row, 1):
            cell = sheet.cell(n, m, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.merge_cells("A3:G3")
    sheet["A4"].font = Font(bold=True)
    sheet["G4"].font = Font(bold=True)
    sheet.column_dimensions["G"].width = 44
    total = made.create_sheet("合计")
    total["A1"], total["B1"] = "=SUM(工单!B5:B8)", MOMENT
    path = tmp_path / "工单.xlsx"
    made.save(path)
    return path


def call(source: Path, target: Path | None = None, *more: str) -> list[str]:
    return ["classify", str(source), "--column", "诉求", "--sheet", "工单", *(("-o", str(target)) if target else ()), *more]


def test_to_csv(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "归类.csv"
    # A number is no matter: its row is told, with its line in the sheet.
    assert main(call(book, target)) == 1
    assert "第 8 行 (line 8)" in capsys.readouterr().err
    assert main(call(book)) == 1
    for text in (target.read_text("utf-8-sig"), capsys.readouterr().out):
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[4][:8] == [
            "13899990000", "123", "2024-05-01", "2024-05-01 08:30:00", "TRUE", "653130199001010012", "老板欠我们工钱不给", "上级部门收回",
        ]  # fmt: skip
        assert rows[3][10] == "编号" and rows[4][10] == "R009"
        assert rows[5][:8] == ["", "1.5", "", "", "FALSE", "00012", "", ""] and rows[6][:2] == ["99836", "-3"] and rows[6][5] == "=1+1"


@pytest.mark.parametrize("same", [False, True])
def test_the_workbook_stays(same: bool, book: Path, tmp_path: Path) -> None:
    target = book if same else tmp_path / "归类.xlsx"
    before = openpyxl.load_workbook(book)
    assert main(call(book, target)) == 1
    after = openpyxl.load_workbook(target)
    assert after.sheetnames == ["说明", "工单", "合计"]
    for name in after.sheetnames:
        for row in before[name].iter_rows():
            for cell in row:
                now = after[name].cell(cell.row, cell.column)
                if cell.value is None:
                    assert now.value is None
                    continue
                assert (now.value, now.data_type, now.number_format, now.font.b) == (cell.value, cell.data_type, cell.number_format, cell.font.b)
    sheet = after["工单"]
    assert [sheet.cell(4, 8).value, sheet.cell(5, 8).value, sheet.cell(5, 11).value] == ["判断", "上级部门收回", "R009"]
    assert sheet.cell(4, 8).font.b and sheet.cell(6, 8).value is None and sheet.cell(7, 8).value == "基本履职"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A3:G3"] and sheet.column_dimensions["G"].width == 44
    assert after["合计"]["A1"].value == "=SUM(工单!B5:B8)"


def test_sheets_by_name_and_number(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", str(book), "--column", "诉求", "--sheet", "2"]) == 1
    by_number = capsys.readouterr().out
    assert main(call(book)) == 1
    assert capsys.readouterr().out == by_number and "R009" in by_number
    for wrong in ("没有", "0", "4"):
        assert main(["classify", str(book), "--column", "诉求", "--sheet", wrong]) == 2
        assert "说明、工单、合计" in capsys.readouterr().err
    # The first sheet has no such column.
    assert main(["classify", str(book), "--column", "诉求"]) == 2
    assert "填表说明" in capsys.readouterr().err


def test_columns_beyond_the_values_are_kept(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["诉求", "=1+1"])
    made.active.append(["欠薪", "=2+2"])
    made.active["D9"] = "备注"
    path = tmp_path / "a.xlsx"
    made.save(path)
    assert main(["classify", str(path), "--column", "诉求", "-o", str(path)]) in (0, 1)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet["B1"].value, sheet["B2"].value, sheet["D9"].value) == ("=1+1", "=2+2", "备注")
    assert sheet["E1"].value == "判断" and sheet["E2"].value == "上级部门收回"


def test_csv_to_a_new_workbook(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.xlsx"
    source.write_text("统计表\n身份证,诉求\n653130199001010012,欠薪\n\n00012,=1+1低保\n", encoding="utf-8")
    assert main(["classify", str(source), "--column", "诉求", "-o", str(target)]) == 0
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "统计表" and rows[1][:3] == ["身份证", "诉求", "判断"]
    assert rows[2][:3] == ["653130199001010012", "欠薪", "上级部门收回"] and rows[4][:2] == ["00012", "=1+1低保"]
    sheet = openpyxl.load_workbook(target).active
    assert sheet.auto_filter.ref.startswith("A2:") and sheet.freeze_panes == "A3"


def test_other_workbooks_keep_their_values(tmp_path: Path) -> None:
    ods, target = tmp_path / "工单.ods", tmp_path / "归类.xlsx"
    pytest.importorskip("pandas")
    write_ods(ods)
    assert main(["classify", str(ods), "--column", "诉求", "-o", str(target)]) == 0
    made = openpyxl.load_workbook(target)
    assert made.sheetnames == ["工单", "其他"]
    sheet = made["工单"]
    assert [cell.value for cell in sheet[2]][:5] == [13899990000, True, MOMENT, "00012", "欠薪"] and sheet["F2"].value == "上级部门收回"
    assert made["其他"]["A1"].value == 7


def write_ods(path: Path) -> None:
    """A small OpenDocument sheet, as LibreOffice writes it."""
    import zipfile

    def cell(kind: str, value: str, text: str) -> str:
        return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{text}</text:p></table:table-cell>'

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    head = row(*(cell("string", "", name) for name in ("电话", "急", "时刻", "号", "诉求")))
    first = row(
        cell("float", 'office:value="13899990000"', "13899990000"),
        cell("boolean", 'office:boolean-value="true"', "TRUE"),
        cell("date", 'office:date-value="2024-05-01T08:30:00"', "2024-05-01"),
        cell("string", "", "00012"),
        cell("string", "", "欠薪"),
    )
    other = row(cell("float", 'office:value="7"', "7"))
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    tables = f'<table:table table:name="工单">{head}{first}</table:table><table:table table:name="其他">{other}</table:table>'
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')  # fmt: skip
        file.writestr("content.xml", '<?xml version="1.0" encoding="UTF-8"?>' + content)


def test_cells_in_csv_are_as_excel_shows_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = openpyxl.Workbook()
    made.active.append(["诉求", "证件号", "大数", "时长"])
    made.active.append(["欠薪", 653130199901011000, 1e20, datetime.timedelta(hours=30, minutes=5)])
    made.active["D2"].number_format = "[h]:mm:ss"
    made.save(tmp_path / "a.xlsx")
    assert main(["classify", str(tmp_path / "a.xlsx"), "--column", "诉求"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("欠薪,653130199901011000,100000000000000000000,30:05:00,")


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb"])
def test_workbooks_that_are_not_written(ending: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / f"b.{ending}"
    assert main(call(book, target)) == 2
    assert ".xlsx" in capsys.readouterr().err and not target.exists() and not list(tmp_path.glob(".lvzhi*"))


def test_a_number_in_place_of_a_text_is_told_to_a_clerk(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call(book)) == 1
    told = capsys.readouterr()
    assert "单元格不是文字" in told.out and "单元格不是文字" in told.err and "str()" not in told.out + told.err
