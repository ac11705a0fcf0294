"""Whatever public functions are given: they take it, or raise an error of this package that says what was expected."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lvzhi
import numpy as np
import pandas as pd
import polars as pl
import pytest
from conftest import ROOT
from lvzhi import plot

BUILT_IN = lvzhi.catalogue()
TEXTS = ["老板欠我们工钱不给"]
FACTS = ("township", "county", "prefecture", "region", "code", "edition", "tier")
FRAME: dict[str, Any] = {"序号": [1], "事项类别": ["民生服务"], "事项名称": ["维修村内路灯"]}
OFFICIAL = ROOT / "crates/import/tests/data/official.xlsx"

BAD = [
    None, "", "\ud800", "x\0y", "x" * 70_000, 5, -1, 10**30, 1.5, float("nan"), b"x", [], [None], ["\ud800"], {"a": 1}, object(), Exception,
    lvzhi.Tier.BASIC, lvzhi.open(ROOT / "data/tongxi").item("B001"), lvzhi.Thresholds(), np.array("x"), np.array([["x"]]),
    pd.Series(["\ud800"], dtype=object), pd.DataFrame({"a": ["x"]}), pl.DataFrame({"a": ["x"]}), range(3), [["x", "y"]],
]  # fmt: skip

CALLS: dict[str, Callable[[Any], object]] = {
    "classify": lvzhi.classify,
    "classify top": lambda bad: lvzhi.classify(TEXTS[0], bad),
    "classify thresholds": lambda bad: lvzhi.classify(TEXTS[0], thresholds=bad),
    "classify_parts": lvzhi.classify_parts,
    "classify_many": lvzhi.classify_many,
    "classify_many cell": lambda bad: lvzhi.classify_many([bad]),
    "classify_many errors": lambda bad: lvzhi.classify_many(TEXTS, errors=bad),
    "classify_many language": lambda bad: lvzhi.classify_many(TEXTS, language=bad),
    "classify_many prefix": lambda bad: lvzhi.classify_many(TEXTS, prefix=bad),
    "classify_many name": lambda bad: lvzhi.classify_many(pd.DataFrame({"诉求": TEXTS, "事项": TEXTS}), name=bad),
    "evidence": lambda bad: lvzhi.evidence(TEXTS[0], bad),
    "item": lvzhi.item,
    "items tier": lvzhi.items,
    "items category": lambda bad: lvzhi.items(category=bad),
    "items department": lambda bad: lvzhi.items(department=bad),
    "department": lvzhi.department,
    "covering": lvzhi.covering,
    "matter": lvzhi.matter,
    "matters": lvzhi.matters,
    "export_line": lvzhi.export_line,
    "frame": lvzhi.frame,
    "ticket": lvzhi.ticket,
    "ticket title": lambda bad: lvzhi.ticket("路灯坏了", bad),
    "open": lvzhi.open,
    "import_list": lvzhi.import_list,
    **{f"import_list {fact}": lambda bad, fact=fact: lvzhi.import_list(OFFICIAL, **{fact: bad}) for fact in FACTS},
    "from_bytes": lvzhi.Catalogue.from_bytes,
    "from_frame": lvzhi.Catalogue.from_frame,
    "from_frame column": lambda bad: lvzhi.Catalogue.from_frame({**FRAME, "事项名称": bad}, township="幸福镇", tier="基本履职"),
    "from_frame cell": lambda bad: lvzhi.Catalogue.from_frame({**FRAME, "事项名称": [bad]}, township="幸福镇", tier="基本履职"),
    **{f"from_frame {fact}": lambda bad, fact=fact: lvzhi.Catalogue.from_frame(FRAME, **{fact: bad}) for fact in FACTS},
    "teach": lambda bad: BUILT_IN.teach(bad, bad),
    "teach item": lambda bad: BUILT_IN.teach(TEXTS, [bad]),
    "forget": BUILT_IN.forget,
    "evaluate": lambda bad: BUILT_IN.evaluate(bad, bad),
    "evaluate label": lambda bad: BUILT_IN.evaluate(TEXTS, [bad]),
    "sample": BUILT_IN.sample,
    "sample size": lambda bad: BUILT_IN.sample(TEXTS, bad),
    "agreement": lambda bad: BUILT_IN.agreement(bad, bad, bad),
    "moves": lambda bad: BUILT_IN.moves(bad, TEXTS),
    "diff": BUILT_IN.diff,
    "compare": lvzhi.compare,
    "compare list": lambda bad: lvzhi.compare([bad]),
    "admit": BUILT_IN.admit,
    "admit by": lambda bad: BUILT_IN.admit("开展国土调查", bad),
    "save": BUILT_IN.save,
    "to_excel": lvzhi.to_excel,
    "to_excel results": lambda bad: lvzhi.to_excel(io.BytesIO(), bad),
    "to_excel texts": lambda bad: lvzhi.to_excel(io.BytesIO(), lvzhi.classify_many(TEXTS), bad),
    "to_pandas": lvzhi.to_pandas,
    "review columns": lambda bad: BUILT_IN.sample(TEXTS).columns(bad),
    "review to_polars": lambda bad: BUILT_IN.sample(TEXTS).to_polars(bad),
    "review save": lambda bad: BUILT_IN.sample(TEXTS).save(bad),
    "Thresholds": lvzhi.Thresholds,
    "Thresholds lead": lambda bad: lvzhi.Thresholds(0.5, bad),
    "Thresholds.named": lvzhi.Thresholds.named,
    "Evidence": lambda bad: lvzhi.Evidence(0, 1, "工", bad, 0.5),
    "FramePart": lambda bad: lvzhi.FramePart(bad, 1, "工", "markup"),
    "table headed": lambda bad: lvzhi.classify_many(TEXTS).headed("zh", bad),
    "plot axes": lambda bad: plot.categories(5 if bad is None else bad),
    "plot table": plot.confidence,
    "plot review": plot.calibration,
}


@pytest.mark.parametrize("name", CALLS)
def test_every_error_is_typed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = 0
    for bad in BAD:
        try:
            CALLS[name](bad)
        except lvzhi.LvzhiError as error:
            refused += 1
            # What was found is named in two languages, and nothing of it breaks the message.
            assert str(error).encode("utf-8", "replace").isascii() is False, (name, bad)
    assert refused > 0


def test_names_that_no_file_can_have() -> None:
    writers = ((BUILT_IN.save, ".lvz"), (lvzhi.to_excel, ".xlsx"), (BUILT_IN.sample(TEXTS).save, ".html"))
    for write, ending in writers:
        for name in ("x\0y", "\ud800"):
            with pytest.raises(lvzhi.FileError, match="no file can have this name"):
                write(name + ending)


def test_a_table_of_rows() -> None:
    table = lvzhi.classify_many(TEXTS)
    for bad in (None, 1.5, b"x", [0]):
        with pytest.raises(lvzhi.QueryTypeError, match="expected a row"):
            table[bad]  # type: ignore[call-overload]


def test_lists_may_come_one_by_one() -> None:
    both = [BUILT_IN, lvzhi.open(ROOT / "data/tongxi")]
    assert lvzhi.compare(list_ for list_ in both).facts == lvzhi.compare(both).facts
    assert lvzhi.compare(tuple(both)).to_json() == lvzhi.compare(both).to_json()


def test_columns_of_a_frame_are_of_one_length() -> None:
    with pytest.raises(lvzhi.OptionError, match="序号 1、事项类别 1、事项名称 2"):
        lvzhi.Catalogue.from_frame({**FRAME, "事项名称": ["维修村内路灯", "受理高龄津贴申请"]}, township="幸福镇", tier="基本履职")
