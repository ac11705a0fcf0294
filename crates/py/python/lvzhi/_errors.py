"""Errors: what was expected, what was found, what to do. All are :class:`LvzhiError` and a built-in class besides."""

from __future__ import annotations

# Importing typing would cost more than the rest of the package; type checkers take this name for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["FileError", "ListError", "LvzhiError", "MissingFileError", "NotFoundError", "OptionError", "QueryError", "QueryTypeError"]


class LvzhiError(Exception):
    """Any error of this package."""


class NotFoundError(LvzhiError, KeyError):
    """A key that the list does not hold.

    >>> import lvzhi
    >>> try:
    ...     lvzhi.department("教育厅")
    ... except KeyError as error:
    ...     print(error.key, error.nearest[0])
    教育厅 巴楚县教育局
    """

    key: str
    """What was asked for."""
    nearest: tuple[str, ...]
    """The nearest names, the best first; at most three, or all columns of a table."""

    def __init__(self, key: str, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(key, message, nearest)
        self.key = key
        self.message = message
        self.nearest = tuple(nearest)

    def __str__(self) -> str:
        # KeyError would show the repr of its argument.
        hint = f"。相近的有 (the nearest are): {'、'.join(self.nearest)}" if self.nearest else ""
        key = self.key if len(self.key) <= 60 else self.key[:60] + "…"
        return f"{key}：{self.message}{hint}"


class OptionError(LvzhiError, ValueError):
    """A value that an option does not take, such as a tier that is none."""


class FileError(LvzhiError, OSError):
    """A file that cannot be read or written."""


class MissingFileError(FileError, FileNotFoundError):
    """A file that is not there."""


class ListError(LvzhiError, ValueError):
    """A file, folder or export that is no sound list.

    >>> import lvzhi
    >>> try:
    ...     lvzhi.Catalogue.from_bytes(b"")
    ... except lvzhi.ListError as error:
    ...     print(error.problems)
    ()
    """

    problems: tuple[str, ...]
    """What is wrong with a folder or an export, one by one, with file, line and field; empty for a compiled file."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, problems)
        self.message = message
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return self.message


_LEFT_EMPTY = 'errors="null" 可将这样的行留空 (errors="null" leaves such rows empty)'


class _AboutRow(LvzhiError):
    """An error about a text, alone or in a row of a column."""

    row: int | None
    """The row of the column, counted from 0; ``None`` for a text by itself."""

    def __init__(self, message: str, row: int | None = None, hint: str = _LEFT_EMPTY) -> None:
        super().__init__(message, row, hint)
        self.message = message
        self.row = row
        self.hint = hint

    def __str__(self) -> str:
        if self.row is None:
            return self.message
        hint = f"。{self.hint}" if self.hint else ""
        return f"第 {self.row} 行（从 0 起） (row {self.row}, from 0): {self.message}{hint}"


class QueryError(_AboutRow, ValueError):
    """Text that cannot be a query: empty, too long, not valid in its encoding."""


class QueryTypeError(_AboutRow, TypeError):
    """Something else than text."""


OLDEST = {"numpy": (1, 26), "pandas": (2, 0), "polars": (1, 5), "pyarrow": (16, 0)}
"""The oldest versions that are tested (scripts/versions.sh): those of pyproject.toml."""


def missing_package(package: str, extra: str) -> ImportError:
    """The error for an optional package that is not installed."""
    message = f"需要先安装 {package} (this needs {package}): pip install 'lvzhi[{extra}]'"
    return ImportError(message, name=package)


def missing(package: str, extra: str) -> Any:
    """Imports an optional package, or says how to install it, or a newer version of it."""
    from importlib import import_module

    try:
        module = import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package.partition(".")[0]:
            raise
        raise missing_package(package, extra) from None
    oldest = OLDEST.get(package)
    if oldest and tuple(map(int, module.__version__.split(".")[:2])) < oldest:
        least = ".".join(map(str, oldest))
        message = f"{package} {module.__version__} 过旧，需要 {least} 或更新 (too old, this needs {least}): pip install -U 'lvzhi[{extra}]'"
        raise ImportError(message, name=package)
    return module
