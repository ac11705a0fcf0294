"""Matters: what an answer is about, what an item covers, who usually does it."""

from __future__ import annotations

import copy
import json
import pickle

import lvzhi
import pytest
from conftest import ROOT


def test_registry() -> None:
    all_ = lvzhi.matters()
    assert len(all_) > 100 and [matter.id for matter in all_] == [f"M{n:04}" for n in range(1, len(all_) + 1)]
    assert sorted(all_[::-1]) == all_ and len(set(all_)) == len(all_)
    for matter in all_:
        assert lvzhi.matter(matter.id) == lvzhi.matter(matter.id.lower()) == matter
        assert lvzhi.matter("Ｍ" + matter.id[1:].lstrip("0")) == matter
        for made in (pickle.loads(pickle.dumps(matter)), copy.copy(matter), copy.deepcopy(matter)):
            assert made == matter and hash(made) == hash(matter)
        assert matter.name.startswith(matter.thing) and matter.act.isascii() and matter.field and str(matter) == matter.name
        assert matter.body is None or matter.body
        assert matter.id in repr(matter)
    assert any(matter.body and matter.basis for matter in all_)
    with pytest.raises(AttributeError):
        all_[0].name = "x"  # type: ignore[misc]
    for wrong in ("M0000", "M9999", "42", "", "M" + "9" * 50, "低保"):
        with pytest.raises(lvzhi.NotFoundError, match="M0001"):
            lvzhi.matter(wrong)
    with pytest.raises(lvzhi.QueryTypeError):
        lvzhi.matter(42)  # type: ignore[arg-type]


def test_words_and_what_is_near() -> None:
    assert [matter.thing for matter in lvzhi.matters("护照")] == ["普通护照"]
    assert lvzhi.matters("m0042") == [lvzhi.matter("M0042")]
    assert lvzhi.matters("公安") == [matter for matter in lvzhi.matters() if matter.field == "公安"]
    assert lvzhi.matters("没有这样的事由") == lvzhi.matters(" ") == []
    with pytest.raises(lvzhi.QueryTypeError):
        lvzhi.matters(42)  # type: ignore[arg-type]
    lamps = lvzhi.matters("村庄路灯")[0]
    assert lamps.within in lvzhi.matters() and lamps.near[0].thing == "城市路灯" and len(lamps.near) <= 3
    found = lvzhi.covering(lamps)
    assert found == lvzhi.covering(lamps.id) and [cover.main for _, cover in found] == sorted((cover.main for _, cover in found), reverse=True)
    assert {item for item, _ in found} == {item for item in lvzhi.items() if any(cover.matter == lamps for cover in item.covers)}
    with pytest.raises(lvzhi.NotFoundError):
        lvzhi.covering("M9999")


@pytest.mark.parametrize("of", [lvzhi.catalogue(), lvzhi.open(ROOT / "data" / "tongxi")], ids=str)
def test_covers_are_those_of_the_export(of: lvzhi.Catalogue) -> None:
    rows = [json.loads(line) for line in of.export().splitlines()]
    stated = set()
    for row in (row for row in rows if row["type"] == "item"):
        covers = of.item(row["id"]).covers
        told = [
            {"id": c.matter and c.matter.id, "name": c.matter and c.matter.name, "main": c.main, "from": "stated" if c.stated else "bound"}
            for c in covers
        ]
        assert told == row["matters"]
        assert all(pickle.loads(pickle.dumps(cover)) == copy.copy(cover) == cover and repr(cover) for cover in covers)
        stated |= {cover.stated for cover in covers}
    assert stated == {of is lvzhi.catalogue()}
    assert of.export_line(0) == of.export().splitlines()[0] and of.export_line(10**6) is None


def test_answers_name_the_matter(queries: list[str]) -> None:
    usual, through = set(), 0
    for text in [*queries, "公积金怎么提取", "护照怎么办理", "我要交个人所得税"]:
        answer = lvzhi.classify(text)
        told = json.loads(answer.to_json())
        assert (told["matter"] and told["matter"]["id"]) == (answer.matter and answer.matter.id)
        assert [match["matter"] for match in told["matches"]] == [match.matter and match.matter.id for match in answer.matches]
        body = answer.matter.body if answer.matter and answer.verdict == "unlisted" else None
        assert answer.usual_body == body and answer.to_dict()["usual_body"] == body
        # A candidate that was met through a matter covers it.
        for match in answer.matches:
            through += match.matter is not None
            assert match.matter is None or match.matter in {cover.matter for cover in match.item.covers}
            assert match.matter is None or match.matter.name in match._repr_html_()
        page = answer._repr_html_()
        assert answer.matter is None or answer.best is None or answer.matter.name in page
        if body:
            usual.add(body)
            assert body in page and f"通常由{body}办理" in str(answer) and "通常由" in page
    assert usual and through > 100
    assert lvzhi.classify("☃☃☃").matter is None


def test_columns_tell_the_matter(queries: list[str]) -> None:
    texts = [*queries, "公积金怎么提取"]
    table = lvzhi.classify_many(texts)
    answers = [lvzhi.classify(text) for text in texts]
    assert table["matter"] == [answer.matter and answer.matter.name for answer in answers]
    assert table["usual_body"] == [answer.usual_body for answer in answers] and any(table["usual_body"])
    assert table.headed("zh")["事由"] == table["matter"] and table.headed("zh")["通常承办单位"] == table["usual_body"]
    assert sum(table.counts("matter").values()) == sum(matter is not None for matter in table["matter"])
    body = next(body for body in table["usual_body"] if body)
    first = table["usual_body"].index(body)
    assert body in table[first : first + 1]._repr_html_()
    frame = lvzhi.to_pandas()
    assert frame["matters"].iloc[0] == "、".join(cover.matter.name for cover in lvzhi.items()[0].covers if cover.matter)
