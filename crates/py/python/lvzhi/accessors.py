"""``Series.lvzhi`` for pandas and ``Expr.lvzhi``, ``Series.lvzhi`` for polars. Import this module to have them.

>>> import pandas as pd, lvzhi.accessors
>>> frame = pd.DataFrame({"诉求": ["老板欠我们工钱不给", "国土调查谁来做"]})
>>> frame["诉求"].lvzhi.classify()["id"].tolist()
['R009', 'C051']

>>> import polars as pl
>>> tickets = pl.DataFrame({"诉求": ["老板欠我们工钱不给"]})
>>> tickets.with_columns(pl.col("诉求").lvzhi.classify().alias("归类")).unnest("归类")["id"].to_list()
['R009']

What is registered at run time, type checkers do not see: ``pl.col("诉求").lvzhi`` is an error to them. They know the classes that
stand behind it:

>>> from lvzhi.accessors import PandasSeries, PolarsExpr
>>> tickets.select(PolarsExpr(pl.col("诉求")).classify(prefix="归类_")).unnest("诉求").columns[0]
'归类_verdict'
>>> PandasSeries(frame["诉求"]).classify(language="zh")["判断"].tolist()
['上级部门收回', '配合履职']
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, TypeVar

from ._columns import Errors, Thresholds, classify_many
from ._native import Catalogue
from ._native import catalogue as built_in
from ._table import Language, Table

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["PandasSeries", "PolarsExpr", "PolarsSeries"]

Result = TypeVar("Result")


class _Accessor(Generic[Result]):
    """Classification of a column."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def classify(
        self,
        top: int = 1,
        *,
        catalogue: Catalogue | None = None,
        errors: Errors = "raise",
        evidence: bool = False,
        thresholds: Thresholds = None,
        language: Language = "en",
        prefix: str = "",
        frames: bool = True,
        threads: SupportsIndex | None = None,
        progress: bool | None = None,
    ) -> Result:
        """Whose duty is each matter, by the list ``catalogue`` (the built-in one, if none)? Columns as of :class:`lvzhi.Table`, options as
        of :func:`lvzhi.classify_many`."""
        asked = built_in() if catalogue is None else catalogue

        def table(column: Any) -> Table:
            return classify_many(
                asked, column, top, errors=errors, evidence=evidence, thresholds=thresholds, language=language, prefix=prefix,
                frames=frames, threads=threads, progress=progress,
            )  # fmt: skip

        return self._answered(table)

    def _answered(self, table: Callable[[Any], Table]) -> Result:
        raise NotImplementedError


class PandasSeries(_Accessor["pandas.DataFrame"]):
    """``Series.lvzhi`` of pandas: ``classify`` gives a ``DataFrame`` with the index of the Series."""

    def _answered(self, table: Callable[[Any], Table]) -> pandas.DataFrame:
        return table(self._column).to_pandas()


class PolarsSeries(_Accessor["polars.DataFrame"]):
    """``Series.lvzhi`` of polars: ``classify`` gives a ``DataFrame``."""

    def _answered(self, table: Callable[[Any], Table]) -> polars.DataFrame:
        return table(self._column).to_polars()


class PolarsExpr(_Accessor["polars.Expr"]):
    """``Expr.lvzhi`` of polars: ``classify`` gives an expression of a struct for each row, to be taken apart by ``unnest``."""

    def _answered(self, table: Callable[[Any], Table]) -> polars.Expr:
        def structs(series: Any) -> Any:
            return table(series).to_polars().to_struct(series.name)

        # The fields do not depend on the texts: an empty column tells them.
        made: polars.Expr = self._column.map_batches(structs, return_dtype=table([]).to_polars().to_struct().dtype)
        return made


if find_spec("pandas"):
    from pandas.api.extensions import register_series_accessor

    register_series_accessor("lvzhi")(PandasSeries)

if find_spec("polars"):
    from polars.api import register_expr_namespace, register_series_namespace

    register_series_namespace("lvzhi")(PolarsSeries)
    register_expr_namespace("lvzhi")(PolarsExpr)
