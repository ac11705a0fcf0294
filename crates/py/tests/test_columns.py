"""Columns: every kind of input, missing values, bad cells, chunks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import lvzhi
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

TEXTS = ["老板欠我们工钱不给", None, "树有人砍", "老板欠我们工钱不给", "今天天气怎么样"]
COLUMNS: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "generator": iter,
    "numpy object": lambda texts: np.array(texts, dtype=object),
    "pandas object": lambda texts: pd.Series(texts, dtype=object),
    "pandas str": lambda texts: pd.Series(texts, dtype="str" if pd.__version__ >= "3" else "string"),
    "pandas string[python]": lambda texts: pd.Series(texts, dtype="string[python]"),
    "pandas string[pyarrow]": lambda texts: pd.Series(texts, dtype="string[pyarrow]"),
    "pandas ArrowDtype": lambda texts: pd.Series(texts, dtype=pd.ArrowDtype(pa.string())),
    "pandas category": lambda texts: pd.Series(texts, dtype="category"),
    "pandas Index": lambda texts: pd.Index(texts, dtype=object),
    "pandas DataFrame": lambda texts: pd.DataFrame({"诉求": texts}),
    "polars": pl.Series,
    "polars categorical": lambda texts: pl.Series(texts, dtype=pl.Categorical),
    "polars enum": lambda texts: pl.Series(texts, dtype=pl.Enum(sorted({text for text in texts if text}))),
    "polars DataFrame": lambda texts: pl.DataFrame({"诉求": texts}),
    "arrow": pa.array,
    "arrow chunked": lambda texts: pa.chunked_array([texts[:2], [], texts[2:]]),
    "arrow large": lambda texts: pa.array(texts, pa.large_string()),
    "arrow view": lambda texts: pa.array(texts, pa.string_view()),
    "arrow dictionary": lambda texts: pa.array(texts).dictionary_encode(),
    "arrow slice": lambda texts: pa.array(["前", *texts, "后"])[1:-1],
    "arrow table": lambda texts: pa.table({"诉求": texts}),
    "arrow reader": lambda texts: pa.table({"诉求": texts}).to_reader(max_chunksize=2),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_inputs(kind: str) -> None:
    expected = lvzhi.classify_many(TEXTS).to_dict()
    table = lvzhi.classify_many(COLUMNS[kind](TEXTS))
    assert table.to_dict() == expected
    for text, id_, verdict in zip(TEXTS, expected["id"], expected["verdict"], strict=True):
        answer = lvzhi.classify(text) if text else None
        found = answer and answer.best and answer.verdict in list(lvzhi.Tier)
        assert (id_, verdict) == (answer.best.item.id if found else None, answer and answer.verdict)


def test_missing() -> None:
    table = lvzhi.classify_many([None, float("nan"), np.nan, pd.NA, pd.NaT, np.float64("nan"), np.float32("nan")])
    assert table.to_dict()["verdict"] == [None] * 7 and table.counts() == {} and table.errors == []
    for empty in ([], pa.array([], pa.string()), pd.Series([], dtype=object), pl.Series([], dtype=pl.String)):
        table = lvzhi.classify_many(empty)
        assert len(table) == len(table.to_pandas()) == len(table.to_polars()) == table.to_arrow().num_rows == 0
        assert table._repr_html_()
    assert lvzhi.classify_many(pa.nulls(3)).to_dict()["id"] == [None] * 3


def test_outputs_agree() -> None:
    series = pd.Series(TEXTS, index=list("甲乙丙丁戊"))
    table = lvzhi.classify_many(series, top=2)
    frame, expected = table.to_pandas(), table.to_dict()
    assert list(frame.index) == list(series.index) and list(frame.columns) == table.columns == list(expected)
    assert table.columns[1] == "confidence" and table.columns[11] == "candidate_1_id" and len(table.columns) == 19
    plain = {name: [None if pd.isna(cell) else cell for cell in frame[name]] for name in frame}
    assert plain == expected == table.to_arrow().to_pydict() == table.to_polars().to_dict(as_series=False)
    assert {field.type.index_type for field in table.to_arrow().schema if pa.types.is_dictionary(field.type)} == {
        pa.int8(),
        pa.int16(),
    }
    assert pa.schema(table) == table.to_arrow().schema
    assert pa.table(table).to_pandas().astype(object).equals(table.to_arrow().to_pandas().astype(object))


def test_chunks_and_duplicates(queries: list[str]) -> None:
    column = (queries * 1000)[:200_000]
    once = lvzhi.classify_many(queries)["candidate_1_id"]
    expected = (once * 1000)[:200_000]
    for made in (column, iter(column), pa.array(column), pd.Series(column), pa.array(column).dictionary_encode()):
        for threads in (1, 4):
            if not isinstance(made, (list, pd.Series)) and threads == 4 and not isinstance(made, pa.Array):
                continue
            assert lvzhi.classify_many(made, threads=threads, progress=False)["candidate_1_id"] == expected
    tables = list(lvzhi.classify_chunks(column))
    assert [len(table) for table in tables] == [65_536, 65_536, 65_536, 3_392]
    assert [cell for table in tables for cell in table["candidate_1_id"]] == expected


BAD: list[tuple[Any, type[Exception], str]] = [
    (5, TypeError, "int"),
    ("", ValueError, "empty"),
    (" \u3000", ValueError, "empty"),
    ("\ud800字", ValueError, "surrogate"),
    ("字" * 5_000_000, ValueError, "15000000"),
    ("字" * 21_846, ValueError, "65538"),
    ("x" * 65_537, ValueError, "65537"),
    ("字" * 70_000 + "\ud800", ValueError, "surrogate"),
    (b"bytes", TypeError, "bytes"),
    (["list"], TypeError, "list"),
]


@pytest.mark.parametrize(("cell", "kind", "word"), BAD, ids=lambda value: str(value)[:12])
def test_bad_cells(cell: Any, kind: type[Exception], word: str) -> None:
    column = ["低保怎么申请"] * 70_000 + [None, cell, "低保怎么申请", cell]
    with pytest.raises(kind) as caught:
        lvzhi.classify_many(column)
    assert isinstance(caught.value, (lvzhi.QueryError, lvzhi.QueryTypeError)) and caught.value.row == 70_001
    assert "70001" in str(caught.value) and word in str(caught.value) and "errors=" in str(caught.value)
    table = lvzhi.classify_many(column, errors="null")
    assert [row for row, _ in table.errors] == [70_001, 70_003] and all(word in why for _, why in table.errors)
    ids = table["candidate_1_id"]
    assert ids[70_001] is ids[70_003] is ids[70_000] is None and ids[70_002] == ids[0] == lvzhi.classify("低保怎么申请").best.item.id  # type: ignore[union-attr]


def test_bad_arrow_and_index() -> None:
    broken = pa.Array.from_buffers(pa.string(), 2, pa.array([b"\xff\xfe", b"ok"]).buffers())
    with pytest.raises(lvzhi.QueryError, match="UTF-8"):
        lvzhi.classify_many(broken)
    assert lvzhi.classify_many(broken, errors="null").errors[0][0] == 0
    with pytest.raises(lvzhi.QueryTypeError, match="index '乙'"):
        lvzhi.classify_many(pd.Series(["树", 3], index=["甲", "乙"]))
    assert lvzhi.classify_many(["空\0字节"]).to_dict()["verdict"][0]


def test_longest_cells() -> None:
    column = ["字" * 21_845, "低保" + "x" * 65_530, "\U00020000" * 16_384]
    table = lvzhi.classify_many(column)
    assert table["candidate_1_id"] == [None if not (a := lvzhi.classify(text)).matches else a.best.item.id for text in column]  # type: ignore[union-attr]


def test_mixed_column() -> None:
    column = ["低保", 5, b"x", None, 1.5, float("nan"), pd.NaT, "\ud800", "", True, ["a"], {"a": 1}, "低\0保", "低保"]
    table = lvzhi.classify_many(column, errors="null")
    ids = table["candidate_1_id"]
    assert ids[0] == ids[12] == ids[13] == lvzhi.classify("低保").best.item.id  # type: ignore[union-attr]
    assert ids[1:12] == [None] * 11 and [row for row, _ in table.errors] == [1, 2, 4, 7, 8, 9, 10, 11]


def test_long_cell_of_arrow() -> None:
    column = pa.array(["低保", "字" * 1_700_000, "低保"])
    with pytest.raises(lvzhi.QueryError, match="row 1, from 0.*5100000 bytes"):
        lvzhi.classify_many(column)
    table = lvzhi.classify_many(column, errors="null")
    assert [row for row, _ in table.errors] == [1] and table.counts() == {"basic": 2}


def test_columns_of_nulls() -> None:
    nulls: list[Any] = [pl.Series([None, None]), pl.DataFrame({"a": [None, None]}), pa.nulls(2), pa.table({"a": pa.nulls(2)}),
                        pd.Series([None, None]), pd.Series([np.nan, np.nan]), pd.Series([pd.NA, pd.NA], dtype="string"),
                        np.array([np.nan, np.nan])]  # fmt: skip
    for column in nulls:
        assert lvzhi.classify_many(column).to_dict()["verdict"] == [None, None]
    for frame in (pl.DataFrame({"a": [None], "诉求": ["低保"]}), pa.table({"a": pa.nulls(1), "诉求": ["低保"]})):
        assert lvzhi.classify_many(frame, name="诉求").counts() == {"basic": 1}


def test_errors_of_the_source_pass() -> None:
    def broken() -> Any:
        yield "低保"
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        lvzhi.classify_many(broken())


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda: lvzhi.classify_many(np.array("树")), TypeError),
        (lambda: lvzhi.classify_many(None), TypeError),
        (lambda: lvzhi.classify_many(b"bytes"), TypeError),
        (lambda: lvzhi.classify_many({"a": "树"}), TypeError),
        (lambda: lvzhi.classify_many(pa.array([["树"]])), TypeError),
        (lambda: lvzhi.classify_many(pa.array([b"bytes"])), TypeError),
        (lambda: lvzhi.classify_many(pa.array([1, 2]).dictionary_encode()), TypeError),
        (lambda: lvzhi.classify_many(pl.Series([1])), TypeError),
        (lambda: lvzhi.classify_many(pd.DataFrame([["树", "树"]], columns=["a", "a"]), name="a"), ValueError),
        (lambda: lvzhi.classify_many(pl.DataFrame({"a": ["树"]}), name="b"), KeyError),
        (lambda: lvzhi.classify_many(["树"], name="b"), ValueError),
        (lambda: lvzhi.classify_many(["树"], top=-1), ValueError),
        (lambda: lvzhi.classify_many(["树"], top="2"), ValueError),
        (lambda: lvzhi.classify_many(["树"], threads="2"), ValueError),
        (lambda: lvzhi.classify_many("一句话"), TypeError),
        (lambda: lvzhi.classify_many(5), TypeError),
        (lambda: lvzhi.classify_many(pa.array([1, 2])), TypeError),
        (lambda: lvzhi.classify_many(np.array([["树"]])), TypeError),
        (lambda: lvzhi.classify_many(pa.table({"a": ["树"], "b": ["树"]})), ValueError),
        (lambda: lvzhi.classify_many(pa.table({"a": ["树"]}), name="b"), KeyError),
        (lambda: lvzhi.classify_many(pd.DataFrame({"a": ["树"]}), name="b"), KeyError),
        (lambda: lvzhi.classify_many(pd.DataFrame({"a": ["树"], "b": 1})), ValueError),
        (lambda: lvzhi.classify_many(["树"], errors="ignore"), ValueError),
        (lambda: lvzhi.classify_many(["树"], language="fr"), ValueError),
        (lambda: lvzhi.classify_many(["树"], prefix=1), ValueError),
        (lambda: lvzhi.classify_many(["树"], thresholds=0.5), ValueError),
        (lambda: lvzhi.classify_many(["树"], threads=True), ValueError),
        (lambda: lvzhi.classify_many(["树"], threads=1.5), ValueError),
        (lambda: lvzhi.classify_many(["树"], threads=-(10**30)), ValueError),
        (lambda: lvzhi.classify_many(["树"]).counts("confidence"), ValueError),
        (lambda: lvzhi.classify_many(["树"])["颜色"], KeyError),
        (lambda: lvzhi.classify_many(pd.DataFrame({"a": ["树"], "b": 1}).groupby("b")), TypeError),
        (lambda: lvzhi.classify_many(pd.DataFrame({"a": ["树"], "b": 1}).groupby("b")["a"]), TypeError),
        (lambda: lvzhi.classify_many(pd.MultiIndex.from_tuples([("树", "林")])), TypeError),
        (lambda: lvzhi.classify_many(pd.Series(["树"]), name="b"), ValueError),
        (lambda: lvzhi.classify_many(pl.col("a")), TypeError),
        (lambda: lvzhi.classify_many(pl.DataFrame({"a": ["树"]}).group_by("a")), TypeError),
        (lambda: lvzhi.classify_many(pl.LazyFrame({"a": ["树"]}), name="b"), KeyError),
        (lambda: lvzhi.classify_many(pl.LazyFrame({"a": ["树"], "b": [1]})), ValueError),
        (lambda: lvzhi.classify_many(pl.DataFrame({"a": ["树"]}), name=1), ValueError),
        (lambda: lvzhi.classify_many(pl.Series([object()])), TypeError),
        (lambda: lvzhi.classify_many(pa.schema([])), TypeError),
        (lambda: lvzhi.Thresholds(listed=1.5), ValueError),
        (lambda: lvzhi.Thresholds(lead=float("nan")), ValueError),
        (lambda: lvzhi.classify_many(["树"], threads=0), ValueError),
        (lambda: lvzhi.classify_many(["树"], top=17), ValueError),
        (lambda: lvzhi.classify_many(["树"]).counts("颜色"), KeyError),
        (lambda: lvzhi.to_pandas("rows"), ValueError),
    ],
)
def test_misuse(call: Callable[[], object], kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        call()
    assert isinstance(caught.value, lvzhi.LvzhiError) and len(str(caught.value)) > 10


def test_old_versions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = (Path(__file__).resolve().parents[1] / "pyproject.toml").read_text("utf-8")
    for module, oldest, column in ((pd, "2.0", pd.Series(TEXTS)), (pl, "1.5", pl.Series(TEXTS)), (pa, "16.0", pa.array(TEXTS))):
        assert f'["{module.__name__}>={oldest}.' in declared
        lvzhi.classify_many(column)
        with monkeypatch.context() as patch:
            patch.setattr(module, "__version__", "1.4.9" if module is pl else "1.9.0")
            with pytest.raises(ImportError, match=rf"needs {oldest}.*pip install"):
                lvzhi.classify_many(column)
            with pytest.raises(ImportError, match="pip install"):
                getattr(lvzhi.classify_many([]), {pd: "to_pandas", pl: "to_polars", pa: "to_arrow"}[module])()


def test_numbers_of_threads() -> None:
    expected = lvzhi.classify_many(TEXTS).to_dict()
    for threads in (1, np.int64(2), np.uint8(3), 10**30):
        assert lvzhi.classify_many(TEXTS, threads=threads).to_dict() == expected


def test_columns_of_lazy_frames_and_of_odd_frames() -> None:
    expected = lvzhi.classify_many(TEXTS)["id"]
    lazy = pl.LazyFrame({"a": [1] * len(TEXTS), "诉求": TEXTS})
    assert lvzhi.classify_many(lazy, name="诉求")["id"] == lvzhi.classify_many(lazy.select("诉求"))["id"] == expected
    frame = pl.DataFrame({"诉求": TEXTS, "o": pl.Series([object() for _ in TEXTS], dtype=pl.Object)})
    assert lvzhi.classify_many(frame, name="诉求")["id"] == expected
    labels = pd.MultiIndex.from_product([["a"], ["诉求"]])
    assert lvzhi.classify_many(pd.DataFrame({"x": TEXTS}).set_axis(labels, axis=1), name=("a", "诉求"))["id"] == expected  # type: ignore[arg-type]
    rows = pd.Series(TEXTS, index=pd.MultiIndex.from_product([["甲"], range(len(TEXTS))]))
    assert lvzhi.classify_many(rows).to_pandas().index.equals(rows.index)


def test_named_columns() -> None:
    for table in (pa.table({"a": [1], "诉求": ["低保"]}), pl.DataFrame({"a": [1], "诉求": ["低保"]}), pd.DataFrame({"a": [1], "诉求": ["低保"]})):
        assert lvzhi.classify_many(table, name="诉求").to_dict()["id"] == [lvzhi.classify("低保").best.item.id]  # type: ignore[union-attr]


def test_progress(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lvzhi.classify_many(["低保"] * 10)
    assert capsys.readouterr().err == ""
    lvzhi.classify_many(["低保"] * 70_000, progress=True)
    assert "70000" in capsys.readouterr().err.replace(",", "").replace(".0k", "000")
    monkeypatch.setattr("lvzhi._progress._PATIENCE", -1.0)
    lvzhi.classify_many(["低保"] * 70_000)
    assert "履职归类" in capsys.readouterr().err
    lvzhi.classify_many(["低保"] * 70_000, progress=False)
    assert capsys.readouterr().err == ""


def test_frames() -> None:
    for rows, make in (("items", 292), ("departments", sum(len(item.departments) for item in lvzhi.items()))):
        frames = lvzhi.to_pandas(rows), lvzhi.to_polars(rows), lvzhi.to_arrow(rows)
        assert [frame.shape[0] for frame in frames] == [make] * 3
        assert list(frames[0].columns) == frames[1].columns == frames[2].column_names
    duties = lvzhi.to_pandas("duties")
    clauses = [d for item in lvzhi.items() for g in item.upper_duties + item.township_duties for d in g.duties]
    assert list(duties["duty"]) == clauses
