"""The columns that reviews take: what is refused of them, and where it is said to stand."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lvzhi
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

DATA = Path(__file__).parents[3] / "data"

TEXTS = ["老板欠我们工钱不给", "国土调查谁来做"]
LABELS = ["R009", "C051"]
BUILT_IN = lvzhi.catalogue()

OF_TEXTS: dict[str, Callable[[Any], object]] = {
    "evaluate": lambda texts: BUILT_IN.evaluate(texts, LABELS),
    "sample": lambda texts: BUILT_IN.sample(texts),
    "agreement": lambda texts: BUILT_IN.agreement(LABELS, LABELS, texts),
    "teach": lambda texts: BUILT_IN.teach(texts, LABELS),
    "forget": lambda texts: BUILT_IN.forget(texts),
    "moves": lambda texts: BUILT_IN.moves(BUILT_IN, texts),
    "to_excel": lambda texts: lvzhi.to_excel(Path("/nonexist/x.xlsx"), lvzhi.classify_many(TEXTS), texts),
}
OF_LABELS: dict[str, Callable[[Any], object]] = {
    "evaluate": lambda labels: BUILT_IN.evaluate(TEXTS, labels),
    "agreement": lambda labels: BUILT_IN.agreement(LABELS, labels),
    "teach": lambda labels: BUILT_IN.teach(TEXTS, labels),
}
FRAMES = [dict, pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: f"{frame.__module__}.{frame.__name__}")
@pytest.mark.parametrize("ask", [*OF_TEXTS.values(), *OF_LABELS.values()], ids=[*OF_TEXTS, *(f"{name} labels" for name in OF_LABELS)])
def test_a_table_is_no_column(ask: Callable[[Any], object], frame: Callable[[Any], Any]) -> None:
    # Two columns of two rows: their names would pass for a column.
    with pytest.raises(lvzhi.QueryTypeError, match=r"hand over one column of it, as df\["):
        ask(frame({"诉求": TEXTS, "事项": LABELS}))


@pytest.mark.parametrize("wrong", ["老板", b"ab", 5, None, np.array("老板"), BUILT_IN], ids=repr)
@pytest.mark.parametrize("name", OF_TEXTS)
def test_one_text_is_no_column(name: str, wrong: Any) -> None:
    if wrong is None and name in ("agreement", "to_excel"):
        return
    with pytest.raises(lvzhi.QueryTypeError, match="put a single one into a list"):
        OF_TEXTS[name](wrong)


@pytest.mark.parametrize("name", OF_LABELS)
def test_one_label_is_no_column(name: str) -> None:
    for wrong in ("R009", 5, None):
        with pytest.raises(lvzhi.QueryTypeError, match="put a single one into a list"):
            OF_LABELS[name](wrong)
    with pytest.raises(lvzhi.QueryTypeError, match=r"row 1, from 0.*not float"):
        OF_LABELS[name](["R009", 5.0])


@pytest.mark.parametrize("name", [name for name in OF_TEXTS if name != "to_excel"])
def test_lone_surrogates_are_refused_as_classify_refuses_them(name: str) -> None:
    with pytest.raises(lvzhi.QueryError) as alone:
        lvzhi.classify("\ud800")
    with pytest.raises(lvzhi.QueryError) as wrong:
        OF_TEXTS[name]([TEXTS[0], "垃圾\ud800"])
    assert wrong.value.row == 1 and wrong.value.message == alone.value.message
    # Only columns of results have an option to leave rows empty.
    assert "row 1, from 0" in str(wrong.value) and "errors=" not in str(wrong.value)
    with pytest.raises(lvzhi.QueryTypeError, match=r"row 1, from 0.*texts.*not int") as typed:
        OF_TEXTS[name]([TEXTS[0], 5])
    assert typed.value.row == 1 and "errors=" not in str(typed.value)


@pytest.mark.parametrize("name", OF_LABELS)
def test_labels_with_lone_surrogates(name: str) -> None:
    with pytest.raises(lvzhi.QueryError) as wrong:
        OF_LABELS[name](["R009", ["\ud800"]])
    assert wrong.value.row == 1


@pytest.mark.parametrize("name", OF_LABELS)
def test_items_of_another_list_are_refused(name: str) -> None:
    tongxi = lvzhi.open(DATA / "tongxi")
    for other in (tongxi.item("B007"), tongxi.departments()[0], tongxi.categories()[0]):
        for label in (other, [other], {other}):
            with pytest.raises(lvzhi.OptionError, match=r"row 1, from 0.*look it up in this one") as wrong:
                OF_LABELS[name](["R009", label])
            assert "桐溪乡" in str(wrong.value) and "夏马勒乡" in str(wrong.value)


def test_a_taught_list_has_the_items_of_before() -> None:
    tongxi = lvzhi.open(DATA / "tongxi")
    taught = tongxi.teach(["村里的大喇叭天不亮就响"], [tongxi.item("B007")])
    assert taught.evaluate(["低保怎么申请"], [tongxi.classify("低保怎么申请").best.item]).facts["right_at_1"] == 1.0
    assert len(taught.teach(["路灯坏了"], [tongxi.item("B001")]).taught) == 2


def test_measuring_takes_little_more_than_answering() -> None:
    texts = [f"{text}{n}" for n in range(300) for text in TEXTS]

    def seconds(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    # In turns, and the best of many: what else the machine does takes its time from either.
    answer = lambda: lvzhi.classify_many(texts, 3, threads=1, progress=False)  # noqa: E731
    measure = lambda: BUILT_IN.evaluate(texts, LABELS * 300)  # noqa: E731
    answered, measured = map(min, zip(*((seconds(answer), seconds(measure)) for _ in range(20)), strict=True))
    assert measured < 4 * answered
