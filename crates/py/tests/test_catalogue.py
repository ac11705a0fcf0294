"""Lists that are opened: from files, folders, exports and bytes; what they own, how they compare, pickle and end."""

from __future__ import annotations

import copy
import gc
import json
import multiprocessing
import pickle
import shutil
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lvzhi
import lvzhi.accessors
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ROOT
from lvzhi.__main__ import main

FOLDER = ROOT / "data" / "tongxi"
TEXTS = ["老板欠我们工钱不给", "低保怎么申请", "村里的路灯坏了", "公积金怎么提取", "今天天气怎么样", "护林防火谁来管"]


@pytest.fixture(scope="module")
def tongxi() -> lvzhi.Catalogue:
    return lvzhi.open(FOLDER)


@pytest.fixture(scope="module")
def compiled(tongxi: lvzhi.Catalogue) -> bytes:
    """The compiled list, as a pickle has it."""
    data = tongxi.__reduce__()[1][0]  # type: ignore[index]
    assert isinstance(data, bytes)
    return data


def changed(data: bytes, folder: Path) -> lvzhi.Catalogue:
    """The same list in other words: the name of the last item differs."""
    shutil.copytree(FOLDER, folder)
    path = folder / "reclaimed.toml"
    head, mark, tail = path.read_text("utf-8").rpartition('name = "')
    path.write_text(head + mark + "另行" + tail, "utf-8")
    other = lvzhi.open(folder)
    assert other.data_version == "tongxi-2025" and other.items()[-1].name.startswith("另行")
    return other


def parts(catalogue: lvzhi.Catalogue) -> list[object]:
    """Objects of every class that belong to a list."""
    items = catalogue.items()
    answers = [catalogue.classify(text, evidence=True) for text in TEXTS]
    return [
        catalogue, catalogue.township, *catalogue.township.profile, *items, *catalogue.departments(), *catalogue.categories(),
        *(group for item in items for group in item.upper_duties + item.township_duties),
        *(takeover for item in items for takeover in item.takeover), *(repair for item in items for repair in item.repairs),
        *answers, *(match for answer in answers for match in answer.matches),
    ]  # fmt: skip


def test_folder_export_file_and_bytes_are_one_list(tongxi: lvzhi.Catalogue, compiled: bytes, tmp_path: Path) -> None:
    file, export = tmp_path / "桐溪.lvz", tmp_path / "桐溪.jsonl"
    file.write_bytes(compiled)
    export.write_text(tongxi.export(), "utf-8")
    assert lvzhi.open(FOLDER) is lvzhi.open(str(file)) is lvzhi.open(file) is tongxi
    for data in (compiled, bytearray(compiled), memoryview(compiled)):
        assert lvzhi.Catalogue.from_bytes(data) is tongxi
    assert tongxi.township.name == "桐溪乡" and tongxi.township.code is None and tongxi.township.made_up
    assert tongxi.township.edition == "2025-04-18" and tongxi.data_version == "tongxi-2025" and len(tongxi.items()) == 200
    assert repr(tongxi) == "<Catalogue 桐溪乡 tongxi-2025: 200 items>" and "虚构示例" in tongxi._repr_html_()
    assert (lvzhi.township.code, lvzhi.township.made_up) == ("653130203", False)
    # An export says all but the lines that were not read; what is compiled of it says the same again.
    again = lvzhi.open(export)
    assert again.export() == tongxi.export() and [again.classify(t).to_json() for t in TEXTS] == [tongxi.classify(t).to_json() for t in TEXTS]


def test_functions_of_the_module_are_methods_of_the_built_in_list() -> None:
    built_in = lvzhi.catalogue()
    assert lvzhi.catalogue() is built_in and lvzhi.township == built_in.township and lvzhi.data_version == built_in.data_version
    for name in lvzhi.__all__:
        method = getattr(built_in, name, None)
        if callable(method) and name != "plot":
            assert getattr(lvzhi, name) == method and method.__self__ is built_in, name
    public = {name for name in dir(lvzhi.Catalogue) if not name.startswith("_")}
    of_own_lists = {"admit", "agreement", "diff", "evaluate", "forget", "moves", "sample", "taught", "teach"}
    assert public - set(lvzhi.__all__) == {"from_bytes", "from_frame", "report", "save", "to_bytes"} | of_own_lists


@pytest.mark.parametrize("method", ["to_pandas", "to_polars", "to_arrow"])
@pytest.mark.parametrize("rows", ["items", "duties", "departments"])
def test_frames(tongxi: lvzhi.Catalogue, method: str, rows: Any) -> None:
    frame = getattr(tongxi, method)(rows)
    assert list(dict.fromkeys(pa.array(frame["id"]).to_pylist())) == [
        item.id for item in tongxi.items()
        if rows == "items" or (rows == "duties" and (item.upper_duties + item.township_duties)) or (rows == "departments" and item.departments)
    ]  # fmt: skip


def test_columns_are_answers(tongxi: lvzhi.Catalogue) -> None:
    alone = [tongxi.classify(text, top=2, evidence=True) for text in TEXTS]
    table = tongxi.classify_many(TEXTS, top=2, evidence=True)
    assert table.catalogue is tongxi and table["verdict"] == [answer.verdict for answer in alone]
    assert table["confidence"] == [answer.confidence for answer in alone]
    assert table["matter"] == [answer.matter and answer.matter.name for answer in alone]
    assert table["usual_body"] == [answer.usual_body for answer in alone]
    assert table["responsible"] == ["、".join(answer.responsible) or None for answer in alone]
    assert table["candidate_2_name"] == [answer.matches[1].item.name for answer in alone]
    assert "桐溪乡" in str(table["responsible"]) and "夏马勒乡" not in str(table.to_dict())
    (chunk,) = tongxi.classify_chunks(TEXTS, top=2, evidence=True)
    for made in (chunk, table[:], pickle.loads(pickle.dumps(table)), tongxi.classify_many(pa.array(TEXTS), top=2, evidence=True)):
        assert made.to_dict() == table.to_dict() and made.catalogue is tongxi
    assert table.to_arrow().to_pydict() == table.to_dict() == table.to_polars().to_dict(as_series=False)
    page = table._repr_html_()
    for answer in alone:
        assert answer.best and answer.best.item.id in page
    assert pd.Series(TEXTS).lvzhi.classify(2, catalogue=tongxi)["candidate_2_id"].tolist() == table["candidate_2_id"]  # type: ignore[attr-defined]
    shown = pl.DataFrame({"诉求": TEXTS}).select(pl.col("诉求").lvzhi.classify(2, catalogue=tongxi)).unnest("诉求")  # type: ignore[attr-defined]
    assert shown["candidate_2_id"].to_list() == table["candidate_2_id"]
    # The built-in list meanwhile says what it says.
    assert lvzhi.classify_many(TEXTS)["responsible"][1] == "夏马勒乡"


def test_reports_and_charts(tongxi: lvzhi.Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl
    from lvzhi import plot

    table = tongxi.classify_many(TEXTS)
    tongxi.to_excel(tmp_path / "a.xlsx", table, TEXTS)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["基本履职"].max_row == 1 + len(tongxi.items("basic")) == 83
    heads = [cell.value for cell in book["归类结果"][1]]
    assert heads[heads.index("事由") + 1] == "通常承办单位"
    with pytest.raises(lvzhi.OptionError, match="桐溪乡.*another list"):
        lvzhi.to_excel(tmp_path / "b.xlsx", table, TEXTS)
    monkeypatch.setattr(plot, "font", lambda: "DejaVu Sans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLBACKEND", "agg")
        import matplotlib

        matplotlib.use("agg")
        titles = []
        monkeypatch.setattr(plot, "_bars", lambda axes, name, labels, series, title: titles.append((labels, title)))
        for plots in (tongxi.plot, lvzhi.plot):
            plots.categories(axes=SimpleNamespace(barh=None))  # type: ignore[arg-type]
            plots.departments(axes=SimpleNamespace(barh=None))  # type: ignore[arg-type]
    assert titles[0][1] == "桐溪乡各事项类别的事项数" and titles[2][1] == "夏马勒乡各事项类别的事项数"
    assert titles[1][0][0].startswith("县") and titles[3][0][0].startswith("巴楚县")


def test_command(tongxi: lvzhi.Catalogue, compiled: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "桐溪.lvz"
    file.write_bytes(compiled)

    def told(*words: object) -> str:
        assert main([str(word) for word in words]) == 0, capsys.readouterr()
        return capsys.readouterr().out

    for of_list in (FOLDER, file):
        assert told("--list", of_list, "export") == tongxi.export() == told("export", "--list", of_list)
        assert told("--list", of_list, "classify", "--json", TEXTS[0]) == tongxi.classify(TEXTS[0]).to_json() + "\n"
        assert tongxi.item("B001").name[:10] in told("show", "B001", "--list", of_list)
        assert len(told("list", "--tier", "收回", "--list", of_list).splitlines()) == 54
        assert len(told("--list", of_list, "departments").splitlines()) == len(tongxi.departments())
        assert "82/82" in told("--list", of_list, "check") and "tongxi-2025" in told("check", of_list)
    lines = tmp_path / "q.jsonl"
    lines.write_text("".join(json.dumps({"id": n, "q": text}) + "\n" for n, text in enumerate(TEXTS)), "utf-8")
    answers = [json.loads(line) for line in told("--list", file, "classify", "--jsonl", lines).splitlines()]
    assert [a["matches"][0]["id"] for a in answers] == [tongxi.classify(text).best.item.id for text in TEXTS]  # type: ignore[union-attr]
    column = tmp_path / "工单.csv"
    column.write_text("诉求\n" + "\n".join(TEXTS) + "\n", "utf-8")
    rows = told("--list", file, "classify", column, "--column", "诉求").splitlines()
    assert "桐溪乡" in rows[2] and ",事由,通常承办单位," in rows[0]
    # What is no list is said, and asked of no other.
    for wrong, code in ((tmp_path / "没有.lvz", 2), (column, 2)):
        assert main(["--list", str(wrong), "classify", "低保"]) == code
        out = capsys.readouterr()
        assert out.out == "" and wrong.name in out.err
    assert main(["check", str(tmp_path)]) == 1 and "township.toml" in capsys.readouterr().out
    assert main(["check", str(column)]) == 2 and "工单.csv" in capsys.readouterr().err
    matters = [json.loads(line) for line in told("export", "--matters").splitlines()]
    assert matters == [matter.to_dict() for matter in lvzhi.matters()]


def test_command_is_the_binarys_with_another_list(binary: str, tongxi: lvzhi.Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / "清单"
    shutil.copytree(FOLDER, odd)
    (odd / "basic.toml").unlink()
    calls = [["--list", str(FOLDER), "classify", text] for text in TEXTS]
    calls += [["show", id_, "--list", str(FOLDER)] for id_ in ("B001", "C003", "R002")]
    calls += [["--list", str(FOLDER), *verb] for verb in (["list"], ["departments"], ["departments", "县教育局"], ["export"], ["check"])]
    calls += [["check", str(FOLDER)], ["check", str(odd)], ["export", "--matters"]]
    for call in calls:
        told = subprocess.run([binary, *call], capture_output=True, check=False)
        assert main(call) == told.returncode, call
        assert capsys.readouterr().out == told.stdout.decode(), call


def broken(data: bytes) -> list[bytes]:
    cut = [data[:end] for end in (0, 1, 7, 8, 100, len(data) // 2, len(data) - 1)]
    flipped = [data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :] for at in (0, 9, 20, 100, len(data) // 2, len(data) - 1)]
    return [*cut, *flipped, data + b"\0", b"PK\x03\x04" + data, b"{}"]


def test_broken_files_are_value_errors(compiled: bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.lvz"
    for data in broken(compiled):
        with pytest.raises(lvzhi.ListError) as caught:
            lvzhi.Catalogue.from_bytes(data)
        path.write_bytes(data)
        with pytest.raises(ValueError, match="坏.lvz：") as of_file:
            lvzhi.open(path)
        assert str(of_file.value) == f"{path}：{caught.value}" and of_file.value.problems == ()  # type: ignore[attr-defined]
        assert any("\u4e00" <= c <= "\u9fff" for c in str(caught.value)) and "(" in str(caught.value)
        assert str(pickle.loads(pickle.dumps(of_file.value))) == str(of_file.value)
    with pytest.raises(lvzhi.ListError):
        lvzhi.open(ROOT / "data" / "matters" / "matters.lvm")


@pytest.mark.parametrize(
    ("call", "kinds", "word"),
    [
        (lambda folder: lvzhi.open(folder / "没有.lvz"), (FileNotFoundError, lvzhi.MissingFileError, lvzhi.FileError), "没有.lvz"),
        (lambda folder: lvzhi.open(folder / "没有"), (FileNotFoundError,), "no such file or folder"),
        (lambda folder: lvzhi.open(folder / "没有.jsonl"), (FileNotFoundError,), "没有.jsonl"),
        (lambda folder: lvzhi.open(folder / "a" / "b"), (OSError, lvzhi.FileError), "cannot be read"),
        (lambda folder: lvzhi.open(folder), (ValueError, lvzhi.ListError), "township.toml"),
        (lambda folder: lvzhi.open(folder / "a.jsonl"), (ValueError, lvzhi.ListError), "a.jsonl"),
        (lambda folder: lvzhi.open("\0"), (OSError, lvzhi.FileError), "cannot be read"),
        (lambda folder: lvzhi.open(5), (TypeError,), ""),
        (lambda folder: lvzhi.Catalogue.from_bytes("x.lvz"), (TypeError,), "lvzhi.open"),
        (lambda folder: lvzhi.Catalogue.from_bytes(5), (TypeError,), "int"),
        (lambda folder: lvzhi.Catalogue(), (TypeError,), ""),
    ],
)
def test_what_cannot_be_opened(call: Callable[[Path], Any], kinds: tuple[type[Exception], ...], word: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "a.jsonl").write_text('{"type":"township"}\n', "utf-8")
    with pytest.raises(kinds[0]) as caught:
        call(tmp_path)
    assert isinstance(caught.value, kinds) and word in str(caught.value)


def test_problems_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "清单"
    shutil.copytree(FOLDER, folder)
    with (folder / "basic.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[item]]\nname = ""\n')
    with pytest.raises(lvzhi.ListError) as caught:
        lvzhi.open(folder)
    assert caught.value.problems and all("basic.toml:" in problem for problem in caught.value.problems)
    assert all(problem in str(caught.value) for problem in caught.value.problems)


def test_objects_are_one_for_each_row_of_each_list(tongxi: lvzhi.Catalogue) -> None:
    item = tongxi.item("c51")
    assert item is tongxi.item("Ｃ０５１") is tongxi.item(item.name) is tongxi.items("C")[50]
    assert item.catalogue is tongxi and item.lead is tongxi.department(item.lead.name) and item.lead.catalogue is tongxi  # type: ignore[union-attr]
    answer = tongxi.classify(item.name)
    assert answer.best and answer.best.item is tongxi.item(answer.best.item.id) and answer.catalogue is tongxi
    assert tongxi.township.catalogue is tongxi.categories()[0].catalogue is tongxi
    found: list[lvzhi.Item] = []
    threads = [threading.Thread(target=lambda: found.extend(tongxi.items())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 200


def test_lists_are_told_apart(tongxi: lvzhi.Catalogue, compiled: bytes, tmp_path: Path) -> None:
    lists = [lvzhi.catalogue(), tongxi, changed(compiled, tmp_path / "另")]
    assert len(set(lists)) == 3
    rows = [
        (item, department, category, of.township, of.classify("低保怎么申请"), of.classify("低保怎么申请").best, item.repairs + item.takeover)
        for of in lists
        for item, department, category in [(of.items()[-1], of.departments()[0], of.categories()[0])]
    ]
    for kind in zip(*rows, strict=True):
        assert len(set(kind)) == 3 and all(one != other for one in kind for other in kind if one is not other)
    # Of the same version, by their bytes: the same order each time, all of a list together.
    ordered = sorted([item for of in lists for item in of.items()])
    assert ordered == sorted(ordered[::-1]) and [item.catalogue for item in ordered] == sorted(
        (item.catalogue for item in ordered), key=lambda of: (of.data_version, of.__reduce__()[1])  # type: ignore[index]
    )  # fmt: skip
    assert [item.id for item in ordered[:200]] == [item.id for item in tongxi.items()]
    for of in lists:
        for one in lists:
            departments = one.departments()
            assert (departments[0] <= of.departments()[0]) == (departments[0] < of.departments()[0] or one is of)


def test_parts_of_another_list_are_refused(tongxi: lvzhi.Catalogue) -> None:
    calls: list[Callable[[], object]] = [
        lambda: tongxi.items(department=lvzhi.department("教育局")),
        lambda: lvzhi.items(category=tongxi.categories()[0]),
        lambda: tongxi.evidence("欠薪", lvzhi.item("R009")),
    ]
    for call in calls:
        with pytest.raises(lvzhi.OptionError, match="another list"):
            call()
    assert tongxi.items(department="县教育局") and tongxi.evidence("☃☃☃", "R001") == ()
    answer = tongxi.classify("老板欠我们工钱不给")
    assert answer.best and tongxi.evidence(answer.text, answer.best.item) == answer.best.evidence != ()


def test_parts_pickle_and_copy_with_their_list(tongxi: lvzhi.Catalogue) -> None:
    objects = parts(tongxi)
    assert pickle.loads(pickle.dumps(objects)) == objects
    for value in objects:
        for made in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value, protocol=2))):
            assert type(made) is type(value) and made == value and hash(made) == hash(value)
        assert repr(value) and str(value)
    # The list is in a pickle once, however many of its parts are; of the built-in one only the name is.
    size = len(pickle.dumps(tongxi))
    assert len(pickle.dumps(tongxi.items())) < size + 20_000 and len(pickle.dumps(lvzhi.catalogue())) < 100


def ask(given: tuple[lvzhi.Catalogue, lvzhi.Item, str]) -> tuple[Any, ...]:
    catalogue, item, text = given
    return catalogue.classify(text), catalogue.classify_many([text]).to_dict(), item.upper_duties, item.catalogue is catalogue


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_other_processes_answer_alike(tongxi: lvzhi.Catalogue, method: str) -> None:
    lists = (tongxi, lvzhi.catalogue())
    given = [(of, of.item("C003"), text) for of in lists for text in TEXTS]
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(ask, given) == [ask(one) for one in given]
        assert pool.map(lvzhi.classify, TEXTS) == [lvzhi.classify(text) for text in TEXTS]
        assert pool.map(tongxi.classify, TEXTS) == [tongxi.classify(text) for text in TEXTS]


def test_a_list_lives_as_long_as_any_part_of_it(compiled: bytes, tmp_path: Path) -> None:
    other = changed(compiled, tmp_path / "另")
    known = weakref.ref(other)
    name = other.items()[-1].name
    kept: list[Any] = parts(other) + [other.classify_many(TEXTS)]
    del other
    while kept:
        one = kept.pop()
        assert known() is not None
        alive = one if isinstance(one, lvzhi.Catalogue) else one.catalogue if hasattr(one, "catalogue") else None
        assert alive is None or alive.items()[-1].name == name
        del one, alive
    gc.disable()
    try:
        assert known() is None, "parts and lists hold each other"
    finally:
        gc.enable()


MEMORY = """
import sys, lvzhi
from pathlib import Path

def rss():
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))

def use(path):
    of = lvzhi.open(path)
    items = of.items()
    answer = of.classify("老板欠我们工钱不给", evidence=True)
    table = of.classify_many(["低保怎么申请", "路灯坏了"], threads=1)
    return [items[0].lead, answer.best.item.name, table.to_dict(), of.departments(), table]

for _ in range(100):
    use(sys.argv[1])
before = rss()
for _ in range(1000):
    use(sys.argv[1])
opened = [lvzhi.open(sys.argv[1]) for _ in range(1000)]
print(rss() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory as Linux tells it")
def test_a_thousand_openings_take_no_memory(compiled: bytes, tmp_path: Path) -> None:
    file = tmp_path / "桐溪.lvz"
    file.write_bytes(compiled)
    grown = subprocess.run([sys.executable, "-c", MEMORY, file], capture_output=True, text=True, check=True).stdout
    # A thousand times 240 KB, if they stayed.
    assert int(grown) < 4_000, f"{grown} KiB"
