"""Workbooks: XLSX, XLS and ODS read, XLSX written anew or into a workbook that is kept."""

from __future__ import annotations

import datetime
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from copy import copy
from numbers import Real
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from . import _native
from ._errors import OptionError, missing
from ._tables import ROWS, Added, Batch, Cells, Grid, Input

__all__ = ["KeptWorkbook", "NewSheet", "NewWorkbook", "new_book", "read"]

_LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""

_MOST_ROWS = 1_048_576
"""Rows of a sheet of Excel."""

_EXACT = 10**15
"""Whole numbers below are exact in Excel, which keeps fifteen digits."""

_SAMPLE = 200
"""Rows that the widths of columns are taken from."""


def read(file: IO[bytes], sheet: str | None) -> Input:
    """A sheet of a workbook, by its name or number, or the first."""
    calamine = missing("python_calamine", "excel")
    try:
        book = calamine.CalamineWorkbook.from_filelike(file)
        name = _sheet(book.sheet_names, sheet)
        # Rows and columns are counted from the corner of the sheet, not from its first cell.
        grid: Grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except calamine.CalamineError as error:
        raise OptionError(f"不是完好的工作簿，请另存为 .xlsx 后重试 (no sound workbook: save it as .xlsx again): {error}") from None
    file.seek(0)
    return Input("workbook", _batches(grid), len(grid), sheet=name, book=book)


def _sheet(names: list[str], wanted: str | None) -> str:
    if wanted is None and names:
        return names[0]
    if wanted in names:
        return str(wanted)
    if wanted is not None and wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise OptionError(f"没有工作表 {wanted or ''}，有的是 (no such sheet, but these): {'、'.join(names)}")


def _batches(grid: Grid) -> Iterator[Batch]:
    for start in range(0, len(grid), ROWS):
        rows = [[_whole(cell) for cell in row] for row in grid[start : start + ROWS]]
        yield Batch(list(range(start + 1, start + 1 + len(rows))), rows)


def _whole(cell: Any) -> Any:
    """Workbooks hold all numbers as floating-point: a whole one is shown without a point, as in Excel."""
    return int(cell) if isinstance(cell, float) and abs(cell) < _EXACT and cell.is_integer() else cell


def _clean(value: object) -> str:
    """What XML can hold of a text: no control characters, no half of a surrogate pair; cut to what a cell holds."""
    text = "".join(c for c in str(value) if (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") or c in "\t\n")
    return text[:_LONGEST_CELL]


def new_book(file: IO[bytes]) -> Any:
    """An empty workbook of XlsxWriter."""
    # Texts are written as texts: "=1+1" from a caller is no formula, and no address becomes a link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    return missing("xlsxwriter", "excel").Workbook(file, options)


class NewSheet:
    """A sheet of a new workbook: headings that stay in sight, with a filter, and rows below."""

    def __init__(self, book: Any, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._head = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
        self._cell = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {"date": "yyyy-mm-dd", "time": "hh:mm:ss", "datetime": "yyyy-mm-dd hh:mm:ss", "timedelta": "[h]:mm:ss"}
        self._times = {key: book.add_format({"num_format": form, "valign": "top"}) for key, form in formats.items()}
        self._row = 0
        self._titles: tuple[int, int] | None = None

    def head(self, titles: Iterable[str]) -> None:
        """Writes the headings below what was written, and keeps them in sight."""
        names = list(titles)
        for n, title in enumerate(names):
            self._sheet.write_string(self._row, n, _clean(title), self._head)
        self._titles = self._row, len(names)
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)

    def widths(self, widths: Iterable[int]) -> None:
        """Sets the widths of columns, in characters."""
        for n, width in enumerate(widths):
            self._sheet.set_column(n, n, width, self._cell)

    def row(self, cells: Iterable[Any]) -> None:
        """Writes the next row. Raises :class:`OptionError` where the sheet is full."""
        if self._row >= _MOST_ROWS:
            raise OptionError(f"超过工作表上限 {_MOST_ROWS} 行，请写 CSV 或分批 (more rows than a sheet holds: write CSV)")
        for n, value in enumerate(cells):
            if value is not None and value != "":
                self._write(n, value)
        self._row += 1

    def _write(self, n: int, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, n, value)
        elif isinstance(value, Real) and not (isinstance(value, int) and abs(value) >= _EXACT):
            self._sheet.write_number(self._row, n, value)
        elif isinstance(value, (datetime.time, datetime.timedelta)) or (
            # Excel counts from 1900 and knows no zones.
            isinstance(value, datetime.date) and value.year >= 1900 and getattr(value, "tzinfo", None) is None
        ):
            self._sheet.write_datetime(self._row, n, value, self._times[type(value).__name__])
        else:
            self._sheet.write_string(self._row, n, _clean(value))

    def end(self) -> None:
        """Puts the filter on."""
        if self._titles is not None:
            row, width = self._titles
            self._sheet.autofilter(row, 0, self._row - 1, width - 1)


class NewWorkbook:
    """A workbook that is made anew. Of a workbook that was read the other sheets go along, without their looks."""

    def __init__(self, file: IO[bytes]) -> None:
        self._book = new_book(file)
        self._sheet: Any = None
        self._others: dict[NewSheet, Grid] = {}
        self._sampled = False

    def start(self, source: Input, added: list[Added]) -> None:
        names = source.book.sheet_names if source.book is not None else ["归类结果"]
        for name in names:
            # What other programs allow in a name, Excel may not.
            sheet = NewSheet(self._book, re.sub(r"[\[\]:*?/\\]", "_", name)[:31])
            if source.book is None or name == source.sheet:
                self._sheet = sheet
            else:
                self._others[sheet] = source.book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for row in source.above:
            self._sheet.row(row)
        self._titles = [*source.head, *(column.heading for column in added)]
        self._sheet.head(self._titles)

    def write(self, batch: Batch, added: list[Cells]) -> None:
        rows = [[*row, *more] if row else [] for row, more in zip(batch.rows, zip(*added, strict=True), strict=True)]
        if not self._sampled:
            self._sheet.widths(_widths(self._titles, rows[:_SAMPLE]))
            self._sampled = True
        for row in rows:
            self._sheet.row(row)

    def end(self) -> None:
        self._sheet.end()
        for sheet, grid in self._others.items():
            for row in grid:
                sheet.row(_whole(cell) for cell in row)
        self._book.close()

    def close(self) -> None:
        pass


def _widths(titles: list[str], rows: Grid) -> list[int]:
    columns = zip(titles, *(row for row in rows if row), strict=True)
    return [min(50, max(4, *(_native.columns(_clean("" if cell is None else cell)) + 2 for cell in column))) for column in columns]


class KeptWorkbook:
    """The workbook that was read, with the results in new columns of its sheet: all else stays, by openpyxl."""

    @staticmethod
    def can_keep(file: IO[bytes], macros: bool) -> bool:
        """Whether a workbook is one that openpyxl keeps: XLSX, or XLSM to be written as what it is."""
        try:
            parts = ZipFile(file).namelist()
        except BadZipFile:
            return False
        finally:
            file.seek(0)
        return "xl/workbook.xml" in parts and (not macros or "xl/vbaProject.bin" in parts)

    def __init__(self, file: IO[bytes], macros: bool) -> None:
        self._file = file
        self._macros = macros
        self._openpyxl = missing("openpyxl", "excel")
        self._book: Any = None
        self._sheet: Any = None
        self._first = 0

    def start(self, source: Input, added: list[Added]) -> None:
        with warnings.catch_warnings(record=True) as lost:
            warnings.simplefilter("always")
            try:
                self._book = self._openpyxl.load_workbook(source.file, rich_text=True, keep_vba=self._macros)
            except (KeyError, ValueError, TypeError, BadZipFile) as error:
                raise OptionError(f"工作簿不能原样保留，请用 -o 写 .csv (the workbook cannot be kept: write to .csv): {error}") from None
        for what in sorted({str(warning.message) for warning in lost}):
            print(f"lvzhi: 工作簿有不能保留之处 (not all of the workbook can be kept): {what}", file=sys.stderr)
        sheet = self._sheet = self._book[source.sheet]
        # Cells with a formula that was never reckoned have no value to be read, and merged cells may reach further than values.
        used = [cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None]
        merged = [range.max_col for range in sheet.merged_cells.ranges if range.max_row >= source.head_line]
        last = max([len(source.head), *used, *merged])
        self._first = last + 1
        beside = sheet.cell(source.head_line, max(1, len(source.head)))
        for n, column in enumerate(added):
            cell = self._set(source.head_line, n, column.heading)
            cell._style = copy(beside._style)

    def write(self, batch: Batch, added: list[Cells]) -> None:
        for line, cells in zip(batch.lines, zip(*added, strict=True), strict=True):
            for n, value in enumerate(cells):
                if value is not None:
                    self._set(line, n, value)

    def _set(self, line: int, n: int, value: Any) -> Any:
        cell = self._sheet.cell(line, self._first + n)
        cell.value = _clean(value) if isinstance(value, str) else value
        if isinstance(value, str):
            # A text that begins with "=" is no formula.
            cell.data_type = "s"
        return cell

    def end(self) -> None:
        self._book.save(self._file)

    def close(self) -> None:
        pass
