"""The list: look-up, classes, export."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import threading

import lvzhi
import pytest


def every_object() -> list[object]:
    items = lvzhi.items()
    answer = lvzhi.classify("老板欠我们工钱不给", evidence=True)
    return [
        *items,
        *lvzhi.departments(),
        *lvzhi.categories(),
        *(group for item in items for group in item.upper_duties + item.township_duties),
        *(takeover for item in items for takeover in item.takeover),
        *(repair for item in items for repair in item.repairs),
        lvzhi.township,
        *lvzhi.township.profile,
        answer,
        *answer.matches,
        *answer.best.evidence,
        *(member for enum in (lvzhi.Tier, lvzhi.Verdict, lvzhi.Role, lvzhi.Kind, lvzhi.Met, lvzhi.RepairKind) for member in enum),
    ]


def test_counts() -> None:
    assert [len(lvzhi.items(tier)) for tier in lvzhi.Tier] == [140, 108, 44]
    assert [len(lvzhi.categories(tier)) for tier in lvzhi.Tier] == [20, 18, 10]
    assert [lvzhi.township.declared_items(tier) for tier in lvzhi.Tier] == [140, 108, 44]
    assert lvzhi.township.declared_departments("basic") is None
    assert sum(len(category) for category in lvzhi.categories()) == len(lvzhi.items()) == 292


def test_export_is_the_binarys(binary: str) -> None:
    assert lvzhi.export().encode() == subprocess.run([binary, "export"], capture_output=True, check=True).stdout


def test_classes_say_what_the_export_says() -> None:
    rows = [json.loads(line) for line in lvzhi.export().splitlines()]
    by_id = {row["id"]: row for row in rows if row["type"] == "item"}
    for item in lvzhi.items():
        row = by_id[item.id]
        assert item.to_dict() == row and json.loads(item.to_json()) == row
        assert (item.tier, item.number, item.category, item.name) == tuple(
            row[key] for key in ("tier", "number", "category", "name")
        )
        assert [{"name": d.name, "role": r} for d, r in item.departments] == row["departments"]
        for side in ("upper_duties", "township_duties"):
            groups = [
                {"heading": g.heading, "department": g.department and g.department.name, "duties": list(g.duties)}
                for g in getattr(item, side)
            ]
            assert groups == row[side]
        takeover = [{"department": t.department and t.department.name, "method": t.method} for t in item.takeover]
        assert takeover == row["takeover"]
        assert list(item.source_lines) == row["source_lines"]
        repairs = [{"field": r.field, "scanned": r.scanned, "kind": r.kind, "basis": r.basis} for r in item.repairs]
        assert repairs == row["repairs"]
    departments = [row for row in rows if row["type"] == "department"]
    for department, row in zip(lvzhi.departments(), departments, strict=True):
        assert {"type": "department", "name": department.name, "short": department.short,
                "aliases": list(department.aliases), "kind": department.kind} == row  # fmt: skip


def test_keys() -> None:
    item = lvzhi.item("C051")
    assert lvzhi.item("c51") is lvzhi.item("Ｃ０５１") is lvzhi.item("C 051") is lvzhi.item(item.name) is item
    assert lvzhi.department("人社局") is lvzhi.department("巴楚县人力资源和社会保障局")
    assert lvzhi.items("收回") == lvzhi.items(lvzhi.Tier.RECLAIMED) == lvzhi.items("R")
    office = lvzhi.department("教育局")
    assert lvzhi.items(department="教育局") == lvzhi.items(department=office) == office.items()
    assert set(office.items("lead")) <= set(office.items())
    category = lvzhi.categories("basic")[0]
    assert lvzhi.items("basic", category) == lvzhi.items("basic", category.name) == category.items()


def test_frozen_hashable_comparable_picklable() -> None:
    objects = every_object()
    for value in objects:
        for made in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
            assert type(made) is type(value) and made == value and hash(made) == hash(value)
        assert repr(value) and str(value)
        if not isinstance(value, str):
            with pytest.raises((AttributeError, TypeError)):
                value.name = "x"  # type: ignore[attr-defined]
    assert lvzhi.item("B001") < lvzhi.item("C001") < lvzhi.item("R001")
    assert sorted(lvzhi.items(), reverse=True) == lvzhi.items()[::-1]
    assert lvzhi.item("B001") != "B001" and lvzhi.item("B001") != lvzhi.item("B002")
    assert len({lvzhi.item("B001"), lvzhi.item("b1")}) == 1


def test_enums_have_the_labels_of_the_core() -> None:
    assert [tier.label for tier in lvzhi.Tier] == ["基本履职", "配合履职", "上级部门收回"]
    assert lvzhi.Verdict.UNLISTED.label == "清单外" and f"{lvzhi.Verdict.UNLISTED}" == "unlisted"
    assert all(member.label for enum in (lvzhi.Role, lvzhi.Kind, lvzhi.Met, lvzhi.RepairKind) for member in enum)


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda: lvzhi.item("C900"), KeyError, ["C900", "C108"]),
        (lambda: lvzhi.item("国土调查"), KeyError, ["C051"]),
        (lambda: lvzhi.department("教育厅"), KeyError, ["巴楚县教育局"]),
        (lambda: lvzhi.items(category="民生"), KeyError, ["民生服务"]),
        (lambda: lvzhi.items(tier="甲"), ValueError, ["基本履职"]),
        (lambda: lvzhi.items(role="lead"), ValueError, ["department"]),
        (lambda: lvzhi.items(department="教育局", role="x"), ValueError, ["joint"]),
        (lambda: lvzhi.item(51), TypeError, ["int"]),
        (lambda: lvzhi.classify(""), ValueError, ["查询为空"]),
        (lambda: lvzhi.classify(" \u3000\n"), ValueError, ["empty"]),
        (lambda: lvzhi.classify("请" * 30_000), ValueError, ["90000"]),
        (lambda: lvzhi.classify("\ud800"), ValueError, ["surrogate"]),
        (lambda: lvzhi.classify(None), TypeError, ["NoneType"]),
        (lambda: lvzhi.classify("树", top=0), ValueError, ["16"]),
        (lambda: lvzhi.classify("树", top=-1), ValueError, ["-1", "16"]),
        (lambda: lvzhi.classify("树", top="三"), ValueError, ["三", "16"]),
        (lambda: lvzhi.classify("\0"), ValueError, ["empty"]),
        (lambda: lvzhi.item("\0"), KeyError, ["id"]),
        (lambda: lvzhi.item("\ud800"), ValueError, ["surrogate"]),
        (lambda: lvzhi.item("字" * 100_000), KeyError, ["字…："]),
        (lambda: lvzhi.department(""), KeyError, ["department"]),
        (lambda: lvzhi.plots, AttributeError, ["plots"]),
    ],
)
def test_errors(call, kind: type[Exception], words: list[str]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(kind) as caught:
        call()
    assert kind is AttributeError or isinstance(caught.value, lvzhi.LvzhiError)
    for word in words:
        assert word in str(caught.value)
    if isinstance(caught.value, lvzhi.LvzhiError):
        again = pickle.loads(pickle.dumps(caught.value))
        assert str(again) == str(caught.value)


def test_threads_agree() -> None:
    def work() -> None:
        for _ in range(50):
            found.add((lvzhi.item("C051"), lvzhi.classify("老板欠我们工钱不给").to_json()))

    found: set[tuple[lvzhi.Item, str]] = set()
    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1
