"""Answers: those of the binary, alone and in columns."""

from __future__ import annotations

import copy
import json
import pickle

import lvzhi


def test_answers_are_the_binarys(queries: list[str], told: list[str]) -> None:
    for n, (text, line) in enumerate(zip(queries, told, strict=True)):
        assert f'{{"id":{n},{lvzhi.classify(text, top=3).to_json()[1:]}' == line, text


def test_columns_are_the_binarys(queries: list[str], told: list[str]) -> None:
    columns = lvzhi.classify_many(queries, top=3).to_dict()
    for n, line in enumerate(told):
        answer = json.loads(line)
        assert columns["verdict"][n] == answer["verdict"] and columns["confidence"][n] == answer["confidence"]
        for rank, match in enumerate([*answer["matches"], None, None, None][:3], 1):
            assert columns[f"candidate_{rank}_id"][n] == (match and match["id"])
            assert columns[f"candidate_{rank}_confidence"][n] == (match and match["confidence"])


def test_responsible(queries: list[str]) -> None:
    wages = lvzhi.classify("老板欠我们工钱不给")
    assert wages.responsible == wages.best.item.responsible == ("巴楚县人力资源和社会保障局",)  # type: ignore[union-attr]
    assert lvzhi.classify("村口那棵几百年的老榆树有人要砍").responsible == ("夏马勒乡",)
    verdicts = set()
    for text in queries:
        answer = lvzhi.classify(text)
        verdicts.add(answer.verdict)
        found = answer.best and answer.verdict in list(lvzhi.Tier)
        assert answer.responsible == (answer.best.item.responsible if found else ())  # type: ignore[union-attr]
    assert verdicts == set(lvzhi.Verdict)


def test_answers_as_dicts(queries: list[str]) -> None:
    for text in queries:
        answer = lvzhi.classify(text)
        told = answer.to_dict()
        assert json.loads(json.dumps(told)) == told
        short = json.loads(answer.to_json())
        assert (short.pop("reason", None), short.pop("elsewhere", False)) == (told["reason"], told["elsewhere"])
        assert {key: told[key] for key in ("verdict", "confidence", "matter")} | {"matches": [
            {key: match[key] for key in ("id", "score", "confidence", "matter")} for match in told["matches"]]} == short  # fmt: skip
        assert told["usual_body"] == answer.usual_body
        assert (told["text"], told["label"], tuple(told["responsible"])) == (text, answer.verdict.label, answer.responsible)
        for match, row in zip(answer.matches, told["matches"], strict=True):
            assert (row["name"], row["tier"], row["category"]) == (match.item.name, match.item.tier, match.item.category)
            assert [lvzhi.Evidence(**part) for part in row["evidence"]] == list(match.evidence)


def test_thresholds() -> None:
    texts = ["老板欠我们工钱不给", "今天天气真好", "路边的树倒了"]
    for thresholds in (lvzhi.Thresholds(), lvzhi.Thresholds(0.0, 0.0), lvzhi.Thresholds(listed=1.0), lvzhi.Thresholds(lead=1e9)):
        alone = [lvzhi.classify(text, thresholds=thresholds).verdict for text in texts]
        assert lvzhi.classify_many(texts, thresholds=thresholds)["verdict"] == alone
        assert pickle.loads(pickle.dumps(thresholds)) == thresholds and hash(thresholds) == hash(copy.copy(thresholds))
    assert [lvzhi.classify(text, thresholds=lvzhi.Thresholds()) for text in texts] == [lvzhi.classify(text) for text in texts]
    assert set(lvzhi.classify_many(texts, thresholds=lvzhi.Thresholds(0.0, 0.0))["verdict"]) <= set(lvzhi.Tier)
    assert lvzhi.classify_many(texts, thresholds=lvzhi.Thresholds(0.0, 1e9)).counts() == {"unclear": 3}


def test_json_is_that_of_python(queries: list[str]) -> None:
    for text in queries:
        answer = lvzhi.classify(text)
        told = json.loads(answer.to_json())
        assert told["confidence"] == answer.confidence and told["verdict"] == answer.verdict
        assert [m["score"] for m in told["matches"]] == [match.score for match in answer.matches]
        assert json.dumps(told, ensure_ascii=False, separators=(",", ":")) == answer.to_json()


def test_evidence(queries: list[str]) -> None:
    for text in queries:
        at_once, later = lvzhi.classify(text, evidence=True), lvzhi.classify(text)
        assert at_once == later and at_once.text is text
        for one, other in zip(at_once.matches, later.matches, strict=True):
            assert one.evidence == other.evidence
            for part in one.evidence:
                assert text[part.start : part.end] == part.text
                assert isinstance(part.met, lvzhi.Met) and 0 <= part.share <= 1


def test_top() -> None:
    text = "老板欠我们工钱不给"
    assert [len(lvzhi.classify(text, top=n).matches) for n in (1, 3, 16)] == [1, 3, 16]
    ids = [match.item.id for match in lvzhi.classify(text, top=16).matches]
    assert len(set(ids)) == 16 and ids[:3] == [match.item.id for match in lvzhi.classify(text).matches]


def test_nothing_known() -> None:
    answer = lvzhi.classify("☃☃☃")
    assert answer.matches == () and answer.verdict == "unclear" and answer.best is None
    assert answer._repr_html_() and str(answer)
