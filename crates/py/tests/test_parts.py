"""Reasons, frames, tickets, requests one by one, other places, and the column that is found by itself."""

from __future__ import annotations

import csv
import json
import pickle
from pathlib import Path

import pytest
from lvzhi.__main__ import main

import lvzhi

SEVERAL = "老板欠我们工钱不给；蝗虫把庄稼吃光了"


def test_why_an_answer_is_unclear() -> None:
    for text, reason in (("同上", lvzhi.Reason.ONLY_FRAME), ("水", lvzhi.Reason.TOO_LITTLE), ("老板欠我们工钱不给", None)):
        answer = lvzhi.classify(text)
        assert answer.reason == reason and answer.to_dict()["reason"] == reason
        assert json.loads(answer.to_json()).get("reason") == reason
        assert pickle.loads(pickle.dumps(answer)) == answer
    assert lvzhi.Reason("tiers_near").label == "几级相近"
    assert "只有套话" in str(lvzhi.classify("同上"))


def test_other_places() -> None:
    assert lvzhi.classify("我是石门镇的，低保停了半年").elsewhere and not lvzhi.classify("低保停了半年").elsewhere
    table = lvzhi.classify_many(["我是石门镇的，低保停了半年", "低保停了半年", None, "同上"])
    assert table["elsewhere"] == ["yes", "no", None, "no"] and table["reason"] == [None, None, None, "only_frame"]
    chinese = pickle.loads(pickle.dumps(table)).headed("zh")
    assert chinese["提到外地"] == ["是", "否", None, "否"] and chinese["待定原因"][3] == "只有套话"


def test_named_thresholds() -> None:
    named = lvzhi.Thresholds.named("careful")
    assert named.listed > 0.5 and named.lead > 0.05
    text = "路边的树倒了"
    assert lvzhi.classify(text, thresholds="careful") == lvzhi.classify(text, thresholds=named)
    assert lvzhi.classify_many([text], thresholds="eager")[0] == lvzhi.classify_many([text], thresholds=lvzhi.Thresholds.named("eager"))[0]
    for wrong in ("bold", 3):
        with pytest.raises(ValueError, match="careful"):
            lvzhi.classify(text, thresholds=wrong)  # type: ignore[arg-type]


def test_frames() -> None:
    text = "😀来电人：张三。低保停了半年，谢谢领导"
    parts = lvzhi.frame(text)
    assert [part.text for part in parts] == ["来电人", "张三", "谢谢领导"]
    assert all(text[part.start : part.end] == part.text for part in parts)
    assert [str(part.kind) for part in parts] == ["field", "field", "formula"] and parts[0].kind.label == "字段"
    assert pickle.loads(pickle.dumps(parts)) == parts
    form = "诉求内容：低保停了半年\n处理结果：村民低保申请已受理"
    read, whole = lvzhi.classify(form), lvzhi.classify(form, frames=False)
    assert max(part.end for part in read.best.evidence) < form.index("处理结果") < max(part.end for part in whole.best.evidence)
    again = pickle.loads(pickle.dumps(whole))
    assert again.best.evidence == whole.best.evidence
    assert lvzhi.classify_many([form], frames=False)["candidate_1_confidence"] == [whole.best.confidence]


def test_tickets() -> None:
    text = lvzhi.ticket("老板欠我们工钱不给", title="求助", category="社会保障 > 低保")
    assert text == "标题：求助\n诉求类型：社会保障/低保\n诉求内容：老板欠我们工钱不给"
    assert lvzhi.classify(text).best.item.id == "R009"
    assert lvzhi.ticket("低保") == "诉求内容：低保"


def test_requests_one_by_one() -> None:
    first, second = parts = lvzhi.classify_parts("😀" + SEVERAL)
    assert [part.answer.best.item.id for part in parts] == ["R009", "C031"]
    assert all(("😀" + SEVERAL)[part.start : part.end] == part.answer.text for part in parts)
    assert first.answer == lvzhi.classify(first.answer.text) and first != second
    assert pickle.loads(pickle.dumps(parts)) == parts
    (only,) = lvzhi.classify_parts("低保停了")
    assert (only.start, only.end, only.answer) == (0, 4, lvzhi.classify("低保停了"))
    with pytest.raises(lvzhi.QueryError):
        lvzhi.classify_parts(" ")


def test_columns_of_requests() -> None:
    table = lvzhi.classify_many([SEVERAL, None, "低保停了", 7, ""], parts=True, errors="null")
    assert table.rows == [0, 0, 1, 2, 3, 4] and table.columns[0] == "part"
    assert table["part"] == ["老板欠我们工钱不给", "蝗虫把庄稼吃光了", None, "低保停了", None, ""]
    assert table["id"][:4] == ["R009", "C031", None, "B048"] and [row for row, _ in table.errors] == [4, 5]
    assert pickle.loads(pickle.dumps(table)).to_dict() == table.to_dict() and table[2:].rows == [1, 2, 3, 4]
    with pytest.raises(lvzhi.QueryError) as wrong:
        lvzhi.classify_many([SEVERAL, ""], parts=True)
    assert wrong.value.row == 1


def test_columns_of_requests_in_pandas_and_arrow() -> None:
    pandas = pytest.importorskip("pandas")
    frame = lvzhi.classify_many(pandas.Series([SEVERAL, "低保停了"], index=["a", "b"]), parts=True).to_pandas()
    assert list(frame.index) == ["a", "a", "b"] and list(frame["part"])[2] == "低保停了"
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(lvzhi.classify_many([SEVERAL], parts=True))["part"].to_list() == SEVERAL.split("；")


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", "--json", "--frame", "--parts", SEVERAL + "，谢谢领导"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["frame"] == [{"start": 57, "end": 69, "kind": "formula"}]
    assert [part["answer"]["matches"][0]["id"] for part in told["parts"]] == ["R009", "C031"] and told["parts"][1]["start"] == 30
    assert main(["classify", "--frame", "--parts", SEVERAL]) == 0
    page = capsys.readouterr().out
    assert "第 1 件" in page and "第 2 件" in page and "没有略去什么" in page
    assert main(["classify", "--setting", "careful", "--json", "低保停了"]) == 0


TABLE = "工单号,受理人,工单内容,类别,处理单位\n1,张三,老板欠我们工钱不给；蝗虫把庄稼吃光了,投诉,石门镇人民政府\n2,李四,低保停了半年，村里说要重新申请,咨询,石门镇人民政府\n"


def test_the_column_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, out = tmp_path / "工单.csv", tmp_path / "结果.csv"
    for head in ("工单内容", "情况"):
        name.write_text(TABLE.replace("工单内容", head), encoding="utf-8")
        assert main(["classify", str(name), "-o", str(out)]) == 0
        assert f"“{head}”" in capsys.readouterr().err
        rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
        assert rows[1]["工单号"] == "2" and rows[1]["判断"] == "基本履职" and rows[1]["待定原因"] == ""
    assert main(["classify", str(name), "--column", "类别", "-o", str(out)]) == 0
    assert "“" not in capsys.readouterr().err


def test_a_request_in_the_place_of_the_headings_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = tmp_path / "无标题.csv"
    for first, told in (("我家门口的路灯坏了一个月没有人来修", True), ("诉求内容", False)):
        name.write_text(f"{first}\n老板欠我们工钱不给\n", encoding="utf-8")
        assert main(["classify", str(name), "-o", str(tmp_path / f"{told}.csv")]) == 0
        assert ("当作标题，没有回答" in capsys.readouterr().err) == told


def test_a_row_for_each_request(tmp_path: Path) -> None:
    name, out = tmp_path / "工单.csv", tmp_path / "结果.csv"
    name.write_text(TABLE, encoding="utf-8")
    assert main(["classify", str(name), "--parts", "-o", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["受理人"] for row in rows] == ["张三", "张三", "李四"]
    assert [row["事项原文"] for row in rows][:2] == SEVERAL.split("；")
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in csv.reader(TABLE.splitlines()):
        book.active.append(line)
    book.save(tmp_path / "工单.xlsx")
    assert main(["classify", str(tmp_path / "工单.xlsx"), "--parts", "-o", str(tmp_path / "结果.xlsx")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "结果.xlsx").active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["张三", "张三", "李四"]
