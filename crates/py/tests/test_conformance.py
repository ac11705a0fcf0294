"""The conformance file, byte for byte: every query alone and in columns of every kind, every look-up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import lvzhi
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ROOT

ALL = (ROOT / "data" / "conformance.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
LINES = [line for line in ALL if line.startswith('{"q":')]
QUERIES: list[str] = [json.loads(line)["q"] for line in LINES]
KINDS = {"empty": "the query is empty", "too_long": "at most 65536"}


def head(line: str) -> str:
    """A line up to its answer."""
    return line[: line.rindex(',"answer":' if ',"answer":' in line else ',"error":')]


def evidence(query: str, best: lvzhi.Match | None) -> str:
    """The evidence as the file has it: in Python ranges are in characters, there in bytes of UTF-8."""
    parts = []
    for part in best.evidence if best else ():
        start, end = (len(query[:at].encode()) for at in (part.start, part.end))
        parts.append({"start": start, "end": end, "text": part.text, "met": part.met.value, "share": part.share})
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def test_alone() -> None:
    assert len(LINES) == 2000
    for query, line in zip(QUERIES, LINES, strict=True):
        try:
            answer = lvzhi.classify(query, top=3)
            told = f'"answer":{answer.to_json()},"evidence":{evidence(query, answer.best)}}}'
        except lvzhi.QueryError as error:
            kind = next(kind for kind, words in KINDS.items() if words in str(error))
            told = f'"error":"{kind}"}}'
        assert f"{head(line)},{told}" == line


def test_lookups() -> None:
    kinds = {"item": lambda text: lvzhi.item(text).id, "department": lambda text: lvzhi.department(text).name}
    found = 0
    for line in ALL[len(LINES) :]:
        read = json.loads(line)
        kind = next(iter(read))
        if read["is"] is None:
            with pytest.raises(lvzhi.NotFoundError):
                kinds[kind](read[kind])
        else:
            assert kinds[kind](read[kind]) == read["is"], line
            found += 1
    assert found > 3000


def expected(line: str) -> str:
    """What a row of a table holds of an answer: its numbers as they are written in the file, without the scores."""
    given = json.loads(line, parse_float=str)
    if "error" in given:
        return "null"
    answer = given["answer"]
    rest = "".join(f" {match['id']} {match['confidence']}" for match in answer["matches"])
    found = answer["matches"][0]["id"] if answer["verdict"] in list(lvzhi.Tier) else None
    matter = answer["matter"] or {"name": None, "body": None}
    body = matter["body"] if answer["verdict"] == "unlisted" else None
    return f"{answer['verdict']} {answer['confidence']} {found} {matter['name']} {body}{rest}"


def row(columns: dict[str, list[Any]], n: int) -> str:
    """A row of a table in that form."""
    if columns["verdict"][n] is None:
        return "null"
    candidates = [(columns[f"candidate_{rank}_id"][n], columns[f"candidate_{rank}_confidence"][n]) for rank in (1, 2, 3)]
    rest = "".join(f" {id_} {sure!r}" for id_, sure in candidates if id_ is not None)
    matter = f"{columns['matter'][n]} {columns['usual_body'][n]}"
    return f"{columns['verdict'][n]} {columns['confidence'][n]!r} {columns['id'][n]} {matter}{rest}"


COLUMNS: dict[str, Callable[[list[str]], Any]] = {
    "list": list,
    "generator": iter,
    "pandas object": lambda texts: pd.Series(texts, dtype=object),
    "pandas string[pyarrow]": lambda texts: pd.Series(texts, dtype="string[pyarrow]"),
    "polars": pl.Series,
    "arrow": pa.array,
    "arrow dictionary": lambda texts: pa.array(texts).dictionary_encode(),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_columns(kind: str) -> None:
    wanted = [expected(line) for line in LINES]
    table = lvzhi.classify_many(COLUMNS[kind](QUERIES), top=3, errors="null")
    columns = table.to_dict()
    assert [row(columns, n) for n in range(len(LINES))] == wanted
    assert [n for n, _ in table.errors] == [n for n, line in enumerate(LINES) if '"error":' in line[len(head(line)) :]]
    assert wanted.count("null") == len(table.errors) > 5
    # The facts that go with an id are those of its item.
    for n in range(len(LINES)):
        told = tuple(columns[name][n] for name in ("name", "category", "responsible", "departments"))
        if columns["id"][n] is None:
            assert told == (None,) * 4
        else:
            item = lvzhi.item(columns["id"][n])
            departments = "、".join(department.name for department, _ in item.departments)
            assert told == (item.name, item.category, "、".join(item.responsible) or None, departments or None)
            assert columns["verdict"][n] == item.tier
        if columns["candidate_2_id"][n] is not None:
            item = lvzhi.item(columns["candidate_2_id"][n])
            assert (columns["candidate_2_name"][n], columns["candidate_2_tier"][n]) == (item.name, item.tier)


def test_out_of_arrow_as_out_of_python() -> None:
    table = lvzhi.classify_many(QUERIES, top=3, errors="null")
    columns = table.to_dict()
    assert table.to_arrow().to_pydict() == columns == table.to_polars().to_dict(as_series=False)
