"""CSV and TSV as Excel, WPS and others write them, read and written a batch at a time."""

from __future__ import annotations

import codecs
import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from ._errors import OptionError
from ._tables import ROWS, Added, Batch, Cells, Input, plain

__all__ = ["TextOutput", "read"]

_LONGEST_CELL = 10_000_000
"""Characters of a cell: what is longer is a quote that does not close."""

_PART = 1 << 20
"""Bytes that are looked at together."""

_SURE = 10
"""Characters of several bytes after which a text is UTF-8 for sure: no GB18030 is, by chance, for so long."""


def read(file: IO[bytes], delimiter: str | None, encoding: str | None) -> Input:
    """A CSV file as it is read. The delimiter is told by the first line that has one, unless it is given."""
    encoding = _encoding(file) if encoding is None else _checked(file, encoding)
    if delimiter is None:
        start = io.TextIOWrapper(io.BytesIO(file.read(_PART)), encoding, errors="ignore")
        delimiter = next((mark for line in start for mark in ("\t", ",") if mark in line), ",")
        file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    return Input("text", _batches(text, delimiter), os.fstat(file.fileno()).st_size, file.tell, text=text)


def _encoding(file: IO[bytes]) -> str:
    """The encoding of a text: UTF-16 with BOM, UTF-8 with or without BOM, else GB18030."""
    start = file.read(2)
    file.seek(0)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        return _checked(file, "utf-16")
    wrong = _wrong_byte(file, "utf-8")
    if wrong is None:
        return "utf-8-sig"
    good = file.read(min(wrong, _PART)).decode("utf-8", "ignore")
    file.seek(0)
    if sum(character > "\x7f" for character in good) >= _SURE:
        return _checked(file, "utf-8")
    if _wrong_byte(file, "gb18030") is not None:
        line = _line_of(file, wrong)
        message = f"既不是 UTF-8 也不是 GB18030 (neither UTF-8 nor GB18030): 第 {line} 行 (line {line})"
        raise OptionError(message)
    return "gb18030"


def _checked(file: IO[bytes], encoding: str) -> str:
    """The encoding that a caller names, if the text is in it."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise OptionError(f"没有编码 {encoding} (no such encoding); 例如 (for example) utf-8, gb18030, utf-16, big5") from None
    # A BOM is no part of the first heading; what is called GBK or GB2312 is written with the characters of GB18030.
    name = {"utf-8": "utf-8-sig", "gbk": "gb18030", "gb2312": "gb18030"}.get(name, name)
    wrong = _wrong_byte(file, name)
    if wrong is not None:
        line = _line_of(file, wrong)
        message = f"第 {line} 行不是 {encoding}，请用 --encoding 另指编码 (line {line} is not in this encoding: name another with --encoding)"
        raise OptionError(message)
    return name


def _wrong_byte(file: IO[bytes], encoding: str) -> int | None:
    """The place of the first byte that is none of the encoding. The file is at its start again."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done, part = 0, b""
    try:
        while part := file.read(_PART):
            decoder.decode(part)
            done += len(part)
        decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        # The decoder kept the beginning of a character from the part before.
        return done - (len(error.object) - len(part)) + error.start
    finally:
        file.seek(0)
    return None


def _line_of(file: IO[bytes], byte: int) -> int:
    """The line in which a byte stands."""
    line = 1
    while byte > 0 and (part := file.read(min(byte, _PART))):
        line += part.count(b"\n")
        byte -= len(part)
    file.seek(0)
    return line


def _batches(text: Iterable[str], delimiter: str) -> Iterator[Batch]:
    # Strict: a quote that does not close would swallow rows up to the next one, or to the end.
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        cells: list[Cells] = []
        begin = rows.line_num + 1
        # A setting of the whole process: put back before others have their turn.
        limit = csv.field_size_limit(_LONGEST_CELL)
        try:
            # Row by row, for the sake of the line of an error, would cost a fifth of all.
            cells.extend(islice(rows, ROWS))
        except csv.Error as error:
            raise OptionError(_explained(_begins(cells, begin)[-1], str(error))) from None
        finally:
            csv.field_size_limit(limit)
        if not cells:
            return
        alone = rows.line_num + 1 - begin == len(cells)
        yield Batch(list(range(begin, begin + len(cells))) if alone else _begins(cells, begin)[:-1], cells)


def _begins(cells: list[Cells], line: int) -> list[int]:
    """The lines in which rows begin, and the one behind them all."""
    lines = [line]
    for row in cells:
        line += 1 + sum(cell.count("\n") + cell.count("\r") - cell.count("\r\n") for cell in row)
        lines.append(line)
    return lines


def _explained(line: int, error: str) -> str:
    """What the csv module says of a row, for those who have to mend it."""
    if "expected after" in error:
        why = "引号后应为分隔符：引号没有闭合，或文中的引号没有写成两个 (a quote that does not close, or one in a text that is not doubled)"
    elif "unexpected end" in error or "field larger" in error:
        why = "引号没有闭合 (a quote that does not close)"
    else:
        why = error
    return f"第 {line} 行开始的一行 (the row that begins in line {line}): {why}"


class _Lines(list[str]):
    """What the csv module writes to: the lines, one by one."""

    write = list.append


def _line(row: Cells, delimiter: str) -> str:
    """A row as CSV has it, without its end."""
    lines = _Lines()
    # The module quotes ends of lines only if they are its own.
    csv.writer(lines, delimiter=delimiter, lineterminator="\r\n").writerow(row)
    return lines[0].removesuffix("\r\n")


class _Quoted(dict[Any, str]):
    """Cells as CSV has them, each made once: results are a few hundred texts, and shares of four decimals."""

    def __init__(self, delimiter: str) -> None:
        super().__init__()
        self._delimiter = delimiter

    def __missing__(self, cell: Any) -> str:
        # With a cell before it, since an empty one alone is quoted.
        self[cell] = quoted = _line(["", cell], self._delimiter).removeprefix(self._delimiter)
        return quoted


class TextOutput:
    """CSV or TSV. A file has a BOM, without which Excel takes it for GBK; standard output has none."""

    def __init__(self, file: IO[bytes] | None, delimiter: str = ",") -> None:
        self._file = file
        self._end = "\n" if file is None else "\r\n"
        self._delimiter = delimiter
        self._quoted = _Quoted(delimiter)
        self._typed = False

    def start(self, source: Input, added: list[Added]) -> None:
        self._typed = source.kind != "text"
        if self._file is not None:
            self._file.write(codecs.BOM_UTF8)
        self._write(self._lines(source.above))
        self._write([_line([*source.head, *(column.heading for column in added)], self._delimiter)])

    def write(self, batch: Batch, added: list[Cells]) -> None:
        results = map(self._delimiter.join, zip(*(map(self._quoted.__getitem__, column) for column in added), strict=True))
        rows = zip(batch.rows, self._lines(batch.rows), results, strict=True)
        # A blank line stays one.
        self._write([f"{line}{self._delimiter}{result}" if row else line for row, line, result in rows])

    def _lines(self, rows: list[Cells]) -> Iterable[str]:
        if self._typed:
            return (_line([plain(cell) for cell in row], self._delimiter) for row in rows)
        mark = self._delimiter
        # Most rows need no quotes; the csv module takes four times as long to find that out.
        return [
            _line(row, mark) if not line or '"' in line or "\n" in line or "\r" in line or line.count(mark) >= len(row) else line
            for row, line in zip(rows, map(mark.join, rows), strict=True)
        ]

    def _write(self, lines: Iterable[str]) -> None:
        text = "".join([f"{line}{self._end}" for line in lines])
        if self._file is None:
            sys.stdout.write(text)
        else:
            self._file.write(text.encode())

    def end(self) -> None:
        pass

    def close(self) -> None:
        pass
