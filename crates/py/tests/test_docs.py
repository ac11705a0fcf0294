"""The examples of the README and of all docstrings, and what import costs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import lvzhi
import pytest
from conftest import ROOT

HERE = Path(__file__).resolve().parents[1]
MODULES = ["lvzhi", "lvzhi._enums", "lvzhi._errors", "lvzhi._columns", "lvzhi._table", "lvzhi._frames", "lvzhi._excel", "lvzhi.accessors", "lvzhi._native"]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner()
    tests = doctest.DocTestFinder(recurse=False).find(module, name, globs={"lvzhi": lvzhi})
    for key, value in vars(module).items():
        if callable(value) and str(getattr(value, "__module__", "")) in (name, "lvzhi", "lvzhi._native", "_native"):
            tests += doctest.DocTestFinder().find(value, f"{name}.{key}", module=False, globs={"lvzhi": lvzhi})
    for test in tests:
        runner.run(test)
    assert runner.summarize(verbose=False).failed == 0
    assert any(test.examples for test in tests)


def test_everything_public_is_documented() -> None:
    for name in lvzhi.__all__:
        value = getattr(lvzhi, name)
        if inspect.isclass(value) or callable(value):
            assert inspect.getdoc(value), name
        if inspect.isclass(value) and value.__module__ == "lvzhi":
            for key, member in vars(value).items():
                if not key.startswith("_"):
                    assert inspect.getdoc(member), f"{name}.{key}"


def test_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (HERE / "README.md").read_text("utf-8"), re.S)
    paths = {"TONGXI": ROOT / "data" / "tongxi", "OFFICIAL": ROOT / "crates/import/tests/data/official.xlsx"}
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), paths, "README.md", "README.md", 0)
    assert len(test.examples) > 10 and doctest.DocTestRunner().run(test).failed == 0


def test_import_brings_nothing_heavy() -> None:
    code = "import sys; before = set(sys.modules); import lvzhi; print(*sorted(set(sys.modules) - before))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "numpy", "polars", "pyarrow", "json", "argparse", "csv", "typing"} & set(out), out
