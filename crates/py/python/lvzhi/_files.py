"""Tables in files: CSV as Excel and WPS write it, XLSX and XLS."""

from __future__ import annotations

import csv
import io
import os
import sys
from typing import Any

from ._columns import classify_many
from ._errors import NotFoundError, OptionError, missing

__all__ = ["added", "classify", "decoded", "is_table", "read", "write"]

_SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_TEXTS = (".csv", ".tsv", ".txt")

Grid = list[list[Any]]


def is_table(name: str) -> bool:
    """Whether a word of the command line names a table on disk."""
    return name.lower().endswith(_SHEETS + _TEXTS) and os.path.isfile(name)


def decoded(data: bytes) -> str:
    """A text file as Excel, WPS and others write it: UTF-8 with or without BOM, UTF-16 with BOM, else GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            message = f"既不是 UTF-8 也不是 GB18030 (neither UTF-8 nor GB18030): byte {error.start}"
            raise OptionError(message) from None


def read(name: str) -> Grid:
    """The rows of a table, the headings first."""
    try:
        grid = _sheet(name) if name.lower().endswith(_SHEETS) else _text(name)
    except (OSError, OptionError, csv.Error) as error:
        raise OptionError(f"{name}：无法读取 (cannot be read): {error}") from None
    if not grid:
        raise OptionError(f"{name}：是空表 (the table is empty)")
    width = max(map(len, grid))
    return [[*row, *[""] * (width - len(row))] for row in grid]


def _sheet(name: str) -> Grid:
    """The first sheet of a workbook."""
    calamine = missing("python_calamine", "excel")
    try:
        grid: Grid = calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()
    except calamine.CalamineError as error:
        raise OptionError(f"不是完好的工作簿,请另存为 .xlsx 后重试 (no sound workbook: save it as .xlsx again): {error}") from None
    return grid


def _text(name: str) -> Grid:
    """The rows of a CSV file, separated by commas or tabs."""
    with open(name, "rb") as file:
        text = decoded(file.read())
    head = text.partition("\n")[0]
    mark = "\t" if head.count("\t") > head.count(",") else ","
    # A cell may be as long as it likes: what is too long for a query is said with its row.
    limit = csv.field_size_limit(len(text) + 1)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    finally:
        csv.field_size_limit(limit)


def write(name: str | None, grid: Grid) -> None:
    """Writes a table: XLSX, or CSV with a BOM, without which Excel takes it for GBK. To standard output without one."""
    if name is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(grid)
        return
    try:
        if name.lower().endswith(".xlsx"):
            from ._excel import write_grid

            write_grid(name, grid)
        elif name.lower().endswith(_TEXTS):
            with open(name, "w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter="\t" if name.lower().endswith(".tsv") else ",").writerows(grid)
        else:
            raise OptionError(f"{name}：请写成 .csv 或 .xlsx (write to .csv or .xlsx)")
    except OSError as error:
        raise OptionError(f"{name}：无法写入 (cannot be written): {error}") from None


def _place(headings: list[Any], column: str | None) -> int:
    names = [str(heading).strip() for heading in headings]
    if column is None:
        if len(names) == 1:
            return 0
        raise OptionError(f"请用 --column 指明诉求所在的列 (name the column): {'、'.join(names)}")
    if column not in names:
        raise NotFoundError(column, "表中没有这一列 (the table has no such column)", tuple(names))
    return names.index(column)


def added(texts: list[Any], top: int) -> tuple[list[str], Grid, list[tuple[int, str]]]:
    """Headings and cells of the columns that are added for the texts, and the rows in error."""
    table = classify_many(texts, top, errors="null", language="zh")
    columns = table.to_dict()
    return list(columns), [list(row) for row in zip(*columns.values(), strict=True)], table.errors


def classify(name: str, column: str | None, output: str | None, top: int) -> int:
    """Classifies a column of a file; returns the exit code: 1 where rows could not be answered."""
    head, *rows = read(name)
    place = _place(head, column)
    # An empty cell is a missing one; numbers, as of a telephone list, are no text and are reported.
    texts = [None if isinstance(row[place], str) and not row[place].strip() else row[place] for row in rows]
    headings, cells, errors = added(texts, top)
    filled = ([*row, *("" if cell is None else cell for cell in more)] for row, more in zip(rows, cells, strict=True))
    write(output, [[*head, *headings], *filled])
    for row, message in errors[:20]:
        print(f"lvzhi: 第 {row + 2} 行 (line {row + 2}): {message}", file=sys.stderr)
    if len(errors) > 20:
        print(f"lvzhi: 另有 {len(errors) - 20} 行 (and {len(errors) - 20} more)", file=sys.stderr)
    if output is not None:
        print(f"{len(rows)} 行 → {output}", file=sys.stderr)
    return 1 if errors else 0

