"""Answers: those of the binary, alone and in columns."""

from __future__ import annotations

import json

import lvzhi


def test_answers_are_the_binarys(queries: list[str], told: list[str]) -> None:
    for n, (text, line) in enumerate(zip(queries, told, strict=True)):
        assert f'{{"id":{n},{lvzhi.classify(text, top=3).to_json()[1:]}' == line, text


def test_columns_are_the_binarys(queries: list[str], told: list[str]) -> None:
    columns = lvzhi.classify_many(queries, top=3).to_dict()
    for n, line in enumerate(told):
        answer = json.loads(line)
        assert columns["verdict"][n] == answer["verdict"] and columns["confidence"][n] == answer["confidence"]
        for rank, end in enumerate(["", "_2", "_3"]):
            match = answer["matches"][rank] if rank < len(answer["matches"]) else None
            assert columns["id" + end][n] == (match and match["id"])
            if rank:
                assert columns["confidence" + end][n] == (match and match["confidence"])


def test_json_is_that_of_python(queries: list[str]) -> None:
    for text in queries:
        answer = lvzhi.classify(text)
        told = json.loads(answer.to_json())
        assert told["confidence"] == answer.confidence and told["verdict"] == answer.verdict
        assert [m["score"] for m in told["matches"]] == [match.score for match in answer.matches]
        assert json.dumps(told, separators=(",", ":")) == answer.to_json()


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
