"""``Table``: the replies to a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import NotFoundError, missing

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Table"]


class Table:
    """The replies to a column, a row for each of its rows: what :func:`classify_many` returns.

    ======================  ======================================================================================
    ``verdict``             ``basic``, ``cooperative``, ``reclaimed``, ``unlisted`` or ``unclear``
    ``id``, ``name``        of the best candidate (事项); also where the verdict is ``unlisted`` or ``unclear``
    ``tier``, ``category``  of the best candidate
    ``lead_department``     who answers outside the township: 牵头 or 承接部门; null for basic items
    ``departments``         all departments of the item, joined by 、
    ``confidence``          the probability that the verdict is right, 0 to 1, four decimals
    ======================  ======================================================================================

    Further candidates follow as ``id_2``, ``name_2``, …, ``confidence_2`` (of the candidate) and so on. Texts are
    dictionaries with signed indices (categories in pandas and polars). Rows without a text, or in error, are null.

    A table exports ``__arrow_c_stream__``: ``pyarrow.table(table)``, ``polars.DataFrame(table)``, DuckDB and others read it
    without a copy of the texts.

    >>> import lvzhi
    >>> table = lvzhi.classify_many(["老板欠我们工钱不给", "国土调查谁来做"])
    >>> len(table), table.columns[:3]
    (2, ['verdict', 'id', 'name'])
    >>> table.counts()
    {'cooperative': 1, 'reclaimed': 1}
    """

    __slots__ = ("_index", "_replies")

    def __init__(self, replies: _native.Replies, index: Any = None) -> None:
        self._replies = replies
        self._index = index

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [label for label, _, _ in self.fields()]

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Rows that could not be classified (from 0), with the reason: the first 10,000."""
        return self._replies.errors

    def fields(self) -> Iterator[tuple[str, str, int]]:
        """The name of each column, the name that it has for the first candidate, and the rank of its candidate from 0."""
        for rank in range(self._replies.top):
            end = f"_{rank + 1}" if rank else ""
            for column in self._replies.choices():
                if rank == 0 or column != "verdict":
                    yield column + end, column, rank
            yield "confidence" + end, "confidence", rank

    def _codes(self, column: str, rank: int) -> memoryview:
        return memoryview(self._replies.codes(column, rank)).cast("h")

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists; missing values are ``None``. Needs nothing."""
        return self.head(len(self))

    def head(self, rows: int = 5) -> dict[str, list[Any]]:
        """The first rows, as :meth:`to_dict` gives them."""
        out: dict[str, list[Any]] = {}
        for label, column, rank in self.fields():
            if column == "confidence":
                numbers = memoryview(self._replies.confidences(rank)).cast("d")[:rows]
                out[label] = [None if number != number else number for number in numbers]
            else:
                values = [*self._replies.values(column), None]
                out[label] = [values[code] for code in self._codes(column, rank)[:rows]]
        return out

    def to_pandas(self) -> pandas.DataFrame:
        """A ``DataFrame`` with the index of the Series that was classified; choices are categories. Needs pandas."""
        pd = missing("pandas", "pandas")
        np = missing("numpy", "pandas")
        data: dict[str, Any] = {}
        for label, column, rank in self.fields():
            if column == "confidence":
                data[label] = np.frombuffer(self._replies.confidences(rank), dtype="f8").copy()
            else:
                codes = np.frombuffer(self._replies.codes(column, rank), dtype="i2")
                data[label] = pd.Categorical.from_codes(codes, self._replies.values(column))
        frame: pandas.DataFrame = pd.DataFrame(data, index=self._index)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A polars ``DataFrame``; choices are Categorical. Needs polars."""
        frame: polars.DataFrame = missing("polars", "polars").DataFrame(self)
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow ``Table``; choices are dictionaries with signed indices. Needs pyarrow."""
        table: pyarrow.Table = missing("pyarrow", "arrow").table(self)
        return table

    def counts(self, column: str = "verdict") -> dict[str, int]:
        """How many rows have each value of a column of choices, in the order of the list; null rows are not counted."""
        if column not in self._replies.choices():
            raise NotFoundError(column, "没有这一列 (no such column)", tuple(self._replies.choices()))
        values = self._replies.values(column)
        counts = [0] * (len(values) + 1)
        for code in self._codes(column, 0):
            counts[code] += 1
        return {value: count for value, count in zip(values, counts, strict=False) if count}

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._replies.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._replies.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._replies)

    def __repr__(self) -> str:
        counts = self.counts()
        told = [", ".join(f"{verdict} {count}" for verdict, count in counts.items())] if counts else []
        if rest := len(self) - sum(counts.values()):
            told.append(f"{rest} without an answer")
        return f"<Table {len(self)} rows{': ' if told else ''}{'; '.join(told)}>"

    def _repr_html_(self) -> str:
        from ._html import table

        return table(self)
