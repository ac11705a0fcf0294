"""Charts, Excel, accessors, the command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import lvzhi
import lvzhi.accessors  # noqa: F401: registers the accessors
import pandas as pd
import polars as pl
import pytest
from lvzhi.__main__ import main
from lvzhi._words import percent

COLUMN = ["老板欠我们工钱不给", "村口那棵几百年的老榆树有人要砍", None, "今天天气怎么样", "低保怎么申请"]


def test_excel(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    path = tmp_path / "报告.xlsx"
    texts = [*COLUMN[:4], "=1+1\x07 低保"]
    lvzhi.to_excel(path, lvzhi.classify_many(texts, top=2), pd.Series(texts))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["归类结果", "部门负荷", "基本履职", "配合履职", "上级部门收回"]
    results = book.get_sheet_by_name("归类结果").to_python()
    assert results[0][:5] == ["行号", "诉求", "判断", "把握", "负责单位"] and results[5][1] == "=1+1 低保" and results[3][2] == ""
    assert [len(book.get_sheet_by_name(tier.label).to_python()) for tier in lvzhi.Tier] == [141, 109, 45]
    # The columns are those of the document itself.
    source = (Path(__file__).resolve().parents[3] / "data" / "xiamale" / "source.txt").read_text("utf-8")
    for tier in lvzhi.Tier:
        head = "\t".join(book.get_sheet_by_name(tier.label).to_python()[0])
        assert head.replace("（", "(").replace("）", ")") + "\n" in source
    reclaimed = book.get_sheet_by_name("上级部门收回").to_python()[9]
    assert reclaimed[3].startswith("承接部门：巴楚县人力资源和社会保障局\n工作方式：") and reclaimed[2] == lvzhi.item("R009").name
    cooperative = book.get_sheet_by_name("配合履职").to_python()[51]
    item = lvzhi.item("C051")
    assert cooperative[:3] == [51, item.category, item.name] and cooperative[3].split("\n")[0] == item.lead.name
    for wrong in (lambda: lvzhi.to_excel(path, lvzhi.classify_many(COLUMN), ["一"]), lambda: lvzhi.to_excel(path, texts=["一"])):
        with pytest.raises(lvzhi.OptionError):
            wrong()


def test_accessors() -> None:
    frame = pd.DataFrame({"诉求": COLUMN}, index=[9, 8, 7, 6, 5])
    out = frame["诉求"].lvzhi.classify(top=2)
    assert list(out.index) == [9, 8, 7, 6, 5] and out["id"][9] == "R009" and pd.isna(out["id"][7])
    tickets = pl.DataFrame({"诉求": COLUMN})
    by_series = tickets["诉求"].lvzhi.classify()
    query = pl.col("诉求").lvzhi.classify().alias("归类")
    for made in (tickets.with_columns(query), tickets.lazy().with_columns(query).collect()):
        assert made.unnest("归类").drop("诉求").equals(by_series)


def test_plots(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager, pyplot

    table = lvzhi.classify_many(COLUMN)
    try:
        lvzhi.plot.font()
    except lvzhi.plot.FontError as error:
        assert "fonts-noto-cjk" in str(error)
        monkeypatch.setattr("lvzhi.plot._FONTS", ("DejaVu Sans",))
    for axes in (lvzhi.plot.categories(), lvzhi.plot.departments(), lvzhi.plot.departments(table), lvzhi.plot.confidence(table)):
        assert axes.get_title()
        pyplot.close(axes.figure)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    if lvzhi.plot._FONTS != ("DejaVu Sans",):
        # A font that was installed since is found.
        assert lvzhi.plot.font() and font_manager.fontManager.ttflist
        monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    with pytest.raises(lvzhi.plot.FontError):
        lvzhi.plot.categories()


CALLS = [
    *(["classify", text] for text in [*COLUMN, "棉花补贴没到账", "☃", "地震了怎么办", "树"] if text),
    ["classify", "--json", "--top", "5", "低保", "怎么申请"],
    ["classify", "--top", "1", "欠薪"],
    *(["show", item] for item in ("C051", "c5", "R009", "R012", "B091", "C007", "做好国土调查工作", "C900", "没有的事项")),
    ["show", "--json", "C051"],
    ["list", "--tier", "收回"],
    ["list", "--department", "人社局"],
    ["list", "--category", "民生服务", "--json"],
    ["list", "--tier", "基本", "--department", "人社局"],
    ["departments"],
    ["departments", "--json"],
    ["departments", "教育局"],
    ["departments", "教育局", "--json"],
    ["departments", "教育厅"],
    ["export"],
    ["check"],
]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_command_is_the_binarys(call: list[str], binary: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = subprocess.run([binary, *call], capture_output=True, check=False)
    code = main(call)
    out = capsys.readouterr()
    assert out.out == told.stdout.decode() and code == told.returncode
    assert bool(out.err) == bool(told.stderr)


def test_pages_of_all_items_and_departments_are_the_binarys(binary: str, capsys: pytest.CaptureFixture[str]) -> None:
    calls = [["show", item.id] for item in lvzhi.items()]
    calls += [["departments", department.name] for department in lvzhi.departments()]
    for call in calls:
        assert main(call) == 0
        assert capsys.readouterr().out == subprocess.run([binary, *call], capture_output=True, check=True).stdout.decode()


def test_shares_are_rounded_by_their_four_decimals() -> None:
    assert [percent(parts / 10_000) for parts in range(10_001)] == [f"{(parts + 50) // 100}%" for parts in range(10_001)]


def test_pages_of_answers_are_the_binarys(binary: str, queries: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = set()
    for text in queries:
        if "\0" in text or text.startswith("-"):
            continue
        code = main(["classify", text])
        told = subprocess.run([binary, "classify", text], capture_output=True, check=False)
        assert (capsys.readouterr().out, code) == (told.stdout.decode(), told.returncode), text
        verdicts.add(lvzhi.classify(text).verdict)
    assert verdicts == set(lvzhi.Verdict)


def in_terminal(call: list[str], columns: int, **variables: str) -> str:
    """What a command shows in a terminal of so many columns."""
    import fcntl
    import pty
    import select
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    says = ("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI")  # of colours
    env = {key: value for key, value in os.environ.items() if key not in says}
    env |= {"TERM": "xterm-256color"} | variables
    with subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as run:
        shown = b""
        # Our own end stays open until all is read: what a terminal still holds may be lost when its last user leaves.
        while run.poll() is None or select.select([ours], [], [], 0.05)[0]:
            if select.select([ours], [], [], 0.05)[0]:
                shown += os.read(ours, 65_536)
    os.close(theirs)
    os.close(ours)
    assert run.returncode == 0, shown.decode()
    return shown.decode()


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
@pytest.mark.parametrize("columns", [20, 60, 200])
@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "CI": "1"}, True),  # such machines show colours whatever their TERM
        ({"CLICOLOR": "0"}, False),
        ({"CLICOLOR": "0", "CI": "1"}, False),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True),
    ],
    ids=str,
)
def test_terminals_are_the_binarys(columns: int, variables: dict[str, str], coloured: bool, binary: str) -> None:
    for call in (["classify", "老板欠我们工钱不给"], ["show", "C007"], ["departments"], ["departments", "教育局"]):
        told = in_terminal([binary, *call], columns, **variables)
        assert in_terminal([sys.executable, "-m", "lvzhi", *call], columns, **variables) == told
        assert ("\x1b[" in told) == coloured


def test_command_reads_lines(tmp_path: Path, binary: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"id":"甲","q":"欠薪"}\n\n{"id":2,"q":" "}\n{"id":[1,{"a":null}],"q":"低保"}\n', encoding="utf-8")
    call = ["classify", "--jsonl", "--top", "2", str(path)]
    assert main(call) == 1
    assert capsys.readouterr().out == subprocess.run([binary, *call], capture_output=True, check=False).stdout.decode()
    path.write_text("[]\n", encoding="utf-8")
    assert main(call) == 1 and "第 1 行" in capsys.readouterr().err
    # A wrong line has an error in its place, with its id where it has one, and the others their answers.
    path.write_text('{"id":1,"q":"低保"}\n{"id":2}\nx\n{"id":4,"q":"低保"}\n', encoding="utf-8")
    assert main(call) == 1
    mine = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = subprocess.run([binary, *call], capture_output=True, check=False).stdout.decode()
    theirs = [json.loads(line) for line in told.splitlines()]
    assert [line["id"] for line in mine] == [line["id"] for line in theirs] == [1, 2, None, 4]
    assert [set(line) for line in mine] == [set(line) for line in theirs] and mine[0] == theirs[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_command_reads_tables(encoding: str, end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "工单.csv", tmp_path / f"归类.{end}"
    text = "编码,诉求\n1,老板欠我们工钱不给\n2,\n3,\"低保,怎么申请\n谢谢\"\n"
    source.write_bytes(text.encode(encoding))
    assert main(["classify", str(source), "--column", "诉求", "-o", str(target)]) == 0
    capsys.readouterr()
    if end == "csv":
        assert target.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    else:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
        assert main(["classify", str(target), "--column", "诉求"]) == 0
        assert capsys.readouterr().out.startswith("编码,诉求,判断")
    assert rows[0][:6] == ["编码", "诉求", "判断", "把握", "负责单位", "编号"]
    assert rows[1][4:6] == ["巴楚县人力资源和社会保障局", "R009"] and rows[2][4:6] == ["", ""] and "\n" in rows[3][1]


def test_command_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "工单.csv"
    source.write_text("编码,诉求\n1,欠薪\n", encoding="utf-8")
    for call, code, word in (
        (["classify"], 2, "说"),
        (["classify", str(source), "--column", "内容"], 2, "诉求"),
        (["classify", str(source), "--column", "诉求", "-o", str(tmp_path / "x.docx")], 2, ".csv"),
        (["classify", "--column", "诉求", "a", "b"], 2, "--column"),
        (["classify", str(tmp_path / "没有.csv"), "--column", "诉求"], 2, "无法读取"),
        (["classify", " "], 2, "查询为空"),
        (["list", "--tier", "甲"], 2, "基本履职"),
        (["check", str(tmp_path / "没有")], 2, "没有这个文件"),
    ):
        assert main(call) == code, call
        error = capsys.readouterr().err
        assert word in error or "say what the matter is" in error
    source.write_text("编码,诉求\n1,欠薪\n2,3\n", encoding="utf-8")
    assert main(["classify", str(source), "--column", "诉求"]) == 0


def test_broken_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data, code, words in (
        ("a.xlsx", b"junk", 2, "另存为"),
        ("b.xls", b"\xd0\xcf\x11\xe0", 2, "另存为"),
        ("c.csv", b"", 2, "空表"),
        ("d.csv", b"\xff\xff\xff", 2, "GB18030"),
        ("e.csv", ("诉求\n低保\n" + "字" * 1_700_000 + "\n低保\n").encode(), 1, "第 3 行 (line 3): 查询过长"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert main(["classify", str(path), "--column", "诉求", "-o", str(tmp_path / "out.csv")]) == code
        error = capsys.readouterr().err
        assert words in error and (code == 1 or name in error)
    answered = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[4] for line in answered] == ["编号", "B048", "", "B048"]
    assert main(["classify", str(tmp_path), "--column", "诉求"]) == 2


def test_module_runs() -> None:
    run = subprocess.run([sys.executable, "-m", "lvzhi", "classify", "--json", "欠薪"], capture_output=True, check=True)
    assert run.stdout.decode().strip() == lvzhi.classify("欠薪").to_json()
