"""Whose duty is this? A Chinese township's duty list (乡镇履职事项清单) inside your program.

The list built in is that of 夏马勒乡 (巴楚县, 喀什地区): 292 items in three tiers, 基本履职, 配合履职 and 上级部门收回.

>>> import lvzhi
>>> answer = lvzhi.classify("老板欠我们工钱不给")
>>> answer.verdict.label, answer.best.item.id
('上级部门收回', 'R009')
>>> lvzhi.item("c51").name
'做好国土调查工作'
>>> lvzhi.department("人社局").name
'巴楚县人力资源和社会保障局'

A column (list, NumPy, pandas, polars, Arrow, generator) goes through :func:`classify_many`; the items themselves come as
frames from :func:`to_pandas`, :func:`to_polars` and :func:`to_arrow`. Nothing but Python is required; pandas, polars,
pyarrow, matplotlib, XlsxWriter and openpyxl are used where they are installed.
"""

from __future__ import annotations

from ._enums import Kind, Met, RepairKind, Role, Tier, Verdict
from ._errors import FileError, LvzhiError, NotFoundError, OptionError, QueryError, QueryTypeError
from ._native import (
    LONGEST_QUERY,
    MOST_MATCHES,
    Answer,
    Category,
    Department,
    DutyGroup,
    Evidence,
    Figure,
    Item,
    Match,
    Repair,
    Takeover,
    Thresholds,
    Township,
    __version__,
    categories,
    classify,
    data_version,
    department,
    departments,
    export,
    item,
    items,
    township,
)

# Importing typing costs more than everything else here; type checkers take this name for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import plot
    from ._columns import classify_chunks, classify_many
    from ._excel import to_excel
    from ._frames import to_arrow, to_pandas, to_polars
    from ._table import Table

__all__ = [
    "LONGEST_QUERY", "MOST_MATCHES", "Answer", "Category", "Department", "DutyGroup", "Evidence", "Figure",
    "FileError", "Item", "Kind", "LvzhiError", "Match", "Met", "NotFoundError", "OptionError", "QueryError", "QueryTypeError", "Repair",
    "RepairKind", "Role", "Table", "Takeover", "Thresholds", "Tier", "Township", "Verdict", "__version__", "categories", "classify",
    "classify_chunks", "classify_many", "data_version", "department", "departments", "export", "item", "items", "plot",
    "to_arrow", "to_excel", "to_pandas", "to_polars", "township",
]  # fmt: skip

# Where to find what is not needed for a single question: imported when first asked for, so that `import lvzhi` is quick.
_LATER = {
    "classify_chunks": "_columns",
    "classify_many": "_columns",
    "to_excel": "_excel",
    "to_arrow": "_frames",
    "to_pandas": "_frames",
    "to_polars": "_frames",
    "Table": "_table",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "plot":
        return import_module(".plot", __name__)
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_LATER[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
