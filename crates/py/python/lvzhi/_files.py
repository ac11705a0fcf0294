"""Classifies a column of a file: CSV, a workbook or Parquet, from beginning to end in batches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from . import _native
from ._columns import Thresholds, classify_many
from ._errors import OptionError
from ._progress import Bar
from ._replacing import replacing
from ._table import Language, Table
from ._tables import Added, Batch, Cells, Input, Output, Places, ending_of, kind_of, opened
from ._text import TextOutput

__all__ = ["Wish", "classify"]

Answered = tuple[list[int], list[Cells]]

_SHOWN = 20
"""Rows in error that are told one by one."""

_BESIDE = "履职"
"""Stands before the headings of results where the table has such headings itself."""


@dataclass(frozen=True)
class Wish:
    """What is asked of each row, and how the results are headed."""

    catalogue: _native.Catalogue
    top: int = 1
    prefix: str | None = None
    language: Language = "zh"
    thresholds: Thresholds = None
    frames: bool = True
    parts: bool = False

    def of(self, texts: Cells, prefix: str = "") -> Table:
        """The results of some texts."""
        return classify_many(
            self.catalogue, texts, self.top, errors="null", thresholds=self.thresholds, language=self.language, prefix=prefix,
            frames=self.frames, parts=self.parts, progress=False,
        )  # fmt: skip


def classify(name: str, output: str | None, places: Places, wish: Wish, progress: bool | None) -> int:
    """Classifies a column of a file; returns the exit code: 1 where rows could not be answered."""
    if output is not None and kind_of(output) is None:
        raise OptionError(f"{output}：请写成 .csv、.xlsx 或 .parquet (write to .csv, .xlsx or .parquet)")
    bar = Bar(None, progress)
    told = _Told()
    with ExitStack() as stack:
        stack.callback(bar.close)
        # The input is closed before the output takes its place: they may be one file.
        target = None if output is None else stack.enter_context(replacing(output))
        bar.stage("读取")
        with opened(name, places) as source:
            to = _output(output, target, source, wish)
            stack.callback(to.close)
            heads = _heads(source, wish)
            to.start(source, heads)
            bar.stage("归类", source.size, "B" if source.position else "行")
            for batch, (rows, results) in _ahead(source.batches, lambda batch: _answered(batch, source.place, wish, told)):
                to.write(_repeated(batch, rows) if wish.parts else batch, results)
                bar.reach(source.position()) if source.position else bar.update(len(batch.rows))
            bar.stage("写入")
            to.end()
    told.report(output)
    return 1 if told.errors else 0


def _output(name: str | None, file: IO[bytes] | None, source: Input, wish: Wish) -> Output:
    if name is None or file is None:
        return TextOutput(None)
    ending = ending_of(name)
    if kind_of(name) == "parquet":
        from ._parquet import ParquetOutput

        return ParquetOutput(file)
    if kind_of(name) == "text":
        return TextOutput(file, "\t" if ending == ".tsv" else ",")
    from ._workbooks import KeptWorkbook, NewWorkbook

    if ending not in (".xlsx", ".xlsm"):
        raise OptionError(f"{name}：请写成 .xlsx (write to .xlsx)")
    macros = ending == ".xlsm"
    # A row for each request finds no place between the rows of a sheet that is kept.
    if source.kind == "workbook" and not wish.parts and KeptWorkbook.can_keep(source.file, macros):
        return KeptWorkbook(file, macros)
    if ending != ".xlsx":
        raise OptionError(f"{name}：请写成 .xlsx (write to .xlsx)")
    return NewWorkbook(file)


def _heads(source: Input, wish: Wish) -> list[Added]:
    """The columns of results. Where the table has such a heading itself, all stand behind :data:`_BESIDE` or the caller's prefix."""

    def headed(prefix: str) -> tuple[list[Added], str]:
        columns = [Added(heading, kind == "number") for heading, _, kind in wish.of([], prefix)._fields]
        return columns, "、".join(column.heading for column in columns if column.heading in source.head)

    columns, same = headed(wish.prefix or "")
    if same and wish.prefix is None:
        columns, again = headed(_BESIDE)
        if not again:
            print(f"lvzhi: 表中已有 (the table has already): {same}；结果列冠以“{_BESIDE}” (results are headed {_BESIDE}…)", file=sys.stderr)
            return columns
    if same:
        raise OptionError(f"表中已有列 (the table has already): {same}；请用 --prefix 另取列名 (name the results otherwise with --prefix)")
    return columns


def _ahead(batches: Iterator[Batch], answer: Callable[[Batch], Answered]) -> Iterator[tuple[Batch, Answered]]:
    """Batches with their results: while one is classified, which needs no GIL, the one before is written and the next is read."""
    with ThreadPoolExecutor(1, "lvzhi") as pool:
        before: tuple[Batch, Future[Answered]] | None = None
        for batch in batches:
            soon = pool.submit(answer, batch)
            if before is not None:
                yield before[0], before[1].result()
            before = batch, soon
        if before is not None:
            yield before[0], before[1].result()


def _repeated(batch: Batch, rows: list[int]) -> Batch:
    """The rows of a batch as often as they have results."""
    arrow = None if batch.arrow is None else batch.arrow.take(rows)
    return Batch([batch.lines[row] for row in rows], [list(batch.rows[row]) for row in rows], arrow)


def _answered(batch: Batch, place: int, wish: Wish, told: _Told) -> Answered:
    """The results of a batch, by columns, and the row of the batch that each is of."""
    # A blank line of a text has no cells.
    cells = [row[place] if row else None for row in batch.rows]
    # A blank cell is a missing one; numbers, as of a telephone list, are no text and are reported.
    texts = [None if isinstance(cell, str) and not cell.strip() else cell for cell in cells]
    table = wish.of(texts)
    rows = table.rows
    told.rows += len(texts) - batch.rows.count([])
    results = list(table.to_dict().values())
    error = [field[1] for field in table._fields].index("error")
    for row, why in table.errors:
        if not isinstance(texts[rows[row]], str):
            # The library speaks to programmers; whoever keeps the table has no str().
            why = results[error][row] = "单元格不是文字，而是数字、日期等 (the cell is a number, a date or the like, not text)"
        told.error(batch.lines[rows[row]], why)
    return rows, results


class _Told:
    """What is said at the end: how many rows there were, and which could not be answered."""

    def __init__(self) -> None:
        self.rows = 0
        self.errors = 0
        self._shown: list[tuple[int, str]] = []

    def error(self, line: int, why: str) -> None:
        self.errors += 1
        if len(self._shown) < _SHOWN:
            self._shown.append((line, why))

    def report(self, output: str | None) -> None:
        for line, why in self._shown:
            print(f"lvzhi: 第 {line} 行 (line {line}): {why}", file=sys.stderr)
        if self.errors > len(self._shown):
            more = self.errors - len(self._shown)
            print(f"lvzhi: 另有 {more} 行 (and {more} more)", file=sys.stderr)
        if output is not None:
            print(f"{self.rows} 行 → {output}", file=sys.stderr)
