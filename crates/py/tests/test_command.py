"""The command: its name on the path, and file names that are no matters."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from lvzhi.__main__ import main

FILES = [
    "工单.xslx", "工单.xlsx", "工单.xlxs", "没有.csv", "没有.cvs", "./工单", "../a/工单", "/nonexist/工单", "~/工单", "C:\\工单", "a/b.dat",
    "诉求 一月.xlsx", "见附件.docx", "工单.JSONL",
]  # fmt: skip
MATTERS = [
    "我家在3.5米路上", "www.xj.gov.cn打不开", "怎么登录www.xjbc.cn", "水/电费太高", "低保", "我的邮箱a@b.csv", "打不开http://a.b/c.xlsx",
    "工单.xslx。", "手机坏了...", "第3.2条", "A.B", "他说好.的",
]  # fmt: skip


@pytest.mark.parametrize("text", FILES)
def test_a_file_that_is_not_there_is_no_matter(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([text], text.split(" ")):
        assert main(["classify", *words]) == 2
        told = capsys.readouterr()
        assert told.out == "" and text in told.err and "没有这个文件" in told.err


@pytest.mark.parametrize("text", MATTERS)
def test_a_matter_is_no_file(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", text]) in (0, 1)
    assert capsys.readouterr().out


@pytest.mark.parametrize("text", FILES + MATTERS)
def test_file_names_are_told_as_the_binary_does(text: str, binary: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = subprocess.run([binary, "classify", text], capture_output=True, check=False)
    assert main(["classify", text]) == told.returncode
    assert capsys.readouterr().out == told.stdout.decode()


def test_a_file_that_is_there_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.docx", "b.jsonl", "低保"):
        (tmp_path / name).write_text("欠薪\n", encoding="utf-8")
    assert main(["classify", "a.docx"]) == 2 and "这是文件" in capsys.readouterr().err
    assert main(["classify", "b.jsonl"]) == 2 and "--jsonl" in capsys.readouterr().err
    # A matter that happens to be the name of a file.
    assert main(["classify", "低保"]) == 0 and "B048" in capsys.readouterr().out
    assert main(["classify", "欠薪" * 200 + "\0"]) in (0, 1, 2)


def test_the_command_is_on_the_path() -> None:
    (script,) = (entry for entry in entry_points(group="console_scripts") if entry.name == "lvzhi")
    assert script.value == "lvzhi.__main__:run"
    name = Path(sys.executable).parent / ("lvzhi.exe" if os.name == "nt" else "lvzhi")
    run = subprocess.run([name, "classify", "--json", "欠薪"], capture_output=True, check=True, env={**os.environ, "LC_ALL": "C"})
    assert '"R009"' in run.stdout.decode()
    assert subprocess.run([name, "show", "C900"], capture_output=True, check=False).returncode == 1
    assert subprocess.run([name, "classify", "没有.csv"], capture_output=True, check=False).returncode == 2
