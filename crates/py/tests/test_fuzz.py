"""Inputs that nobody thought of: a call answers as a column does, or fails with an error of this package; nothing else ends it."""

from __future__ import annotations

from typing import Any

import lvzhi
import pandas as pd
import polars as pl
import pyarrow as pa
from conftest import MATTERS
from hypothesis import given, settings
from hypothesis import strategies as st

# Any text, lone surrogates too, and pieces of what people say with anything between.
texts = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(codec=None, categories=None)),
    st.lists(st.one_of(st.sampled_from(MATTERS), st.text(max_size=5)), max_size=6).map("".join),
)
cells = st.one_of(st.none(), texts, st.just(float("nan")), st.integers(), st.binary(max_size=9), st.lists(st.integers()))
# The same examples each time, so that the test command repeats; `--hypothesis-seed` takes others where this is set to False.
often = settings(max_examples=1000, deadline=None, derandomize=True)


@given(texts)
@often
def test_one_text(text: str) -> None:
    try:
        answer = lvzhi.classify(text, evidence=True)
    except (lvzhi.QueryError, lvzhi.QueryTypeError):
        assert len(text.encode("utf-8", "surrogatepass")) > 65536 or not said(text)
        return
    assert 0 <= answer.confidence <= 1
    scores = [match.score for match in answer.matches]
    assert scores == sorted(scores, reverse=True)
    for match in answer.matches:
        for part in match.evidence:
            assert text[part.start : part.end] == part.text
    assert answer == lvzhi.classify(text, evidence=True)
    assert answer.verdict == lvzhi.classify(f" {text}\n").verdict


def said(text: str) -> bool:
    """Whether anything of a text is left that can be encoded and read."""
    return text.isprintable() and not any("\ud800" <= c <= "\udfff" for c in text) and any(c.isalnum() for c in text)


@given(st.lists(cells, max_size=8))
@often
def test_columns(column: list[Any]) -> None:
    table = lvzhi.classify_many(column, errors="null")
    told = table.to_dict()
    assert len(told["verdict"]) == len(column)
    bad = {row for row, _ in table.errors}
    for row, cell in enumerate(column):
        try:
            alone = lvzhi.classify(cell).verdict if isinstance(cell, str) else None
        except lvzhi.LvzhiError:
            alone = None
        assert told["verdict"][row] == alone, row
        assert row not in bad or alone is None


@given(st.lists(st.one_of(st.none(), st.text()), max_size=8))
@often
def test_kinds_of_columns(column: list[str | None]) -> None:
    kinds = [pd.Series(column, dtype=object), pl.Series(column, dtype=pl.String), pa.array(column, pa.string())]
    first, *others = [lvzhi.classify_many(kind, errors="null").to_dict() for kind in kinds]
    assert all(other == first for other in others)


@given(st.one_of(st.text(), st.from_regex(r"\s?[BCRbcrＢ][0-9０-９]{0,5}\s?", fullmatch=True)))
@often
def test_look_ups(text: str) -> None:
    for find in (lvzhi.item, lvzhi.department):
        try:
            found = find(text)
        except lvzhi.NotFoundError as error:
            assert str(error)
        else:
            assert found == find(f" {text} ")
