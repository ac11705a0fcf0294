"""Columns of texts: ``classify_many`` and what it accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal, Protocol

from . import _native
from ._errors import NotFoundError, OptionError, QueryError, QueryTypeError
from ._progress import Bar
from ._table import Table

__all__ = ["classify_chunks", "classify_many"]

_ROWS = 65_536
"""Rows of a chunk."""

Errors = Literal["raise", "null"]


class ArrowStream(Protocol):
    """What exports Arrow: pyarrow, polars, pandas with Arrow, record batch readers."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class _ToStream:
    """An Arrow array (``__arrow_c_array__``) as a stream of one array, by way of pyarrow."""

    def __init__(self, array: Any) -> None:
        import pyarrow

        self._array = pyarrow.chunked_array([pyarrow.array(array)])

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._array.__arrow_c_stream__(requested_schema)


def classify_many(
    column: Iterable[object] | ArrowStream,
    top: int = 1,
    *,
    name: str | None = None,
    errors: Errors = "raise",
    threads: int | None = None,
    progress: bool | None = None,
) -> Table:
    """Whose duty is each matter of a column?

    ``column`` is a list, a NumPy array, a pandas or polars Series, a pyarrow Array or ChunkedArray, anything else with
    ``__arrow_c_stream__`` (a record batch reader, a table), or any iterable such as a generator. Of a table, ``name``
    names the column of texts. ``None``, NaN and ``pandas.NA`` are missing: their rows are null. Each distinct text is
    classified once, on all cores (or ``threads``), without the GIL. Rows are read in chunks: a generator or a reader may
    be longer than memory, since a row of the result takes 13 bytes (8 more for each candidate beyond the first).

    The result has a row for each row of the column, in its order; see :class:`Table` for its columns. ``top`` is the
    number of candidates, 1 to 16. The index of a pandas Series is kept.

    ``errors``: what to do with a cell that cannot be a query (an empty text, a number, more than 65,536 bytes, bytes that
    are not UTF-8): ``"raise"`` a :class:`QueryError` or :class:`QueryTypeError` with the row, or leave the row ``"null"``
    and note it in :attr:`Table.errors`.

    ``progress``: a progress bar (tqdm, if installed): ``True``, ``False``, or ``None`` for columns that take more than
    about a second.

    >>> import lvzhi
    >>> table = lvzhi.classify_many(["老板欠我们工钱不给", None, "老板欠我们工钱不给"])
    >>> table.to_dict()["id"]
    ['R009', None, 'R009']
    """
    if errors not in ("raise", "null"):
        raise OptionError(f'errors={errors!r}：应为 "raise" 或 "null" (expected "raise" or "null")')
    index, rows, chunks = _read(column, name)
    classifier = _native.Classifier(top, errors == "raise", _threads(threads))
    bar = Bar(rows, progress)
    try:
        for chunk in chunks:
            _push(classifier, chunk, index)
            bar.update(len(chunk))
    finally:
        bar.close()
    return Table(classifier.finish(), index)


def classify_chunks(
    column: Iterable[object] | ArrowStream,
    top: int = 1,
    *,
    name: str | None = None,
    errors: Errors = "raise",
    threads: int | None = None,
) -> Iterator[Table]:
    """As :func:`classify_many`, a table for each chunk of at most 65,536 rows: for columns without an end.

    Distinct texts are remembered within a chunk only. A row in an error is counted within its chunk.

    >>> import lvzhi
    >>> [len(table) for table in lvzhi.classify_chunks("欠薪" for _ in range(100_000))]
    [65536, 34464]
    """
    if errors not in ("raise", "null"):
        raise OptionError(f'errors={errors!r}：应为 "raise" 或 "null" (expected "raise" or "null")')
    classifier = _native.Classifier(top, errors == "raise", _threads(threads))
    for chunk in _read(column, name)[2]:
        classifier.push(chunk)
        yield Table(classifier.finish())


def _threads(threads: int | None) -> int:
    if threads is not None and (not isinstance(threads, int) or threads < 1):
        raise OptionError(f"threads={threads!r}：应为不小于 1 的整数 (expected a whole number of at least 1)")
    return threads or 0


def _push(classifier: _native.Classifier, chunk: _native.Texts, index: Any) -> None:
    try:
        classifier.push(chunk)
    except (QueryError, QueryTypeError) as error:
        # Analysts know their rows by the labels of the index.
        if index is not None and error.row is not None and index[error.row] != error.row:
            error.message = f"{error.message} [index {index[error.row]!r}]"
        raise


def _read(column: Any, name: str | None) -> tuple[Any, int | None, Iterator[_native.Texts]]:
    """The pandas index or ``None``, the number of rows if known, and the chunks."""
    if isinstance(column, (str, bytes, dict)):
        message = f"应为一列文本,而不是 {type(column).__name__} (expected a column of texts; for one text use lvzhi.classify)"
        raise QueryTypeError(message)
    kind = type(column).__module__.partition(".")[0]
    if kind == "pandas":
        return _read_pandas(column, name)
    if kind == "numpy":
        _one_dimension(column)
    if kind == "polars" and name is not None and name in getattr(column, "columns", ()):
        # The other columns need not be such that Arrow can read them.
        column, name = column.get_column(name), None
    if name is not None and not _exports(column):
        raise OptionError("name 只用于表 (name is for tables: pass the column itself)")
    rows = len(column) if hasattr(column, "__len__") else None
    if kind == "numpy":
        return None, rows, _listed(column)
    if hasattr(column, "__arrow_c_stream__"):
        return None, rows, iter(_native.TextStream(column, name))
    if hasattr(column, "__arrow_c_array__"):
        return None, rows, iter(_native.TextStream(_ToStream(column), name))
    if isinstance(column, list):
        return None, rows, _listed(column)
    if not isinstance(column, Iterable):
        message = f"应为一列文本,而不是 {type(column).__name__} (expected a column of texts: a list, a Series, an array)"
        raise QueryTypeError(message)
    return None, rows, _iterated(iter(column))


def _exports(column: Any) -> bool:
    return hasattr(column, "__arrow_c_stream__") or hasattr(column, "__arrow_c_array__")


def _read_pandas(column: Any, name: str | None) -> tuple[Any, int | None, Iterator[_native.Texts]]:
    if column.ndim == 2:
        columns = [str(label) for label in column.columns]
        if name is None and len(columns) != 1:
            raise OptionError(f"请用 name= 指明诉求所在的列 (name the column of texts): {'、'.join(columns)}")
        if name is not None and name not in column.columns:
            raise NotFoundError(name, "表中没有这一列 (the table has no such column)", tuple(columns))
        column = column.iloc[:, 0] if name is None else column[name]
        if column.ndim != 1:
            raise OptionError(f"名为 {name!r} 的列不止一个 (several columns are called {name!r}: pass one of them)")
    index = getattr(column, "index", None)
    index = column if index is None else index
    arrow = getattr(getattr(column, "array", column), "_pa_array", None)
    if arrow is not None and hasattr(arrow, "__arrow_c_stream__"):
        # Arrow-backed text: read in place.
        return index, len(column), iter(_native.TextStream(arrow))
    return index, len(column), _listed(column.to_numpy(dtype=object))


def _one_dimension(array: Any) -> None:
    """Refuses a scalar or a matrix of NumPy."""
    if array.ndim != 1:
        raise QueryTypeError(f"应为一维数组,而不是 {array.ndim} 维 (expected an array of one dimension, not {array.ndim})")


def _listed(rows: Any) -> Iterator[_native.Texts]:
    """Chunks of a sequence that can be cut: a list, a NumPy array."""
    chunks = (chunk for start in range(0, len(rows), _ROWS) for chunk in _chunks(rows[start : start + _ROWS]))
    return _ahead(chunks) if len(rows) > _ROWS else chunks


def _ahead(chunks: Iterator[_native.Texts]) -> Iterator[_native.Texts]:
    """The same chunks, each made while the one before it is classified: the one needs the GIL, the other does without."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1, "lvzhi") as pool:
        soon = pool.submit(next, chunks, None)
        while (chunk := soon.result()) is not None:
            soon = pool.submit(next, chunks, None)
            yield chunk


def _iterated(rows: Iterator[Any]) -> Iterator[_native.Texts]:
    """Chunks of anything that can be gone through once."""
    while part := list(islice(rows, _ROWS)):
        yield from _chunks(part)


def _chunks(part: Any) -> Iterator[_native.Texts]:
    """A part of a column, in several chunks if its texts are very long."""
    part = part if isinstance(part, list) else part.tolist()
    start = 0
    while start < len(part):
        chunk, start = _native.Texts.from_list(part, start)
        yield chunk
