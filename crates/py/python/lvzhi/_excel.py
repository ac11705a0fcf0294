"""Excel reports: the three lists in the columns of the official document, and results."""

from __future__ import annotations

from os import PathLike
from typing import IO, Any

from . import _native
from ._enums import Tier
from ._errors import OptionError
from ._frames import _text
from ._replacing import must_end, replacing
from ._reviews import values
from ._table import Table
from ._workbooks import NewSheet, new_book
from ._words import no_method

__all__ = ["to_excel"]

_Sheet = tuple[list[tuple[str, int]], list[list[Any]]]
"""Headings with widths in characters, and rows."""


def _basic(catalogue: _native.Catalogue) -> _Sheet:
    heads = [("序号", 6), ("事项类别", 14), ("事项名称", 80)]
    return heads, [[item.number, item.category, item.name] for item in catalogue.items(Tier.BASIC)]


def _cooperative(catalogue: _native.Catalogue) -> _Sheet:
    heads = [("序号", 6), ("事项类别", 14), ("事项名称", 32), ("对应上级部门", 28), ("上级部门职责", 60), ("乡镇（街道）配合职责", 60)]
    rows: list[list[Any]] = []
    for item in catalogue.items(Tier.COOPERATIVE):
        departments = "\n".join(department.name for department, _ in item.departments)
        duties = [_text(item.upper_duties) or "", _text(item.township_duties) or ""]
        rows.append([item.number, item.category, item.name, departments, *duties])
    return heads, rows


def _reclaimed(catalogue: _native.Catalogue) -> _Sheet:
    heads = [("序号", 6), ("事项类别", 14), ("事项名称", 60), ("承接部门及工作方式", 90)]
    rows: list[list[Any]] = []
    for item in catalogue.items(Tier.RECLAIMED):
        lines: list[str] = []
        for takeover in item.takeover:
            if takeover.department is None:
                lines.append(takeover.method or "不再开展此项工作。")
            else:
                lines += [f"承接部门：{takeover.department.name}", f"工作方式：{takeover.method or no_method(item)}"]
        rows.append([item.number, item.category, item.name, "\n".join(lines)])
    return heads, rows


def _results(table: Table, texts: list[str | None] | None) -> _Sheet:
    widths = {"name": 50, "departments": 40, "responsible": 28, "error": 30, "verdict": 14, "tier": 14, "category": 14, "evidence": 40, "matter": 24, "body": 28}
    heads = [("行号", 8)]
    cells: list[list[Any]] = [list(range(1, len(table) + 1))]
    if texts is not None:
        heads.append(("诉求", 50))
        cells.append(list(texts))
    for key, (heading, values) in zip(table.headed().columns, table.headed("zh").to_dict().items(), strict=True):
        heads.append((heading, widths.get(key.rpartition("_")[2], 10)))
        cells.append(values)
    return heads, [list(row) for row in zip(*cells, strict=True)]


def _load(table: Table) -> _Sheet:
    """How many rows fall to each department and verdict."""
    counts: dict[str, dict[str, int]] = {}
    table = table.headed()
    for verdict, department in zip(table["verdict"], table["responsible"], strict=True):
        if verdict in ("cooperative", "reclaimed") and department:
            counts.setdefault(department, {"cooperative": 0, "reclaimed": 0})[verdict] += 1
    heads = [("部门", 36), ("配合履职", 12), ("上级部门收回", 14), ("合计", 10)]
    rows = [[name, *by.values(), sum(by.values())] for name, by in counts.items()]
    return heads, sorted(rows, key=lambda row: (-row[3], row[0]))


def to_excel(
    catalogue: _native.Catalogue, path: str | PathLike[str] | IO[bytes], results: Table | None = None, texts: Any = None
) -> None:
    """Writes an Excel report: the three lists in the columns of the official document and, with ``results`` of
    :func:`classify_many`, the sheets 归类结果 (a row for each text) and 部门负荷 (rows for each department).

    ``texts``: the column that was classified, to stand beside its results. Widths are set, filters are on, headings stay
    in sight. ``path`` may be a file that is open for bytes. A file that was there is replaced when all is written, and stays as it
    was on any error. Raises :class:`OptionError` for a name that does not end in ``.xlsx``, for more rows than a sheet holds (1,048,575) where the numbers of texts
    and results differ, or for results of another list, :class:`FileError` (an ``OSError``) where the file cannot be written, ``ImportError`` where XlsxWriter is
    not installed.

    >>> import lvzhi, tempfile, pathlib
    >>> column = ["老板欠我们工钱不给", "国土调查谁来做"]
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "报告.xlsx"
    >>> lvzhi.to_excel(path, lvzhi.classify_many(column), column)
    >>> path.stat().st_size > 10_000
    True
    """
    if results is not None and not isinstance(results, Table):
        message = f"results 应为 lvzhi.Table，而不是 {type(results).__name__} (expected the lvzhi.Table of classify_many, not a frame of it)"
        raise OptionError(message)
    if results is not None and results.catalogue is not catalogue:
        raise OptionError(f"results 问的是{results.catalogue}，请用 (of another list, use): results.catalogue.to_excel(…)")
    makers = {Tier.BASIC: _basic, Tier.COOPERATIVE: _cooperative, Tier.RECLAIMED: _reclaimed}
    sheets = {tier.label: make(catalogue) for tier, make in makers.items()}
    if results is not None:
        column = None if texts is None else [text if isinstance(text, str) else None for text in values(texts, "texts")]
        if column is not None and len(column) != len(results):
            raise OptionError(f"texts 有 {len(column)} 行，results 有 {len(results)} 行 (texts and results differ in length)")
        sheets = {"归类结果": _results(results, column), "部门负荷": _load(results), **sheets}
    elif texts is not None:
        raise OptionError("texts 须与 results 同用 (texts go with results)")
    _write(path, sheets)


def _write(path: str | PathLike[str] | IO[bytes], sheets: dict[str, _Sheet]) -> None:
    if isinstance(path, (str, PathLike)):
        must_end(path, ".xlsx")
        with replacing(path) as file:
            _fill(file, sheets)
    elif hasattr(path, "write"):
        _fill(path, sheets)
    else:
        kind = type(path).__name__
        raise OptionError(f"path 应为文件名或打开的文件，而不是 {kind} (expected a path, or a file that is open for bytes, not {kind})")


def _fill(file: IO[bytes], sheets: dict[str, _Sheet]) -> None:
    with new_book(file) as book:
        for name, (heads, rows) in sheets.items():
            sheet = NewSheet(book, name)
            sheet.widths(width for _, width in heads)
            sheet.head(title for title, _ in heads)
            for row in rows:
                sheet.row(row)
            sheet.end()
