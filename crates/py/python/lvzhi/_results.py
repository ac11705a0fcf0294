"""Results of the command and of reports: their columns, in Chinese or with the names of :class:`Table`."""

from __future__ import annotations

from ._enums import Tier, Verdict
from ._table import Table
from ._tables import Added, Cells

__all__ = ["HEADINGS", "added"]

HEADINGS = {
    "verdict": "判断",
    "id": "编号",
    "name": "事项名称",
    "tier": "清单类别",
    "category": "事项类别",
    "lead_department": "牵头或承接部门",
    "departments": "全部部门",
    "confidence": "把握",
}
"""Headings of the columns that are added, in Chinese."""


def added(table: Table, chinese: bool, prefix: str) -> tuple[list[Added], list[Cells]]:
    """The columns of results, and their cells."""
    spoken: dict[str | None, str | None] = {str(member): member.label for enum in (Tier, Verdict) for member in enum} | {None: None}
    heads, cells = [], []
    for (key, column, rank), values in zip(table.fields(), table.to_dict().values(), strict=True):
        heading = HEADINGS[column] + (str(rank + 1) if rank else "") if chinese else key
        heads.append(Added(prefix + heading, column == "confidence"))
        cells.append(list(map(spoken.__getitem__, values)) if chinese and column in ("verdict", "tier") else values)
    return heads, cells
