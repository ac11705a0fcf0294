"""What is written in Python of a list's methods. Each stands in a module of its own, imported when first asked for, so that
``import lvzhi`` is quick."""

from __future__ import annotations

from ._native import Catalogue

# Importing typing costs more than everything else here; type checkers take this name for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["METHODS", "attribute"]

METHODS = {
    "classify_chunks": "_columns",
    "classify_many": "_columns",
    "plot": "plot",
    "to_arrow": "_frames",
    "to_excel": "_excel",
    "to_pandas": "_frames",
    "to_polars": "_frames",
}
"""The methods, and the modules that they stand in: functions whose first argument is the list, and properties."""


def attribute(module: str, name: str) -> Any:
    """What a module of the package calls so."""
    from importlib import import_module

    return getattr(import_module(f".{module}", __package__), name)


class _Later:
    """A method before it was asked for: then it takes its own place in the class."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, catalogue: Catalogue | None, owner: type[Catalogue]) -> Any:
        method = attribute(METHODS[self._name], self._name)
        setattr(owner, self._name, method)
        return method.__get__(catalogue, owner)


for _name in METHODS:
    setattr(Catalogue, _name, _Later(_name))
