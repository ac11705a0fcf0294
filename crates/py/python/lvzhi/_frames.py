"""The items as frames: one row an item, a duty, or an item and one of its departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from . import _native
from ._errors import OptionError, missing

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["to_arrow", "to_pandas", "to_polars"]

Rows = Literal["items", "duties", "departments"]


def _head(item: _native.Item) -> dict[str, Any]:
    return {"id": item.id, "tier": str(item.tier), "number": item.number, "category": item.category, "name": item.name}


def _by_item(catalogue: _native.Catalogue) -> list[dict[str, Any]]:
    rows = []
    for item in catalogue.items():
        names = [department.name for department, _ in item.departments]
        rows.append(
            _head(item)
            | {
                "responsible": "、".join(item.responsible) or None,
                "lead_department": item.lead.name if item.lead else None,
                "departments": "、".join(names) or None,
                "upper_duties": _text(item.upper_duties),
                "township_duties": _text(item.township_duties),
                "takeover": "\n".join(takeover.method or "" for takeover in item.takeover) or None,
                "discontinued": item.is_discontinued,
                "matters": "、".join(cover.matter.name for cover in item.covers if cover.matter) or None,
                "repairs": len(item.repairs),
            }
        )
    return rows


def _text(groups: tuple[_native.DutyGroup, ...]) -> str | None:
    """Duties as the list prints them: headings, then numbered clauses."""
    lines: list[str] = []
    for group in groups:
        if group.heading:
            lines.append(group.heading)
        if group.department:
            lines.append(f"{group.department.name}：")
        many = len(group.duties) > 1
        lines += [f"{n}.{duty}" if many else duty for n, duty in enumerate(group.duties, 1)]
    return "\n".join(lines) or None


def _by_duty(catalogue: _native.Catalogue) -> list[dict[str, Any]]:
    rows = []
    for item in catalogue.items():
        for side, groups in (("upper", item.upper_duties), ("township", item.township_duties)):
            for group in groups:
                department = group.department.name if group.department else None
                for n, duty in enumerate(group.duties, 1):
                    part = {"side": side, "heading": group.heading, "department": department, "clause": n, "duty": duty}
                    rows.append(_head(item) | part)
    return rows


def _by_department(catalogue: _native.Catalogue) -> list[dict[str, Any]]:
    return [
        _head(item) | {"department": department.name, "kind": str(department.kind), "role": str(role)}
        for item in catalogue.items()
        for department, role in item.departments
    ]


_MAKERS = {"items": _by_item, "duties": _by_duty, "departments": _by_department}


def columns(catalogue: _native.Catalogue, rows: Rows) -> dict[str, list[Any]]:
    """A frame as a mapping of names to lists."""
    if not isinstance(rows, str) or rows not in _MAKERS:
        raise OptionError(f"rows={rows!r}：应为 {'、'.join(_MAKERS)} 之一 (expected one of these)")
    made = _MAKERS[rows](catalogue)
    return {name: [row[name] for row in made] for name in made[0]}


def to_pandas(catalogue: _native.Catalogue, rows: Rows = "items") -> pandas.DataFrame:
    """The list as a pandas ``DataFrame``: a row for each of

    - ``"items"``: item: id, tier, number, category, name, responsible, lead_department, departments, upper_duties,
      township_duties, takeover, discontinued, matters, repairs (how many),
    - ``"duties"``: clause of a cooperative item: …, side (``upper`` or ``township``), heading, department, clause, duty,
    - ``"departments"``: item and department: …, department, kind, role.

    Raises :class:`OptionError` for other words, ``ImportError`` where pandas is not installed.

    >>> import lvzhi
    >>> lvzhi.to_pandas().shape[0], lvzhi.to_pandas("departments").columns[-1]
    (292, 'role')
    """
    frame: pandas.DataFrame = missing("pandas", "pandas").DataFrame(columns(catalogue, rows))
    return frame


def to_polars(catalogue: _native.Catalogue, rows: Rows = "items") -> polars.DataFrame:
    """The list as a polars ``DataFrame``; rows as in :func:`to_pandas`."""
    frame: polars.DataFrame = missing("polars", "polars").DataFrame(columns(catalogue, rows))
    return frame


def to_arrow(catalogue: _native.Catalogue, rows: Rows = "items") -> pyarrow.Table:
    """The list as a pyarrow ``Table``; rows as in :func:`to_pandas`."""
    table: pyarrow.Table = missing("pyarrow", "arrow").table(columns(catalogue, rows))
    return table
