"""Columns of texts and labels as a review needs them, and its tables as frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import NotFoundError, OptionError, QueryTypeError, missing

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["labels", "texts", "to_pandas", "to_polars", "values"]


def values(column: Any, name: str) -> list[Any]:
    """The values of a column of any kind, which the caller knows as ``name``."""
    kind = type(column).__name__
    # Asked of the class: to ask a lazy frame for its columns is costly.
    if isinstance(column, Mapping) or hasattr(type(column), "columns"):
        raise QueryTypeError(f'{name} 应为一列，而不是 {kind}，请交出其中一列，如 df["诉求"] (expected a column, not a table: hand over one column of it, as df["诉求"])')
    if isinstance(column, (str, bytes)) or not isinstance(column, Iterable) or getattr(column, "ndim", 1) == 0:
        raise QueryTypeError(f"{name} 应为一列（list、pandas、polars、Arrow），而不是 {kind} (expected a column, not {kind}: put a single one into a list)")
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, method):
            return list(getattr(column, method)())
    return list(column)


def _is_empty(value: Any) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)


def _wrong(name: str, value: Any, row: int) -> QueryTypeError:
    kind = type(value).__name__
    return QueryTypeError(f"{name} 应为 str，而不是 {kind} (expected str, not {kind})", row, "")


def texts(column: Any, name: str) -> list[str | None]:
    """The texts of a column; ``None`` where there is none."""
    found = [None if _is_empty(value) else value for value in values(column, name)]
    for row, value in enumerate(found):
        if value is not None and not isinstance(value, str):
            raise _wrong(name, value, row)
    return found


def labels(catalogue: _native.Catalogue, column: Any, name: str) -> list[list[str]]:
    """The labels of each row of a column: none, one or several."""
    return [_labels(catalogue, value, name, row) for row, value in enumerate(values(column, name))]


def _labels(catalogue: _native.Catalogue, value: Any, name: str, row: int) -> list[str]:
    if _is_empty(value):
        return []
    if isinstance(value, (_native.Item, _native.Department, _native.Category)):
        _refuse_others(catalogue, value, name, row)
        return [value.id if isinstance(value, _native.Item) else value.name]
    if isinstance(value, Enum):
        return [str(value.value)]
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Iterable) and getattr(value, "ndim", 1) > 0:
        return [label for one in value for label in _labels(catalogue, one, name, row)]
    raise _wrong(name, value, row)


def _refuse_others(catalogue: _native.Catalogue, value: Any, name: str, row: int) -> None:
    """Refuses what belongs to another list: its number would name something else here."""
    if value.catalogue is not catalogue and not _is_here_too(catalogue, value):
        own, other = (f"{list_.township.name} {list_.data_version}" for list_ in (catalogue, value.catalogue))
        message = f"{name} 里的{value}属于{other}的清单，不属于{own}的，请在这份清单里按名称查找 (of another list: look it up in this one by its name)"
        raise OptionError(f"第 {row} 行（从 0 起） (row {row}, from 0): {message}")


def _is_here_too(catalogue: _native.Catalogue, value: Any) -> bool:
    """Whether a list has this of another one, as one that was taught has the items of the list that it was."""
    other: _native.Catalogue = value.catalogue
    if (other.township.name, other.data_version) != (catalogue.township.name, catalogue.data_version):
        return False
    try:
        return not isinstance(value, _native.Item) or catalogue.item(value.id).name == value.name
    except NotFoundError:
        return False


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
