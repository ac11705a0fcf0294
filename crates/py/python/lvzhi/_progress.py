"""The progress bar of columns and files: tqdm, where it is installed."""

from __future__ import annotations

import time
from typing import Any

__all__ = ["Bar"]

_PATIENCE = 1.0
"""Seconds after which a bar is shown."""


class Bar:
    """A progress bar that appears once the work has taken its time.

    ``wanted``: ``True`` from the start, ``False`` never, ``None`` after about a second.
    """

    def __init__(self, total: int | None, wanted: bool | None) -> None:
        self._total = total
        self._wanted = wanted
        self._unit = "行"
        self._label = "履职归类"
        self._start = time.monotonic()
        self._done = 0
        self._bar: Any = None

    def stage(self, label: str, total: int | None = None, unit: str = "行") -> None:
        """Begins a part of the work: what it is called, and how much there is to do, in rows or in ``B`` (bytes)."""
        self.close()
        self._label, self._total, self._unit, self._done = label, total, unit, 0
        if self._wanted or (self._wanted is None and time.monotonic() - self._start > _PATIENCE):
            self._bar = self._open()

    def update(self, amount: int) -> None:
        """So much more is done."""
        self._done += amount
        if self._bar is not None:
            self._bar.update(amount)
        elif self._wanted or (self._wanted is None and time.monotonic() - self._start > _PATIENCE):
            self._bar = self._open()

    def reach(self, amount: int) -> None:
        """So much is done in all."""
        self.update(amount - self._done)

    def _open(self) -> Any:
        if self._total is not None and self._done >= self._total and not self._wanted:
            return None
        try:
            from tqdm.auto import tqdm
        except ModuleNotFoundError:
            self._wanted = False
            return None
        scaled = self._unit == "B"
        return tqdm(total=self._total, initial=self._done, unit=self._unit, unit_scale=scaled, desc=self._label)

    def close(self) -> None:
        """Ends the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
