"""Outputs: the target is there whole or as it was."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import lvzhi
import pytest
from lvzhi.__main__ import main

ENDINGS = ["csv", "tsv", "xlsx", "parquet"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "工单.csv"
    path.write_text("编码,诉求\n1,欠薪\n2,低保怎么申请\n", encoding="utf-8")
    return path


def call(source: Path, target: Path | str) -> list[str]:
    return ["classify", str(source), "--column", "诉求", "-o", str(target)]


@pytest.mark.parametrize("end", ENDINGS)
@pytest.mark.parametrize("fault", ["row", "end", "interrupt", "exit"])
def test_errors_leave_the_target(end: str, fault: str, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lvzhi import _files

    target = source.with_name(f"归类.{end}")
    target.write_bytes(b"what was there")
    raised: dict[str, Any] = {"end": OSError(28, "No space left on device"), "interrupt": KeyboardInterrupt(), "exit": SystemExit(143)}
    if fault == "row":
        # The fault is in the last batch: most is written by then.
        source.write_text("编码,诉求\n" + "1,欠薪\n" * 20_000 + '2,"低保\n', encoding="utf-8")
        assert main(call(source, target)) == 2
    else:
        made = _files._output

        def failing(*args: Any) -> Any:
            output = made(*args)

            def end() -> None:
                raise raised[fault]

            output.end = end  # type: ignore[method-assign]
            return output

        monkeypatch.setattr(_files, "_output", failing)
        if fault == "end":
            assert main(call(source, target)) == 2
        else:
            with pytest.raises(type(raised[fault])):
                main(call(source, target))
    assert target.read_bytes() == b"what was there"
    assert sorted(path.name for path in source.parent.iterdir()) == sorted([source.name, target.name])


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_leaves_the_input(number: str, tmp_path: Path) -> None:
    path = tmp_path / "工单.csv"
    path.write_text("编码,诉求\n" + "1,欠薪\n" * 400_000, encoding="utf-8")
    before = path.read_bytes()
    # Whoever runs the tests may ignore signals, as nohup does, and what is ignored stays so.
    heard = lambda: [signal.signal(each, signal.SIG_DFL) for each in (signal.SIGTERM, signal.SIGHUP)]  # noqa: E731
    command = [sys.executable, "-m", "lvzhi", *call(path, path)]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heard)
    deadline = time.monotonic() + 60
    while not any(part.stat().st_size for part in tmp_path.glob(".lvzhi-*")):
        assert run.poll() is None and time.monotonic() < deadline
        time.sleep(0.005)
    run.send_signal(getattr(signal, number))
    _, error = run.communicate()
    assert run.returncode == 128 + getattr(signal, number) and b"Traceback" not in error
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("end", ENDINGS)
def test_targets_that_cannot_be_written(end: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, locked = source.parent / f"folder.{end}", source.parent / f"locked.{end}"
    folder.mkdir()
    locked.write_bytes(b"locked")
    locked.chmod(0o444)
    for target in (f"/nonexist/x.{end}", folder, locked):
        assert main(call(source, target)) == 2
        assert f"{target}：无法写入 (cannot be written)" in capsys.readouterr().err
    assert locked.read_bytes() == b"locked"
    assert not list(source.parent.glob(".lvzhi-*"))


def test_reports_that_cannot_be_written(tmp_path: Path) -> None:
    locked, folder = tmp_path / "报告.xlsx", tmp_path / "文件夹.xlsx"
    locked.write_bytes(b"locked")
    folder.mkdir()
    locked.chmod(0o444)
    for path in ("/nonexist/x.xlsx", locked, folder):
        with pytest.raises(lvzhi.FileError, match="cannot be written") as caught:
            lvzhi.to_excel(path)
        assert isinstance(caught.value, OSError)
    assert locked.read_bytes() == b"locked" and sorted(tmp_path.iterdir()) == sorted([locked, folder])


def test_a_report_in_memory() -> None:
    file = io.BytesIO()
    lvzhi.to_excel(file)
    assert file.getvalue().startswith(b"PK") and not file.closed


@pytest.mark.parametrize("end", ENDINGS)
def test_the_input_may_be_the_output(end: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = source.with_name(f"工单2.{end}")
    assert main(call(source, path)) == 0
    path.chmod(0o640)
    call_again = ["classify", str(path), "--column", "诉求", "-o", str(path), "--prefix", "再次"]
    assert main(call_again) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    capsys.readouterr()
    assert main(["classify", str(path), "--column", "诉求", "--prefix", "三"]) == 0
    head = capsys.readouterr().out.splitlines()[0].split(",")
    assert head[:3] == ["编码", "诉求", "判断"] and "再次判断" in head and "三判断" in head


def test_links_and_devices_stay(source: Path) -> None:
    real, link = source.with_name("真.csv"), source.with_name("链接.csv")
    real.write_text("", encoding="utf-8")
    link.symlink_to(real)
    assert main(call(source, link)) == 0
    assert link.is_symlink() and "判断" in real.read_text("utf-8-sig")


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
def test_a_named_pipe_is_written_to(source: Path) -> None:
    pipe = source.with_name("管道.csv")
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert main(call(source, pipe)) == 0
        told = reader.communicate()[0]
    assert "判断" in told.decode("utf-8-sig") and stat.S_ISFIFO(pipe.stat().st_mode)
