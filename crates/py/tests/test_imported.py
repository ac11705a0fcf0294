"""Lists from files and frames: `import_list`, `from_frame`, their report, and what can be kept of them."""

from __future__ import annotations

import json
import pickle
import subprocess
from pathlib import Path
from typing import Any

import lvzhi
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ROOT
from lvzhi.__main__ import main

FILES = ROOT / "crates/import/tests/data"
OFFICIAL = FILES / "official.xlsx"
FACTS: dict[str, Any] = {"township": "幸福镇", "county": "安居县", "tier": "基本履职"}
COLUMNS = {"序号": [1, 2], "事项类别": ["民生服务", "民生服务"], "事项名称": ["受理高龄津贴申请", "维修村内路灯"]}


def test_a_workbook_is_a_list_in_one_call() -> None:
    ours = lvzhi.import_list(OFFICIAL)
    tongxi = lvzhi.open(ROOT / "data/tongxi")
    assert [item.name for item in ours.items()] == [item.name for item in tongxi.items()]
    assert [item.takeover for item in ours.items("收回")] != [] and ours.township.name == "桐溪乡"
    answer = ours.classify("低保怎么申请")
    assert answer.best is not None and answer.best.item.catalogue is ours
    # Lists of the same bytes are one, with the report of the first import.
    assert lvzhi.import_list(str(OFFICIAL)) is ours
    assert lvzhi.catalogue().report is None and tongxi.report is None


def test_what_is_told_is_taken() -> None:
    told = lvzhi.import_list(OFFICIAL, county="山阳县", prefecture="青岚市", region="云岭省", edition="2025-04-18")
    township = told.township
    assert (township.county, township.prefecture, township.region, township.edition) == ("山阳县", "青岚市", "云岭省", "2025-04-18")


def test_report(tmp_path: Path) -> None:
    table = tmp_path / "清单.csv"
    table.write_text("序号,事项类别,事项名称\n1,民生服务,受理高龄津贴申请\n3,民生服务,维修村内路灯\n", "utf-8")
    ours = lvzhi.import_list(table, **FACTS)
    report = ours.report
    assert report is not None and report.doubts and "清单.csv" in {doubt.file for doubt in report.doubts} | {"清单.csv"}
    assert {doubt.severity for doubt in report.doubts} <= {"lost", "doubtful", "note"}
    assert len(json.loads(report.to_json())["doubts"]) == len(report.doubts)
    assert "幸福镇" in str(report) and repr(report).startswith("<Report: ")
    report.save(tmp_path / "核对.xlsx")
    again = lvzhi.import_list(tmp_path / "核对.xlsx", **FACTS)
    assert [item.name for item in again.items()] == [item.name for item in ours.items()]
    files = report.to_folder(tmp_path / "我们")
    assert "basic.toml" in files and lvzhi.open(tmp_path / "我们").export() == ours.export()
    assert isinstance(files, tuple) and (files.again, files.conflicts) == (False, ())
    with pytest.raises(lvzhi.FileError):
        report.save(tmp_path / "没有" / "核对.xlsx")
    with pytest.raises(lvzhi.FileError):
        report.to_folder(tmp_path)


def test_what_differs_from_the_folder_is_told(tmp_path: Path) -> None:
    table, folder = tmp_path / "清单.csv", tmp_path / "我们"
    text = "序号,事项类别,事项名称\n1,民生服务,受理高龄津贴申请\n2,民生服务,维修村内路灯\n"
    table.write_text(text, "utf-8")
    first = lvzhi.import_list(table, **FACTS).report
    assert first is not None
    first.to_folder(folder)
    edited = (folder / "basic.toml").read_text("utf-8").replace("维修村内路灯", "维修村里的路灯")
    (folder / "basic.toml").write_text(edited, "utf-8")
    table.write_text(text.replace("维修村内路灯", "维修路灯"), "utf-8")
    second = lvzhi.import_list(table, **FACTS).report
    assert second is not None and "folder" not in json.loads(second.to_json())
    written = second.to_folder(folder)
    assert written.again and [conflict.text for conflict in written.conflicts] == ["维修村里的路灯"]
    assert written.conflicts[0].severity == "doubtful" and "事项名称" in written.conflicts[0].understood
    assert "维修村里的路灯" in (folder / "basic.toml").read_text("utf-8")
    told = json.loads(second.to_json())["folder"]
    assert told["again"] and len(told["conflicts"]) == 1 and "与文件夹不同（1）" in str(second)


def test_an_export_that_was_cut_off_is_told(tmp_path: Path) -> None:
    export = tmp_path / "清单.jsonl"
    lines = lvzhi.catalogue().export().splitlines(keepends=True)
    export.write_text("".join(lines), "utf-8")
    assert lvzhi.open(export).export() == lvzhi.catalogue().export()
    export.write_text("".join(lines[:-1]), "utf-8")
    with pytest.warns(UserWarning, match="可能不完整"):
        lvzhi.open(export)
    report = lvzhi.import_list(export).report
    assert report is not None and report.is_doubtful and "可能不完整" in report.doubts[0].understood


def test_lists_are_kept(tmp_path: Path) -> None:
    for name, ours in (("桐溪", lvzhi.import_list(OFFICIAL)), ("内置", lvzhi.catalogue())):
        path = tmp_path / f"{name}.lvz"
        ours.save(path)
        kept = lvzhi.open(path)
        assert kept.export() == ours.export() and kept.to_bytes() == path.read_bytes() == ours.to_bytes()
        assert kept.classify("路灯坏了").to_json() == ours.classify("路灯坏了").to_json()
    assert pickle.loads(pickle.dumps(lvzhi.import_list(OFFICIAL))) is lvzhi.import_list(OFFICIAL)
    with pytest.raises(lvzhi.FileError):
        lvzhi.catalogue().save(tmp_path / "没有" / "a.lvz")


def test_a_row_that_stands_twice_is_told() -> None:
    columns = {name: [*values, values[-1]] for name, values in COLUMNS.items()}
    ours = lvzhi.Catalogue.from_frame(columns, **FACTS)
    assert [item.name for item in ours.items()] == COLUMNS["事项名称"]
    report = ours.report
    assert report is not None
    told = [doubt for doubt in report.doubts if "not listed again" in doubt.understood]
    assert [(doubt.row, doubt.text) for doubt in told] == [(4, "维修村内路灯")] and "B002" in told[0].understood


def test_messages_name_arguments_and_options(tmp_path: Path) -> None:
    table, compiled = tmp_path / "清单.csv", tmp_path / "编好的.lvz"
    table.write_text("序号,事项类别,事项名称\n1,民生服务,受理高龄津贴申请\n2,民生服务,维修村内路灯\n", "utf-8")
    lvzhi.catalogue().save(compiled)
    for path, argument, option in ((table, "tier=", "--tier"), (compiled, "lvzhi.open(", "lvzhi --list")):
        with pytest.raises(lvzhi.ListError) as wrong:
            lvzhi.import_list(path)
        assert argument in str(wrong.value) and option in str(wrong.value)
    ours = lvzhi.import_list(table, township="幸福镇", tier="基本履职")
    assert any("county=" in doubt.remedy and "--county" in doubt.remedy for doubt in ours.report.doubts)


def test_names_of_files_end_as_what_is_in_them(tmp_path: Path) -> None:
    ours = lvzhi.import_list(OFFICIAL)
    assert ours.report is not None
    for write, ending in ((ours.save, ".lvz"), (ours.report.save, ".xlsx"), (ours.to_excel, ".xlsx")):
        for name in ("清单", "清单.csv", "清单.lvz.xlsx" if ending == ".lvz" else "清单.xls"):
            with pytest.raises(lvzhi.OptionError, match=rf"end the name with \{ending}"):
                write(tmp_path / name)
        write(tmp_path / f"清单{ending.upper()}")
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table, dict, pl.LazyFrame], ids=["pandas", "polars", "pyarrow", "dict", "lazy"])
def test_frames(make: Any) -> None:
    ours = lvzhi.Catalogue.from_frame(make(COLUMNS), **FACTS)
    assert [(item.id, item.name) for item in ours.items()] == [("B001", "受理高龄津贴申请"), ("B002", "维修村内路灯")]
    assert ours.township.name == "幸福镇" and ours.report is not None
    assert lvzhi.Catalogue.from_frame(make(COLUMNS), **FACTS) is ours


def test_a_frame_says_its_tiers_and_has_gaps() -> None:
    frame = pd.DataFrame(
        {
            "清单类别": ["基本履职", "配合履职"], "编号": [1.0, 1.0], "事项类别": ["民生服务", None], "职权名称": ["受理高龄津贴申请", "根治欠薪"],
            "牵头部门": [None, "县人社局"], "主体责任": [float("nan"), "1.受理投诉；\n2.处理线索。"], "镇街配合职责": [pd.NA, "宣传政策。"],
        }
    )  # fmt: skip
    ours = lvzhi.Catalogue.from_frame(frame, township="幸福镇", county="安居县")
    assert [item.id for item in ours.items()] == ["B001", "C001"]
    assert ours.item("C001").upper_duties[0].duties == ("受理投诉；", "处理线索。")


def test_errors_are_typed(tmp_path: Path) -> None:
    # Who opens such a file is told what reads it.
    with pytest.raises(lvzhi.ListError, match="import_list"):
        lvzhi.open(OFFICIAL)
    with pytest.raises(lvzhi.MissingFileError):
        lvzhi.import_list(tmp_path / "没有.xlsx")
    with pytest.raises(lvzhi.OptionError):
        lvzhi.import_list()
    with pytest.raises(lvzhi.OptionError):
        lvzhi.import_list(OFFICIAL, tier="主管")
    with pytest.raises(TypeError, match="DataFrame"):
        lvzhi.Catalogue.from_frame([1, 2])
    with pytest.raises(lvzhi.ListError):
        lvzhi.Catalogue.from_frame({"甲": ["乙"]})
    for name, data in (("空.xlsx", b""), ("坏.xlsx", b"PK\x03\x04broken"), ("信.pdf", b"%PDF-1.7\n"), ("a.txt", "今天天气真好".encode())):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(lvzhi.ListError, match=name):
            lvzhi.import_list(tmp_path / name)


def test_command(tmp_path: Path, binary: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "桐溪"
    assert main(["import", str(OFFICIAL), "-o", str(out), "--marked", str(tmp_path / "核对.xlsx")]) == 0
    assert "200 项" in capsys.readouterr().out and (tmp_path / "核对.xlsx").stat().st_size > 10_000
    again = tmp_path / "b"
    subprocess.run([binary, "import", OFFICIAL, "-o", again], check=True, capture_output=True)
    for name in ("township", "departments", "basic", "cooperative", "reclaimed"):
        assert (out / f"{name}.toml").read_bytes() == (again / f"{name}.toml").read_bytes()
    assert main(["import", str(OFFICIAL), "-o", str(tmp_path / "桐溪.lvz"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"] == 200
    assert lvzhi.open(tmp_path / "桐溪.lvz") is lvzhi.import_list(OFFICIAL)
    assert main(["--list", str(OFFICIAL), "classify", "--json", "低保怎么申请"]) == 0
    assert json.loads(capsys.readouterr().out)["matches"]
    assert main(["import", str(tmp_path / "没有.xlsx")]) == 2 and "没有.xlsx" in capsys.readouterr().err


def test_a_report_goes_to_a_file_and_no_output_over_the_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "清单.xlsx"
    file.write_bytes(OFFICIAL.read_bytes())
    assert main(["import", str(file), "--report", str(tmp_path / "报告.txt")]) == 0
    assert "200 项" in (tmp_path / "报告.txt").read_text("utf-8") and capsys.readouterr().out == ""
    for option in ("--report", "--marked", "-o"):
        assert main(["import", str(file), option, str(tmp_path / "." / "清单.xlsx")]) == 2
        assert "is what is read here" in capsys.readouterr().err
    assert main(["import", str(file), "--report", str(tmp_path / "a"), "--marked", str(tmp_path / "a")]) == 2
    assert "two outputs" in capsys.readouterr().err
    assert file.read_bytes() == OFFICIAL.read_bytes()


def test_a_township_is_chosen_among_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "全县.csv"
    rows = "乡镇,清单类别,序号,事项类别,事项名称\n桐溪乡,基本履职,1,党的建设,落实党建责任\n青石镇,基本履职,1,党的建设,做好党员发展\n"
    table.write_text(rows, "utf-8")
    with pytest.raises(lvzhi.ListError, match="桐溪乡"):
        lvzhi.import_list(table)
    assert [item.name for item in lvzhi.import_list(table, township="青石镇").items()] == ["做好党员发展"]
    assert main(["--list", str(table), "--township", "桐溪乡", "list"]) == 0
    assert "落实党建责任" in capsys.readouterr().out
    assert main(["--list", str(table), "list"]) == 2 and "township" in capsys.readouterr().err


def test_what_a_list_declares_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "清单.csv"
    table.write_text("桐溪乡基本履职事项清单（3项）,,\n序号,事项类别,事项名称\n1,党的建设,落实党建责任\n2,党的建设,做好党员发展\n", "utf-8")
    ours = lvzhi.import_list(table)
    assert ours.township.declared_items("basic") == 3 and len(ours.items("basic")) == 2
    assert main(["check", str(table)]) == 1 and "载明事项 3，实有 2" in capsys.readouterr().out
