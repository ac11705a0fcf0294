"""Tables: what their columns say, rows and slices, headings, pickles, and tables beside the list."""

from __future__ import annotations

import copy
import io
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import lvzhi
import pandas as pd
import polars as pl
import pytest
from conftest import ROOT
from mypy import api

TEXTS = ["老板欠我们工钱不给", "", "今天天气真好", "国土调查谁来做", None, "村口那棵几百年的老榆树有人要砍", 5, "树"]


@pytest.fixture(scope="module")
def table() -> lvzhi.Table:
    series = pd.Series(TEXTS, index=list("甲乙丙丁戊己庚辛"), dtype=object)
    return lvzhi.classify_many(series, top=2, errors="null", evidence=True)


def test_responsible_is_right_to_group_by(queries: list[str]) -> None:
    table = lvzhi.classify_many(queries)
    expected: Counter[str] = Counter()
    for text in queries:
        answer = lvzhi.classify(text)
        expected["、".join(answer.responsible)] += 1
    nobody = expected.pop("")
    assert nobody > 10 and len(expected) > 5 and "夏马勒乡" in expected
    assert table.to_pandas().groupby("responsible", observed=True).size().to_dict() == expected == table.counts("responsible")
    frame = table.to_polars()
    told = dict(frame.filter(pl.col("responsible").is_not_null())["responsible"].cast(pl.String).value_counts().rows())
    assert told == expected and frame["responsible"].null_count() == nobody


def test_candidates_are_no_findings(queries: list[str]) -> None:
    none = 0
    for row, text in zip(lvzhi.classify_many(queries, top=2), queries, strict=True):
        answer = lvzhi.classify(text, top=2)
        found = [row[key] for key in ("id", "name", "category")]
        if answer.verdict not in list(lvzhi.Tier):
            none += bool(answer.matches)
            assert found == [None] * 3 and row["departments"] is None and row["responsible"] is None
        else:
            item = answer.best.item  # type: ignore[union-attr]
            assert found == [item.id, item.name, item.category]
        for rank, match in enumerate(answer.matches, 1):
            told = [row[f"candidate_{rank}_{key}"] for key in ("id", "name", "tier", "confidence")]
            assert told == [match.item.id, match.item.name, match.item.tier, match.confidence]
    assert none > 5


def test_rows_and_slices(table: lvzhi.Table) -> None:
    columns = table.to_dict()
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert list(table) == rows and table[0] == rows[0] and table[-1] == rows[-1]
    for part in (slice(2, 5), slice(None), slice(5, 2), slice(None, None, -1), slice(-3, None), slice(6, 0, -2), slice(50, 90), slice(7, None, -3)):
        taken = table[part]
        assert list(taken) == rows[part] and len(taken) == len(rows[part])
        assert list(taken.to_pandas().index) == list("甲乙丙丁戊己庚辛"[part])
        assert taken.to_arrow().to_pylist() == rows[part]
        assert [row for row, _ in taken.errors] == [n for n, row in enumerate(rows[part]) if row["error"]]
    assert table["id"] == columns["id"] and table.head(2) == table[:2].to_dict()
    for row in (8, -9):
        with pytest.raises(IndexError, match="8 rows"):
            table[row]
    big = lvzhi.classify_many(["低保怎么申请"] * 70_000 + ["欠薪"], progress=False)
    assert big[65_535:65_538]["id"] == big["id"][65_535:65_538] and big[70_000] == big[-1] != big[0]
    assert sum(1 for _ in big) == 70_001


def test_errors_have_a_column(table: lvzhi.Table) -> None:
    told = table["error"]
    assert [row for row, why in enumerate(told) if why] == [1, 6] == [row for row, _ in table.errors]
    assert "查询为空" in told[1] and "int" in told[6] and [why for why in told if why] == [why for _, why in table.errors]
    assert "error" not in lvzhi.classify_many(["低保"]).columns
    # However many there are.
    many = lvzhi.classify_many([""] * 70_000 + ["低保"], errors="null", progress=False)
    assert len(many.errors) == 70_000 and many["error"].count(None) == 1 and many.to_arrow()["error"].null_count == 1


def test_evidence_is_told_on_request(table: lvzhi.Table, queries: list[str]) -> None:
    assert not [key for key in lvzhi.classify_many(["欠薪"]).columns if "evidence" in key]
    for column in (queries, queries * 2):
        told = lvzhi.classify_many(column, top=2, evidence=True)
        for rank in (1, 2):
            for text, evidence in zip(column, told[f"candidate_{rank}_evidence"], strict=True):
                matches = lvzhi.classify(text, top=2).matches
                parts = matches[rank - 1].evidence if len(matches) >= rank else ()
                assert evidence == (" ".join(f"“{part.text}”（{part.met.label}）" for part in parts) or None)
    assert table.to_polars()["candidate_1_evidence"].to_list() == table["candidate_1_evidence"]


def test_headings(table: lvzhi.Table) -> None:
    chinese = table.headed("zh", prefix="归类_")
    assert chinese.columns[:8] == [f"归类_{name}" for name in ("判断", "把握", "负责单位", "编号", "事项名称", "事项类别", "全部部门", "事由")]
    assert chinese.columns[8:12] == [f"归类_{name}" for name in ("通常承办单位", "待定原因", "提到外地", "未答原因")]
    assert chinese.columns[12:15] == ["归类_候选1编号", "归类_候选1事项名称", "归类_候选1清单类别"]
    assert chinese["归类_判断"] == chinese["verdict"] == [verdict and lvzhi.Verdict(verdict).label for verdict in table["verdict"]]
    assert chinese["candidate_1_tier"][0] == "上级部门收回" and list(chinese.counts()) == [lvzhi.Verdict(key).label for key in table.counts()]
    for frame in (chinese.to_pandas(), chinese.to_polars(), chinese.to_arrow().to_pandas()):
        assert list(frame.columns) == chinese.columns and list(frame["归类_负责单位"])[3] == "巴楚县自然资源局"
    options: dict[str, Any] = {"top": 2, "errors": "null", "evidence": True, "language": "zh", "prefix": "归类_"}
    assert lvzhi.classify_many(TEXTS, **options).to_dict() == chinese.to_dict()
    assert next(lvzhi.classify_chunks(TEXTS, **options)).to_dict() == chinese.to_dict()
    assert chinese.headed().to_dict() == table.to_dict() and "归类_判断" in chinese._repr_html_()


def test_pickles_and_copies(table: lvzhi.Table) -> None:
    big = lvzhi.classify_many(["低保怎么申请", None, ""] * 30_000, errors="null", progress=False)
    for made in (table, big, table.headed("zh", "x"), table[:0], lvzhi.classify_many([])):
        for again in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
            assert again.to_dict() == made.to_dict() and again.errors == made.errors and again.columns == made.columns
            assert again.to_pandas().equals(made.to_pandas())
    assert list(pickle.loads(pickle.dumps(table)).to_pandas().index) == list("甲乙丙丁戊己庚辛")


def test_pickles_that_are_not_whole(table: lvzhi.Table) -> None:
    rebuild, (of, wish, ids, rows, errors) = table._replies.__reduce__()  # type: ignore[misc]
    for n in range(6):
        cut = tuple(part[:-1] if place == n else part for place, part in enumerate(rows))
        if n in (1, 2, 3, 4):
            cut = tuple(part[:-4] if place == n else part for place, part in enumerate(rows))
        with pytest.raises(lvzhi.OptionError, match="not whole"):
            rebuild(of, wish, ids, cut, errors)
    # Items are told by their ids: another order of the list changes nothing, and an id that is gone is an error.
    with pytest.raises(lvzhi.NotFoundError):
        rebuild(of, wish, ["C900", *ids[1:]], rows, errors)
    odd = bytes([100, 255, 254, 128, 3, 4, 5, 0])
    assert len(rebuild(of, wish, ids, (odd, *rows[1:]), errors)) == 8


def test_ids_join_with_those_of_the_list(table: lvzhi.Table) -> None:
    found = [id_ for id_ in table["id"] if id_]
    columns = {"id": found, "mine": list(range(len(found)))}
    for key in ("id", "candidate_1_id"):
        joined = table.to_polars().join(lvzhi.to_polars(), left_on=key, right_on="id", how="inner", suffix="_list")
        assert joined.height == len([id_ for id_ in table[key] if id_])
        merged = table.to_pandas().merge(lvzhi.to_pandas(), left_on=key, right_on="id", suffixes=("", "_list"))
        assert len(merged) == joined.height
        assert table.to_pandas()[key].dtype == lvzhi.to_pandas()["id"].dtype == pd.DataFrame(columns)["id"].dtype
        assert table.to_arrow().schema.field(key).type == lvzhi.to_arrow().schema.field("id").type
    assert table.to_polars().join(pl.DataFrame(columns), on="id").height == len(found)
    assert table.to_arrow().join(lvzhi.to_arrow().select(["id", "number"]), "id", join_type="inner").num_rows == len(found)


def test_excel_takes_an_open_file_and_no_frame(table: lvzhi.Table, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    file = io.BytesIO()
    lvzhi.to_excel(file, table, TEXTS)
    file.seek(0)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_name("归类结果").to_python()
    assert rows[0][:5] == ["行号", "诉求", "判断", "把握", "负责单位"] and rows[1][4] == "巴楚县人力资源和社会保障局"
    for wrong in (table.to_pandas(), table.to_polars(), table.to_dict()):
        with pytest.raises(lvzhi.OptionError, match=r"lvzhi\.Table"):
            lvzhi.to_excel(tmp_path / "x.xlsx", wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "x.xlsx").exists()


TYPED = """
import pandas as pd
import polars as pl
import lvzhi
from lvzhi.accessors import PandasSeries, PolarsExpr, PolarsSeries

a: pl.Expr = PolarsExpr(pl.col("诉求")).classify(2, errors="null", language="zh", prefix="x", evidence=True)
b: pl.DataFrame = PolarsSeries(pl.Series(["欠薪"])).classify(thresholds=lvzhi.Thresholds(listed=0.4))
c = PandasSeries(pd.Series(["欠薪"])).classify(threads=2, progress=False)
table = lvzhi.classify_many(["欠薪"])
d: lvzhi.Table = table[1:]
e: dict[str, object] = table[0]
f: list[object] = table["id"]
"""
MISTYPED = ['PolarsExpr(pl.col("诉求")).classify(error="null")', 'PolarsExpr(pl.col("诉求")).classify(errors="skip")', "table[0.5]",
            'PolarsSeries(pl.Series()).classify(language="fr")']  # fmt: skip


def test_type_checkers_know_the_accessors(tmp_path: Path) -> None:
    file = tmp_path / "typed.py"
    config = ["--config-file", str(ROOT / "crates" / "py" / "pyproject.toml"), "--cache-dir", str(tmp_path)]
    file.write_text(TYPED, encoding="utf-8")
    said, _, code = api.run([*config, str(file)])
    assert code == 0, said
    file.write_text(TYPED + "\n".join(MISTYPED), encoding="utf-8")
    said, _, code = api.run([*config, str(file)])
    assert said.count("error:") == len(MISTYPED), said
