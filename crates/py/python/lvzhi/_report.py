"""Frames as rows of text for an import, and the named tuples of its report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ._errors import OptionError, QueryTypeError
from ._reviews import values

__all__ = ["Doubt", "Written", "rows"]


class Doubt(NamedTuple):
    """A place of a file where somebody should look."""

    severity: str
    """``lost``: it did not come into the list; ``doubtful``: it may have been meant otherwise; ``note``: worth knowing."""
    file: str
    place: str
    """As spreadsheets write it: ``基本履职!C7``."""
    sheet: str
    row: int
    column: int
    text: str
    understood: str
    remedy: str


class Written(tuple[str, ...]):
    """The names of the files of a list folder that are new or have changed."""

    again: bool
    """Whether the folder was there."""
    conflicts: tuple[Doubt, ...]
    """Where the folder and the file say different things: the folder stands."""

    def __new__(cls, files: Iterable[str], again: bool, conflicts: tuple[Doubt, ...]) -> Written:
        self = super().__new__(cls, files)
        self.again, self.conflicts = again, conflicts
        return self


def rows(frame: Any) -> list[list[str]]:
    """The headings and rows of a frame, as text."""
    names, columns = _columns(frame)
    rows = {len(column) for column in columns}
    if len(rows) > 1:
        lengths = "、".join(f"{name} {len(column)}" for name, column in zip(names, columns, strict=True))
        raise OptionError(f"各列行数不同 (the columns differ in length): {lengths}")
    return [[str(name) for name in names], *([_text(value) for value in row] for row in zip(*columns, strict=True))]


def _columns(frame: Any) -> tuple[list[Any], list[list[Any]]]:
    if hasattr(frame, "collect") and hasattr(frame, "collect_schema"):
        # A lazy frame of polars.
        frame = frame.collect()
    if hasattr(frame, "iloc") and hasattr(frame, "columns"):
        return list(frame.columns), [frame.iloc[:, at].tolist() for at in range(len(frame.columns))]
    if hasattr(frame, "get_columns"):
        return list(frame.columns), [column.to_list() for column in frame.get_columns()]
    if hasattr(frame, "column_names") and hasattr(frame, "columns"):
        return list(frame.column_names), [column.to_pylist() for column in frame.columns]
    if isinstance(frame, Mapping):
        return list(frame), [values(column, f"frame[{name!r}]") for name, column in frame.items()]
    message = "frame 应为 pandas、polars 的 DataFrame、pyarrow 的 Table 或 dict，而不是"
    name = type(frame).__name__
    raise QueryTypeError(f"{message} {name} (expected a frame of pandas, polars or pyarrow, or a mapping of headings to columns, not {name})")


def _text(value: Any) -> str:
    """A cell as a spreadsheet shows it. Numbers of a column with gaps are floats in pandas."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)
    return str(value)
