"""``Table``: the replies to a column."""

from __future__ import annotations

from collections.abc import Iterator
from operator import index as as_index
from typing import TYPE_CHECKING, Any, Literal, overload

from . import _native
from ._errors import NotFoundError, OptionError, QueryTypeError, missing

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Language", "Table", "is_chinese"]

Language = Literal["en", "zh"]

_ROWS = 4096
"""Rows that are made at a time for a loop over them."""


def is_chinese(language: Language) -> bool:
    """Whether headings are to be in Chinese."""
    if not isinstance(language, str) or language not in ("en", "zh"):
        raise OptionError(f'language={language!r}：应为 "en" 或 "zh" (expected "en" or "zh")')
    return language == "zh"


class Table:
    """The replies to a column, a row for each of its rows: what :func:`classify_many` returns.

    Of each row; what is said of an item is null where the verdict is no tier (``unlisted``, ``unclear``), which is no finding:

    ==================================  ============================================================================
    ``verdict`` 判断                    ``basic``, ``cooperative``, ``reclaimed``, ``unlisted`` or ``unclear``
    ``confidence`` 把握                 the probability that the verdict is right, 0 to 1, four decimals
    ``responsible`` 负责单位            who is responsible, to group by: the township (basic), the lead department
                                        (cooperative) or the successors, joined by 、 (reclaimed); null where the verdict
                                        is no tier, where nobody does the matter any more, or the scan lost the name
    ``id`` 编号, ``name`` 事项名称      of the item; null where the verdict is no tier
    ``category`` 事项类别               of the item, likewise
    ``departments`` 全部部门            all departments of the item, joined by 、, likewise
    ``matter`` 事由                     the matter that the text is most likely about, whatever the verdict
    ``usual_body`` 通常承办单位         who usually does it; only where the verdict is ``unlisted``, and where that is known
    ``reason`` 待定原因                 why it is ``unclear``: ``too_little``, ``tiers_near``, ``only_frame`` or ``asks_list``
    ``elsewhere`` 提到外地              ``yes`` where the text names another county or township than the list's, else ``no``
    ``error`` 未答原因                  what is wrong with the row; only with ``errors="null"``
    ==================================  ============================================================================

    With ``parts=True`` the first column is ``part`` 事项原文, the words of each request.

    Of each candidate, the best first, whatever the verdict: ``candidate_1_id``, ``candidate_1_name``, ``candidate_1_tier``,
    ``candidate_1_confidence`` (that it is the right item) and, with ``evidence=True``, ``candidate_1_evidence`` (the parts of
    the text that spoke for it); then ``candidate_2_id`` and so on. In Chinese 候选1编号, ….

    Ids are text, as in :func:`to_polars`; names and the like are dictionaries with signed indices (categories in pandas and
    polars). Rows without a text, or in error, are null.

    ``table[3]`` is a row as a ``dict``, ``table[-10:]`` a table of rows, ``table["id"]`` a column as a list; a loop goes over
    the rows. A table pickles. It exports ``__arrow_c_stream__``: ``pyarrow.table(table)``, ``polars.DataFrame(table)``, DuckDB
    and others read it without a copy of the texts.

    >>> import lvzhi
    >>> table = lvzhi.classify_many(["老板欠我们工钱不给", "今天天气真好"])
    >>> table.columns[:4]
    ['verdict', 'confidence', 'responsible', 'id']
    >>> table["responsible"]
    ['巴楚县人力资源和社会保障局', None]
    >>> [row["candidate_1_id"] for row in table]
    ['R009', 'C060']
    >>> table[:1].counts()
    {'reclaimed': 1}
    """

    __slots__ = ("_index", "_replies", "_rows")

    def __init__(self, replies: _native.Replies, index: Any = None, rows: list[int] | None = None) -> None:
        self._replies = replies
        self._index = index
        self._rows = rows

    @property
    def _fields(self) -> list[tuple[str, str, str]]:
        """Of each column its heading, its name in English without a prefix, and its kind: ``number``, ``text`` or ``choice``."""
        return self._replies.fields

    @property
    def catalogue(self) -> _native.Catalogue:
        """The list that was asked."""
        return self._replies.catalogue

    @property
    def columns(self) -> list[str]:
        """The headings of the columns."""
        return [heading for heading, _, _ in self._fields]

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Rows that could not be classified (from 0), with the reason."""
        return self._replies.errors

    @property
    def rows(self) -> list[int]:
        """For each row of the table, the row of the column that it is of, from 0. With ``parts=True`` a row of the column may have several.

        >>> import lvzhi
        >>> lvzhi.classify_many(["老板欠我们工钱不给；蝗虫把庄稼吃光了", "低保停了"], parts=True).rows
        [0, 0, 1]
        """
        return list(range(len(self))) if self._rows is None else list(self._rows)

    def headed(self, language: Language = "en", prefix: str = "") -> Table:
        """The same table with headings in a language, ``"en"`` or ``"zh"``, all beginning with ``prefix``. In Chinese, verdicts
        and tiers are too.

        >>> import lvzhi
        >>> lvzhi.classify_many(["老板欠我们工钱不给"]).headed("zh", prefix="归类_")["归类_判断"]
        ['上级部门收回']
        """
        return Table(self._replies.headed(prefix, is_chinese(language)), self._index, self._rows)

    def _place(self, column: str) -> int:
        """The place of a column, by its heading or by its name in English."""
        for part in (0, 1):
            for place, field in enumerate(self._replies.fields):
                if field[part] == column:
                    return place
        raise NotFoundError(column, "没有这一列 (no such column)", tuple(self.columns))

    def _column(self, place: int) -> list[Any]:
        kind = self._replies.fields[place][2]
        if kind == "number":
            return [None if number != number else number for number in memoryview(self._replies.numbers(place)).cast("d")]
        if kind == "text":
            return self._replies.texts(place)
        values = [*self._replies.values(place), None]
        return [values[code] for code in memoryview(self._replies.codes(place)).cast("i")]

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists; missing values are ``None``. Needs nothing."""
        return {heading: self._column(place) for place, heading in enumerate(self.columns)}

    def head(self, rows: int = 5) -> dict[str, list[Any]]:
        """The first rows, as :meth:`to_dict` gives them."""
        return self[:rows].to_dict()

    def to_pandas(self) -> pandas.DataFrame:
        """A ``DataFrame`` with the index of the Series that was classified; choices are categories. Needs pandas."""
        pd = missing("pandas", "pandas")
        np = missing("numpy", "pandas")
        data: dict[str, Any] = {}
        for place, (heading, _, kind) in enumerate(self._replies.fields):
            if kind == "number":
                data[heading] = np.frombuffer(self._replies.numbers(place), dtype="f8").copy()
            elif kind == "text":
                data[heading] = self._replies.texts(place)
            else:
                codes = np.frombuffer(self._replies.codes(place), dtype="i4")
                data[heading] = pd.Categorical.from_codes(codes, self._replies.values(place))
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
        """How many rows have each value of a column of choices, in the order of the list; null rows are not counted.

        >>> import lvzhi
        >>> lvzhi.classify_many(["老板欠我们工钱不给", "今天天气真好"]).counts("responsible")
        {'巴楚县人力资源和社会保障局': 1}
        """
        place = self._place(column)
        if self._replies.fields[place][2] == "number" or not (values := self._replies.values(place)):
            raise OptionError(f"{column}：不是可计数的列 (not a column of choices)")
        counts = [0] * (len(values) + 1)
        for code in memoryview(self._replies.codes(place)).cast("i"):
            counts[code] += 1
        return {value: count for value, count in zip(values, counts, strict=False) if count}

    @overload
    def __getitem__(self, rows: slice) -> Table: ...
    @overload
    def __getitem__(self, rows: str) -> list[Any]: ...
    @overload
    def __getitem__(self, rows: int) -> dict[str, Any]: ...
    def __getitem__(self, rows: slice | str | int) -> Table | list[Any] | dict[str, Any]:
        if isinstance(rows, str):
            return self._column(self._place(rows))
        if isinstance(rows, slice):
            start, stop, step = rows.indices(len(self))
            count = len(range(start, stop, step))
            part = self._replies.slice(max(0, start), step, count)
            return Table(part, None if self._index is None else self._index[rows], None if self._rows is None else self._rows[rows])
        if not hasattr(rows, "__index__"):
            kind = type(rows).__name__
            raise QueryTypeError(f"表的下标应为 int、slice 或列名，而不是 {kind} (expected a row, a slice or the name of a column, not {kind})")
        row = as_index(rows)
        if not -len(self) <= row < len(self):
            raise IndexError(f"第 {row} 行：表有 {len(self)} 行 (the table has {len(self)} rows)")
        row %= len(self)
        return {heading: values[0] for heading, values in self[row : row + 1].to_dict().items()}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for start in range(0, len(self), _ROWS):
            columns = self[start : start + _ROWS].to_dict()
            for row in zip(*columns.values(), strict=True):
                yield dict(zip(columns, row, strict=True))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._replies.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._replies.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._replies)

    def __reduce__(self) -> tuple[Any, ...]:
        return Table, (self._replies, self._index, self._rows)

    def __copy__(self) -> Table:
        return self  # nothing of a table can be changed

    def __deepcopy__(self, memo: object) -> Table:
        return self

    def __repr__(self) -> str:
        counts = self.counts()
        told = [", ".join(f"{verdict} {count}" for verdict, count in counts.items())] if counts else []
        if rest := len(self) - sum(counts.values()):
            told.append(f"{rest} without an answer")
        return f"<Table {len(self)} rows{': ' if told else ''}{'; '.join(told)}>"

    def _repr_html_(self) -> str:
        from ._html import table

        return table(self)
