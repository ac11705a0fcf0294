"""Tables in files: which kind they are of, where their headings stand, and their rows in batches."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import IO, Any, Literal, NamedTuple, Protocol

from . import _native
from ._errors import FileError, OptionError

__all__ = [
    "ROWS", "STANDARD", "Added", "Batch", "Cells", "Grid", "Input", "Kind", "Output", "Places", "ending_of", "kind_of", "opened", "plain",
]  # fmt: skip

Cells = list[Any]
Grid = list[Cells]
Kind = Literal["text", "workbook", "parquet"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "text"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "workbook"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
}

ROWS = 8_192
"""Rows of a batch: fewer than the errors that a table of results keeps."""

_SEARCHED = 20
"""Rows among which the headings are looked for; blank ones are not counted."""

STANDARD = "-"
"""The name of standard input."""


class Batch(NamedTuple):
    """Some rows of a table."""

    lines: list[int]
    """Where each row begins: the line of a text, the row of a sheet, the number of a row of Parquet; from 1."""
    rows: Grid
    arrow: Any = None
    """The same rows as Parquet has them."""


@dataclass(frozen=True)
class Places:
    """What a caller says of where the texts are."""

    column: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None


@dataclass
class Input:
    """A table that is open."""

    kind: Kind
    batches: Iterator[Batch]
    size: int
    """How far there is to go: the bytes of a text, the rows of any other table."""
    position: Callable[[], int] | None = None
    """How many bytes of a text are read."""
    file: Any = None
    text: Any = None
    """Of a text: the file as characters, held so that the file is closed in one place."""
    book: Any = None
    sheet: str | None = None
    """Of a workbook: all of it, and the sheet that is read."""
    above: Grid = field(default_factory=list)
    """Rows above the headings: a title, blank rows."""
    head: list[str] = field(default_factory=list)
    head_line: int = 1
    schema: Any = None
    """Of Parquet: names and types of the columns."""
    place: int = 0
    """The column of the texts, from 0."""


class Added(NamedTuple):
    """A column of results."""

    heading: str
    is_number: bool


class Output(Protocol):
    """A table that is written: its headings, then its rows with what is added to each, then the end.

    ``close`` lets go of the file, at the end or before it.
    """

    def start(self, source: Input, added: list[Added]) -> None: ...
    def write(self, batch: Batch, added: list[Cells]) -> None: ...
    def end(self) -> None: ...
    def close(self) -> None: ...


def plain(value: Any) -> Any:
    """A cell of a workbook or of Parquet as Excel shows it: in CSV there is nothing but text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        # No powers of ten for long ones, such as identity numbers that were typed as numbers; Excel keeps fifteen digits.
        return int(Decimal(f"{value:.15g}"))
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat(" ") if isinstance(value, datetime.datetime) else value


def ending_of(name: str) -> str:
    """The ending of a file name, in small letters: ``.csv``."""
    return os.path.splitext(name)[1].lower()


def kind_of(name: str) -> Kind | None:
    """The kind of a table that a file name tells."""
    return _KINDS.get(ending_of(name))


def _kind_within(file: IO[bytes]) -> Kind:
    """The kind of a table whose name tells nothing, by its first bytes."""
    start = file.read(4)
    file.seek(0)
    if start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return "workbook"
    return "parquet" if start == b"PAR1" else "text"


@contextmanager
def opened(name: str, places: Places) -> Iterator[Input]:
    """Opens a table; ``-`` is standard input. Raises :class:`FileError` or :class:`OptionError`, with the name of the file."""
    shown = "标准输入 (standard input)" if name == STANDARD else name
    with _about(shown):
        file = _spooled(sys.stdin.buffer) if name == STANDARD else open(name, "rb")
        if not file.seekable():
            with file as pipe:
                file = _spooled(pipe)
    with file:
        with _about(shown):
            source = _open(kind_of(name) or _kind_within(file), name, file, places)
            source.file = file
            _find_headings(source, places)
        source.batches = _named(shown, source.batches)
        yield source


@contextmanager
def _about(shown: str) -> Iterator[None]:
    try:
        yield
    except OptionError as error:
        raise OptionError(f"{shown}：{error}") from None
    except OSError as error:
        raise FileError(f"{shown}：无法读取 (cannot be read): {error.strerror or error}") from error


def _named(shown: str, batches: Iterator[Batch]) -> Iterator[Batch]:
    with _about(shown):
        batch = next(batches, None)
    while batch is not None:
        yield batch
        with _about(shown):
            batch = next(batches, None)


def _spooled(source: IO[bytes]) -> IO[bytes]:
    """A pipe as a file: encodings and workbooks are told by more than one look."""
    file = tempfile.TemporaryFile()
    shutil.copyfileobj(source, file)
    file.seek(0)
    return file


def _open(kind: Kind, name: str, file: IO[bytes], places: Places) -> Input:
    if kind != "workbook" and places.sheet is not None:
        raise OptionError("--sheet 只用于工作簿 (goes with workbooks only)")
    if kind != "text" and places.encoding is not None:
        raise OptionError("--encoding 只用于 CSV 和文本 (goes with CSV only)")
    if kind == "parquet":
        if places.header_row is not None:
            raise OptionError("--header-row 不用于 Parquet (does not go with Parquet)")
        from . import _parquet

        return _parquet.read(file)
    if kind == "workbook":
        from . import _workbooks

        return _workbooks.read(file, places.sheet)
    from . import _text

    return _text.read(file, "\t" if ending_of(name) == ".tsv" else None, places.encoding)


def _find_headings(source: Input, places: Places) -> None:
    """Divides what stands above the headings, the headings and the rows."""
    if source.kind == "parquet":
        first = next(source.batches, Batch([], []))
        source.place = _place(source.head, places.column, first.rows)
        source.batches = chain([first], source.batches)
        return
    first = next(source.batches, Batch([], []))
    filled = [n for n, row in enumerate(first.rows) if any(not _blank(cell) for cell in row)]
    if not filled:
        raise OptionError("是空表 (the table is empty)")
    if places.header_row is not None:
        if places.header_row not in first.lines:
            raise OptionError(f"第 {places.header_row} 行不是标题行 (no row of the table begins in line {places.header_row})")
        at = first.lines.index(places.header_row)
    else:
        at = _heading_row(first.rows, filled[:_SEARCHED], places.column)
    source.above, source.head_line = first.rows[:at], first.lines[at]
    source.head = ["" if cell is None else str(cell).strip() for cell in first.rows[at]]
    source.place = _place(source.head, places.column, first.rows[at + 1 :])
    rest = chain([Batch(first.lines[at + 1 :], first.rows[at + 1 :])], source.batches)
    source.batches = _squared(rest, len(source.head))


def _squared(batches: Iterator[Batch], width: int) -> Iterator[Batch]:
    """The same rows, each as long as the headings; blank lines of a text stay without cells."""
    for batch in batches:
        odd = not {len(row) for row in batch.rows} <= {0, width}
        for n, row in enumerate(batch.rows if odd else ()):
            if len(row) > width:
                _cut(row, width, batch.lines[n])
            elif row and len(row) < width:
                row += [""] * (width - len(row))
        yield batch


def _cut(row: Cells, width: int, line: int) -> None:
    """Takes empty cells off a row that is longer than the headings; what is not empty would get a heading of the results."""
    if not all(_blank(cell) for cell in row[width:]):
        more = f"第 {line} 行有 {len(row)} 格，标题只有 {width} 格 (line {line} has {len(row)} cells, the headings {width})"
        raise OptionError(f"{more}: 文中的逗号须加引号 (a comma in a text needs quotes around it)")
    del row[width:]


def _heading_row(rows: Grid, filled: list[int], column: str | None) -> int:
    """Where the headings stand: in the first row that has the column, else the first of more than one cell, below a title."""
    for n in filled:
        if column is not None and any(isinstance(cell, str) and cell.strip() == column for cell in rows[n]):
            return n
    return next((n for n in filled if sum(not _blank(cell) for cell in rows[n]) > 1), filled[0])


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _place(head: list[str], column: str | None, rows: Grid) -> int:
    named = [n for n, name in enumerate(head) if name]
    shown = "、".join(head[n] for n in named)
    if column is None:
        if (found := _native.column_of_requests(head, rows)) is not None:
            place, told = found
            where = f"诉求在“{head[place]}”列，不对请用 --column 指明 (the texts are in this column; name another with --column)"
            for note in ([where] if len(named) > 1 else []) + ([told] if told else []):
                print(f"lvzhi: {note}", file=sys.stderr)
            return place
        raise OptionError(f"请用 --column 指明诉求所在的列 (name the column of texts with --column): {shown}")
    places = [n for n in named if head[n] == column]
    if not places:
        raise OptionError(f"表中没有“{column}”这一列，有的是 (the table has no such column, but these): {shown}")
    if len(places) > 1:
        which = "、".join(str(n + 1) for n in places)
        raise OptionError(f"第 {which} 列都叫“{column}”，请改名后重试 (columns {which} have the same heading: rename one)")
    return places[0]
