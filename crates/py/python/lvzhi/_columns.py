"""Columns of texts: ``classify_many`` and what it accepts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from operator import index as as_index
from typing import Any, Literal, Protocol, SupportsIndex

from . import _native
from ._errors import NotFoundError, OptionError, QueryError, QueryTypeError, missing
from ._progress import Bar
from ._table import Language, Table, is_chinese

__all__ = ["classify_chunks", "classify_many"]

_ROWS = 65_536
"""Rows of a chunk."""

_EXTRAS = {"pandas": "pandas", "polars": "polars", "pyarrow": "arrow"}
"""Packages whose columns are taken, and the extras that install them."""

_MOST_THREADS = 256
"""Threads that a chunk can keep busy: each takes 256 rows at a time."""

Errors = Literal["raise", "null"]

Thresholds = _native.Thresholds | Literal["balanced", "careful", "eager"] | None


class ArrowStream(Protocol):
    """What exports Arrow: pyarrow, polars, pandas with Arrow, record batch readers. ``__arrow_c_array__`` serves too."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


def classify_many(
    catalogue: _native.Catalogue,
    column: Iterable[object] | ArrowStream,
    top: int = 1,
    *,
    name: str | None = None,
    errors: Errors = "raise",
    evidence: bool = False,
    thresholds: Thresholds = None,
    language: Language = "en",
    prefix: str = "",
    frames: bool = True,
    parts: bool = False,
    threads: SupportsIndex | None = None,
    progress: bool | None = None,
) -> Table:
    """Whose duty is each matter of a column?

    ``column`` is a list, a NumPy array, a pandas or polars Series, a pyarrow Array or ChunkedArray, anything else with
    ``__arrow_c_stream__`` (a record batch reader, a table), or any iterable such as a generator. Of a table (a polars
    ``LazyFrame`` too), ``name`` names the column of texts. ``None``, NaN and ``pandas.NA`` are missing: their rows are null. Each distinct text is
    classified once, on all cores (or ``threads``), without the GIL. Rows are read in chunks: a generator or a reader may
    be longer than memory, since a row of the result takes 15 bytes (8 more for each candidate beyond the first).

    The result has a row for each row of the column, in its order; see :class:`Table` for its columns. ``top`` is the
    number of candidates, 1 to 16; with ``evidence`` the parts of the text that spoke for each are told. ``thresholds``: where
    an answer becomes unlisted or unclear, a :class:`Thresholds` or a name: ``"balanced"``, ``"careful"`` (宁可转人工), ``"eager"``
    (尽量归类). ``frames=False`` reads all of each text, mark-up and formulas too. ``language="zh"`` heads the columns in Chinese and names verdicts and tiers so;
    ``prefix`` stands before each heading. The index of a pandas Series is kept.

    ``parts=True``: a message with several requests gets a row for each, as :func:`classify_parts` tells them: the first column, ``part``, has the words, and
    :attr:`Table.rows` says which row of the column each is of. The index of a pandas Series is repeated, as ``explode`` does.

    ``errors``: what to do with a cell that cannot be a query (an empty text, a number, more than 65,536 bytes, bytes that
    are not UTF-8): ``"raise"`` a :class:`QueryError` or :class:`QueryTypeError` with the row, or leave the row ``"null"``
    and say why in its column ``error`` and in :attr:`Table.errors`.

    ``progress``: a progress bar (tqdm, if installed): ``True``, ``False``, or ``None`` for columns that take more than
    about a second.

    >>> import lvzhi
    >>> table = lvzhi.classify_many(["老板欠我们工钱不给", None, "老板欠我们工钱不给"])
    >>> table.to_dict()["id"]
    ['R009', None, 'R009']
    """
    classifier = _classifier(catalogue, top, errors, evidence, thresholds, language, prefix, threads, frames, parts)
    index, rows, chunks = _read(column, name)
    bar = Bar(rows, progress)
    of: list[int] = []
    done = 0
    try:
        for chunk in chunks:
            size = len(chunk)
            if parts:
                chunk, rows_of = chunk.parts(catalogue, thresholds, bool(frames))
                of += [done + row for row in rows_of]
                done += size
            _push(classifier, chunk, index, of if parts else None)
            bar.update(size)
    finally:
        bar.close()
    if not parts:
        return Table(classifier.finish(), index)
    return Table(classifier.finish(), None if index is None else index.take(of), of)


def classify_chunks(
    catalogue: _native.Catalogue,
    column: Iterable[object] | ArrowStream,
    top: int = 1,
    *,
    name: str | None = None,
    errors: Errors = "raise",
    evidence: bool = False,
    thresholds: Thresholds = None,
    language: Language = "en",
    prefix: str = "",
    frames: bool = True,
    threads: SupportsIndex | None = None,
) -> Iterator[Table]:
    """As :func:`classify_many`, a table for each chunk of at most 65,536 rows: for columns without an end.

    Distinct texts are remembered within a chunk only. A row in an error is counted within its chunk.

    >>> import lvzhi
    >>> [len(table) for table in lvzhi.classify_chunks("欠薪" for _ in range(100_000))]
    [65536, 34464]
    """
    classifier = _classifier(catalogue, top, errors, evidence, thresholds, language, prefix, threads, frames)
    for chunk in _read(column, name)[2]:
        classifier.push(chunk)
        yield Table(classifier.finish())


def _classifier(
    catalogue: _native.Catalogue,
    top: int,
    errors: Errors,
    evidence: bool,
    thresholds: Thresholds,
    language: Language,
    prefix: str,
    threads: SupportsIndex | None,
    frames: bool,
    parts: bool = False,
) -> _native.Classifier:
    if not isinstance(errors, str) or errors not in ("raise", "null"):
        raise OptionError(f'errors={errors!r}：应为 "raise" 或 "null" (expected "raise" or "null")')
    if not isinstance(prefix, str):
        raise OptionError(f"prefix={prefix!r}：应为 str (expected str)")
    raises = errors == "raise"
    chinese = is_chinese(language)
    return _native.Classifier(
        catalogue, top, raises, _threads(threads), bool(evidence), thresholds, prefix, chinese, bool(frames), bool(parts)
    )


def _threads(threads: SupportsIndex | None) -> int:
    """The number of threads, 0 for all cores. More than have work are not started."""
    if threads is None:
        return 0
    try:
        number = 0 if isinstance(threads, bool) else as_index(threads)
    except TypeError:
        number = 0
    if number < 1:
        raise OptionError(f"threads={threads!r}：应为不小于 1 的整数 (expected a whole number of at least 1)")
    return min(number, _MOST_THREADS)


def _push(classifier: _native.Classifier, chunk: _native.Texts, index: Any, of: list[int] | None) -> None:
    try:
        classifier.push(chunk)
    except (QueryError, QueryTypeError) as error:
        if of is not None and error.row is not None:
            error.row = of[error.row]
        # Analysts know their rows by the labels of the index.
        if index is not None and error.row is not None and index[error.row] != error.row:
            error.message = f"{error.message} [index {index[error.row]!r}]"
        raise


def _read(column: Any, name: str | None) -> tuple[Any, int | None, Iterator[_native.Texts]]:
    """The pandas index or ``None``, the number of rows if known, and the chunks."""
    if isinstance(column, (str, bytes, dict)):
        message = f"应为一列文本，而不是 {type(column).__name__} (expected a column of texts; for one text use lvzhi.classify)"
        raise QueryTypeError(message)
    kind = type(column).__module__.partition(".")[0]
    if kind in _EXTRAS:
        missing(kind, _EXTRAS[kind])  # or too old
    if kind == "pandas":
        return _read_pandas(column, name)
    if name is not None and not isinstance(name, str):
        raise OptionError(f"name={name!r}：应为列名 (expected the name of a column)")
    if kind == "numpy":
        _one_dimension(column)
    if kind == "polars":
        column, name = _column_of_polars(column, name)
    if name is not None and not _exports(column):
        raise OptionError("name 只用于表 (name is for tables: pass the column itself)")
    rows = len(column) if hasattr(column, "__len__") else None
    if kind == "numpy":
        return None, rows, _listed(column)
    if _exports(column):
        return None, rows, iter(_native.TextStream(column, name))
    if isinstance(column, list):
        return None, rows, _listed(column)
    if kind == "pyarrow" or not isinstance(column, Iterable):
        raise _no_column(column)
    return None, rows, _iterated(iter(column))


def _no_column(column: object) -> QueryTypeError:
    kind = type(column).__name__
    return QueryTypeError(f"应为一列文本，而不是 {kind} (expected a column of texts: a list, a Series, an array; not {kind})")


def _column_of_polars(column: Any, name: str | None) -> tuple[Any, str | None]:
    """The column of texts of what polars has. The other columns need not be such that Arrow can read them."""
    import polars

    if isinstance(column, polars.LazyFrame):
        names = column.collect_schema().names()
        column = column.select(_named(name, names)).collect()
    if isinstance(column, polars.DataFrame):
        column, name = column.get_column(_named(name, column.columns)), None
    if not isinstance(column, polars.Series):
        raise _no_column(column)
    if column.dtype == polars.Object:
        # Its export by Arrow ended the process in versions before 1.30.
        return column.to_list(), name
    if column.dtype in (polars.Categorical, polars.Enum):
        # Versions before 1.32 export them with keys of another type than they say.
        return column.cast(polars.String), name
    return column, name


def _named(name: str | None, names: list[str]) -> str:
    """The name of the column of texts in a table of these."""
    if name is None and len(names) != 1:
        raise OptionError(f"请用 name= 指明诉求所在的列 (name the column of texts): {'、'.join(names)}")
    if name is not None and name not in names:
        raise NotFoundError(name, "表中没有这一列 (the table has no such column)", tuple(names))
    return names[0] if name is None else name


def _exports(column: Any) -> bool:
    return hasattr(column, "__arrow_c_stream__") or hasattr(column, "__arrow_c_array__")


def _read_pandas(column: Any, name: str | None) -> tuple[Any, int | None, Iterator[_native.Texts]]:
    import pandas

    if isinstance(column, pandas.DataFrame):
        columns = [str(label) for label in column.columns]
        if name is None and len(columns) != 1:
            raise OptionError(f"请用 name= 指明诉求所在的列 (name the column of texts): {'、'.join(columns)}")
        if name is not None and not (isinstance(name, Hashable) and name in column.columns):
            raise NotFoundError(str(name), "表中没有这一列 (the table has no such column)", tuple(columns))
        column = column.iloc[:, 0] if name is None else column[name]
        if column.ndim != 1:
            raise OptionError(f"名为 {name!r} 的列不止一个 (several columns are called {name!r}: pass one of them)")
    elif name is not None:
        raise OptionError("name 只用于表 (name is for tables: pass the column itself)")
    if isinstance(column, pandas.MultiIndex) or not isinstance(
        column, (pandas.Series, pandas.Index, pandas.api.extensions.ExtensionArray)
    ):
        # Groups, for one, know neither rows nor an order: their column is classified before it is grouped.
        raise _no_column(column)
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
        raise QueryTypeError(f"应为一维数组，而不是 {array.ndim} 维 (expected an array of one dimension, not {array.ndim})")


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
