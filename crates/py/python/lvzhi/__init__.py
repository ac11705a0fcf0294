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

Other lists are opened by :func:`open`, or read from the Excel or Word file that a township has by :func:`import_list`. Both give a
:class:`Catalogue`; the functions here are the methods of the built-in one, :func:`catalogue`.

A column (list, NumPy, pandas, polars, Arrow, generator) goes through :func:`classify_many`; the items themselves come as
frames from :func:`to_pandas`, :func:`to_polars` and :func:`to_arrow`. Nothing but Python is required; pandas, polars,
pyarrow, matplotlib, XlsxWriter and openpyxl are used where they are installed.
"""

from __future__ import annotations

from ._enums import FrameKind, Kind, Met, Reason, RepairKind, Role, Tier, Verdict
from ._errors import FileError, ListError, LvzhiError, MissingFileError, NotFoundError, OptionError, QueryError, QueryTypeError
from ._later import METHODS, attribute
from ._native import (
    LONGEST_QUERY,
    MOST_MATCHES,
    MOST_PARTS,
    Answer,
    Catalogue,
    Category,
    Cover,
    Department,
    DutyGroup,
    Evidence,
    Figure,
    FramePart,
    Item,
    Match,
    Matter,
    Part,
    Repair,
    Report,
    Review,
    Takeover,
    Thresholds,
    Township,
    __version__,
    catalogue,
    compare,
    frame,
    import_list,
    matter,
    matters,
    open,
    ticket,
)

_built_in = catalogue()
categories = _built_in.categories
classify = _built_in.classify
classify_parts = _built_in.classify_parts
covering = _built_in.covering
data_version = _built_in.data_version
department = _built_in.department
departments = _built_in.departments
evidence = _built_in.evidence
export = _built_in.export
export_line = _built_in.export_line
item = _built_in.item
items = _built_in.items
township = _built_in.township

# Importing typing costs more than everything else here; type checkers take this name for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import plot
    from ._table import Table

    classify_chunks = _built_in.classify_chunks
    classify_many = _built_in.classify_many
    to_arrow = _built_in.to_arrow
    to_excel = _built_in.to_excel
    to_pandas = _built_in.to_pandas
    to_polars = _built_in.to_polars

__all__ = [
    "LONGEST_QUERY", "MOST_MATCHES", "MOST_PARTS", "Answer", "Catalogue", "Category", "Cover", "Department", "DutyGroup", "Evidence", "Figure",
    "FileError", "FrameKind", "FramePart", "Item", "Kind", "ListError", "LvzhiError", "Match", "Matter", "Met", "MissingFileError", "NotFoundError",
    "OptionError", "Part", "QueryError", "QueryTypeError", "Reason", "Repair", "RepairKind", "Report", "Review", "Role", "Table", "Takeover", "Thresholds", "Tier",
    "Township", "Verdict", "__version__", "catalogue", "categories", "classify", "classify_chunks", "classify_many", "classify_parts",
    "compare", "covering", "data_version", "department", "departments", "evidence", "export", "export_line", "frame", "import_list", "item", "items", "matter", "matters", "open",
    "plot", "ticket", "to_arrow", "to_excel", "to_pandas", "to_polars", "township",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "plot":
        from importlib import import_module

        return import_module(".plot", __name__)
    if name == "Table":
        value = attribute("_table", name)
    elif name in METHODS:
        value = getattr(_built_in, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
