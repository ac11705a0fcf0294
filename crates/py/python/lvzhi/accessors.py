"""``Series.lvzhi`` for pandas and ``Expr.lvzhi``, ``Series.lvzhi`` for polars. Import this module to have them.

>>> import pandas as pd, lvzhi.accessors
>>> frame = pd.DataFrame({"诉求": ["老板欠我们工钱不给", "国土调查谁来做"]})
>>> frame["诉求"].lvzhi.classify()["id"].tolist()
['R009', 'C051']

>>> import polars as pl
>>> tickets = pl.DataFrame({"诉求": ["老板欠我们工钱不给"]})
>>> tickets.with_columns(pl.col("诉求").lvzhi.classify().alias("归类")).unnest("归类")["id"].to_list()
['R009']
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from ._columns import classify_many

__all__: list[str] = []


class _Pandas:
    """Classification of a pandas Series of texts."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def classify(self, top: int = 1, **options: Any) -> Any:
        """A ``DataFrame`` with the index of the Series; options as of :func:`lvzhi.classify_many`."""
        return classify_many(self._series, top, **options).to_pandas()


class _PolarsSeries:
    """Classification of a polars Series of texts."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def classify(self, top: int = 1, **options: Any) -> Any:
        """A ``DataFrame``; options as of :func:`lvzhi.classify_many`."""
        return classify_many(self._series, top, **options).to_polars()


class _PolarsExpression:
    """Classification of a polars expression of texts."""

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def classify(self, top: int = 1, **options: Any) -> Any:
        """A struct for each row, to be taken apart by ``unnest``; options as of :func:`lvzhi.classify_many`."""

        def frame(series: Any) -> Any:
            return classify_many(series, top, **options).to_polars().to_struct(series.name)

        # The fields do not depend on the texts: an empty column tells them.
        return self._expression.map_batches(frame, return_dtype=classify_many([], top).to_polars().to_struct().dtype)


if find_spec("pandas"):
    from pandas.api.extensions import register_series_accessor

    register_series_accessor("lvzhi")(_Pandas)

if find_spec("polars"):
    from polars.api import register_expr_namespace, register_series_namespace

    register_series_namespace("lvzhi")(_PolarsSeries)
    register_expr_namespace("lvzhi")(_PolarsExpression)
