"""The example notebooks run from the first cell to the last."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.mark.filterwarnings("ignore")
def test_notebook() -> None:
    import lvzhi

    notebook = nbformat.read(EXAMPLES / "hotline.ipynb", as_version=4)
    try:
        lvzhi.plot.font()
    except lvzhi.plot.FontError:
        # The reader is told to install a font; the rest of the notebook can be run all the same.
        first = nbformat.v4.new_code_cell("import lvzhi.plot; lvzhi.plot._FONTS = ('DejaVu Sans',)")
        notebook.cells.insert(0, first)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 3
    assert any("共 2,000 行" in output.get("data", {}).get("text/html", "") for output in shown)


@pytest.mark.filterwarnings("ignore")
def test_own_list() -> None:
    notebook = nbformat.read(EXAMPLES / "own_list.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pages = [output.get("data", {}).get("text/html", "") for output in shown]
    assert any("桐溪乡" in page for page in pages) and any("宅基地" in page for page in pages)
    assert not (EXAMPLES / "桐溪.lvz").exists()


@pytest.mark.filterwarnings("ignore")
def test_own_hotline() -> None:
    import lvzhi

    notebook = nbformat.read(EXAMPLES / "own_hotline.ipynb", as_version=4)
    try:
        lvzhi.plot.font()
    except lvzhi.plot.FontError:
        notebook.cells.insert(0, nbformat.v4.new_code_cell("import lvzhi.plot; lvzhi.plot._FONTS = ('DejaVu Sans',)"))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    assert any("(1.0, '清单外')" in output.get("data", {}).get("text/plain", "") for output in shown)
    assert any("职责准入审查意见" in output.get("text", "") for output in shown)


def test_tickets_are_made_anew_alike(tmp_path: Path) -> None:
    made = []
    for name in ("a.csv", "b.csv"):
        subprocess.run([sys.executable, EXAMPLES / "hotline_tickets.py", "2000", tmp_path / name], check=True)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] and made[0].startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(io.StringIO(made[0].decode("utf-8-sig"))))) == 2000
