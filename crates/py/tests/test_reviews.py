"""Teaching, measuring, comparing: what the methods of lists give, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import lvzhi
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def tongxi() -> lvzhi.Catalogue:
    return lvzhi.open(DATA / "tongxi")


def test_teach(tongxi: lvzhi.Catalogue, tmp_path: Path) -> None:
    texts, items = ["村里的大喇叭天不亮就响", "给孩子办低保"], [tongxi.item("B007"), "清单外"]
    taught = tongxi.teach(pd.Series(texts), items)
    assert taught.classify(texts[0]).best.item.id == "B007"
    assert taught.classify(texts[1]).verdict is lvzhi.Verdict.UNLISTED
    assert taught.taught == [(texts[0], taught.item("B007")), (texts[1], None)]
    assert tongxi.taught == []
    moves = tongxi.moves(taught, texts)
    assert moves.facts["moved"] == 2
    taught.save(tmp_path / "taught.lvz")
    assert lvzhi.open(tmp_path / "taught.lvz") is taught
    # What was taught before stays.
    again = taught.teach(["路灯坏了"], ["B001"])
    assert len(again.taught) == 3
    # The built-in list, too.
    assert lvzhi.catalogue().teach(["村里的大喇叭天不亮就响"], ["C051"]).classify(texts[0]).best.item.id == "C051"


def test_teach_refuses(tongxi: lvzhi.Catalogue) -> None:
    with pytest.raises(lvzhi.ListError) as wrong:
        tongxi.teach(["井盖丢了", "路灯坏了", "路灯坏了"], ["B999", "B001", "B002"])
    assert len(wrong.value.problems) == 2 and "B999" in wrong.value.problems[0]
    with pytest.raises(lvzhi.OptionError):
        tongxi.teach(["一", "二"], ["B001"])
    for several in (["B001", "B002"], {"B001", "清单外"}, ("B001", "没有这一项"), [lvzhi.Tier.BASIC, "B001"]):
        with pytest.raises(lvzhi.ListError, match="keep one") as wrong:
            tongxi.teach(["井盖丢了", "路灯坏了"], ["B001", several])
        assert len(wrong.value.problems) == 1 and wrong.value.problems[0].startswith("第 1 条：")
        assert "count from 0" in str(wrong.value)
    assert len(tongxi.teach(["路灯坏了"], [["B001", tongxi.item("B001")]]).taught) == 1


def test_forget(tongxi: lvzhi.Catalogue) -> None:
    texts, items = ["村里的大喇叭天不亮就响", "给孩子办低保"], ["B007", "清单外"]
    taught = tongxi.teach(texts, items)
    left = taught.forget(pd.Series(["给孩子，办低保？"]))
    assert left.taught == [(texts[0], left.item("B007"))]
    assert left is tongxi.teach(texts[:1], items[:1]) and len(taught.taught) == 2
    # All of it: the list that was never taught.
    assert taught.forget([text for text, _ in taught.taught]) is tongxi
    # A correction is corrected.
    other = left.forget(texts[:1]).teach(texts[:1], ["B001"])
    assert other.taught == [(texts[0], other.item("B001"))]
    with pytest.raises(lvzhi.ListError, match="was not taught") as wrong:
        taught.forget([texts[0], "没教过的话"])
    assert len(wrong.value.problems) == 1 and wrong.value.problems[0].startswith("第 1 条：")
    with pytest.raises(lvzhi.QueryTypeError):
        taught.forget(texts[0])


@pytest.mark.parametrize("column", [list, pd.Series, pl.Series, pa.array])
def test_evaluate(column: type, tmp_path: Path) -> None:
    texts = column(["老板欠我们工钱不给", "国土调查谁来做", "公积金怎么提取", "没有标注"])
    review = lvzhi.catalogue().evaluate(texts, column(["R009", "C051", "清单外", None]))
    assert (review.facts["texts"], review.facts["right_at_1"], review.facts["outside"]) == (3, 1.0, 1)
    assert set(review.tables) >= {"overall", "by_tier", "confusions", "calibration", "thresholds", "mistakes"}
    assert review.to_pandas().loc[0, "share"] == 1.0
    assert review.to_polars("thresholds").height == len(review.tables["thresholds"])
    assert review.columns("overall")["share"] == "比例"
    for name in ("报告.xlsx", "报告.html", "报告.json", "报告.txt"):
        review.save(tmp_path / name)
    assert json.loads((tmp_path / "报告.json").read_text("utf-8"))["facts"]["texts"] == 3
    assert "<title>" in review.to_html() and "<h1>" in review._repr_html_() and "<style>" not in review._repr_html_()
    with pytest.raises(lvzhi.OptionError):
        review.save(tmp_path / "报告.pdf")
    with pytest.raises(lvzhi.OptionError):
        review.to_pandas("没有")
    with pytest.raises(lvzhi.OptionError):
        lvzhi.catalogue().evaluate(["一二三"], ["没有这一项"])


def test_several_labels() -> None:
    review = lvzhi.catalogue().evaluate(["老板欠我们工钱不给"] * 3, [["C051", "R009"], lvzhi.item("R009"), {"R009"}])
    assert review.facts["right_at_1"] == 1.0
    review = lvzhi.catalogue().evaluate(["老板欠我们工钱不给"], [lvzhi.Tier.RECLAIMED])
    assert review.facts["right_at_1"] == 1.0


def test_the_township_is_a_label(tongxi: lvzhi.Catalogue) -> None:
    texts = ["低保怎么申请", "路灯坏了"]
    said = [tongxi.classify(text).responsible for text in texts]
    assert tongxi.township.name in said[0]
    assert tongxi.evaluate(texts, said).facts["right_at_1"] == 1.0


def test_people() -> None:
    review = lvzhi.catalogue().agreement(["C051", "R009", "无"], ["c51", "清单外", "清单外"])
    assert review.facts["agreed"] == pytest.approx(2 / 3)
    assert len(review.tables["disagreements"]) == 1 and "第 1 条" in str(review)
    assert "count from 0" in review.notes[-1] and "清单里没有" not in str(review)
    review = lvzhi.catalogue().agreement(["C051", "B999", "B999"], ["C501", "清单外", "B999"])
    assert "“B999”（第 1 条、第 2 条）" in review.notes[1] and "“C501”（第 0 条）" in review.notes[1]
    sample = lvzhi.catalogue().sample(["老板欠我们工钱不给", "国土调查谁来做"], size=1)
    assert len(sample.tables["sample"]) == 1


def test_lists(tongxi: lvzhi.Catalogue) -> None:
    assert lvzhi.catalogue().diff(lvzhi.catalogue()).facts["changes"] == 0
    assert tongxi.diff(lvzhi.catalogue()).facts["changes"] > 200
    review = lvzhi.compare([tongxi, lvzhi.catalogue()])
    matrix = review.to_pandas("matrix")
    assert list(matrix.columns[3:]) == ["桐溪乡", "夏马勒乡"]
    assert len(matrix) >= len(review.tables["common"]) + len(review.tables["single"]) > 300
    assert repr(review).startswith("<Review comparison")


def test_admit() -> None:
    review = lvzhi.catalogue().admit("请乡镇牵头开展国土调查工作", by="县教育局")
    assert "配合履职" in review.facts["opinion"]
    assert any("不是交办的" in note for note in review.notes)
    with pytest.raises(lvzhi.QueryError):
        lvzhi.catalogue().admit(" ")
