"""Tables as text and Parquet: headings, lines, encodings, quotes, options."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lvzhi.__main__ import main


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def written(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def answered(call: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> list[list[str]]:
    assert main(["classify", *call]) == code, capsys.readouterr().err
    return rows_of(capsys.readouterr().out)


def refused(call: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["classify", *call]) == 2
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return told.err


def test_lines_are_those_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "字" * 30_000
    name = written(tmp_path / "a.csv", f'\n\n统计表\n编码,诉求\n1,"低保\n怎么申请"\n\n2,{long}\n3,欠薪\n4,{long}\n')
    assert main(["classify", name, "--column", "诉求"]) == 1
    told = capsys.readouterr()
    assert "第 8 行 (line 8)" in told.err and "第 10 行 (line 10)" in told.err and "line 7" not in told.err
    # What stood above the headings, and blank lines, stay as they were.
    assert [row[:2] for row in rows_of(told.out)] == [[], [], ["统计表"], ["编码", "诉求"], ["1", "低保\n怎么申请"], [], ["2", long], ["3", "欠薪"], ["4", long]]  # fmt: skip


def test_lines_within_cells_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", '编码,诉求\r\n1,"一\n二\r\n三\r四"\r\n2,欠薪\r\n3,"低保\n')
    assert "第 7 行" in refused([name, "--column", "诉求"], capsys)


def test_lines_beyond_the_first_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "诉求\n" + "欠薪\n" * 30_000 + "字" * 30_000 + "\n欠薪\n")
    assert main(["classify", name, "-o", str(tmp_path / "b.csv")]) == 1
    told = capsys.readouterr().err
    assert "第 30002 行 (line 30002)" in told and "30002 行 →" in told
    assert len((tmp_path / "b.csv").read_text("utf-8-sig").splitlines()) == 30_003


def test_many_errors_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "诉求\n" + ("字" * 22_000 + "\n") * 300)
    assert main(["classify", name, "-o", str(tmp_path / "b.csv")]) == 1
    assert "另有 280 行 (and 280 more)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('编码,诉求\n1,欠薪\n2,"低保怎么申请\n3,欠薪\n', 3),
        ('编码,诉求\n1,"低保怎么申请\n2,"欠薪"\n3,"欠薪"\n', 2),
        ('编码,诉求\n1,他说"好"\n2,"他说"好",欠薪"\n', 3),
        ("编码,诉求\n" + "1,欠薪\n" * 20_000 + '2,"低保\n' + "1,欠薪\n" * 20_000, 20_002),
    ],
    ids=["to the end", "to the next", "not doubled", "far down"],
)
def test_a_quote_that_does_not_close(text: str, line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused([written(tmp_path / "a.csv", text), "--column", "诉求", "-o", str(tmp_path / "b.csv")], capsys)
    assert f"第 {line} 行" in told and "引号" in told and "a.csv" in told
    assert not (tmp_path / "b.csv").exists()


def test_quotes_within_a_text_are_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", '编码,诉求\n1,他说"欠薪"不管\n2,"他说""欠薪"",不管"\n')
    assert [row[1] for row in answered([name, "--column", "诉求"], capsys)] == ["诉求", '他说"欠薪"不管', '他说"欠薪",不管']


def test_columns_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused([written(tmp_path / "a.csv", "统计表\n编码,诉求,日期\n1,欠薪,今天\n"), "--column", "内容"], capsys)
    assert "编码、诉求、日期" in told and "内容" in told
    told = refused([written(tmp_path / "a.csv", "诉求,诉求,日期\n1,欠薪,今天\n"), "--column", "诉求"], capsys)
    assert "第 1、2 列" in told
    told = refused([written(tmp_path / "a.csv", "编码,来源\n1,网站\n")], capsys)
    assert "--column" in told and "编码、来源" in told


def test_a_row_longer_than_the_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused([written(tmp_path / "a.csv", "编码,诉求\n1,欠薪\n2,欠薪,怎么办\n"), "--column", "诉求"], capsys)
    assert "第 3 行有 3 格" in told
    rows = answered([written(tmp_path / "a.csv", "编码,诉求\n1,欠薪,,\n2\n"), "--column", "诉求"], capsys)
    assert rows[1][:3] == ["1", "欠薪", "上级部门收回"] and rows[2][:3] == ["2", "", ""] and len(set(map(len, rows))) == 1


def test_headings_are_found_below_a_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "夏马勒乡工单,,\n制表：办公室,日期：今天,\n编码,诉求,日期\n1,欠薪,今天\n")
    rows = answered([name, "--column", "诉求"], capsys)
    assert rows[0] == ["夏马勒乡工单", "", ""] and rows[2][:4] == ["编码", "诉求", "日期", "判断"] and rows[3][3] == "上级部门收回"
    assert answered([name, "--column", "诉求", "--header-row", "3"], capsys) == rows
    assert "夏马勒乡工单" in refused([name, "--column", "诉求", "--header-row", "1"], capsys)
    assert "第 9 行" in refused([name, "--column", "诉求", "--header-row", "9"], capsys)


def test_result_columns_do_not_stand_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "编号,诉求\n1,欠薪\n")
    assert main(["classify", name, "--column", "诉求"]) == 0
    told = capsys.readouterr()
    head = rows_of(told.out)[0]
    assert head[:3] == ["编号", "诉求", "履职判断"] and "履职编号" in head and len(set(head)) == len(head)
    assert "编号" in told.err and "履职" in told.err
    head = answered([name, "--column", "诉求", "--prefix", "结果_"], capsys)[0]
    assert head[2] == "结果_判断" and len(set(head)) == len(head)
    assert "--prefix" in refused([name, "--column", "诉求", "--prefix", ""], capsys)
    again = written(tmp_path / "b.csv", "编号,履职编号,诉求\n1,2,欠薪\n")
    assert "--prefix" in refused([again, "--column", "诉求"], capsys)


def test_headings_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answered([written(tmp_path / "a.csv", "诉求\n欠薪\n"), "--headings", "en"], capsys)
    assert rows[0][1] == "verdict" and rows[1][1] == "reclaimed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "big5"])
def test_encodings_that_are_named(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "單,訴求\n1,老闆欠薪\n", encoding)
    assert answered([name, "--column", "訴求", "--encoding", encoding], capsys)[1][:2] == ["1", "老闆欠薪"]


def test_encodings_that_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "编码,诉求\n1,老板欠薪\n")
    assert "klingon" in refused([name, "--column", "诉求", "--encoding", "klingon"], capsys)
    assert "第 1 行" in refused([name, "--column", "诉求", "--encoding", "ascii"], capsys)
    # UTF-8 with a slip in it is no GB18030, though it might be read so.
    (tmp_path / "a.csv").write_bytes("编码,诉求\n1,老板欠薪不给我们怎么办\n2,低保\n".encode() + b"3,\xe4\xb8\n")
    assert "第 4 行" in refused([name, "--column", "诉求"], capsys)
    # A character may lie across the parts that are read.
    for pad in range(3):
        written(tmp_path / "a.csv", "诉求\n" + "a" * pad + "欠薪" * 400_000 + "\n欠薪\n")
        assert main(["classify", name]) == 1
        assert "line 2" in capsys.readouterr().err


def test_tabs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "编码\t诉求\n1\t欠薪,怎么办\n"
    for ending in ("tsv", "txt", "csv"):
        name = written(tmp_path / f"a.{ending}", text)
        assert answered([name, "--column", "诉求"], capsys)[1][:2] == ["1", "欠薪,怎么办"]
    assert main(["classify", name, "--column", "诉求", "-o", str(tmp_path / "b.tsv")]) == 0
    assert (tmp_path / "b.tsv").read_text("utf-8-sig").splitlines()[1].split("\t")[4:6] == ["巴楚县人力资源和社会保障局", "R009"]


@pytest.mark.parametrize("how", ["csv", "xlsx", "parquet"])
def test_standard_input(how: str, tmp_path: Path) -> None:
    source, table = tmp_path / "a.csv", tmp_path / f"b.{how}"
    written(source, "编码,诉求\n1,欠薪\n")
    if how == "csv":
        table = source
    else:
        assert main(["classify", str(source), "--column", "诉求", "-o", str(table), "--prefix", "前"]) == 0
    for call in (["-"], []):
        run = subprocess.run(
            [sys.executable, "-m", "lvzhi", "classify", *call, "--column", "诉求"], input=table.read_bytes(), capture_output=True, check=True
        )
        row = rows_of(run.stdout.decode())[1]
        assert row[:2] == ["1", "欠薪"] and "R009" in row
    run = subprocess.run([sys.executable, "-m", "lvzhi", "classify", "-", "--column", "内容"], input=table.read_bytes(), capture_output=True)
    assert run.returncode == 2 and "标准输入" in run.stderr.decode()


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
def test_a_named_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    with subprocess.Popen(["tee", str(pipe)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as writer:
        assert writer.stdin
        writer.stdin.write("编码,诉求\n1,欠薪\n".encode("gb18030"))
        writer.stdin.close()
        assert "R009" in answered([str(pipe), "--column", "诉求"], capsys)[1]


def test_parquet_keeps_types(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    table = pa.table({"号": pa.array([13899990000, None], pa.int64()), "急": [True, False], "诉求": ["欠薪", None], "列": [[1], []]})
    pq.write_table(table, source)
    assert main(["classify", str(source), "--column", "诉求", "-o", str(target)]) == 0
    made = pq.read_table(target)
    assert made.select(table.column_names).equals(table)
    assert made["判断"].to_pylist() == ["上级部门收回", None] and made.schema.field("把握").type == pa.float64()
    pq.write_table(table.slice(0, 0), source)
    assert main(["classify", str(source), "--column", "诉求", "-o", str(target)]) == 0
    assert pq.read_table(target).num_rows == 0
    capsys.readouterr()
    pq.write_table(table, source)
    assert answered([str(source), "--column", "诉求"], capsys)[1][:3] == ["13899990000", "TRUE", "欠薪"]
    (tmp_path / "c.parquet").write_bytes(b"junk")
    assert "Parquet" in refused([str(tmp_path / "c.parquet"), "--column", "诉求"], capsys)


def test_options_that_do_not_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "诉求\n欠薪\n")
    for call, word in (
        ([name, "--sheet", "1"], "--sheet"),
        ([name, "--json"], "--json"),
        (["--jsonl", name, "--column", "诉求"], "--jsonl"),
        ([name, name, "--column", "诉求"], "--column"),
        ([name, "-o", str(tmp_path / "x.xlsm")], ".xlsx"),
        ([name, "-o", str(tmp_path / "x.docx")], ".csv"),
        ([str(tmp_path / "没有.csv"), "--column", "诉求"], "无法读取"),
        ([str(tmp_path), "--column", "诉求"], "无法读取"),
    ):
        assert word in refused(call, capsys)
    for call in (["--top", "17", "欠薪"], ["--top", "0", "欠薪"], ["--top", "x", "欠薪"], [name, "--header-row", "0"]):
        with pytest.raises(SystemExit) as caught:
            main(["classify", *call])
        assert caught.value.code == 2
    assert "1 至 16" in capsys.readouterr().err


def test_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path / "a.csv", "诉求\n" + "欠薪\n" * 20_000)
    for end in ("csv", "xlsx"):
        assert main(["classify", name, "-o", str(tmp_path / f"b.{end}"), "--progress"]) == 0
        told = capsys.readouterr().err
        assert "读取" in told and "归类" in told and "写入" in told
    assert main(["classify", name, "-o", str(tmp_path / "b.csv")]) == 0
    assert "归类" not in capsys.readouterr().err.replace("归类.", "")


@pytest.mark.skipif(sys.platform != "linux", reason="figures of Linux")
def test_memory_does_not_grow(tmp_path: Path) -> None:
    text = "1,老板欠我们工钱不给" + "，已经三个月了" * 20 + "\n"
    code = "import sys; from lvzhi.__main__ import main; main(sys.argv[1:]); print(open('/proc/self/status').read())"
    peaks = []
    for rows in (30_000, 240_000):
        name = written(tmp_path / "a.csv", "编码,诉求\n" + text * rows)
        call = [sys.executable, "-c", code, "classify", name, "--column", "诉求", "-o", str(tmp_path / "b.csv")]
        told = subprocess.run(call, capture_output=True, check=True).stdout.decode()
        peaks.append(int(told.partition("VmHWM:")[2].split()[0]))
    assert peaks[1] < peaks[0] * 1.2 and peaks[1] < 100_000, peaks
