"""Columns of texts and labels as a review needs them, and its tables as frames."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import missing

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["labels", "texts", "to_pandas", "to_polars"]


def _values(column: Any) -> list[Any]:
    """The values of a column of any kind."""
    if isinstance(column, str) or not isinstance(column, Iterable):
        name = type(column).__name__
        raise TypeError(f"应为一列（list、pandas、polars、Arrow），而不是 {name} (expected a column, not {name})")
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, method):
            return list(getattr(column, method)())
    return list(column)


def _is_empty(value: Any) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)


def texts(column: Any) -> list[str | None]:
    """The texts of a column; ``None`` where there is none."""
    values = _values(column)
    for row, value in enumerate(values):
        if not _is_empty(value) and not isinstance(value, str):
            name = type(value).__name__
            raise TypeError(f"第 {row} 条应为 str，而不是 {name} (row {row}: expected str, not {name})")
    return [None if _is_empty(value) else value for value in values]


def labels(column: Any) -> list[list[str]]:
    """The labels of each row of a column: none, one or several."""
    return [_labels(value) for value in _values(column)]


def _labels(value: Any) -> list[str]:
    if _is_empty(value):
        return []
    if isinstance(value, _native.Item):
        return [value.id]
    if isinstance(value, _native.Department | _native.Category):
        return [value.name]
    if isinstance(value, Enum):
        return [str(value.value)]
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Iterable):
        return [label for one in value for label in _labels(one)]
    name = type(value).__name__
    raise TypeError(f"标注应为 str，而不是 {name} (a label should be str, not {name})")


def _table(review: _native.Review, table: str | None) -> tuple[list[str], list[dict[str, Any]]]:
    tables = review.tables
    key = next(iter(tables)) if table is None else table
    return list(review.columns(key)), tables[key]


def to_pandas(review: _native.Review, table: str | None = None) -> pandas.DataFrame:
    columns, rows = _table(review, table)
    frame: pandas.DataFrame = missing("pandas", "pandas").DataFrame(rows, columns=columns)
    return frame


def to_polars(review: _native.Review, table: str | None = None) -> polars.DataFrame:
    columns, rows = _table(review, table)
    frame: polars.DataFrame = missing("polars", "polars").DataFrame({column: [row[column] for row in rows] for column in columns})
    return frame
