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


def test_alone() -> None:
    assert len(LINES) == 2000
    for query, line in zip(QUERIES, LINES, strict=True):
        try:
            told = f'"answer":{lvzhi.classify(query, top=3).to_json()}}}'
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
    rest = "".join(f" {match['id']} {match['confidence']}" for match in answer["matches"][1:])
    return f"{answer['verdict']} {answer['confidence']} {answer['matches'][0]['id'] if answer['matches'] else None}{rest}"


def row(columns: dict[str, list[Any]], n: int) -> str:
    """A row of a table in that form."""
    if columns["verdict"][n] is None:
        return "null"
    others = [(columns[f"id_{rank}"][n], columns[f"confidence_{rank}"][n]) for rank in (2, 3)]
    rest = "".join(f" {id_} {sure!r}" for id_, sure in others if id_ is not None)
    return f"{columns['verdict'][n]} {columns['confidence'][n]!r} {columns['id'][n]}{rest}"


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
    # The names that go with an id are those of its item.
    for n in range(len(LINES)):
        if columns["id"][n] is not None:
            item = lvzhi.item(columns["id"][n])
            departments = "、".join(department.name for department, _ in item.departments)
            facts = (item.name, item.tier, item.category, item.lead and item.lead.name, departments or None)
            told = tuple(columns[name][n] for name in ("name", "tier", "category", "lead_department", "departments"))
            assert told == facts


def test_out_of_arrow_as_out_of_python() -> None:
    table = lvzhi.classify_many(QUERIES, top=3, errors="null")
    columns = table.to_dict()
    assert table.to_arrow().to_pydict() == columns == table.to_polars().to_dict(as_series=False)
